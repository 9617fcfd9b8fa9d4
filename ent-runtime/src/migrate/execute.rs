use std::time::Instant;

use super::event::Listener;
use super::file::MigrationFile;
use super::{Event, FailedStatement, MigrateError, Revision, Revisions};
use crate::{Connection, Result};

/// Which way a file leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// To its version.
    Up,
    /// Back from it.
    Down,
}

/// When progress is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Progress {
    /// After every statement, which takes hold by itself.
    EachStatement,
    /// With the end of the file: until then nothing has taken hold.
    EachFile,
}

impl Progress {
    /// Where the server commits DDL by itself, progress is written after every statement, transaction or not.
    pub(super) fn within_transactions(connection: &mut Connection) -> Result<Self> {
        let is_atomic = connection.backend()?.has_transactional_ddl();
        Ok(if is_atomic { Self::EachFile } else { Self::EachStatement })
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
    /// Runs them, and writes the row: at the end, or after each one. What is left of `revision` is what took hold.
    pub(super) async fn run(&mut self, connection: &mut Connection, revision: &mut Revision) -> Result<()> {
        let begin = Instant::now();
        if self.progress == Progress::EachStatement {
            self.table.write(connection, revision).await?;
        }
        let statements = &self.file.statements;
        for statement in statements.iter().skip(revision.done(self.direction)) {
            (self.listener)(Event::Statement(&statement.text));
            let start = Instant::now();
            let outcome = connection.execute(&statement.sql).await;
            revision.execution_time += start.elapsed();
            if let Err(source) = outcome {
                let words = source.to_string();
                (self.listener)(Event::Failed { error: &words });
                revision.error = Some(words);
                revision.error_statement = Some(statement.sql.clone());
                if self.progress == Progress::EachStatement {
                    self.table.write(connection, revision).await?;
                }
                return Err(MigrateError::Statement(Box::new(FailedStatement {
                    direction: self.direction,
                    file: self.file.name.clone(),
                    version: revision.version.clone(),
                    line: statement.line,
                    sql: statement.sql.clone(),
                    text: statement.text.clone(),
                    applied: revision.done(self.direction),
                    total: statements.len(),
                    done: Vec::new(),
                    source,
                }))
                .into());
            }
            revision.step(self.direction, &statement.hash);
            let is_last = revision.done(self.direction) == statements.len();
            if self.progress == Progress::EachStatement && !is_last {
                self.table.write(connection, revision).await?;
            }
        }
        revision.partial_hashes.clear();
        match self.direction {
            Direction::Up => self.table.write(connection, revision).await?,
            Direction::Down => self.table.remove(connection, &revision.version).await?,
        }
        (self.listener)(Event::Done { elapsed: begin.elapsed() });
        Ok(())
    }
}
