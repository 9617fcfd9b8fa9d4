//! What stores each relation: Ent's table of cardinalities.

use ent_schema::Cardinality;

use super::pairs::{End, Pair};
use super::{Problems, joins, keys};
use crate::graph::{Edge, Graph, Relation, RelationKind, RelationStorage};

/// Where the foreign key of a relation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// In the table of the declaring end.
    Assoc,
    /// In the table that the declaring end leads to.
    Target,
    /// In a join table.
    Join,
}

/// Kind of a relation, seen from the declaring end, and where its foreign key is.
pub(super) fn shape(graph: &Graph, pair: &Pair) -> (RelationKind, Place) {
    use Cardinality::{Many, One};
    let assoc = pair.assoc.edge(graph);
    let inverse = pair.inverse.map(|end| end.edge(graph).decl.cardinality);
    let same = pair.assoc.node == pair.target;
    match (assoc.decl.cardinality, inverse) {
        (One, Some(One)) => (RelationKind::OneToOne, Place::Target),
        (Many, Some(One)) => (RelationKind::OneToMany, Place::Target),
        (One, Some(Many)) => (RelationKind::ManyToOne, Place::Assoc),
        (Many, Some(Many)) => (RelationKind::ManyToMany, Place::Join),
        (One, None) if same || assoc.decl.unique => (RelationKind::OneToOne, Place::Assoc),
        (One, None) => (RelationKind::ManyToOne, Place::Assoc),
        (Many, None) if same || asks_for_join(assoc) => (RelationKind::ManyToMany, Place::Join),
        (Many, None) => (RelationKind::OneToMany, Place::Target),
    }
}

/// Whether an edge without another end names a join table, and so is many to many (in Ent it would
/// be one to many, and the name an error).
fn asks_for_join(assoc: &Edge) -> bool {
    let storage = &assoc.decl.storage;
    assoc.decl.through.is_some() || storage.table.is_some() || !storage.columns.is_empty()
}

/// Works out the storage of every relation but those through an entity, in order.
pub(super) fn store(graph: &mut Graph, pairs: &[Pair], problems: &mut Problems) {
    for pair in pairs {
        check_ends(graph, pair, problems);
        let (kind, place) = shape(graph, pair);
        match place {
            Place::Join if is_through(graph, pair) => {}
            Place::Join => {
                if let Some((join, storage)) = joins::join(graph, pair, problems) {
                    graph.joins.push(join);
                    set(graph, pair, kind, storage);
                }
            }
            Place::Assoc | Place::Target => {
                let Some(key) = keys::key(graph, pair, place, problems) else { continue };
                let columns = key.column_names();
                let (holder, storage) = match place {
                    Place::Target => (pair.target, RelationStorage::Target { columns }),
                    _ => (pair.assoc.node, RelationStorage::Own { columns }),
                };
                // A unique field makes one of many.
                let kind = match (kind, key.unique) {
                    (RelationKind::ManyToOne, true) => RelationKind::OneToOne,
                    (kind, _) => kind,
                };
                graph.nodes[holder].keys.push(key);
                set(graph, pair, kind, storage);
            }
        }
    }
}

/// Whether an entity is the join table.
pub(super) fn is_through(graph: &Graph, pair: &Pair) -> bool {
    ends(pair).any(|end| end.edge(graph).decl.through.is_some())
}

/// Both ends, the declaring one first.
pub(super) fn ends(pair: &Pair) -> impl Iterator<Item = End> {
    [Some(pair.assoc), pair.inverse].into_iter().flatten()
}

/// Tells both ends how they are stored.
pub(super) fn set(graph: &mut Graph, pair: &Pair, kind: RelationKind, storage: RelationStorage) {
    if let Some(End { node, edge }) = pair.inverse {
        graph.nodes[node].edges[edge].relation =
            Relation { kind: kind.inverse(), storage: storage.clone().inverse() };
    }
    let End { node, edge } = pair.assoc;
    graph.nodes[node].edges[edge].relation = Relation { kind, storage };
}

fn check_ends(graph: &Graph, pair: &Pair, problems: &mut Problems) {
    let assoc = pair.assoc.edge(graph);
    let inverse = pair.inverse.map(|end| end.edge(graph));
    if let Some(inverse) = inverse
        && assoc.required
        && inverse.required
    {
        problems.add(
            &inverse.decl.position,
            format!("`{}` and `{}` are both required", assoc.declared_as(), inverse.declared_as()),
            "neither could be created first: make one of the two ends optional",
        );
    }
    for (edge, other) in [(Some(assoc), inverse), (inverse, Some(assoc))] {
        if let Some(edge) = edge.filter(|edge| edge.decl.unique) {
            check_unique(edge, other, problems);
        }
    }
    let (_, place) = shape(graph, pair);
    check_options(assoc, true, place, problems);
    if let Some(inverse) = inverse {
        check_options(inverse, false, place, problems);
    }
}

fn check_unique(edge: &Edge, other: Option<&Edge>, problems: &mut Problems) {
    if edge.decl.cardinality == Cardinality::Many {
        problems.add(
            &edge.decl.position,
            format!("`unique` has no effect on `{}`, which sees many", edge.declared_as()),
            "write `One<..>` where there is one; each pair is unique anyway",
        );
    } else if let Some(other) = other.filter(|other| other.decl.cardinality == Cardinality::Many) {
        problems.add(
            &edge.decl.position,
            format!("`{}` is unique, but `{}` sees many", edge.declared_as(), other.declared_as()),
            "take `unique` away, or make the other end a `One<..>`",
        );
    }
}

/// Refuses options that say nothing about a relation of this shape, or that stand at the wrong end.
fn check_options(edge: &Edge, declares: bool, place: Place, problems: &mut Problems) {
    let storage = &edge.decl.storage;
    let mut refuse = |given: bool, option: &str, why: &str, help: &str| {
        if given {
            let message = format!("`{option}` has no effect on `{}`: {why}", edge.declared_as());
            problems.add(&edge.decl.position, message, help);
        }
    };
    let holder = match (place, declares) {
        (Place::Assoc, declares) => declares,
        (Place::Target, declares) => !declares,
        (Place::Join, _) => false,
    };
    let why = match place {
        Place::Join => "the relation is kept in a join table",
        _ => "the other end's table holds the foreign key",
    };
    refuse(edge.decl.field.is_some() && !holder, "field", why, "bind the end that holds the foreign key");
    if !declares {
        let named = storage.column.is_some() || storage.table.is_some() || !storage.columns.is_empty();
        let why = "this end does not declare the relation";
        refuse(named, "storage", why, "write it on the end without `from`");
        refuse(!edge.decl.symbols.is_empty(), "symbol", why, "write it on the end without `from`");
    } else if place == Place::Join {
        let help = "write `storage(table = \"..\", columns(a, b))`";
        refuse(storage.column.is_some(), "storage(column = ..)", "a join table has two", help);
    } else {
        let why = "there is no join table";
        refuse(storage.table.is_some(), "storage(table = ..)", why, "write `storage(column = \"..\")`");
        refuse(!storage.columns.is_empty(), "storage(columns(..))", why, "write `storage(column = \"..\")`");
    }
    if place != Place::Join {
        let why = "there is no join table";
        refuse(edge.decl.schema.is_some(), "#[schema(..)]", why, "the foreign key is where its table is");
        let help = "only a relation of many to many goes through an entity: write `Many<..>` at both ends";
        refuse(edge.decl.through.is_some(), "through", why, help);
    }
}
