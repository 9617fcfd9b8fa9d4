use std::future::IntoFuture;
use std::time::{Duration, Instant};

use ent_engine::dir::{Dir, Migration, Sum};

use super::changed::changed_since_applied;
use super::file::{MigrationFile, is_checkpoint};
use super::pending::{Known, pending};
use super::transaction::Transaction;
use super::{
    FailedStatement, Lock, MigrateError, MigrationSource, Order, REVISIONS_TABLE, Revision, RevisionKind,
    Revisions,
};
use crate::connection::BoxFuture;
use crate::inspect::Scope;
use crate::{Connection, Pool, Result};

/// Name of the lock that Atlas takes, too.
const LOCK: &str = "atlas_migrate_execute";

/// Where transactions begin and end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TxMode {
    /// One for each file.
    #[default]
    File,
    /// None: every statement takes hold by itself.
    None,
}

/// What was applied.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Applied {
    /// The files, in order.
    pub files: Vec<AppliedFile>,
    /// The version that the database is at now, if any.
    pub version: Option<String>,
}

/// A file that was applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppliedFile {
    /// Path below the directory.
    pub file: String,
    /// Its version.
    pub version: String,
    /// Statements that this run executed: less than all where an earlier run had begun.
    pub statements: usize,
}

/// Applies what is pending of a directory; made by `client.schema().apply(&dir)` and run by
/// awaiting it.
///
/// One run at a time works on a database: the others wait for it, and find nothing left to do.
#[must_use = "nothing happens until it is awaited"]
pub struct Apply<'a> {
    pool: &'a Pool,
    source: &'a dyn MigrationSource,
    options: Options,
}

struct Options {
    allow_dirty: bool,
    baseline: Option<String>,
    order: Order,
    tx_mode: TxMode,
    amount: Option<usize>,
    lock_timeout: Duration,
    lock_name: String,
}

impl<'a> Apply<'a> {
    pub(crate) fn new(pool: &'a Pool, source: &'a dyn MigrationSource) -> Self {
        let options = Options {
            allow_dirty: false,
            baseline: None,
            order: Order::default(),
            tx_mode: TxMode::default(),
            amount: None,
            lock_timeout: Duration::from_secs(10),
            lock_name: LOCK.to_owned(),
        };
        Self { pool, source, options }
    }

    /// Whether the first run may find tables in the database; by default it must not.
    pub fn allow_dirty(mut self, allow: bool) -> Self {
        self.options.allow_dirty = allow;
        self
    }

    /// Takes a database without revisions to be at `version` of the directory.
    pub fn baseline(mut self, version: impl Into<String>) -> Self {
        self.options.baseline = Some(version.into());
        self
    }

    /// What to do about files that sort before what is applied.
    pub fn order(mut self, order: Order) -> Self {
        self.options.order = order;
        self
    }

    /// Where transactions begin and end, unless a file says otherwise (`-- atlas:txmode none`).
    pub fn tx_mode(mut self, mode: TxMode) -> Self {
        self.options.tx_mode = mode;
        self
    }

    /// Applies at most so many files.
    pub fn amount(mut self, files: usize) -> Self {
        self.options.amount = Some(files);
        self
    }

    /// How long to wait for another run to end; 10 seconds by default.
    pub fn lock_timeout(mut self, timeout: Duration) -> Self {
        self.options.lock_timeout = timeout;
        self
    }

    async fn run(self) -> Result<Applied> {
        let dir = self.source.load().map_err(MigrateError::Dir)?;
        dir.check_sum().map_err(|error| MigrateError::Dir(error.into()))?;
        let migrations = dir.migrations().map_err(MigrateError::Dir)?;
        let mut connection = self.pool.acquire().await?;
        let lock = Lock::take(&mut connection, &self.options.lock_name, self.options.lock_timeout).await?;
        let outcome = run_locked(&mut connection, self.source, &dir, &migrations, &self.options).await;
        let released = lock.release(&mut connection).await;
        // What went wrong first is what the user wants to know.
        let applied = outcome?;
        released?;
        Ok(applied)
    }
}

impl<'a> IntoFuture for Apply<'a> {
    type Output = Result<Applied>;
    type IntoFuture = BoxFuture<'a, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.run())
    }
}

async fn run_locked(
    connection: &mut Connection,
    source: &dyn MigrationSource,
    dir: &Dir,
    migrations: &[Migration],
    options: &Options,
) -> Result<Applied> {
    let mut table = Revisions::find(connection).await?;
    let mut revisions = table.read(connection).await?;
    if let Some(file) = changed_since_applied(&revisions, dir, migrations) {
        return Err(MigrateError::ChangedSinceApplied { file }.into());
    }
    let known: Vec<Known<'_>> = migrations
        .iter()
        .map(|migration| Known { migration, is_checkpoint: is_checkpoint(&migration.up.text) })
        .collect();
    let list = pending(&known, &revisions, options.baseline.as_deref(), options.order)?;
    let is_first_run = revisions.is_empty();
    if is_first_run && options.baseline.is_none() && !options.allow_dirty && !list.is_empty() {
        check_clean(connection).await?;
    }
    table.ensure(connection).await?;
    if let Some(version) = options.baseline.as_ref().filter(|_| is_first_run) {
        let description = migrations.iter().find(|migration| migration.version == *version);
        let revision = Revision {
            version: version.clone(),
            description: description.map(|migration| migration.description.clone()).unwrap_or_default(),
            kind: RevisionKind::BASELINE,
            operator: operator(),
            ..Revision::default()
        };
        table.write(connection, &revision).await?;
        revisions.push(revision);
    }
    let mut run = Run { table: &table, sum: dir.sum(), tx_mode: options.tx_mode, files: Vec::new() };
    for migration in list.into_iter().take(options.amount.unwrap_or(usize::MAX)) {
        let revision = revisions.iter().find(|revision| revision.version == migration.version);
        run.file(connection, migration, revision.cloned()).await?;
        source.applied(dir, migration).map_err(MigrateError::Dir)?;
    }
    let version = run.files.last().map(|file| file.version.clone());
    let version = version.or_else(|| revisions.last().map(|revision| revision.version.clone()));
    Ok(Applied { files: run.files, version })
}

/// A database that has no revisions must have nothing else either.
async fn check_clean(connection: &mut Connection) -> Result<()> {
    let realm = crate::inspect::inspect(connection, &Scope::Connected).await?;
    let mut tables = realm.tables().map(|(_, table)| table.name.as_str());
    match tables.find(|name| *name != REVISIONS_TABLE) {
        Some(name) => Err(MigrateError::NotClean { found: format!("table {name:?}") }.into()),
        None => Ok(()),
    }
}

/// Who we are, in the revisions table.
fn operator() -> String {
    format!("ent {}", env!("CARGO_PKG_VERSION"))
}

/// One run over the pending files.
struct Run<'a> {
    table: &'a Revisions,
    sum: Sum,
    tx_mode: TxMode,
    files: Vec<AppliedFile>,
}

impl Run<'_> {
    /// Applies one file, from the statement after the last that took hold.
    async fn file(
        &mut self,
        connection: &mut Connection,
        migration: &Migration,
        revision: Option<Revision>,
    ) -> Result<()> {
        let syntax = connection.dialect().syntax();
        let file = MigrationFile::read(migration, syntax)?;
        let mut revision = revision.unwrap_or_else(|| Revision {
            version: migration.version.clone(),
            description: migration.description.clone(),
            total: file.statements.len(),
            hash: self.sum.hash(&migration.up.file).unwrap_or_default().to_owned(),
            ..Revision::default()
        });
        revision.operator = operator();
        self.check_history(&file, &revision, migration)?;
        revision.total = file.statements.len();
        let before = revision.applied;
        match file.tx_mode.unwrap_or(self.tx_mode) {
            TxMode::None => self.statements(connection, &file, &mut revision, migration, true).await?,
            TxMode::File => self.in_transaction(connection, &file, &mut revision, migration).await?,
        }
        self.files.push(AppliedFile {
            file: migration.up.file.clone(),
            version: migration.version.clone(),
            statements: file.statements.len() - before.min(file.statements.len()),
        });
        Ok(())
    }

    /// Statements that took hold must still be the same.
    fn check_history(&self, file: &MigrationFile, revision: &Revision, migration: &Migration) -> Result<()> {
        let statements = file.statements.iter().map(|statement| statement.hash.as_str());
        let changed = statements
            .map(Some)
            .chain(std::iter::repeat(None))
            .zip(revision.partial_hashes.iter().take(revision.applied))
            .position(|(now, then)| now != Some(then.as_str()));
        match changed {
            Some(at) => {
                let file = migration.up.file.clone();
                Err(MigrateError::HistoryChanged { file, statement: at + 1 }.into())
            }
            None => Ok(()),
        }
    }

    /// The file in one transaction, its revision with it. Where the server commits DDL by itself,
    /// progress is written after every statement all the same.
    async fn in_transaction(
        &self,
        connection: &mut Connection,
        file: &MigrationFile,
        revision: &mut Revision,
        migration: &Migration,
    ) -> Result<()> {
        let is_atomic = connection.backend()?.has_transactional_ddl();
        let before = revision.applied;
        let mut transaction = Transaction::begin(connection).await?;
        let outcome = self.statements(transaction.connection(), file, revision, migration, !is_atomic).await;
        let Err(error) = outcome else { return transaction.commit().await };
        transaction.rollback().await?;
        if is_atomic {
            return Err(taken_back(error, before));
        }
        // What was committed on the way is what the table says now.
        let stored = self.table.read(connection).await?;
        let stored = stored.into_iter().find(|stored| stored.version == revision.version);
        let applied = stored.as_ref().map_or(before, |stored| stored.applied);
        let mut kept = stored.unwrap_or_else(|| Revision { applied, ..revision.clone() });
        kept.partial_hashes.truncate(applied);
        kept.error.clone_from(&revision.error);
        kept.error_statement.clone_from(&revision.error_statement);
        self.table.write(connection, &kept).await?;
        Err(taken_back(error, applied))
    }

    /// Runs the statements that are left, and writes the revision: at the end, or after each one.
    async fn statements(
        &self,
        connection: &mut Connection,
        file: &MigrationFile,
        revision: &mut Revision,
        migration: &Migration,
        each: bool,
    ) -> Result<()> {
        if each {
            self.table.write(connection, revision).await?;
        }
        for statement in file.statements.iter().skip(revision.applied) {
            let start = Instant::now();
            let outcome = connection.execute(&statement.sql).await;
            revision.execution_time += start.elapsed();
            if let Err(source) = outcome {
                revision.error = Some(source.to_string());
                revision.error_statement = Some(statement.sql.clone());
                if each {
                    self.table.write(connection, revision).await?;
                }
                return Err(MigrateError::Statement(Box::new(FailedStatement {
                    file: migration.up.file.clone(),
                    line: statement.line,
                    sql: statement.sql.clone(),
                    applied: revision.applied,
                    total: file.statements.len(),
                    done: self.files.iter().map(|file| file.version.clone()).collect(),
                    source,
                }))
                .into());
            }
            revision.applied += 1;
            revision.partial_hashes.push(statement.hash.clone());
            revision.error = None;
            revision.error_statement = None;
            if each && revision.applied < file.statements.len() {
                self.table.write(connection, revision).await?;
            }
        }
        revision.partial_hashes.clear();
        self.table.write(connection, revision).await
    }
}

/// The error of a statement whose file was rolled back to `applied` statements.
fn taken_back(error: crate::Error, applied: usize) -> crate::Error {
    match error {
        crate::Error::Migrate(MigrateError::Statement(mut failed)) => {
            failed.applied = applied;
            MigrateError::Statement(failed).into()
        }
        error => error,
    }
}
