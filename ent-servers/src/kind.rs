use std::fmt;

/// A kind of database server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ServerKind {
    /// PostgreSQL.
    Postgres,
    /// MariaDB.
    MariaDb,
    /// MySQL, the real one: a `mysqld` that is MariaDB's under another name does not count.
    MySql,
}

impl ServerKind {
    /// Every kind, in the order in which they are reported.
    pub const ALL: [ServerKind; 3] = [Self::Postgres, Self::MariaDb, Self::MySql];

    /// The product's name as people write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Postgres => "PostgreSQL",
            Self::MariaDb => "MariaDB",
            Self::MySql => "MySQL",
        }
    }

    /// The environment variable in which tests find this server's URL.
    pub fn variable(self) -> &'static str {
        match self {
            Self::Postgres => "ENT_TEST_POSTGRES_URL",
            Self::MariaDb => "ENT_TEST_MARIADB_URL",
            Self::MySql => "ENT_TEST_MYSQL_URL",
        }
    }

    /// The short name for folders.
    pub(crate) fn slug(self) -> &'static str {
        match self {
            Self::Postgres => "postgres",
            Self::MariaDb => "mariadb",
            Self::MySql => "mysql",
        }
    }
}

impl fmt::Display for ServerKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
