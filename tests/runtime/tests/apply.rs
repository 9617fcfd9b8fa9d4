//! Migration directories, applied to every database.

use std::sync::Arc;
use std::time::Duration;

use ent_runtime::{
    Applied, Client, Error, Event, Graph, MigrateError, Migrator, Order, Scope, TxMode, inspect,
};
use ent_runtime_tests::{
    TestDatabase, atlas_dir as dir, in_turns as on_every_database, up_down_dir, with_database, with_sqlite,
};
use ent_servers::ServerKind;

fn client(database: &TestDatabase) -> Client {
    Client::from_pool(database.pool.clone(), Graph::default())
}

fn versions(applied: &Applied) -> Vec<&str> {
    applied.files.iter().map(|file| file.version.as_str()).collect()
}

const ONE: (&str, &str) = ("1_one", "CREATE TABLE a (x int);\nINSERT INTO a VALUES (1);");
const TWO: (&str, &str) = ("2_two", "CREATE TABLE b (x int);");
const THREE: (&str, &str) = ("3_three", "CREATE TABLE c (x int);");

#[tokio::test]
async fn each_file_is_applied_once() {
    on_every_database("each_file_is_applied_once", async |database| {
        let client = client(&database);
        let applied = client.schema().apply(&dir(&[ONE, TWO])).await.expect("two files");
        assert_eq!(versions(&applied), ["1", "2"]);
        assert_eq!(applied.files[0].statements, 2);
        assert_eq!(applied.version.as_deref(), Some("2"));
        let again = client.schema().apply(&dir(&[ONE, TWO])).await.expect("nothing");
        assert_eq!((versions(&again), again.version.as_deref()), (vec![], Some("2")));
        let more = client.schema().apply(&dir(&[ONE, TWO, THREE])).await.expect("one file");
        assert_eq!(versions(&more), ["3"]);
        assert_eq!(
            database.tables().await,
            ["a", "atlas_schema_revisions", "b", "c"].map(sorted_as(&database))
        );
    })
    .await;
}

/// golang-migrate takes versions for numbers: after 9 comes 10.
#[tokio::test]
async fn versions_without_zeros_run_by_number() {
    on_every_database("versions_without_zeros", async |database| {
        let client = client(&database);
        let numbered = |count: usize| {
            let files = (1..=count).map(|n| (format!("{n}_t"), format!("CREATE TABLE t{n} (x int);")));
            let files: Vec<(String, String)> = files.collect();
            let files: Vec<_> = files.iter().map(|(name, up)| (name.as_str(), up.as_str(), "")).collect();
            up_down_dir(&files)
        };
        let applied = client.schema().apply(&numbered(9)).await.expect("nine files");
        assert_eq!(versions(&applied), ["1", "2", "3", "4", "5", "6", "7", "8", "9"]);
        let more = client.schema().apply(&numbered(11)).await.expect("two files");
        assert_eq!((versions(&more), more.version.as_deref()), (vec!["10", "11"], Some("11")));
        let twelve = numbered(12);
        let migrator = Migrator::new(&database.pool, &twelve);
        let status = migrator.status().await.expect("a status");
        assert_eq!(status.pending.iter().map(|m| &*m.version).collect::<Vec<_>>(), ["12"]);
        assert!(status.out_of_order.is_empty());
        let set = migrator.set(Some("9")).await.expect("rows taken out");
        assert_eq!(set.removed.len(), 2);
    })
    .await;
}

/// SQLite tells tables in the order of creation; the revisions table comes first.
fn sorted_as(database: &TestDatabase) -> impl Fn(&str) -> String {
    let is_sqlite = database.url.starts_with("sqlite");
    move |name| match (is_sqlite, name) {
        (true, "a") => "atlas_schema_revisions".to_owned(),
        (true, "atlas_schema_revisions") => "a".to_owned(),
        (_, name) => name.to_owned(),
    }
}

#[tokio::test]
async fn a_failed_statement_says_where_it_stands_and_what_was_applied() {
    on_every_database("a_failed_statement", async |database| {
        let client = client(&database);
        let broken = (
            "2_two",
            "CREATE TABLE b (x int);\nCREATE TABLE b2 (x int);\n\nINSERT INTO nowhere VALUES (1);\n",
        );
        let error = client.schema().apply(&dir(&[ONE, broken])).await.expect_err("a failure");
        let Error::Migrate(MigrateError::Statement(failed)) = error else { panic!("{error}") };
        assert_eq!((failed.file.as_str(), failed.line), ("2_two.sql", 4));
        assert_eq!(failed.sql, "INSERT INTO nowhere VALUES (1)");
        assert_eq!(failed.done, ["1"]);
        let tables = database.tables().await;
        if database.has_transactional_ddl() {
            assert_eq!(failed.applied, 0);
            assert!(failed.to_string().contains("nothing of 2_two.sql was applied"), "{failed}");
            assert!(!tables.contains(&"b".to_owned()));
        } else {
            assert_eq!(failed.applied, 2);
            let state = "2 of 3 statements of 2_two.sql were applied and stay; before it, this run applied 1";
            assert!(failed.to_string().contains(state), "{failed}");
            assert!(tables.contains(&"b".to_owned()));
        }
        // What took hold may not be changed; what did not, may.
        let mended =
            ("2_two", "CREATE TABLE b (x int);\nCREATE TABLE b2 (x int);\n\nINSERT INTO b VALUES (1);\n");
        let applied = client.schema().apply(&dir(&[ONE, mended])).await.expect("the rest");
        assert_eq!(versions(&applied), ["2"]);
        assert_eq!(applied.files[0].statements, 3 - failed.applied);
    })
    .await;
}

#[tokio::test]
async fn without_transactions_a_run_resumes_after_the_last_statement_that_took_hold() {
    on_every_database("without_transactions", async |database| {
        let client = client(&database);
        let text = |last: &str| format!("-- atlas:txmode none\n\nCREATE TABLE b (x int);\n{last};\n");
        let error =
            client.schema().apply(&dir(&[("1", &text("SELECT nothing"))])).await.expect_err("a failure");
        let Error::Migrate(MigrateError::Statement(failed)) = error else { panic!("{error}") };
        assert_eq!((failed.applied, failed.total), (1, 2));
        let changed = "-- atlas:txmode none\n\nCREATE TABLE other (x int);\nSELECT 1;\n";
        let error = client.schema().apply(&dir(&[("1", changed)])).await.expect_err("a changed history");
        let said = error.to_string();
        assert!(
            said.starts_with("history changed: statement 1 of 1.sql is not the one that was applied"),
            "{said}"
        );
        let applied = client.schema().apply(&dir(&[("1", &text("SELECT 1"))])).await.expect("the rest");
        assert_eq!(applied.files[0].statements, 1);
    })
    .await;
}

#[tokio::test]
async fn what_does_not_fit_is_refused_before_anything_runs() {
    on_every_database("what_does_not_fit", async |database| {
        let client = client(&database);
        let mut tampered = dir(&[ONE]);
        tampered.files[0].content.push(b'\n');
        let error = client.schema().apply(&tampered).await.expect_err("a tampered file");
        assert!(error.to_string().contains("1_one.sql"), "{error}");

        database.run("CREATE TABLE stranger (x int)").await;
        let error = client.schema().apply(&dir(&[ONE])).await.expect_err("a table too many");
        assert!(error.to_string().contains("not clean: found table \"stranger\""), "{error}");
        assert_eq!(database.tables().await, ["stranger"]);

        let applied = client.schema().apply(&dir(&[ONE, TWO])).baseline("1").await.expect("what follows");
        assert_eq!(versions(&applied), ["2"]);

        let error =
            client.schema().apply(&dir(&[ONE, ("1a", "SELECT 1;"), TWO])).await.expect_err("a late file");
        assert!(error.to_string().starts_with("1a.sql added out of order"), "{error}");
        let late = dir(&[ONE, ("1a", "SELECT 1;"), TWO]);
        let applied = client.schema().apply(&late).order(Order::NonLinear).await.expect("the late file");
        assert_eq!(versions(&applied), ["1a"]);
        // The late file moved the hashes of those after it, which are what they were.
        let again = client.schema().apply(&late).await.expect("nothing");
        assert_eq!((versions(&again), again.version.as_deref()), (vec![], Some("2")));
        let other = dir(&[ONE, ("1a", "SELECT 1;"), ("2_two", "CREATE TABLE other (x int);")]);
        let error = client.schema().apply(&other).await.expect_err("another second file");
        assert!(error.to_string().starts_with("2_two.sql has changed since it was applied"), "{error}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_runs_each_file_is_applied_by_one() {
    on_every_database("of_many_runs", async |database| {
        let client = client(&database);
        let all = Arc::new(dir(&[ONE, TWO, THREE]));
        let runs: Vec<_> = (0..5)
            .map(|_| {
                let (client, all) = (client.clone(), all.clone());
                tokio::spawn(async move {
                    let run = client.schema().apply(all.as_ref()).lock_timeout(Duration::from_secs(60)).await;
                    run.expect("a run").files.len()
                })
            })
            .collect();
        let mut files = 0;
        for run in runs {
            files += run.await.expect("a run");
        }
        assert_eq!(files, 3);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_that_is_dropped_leaves_no_lock_and_no_transaction() {
    on_every_database("a_run_that_is_dropped", async |database| {
        let client = client(&database);
        let slow = match database.url.split(':').next() {
            Some("postgres") => "SELECT pg_sleep(5)",
            Some("sqlite") => {
                "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000000) \
                 SELECT count(*) FROM n"
            }
            _ => "SELECT sleep(5)",
        };
        let files = [("1", "CREATE TABLE a (x int);"), ("2", slow)];
        let all = dir(&files);
        let run = async { client.schema().apply(&all).await };
        assert!(
            tokio::time::timeout(Duration::from_millis(500), run).await.is_err(),
            "the run was to be slow"
        );
        let late = dir(&[files[0], ("2", "CREATE TABLE b (x int);")]);
        let applied =
            client.schema().apply(&late).lock_timeout(Duration::from_secs(30)).await.expect("a run");
        assert_eq!(versions(&applied), ["2"]);
    })
    .await;
}

#[tokio::test]
async fn sqlite_tables_can_be_made_anew_under_their_children() {
    with_sqlite(async |database| {
        database
            .run(
                "CREATE TABLE p (id integer PRIMARY KEY); CREATE TABLE c (p int REFERENCES p (id) ON DELETE CASCADE); \
                 INSERT INTO p VALUES (1); INSERT INTO c VALUES (1);",
            )
            .await;
        let client = client(&database);
        let rebuild = "CREATE TABLE new_p (id integer PRIMARY KEY, x int);\nINSERT INTO new_p (id) SELECT id FROM p;\n\
                       DROP TABLE p;\nALTER TABLE new_p RENAME TO p;";
        let all = [("1", rebuild), ("2", "DELETE FROM p;")];
        client.schema().apply(&dir(&all[..1])).allow_dirty(true).await.expect("the rebuild");
        database.run("INSERT INTO c VALUES (1)").await;
        let error = client.schema().apply(&dir(&all)).await.expect_err("rows that lead nowhere");
        assert_eq!(
            error.to_string(),
            "2.sql: the foreign keys of these rows lead nowhere: c row 1 -> p, c row 2 -> p. The transaction was rolled back"
        );
        // The rows are there still, and foreign keys are enforced as before.
        let error = database.connection().await.execute("INSERT INTO c VALUES (7)").await;
        assert!(error.is_err_and(|error| error.to_string().contains("FOREIGN KEY")));
    })
    .await;
}

#[tokio::test]
async fn a_directory_in_the_program_is_applied() {
    with_sqlite(async |database| {
        let embedded = ent_runtime::migrations!("tests/migrations");
        let applied = client(&database).schema().apply(&embedded).await.expect("one file");
        assert_eq!(applied.files[0].file, "20261121000000_create_a.up.sql");
        assert_eq!(database.tables().await, ["atlas_schema_revisions", "a"]);
    })
    .await;
}

/// Files that the layout passes over are no reason to say that there is nothing to do.
#[tokio::test]
async fn a_directory_of_another_layout_is_an_error() {
    with_sqlite(async |database| {
        let file = || vec![ent_runtime::File::new("1_a.sql", "CREATE TABLE a (x int);")];
        let mistaken = ent_runtime::Dir::new(ent_runtime::Format::GolangMigrate, file());
        let error =
            client(&database).schema().apply(&mistaken).await.expect_err("another layout").to_string();
        assert!(error.contains("no migration in the layout of golang-migrate, and has 1_a.sql"), "{error}");
        let mut detected = ent_runtime::Dir::detected(file());
        let sum = detected.sum().to_string();
        detected.files.push(ent_runtime::File::new("atlas.sum", sum));
        assert_eq!(client(&database).schema().apply(&detected).await.expect("one file").files.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn one_transaction_for_all_files_holds_or_goes_as_a_whole() {
    on_every_database("one_transaction_for_all", async |database| {
        let broken = ("2_two", "CREATE TABLE b (x int);\nINSERT INTO nowhere VALUES (1);\n");
        let first = dir(&[ONE, broken]);
        let migrator = Migrator::new(&database.pool, &first);
        let error = migrator.apply().tx_mode(TxMode::All).await.expect_err("a failure");
        let Error::Migrate(MigrateError::Statement(failed)) = error else { panic!("{error}") };
        let status = migrator.status().await.expect("a status");
        if database.has_transactional_ddl() {
            assert_eq!((failed.applied, failed.done.len()), (0, 0));
            assert_eq!((status.applied.len(), status.pending.len()), (0, 2));
            assert!(!database.tables().await.contains(&"a".to_owned()));
        } else {
            // The server commits DDL by itself; what holds is said.
            assert_eq!((failed.applied, failed.done.as_slice()), (1, &["1".to_owned()][..]));
            assert_eq!((status.applied.len(), status.pending.len(), status.left), (2, 1, 1));
        }
        let mended = dir(&[ONE, ("2_two", "CREATE TABLE b (x int);\nINSERT INTO b VALUES (1);\n")]);
        let migrator = Migrator::new(&database.pool, &mended);
        migrator.apply().tx_mode(TxMode::All).await.expect("all of it");
        assert!(migrator.status().await.expect("a status").pending.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_dry_run_tells_and_does_nothing() {
    on_every_database("a_dry_run", async |database| {
        let files = dir(&[ONE, TWO]);
        let migrator = Migrator::new(&database.pool, &files);
        let mut told = Vec::new();
        let apply = migrator.apply().dry_run(true).on_event(|event| match event {
            Event::Start { current, files } => told.push(format!("{current:?} {}", files.len())),
            Event::File(migration) => told.push(migration.version.clone()),
            Event::Statement(sql) => told.push(sql.to_owned()),
            _ => {}
        });
        apply.await.expect("nothing runs");
        assert_eq!(
            told,
            [
                "None 2",
                "1",
                "CREATE TABLE a (x int);",
                "INSERT INTO a VALUES (1);",
                "2",
                "CREATE TABLE b (x int);"
            ]
        );
        assert_eq!(database.tables().await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn a_database_is_set_to_a_version_without_running_it() {
    on_every_database("a_database_is_set", async |database| {
        let files = dir(&[ONE, TWO, THREE]);
        let migrator = Migrator::new(&database.pool, &files);
        migrator.apply().amount(1).await.expect("the first file");
        let set = migrator.set(Some("2")).await.expect("a version");
        assert_eq!((set.set, set.removed), (vec![("2".to_owned(), "two".to_owned())], vec![]));
        let applied = migrator.apply().await.expect("the third");
        assert_eq!(versions(&applied), ["3"]);
        assert!(!database.tables().await.contains(&"b".to_owned()));
        let set = migrator.set(Some("1")).await.expect("a version");
        assert_eq!(set.removed.len(), 2);
        let status = migrator.status().await.expect("a status");
        assert_eq!((status.applied.len(), status.pending.len()), (1, 2));
        let error = migrator.set(Some("9")).await.expect_err("no such version").to_string();
        assert_eq!(error, "migration with version \"9\" not found");
    })
    .await;
}

/// A run that was cut off after a statement, before it could note so, or before the statement: either way nothing runs
/// twice and nothing is left out.
#[tokio::test]
async fn a_statement_that_took_hold_unnoticed_does_not_run_again() {
    const STATEMENTS: [&str; 5] = [
        "CREATE TABLE b (x int)",
        "ALTER TABLE b ADD y int",
        "INSERT INTO b VALUES (1, 2)",
        "CREATE INDEX by_x ON b (x)",
        "ALTER TABLE b ADD z int",
    ];
    on_every_database("a_statement_that_took_hold", async |database| {
        let whole: String = STATEMENTS.iter().map(|sql| format!("{sql};\n")).collect();
        let whole = dir(&[ONE, ("2_two", &whole)]);
        let migrator = Migrator::new(&database.pool, &whole);
        // Rows are changed in one transaction with the note.
        for (at, sql) in STATEMENTS.iter().enumerate().filter(|(_, sql)| !sql.starts_with("INSERT")) {
            for took_hold in [true, false] {
                let head: String = STATEMENTS[..at].iter().map(|sql| format!("{sql};\n")).collect();
                let broken = format!("{head}BROKEN;");
                let broken = dir(&[ONE, ("2_two", &broken)]);
                let apply = Migrator::new(&database.pool, &broken).apply().tx_mode(TxMode::None);
                apply.await.expect_err("a failure");
                let forget =
                    "UPDATE atlas_schema_revisions SET error = NULL, error_stmt = NULL, total = 5 WHERE version = '2'";
                database.run(forget).await;
                if took_hold {
                    database.run(sql).await;
                }
                let mut held = Vec::new();
                let apply = migrator.apply().tx_mode(TxMode::None).on_event(|event| {
                    if let Event::Held(text) = event {
                        held.push(text.trim_end_matches(';').to_owned());
                    }
                });
                let applied = apply.await.unwrap_or_else(|error| panic!("{sql}: {error}"));
                assert_eq!(held, if took_hold { vec![(*sql).to_owned()] } else { Vec::new() });
                assert_eq!(applied.files.len(), 1);
                database.must_count("b WHERE z IS NULL", 1).await;
                migrator.down().allow_loss(true).await.expect("back");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn what_the_database_does_not_tell_is_left_to_somebody() {
    on_every_database("what_the_database_does_not_tell", async |database| {
        let whole = dir(&[ONE, ("2_two", "CREATE TABLE b (x int);\nSELECT 1;\nCREATE TABLE c (x int);")]);
        let broken = dir(&[ONE, ("2_two", "CREATE TABLE b (x int);\nBROKEN;")]);
        let migrator = Migrator::new(&database.pool, &broken);
        migrator.apply().tx_mode(TxMode::None).await.expect_err("a failure");
        database.run("UPDATE atlas_schema_revisions SET error = NULL, total = 3 WHERE version = '2'").await;
        let migrator = Migrator::new(&database.pool, &whole);
        let error = migrator.apply().tx_mode(TxMode::None).await.expect_err("a doubt");
        let Error::Migrate(MigrateError::Uncertain { line, version, statement, .. }) = error else {
            panic!("{error}")
        };
        assert_eq!((line, version.as_str(), statement.as_str()), (2, "2", "SELECT 1"));
        migrator.set(Some("2")).await.expect("somebody has looked");
        assert_eq!(migrator.apply().await.expect("nothing").files.len(), 0);
    })
    .await;
}

/// Whatever letters a statement has, and whatever a file has set before it, the table says what ran.
#[tokio::test]
async fn revisions_are_written_as_they_are() {
    on_every_database("revisions_are_written", async |database| {
        let setting = match database.url.split_once(':').expect("a scheme").0 {
            "postgres" => "SET standard_conforming_strings = off",
            "sqlite" => "SELECT 1",
            _ => "SET SESSION sql_mode = 'NO_BACKSLASH_ESCAPES,ANSI_QUOTES'; SET NAMES latin1",
        };
        let statement = "SELECT 'it''s $1 ? \\\\ \u{2603} %s' FROM nowhere";
        let files = [("1_a", "CREATE TABLE a (x int)"), ("2_b", &format!("{setting};\n{statement};"))];
        let files = dir(&files);
        let migrator = Migrator::new(&database.pool, &files);
        migrator.apply().tx_mode(TxMode::None).await.expect_err("there is no such table");
        let status = migrator.status().await.expect("a status");
        let failed = status.applied.last().expect("the second file");
        assert_eq!((failed.version.as_str(), failed.error_statement.as_deref()), ("2", Some(statement)));
        assert!(failed.error.as_deref().is_some_and(|error| error.contains("nowhere")), "{:?}", failed.error);
    })
    .await;
}

/// What was applied is told by versions, and not by a clock.
#[tokio::test]
async fn clocks_do_not_matter() {
    on_every_database("clocks", async |database| {
        let client = client(&database);
        client.schema().apply(&dir(&[ONE, TWO])).await.expect("two files");
        for (version, time) in [("1", "2037-01-01 00:00:00"), ("2", "1971-01-01 00:00:00")] {
            let table = "atlas_schema_revisions";
            database
                .run(&format!("UPDATE {table} SET executed_at = '{time}' WHERE version = '{version}'"))
                .await;
        }
        let files = dir(&[ONE, TWO, THREE]);
        let status = Migrator::new(&database.pool, &files).status().await.expect("a status");
        assert_eq!(status.pending.iter().map(|m| &*m.version).collect::<Vec<_>>(), ["3"]);
        let applied = client.schema().apply(&files).await.expect("one file");
        assert_eq!((versions(&applied), applied.version.as_deref()), (vec!["3"], Some("3")));
    })
    .await;
}

/// What is checked at the end of a transaction has the name of the file, too.
#[tokio::test]
async fn a_transaction_that_can_not_be_committed_names_its_file() {
    let sql = "CREATE TABLE p (id int PRIMARY KEY);\n\
               CREATE TABLE c (p int REFERENCES p (id) DEFERRABLE INITIALLY DEFERRED);\nINSERT INTO c VALUES (7);";
    let check = async |database: TestDatabase| {
        for mode in [TxMode::File, TxMode::All] {
            let files = dir(&[ONE, ("2_late", sql)]);
            let error =
                Migrator::new(&database.pool, &files).apply().tx_mode(mode).await.expect_err("7 is nowhere");
            let said = error.to_string();
            let names = if mode == TxMode::All { "1_one.sql, 2_late.sql: " } else { "2_late.sql: " };
            assert!(said.starts_with(names) && said.contains("key"), "{said}");
            assert!(!database.tables().await.contains(&"p".to_owned()), "{mode:?}: {said}");
            database.run("DROP TABLE IF EXISTS a").await;
            database.run("DROP TABLE IF EXISTS atlas_schema_revisions").await;
        }
    };
    with_sqlite(check).await;
    with_database(ServerKind::Postgres, "deferred keys", check).await;
}

/// An index whose concurrent build fails stays behind, invalid, and takes the name. The next run begins with a new one.
#[tokio::test]
async fn an_index_that_failed_to_be_built_is_built_again() {
    with_database(ServerKind::Postgres, "invalid indexes", async |database| {
        let rows = ("1_rows", "CREATE TABLE t (a int);\nINSERT INTO t VALUES (1), (1);");
        let build = "-- atlas:txmode none\n\nCREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS t_a ON t (a);\n\
                     CREATE INDEX CONCURRENTLY t_b ON public.t (a);";
        let files = dir(&[rows, ("2_index", build)]);
        let migrator = Migrator::new(&database.pool, &files);
        migrator.apply().await.expect_err("two rows are equal");
        let indexes = "pg_index WHERE indrelid = 't'::regclass";
        database.must_count(&format!("{indexes} AND NOT indisvalid"), 1).await;
        let seen = inspect(&mut database.connection().await, &Scope::Connected).await.expect("an inspection");
        let table = seen.tables().find(|(_, table)| table.name == "t").expect("the table").1;
        assert_eq!(table.indexes.len(), 0, "an index that no query uses is none");
        migrator.apply().await.expect_err("they still are");
        database.run("DELETE FROM t").await;
        let mut told = Vec::new();
        let apply = migrator.apply().on_event(|event| {
            if let Event::Statement(text) = event {
                told.push(text.to_owned());
            }
        });
        apply.await.expect("both indexes");
        assert_eq!(told[0], "DROP INDEX CONCURRENTLY public.t_a;");
        database.must_count(&format!("{indexes} AND indisvalid"), 2).await;
    })
    .await;
}
