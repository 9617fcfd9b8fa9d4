//! Texts that name what is near without its schema, for a connection that is in another one: nothing leads back to the
//! schema of the connection, whose name nobody knows.

use super::super::Mysql;
use super::super::diff::is_text;
use super::super::objects::AFTER_TYPE;
use super::super::replay::charset::charset_of;
use crate::dialect::{Dialect, ReplayRules, Types};
use crate::model::{Object, ObjectKind, Schema, View};
use crate::plan::PlanContext;
use crate::replay::{Reader, Texts};
use crate::sql::Token;
use crate::words;

/// Words after which no table of FROM follows at the same depth.
const ENDS: [&str; 12] = [
    "WHERE",
    "GROUP",
    "HAVING",
    "ORDER",
    "LIMIT",
    "WINDOW",
    "UNION",
    "EXCEPT",
    "INTERSECT",
    "SELECT",
    "ON",
    "USING",
];

impl Mysql {
    /// The statement that makes a stored program, with the program and the table of a trigger under their full names.
    /// What the body names is looked for in the program's own schema.
    pub(super) fn program_sql(&self, context: &PlanContext<'_>, schema: &str, object: &Object) -> String {
        let qualifier = context.qualifier(schema);
        if qualifier.is_empty() {
            return object.text.clone();
        }
        let name = object.name.split('(').next().unwrap_or_default();
        let text = Texts::new(self).qualify_object(&object.text, name, qualifier);
        if object.kind == ObjectKind::Function {
            return self.with_encoding(context.schema(schema), text);
        }
        if object.kind != ObjectKind::Trigger {
            return text;
        }
        let mut reader = Reader::new(&text, self.syntax(), str::to_owned);
        while !reader.done() && !reader.eat("ON") {
            reader.bump();
        }
        let at = reader.offset();
        match reader.name() {
            Ok(table) if table.schema.is_none() => {
                let (before, after) = text.split_at(at);
                format!("{before}{}.{after}", self.quote(qualifier))
            }
            _ => text,
        }
    }

    /// The text of a function with the character set of its schema, where it gives a text and says none: the server takes
    /// that of the schema that the connection is in.
    fn with_encoding(&self, schema: Option<&Schema>, text: String) -> String {
        let collation = schema.and_then(|schema| schema.collation.as_deref());
        let charset = schema.and_then(|schema| schema.charset.as_deref());
        let charset = charset.or_else(|| collation.and_then(charset_of));
        let mut reader = Reader::new(&text, self.syntax(), str::to_owned);
        while !reader.done() && !reader.eat("RETURNS") {
            reader.bump();
        }
        let from = reader.at();
        while !reader.done() && (reader.at() == from || !reader.is_any(&AFTER_TYPE)) {
            reader.bump();
        }
        let ty = reader.slice_from(from);
        let is_told = ["charset", "character", "collate", "ascii", "unicode", "binary"];
        let is_bare = !is_told.iter().any(|word| words::mentions(&ty.to_lowercase(), word));
        let is_open = is_bare && self.parse_type(ty).is_ok_and(|ty| is_text(&ty));
        match charset.filter(|_| is_open) {
            Some(charset) => {
                let (before, after) = text.split_at(reader.offset());
                let collate = collation.map(|collation| format!(" COLLATE {collation}")).unwrap_or_default();
                format!("{} CHARSET {charset}{collate} {after}", before.trim_end())
            }
            None => text,
        }
    }

    /// The query of a view with the tables and views that it reads in its own schema under their full names.
    pub(super) fn query_sql(&self, context: &PlanContext<'_>, schema: &str, view: &View) -> String {
        let query = view.definition.as_str();
        let qualifier = context.qualifier(schema);
        let near = |name: &str| {
            let mut reads = view.depends_on.iter().filter(|read| read.schema == schema);
            reads.any(|read| read.table.eq_ignore_ascii_case(name))
        };
        if qualifier.is_empty() || view.depends_on.is_empty() {
            return query.to_owned();
        }
        let reader = Reader::new(query, self.syntax(), str::to_owned);
        let mut out = String::with_capacity(query.len());
        let mut done = 0;
        // Whether a table may come next, for each open parenthesis.
        let mut from = vec![false];
        let tokens = reader.tokens();
        for (at, token) in tokens.iter().enumerate() {
            let before = at.checked_sub(1).and_then(|at| tokens.get(at));
            let is =
                |token: Option<&Token<'_>>, symbol: &str| token.is_some_and(|token| token.is_symbol(symbol));
            let is_from = from.last().copied().unwrap_or(false);
            if token.is_symbol("(") {
                from.push(is_from && !before.is_some_and(|token| token.is_word("IN")));
            } else if token.is_symbol(")") {
                from.pop();
            } else if let Some(last) = from.last_mut() {
                if ["FROM", "JOIN", "STRAIGHT_JOIN"].iter().any(|word| token.is_word(word)) {
                    *last = true;
                } else if ENDS.iter().any(|word| token.is_word(word)) {
                    *last = false;
                }
            }
            let begins = is(before, ",")
                || is(before, "(")
                || before.is_some_and(|token| {
                    ["FROM", "JOIN", "STRAIGHT_JOIN"].iter().any(|word| token.is_word(word))
                });
            let is_bare = !is(tokens.get(at + 1), ".") && !is(tokens.get(at + 1), "(");
            if is_from && begins && is_bare && near(&self.bare(token.text)) {
                out.push_str(query.get(done..token.offset).unwrap_or_default());
                out.push_str(&format!("{}.", self.quote(qualifier)));
                done = token.offset;
            }
        }
        out.push_str(query.get(done..).unwrap_or_default());
        out
    }

    fn bare(&self, name: &str) -> String {
        name.trim_matches('`').replace("``", "`")
    }
}
