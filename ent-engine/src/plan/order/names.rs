//! Names that all tables of a schema share.

use std::collections::BTreeMap;

use crate::change::{Change, TableChange};
use crate::dialect::{Dialect, Feature};
use crate::model::Table;

/// Adds edges so that a name which tables share is free before it is given again.
pub(super) fn links(dialect: &dyn Dialect, changes: &[Change], edge: &mut impl FnMut(usize, usize)) {
    for (feature, names) in SHARED {
        if dialect.has(feature) {
            links_of(names, dialect, changes, edge);
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
    fn in_table(self, dialect: &dyn Dialect, table: &Table) -> Vec<String> {
        match self {
            Self::Indexes => {
                let indexes = table.indexes.iter().map(|index| index.name.clone());
                let own = dialect.names_of_table(table).into_iter();
                std::iter::once(table.name.clone()).chain(indexes).chain(own).collect()
            }
            Self::ForeignKeys => table.foreign_keys.iter().map(|key| key.name.clone()).collect(),
            Self::Checks => table.checks.iter().map(|check| check.name.clone()).collect(),
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

/// The names that a change frees, and those that it gives.
#[derive(Default)]
struct Names {
    freed: Vec<String>,
    given: Vec<String>,
}

impl NamesOf {
    fn of_change(self, dialect: &dyn Dialect, change: &Change) -> Names {
        let mut names = Names::default();
        let is_relation = matches!(self, Self::Indexes);
        match change {
            Change::AddTable { table, .. } => names.given = self.in_table(dialect, table),
            Change::DropTable { table, .. } => names.freed = self.in_table(dialect, table),
            Change::ModifyTable(modify) => {
                for change in &modify.changes {
                    let (from, to) = self.in_change(change);
                    names.freed.extend(from.map(str::to_owned));
                    names.given.extend(to.map(str::to_owned));
                }
                if is_relation {
                    let before = dialect.names_of_table(&modify.table.previous);
                    let after = dialect.names_of_table(&modify.table.next);
                    names.freed.extend(before.iter().filter(|name| !after.contains(name)).cloned());
                    names.given.extend(after.into_iter().filter(|name| !before.contains(name)));
                }
            }
            // Sequences, views and types share the names of tables where indexes do.
            Change::AddSequence { sequence, .. } if is_relation => names.given.push(sequence.name.clone()),
            Change::DropSequence { sequence, .. } if is_relation => names.freed.push(sequence.name.clone()),
            Change::AddView { view, .. } if is_relation => names.given.push(view.name.clone()),
            Change::DropView { view, .. } if is_relation => names.freed.push(view.name.clone()),
            Change::AddEnum { ty, .. } if is_relation => names.given.push(ty.name.clone()),
            Change::DropEnum { ty, .. } if is_relation => names.freed.push(ty.name.clone()),
            Change::AddObject { object, .. } if is_relation && object.kind.is_type() => {
                names.given.extend(dialect.names_of_type(object));
            }
            Change::DropObject { object, .. } if is_relation && object.kind.is_type() => {
                names.freed.extend(dialect.names_of_type(object));
            }
            _ => {}
        }
        names
    }
}

fn links_of(names: NamesOf, dialect: &dyn Dialect, changes: &[Change], edge: &mut impl FnMut(usize, usize)) {
    let mut freed: BTreeMap<(&str, String), Vec<usize>> = BTreeMap::new();
    let mut given: Vec<((&str, String), usize)> = Vec::new();
    for (at, change) in changes.iter().enumerate() {
        let Some(schema) = change.schema() else { continue };
        let names = names.of_change(dialect, change);
        for name in names.freed {
            freed.entry((schema, name)).or_default().push(at);
        }
        given.extend(names.given.into_iter().map(|name| ((schema, name), at)));
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
