//! Rows in random tables.

use ent_engine::dialect::{Dialect, TypeFamily};
use ent_engine::model::{Column, Realm, Table};

/// How many rows each table is to get.
const ROWS: usize = 2;

/// One row for a table.
pub(crate) struct Insert {
    /// The schema and the name of the table.
    pub(crate) path: (String, String),
    pub(crate) sql: String,
}

/// Rows for all tables of a realm. Not every server takes every one: a key may point nowhere, a
/// check may refuse it.
pub(crate) fn inserts(dialect: &dyn Dialect, realm: &Realm) -> Vec<Insert> {
    let mut inserts = Vec::new();
    for (schema, table) in realm.tables() {
        for n in 0..ROWS {
            inserts.push(Insert {
                path: (schema.to_owned(), table.name.clone()),
                sql: insert(dialect, schema, table, n),
            });
        }
    }
    inserts
}

fn insert(dialect: &dyn Dialect, schema: &str, table: &Table, n: usize) -> String {
    let mut names = Vec::new();
    let mut values = Vec::new();
    for column in &table.columns {
        let numbered = column.auto_increment || column.identity.is_some();
        let refers = table.foreign_keys.iter().any(|key| key.columns.contains(&column.name));
        if numbered || column.generated.is_some() || (refers && column.null) {
            continue;
        }
        names.push(dialect.quote(&column.name));
        values.push(if refers { "1".to_owned() } else { value(dialect, column, n) });
    }
    let table = dialect.qualified(schema, &table.name);
    match names.is_empty() {
        true if dialect.has_schemas() && dialect.quote("a").starts_with('`') => {
            format!("INSERT INTO {table} () VALUES ()")
        }
        true => format!("INSERT INTO {table} DEFAULT VALUES"),
        false => format!("INSERT INTO {table} ({}) VALUES ({})", names.join(", "), values.join(", ")),
    }
}

fn value(dialect: &dyn Dialect, column: &Column, n: usize) -> String {
    let digit = n + 1;
    match dialect.type_family(&column.ty) {
        TypeFamily::Boolean => (n == 0).to_string(),
        TypeFamily::Text => format!("'{}'", ["a", "b"].get(n).unwrap_or(&"c")),
        TypeFamily::Binary => "'x'".to_owned(),
        TypeFamily::Json => "'{}'".to_owned(),
        TypeFamily::Uuid => format!("'00000000-0000-0000-0000-00000000000{digit}'"),
        TypeFamily::Time if column.ty.name == "time" => format!("'10:00:0{digit}'"),
        TypeFamily::Time if column.ty.name == "date" => format!("'2024-01-0{digit}'"),
        TypeFamily::Time => format!("'2024-01-01 10:00:0{digit}'"),
        TypeFamily::Enum => column.ty.args.first().cloned().unwrap_or_else(|| "'value 0'".to_owned()),
        _ => digit.to_string(),
    }
}

/// The statement that fails unless a table has so many rows, given the probe.
pub(crate) fn expect_rows(table: &str, rows: usize) -> String {
    format!("INSERT INTO ent_probe (ok) SELECT CASE WHEN (SELECT count(*) FROM {table}) = {rows} THEN 1 END")
}

/// The temporary table that [`expect_rows`] writes to.
pub(crate) const PROBE: &str = "CREATE TEMPORARY TABLE ent_probe (ok int NOT NULL)";
