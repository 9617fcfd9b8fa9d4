use super::{Held, run};
use crate::{Connection, Error, Result};

/// A lock that the server keeps for a session, in the server's words.
pub(super) struct SessionLock {
    /// The query that takes it without waiting, and gives 1 if it was free.
    pub(super) take: String,
    /// The statement that gives it back.
    pub(super) give_back: String,
    /// The query for who has it.
    pub(super) holder: String,
}

impl SessionLock {
    /// Takes the lock if nobody has it.
    pub(super) async fn try_take(self, connection: &mut Connection) -> Result<Option<Held>> {
        // Noted first: whoever is cancelled while the server answers may have the lock.
        connection.undo_with(self.give_back);
        let taken =
            connection.value(&self.take).await.map_err(|source| Error::sql("taking the lock", source))?;
        if taken.as_deref() != Some("1") {
            connection.done();
            return Ok(None);
        }
        Ok(Some(Held::Session))
    }

    /// Gives the lock back.
    pub(super) async fn give_back(self, connection: &mut Connection) -> Result<()> {
        run(connection, "giving back the lock", &self.give_back).await?;
        connection.done();
        Ok(())
    }

    /// Who has the lock, as far as the server tells.
    pub(super) async fn holder(self, connection: &mut Connection) -> Result<Option<String>> {
        let answer = connection.value(&self.holder).await;
        answer.map_err(|source| Error::sql("asking who holds the lock", source))
    }
}
