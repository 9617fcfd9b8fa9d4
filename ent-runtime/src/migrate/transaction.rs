use crate::{Connection, Result};

/// A transaction on a held connection. Dropped before its end, it is rolled back.
pub(crate) struct Transaction<'c> {
    connection: &'c mut Connection,
    /// What the backend noted at the beginning, to check at the end.
    note: Option<String>,
}

impl<'c> Transaction<'c> {
    /// Begins a transaction.
    pub(crate) async fn begin(connection: &'c mut Connection) -> Result<Self> {
        let backend = connection.backend()?;
        let note = backend.begin(connection).await?;
        Ok(Self { connection, note })
    }

    /// A transaction that begins with what is run next: whoever runs that begins it.
    pub(crate) fn expected(connection: &'c mut Connection) -> Self {
        connection.undo_with("ROLLBACK");
        Self { connection, note: None }
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
