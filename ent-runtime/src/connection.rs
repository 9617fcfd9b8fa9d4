//! Connections: text in, text out, over whichever driver is at hand.

mod driver;
mod interrupt;
#[cfg(feature = "mysql")]
mod mysql;
mod pool;
#[cfg(feature = "postgres")]
mod postgres;
pub(crate) mod row;
#[cfg(feature = "sqlite")]
mod sqlite;

use std::sync::Arc;
use std::time::Duration;

use ent_engine::dialect::{Dialect, Flavor};
use futures_util::future::{Either, select};

pub(crate) use driver::{BoxFuture, Driver};
pub use pool::Pool;
pub(crate) use row::Row;

use crate::backend::{Backend, Held};
use crate::{Error, Result, Stop};
use interrupt::{Interrupt, beginning};

/// One connection, taken from a [`Pool`] and held.
///
/// What was begun and not ended is undone when the connection is dropped, also when the future
/// that holds it is cancelled. A server that is at a statement for which nobody waits any more is told to stop it, then or
/// before the connection is used again. All of that is done by a task: where no tokio runtime is left to do it, the
/// connection is closed, and the server does what it does then.
pub struct Connection {
    driver: Option<Box<dyn Driver>>,
    /// Where it comes from.
    pool: Pool,
    flavor: Flavor,
    /// Statements to run if the connection is dropped now, the last first.
    undo: Vec<String>,
    /// The lock that is held through this connection.
    held: Option<Held>,
    interrupt: Interrupt,
    /// The beginning of the statement that the server is at, for all we know.
    running: Option<String>,
    heed: Option<Heed>,
    /// Whether its session is no longer as the pool made it.
    is_altered: bool,
}

/// A wish that the connection listens to.
struct Heed {
    stop: Arc<Stop>,
    /// Whether a statement was stopped for it. What comes after that has to come to its end.
    is_done: bool,
}

impl Connection {
    /// A connection to a server that calls it `session`.
    pub(crate) fn new(driver: Box<dyn Driver>, pool: Pool, flavor: Flavor, session: Option<String>) -> Self {
        let interrupt = Interrupt::new(pool.clone(), session);
        let (driver, undo) = (Some(driver), Vec::new());
        Self {
            driver,
            pool,
            flavor,
            undo,
            held: None,
            interrupt,
            running: None,
            heed: None,
            is_altered: false,
        }
    }

    /// Has the statement that runs stopped when `stop` is wanted.
    pub(crate) async fn heed(&mut self, stop: Option<&Stop>) -> Result<()> {
        let Some(stop) = stop else { return Ok(()) };
        let stop = Arc::new(stop.clone());
        let failed = |source| Error::sql("listening for a wish to stop", source);
        self.driver().map_err(failed)?.heed(Arc::downgrade(&stop)).await.map_err(failed)?;
        self.heed = Some(Heed { stop, is_done: false });
        Ok(())
    }

    /// Says that statements have set something of the session: nobody else is to have it then.
    pub(crate) fn altered(&mut self) {
        self.is_altered = true;
    }

    /// Whether somebody who is heeded wants to stop.
    pub(crate) fn is_to_stop(&self) -> bool {
        self.heed.as_ref().is_some_and(|heed| heed.stop.is_wanted())
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
        self.attend(sql, |driver| driver.execute(sql, ended)).await?
    }

    /// What `run` makes of `sql` on the connection, of which is known meanwhile what it is at.
    fn attend<'a, T: Send + 'a>(
        &'a mut self,
        sql: &'a str,
        run: impl FnOnce(&'a mut Box<dyn Driver>) -> BoxFuture<'a, T> + Send + 'a,
    ) -> BoxFuture<'a, Result<T, sqlx::Error>> {
        let Self { driver, interrupt, running, heed, .. } = self;
        Box::pin(async move {
            let driver = driver.as_mut().ok_or(sqlx::Error::PoolClosed)?;
            if let Some(before) = running {
                interrupt.settle(driver.as_mut(), before).await?;
            }
            *running = Some(beginning(sql));
            let work = run(driver);
            let outcome = match heed.as_mut().filter(|heed| !heed.is_done) {
                None => work.await,
                Some(heed) => match select(work, Box::pin(heed.stop.wanted())).await {
                    Either::Left((outcome, _)) => outcome,
                    Either::Right((_, work)) => {
                        heed.is_done = true;
                        interrupt.until(&beginning(sql), work).await
                    }
                },
            };
            *running = None;
            Ok(outcome)
        })
    }

    /// The rows that `sql` gives; `doing` says what for, should it fail.
    pub(crate) async fn rows(&mut self, doing: &str, sql: &str) -> Result<Vec<Row>> {
        self.query(sql).await.map_err(|source| Error::sql(doing, source))
    }

    /// The rows that `sql` gives.
    pub(crate) async fn query(&mut self, sql: &str) -> Result<Vec<Row>, sqlx::Error> {
        self.attend(sql, |driver| driver.query(sql)).await?
    }

    /// Runs the statements of `sql` together; `take` is given the rows of each, in turn.
    #[cfg(any(feature = "postgres", feature = "sqlite"))]
    pub(crate) async fn query_each(
        &mut self,
        sql: &str,
        take: &mut (dyn FnMut(Vec<Row>) + Send),
    ) -> Result<(), sqlx::Error> {
        self.attend(sql, |driver| driver.query_each(sql, take)).await?
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
        let Some(mut driver) = self.driver.take() else { return Ok(()) };
        if let Some(sql) = self.running.take() {
            // Where that fails, the connection is gone already.
            let _ = self.interrupt.settle(driver.as_mut(), &sql).await;
        }
        driver.close().await.map_err(|source| Error::sql("closing a connection", source))
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
        let Some(mut driver) = self.driver.take() else { return };
        // The only connection to a database in memory can't be parted with.
        if self.is_altered && driver.backend().lending().has_sessions() {
            driver.close_on_drop();
        }
        let (undo, running) = (std::mem::take(&mut self.undo), self.running.take());
        if undo.is_empty() && running.is_none() {
            return;
        }
        let (held, interrupt) = (self.held.take(), self.interrupt.clone());
        match tokio::runtime::Handle::try_current() {
            Ok(runtime) => {
                runtime.spawn(async move {
                    // Nobody else may begin before we are done.
                    let _held = held;
                    if let Some(sql) = running
                        && interrupt.settle(driver.as_mut(), &sql).await.is_err()
                    {
                        driver.close_on_drop();
                        return;
                    }
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
