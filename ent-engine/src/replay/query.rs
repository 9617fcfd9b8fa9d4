//! What a query says: the relations and columns that it reads, and the columns that it gives.
//!
//! Servers keep a view with its stars told out and follow renames into it; this finds the places. Where a query can't be
//! followed (a function whose columns aren't known), the facts are what could be found.

mod core;
mod field;
mod from;
mod result;

use std::sync::Arc;

use super::{State, TEMPORARY, Texts};
use crate::dialect::Dialect;
use crate::model::{TableRef, View};
use crate::sql::{Token, TokenKind, Tokens, identifier_value};
pub(crate) use result::{Gives, ResultColumn};
use result::{Results, names, renamed, united};

/// What is known of a query.
#[derive(Clone, Debug, Default)]
pub(crate) struct QueryFacts {
    /// Names of the columns that it gives, if all of them are known.
    pub(crate) columns: Option<Vec<String>>,
    /// The same columns with where they come from.
    pub(crate) results: Option<Results>,
    /// Stars with what they stand for: byte range and text.
    stars: Vec<(usize, usize, String)>,
    refs: Vec<ColumnRef>,
    /// Columns by whose names relations are joined (USING, NATURAL).
    joined: Vec<(TableRef, String)>,
    /// All columns that expressions name, those of queries in FROM too, by the last part of the name.
    reads: Vec<(String, Arc<ResultColumn>)>,
    relations: Vec<RelationRef>,
    /// Places where a relation's own name stands before a column.
    qualifiers: Vec<(usize, usize, TableRef)>,
}

/// A place that names a column of a relation.
#[derive(Clone, Debug)]
struct ColumnRef {
    from: usize,
    to: usize,
    relation: TableRef,
    column: String,
    /// Where a name for the result would go, if the column stands in a list by itself and has none.
    item_end: Option<usize>,
}

impl ColumnRef {
    /// The place of a token.
    fn at(token: Token<'_>, relation: TableRef, column: String) -> Self {
        Self { from: token.offset, to: token.end(), relation, column, item_end: None }
    }
}

/// A place that names a relation: where the whole name starts, where its last part does, where it ends.
#[derive(Clone, Debug)]
struct RelationRef {
    from: usize,
    last: usize,
    to: usize,
    relation: TableRef,
}

impl QueryFacts {
    /// Reads a query.
    pub(crate) fn of(dialect: &dyn Dialect, state: &State, text: &str) -> Self {
        Self::nested(dialect, state, text, 0)
    }

    /// Reads the query of a view, under the search path under which it was made.
    pub(crate) fn of_view(dialect: &dyn Dialect, state: &State, view: &View) -> Self {
        match &view.origin.search_path {
            Some(path) if *path != state.session.path => {
                let mut state = state.clone();
                state.session.path.clone_from(path);
                Self::of(dialect, &state, view.definition.as_str())
            }
            None if state.session.path != [state.connection.clone()] => {
                let mut state = state.clone();
                state.session.path = vec![state.connection.clone()];
                Self::of(dialect, &state, view.definition.as_str())
            }
            _ => Self::of(dialect, state, view.definition.as_str()),
        }
    }

    fn nested(dialect: &dyn Dialect, state: &State, text: &str, depth: usize) -> Self {
        let tokens: Vec<_> = Tokens::new(text, dialect.syntax()).collect();
        let mut reading = Reading {
            dialect,
            state,
            text,
            tokens,
            facts: Self::default(),
            depth,
            texts: Texts::new(dialect),
        };
        let (_, results) = reading.query(0, &[], &[]);
        let columns = results.as_ref().map(names);
        QueryFacts { columns, results, ..reading.facts }
    }

    /// Whether a query may leave columns for the server to tell out: with a star, or `TABLE t`.
    pub(crate) fn leaves_out(text: &str) -> bool {
        text.contains('*') || crate::words::mentions(text, "table")
    }

    /// The query with its stars told out.
    pub(crate) fn expanded(&self, text: &str) -> String {
        edit(text, self.stars.clone())
    }

    /// The same, with the schema of each relation that has none before its name.
    pub(crate) fn settled(&self, text: &str, texts: Texts<'_>, state: &State) -> String {
        let bare = self.relations.iter().filter(|found| found.from == found.last);
        let bare = bare.filter(|found| found.relation.schema != TEMPORARY);
        let schemas = bare.map(|found| {
            let schema = texts.written(state.written_schema(&found.relation.schema));
            (found.from, found.from, format!("{schema}."))
        });
        edit(text, self.stars.iter().cloned().chain(schemas).collect())
    }

    /// The query with its stars told out, but for those that stand behind a text that `is_kept` knows.
    pub(crate) fn expanded_but(&self, text: &str, is_kept: fn(&str) -> bool) -> String {
        let stays = |start: &usize| text.get(..*start).is_some_and(is_kept);
        edit(text, self.stars.iter().filter(|(start, ..)| !stays(start)).cloned().collect())
    }

    /// Whether the query reads a column of a relation.
    pub(crate) fn reads(&self, relation: &TableRef, column: &str) -> bool {
        self.refs.iter().any(|found| found.relation == *relation && found.column == column)
            || self.joined.iter().any(|(joined, name)| joined == relation && name == column)
    }

    /// The query after a column of a relation got another name. Where `keeps_names`, it gives its own columns under
    /// the names as before.
    pub(crate) fn with_column(
        &self,
        text: &str,
        texts: Texts<'_>,
        relation: &TableRef,
        (previous, next): (&str, &str),
        keeps_names: bool,
    ) -> String {
        let mut edits = Vec::new();
        for found in self.refs.iter().filter(|found| found.relation == *relation && found.column == previous)
        {
            edits.push((found.from, found.to, texts.written(next)));
            if let Some(end) = found.item_end.filter(|_| keeps_names) {
                edits.push((end, end, format!(" AS {}", texts.written(previous))));
            }
        }
        edit(text, edits)
    }

    /// The query after a relation got another name, or another schema, which is then written before it.
    pub(crate) fn with_relation(
        &self,
        text: &str,
        texts: Texts<'_>,
        previous: &TableRef,
        next: &TableRef,
    ) -> String {
        let mut edits = Vec::new();
        for found in self.relations.iter().filter(|found| found.relation == *previous) {
            let moved = previous.schema != next.schema;
            let (from, name) = match next.schema.as_str() {
                schema if moved && !schema.is_empty() => {
                    (found.from, format!("{}.{}", texts.written(schema), texts.written(&next.table)))
                }
                _ if moved => (found.from, texts.written(&next.table)),
                _ => (found.last, texts.written(&next.table)),
            };
            edits.push((from, found.to, name));
        }
        for (from, to, _) in self.qualifiers.iter().filter(|(_, _, relation)| relation == previous) {
            edits.push((*from, *to, texts.written(&next.table)));
        }
        edit(text, edits)
    }
}

/// Replaces byte ranges of a text.
fn edit(text: &str, mut edits: Vec<(usize, usize, String)>) -> String {
    edits.sort();
    edits.dedup();
    let mut next = String::with_capacity(text.len());
    let mut done = 0;
    for (from, to, replacement) in edits {
        if from < done {
            continue;
        }
        next.push_str(text.get(done..from).unwrap_or_default());
        next.push_str(&replacement);
        done = to;
    }
    next.push_str(text.get(done..).unwrap_or_default());
    next
}

/// A query while it is read.
struct Reading<'a, 'd> {
    dialect: &'d dyn Dialect,
    state: &'a State,
    text: &'a str,
    tokens: Vec<Token<'a>>,
    facts: QueryFacts,
    depth: usize,
    texts: Texts<'d>,
}

/// A common table expression.
#[derive(Clone, Debug)]
struct Common {
    name: String,
    results: Option<Results>,
}

/// Something that FROM names.
#[derive(Clone, Debug)]
struct Source {
    /// The name by which columns are qualified.
    name: String,
    /// Whether the name is the relation's own, not an alias.
    own_name: bool,
    relation: Option<TableRef>,
    columns: Option<Vec<String>>,
    /// Where the columns of a query come from.
    results: Option<Results>,
    /// Columns that no star stands for.
    hidden: Vec<String>,
    /// Columns that it shares with what stands before it (USING, NATURAL).
    shared: Vec<String>,
}

impl<'a> Reading<'a, '_> {
    fn token(&self, at: usize) -> Option<Token<'a>> {
        self.tokens.get(at).copied()
    }

    fn is(&self, at: usize, word: &str) -> bool {
        self.token(at).is_some_and(|token| token.is_word(word))
    }

    fn is_any(&self, at: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(at, word))
    }

    fn is_symbol(&self, at: usize, symbol: &str) -> bool {
        self.token(at).is_some_and(|token| token.is_symbol(symbol))
    }

    fn name(&self, at: usize) -> Option<String> {
        let token = self.token(at)?;
        match token.kind {
            TokenKind::Word => Some((self.dialect.fold())(token.text)),
            TokenKind::QuotedIdentifier => {
                Some(identifier_value(token.text, self.dialect.syntax()).into_owned())
            }
            _ => None,
        }
    }

    /// The place behind the parenthesis that opens at `at`.
    fn behind(&self, at: usize) -> usize {
        let mut depth = 0usize;
        for (place, token) in self.tokens.iter().enumerate().skip(at) {
            match token.text {
                "(" => depth += 1,
                ")" => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 {
                return place + 1;
            }
        }
        self.tokens.len()
    }

    fn starts_query(&self, at: usize) -> bool {
        self.is_any(at, &["SELECT", "WITH", "VALUES", "TABLE"])
            || self.is_symbol(at, "(") && self.starts_query_deep(at + 1)
    }

    fn starts_query_deep(&self, mut at: usize) -> bool {
        while self.is_symbol(at, "(") {
            at += 1;
        }
        self.is_any(at, &["SELECT", "WITH", "VALUES", "TABLE"])
    }

    /// Reads a query from `at` to the parenthesis that closes it, or the end.
    fn query(
        &mut self,
        mut at: usize,
        commons: &[Common],
        outer: &[Vec<Source>],
    ) -> (usize, Option<Results>) {
        let mut commons = commons.to_vec();
        if self.is(at, "WITH") {
            at += 1;
            let recursive = self.is(at, "RECURSIVE");
            at += usize::from(recursive);
            at = self.commons(at, recursive, &mut commons, outer);
        }
        let (mut at, mut results) = self.operand(at, &commons, outer);
        while self.is_any(at, &["UNION", "EXCEPT", "INTERSECT"]) {
            at += 1;
            at += usize::from(self.is_any(at, &["ALL", "DISTINCT"]));
            let (end, next) = self.operand(at, &commons, outer);
            results = united(results, next);
            at = end;
        }
        // ORDER BY and the like, over a set operation: names of results.
        let end = self.end(at);
        self.expressions(at, end, &commons, outer);
        (end, results)
    }

    /// The end of what goes on at this level.
    fn end(&self, mut at: usize) -> usize {
        while at < self.tokens.len() && !self.is_symbol(at, ")") {
            at = if self.is_symbol(at, "(") { self.behind(at) } else { at + 1 };
        }
        at
    }

    fn commons(
        &mut self,
        mut at: usize,
        recursive: bool,
        commons: &mut Vec<Common>,
        outer: &[Vec<Source>],
    ) -> usize {
        while let Some(name) = self.name(at) {
            at += 1;
            let listed = if self.is_symbol(at, "(") {
                let end = self.behind(at);
                let names: Vec<String> = (at + 1..end).filter_map(|at| self.name(at)).collect();
                at = end;
                Some(names)
            } else {
                None
            };
            while !self.is_symbol(at, "(") && at < self.tokens.len() {
                at += 1;
            }
            let listed = |results: Option<Results>| match (&listed, results) {
                (Some(names), Some(results)) => Some(renamed(&results, names)),
                (Some(names), None) => {
                    Some(names.iter().map(|name| ResultColumn::new(name.clone(), Gives::Unknown)).collect())
                }
                (None, results) => results,
            };
            let mut visible = commons.clone();
            if recursive {
                // What the first of the queries gives, as that does not name the expression itself.
                let kept = self.facts.clone();
                let (_, results) = self.operand(at + 1, commons, outer);
                self.facts = kept;
                visible.push(Common { name: name.clone(), results: listed(results) });
            }
            let (end, results) = self.query(at + 1, &visible, outer);
            commons.push(Common { name, results: listed(results) });
            at = end + 1;
            // SEARCH and CYCLE clauses.
            while at < self.tokens.len() && !self.is_symbol(at, ",") && !self.starts_query(at) {
                at += 1;
            }
            if !self.is_symbol(at, ",") {
                break;
            }
            at += 1;
        }
        at
    }

    fn operand(&mut self, at: usize, commons: &[Common], outer: &[Vec<Source>]) -> (usize, Option<Results>) {
        if self.is_symbol(at, "(") {
            let (end, results) = self.query(at + 1, commons, outer);
            return (end + 1, results);
        }
        if self.is(at, "WITH") {
            return self.query(at, commons, outer);
        }
        if self.is(at, "SELECT") {
            return self.select(at + 1, commons, outer);
        }
        if self.is(at, "TABLE") {
            let mut sources = Vec::new();
            let end = self.from(at + 1, commons, outer, &mut sources, &mut Vec::new());
            return (end, self.whole_table(at, &sources));
        }
        if self.is(at, "VALUES") {
            return self.values(at + 1, commons, outer);
        }
        (self.end(at), None)
    }

    /// The columns of a relation, by its name in the realm.
    fn columns_of(&self, relation: &TableRef) -> Option<Vec<String>> {
        if let Some(table) = self.state.table(relation) {
            // The columns of a temporary table are not always followed.
            let known =
                (relation.schema != TEMPORARY || !table.columns.is_empty()) && table.origin.doubt.is_none();
            return known.then(|| table.columns.iter().map(|column| column.name.clone()).collect());
        }
        let view = self.state.realm.schema(&relation.schema)?.view(&relation.table)?;
        if self.depth > 16 {
            return None;
        }
        let mut columns =
            Self::facts_of(self.dialect, self.state, view.definition.as_str(), self.depth + 1).columns?;
        for (column, name) in columns.iter_mut().zip(&view.columns) {
            column.clone_from(name);
        }
        Some(columns)
    }

    fn facts_of(dialect: &dyn Dialect, state: &State, text: &str, depth: usize) -> QueryFacts {
        QueryFacts::nested(dialect, state, text, depth)
    }
}

/// The names of a view's columns, if they are known.
pub(crate) fn view_columns(dialect: &dyn Dialect, state: &State, view: &TableRef) -> Option<Vec<String>> {
    let found = state.realm.schema(&view.schema)?.view(&view.table)?;
    let mut columns = QueryFacts::of_view(dialect, state, found).columns?;
    for (column, name) in columns.iter_mut().zip(&found.columns) {
        column.clone_from(name);
    }
    Some(columns)
}
