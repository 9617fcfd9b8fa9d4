//! Tables that inherit from others, or are their partitions: what is altered of a table reaches those below it.

use std::collections::BTreeMap;

use super::needs::{Thing, above};
use crate::change::{Change, ModifyTable, Pair, Stage, TableChange};
use crate::model::{Realm, TableOptions};

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
pub(super) fn links(states: Pair<&Realm>, changes: &[Change], edge: &mut impl FnMut(usize, usize)) {
    let mut altered: BTreeMap<Thing<'_>, Vec<usize>> = BTreeMap::new();
    let mut doubted: BTreeMap<Thing<'_>, Vec<usize>> = BTreeMap::new();
    let mut readied = Vec::new();
    for (at, change) in changes.iter().enumerate() {
        let Change::ModifyTable(modify) = change else { continue };
        let table = Thing::Table(&modify.schema, &modify.table.next.name);
        if modify.stage == Stage::Readies {
            readied.push(at);
        } else if modify.stage == Stage::Alters && !is_about_keys(modify) {
            let map = if adds_doubts(modify) { &mut doubted } else { &mut altered };
            map.entry(table).or_default().push(at);
        }
    }
    // What is altered of the topmost table reaches down at once.
    for late in altered.values().flatten() {
        readied.iter().for_each(|at| edge(*late, *at));
    }
    for (at, change) in changes.iter().enumerate() {
        // Those far above count as well, where nothing is to be done of the tables between.
        let (options, comes) = match change {
            Change::AddTable { table, .. } => (&table.options, true),
            Change::ModifyTable(modify) if modify.stage == Stage::Alters && !is_about_keys(modify) => {
                (&modify.table.next.options, true)
            }
            Change::DropTable { table, .. } => (&table.options, false),
            _ => continue,
        };
        for parent in all_above(if comes { states.next } else { states.previous }, options) {
            for parent in altered.get(&parent).into_iter().flatten() {
                if comes { edge(at, *parent) } else { edge(*parent, at) }
            }
            if matches!(change, Change::AddTable { .. }) {
                doubted.get(&parent).into_iter().flatten().for_each(|late| edge(*late, at));
            }
        }
    }
}

/// The tables that a table is below of, directly or not.
fn all_above<'a>(realm: &'a Realm, options: &'a TableOptions) -> Vec<Thing<'a>> {
    let mut all: Vec<Thing<'a>> = above(options).collect();
    let mut at = 0;
    while let Some(Thing::Table(schema, name)) = all.get(at).copied() {
        at += 1;
        let Some(table) = realm.schema(schema).and_then(|schema| schema.table(name)) else { continue };
        let further: Vec<Thing<'a>> = above(&table.options).filter(|parent| !all.contains(parent)).collect();
        all.extend(further);
    }
    all
}

/// What a table lets go of goes before the types of its columns change.
pub(super) fn type_links(changes: &[Change], edge: &mut impl FnMut(usize, usize)) {
    for (late, change) in changes.iter().enumerate() {
        let Change::ModifyEnum { uses, .. } = change else { continue };
        for (early, other) in changes.iter().enumerate() {
            let is_used = |modify: &ModifyTable| {
                uses.iter().any(|one| one.schema == modify.schema && one.table == modify.table.next.name)
            };
            if matches!(other, Change::ModifyTable(modify) if lets_go(modify) && is_used(modify)) {
                edge(late, early);
            }
        }
    }
}

/// Whether a change lets go of parts of its table, and needs nothing.
fn lets_go(modify: &ModifyTable) -> bool {
    let goes = |change: &TableChange| matches!(change, TableChange::DropCheck(_) | TableChange::DropIndex(_));
    modify.stage == Stage::Readies && modify.changes.iter().all(goes)
}

/// Keys that not all partitions have go before all that happens to tables, and come after it: those of partitions first.
pub(super) fn key_links(changes: &[Change], edge: &mut impl FnMut(usize, usize)) {
    let stages: Vec<Option<Stage>> = changes.iter().map(stage).collect();
    for (at, change) in changes.iter().enumerate() {
        let Change::ModifyTable(modify) = change else { continue };
        let (Stage::KeysGo | Stage::KeysCome) = modify.stage else { continue };
        for (other, stage) in stages.iter().enumerate() {
            let Some(stage) = stage.filter(|stage| *stage != modify.stage) else { continue };
            match modify.stage {
                Stage::KeysCome => edge(at, other),
                _ if stage != Stage::KeysCome => edge(other, at),
                _ => {}
            }
        }
        let parents: Vec<Thing<'_>> = above(&modify.table.next.options).collect();
        for (other, change) in changes.iter().enumerate() {
            let is_above = matches!(change, Change::ModifyTable(over) if over.stage == modify.stage
                && parents.contains(&Thing::Table(&over.schema, &over.table.next.name)));
            if is_above {
                if modify.stage == Stage::KeysCome { edge(other, at) } else { edge(at, other) }
            }
        }
    }
}

/// When a change of a table comes.
fn stage(change: &Change) -> Option<Stage> {
    match change {
        Change::AddTable { .. } | Change::DropTable { .. } => Some(Stage::Alters),
        Change::ModifyTable(modify) => Some(modify.stage),
        _ => None,
    }
}
