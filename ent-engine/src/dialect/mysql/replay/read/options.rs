//! Options of tables.

use crate::dialect::mysql::{engine, merge};
use crate::model::TableOptions;
use crate::replay::{Problem, Reader, TableOption};
use crate::sql::TokenKind;

/// Options that are kept as text, with the name that `information_schema` gives them.
const RAW: [(&str, &str); 25] = [
    ("AUTOEXTEND_SIZE", "autoextend_size"),
    ("AVG_ROW_LENGTH", "avg_row_length"),
    ("CHECKSUM", "checksum"),
    ("COMPRESSION", "compression"),
    ("DELAY_KEY_WRITE", "delay_key_write"),
    ("ENCRYPTION", "encryption"),
    ("ENCRYPTED", "encrypted"),
    ("ENCRYPTION_KEY_ID", "encryption_key_id"),
    ("KEY_BLOCK_SIZE", "key_block_size"),
    ("MAX_ROWS", "max_rows"),
    ("MIN_ROWS", "min_rows"),
    ("PACK_KEYS", "pack_keys"),
    ("PAGE_CHECKSUM", "page_checksum"),
    ("PAGE_COMPRESSED", "page_compressed"),
    ("PAGE_COMPRESSION_LEVEL", "page_compression_level"),
    ("ROW_FORMAT", "row_format"),
    ("SECONDARY_ENGINE", "secondary_engine"),
    ("SEQUENCE", "sequence"),
    ("STATS_AUTO_RECALC", "stats_auto_recalc"),
    ("STATS_PERSISTENT", "stats_persistent"),
    ("STATS_SAMPLE_PAGES", "stats_sample_pages"),
    ("TRANSACTIONAL", "transactional"),
    ("INSERT_METHOD", "insert_method"),
    ("IETF_QUOTES", "ietf_quotes"),
    ("ENGINE_ATTRIBUTE", "engine_attribute"),
];

/// A word, a quoted name, a string or a number, as one value.
pub(super) fn word(reader: &mut Reader<'_>) -> Result<String, Problem> {
    match reader.peek() {
        Some(token) if token.kind == TokenKind::String => reader.string(),
        Some(token) if token.kind == TokenKind::Number => {
            reader.bump();
            Ok(token.text.to_owned())
        }
        _ => reader.ident(),
    }
}

/// The value of an option that an engine defines: a number, DEFAULT, or a text, as some words for on and off are
/// reserved ones.
fn defined(value: &str) -> String {
    if value.eq_ignore_ascii_case("DEFAULT") {
        "DEFAULT".to_owned()
    } else if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        value.to_owned()
    } else {
        format!("'{}'", value.replace('\\', "\\\\").replace('\'', "''"))
    }
}

/// One option, if one comes next; none within for an option that is no part of the schema.
pub(super) fn option(reader: &mut Reader<'_>) -> Result<Option<Option<TableOption>>, Problem> {
    let from = reader.at();
    reader.eat("DEFAULT");
    let value = |reader: &mut Reader<'_>| {
        reader.eat_symbol("=");
        word(reader)
    };
    if reader.eat("ENGINE") || reader.eat("TYPE") {
        return Ok(Some(Some(TableOption::Engine(value(reader)?))));
    }
    if reader.eat("CHARACTER SET") || reader.eat("CHARSET") || reader.eat("CHAR SET") {
        return Ok(Some(Some(TableOption::Charset(value(reader)?.to_ascii_lowercase()))));
    }
    if reader.eat("COLLATE") {
        return Ok(Some(Some(TableOption::Collation(value(reader)?.to_ascii_lowercase()))));
    }
    if reader.eat("AUTO_INCREMENT") {
        reader.eat_symbol("=");
        return Ok(Some(Some(TableOption::AutoIncrement(reader.integer()?))));
    }
    if reader.eat("COMMENT") {
        reader.eat_symbol("=");
        return Ok(Some(Some(TableOption::Comment(reader.string()?))));
    }
    if reader.eat("WITH SYSTEM VERSIONING") || reader.eat("ADD SYSTEM VERSIONING") {
        return Ok(Some(Some(TableOption::Parameter(
            "with system versioning".to_owned(),
            Some(String::new()),
        ))));
    }
    let ignored = [
        "CONNECTION",
        "PASSWORD",
        "START",
        "SECONDARY_ENGINE_ATTRIBUTE",
        "TABLESPACE",
        "DATA DIRECTORY",
        "INDEX DIRECTORY",
        "STORAGE",
    ];
    if reader.eat_any(&ignored).is_some() {
        value(reader)?;
        return Ok(Some(None));
    }
    if reader.eat("UNION") {
        return Ok(Some(Some(TableOption::Raw(merge::UNION.to_owned(), merge::read(reader)?))));
    }
    // Dumps write the options of engines in backticks.
    let quoted = reader.peek().filter(|token| token.kind == TokenKind::QuotedIdentifier);
    let quoted = quoted.map(|token| token.text.trim_matches('`'));
    for (word, key) in RAW {
        if reader.is(word) || quoted.is_some_and(|quoted| quoted.eq_ignore_ascii_case(word)) {
            let written =
                quoted.map(str::to_owned).or_else(|| reader.peek().map(|token| token.text.to_owned()));
            reader.bump();
            let value = value(reader)?;
            if engine::is_defined(key) {
                let key = written.unwrap_or_else(|| key.to_owned());
                return Ok(Some(Some(TableOption::Raw(key, defined(&value)))));
            }
            let value = value.to_ascii_uppercase();
            // These are texts to the server, and words to it are none.
            let is_text = matches!(word, "ENCRYPTION" | "COMPRESSION");
            let value = if is_text && !value.starts_with('\'') { format!("'{value}'") } else { value };
            return Ok(Some(Some(TableOption::Raw(key.to_owned(), value))));
        }
    }
    reader.go(from);
    Ok(None)
}

/// `ALGORITHM = x`, `LOCK = x`, which say how and not what.
pub(super) fn online(reader: &mut Reader<'_>) -> Result<(), Problem> {
    while reader.eat("ALGORITHM") || reader.eat("LOCK") {
        reader.eat_symbol("=");
        reader.bump();
    }
    if reader.eat("WAIT") {
        reader.bump();
    } else {
        reader.eat("NOWAIT");
    }
    Ok(())
}

/// Sets an option of a table that is being made.
pub(super) fn set(options: &mut TableOptions, comment: &mut Option<String>, option: TableOption) {
    match option {
        TableOption::Engine(engine) => options.engine = Some(engine),
        TableOption::Charset(charset) => options.charset = Some(charset),
        TableOption::Collation(collation) => options.collation = Some(collation),
        TableOption::AutoIncrement(next) => options.auto_increment = Some(next).filter(|next| *next > 1),
        TableOption::Comment(text) => *comment = Some(text).filter(|text| !text.is_empty()),
        TableOption::Raw(key, value) if key == merge::UNION && value == "DEFAULT" => options.remove_raw(&key),
        TableOption::Raw(key, value) => options.set_raw(&key, &value),
        TableOption::PartitionBy(clause) => options.partition_by = clause,
        TableOption::Parameter(name, value) => options.parameters.extend(value.map(|value| (name, value))),
        TableOption::Unlogged(_) | TableOption::RowSecurity(_) | TableOption::ForceRowSecurity(_) => {}
    }
}
