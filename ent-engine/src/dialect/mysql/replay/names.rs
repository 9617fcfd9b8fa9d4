//! Names that MySQL and MariaDB give.

use super::{charset, long_names};
use crate::dialect::mysql::objects::quotes_names;
use crate::dialect::{LetterCase, Mysql, ReplayRules};
use crate::model::{IndexPart, Schema, Table, TableRef};
use crate::replay::{Problem, State, TEMPORARY};
use crate::sql::Tokens;

pub(super) const CASE: LetterCase = LetterCase::Ignored;

/// What has a name: tables, views and sequences share theirs.
pub(super) fn taken(state: &State, schema: &str, name: &str) -> Option<&'static str> {
    // Each database has temporary tables of its own; which one they are in is not kept.
    let is_home = |schema: &Schema| schema.name == state.connection || schema.name == TEMPORARY;
    if schema == TEMPORARY && !state.realm.schemas.iter().all(is_home) {
        return None;
    }
    if state.tables_with(schema, name).any(|table| table.name == name) {
        return Some("table");
    }
    if state.views_with(schema, name).any(|view| view.name == name) {
        return Some("view");
    }
    state.sequence(schema, name).map(|_| "sequence")
}

/// The name of an index without one: its first column, numbered from 2 where that is taken (`make_unique_key_name`).
pub(super) fn index_name(table: &Table, parts: &[IndexPart]) -> String {
    let column = parts.first().and_then(IndexPart::column_name);
    let base = column.unwrap_or("functional_index");
    let taken = |name: &str| table.indexes.iter().any(|index| CASE.same(&index.name, name));
    if !taken(base) && !base.eq_ignore_ascii_case("PRIMARY") {
        return base.to_owned();
    }
    (2u32..).map(|number| format!("{base}_{number}")).find(|name| !taken(name)).unwrap_or_default()
}

/// The number behind `prefix` in a name that the server gave.
pub(in crate::dialect::mysql) fn number_of(name: &str, prefix: &str) -> Option<u32> {
    let head = name.get(..prefix.len())?;
    if !CASE.same(head, prefix) {
        return None;
    }
    name.get(prefix.len()..)?.parse().ok()
}

/// The name of a foreign key without one: one more than the highest number so far.
pub(super) fn foreign_key_name(table: &Table) -> String {
    let prefix = format!("{}_ibfk_", table.name);
    let highest =
        table.foreign_keys.iter().filter_map(|key| number_of(&key.name, &prefix)).max().unwrap_or(0);
    format!("{prefix}{}", highest + 1)
}

/// Gives foreign keys and checks that carry the table's name its next one; triggers are told of it.
pub(super) fn renamed_table(
    mysql: &Mysql,
    state: &mut State,
    previous: &TableRef,
    next: &TableRef,
) -> Result<(), Problem> {
    // A view has neither keys nor checks.
    if let Ok(table) = state.table_mut(next) {
        let renumber = |name: &mut String, word: &str| {
            if let Some(number) = number_of(name, &format!("{}_{word}_", previous.table)) {
                *name = format!("{}_{word}_{number}", next.table);
            }
        };
        table.foreign_keys.iter_mut().for_each(|key| renumber(&mut key.name, "ibfk"));
        if !mysql.replays_mariadb() {
            table.checks.iter_mut().for_each(|check| renumber(&mut check.name, "chk"));
            long_names::refuse_of(mysql, table)?;
        }
    }
    if previous.schema != next.schema && state.table(next).is_some() {
        state.edit_table(next, |state, table| {
            charset::leave(state, &previous.schema, &next.schema, table);
            Ok(())
        })?;
    }
    if let Some(schema) = state.realm.schema_mut(&next.schema) {
        for object in schema.objects.iter_mut().filter(|object| object.table.as_ref() == Some(&next.table)) {
            let quote = if quotes_names(object) { '"' } else { '`' };
            if let Some(text) = retarget(mysql, &object.text, &next.table, quote) {
                object.text = text;
            }
        }
    }
    Ok(())
}

/// The statement that makes a trigger, on another table. The server writes what stands from `ON` to `FOR EACH ROW` anew:
/// the name alone, always in quotes (`change_table_name_in_triggers`, `Trigger::rename_subject_table`).
fn retarget(mysql: &Mysql, text: &str, table: &str, quote: char) -> Option<String> {
    let mut tokens = Tokens::new(text, mysql.syntax());
    tokens.find(|token| ["INSERT", "UPDATE", "DELETE"].iter().any(|word| token.is_word(word)))?;
    let from = tokens.find(|token| token.is_word("ON"))?.offset;
    let to = tokens.find(|token| token.is_word("FOR"))?.offset;
    let name = table.replace(quote, &format!("{quote}{quote}"));
    Some(format!("{}ON {quote}{name}{quote} {}", text.get(..from)?, text.get(to..)?))
}
