use std::fmt::Write as _;

use ent_engine::graph::{Edge, Graph, Node, RelationStorage};

/// The relations of a graph: nodes with their ids, edges with how they are stored.
pub fn dump_graph(graph: &Graph) -> String {
    let mut out = String::new();
    for node in &graph.nodes {
        node_text(node, &mut out);
    }
    for join in &graph.joins {
        let _ = writeln!(out, "join {} by {}.{}", qualified(&join.schema, &join.table), join.node, join.edge);
    }
    for view in &graph.views {
        let _ = writeln!(out, "view {} in {}", view.name, qualified(&view.schema, &view.table));
    }
    let schemas = graph.schemas();
    if !schemas.is_empty() {
        let _ = writeln!(out, "schemas {}", schemas.join(", "));
    }
    out
}

fn qualified(schema: &str, table: &str) -> String {
    if schema.is_empty() { table.to_owned() } else { format!("{schema}.{table}") }
}

fn node_text(node: &Node, out: &mut String) {
    let _ = writeln!(
        out,
        "node {} in {}, id {}",
        node.name,
        qualified(&node.schema, &node.table),
        node.id.join(", ")
    );
    for edge in &node.edges {
        edge_text(edge, out);
    }
}

fn edge_text(edge: &Edge, out: &mut String) {
    let storage = match &edge.relation.storage {
        RelationStorage::Own { columns } => format!("own {}", columns.join(", ")),
        RelationStorage::Target { columns } => format!("target {}", columns.join(", ")),
        RelationStorage::Join { schema, table, columns, target_columns } => {
            format!(
                "join {} {} -> {}",
                qualified(schema, table),
                columns.join(", "),
                target_columns.join(", ")
            )
        }
        RelationStorage::Through { node, columns, target_columns } => {
            format!("through {node} {} -> {}", columns.join(", "), target_columns.join(", "))
        }
    };
    let mut words = vec![if edge.declares { "to" } else { "from" }.to_owned()];
    words.extend(edge.inverse.as_ref().map(|inverse| format!("other end {inverse}")));
    words.extend(edge.required.then(|| "required".to_owned()));
    words.extend(edge.immutable.then(|| "immutable".to_owned()));
    let _ = writeln!(
        out,
        "  {} -> {}: {:?}, {storage} ({})",
        edge.name,
        edge.target,
        edge.relation.kind,
        words.join(", ")
    );
}
