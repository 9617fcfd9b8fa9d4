//! What `ALTER TABLE` can do here without copying the table (manual: "ALTER TABLE").

use super::super::Sqlite;
use super::clauses::is_inline_key;
use crate::change::{ModifyTable, TableChange};
use crate::dialect::{Exprs, Version};
use crate::model::{Column, PartKey, Table};
use crate::words;

/// First version that can drop a column.
const DROP_COLUMN: Version = Version(3, 35, 0);
/// First version that can rename a column.
const RENAME_COLUMN: Version = Version(3, 25, 0);

impl Sqlite {
    /// Whether the change takes a new table and a copy of all rows.
    pub(super) fn rebuilds(&self, modify: &ModifyTable) -> bool {
        let mut state = modify.table.previous.clone();
        for change in ordered(&modify.changes) {
            if !self.is_native(change, &state) {
                return true;
            }
            change.apply(&modify.schema, &mut state);
        }
        false
    }

    /// Whether `ALTER TABLE`, or a statement about an index, does it on the table as it stands.
    pub(super) fn is_native(&self, change: &TableChange, state: &Table) -> bool {
        match change {
            TableChange::Attribute(attribute) => {
                matches!(attribute, crate::change::AttributeChange::Comment(_))
            }
            TableChange::RenameColumn(_) => self.version >= RENAME_COLUMN,
            TableChange::RenameValue { .. } => true,
            TableChange::AddColumn(column) => self.adds_natively(column, state),
            TableChange::DropColumn(column) => self.drops_natively(column, state),
            TableChange::RenameIndex(pair) | TableChange::ModifyIndex(pair) => {
                !pair.previous.constraint && !pair.next.constraint
            }
            TableChange::AddIndex(index) | TableChange::DropIndex(index) => !index.constraint,
            _ => false,
        }
    }

    /// A column can be added in place unless rows would need a value that isn't constant.
    fn adds_natively(&self, column: &Column, state: &Table) -> bool {
        let constant = match &column.default {
            None => column.null || column.generated.is_some(),
            Some(default) => {
                self.is_literal(default)
                    && (column.null || !default.as_str().trim().eq_ignore_ascii_case("null"))
            }
        };
        let virtual_only = column.generated.as_ref().is_none_or(|generated| !generated.stored && column.null);
        let filled = column.origin.backfill.is_none() || column.null || column.default.is_some();
        constant && virtual_only && filled && !is_inline_key(state, column) && !column.auto_increment
    }

    /// A column can be dropped in place when nothing in the schema speaks of it.
    fn drops_natively(&self, column: &Column, state: &Table) -> bool {
        let name = column.name.as_str();
        let key = state.primary_key.as_ref().is_some_and(|key| key.columns().any(|part| part == name));
        let indexed = state.indexes.iter().any(|index| {
            index.parts.iter().any(|part| match &part.key {
                PartKey::Column(part) => part == name,
                PartKey::Expr(expr) => words::mentions(expr.as_str(), name),
            }) || index.predicate.as_ref().is_some_and(|predicate| words::mentions(predicate.as_str(), name))
        });
        let referring = state.foreign_keys.iter().any(|key| {
            key.columns.iter().any(|part| part == name)
                || (key.references.table == state.name && key.ref_columns.iter().any(|part| part == name))
        });
        let checked = state.checks.iter().any(|check| words::mentions(check.expr.as_str(), name));
        let computed = state.columns.iter().any(|other| {
            other.name != name
                && other
                    .generated
                    .as_ref()
                    .is_some_and(|generated| words::mentions(generated.expr.as_str(), name))
        });
        self.version >= DROP_COLUMN
            && !(key || indexed || referring || checked || computed)
            && state.columns.len() > 1
    }
}

/// The changes in the order of statements: indexes go before the columns that they are over, and
/// come after them. They name columns as these are called after the renames.
pub(super) fn ordered(changes: &[TableChange]) -> Vec<&TableChange> {
    let rank = |change: &TableChange| match change {
        TableChange::RenameColumn(_) => 0,
        TableChange::DropIndex(_) | TableChange::RenameValue { .. } => 1,
        TableChange::DropColumn(column) if column.generated.is_some() => 2,
        TableChange::DropColumn(_) => 3,
        TableChange::AddColumn(column) if column.generated.is_none() => 4,
        TableChange::AddColumn(_) => 5,
        TableChange::RenameIndex(_) => 6,
        TableChange::ModifyIndex(_) | TableChange::AddIndex(_) => 7,
        _ => 8,
    };
    let mut ordered: Vec<&TableChange> = changes.iter().collect();
    ordered.sort_by_key(|change| rank(change));
    ordered
}
