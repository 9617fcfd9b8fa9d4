//! Extended statistics.

use super::names;
use crate::model::{Object, Origin, TableRef};
use crate::replay::{Like, Name, Problem, Reader, State, Texts};
use crate::sql::Syntax;

/// Copies the extended statistics of a table to one that is made like it, under names that the server gives
/// (`ChooseExtendedStatisticName`).
pub(super) fn copy(
    texts: Texts<'_>,
    state: &mut State,
    place: &TableRef,
    like: &Like,
) -> Result<(), Problem> {
    let Some(source) = state.find_table(&like.table).filter(|_| place.schema != crate::replay::TEMPORARY)
    else {
        return Ok(());
    };
    let objects = state.realm.schemas.iter().flat_map(|schema| &schema.objects);
    let all: Vec<(Option<String>, Made)> = objects
        .filter(|object| names::is_statistics(object))
        .filter_map(|object| Some((object.comment.clone(), Made::read(&object.text).ok()?)))
        .filter(|(_, made)| {
            let schema = made.table.schema.as_ref().map(|schema| state.schema_name(schema));
            made.table.name == source.table && schema.is_none_or(|schema| schema == source.schema)
        })
        .collect();
    for (comment, made) in all {
        let label = names::columns_addition(made.columns.iter().map(String::as_str));
        let is_taken = |state: &State, name: &str| {
            let schema = state.realm.schema(&place.schema);
            let full = format!("statistics {name}");
            schema.is_some_and(|schema| schema.objects.iter().any(|object| object.name == full))
        };
        let name = names::choose(&place.table, Some(&label), "stat", |name| is_taken(state, name));
        let schema = state.written_schema(&place.schema).to_owned();
        let table = texts.written_table(&TableRef::new(&schema, &place.table));
        let full = texts.written_table(&TableRef::new(&schema, &name));
        let object = Object {
            kind: crate::model::ObjectKind::Other,
            name: format!("statistics {name}"),
            table: None,
            text: format!("CREATE STATISTICS {full}{} ON {} FROM {table}", made.kinds, made.list),
            comment: comment.filter(|_| like.options.comments),
            origin: Origin { search_path: state.search_path(), ..Origin::default() },
        };
        state.schema_mut(&place.schema)?.objects.push(object);
    }
    Ok(())
}

/// Follows a table to its next name and schema.
pub(super) fn table_renamed(texts: Texts<'_>, state: &mut State, previous: &TableRef, next: &TableRef) {
    let mut changes: Vec<(usize, usize, String)> = Vec::new();
    for (at_schema, schema) in state.realm.schemas.iter().enumerate() {
        let all = schema.objects.iter().enumerate().filter(|(_, object)| names::is_statistics(object));
        for (at, object) in all {
            let Ok(made) = Made::read(&object.text) else { continue };
            let home = made.table.schema.as_ref().map(|schema| state.schema_name(schema));
            if made.table.name != previous.table || home.is_some_and(|home| home != previous.schema) {
                continue;
            }
            let is_plain = object.origin.search_path.is_none();
            let home = if is_plain { &next.schema } else { state.written_schema(&next.schema) };
            let table = texts.written_table(&TableRef::new(home, &next.table));
            let (from, to) = made.place;
            changes.push((at_schema, at, format!("{}{table}{}", &object.text[..from], &object.text[to..])));
        }
    }
    for (schema, at, text) in changes {
        let object = state.realm.schemas_mut().nth(schema).and_then(|schema| schema.objects.get_mut(at));
        object.into_iter().for_each(|object| object.text.clone_from(&text));
    }
}

/// What CREATE STATISTICS says.
struct Made {
    kinds: String,
    list: String,
    /// What the columns add to the name.
    columns: Vec<String>,
    table: Name,
    /// Where the table is named, in bytes.
    place: (usize, usize),
}

impl Made {
    fn read(text: &str) -> Result<Self, Problem> {
        let mut reader = Reader::new(text, Syntax::postgres(), names::fold);
        reader.expect("CREATE STATISTICS")?;
        reader.if_not_exists();
        reader.name()?;
        let kinds = if reader.is_symbol("(") { format!(" ({})", reader.parens()?) } else { String::new() };
        reader.expect("ON")?;
        let from = reader.at();
        let columns = reader.comma_list(|reader| {
            let text = reader.until(&["FROM"])?;
            let is_column = reader.sub(text).tokens().len() == 1;
            Ok(if is_column { names::name_of(text.trim()) } else { "expr".to_owned() })
        })?;
        let list = reader.slice_from(from).to_owned();
        reader.expect("FROM")?;
        let first = reader.at();
        let table = reader.name()?;
        let tokens = reader.tokens();
        let start = tokens.get(first).map_or(0, |token| token.offset);
        let end = reader.at().checked_sub(1).and_then(|at| tokens.get(at)).map_or(start, |token| token.end());
        Ok(Self { kinds, list, columns, table, place: (start, end) })
    }
}
