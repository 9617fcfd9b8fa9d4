//! Runs that were cut off at a statement of which the database does not tell whether it took hold.

use ent_runtime::{Dir, Error, Event, InDoubt, MigrateError, Migrator, TxMode};
use ent_runtime_tests::{TestDatabase, atlas_dir as dir, in_turns as on_every_database, up_down_dir};

const ONE: (&str, &str) = ("1_one", "CREATE TABLE a (x int);");

/// A directory whose second file is `sql`.
fn with_second(sql: &str) -> Dir {
    dir(&[ONE, ("2_two", sql)])
}

/// Leaves the database as a run that was cut off at the statement of `2_two` after `head`.
async fn cut_off(database: &TestDatabase, head: &str, total: usize) {
    let broken = with_second(&format!("{head}BROKEN;"));
    let apply = Migrator::new(&database.pool, &broken).apply().tx_mode(TxMode::None);
    apply.await.expect_err("a failure");
    forget(database, total).await;
}

/// Has the last failure not been noted.
async fn forget(database: &TestDatabase, total: usize) {
    let table = "atlas_schema_revisions";
    let noted = format!("error = NULL, error_stmt = NULL, total = {total}");
    database.run(&format!("UPDATE {table} SET {noted} WHERE version = '2'")).await;
}

/// What a run tells.
#[derive(Default)]
struct Told {
    ran: Vec<String>,
    held: Vec<String>,
    nothing_in_doubt: bool,
}

impl Told {
    fn tell(&mut self, event: Event<'_>) {
        match event {
            Event::Statement(text) => self.ran.push(text.to_owned()),
            Event::Held(text) => self.held.push(text.to_owned()),
            Event::NothingInDoubt => self.nothing_in_doubt = true,
            _ => {}
        }
    }
}

#[tokio::test]
async fn somebody_says_what_the_database_does_not_tell() {
    on_every_database("somebody_says", async |database| {
        let whole = with_second("CREATE TABLE b (x int);\nSELECT 1;\nCREATE TABLE c (x int);");
        let migrator = Migrator::new(&database.pool, &whole);
        for (in_doubt, held, ran) in [
            (InDoubt::TookHold, vec!["SELECT 1;"], vec!["CREATE TABLE c (x int);"]),
            (InDoubt::RunAgain, vec![], vec!["SELECT 1;", "CREATE TABLE c (x int);"]),
        ] {
            cut_off(&database, "CREATE TABLE b (x int);\n", 3).await;
            // However the next run groups statements, it does not guess.
            for mode in [TxMode::None, TxMode::File, TxMode::All] {
                let error = migrator.apply().tx_mode(mode).await.expect_err("a doubt").to_string();
                assert!(error.starts_with("2_two.sql:2: a run was cut off at this statement"), "{error}");
                for command in
                    ["`ent migrate apply --in-doubt took-hold`", "`ent migrate apply --in-doubt run-again`"]
                {
                    assert!(error.contains(command), "{error}");
                }
            }
            let mut told = Told::default();
            let apply = migrator.apply().tx_mode(TxMode::None).in_doubt(in_doubt);
            apply.on_event(|event| told.tell(event)).await.expect("the rest");
            assert_eq!((told.held, told.ran, told.nothing_in_doubt), (own(&held), own(&ran), false));
            database.must_count("c", 0).await;
            assert!(migrator.status().await.expect("a status").pending.is_empty());
            migrator.down().allow_loss(true).await.expect("back");
        }
    })
    .await;
}

/// What is said counts for nothing where the database knows better, or where nothing was cut off.
#[tokio::test]
async fn what_the_database_tells_is_not_asked_of_anybody() {
    on_every_database("what_the_database_tells", async |database| {
        let whole = with_second("CREATE TABLE b (x int);\nCREATE TABLE c (x int);");
        let migrator = Migrator::new(&database.pool, &whole);
        for (took_hold, in_doubt) in [(false, InDoubt::TookHold), (true, InDoubt::RunAgain)] {
            cut_off(&database, "CREATE TABLE b (x int);\n", 2).await;
            if took_hold {
                database.run("CREATE TABLE c (x int)").await;
            }
            let mut told = Told::default();
            let apply = migrator.apply().tx_mode(TxMode::None).in_doubt(in_doubt);
            apply.on_event(|event| told.tell(event)).await.expect("the rest");
            let create = own(&["CREATE TABLE c (x int);"]);
            let (held, ran) = if took_hold { (create, vec![]) } else { (vec![], create) };
            assert_eq!((told.held, told.ran, told.nothing_in_doubt), (held, ran, true));
            database.must_count("c", 0).await;
            migrator.down().allow_loss(true).await.expect("back");
        }
        let mut told = Told::default();
        let apply = migrator.apply().in_doubt(InDoubt::TookHold).on_event(|event| told.tell(event));
        apply.await.expect("the second file");
        assert!(told.nothing_in_doubt && told.ran.len() == 2);
    })
    .await;
}

/// Other tools commit what a statement does to rows before they note it; where a statement was about to run, its row says
/// nothing of it.
#[tokio::test]
async fn rows_that_another_tool_was_about_to_change_are_in_doubt() {
    on_every_database("another_tool", async |database| {
        let whole =
            with_second("CREATE TABLE b (x int);\nINSERT INTO b VALUES (1);\nCREATE TABLE c (x int);");
        let migrator = Migrator::new(&database.pool, &whole);
        for (operator, in_doubt, rows) in [
            ("Atlas CLI v0.30.0", Some(InDoubt::TookHold), 1),
            ("Atlas CLI v0.30.0", Some(InDoubt::RunAgain), 2),
            ("ent 0.0.1", None, 2),
        ] {
            cut_off(&database, "CREATE TABLE b (x int);\n", 3).await;
            database.run("INSERT INTO b VALUES (1)").await;
            let by = format!("operator_version = '{operator}' WHERE version = '2'");
            database.run(&format!("UPDATE atlas_schema_revisions SET {by}")).await;
            if let Some(in_doubt) = in_doubt {
                let error = migrator.apply().await.expect_err("a doubt").to_string();
                assert!(error.starts_with("2_two.sql:2: a run was cut off at this statement"), "{error}");
                migrator.apply().in_doubt(in_doubt).await.expect("the rest");
            } else {
                migrator.apply().await.expect("the rest");
            }
            database.must_count("b", rows).await;
            migrator.down().allow_loss(true).await.expect("back");
        }
    })
    .await;
}

/// What leaves no trace and may run twice does.
#[tokio::test]
async fn what_may_run_twice_is_not_in_doubt() {
    on_every_database("what_may_run_twice", async |database| {
        let statements: &[&str] = match database.url.split(':').next() {
            Some("postgres") => &[
                "GRANT SELECT ON b TO PUBLIC",
                "REVOKE SELECT ON b FROM PUBLIC",
                "ANALYZE b",
                "VACUUM b",
                "SET search_path = public",
                "COMMENT ON TABLE b IS 'B'",
            ],
            Some("sqlite") => &["ANALYZE b", "PRAGMA foreign_keys = ON", "VACUUM"],
            _ => &[
                "GRANT SELECT ON b TO CURRENT_USER()",
                "ANALYZE TABLE b",
                "OPTIMIZE TABLE b",
                "SET NAMES utf8mb4",
                "SET @a = 1",
                "FLUSH TABLES",
            ],
        };
        for sql in statements {
            let whole = with_second(&format!("CREATE TABLE b (x int);\n{sql};\nCREATE TABLE c (x int);"));
            cut_off(&database, "CREATE TABLE b (x int);\n", 3).await;
            let migrator = Migrator::new(&database.pool, &whole);
            let applied = migrator.apply().tx_mode(TxMode::None).await;
            applied.unwrap_or_else(|error| panic!("{sql}: {error}"));
            database.must_count("c", 0).await;
            migrator.down().allow_loss(true).await.expect("back");
        }
    })
    .await;
}

#[tokio::test]
async fn ways_back_go_on_after_a_doubt() {
    on_every_database("ways_back_in_doubt", async |database| {
        let files = |down: &str| {
            let down = format!("-- atlas:txmode none\n\n{down}");
            up_down_dir(&[
                ("1_one", "CREATE TABLE a (x int);", ""),
                ("2_two", "CREATE TABLE b (x int);\nCREATE TABLE c (x int);", &down),
            ])
        };
        let (whole, broken) = (
            files("DROP TABLE c;\nSELECT 1;\nDROP TABLE b;"),
            files("DROP TABLE c;\nINSERT INTO nowhere VALUES (1);"),
        );
        for (in_doubt, held) in [(InDoubt::TookHold, vec!["SELECT 1;"]), (InDoubt::RunAgain, vec![])] {
            Migrator::new(&database.pool, &whole).apply().await.expect("two files");
            Migrator::new(&database.pool, &broken).down().allow_loss(true).await.expect_err("a failure");
            forget(&database, 2).await;
            let migrator = Migrator::new(&database.pool, &whole);
            let error = migrator.down().allow_loss(true).await.expect_err("a doubt");
            assert!(matches!(error, Error::Migrate(MigrateError::Uncertain { .. })), "{error}");
            assert!(error.to_string().contains("`ent migrate down --in-doubt run-again`"), "{error}");
            let mut told = Told::default();
            let down = migrator.down().allow_loss(true).in_doubt(in_doubt).on_event(|event| told.tell(event));
            assert_eq!(down.await.expect("back").versions, ["2"]);
            assert_eq!((told.held, told.nothing_in_doubt), (own(&held), false));
            assert_eq!(told.ran.len(), 2 - held.len());
            assert!(!database.tables().await.contains(&"b".to_owned()));
        }
    })
    .await;
}

fn own(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|&text| text.to_owned()).collect()
}
