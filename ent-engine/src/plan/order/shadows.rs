//! Names that mean something else while another of the name stands before it in the search path.

use super::needs::{named, text_of};
use crate::change::{Change, Pair};
use crate::dialect::Dialect;
use crate::model::{Expr, Origin, Table, TableOptions, TableRef};
use crate::words;

/// Adds edges so that what goes is gone before an object is made under a search path in which it would be found, and what
/// comes comes after an object has gone that is made anew under such a path on the way back.
pub(super) fn links(dialect: &dyn Dialect, changes: &[Change], edge: &mut impl FnMut(usize, usize)) {
    let own = dialect.naming().own_schema;
    for (at, change) in changes.iter().enumerate() {
        let Some(written) = Written::of(change) else { continue };
        let Some(path) = &written.origin.search_path else { continue };
        let stands = |schema: &str| {
            let is_it = |other: &String| other == schema || schema.is_empty() && other == own;
            path.iter().any(is_it) || schema == own && path.iter().any(String::is_empty)
        };
        for (other_at, other) in changes.iter().enumerate().filter(|(other_at, _)| *other_at != at) {
            let Some((name, comes)) = named(other) else { continue };
            if !other.schema().is_some_and(stands) || !written.mentions(name) {
                continue;
            }
            match (written.is_made, comes) {
                (true, false) => edge(at, other_at),
                (false, true) if is_new(other) => edge(other_at, at),
                _ => {}
            }
        }
    }
}

/// What was written under a search path.
struct Written<'c> {
    origin: &'c Origin,
    texts: Vec<&'c str>,
    /// The tables that it names.
    tables: Vec<&'c str>,
    /// Whether it comes; else it goes.
    is_made: bool,
}

impl<'c> Written<'c> {
    fn of(change: &'c Change) -> Option<Self> {
        let (origin, is_made) = match change {
            Change::AddTable { table, .. } => (&table.origin, true),
            Change::DropTable { table, .. } => (&table.origin, false),
            Change::AddView { view, .. } | Change::ModifyView { view: Pair { next: view, .. }, .. } => {
                (&view.origin, true)
            }
            Change::DropView { view, .. } => (&view.origin, false),
            Change::AddObject { object, .. }
            | Change::ModifyObject { object: Pair { next: object, .. }, .. } => (&object.origin, true),
            Change::DropObject { object, .. } => (&object.origin, false),
            _ => return None,
        };
        let texts = match change {
            Change::AddTable { table, .. } | Change::DropTable { table, .. } => expressions(table),
            change => text_of(change).into_iter().collect(),
        };
        let tables = match change {
            Change::AddTable { table, .. } | Change::DropTable { table, .. } => named_tables(table),
            _ => Vec::new(),
        };
        Some(Self { origin, texts, tables, is_made })
    }

    fn mentions(&self, name: &str) -> bool {
        // What a default draws on stands in quotes.
        self.tables.contains(&name)
            || self.texts.iter().any(|text| words::mentions(&text.replace('\'', " "), name))
    }
}

/// What a table computes by.
fn expressions(table: &Table) -> Vec<&str> {
    let defaults = table.columns.iter().filter_map(|column| column.default.as_ref());
    let generated = table.columns.iter().filter_map(|column| column.generated.as_ref());
    let checks = table.checks.iter().map(|check| &check.expr);
    let all = defaults.chain(generated.map(|generated| &generated.expr)).chain(checks);
    all.map(Expr::as_str).collect()
}

/// The tables that a table is below of or refers to.
fn named_tables(table: &Table) -> Vec<&str> {
    let referred = table.foreign_keys.iter().map(|key| &key.references);
    above(&table.options).chain(referred).map(|table| table.table.as_str()).collect()
}

/// The tables above one.
fn above(options: &TableOptions) -> impl Iterator<Item = &TableRef> {
    options.inherits.iter().chain(options.partition_of.iter().map(|partition| &partition.parent))
}

/// Whether a change makes something that wasn't there.
fn is_new(change: &Change) -> bool {
    matches!(
        change,
        Change::AddEnum { .. }
            | Change::AddSequence { .. }
            | Change::AddTable { .. }
            | Change::AddView { .. }
            | Change::AddObject { .. }
    )
}
