use super::super::{
    AlterTable, ColumnDef, DropKind, Place, Problem, State, TEMPORARY, TableAction, TableOption,
};
use super::{column, rename};
use crate::dialect::{ColumnConstraint, Dialect};
use crate::model::{Table, TableRef};

pub(crate) fn alter(dialect: &dyn Dialect, state: &mut State, mut alter: AlterTable) -> Result<(), Problem> {
    let Some(mut table) = state.find_table(&alter.name) else {
        // Several databases take ALTER TABLE for views, sequences and indexes too.
        if let Some(outcome) = dialect.alter_other(state, &alter) {
            return outcome;
        }
        return if alter.if_exists { Ok(()) } else { Err(Problem::missing("table", &alter.name)) };
    };
    if table.schema == TEMPORARY
        && !alter.actions.iter().any(|action| matches!(action, TableAction::RenameTable(_)))
    {
        // What its columns are from here on is not followed.
        state.table_mut(&table)?.columns.clear();
        return Ok(());
    }
    if state.is_doubtful(&table) {
        // Of a table that must go anyway only the name matters.
        let moves =
            |action: &TableAction| matches!(action, TableAction::RenameTable(_) | TableAction::SetSchema(_));
        alter.actions.retain(moves);
    }
    let only = alter.only;
    let mut actions = dialect.arrange(state, &table, alter)?;
    actions.sort_by_key(|action| dialect.round(action));
    for action in actions {
        let moved = moved(dialect, state, &table, &action)?;
        let action = if only {
            dialect.alter_only(state, &table, action)?
        } else {
            dialect.alter(state, &table, action)?
        };
        if let Some(action) = action {
            apply(dialect, state, &table, action)?;
        }
        table = moved.unwrap_or(table);
    }
    dialect.altered(state, &table)
}

/// Where the table is after an action, if it moves.
fn moved(
    dialect: &dyn Dialect,
    state: &State,
    table: &TableRef,
    action: &TableAction,
) -> Result<Option<TableRef>, Problem> {
    Ok(match action {
        TableAction::RenameTable(next) => {
            let schema = match &next.schema {
                None if !dialect.renames_into_current() => table.schema.clone(),
                _ => state.creation_schema(next, false)?,
            };
            Some(TableRef::new(schema, next.name.clone()))
        }
        TableAction::SetSchema(schema) => Some(TableRef::new(state.schema_name(schema), table.table.clone())),
        _ => None,
    })
}

fn apply(
    dialect: &dyn Dialect,
    state: &mut State,
    table: &TableRef,
    action: TableAction,
) -> Result<(), Problem> {
    match action {
        TableAction::AddColumn { def, if_not_exists, place } => {
            add_column(dialect, state, table, *def, if_not_exists, place)
        }
        TableAction::MoveColumn { name, place } => state.edit_table(table, |state, edited| {
            let from = state.expect_column(edited, &name)?;
            move_column(state, edited, from, Some(&place))
        }),
        TableAction::DropColumn { name, if_exists, cascade } => {
            column::drop(dialect, state, table, &name, if_exists, cascade)
        }
        TableAction::RenameColumn { previous, next, if_exists } => {
            rename::rename_column(dialect, state, table, &previous, &next, if_exists)
        }
        TableAction::AlterColumn { name, if_exists, change } => {
            column::alter(state, table, &name, if_exists, change)
        }
        TableAction::AddConstraint { constraint, if_not_exists: _ } => {
            state.edit_table(table, |state, edited| {
                let constraint = ColumnConstraint { column: None, constraint: *constraint };
                dialect.add_constraints(state, table, edited, vec![constraint])
            })
        }
        TableAction::DropConstraint { kind, name, if_exists, cascade } => {
            drop_constraint(dialect, state, table, kind, &name, if_exists, cascade)
        }
        TableAction::RenameConstraint(previous, next) => {
            rename_constraint(dialect, state, table, &previous, &next)
        }
        TableAction::RenameIndex(previous, next) => {
            let case = dialect.naming().columns;
            let edited = state.table_mut(table)?;
            if edited
                .indexes
                .iter()
                .any(|index| case.same(&index.name, &next) && !case.same(&next, &previous))
            {
                return Err(Problem::exists("index", next));
            }
            match edited.indexes.iter_mut().find(|index| case.same(&index.name, &previous)) {
                Some(index) => {
                    index.name = next;
                    // Whoever names an index wants it.
                    index.origin.implied = false;
                    Ok(())
                }
                None => Err(Problem::missing("index", previous)),
            }
        }
        TableAction::AlterConstraint(name, deferrable) => {
            let edited = state.table_mut(table)?;
            match edited.foreign_keys.iter_mut().find(|key| key.name == name) {
                Some(key) => {
                    key.deferrable = deferrable;
                    Ok(())
                }
                None => Err(Problem::missing("foreign key", name)),
            }
        }
        TableAction::InheritConstraint(name, _) => Err(Problem::missing("not-null constraint", name)),
        TableAction::EnforceForeignKey(name, enforced) => {
            let edited = state.table_mut(table)?;
            match edited.foreign_keys.iter_mut().find(|key| key.name == name) {
                Some(key) => {
                    // Rows are checked before it is enforced.
                    (key.not_enforced, key.not_valid) = (!enforced, false);
                    Ok(())
                }
                None => Err(Problem::missing("foreign key", name)),
            }
        }
        TableAction::EnforceCheck(name, enforced) => {
            let case = dialect.naming().columns;
            let edited = state.table_mut(table)?;
            match edited.checks.iter_mut().find(|check| case.same(&check.name, &name)) {
                Some(check) => {
                    check.enforced = enforced;
                    Ok(())
                }
                None => Err(Problem::missing("check", name)),
            }
        }
        TableAction::IndexVisible(name, visible) => {
            let case = dialect.naming().columns;
            let edited = state.table_mut(table)?;
            match edited.indexes.iter_mut().find(|index| case.same(&index.name, &name)) {
                Some(index) => {
                    index.invisible = !visible;
                    Ok(())
                }
                None => Err(Problem::missing("index", name)),
            }
        }
        TableAction::ValidateConstraint(name) => {
            let edited = state.table_mut(table)?;
            edited
                .checks
                .iter_mut()
                .filter(|check| check.name == name)
                .for_each(|check| check.not_valid = false);
            edited
                .foreign_keys
                .iter_mut()
                .filter(|key| key.name == name)
                .for_each(|key| key.not_valid = false);
            Ok(())
        }
        TableAction::RenameTable(next) => {
            let schema = match &next.schema {
                None if !dialect.renames_into_current() => table.schema.clone(),
                _ => state.creation_schema(&next, false)?,
            };
            rename::rename_table(dialect, state, table, schema, next.name)
        }
        TableAction::SetSchema(schema) => {
            let schema = state.schema_name(&schema);
            rename::rename_table(dialect, state, table, schema, table.table.clone())
        }
        TableAction::Rebuild | TableAction::Optimize => Ok(()),
        TableAction::Option(option) => {
            set_option(state.table_mut(table)?, option);
            Ok(())
        }
        TableAction::ReplaceColumn { .. }
        | TableAction::Partitions(_)
        | TableAction::ConvertCharset { .. }
        | TableAction::AttachPartition(..)
        | TableAction::DetachPartition(_)
        | TableAction::Inherit(_)
        | TableAction::NoInherit(_) => Err(Problem::Unknown(format!("ALTER TABLE {table}"))),
    }
}

fn add_column(
    dialect: &dyn Dialect,
    state: &mut State,
    table: &TableRef,
    def: ColumnDef,
    if_not_exists: bool,
    place: Option<Place>,
) -> Result<(), Problem> {
    state.edit_table(table, |state, edited| {
        if edited.columns.iter().any(|column| state.same_column_name(&column.name, &def.column.name)) {
            return if if_not_exists { Ok(()) } else { Err(Problem::exists("column", &def.column.name)) };
        }
        let constraints = dialect.add_column(state, table, edited, def)?;
        let last = edited.columns.len().saturating_sub(1);
        move_column(state, edited, last, place.as_ref())?;
        dialect.add_constraints(state, table, edited, constraints)
    })
}

/// Moves the column at `from`.
pub(crate) fn move_column(
    state: &State,
    table: &mut Table,
    from: usize,
    place: Option<&Place>,
) -> Result<(), Problem> {
    let Some(place) = place else { return Ok(()) };
    if from >= table.columns.len() {
        return Ok(());
    }
    let column = table.columns.remove(from);
    let to = match place {
        Place::First => 0,
        Place::Last => table.columns.len(),
        Place::After(name) => state.expect_column(table, name)? + 1,
    };
    table.columns.insert(to.min(table.columns.len()), column);
    Ok(())
}

fn drop_constraint(
    dialect: &dyn Dialect,
    state: &mut State,
    table: &TableRef,
    kind: DropKind,
    name: &str,
    if_exists: bool,
    cascade: bool,
) -> Result<(), Problem> {
    if dialect.drop_constraint(state, table, kind, name, cascade)? || if_exists {
        return Ok(());
    }
    let what = match kind {
        DropKind::Constraint => "constraint",
        DropKind::PrimaryKey => "primary key",
        DropKind::ForeignKey => "foreign key",
        DropKind::Index => "index",
        DropKind::Check => "check",
    };
    Err(Problem::missing(what, format!("{}.{name}", table.table)))
}

fn rename_constraint(
    dialect: &dyn Dialect,
    state: &mut State,
    table: &TableRef,
    previous: &str,
    next: &str,
) -> Result<(), Problem> {
    // An index goes by the constraint's name; other constraints share theirs within the table only.
    let has_index = state.table(table).is_some_and(|edited| {
        edited.primary_key.as_ref().is_some_and(|key| key.name.as_deref() == Some(previous))
            || edited.index(previous).is_some_and(|index| index.constraint)
    });
    let within = state.table(table).is_some_and(|edited| {
        edited.checks.iter().any(|check| check.name == next)
            || edited.foreign_keys.iter().any(|key| key.name == next)
            || edited.indexes.iter().any(|index| index.constraint && index.name == next)
            || edited.primary_key.as_ref().is_some_and(|key| key.name.as_deref() == Some(next))
    });
    if within || has_index && dialect.taken(state, &table.schema, next).is_some() {
        return Err(Problem::exists("constraint", next));
    }
    let edited = state.table_mut(table)?;
    let key = edited.primary_key.as_mut().filter(|key| key.name.as_deref() == Some(previous));
    let name = key
        .and_then(|key| key.name.as_mut())
        .or_else(|| {
            edited
                .indexes
                .iter_mut()
                .find(|index| index.constraint && index.name == previous)
                .map(|index| &mut index.name)
        })
        .or_else(|| {
            edited.checks.iter_mut().find(|check| check.name == previous).map(|check| &mut check.name)
        })
        .or_else(|| edited.foreign_keys.iter_mut().find(|key| key.name == previous).map(|key| &mut key.name));
    match name {
        Some(name) => {
            next.clone_into(name);
            if has_index {
                dialect.index_renamed(state, table, previous, next);
            }
            Ok(())
        }
        None => Err(Problem::missing("constraint", previous)),
    }
}

fn set_option(table: &mut Table, option: TableOption) {
    let options = &mut table.options;
    match option {
        TableOption::Engine(engine) => options.engine = Some(engine),
        TableOption::Charset(charset) => {
            options.charset = Some(charset);
            options.collation = None;
        }
        TableOption::Collation(collation) => options.collation = Some(collation),
        TableOption::AutoIncrement(next) => options.auto_increment = Some(next),
        TableOption::Comment(text) => table.comment = Some(text).filter(|text| !text.is_empty()),
        TableOption::Raw(key, value) => options.set_raw(&key, &value),
        TableOption::Parameter(key, value) => {
            options.parameters.retain(|(name, _)| *name != key);
            options.parameters.extend(value.map(|value| (key, value)));
        }
        TableOption::Unlogged(unlogged) => options.unlogged = unlogged,
        TableOption::RowSecurity(on) => options.row_security = on,
        TableOption::ForceRowSecurity(on) => options.force_row_security = on,
        TableOption::PartitionBy(clause) => options.partition_by = clause,
    }
}
