//! Foreign keys: their columns, names and what is asked of them.

use super::pairs::Pair;
use super::relations::Place;
use super::{Problems, actions};
use crate::graph::{Edge, Field, Graph, Key, KeyColumn, Node};
use crate::naming;
use ent_schema::FieldType;

/// The foreign key of a relation that has one; `None` when an error makes it impossible to tell.
pub(super) fn key(graph: &Graph, pair: &Pair, place: Place, problems: &mut Problems) -> Option<Key> {
    let assoc = pair.assoc.edge(graph);
    let (holder_at, target_at, holder_edge) = match place {
        Place::Target => (pair.target, pair.assoc.node, pair.inverse.map(|end| end.edge(graph))),
        _ => (pair.assoc.node, pair.target, Some(assoc)),
    };
    let (holder, target) = (graph.nodes.get(holder_at)?, graph.nodes.get(target_at)?);
    if target.id_fields().count() == 0 {
        return None;
    }
    let owner = pair.assoc.node(graph);
    let before = problems.count();
    let field = holder_edge.and_then(|edge| edge.decl.field.as_deref()).and_then(|name| holder.field(name));
    if let Some(field) = field {
        check_bound(holder, field, target, pair, graph, problems);
    }
    let columns = match field {
        Some(field) => vec![KeyColumn {
            name: field.column.clone(),
            previous: field.previous.clone(),
            references: target.id.first()?.clone(),
        }],
        None => columns(owner, assoc, target, problems),
    };
    let nullable = match (field, holder_edge) {
        (Some(field), _) => field.decl.optional,
        // Ent leaves the column of a required edge to the same type NULL: a first row must be
        // possible.
        (None, Some(edge)) => !(edge.required && holder_at != target_at),
        (None, None) => true,
    };
    let (on_delete, on_update) = actions::of_key(graph, pair, nullable, problems);
    let [symbol, previous_symbol] = symbols(owner, assoc, holder, target, problems);
    let declared = holder_edge.unwrap_or(assoc);
    let unique = super::relations::shape(graph, pair).0 == crate::graph::RelationKind::OneToOne
        || field.is_some_and(|field| field.decl.unique);
    (problems.count() == before).then(|| Key {
        columns,
        field: field.map(|field| field.name.clone()),
        edge: holder_edge.map(|edge| edge.name.clone()),
        target: target.name.clone(),
        nullable,
        unique,
        previous_symbol: (previous_symbol != symbol).then_some(previous_symbol),
        symbol,
        on_delete,
        on_update,
        comment: declared.decl.comment.clone(),
        backfill: declared.decl.backfill.clone(),
        declared_as: declared.declared_as(),
        position: declared.decl.position.clone(),
    })
}

fn columns(owner: &Node, assoc: &Edge, target: &Node, problems: &mut Problems) -> Vec<KeyColumn> {
    let previous_edge = assoc.decl.renamed_from.as_ref().unwrap_or(&assoc.name);
    let base = naming::key_column(&owner.label, &assoc.name);
    let previous_base = naming::key_column(&naming::label(owner.previous_name()), previous_edge);
    let given = assoc.decl.storage.column.as_ref();
    if let [id] = target.id.as_slice() {
        let (name, previous) = match given {
            Some(name) => (name.clone(), assoc.decl.renamed_from.clone()),
            None => (base, Some(previous_base)),
        };
        return vec![KeyColumn {
            previous: previous.filter(|previous| *previous != name),
            name,
            references: id.clone(),
        }];
    }
    if given.is_some() {
        problems.add(
            &assoc.decl.position,
            format!(
                "`{}` names one column, but the id of `{}` has several",
                assoc.declared_as(),
                target.name
            ),
            "leave `storage` out: there is one column for each field of the id",
        );
    }
    let column = |field: &Field| {
        let name = format!("{base}_{}", field.column);
        let previous = format!("{previous_base}_{}", field.previous.as_ref().unwrap_or(&field.column));
        KeyColumn { previous: (previous != name).then_some(previous), name, references: field.name.clone() }
    };
    target.id_fields().map(column).collect()
}

/// The symbol now and before the renames that are declared.
fn symbols(owner: &Node, assoc: &Edge, holder: &Node, target: &Node, problems: &mut Problems) -> [String; 2] {
    match assoc.decl.symbols.as_slice() {
        [] => {
            let previous_edge = assoc.decl.renamed_from.as_ref().unwrap_or(&assoc.name);
            [
                naming::key_symbol(&holder.table, &target.table, &assoc.name),
                naming::key_symbol(holder.previous_table(), target.previous_table(), previous_edge),
            ]
        }
        [symbol] => [symbol.clone(), symbol.clone()],
        _ => {
            problems.add(
                &assoc.decl.position,
                format!(
                    "`{}` names several symbols, but `{}` has one foreign key for it",
                    assoc.declared_as(),
                    owner.name
                ),
                "write `symbol = \"..\"`",
            );
            Default::default()
        }
    }
}

fn check_bound(
    holder: &Node,
    field: &Field,
    target: &Node,
    pair: &Pair,
    graph: &Graph,
    problems: &mut Problems,
) {
    let subject = field.declared_as(&holder.name);
    let at = &field.decl.position;
    let [id] = target.id.as_slice() else {
        problems.add(
            at,
            format!("`{subject}` can't refer to `{}`, whose id has several fields", target.name),
            "leave `field` out: the edge has a column for each field of the id",
        );
        return;
    };
    let Some(id) = target.field(id) else { return };
    let same_rust = field.decl.ty != FieldType::Other || field.decl.rust_type == id.decl.rust_type;
    if field.decl.ty != id.decl.ty || !same_rust {
        problems.add(
            at,
            format!(
                "`{subject}` is of type `{}`, but the id of `{}` that it refers to is of type `{}`",
                field.decl.rust_type, target.name, id.decl.rust_type
            ),
            match field.decl.optional {
                true => format!("write `Option<{}>`", id.decl.rust_type),
                false => format!("write `{}`", id.decl.rust_type),
            },
        );
    } else if (!field.decl.sql_type.is_empty() && field.decl.sql_type != id.decl.sql_type)
        || (field.decl.size.is_some() && field.size != id.size)
    {
        problems.add(
            at,
            format!("`type` and `size` have no effect on `{subject}`, which refers to `{}`", target.name),
            format!("its column is of the type of `{}`: say it there", id.declared_as(&target.name)),
        );
    }
    let assoc = pair.assoc.edge(graph);
    if assoc.decl.storage.column.is_some() {
        problems.add(
            &assoc.decl.position,
            format!("`{}` names a column, but `{subject}` is its column", assoc.declared_as()),
            "name the column on the field: #[ent(storage = \"..\")]",
        );
    }
    let sees_many = pair
        .inverse
        .into_iter()
        .chain([pair.assoc])
        .map(|end| end.edge(graph))
        .find(|edge| edge.decl.cardinality == ent_schema::Cardinality::Many);
    if let (true, Some(edge)) = (field.decl.unique, sees_many) {
        problems.add(
            at,
            format!("`{subject}` is unique, but `{}` sees many", edge.declared_as()),
            "take `unique` away, or make the other end a `One<..>`",
        );
    }
}
