use crate::DialectName;
use crate::wire::{ObjectWriter, Value, Wire, WireError};

/// A value that may differ by database: `x = ".."` for all, or `x(postgres = .., mysql = ..)`.
#[derive(Clone, Debug, PartialEq)]
pub struct PerDialect<T> {
    /// The value where none is given for the database itself.
    pub any: Option<T>,
    /// The value for SQLite.
    pub sqlite: Option<T>,
    /// The value for PostgreSQL.
    pub postgres: Option<T>,
    /// The value for MySQL, and for MariaDB where none is given for it.
    pub mysql: Option<T>,
    /// The value for MariaDB.
    pub mariadb: Option<T>,
}

impl<T> PerDialect<T> {
    /// The same value for every database.
    pub fn all(value: T) -> Self {
        Self { any: Some(value), ..Self::default() }
    }

    /// The value for `dialect`, if one is given.
    pub fn get(&self, dialect: DialectName) -> Option<&T> {
        match dialect {
            DialectName::Sqlite => self.sqlite.as_ref(),
            DialectName::Postgres => self.postgres.as_ref(),
            DialectName::Mysql => self.mysql.as_ref(),
            DialectName::Mariadb => self.mariadb.as_ref().or(self.mysql.as_ref()),
        }
        .or(self.any.as_ref())
    }

    /// The value given for `dialect` itself.
    pub fn own(&self, dialect: DialectName) -> Option<&T> {
        match dialect {
            DialectName::Sqlite => self.sqlite.as_ref(),
            DialectName::Postgres => self.postgres.as_ref(),
            DialectName::Mysql => self.mysql.as_ref(),
            DialectName::Mariadb => self.mariadb.as_ref(),
        }
    }

    /// Sets the value for one database.
    pub fn set(&mut self, dialect: DialectName, value: T) {
        let slot = match dialect {
            DialectName::Sqlite => &mut self.sqlite,
            DialectName::Postgres => &mut self.postgres,
            DialectName::Mysql => &mut self.mysql,
            DialectName::Mariadb => &mut self.mariadb,
        };
        *slot = Some(value);
    }

    /// Whether no value is given at all.
    pub fn is_empty(&self) -> bool {
        self.any.is_none()
            && self.sqlite.is_none()
            && self.postgres.is_none()
            && self.mysql.is_none()
            && self.mariadb.is_none()
    }
}

impl<T> Default for PerDialect<T> {
    fn default() -> Self {
        Self { any: None, sqlite: None, postgres: None, mysql: None, mariadb: None }
    }
}

impl<T: Wire> Wire for PerDialect<T> {
    fn write(&self, out: &mut String) {
        let mut object = ObjectWriter::new(out);
        object.field("any", &self.any);
        object.field("sqlite", &self.sqlite);
        object.field("postgres", &self.postgres);
        object.field("mysql", &self.mysql);
        object.field("mariadb", &self.mariadb);
        object.finish();
    }

    fn read(value: &Value) -> Result<Self, WireError> {
        let object = value.object("PerDialect")?;
        Ok(Self {
            any: object.field("any")?,
            sqlite: object.field("sqlite")?,
            postgres: object.field("postgres")?,
            mysql: object.field("mysql")?,
            mariadb: object.field("mariadb")?,
        })
    }

    fn is_unset(&self) -> bool {
        self.is_empty()
    }

    fn unset() -> Option<Self> {
        Some(Self::default())
    }
}
