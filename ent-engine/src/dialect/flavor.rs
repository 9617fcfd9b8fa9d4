use std::fmt;
use std::str::FromStr;

use super::DialectName;

/// A database product and its version: `postgres 15`, `mariadb 10.11`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Flavor {
    /// The product.
    pub name: DialectName,
    /// Its version.
    pub version: Version,
}

/// Version of a database: major, minor, patch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version(pub u32, pub u32, pub u32);

impl Flavor {
    /// The product at the version that is assumed where nobody says one.
    pub const fn new(name: DialectName) -> Self {
        let version = match name {
            DialectName::Sqlite => Version(3, 40, 0),
            DialectName::Postgres => Version(15, 0, 0),
            DialectName::Mysql => Version(8, 0, 36),
            DialectName::Mariadb => Version(10, 11, 0),
        };
        Self { name, version }
    }

    /// The product at a version.
    pub const fn with_version(name: DialectName, version: Version) -> Self {
        Self { name, version }
    }

    /// The product's name as its makers write it.
    pub const fn product(self) -> &'static str {
        match self.name {
            DialectName::Sqlite => "SQLite",
            DialectName::Postgres => "PostgreSQL",
            DialectName::Mysql => "MySQL",
            DialectName::Mariadb => "MariaDB",
        }
    }
}

impl fmt::Display for Flavor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.product(), self.version)
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self(major, 0, 0) => write!(f, "{major}"),
            Self(major, minor, 0) => write!(f, "{major}.{minor}"),
            Self(major, minor, patch) => write!(f, "{major}.{minor}.{patch}"),
        }
    }
}

impl FromStr for Version {
    type Err = ParseFlavorError;

    /// Reads `15`, `10.11`, `8.0.36`, and what servers print: `15.18 (Debian 15.18-0+deb12u1)`,
    /// `10.11.6-MariaDB`. What follows the third number, or anything but a number, is left aside.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut numbers = [0u32; 3];
        let mut rest = text.trim();
        for (i, slot) in numbers.iter_mut().enumerate() {
            let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
            match rest[..end].parse() {
                Ok(number) => *slot = number,
                Err(_) if i == 0 => return Err(ParseFlavorError::Version(text.to_owned())),
                Err(_) => break,
            }
            match rest[end..].strip_prefix('.') {
                Some(after) => rest = after,
                None => break,
            }
        }
        Ok(Self(numbers[0], numbers[1], numbers[2]))
    }
}

impl FromStr for Flavor {
    type Err = ParseFlavorError;

    /// Reads `postgres`, `postgres 15`, `mysql:8.0`, `mariadb/10.11`; `postgresql`, `sqlite3` and
    /// `maria` are accepted as names.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (name, version) = match text.trim().split_once([' ', ':', '/']) {
            Some((name, version)) => (name, Some(version)),
            None => (text.trim(), None),
        };
        let name = match name.to_ascii_lowercase().as_str() {
            "sqlite" | "sqlite3" => DialectName::Sqlite,
            "postgres" | "postgresql" => DialectName::Postgres,
            "mysql" => DialectName::Mysql,
            "mariadb" | "maria" => DialectName::Mariadb,
            _ => return Err(ParseFlavorError::Name(name.to_owned())),
        };
        match version {
            Some(version) => Ok(Self { name, version: version.parse()? }),
            None => Ok(Self::new(name)),
        }
    }
}

/// Error in the text of a flavour.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParseFlavorError {
    /// Not the name of a database.
    #[error("`{0}` is not a database; expected sqlite, postgres, mysql or mariadb")]
    Name(String),
    /// Not a version.
    #[error("`{0}` is not a version; expected something like 15 or 10.11")]
    Version(String),
}
