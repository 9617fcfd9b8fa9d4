//! Tables of entities.

use super::{Lowering, checks, columns, indexes, keys};
use crate::dialect::{Feature, GivenOptions};
use crate::graph::Node;
use crate::model::{Origin, OriginParts, PrimaryKey, Table, TableOptions};
use crate::naming;

/// How the table of `node` is stored.
pub(super) fn options(lowering: &mut Lowering, node: &Node) -> TableOptions {
    let given = GivenOptions {
        charset: node.charset.as_deref(),
        collation: node.collation.get(lowering.dialect.flavor().name).map(String::as_str),
        default_charset: lowering.options.charset.as_deref(),
        default_collation: lowering.options.collation.as_deref(),
        text: node.options.get(lowering.dialect.flavor().name).map(String::as_str),
    };
    match lowering.dialect.table_options(&given) {
        Ok(options) => options,
        Err(reason) => {
            let message = format!("the table options of `{}` can't be read: {reason}", node.name);
            let help = "write options of other databases under their name: options(mysql = \"..\")";
            lowering.problems.add(&node.position, message, help);
            TableOptions::default()
        }
    }
}

/// The table of `node`.
pub(super) fn table(lowering: &mut Lowering, node: &Node) -> Table {
    let comments = lowering.options.comments.kept(node.comments) && lowering.dialect.has(Feature::Comments);
    let mut table = Table {
        comment: node.comment.clone().filter(|_| comments),
        options: lowering.stored.get(node.name.as_str()).cloned().unwrap_or_default(),
        origin: Origin::from(OriginParts {
            position: node.position.clone(),
            declared_as: node.name.clone(),
            renamed_from: (node.previous_table() != node.table).then(|| node.previous_table().to_owned()),
            drops: dropped_columns(node),
            ..OriginParts::default()
        }),
        ..Table::new(&node.table)
    };
    columns::of_node(lowering, node, comments, &mut table);
    let id: Vec<&str> = node.id_fields().map(|field| field.column.as_str()).collect();
    table.primary_key = (!id.is_empty()).then(|| PrimaryKey::over(id));
    indexes::of_node(lowering, node, &mut table);
    keys::of_node(lowering, node, &mut table);
    checks::of_node(lowering, node, &mut table);
    if let Some(reason) = lowering.dialect.refuses_table(&table) {
        let message = format!("{} refuses the table of `{}`: {reason}", lowering.database(), node.name);
        let help =
            "give its texts smaller sizes, or sizes so great that they are kept elsewhere: size = 65536";
        lowering.problems.add(&node.position, message, help);
    }
    table
}

/// Columns whose data may go.
fn dropped_columns(node: &Node) -> Vec<String> {
    let fields = node.fields.iter().flat_map(|field| &field.decl.drops);
    let edges = node.edges.iter().flat_map(|edge| &edge.decl.drops);
    node.drops.iter().chain(fields).chain(edges).cloned().collect()
}

/// Tables whose data may go: an entity names its own and others alike; a word that begins in upper
/// case is the name of a struct.
pub(super) fn dropped_tables(node: &Node) -> Vec<String> {
    let table = |name: &String| match name.starts_with(char::is_uppercase) {
        true => naming::table_name(name),
        false => name.clone(),
    };
    node.drops.iter().map(table).collect()
}
