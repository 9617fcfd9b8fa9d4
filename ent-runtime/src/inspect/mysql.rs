//! MySQL and MariaDB: the server's own texts of everything, read as replay reads migrations.
//!
//! `information_schema` does not tell all that a table is made of: neither the order of its keys, nor `USING BTREE`,
//! nor the parser of a full-text index, nor the parameters of a function as they were written. `SHOW CREATE` does, and
//! `mariadb-dump` goes by it too. The queries are three whatever the number of tables: what there is, and in one packet
//! the texts of all of it.

mod listing;

use ent_engine::dialect::Dialect;
use ent_engine::model::{Realm, Schema};
use ent_engine::replay::{Replay, ReplayOptions, Wording};

use super::Scope;
use super::scope::Names;
use crate::connection::Row;
use crate::{Connection, Error, Result};
use listing::{Entry, Kind, Queries};

/// What the session and the server have set.
struct Settings {
    /// Whether the session's modes change how texts are written, or keep the server from it.
    spells_otherwise: bool,
    /// The session's modes.
    session_mode: String,
    /// The server's modes, under which programs are made unless somebody says otherwise.
    global_mode: String,
}

pub(crate) async fn inspect(connection: &mut Connection, scope: &Scope) -> Result<Realm> {
    let asking = "asking for the current database";
    let rows = connection.rows(asking, SESSION).await?;
    let mut session = rows.into_iter().next().unwrap_or_default().fields(asking);
    let names = scope.names(session.maybe().as_deref());
    let (session_mode, global_mode) =
        (session.maybe().unwrap_or_default(), session.maybe().unwrap_or_default());
    let spells_otherwise = !session.flag() || WORDS.iter().any(|word| session_mode.contains(word));
    let mut settings = Settings { spells_otherwise, session_mode, global_mode };
    let dialect = connection.dialect();
    let queries = Queries::new(names.wanted.as_deref());
    let mut entries = listed(connection, &queries).await?;
    let texts = loop {
        match texts(connection, dialect.as_ref(), &settings, &entries).await {
            Ok(texts) => break texts,
            Err(error) => {
                // What was dropped meanwhile has no text: then the list is another by now.
                let now = listed(connection, &queries).await?;
                if now != entries {
                    entries = now;
                } else if settings.spells_otherwise {
                    return Err(error);
                } else {
                    // Strict modes keep the server from showing a date that is zero.
                    settings.spells_otherwise = true;
                }
            }
        }
    };
    let schemas = schemas(&names, connection.rows("reading the schemas", &queries.schemas()).await?)?;
    let entries = entries.into_iter().zip(texts);
    let mut realm = replayed(dialect.as_ref(), &names, &settings, schemas, entries.collect())?;
    // By bytes: how a server sorts depends on its version and on the file system.
    for schema in &mut realm.schemas {
        schema.tables.sort_by(|a, b| a.name.cmp(&b.name));
        schema.views.sort_by(|a, b| a.name.cmp(&b.name));
    }
    Ok(realm)
}

async fn listed(connection: &mut Connection, queries: &Queries) -> Result<Vec<Entry>> {
    let mut entries =
        listing::read(connection.rows("reading the list of objects", &queries.objects()).await?)?;
    entries.sort_by(|a, b| a.rank().cmp(&b.rank()));
    Ok(entries)
}

/// The current database, the modes of the session and of the server, whether names are quoted in texts.
const SESSION: &str =
    "SELECT DATABASE(), @@SESSION.sql_mode, @@GLOBAL.sql_mode, @@SESSION.sql_quote_show_create";

/// Modes under which the server writes its texts for others than itself.
const WORDS: [&str; 9] =
    ["ANSI", "ORACLE", "MSSQL", "DB2", "POSTGRESQL", "MAXDB", "MYSQL323", "MYSQL40", "NO_BACKSLASH_ESCAPES"];

fn schemas(names: &Names, rows: Vec<Row>) -> Result<Vec<Schema>> {
    rows.into_iter()
        .map(|row| {
            let mut row = row.fields("reading the schemas");
            let mut schema = Schema::new(names.in_realm(row.text()?));
            schema.charset = row.maybe();
            schema.collation = row.maybe();
            Ok(schema)
        })
        .collect()
}

/// The text of an object, and the modes under which a stored program was made.
struct Text {
    sql: String,
    mode: Option<String>,
}

/// The texts of all objects, asked for at once.
async fn texts(
    connection: &mut Connection,
    dialect: &dyn Dialect,
    settings: &Settings,
    entries: &[Entry],
) -> Result<Vec<Text>> {
    if entries.is_empty() {
        return Ok(Vec::new());
    }
    if settings.spells_otherwise {
        spell(connection, "''", "1").await?;
    }
    let sql: Vec<String> = entries.iter().map(|entry| entry.show(dialect)).collect();
    let outcome = connection.rows("reading the texts of tables and programs", &sql.join("; ")).await;
    if settings.spells_otherwise {
        spell(connection, &listing::literal(&settings.session_mode), "DEFAULT").await?;
    }
    let rows = outcome?;
    if rows.len() != entries.len() {
        return Err(Error::Answer {
            doing: "reading the texts".to_owned(),
            column: 1,
            expected: "one for each",
        });
    }
    entries.iter().zip(rows).map(|(entry, row)| entry.text(row)).collect()
}

async fn spell(connection: &mut Connection, mode: &str, quote: &str) -> Result<()> {
    let sql = format!("SET SESSION sql_mode = {mode}, SESSION sql_quote_show_create = {quote}");
    connection.execute(&sql).await.map_err(|source| Error::sql("asking for texts in the usual form", source))
}

/// What the texts make.
fn replayed(
    dialect: &dyn Dialect,
    names: &Names,
    settings: &Settings,
    schemas: Vec<Schema>,
    entries: Vec<(Entry, Text)>,
) -> Result<Realm> {
    let start = Realm { schemas, ..Realm::default() };
    let schema_alias = names.unnamed().map(str::to_owned);
    let wanted: Vec<String> = start.schemas.iter().map(|schema| schema.name.clone()).collect();
    // Where every schema has its name, the connection is in none of them.
    let options = ReplayOptions { start, schema_alias, wording: Wording::Shown, ..ReplayOptions::default() };
    let mut replay = Replay::new(dialect, &options);
    replay.run("session", "SET FOREIGN_KEY_CHECKS = 0")?;
    let (mut current, mut mode) = (String::new(), None);
    for (entry, text) in sorted(entries) {
        let schema = names.in_realm(entry.schema.clone());
        // The server names what it refers to in full; a schema without a name can't be named.
        let is_named = matches!(entry.kind, Kind::Sequence | Kind::Table | Kind::View);
        let text = match names.unnamed() {
            Some(unnamed) if is_named && entry.schema == unnamed => {
                Text { sql: listing::unqualified(&text.sql, &dialect.quote(unnamed)), ..text }
            }
            _ => text,
        };
        if !wanted.contains(&schema) {
            // It was dropped meanwhile.
            continue;
        }
        if schema != current {
            replay.run("session", &format!("USE {}", dialect.quote(&entry.schema)))?;
            current = schema;
        }
        let next = text.mode.filter(|mode| *mode != settings.global_mode);
        // What quotes mean is told anew in each text.
        let set = if next.is_some() || mode.is_some() {
            let value = next.as_deref().map_or_else(|| "DEFAULT".to_owned(), listing::literal);
            format!("SET sql_mode = {value};\n")
        } else {
            String::new()
        };
        mode = next;
        // The text is one statement, whatever stands in it.
        let sql = format!("{set}DELIMITER $ent$\n{}\n$ent$\n", text.sql);
        replay.run(&entry.label(), &sql)?;
    }
    let mut realm = replay.into_realm();
    for name in &wanted {
        realm.schema_or_new(name);
    }
    Ok(realm)
}

/// Everything after what it is made on: sequences, tables, programs, views after those that they read, triggers.
fn sorted(mut entries: Vec<(Entry, Text)>) -> Vec<(Entry, Text)> {
    let is_view = |(entry, _): &(Entry, Text)| entry.kind == Kind::View;
    let Some(first) = entries.iter().position(is_view) else { return entries };
    let count = entries.iter().filter(|entry| is_view(entry)).count();
    let rest = entries.split_off(first + count);
    let mut views: Vec<Option<(Entry, Text)>> = entries.split_off(first).into_iter().map(Some).collect();
    let reads: Vec<Vec<usize>> = (0..views.len())
        .map(|at| (0..views.len()).filter(|other| *other != at && names(&views, at, *other)).collect())
        .collect();
    for at in ent_engine::plan::depth_first(&reads) {
        entries.extend(views.get_mut(at).and_then(Option::take));
    }
    entries.extend(rest);
    entries
}

/// Whether the text of one view names another.
fn names(views: &[Option<(Entry, Text)>], at: usize, other: usize) -> bool {
    match (views.get(at), views.get(other)) {
        (Some(Some((_, text))), Some(Some((entry, _)))) => {
            text.sql.contains(&format!("`{}`", entry.name.replace('`', "``")))
        }
        _ => false,
    }
}
