//! SET.

use crate::replay::{Ddl, Problem, Reader, Session, Setting, Value};
use crate::sql::{TokenKind, string_value};

pub(super) fn set(reader: &mut Reader<'_>, session: &Session) -> Result<Vec<Ddl>, Problem> {
    reader.bump();
    if reader.is("STATEMENT") {
        return Err(Problem::Unknown("SET STATEMENT".to_owned()));
    }
    let mut effects = Vec::new();
    while !reader.done() {
        effects.extend(assignment(reader, session)?);
        if !reader.eat_symbol(",") {
            // `SET NAMES`, `SET TRANSACTION` and the like.
            break;
        }
    }
    Ok(effects)
}

fn assignment(reader: &mut Reader<'_>, session: &Session) -> Result<Option<Ddl>, Problem> {
    let global = reader.eat("GLOBAL") || reader.eat("PERSIST") || reader.eat("PERSIST_ONLY");
    let _ = reader.eat("SESSION") || reader.eat("LOCAL");
    let Some(token) = reader.peek() else { return Ok(None) };
    reader.bump();
    let mut name = token.text.to_ascii_lowercase();
    let is_user = token.kind == TokenKind::Variable && !name.starts_with("@@");
    while reader.eat_symbol(".") {
        name = reader.ident()?.to_ascii_lowercase();
    }
    let name =
        name.trim_start_matches("@@").trim_start_matches("session.").trim_start_matches("local.").to_owned();
    if !reader.eat_symbol("=") && !reader.eat_symbol(":=") {
        return Ok(None);
    }
    let value = reader.until(&[])?;
    if global || is_user || name.starts_with("global.") {
        return Ok(None);
    }
    // A mode may stand without quotes, as a word can where a variable takes one of some.
    let is_word = !value.is_empty() && value.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    let is_text = value.starts_with(['\'', '"']) || is_word;
    let value = string_value(value, reader.syntax());
    // What was kept in a variable before a dump is what the server starts with.
    let restored = value.starts_with('@') || value.eq_ignore_ascii_case("DEFAULT");
    let on = !matches!(value.to_ascii_lowercase().as_str(), "0" | "off" | "false");
    Ok(Some(Ddl::Setting(match name.as_str() {
        "foreign_key_checks" => Setting::ForeignKeys(on || restored),
        "sql_mode" if restored || !is_text => Setting::SqlMode(kept(&value, session)),
        "sql_mode" => Setting::SqlMode(Some(value.to_ascii_uppercase())),
        "default_storage_engine" | "storage_engine" => {
            Setting::DefaultEngine(Some(value.into_owned()).filter(|_| !restored))
        }
        "explicit_defaults_for_timestamp" if !restored => Setting::ExplicitTimestampDefaults(on),
        _ => return Ok(None),
    })))
}

/// The modes that a variable of the user keeps, where they are not the server's own.
fn kept(value: &str, session: &Session) -> Option<String> {
    let name = value.strip_prefix('@')?.to_ascii_lowercase();
    match session.variables.get(&name)? {
        Value::Text(modes) => Some(modes.clone()),
        _ => None,
    }
}
