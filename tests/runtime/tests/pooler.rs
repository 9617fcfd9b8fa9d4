//! Runs through pgbouncer, which lends a session of the server for a transaction at a time: the lock is one all the same.

use std::os::unix::fs::PermissionsExt as _;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use ent_runtime::{Migrator, Pool};
use ent_runtime_tests::{TestDatabase, atlas_dir, with_database};
use ent_servers::ServerKind;

/// A pooler, ended when this is dropped.
struct Pooler {
    process: Child,
    port: u16,
    _folder: tempfile::TempDir,
}

impl Pooler {
    /// A pooler before the server of `database`; `None` where there is no such program.
    fn start(database: &TestDatabase) -> Option<Self> {
        let server = database.url.rsplit_once(':')?.1.split_once('/')?.0.to_owned();
        let port = std::net::TcpListener::bind("127.0.0.1:0").ok()?.local_addr().ok()?.port();
        let folder = tempfile::tempdir().expect("a temporary folder");
        let everybody = std::fs::Permissions::from_mode(0o755);
        std::fs::set_permissions(folder.path(), everybody).expect("permissions");
        let settings = folder.path().join("pgbouncer.ini");
        let text = format!(
            "[databases]\n* = host=127.0.0.1 port={server} user=postgres\n[pgbouncer]\nlisten_addr = 127.0.0.1\n\
             listen_port = {port}\nunix_socket_dir =\nauth_type = any\npool_mode = transaction\ndefault_pool_size = 4\n"
        );
        std::fs::write(&settings, text).expect("the settings");
        let mut command = Command::new("pgbouncer");
        // It refuses to run as root.
        if std::fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0) {
            command.args(["-u", "postgres"]);
        }
        let process = command.arg(&settings).stdout(Stdio::null()).stderr(Stdio::null()).spawn().ok()?;
        Some(Self { process, port, _folder: folder })
    }
}

impl Drop for Pooler {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

async fn connect(url: &str) -> Pool {
    for _ in 0..100 {
        if let Ok(pool) = Pool::connect(url).await {
            return pool;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the pooler does not answer");
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_runs_behind_a_pooler_each_file_is_applied_by_one() {
    with_database(ServerKind::Postgres, "runs through a pooler", |database| async move {
        let Some(pooler) = Pooler::start(&database) else {
            eprintln!(
                "SKIPPED runs through a pooler: pgbouncer is not on PATH (Debian has a package of that name)"
            );
            return;
        };
        let (base, _) = database.url.rsplit_once(':').expect("a port");
        let behind = format!("{base}:{}/{}", pooler.port, database.name);
        let log: String = (0..20).map(|n| format!("INSERT INTO log VALUES ({n});\n")).collect();
        let concurrently = "-- atlas:txmode none\n\nCREATE INDEX CONCURRENTLY log_n ON log (n);\n";
        let dir = atlas_dir(&[
            ("1_log", "CREATE TABLE log (n int NOT NULL);"),
            ("2_rows", &log),
            ("3_index", concurrently),
            ("4_rows", &log),
        ]);
        let mut runs = tokio::task::JoinSet::new();
        for n in 0..6 {
            // One of them knows the server itself.
            let (url, dir) = (if n == 0 { database.url.clone() } else { behind.clone() }, dir.clone());
            runs.spawn(async move {
                let pool = connect(&url).await;
                let applied = Migrator::new(&pool, &dir).apply().lock_timeout(Duration::from_secs(60)).await;
                pool.close().await;
                applied.map(|applied| applied.files.len())
            });
        }
        let mut files = 0;
        while let Some(run) = runs.join_next().await {
            files += run.expect("no panic").unwrap_or_else(|error| panic!("{error}"));
        }
        assert_eq!(files, 4);
        database.must_count("log", 40).await;
        // Nothing is held any more.
        let locks = "pg_locks l JOIN pg_database d ON d.oid = l.database WHERE d.datname = current_database() \
                     AND locktype = 'advisory'";
        database.must_count(locks, 0).await;
    })
    .await;
}
