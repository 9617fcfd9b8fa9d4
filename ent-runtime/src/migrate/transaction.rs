use crate::{Connection, Error, Result};

/// What statements that begin a transaction are run for.
pub(crate) const BEGINNING: &str = "beginning a transaction";

/// A transaction on a held connection. Dropped before its end, it is rolled back.
pub(crate) struct Transaction<'c> {
    connection: &'c mut Connection,
    /// What the backend noted at the beginning, to check at the end.
    note: Option<String>,
}

impl<'c> Transaction<'c> {
    /// Begins a transaction.
    pub(crate) async fn begin(connection: &'c mut Connection) -> Result<Self> {
        let mut transaction = Self::expected(connection).await?;
        for sql in transaction.opening()? {
            if let Err(source) = transaction.connection.execute(sql).await {
                // What was set beside it is set back; whether there is anything to roll back does not matter.
                let _ = transaction.rollback().await;
                return Err(Error::sql(BEGINNING, source));
            }
        }
        Ok(transaction)
    }

    /// A transaction that is still to begin: whoever runs the first statement runs [`opening`](Self::opening) ahead of
    /// it.
    pub(crate) async fn expected(connection: &'c mut Connection) -> Result<Self> {
        let note = connection.backend()?.look_before(connection).await?;
        // Whoever is cancelled while the server answers may have begun.
        connection.undo_with("ROLLBACK");
        Ok(Self { connection, note })
    }

    /// The statements that begin it.
    pub(crate) fn opening(&mut self) -> Result<&'static [&'static str]> {
        Ok(self.connection.backend()?.opening(self.note.as_deref()))
    }

    /// The connection, inside the transaction.
    pub(crate) fn connection(&mut self) -> &mut Connection {
        self.connection
    }

    /// Ends the transaction. On an error it is rolled back.
    pub(crate) async fn commit(self) -> Result<()> {
        let backend = self.connection.backend()?;
        backend.commit(self.connection, self.note, None).await
    }

    /// Ends the transaction with the statement `last`. On an error it is rolled back.
    pub(crate) async fn commit_with(self, last: &str) -> Result<()> {
        let backend = self.connection.backend()?;
        backend.commit(self.connection, self.note, Some(last)).await
    }

    /// Undoes the transaction, and gives the connection back.
    pub(crate) async fn rollback(self) -> Result<&'c mut Connection> {
        let backend = self.connection.backend()?;
        backend.rollback(self.connection, self.note).await?;
        Ok(self.connection)
    }
}
