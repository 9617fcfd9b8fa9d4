//! Indexes and sequences that get each other's names: one of them steps aside.

use std::collections::BTreeMap;

use super::super::Postgres;
use super::clauses::default_key_name;
use super::column::{call_counter, recalled};
use crate::change::{Change, ModifyTable, Pair, Stage, TableChange};

/// A name in a schema.
type Named = (String, String);

impl Postgres {
    /// Parts renames that go round in a circle: of each circle one goes through a name that nothing has.
    pub(super) fn swaps_apart(&self, mut changes: Vec<Change>) -> Vec<Change> {
        let mut renames: BTreeMap<Named, (String, usize, usize)> = BTreeMap::new();
        for (at, modify) in modified(&changes) {
            for (place, change) in modify.changes.iter().enumerate() {
                if let Some(Pair { previous, next }) = rename(modify, change) {
                    renames.insert((modify.schema.clone(), previous), (next, at, place));
                }
            }
        }
        let mut early = Vec::new();
        while let Some((named, (_, at, place))) = circle(&renames) {
            let (schema, name) = named.clone();
            renames.remove(&named);
            let aside = free_name(&renames, &schema, &name);
            let Some(Change::ModifyTable(modify)) = changes.get_mut(at) else { continue };
            early.extend(step_aside(modify, place, &aside));
        }
        early.extend(changes);
        early
    }
}

fn modified(changes: &[Change]) -> impl Iterator<Item = (usize, &ModifyTable)> {
    changes.iter().enumerate().filter_map(|(at, change)| match change {
        Change::ModifyTable(modify) => Some((at, modify)),
        _ => None,
    })
}

/// The names of what keeps being there, or comes back, under another name.
fn rename(modify: &ModifyTable, change: &TableChange) -> Option<Pair<String>> {
    let names = match change {
        TableChange::RenameIndex(pair) => pair.as_ref().map(|index| index.name.clone()),
        TableChange::ModifyPrimaryKey(pair) => {
            let given = || default_key_name(&modify.table.next.name);
            pair.as_ref().map(|key| key.name.clone().unwrap_or_else(given))
        }
        TableChange::ModifyColumn(pair) => recalled(&modify.table.next.name, pair)?,
        _ => return None,
    };
    (names.previous != names.next).then_some(names)
}

/// A rename of a circle of them.
fn circle(renames: &BTreeMap<Named, (String, usize, usize)>) -> Option<(Named, (String, usize, usize))> {
    let goes_round = |(schema, first): &Named| {
        let mut name = first.clone();
        for _ in 0..renames.len() {
            match renames.get(&(schema.clone(), name)) {
                Some((next, ..)) if next == first => return true,
                Some((next, ..)) => name = next.clone(),
                None => return false,
            }
        }
        false
    };
    renames.iter().find(|(named, _)| goes_round(named)).map(|(named, rename)| (named.clone(), rename.clone()))
}

/// A name that nothing comes to have or leaves.
fn free_name(renames: &BTreeMap<Named, (String, usize, usize)>, schema: &str, name: &str) -> String {
    let is_taken = |wanted: &str| {
        renames.iter().any(|((home, from), (to, ..))| home == schema && (from == wanted || to == wanted))
    };
    let room = name.char_indices().map(|(at, _)| at).take_while(|at| *at <= 50).last().unwrap_or_default();
    let short = if name.len() > 50 { &name[..room] } else { name };
    let wanted = (1..).map(|number| format!("{short}_aside_{number}"));
    let mut free = wanted.skip_while(|wanted| is_taken(wanted));
    free.next().unwrap_or_default()
}

/// Takes the step from the first name to one that is free out of a change.
fn step_aside(modify: &mut ModifyTable, place: usize, aside: &str) -> Option<Change> {
    let table = modify.table.next.name.clone();
    let change = modify.changes.get_mut(place)?;
    let step = match change {
        TableChange::RenameIndex(pair) => {
            let mut next = pair.previous.clone();
            aside.clone_into(&mut next.name);
            let first = std::mem::replace(&mut pair.previous, next.clone());
            TableChange::RenameIndex(Pair::new(first, next))
        }
        TableChange::ModifyPrimaryKey(pair) => {
            let mut next = pair.previous.clone();
            next.name = Some(aside.to_owned());
            let first = std::mem::replace(&mut pair.previous, next.clone());
            TableChange::ModifyPrimaryKey(Pair::new(first, next))
        }
        TableChange::ModifyColumn(pair) => {
            let mut next = pair.previous.clone();
            call_counter(&table, &mut next, aside.to_owned());
            let first = std::mem::replace(&mut pair.previous, next.clone());
            TableChange::ModifyColumn(Pair::new(first, next))
        }
        _ => return None,
    };
    let mut after = modify.table.previous.clone();
    step.apply(&modify.schema, &mut after);
    let before = std::mem::replace(&mut modify.table.previous, after.clone());
    Some(Change::ModifyTable(ModifyTable {
        schema: modify.schema.clone(),
        table: Pair::new(before, after),
        changes: vec![step],
        stage: Stage::Alters,
    }))
}
