//! Ways back over what was applied, on every database.

use ent_runtime::{Error, Event, MigrateError, Migrator, Pool, TxMode};
use ent_runtime_tests::{TestDatabase, atlas_dir, in_turns, up_down_dir};

const ONE: (&str, &str) = ("1_one", "CREATE TABLE a (x int, y int);\nINSERT INTO a (x) VALUES (1);");
const TWO: (&str, &str) = ("2_two", "ALTER TABLE a RENAME TO b;\nALTER TABLE b ADD z int;");
const THREE: (&str, &str) = ("3_three", "CREATE TABLE c (x int);");

async fn tables(database: &TestDatabase) -> Vec<String> {
    let mut tables = database.tables().await;
    tables.retain(|name| name != "atlas_schema_revisions");
    tables
}

async fn versions(pool: &Pool, dir: &ent_runtime::Dir) -> Vec<String> {
    let status = Migrator::new(pool, dir).status().await.expect("a status");
    status.applied.into_iter().map(|revision| revision.version).collect()
}

#[tokio::test]
async fn what_was_renamed_is_renamed_back_with_its_rows() {
    in_turns("what_was_renamed", async |database| {
        let dir = atlas_dir(&[ONE, TWO, THREE]);
        let migrator = Migrator::new(&database.pool, &dir);
        migrator.apply().await.expect("three files");
        let reverted = migrator.down().amount(2).await.expect("two versions back");
        assert_eq!(reverted.versions, ["3", "2"]);
        assert_eq!(reverted.version.as_deref(), Some("1"));
        assert_eq!(tables(&database).await, ["a"]);
        assert_eq!(versions(&database.pool, &dir).await, ["1"]);
        // The row is still there, so the table is not dropped unasked.
        let error = migrator.down().await.expect_err("a loss");
        let Error::Migrate(MigrateError::WouldLose { version, lost }) = error else { panic!("{error}") };
        assert_eq!((version.as_str(), lost), ("1", vec!["table \"a\" would be dropped".to_owned()]));
        assert_eq!(tables(&database).await, ["a"]);
        // Up again, and all the way down.
        migrator.apply().await.expect("two files");
        let all = migrator.down().amount(9).allow_loss(true).await.expect("all versions back");
        assert_eq!((all.versions.len(), all.version), (3, None));
        assert_eq!(tables(&database).await, [""; 0]);
        assert_eq!(migrator.down().await.expect("nothing").versions, [""; 0]);
    })
    .await;
}

#[tokio::test]
async fn values_of_a_column_are_asked_for_by_the_name_of_now() {
    in_turns("values_of_a_column", async |database| {
        let dir = atlas_dir(&[ONE, TWO]);
        let migrator = Migrator::new(&database.pool, &dir);
        migrator.apply().await.expect("two files");
        database.run("UPDATE b SET z = 3").await;
        let error = migrator.down().await.expect_err("a loss").to_string();
        assert!(error.contains("column \"z\" of \"a\" would be dropped"), "{error}");
        database.run("UPDATE b SET z = NULL").await;
        let mut told = Vec::new();
        let dry = migrator.down().dry_run(true).on_event(|event| {
            if let Event::Statement(text) = event {
                told.push(text.to_owned());
            }
        });
        dry.await.expect("a dry run");
        assert!(told[0].starts_with("SELECT NOT EXISTS (SELECT 1 FROM "), "{told:?}");
        assert!(told.len() > 2, "{told:?}");
        assert_eq!(tables(&database).await, ["b"]);
        migrator.down().to("1").await.expect("a version back");
        assert_eq!(tables(&database).await, ["a"]);
    })
    .await;
}

#[tokio::test]
async fn down_files_are_what_is_run() {
    in_turns("down_files", async |database| {
        let dir = up_down_dir(&[
            ("1_one", "CREATE TABLE a (x int);", "DROP TABLE a;"),
            ("2_two", "CREATE TABLE b (x int);\nINSERT INTO a VALUES (1);", "DELETE FROM a;\nDROP TABLE b;"),
        ]);
        let migrator = Migrator::new(&database.pool, &dir);
        migrator.apply().await.expect("two files");
        // The rows of `a` go by the file of version 2, before version 1 asks for them.
        migrator.down().amount(2).await.expect("two versions back");
        assert_eq!(tables(&database).await, [""; 0]);
    })
    .await;
}

#[tokio::test]
async fn what_a_way_without_a_file_leaves_of_rows_is_told() {
    in_turns("leaves_rows", async |database| {
        let two = "CREATE TABLE b (x int);\nINSERT INTO b VALUES (1);\nDELETE FROM b;\nUPDATE a SET x = 2;";
        let dir = atlas_dir(&[ONE, ("2_two", two)]);
        let migrator = Migrator::new(&database.pool, &dir);
        migrator.apply().await.expect("two files");
        let mut told = Vec::new();
        let down = migrator.down().on_event(|event| {
            if let Event::Stays(statement) = event {
                told.push(statement.to_owned());
            }
        });
        down.await.expect("a version back");
        // What was done to rows of `b` went with it.
        assert_eq!(told, ["UPDATE a SET x = 2;"]);
    })
    .await;
}

#[tokio::test]
async fn a_file_that_was_applied_in_part_is_undone_in_part() {
    in_turns("applied_in_part", async |database| {
        let broken = (
            "2_two",
            "CREATE TABLE b (x int);\nCREATE TABLE c (x int);\nINSERT INTO nowhere VALUES (1);\nCREATE TABLE d (x int);",
        );
        let dir = atlas_dir(&[ONE, broken]);
        let migrator = Migrator::new(&database.pool, &dir);
        migrator.apply().tx_mode(TxMode::None).await.expect_err("a failure");
        assert_eq!(tables(&database).await, ["a", "b", "c"]);
        migrator.down().await.expect("back");
        assert_eq!(tables(&database).await, ["a"]);
        assert_eq!(versions(&database.pool, &dir).await, ["1"]);
    })
    .await;
}

#[tokio::test]
async fn a_way_down_that_fails_leaves_all_or_says_what_is_gone() {
    in_turns("a_way_down_that_fails", async |database| {
        let up = "CREATE TABLE b (x int);\nCREATE TABLE c (x int);";
        let files =
            |down: &'static str| [("1_one", "CREATE TABLE a (x int);", "DROP TABLE a;"), ("2_two", up, down)];
        let wrong = up_down_dir(&files("DROP TABLE b;\nDELETE FROM nowhere;\nDROP TABLE c;"));
        Migrator::new(&database.pool, &wrong).apply().await.expect("two files");
        let error = Migrator::new(&database.pool, &wrong).down().await.expect_err("a failure");
        let Error::Migrate(MigrateError::Statement(failed)) = error else { panic!("{error}") };
        assert_eq!((failed.file.as_str(), failed.line), ("2_two.down.sql", 2));
        let right = up_down_dir(&files("DROP TABLE b;\nDROP TABLE c;"));
        let migrator = Migrator::new(&database.pool, &right);
        if database.has_transactional_ddl() {
            assert_eq!(failed.state(), "nothing of 2_two.down.sql was run");
            assert_eq!(tables(&database).await, ["a", "b", "c"]);
        } else {
            assert_eq!(failed.state(), "1 of 3 statements of 2_two.down.sql were run and stay");
            assert_eq!(tables(&database).await, ["a", "c"]);
            // Nobody goes up from a place between two versions.
            let error = migrator.apply().await.expect_err("a version in part");
            assert!(matches!(error, Error::Migrate(MigrateError::Reverting { .. })), "{error}");
        }
        let reverted = migrator.down().await.expect("the rest of the way");
        assert_eq!(reverted.versions, ["2"]);
        assert_eq!(tables(&database).await, ["a"]);
        migrator.apply().await.expect("up again");
        assert_eq!(tables(&database).await, ["a", "b", "c"]);
    })
    .await;
}

#[tokio::test]
async fn a_version_must_be_one_that_was_applied() {
    in_turns("a_version_must_be", async |database| {
        let dir = atlas_dir(&[ONE, TWO, THREE]);
        let migrator = Migrator::new(&database.pool, &dir);
        database.run("CREATE TABLE a (x int, y int)").await;
        migrator.apply().baseline("1").amount(1).await.expect("one file");
        let told = async |version: &'static str| {
            migrator.down().to(version).await.expect_err("an error").to_string()
        };
        assert_eq!(told("3").await, "version \"3\" is not applied");
        assert_eq!(told("7").await, "migration with version \"7\" not found");
        let back = migrator.down().amount(5).await.expect("to the baseline");
        assert_eq!((back.versions, back.version.as_deref()), (vec!["2".to_owned()], Some("1")));
        let error = migrator.down().await.expect_err("the baseline").to_string();
        assert!(error.starts_with("cannot revert version \"1\""), "{error}");
        assert_eq!(tables(&database).await, ["a"]);
    })
    .await;
}
