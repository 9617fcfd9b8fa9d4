//! `ent migrate apply`, `diff`, `status` and `set`, run as users run them, mostly on SQLite.

use std::path::Path;
use std::process::{Command, Output};

use ent_runtime_tests::with_database;
use ent_servers::ServerKind;

struct Said {
    ok: bool,
    out: String,
    err: String,
}

fn ent(folder: &Path, args: &[&str]) -> Said {
    let output: Output =
        Command::new(env!("CARGO_BIN_EXE_ent")).args(args).current_dir(folder).output().unwrap();
    Said {
        ok: output.status.success(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

const URL: [&str; 2] = ["--url", "sqlite://app.db"];

fn migrate(folder: &Path, args: &[&str]) -> Said {
    ent(folder, &[&["migrate"], args, &URL].concat())
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("migrations");
    std::fs::create_dir(&dir).unwrap();
    std::fs::write(dir.join("1_first.sql"), "CREATE TABLE `users` (\n  `id` integer NOT NULL\n);\n").unwrap();
    std::fs::write(dir.join("2_second.sql"), "CREATE TABLE `pets` (`id` integer NOT NULL);\n").unwrap();
    folder
}

#[test]
fn looking_makes_no_file() {
    let folder = folder();
    let path = folder.path();
    assert!(ent(path, &["migrate", "hash"]).ok);
    let said = migrate(path, &["status"]);
    assert!(said.ok && said.out.contains("-- Pending Files:   2"), "{}{}", said.out, said.err);
    let said = migrate(path, &["apply", "--dry-run"]);
    assert!(said.ok && said.out.contains("migrating version 2"), "{}{}", said.out, said.err);
    let said = migrate(path, &["down", "--dry-run"]);
    assert!(said.ok, "{}{}", said.out, said.err);
    assert!(!path.join("app.db").exists());
    assert!(migrate(path, &["apply"]).ok);
    assert!(path.join("app.db").exists());
}

#[test]
fn a_file_that_begins_a_transaction_is_told_the_way_on() {
    let folder = folder();
    let path = folder.path();
    let file = path.join("migrations/3_third.sql");
    std::fs::write(&file, "BEGIN;\nCREATE TABLE own (id integer);\nCOMMIT;\n").unwrap();
    assert!(ent(path, &["migrate", "hash"]).ok);
    let said = migrate(path, &["apply"]);
    assert!(!said.ok && said.err.contains("help: take BEGIN and COMMIT out"), "{}", said.err);
    assert!(said.err.contains("-- atlas:txmode none"), "{}", said.err);
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, format!("-- atlas:txmode none\n\n{text}")).unwrap();
    assert!(ent(path, &["migrate", "hash"]).ok);
    let said = migrate(path, &["apply"]);
    assert!(said.ok, "{}{}", said.out, said.err);
}

#[test]
fn files_are_applied_with_an_account_of_them() {
    let folder = folder();
    let path = folder.path();
    let said = migrate(path, &["apply"]);
    assert!(!said.ok && said.err.starts_with("Error: checksum file not found"), "{}", said.err);
    assert!(said.out.starts_with("You have a checksum error in your migration directory."), "{}", said.out);
    assert!(said.out.contains("It is not there yet, or was lost."), "{}", said.out);
    assert!(ent(path, &["migrate", "hash"]).ok);
    let said = ent(path, &["migrate", "apply"]);
    assert!(!said.ok && said.err == "Error: required flag(s) \"url\" not set\n", "{}", said.err);
    let said = migrate(path, &["apply", "1"]);
    let mut lines = said.out.lines();
    for expected in [
        "Migrating to version 1 (1 migrations in total):",
        "",
        "  -- migrating version 1",
        "    -> CREATE TABLE `users` (",
        "         `id` integer NOT NULL",
        "       );",
    ] {
        assert_eq!(lines.next(), Some(expected), "{}", said.out);
    }
    assert!(said.out.ends_with("  -- 1 migration\n  -- 1 sql statement\n"), "{}", said.out);
    let said = migrate(path, &["apply"]);
    assert!(said.out.starts_with("Migrating to version 2 from 1 (1 migrations in total):\n"), "{}", said.out);
    assert_eq!(migrate(path, &["apply"]).out, "No migration files to execute\n");
    for (args, says) in [
        (&["apply", "x"] as &[&str], "invalid amount argument \"x\""),
        (&["apply", "0"], "cannot apply '0' migration files"),
        (&["apply", "--tx-mode", "some"], "unknown tx-mode \"some\""),
        (
            &["apply", "--in-doubt", "yes"],
            "unknown --in-doubt \"yes\"; expected refuse, took-hold or run-again",
        ),
        (&["apply", "--exec-order", "any"], "unknown execution order: \"any\""),
        (&["apply", "--revisions-schema", "x"], "cannot store the revisions table in a separate schema"),
    ] {
        let said = migrate(path, args);
        assert!(!said.ok && said.err.contains(says), "{args:?}: {}", said.err);
    }
}

#[test]
fn a_failure_says_what_holds_and_how_to_go_on() {
    let folder = folder();
    let path = folder.path();
    std::fs::write(path.join("migrations/3_third.sql"), "CREATE TABLE t (x int);\nTHIS FAILS;\n").unwrap();
    assert!(ent(path, &["migrate", "hash"]).ok);
    let said = migrate(path, &["apply", "--tx-mode", "none"]);
    assert!(!said.ok);
    let expected = "Error: executing statement \"THIS FAILS;\" from version \"3\": ";
    assert!(said.err.starts_with(expected), "{}", said.err);
    assert!(
        said.err.contains("3_third.sql:2; 1 of 2 statements of 3_third.sql were applied and stay"),
        "{}",
        said.err
    );
    assert!(
        said.err.contains("help: correct the statements of 3_third.sql after the first 1"),
        "{}",
        said.err
    );
    let sums = "  -- 2 migrations ok, 1 with errors\n  -- 3 sql statements ok, 1 with errors\n";
    assert!(said.out.ends_with(sums), "{}", said.out);
    let status = migrate(path, &["status"]).out;
    let expected = "Migration Status: PENDING
  -- Current Version: 3 (1 statements applied)
  -- Next Version:    3 (1 statements left)
  -- Executed Files:  3 (last one partially)
  -- Pending Files:   1

Last migration attempt had errors:
  -- SQL:   THIS FAILS
";
    assert!(status.starts_with(expected), "{status}");
    assert_eq!(migrate(path, &["set", "3"]).out, "Current version is 3 (1 set):\n\n  + 3 (third)\n\n");
    assert_eq!(
        migrate(path, &["status"]).out,
        "Migration Status: OK
  -- Current Version: 3
  -- Next Version:    Already at latest version
  -- Executed Files:  3
  -- Pending Files:   0
"
    );
}

#[test]
fn a_database_is_set_to_a_version() {
    let folder = folder();
    let path = folder.path();
    assert!(ent(path, &["migrate", "hash"]).ok);
    let said = migrate(path, &["set"]);
    assert!(!said.ok && said.err == "Error: accepts 1 arg(s), received 0\n", "{}", said.err);
    let said = migrate(path, &["set", "1", "2"]);
    assert!(!said.ok && said.err == "Error: accepts 1 arg(s), received 2\n", "{}", said.err);
    let said = migrate(path, &["set", "9"]);
    assert!(!said.ok && said.err == "Error: migration with version \"9\" not found\n", "{}", said.err);
    assert!(migrate(path, &["set", "1"]).ok);
    let said = migrate(path, &["apply", "--dry-run"]);
    assert!(said.out.starts_with("Migrating to version 2 from 1 "), "{}", said.out);
    let said = migrate(path, &["status"]);
    assert!(said.out.contains("-- Next Version:    2"), "a dry run writes nothing: {}", said.out);
}

/// The server's words alone leave one to look for the directive.
#[tokio::test]
async fn what_runs_in_no_transaction_is_told_apart() {
    with_database(ServerKind::Postgres, "a statement in no transaction", |database| async move {
        let folder = folder();
        let path = folder.path();
        let sql = "ALTER TABLE users ADD name text;\nCREATE INDEX CONCURRENTLY users_id ON users (id);\n";
        let write = |text: &str| std::fs::write(path.join("migrations/3_index.sql"), text).unwrap();
        let apply = || {
            assert!(ent(path, &["migrate", "hash"]).ok);
            ent(path, &["migrate", "apply", "--url", &database.url])
        };
        write(sql);
        std::fs::write(path.join("migrations/1_first.sql"), "CREATE TABLE users (id int);\n").unwrap();
        std::fs::write(path.join("migrations/2_second.sql"), "CREATE TABLE pets (id int);\n").unwrap();
        let said = apply();
        let help = "help: put `-- atlas:txmode none` and an empty line at the top of 3_index.sql";
        assert!(!said.ok && said.err.contains(help), "{}", said.err);
        // The same SQLSTATE.
        write("SELECT 1;\nSET TRANSACTION ISOLATION LEVEL SERIALIZABLE;\n");
        let said = apply();
        assert!(!said.ok && said.err.contains("25001") && !said.err.contains("txmode none"), "{}", said.err);
        write(&format!("-- atlas:txmode none\n\n{sql}"));
        let said = apply();
        assert!(said.ok, "{}", said.err);
        // Each tool has a mark of its own.
        std::fs::remove_dir_all(path.join("migrations")).unwrap();
        std::fs::create_dir(path.join("migrations")).unwrap();
        database.run("DROP TABLE users, pets, atlas_schema_revisions").await;
        write(
            "-- +goose Up\nCREATE TABLE users (id int);\nCREATE INDEX CONCURRENTLY users_id ON users (id);\n",
        );
        let said = apply();
        let help = "help: put `-- +goose NO TRANSACTION` at the top of 3_index.sql";
        assert!(!said.ok && said.err.contains(help), "{}", said.err);
    })
    .await;
}

#[test]
fn an_edited_file_stops_a_database_until_that_is_set_to_it() {
    let folder = folder();
    let path = folder.path();
    assert!(ent(path, &["migrate", "hash"]).ok);
    assert!(migrate(path, &["apply"]).ok);
    let file = std::fs::read_dir(path.join("migrations")).unwrap().map(|entry| entry.unwrap().path());
    let first = file.filter(|path| path.extension().is_some_and(|end| end == "sql")).min().unwrap();
    let text = std::fs::read_to_string(&first).unwrap();
    std::fs::write(&first, format!("{text}-- told better\n")).unwrap();
    assert!(ent(path, &["migrate", "hash"]).ok);
    let said = migrate(path, &["apply"]);
    let name = first.file_name().unwrap().to_string_lossy();
    assert!(said.err.starts_with(&format!("Error: {name} has changed since it was applied")), "{}", said.err);
    let said = migrate(path, &["set", "2"]);
    assert!(said.out.starts_with("Current version is 2 (2 set)"), "{}", said.out);
    let said = migrate(path, &["apply"]);
    assert!(said.ok && said.out == "No migration files to execute\n", "{}{}", said.out, said.err);
}

#[test]
fn what_was_applied_is_taken_back_if_nothing_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    std::fs::create_dir(path.join("migrations")).unwrap();
    let write = |name: &str, sql: &str| std::fs::write(path.join("migrations").join(name), sql).unwrap();
    write("1_first.sql", "CREATE TABLE logs (id int);\n");
    write("2_second.sql", "ALTER TABLE logs RENAME TO events;\n");
    write(
        "3_third.sql",
        "ALTER TABLE events ADD COLUMN note text;\nINSERT INTO events (note) VALUES ('x');\n",
    );
    assert!(ent(path, &["migrate", "hash"]).ok);
    assert!(migrate(path, &["apply"]).ok);
    let said = migrate(path, &["down"]);
    let check = "  -- checks before reverting version 3
    -> SELECT NOT EXISTS (SELECT 1 FROM `events` WHERE `note` IS NOT NULL) AS `is_empty`
    reverting version 3 would lose data: column \"note\" of \"events\" would be dropped
";
    let head = format!("Migrating down from version 3 to 2 (1 migration in total):\n\n{check}");
    assert!(!said.ok && said.out.starts_with(&head), "{}", said.out);
    assert!(said.err.ends_with("help: if the data may go, run it with --allow-data-loss\n"), "{}", said.err);
    let said = migrate(path, &["down", "2", "--allow-data-loss"]);
    let head = "Migrating down from version 3 to 1 (2 migrations in total):

  -- reverting version 3
    -- rows stay as this left them, as no down file says more: INSERT INTO events (note) VALUES ('x');
    -> ALTER TABLE `events` DROP COLUMN `note`;
  -- ok (";
    assert!(said.ok && said.out.starts_with(head), "{}", said.out);
    assert!(said.out.ends_with("  -- 2 migrations\n  -- 2 sql statements\n"), "{}", said.out);
    let said = migrate(path, &["down", "--to-version", "2"]);
    assert!(!said.ok && said.err == "Error: version \"2\" is not applied\n", "{}", said.err);
    // The table is left empty by nobody.
    assert!(!migrate(path, &["down"]).ok);
    let said = migrate(path, &["down", "--allow-data-loss"]);
    assert!(
        said.ok && said.out.starts_with("Migrating down from version 1 (1 migration in total)"),
        "{}",
        said.out
    );
    assert_eq!(migrate(path, &["down"]).out, "No migration files to revert\n");
}

#[test]
fn a_directory_is_led_to_sql_files_and_databases() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let write = |sql: &str| std::fs::write(path.join("schema.sql"), sql).unwrap();
    let diff = |args: &[&str]| ent(path, &[&["migrate", "diff"], args].concat());
    write("CREATE TABLE users (id integer NOT NULL, nick text);\n");
    let said = diff(&["--to", "file://schema.sql"]);
    assert!(!said.ok && said.err.starts_with("Error: required flag(s) \"dev-url\" not set"), "{}", said.err);
    let said = diff(&["--dev-url", "sqlite://dev?mode=memory"]);
    assert!(!said.ok && said.err.contains("\"to\" not set"), "{}", said.err);
    let to_file = ["first step", "--to", "file://schema.sql", "--dev-url", "sqlite://dev?mode=memory"];
    let said = diff(&to_file);
    assert!(said.ok && said.out.is_empty(), "{}{}", said.out, said.err);
    let files = || {
        let mut names: Vec<String> = std::fs::read_dir(path.join("migrations"))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| !name.starts_with('.'))
            .collect();
        names.sort();
        names
    };
    assert_eq!(files().len(), 2, "{:?}", files());
    assert!(files()[0].ends_with("_first_step.sql"), "{:?}", files());
    let synced = "The migration directory is synced with the desired state, no changes to be made\n";
    assert_eq!(diff(&to_file).out, synced);
    // What is dropped is said; with --check nothing is written.
    write("CREATE TABLE users (id integer NOT NULL);\n");
    let check = [&to_file[1..], &["--check"]].concat();
    let said = diff(&check);
    assert!(
        !said.ok && said.err.contains("warning: column \"nick\" of \"users\" would be dropped"),
        "{}",
        said.err
    );
    assert!(said.err.contains("ALTER TABLE `users` DROP COLUMN `nick`"), "{}", said.err);
    assert_eq!(files().len(), 2);
    assert!(diff(&to_file[1..]).ok);
    assert_eq!(files().len(), 3);
    // A database is a state, too, and tells its dialect itself.
    assert!(migrate(path, &["apply"]).ok);
    assert_eq!(diff(&["--to", "sqlite://app.db"]).out, synced);
}

#[test]
fn what_states_do_not_tell_is_said_by_flags() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let write = |name: &str, sql: &str| std::fs::write(path.join(name), sql).unwrap();
    write(
        "before.sql",
        "CREATE TYPE mood AS ENUM ('sad', 'ok');\nCREATE TABLE users (name text, mood mood);\n",
    );
    write(
        "after.sql",
        "CREATE TYPE mood AS ENUM ('ok');\nCREATE TABLE people (nick text, mood mood NOT NULL);\n",
    );
    let states = ["--from", "file://before.sql", "--to", "file://after.sql", "--dialect", "postgres"];
    let diff = |args: &[&str]| ent(path, &[&["schema", "diff"], &states[..], args].concat());
    let said = diff(&["--rename", "users=people"]);
    assert!(!said.ok && said.err.contains("`--rename mood.sad=VALUE`, or `--drop mood.sad`"), "{}", said.err);
    let said = diff(&["--rename", "users=people", "--drop", "mood.sad"]);
    assert!(
        said.err.contains("If so, say `--rename people.name=nick`; if it goes, `--drop people.name`"),
        "{}",
        said.err
    );
    assert!(said.err.contains("warning: column \"name\" of \"people\" would be dropped\n"), "{}", said.err);
    assert!(said.err.contains("warning: column \"mood\" becomes NOT NULL"), "{}", said.err);
    let said = diff(&["--rename", "people.name=nick", "--rename", "users=people", "--rename", "mood.sad=ok"]);
    assert!(said.out.contains("RENAME COLUMN \"name\" TO \"nick\""), "{}{}", said.out, said.err);
    assert!(said.out.contains("WHEN 'sad' THEN 'ok'"), "{}", said.out);
    let said = diff(&["--rename", "users.nick=name"]);
    assert!(
        !said.ok && said.err.contains("nothing in the previous state is called `users.nick`"),
        "{}",
        said.err
    );

    // A migration says it as well, and is the only one that needs to.
    std::fs::create_dir(path.join("migrations")).unwrap();
    write("migrations/1.sql", "CREATE TABLE users (name text);\n");
    assert!(ent(path, &["migrate", "hash"]).ok);
    write("to.sql", "CREATE TABLE users (nick text, age int NOT NULL);\n");
    let to = ["migrate", "diff", "nick", "--to", "file://to.sql", "--dialect", "postgres"];
    let flags = ["--rename", "users.name=nick", "--backfill", "users.age=1 + 1"];
    let said = ent(path, &[&to[..], &flags].concat());
    assert!(said.ok && said.err.is_empty(), "{}", said.err);
    let files = std::fs::read_dir(path.join("migrations")).unwrap();
    let file =
        files.map(|file| file.unwrap().path()).find(|file| file.to_string_lossy().ends_with("_nick.sql"));
    let text = std::fs::read_to_string(file.unwrap()).unwrap();
    assert!(
        text.contains("RENAME COLUMN") && text.contains("UPDATE \"users\" SET \"age\" = 1 + 1"),
        "{text}"
    );
    assert!(ent(path, &to).out.contains("no changes to be made"));
    let said = ent(path, &["migrate", "diff", "x", "--to", "ent://src/schema", "--drop", "users"]);
    assert!(!said.ok && said.err.contains("structs say it with"), "{}", said.err);
}

#[test]
fn what_was_written_with_a_qualifier_is_read_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    for (dialect, dir) in [("postgres", "file://postgres"), ("mysql", "file://mysql")] {
        for (at, sql) in ["a int, b int REFERENCES users (id)", "a int, b int REFERENCES users (id), c int"]
            .iter()
            .enumerate()
        {
            let sql = format!(
                "CREATE TABLE users (id int PRIMARY KEY, {sql});\nCREATE INDEX users_a ON users (a);\n"
            );
            std::fs::write(path.join("to.sql"), sql).unwrap();
            let args = [
                "migrate",
                "diff",
                "x",
                "--to",
                "file://to.sql",
                "--dialect",
                dialect,
                "--dir",
                dir,
                "--qualifier",
                "shop",
            ];
            let said = ent(path, &args);
            assert!(said.ok, "{dialect} {at}: {}", said.err);
            assert!(ent(path, &args).out.contains("no changes to be made"), "{dialect} {at}");
            let validate = ["migrate", "validate", "--dir", dir, "--dialect", dialect, "--qualifier", "shop"];
            let said = ent(path, &validate);
            assert!(said.ok, "{dialect} {at}: {}{}", said.out, said.err);
            assert!(!ent(path, &validate[..6]).ok, "{dialect} {at}");
        }
        let folder = path.join(dialect);
        let files = std::fs::read_dir(folder)
            .unwrap()
            .map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap());
        let texts: Vec<String> = files.collect();
        assert!(texts.iter().any(|text| text.contains("ALTER TABLE") && text.contains("shop")), "{texts:?}");
    }
}

/// A checkpoint holds all that the files before it make, for databases that are new.
#[test]
fn the_state_of_a_directory_begins_at_its_last_checkpoint() {
    let folder = folder();
    let path = folder.path();
    let write = |name: &str, sql: &str| std::fs::write(path.join("migrations").join(name), sql).unwrap();
    let both = "-- atlas:checkpoint\n\nCREATE TABLE `users` (`id` integer NOT NULL);\n\
                CREATE TABLE `pets` (`id` integer NOT NULL);\n";
    write("3_checkpoint.sql", both);
    write("4_fourth.sql", "CREATE TABLE `cards` (`id` integer NOT NULL);\n");
    assert!(ent(path, &["migrate", "hash"]).ok);
    let inspect = |url: &str| {
        let said = ent(path, &["schema", "inspect", "--dialect", "sqlite", "--url", url]);
        assert!(said.ok, "{}", said.err);
        said.out.matches("CREATE TABLE").count()
    };
    assert_eq!(inspect("file://migrations"), 3);
    assert_eq!(inspect("file://migrations?version=3"), 2);
    assert_eq!(inspect("file://migrations?version=2"), 2);
    let validate = || ent(path, &["migrate", "validate", "--dialect", "sqlite"]);
    assert_eq!(validate().err, "");
    // One that says otherwise than the files before it is found.
    write("3_checkpoint.sql", &both.replace("`pets`", "`dogs`"));
    assert!(ent(path, &["migrate", "hash"]).ok);
    let said = validate();
    assert!(!said.ok);
    assert!(
        said.err.contains("the checkpoint 3_checkpoint.sql is not what the files before it make"),
        "{}",
        said.err
    );
    write("3_checkpoint.sql", both);
    assert!(ent(path, &["migrate", "hash"]).ok);
    std::fs::write(path.join("cards.sql"), "CREATE TABLE `cards` (`id` integer NOT NULL);\n").unwrap();
    let diff = ["migrate", "diff", "fewer", "--to", "file://cards.sql", "--dialect", "sqlite", "--dir"];
    assert!(ent(path, &[&diff[..], &["file://migrations"]].concat()).ok);
    let written = std::fs::read_dir(path.join("migrations")).unwrap().filter_map(|entry| {
        let name = entry.unwrap().file_name().into_string().unwrap();
        name.ends_with("_fewer.sql")
            .then(|| std::fs::read_to_string(path.join("migrations").join(name)).unwrap())
    });
    let written: String = written.collect();
    assert_eq!(written.matches("DROP TABLE").count(), 2, "{written}");
}

#[test]
fn a_table_that_a_later_file_drops_may_have_unknown_columns() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path();
    let write = |name: &str, text: &str| std::fs::write(path.join("migrations").join(name), text).unwrap();
    std::fs::create_dir(path.join("migrations")).unwrap();
    write("1_a.up.sql", "CREATE TABLE kept (id int); CREATE TABLE copied AS SELECT * FROM rows_of_it();");
    write("1_a.down.sql", "DROP TABLE copied; DROP TABLE kept;");
    write("2_b.up.sql", "DROP TABLE copied;");
    let url = "file://migrations?format=golang-migrate";
    let hash = || assert!(ent(path, &["migrate", "hash", "--dir", url]).ok);
    let validate = || ent(path, &["migrate", "validate", "--dir", url, "--dialect", "postgres"]);
    hash();
    assert_eq!(validate().err, "");
    std::fs::remove_file(path.join("migrations/2_b.up.sql")).unwrap();
    hash();
    let said = validate();
    assert!(!said.ok && said.err.contains("1_a.up.sql:1:29"), "{}", said.err);
}
