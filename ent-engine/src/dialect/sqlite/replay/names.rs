//! Names in a SQLite database, and what follows when one changes.

use super::places;
use crate::dialect::{LetterCase, Sqlite};
use crate::model::{Expr, Index, Object, ObjectKind, Table, TableRef};
use crate::replay::{Problem, QueryFacts, State, Texts};
use crate::sql::{Syntax, TokenKind, Tokens, identifier_value};

const CASE: LetterCase = LetterCase::Ignored;

/// What has a name: tables, views and indexes share theirs.
pub(super) fn taken(state: &State, schema: &str, name: &str) -> Option<&'static str> {
    if state.tables_with(schema, name).any(|table| CASE.same(&table.name, name)) {
        return Some("table");
    }
    if state.views_with(schema, name).any(|view| CASE.same(&view.name, name)) {
        return Some("view");
    }
    let schema = state.realm.schema(schema)?;
    if schema
        .objects
        .iter()
        .any(|object| object.kind == crate::model::ObjectKind::Other && CASE.same(&object.name, name))
    {
        return Some("table");
    }
    if schema.objects.iter().any(|object| is_shadow(object, name)) {
        return Some("table");
    }
    // A constraint's name is not that of its index.
    let is = |index: &Index| CASE.same(index.origin.spelling.as_ref().unwrap_or(&index.name), name);
    let index = |table: &Table| table.indexes.iter().any(is);
    state.tables_with(&schema.name, name).any(index).then_some("index")
}

/// Whether a table of this name is one that a virtual table keeps its rows in, and that comes and goes with it.
fn is_shadow(object: &Object, name: &str) -> bool {
    let Some((own, end)) = object.name.len().checked_add(1).and_then(|at| name.split_at_checked(at)) else {
        return false;
    };
    if object.kind != ObjectKind::Other
        || own.strip_suffix('_').is_none_or(|own| !CASE.same(own, &object.name))
    {
        return false;
    }
    let mut words = object.text.split(|c: char| !c.is_alphanumeric() && c != '_');
    let module = words.find(|word| word.eq_ignore_ascii_case("using")).and_then(|_| words.next());
    let ends: &[&str] = match module.unwrap_or_default().to_ascii_lowercase().as_str() {
        "fts5" => &["data", "idx", "content", "docsize", "config"],
        "fts3" | "fts4" => &["content", "segments", "segdir", "docsize", "stat"],
        "rtree" | "rtree_i32" | "geopoly" => &["node", "parent", "rowid"],
        _ => &[],
    };
    ends.iter().any(|known| end.eq_ignore_ascii_case(known))
}

/// The name of the index behind the `number`th key of a table.
pub(super) fn automatic(table: &str, number: usize) -> String {
    format!("sqlite_autoindex_{table}_{number}")
}

/// Follows the rename of a table: automatic indexes carry its name, and triggers, views and the table's own
/// expressions name it.
pub(super) fn renamed_table(
    sqlite: &Sqlite,
    state: &mut State,
    previous: &TableRef,
    next: &TableRef,
) -> Result<(), Problem> {
    let texts = Texts::new(sqlite);
    let prefix = automatic(&previous.table, 0);
    let prefix = prefix.trim_end_matches('0').to_owned();
    let table = state.table_mut(next)?;
    for index in table.indexes.iter_mut().filter(|index| index.constraint) {
        for name in std::iter::once(&mut index.name).chain(&mut index.origin.spelling) {
            if let Some(number) = name.strip_prefix(&prefix) {
                *name = format!("sqlite_autoindex_{}_{number}", next.table);
            }
        }
    }
    // Before 3.25, and with the old behaviour asked for, expressions, views and triggers keep what they say, but
    // triggers go with their table.
    if state.session.legacy_alter {
        for object in state.realm.schemas_mut().flat_map(|schema| schema.objects) {
            if object.table.as_ref() == Some(&next.table) {
                object.text = texts.rename_trigger_table(&object.text, &previous.table, &next.table);
            }
        }
        return Ok(());
    }
    for check in &mut state.table_mut(next)?.checks {
        let written = texts.written(&next.table);
        check.expr = Expr::new(places::rename_table(check.expr.as_str(), &previous.table, &written));
    }
    // The next name is always written in quotes.
    let written = format!("\"{}\"", next.table.replace('"', "\"\""));
    for schema in state.realm.schemas_mut() {
        for view in schema.views.referring_mut(&next.table) {
            if view.depends_on.contains(next) {
                let text = places::rename_table(view.definition.as_str(), &previous.table, &written);
                view.definition = Expr::new(text);
            }
        }
        for object in schema.objects.iter_mut().filter(|object| object.kind == ObjectKind::Trigger) {
            object.text = places::rename_table(&object.text, &previous.table, &written);
        }
    }
    Ok(())
}

/// Follows the rename of a column into views and triggers. The column has its next name already.
pub(super) fn renamed_column(
    sqlite: &Sqlite,
    state: &mut State,
    table: &TableRef,
    previous: &str,
    next: &str,
) {
    let texts = Texts::new(sqlite);
    let fixed = state.before_column_rename(table, (previous, next), plain_quotes);
    put(state, fixed);
    // The queries still say the previous name: they are read in a state that has it.
    let mut definitions = state.before_column_rename(table, (previous, next), |state| {
        let definitions = state.readers(table).map(|(_, view)| {
            let text = view.definition.as_str();
            let facts = QueryFacts::of(sqlite, state, text);
            Expr::new(facts.with_column(text, texts, table, (previous, next), false))
        });
        definitions.collect::<Vec<_>>().into_iter()
    });
    for schema in state.realm.schemas_mut() {
        let readers = schema.views.referring_mut(&table.table);
        let readers = readers.filter(|view| view.depends_on.contains(table));
        for (view, definition) in readers.zip(&mut definitions) {
            view.definition = definition;
        }
        for object in schema.objects.iter_mut().filter(|object| object.kind == ObjectKind::Trigger) {
            let own = object.table.as_deref().is_some_and(|own| CASE.same(own, &table.table));
            object.text = in_trigger(sqlite, &object.text, &table.table, own, (previous, next));
        }
    }
}

/// Writes what double quotes enclose as a text where no table has a column of the name: SQLite reads it so, and makes it
/// plain when a column is renamed or dropped (`renameFixQuotes` in alter.c).
pub(super) fn fix_quotes(state: &mut State) {
    let fixed = plain_quotes(state);
    put(state, fixed);
}

/// A trigger that changes: the places of its schema and of itself among the objects there, and its text.
type Fixed = (usize, usize, String);

fn plain_quotes(state: &State) -> Vec<Fixed> {
    let mut edits = Vec::new();
    for (at, schema) in state.realm.schemas.iter().enumerate() {
        let triggers =
            schema.objects.iter().enumerate().filter(|(_, object)| object.kind == ObjectKind::Trigger);
        for (nth, trigger) in triggers.filter(|(_, trigger)| trigger.text.contains('"')) {
            if let Some(text) = with_plain_texts(state, &trigger.text) {
                edits.push((at, nth, text));
            }
        }
    }
    edits
}

fn put(state: &mut State, mut fixed: Vec<Fixed>) {
    for (at, schema) in state.realm.schemas_mut().enumerate() {
        for (_, nth, text) in fixed.iter_mut().filter(|(own, ..)| *own == at) {
            if let Some(trigger) = schema.objects.get_mut(*nth) {
                trigger.text = std::mem::take(text);
            }
        }
    }
}

fn with_plain_texts(state: &State, text: &str) -> Option<String> {
    let tokens: Vec<_> = Tokens::new(text, Syntax::sqlite()).collect();
    let tables = places::tables(&tokens);
    let begin = tokens.iter().position(|token| token.is_word("BEGIN"))?;
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    let name = |at: usize| tokens.get(at).map(|token| identifier_value(token.text, Syntax::sqlite()));
    let mut statement = begin..begin;
    for at in begin..tokens.len() {
        if at >= statement.end {
            let end = (at + 1..tokens.len()).find(|at| tokens[*at].is_symbol(";")).unwrap_or(tokens.len());
            statement = at..end;
        }
        let quoted = tokens[at].kind == TokenKind::QuotedIdentifier && tokens[at].text.starts_with('"');
        let qualified =
            [tokens.get(at + 1), tokens.get(at - 1)].into_iter().flatten().any(|t| t.is_symbol("."));
        let is_table = tables.get(at).copied().unwrap_or_default();
        if !quoted || qualified || is_table || places::is_target(&tokens, &tables, at) {
            continue;
        }
        let text_of = identifier_value(tokens[at].text, Syntax::sqlite());
        let named = |table: &Table| {
            statement.clone().any(|at| {
                tables.get(at).copied().unwrap_or_default()
                    && name(at).is_some_and(|name| CASE.same(&table.name, &name))
            })
        };
        let is_column = state
            .realm
            .tables()
            .filter(|(_, table)| named(table))
            .any(|(_, table)| table.columns.iter().any(|column| CASE.same(&column.name, &text_of)));
        if !is_column {
            out.push_str(text.get(done..tokens[at].offset)?);
            out.push_str(&Expr::string(&text_of).to_string());
            done = tokens[at].end();
        }
    }
    out.push_str(text.get(done..)?);
    (done > 0).then_some(out)
}

/// A trigger after the rename of a column: NEW and OLD are rows of its own table, and what else its statements name is
/// of the tables that they name.
fn in_trigger(sqlite: &Sqlite, text: &str, table: &str, own: bool, (previous, next): (&str, &str)) -> String {
    let tokens: Vec<_> = Tokens::new(text, Syntax::sqlite()).collect();
    let name = |at: usize| {
        let token = tokens.get(at)?;
        let named = matches!(token.kind, TokenKind::Word | TokenKind::QuotedIdentifier);
        named.then(|| identifier_value(token.text, Syntax::sqlite()).into_owned())
    };
    let is = |at: usize, wanted: &str| name(at).is_some_and(|name| CASE.same(&name, wanted));
    let tables = places::tables(&tokens);
    let names_table = |at: usize| tables.get(at).copied().unwrap_or_default();
    let begin = tokens.iter().position(|token| token.is_word("BEGIN")).unwrap_or(tokens.len());
    let mut edits = Vec::new();
    let mut from = 0;
    while from < tokens.len() {
        let end = (from..tokens.len())
            .find(|at| *at == begin || tokens[*at].is_symbol(";"))
            .unwrap_or(tokens.len());
        // The head names columns of its own table after OF.
        let concerned = if from == 0 { own } else { (from..end).any(|at| names_table(at) && is(at, table)) };
        for at in (from..end).filter(|at| is(*at, previous) && !names_table(*at)) {
            let qualifier = (at >= 2 && tokens[at - 1].is_symbol(".")).then(|| name(at - 2)).flatten();
            let is_row =
                |qualifier: &str| ["new", "old"].iter().any(|row| qualifier.eq_ignore_ascii_case(row));
            let followed = tokens.get(at + 1).is_some_and(|next| next.is_symbol("(") || next.is_symbol("."));
            let renamed = match &qualifier {
                Some(qualifier) if is_row(qualifier) => own,
                Some(qualifier) => CASE.same(qualifier, table),
                None => concerned && !followed && (from > 0 || at > 2),
            };
            if renamed {
                edits.push((tokens[at].offset, tokens[at].end()));
            }
        }
        from = end + 1;
    }
    let written = Some(Texts::new(sqlite).written(next)).filter(|written| written == next);
    // Not bare it stands in double quotes, and is a text where no column has the name any longer.
    let written = written.unwrap_or_else(|| format!("\"{}\"", next.replace('"', "\"\"")));
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for (from, to) in edits {
        out.push_str(text.get(done..from).unwrap_or_default());
        out.push_str(&written);
        done = to;
    }
    out.push_str(text.get(done..).unwrap_or_default());
    out
}
