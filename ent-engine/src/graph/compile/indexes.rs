//! Indexes: columns of their fields and edges, and names.

use std::collections::BTreeSet;

use super::Problems;
use super::nearest::suggest;
use crate::graph::{Graph, Index, IndexKey, IndexPart, Node};
use crate::naming;
use ent_schema::{PartKey, Position};

/// Resolves the indexes of all entities.
pub(super) fn resolve(graph: &mut Graph, problems: &mut Problems) {
    for node in &mut graph.nodes {
        let declared = std::mem::take(&mut node.indexes);
        let resolved = declared.into_iter().filter_map(|index| one(node, index.decl, problems)).collect();
        node.indexes = resolved;
    }
}

fn one(node: &Node, decl: ent_schema::Index, problems: &mut Problems) -> Option<Index> {
    let before = problems.count();
    let mut parts = Vec::new();
    for part in &decl.parts {
        match &part.key {
            PartKey::Name(name) => {
                for column in columns(node, name, &decl.position, problems) {
                    parts.push(IndexPart { key: IndexKey::Column(column), decl: part.clone() });
                }
            }
            PartKey::Expr(expr) => {
                parts.push(IndexPart { key: IndexKey::Expr(expr.clone()), decl: part.clone() });
            }
        }
    }
    let include: Vec<String> =
        decl.include.iter().flat_map(|name| columns(node, name, &decl.position, problems)).collect();
    if decl.parts.is_empty() {
        let message = format!("an index of `{}` is over nothing", node.name);
        problems.add(&decl.position, message, "name fields, edges or an expression");
    }
    check_parts(node, &decl.position, &parts, problems);
    let names: Vec<String> = parts.iter().filter_map(|part| part.column().map(str::to_owned)).collect();
    let (name, previous) = match &decl.name {
        Some(name) => (name.clone(), None),
        None if names.len() < parts.len() => {
            problems.add(
                &decl.position,
                format!("an index of `{}` is over an expression and has no name", node.name),
                "name it: index(expr = \"..\", name = \"..\")",
            );
            return None;
        }
        None => default_names(node, &names),
    };
    let previous = decl.renamed_from.clone().or(previous).filter(|previous| *previous != name);
    (problems.count() == before).then_some(Index {
        name,
        previous,
        unique: decl.unique,
        parts,
        include,
        decl,
    })
}

/// The name that the rules give to an index over `columns`, and the one they gave before the
/// renames that are declared, where it differs.
pub(super) fn default_names(node: &Node, columns: &[String]) -> (String, Option<String>) {
    let now: Vec<&str> = columns.iter().map(String::as_str).collect();
    let was: Vec<&str> = now.iter().map(|column| previous_column(node, column)).collect();
    let name = naming::index_name(&node.name, &now);
    let previous = naming::index_name(node.previous_name(), &was);
    let renamed = previous != name;
    (name, renamed.then_some(previous))
}

fn previous_column<'a>(node: &'a Node, column: &'a str) -> &'a str {
    let field =
        node.fields.iter().find(|field| field.column == column).and_then(|field| field.previous.as_deref());
    let key = || {
        let columns = node.keys.iter().flat_map(|key| &key.columns);
        columns.filter(|key| key.name == column).find_map(|key| key.previous.as_deref())
    };
    field.or_else(key).unwrap_or(column)
}

/// Columns of the field or edge `name`.
fn columns(node: &Node, name: &str, at: &Position, problems: &mut Problems) -> Vec<String> {
    if let Some(field) = node.field(name) {
        if field.decl.skip {
            let message =
                format!("an index of `{}` is over `{name}`, which is not in the database", node.name);
            problems.add(at, message, "take `skip` from the field, or the field from the index");
        }
        return vec![field.column.clone()];
    }
    if let Some(key) = node.keys.iter().find(|key| key.edge.as_deref() == Some(name)) {
        return key.column_names();
    }
    if node.edge(name).is_some() {
        let message =
            format!("an index of `{}` is over the edge `{name}`, which has no column there", node.name);
        problems.add(at, message, "index the other end, whose table holds the foreign key");
        return Vec::new();
    }
    let known = node.fields.iter().map(|field| field.name.as_str());
    let known = known.chain(node.keys.iter().filter_map(|key| key.edge.as_deref()));
    let message =
        format!("an index of `{}` is over `{name}`, which is neither field nor edge of it", node.name);
    problems.add(at, message, suggest(name, "fields and edges", known));
    Vec::new()
}

fn check_parts(node: &Node, at: &Position, parts: &[IndexPart], problems: &mut Problems) {
    let mut seen = BTreeSet::new();
    for column in parts.iter().filter_map(IndexPart::column) {
        if !seen.insert(column) {
            let message = format!("an index of `{}` has the column `{column}` twice", node.name);
            problems.add(at, message, "take one away");
        }
    }
}
