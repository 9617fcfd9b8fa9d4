//! Relations whose join table is an entity (Ent's edge schemas).

use std::collections::BTreeMap;

use ent_schema::EntityKind;

use super::catalog::{Catalog, describe};
use super::nearest::suggest;
use super::pairs::Pair;
use super::relations::{Place, ends, is_through, set, shape};
use super::{Problems, actions, indexes};
use crate::graph::{Edge, Graph, Index, IndexKey, IndexPart, Key, Node, RelationStorage};
use crate::naming;

/// Works out the storage of relations that go through an entity.
pub(super) fn store(catalog: &Catalog, graph: &mut Graph, pairs: &[Pair], problems: &mut Problems) {
    let mut served: BTreeMap<String, String> = BTreeMap::new();
    for pair in pairs {
        let (kind, place) = shape(graph, pair);
        if place != Place::Join || !is_through(graph, pair) {
            continue;
        }
        let Some(through) = named(catalog, graph, pair, problems) else { continue };
        let assoc = pair.assoc.edge(graph);
        if let Some(other) = served.insert(through.name.clone(), assoc.declared_as()) {
            let message =
                format!("`{}` goes through `{}`, as does `{other}`", assoc.declared_as(), through.name);
            problems.add(&assoc.decl.position, message, "an entity is the join table of one relation only");
            continue;
        }
        for end in ends(pair) {
            check_options(end.edge(graph), &through.name, problems);
        }
        if let Some(storage) = storage(graph, pair, through, problems) {
            set(graph, pair, kind, storage);
        }
    }
}

/// The entity that the ends name.
fn named<'a>(catalog: &Catalog, graph: &'a Graph, pair: &Pair, problems: &mut Problems) -> Option<&'a Node> {
    let mut given = ends(pair).filter_map(|end| {
        let edge = end.edge(graph);
        edge.decl.through.as_ref().map(|through| (edge, through))
    });
    let (edge, name) = given.next()?;
    if let Some((other, second)) = given.next()
        && second != name
    {
        let message = format!(
            "`{}` goes through `{name}`, but `{}` goes through `{second}`",
            edge.declared_as(),
            other.declared_as()
        );
        problems.add(&other.decl.position, message, "name it at one end, or the same at both");
        return None;
    }
    let at = &edge.decl.position;
    let Some(through) = graph.node(name) else {
        let (message, help) = match catalog.get(name) {
            Some(decl) => (
                format!("`{}` goes through `{name}`, which is {}", edge.declared_as(), describe(decl)),
                "a join entity is a struct that derives `EntSchema`".to_owned(),
            ),
            None => (
                format!(
                    "`{}` goes through `{name}`, which is not an entity of the schema",
                    edge.declared_as()
                ),
                suggest(name, "entities", catalog.names(EntityKind::Entity)),
            ),
        };
        problems.add(at, message, help);
        return None;
    };
    let sides = [&pair.assoc.node(graph).name, &edge.target, &pair.assoc.edge(graph).target];
    if sides.contains(&&through.name) {
        let message = format!("`{}` goes through `{name}`, which is one of its own ends", edge.declared_as());
        problems.add(at, message, "a join entity stands between two others");
        return None;
    }
    Some(through)
}

fn check_options(edge: &Edge, through: &str, problems: &mut Problems) {
    actions::refuse(edge, through, problems);
    let decl = &edge.decl;
    let named = decl.storage != ent_schema::EdgeStorage::default() || !decl.symbols.is_empty();
    for (given, option) in [(named, "storage"), (decl.schema.is_some(), "#[schema(..)]")] {
        if given {
            problems.add(
                &decl.position,
                format!(
                    "`{option}` has no effect on `{}`, which goes through `{through}`",
                    edge.declared_as()
                ),
                format!("say it on `{through}`, which is the join table"),
            );
        }
    }
}

/// The foreign keys of `through` for the two sides: by the column that a join table would have,
/// else by the one that leads to the right entity.
fn storage(graph: &Graph, pair: &Pair, through: &Node, problems: &mut Problems) -> Option<RelationStorage> {
    let owner = pair.assoc.node(graph);
    let target = graph.nodes.get(pair.target)?;
    let assoc = pair.assoc.edge(graph);
    let inverse = pair.inverse.map(|end| end.edge(graph).name.as_str());
    let expected = naming::join_columns(&owner.label, &target.label, &assoc.name, inverse)
        .map(|label| format!("{label}_id"));
    let sides = [owner, target];
    let mut found: [Option<&Key>; 2] = [0, 1].map(|side: usize| {
        candidates(through, sides[side])
            .find(|key| key.columns.iter().any(|column| column.name == expected[side]))
            .or_else(|| {
                candidates(through, sides[side]).find(|key| key.field.as_ref() == Some(&expected[side]))
            })
    });
    for side in [0, 1] {
        if found[side].is_none() {
            let taken = found[1 - side];
            let mut rest = candidates(through, sides[side])
                .filter(|key| taken.is_none_or(|taken| taken.symbol != key.symbol));
            found[side] = match (rest.next(), rest.next()) {
                (Some(only), None) => Some(only),
                _ => None,
            };
        }
        if found[side].is_none() {
            let field = &expected[side];
            let edge = field.strip_suffix("_id").unwrap_or(field);
            problems.add(
                &assoc.decl.position,
                format!(
                    "`{}` goes through `{}`, which has no one required edge to `{}` with a field for it",
                    assoc.declared_as(),
                    through.name,
                    sides[side].name
                ),
                format!(
                    "declare in `{}` a field `{field}` of the type of the id of `{1}`, and \
                     #[ent(field = {field})] {edge}: One<{1}>",
                    through.name, sides[side].name
                ),
            );
        }
    }
    let [Some(own), Some(other)] = found else { return None };
    Some(RelationStorage::Through {
        node: through.name.clone(),
        columns: own.column_names(),
        target_columns: other.column_names(),
    })
}

fn candidates<'a>(through: &'a Node, to: &'a Node) -> impl Iterator<Item = &'a Key> {
    through.keys.iter().filter(|key| key.target == to.name && key.field.is_some() && !key.nullable)
}

/// Makes pairs unique: each join entity gets a unique index over its two columns, unless its id
/// covers both (more fields in the id mean that a pair may come again) or an index says so already.
pub(super) fn add_unique_indexes(graph: &mut Graph) {
    let mut wanted: Vec<(String, [String; 2])> = Vec::new();
    for edge in graph.nodes.iter().flat_map(|node| &node.edges).filter(|edge| edge.declares) {
        if let RelationStorage::Through { node, columns, target_columns } = &edge.relation.storage
            && let ([own], [other]) = (columns.as_slice(), target_columns.as_slice())
        {
            wanted.push((node.clone(), [own.clone(), other.clone()]));
        }
    }
    for (name, pair) in wanted {
        let Some(node) = graph.nodes.iter_mut().find(|node| node.name == name) else { continue };
        let in_id = |column: &String| node.id_fields().any(|field| field.column == *column);
        if pair.iter().all(in_id) || node.indexes.iter().any(|index| covers(index, &pair)) {
            continue;
        }
        let previous = indexes::default_names(node, &pair);
        let part = |column: &String| IndexPart {
            key: IndexKey::Column(column.clone()),
            decl: ent_schema::IndexPart::default(),
        };
        let decl = ent_schema::Index { unique: true, position: node.position.clone(), ..Default::default() };
        node.indexes.push(Index {
            name: previous.0,
            previous: previous.1,
            unique: true,
            parts: pair.iter().map(part).collect(),
            include: Vec::new(),
            decl,
        });
    }
}

fn covers(index: &Index, pair: &[String; 2]) -> bool {
    let whole = index.decl.predicate.is_empty() && index.parts.iter().all(|part| part.decl.prefix.is_none());
    let columns: Vec<_> = index.parts.iter().map(IndexPart::column).collect();
    let [one, other] = [Some(pair[0].as_str()), Some(pair[1].as_str())];
    index.unique && whole && (columns == [one, other] || columns == [other, one])
}
