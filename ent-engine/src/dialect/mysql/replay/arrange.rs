//! The actions of one ALTER TABLE: the server reads all of them against the table as it was.

use super::names::CASE;
use crate::model::{Table, TableRef};
use crate::replay::{State, TableAction};

/// What a name in between begins with; no server allows the sign in a name.
const BETWEEN: char = '\0';

/// The actions so that each can be applied after the one before it.
pub(super) fn arrange(state: &State, place: &TableRef, actions: Vec<TableAction>) -> Vec<TableAction> {
    let Some(table) = state.table(place) else { return actions };
    let mut added: Vec<String> = Vec::new();
    let mut actions: Vec<TableAction> =
        actions.into_iter().filter(|action| is_meant(table, action, &mut added)).collect();
    for action in &mut actions {
        // What is of a column that another one of its name follows stays for that one.
        if let TableAction::DropColumn { name, cascade, .. } = action {
            *cascade = added.iter().any(|other| CASE.same(other, name));
        }
    }
    let actions = added_anew(table, actions);
    let mut out = Vec::with_capacity(actions.len() + 1);
    for (at, action) in actions.iter().enumerate() {
        let action = action.clone();
        let Some((previous, next)) = renamed(&action) else {
            out.push(action);
            continue;
        };
        // A name that another action frees: the column, or the index, stands under a name of its own in between.
        let (previous, next) = (previous.to_owned(), next.to_owned());
        let frees = actions.iter().enumerate().any(|(other, action)| {
            other > at
                && same_kind(action, &actions[at])
                && renamed(action).is_some_and(|(freed, _)| CASE.same(freed, &next))
        });
        if frees && !CASE.same(&previous, &next) {
            let between = format!("{BETWEEN}{next}");
            match action {
                TableAction::RenameIndex(..) => out.push(TableAction::RenameIndex(previous, between)),
                _ => out.push(TableAction::RenameColumn { previous, next: between, if_exists: false }),
            }
        } else {
            placed(action, &mut out);
        }
    }
    // What waits takes its name when the others are gone.
    for action in actions {
        let Some((_, next)) = renamed(&action) else { continue };
        let between = format!("{BETWEEN}{next}");
        let waits = out.iter().any(|done| renamed(done).is_some_and(|(_, name)| name == between));
        if !waits {
            continue;
        }
        let next = next.to_owned();
        match action {
            TableAction::RenameIndex(..) => out.push(TableAction::RenameIndex(between, next)),
            TableAction::ReplaceColumn { def, place, .. } => {
                placed(TableAction::ReplaceColumn { name: between, def, place, if_exists: false }, &mut out);
            }
            _ => out.push(TableAction::RenameColumn { previous: between, next, if_exists: false }),
        }
    }
    out
}

/// A column that is declared anew in the statement that adds it is added as it is declared last (MariaDB).
fn added_anew(table: &Table, actions: Vec<TableAction>) -> Vec<TableAction> {
    let mut out: Vec<TableAction> = Vec::with_capacity(actions.len());
    for action in actions {
        let TableAction::ReplaceColumn { name, def: next, place: to, if_exists } = action else {
            out.push(action);
            continue;
        };
        let is_there = table.columns.iter().any(|column| CASE.same(&column.name, &name));
        let added = out.iter_mut().find_map(|action| match action {
            TableAction::AddColumn { def, .. } if !is_there && CASE.same(&def.column.name, &name) => {
                Some(def)
            }
            _ => None,
        });
        let Some(def) = added else {
            out.push(TableAction::ReplaceColumn { name, def: next, place: to, if_exists });
            continue;
        };
        let name = next.column.name.clone();
        *def = next;
        out.extend(to.map(|place| TableAction::MoveColumn { name, place }));
    }
    out
}

/// Adds an action; one that moves a column in two, for columns are moved and added when all have their names.
fn placed(action: TableAction, out: &mut Vec<TableAction>) {
    match action {
        TableAction::ReplaceColumn { name, def, place: Some(place), if_exists } => {
            let next = def.column.name.clone();
            out.push(TableAction::ReplaceColumn { name, def, place: None, if_exists });
            out.push(TableAction::MoveColumn { name: next, place });
        }
        action => out.push(action),
    }
}

/// Whether an action with IF EXISTS or IF NOT EXISTS finds what it asks for in the table as it was, or among what the
/// actions before it add.
fn is_meant(table: &Table, action: &TableAction, added: &mut Vec<String>) -> bool {
    let has = |name: &str| table.columns.iter().any(|column| CASE.same(&column.name, name));
    match action {
        TableAction::AddColumn { def, if_not_exists, .. } => {
            let name = &def.column.name;
            let meant = !if_not_exists || !has(name) && !added.iter().any(|other| CASE.same(other, name));
            added.push(name.clone());
            meant
        }
        TableAction::DropColumn { name, if_exists: true, .. }
        | TableAction::ReplaceColumn { name, if_exists: true, .. }
        | TableAction::RenameColumn { previous: name, if_exists: true, .. }
        | TableAction::AlterColumn { name, if_exists: true, .. } => has(name),
        _ => true,
    }
}

/// The names of a column, or of an index, that an action renames.
fn renamed(action: &TableAction) -> Option<(&str, &str)> {
    match action {
        TableAction::RenameColumn { previous, next, .. } | TableAction::RenameIndex(previous, next) => {
            Some((previous, next))
        }
        TableAction::ReplaceColumn { name, def, .. } => Some((name, &def.column.name)),
        _ => None,
    }
}

fn same_kind(a: &TableAction, b: &TableAction) -> bool {
    matches!(a, TableAction::RenameIndex(..)) == matches!(b, TableAction::RenameIndex(..))
}
