//! States: what a URL of any kind amounts to, as a realm.
//!
//! ```text
//! file://schema.sql, file://folder, file://migrations ─ replay ─┐
//! sqlite://, postgres://, mysql://, mariadb:// ─────── inspect ─┼─> State
//! ent://src/schema ───────────────────── graph, lower ──────────┘
//! ```

mod database;
mod dev;
mod entities;
mod ground;
mod imports;
mod sql;
mod url;

use std::collections::BTreeSet;

use ent_engine::dialect::{self, Dialect, Flavor};
use ent_engine::diff::{self, Exclude, Include};
use ent_engine::model::Realm;

pub use database::look_at;
pub use ground::{Ground, RunBy};
pub use url::StateUrl;

use crate::error::CliError;

/// Which part of a state is asked for.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// Schemas by name; all that the URL stands for where there is none.
    pub schemas: Vec<String>,
    /// Patterns of the only objects to take in, as `--include` takes them; all where there is none.
    pub include: Vec<String>,
    /// Patterns of objects to leave out, as `--exclude` takes them.
    pub exclude: Vec<String>,
}

impl Selection {
    /// The schemas, if some are named.
    pub fn scope(&self) -> Option<BTreeSet<String>> {
        Some(self.schemas.iter().cloned().collect()).filter(|schemas: &BTreeSet<String>| !schemas.is_empty())
    }
}

/// Whether names are those of one schema, or of a whole server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Breadth {
    /// One schema, whose objects are not qualified.
    Schema,
    /// All schemas, each by its name.
    Server,
}

/// What a URL amounts to.
#[derive(Debug)]
pub struct State {
    /// The schema.
    pub realm: Realm,
    /// The database that it is for.
    pub flavor: Flavor,
    /// What its names say.
    pub breadth: Breadth,
}

impl State {
    /// The dialect of its database.
    pub fn dialect(&self) -> Box<dyn Dialect> {
        dialect::of(self.flavor)
    }
}

/// Loads what `urls` stand for. Files and entities are read on `ground`; a database stands for itself.
///
/// # Errors
/// A URL of an unknown kind, and whatever keeps the state from being read.
pub async fn load(urls: &[String], ground: &Ground, selection: &Selection) -> Result<State, CliError> {
    let mut state = match StateUrl::parse(urls)? {
        StateUrl::Database(url) => {
            if let Some(file) = database::new_file(&url) {
                ground.note(&format!("{} is not there: it is taken for an empty database", file.display()));
            }
            database::load(&url, selection).await?
        }
        StateUrl::Files(files) => {
            let (scripts, stated) = sql::scripts(&files, ground.flavor())?;
            // A file by itself is what a client runs; tools that run several commit what each leaves open.
            let run_by = if files.path.is_dir() || scripts.len() > 1 { RunBy::Tool } else { RunBy::Client };
            let state = ground
                .state(&scripts, stated, run_by)
                .await?
                .ok_or_else(|| CliError::NoDialect(files.to_string()))?;
            imports::check_legible(&scripts, &state.realm)?;
            state
        }
        StateUrl::Entities(path) => entities::load(&path, ground.flavor())?,
    };
    select(&mut state, selection)?;
    Ok(state)
}

/// Sees to it that each schema of `--schema` is in one of `realms`, whose schemas have names where they are those of servers.
///
/// # Errors
/// When there is none of a name: most likely it is misspelt.
pub fn must_have(selection: &Selection, breadth: Breadth, realms: &[&Realm]) -> Result<(), CliError> {
    let is_missing = |name: &&String| realms.iter().all(|realm| realm.schema(name).is_none());
    let missing: Vec<&str> = selection.schemas.iter().filter(is_missing).map(String::as_str).collect();
    match breadth == Breadth::Server && !missing.is_empty() {
        true => Err(CliError::Other(format!("no such schema: {}", missing.join(", ")))),
        false => Ok(()),
    }
}

/// Leaves out what was not asked for.
fn select(state: &mut State, selection: &Selection) -> Result<(), CliError> {
    if let Some(schemas) = selection.scope().filter(|_| state.breadth == Breadth::Server) {
        diff::keep_schemas(state.dialect().as_ref(), &mut state.realm, &schemas);
    }
    let Selection { include, exclude, .. } = selection;
    let (include, exclude) = match state.breadth {
        Breadth::Schema => (Include::parse_in_schema(include)?, Exclude::parse_in_schema(exclude)?),
        Breadth::Server => (Include::parse(include)?, Exclude::parse(exclude)?),
    };
    include.apply(&mut state.realm);
    exclude.apply(&mut state.realm);
    Ok(())
}
