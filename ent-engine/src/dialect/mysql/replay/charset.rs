//! Character sets and collations: what a column has that doesn't say, and what follows when its table's change.

use crate::dialect::Mysql;
use crate::dialect::mysql::diff::is_text;
use crate::model::{Column, DataType, Realm, Table, TableRef};
use crate::replay::{Problem, State};

/// What databases are made with unless somebody says otherwise.
pub(in crate::dialect::mysql) const USUAL: &str = "utf8mb4";

/// The texts with the bytes that each holds at most.
pub(in crate::dialect::mysql) const TEXTS: [(&str, u64); 4] =
    [("tinytext", 0xFF), ("text", 0xFFFF), ("mediumtext", 0xFF_FFFF), ("longtext", 0xFFFF_FFFF)];

/// A character set with its collation, as far as both are written.
pub(super) type Written = (Option<String>, Option<String>);

/// The character set that a collation is of.
pub(in crate::dialect::mysql) fn charset_of(collation: &str) -> Option<&str> {
    // Some are of any (MariaDB).
    collation.split('_').next().filter(|charset| !charset.is_empty() && *charset != "uca1400")
}

/// The name that does not depend on the server's settings.
pub(in crate::dialect::mysql) fn canonical(charset: &str) -> String {
    let lower = charset.to_ascii_lowercase();
    match lower.strip_prefix("utf8").filter(|rest| rest.is_empty() || rest.starts_with('_')) {
        Some(rest) => format!("utf8mb3{rest}"),
        None => lower,
    }
}

/// The collation of a character set, where all servers have the same.
pub(in crate::dialect::mysql) fn usual_collation(charset: &str) -> Option<String> {
    Some(match charset {
        // MySQL 8 has another one than MariaDB.
        USUAL => return None,
        "binary" => "binary".to_owned(),
        "latin1" | "swe7" | "dec8" => format!("{charset}_swedish_ci"),
        "big5" | "gbk" | "gb2312" | "gb18030" => format!("{charset}_chinese_ci"),
        "sjis" | "ujis" | "cp932" | "eucjpms" => format!("{charset}_japanese_ci"),
        "euckr" => "euckr_korean_ci".to_owned(),
        "tis620" => "tis620_thai_ci".to_owned(),
        "hp8" => "hp8_english_ci".to_owned(),
        _ => format!("{charset}_general_ci"),
    })
}

/// The character set and the collation that are meant; no collation for that of the character set.
pub(in crate::dialect::mysql) fn meant(
    (charset, collation): (Option<&str>, Option<&str>),
) -> Option<(String, Option<String>)> {
    let charset = canonical(charset.or_else(|| collation.and_then(charset_of))?);
    let collation = collation.map(canonical).or_else(|| usual_collation(&charset));
    Some((charset, collation))
}

/// The most bytes that one character takes.
pub(in crate::dialect::mysql) fn widest(charset: &str) -> u64 {
    match charset {
        "utf8mb4" | "utf16" | "utf16le" | "utf32" | "gb18030" => 4,
        "utf8mb3" | "utf8" | "ujis" | "eucjpms" => 3,
        "ucs2" | "big5" | "gbk" | "gb2312" | "sjis" | "euckr" | "cp932" => 2,
        _ => 1,
    }
}

/// The character set and collation of a table: its own, or those of its schema.
pub(super) fn of_table(state: &State, place: &TableRef, table: &Table) -> Written {
    match (&table.options.charset, &table.options.collation) {
        (None, None) => of_schema(state, &place.schema),
        (charset, collation) => (charset.clone(), collation.clone()),
    }
}

/// The most bytes that a character of a column takes.
pub(super) fn bytes_of(state: &State, place: &TableRef, table: &Table, column: &Column) -> u64 {
    let outer = of_table(state, place, table);
    let own = column.encoding();
    let own = if own == (None, None) { as_refs(&outer) } else { own };
    widest(&meant(own).map_or_else(|| USUAL.to_owned(), |(charset, _)| charset))
}

/// The character set and collation of a schema, as far as they were said.
pub(super) fn of_schema(state: &State, schema: &str) -> Written {
    let schema = state.realm.schema(schema);
    schema.map_or((None, None), |schema| (schema.charset.clone(), schema.collation.clone()))
}

/// What a new table takes from the schema of the connection, whose own settings nobody prints.
pub(super) fn start(state: &State, place: &TableRef, table: &mut Table) {
    let options = &mut table.options;
    if (&options.charset, &options.collation) == (&None, &None) && place.schema == state.connection {
        (options.charset, options.collation) = of_schema(state, &place.schema);
    }
}

/// Completes `BINARY` after a type, and turns text without characters into bytes.
pub(super) fn settle(state: &State, place: &TableRef, table: &Table, column: &mut Column) {
    if !is_text(&column.ty) {
        return;
    }
    let outer = of_table(state, place, table);
    if column.encoding().1 == Some("_bin") {
        let charset = column.charset.clone().or_else(|| meant(as_refs(&outer)).map(|(charset, _)| charset));
        column.collation = Some(format!("{}_bin", charset.as_deref().unwrap_or(USUAL)).into());
    }
    let own = column.encoding();
    let own = if own == (None, None) { as_refs(&outer) } else { own };
    let charset = meant(own).map_or_else(|| USUAL.to_owned(), |(charset, _)| charset);
    if let Some(length) = column.ty.args.first().filter(|_| column.ty.name == "text") {
        let bytes = length.parse::<u64>().unwrap_or_default().saturating_mul(widest(&charset));
        column.ty = DataType::new(text_of(bytes));
    }
    if charset == "binary" {
        bytes(column);
    } else if column.ty.name == "varchar" {
        widen(&mut column.ty, widest(&charset));
    }
}

/// A VARCHAR that is too long becomes a TEXT where the server is not strict; else it would be refused.
fn widen(ty: &mut DataType, widest: u64) {
    let length: u64 = ty.args.first().and_then(|length| length.parse().ok()).unwrap_or_default();
    let bytes = length.saturating_mul(widest);
    if bytes > 0xFFFF {
        *ty = DataType::new(if bytes > 0xFF_FFFF { "longtext" } else { "mediumtext" });
    }
}

fn as_refs((charset, collation): &Written) -> (Option<&str>, Option<&str>) {
    (charset.as_deref(), collation.as_deref())
}

fn bytes(column: &mut Column) {
    let name = column.ty.name.as_str();
    let next = match name {
        "char" => "binary".to_owned(),
        "varchar" => "varbinary".to_owned(),
        "enum" | "set" => return,
        text => text.replace("text", "blob"),
    };
    let single = next == "binary" && column.ty.args == ["1"];
    let args = if single { Vec::new() } else { std::mem::take(&mut column.ty.args) };
    column.ty = DataType { args, ..DataType::new(next) };
    column.charset = None;
    column.collation = None;
}

/// When the table's character set changes, columns keep theirs.
pub(super) fn pin(state: &mut State, place: &TableRef) -> Result<(), Problem> {
    let Some(table) = state.table(place) else { return Ok(()) };
    let outer = match of_table(state, place, table) {
        (None, None) => (Some(USUAL.to_owned()), None),
        known => known,
    };
    fill(state.table_mut(place)?, &outer);
    Ok(())
}

/// Says what a table has from its schema where it goes to one that has something else.
pub(super) fn leave(state: &State, from: &str, to: &str, table: &mut Table) {
    let of = |schema: &str| of_schema(state, schema);
    let options = &mut table.options;
    if of(from) == of(to) || (&options.charset, &options.collation) != (&None, &None) {
        return;
    }
    let (charset, collation) = of(from);
    options.charset = charset.or_else(|| Some(USUAL.to_owned()).filter(|_| collation.is_none()));
    options.collation = collation;
}

/// Gives columns the character set that they have from their table.
pub(super) fn tell_out(state: &State, place: &TableRef, table: &mut Table) {
    let outer = of_table(state, place, table);
    fill(table, &outer);
}

/// A column of a query has what nobody said where it comes from, whatever the table has that it goes to.
pub(super) fn stay_usual(state: &State, place: &TableRef, table: &Table, column: &mut Column) {
    let outer = of_table(state, place, table);
    if is_text(&column.ty) && column.encoding() == (None, None) && outer != (None, None) {
        column.charset = Some(USUAL.to_owned());
    }
}

fn fill(table: &mut Table, (charset, collation): &Written) {
    for column in table.columns.iter_mut().filter(|column| is_text(&column.ty)) {
        if column.charset.is_none() && column.collation.is_none() {
            column.charset.clone_from(charset);
            column.collation = collation.clone().map(Into::into);
        }
    }
}

/// What `CONVERT TO CHARACTER SET` takes for DEFAULT: MariaDB the character set of the table's schema with its usual
/// collation, MySQL what the schema has that the session uses.
pub(super) fn default_of(mysql: &Mysql, state: &State, place: &TableRef) -> Written {
    let own = of_schema(state, &place.schema);
    if mysql.is_mariadb() {
        let charset = own.0.or_else(|| own.1.as_deref().and_then(charset_of).map(str::to_owned));
        if mysql.sorts_by_uca1400() {
            // The collation that was the usual one before.
            let charset = charset.unwrap_or_else(|| USUAL.to_owned());
            let collation = usual_collation(&charset).or_else(|| Some(format!("{charset}_general_ci")));
            return (Some(charset), collation);
        }
        return (charset, None);
    }
    match state.session.path.first().map(|current| of_schema(state, current)) {
        None | Some((None, None)) if own != (None, None) => (Some(USUAL.to_owned()), None),
        current => current.unwrap_or_default(),
    }
}

/// `CONVERT TO CHARACTER SET`: every column takes the table's next one, and a text grows so that all it could hold still
/// fits.
pub(super) fn convert(
    state: &mut State,
    place: &TableRef,
    next: Written,
    keeps_json: bool,
) -> Result<(), Problem> {
    let Some(table) = state.table(place) else { return Ok(()) };
    let previous = of_table(state, place, table);
    let bytes_of = |written: (Option<&str>, Option<&str>)| {
        widest(&meant(written).map_or_else(|| USUAL.to_owned(), |(charset, _)| charset))
    };
    let (before, after) = (bytes_of(as_refs(&previous)), bytes_of(as_refs(&next)));
    let table = state.table_mut(place)?;
    (table.options.charset, table.options.collation) = next;
    for column in &mut table.columns {
        if column.ty.name == "json" && !keeps_json {
            // MariaDB's is a text of its own character set, with a check.
            column.ty = DataType::new("longtext");
            let text = format!("json_valid(`{}`)", column.name.replace('`', "``"));
            let check = crate::model::Check {
                column: Some(column.name.clone()),
                ..crate::model::Check::new(&column.name, crate::model::Expr::new(text))
            };
            if !table.checks.iter().any(|check| check.column.as_ref() == Some(&column.name)) {
                table.checks.push(check);
            }
            continue;
        }
        if !is_text(&column.ty) {
            continue;
        }
        let own = column.encoding();
        let before = if own == (None, None) { before } else { bytes_of(own) };
        grow(&mut column.ty, before, after);
        column.charset = None;
        column.collation = None;
    }
    Ok(())
}

/// The text that a column becomes that is declared as one in the statement that converts its table: MySQL takes as long a
/// one as what the column was needs.
pub(super) fn declared_while_converted(
    state: &State,
    place: &TableRef,
    table: &Table,
    previous: &Column,
    (charset, collation): (Option<&str>, Option<&str>),
) -> Option<DataType> {
    let ty = &previous.ty;
    let length = || ty.args.first().and_then(|length| length.parse::<u64>().ok()).unwrap_or(1);
    let name = ty.name.as_str();
    let before = if is_text(ty) { bytes_of(state, place, table, previous) } else { 1 };
    let characters = match name {
        "char" | "varchar" | "binary" | "varbinary" => length(),
        "enum" | "set" => {
            let values = ty.args.iter().map(|value| value.chars().count().saturating_sub(2) as u64);
            if name == "set" { values.map(|length| length + 1).sum() } else { values.max().unwrap_or(0) }
        }
        _ if super::super::prefix::is_long(ty) => {
            let bytes = TEXTS.iter().find(|(text, _)| *text == name.replace("blob", "text"));
            bytes.map_or(0xFFFF_FFFF, |(_, bytes)| bytes / before)
        }
        // Numbers and moments take a few characters, of one byte each to the server.
        _ => return Some(DataType::new("tinytext")),
    };
    let (next, _) = meant((charset, collation))?;
    Some(DataType::new(text_of(characters.saturating_mul(widest(&next)) / before)))
}

/// The smallest of the four texts that holds so many bytes.
fn text_of(bytes: u64) -> &'static str {
    TEXTS.iter().find(|(_, most)| *most >= bytes).map_or("longtext", |(name, _)| name)
}

/// The type that holds as many characters of `after` bytes each as this one holds of `before` bytes.
fn grow(ty: &mut DataType, before: u64, after: u64) {
    let Some((_, bytes)) = TEXTS.iter().find(|(name, _)| *name == ty.name) else { return };
    if after <= before {
        return;
    }
    *ty = DataType::new(text_of(bytes / before * after));
}

/// Leaves out what the table says anyway.
pub(super) fn tidy(realm: &mut Realm) {
    for schema in &mut realm.schemas {
        for table in &mut schema.tables {
            let outer = (table.options.charset.as_deref(), table.options.collation.as_deref());
            let outer = meant(outer);
            for column in &mut table.columns {
                let Some(own) = meant(column.encoding()) else {
                    continue;
                };
                let Some(outer) = &outer else { continue };
                if own == *outer {
                    column.charset = None;
                    column.collation = None;
                } else if own.0 == outer.0 && column.collation.is_some() {
                    column.charset = None;
                }
            }
        }
    }
}
