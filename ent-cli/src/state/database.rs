use std::path::{Path, PathBuf};

use ent_engine::dialect::DialectName;
use ent_engine::model::Realm;
use ent_runtime::{DatabaseUrl, Pool, Scope, inspect};

use super::{Breadth, Selection, State};
use crate::error::CliError;

/// Tables that tools keep for themselves.
const REVISIONS: &str = "atlas_schema_revisions";

/// What the database at `url` holds.
pub async fn load(url: &DatabaseUrl, selection: &Selection) -> Result<State, CliError> {
    let breadth = breadth(url);
    if let Some(bound) = bound(url)
        && let Some(other) = selection.schemas.iter().find(|name| *name != bound)
    {
        return Err(CliError::Other(format!("--schema {other}: {url} leads to the schema {bound:?} alone")));
    }
    let scope = match (breadth, selection.schemas.is_empty()) {
        (Breadth::Schema, _) => Scope::Connected,
        (Breadth::Server, true) => Scope::All,
        (Breadth::Server, false) => Scope::Schemas(selection.schemas.clone()),
    };
    let pool = look_at(url).await?;
    let mut connection = pool.acquire().await?;
    let mut realm = inspect(&mut connection, &scope).await?;
    if breadth == Breadth::Schema && realm.schemas.is_empty() {
        return Err(CliError::Other(format!("the schema of {url} does not exist")));
    }
    let flavor = connection.flavor();
    drop(connection);
    forget_revisions(&mut realm);
    Ok(State { realm, flavor, breadth })
}

/// A pool over the database at `url`, for work that changes nothing: a file that is not there is an empty database, and is
/// not made by looking at it.
pub async fn look_at(url: &DatabaseUrl) -> Result<Pool, CliError> {
    Ok(match new_file(url) {
        Some(_) => Pool::connect_to(&DatabaseUrl::parse("sqlite::memory:")?).await?,
        None => Pool::connect_to(url).await?,
    })
}

/// The file of a SQLite database that is not there yet.
pub fn new_file(url: &DatabaseUrl) -> Option<PathBuf> {
    let in_memory = url.parameter("mode") == Some("memory");
    let file = url.database().filter(|file| *file != ":memory:" && !in_memory)?;
    (url.dialect() == DialectName::Sqlite && !Path::new(file).exists()).then(|| file.into())
}

/// Whether `url` leads to one schema or to a whole server.
pub fn breadth(url: &DatabaseUrl) -> Breadth {
    if bound(url).is_some() { Breadth::Schema } else { Breadth::Server }
}

/// The one schema that `url` leads to.
pub(super) fn bound(url: &DatabaseUrl) -> Option<&str> {
    match url.dialect() {
        DialectName::Sqlite => Some("main"),
        // Of several, the first is where things are made.
        DialectName::Postgres => {
            url.parameter("search_path").map(|path| path.split(',').next().unwrap_or(path))
        }
        DialectName::Mysql | DialectName::Mariadb => url.database(),
    }
}

/// The revisions table is no part of anybody's schema, and neither is a schema made for it.
fn forget_revisions(realm: &mut Realm) {
    for schema in &mut realm.schemas {
        schema.tables.retain(|table| table.name != REVISIONS);
    }
    realm.schemas.retain(|schema| schema.name != REVISIONS || !schema.is_empty());
}
