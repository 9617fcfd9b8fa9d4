//! `ent schema inspect` and `ent schema diff`, run as users run them.

use std::path::Path;
use std::process::{Command, Output};

const SHOP: &str = "CREATE TABLE users (id integer NOT NULL, name text NULL, PRIMARY KEY (id));
CREATE UNIQUE INDEX users_name ON users (name);
CREATE TABLE pets (id integer NOT NULL, owner integer REFERENCES users (id), PRIMARY KEY (id));
";

fn ent(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_ent")).args(args).current_dir(folder).output().unwrap()
}

fn stdout(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stdout));
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("shop.sql"), SHOP).unwrap();
    folder
}

#[test]
fn a_file_is_printed_as_sql_that_makes_the_same_again() {
    let folder = folder();
    let inspect = ["schema", "inspect", "--dialect", "sqlite", "--url"];
    let printed = stdout(&ent(folder.path(), &[&inspect[..], &["file://shop.sql"]].concat()));
    assert_eq!(
        printed,
        "-- Create \"users\" table
CREATE TABLE `users` (`id` integer NOT NULL, `name` text NULL, PRIMARY KEY (`id`));
-- Create index \"users_name\" to table: \"users\"
CREATE UNIQUE INDEX `users_name` ON `users` (`name`);
-- Create \"pets\" table
CREATE TABLE `pets` (`id` integer NOT NULL, `owner` integer NULL, PRIMARY KEY (`id`), FOREIGN KEY \
         (`owner`) REFERENCES `users` (`id`));
"
    );
    std::fs::write(folder.path().join("again.sql"), &printed).unwrap();
    assert_eq!(stdout(&ent(folder.path(), &[&inspect[..], &["file://again.sql"]].concat())), printed);
    let indented = ["--format", "{{ sql . \"  \" }}"];
    let printed = stdout(&ent(folder.path(), &[&inspect[..], &["file://shop.sql"], &indented].concat()));
    assert!(printed.contains("CREATE TABLE `users` (\n  `id` integer NOT NULL,\n"), "{printed}");
}

#[test]
fn json_has_atlas_shape() {
    let folder = folder();
    let printed = stdout(&ent(
        folder.path(),
        &[
            "schema",
            "inspect",
            "--url",
            "file://shop.sql",
            "--dialect",
            "postgres",
            "--exclude",
            "pets,users.name",
            "--format",
            "{{ json . }}",
        ],
    ));
    assert_eq!(
        printed,
        "{\"schemas\":[{\"name\":\"\",\"tables\":[{\"name\":\"users\",\"columns\":[{\"name\":\"id\",\"type\":\"integer\"}],\
         \"indexes\":[{\"name\":\"users_name\",\"unique\":true,\"parts\":[{\"column\":\"name\"}]}],\
         \"primary_key\":{\"parts\":[{\"column\":\"id\"}]}}]}]}\n"
    );
}

#[test]
fn files_databases_and_directories_compare() {
    let folder = folder();
    let path = folder.path();
    let diff = |from: &str, to: &str| ent(path, &["schema", "diff", "--from", from, "--to", to]);
    let plan = stdout(&diff("sqlite://shop.db", "file://shop.sql"));
    assert!(plan.contains("CREATE UNIQUE INDEX `users_name`"), "{plan}");
    // The plan, put in a migration directory, leads there; to its first version, it does not.
    std::fs::create_dir(path.join("migrations")).unwrap();
    std::fs::write(path.join("migrations/1_shop.up.sql"), &plan).unwrap();
    std::fs::write(path.join("migrations/2_nick.up.sql"), "ALTER TABLE users ADD COLUMN nick text;").unwrap();
    assert_eq!(stdout(&ent(path, &["migrate", "hash"])), "");
    let synced = "Schemas are synced, no changes to be made.\n";
    let with = |from: &str, to: &str| {
        stdout(&ent(path, &["schema", "diff", "--from", from, "--to", to, "--dialect", "sqlite"]))
    };
    assert_eq!(with("file://migrations?version=1", "file://shop.sql"), synced);
    assert_eq!(
        with("file://shop.sql", "file://migrations"),
        "-- Add column \"nick\" to table: \"users\"\nALTER TABLE `users` ADD COLUMN `nick` text NULL;\n"
    );
}

#[test]
fn what_is_wrong_is_said_on_stderr() {
    let folder = folder();
    std::fs::write(folder.path().join("bad.sql"), "CREATE TABLE a (id int);\nCREATE TABLE a (id int);\n")
        .unwrap();
    for (args, says) in [
        (&["--url", "file://shop.sql"] as &[&str], "which database is file://shop.sql for?"),
        (&["--url", "file://none.sql", "--dialect", "sqlite"], "cannot open none.sql"),
        (&["--url", "shop.sql"], "missing scheme. Did you mean file://shop.sql?"),
        (&["--url", "file://shop.sql", "--dialect", "oracle"], "`oracle` is not a database"),
        (&["--url", "file://bad.sql", "--dialect", "postgres"], "bad.sql:2:1"),
        (&["--url", "mysql://root:secret@127.0.0.1:1/x"], "cannot connect to mysql://root:***@127.0.0.1:1/x"),
        (
            &["--url", "file://shop.sql", "--dialect", "sqlite", "--format", "{{ x . }}"],
            "cannot read the format",
        ),
    ] {
        let error = stderr(&ent(folder.path(), &[&["schema", "inspect"], args].concat()));
        assert!(error.starts_with("Error: ") && error.contains(says), "{args:?}: {error}");
    }
}
