//! Statements that somebody no longer waits for, and how the server is told to stop them.

use std::pin::pin;
use std::time::Duration;

use futures_util::future::{Either, select};

use super::{Driver, Pool};

/// How long a statement has to come to its end by itself.
const FIRST: Duration = Duration::from_millis(20);

/// How long to wait before the server is told again: of several statements in one message, it stops the one it is at.
const AGAIN: Duration = Duration::from_millis(250);

/// How long the server may take to hear of it.
const PATIENCE: Duration = Duration::from_secs(2);

/// Characters of a statement that tell it from others. Servers show no more than the beginning.
const TOLD: usize = 60;

/// The way to stop what a session of the server runs: a word on a connection of its own.
#[derive(Clone, Debug)]
pub(super) struct Interrupt {
    pool: Pool,
    /// What the server calls the session; `None` where there is no server.
    session: Option<String>,
}

impl Interrupt {
    pub(super) fn new(pool: Pool, session: Option<String>) -> Self {
        Self { pool, session }
    }

    /// What `work` comes to, which waits for the statement `sql` of the session; the server is told to stop that until it does.
    pub(super) async fn until<T>(&self, sql: &str, work: impl Future<Output = T>) -> T {
        let mut work = pin!(work);
        let mut pause = FIRST;
        loop {
            match select(work.as_mut(), pin!(tokio::time::sleep(pause))).await {
                Either::Left((outcome, _)) => return outcome,
                Either::Right(_) => pause = AGAIN,
            }
            // To its end: a word that is still under way could hit the next statement.
            self.send(sql).await;
        }
    }

    /// Tells the server, as far as it can be reached.
    async fn send(&self, sql: &str) {
        let Some(session) = &self.session else { return };
        let Some(word) = self.pool.backend().interruption(session, sql) else { return };
        let _ = tokio::time::timeout(PATIENCE, self.pool.execute_beside(word)).await;
    }

    /// Stops the statement `sql`, for whose answer nobody waits any more, and waits until the session is free again.
    pub(super) async fn settle(&self, driver: &mut dyn Driver, sql: &str) -> Result<(), sqlx::Error> {
        self.until(sql, async {
            loop {
                match driver.ready().await {
                    // The answer that nobody waited for.
                    Err(sqlx::Error::Database(_)) => {}
                    outcome => return outcome,
                }
            }
        })
        .await
    }
}

/// The beginning of `sql`, by which it is known.
pub(super) fn beginning(sql: &str) -> String {
    sql.chars().take(TOLD).collect()
}
