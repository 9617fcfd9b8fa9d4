use std::future::IntoFuture;
use std::io::Write;
use std::time::Duration;

use ent_engine::diff::TextValues;
use ent_engine::plan::Plan;

use super::{SchemaApi, state};
use crate::connection::BoxFuture;
use crate::migrate::{Lock, Transaction};
use crate::{Connection, Error, Result};

/// Name of the lock: no two runs change a schema at once.
const LOCK: &str = "ent_schema_create";
/// How long to wait for another run.
const PATIENCE: Duration = Duration::from_secs(30);

/// Brings a database to the entities; made by [`SchemaApi::create`] and run by awaiting it. The
/// result is the plan that was carried out; empty when there was nothing to do.
#[must_use = "nothing happens until it is awaited"]
pub struct Create<'c> {
    api: SchemaApi<'c>,
}

impl<'c> Create<'c> {
    pub(super) fn new(api: SchemaApi<'c>) -> Self {
        Self { api }
    }

    /// Whether columns that the entities lack are dropped with their data.
    pub fn drop_columns(self, drop: bool) -> Self {
        Self { api: self.api.drop_columns(drop) }
    }

    /// Whether indexes that the entities lack are dropped.
    pub fn drop_indexes(self, drop: bool) -> Self {
        Self { api: self.api.drop_indexes(drop) }
    }

    /// Whether foreign keys are made at all; they are by default.
    pub fn foreign_keys(self, make: bool) -> Self {
        Self { api: self.api.foreign_keys(make) }
    }

    /// The statements, without running them.
    pub(super) async fn plan(self) -> Result<Plan> {
        let mut connection = self.api.client.pool().acquire().await?;
        self.plan_over(&mut connection).await
    }

    /// Writes the statements to `out`, one a line with a `;`, instead of running them.
    ///
    /// # Errors
    /// When the database can't be read or brought to the entities, or `out` refuses.
    pub async fn dry_run(self, out: &mut (dyn Write + Send)) -> Result<Plan> {
        let plan = self.plan().await?;
        for statement in &plan.statements {
            writeln!(out, "{};", statement.sql).map_err(Error::Output)?;
        }
        Ok(plan)
    }

    async fn plan_over(&self, connection: &mut Connection) -> Result<Plan> {
        let dialect = connection.dialect();
        let SchemaApi { client, options } = &self.api;
        let next = state::desired(client.graph(), dialect.as_ref(), client.lowering())?;
        let previous = state::connected(connection, &next).await?;
        let (plan, _) = state::plan(dialect.as_ref(), &previous, &next, options, TextValues::Keep)?;
        Ok(plan)
    }

    async fn run(self) -> Result<Plan> {
        let mut connection = self.api.client.pool().acquire().await?;
        let lock = Lock::take(&mut connection, LOCK, PATIENCE).await?;
        let outcome = self.run_locked(&mut connection).await;
        let released = lock.release(&mut connection).await;
        let plan = outcome?;
        released?;
        Ok(plan)
    }

    async fn run_locked(&self, connection: &mut Connection) -> Result<Plan> {
        let plan = self.plan_over(connection).await?;
        if plan.is_empty() {
            return Ok(plan);
        }
        if plan.statements.iter().any(|statement| statement.outside_transaction) {
            execute(connection, &plan).await?;
            return Ok(plan);
        }
        let mut transaction = Transaction::begin(connection).await?;
        match execute(transaction.connection(), &plan).await {
            Ok(()) => transaction.commit().await?,
            Err(error) => {
                transaction.rollback().await?;
                return Err(error);
            }
        }
        Ok(plan)
    }
}

impl<'c> IntoFuture for Create<'c> {
    type Output = Result<Plan>;
    type IntoFuture = BoxFuture<'c, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.run())
    }
}

async fn execute(connection: &mut Connection, plan: &Plan) -> Result<()> {
    for statement in &plan.statements {
        let done = connection.execute(&statement.sql).await;
        done.map_err(|source| Error::Statement {
            comment: statement.comment.clone(),
            sql: statement.sql.clone(),
            source,
        })?;
    }
    Ok(())
}
