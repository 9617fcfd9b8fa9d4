use super::needs::Graph;
use crate::change::{Change, ModifyTable, Pair, Stage, TableChange};
use crate::dialect::Dialect;
use crate::model::{ForeignKey, Realm, Table};

/// Splits foreign keys off tables that refer to each other in a circle: those that come, come after
/// all tables; those that go, go before.
pub(super) fn split(dialect: &dyn Dialect, states: Pair<&Realm>, changes: Vec<Change>) -> Vec<Change> {
    let graph = Graph::of(dialect, states, &changes);
    let circle = circles(&graph.after);
    if circle.iter().all(Option::is_none) {
        return changes;
    }
    let names: Vec<Option<(String, String)>> = changes.iter().map(table_name).collect();
    let in_circle = |at: usize, key: &ForeignKey| {
        circle[at].is_some()
            && names.iter().zip(&circle).enumerate().any(|(other, (name, number))| {
                other != at
                    && *number == circle[at]
                    && name.as_ref().is_some_and(|(schema, table)| {
                        *schema == key.references.schema && *table == key.references.table
                    })
            })
    };
    let (mut first, mut middle, mut last) = (Vec::new(), Vec::new(), Vec::new());
    for (at, change) in changes.into_iter().enumerate() {
        let wanted = |key: &ForeignKey| in_circle(at, key);
        match change {
            Change::AddTable { schema, table } => {
                let (without, keys) = take_keys(dialect, &table, &wanted);
                last.extend(modify(&schema, Pair::new(&without, &table), keys, false));
                middle.push(Change::AddTable { schema, table: without });
            }
            Change::DropTable { schema, table } => {
                let (without, keys) = take_keys(dialect, &table, &wanted);
                first.extend(modify(&schema, Pair::new(&table, &without), keys, true));
                middle.push(Change::DropTable { schema, table: without });
            }
            Change::ModifyTable(change) => split_modify(change, &wanted, &mut first, &mut middle, &mut last),
            change => middle.push(change),
        }
    }
    first.append(&mut middle);
    first.append(&mut last);
    first
}

/// Takes what foreign keys ask for out of circles, where a table may refer to one that isn't there.
pub(super) fn cut(dialect: &dyn Dialect, states: Pair<&Realm>, changes: &[Change], graph: &mut Graph) {
    let circle = circles(&graph.after);
    if circle.iter().all(Option::is_none) {
        return;
    }
    let bare = Graph::of(dialect, states, &changes.iter().map(without_keys).collect::<Vec<_>>());
    let within = |at: usize, other: usize| circle[at].is_some() && circle[at] == circle[other];
    // A circle of nothing but keys may be cut anywhere.
    let others = bare.after.iter().enumerate();
    let mixed: Vec<usize> = others
        .filter(|(at, early)| early.iter().any(|other| within(*at, *other)))
        .filter_map(|(at, _)| circle[at])
        .collect();
    for (at, early) in graph.after.iter_mut().enumerate() {
        if circle[at].is_some_and(|number| mixed.contains(&number)) {
            early.retain(|other| !within(at, *other) || bare.after[at].contains(other));
        }
    }
}

/// A change without foreign keys.
fn without_keys(change: &Change) -> Change {
    let mut change = change.clone();
    match &mut change {
        Change::AddTable { table, .. } | Change::DropTable { table, .. } => table.foreign_keys.clear(),
        Change::ModifyTable(modify) => {
            modify.table.previous.foreign_keys.clear();
            modify.table.next.foreign_keys.clear();
            modify.changes.retain(|change| {
                !matches!(
                    change,
                    TableChange::AddForeignKey(_)
                        | TableChange::DropForeignKey(_)
                        | TableChange::ModifyForeignKey(_)
                        | TableChange::RenameForeignKey(_)
                )
            });
        }
        _ => {}
    }
    change
}

fn table_name(change: &Change) -> Option<(String, String)> {
    match change {
        Change::AddTable { schema, table } | Change::DropTable { schema, table } => {
            Some((schema.clone(), table.name.clone()))
        }
        Change::ModifyTable(modify) => Some((modify.schema.clone(), modify.table.next.name.clone())),
        _ => None,
    }
}

/// The table without the wanted keys, and without the indexes that the server makes for them.
fn take_keys(
    dialect: &dyn Dialect,
    table: &Table,
    wanted: &dyn Fn(&ForeignKey) -> bool,
) -> (Table, Vec<TableChange>) {
    let mut without = table.clone();
    let (taken, kept): (Vec<_>, Vec<_>) = without.foreign_keys.into_iter().partition(|key| wanted(key));
    without.foreign_keys = kept;
    let mut changes = Vec::new();
    if !taken.is_empty() {
        without.indexes.retain(|index| {
            let implied =
                dialect.is_implied_index(table, index) && taken.iter().any(|key| key.name == index.name);
            if implied {
                changes.push(TableChange::AddIndex(index.clone()));
            }
            !implied
        });
    }
    changes.extend(taken.into_iter().map(TableChange::AddForeignKey));
    (without, changes)
}

fn modify(schema: &str, tables: Pair<&Table>, changes: Vec<TableChange>, undo: bool) -> Option<Change> {
    let changes: Vec<_> =
        if undo { changes.into_iter().rev().map(TableChange::inverse).collect() } else { changes };
    (!changes.is_empty()).then(|| {
        Change::ModifyTable(ModifyTable {
            schema: schema.to_owned(),
            table: Pair::new(tables.previous.clone(), tables.next.clone()),
            changes,
            stage: Stage::Alters,
        })
    })
}

fn split_modify(
    change: ModifyTable,
    wanted: &dyn Fn(&ForeignKey) -> bool,
    first: &mut Vec<Change>,
    middle: &mut Vec<Change>,
    last: &mut Vec<Change>,
) {
    let ModifyTable { schema, table, changes, stage } = change;
    let (mut early, mut own, mut late) = (Vec::new(), Vec::new(), Vec::new());
    for change in changes {
        match change {
            TableChange::DropForeignKey(key)
                if wanted(&key) && table.previous.foreign_keys.contains(&key) =>
            {
                early.push(TableChange::DropForeignKey(key));
            }
            TableChange::AddForeignKey(key) if wanted(&key) => late.push(TableChange::AddForeignKey(key)),
            TableChange::ModifyForeignKey(pair) if wanted(&pair.next) || wanted(&pair.previous) => {
                early.push(TableChange::DropForeignKey(pair.previous));
                late.push(TableChange::AddForeignKey(pair.next));
            }
            change => own.push(change),
        }
    }
    // A key that gets another name before it is made anew goes under the one that it has.
    for change in &mut early {
        let TableChange::DropForeignKey(key) = change else { continue };
        own.retain(|change| match change {
            TableChange::RenameForeignKey(pair) if pair.next.name == key.name => {
                key.clone_from(&pair.previous);
                false
            }
            _ => true,
        });
    }
    let mut begin = table.previous.clone();
    for change in &early {
        change.apply(&schema, &mut begin);
    }
    let mut end = table.next.clone();
    end.foreign_keys.retain(|key| {
        !late.iter().any(|change| matches!(change, TableChange::AddForeignKey(other) if other == key))
    });
    first.extend(modify(&schema, Pair::new(&table.previous, &begin), early, false));
    let own = modify(&schema, Pair::new(&begin, &end), own, false);
    middle.extend(own.map(|change| match change {
        Change::ModifyTable(own) => Change::ModifyTable(ModifyTable { stage, ..own }),
        change => change,
    }));
    last.extend(modify(&schema, Pair::new(&end, &table.next), late, false));
}

/// The number of the circle that each node is in, if it is in one (Tarjan's algorithm, with a stack
/// of its own).
fn circles(after: &[Vec<usize>]) -> Vec<Option<usize>> {
    let count = after.len();
    let mut index = vec![usize::MAX; count];
    let mut low = vec![0; count];
    let mut on_stack = vec![false; count];
    let mut stack = Vec::new();
    let mut circle = vec![None; count];
    let (mut next_index, mut next_circle) = (0, 0);
    for start in 0..count {
        if index[start] != usize::MAX {
            continue;
        }
        let mut calls = vec![(start, 0_usize)];
        while let Some((node, edge)) = calls.pop() {
            if edge == 0 {
                index[node] = next_index;
                low[node] = next_index;
                next_index += 1;
                stack.push(node);
                on_stack[node] = true;
            }
            if let Some(&next) = after[node].get(edge) {
                calls.push((node, edge + 1));
                if index[next] == usize::MAX {
                    calls.push((next, 0));
                } else if on_stack[next] {
                    low[node] = low[node].min(index[next]);
                }
                continue;
            }
            if low[node] == index[node] {
                let from = stack.iter().rposition(|other| *other == node).unwrap_or(0);
                let members = stack.split_off(from);
                for member in &members {
                    on_stack[*member] = false;
                    if members.len() > 1 {
                        circle[*member] = Some(next_circle);
                    }
                }
                next_circle += 1;
            }
            if let Some((parent, _)) = calls.last() {
                low[*parent] = low[*parent].min(low[node]);
            }
        }
    }
    circle
}
