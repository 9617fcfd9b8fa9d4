use std::path::Path;

use ent_engine::dialect::{self, Flavor};
use ent_engine::lower::{self, LowerOptions};
use ent_runtime::load_graph;

use super::{Breadth, State};
use crate::error::CliError;

/// What the structs of the schema module at `path` are in the database `flavor`.
pub fn load(path: &Path, flavor: Option<Flavor>) -> Result<State, CliError> {
    let flavor = flavor.ok_or_else(|| CliError::NoDialect(format!("ent://{}", path.display())))?;
    let graph = load_graph(path)?;
    let dialect = dialect::of(flavor);
    let realm = lower::lower(&graph, dialect.as_ref(), &LowerOptions::default())
        .map_err(|problems| ent_runtime::Error::Lower(problems.into()))?;
    Ok(State { realm, flavor, breadth: Breadth::Schema })
}
