//! What kinds of things a database holds: most hold few, and planning the queries for all takes longer than their
//! answers.

use std::collections::{BTreeMap, BTreeSet};

use super::carried;
use super::queries::literal;
use super::strings;
use crate::Result;
use crate::connection::row::Fields;

/// What makes the queries for views worth asking.
pub(super) const VIEWS: &str = "pg_class relkind IN ('v', 'm')";
/// What makes the query for enum types worth asking.
pub(super) const ENUMS: &str = "pg_type typtype = 'e'";
/// What makes the query for options of TOAST tables worth asking.
pub(super) const TOAST_OPTIONS: &str = "pg_class relkind = 't' AND reloptions IS NOT NULL";

/// Catalogs that hold something that is not the system's. A word is the name of a catalog, and perhaps a condition
/// behind it.
pub(super) struct Used(BTreeSet<String>);

impl Used {
    /// The next value, the answer to [`expression`].
    pub(super) fn read(row: &mut Fields<'_>) -> Result<Self> {
        Ok(Self(strings(row)?.into_iter().collect()))
    }

    /// Whether there is what `word` says.
    pub(super) fn has(&self, word: &str) -> bool {
        self.0.contains(word)
    }
}

/// The expression for what there is, of all that queries ask for: a JSON array of its words.
pub(super) fn expression() -> String {
    let mut catalogs: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for word in carried::words().chain([VIEWS, ENUMS, TOAST_OPTIONS]) {
        let catalog = word.split_once(' ').map_or(word, |(catalog, _)| catalog);
        catalogs.entry(catalog).or_default().insert(word);
    }
    let queries = catalogs.into_iter().map(|(catalog, words)| {
        let oid = if catalog == "pg_index" { "indexrelid" } else { "oid" };
        // The first number that is not the system's (`FirstNormalObjectId`).
        let objects = format!("FROM pg_catalog.{catalog} WHERE {oid} >= 16384");
        let words = words.into_iter().map(|word| {
            let condition = word.split_once(' ').map_or("true", |(_, condition)| condition);
            (literal(word), condition)
        });
        match words.len() {
            1 => words
                .map(|(word, condition)| {
                    format!("SELECT {word} WHERE EXISTS (SELECT {objects} AND ({condition}))")
                })
                .collect::<String>(),
            // Several are answered by one look at the catalog.
            _ => {
                let found =
                    words.map(|(word, condition)| format!("CASE WHEN bool_or({condition}) THEN {word} END"));
                let found = found.collect::<Vec<_>>().join(", ");
                format!("SELECT unnest(array_remove(ARRAY[{found}], NULL)) {objects}")
            }
        }
    });
    format!("array_to_json(ARRAY({}))", queries.collect::<Vec<_>>().join(" UNION ALL "))
}
