//! Objects that the server binds to what they read: they are gone before that changes.

use crate::change::Change;
use crate::dialect::Dialect;
use crate::words;

/// Adds edges so that what the server binds goes before the tables, types and views that it names change.
pub(super) fn links(dialect: &dyn Dialect, changes: &[Change], edge: &mut impl FnMut(usize, usize)) {
    for (early, change) in changes.iter().enumerate() {
        let Change::DropObject { object, .. } = change else { continue };
        if !dialect.binds(object) {
            continue;
        }
        for (late, other) in changes.iter().enumerate() {
            if altered(other).into_iter().any(|name| words::mentions(&object.text, name)) {
                edge(late, early);
            }
        }
    }
}

/// The names, before a change, of what it makes something else of, or of what has columns of that.
fn altered(change: &Change) -> Vec<&str> {
    match change {
        Change::RenameTable { names, .. } => vec![&names.previous],
        Change::ModifyTable(modify) => vec![&modify.table.previous.name],
        Change::ModifyEnum { ty, uses, .. } => {
            let tables = uses.iter().map(|one| one.table.as_str());
            tables.chain([ty.previous.name.as_str()]).collect()
        }
        Change::ModifyView { view, .. } => vec![&view.previous.name],
        _ => Vec::new(),
    }
}
