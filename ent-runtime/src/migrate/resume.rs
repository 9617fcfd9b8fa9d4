//! Going on with a file in which an earlier run was cut off.

use ent_engine::author::{AuthorError, Step, Trace};

use super::effect::Effect;
use super::execute::Direction;
use super::file::{FileStatement, MigrationFile};
use super::{MigrateError, REVISIONS_TABLE, Revision};
use crate::Connection;
use crate::inspect::{Scope, inspect};

/// What to take a statement for at which a run was cut off, where the database does not tell whether it took hold.
///
/// It counts for that one statement. What the database tells is never asked of anybody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InDoubt {
    /// Nothing: [`MigrateError::Uncertain`], so that somebody looks.
    #[default]
    Refuse,
    /// Done: what follows is next.
    TookHold,
    /// Not done: it runs again.
    RunAgain,
}

/// What somebody says of a statement in doubt, and whether one was.
pub(super) struct Answer {
    in_doubt: InDoubt,
    is_used: bool,
}

impl Answer {
    pub(super) fn new(in_doubt: InDoubt) -> Self {
        Self { in_doubt, is_used: false }
    }

    /// Whether it was given for nothing.
    pub(super) fn is_idle(&self) -> bool {
        self.in_doubt != InDoubt::Refuse && !self.is_used
    }

    /// Whether the statement took hold; `None` where nobody says.
    fn take(&mut self) -> Option<bool> {
        if self.is_used {
            return None;
        }
        let took_hold = match self.in_doubt {
            InDoubt::Refuse => return None,
            InDoubt::TookHold => true,
            InDoubt::RunAgain => false,
        };
        self.is_used = true;
        Some(took_hold)
    }
}

/// Finds out whether the first statement that is still to come, which is `step`, took hold in a run that was cut off before it could note
/// so, and notes it then: whether it did. Where the database does not tell, `answer` does.
///
/// A statement that failed was noted; one that changes rows went in one transaction with its note, unless another tool ran
/// it.
///
/// # Errors
/// When the database is neither as it was before the statement nor as it is after, and there is no answer.
pub(super) async fn settle(
    connection: &mut Connection,
    step: Result<Step, AuthorError>,
    file: &MigrationFile,
    revision: &mut Revision,
    direction: Direction,
    answer: &mut Answer,
) -> crate::Result<bool> {
    let Some(statement) = file.statements.get(revision.done(direction)) else { return Ok(false) };
    let is_rows = statement.effect == Effect::Rows && !file.has_transactions;
    if revision.error.is_some() || is_rows && revision.tells_of_rows() {
        return Ok(false);
    }
    let dialect = connection.dialect();
    let trace = match step {
        Ok(step) => {
            let mut live = inspect(connection, &Scope::Schemas(step.schemas())).await?;
            for schema in &mut live.schemas {
                schema.tables.retain(|table| table.name != REVISIONS_TABLE);
            }
            step.trace(dialect.as_ref(), &live)
        }
        // What can't be replayed can't be told, either.
        Err(_) => Trace::Unclear,
    };
    let took_hold = match trace {
        Trace::Held => true,
        Trace::NotHeld => false,
        Trace::Nothing if statement.effect != Effect::Anything && !is_rows => false,
        Trace::Nothing | Trace::Unclear => {
            answer.take().ok_or_else(|| uncertain(file, statement, revision, direction))?
        }
    };
    if took_hold {
        revision.step(direction, &statement.hash);
    }
    Ok(took_hold)
}

fn uncertain(
    file: &MigrationFile,
    statement: &FileStatement,
    revision: &Revision,
    direction: Direction,
) -> crate::Error {
    MigrateError::Uncertain {
        direction,
        file: file.name.clone(),
        line: statement.line,
        version: revision.version.clone(),
        statement: statement.sql.clone(),
    }
    .into()
}
