//! Domains over other domains.

use super::names::fold;
use super::read::{made_name, named_checks};
use crate::dialect::{Exprs, Postgres, Types};
use crate::model::{Object, ObjectKind};
use crate::replay::{Name, Reader, State, Texts};
use crate::sql::Syntax;

/// Words that end the type of a domain.
const STOP: [&str; 6] = ["DEFAULT", "NOT", "NULL", "CONSTRAINT", "CHECK", "COLLATE"];

/// Says the default of a domain that takes it over from the one that it is over: it keeps it whatever becomes of that one.
pub(super) fn finish(postgres: &Postgres, state: &State, object: &mut Object) {
    if let Some(text) = with_default(postgres, state, &object.text) {
        object.text = text;
    }
}

/// Puts what an ALTER says behind what made a domain, or another type that is kept as its statements.
pub(super) fn alter(postgres: &Postgres, object: &mut Object, clause: &str) {
    let word = if object.kind == ObjectKind::Domain { "DOMAIN" } else { "TYPE" };
    let name = made_name(&object.text).unwrap_or_else(|| Texts::new(postgres).written(&object.name));
    let clause = named_checks(&Reader::new(clause, Syntax::postgres(), fold), &object.name, &object.text);
    object.text = format!("{};\nALTER {word} {name} {clause}", object.text);
}

/// The text of a domain that says to have no default, where it says nothing about it.
pub(super) fn without_default(text: &str) -> Option<String> {
    Some(Silent::read(text)?.saying("NULL"))
}

fn with_default(postgres: &Postgres, state: &State, text: &str) -> Option<String> {
    let silent = Silent::read(text)?;
    if silent.over.schema.is_none() && postgres.is_builtin(&silent.over.name) {
        return None;
    }
    let is_it = |object: &&Object| object.kind == ObjectKind::Domain && object.name == silent.over.name;
    let (_, base) = state.resolve(&silent.over, |schema| schema.objects.iter().find(is_it).cloned())?;
    let shape = postgres.shape(&base)?;
    let default = shape.expression("default")?;
    let is_plain = postgres.is_literal(default);
    Some(silent.saying(&if is_plain { default.to_string() } else { format!("({default})") }))
}

/// A domain that says nothing about its default.
struct Silent<'t> {
    /// The text up to the end of the type.
    head: &'t str,
    /// What the domain is over.
    over: Name,
    rest: &'t str,
}

impl<'t> Silent<'t> {
    /// None where the text says a default, or the domain can't be over another.
    fn read(text: &'t str) -> Option<Self> {
        let mut reader = Reader::new(text, Syntax::postgres(), fold);
        reader.expect("CREATE DOMAIN").ok()?;
        reader.name().ok()?;
        reader.eat("AS");
        let mut over = Reader::new(reader.until(&STOP).ok()?, Syntax::postgres(), fold);
        let over = over.name().ok().filter(|_| over.done())?;
        let (head, rest) = text.split_at(reader.offset());
        while !reader.done() {
            // NULL is one, too.
            if reader.eat("DEFAULT") {
                return None;
            }
            reader.bump();
        }
        Some(Self { head, over, rest })
    }

    fn saying(&self, default: &str) -> String {
        let rest = self.rest.trim_start();
        // What alters the domain follows as a statement of its own.
        let space = if rest.is_empty() || rest.starts_with(';') { "" } else { " " };
        format!("{} DEFAULT {default}{space}{rest}", self.head.trim_end())
    }
}
