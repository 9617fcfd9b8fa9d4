//! Files that set something of their session.

use ent_runtime::{Dir, Migrator, TxMode};
use ent_runtime_tests::{TestDatabase, atlas_dir as dir, in_turns};

/// A file that sets something for the rest of it; `last` is the type of the column of `b`.
fn setting(database: &TestDatabase, last: &str) -> Option<Dir> {
    let text = match database.url.split(':').next() {
        Some("postgres") => {
            format!(
                "CREATE SCHEMA other;\nSET search_path TO other;\nCREATE TABLE a (x int);\nCREATE TABLE b (x {last});"
            )
        }
        Some("sqlite") => return None,
        _ => {
            format!(
                "SET @saved_sql_mode = @@sql_mode, sql_mode = 'ANSI_QUOTES';\nCREATE TABLE a (x int);\n\
                 CREATE TABLE \"b\" (x {last});\nSET sql_mode = @saved_sql_mode;\n\
                 CREATE TABLE c (x varchar(9) DEFAULT \"c\");"
            )
        }
    };
    Some(dir(&[("1_one", &text)]))
}

/// The next run has a session of its own.
#[tokio::test]
async fn a_run_that_goes_on_sets_again_what_was_set() {
    in_turns("settings of a session", |database| async move {
        let (Some(broken), Some(whole)) = (setting(&database, "nosuchtype"), setting(&database, "int"))
        else {
            return;
        };
        let (broken, whole) = (Migrator::new(&database.pool, &broken), Migrator::new(&database.pool, &whole));
        broken.apply().tx_mode(TxMode::None).await.expect_err("no such type");
        let applied = whole.apply().tx_mode(TxMode::None).await;
        applied.unwrap_or_else(|error| panic!("{}: {error}", database.url));
        if database.url.starts_with("postgres") {
            database.run("SELECT other.a.x, other.b.x FROM other.a, other.b").await;
        }
    })
    .await;
}

/// The revisions are where they were, wherever a file looks for names.
#[tokio::test]
async fn files_may_look_for_names_elsewhere() {
    for mode in [TxMode::File, TxMode::All, TxMode::None] {
        in_turns("names elsewhere", move |database| async move {
            let Some(dir) = setting(&database, "int") else { return };
            let migrator = Migrator::new(&database.pool, &dir);
            let applied = migrator.apply().tx_mode(mode).await;
            applied.unwrap_or_else(|error| panic!("{} {mode:?}: {error}", database.url));
            database.must_count("atlas_schema_revisions", 1).await;
        })
        .await;
    }
}
