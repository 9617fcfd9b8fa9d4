//! From the graph to tables: what entities, relations and views are in one database.
//!
//! [`lower()`] is where Ent's rules for columns live: types, defaults, NULL, keys, indexes. What
//! differs between databases it asks of [`LowerRules`](crate::dialect::LowerRules).

mod checks;
mod clashes;
mod columns;
mod enums;
mod indexes;
mod joins;
mod keys;
mod options;
mod schemas;
mod skipped;
mod tables;
mod types;
mod views;

pub use options::{Comments, LowerOptions};
pub use skipped::skipped;

use std::collections::BTreeMap;

use ent_schema::Diagnostic;

use crate::dialect::Dialect;
use crate::graph::{Graph, Problems};
use crate::model::{EnumType, Realm, TableOptions};

/// The tables, views and types that `graph` is in the database of `dialect`.
///
/// Node tables come in the order of type names, join tables after them; schemas by name, with that
/// of the connection first.
///
/// # Errors
/// Everything that the database can't do as it was declared, in the order of places.
pub fn lower(graph: &Graph, dialect: &dyn Dialect, options: &LowerOptions) -> Result<Realm, Vec<Diagnostic>> {
    let mut lowering = Lowering {
        graph,
        dialect,
        options,
        problems: Problems::default(),
        stored: BTreeMap::new(),
        enums: BTreeMap::new(),
    };
    schemas::check(&mut lowering);
    for node in &graph.nodes {
        let stored = tables::options(&mut lowering, node);
        lowering.stored.insert(&node.name, stored);
    }
    let mut realm = schemas::realm(&lowering);
    for node in graph.nodes.iter().filter(|node| !node.skip) {
        let table = tables::table(&mut lowering, node);
        let schema = realm.schema_or_new(lowering.schema(&node.schema));
        schema.origin.drops.extend(tables::dropped_tables(node));
        schema.tables.push(table);
    }
    for join in &graph.joins {
        if let Some(table) = joins::table(&mut lowering, join) {
            realm.schema_or_new(lowering.schema(&join.schema)).tables.push(table);
        }
    }
    for view in graph.views.iter().filter(|view| !view.skip) {
        if let Some(lowered) = views::view(&lowering, view) {
            realm.schema_or_new(lowering.schema(&view.schema)).views.push(lowered);
        }
    }
    for ((schema, _), ty) in std::mem::take(&mut lowering.enums) {
        realm.schema_or_new(&schema).enums.push(ty);
    }
    realm.schemas.retain(|schema| !schema.is_empty());
    clashes::check(&realm, dialect, &mut lowering.problems);
    lowering.problems.or(realm)
}

/// What the steps of lowering share.
struct Lowering<'a> {
    graph: &'a Graph,
    dialect: &'a dyn Dialect,
    options: &'a LowerOptions,
    problems: Problems,
    /// How each entity's table is stored.
    stored: BTreeMap<&'a str, TableOptions>,
    /// Enum types met so far, by schema and name.
    enums: BTreeMap<(String, String), EnumType>,
}

impl<'a> Lowering<'a> {
    /// The schema that a declared name stands for.
    fn schema(&self, declared: &'a str) -> &'a str {
        self.options.schema(self.dialect, declared)
    }

    /// Names the database in a sentence: `MySQL 8.0.36`.
    fn database(&self) -> String {
        self.dialect.flavor().to_string()
    }

    /// The database as attributes call it.
    fn key(&self) -> &'static str {
        self.dialect.flavor().name.as_str()
    }

    /// A long name shortened to what the database keeps.
    fn shorten(&self, name: &str) -> String {
        crate::naming::shorten(name, self.dialect.identifier_limit())
    }

    /// What an object was called before, in the database's names, unless that is its name.
    fn renamed(&self, previous: Option<&str>, name: &str) -> Option<String> {
        previous.map(|previous| self.shorten(previous)).filter(|previous| previous != name)
    }
}
