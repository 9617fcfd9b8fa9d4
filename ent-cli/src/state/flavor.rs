use ent_engine::dialect::Flavor;
use ent_runtime::{DatabaseUrl, Pool};

use crate::error::CliError;

/// The database that SQL files and entities are for: what `--dialect` says, else what the URL of the
/// dev database tells. A dev database that is a server is asked for its version; nothing is run there.
///
/// # Errors
/// A name that is no database's, a URL that can't be read, and a server that can't be reached.
pub async fn flavor_of(dialect: Option<&str>, dev_url: Option<&str>) -> Result<Option<Flavor>, CliError> {
    match (dialect, dev_url) {
        (Some(dialect), _) => Ok(Some(dialect.parse()?)),
        (None, Some(url)) => of_url(url).await.map(Some),
        (None, None) => Ok(None),
    }
}

async fn of_url(url: &str) -> Result<Flavor, CliError> {
    // docker://postgres/15/dev, docker+postgres://host/postgres:15/dev, local://postgres
    if let Some((scheme @ ("docker" | "local"), image)) = url.split_once("://") {
        let mut parts = image.split(['/', '?']);
        let (image, tag) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        let name = match image {
            "postgis" | "pgvector" => "postgres",
            other => other,
        };
        let tag = tag.split('-').next().unwrap_or_default();
        let has_version = scheme == "docker" && tag.starts_with(|c: char| c.is_ascii_digit());
        return Ok(if has_version { format!("{name} {tag}").parse()? } else { name.parse()? });
    }
    let url = DatabaseUrl::parse(url)?;
    if url.dialect() == ent_engine::dialect::DialectName::Sqlite {
        return Ok(Flavor::new(url.dialect()));
    }
    let pool = Pool::connect_to(&url).await?;
    let flavor = pool.acquire().await?.flavor();
    pool.close().await;
    Ok(flavor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_of_dev_databases_tell_the_flavor() {
        for (url, expected) in [
            ("docker://postgres/16/dev?search_path=public", "PostgreSQL 16"),
            ("docker://postgis/15-3.4", "PostgreSQL 15"),
            ("docker://mysql/8", "MySQL 8"),
            ("docker://maria/latest", "MariaDB 10.11"),
            ("local://mariadb", "MariaDB 10.11"),
            ("sqlite://dev?mode=memory", "SQLite 3.40"),
        ] {
            let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
            let flavor = runtime.block_on(flavor_of(None, Some(url))).unwrap();
            assert_eq!(flavor.map(|flavor| flavor.to_string()).as_deref(), Some(expected), "{url}");
        }
    }
}
