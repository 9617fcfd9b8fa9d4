//! What the server tells out when it keeps statements about rows, in rules and in the bodies of functions that are read
//! when they are made: stars, and the columns that an INSERT leaves out. Later columns are not meant by them.

use std::ops::Range;

use super::super::Postgres;
use super::super::objects::{rows_text, statement_spans};
use super::names::fold;
use crate::model::{Expr, Object, ObjectKind, TableRef, View};
use crate::replay::{Name, Problem, QueryFacts, Reader, State, Texts};
use crate::sql::{Syntax, Token};
use crate::words;

/// A change of a text: what goes, and what comes instead.
type Edit = (Range<usize>, String);

/// Tells out the query of a view: the server keeps what names mean at this moment, the columns that stars stand for, and
/// the relations, which another search path than the default one may look for elsewhere later.
pub(super) fn view(postgres: &Postgres, state: &State, view: &mut View) {
    if state.search_path().is_some() {
        let facts = QueryFacts::of(postgres, state, view.definition.as_str());
        view.definition = Expr::new(facts.settled(view.definition.as_str(), Texts::new(postgres), state));
    } else if QueryFacts::leaves_out(view.definition.as_str()) {
        let facts = QueryFacts::of(postgres, state, view.definition.as_str());
        view.definition = Expr::new(facts.expanded(view.definition.as_str()));
    }
}

/// Tells out the statements of an object, if it has any that the server reads when it is made.
pub(super) fn tell_out(postgres: &Postgres, state: &State, schema: &str, object: &mut Object) {
    let table = object.table.as_ref().map(|table| TableRef::new(schema, table));
    let teller = Teller { postgres, state, table: table.as_ref(), renamed: None };
    if let Some(text) = teller.object(object) {
        object.text = text;
    }
}

/// The text of an object with a column renamed in its statements, which give their own columns under the names as before;
/// none for an object without such statements. `home` is the object's schema; the state still has the previous name.
pub(super) fn with_column(
    postgres: &Postgres,
    state: &State,
    (home, object): (&str, &Object),
    renamed: (&TableRef, &str, &str),
) -> Option<String> {
    let (table, previous, next) = renamed;
    let text = Teller { postgres, state, table: None, renamed: Some(renamed) }.object(object)?;
    let is_own = object.table.as_ref() == Some(&table.table) && home == table.schema;
    let rows: &[String] = if is_own { &["old".to_owned(), "new".to_owned()] } else { &[] };
    Some(Texts::new(postgres).rename_qualified(&text, rows, previous, next))
}

/// The places between which the statements are.
fn body(reader: &mut Reader<'_>, kind: ObjectKind) -> Option<(usize, usize)> {
    let count = reader.tokens().len();
    let mut skip = |word: &str| {
        while !reader.done() && !reader.eat(word) {
            reader.bump();
        }
    };
    match kind {
        ObjectKind::Rule => {
            skip("DO");
            let _ = reader.eat("ALSO") || reader.eat("INSTEAD");
            let is_list = reader.is_symbol("(");
            let end = reader.tokens().iter().rposition(|token| token.is_symbol(")")).filter(|_| is_list);
            Some((reader.at() + usize::from(is_list), end.unwrap_or(count)))
        }
        ObjectKind::Function | ObjectKind::Procedure => {
            skip("BEGIN ATOMIC");
            let end = reader.tokens().iter().rposition(|token| token.is_word("END"))?;
            (reader.at() < end).then_some((reader.at(), end))
        }
        _ => None,
    }
}

/// What statements are told out with.
struct Teller<'t> {
    postgres: &'t Postgres,
    state: &'t State,
    /// The table of the rule, whose columns OLD and NEW have.
    table: Option<&'t TableRef>,
    /// A table's column with its previous and its next name, to be renamed in statements that are told out already.
    renamed: Option<(&'t TableRef, &'t str, &'t str)>,
}

impl Teller<'_> {
    /// The text of an object with its statements changed, if it has any that the server reads when it is made.
    fn object(&self, object: &Object) -> Option<String> {
        if object.kind != ObjectKind::Rule && !words::mentions(&object.text, "atomic") {
            return None;
        }
        let mut reader = Reader::new(&object.text, Syntax::postgres(), fold);
        let (from, to) = body(&mut reader, object.kind)?;
        let mut edits: Vec<Edit> = Vec::new();
        for (start, end) in statement_spans(&reader, from, to) {
            let text = reader.slice(start, end);
            let offset = reader.tokens().get(start)?.offset;
            if let Some(told) = self.statement(text) {
                edits.push((offset..offset + text.len(), told));
            }
        }
        Some(edited(&object.text, edits, str::to_owned))
    }

    /// The statement with all told out; `None` where something isn't known.
    fn statement(&self, text: &str) -> Option<String> {
        let text = &self.rows_of_event(text);
        let mut reader = Reader::new(text, Syntax::postgres(), fold);
        let mut edits = Vec::new();
        let insert = reader.eat("INSERT INTO");
        if !insert && !reader.eat("UPDATE") && !reader.eat("DELETE FROM") {
            return Some(self.query(text).0);
        }
        reader.eat("ONLY");
        let from = reader.at();
        let target = reader.name().ok()?;
        let is_alias = reader.eat("AS")
            || !reader.is_symbol("(")
                && !reader.is_any(&["VALUES", "SELECT", "WITH", "TABLE", "OVERRIDING", "DEFAULT", "SET"])
                && !reader.is_any(&["USING", "WHERE", "RETURNING"]);
        if is_alias && !reader.done() {
            reader.ident().ok()?;
        }
        let mut sources = reader.slice_from(from).to_owned();
        if insert {
            self.insert(&mut reader, &target, &mut edits).ok()?;
        } else {
            rows_text(&mut reader, &["FROM", "USING", "WHERE", "RETURNING"]);
            if reader.eat("FROM") || reader.eat("USING") {
                sources = format!("{sources}, {}", rows_text(&mut reader, &["WHERE", "RETURNING"]));
            }
        }
        rows_text(&mut reader, &["RETURNING"]);
        if reader.eat("RETURNING") {
            let (start, list) = (reader.offset(), reader.rest());
            let (head, tail) = ("SELECT ", format!(" FROM {sources}"));
            let (told, _) = self.query(&format!("{head}{list}{tail}"));
            let tail = if told.ends_with(&tail) { tail.len() } else { told.len() - told.rfind(" FROM ")? };
            let told = told.get(head.len()..told.len() - tail)?.to_owned();
            edits.push((start..start + list.len(), told));
        }
        Some(edited(text, edits, |part| self.outside(part, text, &target)))
    }

    /// What a part of a statement comes to that is no query.
    fn outside(&self, part: &str, statement: &str, target: &Name) -> String {
        let Some((table, previous, next)) = self.renamed else { return part.to_owned() };
        let texts = Texts::new(self.postgres);
        let target = self.state.find_table(target);
        // What stands alone is the target's then.
        let is_others = target.filter(|target| target != table).is_some_and(|target| {
            self.state.table(&target).is_some_and(|target| target.column(previous).is_some())
        });
        if is_others || !texts.names(statement, &table.table) {
            texts.rename_qualified(part, &texts.aliases_of(statement, &table.table), previous, next)
        } else {
            texts.rename_column_of(part, &table.table, previous, next)
        }
    }

    /// The columns of an INSERT, and its rows.
    fn insert(&self, reader: &mut Reader<'_>, target: &Name, edits: &mut Vec<Edit>) -> Result<(), Problem> {
        let behind =
            reader.at().checked_sub(1).and_then(|at| reader.tokens().get(at)).map_or(0, |token| token.end());
        let has_columns = reader.is_symbol("(")
            && !reader
                .peek_at(1)
                .is_some_and(|next| ["SELECT", "WITH", "VALUES"].iter().any(|word| next.is_word(word)));
        if has_columns {
            reader.parens()?;
        }
        if reader.eat("OVERRIDING") {
            reader.ident()?;
            reader.expect("VALUE")?;
        }
        let start = reader.offset();
        let rows = rows_text(reader, &["ON", "RETURNING"]);
        if reader.sub(&rows).is("DEFAULT") {
            return Ok(());
        }
        let (told, count) = self.query(&rows);
        edits.push((start..start + rows.len(), told));
        let columns = self.state.find_table(target).or_else(|| self.state.find_view(target));
        let columns = columns.and_then(|table| self.columns(&table));
        if let (false, None, Some(columns), Some(count)) = (has_columns, &self.renamed, columns, count)
            && (1..=columns.len()).contains(&count)
        {
            edits.push((behind..behind, format!(" ({})", columns[..count].join(", "))));
        }
        Ok(())
    }

    /// A query told out, and how many columns it gives.
    fn query(&self, text: &str) -> (String, Option<usize>) {
        let facts = QueryFacts::of(self.postgres, self.state, text);
        let told = match &self.renamed {
            Some((table, previous, next)) => {
                facts.with_column(text, Texts::new(self.postgres), table, (previous, next), true)
            }
            None => facts.expanded(text),
        };
        (told, facts.columns.as_ref().map(Vec::len))
    }

    /// The columns of a table or view, as they are written.
    fn columns(&self, table: &TableRef) -> Option<Vec<String>> {
        let names = match self.state.table(table) {
            Some(table) if table.origin.doubt.is_some() => return None,
            Some(table) => table.columns.iter().map(|column| column.name.clone()).collect(),
            None => crate::replay::view_columns(self.postgres, self.state, table)?,
        };
        let texts = Texts::new(self.postgres);
        Some(names.iter().map(|name: &String| texts.written(name)).collect())
    }

    /// The text with `OLD.*` and `NEW.*` told out where they stand for columns, and not for a row.
    fn rows_of_event(&self, text: &str) -> String {
        let reader = Reader::new(text, Syntax::postgres(), fold);
        let tokens = reader.tokens();
        let mut edits: Vec<Edit> = Vec::new();
        let Some(columns) = self.table.and_then(|table| self.columns(table)) else { return text.to_owned() };
        let mut lists = vec![List::Other];
        for (at, token) in tokens.iter().enumerate() {
            List::follow(&mut lists, tokens, at);
            let [dot, star, next] = [1, 2, 3].map(|after| tokens.get(at + after));
            let is_row = (token.is_word("OLD") || token.is_word("NEW"))
                && dot.is_some_and(|dot| dot.is_symbol("."))
                && star.is_some_and(|star| star.is_symbol("*"));
            let ends = next.is_none_or(|next| {
                [",", ")", ";"].iter().any(|end| next.is_symbol(end))
                    || next.is_word("FROM")
                    || next.is_word("WHERE")
            });
            let (Some(star), Some(list)) = (star.filter(|_| is_row && ends), lists.last()) else { continue };
            let all = columns.iter().map(|column| match list {
                // A result keeps its name when the column gets another one.
                List::Select => format!("{row}.{column} AS {column}", row = token.text),
                List::Row | List::Other => format!("{}.{column}", token.text),
            });
            if *list != List::Other {
                let mut place = token.offset..star.end();
                if columns.is_empty() {
                    // A comma goes with what is nothing.
                    let before = at.checked_sub(1).and_then(|at| tokens.get(at));
                    let is_there =
                        |before: &&Token<'_>| edits.last().is_none_or(|(done, _)| done.end < before.end());
                    if let Some(comma) = before.filter(|before| before.is_symbol(",")).filter(is_there) {
                        place.start = comma.offset;
                    } else if let Some(comma) = next.filter(|next| next.is_symbol(",")) {
                        place.end = comma.end();
                    }
                }
                edits.push((place, all.collect::<Vec<_>>().join(", ")));
            }
        }
        edited(text, edits, str::to_owned)
    }
}

/// What is listed at a level of parentheses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum List {
    /// The results of a SELECT.
    Select,
    /// The values of a row.
    Row,
    /// Anything else, arguments among it: there a star stands for a whole row.
    Other,
}

impl List {
    /// Follows one token into the levels that are open.
    fn follow(levels: &mut Vec<Self>, tokens: &[Token<'_>], at: usize) {
        let (token, before) = (&tokens[at], at.checked_sub(1).and_then(|at| tokens.get(at)));
        if token.is_symbol("(") {
            let is_row = before.is_some_and(|before| {
                before.is_word("VALUES")
                    || before.is_word("ROW")
                    || before.is_symbol(",") && tokens[..at].iter().any(|token| token.is_word("VALUES"))
            });
            levels.push(if is_row { Self::Row } else { Self::Other });
        } else if token.is_symbol(")") {
            levels.pop();
        } else if let Some(level) = levels.last_mut() {
            if token.is_word("SELECT") {
                *level = Self::Select;
            } else if ["FROM", "WHERE", "GROUP", "ORDER", "HAVING"].iter().any(|word| token.is_word(word)) {
                *level = Self::Other;
            }
        }
    }
}

/// A text after edits that don't overlap, and with what `other` makes of the rest.
fn edited(text: &str, mut edits: Vec<Edit>, other: impl Fn(&str) -> String) -> String {
    edits.sort_by_key(|(range, _)| range.start);
    let (mut out, mut done) = (String::with_capacity(text.len()), 0);
    for (range, next) in edits {
        out.push_str(&other(text.get(done..range.start).unwrap_or_default()));
        out.push_str(&next);
        done = range.end;
    }
    out.push_str(&other(text.get(done..).unwrap_or_default()));
    out
}
