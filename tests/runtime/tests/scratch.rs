//! An empty database that is lent tells what SQL makes of it, and is empty again afterwards.

use ent_engine::dir::Script;
use ent_runtime::{Extent, Pool, Scope, Scratch, inspect};
use ent_runtime_tests::{TestDatabase, catalog, on_every_database, outline, with_database};
use ent_servers::ServerKind;

/// What the database itself says that it holds, to a session of its own.
async fn account(database: &TestDatabase) -> String {
    let pool = Pool::connect(&database.url).await.expect("the database of the test");
    let account = catalog(&pool).await;
    pool.close().await;
    account
}

async fn borrow(database: &TestDatabase) -> Scratch {
    Scratch::borrow(&database.pool, Extent::Schema).await.expect("an empty database")
}

fn script(text: &str) -> Script {
    Script::new("1.sql", text)
}

/// The state that `sql` makes of a loan, as text.
async fn state(database: &TestDatabase, sql: &str) -> String {
    let mut scratch = borrow(database).await;
    let realm = scratch.state(&[script(sql)]).await.unwrap_or_else(|error| panic!("{error}"));
    scratch.give_back().await.expect("a way back");
    outline(&realm)
}

const TABLES: &str = "CREATE TABLE a (id int PRIMARY KEY, b int); \
     CREATE TABLE c (id int PRIMARY KEY, a int REFERENCES a (id)); \
     CREATE VIEW v AS SELECT id FROM a; \
     CREATE INDEX b ON a (b);";

#[tokio::test]
async fn a_state_is_what_inspection_finds_and_nothing_stays() {
    on_every_database("a database is lent", |database| async move {
        let empty = account(&database).await;
        let lent = state(&database, TABLES).await;
        assert_eq!(account(&database).await, empty);
        assert!(lent.contains('a') && lent.contains('v'));
        database.run(TABLES).await;
        let realm = inspect(&mut database.connection().await, &Scope::Connected).await.expect("a state");
        assert_eq!(lent, outline(&realm));
    })
    .await;
}

#[tokio::test]
async fn a_loan_makes_many_states() {
    on_every_database("a database is lent for several states", |database| async move {
        let mut scratch = borrow(&database).await;
        let scripts = [script("CREATE TABLE a (id int);"), script("CREATE TABLE b (id int);")];
        let both = scratch.state(&scripts).await.expect("a state");
        assert_eq!(both.tables().count(), 2);
        let second = scratch.state(&scripts[1..]).await.expect("a state");
        assert_eq!(second.tables().count(), 1);
        scratch.give_back().await.expect("a way back");
    })
    .await;
}

#[tokio::test]
async fn what_sql_leaves_in_its_session_stays_there() {
    on_every_database("sessions of what is tried out", |database| async move {
        let empty = account(&database).await;
        let open = "BEGIN; CREATE TABLE a (id int); CREATE TEMPORARY TABLE t (id int);";
        state(&database, open).await;
        assert_eq!(account(&database).await, empty);
        state(&database, TABLES).await;
    })
    .await;
}

#[tokio::test]
async fn a_database_in_use_is_not_lent() {
    on_every_database("a database in use is refused", |database| async move {
        database.run("CREATE TABLE a (id int);").await;
        let Err(error) = Scratch::borrow(&database.pool, Extent::Schema).await else {
            panic!("a database with a table was lent");
        };
        let text = error.to_string();
        assert!(text.contains("connected database is not clean: found table \"a\""), "{text}");
        assert_eq!(database.tables().await, ["a"]);
        database.run("DROP TABLE a;").await;
        state(&database, TABLES).await;
    })
    .await;
}

#[tokio::test]
async fn a_statement_that_is_refused_says_where_it_stands() {
    on_every_database("a statement that is refused", |database| async move {
        let empty = account(&database).await;
        let mut scratch = borrow(&database).await;
        let scripts = [script("CREATE TABLE a (id int);\n\nCREATE TABLE a (id int);\n")];
        let error = scratch.state(&scripts).await.expect_err("a table that is there already").to_string();
        assert!(error.starts_with("1.sql:3: executing statement \"CREATE TABLE a (id int)\""), "{error}");
        scratch.give_back().await.expect("a way back");
        assert_eq!(account(&database).await, empty);
    })
    .await;
}

/// A process that is killed leaves what it made, and its mark.
#[tokio::test]
async fn what_a_loan_left_that_was_cut_off_goes_with_the_next() {
    on_every_database("a loan that was cut off", |database| async move {
        let empty = account(&database).await;
        database.run("CREATE TABLE ent_scratch (kept text);").await;
        database.run(TABLES).await;
        state(&database, "CREATE TABLE a (id int);").await;
        assert_eq!(account(&database).await, empty);
    })
    .await;
}

/// Whoever stops waiting gives the database back all the same.
#[tokio::test]
async fn a_state_that_nobody_waits_for_is_cleared() {
    on_every_database("a state that nobody waits for", |database| async move {
        let empty = account(&database).await;
        let mut scratch = borrow(&database).await;
        let many: String = (0..2000).map(|n| format!("CREATE TABLE t{n} (id int PRIMARY KEY);\n")).collect();
        let (scripts, patience) = ([script(&many)], std::time::Duration::from_millis(20));
        let cut = tokio::time::timeout(patience, scratch.state(&scripts)).await;
        assert!(cut.is_err(), "2,000 tables in {patience:?}");
        scratch.give_back().await.expect("a way back");
        assert_eq!(account(&database).await, empty);
    })
    .await;
}

#[tokio::test]
async fn two_who_borrow_wait_for_each_other() {
    on_every_database("two loans at once", |database| async move {
        // In memory there is only one connection to wait with.
        let first = borrow(&database).await;
        let pool = database.pool.clone();
        let second = tokio::spawn(async move { Scratch::borrow(&pool, Extent::Schema).await });
        tokio::time::sleep(std::time::Duration::from_millis(150)).await;
        assert!(!second.is_finished());
        first.give_back().await.expect("a way back");
        let second = second.await.expect("no panic").expect("a loan");
        second.give_back().await.expect("a way back");
    })
    .await;
}

/// Objects of every kind, and those that no schema holds.
#[tokio::test]
async fn postgres_is_cleared_of_all_kinds_of_objects() {
    let what = "a PostgreSQL database is cleared";
    with_database(ServerKind::Postgres, what, |database| async move {
        database.run("CREATE EXTENSION pgcrypto; CREATE SCHEMA IF NOT EXISTS public;").await;
        let empty = account(&database).await;
        let sql = include_str!("scratch/postgres.sql");
        for extent in [Extent::Schema, Extent::Server] {
            let mut scratch = Scratch::borrow(&database.pool, extent.clone()).await.expect("a loan");
            let all = format!("{sql}{}", if extent == Extent::Server { SCHEMALESS } else { "" });
            let realm = scratch.state(&[script(&all)]).await.unwrap_or_else(|error| panic!("{error}"));
            assert!(realm.tables().any(|(_, table)| table.name == "a"));
            scratch.give_back().await.expect("a way back");
            assert_eq!(account(&database).await, empty);
        }
        let left = "(SELECT oid FROM pg_event_trigger UNION ALL SELECT oid FROM pg_namespace WHERE nspname = 'other' \
                    UNION ALL SELECT oid FROM pg_extension WHERE extname = 'citext' \
                    UNION ALL SELECT oid FROM pg_cast WHERE oid >= 16384) l";
        database.must_count(left, 0).await;
        database.must_count("pg_extension WHERE extname = 'pgcrypto'", 1).await;
        // The schema itself may go, too.
        let mut scratch = Scratch::borrow(&database.pool, Extent::Server).await.expect("a loan");
        scratch.state(&[script("DROP SCHEMA public CASCADE; CREATE SCHEMA x;")]).await.expect("a state");
        scratch.give_back().await.expect("a way back");
        database.must_count("pg_namespace WHERE nspname = 'public'", 1).await;
    })
    .await;
}

const SCHEMALESS: &str = "CREATE SCHEMA other; CREATE TABLE other.t (id int); \
     CREATE EXTENSION citext SCHEMA other; CREATE EXTENSION pg_trgm SCHEMA other; CREATE TABLE other.words (word text); \
     CREATE INDEX ON other.words USING gist (word other.gist_trgm_ops (siglen = 32)); \
     CREATE TABLE words (word text); CREATE INDEX ON words USING gist (word other.gist_trgm_ops (siglen = 32)); \
     CREATE CAST (a AS integer) WITH FUNCTION to_integer(a); \
     CREATE FUNCTION nothing() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''no''; END'; \
     CREATE PUBLICATION everything FOR ALL TABLES; \
     CREATE EVENT TRIGGER nothing ON sql_drop EXECUTE FUNCTION nothing();";

/// As images bring databases: PostGIS comes with schemas of its own, and one that nothing is in.
#[tokio::test]
async fn what_a_database_came_with_stays_and_does_not_count() {
    with_database(ServerKind::Postgres, "a database with extensions", |database| async move {
        database.run("CREATE SCHEMA ext; CREATE EXTENSION hstore SCHEMA ext; CREATE SCHEMA bare;").await;
        let empty = account(&database).await;
        let mut scratch = Scratch::borrow(&database.pool, Extent::Server).await.expect("an empty database");
        let mut told = Vec::new();
        for sql in [
            "CREATE TABLE t (h ext.hstore);",
            "CREATE FUNCTION ext.f() RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE VIEW bare.v AS SELECT 1 AS one;",
            "CREATE SCHEMA IF NOT EXISTS bare; CREATE EXTENSION IF NOT EXISTS hstore WITH SCHEMA ext;",
        ] {
            let realm = scratch.state(&[script(sql)]).await.unwrap_or_else(|error| panic!("{error}"));
            assert_eq!(account(&database).await, empty);
            told.push((
                realm.schemas.iter().map(|schema| schema.name.clone()).collect::<Vec<_>>().join(" "),
                realm.objects.iter().map(|object| object.name.clone()).collect::<Vec<_>>().join(" "),
            ));
        }
        scratch.give_back().await.expect("a way back");
        let told: Vec<(&str, &str)> = told.iter().map(|(schemas, objects)| (&**schemas, &**objects)).collect();
        assert_eq!(told, [("public", ""), ("bare ext public", ""), ("bare public", "hstore")]);
    })
    .await;
}

#[tokio::test]
async fn mysql_is_cleared_of_all_kinds_of_objects() {
    for kind in [ServerKind::MariaDb, ServerKind::MySql] {
        with_database(kind, "a MySQL database is cleared", |database| async move {
            let empty = account(&database).await;
            let sql = include_str!("scratch/mysql.sql");
            let mut scratch = borrow(&database).await;
            let realm = scratch.state(&[script(sql)]).await.unwrap_or_else(|error| panic!("{error}"));
            assert_eq!(realm.tables().count(), 2);
            scratch.give_back().await.expect("a way back");
            assert_eq!(account(&database).await, empty);
            database.must_count("information_schema.ROUTINES WHERE ROUTINE_SCHEMA = DATABASE()", 0).await;
            let charset = "information_schema.SCHEMATA WHERE SCHEMA_NAME = DATABASE() \
                           AND DEFAULT_COLLATION_NAME = 'utf8mb4_general_ci'";
            database.must_count(charset, 1).await;
        })
        .await;
    }
}
