//! Names that all tables of a schema share.

use std::collections::BTreeMap;

use crate::change::{Change, TableChange};
use crate::dialect::{Dialect, Feature};
use crate::model::{Object, Table};
use crate::replay::Name;

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
    /// Names that are given, each in a schema of its own.
    passed: Vec<(String, String)>,
    /// Names that are freed, each in a schema of its own.
    left: Vec<(String, String)>,
}

/// The names that a type takes while it is made. No schema is that of the connection.
fn passing(dialect: &dyn Dialect, ty: &Object) -> Vec<(String, String)> {
    let names = dialect.passing_names(ty).into_iter();
    names.map(|Name { schema, name }| (schema.unwrap_or_default(), name)).collect()
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
                names.given.push(object.name.clone());
                names.passed = passing(dialect, object);
            }
            Change::DropObject { object, .. } if is_relation && object.kind.is_type() => {
                names.freed.push(object.name.clone());
                names.left = passing(dialect, object);
            }
            _ => {}
        }
        names
    }
}

fn links_of(names: NamesOf, dialect: &dyn Dialect, changes: &[Change], edge: &mut impl FnMut(usize, usize)) {
    let own = dialect.naming().own_schema;
    let settled = |schema: &str, name: String| {
        (if schema.is_empty() { own.to_owned() } else { schema.to_owned() }, name)
    };
    let mut freed: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
    let mut given: Vec<((String, String), usize)> = Vec::new();
    let (mut passed, mut left) = (Vec::new(), Vec::new());
    for (at, change) in changes.iter().enumerate() {
        let Some(schema) = change.schema() else { continue };
        let names = names.of_change(dialect, change);
        for name in names.freed.into_iter().map(|name| settled(schema, name)) {
            freed.entry(name).or_default().push(at);
        }
        given.extend(names.given.into_iter().map(|name| (settled(schema, name), at)));
        passed.extend(names.passed.into_iter().map(|(schema, name)| (settled(&schema, name), at)));
        left.extend(names.left.into_iter().map(|(schema, name)| (settled(&schema, name), at)));
    }
    // What is called otherwise in the end goes through a name before that is given for good, and on the way back.
    for (name, at) in passed.iter().filter(|(name, _)| !name.1.is_empty()) {
        let last = given.iter().filter(|(other, late)| other == name && late != at);
        last.for_each(|(_, late)| edge(*late, *at));
    }
    for (name, at) in left.iter().filter(|(name, _)| !name.1.is_empty()) {
        freed
            .get(name)
            .into_iter()
            .flatten()
            .filter(|early| *early != at)
            .for_each(|early| edge(*at, *early));
    }
    for (name, at) in left {
        freed.entry(name).or_default().push(at);
    }
    given.extend(passed);
    for (name, late) in given {
        if name.1.is_empty() {
            continue;
        }
        for early in freed.get(&name).into_iter().flatten() {
            if !goes_on(changes, late, *early) {
                edge(late, *early);
            }
        }
    }
}

/// Whether a later change of a table frees the name that an earlier one has given.
fn goes_on(changes: &[Change], earlier: usize, later: usize) -> bool {
    let table = |at: usize| match changes.get(at) {
        Some(Change::ModifyTable(modify)) => Some((&modify.schema, &modify.table.next.name)),
        _ => None,
    };
    earlier < later && table(earlier).is_some() && table(earlier) == table(later)
}
