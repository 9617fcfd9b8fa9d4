use super::DialectName;

/// Names of databases in the names of files and folders, each with the database that it means; none for one that we
/// don't know.
const NAMES: [(&str, Option<DialectName>); 19] = [
    ("postgres", Some(DialectName::Postgres)),
    ("postgresql", Some(DialectName::Postgres)),
    ("pgsql", Some(DialectName::Postgres)),
    ("mysql", Some(DialectName::Mysql)),
    ("mariadb", Some(DialectName::Mariadb)),
    ("sqlite", Some(DialectName::Sqlite)),
    ("sqlite3", Some(DialectName::Sqlite)),
    ("cockroach", None),
    ("cockroachdb", None),
    ("mssql", None),
    ("sqlserver", None),
    ("oracle", None),
    ("db2", None),
    ("h2", None),
    ("hsqldb", None),
    ("derby", None),
    ("clickhouse", None),
    ("tidb", None),
    ("snowflake", None),
];

/// How well what is for one database by its name suits another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// Another database.
    Other,
    /// Whoever has no file of its own.
    Any,
    /// A database that this one is nearly the same as: MariaDB takes MySQL's files.
    Like,
    /// This database.
    Own,
}

impl Fit {
    /// How what is for the database called `word` fits `database`; `None` if the word names none.
    pub fn of(word: &str, database: DialectName) -> Option<Self> {
        meant(word).map(|meant| fit_of(meant, database))
    }

    /// Whether the word names a database.
    pub fn names_database(word: &str) -> bool {
        meant(word).is_some()
    }
}

fn meant(word: &str) -> Option<Option<DialectName>> {
    NAMES.iter().find(|(name, _)| word.eq_ignore_ascii_case(name)).map(|(_, meant)| *meant)
}

fn fit_of(meant: Option<DialectName>, database: DialectName) -> Fit {
    match meant {
        Some(meant) if meant == database => Fit::Own,
        Some(DialectName::Mysql) if database == DialectName::Mariadb => Fit::Like,
        _ => Fit::Other,
    }
}
