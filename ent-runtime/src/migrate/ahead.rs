use crate::{Connection, Error, Result};

/// Length of a message from which on it goes in parts: what a server takes at once is limited, and time on the way no longer
/// counts.
pub(super) const LONG: usize = 1 << 16;

/// Statements of our own that wait for the next statement of a file, to go to the server in one message with it.
#[derive(Default)]
pub(super) struct Ahead {
    statements: Vec<Own>,
}

/// A statement on our own account.
struct Own {
    /// What for, should it fail.
    doing: &'static str,
    /// One statement that gives no rows.
    sql: String,
}

impl Ahead {
    /// Has `sql`, which is one statement that gives no rows, run ahead of the next statement.
    pub(super) fn push(&mut self, doing: &'static str, sql: String) {
        self.statements.push(Own { doing, sql });
    }

    /// Takes back what was pushed last.
    pub(super) fn take_back(&mut self) {
        self.statements.pop();
    }

    /// Runs `sql` after them: how it ended. `on_end` is called as each statement of it comes to its end.
    ///
    /// # Errors
    /// When one of those ahead failed; then `sql` did not run.
    pub(super) async fn execute(
        &mut self,
        connection: &mut Connection,
        sql: &str,
        on_end: &mut (dyn FnMut() + Send),
    ) -> Result<Result<(), sqlx::Error>> {
        let length = self.statements.iter().map(|own| own.sql.len()).sum::<usize>() + sql.len();
        if length >= LONG || !connection.backend()?.runs_one_by_one() {
            self.run(connection).await?;
        }
        let mut statements = std::mem::take(&mut self.statements);
        let text: String = statements.iter().flat_map(|own| [&*own.sql, ";\n"]).chain([sql]).collect();
        let mut ended = 0;
        let mut count = || {
            ended += 1;
            if ended > statements.len() {
                on_end();
            }
        };
        let outcome = connection.execute_each(&text, &mut count).await;
        let Err(source) = outcome else { return Ok(Ok(())) };
        // However many statements the server makes of `sql`, those ahead are the first. A server that is gone does not say
        // how far it came.
        if ended < statements.len() && source.as_database_error().is_some() {
            return Err(Error::sql(statements.swap_remove(ended).doing, source));
        }
        Ok(Err(source))
    }

    /// Runs them now.
    pub(super) async fn run(&mut self, connection: &mut Connection) -> Result<()> {
        for own in self.statements.drain(..) {
            connection.execute(&own.sql).await.map_err(|source| Error::sql(own.doing, source))?;
        }
        Ok(())
    }
}
