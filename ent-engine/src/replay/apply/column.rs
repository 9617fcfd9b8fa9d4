use super::super::{ColumnChange, Problem, SequenceChange, State};
use crate::dialect::Dialect;
use crate::model::{Column, TableRef};

pub(super) fn drop(
    dialect: &dyn Dialect,
    state: &mut State,
    table: &TableRef,
    name: &str,
    if_exists: bool,
    cascade: bool,
) -> Result<(), Problem> {
    let edited = state.table(table).ok_or_else(|| Problem::missing("table", table))?;
    let Ok(at) = state.expect_column(edited, name) else {
        return if if_exists {
            Ok(())
        } else {
            Err(Problem::missing("column", format!("{}.{name}", table.table)))
        };
    };
    let column = edited.columns[at].name.clone();
    dialect.dropping_column(state, table, &column, cascade)?;
    super::drop::drop_sequences_of(state, table, Some(&column));
    state.table_mut(table)?.columns.retain(|other| other.name != column);
    Ok(())
}

pub(super) fn alter(
    state: &mut State,
    table: &TableRef,
    name: &str,
    if_exists: bool,
    change: ColumnChange,
) -> Result<(), Problem> {
    state.edit_table(table, |state, edited| {
        let at = match state.expect_column(edited, name) {
            Ok(at) => at,
            Err(_) if if_exists => return Ok(()),
            Err(problem) => return Err(problem),
        };
        let in_key = edited
            .primary_key
            .as_ref()
            .is_some_and(|key| key.columns().any(|column| column == edited.columns[at].name));
        let Some(column) = edited.columns.get_mut(at) else { return Ok(()) };
        match change {
            ColumnChange::Null(true) if in_key => {
                Err(Problem::Refused(format!("column `{name}` is in a primary key")))
            }
            change => set(column, change),
        }
    })
}

/// Changes a column by itself.
pub(crate) fn set(column: &mut Column, change: ColumnChange) -> Result<(), Problem> {
    match change {
        ColumnChange::Type(ty, collation) => {
            column.ty = ty;
            column.collation = collation;
        }
        ColumnChange::Default(default) => column.default = default,
        ColumnChange::Null(null) => column.null = null,
        ColumnChange::AddIdentity(identity) => {
            if column.identity.is_some() {
                return Err(Problem::exists("identity", &column.name));
            }
            column.identity = Some(identity);
        }
        ColumnChange::SetIdentity { kind, changes } => {
            let Some(identity) = &mut column.identity else {
                return Err(Problem::missing("identity", &column.name));
            };
            identity.kind = kind.unwrap_or(identity.kind);
            for change in changes {
                match change {
                    SequenceChange::Start(start) => identity.start = Some(start).filter(|start| *start != 1),
                    SequenceChange::Increment(step) => {
                        identity.increment = Some(step).filter(|step| *step != 1)
                    }
                    _ => {}
                }
            }
        }
        ColumnChange::DropIdentity(if_exists) => {
            if column.identity.take().is_none() && !if_exists {
                return Err(Problem::missing("identity", &column.name));
            }
        }
        ColumnChange::SetExpression(expr) => {
            if let Some(generated) = &mut column.generated {
                generated.expr = expr;
            }
        }
        ColumnChange::DropExpression(if_exists) => {
            if column.generated.take().is_none() && !if_exists {
                return Err(Problem::missing("generation expression", &column.name));
            }
        }
        ColumnChange::Invisible(invisible) => column.invisible = invisible,
        ColumnChange::Setting(key, value) => match value {
            Some(value) => column.settings.set(key, value),
            None => column.settings.unset(key),
        },
    }
    Ok(())
}
