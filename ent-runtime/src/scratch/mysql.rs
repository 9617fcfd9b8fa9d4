use super::{Lending, Lent, MARK};
use crate::backend::{run, value};
use crate::connection::BoxFuture;
use crate::{Connection, Result};

/// MySQL and MariaDB.
pub(crate) struct Mysql;

/// Databases that come with the server.
const SYSTEM: &str = "('mysql', 'information_schema', 'performance_schema', 'sys')";

impl Lending for Mysql {
    fn found<'a>(
        &'a self,
        connection: &'a mut Connection,
        lent: &'a Lent,
    ) -> BoxFuture<'a, Result<Option<String>>> {
        let sql = match lent {
            Lent::Server => format!(
                "SELECT CONCAT('schema \"', SCHEMA_NAME, '\"') FROM information_schema.SCHEMATA \
                 WHERE SCHEMA_NAME NOT IN {SYSTEM} ORDER BY SCHEMA_NAME LIMIT 1"
            ),
            Lent::Schema(_) => format!(
                "SELECT CONCAT(k, ' \"', n, '\" in schema \"', DATABASE(), '\"') FROM ({CONTENTS}) c \
                 ORDER BY k <> 'table', n LIMIT 1"
            ),
        };
        Box::pin(async move { value(connection, "looking whether the database is empty", &sql).await })
    }

    /// How the database is made, of one that is lent alone.
    fn kept<'a>(&'a self, connection: &'a mut Connection, lent: &'a Lent) -> BoxFuture<'a, Result<String>> {
        let sql = "SELECT CONCAT('CHARACTER SET ', DEFAULT_CHARACTER_SET_NAME, ' COLLATE ', DEFAULT_COLLATION_NAME) \
                   FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = DATABASE()";
        Box::pin(async move {
            match lent {
                Lent::Server => Ok(String::new()),
                Lent::Schema(_) => {
                    Ok(value(connection, "reading the database", sql).await?.unwrap_or_default())
                }
            }
        })
    }

    fn marked<'a>(
        &'a self,
        connection: &'a mut Connection,
        lent: &'a Lent,
    ) -> BoxFuture<'a, Result<Option<String>>> {
        Box::pin(async move {
            let doing = "looking for an earlier loan";
            let sql = format!(
                "SELECT '' FROM information_schema.TABLES WHERE TABLE_NAME = '{MARK}' AND TABLE_SCHEMA = {}",
                match lent {
                    Lent::Server => format!("'{MARK}'"),
                    Lent::Schema(_) => "DATABASE()".to_owned(),
                }
            );
            if value(connection, doing, &sql).await?.is_none() {
                return Ok(None);
            }
            let kept = value(connection, doing, &format!("SELECT kept FROM {}", table(lent))).await?;
            // Cut off before it was told what to keep, nothing else was done either.
            match kept {
                Some(kept) => Ok(Some(kept)),
                None => self.kept(connection, lent).await.map(Some),
            }
        })
    }

    fn mark(&self, lent: &Lent, kept: &str) -> String {
        let table = table(lent);
        let database = match lent {
            Lent::Server => format!("CREATE DATABASE {MARK}; "),
            Lent::Schema(_) => String::new(),
        };
        // The words of `kept` are names of character sets and collations.
        format!("{database}CREATE TABLE {table} (kept text); INSERT INTO {table} VALUES ('{kept}')")
    }

    fn clear<'a>(
        &'a self,
        connection: &'a mut Connection,
        lent: &'a Lent,
        kept: &'a str,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            match lent {
                Lent::Server => clear_server(connection).await,
                Lent::Schema(name) => clear_schema(connection, name, kept).await,
            }
        })
    }
}

/// Kind and name of all that the database of the connection holds, but what goes with a table.
const CONTENTS: &str = "SELECT CASE TABLE_TYPE WHEN 'VIEW' THEN 'view' WHEN 'SEQUENCE' THEN 'sequence' ELSE 'table' END k, \
     TABLE_NAME n FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() \
     UNION ALL SELECT LOWER(ROUTINE_TYPE), ROUTINE_NAME FROM information_schema.ROUTINES \
     WHERE ROUTINE_SCHEMA = DATABASE() AND ROUTINE_TYPE <> 'PACKAGE BODY' \
     UNION ALL SELECT 'event', EVENT_NAME FROM information_schema.EVENTS WHERE EVENT_SCHEMA = DATABASE()";

async fn clear_server(connection: &mut Connection) -> Result<()> {
    let doing = "clearing the server";
    let sql = format!(
        "SELECT SCHEMA_NAME FROM information_schema.SCHEMATA WHERE SCHEMA_NAME NOT IN {SYSTEM} \
         ORDER BY SCHEMA_NAME = '{MARK}', SCHEMA_NAME"
    );
    run(connection, doing, "SET foreign_key_checks = 0").await?;
    for row in connection.rows(doing, &sql).await? {
        let name = row.fields(doing).text()?;
        run(connection, doing, &format!("DROP DATABASE IF EXISTS {}", quoted(&name))).await?;
    }
    run(connection, doing, "SET foreign_key_checks = DEFAULT").await
}

async fn clear_schema(connection: &mut Connection, schema: &str, kept: &str) -> Result<()> {
    let doing = "clearing the database";
    let schema = quoted(schema);
    // Files may have dropped it.
    run(connection, doing, &format!("CREATE DATABASE IF NOT EXISTS {schema} {kept}; USE {schema}")).await?;
    run(connection, doing, "SET foreign_key_checks = 0").await?;
    let sql = format!("SELECT k, n FROM ({CONTENTS}) c ORDER BY n = '{MARK}', k <> 'event', n");
    for row in connection.rows(doing, &sql).await? {
        let mut row = row.fields(doing);
        let (kind, name) = (row.text()?, row.text()?);
        if name != MARK {
            run(connection, doing, &format!("DROP {kind} IF EXISTS {}", quoted(&name))).await?;
        }
    }
    run(connection, doing, "SET foreign_key_checks = DEFAULT").await?;
    run(connection, doing, &format!("ALTER DATABASE {schema} {kept}")).await?;
    run(connection, doing, &format!("DROP TABLE IF EXISTS {MARK}")).await
}

fn table(lent: &Lent) -> String {
    match lent {
        Lent::Server => format!("{MARK}.{MARK}"),
        Lent::Schema(_) => MARK.to_owned(),
    }
}

fn quoted(name: &str) -> String {
    format!("`{}`", name.replace('`', "``"))
}
