//! What a migration did to rows, which no way back that is worked out from schemas takes back.

use std::collections::BTreeSet;

use crate::dialect::Dialect;
use crate::model::Realm;
use crate::replay::Reader;
use crate::sql::split;

/// The names of all tables, in lower case.
pub(super) fn tables(realm: &Realm) -> BTreeSet<String> {
    let tables = realm.schemas.iter().flat_map(|schema| &schema.tables);
    tables.map(|table| table.name.to_lowercase()).collect()
}

/// The statements of `script` that change rows of one of `tables`, with their delimiters.
pub(super) fn staying(dialect: &dyn Dialect, script: &str, tables: &BTreeSet<String>) -> Vec<String> {
    let statements = split(script, dialect.syntax()).unwrap_or_default().into_iter();
    let stays = statements.filter(|statement| {
        target(dialect, statement.sql()).is_some_and(|table| tables.contains(&table.to_lowercase()))
    });
    stays.map(|statement| statement.text.to_owned()).collect()
}

/// What may stand between the first word of such a statement and the table.
const BETWEEN: [&str; 13] = [
    "OR ROLLBACK",
    "OR ABORT",
    "OR REPLACE",
    "OR FAIL",
    "OR IGNORE",
    "IGNORE",
    "DELAYED",
    "LOW_PRIORITY",
    "HIGH_PRIORITY",
    "QUICK",
    "INTO",
    "FROM",
    "ONLY",
];

/// The table whose rows a statement changes.
fn target(dialect: &dyn Dialect, sql: &str) -> Option<String> {
    let mut reader = Reader::new(sql, dialect.syntax(), dialect.fold());
    reader.eat_any(&["INSERT", "REPLACE", "MERGE", "UPDATE", "DELETE", "TRUNCATE TABLE", "TRUNCATE"])?;
    while reader.eat_any(&BETWEEN).is_some() {}
    reader.name().ok().map(|name| name.name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialect;

    #[test]
    fn the_table_whose_rows_change() {
        let dialect = dialect::of("mysql".parse().unwrap());
        for (sql, table) in [
            ("INSERT INTO a.t (x) VALUES (1)", Some("t")),
            ("insert ignore t values (1)", Some("t")),
            ("REPLACE LOW_PRIORITY INTO t SELECT 1", Some("t")),
            ("UPDATE IGNORE `t` SET x = 1", Some("t")),
            ("DELETE QUICK FROM t WHERE x = 1", Some("t")),
            ("TRUNCATE TABLE t", Some("t")),
            ("CREATE TABLE t (x int)", None),
            ("SELECT 1 FROM t", None),
        ] {
            assert_eq!(target(dialect.as_ref(), sql).as_deref(), table, "{sql}");
        }
    }
}
