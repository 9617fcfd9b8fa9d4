use std::cmp::Reverse;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use crate::mysql_tree::MySqlTree;
use crate::{ServerKind, Version, shell};

/// The programs of a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Binaries {
    Postgres { initdb: PathBuf, postgres: PathBuf },
    MariaDb { install_db: PathBuf, mariadbd: PathBuf },
    MySql { mysqld: PathBuf },
    MySqlTree { tree: MySqlTree },
}

/// Folders where packages put servers and where a user's `PATH` does not look.
const SERVER_FOLDERS: [&str; 5] =
    ["/usr/sbin", "/usr/libexec", "/usr/local/sbin", "/usr/local/mysql/bin", "/opt/mysql/bin"];

/// Folders that have one folder per version of PostgreSQL, with `bin` in it.
const POSTGRES_PARENTS: [&str; 3] = ["/usr/lib/postgresql", "/usr/local/opt", "/opt/homebrew/opt"];

impl Binaries {
    /// The programs of a server of this kind on `PATH` or in a known folder.
    pub(crate) fn find(kind: ServerKind) -> Option<Self> {
        match kind {
            ServerKind::Postgres => {
                let bin = postgres_folder(&postgres_folders(), |file| file.is_file())?;
                Some(Self::Postgres { initdb: bin.join("initdb"), postgres: bin.join("postgres") })
            }
            ServerKind::MariaDb => Some(Self::MariaDb {
                mariadbd: program("mariadbd")?,
                install_db: program("mariadb-install-db")?,
            }),
            ServerKind::MySql => {
                let mysqld = program("mysqld")?;
                let banner = shell::output(Command::new(&mysqld).arg("--version"))?;
                is_mysql(&banner).then_some(Self::MySql { mysqld })
            }
        }
    }
}

/// Whether `mysqld --version` printed `banner` as MySQL's own and not as MariaDB's.
pub(crate) fn is_mysql(banner: &str) -> bool {
    !banner.to_ascii_lowercase().contains("mariadb") && Version::parse(banner).is_some()
}

fn program(name: &str) -> Option<PathBuf> {
    let is_file = |file: &Path| file.is_file();
    shell::which(name, env::var_os("PATH"), is_file)
        .or_else(|| shell::which(name, env::join_paths(SERVER_FOLDERS).ok(), is_file))
}

/// Where PostgreSQL may be: first the folders on `PATH`, then the versions in known places.
fn postgres_folders() -> Vec<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let mut folders: Vec<PathBuf> = env::split_paths(&path).collect();
    let versions = POSTGRES_PARENTS.iter().filter_map(|parent| fs::read_dir(parent).ok());
    let versions = versions.flatten().flatten().map(|entry| entry.path());
    folders.extend(newest_first(versions.collect()).into_iter().map(|path| path.join("bin")));
    folders
}

/// The folders that are named after a version (`15`, `postgresql@16`), the newest first.
fn newest_first(folders: Vec<PathBuf>) -> Vec<PathBuf> {
    let mut versions: Vec<(Version, PathBuf)> = folders
        .into_iter()
        .filter_map(|path| {
            let name = path.file_name()?.to_str()?;
            let version = name.strip_prefix("postgresql@").unwrap_or(name);
            let version = version.starts_with(|c: char| c.is_ascii_digit()).then_some(version)?;
            Some((Version::parse(version)?, path))
        })
        .collect();
    versions.sort_by_key(|(version, _)| Reverse(version.numbers.clone()));
    versions.into_iter().map(|(_, path)| path).collect()
}

/// The first folder that has both programs. Debian's `/usr/bin` has neither, but other packages put
/// them there.
fn postgres_folder(folders: &[PathBuf], exists: impl Fn(&Path) -> bool) -> Option<PathBuf> {
    let has_both = |folder: &&PathBuf| exists(&folder.join("initdb")) && exists(&folder.join("postgres"));
    folders.iter().find(has_both).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mariadb_under_the_name_of_mysql_is_not_mysql() {
        assert!(is_mysql("/x/mysqld  Ver 9.7.4-2 for Linux on x86_64 ((Debian))"));
        assert!(!is_mysql("/usr/sbin/mysqld  Ver 10.11.19-MariaDB-0+deb12u1 for debian-linux-gnu"));
        assert!(!is_mysql(""));
    }

    #[test]
    fn the_newest_postgres_with_both_programs_is_taken() {
        let folders = ["/p/9.6", "/p/15", "/p/common", "/q/postgresql@16", "/p/18"];
        let sorted = newest_first(folders.map(PathBuf::from).to_vec());
        let expected = ["/p/18", "/q/postgresql@16", "/p/15", "/p/9.6"].map(PathBuf::from);
        assert_eq!(sorted, expected);
        // 18 has the client programs only.
        let exists = |file: &Path| !file.starts_with("/p/18");
        assert_eq!(postgres_folder(&sorted, exists), Some(PathBuf::from("/q/postgresql@16")));
        assert_eq!(postgres_folder(&sorted, |_| false), None);
    }
}
