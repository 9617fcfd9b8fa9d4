use ent_engine::dialect::{DialectName, Flavor};
use ent_engine::model::Realm;

use super::Backend;
use crate::connection::BoxFuture;
use crate::inspect::{self, Scope};
use crate::{Connection, Result};

/// MySQL and MariaDB.
pub(crate) struct Mysql;

impl Backend for Mysql {
    fn version_query(&self) -> &'static str {
        "SELECT VERSION()"
    }

    fn flavor(&self, version: &str) -> Result<Flavor> {
        let name = if version.contains("MariaDB") { DialectName::Mariadb } else { DialectName::Mysql };
        // Before 11, MariaDB announces itself as 5.5.5 for the sake of old replicas.
        Ok(Flavor::with_version(name, version.strip_prefix("5.5.5-").unwrap_or(version).parse()?))
    }

    fn inspect<'a>(
        &'a self,
        connection: &'a mut Connection,
        scope: &'a Scope,
    ) -> BoxFuture<'a, Result<Realm>> {
        Box::pin(inspect::mysql::inspect(connection, scope))
    }
}
