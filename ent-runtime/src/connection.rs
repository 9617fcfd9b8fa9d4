//! Connections: text in, text out, over whichever driver is at hand.

mod driver;
#[cfg(feature = "mysql")]
mod mysql;
mod pool;
#[cfg(feature = "postgres")]
mod postgres;
pub(crate) mod row;
#[cfg(feature = "sqlite")]
mod sqlite;

use std::time::Duration;

use ent_engine::dialect::{Dialect, Flavor};

pub(crate) use driver::{BoxFuture, Driver};
pub use pool::Pool;
pub(crate) use row::Row;

use crate::backend::{Backend, Held};
use crate::{Error, Result};

/// One connection, taken from a [`Pool`] and held.
///
/// What was begun and not ended is undone when the connection is dropped, also when the future
/// that holds it is cancelled.
pub struct Connection {
    driver: Option<Box<dyn Driver>>,
    /// Where it comes from.
    pool: Pool,
    flavor: Flavor,
    /// Statements to run if the connection is dropped now, the last first.
    undo: Vec<String>,
    /// The lock that is held through this connection.
    held: Option<Held>,
}

impl Connection {
    pub(crate) fn new(driver: Box<dyn Driver>, pool: Pool, flavor: Flavor) -> Self {
        Self { driver: Some(driver), pool, flavor, undo: Vec::new(), held: None }
    }

    /// Another connection of the same pool, if that has one to spare.
    pub(crate) async fn sibling(&mut self) -> Result<Option<Self>> {
        if self.pool.size() < 2 {
            return Ok(None);
        }
        let patience = Duration::from_secs(2);
        tokio::time::timeout(patience, self.pool.acquire()).await.ok().transpose()
    }

    /// The database and its version.
    pub fn flavor(&self) -> Flavor {
        self.flavor
    }

    /// The dialect that the server speaks.
    pub fn dialect(&self) -> Box<dyn Dialect> {
        ent_engine::dialect::of(self.flavor)
    }

    /// What the database answers beside running text.
    pub(crate) fn backend(&mut self) -> Result<&'static dyn Backend> {
        Ok(self.driver().map_err(|source| Error::sql("using a connection", source))?.backend())
    }

    fn driver(&mut self) -> Result<&mut Box<dyn Driver>, sqlx::Error> {
        self.driver.as_mut().ok_or(sqlx::Error::PoolClosed)
    }

    /// Runs `sql`, which may be several statements.
    ///
    /// # Errors
    /// The driver's own.
    pub async fn execute(&mut self, sql: &str) -> Result<(), sqlx::Error> {
        self.execute_each(sql, &mut || ()).await
    }

    /// Runs the statements of `sql` together; `ended` is called as each comes to its end.
    pub(crate) async fn execute_each(
        &mut self,
        sql: &str,
        ended: &mut (dyn FnMut() + Send),
    ) -> Result<(), sqlx::Error> {
        self.driver()?.execute(sql, ended).await
    }

    /// The rows that `sql` gives; `doing` says what for, should it fail.
    pub(crate) async fn rows(&mut self, doing: &str, sql: &str) -> Result<Vec<Row>> {
        self.query(sql).await.map_err(|source| Error::sql(doing, source))
    }

    /// The rows that `sql` gives.
    pub(crate) async fn query(&mut self, sql: &str) -> Result<Vec<Row>, sqlx::Error> {
        self.driver()?.query(sql).await
    }

    /// Runs the statements of `sql` together; `take` is given the rows of each, in turn.
    #[cfg(any(feature = "postgres", feature = "sqlite"))]
    pub(crate) async fn query_each(
        &mut self,
        sql: &str,
        take: &mut (dyn FnMut(Vec<Row>) + Send),
    ) -> Result<(), sqlx::Error> {
        self.driver()?.query_each(sql, take).await
    }

    /// The first value of each row that `sql` gives; NULL is left out.
    ///
    /// # Errors
    /// The driver's own.
    pub async fn texts(&mut self, sql: &str) -> Result<Vec<String>, sqlx::Error> {
        Ok(self.query(sql).await?.into_iter().filter_map(|row| row.fields("").maybe()).collect())
    }

    /// The first value of the first row that `sql` gives, if there is one and it is not NULL.
    pub(crate) async fn value(&mut self, sql: &str) -> Result<Option<String>, sqlx::Error> {
        Ok(self.query(sql).await?.into_iter().next().and_then(|row| row.fields("").maybe()))
    }

    /// Closes the connection rather than giving it back: what it set, began or locked goes with it.
    pub(crate) async fn close(mut self) -> Result<()> {
        self.undo.clear();
        match self.driver.take() {
            Some(driver) => driver.close().await.map_err(|source| Error::sql("closing a connection", source)),
            None => Ok(()),
        }
    }

    /// Has `sql` run if the connection is dropped before [`done`](Self::done) is called.
    pub(crate) fn undo_with(&mut self, sql: impl Into<String>) {
        self.undo.push(sql.into());
    }

    /// Keeps a lock until it is [let go](Self::let_go), or until everything is undone.
    pub(crate) fn hold(&mut self, held: Held) {
        self.held = Some(held);
    }

    /// The lock that is held, to give it back.
    pub(crate) fn let_go(&mut self) -> Option<Held> {
        self.held.take()
    }

    /// Takes back the last [`undo_with`](Self::undo_with).
    pub(crate) fn done(&mut self) {
        self.undo.pop();
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        let (Some(mut driver), false) = (self.driver.take(), self.undo.is_empty()) else { return };
        let (undo, held) = (std::mem::take(&mut self.undo), self.held.take());
        match tokio::runtime::Handle::try_current() {
            Ok(runtime) => {
                runtime.spawn(async move {
                    // Nobody else may begin before we are done.
                    let _held = held;
                    for sql in undo.iter().rev() {
                        if driver.execute(sql, &mut || ()).await.is_err() {
                            driver.close_on_drop();
                        }
                    }
                });
            }
            Err(_) => driver.close_on_drop(),
        }
    }
}

impl std::fmt::Debug for Connection {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Connection({})", self.flavor)
    }
}
