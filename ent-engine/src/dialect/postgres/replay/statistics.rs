//! Extended statistics.

use super::names;
use crate::dialect::{Postgres, Version};
use crate::model::{Object, Origin, OriginParts, OtherKind, TableRef};
use crate::replay::{Like, Name, Problem, Reader, Runner, State, Texts};
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
    let found = of_table(state, &source);
    let all: Vec<(Option<String>, Made)> = found
        .into_iter()
        .filter_map(|(schema, at, made)| {
            let object = state.realm.schemas.get(schema)?.objects.get(at)?;
            Some((object.comment.clone(), made))
        })
        .collect();
    for (comment, made) in all {
        let name = choose(state, place, &made);
        let schema = state.written_schema(&place.schema).to_owned();
        let table = texts.written_table(&TableRef::new(&schema, &place.table));
        let full = texts.written_table(&TableRef::new(&schema, &name));
        let object = Object {
            kind: crate::model::ObjectKind::Other,
            name: OtherKind::Statistics.name(&name),
            table: None,
            text: format!("CREATE STATISTICS {full}{} ON {} FROM {table}", made.kinds, made.list),
            comment: comment.filter(|_| like.options.comments),
            origin: Origin::from(OriginParts { search_path: state.search_path(), ..OriginParts::default() }),
        };
        state.schema_mut(&place.schema)?.objects.push(object);
    }
    Ok(())
}

/// Runs a statement that makes statistics without a name (since PostgreSQL 16), under the one that the server gives them;
/// false if it is another.
pub(super) fn run_nameless(
    postgres: &Postgres,
    runner: &mut dyn Runner,
    reader: &Reader<'_>,
) -> Result<bool, Problem> {
    const WORDS: &str = "CREATE STATISTICS";
    let second = |is: fn(&crate::sql::Token<'_>) -> bool| reader.peek_at(2).is_some_and(|token| is(&token));
    let is_nameless =
        reader.is_seq(WORDS) && (second(|token| token.is_symbol("(")) || second(|token| token.is_word("ON")));
    if !is_nameless || postgres.version < Version(16, 0, 0) {
        return Ok(false);
    }
    let rest = reader.peek_at(2).and_then(|token| reader.text().get(token.offset..)).unwrap_or_default();
    let made = Made::read(&format!("{WORDS} nameless {rest}"))?;
    let state = runner.state();
    let table =
        state.find_table(&made.table).ok_or_else(|| Problem::missing("relation", made.table.to_string()))?;
    let name = choose(state, &table, &made);
    let home = state.written_schema(&table.schema);
    let full = Texts::new(postgres).written_table(&TableRef::new(home, &name));
    runner.run(&format!("{WORDS} {full} {rest}")).map(|()| true)
}

/// The name that the server gives statistics of a table (`ChooseExtendedStatisticName`).
fn choose(state: &State, table: &TableRef, made: &Made) -> String {
    let label = names::columns_addition(made.columns.iter().map(String::as_str));
    let schema = state.realm.schema(&table.schema);
    let is_taken = |name: &str| {
        let full = OtherKind::Statistics.name(name);
        schema.is_some_and(|schema| schema.objects.iter().any(|object| object.name == full))
    };
    names::choose(&table.table, Some(&label), "stat", is_taken)
}

/// Names the table of statistics that are made with its schema, where the search path is not the default one: it may
/// find another of the name later.
pub(super) fn bind(texts: Texts<'_>, state: &State, object: &mut Object) {
    let Ok(made) = Made::read(&object.text) else { return };
    let Some(table) = state.find_table(&made.table).filter(|_| state.search_path().is_some()) else { return };
    let (from, to) = made.table_at;
    let home = state.written_schema(&table.schema);
    object.text.replace_range(from..to, &texts.written_table(&TableRef::new(home, &table.table)));
}

/// Follows a table to its next name and schema.
pub(super) fn table_renamed(texts: Texts<'_>, state: &mut State, previous: &TableRef, next: &TableRef) {
    let written = state.written_schema(&next.schema).to_owned();
    for (schema, at, made) in of_table(state, previous) {
        rewrite(state, (schema, at), made.table_at, |object, _| {
            let home = if object.origin.search_path.is_none() { &next.schema } else { &written };
            texts.written_table(&TableRef::new(home, &next.table))
        });
    }
}

/// Follows a column of a table to its next name.
pub(super) fn column_renamed(
    texts: Texts<'_>,
    state: &mut State,
    table: &TableRef,
    previous: &str,
    next: &str,
) {
    for (schema, at, made) in of_table(state, table) {
        rewrite(state, (schema, at), made.list_at, |_, list| {
            texts.rename_column(list, &table.table, previous, next)
        });
    }
}

/// Drops the extended statistics of a table, or those that are of one of its columns.
pub(super) fn dropped(texts: Texts<'_>, state: &mut State, table: &TableRef, column: Option<&str>) {
    let reads = |made: &Made| column.is_none_or(|column| texts.reads(&made.list, &table.table, column));
    // From the last to the first: what goes moves those behind it.
    for (schema, at, _) in of_table(state, table).into_iter().rev().filter(|(_, _, made)| reads(made)) {
        if let Some(schema) = state.realm.schemas_mut().nth(schema) {
            schema.objects.remove(at);
        }
    }
}

/// Changes a part of what makes the object at a place: its schema's and its own.
fn rewrite(
    state: &mut State,
    (schema, at): (usize, usize),
    (from, to): (usize, usize),
    change: impl FnOnce(&Object, &str) -> String,
) {
    let schema = state.realm.schemas_mut().nth(schema);
    let Some(object) = schema.and_then(|schema| schema.objects.get_mut(at)) else { return };
    if let (Some(before), Some(part), Some(after)) =
        (object.text.get(..from), object.text.get(from..to), object.text.get(to..))
    {
        object.text = format!("{before}{}{after}", change(object, part));
    }
}

/// The extended statistics of a table: where each is, its schema's place and its own, and what it says.
fn of_table(state: &State, table: &TableRef) -> Vec<(usize, usize, Made)> {
    let default_path = [state.connection.clone()];
    let is_home = |object: &Object, made: &Made| match &made.table.schema {
        Some(schema) => state.schema_name(schema) == table.schema,
        None => object.origin.search_path.as_deref().unwrap_or(&default_path).contains(&table.schema),
    };
    let mut found = Vec::new();
    for (at_schema, schema) in state.realm.schemas.iter().enumerate() {
        let all = schema.objects.iter().enumerate().filter(|(_, object)| names::is_statistics(object));
        for (at, object) in all {
            let made = Made::read(&object.text).ok();
            let made = made.filter(|made| made.table.name == table.table && is_home(object, made));
            found.extend(made.map(|made| (at_schema, at, made)));
        }
    }
    found
}

/// What CREATE STATISTICS says.
struct Made {
    kinds: String,
    list: String,
    /// What the columns add to the name.
    columns: Vec<String>,
    /// Where the list is, in bytes.
    list_at: (usize, usize),
    table: Name,
    /// Where the table is named, in bytes.
    table_at: (usize, usize),
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
        let (list, list_at) = (reader.slice_from(from).to_owned(), bytes(&reader, from));
        reader.expect("FROM")?;
        let from = reader.at();
        let table = reader.name()?;
        Ok(Self { kinds, list, columns, list_at, table, table_at: bytes(&reader, from) })
    }
}

/// Where the tokens from one on up to the next are, in bytes.
fn bytes(reader: &Reader<'_>, from: usize) -> (usize, usize) {
    let tokens = reader.tokens();
    let start = tokens.get(from).map_or(0, |token| token.offset);
    let last = reader.at().checked_sub(1).and_then(|at| tokens.get(at));
    (start, last.map_or(start, |token| token.end()))
}
