//! Edges that are bound to a field: the field is the foreign key's column.

use super::Problems;
use super::nearest::suggest;
use crate::graph::{Edge, Field, Node};

/// Ties edges to their fields, and has each edge take from its field what the field's type says:
/// one that is not an `Option` makes the edge required, an immutable one makes it immutable. (In
/// Ent the two must be written twice and agree.)
pub(super) fn bind(node: &mut Node, problems: &mut Problems) {
    let Node { name, fields, edges, .. } = node;
    for edge in edges {
        let Some(field_name) = edge.decl.field.clone() else { continue };
        let known = fields.iter().map(|field| field.name.clone()).collect::<Vec<_>>();
        let Some(field) = fields.iter_mut().find(|field| field.name == field_name) else {
            let message = format!("`{}` is bound to `{field_name}`, which is no field", edge.declared_as());
            let help = suggest(&field_name, "fields", known.iter().map(String::as_str));
            problems.add(&edge.decl.position, message, help);
            continue;
        };
        if let Some(other) = &field.edge {
            let message = format!("`{}` is bound to `{field_name}`, as is `{other}`", edge.declared_as());
            problems.add(&edge.decl.position, message, "give each edge a field of its own");
            continue;
        }
        field.edge = Some(edge.name.clone());
        agree(name, edge, field, problems);
    }
}

fn agree(node: &str, edge: &mut Edge, field: &Field, problems: &mut Problems) {
    let (edge_name, field_name) = (edge.declared_as(), field.declared_as(node));
    let at = &edge.decl.position;
    if edge.required && field.decl.optional {
        problems.add(
            at,
            format!("`{edge_name}` is required, but its field `{field_name}` is an `Option`"),
            "take `required` or the `Option` away",
        );
    }
    if edge.immutable && !field.decl.immutable {
        problems.add(
            at,
            format!("`{edge_name}` is immutable, but its field `{field_name}` is not"),
            "add #[ent(immutable)] to the field, or take it from the edge",
        );
    }
    if field.decl.skip {
        problems.add(
            at,
            format!("`{edge_name}` is bound to `{field_name}`, which is not in the database"),
            "take `skip` from the field",
        );
    }
    edge.required |= !field.decl.optional;
    edge.immutable |= field.decl.immutable;
}
