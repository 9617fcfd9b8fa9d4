//! Every format writes what its tool expects, and reads back what it wrote.

use ent_engine::dir::{Dir, Edit, File, Format, LocalDir, Rendering, Timestamp, stamp};
use ent_engine::plan::{Plan, Statement};

fn plan() -> Plan {
    Plan {
        statements: vec![
            Statement::new("CREATE TABLE \"t\" (\n  \"a\" int NOT NULL\n)", "create \"t\" table")
                .undone_by("DROP TABLE \"t\""),
            Statement::new("UPDATE \"t\" SET \"a\" = 1", "fill \"a\"").irreversible("values are gone"),
            Statement::new("CREATE INDEX \"i\" ON \"t\" (\"a\")", "create index \"i\" to table: \"t\"")
                .undone_by("DROP INDEX \"i\""),
        ],
    }
}

fn render(format: Format, name: &str, plan: &Plan) -> Vec<File> {
    let version = Timestamp::parse("20261121101530").unwrap();
    format.render(&Rendering { version, name, plan })
}

fn show(files: &[File]) -> String {
    files.iter().map(|file| format!("== {}\n{}", file.name, String::from_utf8_lossy(&file.content))).collect()
}

const UP: &str = "-- create \"t\" table
CREATE TABLE \"t\" (
  \"a\" int NOT NULL
);
-- fill \"a\"
UPDATE \"t\" SET \"a\" = 1;
-- create index \"i\" to table: \"t\"
CREATE INDEX \"i\" ON \"t\" (\"a\");
";
const DOWN: &str = "-- reverse: create index \"i\" to table: \"t\"
DROP INDEX \"i\";
-- not reversible: fill \"a\" (values are gone)
-- reverse: create \"t\" table
DROP TABLE \"t\";
";

#[test]
fn files_are_those_of_the_tool() {
    let expected = [
        (
            Format::GolangMigrate,
            format!("== 20261121101530_create_t.up.sql\n{UP}== 20261121101530_create_t.down.sql\n{DOWN}"),
        ),
        (
            Format::Sqlx,
            format!("== 20261121101530_create_t.up.sql\n{UP}== 20261121101530_create_t.down.sql\n{DOWN}"),
        ),
        (
            Format::Atlas,
            format!(
                "== 20261121101530_create_t.sql\n{}",
                UP.replace("-- create", "-- Create").replace("-- fill", "-- Fill")
            ),
        ),
        (
            Format::Goose,
            format!("== 20261121101530_create_t.sql\n-- +goose Up\n{UP}\n-- +goose Down\n{DOWN}"),
        ),
        (
            Format::Dbmate,
            format!("== 20261121101530_create_t.sql\n-- migrate:up\n{UP}\n-- migrate:down\n{DOWN}"),
        ),
        (
            Format::Flyway,
            format!("== V20261121101530__create_t.sql\n{UP}== U20261121101530__create_t.sql\n{DOWN}"),
        ),
        (Format::Refinery, format!("== V20261121101530__create_t.sql\n{UP}")),
        (
            Format::Diesel,
            format!(
                "== 2026-11-21-101530_create_t/up.sql\n{UP}== 2026-11-21-101530_create_t/down.sql\n{DOWN}"
            ),
        ),
        (
            Format::Liquibase,
            "== 20261121101530_create_t.sql
--liquibase formatted sql
--changeset atlas:20261121101530-1
--comment: create \"t\" table
CREATE TABLE \"t\" (
  \"a\" int NOT NULL
);
--rollback: DROP TABLE \"t\";

--changeset atlas:20261121101530-2
--comment: fill \"a\"
UPDATE \"t\" SET \"a\" = 1;

--changeset atlas:20261121101530-3
--comment: create index \"i\" to table: \"t\"
CREATE INDEX \"i\" ON \"t\" (\"a\");
--rollback: DROP INDEX \"i\";
"
            .to_owned(),
        ),
    ];
    assert_eq!(expected.len(), Format::ALL.len());
    for (format, text) in expected {
        assert_eq!(show(&render(format, "create_t", &plan())), text, "{format}");
    }
}

/// Statements of a script, without comments and blanks.
fn statements(text: &str) -> Vec<String> {
    let code: String =
        text.lines().filter(|line| !line.trim_start().starts_with("--")).collect::<Vec<_>>().join("\n");
    code.split(';').map(|sql| sql.trim().to_owned()).filter(|sql| !sql.is_empty()).collect()
}

#[test]
fn every_format_reads_what_it_writes() {
    let up: Vec<String> = plan().statements.iter().map(|statement| statement.sql.clone()).collect();
    for format in Format::ALL {
        for name in ["create_t", ""] {
            let files = stamp(format, render(format, name, &plan()));
            let dir = Dir::new(format, files);
            let migrations = dir.migrations().unwrap();
            let [migration] = migrations.as_slice() else { panic!("{format}: {migrations:?}") };
            assert_eq!(migration.version, "20261121101530", "{format}");
            assert_eq!(statements(&migration.up.text), up, "{format}");
            let down = migration.down.as_ref().map(|script| statements(&script.text));
            let expected = vec!["DROP INDEX \"i\"".to_owned(), "DROP TABLE \"t\"".to_owned()];
            assert_eq!(down, format.has_down().then_some(expected), "{format}");
            // Lines are those of the file.
            let source = dir.file(&migration.up.file).unwrap();
            assert_eq!(source.content.len(), migration.up.text.len(), "{format}");
            assert_eq!(dir.files_of(migration).len(), dir.files.len(), "{format}");
        }
    }
}

#[test]
fn a_statement_outside_transactions_is_marked() {
    let mut plan = plan();
    plan.statements[2].outside_transaction = true;
    let marks = [
        (Format::GolangMigrate, "-- atlas:txmode none\n\n-- create"),
        (Format::Atlas, "-- atlas:txmode none\n\n-- Create"),
        (Format::Sqlx, "-- no-transaction\n-- create"),
        (Format::Goose, "-- +goose NO TRANSACTION\n-- +goose Up\n"),
        (Format::Dbmate, "-- migrate:up transaction:false\n"),
        (Format::Liquibase, "--changeset atlas:20261121101530-3 runInTransaction:false\n"),
        (Format::Diesel, "run_in_transaction = false\n"),
    ];
    for (format, mark) in marks {
        let text = show(&render(format, "x", &plan));
        assert!(text.contains(mark), "{format}: {text}");
    }
}

#[test]
fn writes_and_replaces_on_disk() {
    for format in Format::ALL {
        let root = tempfile::tempdir().unwrap();
        let local = LocalDir::new(root.path().join("deep/migrations"), format);
        assert_eq!(local.read().unwrap().files, []);
        let lock = local.lock().unwrap();
        let first = Edit { add: render(format, "create_t", &plan()), remove: Vec::new() };
        let current = local.read().unwrap();
        let written = local.write(&lock, &current, &first).unwrap();
        let sql_and_sum = |dir: &Dir| {
            dir.files
                .iter()
                .filter(|file| file.name.ends_with(".sql") || file.name == "atlas.sum")
                .cloned()
                .collect::<Vec<_>>()
        };
        assert_eq!(local.read().unwrap().files, sql_and_sum(&written), "{format}");
        written.check_sum().unwrap();

        // The same file again is refused, and changes nothing.
        let refused = local.write(&lock, &written, &first).unwrap_err();
        assert!(refused.to_string().contains("exists already"), "{refused}");
        assert_eq!(local.read().unwrap().files, sql_and_sum(&written));

        // A draft is replaced, under another name.
        let remove = first.add.iter().map(|file| file.name.clone()).collect();
        let second = Edit { add: render(format, "other", &plan()), remove };
        let replaced = local.write(&lock, &written, &second).unwrap();
        assert_eq!(local.read().unwrap().files, sql_and_sum(&replaced), "{format}");
        assert!(replaced.files.iter().all(|file| !file.name.contains("create_t")));
        local.read().unwrap().check_sum().unwrap();
    }
}

#[test]
fn one_version_stands_once() {
    let files = vec![File::new("1_a.up.sql", ""), File::new("1_b.up.sql", "")];
    let error = Dir::new(Format::GolangMigrate, files).migrations().unwrap_err();
    assert_eq!(error.to_string(), "1_a.up.sql and 1_b.up.sql have the same version, 1");
}

#[test]
fn notes_what_was_applied() {
    let root = tempfile::tempdir().unwrap();
    let local = LocalDir::new(root.path(), Format::default());
    assert_eq!(local.applied().unwrap(), Vec::<String>::new());
    for name in ["1_a.up.sql", "2_b.up.sql", "1_a.up.sql"] {
        local.note_applied(name).unwrap();
    }
    assert_eq!(local.applied().unwrap(), ["1_a.up.sql", "2_b.up.sql"]);
    assert_eq!(local.read().unwrap().files, [], "the note is no file of the directory");
    assert_eq!(std::fs::read_to_string(root.path().join(".ent/.gitignore")).unwrap(), "*\n");
}

#[test]
fn tools_have_their_own_order_and_marks() {
    let files = |names: &[&str]| names.iter().map(|name| File::new(*name, "SELECT 1;")).collect::<Vec<_>>();
    let flyway = files(&["b/R__a.sql", "a/R__b.sql", "V10__x.sql", "V9__x.sql", "U9__x.sql", "V9.1__x.sql"]);
    let order: Vec<_> = Format::Flyway.sources(&flyway).into_iter().map(|file| file.name.clone()).collect();
    assert_eq!(order, ["V9__x.sql", "V9.1__x.sql", "V10__x.sql", "b/R__a.sql", "a/R__b.sql"]);

    let goose = |text: &str| Format::Goose.migrations(&[File::new("1_a.sql", text)]);
    let text = "\u{feff}--+goose up\r\n--   +goose  statementBegin\r\nSELECT 1;\r\n-- +goose StatementEnd\r\n-- +goose DOWN\r\nSELECT 2";
    let read = goose(text).unwrap();
    assert_eq!(statements(&read[0].up.text), ["SELECT 1"]);
    assert_eq!(read[0].down.as_ref().map(|down| statements(&down.text)), Some(vec!["SELECT 2".to_owned()]));
    assert!(goose("-- +goose ENVSUB ON\n-- +goose Up\nCREATE TABLE ${NAME} (a int);\n").is_err());
    let off = "-- +goose ENVSUB ON\n-- +goose Up\nSELECT 1;\n-- +goose ENVSUB OFF\nSELECT '${x}';\n";
    assert_eq!(goose(off).unwrap().len(), 1);

    let dbmate = Format::Dbmate
        .migrations(&[File::new("1_a.sql", "--migrate:up transaction:false\nA;\n-- migrate:down\nB;")]);
    let dbmate = dbmate.unwrap();
    assert_eq!(statements(&dbmate[0].up.text), ["A"]);
    assert_eq!(dbmate[0].down.as_ref().map(|down| statements(&down.text)), Some(vec!["B".to_owned()]));

    let text = "-- LIQUIBASE formatted SQL\n-- changeset a:1\nA;\n-- rollback DROP A;\n";
    let liquibase = [File::new("1_a.sql", text)];
    assert_eq!(Format::detect(&liquibase), Some(Format::Liquibase));
    let read = Format::Liquibase.migrations(&liquibase).unwrap();
    assert_eq!(read[0].down.as_ref().map(|down| down.text.as_str()), Some("DROP A;\n"));
}
