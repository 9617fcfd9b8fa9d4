//! What partitions and children have from their parents.

use super::constraints;
use crate::model::{Check, Column, ForeignKey, Index, PrimaryKey, Table, TableRef};
use crate::replay::{Name, Problem, State};

/// The partitions of a table and the tables that inherit from it, each with whether it is a partition.
pub(super) fn children(state: &State, table: &TableRef) -> Vec<(TableRef, bool)> {
    let is_child = |child: &Table| {
        let partition =
            child.options.partition_of.as_ref().is_some_and(|partition| partition.parent == *table);
        (partition || child.options.inherits.contains(table)).then_some(partition)
    };
    state
        .referrers(&table.table)
        .filter_map(|(schema, child)| Some((TableRef::new(schema, &child.name), is_child(child)?)))
        .collect()
}

/// Gives partitions the keys and indexes, and all children the checks, that their parent has got.
pub(super) fn spread(state: &mut State, parent: &TableRef) -> Result<(), Problem> {
    let checks: Vec<Check> = match state.table(parent) {
        Some(table) => table.checks.iter().filter(|check| !check.no_inherit).cloned().collect(),
        None => return Ok(()),
    };
    for (child, is_partition) in children(state, parent) {
        if is_partition {
            constraints::attach(state, parent, &child)?;
        }
        let table = state.table_mut(&child)?;
        for check in &checks {
            if table.checks.iter().all(|other| other.name != check.name) {
                table.checks.push(Check { comment: None, ..check.clone() });
            }
        }
        spread(state, &child)?;
    }
    Ok(())
}

/// What a table loses, and its children with it.
pub(super) enum Lost {
    Check(String),
    ForeignKey(Box<ForeignKey>),
    PrimaryKey(Box<PrimaryKey>),
    Index(Box<Index>),
}

/// Takes from the children what they have from their parent.
pub(super) fn withdraw(state: &mut State, parent: &TableRef, lost: &Lost) -> Result<(), Problem> {
    for (child, is_partition) in children(state, parent) {
        let table = state.table_mut(&child)?;
        match lost {
            Lost::Check(name) => table.checks.retain(|check| check.name != *name),
            _ if !is_partition => continue,
            Lost::ForeignKey(key) => table
                .foreign_keys
                .retain(|other| other.columns != key.columns || other.references != key.references),
            Lost::PrimaryKey(key) => {
                table.primary_key.take_if(|own| own.parts == key.parts);
            }
            Lost::Index(index) => {
                let same = |own: &Index| {
                    own.parts == index.parts
                        && own.unique == index.unique
                        && own.constraint == index.constraint
                        && own.predicate == index.predicate
                        && own.kind == index.kind
                };
                if let Some(at) = table.indexes.iter().position(same) {
                    table.indexes.remove(at);
                }
            }
        }
        withdraw(state, &child, lost)?;
    }
    Ok(())
}

/// The setting of a column that its table would have without its parents as well (`attislocal`).
pub(super) const LOCAL: &str = "local";

pub(super) fn set_local(column: &mut Column) {
    if column.settings.iter().all(|(key, _)| key != LOCAL) {
        column.settings.push((LOCAL.to_owned(), "on".to_owned()));
        column.settings.sort();
    }
}

/// Whether a child keeps a column that its parent loses: it said the column itself, or has another parent with it.
pub(super) fn stays(state: &State, child: &Name, parent: &TableRef, column: &str) -> bool {
    let Some(table) = state.find_table(child).and_then(|child| state.table(&child)) else { return false };
    let is_local =
        table.column(column).is_some_and(|column| column.settings.iter().any(|(key, _)| key == LOCAL));
    let mut others = table.options.inherits.iter().filter(|other| *other != parent);
    is_local || others.any(|other| state.table(other).is_some_and(|other| other.column(column).is_some()))
}
