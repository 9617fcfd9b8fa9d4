//! Entities and views without their relations.

use ent_schema::{Entity, EntityKind};

use super::catalog::Catalog;
use super::fields;
use super::merge::{Merged, merge};
use super::{Problems, bound};
use crate::graph::{Edge, Index, Node, Previous, ViewNode};
use crate::naming;

/// The entity that `decl` declares, its edges and indexes not resolved yet.
pub(super) fn node<'a>(catalog: &Catalog<'a>, decl: &'a Entity, problems: &mut Problems) -> Node {
    let merged = merge(catalog, decl, problems);
    let mut fields = fields::fields(catalog, &merged, problems);
    let id = fields::id(&merged, &mut fields, problems);
    check_no_view(&merged, problems);
    let table = table(&merged, problems);
    let previous = previous(&merged, &table);
    let edges = edges(&merged, problems);
    let Merged { entity, indexes, checks, .. } = merged;
    let mut node = Node {
        label: naming::label(&entity.name),
        name: entity.name,
        schema: entity.schema.unwrap_or_default(),
        table,
        id,
        fields,
        edges,
        keys: Vec::new(),
        indexes: indexes.into_iter().map(|decl| Index { decl: decl.clone(), ..Index::default() }).collect(),
        checks: checks.into_iter().cloned().collect(),
        charset: entity.charset,
        collation: entity.collation,
        options: entity.options,
        comment: entity.comment,
        comments: entity.comments,
        auto_increment: entity.auto_increment,
        skip: entity.skip,
        previous,
        drops: entity.drops,
        position: entity.position,
    };
    bound::bind(&mut node, problems);
    node
}

/// The view that `decl` declares.
pub(super) fn view<'a>(catalog: &Catalog<'a>, decl: &'a Entity, problems: &mut Problems) -> ViewNode {
    let merged = merge(catalog, decl, problems);
    let fields = fields::fields(catalog, &merged, problems);
    let table = table(&merged, problems);
    let previous = previous(&merged, &table);
    check_view(&merged, problems);
    let entity = merged.entity;
    ViewNode {
        name: entity.name,
        schema: entity.schema.unwrap_or_default(),
        table,
        fields,
        sql: entity.view,
        materialized: entity.materialized,
        comment: entity.comment,
        comments: entity.comments,
        skip: entity.skip,
        previous,
        position: entity.position,
    }
}

fn table(merged: &Merged, problems: &mut Problems) -> String {
    let entity = &merged.entity;
    let Some(table) = &entity.table else { return naming::table_name(&entity.name) };
    if table.is_empty() {
        let message = format!("the table name of `{}` is empty", entity.name);
        problems.add(
            &entity.position,
            message,
            "write a name, or leave `table` out for the one of the rules",
        );
    }
    if let Some((schema, name)) = table.split_once('.') {
        problems.add(
            &entity.position,
            format!("the table name of `{}` has a dot in it: \"{table}\"", entity.name),
            format!("name the database schema on its own: #[schema(\"{schema}\")] and table = \"{name}\""),
        );
    }
    table.clone()
}

/// What `renamed_from` says: a word that begins in upper case is the struct's name before, from
/// which the rules give the table and what else is called after it; any other is the table's.
fn previous(merged: &Merged, table: &str) -> Option<Previous> {
    let text = merged.entity.renamed_from.as_ref()?;
    let previous = match text.starts_with(char::is_uppercase) {
        true => Previous { name: Some(text.clone()), table: naming::table_name(text) },
        false => Previous { name: None, table: text.clone() },
    };
    (previous.name.is_some() || previous.table != table).then_some(previous)
}

fn edges(merged: &Merged, problems: &mut Problems) -> Vec<Edge> {
    let entity = &merged.entity.name;
    let mut edges: Vec<Edge> = Vec::with_capacity(merged.edges.len());
    for (declared_in, decl) in &merged.edges {
        let edge = Edge {
            name: decl.name.clone(),
            target: decl.target.clone(),
            declares: decl.from.is_none(),
            required: decl.required,
            immutable: decl.immutable,
            declared_in: (*declared_in).to_owned(),
            decl: (*decl).clone(),
            ..Edge::default()
        };
        if let Some(known) = edges.iter().find(|known| known.name == edge.name) {
            let message = format!(
                "`{entity}` has the edge `{}` twice: as `{}` ({}) and as `{}`",
                edge.name,
                known.declared_as(),
                known.decl.position,
                edge.declared_as()
            );
            problems.add(&decl.position, message, "take one away, or rename it");
        } else if merged.fields.iter().any(|(_, field)| field.name == edge.name) {
            let message = format!("`{entity}` has an edge and a field, both called `{}`", edge.name);
            problems.add(&decl.position, message, "rename one of them");
        } else {
            edges.push(edge);
        }
    }
    edges
}

fn check_no_view(merged: &Merged, problems: &mut Problems) {
    if !merged.entity.view.is_empty() || merged.entity.materialized {
        problems.add(
            &merged.entity.position,
            format!("`{}` is an entity, which has no definition in SQL", merged.entity.name),
            "derive `EntView` for a view",
        );
    }
}

fn check_view(merged: &Merged, problems: &mut Problems) {
    let entity = &merged.entity;
    debug_assert_eq!(entity.kind, EntityKind::View);
    let mut refuse = |given: bool, what: &str| {
        if given {
            let message = format!("the view `{}` has {what}, which a view can't have", entity.name);
            problems.add(&entity.position, message, "take that away, or derive `EntSchema` for a table");
        }
    };
    refuse(!merged.edges.is_empty(), "edges");
    refuse(!merged.indexes.is_empty(), "indexes");
    refuse(!merged.checks.is_empty(), "checks");
    refuse(!entity.id.is_empty(), "an id of several fields");
    refuse(!entity.options.is_empty(), "table options");
    if entity.view.is_empty() && !entity.skip {
        let message = format!("the view `{}` has no definition", entity.name);
        problems.add(&entity.position, message, "write its query: #[ent(sql = \"SELECT ..\")]");
    }
}
