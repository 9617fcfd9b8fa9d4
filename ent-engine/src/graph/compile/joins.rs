//! Join tables that no entity declares.

use super::pairs::Pair;
use super::{Problems, actions};
use crate::graph::{Edge, Graph, JoinSide, JoinTable, KeyColumn, Node, RelationStorage};
use crate::naming;

/// The join table of a many-to-many relation, and how the declaring end sees it.
pub(super) fn join(
    graph: &Graph,
    pair: &Pair,
    problems: &mut Problems,
) -> Option<(JoinTable, RelationStorage)> {
    let before = problems.count();
    let owner = pair.assoc.node(graph);
    let target = graph.nodes.get(pair.target)?;
    let assoc = pair.assoc.edge(graph);
    let inverse = pair.inverse.map(|end| end.edge(graph));
    if owner.id_fields().count() == 0 || target.id_fields().count() == 0 {
        return None;
    }
    let given = assoc.decl.storage.table.as_ref();
    let table = given.cloned().unwrap_or_else(|| naming::join_table(&owner.label, &assoc.name));
    let previous_table = match given {
        Some(_) => assoc.decl.renamed_from.clone(),
        None => Some(naming::join_table(&naming::label(owner.previous_name()), previous_name(assoc))),
    }
    .filter(|previous| *previous != table);
    if let Some((schema, name)) = table.split_once('.') {
        problems.add(
            &assoc.decl.position,
            format!("the join table of `{}` has a dot in its name: \"{table}\"", assoc.declared_as()),
            format!(
                "name the database schema on its own: #[schema(\"{schema}\")] and storage(table = \"{name}\")"
            ),
        );
    }
    let schema = schema(owner, assoc, inverse, problems);
    let columns = columns(owner, target, assoc, inverse, problems)?;
    let actions = actions::of_join(graph, pair, problems);
    let symbols = symbols(assoc, problems);
    let previous_or_now = previous_table.clone().unwrap_or_else(|| table.clone());
    let side = |place: usize, node: &Node, columns: Vec<KeyColumn>| {
        let (on_delete, on_update) = actions[place];
        let now: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
        let was: Vec<&str> =
            columns.iter().map(|column| column.previous.as_ref().unwrap_or(&column.name).as_str()).collect();
        let (symbol, previous) = match symbols.get(place) {
            Some(symbol) => (symbol.clone(), symbol.clone()),
            None => (naming::join_symbol(&table, &now), naming::join_symbol(&previous_or_now, &was)),
        };
        JoinSide {
            node: node.name.clone(),
            previous_symbol: (previous != symbol).then_some(previous),
            symbol,
            on_delete,
            on_update,
            columns,
        }
    };
    let [own, other] = columns;
    let sides = [side(0, owner, own), side(1, target, other)];
    let storage = RelationStorage::Join {
        schema: schema.clone(),
        table: table.clone(),
        columns: sides[0].column_names(),
        target_columns: sides[1].column_names(),
    };
    let join = JoinTable {
        schema,
        table,
        previous_table,
        node: owner.name.clone(),
        edge: assoc.name.clone(),
        sides,
        declared_as: assoc.declared_as(),
        position: assoc.decl.position.clone(),
    };
    (problems.count() == before).then_some((join, storage))
}

fn previous_name(edge: &Edge) -> &str {
    edge.decl.renamed_from.as_ref().unwrap_or(&edge.name)
}

fn schema(owner: &Node, assoc: &Edge, inverse: Option<&Edge>, problems: &mut Problems) -> String {
    let given = (assoc.decl.schema.as_ref(), inverse.and_then(|edge| edge.decl.schema.as_ref()));
    if let (Some(one), Some(other)) = given
        && one != other
    {
        let at = inverse.map_or(&assoc.decl.position, |edge| &edge.decl.position);
        let message = format!(
            "the ends of `{}` name two schemas for its join table: \"{one}\" and \"{other}\"",
            assoc.declared_as()
        );
        problems.add(at, message, "name it at one end");
    }
    given.0.or(given.1).unwrap_or(&owner.schema).clone()
}

/// Columns of both sides. One that refers to a single id is called `<label>_id` whatever the id's
/// column is called; of a composite id each column's name follows the label.
fn columns(
    owner: &Node,
    target: &Node,
    assoc: &Edge,
    inverse: Option<&Edge>,
    problems: &mut Problems,
) -> Option<[Vec<KeyColumn>; 2]> {
    let single = owner.id.len() == 1 && target.id.len() == 1;
    match assoc.decl.storage.columns.as_slice() {
        [own, other] if single => {
            let column = |name: &String, node: &Node| {
                let references = node.id.first().cloned().unwrap_or_default();
                vec![KeyColumn { name: name.clone(), previous: None, references }]
            };
            return distinct([column(own, owner), column(other, target)], assoc, problems);
        }
        [] => {}
        _ => {
            problems.add(
                &assoc.decl.position,
                format!("`storage(columns(..))` of `{}` must name two columns", assoc.declared_as()),
                match single {
                    true => {
                        "first the one that refers to this entity, then the one that refers to the target"
                    }
                    false => "an id of several fields has a column each: leave `columns` out",
                },
            );
            return None;
        }
    }
    let now = naming::join_columns(
        &owner.label,
        &target.label,
        &assoc.name,
        inverse.map(|edge| edge.name.as_str()),
    );
    let was = naming::join_columns(
        &naming::label(owner.previous_name()),
        &naming::label(target.previous_name()),
        previous_name(assoc),
        inverse.map(previous_name),
    );
    let side = |node: &Node, now: &str, was: &str| -> Vec<KeyColumn> {
        let several = node.id.len() > 1;
        node.id_fields()
            .map(|field| {
                let name = if several { format!("{now}_{}", field.column) } else { format!("{now}_id") };
                let previous = match several {
                    true => format!("{was}_{}", field.previous.as_ref().unwrap_or(&field.column)),
                    false => format!("{was}_id"),
                };
                KeyColumn {
                    previous: (previous != name).then_some(previous),
                    name,
                    references: field.name.clone(),
                }
            })
            .collect()
    };
    distinct([side(owner, &now[0], &was[0]), side(target, &now[1], &was[1])], assoc, problems)
}

fn distinct(
    columns: [Vec<KeyColumn>; 2],
    assoc: &Edge,
    problems: &mut Problems,
) -> Option<[Vec<KeyColumn>; 2]> {
    let [own, other] = &columns;
    match own.iter().find(|column| other.iter().any(|twin| twin.name == column.name)) {
        Some(column) => {
            problems.add(
                &assoc.decl.position,
                format!(
                    "both columns of the join table of `{}` are called `{}`",
                    assoc.declared_as(),
                    column.name
                ),
                "name them: storage(columns(a, b))",
            );
            None
        }
        None => Some(columns),
    }
}

fn symbols(assoc: &Edge, problems: &mut Problems) -> Vec<String> {
    match assoc.decl.symbols.as_slice() {
        [] => Vec::new(),
        [one, other] if one != other => vec![one.clone(), other.clone()],
        _ => {
            problems.add(
                &assoc.decl.position,
                format!(
                    "`{}` must name two symbols: its join table has two foreign keys",
                    assoc.declared_as()
                ),
                "write `symbols(a, b)`: first for this entity, then for the target",
            );
            Vec::new()
        }
    }
}
