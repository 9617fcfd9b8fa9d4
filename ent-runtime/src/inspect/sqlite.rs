//! SQLite: the texts in the schema table, read as replay reads migrations.
//!
//! These texts are the schema: SQLite keeps no other, reads them each time that it opens the file, and writes what
//! ALTER TABLE changes into them (SQLite, "The Schema Table"). The pragmas tell less: no name of a constraint, no
//! check, no expression.

use std::collections::BTreeSet;

use ent_engine::model::{Realm, Schema};
use ent_engine::replay::{Replay, ReplayOptions};

use super::Scope;
use crate::connection::Row;
use crate::{Connection, Result};

/// Everything that the schema table lists, in the order of creation.
const ENTRIES: &str = "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid";
/// Tables that virtual ones keep for themselves; a join with the schema table would ask for all tables once for each.
const SHADOWS: &str = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'shadow'";
/// Next values; the table is there only if a column is AUTOINCREMENT.
const SEQUENCES: &str = "SELECT name, seq FROM sqlite_sequence";

/// One row of the schema table.
struct Entry {
    kind: String,
    name: String,
    sql: String,
}

impl Entry {
    /// SQLite writes the head of a text itself.
    fn is_virtual(&self) -> bool {
        self.sql.starts_with("CREATE VIRTUAL TABLE")
    }
}

/// The file's one schema, which goes by the names `main` and none.
pub(crate) async fn inspect(connection: &mut Connection, scope: &Scope) -> Result<Realm> {
    let names = scope.names(Some("main"));
    if names.wanted.as_ref().is_some_and(|wanted| !wanted.iter().any(|name| name == "main")) {
        return Ok(Realm::default());
    }
    let dialect = connection.dialect();
    let entries = entries(connection.rows("reading the schema table", ENTRIES).await?)?;
    let virtual_ones = entries.iter().any(Entry::is_virtual);
    let shadows = if virtual_ones { shadows(connection).await? } else { BTreeSet::new() };
    let name = names.in_realm("main".to_owned());
    let options = ReplayOptions { schema: name.clone(), ..ReplayOptions::default() };
    let mut replay = Replay::new(dialect.as_ref(), &options);
    replay.run("sqlite_schema", &text(&entries, &shadows))?;
    let mut realm = replay.into_realm();
    let schema = realm.schema_or_new(&name);
    if entries.iter().any(|entry| entry.name == "sqlite_sequence") {
        sequences(schema, connection.rows("reading the sequences", SEQUENCES).await?)?;
    }
    Ok(realm)
}

fn entries(rows: Vec<Row>) -> Result<Vec<Entry>> {
    rows.into_iter()
        .map(|row| {
            let mut row = row.fields("reading the schema table");
            Ok(Entry { kind: row.text()?, name: row.text()?, sql: row.text()? })
        })
        .collect()
}

async fn shadows(connection: &mut Connection) -> Result<BTreeSet<String>> {
    let doing = "reading the tables of virtual ones";
    connection.rows(doing, SHADOWS).await?.into_iter().map(|row| row.fields(doing).text()).collect()
}

/// The statements in an order in which each finds what it is on: a table that was made anew stands after its views.
fn text(entries: &[Entry], shadows: &BTreeSet<String>) -> String {
    let mut text = String::new();
    for kind in ["table", "index", "view", "trigger"] {
        let made =
            |entry: &&Entry| entry.kind == kind && !shadows.contains(&entry.name) && !is_system(&entry.name);
        for entry in entries.iter().filter(made) {
            text.push_str(&entry.sql);
            // A comment may end the text.
            text.push_str("\n;\n");
        }
    }
    text
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

/// Whether a name is one that SQLite keeps to itself.
fn is_system(name: &str) -> bool {
    name.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("sqlite_"))
}
