use sqlparser::ast::{DataType as ParsedType, Ident};
use sqlparser::tokenizer::Token;

use super::Mysql;
use crate::dialect::{Exprs, NamedQuery, TypeFamily, Types};
use crate::expr::{self, Node, Rules};
use crate::model::{DataType, Expr};

mod defaults;
mod functions;
mod grammar;
mod modes;
mod operators;
mod spelling;

use modes::Written;

/// The one form is near to what MySQL and MariaDB keep of an expression: names of columns in lower
/// case, functions under one of their names, NOT worked into comparisons, TRUE as 1.
impl Exprs for Mysql {
    fn canonical_expr(&self, expr: &Expr) -> String {
        expr::canonical(self, expr.as_str())
    }

    fn is_literal(&self, expr: &Expr) -> bool {
        expr::simple(self, expr.as_str()).is_some_and(|node| match node.without_casts() {
            Node::Op(name, _) => name == "hex",
            node => node.is_literal(),
        })
    }

    fn same_default(&self, ty: &DataType, previous: &Expr, next: &Expr) -> bool {
        previous == next || defaults::same(self, ty, previous.as_str(), next.as_str())
    }

    fn same_expr(&self, previous: &Expr, next: &Expr) -> bool {
        previous == next || expr::same(self, previous.as_str(), next.as_str())
    }

    fn same_query(&self, previous: NamedQuery<'_>, next: NamedQuery<'_>) -> bool {
        let (one, other) = (Written::new(self, previous.modes), Written::new(self, next.modes));
        expr::same_query_by([&one, &other], previous, next)
    }
}

impl Mysql {
    /// The default that `information_schema.columns` shows as `text`. MySQL shows a constant
    /// without its quotes, and tells an expression by `DEFAULT_GENERATED` in the column `extra`
    /// (`is_expression`); MariaDB shows SQL.
    pub fn catalog_default(&self, ty: &DataType, text: &str, is_expression: bool) -> Expr {
        let family = self.type_family(ty);
        let is_sql = self.is_mariadb()
            || is_expression
            || family.is_number()
            || family == TypeFamily::Boolean
            || (family == TypeFamily::Time && text.to_ascii_uppercase().starts_with("CURRENT_TIMESTAMP"))
            || (family == TypeFamily::Binary && (text.starts_with("b'") || text.starts_with("0x")));
        if is_sql { Expr::new(text) } else { Expr::string(&text.replace('\\', "\\\\")) }
    }
}

impl Rules for Mysql {
    fn grammar(&self) -> &dyn sqlparser::dialect::Dialect {
        &grammar::USUAL
    }

    fn unescaped(&self, text: &str) -> String {
        spelling::unescaped(text)
    }

    fn tokens(&self, tokens: Vec<Token>) -> Vec<Token> {
        spelling::readable(tokens, &Token::make_keyword("OR"))
    }

    /// Columns are found in any case.
    fn name(&self, ident: &Ident) -> String {
        ident.value.to_lowercase()
    }

    fn quoted_text(&self, text: &str) -> String {
        super::types::quoted_value(text)
    }

    /// The types of CAST are not those of columns: `signed`, `char` without a length.
    fn type_name(&self, ty: &ParsedType) -> String {
        let text = ty.to_string().to_lowercase();
        match text.as_str() {
            "signed integer" => "signed".to_owned(),
            "unsigned integer" => "unsigned".to_owned(),
            "character" => "char".to_owned(),
            "decimal" | "dec" | "numeric" | "decimal(10,0)" => "decimal(10)".to_owned(),
            _ => text.replace(",0)", ")"),
        }
    }

    fn double_quotes_are_text(&self) -> bool {
        true
    }

    fn rewrite(&self, node: Node) -> Node {
        operators::rewrite(self.is_mariadb(), functions::rewrite(self, node))
    }

    /// A column without an alias is called as it is written.
    fn column_name(&self, node: &Node, written: &str) -> Option<String> {
        Some(match node {
            Node::Column(path) => path.last().cloned().unwrap_or_default(),
            _ => written.to_lowercase(),
        })
    }
}
