//! What the runtime asks of a database beside running text: one file for each.

#[cfg(feature = "mysql")]
mod mysql;
#[cfg(feature = "postgres")]
mod postgres;
#[cfg(feature = "sqlite")]
mod sqlite;

use ent_engine::dialect::Flavor;
use ent_engine::model::Realm;

#[cfg(feature = "mysql")]
pub(crate) use mysql::Mysql;
#[cfg(feature = "postgres")]
pub(crate) use postgres::Postgres;
#[cfg(feature = "sqlite")]
pub(crate) use sqlite::Sqlite;

use crate::connection::BoxFuture;
use crate::inspect::Scope;
use crate::{Connection, Result};

/// What differs from one database to the next at run time.
pub(crate) trait Backend: Send + Sync {
    /// The query that gives the server's version as one text.
    fn version_query(&self) -> &'static str;

    /// The flavour of a server that calls its version `version`.
    fn flavor(&self, version: &str) -> Result<Flavor>;

    /// What the database holds in the schemas of `scope`.
    fn inspect<'a>(
        &'a self,
        connection: &'a mut Connection,
        scope: &'a Scope,
    ) -> BoxFuture<'a, Result<Realm>>;
}
