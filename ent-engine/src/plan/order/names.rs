//! Names that all tables of a schema share.

use std::collections::BTreeMap;

use crate::change::{Change, TableChange};
use crate::dialect::{Dialect, Feature};
use crate::model::Table;

/// Adds edges so that a name which tables share is free before it is given again.
pub(super) fn links(dialect: &dyn Dialect, changes: &[Change], edge: &mut impl FnMut(usize, usize)) {
    for (feature, names) in SHARED {
        if dialect.has(feature) {
            links_of(names, changes, edge);
        }
    }
}

/// What tables have that may share one space of names with that of all tables of the schema.
const SHARED: [(Feature, NamesOf); 3] = [
    (Feature::SchemaWideIndexNames, NamesOf::Indexes),
    (Feature::SchemaWideKeyNames, NamesOf::ForeignKeys),
    (Feature::SchemaWideCheckNames, NamesOf::Checks),
];

#[derive(Clone, Copy)]
enum NamesOf {
    Indexes,
    ForeignKeys,
    Checks,
}

impl NamesOf {
    fn in_table(self, table: &Table) -> Vec<&str> {
        match self {
            Self::Indexes => table.indexes.iter().map(|index| index.name.as_str()).collect(),
            Self::ForeignKeys => table.foreign_keys.iter().map(|key| key.name.as_str()).collect(),
            Self::Checks => table.checks.iter().map(|check| check.name.as_str()).collect(),
        }
    }

    /// The name that a change frees and the one that it gives.
    fn in_change(self, change: &TableChange) -> (Option<&str>, Option<&str>) {
        match (self, change) {
            (Self::Indexes, TableChange::AddIndex(index)) => (None, Some(&index.name)),
            (Self::Indexes, TableChange::DropIndex(index)) => (Some(&index.name), None),
            (Self::Indexes, TableChange::RenameIndex(pair)) => {
                (Some(&pair.previous.name), Some(&pair.next.name))
            }
            (Self::ForeignKeys, TableChange::AddForeignKey(key)) => (None, Some(&key.name)),
            (Self::ForeignKeys, TableChange::DropForeignKey(key)) => (Some(&key.name), None),
            (Self::ForeignKeys, TableChange::RenameForeignKey(pair)) => {
                (Some(&pair.previous.name), Some(&pair.next.name))
            }
            (Self::Checks, TableChange::AddCheck(check)) => (None, Some(&check.name)),
            (Self::Checks, TableChange::DropCheck(check)) => (Some(&check.name), None),
            _ => (None, None),
        }
    }
}

fn links_of(names: NamesOf, changes: &[Change], edge: &mut impl FnMut(usize, usize)) {
    let mut freed: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
    let mut given: Vec<((&str, &str), usize)> = Vec::new();
    for (at, change) in changes.iter().enumerate() {
        match change {
            Change::AddTable { schema, table } => {
                given.extend(names.in_table(table).into_iter().map(|name| ((schema.as_str(), name), at)));
            }
            Change::DropTable { schema, table } => {
                for name in names.in_table(table) {
                    freed.entry((schema, name)).or_default().push(at);
                }
            }
            Change::ModifyTable(modify) => {
                for change in &modify.changes {
                    let (from, to) = names.in_change(change);
                    if let Some(name) = from {
                        freed.entry((&modify.schema, name)).or_default().push(at);
                    }
                    given.extend(to.map(|name| ((modify.schema.as_str(), name), at)));
                }
            }
            _ => {}
        }
    }
    for (name, late) in given {
        if name.1.is_empty() {
            continue;
        }
        for early in freed.get(&name).into_iter().flatten() {
            edge(late, *early);
        }
    }
}
