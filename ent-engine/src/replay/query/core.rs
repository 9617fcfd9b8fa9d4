//! One SELECT: its list, and the names in its expressions.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::from::joined_by;
use super::{ColumnRef, Common, Gives, Reading, ResultColumn, Results, Source, united};
use crate::dialect::TableColumns;
use crate::sql::TokenKind;

/// Words that end the list or FROM of a SELECT.
pub(super) const CLAUSES: [&str; 13] = [
    "FROM",
    "WHERE",
    "GROUP",
    "HAVING",
    "WINDOW",
    "ORDER",
    "LIMIT",
    "OFFSET",
    "FETCH",
    "FOR",
    "UNION",
    "EXCEPT",
    "INTERSECT",
];

/// A column that a star stands for.
struct Told {
    sql: String,
    result: Arc<ResultColumn>,
}

impl Reading<'_, '_> {
    /// Reads a SELECT from the token behind the word.
    pub(super) fn select(
        &mut self,
        mut at: usize,
        commons: &[Common],
        outer: &[Vec<Source>],
    ) -> (usize, Option<Results>) {
        let mut distinct = None;
        if self.is_any(at, &["ALL", "DISTINCT"]) {
            at += 1;
            if self.is(at, "ON") && self.is_symbol(at + 1, "(") {
                let end = self.behind(at + 1);
                distinct = Some((at + 2, end.saturating_sub(1)));
                at = end;
            }
        }
        let list_end = self.clause_end(at);
        let items = self.items(at, list_end);
        let mut sources = Vec::new();
        let mut end = list_end;
        let mut conditions = Vec::new();
        if self.is(end, "FROM") {
            end = self.from(end + 1, commons, outer, &mut sources, &mut conditions);
            self.facts.joined.extend(joined_by(&sources));
        }
        let rest = end;
        while end < self.tokens.len()
            && !self.is_symbol(end, ")")
            && !self.is_any(end, &["UNION", "EXCEPT", "INTERSECT"])
        {
            end = if self.is_symbol(end, "(") { self.behind(end) } else { end + 1 };
        }
        let mut scopes = outer.to_vec();
        scopes.push(sources.clone());
        for (from, to) in distinct.into_iter().chain(conditions).chain([(rest, end)]) {
            self.expressions(from, to, commons, &scopes);
        }
        let mut results = Some(Vec::new());
        let (mut follows, mut starts) = (false, true);
        for (from, to) in items {
            let found = self.item(from, to, commons, &scopes, &sources);
            // A star that stands for nothing takes a comma with it.
            let is_empty = found.as_ref().is_some_and(Vec::is_empty);
            if !starts && (is_empty || !follows) {
                self.drop_comma(from);
            }
            (follows, starts) = (follows || !is_empty, false);
            match found {
                Some(found) => {
                    if let Some(results) = &mut results {
                        results.extend(found);
                    }
                }
                None => results = None,
            }
        }
        (end, results)
    }

    /// Reads rows of VALUES from the token behind the word.
    pub(super) fn values(
        &mut self,
        mut at: usize,
        commons: &[Common],
        outer: &[Vec<Source>],
    ) -> (usize, Option<Results>) {
        let mut results: Option<Results> = None;
        while self.is_symbol(at, "(") {
            let next = self.behind(at);
            let items = self.items(at + 1, next.saturating_sub(1));
            let row = items.into_iter().enumerate().map(|(number, (from, to))| {
                let before = self.facts.reads.len();
                self.expressions(from, to, commons, outer);
                let gives = self.expression(from, to, before).unwrap_or(Gives::Unknown);
                ResultColumn::new(format!("column{}", number + 1), gives)
            });
            let row: Results = row.collect();
            results = if results.is_none() { Some(row) } else { united(results, Some(row)) };
            at = if self.is_symbol(next, ",") { next + 1 } else { next };
        }
        (at, results)
    }

    /// What the expression between two tokens gives; columns that it names were noted from `before` on.
    fn expression(&self, from: usize, to: usize, before: usize) -> Option<Gives> {
        let text = self.text.get(self.token(from)?.offset..self.token(to.checked_sub(1)?)?.end())?;
        let mut known = BTreeSet::new();
        let reads = self.facts.reads.get(before..).unwrap_or_default().iter().filter(|(name, read)| {
            let Gives::Column(relation, column) = &read.gives else { return true };
            known.insert((name, &relation.schema, &relation.table, column))
        });
        Some(Gives::Expression { text: text.to_owned(), reads: reads.cloned().collect() })
    }

    /// Takes the comma before an item out of the query with its stars told out.
    fn drop_comma(&mut self, item: usize) {
        if let Some(comma) = item.checked_sub(1).and_then(|at| self.token(at)) {
            self.facts.stars.push((comma.offset, comma.end(), String::new()));
        }
    }

    /// The place of the word that ends what starts at `at`.
    pub(super) fn clause_end(&self, mut at: usize) -> usize {
        while at < self.tokens.len() && !self.is_symbol(at, ")") {
            let is_distinct_from = self.is(at, "FROM") && at > 0 && self.is(at - 1, "DISTINCT");
            if self.is_any(at, &CLAUSES) && !is_distinct_from && !(at > 0 && self.is_symbol(at - 1, ".")) {
                break;
            }
            at = if self.is_symbol(at, "(") { self.behind(at) } else { at + 1 };
        }
        at
    }

    /// The items of a list between commas.
    pub(super) fn items(&self, from: usize, to: usize) -> Vec<(usize, usize)> {
        let (mut items, mut start, mut at) = (Vec::new(), from, from);
        while at < to {
            if self.is_symbol(at, ",") {
                items.push((start, at));
                start = at + 1;
            }
            at = match self.token(at).map(|token| token.text) {
                Some("(") => self.behind(at),
                Some("[") => self.behind_bracket(at),
                _ => at + 1,
            };
        }
        if start < to {
            items.push((start, to));
        }
        items
    }

    fn behind_bracket(&self, at: usize) -> usize {
        let mut depth = 0usize;
        for (place, token) in self.tokens.iter().enumerate().skip(at) {
            match token.text {
                "[" => depth += 1,
                "]" => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 {
                return place + 1;
            }
        }
        self.tokens.len()
    }

    /// One item of a list: the columns that it gives.
    fn item(
        &mut self,
        from: usize,
        to: usize,
        commons: &[Common],
        scopes: &[Vec<Source>],
        sources: &[Source],
    ) -> Option<Results> {
        let last = to.checked_sub(1)?;
        if self.is_symbol(last, "*") && (to - from == 1 || self.is_symbol(last - 1, ".")) {
            return match self.is_symbol(from, "(") {
                true => self.star_of_function(from, to, commons, scopes),
                false => self.star(from, to, scopes, sources),
            };
        }
        let named = self.alias(from, to);
        let expr_end = named.as_ref().map_or(to, |(_, end)| *end);
        let (before, reads) = (self.facts.refs.len(), self.facts.reads.len());
        self.expressions(from, expr_end, commons, scopes);
        let is_path = (from..expr_end).all(|at| (at - from).is_multiple_of(2) || self.is_symbol(at, "."))
            && (expr_end - from) % 2 == 1
            && (from..expr_end).step_by(2).all(|at| self.name(at).is_some());
        let text = self.text.get(self.token(from)?.offset..self.token(expr_end.checked_sub(1)?)?.end())?;
        let gives = match self.facts.reads.get(reads) {
            Some((_, read)) if is_path => match &read.gives {
                Gives::Column(..) => read.gives.clone(),
                _ => Gives::Derived(Arc::clone(read)),
            },
            _ => self.expression(from, expr_end, reads)?,
        };
        let result = |name| Some(vec![ResultColumn::new(name, gives)]);
        if let Some((name, _)) = named {
            return result(name);
        }
        if is_path {
            let end = self.token(last).map(|token| token.end());
            if let Some(found) = self.facts.refs.get_mut(before) {
                found.item_end = end;
            }
            return result(self.name(last)?);
        }
        let name = self.dialect.column_of_expression(text);
        self.field_item(from, to);
        result(name)
    }

    /// The name that an item is given, and where its expression ends.
    fn alias(&self, from: usize, to: usize) -> Option<(String, usize)> {
        let last = to.checked_sub(1).filter(|last| *last > from)?;
        let name = self.name(last)?;
        let before = self.token(last - 1)?;
        if before.is_word("AS") {
            return Some((name, last - 1));
        }
        let ends_operand = match before.kind {
            TokenKind::Symbol => matches!(before.text, ")" | "]"),
            TokenKind::Word => {
                let operators = [
                    "AND",
                    "OR",
                    "NOT",
                    "IS",
                    "LIKE",
                    "ILIKE",
                    "IN",
                    "BETWEEN",
                    "COLLATE",
                    "ZONE",
                    "FROM",
                    "DISTINCT",
                    "THEN",
                    "ELSE",
                    "WHEN",
                    "CASE",
                    "SIMILAR",
                    "TO",
                    "PRECISION",
                    "INTERVAL",
                    "DATE",
                    "TIMESTAMP",
                ];
                !operators.iter().any(|word| before.is_word(word))
                    || before.is_word("DATE") && last - 1 > from
            }
            _ => true,
        };
        let is_word_of_expr = ["END", "NULL", "TRUE", "FALSE", "UNKNOWN", "VARYING", "PRECISION", "ZONE"]
            .iter()
            .any(|word| self.is(last, word));
        (ends_operand && !is_word_of_expr).then_some((name, last))
    }

    /// Tells a star out.
    fn star(
        &mut self,
        from: usize,
        to: usize,
        scopes: &[Vec<Source>],
        sources: &[Source],
    ) -> Option<Results> {
        let start = self.token(from)?.offset;
        let end = self.token(to - 1)?.end();
        let written: Vec<Told> = if to - from == 1 {
            self.all_columns(sources)?
        } else {
            let scope = scopes.iter().rev().find(|scope| self.owner(scope, to - 1).is_some())?;
            self.columns_of_source(self.owner(scope, to - 1)?, scope)?
        };
        let list: Vec<&str> = written.iter().map(|told| told.sql.as_str()).collect();
        self.facts.stars.push((start, end, list.join(", ")));
        Some(written.into_iter().map(|told| told.result).collect())
    }

    /// Tells out the star behind a function in parentheses, which gives a row: the function is called for each column.
    fn star_of_function(
        &mut self,
        from: usize,
        to: usize,
        commons: &[Common],
        scopes: &[Vec<Source>],
    ) -> Option<Results> {
        self.expressions(from, to - 2, commons, scopes);
        let (function, arguments) = self.full_name(from + 1);
        let is_call = self.is_symbol(arguments, "(")
            && self.behind(arguments) + 1 == self.behind(from)
            && self.behind(from) + 2 == to;
        let Some(TableColumns::Named(columns)) =
            is_call.then(|| self.dialect.function_columns(self.state, &function)).flatten()
        else {
            return None;
        };
        let (start, end) = (self.token(from)?.offset, self.token(to - 1)?.end());
        let call = self.text.get(start..self.token(to - 3)?.end())?;
        let list: Vec<String> =
            columns.iter().map(|column| format!("{call}.{}", self.texts.written(column))).collect();
        self.facts.stars.push((start, end, list.join(", ")));
        Some(columns.into_iter().map(|column| ResultColumn::new(column, Gives::Unknown)).collect())
    }

    /// Tells out the `TABLE` that names a source as the SELECT that it stands for.
    pub(super) fn whole_table(&mut self, word: usize, sources: &[Source]) -> Option<Results> {
        let columns = self.all_columns(sources)?;
        let token = self.token(word)?;
        let list: Vec<&str> = columns.iter().map(|told| told.sql.as_str()).collect();
        let select = format!("SELECT {} FROM", list.join(", "));
        self.facts.stars.push((token.offset, token.end(), select));
        Some(columns.into_iter().map(|told| told.result).collect())
    }

    /// A column of a source, by its name.
    fn result_of(&self, source: &Source, name: &str) -> Arc<ResultColumn> {
        let gives = match &source.relation {
            Some(relation) => Gives::Column(relation.clone(), name.to_owned()),
            None => {
                let case = self.dialect.naming().columns;
                let mut results = source.results.iter().flatten();
                let found = results.find(|result| case.same(&result.name, name));
                found.map_or(Gives::Unknown, |found| Gives::Derived(Arc::clone(found)))
            }
        };
        ResultColumn::new(name.to_owned(), gives)
    }

    /// All columns of a source.
    pub(super) fn results_of(&self, source: &Source) -> Option<Results> {
        Some(source.columns.as_ref()?.iter().map(|name| self.result_of(source, name)).collect())
    }

    /// The source of a scope that a star or a column at a place is qualified with: two of one name are told apart by their
    /// schemas.
    pub(super) fn owner<'s>(&self, scope: &'s [Source], at: usize) -> Option<&'s Source> {
        let naming = self.dialect.naming();
        let name = self.name(at.checked_sub(2)?)?;
        let mut sources = scope.iter().filter(|source| naming.tables.same(&source.name, &name));
        let is_qualified = at >= 4 && self.is_symbol(at - 3, ".");
        let Some(schema) = is_qualified.then(|| self.name(at - 4)).flatten() else { return sources.next() };
        let schema = self.state.schema_name(&schema);
        let first = sources.clone().next();
        let is_in =
            |source: &&Source| source.relation.as_ref().is_some_and(|relation| relation.schema == schema);
        sources.find(is_in).or(first)
    }

    /// The source that has a column which is named alone: that of the innermost query that has one.
    pub(super) fn source_with<'s>(&self, scopes: &'s [Vec<Source>], column: &str) -> Option<&'s Source> {
        let case = self.dialect.naming().columns;
        let has = |source: &&Source| source.columns.iter().flatten().any(|name| case.same(name, column));
        scopes.iter().rev().find_map(|scope| scope.iter().find(has))
    }

    /// A source's columns as SQL, with their names; `scope` has the sources that they are told from.
    fn columns_of_source(&self, source: &Source, scope: &[Source]) -> Option<Vec<Told>> {
        let case = self.dialect.naming().tables;
        let alike = scope.iter().filter(|other| case.same(&other.name, &source.name)).count();
        let relation = source.relation.as_ref().filter(|_| alike > 1 && source.own_name);
        let schema = relation.map(|relation| self.state.written_schema(&relation.schema));
        let schema = schema.filter(|schema| !schema.is_empty());
        let schema = schema.map(|schema| format!("{}.", self.texts.written(schema))).unwrap_or_default();
        let owner = format!("{schema}{}", self.texts.written(&source.name));
        let told = |name: &String| Told {
            sql: format!("{owner}.{}", self.texts.written(name)),
            result: self.result_of(source, name),
        };
        let shown = |name: &&String| !source.hidden.contains(name);
        Some(source.columns.as_ref()?.iter().filter(shown).map(told).collect())
    }

    /// All columns of FROM: those that sources share come first and once.
    fn all_columns(&self, sources: &[Source]) -> Option<Vec<Told>> {
        let mut all: Vec<Told> = Vec::new();
        for source in sources {
            let own = self.columns_of_source(source, sources)?;
            let shared = |name: &str| source.shared.iter().any(|shared| shared == name);
            let merged = source
                .shared
                .iter()
                .map(|name| Told { sql: self.texts.written(name), result: self.result_of(source, name) });
            let mut next: Vec<Told> = merged.collect();
            next.extend(all.into_iter().filter(|told| !shared(&told.result.name)));
            next.extend(own.into_iter().filter(|told| !shared(&told.result.name)));
            all = next;
        }
        (!sources.is_empty()).then_some(all)
    }

    /// Finds the columns that expressions name, and reads the queries in them.
    pub(super) fn expressions(&mut self, from: usize, to: usize, commons: &[Common], scopes: &[Vec<Source>]) {
        let mut at = from;
        while at < to {
            if self.is_symbol(at, "(") && self.starts_query(at + 1) {
                let (end, _) = self.query(at + 1, commons, scopes);
                at = end + 1;
                continue;
            }
            if self.is_symbol(at, "(") {
                self.field(at, scopes);
            }
            self.column(at, scopes);
            at += 1;
        }
    }

    /// Records the column that a token names, if it does.
    fn column(&mut self, at: usize, scopes: &[Vec<Source>]) {
        let Some(name) = self.name(at) else { return };
        let Some(token) = self.token(at) else { return };
        let is_call = self.is_symbol(at + 1, "(");
        let is_type = at > 0 && (self.is_symbol(at - 1, "::") || self.is_any(at - 1, &["AS", "COLLATE"]));
        let is_constant = token.kind == TokenKind::Word
            && self.token(at + 1).is_some_and(|next| next.kind == TokenKind::String);
        if is_call || is_type || is_constant || self.is_symbol(at + 1, ".") {
            return;
        }
        let naming = self.dialect.naming();
        let owner = (at >= 2 && self.is_symbol(at - 1, ".")).then(|| self.name(at - 2));
        let found = match &owner {
            Some(None) => return,
            Some(Some(_)) => scopes.iter().rev().find_map(|scope| self.owner(scope, at)),
            None => self.source_with(scopes, &name),
        };
        let Some(source) = found else {
            if owner.is_some() {
                self.facts.reads.push((name.clone(), ResultColumn::new(name, Gives::Unknown)));
            }
            return;
        };
        let Some(relation) = source.relation.clone() else {
            let read = self.result_of(source, &name);
            self.facts.reads.push((name, read));
            return;
        };
        let column = source
            .columns
            .iter()
            .flatten()
            .find(|column| naming.columns.same(column, &name))
            .cloned()
            .unwrap_or_else(|| name.clone());
        self.facts.reads.push((name, self.result_of(source, &column)));
        if owner.is_some()
            && source.own_name
            && let Some(token) = self.token(at - 2)
        {
            self.facts.qualifiers.push((token.offset, token.end(), relation.clone()));
        }
        self.facts.refs.push(ColumnRef::at(token, relation, column));
    }
}
