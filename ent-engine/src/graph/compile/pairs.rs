//! Which edges are the two ends of one relation.

use std::collections::BTreeMap;

use ent_schema::EntityKind;

use super::Problems;
use super::catalog::{Catalog, describe};
use super::nearest::suggest;
use crate::graph::{Edge, Graph, Node};

/// Place of an edge in the graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct End {
    pub node: usize,
    pub edge: usize,
}

impl End {
    pub(super) fn edge(self, graph: &Graph) -> &Edge {
        &graph.nodes[self.node].edges[self.edge]
    }

    pub(super) fn node(self, graph: &Graph) -> &Node {
        &graph.nodes[self.node]
    }
}

/// The ends of one relation.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair {
    /// The end that declares it (Ent's `edge.To`).
    pub assoc: End,
    /// The end that refers to that one (Ent's `edge.From`).
    pub inverse: Option<End>,
    /// Place of the entity that the declaring end sees.
    pub target: usize,
}

/// All relations, by entity and then by edge of the declaring end: the order in which foreign key
/// columns are added to tables.
pub(super) fn pair(catalog: &Catalog, graph: &mut Graph, problems: &mut Problems) -> Vec<Pair> {
    let mut pairs = Vec::new();
    let mut inverses: BTreeMap<End, End> = BTreeMap::new();
    for (node, edge) in ends(graph) {
        let end = End { node, edge };
        let Some(target) = target(catalog, graph, end.edge(graph), problems) else { continue };
        let Some(from) = &end.edge(graph).decl.from else {
            pairs.push(Pair { assoc: end, inverse: None, target });
            continue;
        };
        let Some(assoc) = declaring_end(graph, end, target, from, problems) else { continue };
        if let Some(first) = inverses.get(&assoc) {
            let message = format!(
                "`{}` is the other end of `{}`, as is `{}`",
                end.edge(graph).declared_as(),
                assoc.edge(graph).declared_as(),
                first.edge(graph).declared_as()
            );
            let help = "a relation has two ends: take one of these away, or declare another relation for it";
            problems.add(&end.edge(graph).decl.position, message, help);
        } else {
            inverses.insert(assoc, end);
        }
    }
    for pair in &mut pairs {
        pair.inverse = inverses.get(&pair.assoc).copied();
        if let Some(inverse) = pair.inverse {
            let (assoc, inverse_name) = (pair.assoc, inverse.edge(graph).name.clone());
            let assoc_name = assoc.edge(graph).name.clone();
            graph.nodes[assoc.node].edges[assoc.edge].inverse = Some(inverse_name);
            graph.nodes[inverse.node].edges[inverse.edge].inverse = Some(assoc_name);
        }
    }
    pairs
}

fn ends(graph: &Graph) -> Vec<(usize, usize)> {
    let edges =
        |(at, node): (usize, &Node)| (0..node.edges.len()).map(move |edge| (at, edge)).collect::<Vec<_>>();
    graph.nodes.iter().enumerate().flat_map(edges).collect()
}

/// Place of the entity that `edge` sees.
fn target(catalog: &Catalog, graph: &Graph, edge: &Edge, problems: &mut Problems) -> Option<usize> {
    if let Ok(at) = graph.nodes.binary_search_by(|node| node.name.as_str().cmp(&edge.target)) {
        return Some(at);
    }
    let (message, help) = match catalog.get(&edge.target) {
        Some(decl) => (
            format!("`{}` leads to `{}`, which is {}", edge.declared_as(), edge.target, describe(decl)),
            "an edge leads to an entity: a struct that derives `EntSchema`".to_owned(),
        ),
        None => (
            format!(
                "`{}` leads to `{}`, which is not an entity of the schema",
                edge.declared_as(),
                edge.target
            ),
            suggest(&edge.target, "entities", catalog.names(EntityKind::Entity)),
        ),
    };
    problems.add(&edge.decl.position, message, help);
    None
}

/// The end that `from` names on the entity at `target`.
fn declaring_end(graph: &Graph, end: End, target: usize, from: &str, problems: &mut Problems) -> Option<End> {
    let edge = end.edge(graph);
    let other = graph.nodes.get(target)?;
    let at = &edge.decl.position;
    let Some(place) = other.edges.iter().position(|candidate| candidate.name == from) else {
        let message = format!(
            "`{}` says from = \"{from}\", but `{}` has no edge `{from}`",
            edge.declared_as(),
            other.name
        );
        let back = other
            .edges
            .iter()
            .filter(|candidate| candidate.declares && candidate.target == end.node(graph).name)
            .map(|candidate| candidate.name.as_str());
        let what = format!("edges of `{}` to `{}`", other.name, end.node(graph).name);
        problems.add(at, message, suggest(from, &what, back));
        return None;
    };
    let assoc = End { node: target, edge: place };
    let declared = assoc.edge(graph);
    if !declared.declares {
        let message = format!(
            "`{}` says from = \"{from}\", but `{}` says from = \"{}\" itself",
            edge.declared_as(),
            declared.declared_as(),
            declared.decl.from.as_deref().unwrap_or_default()
        );
        problems.add(at, message, "one of the two ends declares the relation: take `from` away there");
        return None;
    }
    if declared.target != end.node(graph).name {
        let message = format!(
            "`{}` says from = \"{from}\", but `{}` leads to `{}`, not to `{}`",
            edge.declared_as(),
            declared.declared_as(),
            declared.target,
            end.node(graph).name
        );
        problems.add(
            at,
            message,
            "name the edge that leads back here, or leave `from` out to declare another relation",
        );
        return None;
    }
    Some(assoc)
}
