//! What the runtime asks of a database beside running text: one file for each.

#[cfg(feature = "sqlite")]
mod lock_file;
#[cfg(feature = "mysql")]
mod mysql;
#[cfg(feature = "postgres")]
mod postgres;
#[cfg(any(feature = "postgres", feature = "mysql"))]
mod session_lock;
#[cfg(feature = "sqlite")]
mod sqlite;

use ent_engine::dialect::Flavor;
use ent_engine::model::Realm;

#[cfg(feature = "sqlite")]
use lock_file::LockFile;
#[cfg(feature = "mysql")]
pub(crate) use mysql::Mysql;
#[cfg(feature = "postgres")]
pub(crate) use postgres::Postgres;
#[cfg(feature = "sqlite")]
pub(crate) use sqlite::Sqlite;

use crate::connection::BoxFuture;
use crate::inspect::Scope;
use crate::scratch::Lending;
use crate::{Connection, Error, Result};

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

    /// Placeholder for argument `n`, from 1.
    fn placeholder(&self, _n: usize) -> String {
        "?".to_owned()
    }

    /// `placeholder`, which stands for the text of a JSON value.
    fn json(&self, placeholder: String) -> String {
        placeholder
    }

    /// Whether a rollback takes back DDL.
    fn has_transactional_ddl(&self) -> bool {
        true
    }

    /// The query that gives the schema of the connection, or NULL where it has none.
    fn current_schema_query(&self) -> &'static str;

    /// The query that gives the schemas, among the current one and `schema`, in which there is a
    /// table `table`. Both are plain words.
    fn find_table_query(&self, schema: &str, table: &str) -> String;

    /// The statement that makes the revisions table under the name `table`, quoted already.
    fn revisions_ddl(&self, table: &str) -> String;

    /// Begins a transaction; what [`commit`](Self::commit) wants to know of the state before.
    fn begin<'a>(&'a self, connection: &'a mut Connection) -> BoxFuture<'a, Result<Option<String>>> {
        Box::pin(async move {
            // Noted first: whoever is cancelled while the server answers may have begun.
            connection.undo_with("ROLLBACK");
            let begun = run(connection, "beginning a transaction", "BEGIN").await;
            if begun.is_err() {
                connection.done();
            }
            begun.map(|()| None)
        })
    }

    /// Commits the transaction; when that fails, it is rolled back.
    fn commit<'a>(
        &'a self,
        connection: &'a mut Connection,
        _note: Option<String>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let committed = run(connection, "committing", "COMMIT").await;
            connection.done();
            committed
        })
    }

    /// Rolls the transaction back.
    fn rollback<'a>(
        &'a self,
        connection: &'a mut Connection,
        _note: Option<String>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let rolled_back = run(connection, "rolling back", "ROLLBACK").await;
            connection.done();
            rolled_back
        })
    }

    /// Takes the lock `name` if nobody has it, without waiting.
    fn try_lock<'a>(
        &'a self,
        connection: &'a mut Connection,
        name: &'a str,
    ) -> BoxFuture<'a, Result<Option<Held>>>;

    /// The statements that begin a transaction in which the lock `name` can be taken, and the query that takes it without
    /// waiting and gives 1 if it was free. It goes with the transaction.
    fn transaction_lock(&self, _name: &str) -> Option<(&'static str, String)> {
        None
    }

    /// Gives the lock back.
    fn unlock<'a>(
        &'a self,
        connection: &'a mut Connection,
        name: &'a str,
        held: Held,
    ) -> BoxFuture<'a, Result<()>>;

    /// What a loan of an empty database asks of it.
    fn lending(&self) -> &'static dyn Lending;

    /// Who holds the lock `name`, as far as the database tells.
    fn lock_holder<'a>(
        &'a self,
        _connection: &'a mut Connection,
        _name: &'a str,
    ) -> BoxFuture<'a, Result<Option<String>>> {
        Box::pin(async { Ok(None) })
    }
}

/// What a held lock consists of.
#[derive(Debug)]
pub(crate) enum Held {
    /// The session holds it; the server lets go when the session ends.
    #[cfg(any(feature = "postgres", feature = "mysql"))]
    Session,
    /// A locked file; the system lets go when it is closed. `None` where nobody else can come by.
    #[cfg(feature = "sqlite")]
    File(#[expect(dead_code, reason = "held until it is dropped")] Option<LockFile>),
}

/// Runs `sql` on our own account.
pub(crate) async fn run(connection: &mut Connection, doing: &str, sql: &str) -> Result<()> {
    connection.execute(sql).await.map_err(|source| Error::sql(doing, source))
}

/// The first value that `sql` gives, asked on our own account.
pub(crate) async fn value(connection: &mut Connection, doing: &str, sql: &str) -> Result<Option<String>> {
    connection.value(sql).await.map_err(|source| Error::sql(doing, source))
}
