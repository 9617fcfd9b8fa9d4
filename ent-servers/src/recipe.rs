use std::path::{Path, PathBuf};

use crate::Durability;
use crate::address::{Address, MYSQL_SOCKET};
use crate::binaries::Binaries;
use crate::mysql_tree::LoaderCommand;

/// How to run one server: its command lines, run inside the server's folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Recipe {
    /// Makes the data folder; run to its end before the server.
    pub(crate) prepare: Option<Vec<String>>,
    /// The server in the foreground.
    pub(crate) serve: Vec<String>,
    /// The quickest signal after which the server leaves nothing behind on the machine.
    pub(crate) stop_signal: &'static str,
    /// A folder that the server gets as file 9.
    pub(crate) tree: Option<PathBuf>,
}

/// Where a server is to run.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place<'p> {
    /// The folder for all that it writes.
    pub(crate) folder: &'p Path,
    pub(crate) address: &'p Address,
    pub(crate) durability: Durability,
}

/// The settings with which PostgreSQL syncs nothing.
const POSTGRES_UNSYNCED: [&str; 3] = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"];

/// Those with which MySQL and MariaDB sync nothing.
const MYSQL_UNSYNCED: [&str; 3] =
    ["--innodb-flush-method=nosync", "--innodb-flush-log-at-trx-commit=0", "--innodb-doublewrite=0"];

/// The settings that both MySQL and MariaDB know.
const MYSQL_COMMON: [&str; 5] = [
    "--innodb-buffer-pool-size=128M",
    "--performance-schema=OFF",
    "--max-connections=200",
    "--character-set-server=utf8mb4",
    "--default-time-zone=+00:00",
];

impl Place<'_> {
    /// Those of `settings`, which sync nothing, that are to be made.
    fn unsynced(self, settings: &'static [&'static str]) -> &'static [&'static str] {
        match self.durability {
            Durability::ThrownAway => settings,
            Durability::Synced => &[],
        }
    }
}

impl Recipe {
    /// The recipe for these binaries, at this place.
    pub(crate) fn new(binaries: &Binaries, place: Place<'_>) -> Self {
        match binaries {
            Binaries::Postgres { initdb, postgres } => Self::postgres(initdb, postgres, place),
            Binaries::MariaDb { install_db, mariadbd } => Self::mariadb(install_db, mariadbd, place),
            Binaries::MySql { mysqld } => Self::mysql(vec![text(mysqld)], None, &[], place),
            Binaries::MySqlTree { tree } => {
                let LoaderCommand { words, settings } = LoaderCommand::new(tree);
                Self::mysql(words, Some(tree.root().to_owned()), &settings, place)
            }
        }
    }

    fn postgres(initdb: &Path, postgres: &Path, place: Place<'_>) -> Self {
        let data = text(&place.folder.join("data"));
        let mut prepare = vec![text(initdb)];
        prepare.extend(words(&["--auth=trust", "--username=postgres", "--encoding=UTF8"]));
        prepare.extend(words(&["--locale=C", "--no-sync", "-D"]));
        prepare.push(data.clone());
        let mut serve = vec![text(postgres), "-D".to_owned(), data];
        let settings = [
            "wal_level=minimal",
            "max_wal_senders=0",
            "max_connections=200",
            // A test may make and drop some thousand objects in one transaction.
            "max_locks_per_transaction=256",
            "shared_buffers=64MB",
            "autovacuum=off",
            // In the data folder, which we remove; in shared memory a crash would leave it behind.
            "dynamic_shared_memory_type=mmap",
            "jit=off",
            "timezone=UTC",
            "lc_messages=C",
        ];
        for setting in place.unsynced(&POSTGRES_UNSYNCED).iter().chain(&settings) {
            serve.extend(words(&["-c", setting]));
        }
        let (addresses, sockets, port) = match place.address {
            Address::Port(port) => ("127.0.0.1", String::new(), *port),
            Address::Socket(folder) => ("", text(folder), 5432),
        };
        serve.extend(words(&["-c", &format!("listen_addresses={addresses}")]));
        serve.extend(words(&["-c", &format!("unix_socket_directories={sockets}")]));
        serve.extend(words(&["-c", &format!("port={port}")]));
        // QUIT is PostgreSQL's immediate shutdown. KILL would leave its shared memory behind.
        Self { prepare: Some(prepare), serve, stop_signal: "QUIT", tree: None }
    }

    fn mariadb(install_db: &Path, mariadbd: &Path, place: Place<'_>) -> Self {
        let data = text(&place.folder.join("data"));
        let mut prepare = vec![text(install_db)];
        prepare.extend(words(&["--no-defaults", "--auth-root-authentication-method=normal"]));
        prepare.extend(words(&["--skip-test-db", "--innodb-flush-method=nosync"]));
        prepare.push(format!("--datadir={data}"));
        prepare.push(own_temporary(place.folder));
        let mut serve = vec![text(mariadbd), "--no-defaults".to_owned()];
        serve.push(format!("--datadir={data}"));
        serve.push("--skip-log-bin".to_owned());
        serve.extend(mysql_serve(place));
        Self { prepare: Some(prepare), serve, stop_signal: "KILL", tree: None }
    }

    fn mysql(mysqld: Vec<String>, tree: Option<PathBuf>, settings: &[String], place: Place<'_>) -> Self {
        let mut base = mysqld;
        base.push("--no-defaults".to_owned());
        base.extend_from_slice(settings);
        base.push(format!("--datadir={}", text(&place.folder.join("data"))));
        let mut prepare = base.clone();
        prepare.extend(words(&["--initialize-insecure", "--innodb-flush-method=nosync"]));
        prepare.push(own_temporary(place.folder));
        let mut serve = base;
        serve.push("--mysqlx=OFF".to_owned());
        serve.extend(mysql_serve(place));
        Self { prepare: Some(prepare), serve, stop_signal: "KILL", tree }
    }
}

fn mysql_serve(place: Place<'_>) -> Vec<String> {
    let mut out = words(&MYSQL_COMMON);
    out.extend(words(place.unsynced(&MYSQL_UNSYNCED)));
    match place.address {
        Address::Port(port) => out.extend(["--bind-address=127.0.0.1".to_owned(), format!("--port={port}")]),
        Address::Socket(_) => out.push("--skip-networking".to_owned()),
    }
    out.push(format!("--socket={}", text(&place.folder.join(MYSQL_SOCKET))));
    out.push(format!("--pid-file={}", text(&place.folder.join("pid"))));
    out.push(own_temporary(place.folder));
    out
}

/// Where temporary tables are. A server that starts removes all that it finds there (`mysql_rm_tmp_tables`), also what is
/// another server's.
fn own_temporary(folder: &Path) -> String {
    format!("--tmpdir={}", text(folder))
}

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn text(path: &Path) -> String {
    path.display().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// In the folder `/t`.
    fn at(address: &Address) -> Place<'_> {
        Place { folder: Path::new("/t"), address, durability: Durability::ThrownAway }
    }

    #[test]
    fn postgres_listens_on_the_port_only_and_keeps_its_data_in_the_folder() {
        let binaries = Binaries::Postgres { initdb: "/b/initdb".into(), postgres: "/b/pg".into() };
        let recipe = Recipe::new(&binaries, at(&Address::Port(4711)));
        let prepare = "/b/initdb --auth=trust --username=postgres --encoding=UTF8 --locale=C \
                       --no-sync -D /t/data";
        assert_eq!(recipe.prepare.map(|words| words.join(" ")).as_deref(), Some(prepare));
        assert_eq!(recipe.serve[..3], ["/b/pg", "-D", "/t/data"]);
        assert!(recipe.serve.contains(&"port=4711".to_owned()));
        assert!(recipe.serve.contains(&"unix_socket_directories=".to_owned()));
    }

    #[test]
    fn on_a_socket_nobody_listens_to_the_network() {
        let address = Address::Socket("/t".into());
        let serve = |binaries| Recipe::new(&binaries, at(&address)).serve;
        let postgres = serve(Binaries::Postgres { initdb: "/b/initdb".into(), postgres: "/b/pg".into() });
        assert!(postgres.contains(&"listen_addresses=".to_owned()));
        assert!(postgres.contains(&"unix_socket_directories=/t".to_owned()));
        let mysql = serve(Binaries::MySql { mysqld: "/b/mysqld".into() });
        assert!(mysql.contains(&"--skip-networking".to_owned()));
        assert!(mysql.contains(&"--socket=/t/socket".to_owned()));
    }

    #[test]
    fn nothing_is_synced_unless_asked_for() {
        let postgres = Binaries::Postgres { initdb: "/b/initdb".into(), postgres: "/b/pg".into() };
        let mysql = Binaries::MySql { mysqld: "/b/mysqld".into() };
        for (binaries, setting) in [(postgres, "fsync=off"), (mysql, "--innodb-flush-method=nosync")] {
            let syncs = |durability| {
                let recipe = Recipe::new(&binaries, Place { durability, ..at(&Address::Port(4711)) });
                !recipe.serve.iter().any(|word| word == setting)
            };
            assert!(syncs(Durability::Synced) && !syncs(Durability::ThrownAway), "{setting}");
        }
    }

    #[test]
    fn mysql_never_reads_the_machine_settings() {
        let binaries = [
            Binaries::MySql { mysqld: "/b/mysqld".into() },
            Binaries::MariaDb { install_db: "/b/install".into(), mariadbd: "/b/mariadbd".into() },
        ];
        for binaries in binaries {
            let recipe = Recipe::new(&binaries, at(&Address::Port(4711)));
            // Must be the first option, or it is refused.
            assert_eq!(recipe.serve[1], "--no-defaults");
            let prepare = recipe.prepare.unwrap_or_default();
            assert_eq!(prepare[1], "--no-defaults");
            for words in [&prepare, &recipe.serve] {
                assert!(words.contains(&"--tmpdir=/t".to_owned()), "{words:?}");
            }
            assert!(recipe.serve.contains(&"--port=4711".to_owned()));
        }
    }
}
