//! Database schemas: which there are, and where a database has none.

use std::collections::{BTreeMap, BTreeSet};

use ent_schema::Position;

use super::Lowering;
use crate::model::Realm;

/// Declared names of schemas with the first thing that names each.
fn declared<'a>(lowering: &Lowering<'a>) -> BTreeMap<&'a str, (&'a str, &'a Position)> {
    let graph = lowering.graph;
    let nodes = graph.nodes.iter().filter(|node| !node.skip);
    let nodes = nodes.map(|node| (node.schema.as_str(), (node.name.as_str(), &node.position)));
    let joins =
        graph.joins.iter().map(|join| (join.schema.as_str(), (join.declared_as.as_str(), &join.position)));
    let views = graph.views.iter().filter(|view| !view.skip);
    let views = views.map(|view| (view.schema.as_str(), (view.name.as_str(), &view.position)));
    let mut declared = BTreeMap::new();
    for (schema, who) in nodes.chain(joins).chain(views) {
        declared.entry(schema).or_insert(who);
    }
    declared
}

/// Refuses schemas where the database has none, unless they are mapped to nothing.
pub(super) fn check(lowering: &mut Lowering) {
    if lowering.dialect.has_schemas() {
        return;
    }
    for (schema, (who, position)) in declared(lowering) {
        let mapped_away = lowering.options.schemas.get(schema).is_some_and(String::is_empty);
        if !schema.is_empty() && !mapped_away {
            let message =
                format!("`{who}` is in the schema \"{schema}\", but {} has no schemas", lowering.database());
            let help =
                format!("map it to nothing for this database: `schemas = {{ {schema} = \"\" }}` in ent.toml");
            lowering.problems.add(position, message, help);
        }
    }
}

/// A realm with an empty schema for each name, sorted.
pub(super) fn realm(lowering: &Lowering) -> Realm {
    let names: BTreeSet<&str> =
        declared(lowering).into_keys().map(|schema| lowering.schema(schema)).collect();
    let mut realm = Realm::default();
    for name in names {
        realm.schema_or_new(name);
    }
    realm
}
