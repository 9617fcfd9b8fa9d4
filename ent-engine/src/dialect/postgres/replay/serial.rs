//! Sequences behind columns.

use super::names;
use crate::model::{DataType, Expr, Schema, Sequence, Table, TableRef};
use crate::replay::{Name, State};
use crate::sql::{Syntax, Tokens, string_value};

/// The sequence that comes with a serial column, and the default that draws on it.
pub(super) fn sequence_for(
    state: &State,
    place: &TableRef,
    table: &Table,
    column: &str,
    ty: &DataType,
) -> (Sequence, Expr) {
    let name = names::relation_name(state, &place.schema, table, (&table.name, Some(column), "seq"), false);
    let sequence = Sequence {
        name: name.clone(),
        ty: (ty.name != "bigint").then(|| ty.clone()),
        owned_by: Some((place.table.clone(), column.to_owned())),
        ..Sequence::default()
    };
    (sequence, default_from(&place.schema, &name))
}

/// `nextval(..)` as the server prints it.
fn default_from(schema: &str, sequence: &str) -> Expr {
    let plain = |name: &str| {
        let plain =
            name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
                && !name.starts_with(|c: char| c.is_ascii_digit());
        if plain { name.to_owned() } else { format!("\"{}\"", name.replace('"', "\"\"")) }
    };
    let name = match schema {
        "" => plain(sequence),
        schema => format!("{}.{}", plain(schema), plain(sequence)),
    };
    Expr::new(format!("nextval('{}'::regclass)", name.replace('\'', "''")))
}

/// The sequence that a default draws on, as it names it: `nextval('name')`.
fn drawn_from(default: &Expr) -> Option<Name> {
    let text = default.as_str();
    let start = text.trim_start_matches('(').trim_start();
    let start = start.strip_prefix("pg_catalog.").unwrap_or(start);
    if !start.get(..7).is_some_and(|word| word.eq_ignore_ascii_case("nextval")) {
        return None;
    }
    let mut tokens =
        Tokens::new(text, Syntax::postgres()).skip_while(|token| token.kind != crate::sql::TokenKind::String);
    let literal = tokens.next()?;
    // `nextval(('name'::text)::regclass)` is looked up by name each time: nothing follows a rename.
    let value = string_value(literal.text, Syntax::postgres());
    let mut parts = crate::replay::Reader::new(&value, Syntax::postgres(), names::fold);
    parts.name().ok()
}

fn is_from(state: &State, default: &Expr, home: &str, (schema, name): (&str, &str)) -> bool {
    drawn_from(default).is_some_and(|drawn| {
        drawn.name == name
            && match &drawn.schema {
                Some(written) => state.schema_name(written) == schema,
                None => {
                    schema == home
                        || state.session.path.iter().any(|path| path == schema)
                        || schema == state.connection
                }
            }
    })
}

/// Columns whose defaults draw on a sequence.
pub(super) fn defaults_from(state: &State, schema: &str, sequence: &str) -> Vec<(TableRef, String)> {
    let users = state.realm.tables().flat_map(|(home, table)| {
        let columns = table.columns.iter().filter(move |column| {
            column.default.as_ref().is_some_and(|default| is_from(state, default, home, (schema, sequence)))
        });
        columns.map(move |column| (TableRef::new(home, &table.name), column.name.clone()))
    });
    users.collect()
}

/// Points defaults at a sequence's next name.
pub(super) fn renamed_sequence(state: &mut State, previous: (&str, &str), next: (&str, &str)) {
    for (table, column) in defaults_from(state, previous.0, previous.1) {
        if let Ok(table) = state.table_mut(&table)
            && let Some(column) = table.column_mut(&column)
        {
            column.default = Some(default_from(next.0, next.1));
        }
    }
}

/// Points defaults at the sequences that a table took along to another schema.
pub(super) fn moved_table(state: &mut State, previous: &TableRef, next: &TableRef) {
    let owned = |schema: &Schema| {
        let owned = schema
            .sequences
            .iter()
            .filter(|sequence| sequence.owned_by.as_ref().is_some_and(|(table, _)| *table == next.table));
        owned.map(|sequence| sequence.name.clone()).collect::<Vec<_>>()
    };
    for sequence in state.realm.schema(&next.schema).map(owned).unwrap_or_default() {
        renamed_sequence(state, (&previous.schema, &sequence), (&next.schema, &sequence));
    }
}

/// Whether the name is that of the sequence behind an identity column.
pub(super) fn is_identity_sequence(state: &State, name: &Name) -> bool {
    name.name.ends_with("_seq")
        && state
            .resolve(name, |schema| {
                let identities = schema.tables.iter().any(|table| {
                    let mut columns = table.columns.iter().filter(|column| column.identity.is_some());
                    columns
                        .any(|column| names::object_name(&table.name, Some(&column.name), "seq") == name.name)
                });
                identities.then_some(())
            })
            .is_some()
}

/// Brings columns that draw on a plain sequence of their own back into the form `serial`, whatever the sequence is
/// called: tables and columns get other names and sequences keep theirs. A name that `serial` would not give stays
/// with the column as the setting `sequence`.
pub(super) fn fold_serials(schema: &mut Schema) {
    let home = schema.name.clone();
    let mut folded = Vec::new();
    for table in &mut schema.tables {
        for column in table.columns.iter_mut().filter(|column| !column.null && column.ty.dimensions == 0) {
            let serial = match column.ty.name.as_str() {
                "integer" => "serial",
                "bigint" => "bigserial",
                "smallint" => "smallserial",
                _ => continue,
            };
            let Some(drawn) = column.default.as_ref().and_then(drawn_from) else { continue };
            let expected = Sequence {
                name: drawn.name.clone(),
                ty: (column.ty.name != "bigint").then(|| column.ty.clone()),
                owned_by: Some((table.name.clone(), column.name.clone())),
                ..Sequence::default()
            };
            let is_near = drawn.schema.as_deref().is_none_or(|schema| schema == home || home.is_empty());
            if is_near && schema.sequences.contains(&expected) {
                serial.clone_into(&mut column.ty.name);
                column.default = None;
                if drawn.name != names::object_name(&table.name, Some(&column.name), "seq") {
                    column.settings.push(("sequence".to_owned(), drawn.name.clone()));
                }
                folded.push(drawn.name);
            }
        }
    }
    schema.sequences.retain(|sequence| !folded.contains(&sequence.name));
}
