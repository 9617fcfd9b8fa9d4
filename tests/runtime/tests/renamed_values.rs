//! Values of a text column that get another name: rows follow, and follow back, past the checks before and after.

use ent_engine::dialect::Dialect;
use ent_engine::diff::{DiffOptions, TextValues, diff};
use ent_engine::model::{Expr, Realm, Table, TableRef};
use ent_engine::plan::{Plan, PlanOptions, plan};
use ent_engine::replay::{Replay, ReplayOptions};
use ent_runtime_tests::{TestDatabase, on_every_database};

const CREATE: &str = "CREATE TABLE tasks (id int NOT NULL PRIMARY KEY, status varchar(20) NOT NULL, \
     CONSTRAINT known CHECK (status IN ('active', 'gone')));
CREATE TABLE notes (id int NOT NULL PRIMARY KEY, status varchar(20));";

fn replay<'d>(dialect: &'d dyn Dialect, files: &[&str]) -> Replay<'d> {
    let mut replay = Replay::new(dialect, &ReplayOptions::default());
    for file in files {
        replay.run("file", file).expect("a file that can be replayed");
    }
    replay
}

/// The state in which `gone` is `closed` in the column `status` of both tables.
fn closed(before: &Realm) -> Realm {
    let mut realm = before.clone();
    let schema = realm.schemas.first_mut().expect("a schema");
    for table in &mut schema.tables {
        table.checks.iter_mut().for_each(|check| check.expr = Expr::new("status IN ('active', 'closed')"));
        for column in table.columns.iter_mut().filter(|column| column.name == "status") {
            column.origin.renamed_values = vec![("gone".to_owned(), "closed".to_owned())];
        }
    }
    realm
}

fn change(dialect: &dyn Dialect, previous: &Realm, next: &Realm) -> Plan {
    let options = DiffOptions { text_values: TextValues::Rename, ..DiffOptions::default() };
    let changes = diff(dialect, previous, next, &options).changes;
    plan(dialect, previous, next, changes, &PlanOptions::default()).expect("a plan")
}

fn up(plan: &Plan) -> String {
    plan.statements.iter().map(|statement| format!("{};\n", statement.sql)).collect()
}

fn down(plan: &Plan) -> String {
    plan.reverse().map(|(sql, _)| format!("{sql};\n")).collect()
}

/// Runs a script on one connection: what it sets holds for what follows.
async fn run(database: &TestDatabase, script: &str) {
    let mut connection = database.connection().await;
    for sql in script.split(";\n").filter(|sql| !sql.trim().is_empty()) {
        let sql = sql.trim_end_matches(';');
        connection.execute(sql).await.unwrap_or_else(|error| panic!("{error}\n{sql}"));
    }
}

#[tokio::test]
async fn rows_follow_and_follow_back() {
    on_every_database("renamed values", |database| async move {
        let connection = database.connection().await;
        let dialect = connection.dialect();
        drop(connection);
        let before = replay(&*dialect, &[CREATE]).into_realm();
        let plan = change(&*dialect, &before, &closed(&before));
        run(&database, CREATE).await;
        for (id, status) in [(1, "active"), (2, "gone"), (3, "gone")] {
            database.run(&format!("INSERT INTO tasks VALUES ({id}, '{status}')")).await;
            database.run(&format!("INSERT INTO notes VALUES ({id}, '{status}')")).await;
        }
        run(&database, &up(&plan)).await;
        for table in ["tasks", "notes"] {
            database.must_count(&format!("{table} WHERE status = 'closed'"), 2).await;
            database.must_count(&format!("{table} WHERE status = 'active'"), 1).await;
        }
        run(&database, &down(&plan)).await;
        for table in ["tasks", "notes"] {
            database.must_count(&format!("{table} WHERE status = 'gone'"), 2).await;
        }
    })
    .await;
}

#[test]
fn what_the_directory_has_done_is_done() {
    let flavors = ["sqlite", "postgres", "mysql", "mariadb"];
    for flavor in flavors {
        let dialect = ent_engine::dialect::of(flavor.parse().expect("a flavor"));
        let before = replay(&*dialect, &[CREATE]).into_realm();
        let (next, undo) = {
            let plan = change(&*dialect, &before, &closed(&before));
            (up(&plan), down(&plan))
        };
        let left = |files: &[&str]| {
            let realm = replay(&*dialect, files).into_realm();
            up(&change(&*dialect, &realm, &closed(&realm)))
        };
        assert_eq!(left(&[CREATE, &next]), "", "{flavor}");
        // What was taken back is to do again.
        assert_ne!(left(&[CREATE, &next, &undo]), "", "{flavor}");
        // A table that comes later never had the value.
        let later = "CREATE TABLE later (id int NOT NULL PRIMARY KEY, status varchar(20));";
        assert_eq!(left(&[CREATE, &next, later]), "", "{flavor}");
        // By hand, one table is enough for all of the enum.
        let by_hand = "UPDATE notes SET status = 'closed' WHERE status = 'gone';";
        assert!(!left(&[CREATE, by_hand]).contains("UPDATE"), "{flavor}");
        for other in [
            "UPDATE notes SET status = 'closed' WHERE status = 'gone' AND id > 1;",
            "UPDATE notes SET status = 'closed' WHERE status = 'lost';",
            "UPDATE notes SET status = 'closed';",
        ] {
            assert!(left(&[CREATE, other]).contains("UPDATE"), "{flavor} {other}");
        }
    }
}

#[test]
fn renames_of_tables_and_columns_are_followed() {
    let dialect = ent_engine::dialect::of("postgres".parse().expect("a flavor"));
    let done = "UPDATE notes SET status = 'closed' WHERE status = 'gone';
        ALTER TABLE notes RENAME COLUMN status TO state;
        ALTER TABLE notes RENAME TO remarks;";
    let replay = replay(&*dialect, &[CREATE, done]);
    let noted: Vec<(TableRef, &str)> = replay
        .realm()
        .renamed_values
        .iter()
        .map(|value| (value.table.clone(), value.column.as_str()))
        .collect();
    let remarks = replay.realm().schemas[0].table("remarks").map(|table: &Table| table.name.clone());
    let table = TableRef::new(replay.realm().schemas[0].name.clone(), remarks.expect("the table"));
    assert!(noted.contains(&(table, "state")), "{noted:?}");
}
