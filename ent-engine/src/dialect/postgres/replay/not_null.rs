//! NOT NULL as a constraint with a name of its own, which it is from PostgreSQL 18 on (manual: "CREATE TABLE").
//!
//! Earlier servers forget the name: no statement that they take names it again.

use super::names::{has_constraint, object_name};
use super::partitions;
use crate::dialect::{Postgres, Version};
use crate::model::{Column, ColumnSetting, Table, TableRef};
use crate::replay::{ColumnChange, NotNull, State, TableAction};

/// The first server that has such constraints.
pub(in crate::dialect::postgres) const SINCE: Version = Version(18, 0, 0);

/// The name of a column's constraint.
pub(in crate::dialect::postgres) fn name_of(table: &str, column: &Column) -> String {
    column.origin.not_null.clone().unwrap_or_else(|| usual_name(table, column))
}

/// The name that the server gives to a column's constraint.
pub(in crate::dialect::postgres) fn usual_name(table: &str, column: &Column) -> String {
    object_name(table, Some(&column.name), "not_null")
}

/// Makes a column NOT NULL under a name, if one is written.
pub(super) fn set(column: &mut Column, name: Option<String>, not_null: &NotNull) {
    let is_new = std::mem::take(&mut column.null);
    if is_new {
        column.origin.not_null = name;
    }
    if not_null.no_inherit {
        column.settings.set(ColumnSetting::NotNullAlone, "");
    }
    match not_null.not_valid {
        true if is_new => column.settings.set(ColumnSetting::NotNullUnchecked, ""),
        true => {}
        false => column.settings.unset(ColumnSetting::NotNullUnchecked),
    }
}

/// What an action means for these constraints: the same action, or the one that it amounts to, or nothing more.
pub(super) fn alter(state: &mut State, table: &TableRef, action: TableAction) -> Option<TableAction> {
    let Ok(edited) = state.table_mut(table) else { return Some(action) };
    match &action {
        TableAction::DropConstraint { name, .. } => {
            if let Some(column) = named(edited, name) {
                let (name, change) = (column.name.clone(), ColumnChange::Null(true));
                forget(column);
                return Some(TableAction::AlterColumn { name, if_exists: false, change });
            }
        }
        TableAction::RenameConstraint(previous, next) => {
            if let Some(column) = named(edited, previous) {
                column.origin.not_null = Some(next.clone());
                return None;
            }
        }
        TableAction::InheritConstraint(name, inherits) => {
            if let Some(column) = named(edited, name) {
                match inherits {
                    true => column.settings.unset(ColumnSetting::NotNullAlone),
                    false => column.settings.set(ColumnSetting::NotNullAlone, ""),
                }
                return None;
            }
        }
        TableAction::ValidateConstraint(name) => {
            if let Some(column) = named(edited, name) {
                column.settings.unset(ColumnSetting::NotNullUnchecked);
            }
        }
        TableAction::AlterColumn { name, change: ColumnChange::Null(null), .. } => {
            if let Some(column) = edited.column_mut(name) {
                column.settings.unset(ColumnSetting::NotNullUnchecked);
                if *null {
                    forget(column);
                }
            }
        }
        TableAction::RenameColumn { previous, .. } => {
            let name = edited.name.clone();
            edited.column_mut(previous).into_iter().for_each(|column| keep(&name, column));
        }
        TableAction::RenameTable(_) => {
            let name = edited.name.clone();
            edited.columns.iter_mut().for_each(|column| keep(&name, column));
        }
        _ => {}
    }
    Some(action)
}

/// What is set of a table alone is not handed on to those that inherit.
pub(super) fn alter_alone(postgres: &Postgres, state: &mut State, table: &TableRef, action: &TableAction) {
    let TableAction::AlterColumn { name, change: ColumnChange::Null(false), .. } = action else { return };
    if postgres.version < SINCE || partitions::children(state, table).is_empty() {
        return;
    }
    let column = state.table_mut(table).ok().and_then(|table| table.column_mut(name));
    if let Some(column) = column.filter(|column| column.null) {
        column.settings.set(ColumnSetting::NotNullAlone, "");
    }
}

/// The column whose constraint is called so, where no other constraint is.
fn named<'t>(table: &'t mut Table, name: &str) -> Option<&'t mut Column> {
    if has_constraint(table, name) {
        return None;
    }
    let Table { name: own, columns, .. } = table;
    columns.iter_mut().find(|column| !column.null && name_of(own, column) == name)
}

/// The constraint keeps its name when its column or its table gets another one.
fn keep(table: &str, column: &mut Column) {
    if !column.null {
        column.origin.not_null = Some(name_of(table, column));
    }
}

fn forget(column: &mut Column) {
    column.origin.not_null = None;
    column.settings.unset(ColumnSetting::NotNullAlone);
    column.settings.unset(ColumnSetting::NotNullUnchecked);
}
