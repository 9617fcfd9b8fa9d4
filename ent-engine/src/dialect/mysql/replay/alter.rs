//! Actions of ALTER TABLE that go MySQL's own way.

use super::charset;
use super::checks;
use super::names::CASE;
use super::{columns, constants, keys, partitions};
use crate::dialect::mysql::{merge, sequences};
use crate::dialect::{ColumnConstraint, Mysql, ReplayRules};
use crate::model::{Column, ReferentialAction, Schema, TableRef};
use crate::replay::{
    AlterTable, ColumnChange, ColumnDef, ConstraintKind, Name, Place, Problem, State, TableAction,
    TableOption, alter_table, move_column,
};

pub(super) fn alter(
    mysql: &Mysql,
    state: &mut State,
    table: &TableRef,
    action: TableAction,
) -> Result<Option<TableAction>, Problem> {
    match action {
        TableAction::ReplaceColumn { name, def, place, if_exists } => {
            replace(mysql, state, table, &name, *def, place.as_ref(), if_exists)?;
            Ok(None)
        }
        TableAction::AddConstraint { constraint, if_not_exists } => {
            let exists = match (&constraint.name, &constraint.kind, state.table(table)) {
                (Some(name), ConstraintKind::ForeignKey(_), Some(edited)) => {
                    edited.foreign_keys.iter().any(|key| CASE.same(&key.name, name))
                }
                (Some(name), ConstraintKind::Check(_), Some(edited)) => {
                    edited.checks.iter().any(|check| checks::is_called(edited, check, name))
                }
                (Some(name), _, Some(edited)) => {
                    edited.indexes.iter().any(|index| CASE.same(&index.name, name))
                }
                (None, ConstraintKind::PrimaryKey(_), Some(edited)) => edited.primary_key.is_some(),
                _ => false,
            };
            if if_not_exists && exists {
                return Ok(None);
            }
            Ok(Some(TableAction::AddConstraint { constraint, if_not_exists }))
        }
        TableAction::ConvertCharset { charset, collation } => {
            let next = match (&charset, &collation) {
                (None, None) => charset::default_of(mysql, state, table),
                _ => (charset, collation),
            };
            charset::convert(state, table, next, !mysql.is_mariadb())?;
            Ok(None)
        }
        TableAction::Option(TableOption::Charset(charset)) => {
            charset::pin(state, table)?;
            Ok(Some(TableAction::Option(TableOption::Charset(charset))))
        }
        TableAction::Option(TableOption::Collation(collation)) => {
            charset::pin(state, table)?;
            let edited = state.table_mut(table)?;
            if let Some(charset) = charset::charset_of(&collation) {
                edited.options.charset = Some(charset.to_owned());
            }
            Ok(Some(TableAction::Option(TableOption::Collation(collation))))
        }
        TableAction::Option(TableOption::Engine(engine)) => {
            let edited = state.table_mut(table)?;
            edited.options.engine = Some(engine).filter(|engine| !engine.eq_ignore_ascii_case("InnoDB"));
            Ok(None)
        }
        TableAction::Option(TableOption::Raw(key, value)) if value == "DEFAULT" => {
            state.table_mut(table)?.options.remove_raw(&key);
            Ok(None)
        }
        TableAction::Option(TableOption::Raw(key, value)) if key == merge::UNION => {
            let value = merge::place(mysql, state, table, &value)?;
            Ok(Some(TableAction::Option(TableOption::Raw(key, value))))
        }
        TableAction::AlterColumn { ref name, change: ColumnChange::Default(Some(_)), .. }
            if counts_up(state, table, name) =>
        {
            // The server takes the default and forgets it.
            Ok(None)
        }
        TableAction::AlterColumn { ref name, change: ColumnChange::Default(ref default), .. } => {
            if mysql.is_mariadb() && is_generated(state, table, name) {
                return Ok(None);
            }
            let (drops, edited) = (default.is_none(), state.table_mut(table)?);
            let columns = &mut edited.columns;
            if let Some(column) = columns.iter_mut().find(|column| CASE.same(&column.name, name)) {
                column.origin.no_default = drops;
                if mysql.is_mariadb() {
                    // What the clock sets goes with the default.
                    column.on_update = None;
                }
            }
            Ok(Some(action))
        }
        TableAction::Partitions(change) => {
            partitions::alter(mysql, state, table, &change)?;
            Ok(None)
        }
        action => Ok(Some(action)),
    }
}

/// Whether an ALTER TABLE .. IF EXISTS does nothing, as it does where a table is missing, because a sequence is that a
/// column is to take its default from (MariaDB opens it as a table).
pub(super) fn is_lost(mysql: &Mysql, state: &State, actions: &[TableAction]) -> bool {
    let defaults = actions.iter().filter_map(|action| match action {
        TableAction::AddColumn { def, .. } | TableAction::ReplaceColumn { def, .. } => {
            def.column.default.as_ref()
        }
        TableAction::AlterColumn { change: ColumnChange::Default(default), .. } => default.as_ref(),
        _ => None,
    });
    let mut named = defaults.flat_map(|default| sequences::named_in(mysql, default.as_str()));
    named.any(|named| {
        let has = |schema: &Schema| {
            let found = schema.sequences.iter().any(|sequence| sequence.name == named.name.name);
            found.then_some(())
        };
        state.resolve(&named.name, has).is_none()
    })
}

fn column<'s>(state: &'s State, table: &TableRef, name: &str) -> Option<&'s Column> {
    state.table(table)?.columns.iter().find(|column| CASE.same(&column.name, name))
}

fn counts_up(state: &State, table: &TableRef, name: &str) -> bool {
    column(state, table, name).is_some_and(|column| column.auto_increment)
}

fn is_generated(state: &State, table: &TableRef, name: &str) -> bool {
    column(state, table, name).is_some_and(|column| column.generated.is_some())
}

/// MODIFY and CHANGE: the column is declared anew, its keys stay.
fn replace(
    mysql: &Mysql,
    state: &mut State,
    table: &TableRef,
    name: &str,
    def: ColumnDef,
    place: Option<&Place>,
    if_exists: bool,
) -> Result<(), Problem> {
    let known = state
        .table(table)
        .is_some_and(|edited| edited.columns.iter().any(|column| CASE.same(&column.name, name)));
    if !known {
        return if if_exists {
            Ok(())
        } else {
            Err(Problem::missing("column", format!("{}.{name}", table.table)))
        };
    }
    let next = def.column.name.clone();
    if next != name {
        let rename =
            TableAction::RenameColumn { previous: name.to_owned(), next: next.clone(), if_exists: false };
        let full = Name { schema: Some(table.schema.clone()), name: table.table.clone() };
        alter_table(mysql, state, AlterTable { name: full, actions: vec![rename], ..AlterTable::default() })?;
    }
    state.edit_table(table, |state, edited| {
        let at = state.expect_column(edited, &next)?;
        let ColumnDef { mut column, constraints, null_written, .. } = def;
        columns::settle(mysql, state, table, edited, &mut column, null_written);
        let in_key =
            edited.primary_key.as_ref().is_some_and(|key| key.columns().any(|other| CASE.same(other, &next)));
        column.null &= !in_key;
        let sets_null = edited.foreign_keys.iter().any(|key| {
            key.columns.contains(&column.name)
                && (key.on_delete == ReferentialAction::SetNull
                    || key.on_update == ReferentialAction::SetNull)
        });
        if sets_null && !column.null {
            return Err(Problem::Refused(format!(
                "column `{next}` can't be NOT NULL: a foreign key sets it to NULL"
            )));
        }
        column.origin.renamed_from = edited.columns[at].origin.renamed_from.take();
        constants::settle(mysql, edited, at, &column.ty);
        let previous = std::mem::replace(&mut edited.columns[at], column);
        keys::keep_length(mysql, state, table, edited, &previous, at);
        keys::refit(edited, at);
        edited.checks.retain(|check| check.column.as_deref() != Some(next.as_str()));
        move_column(state, edited, at, place)?;
        let own = Some(next.clone());
        let constraints = constraints
            .into_iter()
            .map(|constraint| ColumnConstraint { column: own.clone(), constraint })
            .collect();
        mysql.add_constraints(state, table, edited, constraints)
    })
}
