//! Applying what a statement does to the state.

mod alter;
mod attribute_comment;
mod carried_type;
mod column;
mod comment;
mod copy;
mod drop;
mod index;
mod object;
mod rename;
mod schema;
mod sequence;
mod table;
mod types;
mod view;

pub(crate) use alter::{alter as alter_table, move_column};
pub(crate) use drop::{drop_view_chain, views_on};
pub(crate) use index::rename as rename_index;
pub(crate) use sequence::set as set_sequence;
pub(super) use table::end_of_transaction;
pub(crate) use table::remove as remove_table;
pub(crate) use types::remove as remove_type;
pub(crate) use view::alter as alter_view;

/// Drops a view and what reads it.
pub(crate) fn remove_view(
    dialect: &dyn Dialect,
    state: &mut State,
    view: &crate::model::TableRef,
) -> Result<(), Problem> {
    view::remove(dialect, state, view, true)
}

/// Drops a column and what depends on it.
pub(crate) fn drop_column(
    dialect: &dyn Dialect,
    state: &mut State,
    table: &crate::model::TableRef,
    column: &str,
) -> Result<(), Problem> {
    column::drop(dialect, state, table, column, true, true)
}

/// Changes a sequence.
pub(crate) fn alter_sequence(
    dialect: &dyn Dialect,
    state: &mut State,
    name: &super::Name,
    changes: Vec<super::SequenceChange>,
) -> Result<(), Problem> {
    sequence::alter(dialect, state, name, false, changes)
}

use super::{AlterTable, Ddl, Problem, Setting, State, TableAction};
use crate::dialect::Dialect;

/// Applies one effect.
pub(super) fn apply(dialect: &dyn Dialect, state: &mut State, ddl: Ddl) -> Result<(), Problem> {
    match ddl {
        Ddl::Connect(database) => schema::connect(state, database),
        Ddl::CreateSchema(create) => schema::create(state, create),
        Ddl::AlterSchema(create) => schema::alter(dialect, state, create),
        Ddl::RenameSchema(previous, next) => schema::rename(dialect, state, &previous, next),
        Ddl::DropSchema(drop) => schema::drop(dialect, state, &drop),
        Ddl::CreateTable(create) => table::create(dialect, state, *create),
        Ddl::AlterTable(alter) => alter::alter(dialect, state, alter),
        Ddl::RenameTables(renames) => renames.into_iter().try_for_each(|(previous, next)| {
            let Some(table) = state.find_table(&previous) else {
                let actions = vec![TableAction::RenameTable(next)];
                let alter = AlterTable { name: previous, actions, ..AlterTable::default() };
                return alter::alter(dialect, state, alter);
            };
            let schema = match &next.schema {
                None if !dialect.renames_into_current() => table.schema.clone(),
                _ => state.creation_schema(&next, false)?,
            };
            rename::rename_table(dialect, state, &table, schema, next.name)
        }),
        Ddl::DropTable(drop) => table::drop(dialect, state, &drop),
        Ddl::CreateIndex(create) => index::create(dialect, state, *create),
        Ddl::DropIndex(drop, table) => index::drop(dialect, state, &drop, table.as_ref()),
        Ddl::RenameIndex { name, next, if_exists } => index::rename(dialect, state, &name, next, if_exists),
        Ddl::CreateView(create) => view::create(dialect, state, *create),
        Ddl::AlterView(alter) => view::alter(dialect, state, alter),
        Ddl::DropView(drop) => view::drop(dialect, state, &drop),
        Ddl::CreateEnum(name, ty) => types::create(dialect, state, &name, *ty),
        Ddl::AlterType(name, change) => types::alter(dialect, state, &name, change),
        Ddl::DropType(drop) => types::drop(dialect, state, &drop),
        Ddl::CreateSequence(create) => sequence::create(dialect, state, *create),
        Ddl::AlterSequence { name, if_exists, changes } => {
            sequence::alter(dialect, state, &name, if_exists, changes)
        }
        Ddl::DropSequence(drop) => sequence::drop(dialect, state, &drop),
        Ddl::CreateObject(create) => object::create(dialect, state, *create),
        Ddl::DropObject(drop) => object::drop(dialect, state, &drop),
        Ddl::RenameObject(object, next) => object::rename(dialect, state, &object, next),
        Ddl::MoveObject(object, schema) => object::set_schema(dialect, state, &object, &schema),
        Ddl::AlterObject(object, text) => object::alter(dialect, state, &object, &text),
        Ddl::Comment(comment) => comment::apply(dialect, state, comment),
        Ddl::SearchPath { path, local } => {
            schema::search_path(state, path, local);
            Ok(())
        }
        Ddl::Within(schema) => {
            schema::within(state, schema);
            Ok(())
        }
        Ddl::Setting(setting) => {
            set(state, setting);
            Ok(())
        }
        // Kept where the copies of the state are.
        Ddl::Transaction(_) => Ok(()),
    }
}

fn set(state: &mut State, setting: Setting) {
    let session = &mut state.session;
    match setting {
        Setting::ForeignKeys(on) => session.foreign_keys = on,
        Setting::LegacyAlterTable(on) => session.legacy_alter = on,
        Setting::WritableSchema(on) => session.writable_schema = on,
        Setting::SqlMode(modes) => session.sql_mode = modes,
        Setting::DefaultEngine(engine) => session.default_engine = engine,
        Setting::ExplicitTimestampDefaults(on) => session.explicit_timestamps = Some(on),
    }
}
