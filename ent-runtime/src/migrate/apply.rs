use std::future::IntoFuture;
use std::time::Duration;

use super::event::Listener;
use super::migrator::intact;
use super::{Event, InDoubt, LOCK, Lock, MigrationSource, Order, run};
use crate::connection::BoxFuture;
use crate::{Pool, Result, Stop};

/// Where transactions begin and end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TxMode {
    /// One for each file.
    #[default]
    File,
    /// One for all files of a run.
    All,
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

/// Applies what is pending of a directory; made by `client.schema().apply(&dir)` or by a
/// [`Migrator`](super::Migrator), and run by awaiting it.
///
/// One run at a time works on a database: the others wait for it, and find nothing left to do.
#[must_use = "nothing happens until it is awaited"]
pub struct Apply<'a> {
    pool: &'a Pool,
    source: &'a dyn MigrationSource,
    options: Options,
    listener: Listener<'a>,
}

pub(super) struct Options {
    pub(super) allow_dirty: bool,
    pub(super) baseline: Option<String>,
    pub(super) order: Order,
    pub(super) tx_mode: TxMode,
    pub(super) amount: Option<usize>,
    pub(super) dry_run: bool,
    pub(super) in_doubt: InDoubt,
    pub(super) revisions_schema: Option<String>,
    lock_timeout: Duration,
    stop: Option<Stop>,
}

impl<'a> Apply<'a> {
    pub(crate) fn new(pool: &'a Pool, source: &'a dyn MigrationSource) -> Self {
        let options = Options {
            allow_dirty: false,
            baseline: None,
            order: Order::default(),
            tx_mode: TxMode::default(),
            amount: None,
            dry_run: false,
            in_doubt: InDoubt::default(),
            revisions_schema: None,
            lock_timeout: Duration::from_secs(10),
            stop: None,
        };
        Self { pool, source, options, listener: Box::new(|_| ()) }
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

    /// Whether to tell what would run, and to run nothing; nothing is written, either.
    pub fn dry_run(mut self, dry: bool) -> Self {
        self.options.dry_run = dry;
        self
    }

    /// What to take a statement for at which a run was cut off, where the database does not tell whether it took hold.
    pub fn in_doubt(mut self, in_doubt: InDoubt) -> Self {
        self.options.in_doubt = in_doubt;
        self
    }

    /// The schema of the revisions table; by default that of the connection, or one of the table's
    /// own name where the connection has none.
    pub fn revisions_schema(mut self, schema: impl Into<String>) -> Self {
        self.options.revisions_schema = Some(schema.into());
        self
    }

    /// How long to wait for another run to end; 10 seconds by default.
    pub fn lock_timeout(mut self, timeout: Duration) -> Self {
        self.options.lock_timeout = timeout;
        self
    }

    /// Has the run stopped when `stop` is wanted: the server is told to stop the statement that it is at, which then has failed
    /// ([`FailedStatement::was_stopped`](super::FailedStatement::was_stopped)), and no other begins. On
    /// SQLite the run takes the progress handler of its connection for that.
    pub fn stop_when(mut self, stop: &Stop) -> Self {
        self.options.stop = Some(stop.clone());
        self
    }

    /// Has `listener` told what happens while it happens.
    pub fn on_event(mut self, listener: impl FnMut(Event<'_>) + Send + 'a) -> Self {
        self.listener = Box::new(listener);
        self
    }

    async fn run(mut self) -> Result<Applied> {
        let (dir, migrations) = intact(self.source)?;
        let mut connection = self.pool.acquire().await?;
        connection.heed(self.options.stop.as_ref()).await?;
        let lock = Lock::take(&mut connection, LOCK, self.options.lock_timeout).await?;
        let work =
            run::Work { source: self.source, dir: &dir, migrations: &migrations, options: &self.options };
        let outcome = work.run(&mut connection, &mut self.listener).await;
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
