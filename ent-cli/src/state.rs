//! States: what a URL of any kind amounts to, as a realm.
//!
//! ```text
//! file://schema.sql, file://folder, file://migrations ─ replay ─┐
//! sqlite://, postgres://, mysql://, mariadb:// ─────── inspect ─┼─> State
//! ent://src/schema ───────────────────── graph, lower ──────────┘
//! ```

mod database;
mod entities;
mod flavor;
mod imports;
mod sql;
mod url;

use ent_engine::dialect::{self, Dialect, Flavor};
use ent_engine::diff::Exclude;
use ent_engine::model::Realm;
use ent_runtime::DatabaseUrl;

pub use flavor::flavor_of;
pub use url::StateUrl;

use crate::error::CliError;

/// Which part of a state is asked for.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// Schemas by name; all that the URL stands for where there is none.
    pub schemas: Vec<String>,
    /// Patterns of objects to leave out, as `--exclude` takes them.
    pub exclude: Vec<String>,
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

/// Loads what `urls` stand for.
///
/// `flavor` is the database that files and entities are for, which a URL of a database tells itself;
/// `breadth` is how files and entities name their objects.
///
/// # Errors
/// A URL of an unknown kind, and whatever keeps the state from being read.
pub async fn load(
    urls: &[String],
    flavor: Option<Flavor>,
    breadth: Breadth,
    selection: &Selection,
) -> Result<State, CliError> {
    let mut state = match StateUrl::parse(urls)? {
        StateUrl::Database(url) => database::load(&url, selection).await?,
        StateUrl::Files(files) => sql::load(&files, flavor, breadth)?,
        StateUrl::Entities(path) => entities::load(&path, flavor)?,
    };
    select(&mut state, selection)?;
    Ok(state)
}

/// Leaves out what was not asked for.
fn select(state: &mut State, selection: &Selection) -> Result<(), CliError> {
    if !selection.schemas.is_empty() && state.breadth == Breadth::Server {
        state.realm.schemas.retain(|schema| selection.schemas.contains(&schema.name));
    }
    let exclude = match state.breadth {
        Breadth::Schema => Exclude::parse_in_schema(&selection.exclude)?,
        Breadth::Server => Exclude::parse(&selection.exclude)?,
    };
    if !exclude.is_empty() {
        exclude.apply(&mut state.realm);
    }
    Ok(())
}

/// How files name their objects, whose dev database is at `url`: as that database does.
pub fn breadth_of(url: &str) -> Breadth {
    match DatabaseUrl::parse(url) {
        Ok(url) => database::breadth(&url),
        // docker://postgres/16/dev?search_path=public, docker://mysql/8/dev
        Err(_) if url.contains("search_path=") => Breadth::Schema,
        Err(_)
            if url.contains("://postgres") || url.contains("://postgis") || url.contains("://pgvector") =>
        {
            Breadth::Server
        }
        Err(_) if url.split(['/', '?']).filter(|part| !part.is_empty()).count() > 3 => Breadth::Schema,
        Err(_) => Breadth::Server,
    }
}

/// `url` without what must not be shown.
pub fn masked(url: &str) -> String {
    match DatabaseUrl::parse(url) {
        Ok(url) => url.to_string(),
        Err(_) => url.to_owned(),
    }
}
