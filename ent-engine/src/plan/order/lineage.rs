//! Tables that inherit from others, or are their partitions: what is altered of a table reaches those below it.

use std::collections::BTreeMap;

use super::needs::{Thing, above};
use crate::change::{Change, ModifyTable, TableChange};

/// Whether all that a table gets is checks that rows may break, which come when those below it are there.
fn adds_doubts(modify: &ModifyTable) -> bool {
    modify.changes.iter().all(|change| matches!(change, TableChange::AddCheck(check) if check.not_valid))
}

/// Whether all that comes to a table, or goes, is keys to others, which may be below it: nothing of them goes on to those.
fn is_about_keys(modify: &ModifyTable) -> bool {
    modify.table.next.options.partition_by.is_none()
        && modify
            .changes
            .iter()
            .all(|change| matches!(change, TableChange::AddForeignKey(_) | TableChange::DropForeignKey(_)))
}

/// A table is altered before those below it come or are altered, and after those below it have gone.
pub(super) fn links(changes: &[Change], edge: &mut impl FnMut(usize, usize)) {
    let mut altered: BTreeMap<Thing<'_>, Vec<usize>> = BTreeMap::new();
    let mut doubted: BTreeMap<Thing<'_>, Vec<usize>> = BTreeMap::new();
    let mut readied = Vec::new();
    for (at, change) in changes.iter().enumerate() {
        let Change::ModifyTable(modify) = change else { continue };
        let table = Thing::Table(&modify.schema, &modify.table.next.name);
        if modify.readies {
            readied.push(at);
        } else if !is_about_keys(modify) {
            let map = if adds_doubts(modify) { &mut doubted } else { &mut altered };
            map.entry(table).or_default().push(at);
        }
    }
    // What is altered of the topmost table reaches down at once.
    for late in altered.values().flatten() {
        readied.iter().for_each(|at| edge(*late, *at));
    }
    for (at, change) in changes.iter().enumerate() {
        let (options, comes) = match change {
            Change::AddTable { table, .. } => (&table.options, true),
            Change::ModifyTable(modify) if !modify.readies && !is_about_keys(modify) => {
                (&modify.table.next.options, true)
            }
            Change::DropTable { table, .. } => (&table.options, false),
            _ => continue,
        };
        for parent in above(options) {
            for parent in altered.get(&parent).into_iter().flatten() {
                if comes { edge(at, *parent) } else { edge(*parent, at) }
            }
            if matches!(change, Change::AddTable { .. }) {
                doubted.get(&parent).into_iter().flatten().for_each(|late| edge(*late, at));
            }
        }
    }
}
