//! Functions that defaults, checks, indexes and computed columns call: these go before the function does, and come after
//! it.

use crate::change::{Change, ModifyTable, Pair, TableChange};
use crate::model::{Check, Column, Expr, Index};
use crate::words;

/// Adds edges between what of tables calls a function that goes or comes, and that function.
pub(super) fn links(changes: &[Change], edge: &mut impl FnMut(usize, usize)) {
    for (at, change) in changes.iter().enumerate() {
        let Some((name, comes)) = routine(change) else { continue };
        for (other, table) in changes.iter().enumerate() {
            let Change::ModifyTable(modify) = table else { continue };
            if comes && gives(modify, name) {
                edge(other, at);
            } else if !comes && takes(modify, name) {
                edge(at, other);
            }
        }
    }
}

/// Whether a change of a table can only come after a function that comes, since it makes something that calls it.
pub(super) fn waits_for(table: &Change, function: &Change) -> bool {
    match (table, routine(function)) {
        (Change::ModifyTable(modify), Some((name, true))) => gives(modify, name),
        _ => false,
    }
}

fn routine(change: &Change) -> Option<(&str, bool)> {
    let (object, comes) = match change {
        Change::AddObject { object, .. } => (object, true),
        Change::DropObject { object, .. } => (object, false),
        _ => return None,
    };
    let name = object.name.split('(').next().unwrap_or_default();
    object.kind.is_routine().then_some((name, comes))
}

/// Whether something comes to call a function.
fn gives(modify: &ModifyTable, name: &str) -> bool {
    modify.changes.iter().any(|change| {
        let Pair { previous, next } = called(change);
        calls(&next, name) && !calls(&previous, name)
    })
}

/// Whether something calls a function no more.
fn takes(modify: &ModifyTable, name: &str) -> bool {
    modify.changes.iter().any(|change| {
        let Pair { previous, next } = called(change);
        calls(&previous, name) && !calls(&next, name)
    })
}

fn calls(texts: &[&Expr], name: &str) -> bool {
    texts.iter().any(|text| words::mentions(text.as_str(), name))
}

/// The expressions of what changes, before and after.
pub(super) fn called(change: &TableChange) -> Pair<Vec<&Expr>> {
    match change {
        TableChange::AddColumn(column) => Pair::new(Vec::new(), of_column(column)),
        TableChange::DropColumn(column) => Pair::new(of_column(column), Vec::new()),
        TableChange::ModifyColumn(pair) => pair.as_ref().map(of_column),
        TableChange::AddCheck(check) => Pair::new(Vec::new(), of_check(check)),
        TableChange::DropCheck(check) => Pair::new(of_check(check), Vec::new()),
        TableChange::ModifyCheck(pair) => pair.as_ref().map(of_check),
        TableChange::AddIndex(index) => Pair::new(Vec::new(), of_index(index)),
        TableChange::DropIndex(index) => Pair::new(of_index(index), Vec::new()),
        TableChange::ModifyIndex(pair) => pair.as_ref().map(of_index),
        _ => Pair::new(Vec::new(), Vec::new()),
    }
}

fn of_column(column: &Column) -> Vec<&Expr> {
    column.default.iter().chain(column.generated.as_ref().map(|generated| &generated.expr)).collect()
}

fn of_check(check: &Check) -> Vec<&Expr> {
    vec![&check.expr]
}

fn of_index(index: &Index) -> Vec<&Expr> {
    index.exprs().collect()
}
