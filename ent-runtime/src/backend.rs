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
    /// The query that gives the server's version as one text, and what it calls the session if it knows sessions.
    fn version_query(&self) -> &'static str;

    /// The flavour of a server that calls its version `version`.
    fn flavor(&self, version: &str) -> Result<Flavor>;

    /// What the database holds in the schemas of `scope`.
    fn inspect<'a>(
        &'a self,
        connection: &'a mut Connection,
        scope: &'a Scope,
    ) -> BoxFuture<'a, Result<Realm>>;

    /// `text` as a literal that says the same whatever the session is set to.
    fn literal(&self, text: &str) -> String {
        format!("'{}'", text.replace('\'', "''"))
    }

    /// The end of an INSERT into a table with the key `key` that writes the `columns` of the row if that is there.
    /// All names are quoted already.
    fn or_update(&self, key: &str, columns: &[String]) -> String {
        let columns: Vec<String> = columns.iter().map(|name| format!("{name} = excluded.{name}")).collect();
        format!("ON CONFLICT ({key}) DO UPDATE SET {}", columns.join(", "))
    }

    /// Whether a rollback takes back DDL.
    fn has_transactional_ddl(&self) -> bool {
        true
    }

    /// Whether statements that go to the server in one message are carried out as if they came one by one: each takes hold by
    /// itself, and the first that fails is the last that is looked at.
    fn runs_one_by_one(&self) -> bool {
        false
    }

    /// The query that gives the schema of the connection, or NULL where it has none.
    fn current_schema_query(&self) -> &'static str;

    /// The query that gives the schemas, among the current one and `schema`, in which there is a
    /// table `table`. Both are plain words.
    fn find_table_query(&self, schema: &str, table: &str) -> String;

    /// The query that gives the schema in which a run finds the table `table`: that of the connection where it is bound to
    /// one; else `schema`, before the one in which the server looks for names.
    fn home_query(&self, schema: &str, table: &str) -> String {
        self.find_table_query(schema, table)
    }

    /// The query that gives the schema that the connection is bound to, where there is none of its name.
    fn missing_schema_query(&self) -> Option<&'static str> {
        None
    }

    /// The query that gives the name of a table in the schema of the connection, if there is one but these.
    fn other_table_query(&self, except: &[&str]) -> String;

    /// The query that gives the statement which drops the index `name` of `table`, as that is written, where its build did not
    /// come to its end and nobody is at it.
    fn unfinished_index_query(&self, _name: &str, _table: &str) -> Option<String> {
        None
    }

    /// The statement that makes the revisions table under the name `table`, quoted already.
    fn revisions_ddl(&self, table: &str) -> String;

    /// Looks, before a transaction begins, at what [`commit`](Self::commit) compares the end with, and has undone what
    /// [`opening`](Self::opening) sets beside the transaction.
    fn look_before<'a>(&'a self, _: &'a mut Connection) -> BoxFuture<'a, Result<Option<String>>> {
        Box::pin(async { Ok(None) })
    }

    /// The statements that begin a transaction, after a look that gave `note`. None gives rows.
    fn opening(&self, _note: Option<&str>) -> &'static [&'static str] {
        &["BEGIN"]
    }

    /// Commits the transaction, after the statement `last` if there is one, which goes to the server with it; when that
    /// fails, it is rolled back.
    fn commit<'a>(
        &'a self,
        connection: &'a mut Connection,
        _note: Option<String>,
        last: Option<&'a str>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let committed = run(connection, "committing", &ending_with(last)).await;
            if committed.is_err() {
                // After a statement that failed, the transaction may still be open.
                let _ = connection.execute("ROLLBACK").await;
            }
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

    /// The statement for another session that stops the statement that begins with `sql` of `session`, if the server can be told to.
    fn interruption(&self, _session: &str, _sql: &str) -> Option<String> {
        None
    }

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

/// The statements that end a transaction, the `last` of it included.
fn ending_with(last: Option<&str>) -> String {
    last.map_or_else(|| "COMMIT".to_owned(), |last| format!("{last};\nCOMMIT"))
}

/// What a held lock consists of.
#[derive(Debug)]
pub(crate) enum Held {
    /// The session holds it; the server lets go when the session ends.
    #[cfg(any(feature = "postgres", feature = "mysql"))]
    Session,
    /// A transaction on a connection of its own holds it.
    Transaction(Box<Connection>),
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
