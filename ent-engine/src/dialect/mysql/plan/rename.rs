//! Renames of columns, with what holds on to a name.

use super::super::Mysql;
use crate::change::{ModifyTable, Pair, TableChange};
use crate::model::PartKey;
use crate::words;

impl Mysql {
    /// The renames of columns, and on MySQL the checks, generated columns and functional indexes that
    /// speak of them and don't follow by themselves. MariaDB's follow.
    pub(super) fn rename_changes(&self, modify: &ModifyTable) -> Vec<TableChange> {
        let renames: Vec<TableChange> = modify
            .changes
            .iter()
            .filter(|change| matches!(change, TableChange::RenameColumn(_)))
            .cloned()
            .collect();
        if renames.is_empty() || self.is_mariadb() {
            return renames;
        }
        let previous = &modify.table.previous;
        let mut next = previous.clone();
        for rename in &renames {
            rename.apply(&modify.schema, &mut next);
        }
        let names: Vec<&str> = renames
            .iter()
            .filter_map(|change| match change {
                TableChange::RenameColumn(pair) => Some(pair.previous.name.as_str()),
                _ => None,
            })
            .collect();
        let about = |text: &str| names.iter().any(|name| words::mentions(text, name));
        let mut changes = Vec::new();
        for (previous, next) in previous.checks.iter().zip(&next.checks) {
            if about(previous.expr.as_str()) {
                changes.push(TableChange::DropCheck(previous.clone()));
                changes.push(TableChange::AddCheck(next.clone()));
            }
        }
        for (previous, next) in previous.indexes.iter().zip(&next.indexes) {
            let functional = previous.parts.iter().any(|part| match &part.key {
                PartKey::Expr(expr) => about(expr.as_str()),
                PartKey::Column(_) => false,
            });
            if functional {
                changes.push(TableChange::ModifyIndex(Pair::new(previous.clone(), next.clone())));
            }
        }
        let mut computed_anew = Vec::new();
        for (previous, next) in previous.columns.iter().zip(&next.columns) {
            let computed =
                previous.generated.as_ref().is_some_and(|generated| about(generated.expr.as_str()));
            if computed && previous.name == next.name {
                computed_anew.push(TableChange::ModifyColumn(Pair::new(previous.clone(), next.clone())));
            }
        }
        renames.into_iter().chain(computed_anew).chain(changes).collect()
    }
}
