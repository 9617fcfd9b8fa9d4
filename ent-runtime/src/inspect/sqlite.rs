//! SQLite: the schema table, the pragma functions joined to it, and the texts that it keeps.

use ent_engine::dialect::Dialect;
use ent_engine::model::{
    Column, DataType, Expr, ForeignKey, Generated, Index, IndexPart, Object, ObjectKind, PartKey, PrimaryKey,
    Realm, ReferentialAction, Schema, Table, TableRef, View,
};

use super::Scope;
use crate::connection::Row;
use crate::{Connection, Result};

mod create_table;
mod statements;
mod text;

use create_table::CreateTable;
use statements::{CreateIndex, create_view, mentions};

/// Everything that the schema table lists, in the order of creation.
const ENTRIES: &str = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY rowid";
/// Kinds and options of tables.
const TABLES: &str = "SELECT name, type, wr, strict FROM pragma_table_list WHERE schema = 'main'";
/// Columns of plain tables. Shadow tables of virtual ones are sorted out later.
const COLUMNS: &str = "SELECT m.name, c.name, c.type, c.\"notnull\", c.dflt_value, c.pk, c.hidden \
     FROM sqlite_schema AS m JOIN pragma_table_xinfo(m.name) AS c \
     WHERE m.type = 'table' AND m.sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY m.rowid, c.cid";
/// Parts of indexes. The key parts only: `key` is 0 for the columns that lead back to the table.
const INDEXES: &str = "SELECT m.name, i.name, i.\"unique\", i.origin, p.name, p.\"desc\", p.coll \
     FROM sqlite_schema AS m JOIN pragma_index_list(m.name) AS i JOIN pragma_index_xinfo(i.name) AS p \
     WHERE m.type = 'table' AND m.sql NOT LIKE 'CREATE VIRTUAL%' AND p.key = 1 \
     ORDER BY m.rowid, i.name, p.seqno";
/// Foreign keys, last one first.
const FOREIGN_KEYS: &str = "SELECT m.name, f.id, f.\"table\", f.\"from\", f.\"to\", f.on_update, f.on_delete \
     FROM sqlite_schema AS m JOIN pragma_foreign_key_list(m.name) AS f \
     WHERE m.type = 'table' AND m.sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY m.rowid, f.id DESC, f.seq";
/// Next values; the table is there only if a column is AUTOINCREMENT.
const SEQUENCES: &str = "SELECT name, seq FROM sqlite_sequence";

/// One row of the schema table.
struct Entry {
    kind: String,
    name: String,
    table: String,
    sql: Option<String>,
}

/// The file's one schema, which goes by the names `main` and none.
pub(crate) async fn inspect(connection: &mut Connection, scope: &Scope) -> Result<Realm> {
    let names = scope.names(Some("main"));
    if names.wanted.as_ref().is_some_and(|wanted| !wanted.iter().any(|name| name == "main")) {
        return Ok(Realm::default());
    }
    let dialect = connection.dialect();
    let entries = entries(connection.rows("reading the schema table", ENTRIES).await?)?;
    let mut schema = Schema::new(names.in_realm("main".to_owned()));
    let mut texts: Vec<CreateTable> = Vec::new();
    let kinds = connection.rows("reading the list of tables", TABLES).await?;
    tables(&mut schema, &mut texts, &entries, kinds)?;
    let rows = connection.rows("reading the columns", COLUMNS).await?;
    columns(&mut schema, &texts, dialect.as_ref(), rows)?;
    let rows = connection.rows("reading the indexes", INDEXES).await?;
    indexes(&mut schema, &texts, &entries, rows)?;
    let rows = connection.rows("reading the foreign keys", FOREIGN_KEYS).await?;
    foreign_keys(&mut schema, &texts, rows)?;
    if entries.iter().any(|entry| entry.name == "sqlite_sequence") {
        let rows = connection.rows("reading the sequences", SEQUENCES).await?;
        sequences(&mut schema, rows)?;
    }
    views_and_triggers(&mut schema, &entries);
    Ok(Realm { schemas: vec![schema], objects: Vec::new() })
}

fn entries(rows: Vec<Row>) -> Result<Vec<Entry>> {
    rows.into_iter()
        .map(|row| {
            let mut row = row.fields("reading the schema table");
            Ok(Entry { kind: row.text()?, name: row.text()?, table: row.text()?, sql: row.maybe() })
        })
        .collect()
}

/// Fills in the plain tables, and what the text of each tells; virtual ones are carried whole.
fn tables(
    schema: &mut Schema,
    texts: &mut Vec<CreateTable>,
    entries: &[Entry],
    kinds: Vec<Row>,
) -> Result<()> {
    let mut listed = Vec::new();
    for row in kinds {
        let mut row = row.fields("reading the list of tables");
        listed.push((row.text()?, row.text()?, row.flag(), row.flag()));
    }
    for entry in entries.iter().filter(|entry| entry.kind == "table" && !is_system(&entry.name)) {
        let (sql, Some((_, kind, without_rowid, strict))) =
            (entry.sql.as_deref().unwrap_or_default(), listed.iter().find(|(name, ..)| *name == entry.name))
        else {
            continue;
        };
        match kind.as_str() {
            "shadow" => {}
            "virtual" => schema.objects.push(Object {
                kind: ObjectKind::Other,
                name: entry.name.clone(),
                table: None,
                text: sql.to_owned(),
                comment: None,
                origin: Default::default(),
            }),
            _ => {
                let text = CreateTable::parse(sql);
                let mut table = Table::new(&entry.name);
                table.checks = text.checks.clone();
                table.options.without_rowid = *without_rowid;
                table.options.strict = *strict;
                schema.tables.push(table);
                texts.push(text);
            }
        }
    }
    Ok(())
}

/// The table `name` with what its text tells.
fn find<'a>(
    schema: &'a mut Schema,
    texts: &'a [CreateTable],
    name: &str,
) -> Option<(&'a mut Table, &'a CreateTable)> {
    schema.tables.iter_mut().zip(texts).find(|(table, _)| table.name == name)
}

fn columns(schema: &mut Schema, texts: &[CreateTable], dialect: &dyn Dialect, rows: Vec<Row>) -> Result<()> {
    let mut keys: Vec<(String, i64, String)> = Vec::new();
    for row in rows {
        let mut row = row.fields("reading the columns");
        let (table, name, ty) = (row.text()?, row.text()?, row.maybe().unwrap_or_default());
        let (not_null, default, key, hidden) = (row.flag(), row.maybe(), row.int()?, row.int()?);
        let Some((table, text)) = find(schema, texts, &table) else { continue };
        let told = text.column(&name);
        if key > 0 {
            keys.push((table.name.clone(), key, name.clone()));
        }
        let expr = told.and_then(|text| text.generated.clone()).map(Expr::new);
        table.columns.push(Column {
            ty: dialect.parse_type(&ty).unwrap_or_else(|_| DataType::new(&ty)),
            null: !not_null,
            default: default.filter(|text| !text.eq_ignore_ascii_case("NULL")).map(Expr::new),
            // 2 is a virtual generated column, 3 a stored one.
            generated: expr.filter(|_| hidden > 1).map(|expr| Generated { expr, stored: hidden == 3 }),
            auto_increment: told.is_some_and(|text| text.auto_increment),
            collation: told.and_then(|text| text.collation.clone()),
            name,
            ..Column::default()
        });
    }
    keys.sort_by_key(|(_, position, _)| *position);
    for (table, _, column) in keys {
        let Some((table, text)) = find(schema, texts, &table) else { continue };
        let key = table.primary_key.get_or_insert_with(PrimaryKey::default);
        key.name.clone_from(&text.primary_key);
        key.parts.push(IndexPart::column(column));
    }
    for table in &mut schema.tables {
        mark_rowid(table);
    }
    Ok(())
}

/// The column that stands for the rowid holds no NULL, whatever is declared (SQLite, "ROWIDs and
/// the INTEGER PRIMARY KEY").
fn mark_rowid(table: &mut Table) {
    let Some(key) = &table.primary_key else { return };
    let names: Vec<String> = key.columns().map(str::to_owned).collect();
    if let ([name], false) = (names.as_slice(), table.options.without_rowid)
        && let Some(column) = table.column_mut(name)
        && column.ty.name.eq_ignore_ascii_case("integer")
    {
        column.null = false;
    }
}

fn indexes(schema: &mut Schema, texts: &[CreateTable], entries: &[Entry], rows: Vec<Row>) -> Result<()> {
    // (position in the schema table, table, index), so that indexes come in the order of creation.
    let mut found: Vec<(usize, String, Index)> = Vec::new();
    let mut collations: Vec<Vec<String>> = Vec::new();
    for row in rows {
        let mut row = row.fields("reading the indexes");
        let (table, name, unique, origin) = (row.text()?, row.text()?, row.flag(), row.text()?);
        let (column, desc, collation) = (row.maybe(), row.flag(), row.maybe().unwrap_or_default());
        if origin == "pk" {
            continue;
        }
        if found.last().is_none_or(|(_, at, index)| *at != table || index.name != name) {
            let place = entries.iter().position(|entry| entry.name == name).unwrap_or(usize::MAX);
            let index = Index { name, unique, constraint: origin == "u", ..Index::default() };
            found.push((place, table, index));
            collations.push(Vec::new());
        }
        let (Some((_, _, index)), Some(collations)) = (found.last_mut(), collations.last_mut()) else {
            continue;
        };
        let key = column.map_or_else(|| PartKey::Expr(Expr::default()), PartKey::Column);
        index.parts.push(IndexPart { key, desc, ..IndexPart::default() });
        collations.push(collation);
    }
    let mut found: Vec<_> = found.into_iter().zip(collations).collect();
    found.sort_by_key(|((place, ..), _)| *place);
    for ((_, table, mut index), collations) in found {
        let Some((table, text)) = find(schema, texts, &table) else { continue };
        let sql =
            entries.iter().find(|entry| entry.name == index.name).and_then(|entry| entry.sql.as_deref());
        let told = sql.map(CreateIndex::parse).unwrap_or_default();
        index.predicate = told.predicate.map(Expr::new);
        for (i, (part, collation)) in index.parts.iter_mut().zip(collations).enumerate() {
            let own = match &mut part.key {
                PartKey::Column(name) => text.column(name).and_then(|column| column.collation.as_deref()),
                PartKey::Expr(expr) => {
                    *expr = Expr::new(told.parts.get(i).map_or("", String::as_str));
                    None
                }
            };
            if !own.unwrap_or("BINARY").eq_ignore_ascii_case(&collation) {
                part.collation = Some(collation);
            }
        }
        if index.constraint
            && let Some(name) = constraint_name(&index, text)
        {
            index.name = name;
        }
        table.indexes.push(index);
    }
    Ok(())
}

/// The name that the text gives to the constraint behind an index.
fn constraint_name(index: &Index, text: &CreateTable) -> Option<String> {
    let columns: Vec<&str> = index.parts.iter().filter_map(IndexPart::column_name).collect();
    text.uniques
        .iter()
        .find(|unique| {
            unique.columns.len() == columns.len()
                && unique.columns.iter().zip(&columns).all(|(a, b)| a.eq_ignore_ascii_case(b))
        })
        .and_then(|unique| unique.name.clone())
}

fn foreign_keys(schema: &mut Schema, texts: &[CreateTable], rows: Vec<Row>) -> Result<()> {
    let mut last: Option<(String, i64)> = None;
    for row in rows {
        let mut row = row.fields("reading the foreign keys");
        let (table, id, target, from, to) = (row.text()?, row.int()?, row.text()?, row.text()?, row.maybe());
        let (on_update, on_delete) = (action(&row.text()?), action(&row.text()?));
        let schema_name = schema.name.clone();
        let Some((table, text)) = find(schema, texts, &table) else { continue };
        if last.as_ref() != Some(&(table.name.clone(), id)) {
            last = Some((table.name.clone(), id));
            let mut key = ForeignKey {
                references: TableRef::new(schema_name, target),
                on_update,
                on_delete,
                ..ForeignKey::default()
            };
            if let Some(told) = text.foreign_keys.get(table.foreign_keys.len()) {
                key.name.clone_from(&told.name);
                key.deferrable = told.deferrable;
                key.match_kind = told.match_kind;
            }
            table.foreign_keys.push(key);
        }
        if let Some(key) = table.foreign_keys.last_mut() {
            key.columns.push(from);
            key.ref_columns.extend(to);
        }
    }
    resolve_implied_keys(schema);
    Ok(())
}

/// `REFERENCES t` without columns is a reference to its primary key.
fn resolve_implied_keys(schema: &mut Schema) {
    let keys: Vec<(String, Vec<String>)> = schema
        .tables
        .iter()
        .map(|table| {
            let columns = table.primary_key.iter().flat_map(PrimaryKey::columns).map(str::to_owned).collect();
            (table.name.clone(), columns)
        })
        .collect();
    for key in schema.tables.iter_mut().flat_map(|table| &mut table.foreign_keys) {
        let target = keys.iter().find(|(name, _)| name.eq_ignore_ascii_case(&key.references.table));
        if let Some((name, columns)) = target {
            key.references.table.clone_from(name);
            if key.ref_columns.is_empty() {
                key.ref_columns.clone_from(columns);
            }
        }
    }
}

fn action(text: &str) -> ReferentialAction {
    match text {
        "RESTRICT" => ReferentialAction::Restrict,
        "CASCADE" => ReferentialAction::Cascade,
        "SET NULL" => ReferentialAction::SetNull,
        "SET DEFAULT" => ReferentialAction::SetDefault,
        _ => ReferentialAction::NoAction,
    }
}

fn sequences(schema: &mut Schema, rows: Vec<Row>) -> Result<()> {
    for row in rows {
        let mut row = row.fields("reading the sequences");
        let (table, last) = (row.text()?, row.maybe_int()?);
        if let (Some(table), Some(last)) = (schema.table_mut(&table), last.filter(|last| *last > 0)) {
            table.options.auto_increment = Some(last.saturating_add(1));
        }
    }
    Ok(())
}

fn views_and_triggers(schema: &mut Schema, entries: &[Entry]) {
    let known: Vec<String> = entries
        .iter()
        .filter(|entry| matches!(entry.kind.as_str(), "table" | "view"))
        .map(|entry| entry.name.clone())
        .collect();
    for entry in entries {
        let sql = entry.sql.as_deref().unwrap_or_default();
        match entry.kind.as_str() {
            "view" => {
                let (columns, query) = create_view(sql);
                let depends_on = mentions(&query, &known)
                    .into_iter()
                    .filter(|name| *name != entry.name)
                    .map(|name| TableRef::new(schema.name.clone(), name))
                    .collect();
                schema.views.push(View {
                    name: entry.name.clone(),
                    columns,
                    definition: Expr::new(query),
                    depends_on,
                    ..View::default()
                });
            }
            "trigger" => schema.objects.push(Object {
                kind: ObjectKind::Trigger,
                name: entry.name.clone(),
                table: Some(entry.table.clone()),
                text: sql.to_owned(),
                comment: None,
                origin: Default::default(),
            }),
            _ => {}
        }
    }
}

/// Whether a name is one that SQLite keeps to itself.
fn is_system(name: &str) -> bool {
    name.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("sqlite_"))
}
