use std::collections::BTreeMap;
use std::io::Write as _;
use std::{env, io};

use crate::{ServerKind, Unavailable};

/// The servers that a test may use: their URLs by kind.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TestServers {
    urls: BTreeMap<ServerKind, String>,
}

impl TestServers {
    /// The servers named in the environment, see [`ServerKind::variable`]. `cargo xtask test` sets
    /// the variables; an empty one counts as unset.
    pub fn from_env() -> Self {
        Self::from_lookup(|name| env::var(name).ok())
    }

    /// The servers named by `lookup`, which is given the variables' names.
    pub fn from_lookup(lookup: impl Fn(&str) -> Option<String>) -> Self {
        let urls = ServerKind::ALL
            .into_iter()
            .filter_map(|kind| Some((kind, lookup(kind.variable())?)))
            .filter(|(_, url)| !url.is_empty())
            .collect();
        Self { urls }
    }

    /// The URL of the server of this kind.
    ///
    /// # Errors
    /// If the kind's variable is unset.
    pub fn url(&self, kind: ServerKind) -> Result<&str, Unavailable> {
        self.urls.get(&kind).map(String::as_str).ok_or_else(|| {
            Unavailable::new(kind, format!("{} is not set (`cargo xtask test` sets it)", kind.variable()))
        })
    }

    /// The URL of the server of this kind; without one, says on the standard error that `test` is
    /// skipped. The line is seen even where the test harness captures what tests print.
    pub fn url_or_skip(&self, kind: ServerKind, test: &str) -> Option<&str> {
        match self.url(kind) {
            Ok(url) => Some(url),
            Err(unavailable) => {
                // A closed standard error is no reason to fail.
                let _ = writeln!(io::stderr(), "SKIPPED {test}: {unavailable}");
                None
            }
        }
    }

    /// The kinds that are there, with their URLs.
    pub fn iter(&self) -> impl Iterator<Item = (ServerKind, &str)> {
        self.urls.iter().map(|(kind, url)| (*kind, url.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unset_and_empty_variables_are_no_servers() {
        let servers = TestServers::from_lookup(|name| match name {
            "ENT_TEST_POSTGRES_URL" => Some("postgres://postgres@127.0.0.1:1/postgres".to_owned()),
            "ENT_TEST_MARIADB_URL" => Some(String::new()),
            _ => None,
        });
        assert!(servers.url(ServerKind::Postgres).is_ok());
        assert_eq!(servers.url_or_skip(ServerKind::MariaDb, "a test"), None);
        assert_eq!(
            servers.url(ServerKind::MySql).map_err(|e| e.to_string()),
            Err("no MySQL server: ENT_TEST_MYSQL_URL is not set (`cargo xtask test` sets it)".to_owned())
        );
        assert_eq!(servers.iter().map(|(kind, _)| kind).collect::<Vec<_>>(), [ServerKind::Postgres]);
    }
}
