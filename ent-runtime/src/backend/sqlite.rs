use ent_engine::dialect::{DialectName, Flavor};
use ent_engine::model::Realm;

use super::Backend;
use crate::connection::BoxFuture;
use crate::inspect::{self, Scope};
use crate::{Connection, Result};

/// SQLite.
pub(crate) struct Sqlite;

impl Backend for Sqlite {
    fn version_query(&self) -> &'static str {
        "SELECT sqlite_version()"
    }

    fn flavor(&self, version: &str) -> Result<Flavor> {
        Ok(Flavor::with_version(DialectName::Sqlite, version.parse()?))
    }

    fn inspect<'a>(
        &'a self,
        connection: &'a mut Connection,
        scope: &'a Scope,
    ) -> BoxFuture<'a, Result<Realm>> {
        Box::pin(inspect::sqlite::inspect(connection, scope))
    }
}
