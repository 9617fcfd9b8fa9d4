use std::time::Instant;

use super::event::Listener;
use super::file::{FileStatement, MigrationFile};
use super::{Event, FailedStatement, MigrateError, Revision, Revisions};
use crate::error::Said;
use crate::{Connection, Error, Result};

/// Which way a file leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// To its version.
    Up,
    /// Back from it.
    Down,
}

/// When progress is written: after each ...
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Progress {
    /// After every statement, which takes hold by itself.
    Statement,
    /// The same, in a transaction that the server ends with each DDL statement.
    Commit,
    /// With the end of the file: until then nothing has taken hold.
    File,
}

impl Progress {
    /// Where the server commits DDL by itself, progress is written after every statement, transaction or not.
    pub(super) fn within_transactions(connection: &mut Connection) -> Result<Self> {
        let is_atomic = connection.backend()?.has_transactional_ddl();
        Ok(if is_atomic { Self::File } else { Self::Commit })
    }
}

/// The statements of one file, run from the first that is still to come, and the row that tells of them.
pub(super) struct Execution<'e, 'l> {
    pub(super) table: &'e Revisions,
    pub(super) listener: &'e mut Listener<'l>,
    pub(super) file: &'e MigrationFile,
    pub(super) direction: Direction,
    pub(super) progress: Progress,
}

impl Execution<'_, '_> {
    /// Runs them, and writes the row where that is done after each one. What is left of `revision` is what took hold.
    ///
    /// Returned is the statement that says that the file is done: the transaction ends with it, if there is one.
    pub(super) async fn run(
        &mut self,
        connection: &mut Connection,
        revision: &mut Revision,
    ) -> Result<String> {
        let begin = Instant::now();
        if self.progress != Progress::File {
            revision.begin(self.direction);
            self.table.write(connection, revision).await?;
        }
        let statements = &self.file.statements;
        let mut is_open = self.progress == Progress::Commit;
        for statement in statements.iter().skip(revision.done(self.direction)) {
            (self.listener)(Event::Statement(&statement.text));
            let start = Instant::now();
            let outcome = match self.progress {
                Progress::File => connection.execute(&statement.sql).await,
                _ => self.statement(connection, statement, &mut is_open).await?,
            };
            revision.execution_time += start.elapsed();
            if let Err(source) = outcome {
                return Err(self.failed(connection, revision, statement, source).await);
            }
            revision.step(self.direction, &statement.hash);
            let is_last = revision.done(self.direction) == statements.len();
            if self.progress == Progress::Statement && is_open {
                is_open = false;
                let done = self.table.writing(connection, revision)?;
                if let Err(source) = connection.execute(&format!("{done};\nCOMMIT")).await {
                    // Some servers keep a transaction open whose commit failed.
                    let _ = connection.execute("ROLLBACK").await;
                    connection.done();
                    revision.unstep(self.direction);
                    return Err(self.failed(connection, revision, statement, source).await);
                }
                connection.done();
            } else if self.progress != Progress::File && (is_open || !is_last) {
                self.table.write(connection, revision).await?;
            }
        }
        revision.partial_hashes.clear();
        let done = match self.direction {
            Direction::Up => self.table.writing(connection, revision)?,
            Direction::Down => self.table.removing(connection, &revision.version)?,
        };
        (self.listener)(Event::Done { elapsed: begin.elapsed() });
        Ok(done)
    }

    /// Runs a statement. One that changes rows goes into a transaction, in which the row that tells of it is written,
    /// too: whatever happens in between, it never runs twice. What changes the schema can't be had so.
    async fn statement(
        &mut self,
        connection: &mut Connection,
        statement: &FileStatement,
        is_open: &mut bool,
    ) -> Result<Result<(), sqlx::Error>> {
        let in_transaction = statement.changes_rows && !self.file.has_transactions;
        if in_transaction && !*is_open {
            if self.progress == Progress::Statement {
                connection.undo_with("ROLLBACK");
            }
            connection
                .execute("BEGIN")
                .await
                .map_err(|source| Error::sql("beginning a transaction", source))?;
            *is_open = true;
        }
        let outcome = connection.execute(&statement.sql).await;
        if !in_transaction {
            *is_open = false;
        } else if outcome.is_err() && self.progress == Progress::Statement {
            // Where this fails, too, the server is gone, and the transaction with it.
            let _ = connection.execute("ROLLBACK").await;
            connection.done();
            *is_open = false;
        }
        Ok(outcome)
    }

    /// The error of a statement, noted where nothing takes the note back.
    async fn failed(
        &mut self,
        connection: &mut Connection,
        revision: &mut Revision,
        statement: &FileStatement,
        source: sqlx::Error,
    ) -> Error {
        let words = Said(&source).to_string();
        (self.listener)(Event::Failed { error: &words });
        revision.error = Some(words);
        revision.error_statement = Some(statement.sql.clone());
        if self.progress != Progress::File {
            // Without the note the next run looks at the server: what failed is not told less for that.
            let _ = self.table.write(connection, revision).await;
        }
        MigrateError::Statement(Box::new(FailedStatement {
            direction: self.direction,
            file: self.file.name.clone(),
            version: revision.version.clone(),
            line: statement.line,
            sql: statement.sql.clone(),
            text: statement.text.clone(),
            applied: revision.done(self.direction),
            total: self.file.statements.len(),
            done: Vec::new(),
            source,
        }))
        .into()
    }
}
