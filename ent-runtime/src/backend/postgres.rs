use ent_engine::dialect::{DialectName, Flavor};
use ent_engine::model::Realm;

use super::Backend;
use crate::connection::BoxFuture;
use crate::inspect::{self, Scope};
use crate::{Connection, Result};

/// PostgreSQL.
pub(crate) struct Postgres;

impl Backend for Postgres {
    fn version_query(&self) -> &'static str {
        "SHOW server_version"
    }

    fn flavor(&self, version: &str) -> Result<Flavor> {
        Ok(Flavor::with_version(DialectName::Postgres, version.parse()?))
    }

    fn inspect<'a>(
        &'a self,
        connection: &'a mut Connection,
        scope: &'a Scope,
    ) -> BoxFuture<'a, Result<Realm>> {
        Box::pin(inspect::postgres::inspect(connection, scope))
    }
}
