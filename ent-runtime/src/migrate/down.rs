use std::future::IntoFuture;
use std::time::{Duration, Instant};

use ent_engine::author::{AuthorError, Doubt, Extent, Step, way_back};
use ent_engine::dir::{Format, Migration};

use super::changed::changed_since_applied;
use super::event::Listener;
use super::execute::{Current, Direction, Execution, Progress};
use super::file::MigrationFile;
use super::migrator::intact;
use super::pending::applied_before;
use super::resume::{Answer, settle};
use super::transaction::Transaction;
use super::{
    Event, InDoubt, LOCK, Lock, MigrateError, MigrationSource, Revision, RevisionKind, Revisions, TxMode,
    operator,
};
use crate::connection::BoxFuture;
use crate::{Connection, Error, Pool, Result, Stop};

/// What was reverted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reverted {
    /// The versions, the last one first.
    pub versions: Vec<String>,
    /// The version that the database is at now, if any.
    pub version: Option<String>,
}

/// Goes back over what was applied; made by [`Migrator::down`](super::Migrator::down), and run by awaiting it.
///
/// The way back over a version is its own down file. Where it has none, or was applied in part, it is worked out from
/// the directory: what the version made is dropped, what it renamed is renamed back. Before anything is changed, the
/// database is asked whether data would be lost by it.
#[must_use = "nothing happens until it is awaited"]
pub struct Down<'a> {
    pool: &'a Pool,
    source: &'a dyn MigrationSource,
    goal: Goal,
    dry_run: bool,
    allow_loss: bool,
    answer: Answer,
    revisions_schema: Option<String>,
    lock_timeout: Duration,
    stop: Option<Stop>,
    listener: Listener<'a>,
}

/// How far back.
enum Goal {
    Amount(usize),
    Version(String),
}

/// One version on the way back.
struct Leg<'r> {
    revision: &'r Revision,
    file: MigrationFile,
    doubts: Vec<Doubt>,
    staying: Vec<String>,
    /// The statement that comes next, if an earlier run was cut off.
    step: Option<std::result::Result<Step, AuthorError>>,
}

impl<'a> Down<'a> {
    pub(super) fn new(
        pool: &'a Pool,
        source: &'a dyn MigrationSource,
        revisions_schema: Option<String>,
    ) -> Self {
        Self {
            pool,
            source,
            goal: Goal::Amount(1),
            dry_run: false,
            allow_loss: false,
            answer: Answer::new(InDoubt::default()),
            revisions_schema,
            lock_timeout: Duration::from_secs(10),
            stop: None,
            listener: Box::new(|_| ()),
        }
    }

    /// Reverts so many versions, or as many as there are; one by default.
    pub fn amount(mut self, versions: usize) -> Self {
        self.goal = Goal::Amount(versions);
        self
    }

    /// Reverts all versions after this one, which must be applied.
    pub fn to(mut self, version: impl Into<String>) -> Self {
        self.goal = Goal::Version(version.into());
        self
    }

    /// Whether to tell what would run, and to run nothing but the checks of the first version.
    pub fn dry_run(mut self, dry: bool) -> Self {
        self.dry_run = dry;
        self
    }

    /// Whether data may be lost: no checks are made then.
    pub fn allow_loss(mut self, allow: bool) -> Self {
        self.allow_loss = allow;
        self
    }

    /// What to take a statement for at which a way down was cut off, where the database does not tell whether it took
    /// hold.
    pub fn in_doubt(mut self, in_doubt: InDoubt) -> Self {
        self.answer = Answer::new(in_doubt);
        self
    }

    /// How long to wait for another run to end; 10 seconds by default.
    pub fn lock_timeout(mut self, timeout: Duration) -> Self {
        self.lock_timeout = timeout;
        self
    }

    /// Has the run stopped when `stop` is wanted: the server is told to stop the statement that it is at, which then has failed
    /// ([`FailedStatement::was_stopped`](super::FailedStatement::was_stopped)), and no other begins. On
    /// SQLite the run takes the progress handler of its connection for that.
    pub fn stop_when(mut self, stop: &Stop) -> Self {
        self.stop = Some(stop.clone());
        self
    }

    /// Has `listener` told what happens while it happens.
    pub fn on_event(mut self, listener: impl FnMut(Event<'_>) + Send + 'a) -> Self {
        self.listener = Box::new(listener);
        self
    }

    async fn run(mut self) -> Result<Reverted> {
        let (dir, migrations) = intact(self.source)?;
        let mut connection = self.pool.acquire().await?;
        connection.heed(self.stop.as_ref()).await?;
        let lock = Lock::take(&mut connection, LOCK, self.lock_timeout).await?;
        let outcome = async {
            let table =
                Revisions::find(&mut connection, self.revisions_schema.as_deref(), dir.format).await?;
            let revisions = table.read(&mut connection).await?;
            if let Some(file) = changed_since_applied(&revisions, &dir, &migrations) {
                return Err(MigrateError::ChangedSinceApplied { file }.into());
            }
            let legs = legs(&connection, (dir.format, &migrations), &revisions, &self.goal)?;
            self.legs(&mut connection, &table, &revisions, legs).await
        }
        .await;
        let released = lock.release(&mut connection).await;
        // What went wrong first is what the user wants to know.
        let reverted = outcome?;
        released?;
        Ok(reverted)
    }

    async fn legs(
        &mut self,
        connection: &mut Connection,
        table: &Revisions,
        revisions: &[Revision],
        legs: Vec<Leg<'_>>,
    ) -> Result<Reverted> {
        let version =
            |left: usize| left.checked_sub(1).and_then(|last| revisions.get(last)).map(|r| &*r.version);
        let target = version(revisions.len() - legs.len());
        if let Some(current) = version(revisions.len()).filter(|_| !legs.is_empty()) {
            (self.listener)(Event::Reverting { current, target, count: legs.len() });
        }
        let mut done = Vec::new();
        for mut leg in legs {
            self.checks(connection, &leg, done.is_empty()).await?;
            (self.listener)(Event::Revert { version: &leg.revision.version });
            for statement in &leg.staying {
                (self.listener)(Event::Stays(statement));
            }
            if self.dry_run {
                for statement in &leg.file.statements {
                    (self.listener)(Event::Statement(&statement.text));
                }
                (self.listener)(Event::Done { elapsed: Duration::ZERO });
            } else {
                self.leg(connection, table, &mut leg).await.map_err(|mut error| {
                    if let Some(failed) = error.failed_statement() {
                        failed.done.clone_from(&done);
                    }
                    error
                })?;
            }
            done.push(leg.revision.version.clone());
        }
        // A dry run does not look.
        if self.answer.is_idle() && !self.dry_run {
            (self.listener)(Event::NothingInDoubt);
        }
        Ok(Reverted { versions: done, version: target.map(str::to_owned) })
    }

    /// Asks whether data would be lost. In a dry run the tables are not what later versions would find.
    async fn checks(&mut self, connection: &mut Connection, leg: &Leg<'_>, is_first: bool) -> Result<()> {
        // What has begun has been checked.
        if self.allow_loss || leg.doubts.is_empty() || leg.revision.is_reverting() {
            return Ok(());
        }
        let version = &leg.revision.version;
        (self.listener)(Event::Checks { version });
        let begin = Instant::now();
        let mut lost = Vec::new();
        for doubt in &leg.doubts {
            (self.listener)(Event::Statement(&doubt.check));
            if self.dry_run && !is_first {
                continue;
            }
            let failed = |source| Error::sql("checking whether data would be lost", source);
            let answer = connection.value(&doubt.check).await.map_err(failed)?;
            if !answer.is_some_and(|answer| matches!(&*answer, "1" | "t" | "true")) {
                lost.push(doubt.message.clone());
            }
        }
        if lost.is_empty() {
            (self.listener)(Event::Done { elapsed: begin.elapsed() });
            return Ok(());
        }
        let error = MigrateError::WouldLose { version: version.clone(), lost };
        (self.listener)(Event::Failed { error: &error.to_string() });
        Err(error.into())
    }

    async fn leg(&mut self, connection: &mut Connection, table: &Revisions, leg: &mut Leg<'_>) -> Result<()> {
        let mut revision = leg.revision.clone();
        let next = revision.done(Direction::Down);
        if let Some(step) = leg.step.take()
            && settle(connection, step, &leg.file, &mut revision, Direction::Down, &mut self.answer).await?
            && let Some(statement) = leg.file.statements.get(next)
        {
            (self.listener)(Event::Held(&statement.text));
        }
        revision.operator = operator();
        let (file, listener) = (&leg.file, &mut self.listener);
        let is_alone = file.tx_mode == Some(TxMode::None);
        let progress =
            if is_alone { Progress::Statement } else { Progress::within_transactions(connection)? };
        let direction = Direction::Down;
        let mut execution =
            Execution { table, listener, file, direction, progress, is_begun: false, next: None };
        let mut current = Current::none();
        let (mut error, connection) = if is_alone {
            match execution.run(connection, &mut revision, &mut current).await {
                Ok(done) => return table.note(connection, &done).await,
                Err(error) => (error, Some(connection)),
            }
        } else {
            let mut transaction = Transaction::expected(connection).await?;
            current = Current::of(&mut transaction)?;
            match execution.run(transaction.connection(), &mut revision, &mut current).await {
                Ok(done) => {
                    let committed = transaction.commit_with(&done).await;
                    return committed.map_err(|error| {
                        (self.listener)(Event::Failed { error: &error.to_string() });
                        let files = vec![leg.file.name.clone()];
                        MigrateError::NotCommitted { files, source: Box::new(error) }.into()
                    });
                }
                // Where it can't be rolled back, the server is gone: what the statement met is what the user wants to know.
                Err(error) => (error, transaction.rollback().await.ok()),
            }
        };
        let before = leg.revision.done(Direction::Down);
        let stays = match connection {
            _ if progress == Progress::File => Some(before),
            Some(connection) => {
                let held = current.held.unwrap_or(before);
                note_failure(connection, table, &revision, (leg.revision, held)).await.ok()
            }
            None => None,
        };
        if let Some(failed) = error.failed_statement() {
            failed.applied = stays.unwrap_or(failed.applied);
        }
        Err(error)
    }
}

/// Writes why a way down stopped, on top of what took hold on the way, which are the first `held` statements at least:
/// the number of statements that stay.
async fn note_failure(
    connection: &mut Connection,
    table: &Revisions,
    failed: &Revision,
    (before, held): (&Revision, usize),
) -> Result<usize> {
    let revisions = table.read(connection).await?;
    let stored = revisions.iter().find(|row| row.version == failed.version);
    let stays = stored.map_or(held, |stored| stored.done(Direction::Down).max(held));
    let mut kept = failed.clone();
    kept.back_to(Direction::Down, stays);
    if stays == 0 {
        // The version is as it was.
        kept.partial_hashes.clone_from(&before.partial_hashes);
    }
    table.write(connection, &kept).await?;
    Ok(stays)
}

impl<'a> IntoFuture for Down<'a> {
    type Output = Result<Reverted>;
    type IntoFuture = BoxFuture<'a, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.run())
    }
}

/// All ways back, worked out before any is gone.
fn legs<'r>(
    connection: &Connection,
    (format, migrations): (Format, &[Migration]),
    revisions: &'r [Revision],
    goal: &Goal,
) -> Result<Vec<Leg<'r>>> {
    let from = match goal {
        Goal::Amount(amount) => revisions.len().saturating_sub(*amount),
        Goal::Version(version) => match revisions.iter().position(|revision| revision.version == *version) {
            Some(at) => at + 1,
            None if migrations.iter().any(|migration| migration.version == *version) => {
                return Err(MigrateError::NotApplied(version.clone()).into());
            }
            None => return Err(MigrateError::UnknownVersion(version.clone()).into()),
        },
    };
    let mut legs = Vec::new();
    for (at, revision) in revisions.iter().enumerate().skip(from).rev() {
        if revision.kind == RevisionKind::BASELINE {
            if legs.is_empty() || matches!(goal, Goal::Version(_)) {
                return Err(MigrateError::Baseline(revision.version.clone()).into());
            }
            break;
        }
        legs.push(leg(
            connection,
            migrations,
            applied_before(migrations, &revisions[..at], format),
            revision,
        )?);
    }
    Ok(legs)
}

fn leg<'r>(
    connection: &Connection,
    migrations: &[Migration],
    before: Vec<Migration>,
    revision: &'r Revision,
) -> Result<Leg<'r>> {
    let version = &revision.version;
    let migration = migrations
        .iter()
        .find(|migration| migration.version == *version)
        .ok_or_else(|| MigrateError::UnknownVersion(version.clone()))?;
    let extent = if revision.is_partial() { Extent::Statements(revision.applied) } else { Extent::Whole };
    let dialect = connection.dialect();
    let way = way_back(dialect.as_ref(), &before, migration, extent)
        .map_err(|source| MigrateError::WayBack { version: version.clone(), source })?;
    let file = match &way.script {
        Some(script) => MigrationFile::read(script, dialect.syntax())?,
        None => {
            let name = format!("the way back over {}", migration.up.file);
            MigrationFile::of_plan(name, &way.plan, dialect.syntax())
        }
    };
    if let Some(at) = revision.changed(Direction::Down, file.hashes()) {
        return Err(MigrateError::HistoryChanged { file: file.name, statement: at + 1 }.into());
    }
    let step = revision.is_reverting().then(|| {
        let done = revision.done(Direction::Down);
        Step::back(dialect.as_ref(), &before, migration, extent, &way, done)
    });
    Ok(Leg { revision, file, doubts: way.doubts, staying: way.staying, step })
}
