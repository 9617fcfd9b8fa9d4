//! `ent schema inspect` and `ent schema diff`, run as users run them.

use std::path::Path;
use std::process::{Command, Output};

use ent_runtime_tests::with_database;
use ent_servers::ServerKind;

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
fn a_schema_is_written_in_files_that_make_the_same_again() {
    let folder = folder();
    let inspect = |more: &[&str]| {
        ent(folder.path(), &[&["schema", "inspect", "--dialect", "postgres", "--url"], more].concat())
    };
    let write = ["file://shop.sql", "--format", "{{ sql . | split | write \"src\" }}"];
    let output = inspect(&write);
    assert_eq!((stdout(&output).as_str(), String::from_utf8_lossy(&output.stderr).as_ref()), ("", ""));
    let src = folder.path().join("src");
    assert_eq!(
        std::fs::read_to_string(src.join("main.sql")).unwrap(),
        "-- atlas:import tables/users.sql\n-- atlas:import tables/pets.sql\n"
    );
    let pets = std::fs::read_to_string(src.join("tables/pets.sql")).unwrap();
    assert!(pets.starts_with("-- atlas:import users.sql\n\n-- Create \"pets\" table\n"), "{pets}");
    let diff = ["schema", "diff", "--dialect", "postgres", "--from", "file://shop.sql", "--to", "file://src"];
    let same = stdout(&ent(folder.path(), &diff));
    assert!(same.contains("Schemas are synced"), "{same}");

    // What is as it should be is not touched; a file that nothing takes in is named and left.
    let changed = |name: &str| std::fs::metadata(src.join(name)).unwrap().modified().unwrap();
    let before = changed("tables/users.sql");
    std::fs::write(src.join("tables/gone.sql"), "CREATE TABLE gone (id int);").unwrap();
    let output = inspect(&write);
    assert_eq!(stdout(&output), "");
    let note = String::from_utf8_lossy(&output.stderr).replace('\\', "/");
    assert_eq!(note, "src/tables/gone.sql is not part of this schema\n");
    assert_eq!(changed("tables/users.sql"), before);

    let archive = stdout(&inspect(&["file://src", "--format", "{{ sql . | split }}"]));
    assert!(archive.starts_with("-- tables/pets.sql --\n-- atlas:import users.sql\n"), "{archive}");
    assert!(archive.contains("\n-- main.sql --\n"), "{archive}");
    assert!(!archive.contains("gone"), "{archive}");
}

#[test]
fn imports_are_read_once_and_must_make_sense() {
    let folder = folder();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    let inspect = |url: &str| ent(folder.path(), &["schema", "inspect", "--dialect", "sqlite", "--url", url]);

    // A folder stands for all in it; what came already does not come again.
    write("src/main.sql", "-- atlas:import types/\n-- atlas:import b.sql\n\nCREATE TABLE m (id int);\n");
    write("src/b.sql", "-- atlas:import types/deep/a.sql\n\nCREATE VIEW b AS SELECT * FROM a;\n");
    write("src/types/deep/a.sql", "CREATE TABLE a (id int);\n");
    let printed = stdout(&inspect("file://src"));
    let order: Vec<&str> = printed.lines().filter(|line| line.starts_with("-- ")).collect();
    assert_eq!(order, ["-- Create \"a\" table", "-- Create \"m\" table", "-- Create \"b\" view"]);
    assert_eq!(stdout(&inspect("file://src/main.sql")), printed);

    write("cycle/a.sql", "-- atlas:import b.sql\n\nSELECT 1;\n");
    write("cycle/b.sql", "-- atlas:import a.sql\n\nSELECT 1;\n");
    write("missing.sql", "-- atlas:import nowhere/\n");
    write("late.sql", "CREATE TABLE a (id int);\n\n-- atlas:import shop.sql\n");
    write("tight.sql", "-- atlas:import shop.sql\nCREATE TABLE a (id int);\n");
    for (url, expected) in [
        ("file://cycle", "import cycle: cycle/a.sql -> cycle/b.sql -> cycle/a.sql"),
        ("file://missing.sql", "missing.sql imports nowhere/, and there is no nowhere"),
        ("file://late.sql", "late.sql:3: `atlas:import` counts only at the top of a file"),
        ("file://tight.sql", "tight.sql:1: `atlas:import` counts only at the top of a file"),
    ] {
        let error = stderr(&inspect(url)).replace('\\', "/");
        assert!(error.contains(expected), "{url}: {error}");
    }
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
fn what_is_included_is_what_is_looked_at() {
    let folder = folder();
    let inspect = |patterns: &[&str]| {
        let base = ["schema", "inspect", "--url", "file://shop.sql", "--dialect", "postgres"];
        stdout(&ent(folder.path(), &[&base, patterns].concat()))
    };
    let both = inspect(&[]);
    assert!(both.contains("users") && both.contains("pets"), "{both}");
    let users = inspect(&["--include", "users"]);
    assert!(users.contains("users") && users.contains("name") && !users.contains("pets"), "{users}");
    let without = inspect(&["--include", "users", "--exclude", "users.name,users.*[type=index]"]);
    assert!(without.contains("users") && !without.contains("name"), "{without}");
    assert!(!inspect(&["--include", "*[type=view]"]).contains("users"));
}

#[test]
fn files_databases_and_directories_compare() {
    let folder = folder();
    let path = folder.path();
    let diff = |from: &str, to: &str| ent(path, &["schema", "diff", "--from", from, "--to", to]);
    let from_nothing = diff("sqlite://shop.db", "file://shop.sql");
    let note = "note: shop.db is not there: it is taken for an empty database\n";
    assert_eq!(String::from_utf8_lossy(&from_nothing.stderr), note);
    assert!(!path.join("shop.db").exists());
    let plan = stdout(&from_nothing);
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

/// The statements that the files make, without comments.
fn statements(files: &[(&str, &str)], query: &str, dialect: &str) -> Result<String, String> {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join("sql").join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let url = format!("file://sql{query}");
    let output = ent(folder.path(), &["schema", "inspect", "--dialect", dialect, "--url", &url]);
    if !output.status.success() {
        return Err(stderr(&output));
    }
    let lines = stdout(&output);
    Ok(lines.lines().filter(|line| !line.starts_with("--")).collect::<Vec<_>>().join("\n"))
}

#[test]
fn what_a_file_leaves_open_is_taken_back_and_what_a_directory_does_is_not() {
    let folder = folder();
    let open =
        "CREATE TABLE kept (a int);\nBEGIN;\nCREATE TABLE lost (a int);\nCREATE INDEX i ON kept (a);\n";
    std::fs::write(folder.path().join("open.sql"), open).unwrap();
    std::fs::create_dir(folder.path().join("migrations")).unwrap();
    std::fs::write(folder.path().join("migrations/1_open.up.sql"), open).unwrap();
    let run = |url: &str| ent(folder.path(), &["schema", "inspect", "--dialect", "postgres", "--url", url]);
    let (of_file, of_directory) = (run("file://open.sql"), run("file://migrations"));
    // Who has forgotten a COMMIT is told.
    let notes = String::from_utf8_lossy(&of_file.stderr);
    assert!(notes.contains("note: open.sql leaves a transaction open"), "{notes}");
    assert_eq!(String::from_utf8_lossy(&of_directory.stderr), "");
    let (file, directory) = (stdout(&of_file), stdout(&of_directory));
    assert!(file.contains("kept") && !file.contains("lost") && !file.contains("INDEX"), "{file}");
    assert!(directory.contains("lost") && directory.contains("INDEX"), "{directory}");
}

#[test]
fn directories_of_other_tools_are_read_as_their_tools_do() {
    let (a, n, m) = ("CREATE TABLE a (id int);", "ALTER TABLE a ADD n int;", "ALTER TABLE a ADD m int;");
    let goose = format!("--+goose up\n{n}\n-- +goose DOWN\nALTER TABLE a DROP n;");
    let layouts: [(&str, &[(&str, &str)]); 7] = [
        (
            "golang-migrate",
            &[("1_a.up.sql", a), ("1_a.down.sql", "DROP TABLE a;"), ("9_n.up.sql", n), ("10_m.up.sql", m)],
        ),
        (
            "sqlx",
            &[("1_a.sql", a), ("9_n.sql", n), ("10_m.sql", m), ("11_x.up.sql", ""), ("11_x.down.sql", n)],
        ),
        (
            "goose",
            &[
                ("1_a.sql", "-- +goose Up\nCREATE TABLE a (id int);"),
                ("9_n.sql", &goose),
                ("10_m.sql", "-- +goose Up\nALTER TABLE a ADD m int;"),
            ],
        ),
        ("flyway", &[("V1__a.sql", a), ("V1.9__n.sql", n), ("V1.10__m.sql", m), ("afterMigrate.sql", n)]),
        (
            "diesel",
            &[
                ("0000_init/up.sql", ""),
                ("2018-01-01-000000_a/up.sql", a),
                ("20190101000000_n/up.sql", n),
                ("2020-01-01-000000_m/up.sql", m),
            ],
        ),
        (
            "golang-migrate",
            &[
                ("1_a.mysql.up.sql", a),
                ("1_a.sqlite3.up.sql", "no SQL"),
                ("1_a.up.sql", "no SQL"),
                ("2_n.up.sql", n),
                ("3_m.mysql.autocommit.up.sql", m),
            ],
        ),
        (
            "liquibase",
            &[(
                "1_all.sql",
                "--liquibase formatted sql\n--changeset x:1\nCREATE TABLE a (id int);\n--rollback DROP TABLE a;\n--changeset x:2 dbms:h2\nno SQL;\n--changeset x:3 endDelimiter://\nALTER TABLE a ADD n int//\n--changeset x:4\nALTER TABLE a ADD m int;\n",
            )],
        ),
    ];
    for (format, files) in layouts {
        for query in [String::new(), format!("?format={format}")] {
            assert_eq!(
                statements(files, &query, "mysql").as_deref(),
                Ok("CREATE TABLE `a` (`id` int NULL, `n` int NULL, `m` int NULL);"),
                "{files:?}{query}"
            );
        }
    }
    let none = [("1_a.sql", "-- +goose Up\nSELECT 1;"), ("2_b.sql", "SELECT 1;")];
    assert!(statements(&none, "", "mysql").is_err_and(|error| error.contains("no `-- +goose Up` is in it")));
}

#[test]
fn a_directory_states_the_server_that_it_is_for() {
    let file = "-- How notes are kept.\n-- ent:dialect mariadb:10.6\n\nCREATE TABLE notes (id uuid);";
    let of = |file: &str, dialect: &str| statements(&[("1_notes.sql", file)], "", dialect);
    assert!(of(file, "mysql").is_err_and(|error| error.contains("`uuid` is not a type of MariaDB 10.6")));
    let later = file.replace("10.6", "10.11");
    assert_eq!(of(&later, "mysql").as_deref(), Ok("CREATE TABLE `notes` (`id` uuid NULL);"));
    assert!(of(&later, "sqlite").is_err_and(|error| error.contains("is for MariaDB 10.11, not for SQLite")));
    let wrong = file.replace("mariadb:10.6", "dbase");
    assert!(
        of(&wrong, "mysql").is_err_and(|error| error.contains("`ent:dialect`: `dbase` is not a database"))
    );
}

#[test]
fn rows_may_be_in_another_encoding_but_no_schema_is_made_of_it() {
    let folder = folder();
    let write = |name: &str, text: &[u8]| std::fs::write(folder.path().join(name), text).unwrap();
    write("rows.sql", b"CREATE TABLE t (a text);\n-- caf\xe9\nINSERT INTO t VALUES ('caf\xe9');\n");
    write("default.sql", b"CREATE TABLE t (\n  a text DEFAULT 'caf\xe9'\n);\n");
    write("name.sql", b"CREATE TABLE \"caf\xe9\" (a text);\n");
    let inspect =
        |url: &str| ent(folder.path(), &["schema", "inspect", "--dialect", "postgres", "--url", url]);
    assert!(stdout(&inspect("file://rows.sql")).contains("CREATE TABLE \"t\""));
    assert!(stderr(&inspect("file://default.sql")).contains("default.sql:2: not UTF-8 text"));
    assert!(stderr(&inspect("file://name.sql")).contains("name.sql:1: not UTF-8 text"));
}

/// What is asked for and is nowhere is a slip of the pen.
#[test]
fn filters_that_name_nothing_are_errors() {
    let folder = folder();
    let inspect = |more: &[&str]| {
        let args = ["schema", "inspect", "--dialect", "sqlite", "--url", "file://shop.sql"];
        stderr(&ent(folder.path(), &[&args[..], more].concat()))
    };
    for flag in ["--exclude", "--include"] {
        let said = inspect(&[flag, "*[type=viwe]"]);
        assert!(
            said.starts_with("Error: unknown type \"viwe\" in pattern: \"*.*[type=viwe]\". Expected one of"),
            "{said}"
        );
        assert!(said.contains(" view, "), "{said}");
    }
    std::fs::write(folder.path().join("shop.db"), "").unwrap();
    let args = ["schema", "inspect", "--url", "sqlite://shop.db", "--schema", "shop"];
    let said = stderr(&ent(folder.path(), &args));
    assert_eq!(said, "Error: --schema shop: sqlite://shop.db leads to the schema \"main\" alone\n");
}

/// With `--schema`, what stands in no schema is taken in where it belongs to one of those.
#[tokio::test]
async fn schemas_are_taken_by_name() {
    with_database(ServerKind::Postgres, "schemas by name", |database| async move {
        let sql = "CREATE SCHEMA shop; CREATE SCHEMA audit; CREATE TABLE shop.users (id int); CREATE TABLE audit.log (id int);
            CREATE FUNCTION audit.note() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
            CREATE EVENT TRIGGER noted ON ddl_command_end EXECUTE FUNCTION audit.note()";
        database.run(sql).await;
        let folder = folder();
        let inspect = |names: &[&str]| {
            let mut args = vec!["schema", "inspect", "--url", &database.url];
            args.extend(names.iter().flat_map(|name| ["--schema", name]));
            ent(folder.path(), &args)
        };
        let (shop, audit) = (stdout(&inspect(&["shop"])), stdout(&inspect(&["audit"])));
        assert!(shop.contains("users") && !shop.contains("noted") && !shop.contains("log"), "{shop}");
        assert!(audit.contains("log") && audit.contains("EVENT TRIGGER") && !audit.contains("users"), "{audit}");
        assert_eq!(stderr(&inspect(&["shop", "sohp"])), "Error: no such schema: sohp\n");
        // A schema that only one side has is made or dropped.
        std::fs::write(folder.path().join("all.sql"), "CREATE SCHEMA fresh; CREATE TABLE fresh.t (id int);").unwrap();
        let diff = |name: &str| {
            let args = ["schema", "diff", "--from", &database.url, "--to", "file://all.sql", "--schema", name];
            ent(folder.path(), &args)
        };
        let made = stdout(&diff("fresh"));
        assert!(made.contains("CREATE SCHEMA \"fresh\"") && !made.contains("DROP"), "{made}");
        assert_eq!(stderr(&diff("frehs")), "Error: no such schema: frehs\n");
        // A migration for one schema leaves the others of the directory alone.
        std::fs::create_dir(folder.path().join("migrations")).unwrap();
        std::fs::write(folder.path().join("migrations/1.sql"), format!("{sql};\n")).unwrap();
        stdout(&ent(folder.path(), &["migrate", "hash"]));
        database.run("ALTER TABLE shop.users ADD name text").await;
        let args = ["migrate", "diff", "more", "--to", &database.url, "--schema", "shop"];
        stdout(&ent(folder.path(), &args));
        let mut files: Vec<_> = std::fs::read_dir(folder.path().join("migrations")).unwrap().map(|file| file.unwrap().path()).collect();
        files.retain(|path| path.to_string_lossy().contains("more"));
        let written = std::fs::read_to_string(&files[0]).unwrap();
        assert!(written.contains("ADD COLUMN \"name\"") && !written.contains("DROP"), "{written}");
    })
    .await;
}

/// Extensions and event triggers are of a whole database.
#[tokio::test]
async fn one_schema_leaves_alone_what_all_share() {
    with_database(ServerKind::Postgres, "what all schemas share", |database| async move {
        database
            .run(
                "CREATE EXTENSION earthdistance CASCADE; CREATE TABLE a (id int); \
                 CREATE FUNCTION nothing() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'; \
                 CREATE EVENT TRIGGER nothing ON sql_drop EXECUTE FUNCTION nothing();",
            )
            .await;
        let folder = folder();
        let path = folder.path();
        let function = "CREATE FUNCTION nothing() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';";
        std::fs::write(path.join("one.sql"), format!("CREATE TABLE a (id int);\n{function}\n")).unwrap();
        let bound = format!("{}?search_path=public", database.url);
        let diff =
            |from: &str| stdout(&ent(path, &["schema", "diff", "--from", from, "--to", "file://one.sql"]));
        assert_eq!(diff(&bound), "Schemas are synced, no changes to be made.\n");
        let whole = diff(&database.url);
        let at = |what: &str| whole.find(what).unwrap_or_else(|| panic!("{what}: {whole}"));
        assert!(at("DROP EVENT TRIGGER") < at("DROP EXTENSION \"earthdistance\""));
        assert!(at("DROP EXTENSION \"earthdistance\"") < at("DROP EXTENSION \"cube\""));
        // What a file names stays with what it requires.
        let more = format!("CREATE EXTENSION earthdistance CASCADE;\nCREATE TABLE a (id int);\n{function}\n");
        std::fs::write(path.join("one.sql"), more).unwrap();
        assert_eq!(diff(&bound), "Schemas are synced, no changes to be made.\n");
        assert!(!diff(&database.url).contains("EXTENSION"));
    })
    .await;
}

/// Statements for PostgreSQL 18 from one table to another, in both directions.
#[test]
fn what_postgres_18_brings_is_planned() {
    let folder = folder();
    let path = folder.path();
    let table = |rest: &str| format!("CREATE TABLE t (id int NOT NULL, a int{rest});\n");
    let computed = ", b int GENERATED ALWAYS AS (a * 2)";
    for (from, to, up, down) in [
        (
            table(", b int"),
            table(computed),
            "ALTER TABLE \"t\" DROP COLUMN \"b\", ADD COLUMN \"b\" integer NULL GENERATED ALWAYS AS (a * 2) VIRTUAL;",
            "ALTER TABLE \"t\" DROP COLUMN \"b\", ADD COLUMN \"b\" integer NULL GENERATED ALWAYS AS (a * 2) STORED;\n\
             ALTER TABLE \"t\" ALTER COLUMN \"b\" DROP EXPRESSION;",
        ),
        (
            table(computed),
            table(&format!("{computed} STORED")),
            "ALTER TABLE \"t\" DROP COLUMN \"b\", ADD COLUMN \"b\" integer NULL GENERATED ALWAYS AS (a * 2) STORED;",
            "ALTER TABLE \"t\" DROP COLUMN \"b\", ADD COLUMN \"b\" integer NULL GENERATED ALWAYS AS (a * 2) VIRTUAL;",
        ),
        (
            table(""),
            table(" CONSTRAINT needed NOT NULL NO INHERIT"),
            "ALTER TABLE \"t\" ADD CONSTRAINT \"needed\" NOT NULL \"a\" NO INHERIT;",
            "ALTER TABLE \"t\" ALTER COLUMN \"a\" DROP NOT NULL;",
        ),
        (
            format!("{}ALTER TABLE t ADD CONSTRAINT needed NOT NULL a NOT VALID;\n", table("")),
            table(" CONSTRAINT needed NOT NULL"),
            "ALTER TABLE \"t\" VALIDATE CONSTRAINT \"needed\";",
            "",
        ),
        (
            table(", CONSTRAINT c CHECK (a > 0)"),
            table(", CONSTRAINT c CHECK (a > 0) NOT ENFORCED"),
            "ALTER TABLE \"t\" DROP CONSTRAINT \"c\", ADD CONSTRAINT \"c\" CHECK (a > 0) NOT ENFORCED;",
            "ALTER TABLE \"t\" DROP CONSTRAINT \"c\", ADD CONSTRAINT \"c\" CHECK (a > 0);",
        ),
    ] {
        std::fs::write(path.join("from.sql"), from).unwrap();
        std::fs::write(path.join("to.sql"), to).unwrap();
        for (from, to, expected) in [("from", "to", up), ("to", "from", down)] {
            let (from, to) = (format!("file://{from}.sql"), format!("file://{to}.sql"));
            let args = ["schema", "diff", "--from", &from, "--to", &to, "--dialect", "postgres:18"];
            let told = stdout(&ent(path, &args));
            let statements: Vec<&str> = told.lines().filter(|line| line.starts_with("ALTER")).collect();
            assert_eq!(statements.join("\n"), expected);
        }
    }
}
