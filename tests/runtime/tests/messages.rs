//! Statements that go to the server in one message with what tells of the one before: each is answered for by itself.

use ent_engine::dir::Script;
use ent_runtime::{Error, Event, Extent, MigrateError, Migrator, Scratch, TxMode};
use ent_runtime_tests::{atlas_dir as dir, in_turns, with_database};
use ent_servers::ServerKind;

const MODES: [TxMode; 2] = [TxMode::File, TxMode::None];

/// What tells of a statement goes ahead of the next one; where it can't be written, that does not run.
#[tokio::test]
async fn a_run_stops_where_its_progress_can_not_be_written() {
    in_turns("progress that can't be written", async |database| {
        for mode in MODES {
            // In a transaction nothing is written before its end.
            if mode == TxMode::File && database.has_transactional_ddl() {
                continue;
            }
            let files = dir(&[(
                "1",
                "CREATE TABLE a (x int);\nDROP TABLE atlas_schema_revisions;\nCREATE TABLE b (x int);",
            )]);
            let error = Migrator::new(&database.pool, &files).apply().tx_mode(mode).await;
            let error = error.expect_err("no table to write to").to_string();
            assert!(error.contains("writing a revision: "), "{mode:?}: {error}");
            if mode == TxMode::File {
                assert!(
                    error.contains("\n  statement, which was not begun: CREATE TABLE b (x int)\n"),
                    "{error}"
                );
                assert!(error.contains("2 of 3 statements of 1.sql were applied and stay"), "{error}");
            }
            assert!(database.tables().await.iter().all(|table| table == "a"), "{mode:?}");
            database.run("DROP TABLE a").await;
        }
    })
    .await;
}

/// However many statements the server makes of a text, the error is that of the text.
#[tokio::test]
async fn the_statement_that_fails_is_the_one_that_is_told() {
    in_turns("statements that fail", async |database| {
        for mode in MODES {
            for (at, broken) in
                ["SELECT 1 FROM nowhere", "BROKEN", "INSERT INTO a VALUES (1, 2, 3)"].iter().enumerate()
            {
                let files =
                    format!("CREATE TABLE a (x int);\nINSERT INTO a VALUES (1);\n{broken};\nDROP TABLE a;");
                let files = dir(&[("1", &files)]);
                let error = Migrator::new(&database.pool, &files).apply().tx_mode(mode).await;
                let Err(Error::Migrate(MigrateError::Statement(failed))) = error else {
                    panic!("{mode:?} {at}")
                };
                assert_eq!((failed.line, failed.sql.as_str(), failed.total), (3, *broken, 4));
                // A row is taken back with the transaction that the failed statement was in, DDL is not everywhere.
                let stays = match mode {
                    TxMode::None => 2,
                    _ if database.has_transactional_ddl() => 0,
                    _ => 1,
                };
                assert_eq!(failed.applied, stays, "{mode:?} {broken}");
                let wrong = format!("atlas_schema_revisions WHERE applied <> {stays}");
                database.must_count(&wrong, 0).await;
                if stays > 0 {
                    database.must_count("a", stays - 1).await;
                    database.run("DROP TABLE a").await;
                }
                database.run("DROP TABLE atlas_schema_revisions").await;
            }
        }
    })
    .await;
}

/// Of statements in one message, too, each is told before it runs, and none takes in the next.
#[tokio::test]
async fn statements_are_told_one_by_one() {
    in_turns("statements that are told", async |database| {
        let whole = "CREATE TABLE a (x int) -- one\n;\nINSERT INTO a VALUES (1) /* two */;\n\
                     INSERT INTO a VALUES (2);\nINSERT INTO nowhere VALUES (3);\nDROP TABLE a;";
        let several = "-- atlas:delimiter \\n\\n\n\nCREATE TABLE a (x int); INSERT INTO a VALUES (1);\n\n\
                       INSERT INTO a VALUES (2); INSERT INTO a VALUES (3);\n\nINSERT INTO nowhere VALUES (4);\n\nDROP TABLE a;";
        for (text, count) in [(whole, 4), (several, 3)] {
            let files = dir(&[("1", text)]);
            let mut told = Vec::new();
            let run = Migrator::new(&database.pool, &files).apply().on_event(|event| {
                if let Event::Statement(text) = event {
                    told.push(text.to_owned());
                }
            });
            let error = run.await;
            let Err(Error::Migrate(MigrateError::Statement(failed))) = error else { panic!("{error:?}") };
            assert!(failed.sql.starts_with("INSERT INTO nowhere"), "{}", failed.sql);
            assert_eq!(told.len(), count, "{told:?}");
            assert_eq!(told.last(), Some(&failed.text));
            if !database.has_transactional_ddl() {
                database.run("DROP TABLE a").await;
            }
            database.run("DROP TABLE atlas_schema_revisions").await;
        }
    })
    .await;
}

/// Servers keep the text of routines, triggers and views, which is not all of the message.
#[tokio::test]
async fn definitions_are_kept_without_what_went_ahead_of_them() {
    in_turns("definitions", async |database| {
        if database.has_transactional_ddl() {
            return;
        }
        for mode in MODES {
            let text = "CREATE TABLE a (x int);\nCREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW SET NEW.x = 1;\n\
                        CREATE PROCEDURE p() SELECT 2;\nCREATE EVENT e ON SCHEDULE EVERY 1 YEAR DISABLE DO SET @x = 3;\n\
                        CREATE VIEW v AS SELECT 4 AS n;\nINSERT INTO a VALUES (5);\n";
            let files = dir(&[("1", text)]);
            Migrator::new(&database.pool, &files).apply().tx_mode(mode).await.expect("a run");
            let mut connection = database.connection().await;
            for (query, expected) in [
                ("SELECT ACTION_STATEMENT FROM information_schema.TRIGGERS", "SET NEW.x = 1"),
                ("SELECT ROUTINE_DEFINITION FROM information_schema.ROUTINES", "SELECT 2"),
                ("SELECT EVENT_DEFINITION FROM information_schema.EVENTS", "SET @x = 3"),
                ("SELECT VIEW_DEFINITION FROM information_schema.VIEWS", "select 4 AS `n`"),
            ] {
                let schema = match query.rsplit('.').next() {
                    Some("ROUTINES") => "ROUTINE_SCHEMA",
                    Some("TRIGGERS") => "TRIGGER_SCHEMA",
                    Some("EVENTS") => "EVENT_SCHEMA",
                    _ => "TABLE_SCHEMA",
                };
                let query = format!("{query} WHERE {schema} = DATABASE()");
                assert_eq!(connection.texts(&query).await.expect("a definition"), [expected], "{mode:?}");
            }
            drop(connection);
            for sql in ["VIEW v", "EVENT e", "PROCEDURE p", "TABLE a", "TABLE atlas_schema_revisions"] {
                database.run(&format!("DROP {sql}")).await;
            }
        }
    })
    .await;
}

/// What the words are may depend on the server, what the numbers are does not.
#[tokio::test]
async fn errors_have_the_numbers_of_the_server() {
    for (kind, number) in
        [(ServerKind::Postgres, "42P01"), (ServerKind::MariaDb, "42S02"), (ServerKind::MySql, "42S02")]
    {
        with_database(kind, "numbers of errors", move |database| async move {
            let mut scratch = Scratch::borrow(&database.pool, Extent::Schema).await.expect("a loan");
            let script = Script::new("a.sql", "DROP TABLE nowhere;");
            let error = scratch.state(&[script]).await.expect_err("no such table");
            assert_eq!(error.code().as_deref(), Some(number), "{error}");
            scratch.give_back().await.expect("an empty database");
        })
        .await;
    }
}
