use super::{Lending, Lent, MARK};
use crate::backend::{run, value};
use crate::connection::BoxFuture;
use crate::{Connection, Result};

/// SQLite.
pub(crate) struct Sqlite;

impl Lending for Sqlite {
    fn has_sessions(&self) -> bool {
        false
    }

    fn found<'a>(
        &'a self,
        connection: &'a mut Connection,
        _: &'a Lent,
    ) -> BoxFuture<'a, Result<Option<String>>> {
        let sql = "SELECT type || ' \"' || name || '\"' FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' \
                   ORDER BY type <> 'table', name LIMIT 1";
        Box::pin(async move { value(connection, "looking whether the database is empty", sql).await })
    }

    fn kept<'a>(&'a self, _: &'a mut Connection, _: &'a Lent) -> BoxFuture<'a, Result<String>> {
        Box::pin(async { Ok(String::new()) })
    }

    fn marked<'a>(
        &'a self,
        connection: &'a mut Connection,
        _: &'a Lent,
    ) -> BoxFuture<'a, Result<Option<String>>> {
        Box::pin(async move {
            let sql = format!("SELECT '' FROM sqlite_schema WHERE name = '{MARK}'");
            value(connection, "looking for an earlier loan", &sql).await
        })
    }

    fn mark(&self, _: &Lent, _: &str) -> String {
        format!("CREATE TABLE {MARK} (kept text)")
    }

    /// The way that SQLite's manual shows for emptying a database (`sqlite3_db_config`, RESET_DATABASE) is not open to
    /// SQL; this comes to the same.
    fn clear<'a>(
        &'a self,
        connection: &'a mut Connection,
        _: &'a Lent,
        _: &'a str,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            // What the files began, attached or set for the session.
            let _ = connection.execute("ROLLBACK").await;
            let doing = "clearing the database";
            for row in connection.rows(doing, "SELECT name FROM pragma_database_list WHERE seq > 1").await? {
                let name = row.fields(doing).text()?.replace('"', "\"\"");
                run(connection, doing, &format!("DETACH \"{name}\"")).await?;
            }
            let temporary = "SELECT type || ' temp.\"' || replace(name, '\"', '\"\"') || '\"' FROM sqlite_temp_schema \
                             WHERE sql IS NOT NULL AND type IN ('table', 'view')";
            for row in connection.rows(doing, temporary).await? {
                let sql = format!("DROP {}", row.fields(doing).text()?);
                run(connection, doing, &sql).await?;
            }
            let empty =
                "PRAGMA writable_schema = on; DELETE FROM sqlite_schema; PRAGMA writable_schema = reset";
            run(connection, doing, empty).await?;
            run(connection, doing, "VACUUM").await
        })
    }
}
