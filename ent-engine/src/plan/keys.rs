//! Foreign keys that stand in the way: their columns change type on both sides, or the key that they rest on is made anew,
//! which no statement can do while they are there.

use super::PlanContext;
use crate::change::{Change, ModifyTable, Pair, Stage, TableChange};
use crate::dialect::Dialect;
use crate::model::{Column, ForeignKey, Table, TableRef};

/// Takes foreign keys off before their columns change and puts them back afterwards.
pub(super) fn detach(
    dialect: &dyn Dialect,
    context: &PlanContext<'_>,
    mut changes: Vec<Change>,
) -> Vec<Change> {
    let changed = in_the_way(dialect, &changes);
    if changed.is_empty() {
        return changes;
    }
    let (mut first, mut last) = (Vec::new(), Vec::new());
    for schema in &context.next.schemas {
        for table in &schema.tables {
            for key in &table.foreign_keys {
                let touched = |key: &ForeignKey| {
                    changed.iter().any(|change| change.is_of(&schema.name, &table.name, key))
                };
                if !touched(key) && !became(&changes, &schema.name, &table.name, key).is_some_and(touched) {
                    continue;
                }
                let at = changes.iter().position(|change| {
                    matches!(change, Change::ModifyTable(modify)
                        if modify.schema == schema.name && modify.table.next.name == table.name)
                });
                let own = at.and_then(|at| match changes.get_mut(at) {
                    Some(Change::ModifyTable(modify)) => Some(modify),
                    _ => None,
                });
                let Some((before, after)) = take_out(own, table, key, context, &schema.name) else {
                    continue;
                };
                first.push(before);
                last.insert(0, after);
            }
        }
    }
    for change in &mut changes {
        part_own_keys(change, &changed, &mut first, &mut last);
    }
    changes.retain(|change| !matches!(change, Change::ModifyTable(modify) if modify.changes.is_empty()));
    first.append(&mut changes);
    first.append(&mut last);
    first
}

/// The key that one comes of.
fn became<'c>(changes: &'c [Change], schema: &str, table: &str, key: &ForeignKey) -> Option<&'c ForeignKey> {
    let modify = changes.iter().find_map(|change| match change {
        Change::ModifyTable(modify) if modify.schema == schema && modify.table.next.name == table => {
            Some(modify)
        }
        _ => None,
    })?;
    modify.changes.iter().find_map(|change| match change {
        TableChange::ModifyForeignKey(pair) if pair.next == *key => Some(&pair.previous),
        _ => None,
    })
}

/// Moves keys that come or go anyway: those that go, go before the columns change; those that come,
/// come afterwards.
fn part_own_keys(change: &mut Change, changed: &[InTheWay], first: &mut Vec<Change>, last: &mut Vec<Change>) {
    match change {
        Change::DropTable { schema, table } => {
            let touched =
                |key: &ForeignKey| changed.iter().any(|change| change.is_of(schema, &table.name, key));
            let keys: Vec<ForeignKey> =
                table.foreign_keys.iter().filter(|key| touched(key)).cloned().collect();
            for key in keys {
                let before = table.clone();
                table.foreign_keys.retain(|other| *other != key);
                first.push(one(schema, Pair::new(before, table.clone()), TableChange::DropForeignKey(key)));
            }
        }
        Change::ModifyTable(modify) => {
            let (schema, name) = (modify.schema.clone(), modify.table.next.name.clone());
            let touched = |key: &ForeignKey| changed.iter().any(|change| change.is_of(&schema, &name, key));
            let mut kept = Vec::new();
            for change in std::mem::take(&mut modify.changes) {
                match change {
                    TableChange::DropForeignKey(key) if touched(&key) => {
                        // Columns that get another name still have the previous one here.
                        let key = modify.table.previous.foreign_key(&key.name).cloned().unwrap_or(key);
                        let before = modify.table.previous.clone();
                        modify.table.previous.foreign_keys.retain(|other| *other != key);
                        let states = Pair::new(before, modify.table.previous.clone());
                        first.push(one(&schema, states, TableChange::DropForeignKey(key)));
                    }
                    TableChange::AddForeignKey(key) if touched(&key) => {
                        let after = modify.table.next.clone();
                        modify.table.next.foreign_keys.retain(|other| *other != key);
                        let states = Pair::new(modify.table.next.clone(), after);
                        last.insert(0, one(&schema, states, TableChange::AddForeignKey(key)));
                    }
                    change => kept.push(change),
                }
            }
            modify.changes = kept;
        }
        _ => {}
    }
}

/// Has the keys of previous states name the columns of the other table as they are called at that point of
/// the order: those that a later change renames still have their previous names.
pub(super) fn name_as_then(mut changes: Vec<Change>) -> Vec<Change> {
    let mut renames = Vec::new();
    for (at, change) in changes.iter().enumerate() {
        let Change::ModifyTable(modify) = change else { continue };
        for change in &modify.changes {
            if let TableChange::RenameColumn(pair) = change {
                let table = (modify.schema.clone(), modify.table.next.name.clone());
                renames.push((at, table, pair.previous.name.clone(), pair.next.name.clone()));
            }
        }
    }
    for (at, change) in changes.iter_mut().enumerate() {
        let later: Vec<_> = renames.iter().filter(|(position, ..)| *position > at).collect();
        let rename = |key: &mut ForeignKey| {
            for (_, (schema, table), previous, next) in &later {
                if key.references.schema == *schema && key.references.table == *table {
                    for column in key.ref_columns.iter_mut().filter(|column| *column == next) {
                        column.clone_from(previous);
                    }
                }
            }
        };
        match change {
            Change::DropTable { table, .. } => table.foreign_keys.iter_mut().for_each(rename),
            Change::ModifyTable(modify) => {
                modify.table.previous.foreign_keys.iter_mut().for_each(rename);
                for change in &mut modify.changes {
                    match change {
                        TableChange::DropForeignKey(key) => rename(key),
                        TableChange::ModifyForeignKey(pair) | TableChange::RenameForeignKey(pair) => {
                            rename(&mut pair.previous);
                        }
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
    changes
}

/// A change that a foreign key can't stand.
enum InTheWay {
    /// That of a column.
    Column {
        schema: String,
        table: String,
        column: String,
        /// Whether it goes, which the keys of its own table follow.
        goes: bool,
    },
    /// That of a key which it may rest on.
    Key { table: TableRef, columns: Vec<String> },
}

impl InTheWay {
    fn is_of(&self, schema: &str, table: &str, key: &ForeignKey) -> bool {
        match self {
            Self::Key { table, columns } => {
                key.references == *table
                    && key.ref_columns.len() == columns.len()
                    && key.ref_columns.iter().all(|column| columns.contains(column))
            }
            Self::Column { schema: home, table: own, goes: true, .. } if home == schema && own == table => {
                false
            }
            Self::Column { schema: home, table: own, column, .. } => {
                home == schema && own == table && key.columns.contains(column)
                    || *home == key.references.schema
                        && *own == key.references.table
                        && key.ref_columns.contains(column)
            }
        }
    }
}

fn in_the_way(dialect: &dyn Dialect, changes: &[Change]) -> Vec<InTheWay> {
    let mut found = Vec::new();
    for change in changes {
        let Change::ModifyTable(modify) = change else { continue };
        for change in &modify.changes {
            let column = |column: &Column, goes| InTheWay::Column {
                schema: modify.schema.clone(),
                table: modify.table.next.name.clone(),
                column: column.name.clone(),
                goes,
            };
            match change {
                TableChange::ModifyColumn(pair) if dialect.detaches_keys(&pair.previous, &pair.next) => {
                    found.push(column(&pair.next, false));
                }
                TableChange::DropColumn(dropped) if dialect.checks_references() => {
                    found.push(column(dropped, true));
                }
                change if dialect.tells_constraints() => {
                    found.extend(goes_as_key(dialect, change).map(|columns| InTheWay::Key {
                        table: TableRef::new(&modify.schema, &modify.table.next.name),
                        columns,
                    }));
                }
                _ => {}
            }
        }
    }
    found
}

/// The columns of the key that a change takes away, or makes anew.
fn goes_as_key(dialect: &dyn Dialect, change: &TableChange) -> Option<Vec<String>> {
    let parts = match change {
        TableChange::DropIndex(index) if index.unique => &index.parts,
        TableChange::ModifyIndex(Pair { previous, next })
            if previous.unique && !dialect.same_index(previous, next) =>
        {
            &previous.parts
        }
        TableChange::DropPrimaryKey(key) => &key.parts,
        TableChange::ModifyPrimaryKey(Pair { previous, next })
            if !dialect.same_primary_key(previous, next) =>
        {
            &previous.parts
        }
        _ => return None,
    };
    parts.iter().map(|part| part.column_name().map(str::to_owned)).collect()
}

/// The change that takes the key off and the one that puts it back; what `own`, the change of the
/// same table, had to do with it is taken out of there. `None` for a key that comes or goes anyway.
fn take_out(
    own: Option<&mut ModifyTable>,
    table: &Table,
    key: &ForeignKey,
    context: &PlanContext<'_>,
    schema: &str,
) -> Option<(Change, Change)> {
    let Some(modify) = own else {
        // The table has no change of its own, unless it is new; then there is nothing to take off.
        if !context.existed(schema, &table.name) {
            return None;
        }
        let mut without = table.clone();
        without.foreign_keys.retain(|other| other != key);
        return Some((
            one(schema, Pair::new(table.clone(), without.clone()), TableChange::DropForeignKey(key.clone())),
            one(schema, Pair::new(without, table.clone()), TableChange::AddForeignKey(key.clone())),
        ));
    };
    if modify.changes.iter().any(|change| matches!(change, TableChange::AddForeignKey(other) if other == key))
    {
        return None;
    }
    let mut previous_key = modify.table.previous.foreign_key(&key.name).cloned();
    modify.changes.retain(|change| match change {
        TableChange::ModifyForeignKey(pair) | TableChange::RenameForeignKey(pair) if pair.next == *key => {
            if matches!(change, TableChange::RenameForeignKey(_)) || previous_key.is_none() {
                previous_key = Some(pair.previous.clone());
            }
            false
        }
        _ => true,
    });
    let previous_key = previous_key?;
    let (base, target) = (modify.table.previous.clone(), modify.table.next.clone());
    modify.table.previous.foreign_keys.retain(|other| *other != previous_key);
    modify.table.next.foreign_keys.retain(|other| other != key);
    Some((
        one(
            schema,
            Pair::new(base, modify.table.previous.clone()),
            TableChange::DropForeignKey(previous_key),
        ),
        one(schema, Pair::new(modify.table.next.clone(), target), TableChange::AddForeignKey(key.clone())),
    ))
}

fn one(schema: &str, table: Pair<Table>, change: TableChange) -> Change {
    Change::ModifyTable(ModifyTable {
        schema: schema.to_owned(),
        table,
        changes: vec![change],
        stage: Stage::Alters,
    })
}
