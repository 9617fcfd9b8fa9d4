use ent_engine::dialect::{DialectName, Flavor};
use ent_runtime::DatabaseUrl;

use super::super::{Breadth, database};
use crate::error::CliError;

/// What `--dev-url` says.
#[derive(Clone, Debug, PartialEq)]
pub enum DevUrl {
    /// A database that is there.
    Database(Box<DatabaseUrl>),
    /// A database in a container: `docker://postgres/16/dev?search_path=public`, `docker+mysql://_/mysql:8/dev`.
    Image(Image),
    /// A database on a server to start from programs on this machine: `local://mariadb/dev`.
    Local(Wanted),
}

/// A database of a server that is to be started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The server.
    pub dialect: DialectName,
    /// The database on it, where one is named.
    pub database: Option<String>,
    /// What stands behind `?`, with it.
    pub query: String,
}

/// An image to start a container from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// Its name with its tag: `postgres:16`.
    pub name: String,
    /// The database in it.
    pub wanted: Wanted,
}

impl DevUrl {
    /// What `url` says.
    ///
    /// # Errors
    /// When it is the URL of nothing that a state can be worked out in.
    pub fn parse(url: &str) -> Result<Self, CliError> {
        let Some((scheme, rest)) = url.split_once("://") else {
            return Ok(Self::Database(Box::new(DatabaseUrl::parse(url)?)));
        };
        let (path, query) = rest.find('?').map_or((rest, ""), |at| rest.split_at(at));
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        let masked = DatabaseUrl::masked(url);
        let wrong =
            |expected: &str| CliError::Other(format!("invalid dev URL {masked:?}: expected {expected}"));
        let wanted = |dialect, database: Option<&&str>| Wanted {
            dialect,
            database: database.map(|name| (*name).to_owned()),
            query: query.to_owned(),
        };
        match scheme {
            "docker" => {
                let expected = "docker://IMAGE/TAG/DATABASE, where IMAGE is postgres, postgis, pgvector, mysql or mariadb";
                let (Some(image), true) = (parts.first(), parts.len() <= 3) else {
                    return Err(wrong(expected));
                };
                let (repository, dialect) = repository(image).ok_or_else(|| wrong(expected))?;
                let tag = parts.get(1).copied().unwrap_or("latest");
                let name = format!("{repository}:{tag}");
                Ok(Self::Image(Image { name, wanted: wanted(dialect, parts.get(2)) }))
            }
            "local" => {
                let expected = "local://postgres, local://mariadb or local://mysql, and perhaps a database";
                let dialect = parts.first().and_then(|name| dialect(name)).ok_or_else(|| wrong(expected))?;
                if parts.len() > 2 {
                    return Err(wrong(expected));
                }
                Ok(Self::Local(wanted(dialect, parts.get(1))))
            }
            _ => match scheme.strip_prefix("docker+") {
                // The part with the tag ends the image's name; `_` stands for the registry that goes without saying.
                Some(name) => {
                    let expected = "docker+postgres://REGISTRY/IMAGE:TAG/DATABASE, or mysql or mariadb";
                    let dialect = dialect(name).ok_or_else(|| wrong(expected))?;
                    let end = parts.iter().skip(1).position(|part| part.contains(':'));
                    let end = end.map(|at| at + 1).ok_or_else(|| wrong(expected))?;
                    if parts.len() > end + 2 {
                        return Err(wrong(expected));
                    }
                    let start = usize::from(parts.first() == Some(&"_"));
                    let name = parts.get(start..=end).unwrap_or_default().join("/");
                    Ok(Self::Image(Image { name, wanted: wanted(dialect, parts.get(end + 1)) }))
                }
                None => Ok(Self::Database(Box::new(DatabaseUrl::parse(url)?))),
            },
        }
    }

    /// Whether it is one schema.
    pub fn breadth(&self) -> Breadth {
        match self {
            Self::Database(url) => database::breadth(url),
            Self::Image(Image { wanted, .. }) | Self::Local(wanted) => wanted.breadth(),
        }
    }

    /// The database that it is, without asking it; the version is that of the image's tag if it tells one.
    ///
    /// # Errors
    /// When the tag looks like a version and is none.
    pub fn flavor(&self) -> Result<Flavor, CliError> {
        match self {
            Self::Database(url) => Ok(Flavor::new(url.dialect())),
            Self::Local(wanted) => Ok(Flavor::new(wanted.dialect)),
            Self::Image(image) => {
                let tag = image.name.rsplit_once(':').map_or("", |(_, tag)| tag);
                // pgvector's tags: `pg17`, `0.8.0-pg17`.
                let version = match tag.split('-').find_map(|part| part.strip_prefix("pg")) {
                    Some(version) => version,
                    None => tag.split('-').next().unwrap_or_default(),
                };
                let name = image.wanted.dialect;
                match version.starts_with(|c: char| c.is_ascii_digit()) {
                    true => Ok(Flavor::with_version(name, version.parse()?)),
                    false => Ok(Flavor::new(name)),
                }
            }
        }
    }
}

impl Wanted {
    fn breadth(&self) -> Breadth {
        let bound = match self.dialect {
            DialectName::Postgres => self.query.contains("search_path="),
            _ => self.database.is_some(),
        };
        if bound { Breadth::Schema } else { Breadth::Server }
    }
}

/// The repository that Atlas' short names stand for.
fn repository(image: &str) -> Option<(&'static str, DialectName)> {
    Some(match image {
        "postgres" => ("postgres", DialectName::Postgres),
        "postgis" => ("postgis/postgis", DialectName::Postgres),
        "pgvector" => ("pgvector/pgvector", DialectName::Postgres),
        "mysql" => ("mysql", DialectName::Mysql),
        "maria" | "mariadb" => ("mariadb", DialectName::Mariadb),
        _ => return None,
    })
}

fn dialect(name: &str) -> Option<DialectName> {
    Some(match name {
        "postgres" | "postgresql" => DialectName::Postgres,
        "mysql" => DialectName::Mysql,
        "maria" | "mariadb" => DialectName::Mariadb,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The image, the database, the flavour, the breadth.
    fn told(url: &str) -> String {
        match DevUrl::parse(url) {
            Ok(url) => {
                let (image, wanted) = match &url {
                    DevUrl::Image(image) => (image.name.as_str(), Some(&image.wanted)),
                    DevUrl::Local(wanted) => ("local", Some(wanted)),
                    DevUrl::Database(_) => ("there", None),
                };
                let database = wanted.and_then(|wanted| wanted.database.as_deref()).unwrap_or("-");
                format!("{image} {database} {} {:?}", url.flavor().unwrap(), url.breadth())
            }
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn dev_urls() {
        for (url, expected) in [
            ("docker://postgres/16/dev?search_path=public", "postgres:16 dev PostgreSQL 16 Schema"),
            ("docker://postgres/15", "postgres:15 - PostgreSQL 15 Server"),
            ("docker://postgres/15/dev", "postgres:15 dev PostgreSQL 15 Server"),
            ("docker://postgis/15-3.4/dev", "postgis/postgis:15-3.4 dev PostgreSQL 15 Server"),
            ("docker://pgvector/pg17", "pgvector/pgvector:pg17 - PostgreSQL 17 Server"),
            ("docker://mysql/8", "mysql:8 - MySQL 8 Server"),
            ("docker://mysql/8/dev", "mysql:8 dev MySQL 8 Schema"),
            ("docker://maria/latest", "mariadb:latest - MariaDB 10.11 Server"),
            ("docker+postgres://_/postgres:14-alpine/dev", "postgres:14-alpine dev PostgreSQL 14 Server"),
            ("docker+mysql://ghcr.io/acme/db:8.0/dev", "ghcr.io/acme/db:8.0 dev MySQL 8 Schema"),
            ("local://mariadb", "local - MariaDB 10.11 Server"),
            ("local://postgres/dev?search_path=app", "local dev PostgreSQL 15 Schema"),
            ("sqlite://dev?mode=memory", "there - SQLite 3.40 Schema"),
        ] {
            assert_eq!(told(url), expected, "{url}");
        }
    }

    #[test]
    fn what_is_no_dev_url() {
        for (url, says) in [
            ("docker://oracle/19", "expected docker://IMAGE/TAG/DATABASE"),
            ("docker://postgres/16/a/b", "expected docker://IMAGE/TAG/DATABASE"),
            ("docker+postgres://_/postgres/dev", "expected docker+postgres://REGISTRY/IMAGE:TAG/DATABASE"),
            ("local://sqlite", "expected local://postgres"),
            ("oracle://x", "expected the scheme postgres"),
            ("docker+postgres://ada:secret@host/postgres/dev", "docker+postgres://ada:***@host/postgres/dev"),
        ] {
            assert!(told(url).contains(says), "{url}: {}", told(url));
            assert!(!told(url).contains("secret"), "{url}");
        }
    }
}
