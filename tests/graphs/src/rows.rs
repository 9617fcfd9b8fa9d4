//! Rows in random tables.

use ent_engine::dialect::{Dialect, TypeFamily};
use ent_engine::model::{Column, ForeignKey, Realm, Table};

/// How many rows each table is to get.
pub(crate) const ROWS: usize = 2;
/// How many values of each type there are to try: a check may refuse some.
const VALUES: usize = 6;

/// Rows for a table, of which the server may refuse some: a key may point nowhere, a check may not hold.
pub(crate) fn inserts(dialect: &dyn Dialect, realm: &Realm, schema: &str, table: &Table) -> Vec<String> {
    let mut inserts = Vec::new();
    for n in 0..VALUES {
        for null in [false, true] {
            let sql = Row { dialect, realm, table, n, null }.insert(schema);
            if !inserts.contains(&sql) {
                inserts.push(sql);
            }
        }
    }
    inserts
}

/// One row that may come to be.
struct Row<'a> {
    dialect: &'a dyn Dialect,
    realm: &'a Realm,
    table: &'a Table,
    /// Which value of each type.
    n: usize,
    /// Whether it refers to nothing where it need not.
    null: bool,
}

impl Row<'_> {
    fn insert(&self, schema: &str) -> String {
        let dialect = self.dialect;
        let mut names = Vec::new();
        let mut values = Vec::new();
        for column in &self.table.columns {
            let key = self.table.foreign_keys.iter().find(|key| key.columns.contains(&column.name));
            let left_out = key.is_some() && column.null && self.null;
            if is_numbered(column) || column.generated.is_some() || left_out {
                continue;
            }
            names.push(dialect.quote(&column.name));
            values.push(match key.and_then(|key| self.referred(key, &column.name)) {
                Some(id) if is_numbered(id) => "1".to_owned(),
                Some(id) => value(dialect, id, 0),
                None => value(dialect, column, self.n),
            });
        }
        let table = dialect.qualified(schema, &self.table.name);
        match names.is_empty() {
            true if dialect.has_schemas() && dialect.quote("a").starts_with('`') => {
                format!("INSERT INTO {table} () VALUES ()")
            }
            true => format!("INSERT INTO {table} DEFAULT VALUES"),
            false => format!("INSERT INTO {table} ({}) VALUES ({})", names.join(", "), values.join(", ")),
        }
    }

    /// The column that `column` refers to by a key.
    fn referred(&self, key: &ForeignKey, column: &str) -> Option<&Column> {
        let at = key.columns.iter().position(|name| name == column)?;
        self.realm
            .schema(&key.references.schema)?
            .table(&key.references.table)?
            .column(key.ref_columns.get(at)?)
    }
}

fn is_numbered(column: &Column) -> bool {
    column.auto_increment || column.identity.is_some()
}

fn value(dialect: &dyn Dialect, column: &Column, n: usize) -> String {
    let digit = n + 1;
    match dialect.type_family(&column.ty) {
        TypeFamily::Boolean => n.is_multiple_of(2).to_string(),
        TypeFamily::Text => format!("'{}'", ["a", "b", "it''s", "100%", "0", "abcde"].get(n).unwrap_or(&"c")),
        // `x'..'`, which PostgreSQL takes for bits.
        TypeFamily::Binary if dialect.quote("a").starts_with('`') => format!("x'780{digit}'"),
        TypeFamily::Binary => format!("'x{digit}'"),
        TypeFamily::Json => format!("'{{\"a\": {digit}}}'"),
        TypeFamily::Uuid => format!("'00000000-0000-0000-0000-00000000000{digit}'"),
        TypeFamily::Time if column.ty.name == "time" => format!("'10:00:0{digit}'"),
        TypeFamily::Time if column.ty.name == "date" => format!("'2024-01-0{digit}'"),
        TypeFamily::Time => format!("'2024-01-01 10:00:0{digit}'"),
        TypeFamily::Enum => {
            let at = n.min(column.ty.args.len().saturating_sub(1));
            column.ty.args.get(at).cloned().unwrap_or_else(|| "'value 0'".to_owned())
        }
        TypeFamily::Other => format!("'value {}'", n % 2),
        _ => digit.to_string(),
    }
}
