use std::time::{Duration, Instant};

use super::MigrateError;
use crate::backend::Held;
use crate::{Connection, Error, Result};

/// How long to wait between two tries.
const PAUSE: Duration = Duration::from_millis(100);

/// A lock that the database, or the system, keeps for us. The lock of a server belongs to the
/// session of the connection: it goes with it, whatever happens.
///
/// On PostgreSQL it belongs to a transaction on a connection of its own, which stays open until the lock is given back: a
/// pooler may lend one session of the server to many connections, but not within a transaction. That transaction has read
/// nothing, so that nobody who builds an index concurrently waits for it. Where the pool has no other connection to spare,
/// the lock is the session's there, too; the two exclude each other.
#[must_use]
pub(crate) struct Lock {
    name: String,
}

impl Lock {
    /// Takes the lock `name`, trying again until `patience` is over. It never waits inside the
    /// server: somebody who builds an index concurrently waits for every open transaction, and so
    /// would wait for us.
    pub(crate) async fn take(connection: &mut Connection, name: &str, patience: Duration) -> Result<Self> {
        let backend = connection.backend()?;
        let mut transaction = match backend.transaction_lock(name) {
            Some(_) => connection.sibling().await?,
            None => None,
        };
        let start = Instant::now();
        loop {
            let held = match transaction.take() {
                Some(mut own) => match try_in_transaction(&mut own, name).await? {
                    true => Some(Held::Transaction(Box::new(own))),
                    false => {
                        transaction = Some(own);
                        None
                    }
                },
                None => backend.try_lock(connection, name).await?,
            };
            if let Some(held) = held {
                connection.hold(held);
                return Ok(Self { name: name.to_owned() });
            }
            if connection.is_to_stop() {
                return Err(MigrateError::Stopped.into());
            }
            if start.elapsed() >= patience {
                let holder = backend.lock_holder(connection, name).await?;
                let waited = patience;
                return Err(MigrateError::Locked { name: name.to_owned(), holder, waited }.into());
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Gives the lock back.
    pub(crate) async fn release(self, connection: &mut Connection) -> Result<()> {
        let backend = connection.backend()?;
        match connection.let_go() {
            Some(Held::Transaction(mut own)) => {
                own.execute("ROLLBACK").await.map_err(|source| Error::sql("giving back the lock", source))?;
                own.done();
                Ok(())
            }
            #[allow(unreachable_patterns, reason = "without a driver there is nothing else to hold")]
            Some(held) => backend.unlock(connection, &self.name, held).await,
            None => Ok(()),
        }
    }
}

/// Takes the lock in a transaction that stays open, if nobody has it.
async fn try_in_transaction(own: &mut Connection, name: &str) -> Result<bool> {
    let failed = |source| Error::sql("taking the lock", source);
    let Some((begin, take)) = own.backend()?.transaction_lock(name) else { return Ok(false) };
    // Noted first: whoever is cancelled while the server answers may have the lock.
    own.undo_with("ROLLBACK");
    own.execute(begin).await.map_err(failed)?;
    if own.value(&take).await.map_err(failed)?.as_deref() == Some("1") {
        return Ok(true);
    }
    own.execute("ROLLBACK").await.map_err(failed)?;
    own.done();
    Ok(false)
}
