//! What stands in FROM.

use super::core::CLAUSES;
use super::{Common, Reading, RelationRef, Source, names, renamed};
use crate::dialect::TableColumns;
use crate::model::TableRef;
use crate::replay::Name;

const JOINS: [&str; 8] = ["JOIN", "INNER", "LEFT", "RIGHT", "FULL", "CROSS", "NATURAL", "OUTER"];

impl Reading<'_, '_> {
    /// Reads FROM up to its end; the places of its conditions go to `conditions`.
    pub(super) fn from(
        &mut self,
        mut at: usize,
        commons: &[Common],
        outer: &[Vec<Source>],
        sources: &mut Vec<Source>,
        conditions: &mut Vec<(usize, usize)>,
    ) -> usize {
        let mut natural = false;
        while at < self.tokens.len() && !self.is_symbol(at, ")") && !self.is_any(at, &CLAUSES) {
            if self.is_symbol(at, ",") || self.is_any(at, &JOINS) {
                natural |= self.is(at, "NATURAL");
                at += 1;
                continue;
            }
            if self.is(at, "ON") {
                let end = self.condition_end(at + 1);
                conditions.push((at + 1, end));
                at = end;
                continue;
            }
            if self.is(at, "USING") && self.is_symbol(at + 1, "(") {
                let end = self.behind(at + 1);
                let names: Vec<String> = (at + 2..end).filter_map(|at| self.name(at)).collect();
                if let Some(source) = sources.last_mut() {
                    source.shared = names;
                }
                at = end;
                // `USING (..) AS alias`.
                at += if self.is(at, "AS") { 2 } else { 0 };
                continue;
            }
            if self.is_any(at, &["ONLY", "LATERAL"]) {
                at += 1;
                continue;
            }
            let next = self.source(at, commons, outer, sources, conditions);
            if natural {
                natural = false;
                share_all(sources);
            }
            at = next.max(at + 1);
        }
        at
    }

    fn condition_end(&self, mut at: usize) -> usize {
        while at < self.tokens.len() && !self.is_symbol(at, ")") && !self.is_symbol(at, ",") {
            // LEFT( and RIGHT( are functions.
            let is_function = self.is_symbol(at + 1, "(") && self.is_any(at, &["LEFT", "RIGHT"]);
            let is_distinct_from = self.is(at, "FROM") && at > 0 && self.is(at - 1, "DISTINCT");
            let ends =
                self.is_any(at, &CLAUSES) && !is_distinct_from || self.is_any(at, &JOINS) && !is_function;
            if ends || self.is(at, "ON") {
                break;
            }
            at = if self.is_symbol(at, "(") { self.behind(at) } else { at + 1 };
        }
        at
    }

    /// The name at a place, with its schema if it has one, and where it ends: at the place itself where there is none.
    pub(super) fn full_name(&self, at: usize) -> (Name, usize) {
        let (mut full, mut end) = (Name::default(), at);
        while let Some(part) = self.name(end) {
            full.schema = (end > at).then(|| std::mem::take(&mut full.name));
            full.name = part;
            end += 1;
            if !self.is_symbol(end, ".") {
                break;
            }
            end += 1;
        }
        (full, end)
    }

    /// One relation, query, function or join in parentheses, with its alias.
    fn source(
        &mut self,
        at: usize,
        commons: &[Common],
        outer: &[Vec<Source>],
        sources: &mut Vec<Source>,
        conditions: &mut Vec<(usize, usize)>,
    ) -> usize {
        let mut source = Source {
            name: String::new(),
            own_name: false,
            relation: None,
            columns: None,
            results: None,
            shared: Vec::new(),
            hidden: Vec::new(),
        };
        let mut function = None;
        let mut end;
        if self.is_symbol(at, "(") {
            if !self.starts_query_deep(at + 1) {
                let end = self.from(at + 1, commons, outer, sources, conditions);
                return end + 1;
            }
            // What stands before it is visible to a LATERAL query.
            let mut scopes = outer.to_vec();
            scopes.push(sources.clone());
            let (close, results) = self.query(at + 1, commons, &scopes);
            source.columns = results.as_ref().map(names);
            source.results = results;
            end = close + 1;
        } else {
            let first = at;
            let full;
            (full, end) = self.full_name(first);
            if end == first {
                return self.end(at);
            }
            source.name.clone_from(&full.name);
            if self.is_symbol(end, "(") {
                let close = self.behind(end);
                conditions.push((end + 1, close.saturating_sub(1)));
                end = close;
                function = self.dialect.function_columns(self.state, &full);
                if self.is(end, "WITH") && self.is(end + 1, "ORDINALITY") {
                    end += 2;
                    function = None;
                }
            } else {
                self.relation(&full, first, end, commons, &mut source);
            }
        }
        if self.is_symbol(end, "*") {
            end += 1;
        }
        let ends = end >= self.tokens.len()
            || self.is_any(end, &CLAUSES)
            || self.is_any(end, &JOINS)
            || self.is_any(end, &["ON", "USING", "TABLESAMPLE"]);
        if !ends {
            end += usize::from(self.is(end, "AS"));
            if let Some(alias) = self.name(end) {
                source.name = alias;
                source.own_name = false;
                end += 1;
            }
        }
        source.columns = match function {
            Some(TableColumns::OfAlias) => Some(vec![source.name.clone()]),
            Some(TableColumns::Named(columns)) => Some(columns),
            None => source.columns,
        };
        if !ends && self.is_symbol(end, "(") {
            let close = self.behind(end);
            let items = self.items(end + 1, close.saturating_sub(1));
            let names: Vec<String> = items.iter().filter_map(|(from, _)| self.name(*from)).collect();
            // A relation under other column names is not followed into by renames.
            let results = self.results_of(&source);
            source.results = results.map(|results| renamed(&results, &names));
            source.relation = None;
            source.columns = match source.columns.take() {
                Some(columns) if columns.len() > names.len() => {
                    let rest = columns.into_iter().skip(names.len());
                    Some(names.iter().cloned().chain(rest).collect())
                }
                _ => Some(names),
            };
            end = close;
        }
        if self.is(end, "TABLESAMPLE") {
            end += 2;
            end = if self.is_symbol(end, "(") { self.behind(end) } else { end };
        }
        sources.push(source);
        end
    }

    fn relation(&mut self, full: &Name, first: usize, end: usize, commons: &[Common], source: &mut Source) {
        let case = self.dialect.naming().tables;
        let common = commons.iter().rev().find(|common| case.same(&common.name, &full.name));
        if let Some(common) = common.filter(|_| full.schema.is_none()) {
            source.columns = common.results.as_ref().map(names);
            source.results.clone_from(&common.results);
            return;
        }
        let Some(relation) = self.state.find_table(full).or_else(|| self.state.find_view(full)) else {
            return;
        };
        source.columns = self.columns_of(&relation);
        let columns = self.state.table(&relation).map(|table| table.columns.iter()).into_iter().flatten();
        source.hidden = columns.filter(|column| column.invisible).map(|column| column.name.clone()).collect();
        source.own_name = true;
        if let (Some(from), Some(last)) = (self.token(first), self.token(end - 1)) {
            let (from, to) = (from.offset, last.end());
            self.facts.relations.push(RelationRef {
                from,
                last: last.offset,
                to,
                relation: relation.clone(),
            });
        }
        source.relation = Some(relation);
    }
}

/// The columns of relations by whose names sources are joined.
pub(super) fn joined_by(sources: &[Source]) -> Vec<(TableRef, String)> {
    let mut joined = Vec::new();
    for (at, source) in sources.iter().enumerate() {
        for name in &source.shared {
            let has = |other: &&Source| other.columns.iter().flatten().any(|column| column == name);
            let owners = sources.iter().take(at + 1).filter(has);
            joined.extend(owners.filter_map(|owner| Some((owner.relation.clone()?, name.clone()))));
        }
    }
    joined
}

/// NATURAL: the last source shares all columns that one before it has.
fn share_all(sources: &mut [Source]) {
    let Some((last, before)) = sources.split_last_mut() else { return };
    let has = |name: &String| {
        before.iter().any(|source| source.columns.iter().flatten().any(|other| other == name))
    };
    last.shared = last.columns.iter().flatten().filter(|name| has(name)).cloned().collect();
}
