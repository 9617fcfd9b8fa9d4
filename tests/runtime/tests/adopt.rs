//! Databases that other tools have migrated, taken over.

use ent_runtime::{Error, MigrateError, Migrator};
use ent_runtime_tests::{atlas_dir, in_turns};

const FILES: [(&str, &str); 3] = [
    ("01_one", "CREATE TABLE a (x int);"),
    ("02_two", "CREATE TABLE b (x int);"),
    ("03_three", "CREATE TABLE c (x int);"),
];

/// Each tool's table as the tool makes it, at version 2, the statement that makes it so that it can't be adopted, and
/// what is said then.
const TOOLS: [(&str, &str, &str, &str); 7] = [
    (
        "golang-migrate",
        "CREATE TABLE schema_migrations (version bigint NOT NULL PRIMARY KEY, dirty boolean NOT NULL);
         INSERT INTO schema_migrations VALUES (2, false);",
        "UPDATE schema_migrations SET dirty = true",
        "golang-migrate says that version 2 failed",
    ),
    (
        "dbmate",
        "CREATE TABLE schema_migrations (version varchar(128) PRIMARY KEY);
         INSERT INTO schema_migrations VALUES ('01'), ('02');",
        "INSERT INTO schema_migrations VALUES ('07')",
        "dbmate applied versions that the directory does not have: 07",
    ),
    (
        "sqlx",
        "CREATE TABLE _sqlx_migrations (version bigint PRIMARY KEY, description text NOT NULL, success boolean NOT NULL);
         INSERT INTO _sqlx_migrations VALUES (1, 'one', true), (2, 'two', true);",
        "INSERT INTO _sqlx_migrations VALUES (3, 'three', false)",
        "sqlx says that version 3 failed",
    ),
    (
        "diesel",
        "CREATE TABLE __diesel_schema_migrations (version varchar(50) PRIMARY KEY, run_on timestamp);
         INSERT INTO __diesel_schema_migrations (version) VALUES ('01'), ('02');",
        "INSERT INTO __diesel_schema_migrations (version) VALUES ('20230101000000')",
        "diesel applied versions that the directory does not have: 20230101000000",
    ),
    (
        "refinery",
        "CREATE TABLE refinery_schema_history (version int PRIMARY KEY, name varchar(255), applied_on varchar(255), \
         checksum varchar(255));
         INSERT INTO refinery_schema_history (version, name) VALUES (1, 'one'), (2, 'two');",
        "INSERT INTO refinery_schema_history (version) VALUES (9)",
        "refinery applied versions that the directory does not have: 9",
    ),
    (
        "goose",
        "CREATE TABLE goose_db_version (id int PRIMARY KEY, version_id bigint NOT NULL, is_applied boolean NOT NULL);
         INSERT INTO goose_db_version VALUES (1, 0, true), (2, 1, true), (3, 2, true), (4, 3, true), (5, 3, false);",
        "INSERT INTO goose_db_version VALUES (6, 4, true)",
        "goose applied versions that the directory does not have: 4",
    ),
    (
        "Flyway",
        "CREATE TABLE flyway_schema_history (installed_rank int PRIMARY KEY, version varchar(50), type varchar(20), \
         success boolean);
         INSERT INTO flyway_schema_history VALUES (1, '1', 'SQL', true), (2, '2', 'SQL', true), (3, NULL, 'SQL', true);",
        "INSERT INTO flyway_schema_history VALUES (4, '3', 'SQL', false)",
        "Flyway says that version 3 failed",
    ),
];

#[tokio::test]
async fn what_another_tool_applied_counts_as_applied() {
    in_turns("what_another_tool_applied", async |database| {
        let dir = atlas_dir(&FILES);
        let migrator = Migrator::new(&database.pool, &dir);
        let error = migrator.adopt().await.expect_err("nothing");
        assert!(matches!(error, Error::Migrate(MigrateError::NothingToAdopt { .. })), "{error}");
        database.run("CREATE TABLE a (x int); CREATE TABLE b (x int);").await;
        for (tool, table, spoil, says) in TOOLS {
            database.run(table).await;
            let refused = migrator.apply().await.expect_err("tables that nobody applied").to_string();
            assert!(refused.contains("take that over (--adopt)"), "{tool}: {refused}");
            let adopted = migrator.adopt().await.expect(tool).expect("a first time");
            assert_eq!(
                (adopted.tool.as_str(), adopted.versions),
                (tool, vec!["01".to_owned(), "02".to_owned()])
            );
            assert_eq!(migrator.adopt().await.expect("a second time"), None);
            let applied = migrator.apply().await.expect("the third file");
            assert_eq!(applied.files.len(), 1, "{tool}");
            database.run("DROP TABLE atlas_schema_revisions; DROP TABLE c").await;
            database.run(spoil).await;
            let error = migrator.adopt().await.expect_err(tool).to_string();
            assert!(error.starts_with(says), "{error}");
            let name = table.split(' ').nth(2).expect("a name");
            database.run(&format!("DROP TABLE {name}")).await;
        }
    })
    .await;
}

#[tokio::test]
async fn a_tool_that_applied_nothing_leaves_a_clean_database() {
    in_turns("a_tool_that_applied_nothing", async |database| {
        let dir = atlas_dir(&FILES);
        for (tool, table, ..) in TOOLS {
            let name = table.split(' ').nth(2).expect("a name");
            database.run(&format!("{table} DELETE FROM {name};")).await;
            let migrator = Migrator::new(&database.pool, &dir);
            database.run("CREATE TABLE other (x int)").await;
            let refused = migrator.apply().await.expect_err("a table that nobody applied").to_string();
            assert!(
                refused.contains("found table \"other\". If the directory describes it"),
                "{tool}: {refused}"
            );
            database.run("DROP TABLE other").await;
            let adopted = migrator.adopt().await.expect(tool).expect("a first time");
            assert!(adopted.versions.is_empty(), "{tool}");
            let applied = migrator.apply().await.expect(tool);
            assert_eq!(applied.files.len(), 3, "{tool}");
            for made in ["atlas_schema_revisions", "a", "b", "c", name] {
                database.run(&format!("DROP TABLE {made}")).await;
            }
        }
    })
    .await;
}
