//! Views.

use std::collections::BTreeSet;

use super::Lowering;
use crate::dialect::Feature;
use crate::graph::ViewNode;
use crate::model::{Expr, Origin, OriginParts, TableRef, View};

/// The view of `node`; none where no query is given for the database, as in Ent.
pub(super) fn view(lowering: &Lowering, node: &ViewNode) -> Option<View> {
    let sql = node.sql.get(lowering.dialect.flavor().name)?.trim().trim_end_matches(';').trim_end();
    let comments =
        lowering.options.comments.kept(node.comments) && lowering.dialect.has(Feature::ViewComments);
    let fields = node.fields.iter().filter(|field| !field.decl.skip);
    let previous = node.previous.as_ref().map(|previous| previous.table.clone());
    Some(View {
        options: Vec::new(),
        indexes: Vec::new(),
        name: node.table.clone(),
        columns: fields.map(|field| field.column.clone()).collect(),
        definition: Expr::new(sql),
        materialized: node.materialized && lowering.dialect.has(Feature::MaterializedViews),
        depends_on: depends_on(lowering, node, sql),
        comment: node.comment.clone().filter(|_| comments),
        origin: Origin::from(OriginParts {
            position: node.position.clone(),
            declared_as: node.name.clone(),
            renamed_from: previous.filter(|previous| *previous != node.table),
            ..OriginParts::default()
        }),
    })
}

/// Tables and views of the graph whose names are words of the query. A word that is no reference
/// does no harm: it only has the other made first.
fn depends_on(lowering: &Lowering, node: &ViewNode, sql: &str) -> Vec<TableRef> {
    let words: BTreeSet<String> = sql
        .split(|c: char| !(c.is_alphanumeric() || c == '_' || c == '$'))
        .map(str::to_lowercase)
        .filter(|word| !word.is_empty())
        .collect();
    let graph = lowering.graph;
    let nodes = graph.nodes.iter().filter(|other| !other.skip).map(|other| (&other.schema, &other.table));
    let joins = graph.joins.iter().map(|join| (&join.schema, &join.table));
    let views = graph.views.iter().filter(|other| !other.skip && other.name != node.name);
    let views = views.map(|other| (&other.schema, &other.table));
    let named = nodes.chain(joins).chain(views).filter(|(_, table)| words.contains(&table.to_lowercase()));
    let refs: BTreeSet<TableRef> =
        named.map(|(schema, table)| TableRef::new(lowering.schema(schema), table)).collect();
    refs.into_iter().collect()
}
