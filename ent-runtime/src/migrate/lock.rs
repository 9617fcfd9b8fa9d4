use std::time::{Duration, Instant};

use super::MigrateError;
use crate::{Connection, Result};

/// How long to wait between two tries.
const PAUSE: Duration = Duration::from_millis(100);

/// A lock that the database, or the system, keeps for us. The lock of a server belongs to the
/// session of the connection: it goes with it, whatever happens.
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
        let start = Instant::now();
        loop {
            if let Some(held) = backend.try_lock(connection, name).await? {
                connection.hold(held);
                return Ok(Self { name: name.to_owned() });
            }
            if start.elapsed() >= patience {
                let holder = backend.lock_holder(connection, name).await?;
                let seconds = patience.as_secs();
                return Err(MigrateError::Locked { name: name.to_owned(), holder, seconds }.into());
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Gives the lock back.
    pub(crate) async fn release(self, connection: &mut Connection) -> Result<()> {
        let backend = connection.backend()?;
        match connection.let_go() {
            Some(held) => backend.unlock(connection, &self.name, held).await,
            None => Ok(()),
        }
    }
}
