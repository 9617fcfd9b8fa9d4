//! What ALTER TABLE does to partitions and to tables that inherit.

use super::partitions::{self, children};
use super::{columns, constraints, parts};
use crate::dialect::{DiffRules, Postgres};
use crate::model::{Column, ColumnSetting, TableRef};
use crate::replay::{AlterTable, ColumnChange, ColumnDef, Name, Problem, State, TableAction, Texts};

/// Carries an action on to the tables that inherit from this one.
pub(super) fn follow(
    postgres: &Postgres,
    state: &mut State,
    table: &TableRef,
    action: &TableAction,
) -> Result<(), Problem> {
    if !is_inherited(state, table, action) {
        return Ok(());
    }
    let children = children(state, table);
    // A child of several parents loses a column when the last of them has lost it, be that another child.
    let again: &[(TableRef, bool)] =
        if matches!(action, TableAction::DropColumn { .. }) { &children } else { &[] };
    for (child, is_partition) in children.iter().chain(again).cloned() {
        let name = Name { schema: Some(child.schema.clone()), name: child.table.clone() };
        let action = match action {
            TableAction::DropColumn { name: column, .. }
                if partitions::stays(state, &name, table, column) =>
            {
                keeps_checks(postgres, state, table, &child, column)?;
                continue;
            }
            TableAction::DropColumn { name, cascade, .. } => {
                TableAction::DropColumn { name: name.clone(), if_exists: true, cascade: *cascade }
            }
            // A child of several parents may have got the name from another already.
            TableAction::RenameColumn { previous, next, .. } => {
                let (previous, next) = (previous.clone(), next.clone());
                TableAction::RenameColumn { previous, next, if_exists: true }
            }
            TableAction::AlterConstraint(key, deferrable) => {
                let key = state.table(table).and_then(|table| {
                    table.foreign_keys.iter().find(|other| is_partition && other.name == *key)
                });
                let own = key.and_then(|key| {
                    let own = &state.table(&child)?.foreign_keys;
                    own.iter().find(|own| postgres.same_foreign_key(own, key)).map(|own| own.name.clone())
                });
                let Some(own) = own else { continue };
                TableAction::AlterConstraint(own, *deferrable)
            }
            other => other.clone(),
        };
        run(postgres, state, name, action)?;
    }
    Ok(())
}

/// Refuses where a child keeps a column, and with it a check of the parent's that goes with the parent's column: the
/// server goes on taking the check for an inherited one.
fn keeps_checks(
    postgres: &Postgres,
    state: &State,
    table: &TableRef,
    child: &TableRef,
    column: &str,
) -> Result<(), Problem> {
    let texts = Texts::new(postgres);
    let (Some(parent), Some(own)) = (state.table(table), state.table(child)) else { return Ok(()) };
    let mut going = parent
        .checks
        .iter()
        .filter(|check| !check.no_inherit && texts.reads(check.expr.as_str(), &parent.name, column));
    match going.find(|check| own.checks.iter().any(|other| other.name == check.name)) {
        Some(check) => Err(Problem::Unknowable(format!(
            "the check `{}` of `{child}` stays as if it were inherited, and no statement makes such",
            check.name
        ))),
        None => Ok(()),
    }
}

fn run(postgres: &Postgres, state: &mut State, name: Name, action: TableAction) -> Result<(), Problem> {
    let alter = AlterTable { name, if_exists: true, only: false, actions: vec![action] };
    crate::replay::alter_table(postgres, state, alter)
}

/// Whether the children do as their parent does.
fn is_inherited(state: &State, table: &TableRef, action: &TableAction) -> bool {
    let is_check = |name: &str| {
        let checks = state.table(table).into_iter().flat_map(|table| &table.checks);
        checks.into_iter().any(|check| check.name == name && !check.no_inherit)
    };
    match action {
        TableAction::AlterColumn { change, .. } => match change {
            ColumnChange::Setting(setting, _) => {
                matches!(setting, ColumnSetting::Storage | ColumnSetting::Statistics)
            }
            ColumnChange::Type(..)
            | ColumnChange::Null(_)
            | ColumnChange::Default(_)
            | ColumnChange::SetExpression(_)
            | ColumnChange::DropExpression(_) => true,
            _ => false,
        },
        TableAction::RenameConstraint(name, _) | TableAction::ValidateConstraint(name) => is_check(name),
        TableAction::DropColumn { .. }
        | TableAction::RenameColumn { .. }
        | TableAction::AlterConstraint(..) => true,
        _ => false,
    }
}

/// Adds a column to a table and to all that inherit from it: these get the column as it came out, and with it what
/// partitions get of its keys.
pub(super) fn add_column(
    postgres: &Postgres,
    state: &mut State,
    table: &TableRef,
    def: ColumnDef,
    if_not_exists: bool,
) -> Result<(), Problem> {
    let name = def.column.name.clone();
    if state.table(table).is_some_and(|table| table.column(&name).is_some()) {
        return if if_not_exists { Ok(()) } else { Err(Problem::exists("column", name)) };
    }
    let before = parts::Held::of(state, table);
    state.edit_table(table, |state, edited| {
        let constraints = columns::add(postgres, state, table, edited, def)?;
        constraints::add(postgres, state, table, edited, constraints)
    })?;
    let Some(column) = state.table(table).and_then(|table| table.column(&name)).cloned() else {
        return Ok(());
    };
    for (child, _) in children(state, table) {
        let mut settings = column.settings.clone();
        settings.retain(|setting| matches!(setting, ColumnSetting::Storage | ColumnSetting::Compression));
        let mut column = Column { identity: None, comment: None, settings, ..column.clone() };
        super::column_type::rehome(postgres, state, &mut column.ty, &table.schema, &child.schema);
        match state.table(&child).and_then(|child| child.column(&name)) {
            // Its own is the parent's from now on as well.
            Some(_) => {
                let others = state.table(&child).into_iter().flat_map(|child| &child.options.inherits);
                let mut others = others.filter(|other| *other != table);
                let has =
                    |other: &TableRef| state.table(other).is_some_and(|other| other.column(&name).is_some());
                if !others.any(has) {
                    state.table_mut(&child)?.column_mut(&name).into_iter().for_each(partitions::set_local);
                }
                if !column.null && postgres.inherits_not_null() {
                    let child = Name { schema: Some(child.schema.clone()), name: child.table.clone() };
                    let change = ColumnChange::Null(false);
                    let action = TableAction::AlterColumn { name: name.clone(), if_exists: false, change };
                    run(postgres, state, child, action)?;
                }
                continue;
            }
            None => {
                let name = Name { schema: Some(child.schema.clone()), name: child.table.clone() };
                let def = Box::new(ColumnDef { column, ..ColumnDef::default() });
                run(postgres, state, name, TableAction::AddColumn { def, if_not_exists: true, place: None })?;
            }
        }
    }
    parts::spread(postgres, state, table, &before)
}
