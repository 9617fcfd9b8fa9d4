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
    let scope = match (breadth, selection.schemas.is_empty()) {
        (Breadth::Schema, _) => Scope::Connected,
        (Breadth::Server, true) => Scope::All,
        (Breadth::Server, false) => Scope::Schemas(selection.schemas.clone()),
    };
    let pool = Pool::connect_to(url).await?;
    let mut connection = pool.acquire().await?;
    let mut realm = inspect(&mut connection, &scope).await?;
    let flavor = connection.flavor();
    drop(connection);
    forget_revisions(&mut realm);
    Ok(State { realm, flavor, breadth })
}

/// Whether `url` leads to one schema or to a whole server.
pub fn breadth(url: &DatabaseUrl) -> Breadth {
    let bound = match url.dialect() {
        DialectName::Sqlite => true,
        DialectName::Postgres => url.parameter("search_path").is_some(),
        DialectName::Mysql | DialectName::Mariadb => url.database().is_some(),
    };
    if bound { Breadth::Schema } else { Breadth::Server }
}

/// The revisions table is no part of anybody's schema, and neither is a schema made for it.
fn forget_revisions(realm: &mut Realm) {
    for schema in &mut realm.schemas {
        schema.tables.retain(|table| table.name != REVISIONS);
    }
    realm.schemas.retain(|schema| schema.name != REVISIONS || !schema.is_empty());
}
