//! Order: a graph of which change needs which other one, brought with stable ties.

mod bound;
mod brought;
mod calls;
mod cycles;
mod extensions;
mod lineage;
mod names;
mod namesakes;
mod needs;
mod sequences;
mod served;
mod shadows;

use crate::change::{Change, Pair};
use crate::dialect::Dialect;
use crate::model::{Object, OtherKind, Realm};
use needs::Graph;

/// The changes between two states in an order in which each finds what it needs: schemas first; renames before what
/// else happens to an object; types before tables, tables before what refers to them, views after
/// tables; drops last and in reverse. Where tables refer to each other in a circle, foreign keys are
/// split off and come, or go, on their own; where a table may refer to one that isn't there, they
/// give way. Changes that need nothing of each other keep their order.
pub fn order(dialect: &dyn Dialect, states: Pair<&Realm>, mut changes: Vec<Change>) -> Vec<Change> {
    changes.sort_by_key(phase);
    if dialect.checks_references() {
        changes = cycles::split(dialect, states, changes);
        changes.sort_by_key(phase);
    }
    let mut graph = Graph::of(dialect, states, &changes);
    if !dialect.checks_references() {
        cycles::cut(dialect, states, &changes, &mut graph);
    }
    let order = depth_first(&graph.after);
    let mut slots: Vec<Option<Change>> = changes.into_iter().map(Some).collect();
    order.into_iter().filter_map(|at| slots.get_mut(at).and_then(Option::take)).collect()
}

/// Where a change belongs when nothing else decides.
fn phase(change: &Change) -> u8 {
    match change {
        Change::DropView { .. } => 0,
        Change::AddSchema(_) | Change::ModifySchema(_) => 1,
        Change::RenameEnum { .. } | Change::RenameTable { .. } => 2,
        Change::AddEnum { .. }
        | Change::ModifyEnum { .. }
        | Change::AddSequence { .. }
        | Change::ModifySequence { .. } => 3,
        Change::AddObject { object, .. } | Change::ModifyObject { object: Pair { next: object, .. }, .. } => {
            if hangs_on_tables(object) {
                6
            } else {
                3
            }
        }
        Change::AddTable { .. } | Change::ModifyTable(_) => 4,
        Change::AddView { .. } | Change::ModifyView { .. } => 5,
        Change::DropObject { object, .. } if hangs_on_tables(object) => 0,
        Change::DropTable { .. } => 7,
        Change::DropSequence { .. } | Change::DropEnum { .. } => 8,
        Change::DropObject { .. } => 9,
        Change::DropSchema(_) => 10,
    }
}

/// Whether an object is of a table: it goes with the columns that it is about.
fn hangs_on_tables(object: &Object) -> bool {
    object.kind.is_on_tables() || object.table.is_some() || object.other() == Some(OtherKind::Statistics)
}

/// Every node after the nodes that it comes after; else in order. Circles are cut where they close.
pub fn depth_first(after: &[Vec<usize>]) -> Vec<usize> {
    let mut seen = vec![false; after.len()];
    let mut order = Vec::with_capacity(after.len());
    // A stack of its own: chains of references may be as long as there are tables.
    let mut stack: Vec<(usize, usize)> = Vec::new();
    for start in 0..after.len() {
        if seen[start] {
            continue;
        }
        seen[start] = true;
        stack.push((start, 0));
        while let Some((node, edge)) = stack.pop() {
            match after[node].get(edge) {
                Some(&next) => {
                    stack.push((node, edge + 1));
                    if !seen[next] {
                        seen[next] = true;
                        stack.push((next, 0));
                    }
                }
                None => order.push(node),
            }
        }
    }
    order
}
