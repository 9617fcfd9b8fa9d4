use sqlparser::ast::{DataType as ParsedType, Ident};
use sqlparser::dialect::SQLiteDialect;

use super::Sqlite;
use crate::dialect::{Exprs, NamedQuery, TypeFamily, Types};
use crate::expr::{self, Node, Rules};
use crate::model::{DataType, Expr};

mod rewrite;

/// The database keeps what was written, so the one form only has to see through spelling: white
/// space, parentheses, quotes, case, `==` for `=`.
impl Exprs for Sqlite {
    fn canonical_expr(&self, expr: &Expr) -> String {
        expr::canonical(self, expr.as_str())
    }

    fn is_literal(&self, expr: &Expr) -> bool {
        expr::simple(self, expr.as_str()).is_some_and(|node| match node {
            Node::Op(name, _) => name == "hex",
            node => node.is_literal(),
        })
    }

    fn same_default(&self, ty: &DataType, previous: &Expr, next: &Expr) -> bool {
        previous == next
            || match (self.constant(ty, previous), self.constant(ty, next)) {
                (Some(previous), Some(next)) => previous == next,
                (None, None) => self.same_expr(previous, next),
                _ => false,
            }
    }

    fn same_expr(&self, previous: &Expr, next: &Expr) -> bool {
        previous == next || expr::same(self, previous.as_str(), next.as_str())
    }

    fn same_query(&self, previous: NamedQuery<'_>, next: NamedQuery<'_>) -> bool {
        expr::same_query(self, previous, next)
    }
}

impl Sqlite {
    /// The constant that a default is, as a column of the type would hold it.
    fn constant(&self, ty: &DataType, expr: &Expr) -> Option<Node> {
        let family = self.type_family(ty);
        let number = |digits: String| Node::Number(expr::decimal(&digits).unwrap_or(digits));
        match expr::simple(self, expr.as_str())? {
            // In double quotes and no column: a text, as no default can name a column.
            Node::Column(mut path) if path.len() == 1 => path.pop().map(Node::Text),
            Node::Text(text) if family.is_number() || family == TypeFamily::Boolean => {
                Some(expr::decimal(&text).map_or(Node::Text(text), Node::Number))
            }
            Node::Number(digits) if family == TypeFamily::Text => Some(Node::Text(digits)),
            Node::Number(digits) => Some(number(digits)),
            Node::Text(text) => Some(Node::Text(text)),
            // TRUE and FALSE are 1 and 0.
            Node::Word(word) => Some(match word.as_str() {
                "true" => Node::Number("1".to_owned()),
                "false" => Node::Number("0".to_owned()),
                _ => Node::Word(word),
            }),
            _ => None,
        }
    }
}

impl Rules for Sqlite {
    fn grammar(&self) -> &dyn sqlparser::dialect::Dialect {
        &SQLiteDialect {}
    }

    /// Names are found in any case.
    fn name(&self, ident: &Ident) -> String {
        ident.value.to_lowercase()
    }

    fn type_name(&self, ty: &ParsedType) -> String {
        let text = ty.to_string();
        match self.parse_type(&text) {
            Ok(ty) => ty.to_string(),
            Err(_) => text.to_lowercase(),
        }
    }

    fn rewrite(&self, node: Node) -> Node {
        rewrite::rewrite(node)
    }
}
