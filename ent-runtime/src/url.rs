use std::fmt;

use ent_engine::dialect::DialectName;

use self::mask::mask;
use crate::Error;

mod mask;
mod percent;

/// URL of a database, as Atlas and sqlx write it. Printing it masks its secrets.
///
/// | database | URLs |
/// |---|---|
/// | PostgreSQL | `postgres://user:pass@host:5432/db?search_path=shop&sslmode=disable`, `postgresql://` |
/// | MySQL, MariaDB | `mysql://user:pass@host:3306/db`, `maria://`, `mariadb://`; `mysql+unix:///run/mysqld.sock?database=db` |
/// | SQLite | `sqlite://file.db`, `sqlite:///var/file.db`, `sqlite::memory:`, `sqlite://dev?mode=memory`, `file:file.db` |
///
/// A MySQL URL without a database, and a PostgreSQL one without `search_path`, stands for the
/// whole server or database rather than for one schema.
#[derive(Clone, PartialEq, Eq)]
pub struct DatabaseUrl {
    pub(crate) dialect: DialectName,
    pub(crate) user: Option<String>,
    pub(crate) password: Option<String>,
    pub(crate) host: Option<String>,
    pub(crate) port: Option<u16>,
    /// Path of the socket, of a `+unix` URL.
    pub(crate) socket: Option<String>,
    /// Database, or path of the file.
    pub(crate) database: Option<String>,
    pub(crate) parameters: Vec<(String, String)>,
    masked: String,
}

impl DatabaseUrl {
    /// Text that may be the URL of a database, as it may be shown: without its password.
    pub fn masked(text: &str) -> String {
        mask(text)
    }

    /// The URL that `text` spells.
    ///
    /// # Errors
    /// When the scheme is unknown or the text is not a URL; the message masks passwords.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let text = text.trim();
        let masked = mask(text);
        let error = |reason: &str| Error::Url { url: masked.clone(), reason: reason.to_owned() };
        let Some((scheme, rest)) = text.split_once(':') else {
            return Err(error("it has no scheme, such as `postgres://`"));
        };
        let (scheme, unix) = match scheme.strip_suffix("+unix") {
            Some(scheme) => (scheme, true),
            None => (scheme, false),
        };
        let dialect = match scheme.to_ascii_lowercase().as_str() {
            "postgres" | "postgresql" => DialectName::Postgres,
            "mysql" => DialectName::Mysql,
            "maria" | "mariadb" => DialectName::Mariadb,
            "sqlite" | "sqlite3" | "file" => DialectName::Sqlite,
            _ => return Err(error("expected the scheme postgres, mysql, mariadb or sqlite")),
        };
        let slashes = rest.starts_with("//");
        let rest = rest.strip_prefix("//").unwrap_or(rest);
        let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
        let mut url = Self {
            dialect,
            user: None,
            password: None,
            host: None,
            port: None,
            socket: None,
            database: None,
            parameters: percent::parameters(query.split('#').next().unwrap_or_default()),
            masked: masked.clone(),
        };
        if dialect == DialectName::Sqlite {
            // SQLite's own URLs may stand behind the scheme, as the drivers of Go have it: `sqlite://file:app.db?_fk=1`.
            let path = rest.strip_prefix("file:").unwrap_or(rest);
            url.database = Some(percent::decode(path)).filter(|path| !path.is_empty());
            return Ok(url);
        }
        if !slashes {
            return Err(error("expected `//` after the scheme"));
        }
        let (authority, path) = match unix {
            // The path is the socket: only what stands before an `@` is not.
            true => rest.rsplit_once('@').map_or(("", rest), |(user, path)| (user, path)),
            false => rest.split_once('/').unwrap_or((rest, "")),
        };
        let (credentials, address) = match (unix, authority.rsplit_once('@')) {
            (true, _) => (Some(authority).filter(|text| !text.is_empty()), ""),
            (false, Some((credentials, address))) => (Some(credentials), address),
            (false, None) => (None, authority),
        };
        if let Some(credentials) = credentials {
            let (user, password) = match credentials.split_once(':') {
                Some((user, password)) => (user, Some(percent::decode(password))),
                None => (credentials, None),
            };
            url.user = Some(percent::decode(user)).filter(|user| !user.is_empty());
            url.password = password;
        }
        let (host, port) = split_address(address).ok_or_else(|| error("the port is not a number"))?;
        url.host = Some(percent::decode(host)).filter(|host| !host.is_empty());
        url.port = port;
        if unix {
            url.socket = Some(percent::decode(path));
            url.database = url.parameter("database").map(str::to_owned);
        } else {
            url.database = Some(percent::decode(path.trim_end_matches('/'))).filter(|name| !name.is_empty());
        }
        Ok(url)
    }

    /// The database product that the scheme names; the server may say otherwise (a `mysql://` URL
    /// may lead to MariaDB).
    pub fn dialect(&self) -> DialectName {
        self.dialect
    }

    /// Name of the database, or path of the file.
    pub fn database(&self) -> Option<&str> {
        self.database.as_deref()
    }

    /// The same server with the schema `name` as that of the connection: another database on MySQL and MariaDB, another
    /// `search_path` on PostgreSQL. `None` for SQLite, which has one schema.
    #[must_use]
    pub fn for_schema(&self, name: &str) -> Option<Self> {
        let mut url = self.clone();
        let parameter = match (self.dialect, &self.socket) {
            (DialectName::Sqlite, _) => return None,
            // A search path is a list of names, each quoted where it must be.
            (DialectName::Postgres, _) => {
                ("search_path".to_owned(), format!("\"{}\"", name.replace('"', "\"\"")))
            }
            (_, Some(_)) => ("database".to_owned(), name.to_owned()),
            (_, None) => {
                url.database = Some(name.to_owned());
                url.masked = with_path(&self.masked, name);
                return Some(url);
            }
        };
        if self.socket.is_some() && self.dialect != DialectName::Postgres {
            url.database = Some(name.to_owned());
        }
        url.masked = with_parameter(&self.masked, &parameter.0, name);
        url.parameters.retain(|(key, _)| *key != parameter.0);
        url.parameters.push(parameter);
        Some(url)
    }

    /// What the locks of the server are kept for: runs on two URLs that agree in it wait for each other.
    pub fn lock_domain(&self) -> String {
        let database = match self.dialect {
            DialectName::Mysql | DialectName::Mariadb => None,
            DialectName::Postgres | DialectName::Sqlite => self.database.as_deref(),
        };
        let host = self.host.as_deref().or(self.parameter("host")).or(self.socket.as_deref());
        format!("{:?} {host:?} {:?} {database:?}", self.dialect, self.port)
    }

    /// The last value of the parameter `name`.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().rev().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

impl std::str::FromStr for DatabaseUrl {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        Self::parse(text)
    }
}

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.masked)
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DatabaseUrl({})", self.masked)
    }
}

/// Host and port of `[::1]:5432`, `host:5432`, `host`; nothing when the port is no number.
fn split_address(address: &str) -> Option<(&str, Option<u16>)> {
    if let Some((host, rest)) = address.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        return match rest.strip_prefix(':') {
            Some(port) => Some((host, Some(port.parse().ok()?))),
            None => Some((host, None)),
        };
    }
    match address.rsplit_once(':') {
        Some((host, "")) => Some((host, None)),
        Some((host, port)) => Some((host, Some(port.parse().ok()?))),
        None => Some((address, None)),
    }
}

/// `url` with another path, that of a database.
fn with_path(url: &str, path: &str) -> String {
    let start = url.find("://").map_or(0, |at| at + 3);
    let end = url.get(start..).and_then(|rest| rest.find('?')).map_or(url.len(), |at| start + at);
    let server = url.get(start..end).and_then(|rest| rest.find('/')).map_or(end, |at| start + at);
    format!("{}/{path}{}", &url[..server], &url[end..])
}

/// `url` with the parameter `name` set to `value`.
fn with_parameter(url: &str, name: &str, value: &str) -> String {
    let (base, query) = url.split_once('?').unwrap_or((url, ""));
    let is_other = |pair: &&str| !pair.is_empty() && pair.split('=').next() != Some(name);
    let kept: String = query.split('&').filter(is_other).map(|pair| format!("{pair}&")).collect();
    format!("{base}?{kept}{name}={value}")
}

#[cfg(test)]
mod tests;
