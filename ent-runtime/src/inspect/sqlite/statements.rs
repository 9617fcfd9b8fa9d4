//! What the texts of CREATE INDEX, CREATE VIEW and the like tell.

use super::text::Reader;

/// Columns that a CREATE VIEW lists, and its query.
pub(super) fn create_view(sql: &str) -> (Vec<String>, String) {
    let mut reader = Reader::new(sql);
    let mut columns = Vec::new();
    while let Some(token) = reader.peek() {
        if token.is_symbol("(") {
            columns = reader.group().map(|group| group.names()).unwrap_or_default();
        } else if token.is_word("AS") {
            reader.next();
            break;
        } else {
            reader.next();
        }
    }
    let query = reader.rest().trim_end_matches(';').trim_end();
    (columns, query.to_owned())
}

/// Parts of a CREATE INDEX and its predicate, as text.
#[derive(Debug, Default, PartialEq)]
pub(super) struct CreateIndex {
    /// The parts, without direction and collation.
    pub(super) parts: Vec<String>,
    pub(super) predicate: Option<String>,
}

impl CreateIndex {
    pub(super) fn parse(sql: &str) -> Self {
        let mut index = Self::default();
        let mut reader = Reader::new(sql);
        while reader.peek().is_some_and(|token| !token.is_symbol("(")) {
            reader.next();
        }
        let Some(group) = reader.group() else { return index };
        for mut part in group.split() {
            if part.nth_last(1).is_some_and(|token| token.is_word("ASC") || token.is_word("DESC")) {
                part.cut(1);
            }
            if part.nth_last(2).is_some_and(|token| token.is_word("COLLATE")) {
                part.cut(2);
            }
            index.parts.push(part.rest().to_owned());
        }
        if reader.eat("WHERE") {
            index.predicate = Some(reader.rest().trim_end_matches(';').trim_end().to_owned());
        }
        index
    }
}

/// Tables and views among `known` that `query` mentions.
pub(super) fn mentions(query: &str, known: &[String]) -> Vec<String> {
    let mentioned = Reader::new(query).mentioned();
    known
        .iter()
        .filter(|name| mentioned.iter().any(|word| word.eq_ignore_ascii_case(name)))
        .cloned()
        .collect()
}
