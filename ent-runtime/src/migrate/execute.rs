use std::time::Instant;

use super::ahead::{Ahead, LONG};
use super::effect::Effect;
use super::event::Listener;
use super::file::{FileStatement, MigrationFile};
use super::transaction::{BEGINNING, Transaction};
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

impl Direction {
    /// The command that leads there.
    pub(super) fn command(self) -> &'static str {
        match self {
            Self::Up => "apply",
            Self::Down => "down",
        }
    }
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

/// What there is of the transaction that statements run in. Some servers end it with every DDL statement.
pub(super) struct Current {
    /// The statements that begin one.
    opening: &'static [&'static str],
    /// Whether one is open, as far as we know.
    is_open: bool,
    /// Whether it may hold statements of more than one file.
    spans_files: bool,
    /// Statements of the file up to its last DDL, where that ends transactions: no rollback takes them back, whatever is
    /// written of them.
    pub(super) held: Option<usize>,
}

impl Current {
    /// None, but those that hold one statement each.
    pub(super) fn none() -> Self {
        Self { opening: &["BEGIN"], is_open: false, spans_files: false, held: None }
    }

    /// One for one file.
    pub(super) fn of(transaction: &mut Transaction<'_>) -> Result<Self> {
        Ok(Self { opening: transaction.opening()?, ..Self::none() })
    }

    /// One that files share.
    pub(super) fn shared(transaction: &mut Transaction<'_>) -> Result<Self> {
        Ok(Self { spans_files: true, ..Self::of(transaction)? })
    }

    /// Begins a transaction with the next statement, if there is none.
    fn begin_ahead(&mut self, ahead: &mut Ahead) {
        if !std::mem::replace(&mut self.is_open, true) {
            for sql in self.opening {
                ahead.push(BEGINNING, (*sql).to_owned());
            }
        }
    }
}

/// The statements of one file, run from the first that is still to come, and the row that tells of them.
pub(super) struct Execution<'e, 'l> {
    pub(super) table: &'e Revisions,
    pub(super) listener: &'e mut Listener<'l>,
    pub(super) file: &'e MigrationFile,
    pub(super) direction: Direction,
    pub(super) progress: Progress,
    /// Whether the row says already that they are about to run.
    pub(super) is_begun: bool,
    /// What runs after them: that it is about to is written with their end.
    pub(super) next: Option<&'e Revision>,
}

impl Execution<'_, '_> {
    /// Runs them, and writes the row where that is done after each one. What is left of `revision` is what took hold;
    /// `current` is the transaction, which the server may end.
    ///
    /// Returned is the statement that says that the file is done: the transaction ends with it, if there is one.
    pub(super) async fn run(
        &mut self,
        connection: &mut Connection,
        revision: &mut Revision,
        current: &mut Current,
    ) -> Result<String> {
        let begin = Instant::now();
        self.set_session_again(connection, revision).await?;
        if self.progress == Progress::File {
            self.together(connection, revision, current).await?;
        } else {
            self.one_by_one(connection, revision, current).await?;
        }
        revision.partial_hashes.clear();
        let done = match self.direction {
            Direction::Up => self.table.writing(connection, std::iter::once(&*revision).chain(self.next))?,
            Direction::Down => self.table.removing(connection, &revision.version)?,
        };
        (self.listener)(Event::Done { elapsed: begin.elapsed() });
        Ok(done)
    }

    /// Runs the statements in a transaction that takes hold as a whole: several in a message, where the server carries
    /// those out as if they came one by one.
    async fn together(
        &mut self,
        connection: &mut Connection,
        revision: &mut Revision,
        current: &mut Current,
    ) -> Result<()> {
        let mut ahead = Ahead::default();
        current.begin_ahead(&mut ahead);
        let at_once = connection.backend()?.runs_one_by_one();
        let mut left = self.file.statements.get(revision.done(self.direction)..).unwrap_or_default();
        while let Some(first) = left.first() {
            let count = if at_once { in_one_message(left) } else { 1 };
            let (message, later) = left.split_at(count);
            let sql: Vec<&str> = message.iter().map(|statement| &*statement.sql).collect();
            if connection.is_to_stop() {
                return Err(self.failed(connection, revision, first, not_begun()).await);
            }
            if message.iter().any(|statement| statement.effect == Effect::Session) {
                connection.altered();
            }
            (self.listener)(Event::Statement(&first.text));
            let (start, mut ended, listener) = (Instant::now(), 0, &mut *self.listener);
            let mut on_end = || {
                ended += 1;
                if let Some(next) = message.get(ended) {
                    listener(Event::Statement(&next.text));
                }
            };
            let outcome = ahead.execute(connection, &sql.join(";\n"), &mut on_end).await?;
            revision.execution_time += start.elapsed();
            let held = if outcome.is_ok() { count } else { ended.min(count - 1) };
            for statement in &message[..held] {
                revision.step(self.direction, &statement.hash);
            }
            if let Err(source) = outcome {
                return Err(self.failed(connection, revision, &message[held], source).await);
            }
            left = later;
        }
        ahead.run(connection).await
    }

    /// Runs the statements, of which each takes hold by itself or with those beside it, and writes so.
    async fn one_by_one(
        &mut self,
        connection: &mut Connection,
        revision: &mut Revision,
        current: &mut Current,
    ) -> Result<()> {
        let mut ahead = Ahead::default();
        revision.begin(self.direction);
        current.held = None;
        if self.progress == Progress::Commit {
            current.begin_ahead(&mut ahead);
        }
        if !self.is_begun {
            ahead.push(WRITING, self.table.writing(connection, [&*revision])?);
        }
        let statements = &self.file.statements;
        for (at, statement) in statements.iter().enumerate().skip(revision.done(self.direction)) {
            if connection.is_to_stop() {
                return Err(self.failed(connection, revision, statement, not_begun()).await);
            }
            if statement.effect == Effect::Session {
                connection.altered();
            }
            (self.listener)(Event::Statement(&statement.text));
            let start = Instant::now();
            let outcome = self.statement(connection, (at, statement), &mut ahead, current).await;
            let outcome = outcome.map_err(|error| self.held_up(revision, statement, error))?;
            revision.execution_time += start.elapsed();
            if let Err(source) = outcome {
                return Err(self.failed(connection, revision, statement, source).await);
            }
            revision.step(self.direction, &statement.hash);
            if self.progress == Progress::Statement && current.is_open {
                current.is_open = false;
                self.commit(connection, revision, statement).await?;
            } else if at + 1 < statements.len() {
                ahead.push(WRITING, self.table.advancing(connection, revision)?);
                // Of what can't be told from the schema, the row tells at once.
                if statement.effect == Effect::Anything || !connection.backend()?.runs_one_by_one() {
                    ahead.run(connection).await?;
                }
            }
        }
        ahead.run(connection).await
    }

    /// Sets what the statements that took hold in an earlier run set for their session, which is gone.
    async fn set_session_again(
        &mut self,
        connection: &mut Connection,
        revision: &mut Revision,
    ) -> Result<()> {
        let done = self.file.statements.iter().take(revision.done(self.direction));
        for statement in done.filter(|statement| statement.effect == Effect::Session) {
            (self.listener)(Event::Statement(&statement.text));
            connection.altered();
            if let Err(source) = connection.execute(&statement.sql).await {
                return Err(self.failed(connection, revision, statement, source).await);
            }
        }
        Ok(())
    }

    /// Runs a statement, which is the one at `at`. One that changes rows goes into a transaction, in which the row that
    /// tells of it is written, too: whatever happens in between, it never runs twice. What changes the schema can't be had
    /// so.
    async fn statement(
        &mut self,
        connection: &mut Connection,
        (at, statement): (usize, &FileStatement),
        ahead: &mut Ahead,
        current: &mut Current,
    ) -> Result<Result<(), sqlx::Error>> {
        let in_transaction = statement.effect == Effect::Rows && !self.file.has_transactions;
        if in_transaction && !current.is_open {
            if self.progress == Progress::Statement {
                connection.undo_with("ROLLBACK");
            }
            // What is written of the rows tells of the schema before them, too, and costs no commit of its own. Where the
            // run is cut off before that, the schema itself tells.
            if current.held == Some(at) && !current.spans_files {
                ahead.take_back();
            }
            current.begin_ahead(ahead);
        }
        let outcome = ahead.execute(connection, &statement.sql, &mut || ()).await?;
        if !in_transaction {
            current.is_open = false;
            if outcome.is_ok() && statement.effect == Effect::Ddl && !self.file.has_transactions {
                current.held = Some(at + 1);
            }
        } else if outcome.is_err() && self.progress == Progress::Statement {
            // Where this fails, too, the server is gone, and the transaction with it.
            let _ = connection.execute("ROLLBACK").await;
            connection.done();
            current.is_open = false;
        }
        Ok(outcome)
    }

    /// Ends the transaction that holds one statement, with the row that tells of it.
    async fn commit(
        &mut self,
        connection: &mut Connection,
        revision: &mut Revision,
        statement: &FileStatement,
    ) -> Result<()> {
        let done = self.table.advancing(connection, revision)?;
        let committed = connection.execute(&format!("{done};\nCOMMIT")).await;
        if committed.is_err() {
            // Some servers keep a transaction open whose commit failed.
            let _ = connection.execute("ROLLBACK").await;
        }
        connection.done();
        match committed {
            Ok(()) => Ok(()),
            Err(source) => {
                revision.unstep(self.direction);
                Err(self.failed(connection, revision, statement, source).await)
            }
        }
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
        self.failure(revision, statement, None, source)
    }

    /// The error that a statement was not begun, because a statement of ours before it failed.
    fn held_up(&mut self, revision: &Revision, statement: &FileStatement, error: Error) -> Error {
        (self.listener)(Event::Failed { error: &error.to_string() });
        match error {
            Error::Sql { doing, source } => self.failure(revision, statement, Some(doing), source),
            error => error,
        }
    }

    fn failure(
        &self,
        revision: &Revision,
        statement: &FileStatement,
        before: Option<String>,
        source: sqlx::Error,
    ) -> Error {
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
            before,
            source,
        }))
        .into()
    }
}

/// The error of a statement that is not begun, as somebody wants to stop.
fn not_begun() -> sqlx::Error {
    std::io::Error::new(std::io::ErrorKind::Interrupted, "stopped before this statement").into()
}

/// What is done with the row.
const WRITING: &str = "writing a revision";

/// How many of `statements`, which is not empty, go in one message.
fn in_one_message(statements: &[FileStatement]) -> usize {
    let mut length = 0;
    let fitting = statements.iter().take_while(|statement| {
        length += statement.sql.len();
        statement.is_joinable && length < LONG
    });
    fitting.count().max(1)
}
