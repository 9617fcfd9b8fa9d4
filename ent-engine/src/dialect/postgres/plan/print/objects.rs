//! Views and carried objects.

use super::super::path::path_of;
use super::Printer;
use super::needs::{Kind, Piece};
use crate::change::Subject;
use crate::dialect::{Dialect, Planner};
use crate::model::{Collation, Object, ObjectKind, OtherKind, Schema, View};
use crate::plan::{PlanError, Statement};
use crate::replay::{Name, Reader};
use crate::sql::{Syntax, TokenKind, Tokens};

/// Whether an object has a body that may name what comes later.
pub(super) fn has_body(kind: ObjectKind) -> bool {
    matches!(kind, ObjectKind::Function | ObjectKind::Procedure)
}

/// Whether an object comes after all tables and views.
pub(super) fn is_late(kind: ObjectKind, object: &Object) -> bool {
    matches!(
        kind,
        ObjectKind::Trigger
            | ObjectKind::Policy
            | ObjectKind::Rule
            | ObjectKind::EventTrigger
            | ObjectKind::Event
    ) || object.table.is_some()
        || object.other() == Some(OtherKind::Statistics)
}

impl Printer<'_> {
    pub(super) fn object(&self, schema: &str, object: &Object) -> Result<Vec<Statement>, PlanError> {
        Ok(vec![self.postgres.create_object(self.context, schema, object)])
    }

    pub(super) fn object_piece(
        &self,
        subject: Subject,
        object: &Object,
        statements: Vec<Statement>,
    ) -> Piece {
        let kind = match object.kind {
            ObjectKind::Extension => Kind::Extension,
            kind if kind.is_type() => Kind::Type,
            kind if has_body(kind) => Kind::Function,
            ObjectKind::Aggregate => Kind::Aggregate,
            _ => Kind::Other,
        };
        let mut piece = Piece::new(kind, subject, object.origin.search_path.clone(), statements);
        if object.kind == ObjectKind::Range {
            let names = passed_names(&object.text).into_iter().enumerate();
            let moves = object.text.contains(" SET SCHEMA ");
            names
                .filter(|(at, name)| *at == 0 || moves || name.name != object.name)
                .for_each(|(_, name)| piece.pass(name.name));
            if let Some(Name { schema, name }) = self.postgres.brought_type(object) {
                let is_known = |schema: &String| self.context.next.schema(schema).is_some();
                let home = schema.map(|schema| Some(schema).filter(is_known).unwrap_or_default());
                piece.bring_in(Kind::Type, home.unwrap_or_else(|| piece.subject.schema.clone()), name);
            }
        }
        if object.other() == Some(OtherKind::Collation) {
            // It names nothing but another one: `FROM name`.
            words(&object.text).iter().for_each(|name| piece.need_collation(&Collation::new(name)));
            return piece;
        }
        let kinds: &[Kind] = match kind {
            Kind::Extension => {
                object.origin.requires.iter().for_each(|name| piece.need(Kind::Extension, name));
                return piece;
            }
            Kind::Type if object.kind == ObjectKind::Composite => &[Kind::Type, Kind::Table, Kind::View],
            Kind::Type => &[Kind::Type, Kind::Function, Kind::Sequence],
            Kind::Function if has_inline_body(&object.text) => {
                &[Kind::Type, Kind::Table, Kind::View, Kind::Function, Kind::Aggregate, Kind::Sequence]
            }
            Kind::Function => &[Kind::Type, Kind::Table, Kind::View, Kind::Function],
            _ => &[Kind::Type, Kind::Table, Kind::View, Kind::Function, Kind::Aggregate],
        };
        if object.other() == Some(OtherKind::Operator) {
            // By its symbol, whatever it is between.
            let symbol = object.name.split('(').next().unwrap_or_default();
            piece.bring(Kind::Other, symbol.to_owned());
        } else if kind == Kind::Aggregate || kind == Kind::Other {
            for symbol in operators(&object.text) {
                piece.need(Kind::Other, &format!("{} {symbol}", OtherKind::Operator.words()));
            }
        }
        // What a range is renamed to afterwards is its own name.
        let is_range = object.kind == ObjectKind::Range;
        let made = object.text.split(";\n").next().filter(|_| is_range);
        piece.need_named(made.unwrap_or(&object.text), kinds);
        if kind == Kind::Aggregate || kind == Kind::Other {
            // `sfunc = name`: functions stand there without parentheses.
            for name in words(&object.text) {
                piece.need(Kind::Function, &name);
                for part in parts_of(&object.name) {
                    piece.need(Kind::Other, &format!("{part} {name}"));
                }
            }
        }
        piece
    }

    pub(super) fn view_piece(&self, schema: &Schema, view: &View) -> Piece {
        let statement = vec![self.postgres.create_view(self.context, &schema.name, view)];
        let path = path_of(&schema.name, &view.origin);
        let mut piece =
            Piece::new(Kind::View, Subject::new("view", &schema.name, &view.name), path, statement);
        for relation in &view.depends_on {
            piece.need_in(Kind::Table, &relation.schema, &relation.table);
            piece.need_in(Kind::View, &relation.schema, &relation.table);
        }
        piece.need_named(
            view.definition.as_str(),
            &[Kind::Type, Kind::Function, Kind::Aggregate, Kind::Sequence],
        );
        piece
    }

    /// What comes after a view.
    pub(super) fn rest_of_view(&self, schema: &Schema, view: &View) -> Vec<Statement> {
        self.postgres.rest_of_view(self.context, &schema.name, view)
    }

    /// The name of a relation in SQL.
    pub(super) fn name(&self, schema: &str, name: &str) -> String {
        self.postgres.qualified(self.context.qualifier(schema), name)
    }
}

/// The name under which a type is made first, with its schema if the text says it.
fn made_name(text: &str) -> Option<Name> {
    let mut reader = Reader::new(text, Syntax::postgres(), |word| word.to_ascii_lowercase());
    reader.expect("CREATE TYPE").ok()?;
    reader.name().ok()
}

/// The names that a type gets one after the other while it is made, that under which it is made first, with their schemas
/// as far as the text says them. The last is that of the type.
pub(in super::super) fn passed_names(text: &str) -> Vec<Name> {
    let Some(mut name) = made_name(text) else { return Vec::new() };
    let mut names = vec![name.clone()];
    let mut reader = Reader::new(text, Syntax::postgres(), |word| word.to_ascii_lowercase());
    while !reader.done() {
        if reader.eat("RENAME TO") {
            let Ok(next) = reader.ident() else { break };
            name.name = next;
        } else if reader.eat("SET SCHEMA") {
            let Ok(schema) = reader.ident() else { break };
            name.schema = Some(schema);
        } else {
            reader.bump();
            continue;
        }
        names.push(name.clone());
    }
    names
}

/// Whether a function's body is part of the statement, read when it is made (`BEGIN ATOMIC`, `RETURN expr`).
fn has_inline_body(text: &str) -> bool {
    !Tokens::new(text, Syntax::postgres())
        .any(|token| token.kind == TokenKind::String && token.text.len() > 2)
}

/// What an object that is named by its kind is made of, by their kinds.
fn parts_of(name: &str) -> &'static [&'static str] {
    let kinds: [(&str, &[&str]); 7] = [
        ("text search dictionary ", &["text search template"]),
        (
            "text search configuration ",
            &[
                "text search dictionary",
                "text search template",
                "text search parser",
                "text search configuration",
            ],
        ),
        ("server ", &["foreign data wrapper"]),
        ("foreign table ", &["server"]),
        ("user mapping ", &["server"]),
        ("operator class ", &["operator family", "access method"]),
        ("operator family ", &["access method"]),
    ];
    kinds.iter().find(|(kind, _)| name.starts_with(kind)).map_or(&[], |(_, parts)| parts)
}

/// The operators that a text names.
fn operators(text: &str) -> Vec<String> {
    let is_of_operator = |c: char| "+-*/<>=~!@#%^&|`?".contains(c);
    Tokens::new(text, Syntax::postgres())
        .filter(|token| token.kind == TokenKind::Symbol && token.text.chars().all(is_of_operator))
        .map(|token| token.text.to_owned())
        .collect()
}

fn words(text: &str) -> Vec<String> {
    Tokens::new(text, Syntax::postgres())
        .filter(|token| token.kind == TokenKind::Word)
        .map(|token| token.text.to_lowercase())
        .collect()
}

/// Whether an object says something of a trigger that a partition has from its parent.
pub(super) fn is_of_parent(object: &Object) -> bool {
    object.kind == ObjectKind::Other && object.table.is_some() && object.name.starts_with("trigger ")
}
