//! Ways back over one migration, worked out from what the directory says.

use ent_engine::author::{Extent, way_back};
use ent_engine::dialect;
use ent_engine::dir::{Migration, Script};

struct Case {
    flavor: &'static str,
    before: &'static str,
    up: &'static str,
    down: Option<&'static str>,
    extent: Extent,
    /// Statements of the plan, then `--`, then the checks.
    expected: &'static str,
}

fn migration(version: &str, up: &str, down: Option<&str>) -> Migration {
    Migration {
        version: version.to_owned(),
        description: String::new(),
        up: Script::new(format!("{version}.up.sql"), up),
        down: down.map(|text| Script::new(format!("{version}.down.sql"), text)),
    }
}

fn worked_out(case: &Case) -> String {
    let dialect = dialect::of(case.flavor.parse().unwrap());
    let before = [migration("1", case.before, None)];
    let way = way_back(dialect.as_ref(), &before, &migration("2", case.up, case.down), case.extent).unwrap();
    let mut lines: Vec<String> = way.plan.statements.into_iter().map(|statement| statement.sql).collect();
    lines.extend(way.script.map(|script| script.file));
    lines.push("--".to_owned());
    lines.extend(way.doubts.into_iter().map(|doubt| format!("{}: {}", doubt.message, doubt.check)));
    lines.join("\n")
}

const USERS: &str = "CREATE TABLE users (id int, name varchar(20));";

#[test]
fn cases() {
    let cases = [
        Case {
            flavor: "sqlite",
            before: USERS,
            up: "CREATE TABLE pets (id integer PRIMARY KEY);",
            down: None,
            extent: Extent::Whole,
            expected: "PRAGMA foreign_keys = off\nDROP TABLE `pets`\nPRAGMA foreign_keys = on\n--\ntable \"pets\" would be dropped: SELECT NOT EXISTS (SELECT 1 FROM `pets`) \
                       AS `is_empty`",
        },
        // What was renamed is renamed back, and a check goes by the names of now.
        Case {
            flavor: "postgres",
            before: USERS,
            up: "ALTER TABLE users RENAME TO people; ALTER TABLE people RENAME name TO title; ALTER TABLE people ADD age \
                 int;",
            down: None,
            extent: Extent::Whole,
            expected: "ALTER TABLE \"people\" RENAME TO \"users\"\nALTER TABLE \"users\" RENAME COLUMN \"title\" TO \
                       \"name\"\nALTER TABLE \"users\" DROP COLUMN \"age\"\n--\ncolumn \"age\" of \"users\" would be \
                       dropped: SELECT NOT EXISTS (SELECT 1 FROM \"people\" WHERE \"age\" IS NOT NULL) AS \"is_empty\"",
        },
        Case {
            flavor: "mysql",
            before: USERS,
            up: "ALTER TABLE users CHANGE name title varchar(40);",
            down: None,
            extent: Extent::Whole,
            expected: "ALTER TABLE `users` RENAME COLUMN `title` TO `name`\nALTER TABLE `users` MODIFY COLUMN `name` \
                       varchar(20) NULL\n--\ncolumn \"name\" of \"users\" would change from varchar(40) to varchar(20), \
                       which may cut or refuse values: SELECT NOT EXISTS (SELECT 1 FROM `users` WHERE `title` IS NOT \
                       NULL) AS `is_empty`",
        },
        // A table that is made anew under the same name is no rename.
        Case {
            flavor: "sqlite",
            before: USERS,
            up: "CREATE TABLE new_users (id int, name text NOT NULL); DROP TABLE users; ALTER TABLE new_users RENAME TO \
                 users;",
            down: None,
            extent: Extent::Statements(1),
            expected: "PRAGMA foreign_keys = off\nDROP TABLE `new_users`\nPRAGMA foreign_keys = on\n--\ntable \"new_users\" would be dropped: SELECT NOT EXISTS (SELECT 1 FROM \
                       `new_users`) AS `is_empty`",
        },
        Case {
            flavor: "postgres",
            before: USERS,
            up: "CREATE INDEX a ON users (id); CREATE INDEX b ON users (name); CREATE INDEX c ON users (id, name);",
            down: None,
            extent: Extent::Statements(2),
            expected: "DROP INDEX \"a\"\nDROP INDEX \"b\"\n--",
        },
        Case {
            flavor: "postgres",
            before: USERS,
            up: "CREATE INDEX a ON users (id);",
            down: None,
            extent: Extent::Statements(0),
            expected: "--",
        },
        // The migration's own way down, with what it loses.
        Case {
            flavor: "postgres",
            before: USERS,
            up: "ALTER TABLE users ADD a int; ALTER TABLE users RENAME name TO title;",
            down: Some("ALTER TABLE users RENAME title TO name; ALTER TABLE users DROP a;"),
            extent: Extent::Whole,
            expected: "2.down.sql\n--\ncolumn \"a\" of \"users\" would be dropped: SELECT NOT EXISTS (SELECT 1 FROM \
                       \"users\" WHERE \"a\" IS NOT NULL) AS \"is_empty\"",
        },
        // Undone in part, the file is of no use.
        Case {
            flavor: "mariadb",
            before: USERS,
            up: "ALTER TABLE users ADD a int; ALTER TABLE users ADD b int;",
            down: Some("ALTER TABLE users DROP a, DROP b;"),
            extent: Extent::Statements(1),
            expected: "ALTER TABLE `users` DROP COLUMN `a`\n--\ncolumn \"a\" of \"users\" would be dropped: SELECT NOT \
                       EXISTS (SELECT 1 FROM `users` WHERE `a` IS NOT NULL) AS `is_empty`",
        },
        // Values go back, too: the server refuses to take one that a row has.
        Case {
            flavor: "postgres",
            before: "CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE TABLE p (m mood DEFAULT 'ok');",
            up: "ALTER TYPE mood ADD VALUE 'glad';",
            down: None,
            extent: Extent::Whole,
            expected: "CREATE TYPE \"mood_new\" AS ENUM ('sad', 'ok')\nALTER TABLE \"p\" ALTER COLUMN \"m\" DROP DEFAULT, \
                       ALTER COLUMN \"m\" TYPE \"mood_new\" USING \"m\"::text::\"mood_new\", ALTER COLUMN \"m\" SET \
                       DEFAULT 'ok'\nDROP TYPE \"mood\"\nALTER TYPE \"mood_new\" RENAME TO \"mood\"\n--",
        },
        Case {
            flavor: "postgres",
            before: "CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE TABLE p (m mood DEFAULT 'ok');",
            up: "ALTER TYPE mood RENAME VALUE 'ok' TO 'fine'; ALTER TYPE mood RENAME VALUE 'fine' TO 'good';",
            down: None,
            extent: Extent::Whole,
            expected: "ALTER TYPE \"mood\" RENAME VALUE 'good' TO 'ok'\n--",
        },
    ];
    let mut wrong = Vec::new();
    for case in &cases {
        let found = worked_out(case);
        if found != case.expected {
            wrong.push(format!("{}: {}\n{found}\n", case.flavor, case.up));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn values_that_would_become_one_are_refused() {
    let before = "CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE TABLE p (m mood);";
    let up = "ALTER TYPE mood RENAME VALUE 'ok' TO 'fine'; ALTER TYPE mood ADD VALUE 'ok';";
    let dialect = dialect::of("postgres".parse().unwrap());
    let before = [migration("1", before, None)];
    let way = way_back(dialect.as_ref(), &before, &migration("2", up, None), Extent::Whole);
    let error = way.expect_err("a refusal").to_string();
    assert!(error.contains("loses the value 'fine', which rows may have"), "{error}");
}
