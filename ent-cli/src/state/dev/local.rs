use ent_engine::dialect::DialectName;
use ent_runtime::{DatabaseUrl, Pool};
use ent_servers::{Server, ServerKind};

use super::url::Wanted;
use crate::error::CliError;

/// Starts a server from programs on this machine, with its data in a temporary folder; the URL of the database on it.
/// The server ends with us, however we end.
pub async fn start(wanted: &Wanted) -> Result<(DatabaseUrl, Server), CliError> {
    let kind = match wanted.dialect {
        DialectName::Mariadb => ServerKind::MariaDb,
        DialectName::Mysql => ServerKind::MySql,
        DialectName::Postgres | DialectName::Sqlite => ServerKind::Postgres,
    };
    let server = Server::on_socket(kind).map_err(|error| CliError::Other(error.to_string()))?;
    let base = server.url();
    let admin = Pool::connect(&base).await?;
    let mut connection = admin.acquire().await?;
    if let Some(name) = &wanted.database {
        let made = connection.execute(&format!("CREATE DATABASE {}", quoted(kind, name))).await;
        made.map_err(|error| CliError::Other(format!("cannot make the dev database {name:?}: {error}")))?;
    }
    drop(connection);
    admin.close().await;
    let url = DatabaseUrl::parse(&located(kind, &base, wanted))?;
    Ok((url, server))
}

/// The URL of the wanted database at `base`.
fn located(kind: ServerKind, base: &str, wanted: &Wanted) -> String {
    let (path, query) = base.split_once('?').unwrap_or((base, ""));
    let mut parameters: Vec<&str> = [query, wanted.query.trim_start_matches('?')].to_vec();
    let mut path = path.to_owned();
    let database;
    match (kind, &wanted.database) {
        (ServerKind::Postgres, Some(name)) => {
            path = format!("{}/{name}", path.rsplit_once('/').map_or(path.as_str(), |(host, _)| host));
        }
        (_, Some(name)) => {
            database = format!("database={name}");
            parameters.push(&database);
        }
        (_, None) => {}
    }
    parameters.retain(|part| !part.is_empty());
    if parameters.is_empty() { path } else { format!("{path}?{}", parameters.join("&")) }
}

fn quoted(kind: ServerKind, name: &str) -> String {
    match kind {
        ServerKind::Postgres => format!("\"{}\"", name.replace('"', "\"\"")),
        ServerKind::MariaDb | ServerKind::MySql => format!("`{}`", name.replace('`', "``")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_lead_to_the_database_that_is_wanted() {
        let wanted = |database: Option<&str>, query: &str| Wanted {
            dialect: DialectName::Postgres,
            database: database.map(str::to_owned),
            query: query.to_owned(),
        };
        let postgres = "postgres://postgres@/postgres?host=/t";
        let mysql = "mysql+unix://root@/t/socket";
        for (kind, base, wanted, expected) in [
            (ServerKind::Postgres, postgres, wanted(None, ""), postgres),
            (
                ServerKind::Postgres,
                postgres,
                wanted(Some("dev"), "?search_path=a"),
                "postgres://postgres@/dev?host=/t&search_path=a",
            ),
            (ServerKind::MySql, mysql, wanted(None, ""), mysql),
            (ServerKind::MySql, mysql, wanted(Some("dev"), ""), "mysql+unix://root@/t/socket?database=dev"),
        ] {
            assert_eq!(located(kind, base, &wanted), expected);
        }
    }
}
