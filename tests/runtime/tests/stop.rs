//! Runs that are stopped, or dropped, while the server is at a statement.

use std::time::{Duration, Instant};

use ent_runtime::{Connection, Dir, Error, FailedStatement, MigrateError, Migrator, Stop, TxMode};
use ent_runtime_tests::{TestDatabase, atlas_dir as dir, in_turns};
use tokio::time::{sleep, timeout};

const SOON: Duration = Duration::from_secs(1);

/// Files of which the last waits for whoever reads the table `a`.
fn waiting() -> Dir {
    dir(&[
        ("0_zero", "CREATE TABLE a (x int);"),
        ("1_one", "CREATE TABLE b (x int);"),
        ("2_two", "CREATE TABLE c (x int);\nALTER TABLE a ADD y int;"),
    ])
}

/// Runs `test` on every server, where the first file is applied and somebody reads its table.
async fn with_reader<F, T>(name: &str, test: F)
where
    F: Fn(TestDatabase, Connection) -> T + Clone + Send + 'static,
    T: Future<Output = ()> + Send + 'static,
{
    in_turns(name, |database| {
        let test = test.clone();
        async move {
            // A server of its own is what can be told to stop.
            if !database.url.starts_with("sqlite") {
                let dir = waiting();
                Migrator::new(&database.pool, &dir).apply().amount(1).await.expect("a table");
                let mut reader = database.connection().await;
                reader.execute("BEGIN; SELECT * FROM a").await.expect("a reader");
                test(database, reader).await;
            }
        }
    })
    .await;
}

/// Whether the server is at an ALTER of the database.
async fn is_altering(database: &TestDatabase) -> bool {
    let sql = match database.url.starts_with("postgres") {
        true => {
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND state = 'active' \
             AND query LIKE '%ALTER TABLE a%' AND pid <> pg_backend_pid()"
        }
        false => {
            "SELECT id FROM information_schema.PROCESSLIST WHERE DB = DATABASE() AND INFO LIKE '%ALTER TABLE a%' \
             AND ID <> CONNECTION_ID()"
        }
    };
    !database.connection().await.texts(sql).await.expect("an answer").is_empty()
}

async fn until_altering(database: &TestDatabase) {
    while !is_altering(database).await {
        sleep(Duration::from_millis(10)).await;
    }
}

/// Panics unless the server ends its ALTER soon, though the reader stays.
async fn must_end(database: &TestDatabase) {
    let start = Instant::now();
    while is_altering(database).await {
        assert!(start.elapsed() < SOON, "the statement goes on");
        sleep(Duration::from_millis(10)).await;
    }
}

/// Panics unless the next run finds the lock free and comes to the end.
async fn must_go_on(database: &TestDatabase, mut reader: Connection) {
    reader.execute("COMMIT").await.expect("a reader that goes");
    let dir = waiting();
    let apply = Migrator::new(&database.pool, &dir).apply().lock_timeout(SOON);
    apply.await.unwrap_or_else(|error| panic!("{}: {error}", database.url));
    database.run("SELECT a.y, b.x, c.x FROM a, b, c").await;
}

fn failed(error: Error) -> Box<FailedStatement> {
    match error {
        Error::Migrate(MigrateError::Statement(failed)) => failed,
        other => panic!("{other}"),
    }
}

#[tokio::test]
async fn a_run_that_is_dropped_has_the_server_stop() {
    for mode in [TxMode::File, TxMode::All, TxMode::None] {
        with_reader("a dropped run", move |database, reader| async move {
            let dir = waiting();
            let migrator = Migrator::new(&database.pool, &dir);
            let apply = migrator.apply().tx_mode(mode).into_future();
            tokio::select! {
                outcome = apply => panic!("{outcome:?}"),
                () = until_altering(&database) => {}
            }
            must_end(&database).await;
            must_go_on(&database, reader).await;
        })
        .await;
    }
}

#[tokio::test]
async fn a_run_that_is_stopped_tells_what_holds() {
    for mode in [TxMode::File, TxMode::All, TxMode::None] {
        with_reader("a stopped run", move |database, reader| async move {
            let (dir, stop) = (waiting(), Stop::new());
            let migrator = Migrator::new(&database.pool, &dir);
            let apply = migrator.apply().tx_mode(mode).stop_when(&stop).into_future();
            let stopper = async {
                until_altering(&database).await;
                stop.stop();
                Instant::now()
            };
            let (outcome, start) = tokio::join!(apply, stopper);
            assert!(start.elapsed() < SOON, "{:?}", start.elapsed());
            let failed = failed(outcome.expect_err("a run that stops"));
            assert!(failed.was_stopped() && failed.line == 2, "{failed}");
            let is_kept = mode == TxMode::None || !database.has_transactional_ddl();
            assert_eq!(failed.applied, usize::from(is_kept), "{failed}");
            let is_kept = mode != TxMode::All || !database.has_transactional_ddl();
            assert_eq!(failed.done, if is_kept { vec!["1"] } else { vec![] }, "{failed}");
            must_end(&database).await;
            must_go_on(&database, reader).await;
        })
        .await;
    }
}

/// Between two statements nothing needs to be told to the server.
#[tokio::test]
async fn a_run_that_is_stopped_begins_no_statement() {
    in_turns("a run that begins nothing", |database| async move {
        let dir = dir(&[("1_one", "CREATE TABLE a (x int);\nCREATE TABLE b (x int);")]);
        let stop = Stop::new();
        let migrator = Migrator::new(&database.pool, &dir);
        let apply = migrator.apply().tx_mode(TxMode::None).stop_when(&stop);
        let outcome = apply
            .on_event(|event| {
                if matches!(event, ent_runtime::Event::Statement(_)) {
                    stop.stop();
                }
            })
            .await;
        let failed = failed(outcome.expect_err("a run that stops"));
        let said = "1_one.sql:2: stopped before this statement\n";
        assert!(failed.was_stopped() && failed.to_string().starts_with(said), "{failed}");
        assert_eq!((failed.applied, failed.total), (1, 2));
        migrator.apply().await.expect("the rest");
    })
    .await;
}

#[tokio::test]
async fn whoever_waits_for_the_lock_can_stop() {
    with_reader("a waiting run", |database, reader| async move {
        let (dir, stop) = (waiting(), Stop::new());
        let migrator = Migrator::new(&database.pool, &dir);
        let first = migrator.apply().into_future();
        let second = async {
            until_altering(&database).await;
            let second = migrator.apply().lock_timeout(SOON * 60).stop_when(&stop);
            let stopper = async {
                sleep(Duration::from_millis(200)).await;
                stop.stop();
            };
            tokio::join!(timeout(SOON, second.into_future()), stopper).0.expect("an end soon")
        };
        let outcome = tokio::select! {
            outcome = first => panic!("{outcome:?}"),
            outcome = second => outcome,
        };
        assert!(matches!(outcome, Err(Error::Migrate(MigrateError::Stopped))), "{outcome:?}");
        must_go_on(&database, reader).await;
    })
    .await;
}

/// Whoever keeps a connection whose statement was given up has it free before the next.
#[tokio::test]
async fn a_connection_goes_on_after_a_statement_that_was_given_up() {
    with_reader("a statement given up", |database, _reader| async move {
        let mut connection = database.connection().await;
        let given_up =
            timeout(Duration::from_millis(200), connection.execute("ALTER TABLE a ADD y int")).await;
        given_up.expect_err("a statement that waits");
        let next = timeout(SOON, connection.texts("SELECT 'next'")).await;
        assert_eq!(next.expect("an answer soon").expect("an answer"), ["next"]);
        assert!(!is_altering(&database).await);
    })
    .await;
}
