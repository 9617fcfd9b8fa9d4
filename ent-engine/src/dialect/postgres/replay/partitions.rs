//! What partitions and children have from their parents.

use super::{columns, constraints, not_null, parts};
use crate::dialect::{ColumnConstraint, DiffRules, Postgres};
use crate::model::{
    Column, ColumnSetting, ForeignKey, Object, ObjectKind, Origin, OriginParts, Table, TableRef,
};
use crate::replay::{ColumnChange, DropObject, Name, Problem, Reader, State, TableAction};
use crate::sql::Syntax;

/// The partitions of a table and the tables that inherit from it, each with whether it is a partition.
pub(super) fn children(state: &State, table: &TableRef) -> Vec<(TableRef, bool)> {
    let is_child = |child: &Table| {
        let partition =
            child.options.partition_of.as_ref().is_some_and(|partition| partition.parent == *table);
        (partition || child.options.inherits.contains(table)).then_some(partition)
    };
    state
        .referrers(&table.table)
        .filter_map(|(schema, child)| Some((TableRef::new(schema, &child.name), is_child(child)?)))
        .collect()
}

/// What a table loses, and its children with it.
pub(super) enum Lost {
    Check(String),
    ForeignKey(Box<ForeignKey>),
    /// A key or an index, by its number; one without a number has no parts.
    Key(Option<u32>),
}

/// Takes from the children what they have from their parent.
pub(super) fn withdraw(
    postgres: &Postgres,
    state: &mut State,
    parent: &TableRef,
    lost: &Lost,
) -> Result<(), Problem> {
    for (child, is_partition) in children(state, parent) {
        if let Lost::Check(name) = lost
            && gives_check(state, &child, name)
        {
            continue;
        }
        let table = state.table_mut(&child)?;
        match lost {
            Lost::Check(name) => table.checks.retain(|check| check.name != *name),
            _ if !is_partition => continue,
            Lost::ForeignKey(key) => {
                let same = |other: &ForeignKey| postgres.same_foreign_key(other, key);
                if let Some(at) = table.foreign_keys.iter().position(same) {
                    table.foreign_keys.remove(at);
                }
            }
            Lost::Key(number) => {
                let is_part = |origin: &Origin| number.is_some() && origin.part_of == *number;
                let key = table.primary_key.take_if(|key| is_part(&key.origin)).map(|key| key.origin);
                let at = table.indexes.iter().position(|index| is_part(&index.origin));
                let index = at.map(|at| table.indexes.remove(at).origin);
                if let Some(origin) = key.or(index) {
                    withdraw(postgres, state, &child, &Lost::Key(origin.number))?;
                }
                continue;
            }
        }
        withdraw(postgres, state, &child, lost)?;
    }
    Ok(())
}

/// Whether a table above one has a check that goes on to it.
fn gives_check(state: &State, child: &TableRef, name: &str) -> bool {
    let parents = state.table(child).into_iter().flat_map(|child| &child.options.inherits);
    let mut checks = parents.filter_map(|parent| state.table(parent)).flat_map(|parent| &parent.checks);
    checks.any(|check| check.name == name && !check.no_inherit)
}

/// What `ALTER TABLE ONLY` does.
pub(super) fn alter_only(
    postgres: &Postgres,
    state: &mut State,
    table: &TableRef,
    action: TableAction,
) -> Result<Option<TableAction>, Problem> {
    let Some(action) = not_null::alter(state, table, action) else { return Ok(None) };
    not_null::alter_alone(postgres, state, table, &action);
    match action {
        TableAction::AddConstraint { constraint, .. } => {
            state.edit_table(table, |state, edited| {
                let constraint = ColumnConstraint { column: None, constraint: *constraint };
                constraints::add(postgres, state, table, edited, vec![constraint])
            })?;
            parts::number_all(state, table)?;
            Ok(None)
        }
        TableAction::AlterColumn {
            change: ColumnChange::Default(_) | ColumnChange::Null(_) | ColumnChange::Setting(..),
            ..
        } if !children(state, table).is_empty() => Ok(Some(action)),
        action => alter_alone(postgres, state, table, action),
    }
}

/// What is altered of a table alone, though it may have children.
fn alter_alone(
    postgres: &Postgres,
    state: &mut State,
    table: &TableRef,
    action: TableAction,
) -> Result<Option<TableAction>, Problem> {
    match &action {
        TableAction::DropColumn { name, .. } => {
            let_go(state, table, name)?;
            Ok(Some(action))
        }
        TableAction::DropConstraint { name, .. } if take_check(state, table, name)? => Ok(None),
        _ => columns::alter(postgres, state, table, action),
    }
}

/// Lets a column go of a table alone: its children keep theirs.
fn let_go(state: &mut State, table: &TableRef, column: &str) -> Result<(), Problem> {
    for (child, is_partition) in children(state, table) {
        if is_partition {
            return Err(Problem::Refused(format!("column `{column}` can't go of a partitioned table alone")));
        }
        state.table_mut(&child)?.column_mut(column).into_iter().for_each(set_local);
    }
    Ok(())
}

/// Takes a check from a table alone: its children keep theirs. False if there is none of the name.
fn take_check(state: &mut State, table: &TableRef, name: &str) -> Result<bool, Problem> {
    let checks = &mut state.table_mut(table)?.checks;
    let before = checks.len();
    checks.retain(|check| check.name != name);
    Ok(checks.len() < before)
}

/// Enables or disables the trigger that a partition has from a table above it; false if there is none of the name.
pub(super) fn alter_trigger(state: &mut State, trigger: &DropObject, text: &str) -> Result<bool, Problem> {
    let table = trigger.table.as_ref().and_then(|table| state.find_table(table));
    let Some(table) = table.filter(|_| trigger.kind == ObjectKind::Trigger) else { return Ok(false) };
    let is_trigger = |object: &Object, table: &str| {
        object.kind == ObjectKind::Trigger
            && object.name == trigger.name.name
            && object.table.as_deref() == Some(table)
    };
    let above = std::iter::successors(Some(&table), |table| {
        state.table(table)?.options.partition_of.as_ref().map(|partition| &partition.parent)
    });
    let has = |table: &TableRef| {
        let schema = state.realm.schema(&table.schema);
        schema.is_some_and(|schema| schema.objects.iter().any(|object| is_trigger(object, &table.table)))
    };
    if !above.into_iter().any(has) {
        return Ok(false);
    }
    let object = Object {
        kind: ObjectKind::Other,
        name: format!("trigger {}", trigger.name.name),
        table: Some(table.table),
        text: text.to_owned(),
        comment: None,
        origin: Origin::from(OriginParts { search_path: state.search_path(), ..OriginParts::default() }),
    };
    let objects = state.schema_mut(&table.schema)?.objects;
    objects.retain(|other| !(other.name == object.name && other.table == object.table));
    let reader = Reader::new(text, Syntax::postgres(), super::names::fold);
    // `.. ENABLE TRIGGER name`, with nothing between, is what it was.
    let is_default = matches!(reader.tokens(), [.., enable, trigger, _]
        if enable.is_word("ENABLE") && trigger.is_word("TRIGGER"));
    if !is_default {
        objects.push(object);
    }
    Ok(true)
}

pub(super) fn set_local(column: &mut Column) {
    column.settings.set(ColumnSetting::Local, "");
}

/// Whether a child keeps a column that its parent loses: it said the column itself, or has another parent with it. A
/// partition has no columns of its own, whatever it said.
pub(super) fn stays(state: &State, child: &Name, parent: &TableRef, column: &str) -> bool {
    let Some(table) = state.find_table(child).and_then(|child| state.table(&child)) else { return false };
    if table.options.partition_of.is_some() {
        return false;
    }
    let is_local = table.column(column).is_some_and(|column| column.settings.has(ColumnSetting::Local));
    let mut others = table.options.inherits.iter().filter(|other| *other != parent);
    is_local || others.any(|other| state.table(other).is_some_and(|other| other.column(column).is_some()))
}
