//! What files of a directory mean for each other.

use ent_engine::dialect::{self, Flavor};
use ent_engine::replay::{Replay, ReplayOptions};

const MADE: (&str, &str) =
    ("1.sql", "CREATE TABLE a (x int); CREATE TABLE b AS SELECT unknown_function(x) AS y FROM a;");
const GONE: (&str, &str) = ("2.sql", "DROP TABLE b;");

fn tables(flavor: &str, files: &[(&str, &str)]) -> Result<Vec<String>, String> {
    let flavor: Flavor = flavor.parse().unwrap();
    let dialect = dialect::of(flavor);
    let mut replay = Replay::new(dialect.as_ref(), &ReplayOptions::default());
    replay.run_all(files.iter().copied()).map_err(|error| error.to_string())?;
    let realm = replay.into_realm();
    Ok(realm.schemas.iter().flat_map(|schema| &schema.tables).map(|table| table.name.clone()).collect())
}

#[test]
fn unknown_columns_may_go_with_their_table_in_a_later_file() {
    for flavor in ["postgres", "mysql", "mariadb"] {
        assert_eq!(tables(flavor, &[MADE, GONE]), Ok(vec!["a".to_owned()]), "{flavor}");
        let error = tables(flavor, &[MADE]).unwrap_err();
        assert!(error.starts_with("1.sql:1:25: can't replay `CREATE TABLE b AS"), "{flavor}: {error}");
    }
}
