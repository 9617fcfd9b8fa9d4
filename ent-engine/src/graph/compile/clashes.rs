//! Names that two things want.

use std::collections::BTreeMap;

use ent_schema::Position;

use super::Problems;
use crate::graph::{Field, Graph, Node};

/// Checks that tables of a schema, columns of a table, foreign keys of a schema and indexes of a
/// table differ. The same table name in two schemas is fine (Ent refuses it), and so is the same
/// symbol in two.
pub(super) fn check(graph: &Graph, problems: &mut Problems) {
    tables(graph, problems);
    symbols(graph, problems);
    for node in &graph.nodes {
        columns(node, problems);
        indexes(node, problems);
    }
    for view in &graph.views {
        let mut taken = Taken::default();
        for field in &view.fields {
            if let Some(other) = taken.take("", &field.column, field.declared_as(&view.name)) {
                let message = format!(
                    "`{other}` and `{}` are both the column \"{}\"",
                    field.declared_as(&view.name),
                    field.column
                );
                problems.add(&field.decl.position, message, "give one another column: storage = \"..\"");
            }
        }
    }
}

/// Who has a name, by schema and name.
#[derive(Default)]
struct Taken<'a>(BTreeMap<(&'a str, &'a str), String>);

impl<'a> Taken<'a> {
    /// Takes the name; who had it already, if somebody did.
    fn take(&mut self, schema: &'a str, name: &'a str, who: String) -> Option<String> {
        self.0.insert((schema, name), who)
    }
}

fn tables(graph: &Graph, problems: &mut Problems) {
    let mut taken = Taken::default();
    let mut take = |schema, table, who: &str, at: &Position, help: &str| {
        if let Some(other) = taken.take(schema, table, who.to_owned()) {
            let place =
                if schema.is_empty() { String::new() } else { format!(" in the schema \"{schema}\"") };
            problems.add(at, format!("`{other}` and `{who}` both have the table \"{table}\"{place}"), help);
        }
    };
    for node in graph.nodes.iter().filter(|node| !node.skip) {
        take(&node.schema, &node.table, &node.name, &node.position, "name one of them: table = \"..\"");
    }
    for view in graph.views.iter().filter(|view| !view.skip) {
        take(&view.schema, &view.table, &view.name, &view.position, "name one of them: table = \"..\"");
    }
    for join in &graph.joins {
        let help =
            "name the join table: storage(table = \"..\"); or declare it as the join entity: through = ..";
        take(&join.schema, &join.table, &join.declared_as, &join.position, help);
    }
}

fn symbols(graph: &Graph, problems: &mut Problems) {
    let mut taken = Taken::default();
    let nodes = graph.nodes.iter().flat_map(|node| {
        node.keys
            .iter()
            .map(|key| (node.schema.as_str(), key.symbol.as_str(), &key.declared_as, &key.position))
    });
    let joins = graph.joins.iter().flat_map(|join| {
        let of = |side: usize| {
            (join.schema.as_str(), join.sides[side].symbol.as_str(), &join.declared_as, &join.position)
        };
        [of(0), of(1)]
    });
    for (schema, symbol, who, at) in nodes.chain(joins) {
        if let Some(other) = taken.take(schema, symbol, who.clone()) {
            let message = format!("`{other}` and `{who}` both have the foreign key \"{symbol}\"");
            problems.add(at, message, "name one of them: symbol = \"..\"");
        }
    }
}

fn columns(node: &Node, problems: &mut Problems) {
    let mut taken: BTreeMap<&str, (String, Option<&Field>)> = BTreeMap::new();
    for field in node.fields.iter().filter(|field| !field.decl.skip) {
        let who = field.declared_as(&node.name);
        if let Some((other, _)) = taken.insert(&field.column, (who.clone(), Some(field))) {
            let message =
                format!("`{other}` and `{who}` are both the column \"{}\" of `{}`", field.column, node.name);
            problems.add(&field.decl.position, message, "give one another column: storage = \"..\"");
        }
    }
    for key in node.keys.iter().filter(|key| key.field.is_none()) {
        for column in &key.columns {
            let who = key.declared_as.clone();
            if let Some((other, field)) = taken.insert(&column.name, (who.clone(), None)) {
                let message = format!(
                    "`{other}` and `{who}` are both the column \"{}\" of `{}`",
                    column.name, node.name
                );
                let help = match (field, &key.edge) {
                    (Some(field), Some(edge)) => {
                        format!(
                            "if the field is the foreign key, bind the edge to it: #[ent(field = {})] on `{edge}`",
                            field.name
                        )
                    }
                    _ => "give one another column: storage(column = \"..\")".to_owned(),
                };
                problems.add(&key.position, message, help);
            }
        }
    }
}

fn indexes(node: &Node, problems: &mut Problems) {
    let mut taken = Taken::default();
    for index in &node.indexes {
        if taken.take("", &index.name, String::new()).is_some() {
            let message = format!("`{}` has two indexes called \"{}\"", node.name, index.name);
            problems.add(&index.decl.position, message, "take one away, or name it: name = \"..\"");
        }
    }
}
