//! Connections that are bound to one schema of several: each schema has revisions of its own.

use ent_runtime::{DatabaseUrl, Dir, Error, MigrateError, Migrator, Pool};
use ent_runtime_tests::{TestDatabase, atlas_dir, in_turns};

const REVISIONS: &str = "atlas_schema_revisions";

fn dir() -> Dir {
    atlas_dir(&[("1_one", "CREATE TABLE a (x int);")])
}

/// A pool that is bound to a schema of the server of `database`, which need not be there.
async fn bound(database: &TestDatabase, schema: &str) -> Pool {
    let url = DatabaseUrl::parse(&database.url).expect("a URL").for_schema(schema).expect("schemas");
    Pool::connect_to(&url).await.expect("a pool")
}

/// Whatever there is of Atlas' schema for whole servers, which an earlier run may have left.
#[tokio::test]
async fn a_schema_without_revisions_is_at_no_version() {
    in_turns("bound", |database| async move {
        if database.url.starts_with("sqlite") {
            return;
        }
        let dir = dir();
        let whole = Migrator::new(&database.pool, &dir);
        let elsewhere = format!("{}_all", database.name);
        whole.apply().revisions_schema(&elsewhere).await.expect("a run with revisions elsewhere");
        if database.url.starts_with("postgres") {
            let sql = format!(
                "CREATE SCHEMA {REVISIONS}; CREATE TABLE {REVISIONS}.{REVISIONS} (LIKE {elsewhere}.{REVISIONS} \
                 INCLUDING ALL); INSERT INTO {REVISIONS}.{REVISIONS} SELECT * FROM {elsewhere}.{REVISIONS}"
            );
            database.run(&sql).await;
            // Who is bound to no schema goes on where Atlas was.
            assert_eq!(whole.apply().await.expect("nothing").files.len(), 0);
        }
        for tenant in ["b", "c"] {
            let tenant = format!("{}_{tenant}", database.name);
            database.run(&format!("CREATE SCHEMA {tenant}")).await;
            let pool = bound(&database, &tenant).await;
            let migrator = Migrator::new(&pool, &dir);
            assert_eq!(migrator.apply().await.expect("a run").files.len(), 1, "{}", database.url);
            assert_eq!(migrator.apply().await.expect("nothing").files.len(), 0);
            pool.close().await;
            database.run(&format!("SELECT count(*) FROM {tenant}.{REVISIONS}")).await;
        }
    })
    .await;
}

/// A misspelt schema leaves nothing behind.
#[tokio::test]
async fn a_schema_that_is_not_there_is_an_error() {
    in_turns("bound to nothing", |database| async move {
        if !database.url.starts_with("postgres") {
            return;
        }
        let dir = dir();
        let pool = bound(&database, "Nowhere").await;
        let migrator = Migrator::new(&pool, &dir);
        let error = migrator.apply().await.expect_err("no schema");
        assert!(matches!(error, Error::Migrate(MigrateError::NoConnectedSchema(_))), "{error}");
        assert!(
            error.to_string().contains("bound to the schema \"Nowhere\", which does not exist"),
            "{error}"
        );
        assert!(migrator.status().await.is_err());
        let left = format!("pg_catalog.pg_namespace WHERE nspname = '{REVISIONS}'");
        database.must_count(&left, 0).await;
        // It may be the first migration that makes it.
        let makes =
            atlas_dir(&[("1_one", "CREATE SCHEMA \"Nowhere\";\nCREATE TABLE \"Nowhere\".a (x int);")]);
        let makes = Migrator::new(&pool, &makes);
        makes.apply().revisions_schema("public").await.expect("a schema");
        pool.close().await;
    })
    .await;
}
