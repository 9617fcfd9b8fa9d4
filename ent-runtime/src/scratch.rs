//! Scratch: an empty database that is lent to find out what SQL makes of it.
//!
//! Replay knows that without a database. Where a server's own word is wanted, or where replay refuses a statement, a
//! database is lent: it must be empty, SQL runs there, the database is inspected, and all of it goes again. A mark in it
//! says that what else is there is ours, should we be cut off: the next loan begins by clearing up.

mod baseline;
mod error;
#[cfg(feature = "mysql")]
mod mysql;
#[cfg(feature = "postgres")]
mod postgres;
#[cfg(feature = "sqlite")]
mod sqlite;

use std::time::Duration;

use ent_engine::dir::Script;
use ent_engine::model::Realm;
use ent_engine::sql::{StatementKind, split};

pub use error::ScratchError;
#[cfg(feature = "mysql")]
pub(crate) use mysql::Mysql;
#[cfg(feature = "postgres")]
pub(crate) use postgres::Postgres;
#[cfg(feature = "sqlite")]
pub(crate) use sqlite::Sqlite;

use baseline::Baseline;

use crate::backend::{run, value};
use crate::connection::BoxFuture;
use crate::migrate::Lock;
use crate::{Connection, Pool, Result, Scope, inspect};

/// Name of the table, or of the database, that says that a database is lent.
pub(crate) const MARK: &str = "ent_scratch";

/// How long to wait for another loan of the same database.
const PATIENCE: Duration = Duration::from_secs(30);

/// What of a database is lent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Extent {
    /// The schema of the connection.
    Schema,
    /// All of it, with whatever schemas there will be.
    Server,
}

/// What is lent, in the words of the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Lent {
    /// One schema, by its name.
    Schema(String),
    /// All schemas.
    Server,
}

/// What a loan asks of a database.
pub(crate) trait Lending: Send + Sync {
    /// Whether SQL runs in a session of its own, which takes with it what it set. The only connection to a database in
    /// memory can't be parted with.
    fn has_sessions(&self) -> bool {
        true
    }

    /// Something that an empty database would not have, if there is anything: `table "users"`.
    fn found<'a>(
        &'a self,
        connection: &'a mut Connection,
        lent: &'a Lent,
    ) -> BoxFuture<'a, Result<Option<String>>>;

    /// What is there and stays, in words that [`clear`](Self::clear) understands.
    fn kept<'a>(&'a self, connection: &'a mut Connection, lent: &'a Lent) -> BoxFuture<'a, Result<String>>;

    /// What an earlier loan kept, if its mark is still there.
    fn marked<'a>(
        &'a self,
        connection: &'a mut Connection,
        lent: &'a Lent,
    ) -> BoxFuture<'a, Result<Option<String>>>;

    /// The statements that leave the mark.
    fn mark(&self, lent: &Lent, kept: &str) -> String;

    /// Removes all but what is `kept`; the mark goes last.
    fn clear<'a>(
        &'a self,
        connection: &'a mut Connection,
        lent: &'a Lent,
        kept: &'a str,
    ) -> BoxFuture<'a, Result<()>>;
}

/// An empty database that is lent, one loan at a time.
///
/// Whoever stops waiting for [`state`](Self::state) calls [`give_back`](Self::give_back), as does everybody else in the end.
pub struct Scratch {
    pool: Pool,
    keeper: Connection,
    /// Where SQL runs, while it does.
    session: Option<Connection>,
    lock: Lock,
    lent: Lent,
    scope: Scope,
    kept: String,
    baseline: Baseline,
    /// Whether the database holds what is to go.
    is_used: bool,
}

impl Scratch {
    /// Borrows the database of `pool`, or its schema of the connection.
    ///
    /// # Errors
    /// When something is in it that no loan left there, or somebody else has it on loan for half a minute.
    pub async fn borrow(pool: &Pool, extent: Extent) -> Result<Self> {
        Self::borrow_within(pool, extent, PATIENCE).await
    }

    /// Borrows as [`borrow`](Self::borrow) does, and waits no longer than `patience` for somebody else's loan.
    ///
    /// # Errors
    /// As `borrow`.
    pub async fn borrow_within(pool: &Pool, extent: Extent, patience: Duration) -> Result<Self> {
        let mut keeper = pool.acquire().await?;
        let (lent, scope) = match extent {
            Extent::Server => (Lent::Server, Scope::All),
            Extent::Schema => {
                let query = keeper.backend()?.current_schema_query();
                let name = value(&mut keeper, "asking for the current schema", query).await?;
                (Lent::Schema(name.ok_or(ScratchError::NoSchema)?), Scope::Connected)
            }
        };
        let lock = match &lent {
            Lent::Schema(name) => format!("{MARK}_{}", name.replace(['\'', '\\'], "_")),
            Lent::Server => MARK.to_owned(),
        };
        let lock = Lock::take(&mut keeper, &lock, patience).await?;
        let (kept, baseline) = match check(&mut keeper, &lent, &scope).await {
            Ok(found) => found,
            Err(error) => {
                lock.release(&mut keeper).await?;
                return Err(error);
            }
        };
        Ok(Self {
            pool: pool.clone(),
            keeper,
            session: None,
            lock,
            lent,
            scope,
            kept,
            baseline,
            is_used: false,
        })
    }

    /// What `scripts`, one after the other, make of the empty database, which is empty again then.
    ///
    /// Data after a `COPY` is passed over, as are commands to a client that change nothing.
    ///
    /// # Errors
    /// The statement that the database refused, with its place, or what kept us from inspecting or clearing.
    pub async fn state(&mut self, scripts: &[Script]) -> Result<Realm> {
        let lending = self.keeper.backend()?.lending();
        let mark = lending.mark(&self.lent, &self.kept);
        self.is_used = true;
        run(&mut self.keeper, "marking the database", &mark).await?;
        let outcome = self.worked_out(lending, scripts).await;
        self.clear(lending).await?;
        outcome
    }

    async fn worked_out(&mut self, lending: &dyn Lending, scripts: &[Script]) -> Result<Realm> {
        let mut baseline = self.baseline.clone();
        if lending.has_sessions() {
            let session = self.session.insert(self.pool.acquire().await?);
            run_scripts(session, scripts, &mut baseline).await?;
            self.end_session().await?;
        } else {
            run_scripts(&mut self.keeper, scripts, &mut baseline).await?;
        }
        let mut realm = inspect(&mut self.keeper, &self.scope).await?;
        for schema in &mut realm.schemas {
            schema.tables.retain(|table| table.name != MARK);
        }
        realm.schemas.retain(|schema| schema.name != MARK);
        baseline.take_from(&mut realm);
        Ok(realm)
    }

    /// Ends the session that SQL runs in, with what it set, began or locked.
    async fn end_session(&mut self) -> Result<()> {
        let Some(mut session) = self.session.take() else { return Ok(()) };
        // It is answered after a statement that nobody waits for any more, which may still be running.
        let _ = session.execute("ROLLBACK").await;
        session.close().await
    }

    async fn clear(&mut self, lending: &dyn Lending) -> Result<()> {
        self.end_session().await?;
        lending.clear(&mut self.keeper, &self.lent, &self.kept).await?;
        self.is_used = false;
        Ok(())
    }

    /// Gives the database back, empty.
    ///
    /// # Errors
    /// When it can't be cleared.
    pub async fn give_back(mut self) -> Result<()> {
        let lending = self.keeper.backend()?.lending();
        let cleared = if self.is_used { self.clear(lending).await } else { Ok(()) };
        self.lock.release(&mut self.keeper).await?;
        cleared
    }
}

/// Sees to it that the database is empty; what is kept of it, and what it came with.
async fn check(keeper: &mut Connection, lent: &Lent, scope: &Scope) -> Result<(String, Baseline)> {
    let lending = keeper.backend()?.lending();
    if let Some(kept) = lending.marked(keeper, lent).await? {
        lending.clear(keeper, lent, &kept).await?;
    }
    if let Some(found) = lending.found(keeper, lent).await? {
        return Err(ScratchError::NotClean { found }.into());
    }
    let kept = lending.kept(keeper, lent).await?;
    let baseline = match kept.as_str() {
        "" => Baseline::default(),
        _ => Baseline::of(inspect(keeper, scope).await?, lent, keeper.dialect().as_ref()),
    };
    Ok((kept, baseline))
}

async fn run_scripts(connection: &mut Connection, scripts: &[Script], baseline: &mut Baseline) -> Result<()> {
    let dialect = connection.dialect();
    for script in scripts {
        let file = || script.file.clone();
        let statements = split(&script.text, dialect.syntax())
            .map_err(|source| ScratchError::Split { file: file(), source })?;
        for statement in statements {
            let at = |source| ScratchError::Statement {
                file: file(),
                line: statement.start.line,
                sql: statement.sql().to_owned(),
                source,
            };
            match statement.kind {
                StatementKind::Sql => {
                    connection.execute(statement.sql()).await.map_err(at)?;
                    baseline.ran(&statement, dialect.as_ref());
                }
                StatementKind::CopyData => {}
                StatementKind::ClientCommand => {
                    let (name, args) = statement.client_command().unwrap_or_default();
                    let changes_nothing =
                        dialect.client_command(name, args).is_ok_and(|effects| effects.is_empty());
                    if !changes_nothing {
                        let (line, command) = (statement.start.line, statement.sql().to_owned());
                        return Err(ScratchError::ClientCommand { file: file(), line, command }.into());
                    }
                }
            }
        }
    }
    Ok(())
}
