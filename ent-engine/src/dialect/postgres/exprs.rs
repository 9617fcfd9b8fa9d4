use sqlparser::ast::{DataType as ParsedType, Ident};
use sqlparser::dialect::PostgreSqlDialect;
use sqlparser::tokenizer::Token;

use super::Postgres;
use super::types::is_builtin;
use crate::dialect::{Dialect, Exprs, NamedQuery, Types};
use crate::expr::{self, Node, Rules};
use crate::model::{DataType, Expr};
use crate::sql::Syntax;

mod defaults;
mod implied;
mod literals;
mod operators;
mod spelling;

pub(super) use literals::likeness;

/// The one form is what `pg_get_expr` prints (PostgreSQL's `ruleutils.c`), and where that keeps two
/// spellings apart which mean the same (`now()` and `CURRENT_TIMESTAMP`), one of them.
impl Exprs for Postgres {
    fn canonical_expr(&self, expr: &Expr) -> String {
        expr::canonical(self, expr.as_str())
    }

    fn is_literal(&self, expr: &Expr) -> bool {
        expr::simple(self, expr.as_str()).is_some_and(|node| node.without_casts().is_literal())
    }

    fn same_default(&self, ty: &DataType, previous: &Expr, next: &Expr) -> bool {
        previous == next || defaults::same(self, ty, previous.as_str(), next.as_str())
    }

    fn same_expr(&self, previous: &Expr, next: &Expr) -> bool {
        previous == next || expr::same(self, previous.as_str(), next.as_str())
    }

    fn same_query(&self, previous: NamedQuery<'_>, next: NamedQuery<'_>) -> bool {
        expr::same_query(self, previous, next)
    }
}

impl Rules for Postgres {
    fn grammar(&self) -> &dyn sqlparser::dialect::Dialect {
        &PostgreSqlDialect {}
    }

    fn tokens(&self, tokens: Vec<Token>) -> Vec<Token> {
        spelling::readable(tokens)
    }

    fn name(&self, ident: &Ident) -> String {
        let name = Syntax::postgres().fit_name(&ident.value);
        if ident.quote_style.is_some() { name.to_owned() } else { name.to_lowercase() }
    }

    fn quoted_name(&self, name: &str) -> String {
        self.quote(name)
    }

    fn type_name(&self, ty: &ParsedType) -> String {
        let text = ty.to_string();
        match self.parse_type(&text) {
            // That is where names are looked for anyway.
            Ok(ty) => {
                let schema = ty.schema.clone().filter(|schema| schema != "public" || is_builtin(&ty.name));
                DataType { schema, ..ty }.to_string()
            }
            Err(_) => text.to_lowercase(),
        }
    }

    fn rewrite(&self, node: Node) -> Node {
        implied::mark(literals::rewrite(operators::rewrite(self, node)))
    }

    fn constant(&self, text: &str, ty: &str) -> Node {
        match literals::as_type(text, ty) {
            Node::Cast { node, .. } => *node,
            node => node,
        }
    }

    fn likeness(&self, text: &str) -> String {
        literals::likeness(text)
    }

    fn column_name(&self, node: &Node, _: &str) -> Option<String> {
        Some(column_name(node).unwrap_or_else(|| "?column?".to_owned()))
    }
}

/// The name that a column of a query gets (`FigureColname` in the server's `parse_target.c`).
fn column_name(node: &Node) -> Option<String> {
    match node {
        Node::Column(path) | Node::Call(path, _) => path.last().cloned(),
        Node::Cast { node, ty, .. } => column_name(node).or_else(|| Some(catalog_name(ty))),
        Node::Op(name, parts) => match name.as_str() {
            "case" => parts.last().and_then(column_name).or_else(|| Some("case".to_owned())),
            "array" | "exists" | "row" => Some(name.clone()),
            "call" | "collate" | "subscript" => parts.first().and_then(column_name),
            "field" => parts.last().and_then(column_name),
            "select" | "query" => parts.iter().find_map(|part| match part {
                Node::Op(name, items) if name == "items" => items.first().and_then(|item| match item {
                    Node::Op(_, parts) => parts.get(1).and_then(column_name),
                    _ => None,
                }),
                _ => None,
            }),
            _ => None,
        },
        _ => None,
    }
}

/// A cast names its column after the type as the catalog calls it.
fn catalog_name(ty: &str) -> String {
    let bare = ty.split('(').next().unwrap_or(ty);
    match bare {
        "integer" => "int4",
        "bigint" => "int8",
        "smallint" => "int2",
        "boolean" => "bool",
        "real" => "float4",
        "double precision" => "float8",
        "character varying" => "varchar",
        "character" => "bpchar",
        other => other,
    }
    .to_owned()
}
