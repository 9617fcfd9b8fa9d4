//! One run over the pending files of a directory, under the lock.

use std::time::Duration;

use ent_engine::author::Step;
use ent_engine::dir::{Dir, Migration, Sum};

use super::adopt::tool_table;
use super::apply::{Applied, AppliedFile, Options, TxMode};
use super::changed::changed_since_applied;
use super::event::{Event, Listener};
use super::execute::{Current, Direction, Execution, Progress};
use super::file::MigrationFile;
use super::pending::{Known, applied_before, pending};
use super::remains::clear;
use super::resume::{Answer, settle};
use super::transaction::Transaction;
use super::{MigrateError, MigrationSource, REVISIONS_TABLE, Revision, RevisionKind, Revisions, operator};
use crate::{Connection, Result, backend};

/// What there is to do.
pub(super) struct Work<'a> {
    pub(super) source: &'a dyn MigrationSource,
    pub(super) dir: &'a Dir,
    pub(super) migrations: &'a [Migration],
    pub(super) options: &'a Options,
}

impl Work<'_> {
    pub(super) async fn run(
        &self,
        connection: &mut Connection,
        listener: &mut Listener<'_>,
    ) -> Result<Applied> {
        let options = self.options;
        let mut table =
            Revisions::find(connection, options.revisions_schema.as_deref(), self.dir.format).await?;
        let mut revisions = table.read(connection).await?;
        if let Some(revision) = revisions.iter().find(|revision| revision.is_reverting()) {
            return Err(MigrateError::Reverting { version: revision.version.clone() }.into());
        }
        if let Some(file) = changed_since_applied(&revisions, self.dir, self.migrations) {
            return Err(MigrateError::ChangedSinceApplied { file }.into());
        }
        let known: Vec<Known<'_>> = self
            .migrations
            .iter()
            .map(|migration| Known { migration, is_checkpoint: migration.is_checkpoint() })
            .collect();
        let mut list =
            pending(&known, &revisions, options.baseline.as_deref(), options.order, self.dir.format)?;
        let is_first_run = revisions.is_empty();
        if is_first_run && options.baseline.is_none() && !options.allow_dirty && !list.is_empty() {
            check_clean(connection).await?;
        }
        if !options.dry_run {
            table.ensure(connection).await?;
        }
        if let Some(version) = options.baseline.as_ref().filter(|_| is_first_run) {
            let revision = self.baseline(version);
            if !options.dry_run {
                table.write(connection, &revision).await?;
            }
            revisions.push(revision);
        }
        list.truncate(options.amount.unwrap_or(usize::MAX));
        let current = revisions.last().map(|revision| revision.version.clone());
        if !list.is_empty() {
            listener(Event::Start { current: current.as_deref(), files: &list });
        }
        let (sum, migrations) = (self.dir.sum(), self.migrations);
        let (files, answer) = (Vec::new(), Answer::new(options.in_doubt));
        let revisions = &revisions;
        let mut run = Run { table: &table, sum, migrations, revisions, options, answer, files, listener };
        if options.tx_mode == TxMode::All && !options.dry_run {
            run.all(connection, &list).await?;
        } else {
            let mut prepared = list.first().map(|migration| run.prepare(connection, migration));
            for (migration, next) in list.iter().zip(1..) {
                let mut next = list.get(next).map(|migration| run.prepare(connection, migration));
                let Some(file) = prepared.take().transpose()? else { break };
                run.file(connection, file, next.as_mut().and_then(|next| next.as_mut().ok())).await?;
                prepared = next;
                if !options.dry_run {
                    self.source.applied(self.dir, migration).map_err(MigrateError::Dir)?;
                }
            }
        }
        if run.answer.is_idle() {
            (run.listener)(Event::NothingInDoubt);
        }
        let version = run.files.last().map(|file| file.version.clone()).or(current);
        Ok(Applied { files: run.files, version })
    }

    fn baseline(&self, version: &str) -> Revision {
        let described = self.migrations.iter().find(|migration| migration.version == version);
        Revision {
            version: version.to_owned(),
            description: described.map(|migration| migration.description.clone()).unwrap_or_default(),
            kind: RevisionKind::BASELINE,
            operator: operator(),
            ..Revision::default()
        }
    }
}

/// A database that has no revisions must have nothing else either.
async fn check_clean(connection: &mut Connection) -> Result<()> {
    let doing = "looking for tables in the database";
    let backend = connection.backend()?;
    let sql = backend.other_table_query(&[REVISIONS_TABLE]);
    let Some(mut name) = backend::value(connection, doing, &sql).await? else { return Ok(()) };
    let way_on = match tool_table(connection).await? {
        Some(table) if !table.is_empty => {
            format!("table {:?} says how far the directory is applied, take that over (--adopt)", table.name)
        }
        table => {
            // A tool that has applied nothing leaves nothing but its table.
            if let Some(table) = table {
                let sql = backend.other_table_query(&[REVISIONS_TABLE, table.name]);
                let Some(other) = backend::value(connection, doing, &sql).await? else { return Ok(()) };
                name = other;
            }
            "the directory describes it up to some version, give that as the baseline".to_owned()
        }
    };
    Err(MigrateError::NotClean { found: format!("table {name:?}"), way_on }.into())
}

/// A file that is about to run.
struct Prepared<'m> {
    migration: &'m Migration,
    file: MigrationFile,
    /// What the table is to say of it.
    revision: Revision,
    mode: TxMode,
    progress: Progress,
    /// Whether the table says already that this run is at it.
    is_begun: bool,
}

/// The state of a run.
struct Run<'r, 'l> {
    table: &'r Revisions,
    sum: Sum,
    migrations: &'r [Migration],
    /// What the table said when the run began.
    revisions: &'r [Revision],
    options: &'r Options,
    answer: Answer,
    files: Vec<AppliedFile>,
    listener: &'r mut Listener<'l>,
}

impl Run<'_, '_> {
    /// Applies one file, from the statement after the last that took hold.
    async fn file(
        &mut self,
        connection: &mut Connection,
        mut prepared: Prepared<'_>,
        next: Option<&mut Prepared<'_>>,
    ) -> Result<()> {
        let next = next.filter(|next| self.begins_early(next));
        let before = prepared.revision.applied;
        self.resume(connection, &mut prepared).await?;
        if self.options.dry_run {
            self.tell(&prepared);
        } else if prepared.mode == TxMode::None {
            let current = &mut Current::none();
            let done = self.statements(connection, &mut prepared, next.as_deref(), current).await?;
            self.table.note(connection, &done).await?;
        } else {
            let mut transaction = Transaction::expected(connection).await?;
            let mut current = Current::of(&mut transaction)?;
            let inside = transaction.connection();
            match self.statements(inside, &mut prepared, next.as_deref(), &mut current).await {
                Ok(done) => {
                    let committed = transaction.commit_with(&done).await;
                    let file = &prepared.migration.up.file;
                    committed.map_err(|error| self.not_committed(error, vec![file.clone()]))?;
                }
                Err(error) => {
                    let held = current.held.unwrap_or(before);
                    return Err(self.roll_back(transaction, &prepared.revision, (before, held), error).await);
                }
            }
        }
        if let Some(next) = next {
            next.is_begun = true;
        }
        self.note(&prepared, before);
        Ok(())
    }

    /// Whether the row that says that `next` has begun can be written with the end of the file before it, which is one
    /// commit less. Of what an earlier run began there is a row.
    fn begins_early(&self, next: &Prepared<'_>) -> bool {
        let is_known = self.revisions.iter().any(|known| known.version == next.revision.version);
        next.progress != Progress::File && !is_known && !self.options.dry_run
    }

    /// Applies all files in one transaction.
    async fn all(&mut self, connection: &mut Connection, list: &[&Migration]) -> Result<()> {
        let mut files = Vec::new();
        for migration in list {
            let mut prepared = self.prepare(connection, migration)?;
            if prepared.mode == TxMode::None {
                return Err(MigrateError::TxModeConflict { file: migration.up.file.clone() }.into());
            }
            self.resume(connection, &mut prepared).await?;
            files.push(prepared);
        }
        if files.is_empty() {
            return Ok(());
        }
        let mut transaction = Transaction::expected(connection).await?;
        let mut current = Current::shared(&mut transaction)?;
        for mut prepared in files {
            let (inside, before) = (transaction.connection(), prepared.revision.applied);
            match self.statements(inside, &mut prepared, None, &mut current).await {
                Ok(done) => self.table.note(transaction.connection(), &done).await?,
                Err(error) => {
                    let held = current.held.unwrap_or(before);
                    return Err(self.roll_back(transaction, &prepared.revision, (before, held), error).await);
                }
            }
            self.note(&prepared, before);
        }
        let files = list.iter().map(|migration| migration.up.file.clone()).collect();
        transaction.commit().await.map_err(|error| self.not_committed(error, files))
    }

    /// The error that the transaction of `files` was not committed.
    fn not_committed(&mut self, error: crate::Error, files: Vec<String>) -> crate::Error {
        (self.listener)(Event::Failed { error: &error.to_string() });
        MigrateError::NotCommitted { files, source: Box::new(error) }.into()
    }

    /// The file, and what the table is to say of it.
    fn prepare<'m>(&self, connection: &mut Connection, migration: &'m Migration) -> Result<Prepared<'m>> {
        let file = MigrationFile::read(&migration.up, connection.dialect().syntax())?;
        let revision = self.revisions.iter().find(|known| known.version == migration.version).cloned();
        let mut revision = revision.unwrap_or_else(|| Revision {
            version: migration.version.clone(),
            description: migration.description.clone(),
            operator: operator(),
            ..Revision::default()
        });
        // What did not take hold may have been corrected since.
        revision.hash = self.sum.hash(&migration.up.file).unwrap_or_default().to_owned();
        check_history(&file, &revision)?;
        revision.total = file.statements.len();
        let mode = file.tx_mode.unwrap_or(self.options.tx_mode);
        let progress = match mode {
            TxMode::None => Progress::Statement,
            TxMode::File | TxMode::All => Progress::within_transactions(connection)?,
        };
        Ok(Prepared { migration, file, revision, mode, progress, is_begun: false })
    }

    /// Goes on where an earlier run was cut off, which may have had other transactions than this one.
    async fn resume(&mut self, connection: &mut Connection, prepared: &mut Prepared<'_>) -> Result<()> {
        let Prepared { migration, file, revision, .. } = prepared;
        let Some(at) = self.revisions.iter().position(|known| known.version == migration.version) else {
            return Ok(());
        };
        let before = applied_before(self.migrations, &self.revisions[..at], self.table.format);
        let next = revision.applied;
        let step = Step::up(connection.dialect().as_ref(), &before, migration, next);
        if settle(connection, step, file, revision, Direction::Up, &mut self.answer).await?
            && let Some(statement) = file.statements.get(next)
        {
            (self.listener)(Event::Held(&statement.text));
        }
        revision.operator = operator();
        if !self.options.dry_run {
            clear(connection, self.listener, file, revision.applied).await?;
        }
        Ok(())
    }

    fn note(&mut self, Prepared { migration, file, .. }: &Prepared<'_>, before: usize) {
        self.files.push(AppliedFile {
            file: migration.up.file.clone(),
            version: migration.version.clone(),
            statements: file.statements.len() - before.min(file.statements.len()),
        });
    }

    /// Tells what would run.
    fn tell(&mut self, Prepared { migration, file, revision, .. }: &Prepared<'_>) {
        (self.listener)(Event::File(migration));
        for statement in file.statements.iter().skip(revision.applied) {
            (self.listener)(Event::Statement(&statement.text));
        }
        (self.listener)(Event::Done { elapsed: Duration::ZERO });
    }

    /// Takes a failed transaction back; its `error`, with what stays. Of the statements of the file, `before` took hold
    /// in earlier runs, `held` whatever becomes of the transaction. Whatever goes wrong meanwhile, as when the server is
    /// gone, the error of the statement is what the user wants to know.
    async fn roll_back(
        &mut self,
        mut transaction: Transaction<'_>,
        revision: &Revision,
        (before, held): (usize, usize),
        error: crate::Error,
    ) -> crate::Error {
        let progress = Progress::within_transactions(transaction.connection());
        let is_atomic = matches!(progress, Ok(Progress::File));
        let applied = self.rolled_back(transaction, revision, held).await.ok();
        if applied.is_none() && is_atomic && self.options.tx_mode == TxMode::All {
            self.files.clear();
        }
        with_done(error, applied.or(is_atomic.then_some(before)), &self.files)
    }

    /// Takes a failed transaction back; how many statements stay, which are the first `held` at least. What the server
    /// committed on the way stays in the table.
    async fn rolled_back(
        &mut self,
        transaction: Transaction<'_>,
        revision: &Revision,
        held: usize,
    ) -> Result<usize> {
        let connection = transaction.rollback().await?;
        // What was committed on the way is what the table says now.
        let stored = self.table.read(connection).await?;
        let holds = |version: &str| stored.iter().any(|r| r.version == version && !r.is_partial());
        self.files.retain(|file| holds(&file.version));
        if Progress::within_transactions(connection)? == Progress::File {
            return Ok(held);
        }
        let stored = stored.iter().find(|stored| stored.version == revision.version);
        let applied = stored.map_or(held, |stored| stored.applied.max(held));
        let mut kept = revision.clone();
        kept.back_to(Direction::Up, applied);
        self.table.write(connection, &kept).await?;
        Ok(applied)
    }

    /// Runs the statements that are left; the statement that says that they are done is still to be run, and says that
    /// `next` has begun.
    async fn statements(
        &mut self,
        connection: &mut Connection,
        prepared: &mut Prepared<'_>,
        next: Option<&Prepared<'_>>,
        current: &mut Current,
    ) -> Result<String> {
        let Prepared { migration, file, revision, progress, is_begun, .. } = prepared;
        (self.listener)(Event::File(migration));
        let (table, listener) = (self.table, &mut *self.listener);
        let (direction, progress, is_begun) = (Direction::Up, *progress, *is_begun);
        let next = next.map(|next| &next.revision);
        let mut execution = Execution { table, listener, file, direction, progress, is_begun, next };
        let outcome = execution.run(connection, revision, current).await;
        outcome.map_err(|error| with_done(error, None, &self.files))
    }
}

/// Statements that took hold must still be the same.
fn check_history(file: &MigrationFile, revision: &Revision) -> Result<()> {
    match revision.changed(Direction::Up, file.hashes()) {
        Some(at) => Err(MigrateError::HistoryChanged { file: file.name.clone(), statement: at + 1 }.into()),
        None => Ok(()),
    }
}

/// The error of a statement with the files that were applied before it, and what of its own file stays where that was
/// rolled back.
fn with_done(mut error: crate::Error, applied: Option<usize>, files: &[AppliedFile]) -> crate::Error {
    if let Some(failed) = error.failed_statement() {
        failed.applied = applied.unwrap_or(failed.applied);
        failed.done = files.iter().map(|file| file.version.clone()).collect();
    }
    error
}
