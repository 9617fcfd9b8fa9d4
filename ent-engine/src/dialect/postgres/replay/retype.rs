//! What a change of a column's type does to the expressions that read it.
//!
//! The server takes them apart before and reads them again after, with the casts that it had added: a constant that was
//! compared with a `text` column stays a `text`, whatever the column is now.

use super::names::fold;
use crate::dialect::{Postgres, Types};
use crate::model::{DataType, Expr, PartKey, Table};
use crate::replay::Texts;
use crate::sql::{Syntax, Token, TokenKind, Tokens, identifier_value};

/// Writes down the types of constants in the expressions of a table that compare them with the column.
pub(super) fn expressions(postgres: &Postgres, table: &mut Table, column: &str, previous: &DataType) {
    let Some(casts) = Casts::of(postgres, previous) else { return };
    let texts = Texts::new(postgres);
    let name = table.name.clone();
    let change = |expr: &mut Expr| {
        if texts.reads(expr.as_str(), &name, column) {
            *expr = Expr::new(casts.written(expr.as_str(), column));
        }
    };
    for check in &mut table.checks {
        change(&mut check.expr);
    }
    for index in &mut table.indexes {
        index.predicate.iter_mut().for_each(change);
        for part in &mut index.parts {
            if let PartKey::Expr(expr) = &mut part.key {
                change(expr);
            }
        }
    }
}

/// How the server casts both sides of a comparison with a column of some type.
struct Casts {
    /// The cast of the column, if it has one.
    column: &'static str,
    /// The cast of a constant.
    constant: String,
    /// The casts of a constant in a list, and of the list.
    item: String,
    list: &'static str,
}

impl Casts {
    fn of(postgres: &Postgres, ty: &DataType) -> Option<Self> {
        if ty.dimensions > 0 {
            return None;
        }
        let plain = postgres.type_sql(&DataType { args: Vec::new(), ..ty.clone() });
        Some(match ty.name.as_str() {
            // There are no operators of its own: it is compared as text.
            "character varying" => Self {
                column: "::text",
                constant: "::text".to_owned(),
                item: format!("::{plain}"),
                list: "::text[]",
            },
            "text" | "character" | "uuid" | "jsonb" | "date" | "timestamptz" | "timestamp" => {
                Self { column: "", constant: format!("::{plain}"), item: format!("::{plain}"), list: "" }
            }
            _ => return None,
        })
    }

    /// The expression with the casts of `column = 'constant'` and `column IN ('a', 'b')`.
    fn written(&self, text: &str, column: &str) -> String {
        let tokens: Vec<Token<'_>> = Tokens::new(text, Syntax::postgres()).collect();
        let mut out = String::with_capacity(text.len() + 32);
        let mut done = 0;
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            let own = match token.kind {
                TokenKind::Word => fold(token.text) == column,
                TokenKind::QuotedIdentifier => identifier_value(token.text) == column,
                _ => false,
            };
            let found =
                if own { self.comparison(&tokens, at).or_else(|| self.choice(&tokens, at)) } else { None };
            if let Some((replacement, end)) = found {
                out.push_str(text.get(done..token.offset).unwrap_or_default());
                out.push_str(&replacement);
                done = tokens.get(end - 1).map_or(done, Token::end);
                at = end;
            } else {
                at += 1;
            }
        }
        out.push_str(text.get(done..).unwrap_or_default());
        out
    }

    /// What `COALESCE(column, 'constant')` and its like have after the column at `at`, written out, and the place behind it.
    fn choice(&self, tokens: &[Token<'_>], at: usize) -> Option<(String, usize)> {
        let before = |n: usize| at.checked_sub(n).and_then(|at| tokens.get(at));
        before(1)?.is_symbol("(").then_some(())?;
        before(2).filter(|name| ["COALESCE", "GREATEST", "LEAST"].iter().any(|word| name.is_word(word)))?;
        let mut out = tokens.get(at)?.text.to_owned();
        let mut place = at + 1;
        while tokens.get(place).is_some_and(|token| token.is_symbol(",")) {
            let constant = tokens.get(place + 1).filter(|token| token.kind == TokenKind::String)?;
            tokens.get(place + 2).filter(|token| token.is_symbol(",") || token.is_symbol(")"))?;
            out.push_str(&format!(", {}{}", constant.text, self.item));
            place += 2;
        }
        Some((out, place))
    }

    /// The comparison whose left side is the column at `at`, written out, and the place behind it.
    fn comparison(&self, tokens: &[Token<'_>], at: usize) -> Option<(String, usize)> {
        let column = tokens.get(at)?.text;
        let left = match self.column {
            "" => column.to_owned(),
            cast => format!("({column}){cast}"),
        };
        let operator = tokens.get(at + 1)?;
        let not = operator.is_word("NOT") && tokens.get(at + 2)?.is_word("IN");
        if operator.is_word("IN") || not {
            let open = at + 2 + usize::from(not);
            let mut items = Vec::new();
            let mut place = open + 1;
            tokens.get(open).filter(|token| token.is_symbol("("))?;
            loop {
                let item = tokens.get(place).filter(|token| token.kind == TokenKind::String)?;
                items.push(format!("{}{}", item.text, self.item));
                place += 1;
                let next = tokens.get(place)?;
                place += 1;
                if next.is_symbol(")") {
                    break;
                }
                next.is_symbol(",").then_some(())?;
            }
            let array = match self.list {
                "" => format!("ARRAY[{}]", items.join(", ")),
                cast => format!("(ARRAY[{}]){cast}", items.join(", ")),
            };
            // One item is compared as such.
            if items.len() == 1 {
                let operator = if not { "<>" } else { "=" };
                let constant = tokens.get(open + 1)?.text;
                return Some((format!("{left} {operator} {constant}{}", self.constant), place));
            }
            let operator = if not { "<> ALL" } else { "= ANY" };
            return Some((format!("{left} {operator} ({array})"), place));
        }
        let compares = ["=", "<>", "!=", "<", ">", "<=", ">=", "~", "~*", "!~", "!~*"];
        let constant = tokens.get(at + 2).filter(|token| token.kind == TokenKind::String)?;
        let has_cast = tokens.get(at + 3).is_some_and(|token| token.is_symbol("::"));
        let known = compares.iter().any(|symbol| operator.is_symbol(symbol));
        let cast = if operator.text.contains('~') { "::text" } else { &self.constant };
        (known && !has_cast).then(|| (format!("{left} {} {}{cast}", operator.text, constant.text), at + 3))
    }
}
