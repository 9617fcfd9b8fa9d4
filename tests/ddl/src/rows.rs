//! Rows in the tables of a state, and what becomes of them when a plan changes the tables.

use std::cmp::Ordering;

use ent_engine::dialect::{Dialect, DialectName, TypeFamily};
use ent_engine::model::{Column, DataType, Realm, Table};
use ent_engine::plan::{HazardKind, Plan};

use crate::Server;

/// How many rows a table gets.
const ROWS: usize = 3;

/// What separates the values of a row in its text.
const SEPARATOR: char = '\u{1f}';

/// The rows of a state's tables, as they are.
pub(crate) struct Rows {
    tables: Vec<Kept>,
}

/// The rows of one table.
struct Kept {
    schema: String,
    table: Table,
    /// The columns whose values are known.
    columns: Vec<Column>,
    rows: Vec<Vec<String>>,
}

impl Rows {
    /// Puts rows into the tables of the state as far as they take them, and reads them.
    pub(crate) async fn put(server: &mut Server, realm: &Realm) -> Self {
        if server.product() == DialectName::Sqlite {
            // Rows that break a key are no rows of a sane database.
            let _ = server.execute("PRAGMA foreign_keys = on").await;
        }
        // Those that refer to others take rows when these have theirs.
        for _ in 0..2 {
            for (schema, table) in realm.tables() {
                if count(server, schema, table).await == Some(0) {
                    fill(server, schema, table).await;
                }
            }
        }
        let mut tables = Vec::new();
        for (schema, table) in realm.tables() {
            // The rows of a merge table are those of others.
            let engine = table.options.engine.as_deref().unwrap_or_default();
            if ["MERGE", "MRG_MyISAM"].iter().any(|merge| merge.eq_ignore_ascii_case(engine)) {
                continue;
            }
            // What is computed is another matter.
            let columns: Vec<Column> =
                table.columns.iter().filter(|column| column.generated.is_none()).cloned().collect();
            if let Some(rows) = read(server, schema, table, &columns).await.filter(|rows| !rows.is_empty()) {
                tables.push(Kept { schema: schema.to_owned(), table: table.clone(), columns, rows });
            }
        }
        Self { tables }
    }

    /// What has been lost or changed without a word of the plan, where `states` are those that the tables have gone
    /// through since the rows were read, in one of which a column may be another.
    pub(crate) async fn lost(&self, server: &mut Server, states: &[&Realm], plan: &Plan) -> Option<String> {
        for kept in &self.tables {
            let through: Option<Vec<&Table>> =
                states.iter().map(|state| state.schema(&kept.schema)?.table(&kept.table.name)).collect();
            // A table that is dropped says so by itself.
            let Some(through) = through else { continue };
            let dialect = ent_engine::dialect::of(server.flavor());
            let stays = |column: &&Column| {
                through.iter().all(|table| {
                    table
                        .column(&column.name)
                        .is_some_and(|other| stays_same(dialect.as_ref(), column, other))
                }) && !is_told(plan, &kept.table.name, Some(&column.name))
            };
            let columns: Vec<Column> = kept.columns.iter().filter(stays).cloned().collect();
            let Some(rows) = read(server, &kept.schema, &kept.table, &columns).await else { continue };
            if is_told(plan, &kept.table.name, None) {
                continue;
            }
            let expected = kept.projected(&columns);
            if rows != expected {
                let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
                let name = &kept.table.name;
                let what = match rows.len().cmp(&expected.len()) {
                    Ordering::Less => "rows are gone",
                    Ordering::Equal => "values are others",
                    Ordering::Greater => "rows have come",
                };
                return Some(format!("{what}\n{name} ({})\n- {expected:?}\n+ {rows:?}", names.join(", ")));
            }
        }
        None
    }
}

impl Kept {
    /// The rows with the values of some columns only.
    fn projected(&self, columns: &[Column]) -> Vec<Vec<String>> {
        let places: Vec<usize> = columns
            .iter()
            .filter_map(|column| self.columns.iter().position(|other| other.name == column.name))
            .collect();
        let values = |row: &Vec<String>| places.iter().filter_map(|at| row.get(*at).cloned()).collect();
        let mut rows: Vec<Vec<String>> = self.rows.iter().map(values).collect();
        rows.sort();
        rows
    }
}

/// Whether values of a column are to be the same in the other one.
fn stays_same(dialect: &dyn Dialect, column: &Column, other: &Column) -> bool {
    dialect.same_type(&column.ty, &other.ty) && other.generated.is_none() && column.null == other.null
}

/// Whether the plan says that rows of a table, or values of a column, may be lost or changed.
fn is_told(plan: &Plan, table: &str, column: Option<&str>) -> bool {
    let quoted = |name: &str| format!("\"{}\"", name.replace('"', "\\\""));
    plan.hazards().any(|(_, hazard)| {
        let is_harm = matches!(hazard.kind, HazardKind::DataLoss | HazardKind::Narrowing);
        let names_table = hazard.message.contains(&quoted(table));
        is_harm
            && match column {
                Some(column) => hazard.message.contains(&quoted(column)),
                None => {
                    names_table
                        && hazard.kind == HazardKind::DataLoss
                        && !hazard.message.starts_with("drops column")
                }
            }
    })
}

/// Whether a plan says that it may fail on rows.
pub(crate) fn may_fail(plan: &Plan) -> bool {
    plan.hazards().any(|(_, hazard)| {
        matches!(hazard.kind, HazardKind::DataLoss | HazardKind::Narrowing | HazardKind::DataDependent)
    })
}

async fn fill(server: &mut Server, schema: &str, table: &Table) {
    let dialect = ent_engine::dialect::of(server.flavor());
    let writable = |column: &&Column| column.generated.is_none() && column.identity.is_none();
    let needed = |column: &&Column| writable(column) && !column.null && column.default.is_none();
    let all: Vec<&Column> = table.columns.iter().filter(writable).collect();
    let least: Vec<&Column> = table.columns.iter().filter(needed).collect();
    for row in 1..=ROWS {
        for columns in if row == ROWS { [&least, &all] } else { [&all, &least] } {
            let names: Vec<String> = columns.iter().map(|column| dialect.quote(&column.name)).collect();
            let values = columns.iter().map(|column| value(dialect.as_ref(), &column.ty, row));
            let values: Vec<String> = values.collect();
            let sql = format!(
                "INSERT INTO {} ({}) VALUES ({})",
                place(dialect.as_ref(), schema, table),
                names.join(", "),
                values.join(", ")
            );
            if !columns.is_empty() && server.execute(&sql).await.is_ok() {
                break;
            }
        }
    }
}

/// A value of the type, another for each row.
fn value(dialect: &dyn Dialect, ty: &DataType, row: usize) -> String {
    let is_postgres = dialect.flavor().name == DialectName::Postgres;
    let is_mysql = matches!(dialect.flavor().name, DialectName::Mysql | DialectName::Mariadb);
    let is = |name: &str| ty.name.eq_ignore_ascii_case(name);
    let coordinates = format!("{row} {row}");
    match dialect.type_family(ty) {
        TypeFamily::Boolean if is_postgres => {
            (if row.is_multiple_of(2) { "true" } else { "false" }).to_owned()
        }
        TypeFamily::Boolean => (row % 2).to_string(),
        TypeFamily::Decimal | TypeFamily::Float => format!("{row}.5"),
        TypeFamily::Integer => row.to_string(),
        TypeFamily::Time if is("year") => (2020 + row).to_string(),
        TypeFamily::Time if ty.name.starts_with("time") && !ty.name.starts_with("timestamp") => {
            format!("'0{row}:02:03'")
        }
        TypeFamily::Time if is("interval") => format!("'{row} days'"),
        TypeFamily::Time if is("date") => format!("'2024-01-0{row}'"),
        TypeFamily::Time => format!("'2024-01-0{row} 01:02:03'"),
        TypeFamily::Json => format!("'{{\"a\": {row}}}'"),
        TypeFamily::Uuid => format!("'00000000-0000-4000-8000-00000000000{row}'"),
        TypeFamily::Network if is("inet4") || is_postgres => format!("'10.0.0.{row}'"),
        TypeFamily::Network => format!("'::{row}'"),
        TypeFamily::Enum => {
            ty.args.get(row % ty.args.len().max(1)).cloned().unwrap_or_else(|| "''".to_owned())
        }
        TypeFamily::Spatial if is_mysql => {
            let shape = match ty.name.as_str() {
                "linestring" => format!("LINESTRING({coordinates}, 9 9)"),
                "polygon" => format!("POLYGON(({coordinates}, 9 0, 9 9, {coordinates}))"),
                "multipoint" => format!("MULTIPOINT({coordinates})"),
                _ => format!("POINT({coordinates})"),
            };
            format!("ST_GeomFromText('{shape}')")
        }
        TypeFamily::Binary if is("bit") => format!("b'{}'", row % 2),
        TypeFamily::Binary if is_postgres => format!("'\\x6{row}'"),
        TypeFamily::Binary => format!("x'6{row}'"),
        // Short, for columns of one character.
        _ => format!("'{row}'"),
    }
}

fn place(dialect: &dyn Dialect, schema: &str, table: &Table) -> String {
    let name = dialect.quote(&table.name);
    if schema.is_empty() { name } else { format!("{}.{name}", dialect.quote(schema)) }
}

async fn count(server: &mut Server, schema: &str, table: &Table) -> Option<usize> {
    read(server, schema, table, &[]).await.map(|rows| rows.len())
}

/// The rows of a table with their values as texts, in order; none where it can't be read.
async fn read(
    server: &mut Server,
    schema: &str,
    table: &Table,
    columns: &[Column],
) -> Option<Vec<Vec<String>>> {
    let dialect = ent_engine::dialect::of(server.flavor());
    let text = |column: &Column| {
        let name = dialect.quote(&column.name);
        match dialect.flavor().name {
            DialectName::Postgres => format!("coalesce({name}::text, '-')"),
            DialectName::Sqlite => format!("quote({name})"),
            _ if dialect.type_family(&column.ty) == TypeFamily::Text => {
                format!("ifnull(hex(convert({name} using utf8mb4)), '-')")
            }
            _ => format!("ifnull(hex(concat({name})), '-')"),
        }
    };
    let parts: Vec<String> = columns.iter().map(text).collect();
    let row = match (parts.as_slice(), server.product()) {
        ([], _) => "''".to_owned(),
        (parts, DialectName::Mysql | DialectName::Mariadb) => {
            format!("concat_ws(char(31), {})", parts.join(", "))
        }
        (parts, DialectName::Postgres) => parts.join(" || chr(31) || "),
        (parts, _) => parts.join(" || char(31) || "),
    };
    // Rows of the tables below are theirs.
    let only = if server.product() == DialectName::Postgres { "ONLY " } else { "" };
    let sql = format!("SELECT {row} FROM {only}{}", place(dialect.as_ref(), schema, table));
    let rows = server.texts(&sql).await.ok()?;
    let values = |row: &String| row.split(SEPARATOR).map(str::to_owned).collect::<Vec<_>>();
    let mut rows: Vec<Vec<String>> =
        rows.iter().map(|row| if columns.is_empty() { Vec::new() } else { values(row) }).collect();
    rows.sort();
    Some(rows)
}
