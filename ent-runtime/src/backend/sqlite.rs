use std::collections::BTreeSet;

use ent_engine::dialect::{DialectName, Flavor};
use ent_engine::model::Realm;

use super::{Backend, Held, LockFile, ending_with, run};
use crate::connection::{BoxFuture, Row};
use crate::inspect::{self, Scope};
use crate::scratch::{self, Lending};
use crate::{Connection, Error, Result};

/// SQLite.
pub(crate) struct Sqlite;

impl Backend for Sqlite {
    fn version_query(&self) -> &'static str {
        "SELECT sqlite_version()"
    }

    fn flavor(&self, version: &str) -> Result<Flavor> {
        Ok(Flavor::with_version(DialectName::Sqlite, version.parse()?))
    }

    fn inspect<'a>(
        &'a self,
        connection: &'a mut Connection,
        scope: &'a Scope,
    ) -> BoxFuture<'a, Result<Realm>> {
        Box::pin(inspect::sqlite::inspect(connection, scope))
    }

    fn lending(&self) -> &'static dyn Lending {
        &scratch::Sqlite
    }

    fn current_schema_query(&self) -> &'static str {
        "SELECT 'main'"
    }

    fn find_table_query(&self, _: &str, table: &str) -> String {
        format!("SELECT 'main' FROM sqlite_schema WHERE type = 'table' AND name = '{table}'")
    }

    fn other_table_query(&self, except: &[&str]) -> String {
        let except = except.join("', '");
        format!(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' \
             AND name NOT IN ('{except}') ORDER BY 1 LIMIT 1"
        )
    }

    fn revisions_ddl(&self, table: &str) -> String {
        format!(
            "CREATE TABLE IF NOT EXISTS {table} (\
             `version` text NOT NULL, \
             `description` text NOT NULL, \
             `type` integer NOT NULL DEFAULT (2), \
             `applied` integer NOT NULL DEFAULT (0), \
             `total` integer NOT NULL DEFAULT (0), \
             `executed_at` datetime NOT NULL, \
             `execution_time` integer NOT NULL, \
             `error` text NULL, \
             `error_stmt` text NULL, \
             `hash` text NOT NULL, \
             `partial_hashes` json NULL, \
             `operator_version` text NOT NULL, \
             PRIMARY KEY (`version`))"
        )
    }

    fn runs_one_by_one(&self) -> bool {
        true
    }

    /// The note is what is wrong with foreign keys already; none where they are not enforced.
    fn look_before<'a>(&'a self, connection: &'a mut Connection) -> BoxFuture<'a, Result<Option<String>>> {
        Box::pin(async move {
            let doing = "checking foreign keys";
            let (mut answers, sql) = (Vec::new(), format!("PRAGMA foreign_keys; {CHECK_IF_ENFORCED}"));
            let asked = connection.query_each(&sql, &mut |rows| answers.push(rows)).await;
            asked.map_err(|source| Error::sql(doing, source))?;
            let mut answers = answers.into_iter();
            let enforced = answers.next().into_iter().flatten().next();
            if enforced.and_then(|row| row.fields(doing).maybe()).as_deref() != Some("1") {
                return Ok(None);
            }
            connection.undo_with(FOREIGN_KEYS_ON);
            violations(doing, answers.next().unwrap_or_default()).map(Some)
        })
    }

    /// Foreign keys are turned off, which a transaction can't do, so that a table can be made anew under its children
    /// ("Making Other Kinds Of Table Schema Changes" in SQLite's manual).
    fn opening(&self, note: Option<&str>) -> &'static [&'static str] {
        if note.is_some() { &["PRAGMA foreign_keys = off", "BEGIN IMMEDIATE"] } else { &["BEGIN IMMEDIATE"] }
    }

    fn commit<'a>(
        &'a self,
        connection: &'a mut Connection,
        note: Option<String>,
        last: Option<&'a str>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let mut end = ending_with(last);
            if note.is_some() {
                end = format!("{end};\n{FOREIGN_KEYS_ON}");
            }
            // Where nothing was wrong before, the check goes in one message with the end, and stops that.
            let checks_itself = note.as_deref() == Some("");
            if checks_itself {
                end = format!("{FAIL_IF_VIOLATED};\n{end}");
            } else {
                self.check(connection, note.as_deref()).await?;
            }
            let mut ended = 0;
            let committed = connection.execute_each(&end, &mut || ended += 1).await;
            let Err(source) = committed else {
                connection.done();
                if note.is_some() {
                    connection.done();
                }
                return Ok(());
            };
            if checks_itself && ended == 0 {
                self.check(connection, note.as_deref()).await?;
            }
            // SQLite keeps a transaction open whose commit failed.
            let _ = connection.execute("ROLLBACK").await;
            connection.done();
            enforce_again(connection, note.is_some()).await?;
            Err(Error::sql("committing", source))
        })
    }

    fn rollback<'a>(
        &'a self,
        connection: &'a mut Connection,
        note: Option<String>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            // Some errors roll back by themselves, and then there is nothing to roll back.
            let _ = connection.execute("ROLLBACK").await;
            // A file that let checks pass may have failed before it turned them on again.
            let _ = connection.execute("PRAGMA ignore_check_constraints = off").await;
            connection.done();
            enforce_again(connection, note.is_some()).await
        })
    }

    /// The lock is the system's, on a file beside the database: it goes when the process dies.
    fn try_lock<'a>(
        &'a self,
        connection: &'a mut Connection,
        _: &'a str,
    ) -> BoxFuture<'a, Result<Option<Held>>> {
        Box::pin(async move {
            let sql = "SELECT file FROM pragma_database_list WHERE name = 'main'";
            let file = connection.value(sql).await;
            let file = file.map_err(|source| Error::sql("asking for the file of the database", source))?;
            match file.filter(|file| !file.is_empty()) {
                // In memory, with the only connection in our hands.
                None => Ok(Some(Held::File(None))),
                Some(file) => Ok(LockFile::try_lock(&file)?.map(|lock| Held::File(Some(lock)))),
            }
        })
    }

    fn unlock<'a>(&'a self, _: &'a mut Connection, _: &'a str, held: Held) -> BoxFuture<'a, Result<()>> {
        drop(held);
        Box::pin(async { Ok(()) })
    }
}

impl Sqlite {
    /// Checks that no foreign key leads nowhere that led somewhere `before`; the transaction is rolled back otherwise.
    async fn check(&self, connection: &mut Connection, before: Option<&str>) -> Result<()> {
        let Some(before) = before else { return Ok(()) };
        let doing = "checking foreign keys";
        let after = violations(doing, connection.rows(doing, CHECK).await?)?;
        if after == before {
            return Ok(());
        }
        let rows = added(before, &after);
        self.rollback(connection, Some(before.to_owned())).await?;
        Err(Error::ForeignKeys { rows })
    }
}

const FOREIGN_KEYS_ON: &str = "PRAGMA foreign_keys = on";

/// Turns foreign keys on again if we turned them off.
async fn enforce_again(connection: &mut Connection, was_on: bool) -> Result<()> {
    if was_on {
        run(connection, "turning foreign keys on", FOREIGN_KEYS_ON).await?;
        connection.done();
    }
    Ok(())
}

/// Rows that an error names; it tells how many there are more.
const NAMED: usize = 10;

/// What is in a list of rows and was not in the one before, as text.
fn added(before: &str, after: &str) -> String {
    let before: BTreeSet<&str> = before.split(", ").collect();
    let mut rows: Vec<&str> = after.split(", ").filter(|row| !before.contains(row)).collect();
    let more = rows.len().saturating_sub(NAMED);
    rows.truncate(NAMED);
    match more {
        0 => rows.join(", "),
        more => format!("{} and {more} more", rows.join(", ")),
    }
}

/// Gives the rows whose foreign keys lead nowhere.
const CHECK: &str = "PRAGMA foreign_key_check";

/// Fails if there are such rows: there is no such number.
const FAIL_IF_VIOLATED: &str = "SELECT abs(-9223372036854775807 - 1) FROM pragma_foreign_key_check LIMIT 1";

/// The same where foreign keys are enforced, and nothing elsewhere.
const CHECK_IF_ENFORCED: &str = "SELECT \"table\", rowid, parent FROM pragma_foreign_key_check \
                                 WHERE (SELECT foreign_keys FROM pragma_foreign_keys)";

/// Rows whose foreign keys lead nowhere, as text: those that a check gave.
fn violations(doing: &str, found: Vec<Row>) -> Result<String> {
    let mut rows = Vec::new();
    for row in found {
        let mut row = row.fields(doing);
        let (table, number, parent) = (row.text()?, row.maybe(), row.text()?);
        rows.push(format!("{table} row {} -> {parent}", number.unwrap_or_default()));
    }
    Ok(rows.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_names_the_rows_that_are_new_up_to_a_number() {
        assert_eq!(added("a row 1 -> p", "a row 1 -> p, b row 2 -> p"), "b row 2 -> p");
        let many: Vec<String> = (0..12).map(|n| format!("b row {n} -> p")).collect();
        assert!(added("", &many.join(", ")).ends_with("b row 9 -> p and 2 more"));
    }
}
