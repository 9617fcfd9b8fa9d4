//! Packages (MariaDB): the specification comes before the body and takes it away with itself.

use ent_engine::dialect::{self, Dialect};
use ent_engine::diff::{DiffOptions, Undeclared, diff};
use ent_engine::model::Realm;
use ent_engine::plan::{PlanOptions, plan};
use ent_engine::replay::{Replay, ReplayOptions};

const SPECIFICATION: &str = "CREATE PACKAGE staff AS PROCEDURE pay; END";
const BODY: &str = "CREATE PACKAGE BODY staff AS PROCEDURE pay AS BEGIN NULL; END; END";

fn mariadb() -> Box<dyn Dialect> {
    dialect::of("mariadb".parse().unwrap())
}

fn try_replay(statements: &[&str]) -> Result<Realm, String> {
    let dialect = mariadb();
    let mut replay = Replay::new(dialect.as_ref(), &ReplayOptions::default());
    let mut text = "SET sql_mode = 'ORACLE';\n".to_owned();
    statements.iter().for_each(|sql| text += &format!("{sql};\n"));
    replay.run("case.sql", &text).map_err(|error| error.to_string())?;
    Ok(replay.into_realm())
}

/// The statements from one state to another, and those back: each way within the mode that packages need.
fn planned(from: &[&str], to: &[&str]) -> (Vec<String>, Vec<String>) {
    let (dialect, [from, to]) = (mariadb(), [from, to].map(|state| try_replay(state).unwrap()));
    let options = DiffOptions { objects: Undeclared::Manage, ..DiffOptions::default() };
    let way = |from: &Realm, to: &Realm| {
        let changes = diff(dialect.as_ref(), from, to, &options).changes;
        let plan = plan(dialect.as_ref(), from, to, changes, &PlanOptions::default()).unwrap();
        let mut statements: Vec<String> =
            plan.statements.into_iter().map(|statement| statement.sql).collect();
        if !statements.is_empty() {
            assert_eq!(statements.remove(0), "SET @saved_sql_mode = @@sql_mode, sql_mode = 'ORACLE'");
            assert_eq!(statements.pop().as_deref(), Some("SET sql_mode = @saved_sql_mode"));
        }
        statements
    };
    (way(&from, &to), way(&to, &from))
}

#[test]
fn specification_comes_first_and_goes_last() {
    let (up, down) = planned(&[], &[SPECIFICATION, BODY]);
    let in_backticks = |sql: &str| sql.replace("staff", "`staff`");
    assert_eq!(up, [in_backticks(SPECIFICATION), in_backticks(BODY)]);
    assert_eq!(down, ["DROP PACKAGE BODY `staff`", "DROP PACKAGE `staff`"]);
}

#[test]
fn body_comes_back_with_another_specification() {
    let other = "CREATE PACKAGE staff COMMENT 'pays' AS PROCEDURE pay; END";
    let (up, _) = planned(&[SPECIFICATION, BODY], &[other, BODY]);
    let in_backticks = |sql: &str| sql.replace("staff", "`staff`");
    let drops = ["DROP PACKAGE BODY `staff`", "DROP PACKAGE `staff`"].map(str::to_owned);
    assert_eq!(up, [drops.as_slice(), &[in_backticks(other), in_backticks(BODY)]].concat());
}

#[test]
fn the_same_is_written_in_many_ways() {
    let others = [
        "CREATE OR REPLACE PACKAGE staff AS PROCEDURE pay; END",
        "CREATE DEFINER=`root`@`%` PACKAGE \"staff\" AS\n PROCEDURE pay; END",
        "CREATE PACKAGE IF NOT EXISTS `staff` SQL SECURITY DEFINER IS PROCEDURE pay; END",
    ];
    for other in others {
        let (up, down) = planned(&[SPECIFICATION, BODY], &[&other.replace("\n ", " "), BODY]);
        assert_eq!((up.len(), down.len()), (0, 0), "{other}: {up:?}");
    }
}

#[test]
fn body_goes_with_its_specification() {
    for last in ["DROP PACKAGE staff", "CREATE OR REPLACE PACKAGE staff AS PROCEDURE pay; END"] {
        let realm = try_replay(&[SPECIFICATION, BODY, last]).unwrap();
        let objects = realm.schemas.iter().flat_map(|schema| &schema.objects);
        assert_eq!(objects.count(), usize::from(last.starts_with("CREATE")), "{last}");
    }
    assert!(try_replay(&[BODY]).unwrap_err().contains("package"), "a body alone is refused");
}
