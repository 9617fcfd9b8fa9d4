//! The two states of a comparison, and what leads from one to the other.

use ent_engine::dialect::Dialect;
use ent_engine::diff::{self, DiffOptions, TextValues};
use ent_engine::graph::Graph;
use ent_engine::lower::{self, LowerOptions};
use ent_engine::model::Realm;
use ent_engine::plan::{self, Plan};

use super::options::Options;
use crate::migrate::REVISIONS_TABLE;
use crate::{Connection, Error, Result, Scope};

/// What the entities are in the database of `dialect`.
pub(super) fn desired(graph: &Graph, dialect: &dyn Dialect, options: &LowerOptions) -> Result<Realm> {
    lower::lower(graph, dialect, options).map_err(|problems| Error::Lower(problems.into()))
}

/// The connected database, in the schemas that `desired` names; our own table left aside.
pub(super) async fn connected(connection: &mut Connection, desired: &Realm) -> Result<Realm> {
    let schemas = desired.schemas.iter().map(|schema| schema.name.clone()).collect();
    let mut realm = crate::inspect::inspect(connection, &Scope::Schemas(schemas)).await?;
    for schema in &mut realm.schemas {
        schema.tables.retain(|table| table.name != REVISIONS_TABLE);
    }
    Ok(realm)
}

/// The plan that leads from `previous` to `next`, with the name that its changes suggest.
pub(super) fn plan(
    dialect: &dyn Dialect,
    previous: &Realm,
    next: &Realm,
    options: &Options,
    text_values: TextValues,
) -> Result<(Plan, String)> {
    let found = diff::diff(dialect, previous, next, &DiffOptions { text_values, ..options.diff() });
    if options.drop_columns && !found.questions.is_empty() {
        let questions = found.questions.iter().map(ToString::to_string).collect();
        return Err(Error::LooksRenamed { questions });
    }
    let mut changes = found.changes;
    for hook in &options.before_diff {
        changes = hook(previous, next, changes)?;
    }
    let name = ent_engine::dir::name_changes(&changes);
    let mut plan = plan::plan(dialect, previous, next, changes, &options.plan())?;
    for hook in &options.before_apply {
        plan = hook(plan)?;
    }
    Ok((plan, name))
}
