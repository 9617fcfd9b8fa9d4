//! The steps from declarations to the graph, one file each.

mod actions;
mod bound;
mod catalog;
mod clashes;
mod defaults;
mod entity;
mod fields;
mod indexes;
mod joins;
mod keys;
mod merge;
mod nearest;
mod pairs;
mod problems;
mod relations;
mod through;
mod types;

use ent_schema::{Declaration, Diagnostic, EntityKind};

use super::Graph;
use catalog::Catalog;
pub(crate) use problems::Problems;

/// Runs the steps; each leaves aside what an earlier one found broken, so that one mistake is told
/// once.
pub(super) fn compile(declarations: &[Declaration]) -> Result<Graph, Vec<Diagnostic>> {
    let mut problems = Problems::default();
    let catalog = Catalog::new(declarations, &mut problems);
    let enums = catalog.enums().cloned().collect::<Vec<_>>();
    for decl in &enums {
        types::check_enum(decl, &mut problems);
    }
    let nodes = catalog
        .entities(EntityKind::Entity)
        .map(|decl| entity::node(&catalog, decl, &mut problems))
        .collect::<Vec<_>>();
    let views = catalog.entities(EntityKind::View).map(|decl| entity::view(&catalog, decl, &mut problems));
    let mut graph = Graph { views: views.collect(), nodes, joins: Vec::new(), enums };
    let pairs = pairs::pair(&catalog, &mut graph, &mut problems);
    relations::store(&mut graph, &pairs, &mut problems);
    through::store(&catalog, &mut graph, &pairs, &mut problems);
    indexes::resolve(&mut graph, &mut problems);
    through::add_unique_indexes(&mut graph);
    clashes::check(&graph, &mut problems);
    problems.or(graph)
}
