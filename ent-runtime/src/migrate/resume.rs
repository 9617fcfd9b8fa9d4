//! Going on with a file in which an earlier run was cut off.

use ent_engine::author::{AuthorError, Step, Trace};

use super::execute::Direction;
use super::file::{Effect, FileStatement, MigrationFile};
use super::{MigrateError, REVISIONS_TABLE, Revision};
use crate::Connection;
use crate::inspect::{Scope, inspect};

/// Finds out whether the first statement that is still to come, which is `step`, took hold in a run that was cut off before it could note
/// so, and notes it then: whether it did.
///
/// A statement that failed was noted; one that changes rows went in one transaction with its note.
///
/// # Errors
/// When the database is neither as it was before the statement nor as it is after.
pub(super) async fn settle(
    connection: &mut Connection,
    step: Result<Step, AuthorError>,
    file: &MigrationFile,
    revision: &mut Revision,
    direction: Direction,
) -> crate::Result<bool> {
    let Some(statement) = file.statements.get(revision.done(direction)) else { return Ok(false) };
    if revision.error.is_some() || statement.effect == Effect::Rows && !file.has_transactions {
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
    match trace {
        Trace::Held => {
            revision.step(direction, &statement.hash);
            Ok(true)
        }
        Trace::NotHeld => Ok(false),
        Trace::Nothing if statement.effect != Effect::Anything => Ok(false),
        Trace::Nothing | Trace::Unclear => Err(uncertain(file, statement, revision)),
    }
}

fn uncertain(file: &MigrationFile, statement: &FileStatement, revision: &Revision) -> crate::Error {
    MigrateError::Uncertain {
        file: file.name.clone(),
        line: statement.line,
        version: revision.version.clone(),
        statement: statement.sql.clone(),
    }
    .into()
}
