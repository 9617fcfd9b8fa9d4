use std::path::{Path, PathBuf};

use ent_runtime::DatabaseUrl;

use crate::error::CliError;

/// Where a state comes from.
#[derive(Clone, Debug, PartialEq)]
pub enum StateUrl {
    /// A database.
    Database(Box<DatabaseUrl>),
    /// SQL files: a file, a folder or a migration directory.
    Files(FileUrl),
    /// The structs of a schema module, by its path.
    Entities(PathBuf),
}

/// A `file://` URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileUrl {
    /// The file or folder.
    pub path: PathBuf,
    /// `?format=`: the layout of a migration directory.
    pub format: Option<String>,
    /// `?version=`: the last version of a migration directory to look at.
    pub version: Option<String>,
}

impl std::fmt::Display for FileUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "file://{}", self.path.display())
    }
}

impl StateUrl {
    /// The one state that `urls` name.
    ///
    /// # Errors
    /// When there is none, or several that can't be one, or one of an unknown kind.
    pub fn parse(urls: &[String]) -> Result<Self, CliError> {
        match urls {
            [] => Err(CliError::Other("at least one url is required".to_owned())),
            [url] => Self::one(url),
            [first, rest @ ..] => {
                let schemes = (scheme(first), rest.iter().find_map(|url| scheme(url)));
                Err(CliError::Other(match schemes {
                    (Some(a), Some(b)) if a != b => format!(
                        "got mixed url schemes: \"{a}\" and \"{b}\", a state must be provided from a single kind of source"
                    ),
                    (Some("file"), _) => format!(
                        "the provided SQL state must be either a single schema file or a migration directory, but {} \
                         paths were found",
                        urls.len()
                    ),
                    (scheme, _) => format!(
                        "got multiple urls of scheme \"{}\", only multiple 'file://' urls are supported",
                        scheme.unwrap_or_default()
                    ),
                }))
            }
        }
    }

    fn one(url: &str) -> Result<Self, CliError> {
        match scheme(url) {
            None => {
                let path = Path::new(url);
                let is_schema =
                    path.is_dir() || path.extension().is_some_and(|end| end == "sql" || end == "hcl");
                Err(CliError::Other(match path.exists() && is_schema {
                    true => format!("missing scheme. Did you mean file://{url}?"),
                    false => format!(
                        "{:?} has no scheme; expected file://, ent://, sqlite://, postgres://, mysql:// or mariadb://",
                        DatabaseUrl::masked(url)
                    ),
                }))
            }
            Some("file") => Ok(Self::Files(FileUrl::parse(url))),
            Some("ent") => {
                let path = url.strip_prefix("ent://").unwrap_or_default();
                Ok(Self::Entities(path.split('?').next().unwrap_or_default().into()))
            }
            Some(_) => Ok(Self::Database(Box::new(DatabaseUrl::parse(url)?))),
        }
    }
}

impl FileUrl {
    /// The parts of `url`, with or without its scheme.
    pub fn parse(url: &str) -> Self {
        let rest = url.strip_prefix("file://").unwrap_or(url);
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        let parameter = |name: &str| {
            let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
            pairs.find(|(key, _)| *key == name).map(|(_, value)| value.to_owned())
        };
        Self { path: path.into(), format: parameter("format"), version: parameter("version") }
    }
}

/// What stands before `://`.
fn scheme(url: &str) -> Option<&str> {
    let (scheme, _) = url.split_once(':')?;
    let is_scheme = url.contains("://") || matches!(scheme, "sqlite" | "sqlite3");
    is_scheme.then_some(scheme)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(urls: &[&str]) -> Result<StateUrl, String> {
        let urls: Vec<String> = urls.iter().map(|&url| url.to_owned()).collect();
        StateUrl::parse(&urls).map_err(|error| error.to_string())
    }

    #[test]
    fn kinds() {
        let StateUrl::Files(file) = parse(&["file://a/b?format=goose&version=3"]).unwrap() else {
            panic!("a file")
        };
        assert_eq!(file.path, Path::new("a/b"));
        assert_eq!((file.format.as_deref(), file.version.as_deref()), (Some("goose"), Some("3")));
        assert_eq!(parse(&["ent://src/schema"]).unwrap(), StateUrl::Entities("src/schema".into()));
        assert!(matches!(parse(&["sqlite://x.db"]).unwrap(), StateUrl::Database(_)));
        assert!(matches!(parse(&["sqlite::memory:"]).unwrap(), StateUrl::Database(_)));
    }

    #[test]
    fn what_is_no_state() {
        for (urls, says) in [
            (&[] as &[&str], "at least one url is required"),
            (&["src"], "missing scheme. Did you mean file://src?"),
            (&["nowhere"], "has no scheme"),
            (&["postgres//u:secret@h/d"], "\"postgres//u:***@h/d\" has no scheme"),
            (&["u:secret@h/d"], "\"u:***@h/d\" has no scheme"),
            (&["oracle://u:secret@h/d"], "expected the scheme postgres, mysql, mariadb or sqlite"),
            (&["file://a", "sqlite://b"], "got mixed url schemes: \"file\" and \"sqlite\""),
            (&["sqlite://a", "sqlite://b"], "got multiple urls of scheme \"sqlite\""),
            (&["file://a.sql", "file://b.sql"], "but 2 paths were found"),
        ] {
            let error = parse(urls).unwrap_err();
            assert!(error.contains(says), "{urls:?}: {error}");
            assert!(!error.contains("secret"));
        }
    }
}
