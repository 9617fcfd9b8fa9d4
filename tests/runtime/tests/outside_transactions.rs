//! Files that must not run in a transaction, as the tool of each layout marks them.

use std::fs;

use ent_engine::dir::{Edit, File, LocalDir};
use ent_runtime::{Dir, Error, Format, MigrateError, Migrator, TxMode};
use ent_runtime_tests::{TestDatabase, up_down_dir, with_database};
use ent_servers::ServerKind;

const TABLE: &str = "CREATE TABLE a (x int);";
const INDEX: &str = "CREATE INDEX CONCURRENTLY a_x ON a (x);";
const BACK: &str = "DROP INDEX CONCURRENTLY a_x;\nDROP TABLE a;";

/// The files of one version, marked as the layout's tool has it.
fn marked(format: Format) -> Vec<File> {
    let up = format!("{TABLE}\n{INDEX}\n");
    let files: Vec<(&str, String)> = match format {
        Format::GolangMigrate | Format::Atlas | Format::Refinery => {
            let mark = "-- atlas:txmode none\n\n";
            let name = match format {
                Format::GolangMigrate => "1_a.up.sql",
                Format::Atlas => "1_a.sql",
                _ => "V1__a.sql",
            };
            let back = ("1_a.down.sql", format!("{mark}{BACK}"));
            let up = (name, format!("{mark}{up}"));
            if format == Format::GolangMigrate { vec![up, back] } else { vec![up] }
        }
        Format::Sqlx => vec![
            ("1_a.up.sql", format!("-- no-transaction\n{up}")),
            ("1_a.down.sql", format!("-- no-transaction\n{BACK}")),
        ],
        Format::Goose => {
            vec![("1_a.sql", format!("-- +goose no transaction\n-- +goose Up\n{up}-- +goose Down\n{BACK}"))]
        }
        Format::Dbmate => vec![(
            "1_a.sql",
            format!("-- migrate:up transaction:false\n{up}-- migrate:down transaction:false\n{BACK}"),
        )],
        Format::Liquibase => vec![(
            "1_a.sql",
            format!(
                "--liquibase formatted sql\n--changeset me:1\n{TABLE}\n--rollback DROP TABLE a;\n\
                 --changeset me:2 runInTransaction:false\n{INDEX}\n--rollback DROP INDEX CONCURRENTLY a_x;\n"
            ),
        )],
        Format::Flyway => vec![
            ("V1__a.sql", up),
            ("V1__a.sql.conf", "# comment\nexecuteInTransaction=false\n".to_owned()),
            ("U1__a.sql", BACK.to_owned()),
            ("U1__a.sql.conf", "executeInTransaction=false\n".to_owned()),
        ],
        Format::Diesel => vec![
            ("1_a/up.sql", up),
            ("1_a/down.sql", BACK.to_owned()),
            ("1_a/metadata.toml", "run_in_transaction = false # concurrently\n".to_owned()),
        ],
    };
    files.into_iter().map(|(name, text)| File::new(name, text)).collect()
}

/// The directory as it is read from a folder.
fn from_disk(format: Format, files: &[File]) -> Dir {
    let folder = tempfile::tempdir().expect("a folder");
    for file in files {
        let path = folder.path().join(&file.name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, &file.content).expect("a file");
    }
    LocalDir::new(folder.path(), format).read().expect("a directory").edited(&Edit::default())
}

async fn has_index(database: &TestDatabase) -> bool {
    let mut connection = database.connection().await;
    let found = connection.texts("SELECT indexname FROM pg_indexes WHERE indexname = 'a_x'").await;
    !found.expect("an answer").is_empty()
}

#[tokio::test]
async fn the_marks_of_all_tools_are_heeded() {
    with_database(ServerKind::Postgres, "marked files", async |database| {
        for format in Format::ALL {
            let files = marked(format);
            let dir = from_disk(format, &files);
            let migrator = Migrator::new(&database.pool, &dir);
            migrator.apply().await.unwrap_or_else(|error| panic!("{format}: {error}"));
            assert!(has_index(&database).await, "{format}");
            migrator.down().allow_loss(true).await.unwrap_or_else(|error| panic!("{format}: {error}"));
            assert!(database.tables().await.iter().all(|table| table != "a"), "{format}");
        }
    })
    .await;
}

#[tokio::test]
async fn without_its_mark_such_a_file_fails_as_a_whole() {
    with_database(ServerKind::Postgres, "files without marks", async |database| {
        let files = vec![File::new("1_a.sql", format!("-- +goose Up\n{TABLE}\n{INDEX}\n"))];
        let dir = from_disk(Format::Goose, &files);
        let error = Migrator::new(&database.pool, &dir).apply().await.expect_err("a transaction");
        assert!(matches!(error, Error::Migrate(MigrateError::Statement(_))), "{error}");
        assert!(database.tables().await.iter().all(|table| table != "a"));
    })
    .await;
}

/// No transaction can hold them, so there is nothing to choose.
#[tokio::test]
async fn statements_that_refuse_transactions_need_no_mark_where_they_are_alone() {
    with_database(ServerKind::Postgres, "statements alone", async |database| {
        let dir = up_down_dir(&[
            ("1_table", TABLE, "DROP TABLE a;"),
            ("2_index", INDEX, "DROP INDEX CONCURRENTLY a_x;"),
            ("3_vacuum", "VACUUM a;\nREINDEX INDEX CONCURRENTLY a_x;", ""),
        ]);
        let migrator = Migrator::new(&database.pool, &dir);
        let error = migrator.apply().tx_mode(TxMode::All).await.expect_err("one transaction for all");
        assert!(matches!(error, Error::Migrate(MigrateError::TxModeConflict { .. })), "{error}");
        migrator.apply().await.expect("three files");
        assert!(has_index(&database).await);
        migrator.down().amount(2).allow_loss(true).await.expect("back to the table");
        assert!(!has_index(&database).await);
    })
    .await;
}
