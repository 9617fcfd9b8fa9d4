//! ON DELETE and ON UPDATE, which either end may give.

use ent_schema::Action;

use super::Problems;
use super::pairs::Pair;
use super::relations::ends;
use crate::graph::{Edge, Graph};

/// The actions of the foreign key of a relation that has one: (on delete, on update).
pub(super) fn of_key(
    graph: &Graph,
    pair: &Pair,
    nullable: bool,
    problems: &mut Problems,
) -> (Action, Option<Action>) {
    let on_delete = agreed(graph, pair, "on_delete", |edge| edge.decl.on_delete, problems);
    let on_update = agreed(graph, pair, "on_update", |edge| edge.decl.on_update, problems);
    for (option, action) in [("on_delete", on_delete), ("on_update", on_update)] {
        if action == Some(Action::SetNull) && !nullable {
            let edge =
                giver(graph, pair, |edge| [edge.decl.on_delete, edge.decl.on_update].contains(&action));
            problems.add(
                &edge.decl.position,
                format!("`{}` says {option} = set_null, but its column is never NULL", edge.declared_as()),
                "make the edge optional, or choose cascade, restrict or no_action",
            );
        }
    }
    let otherwise = if nullable { Action::SetNull } else { Action::NoAction };
    (on_delete.unwrap_or(otherwise), on_update)
}

/// What one of the ends or both alike say.
fn agreed(
    graph: &Graph,
    pair: &Pair,
    option: &str,
    said: impl Fn(&Edge) -> Option<Action>,
    problems: &mut Problems,
) -> Option<Action> {
    let assoc = pair.assoc.edge(graph);
    let inverse = pair.inverse.map(|end| end.edge(graph));
    match (said(assoc), inverse.and_then(&said)) {
        (Some(one), Some(other)) if one != other => {
            let inverse = inverse.unwrap_or(assoc);
            let message = format!(
                "`{}` says {option} = {one}, and `{}` says {option} = {other}",
                assoc.declared_as(),
                inverse.declared_as()
            );
            problems.add(&inverse.decl.position, message, "there is one foreign key: say it at one end");
            None
        }
        (one, other) => one.or(other),
    }
}

fn giver<'a>(graph: &'a Graph, pair: &Pair, gives: impl Fn(&Edge) -> bool) -> &'a Edge {
    let found = ends(pair).map(|end| end.edge(graph)).find(|edge| gives(edge));
    found.unwrap_or_else(|| pair.assoc.edge(graph))
}

/// The actions of the foreign keys of a join table, the declaring side's first.
///
/// What an edge says is about the rows of the entity that declares the edge, as it is for any
/// `Many`: `User.groups` with `restrict` keeps a user that is in a group. An edge that leads to its
/// own type and has no other end speaks for both sides. Where nothing is said, a link goes with
/// either of its rows.
pub(super) fn of_join(graph: &Graph, pair: &Pair, problems: &mut Problems) -> [(Action, Option<Action>); 2] {
    for end in ends(pair) {
        let edge = end.edge(graph);
        for (option, action) in [("on_delete", edge.decl.on_delete), ("on_update", edge.decl.on_update)] {
            if let Some(action @ (Action::SetNull | Action::SetDefault)) = action {
                problems.add(
                    &edge.decl.position,
                    format!(
                        "`{}` says {option} = {action}, but columns of a join table are never NULL and have no default",
                        edge.declared_as()
                    ),
                    "choose cascade, restrict or no_action",
                );
            }
        }
    }
    let of = |edge: &Edge| (edge.decl.on_delete.unwrap_or(Action::Cascade), edge.decl.on_update);
    let assoc = of(pair.assoc.edge(graph));
    let target = match pair.inverse {
        Some(end) => of(end.edge(graph)),
        None if pair.assoc.node == pair.target => assoc,
        None => (Action::Cascade, None),
    };
    [assoc, target]
}

/// Refuses actions on an edge that goes through an entity.
pub(super) fn refuse(edge: &Edge, through: &str, problems: &mut Problems) {
    if edge.decl.on_delete.is_some() || edge.decl.on_update.is_some() {
        problems.add(
            &edge.decl.position,
            format!(
                "`on_delete` and `on_update` have no effect on `{}`, which goes through `{through}`",
                edge.declared_as()
            ),
            format!("say it on the edges of `{through}`, which hold the foreign keys"),
        );
    }
}
