use ent_engine::dir::{Edit, File};
use ent_runtime::{Dir, Format};
use tokio::sync::Mutex;

use crate::{TestDatabase, on_every_database};

/// The lock of MySQL and MariaDB is one for the whole server, so tests that wait for it take turns.
static TURN: Mutex<()> = Mutex::const_new(());

/// As [`on_every_database`], one test of a program after another.
pub async fn in_turns<F, T>(name: &str, test: F)
where
    F: Fn(TestDatabase) -> T,
    T: Future<Output = ()> + Send + 'static,
{
    let _turn = TURN.lock().await;
    on_every_database(name, test).await;
}

/// A directory in Atlas' format of `(version_name, statements)`, with its sum.
pub fn atlas_dir(files: &[(&str, &str)]) -> Dir {
    let add = files.iter().map(|(name, sql)| File::new(format!("{name}.sql"), *sql)).collect();
    Dir::new(Format::Atlas, Vec::new()).edited(&Edit { add, remove: Vec::new() })
}

/// A directory in golang-migrate's format of `(version_name, way up, way down)`, with its sum.
pub fn up_down_dir(files: &[(&str, &str, &str)]) -> Dir {
    let add = files
        .iter()
        .flat_map(|(name, up, down)| {
            [File::new(format!("{name}.up.sql"), *up), File::new(format!("{name}.down.sql"), *down)]
        })
        .collect();
    Dir::new(Format::GolangMigrate, Vec::new()).edited(&Edit { add, remove: Vec::new() })
}
