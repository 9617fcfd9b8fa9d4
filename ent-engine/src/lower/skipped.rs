use super::LowerOptions;
use crate::dialect::Dialect;
use crate::graph::Graph;
use crate::model::TableRef;

/// The tables and views of what is declared with `skip`: they are somebody else's to make, and to drop.
pub fn skipped(graph: &Graph, dialect: &dyn Dialect, options: &LowerOptions) -> Vec<TableRef> {
    let nodes = graph.nodes.iter().filter(|node| node.skip).map(|node| (&node.schema, &node.table));
    let views = graph.views.iter().filter(|view| view.skip).map(|view| (&view.schema, &view.table));
    nodes.chain(views).map(|(schema, table)| TableRef::new(options.schema(dialect, schema), table)).collect()
}
