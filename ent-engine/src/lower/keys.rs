//! Foreign keys of entity tables.

use ent_schema::{Action, Position};

use super::Lowering;
use crate::dialect::Feature;
use crate::graph::Node;
use crate::model::{ForeignKey, Origin, OriginParts, ReferentialAction, Table, TableOptions, TableRef};

/// Adds the foreign keys of `node` to its table.
pub(super) fn of_node(lowering: &mut Lowering, node: &Node, table: &mut Table) {
    for key in &node.keys {
        let columns = key.column_names();
        let origin = Origin::from(OriginParts {
            position: key.position.clone(),
            declared_as: key.declared_as.clone(),
            renamed_from: key.previous_symbol.clone(),
            ..OriginParts::default()
        });
        let ask = Ask {
            schema: lowering.schema(&node.schema),
            options: &table.options,
            target: &key.target,
            references: key.columns.iter().map(|column| column.references.as_str()).collect(),
            on_delete: key.on_delete,
            on_update: key.on_update,
        };
        table.foreign_keys.extend(foreign_key(lowering, &key.symbol, columns, ask, origin));
    }
}

/// A foreign key to make.
pub(super) struct Ask<'a> {
    /// Schema of the table that holds it.
    pub schema: &'a str,
    /// How that table is stored.
    pub options: &'a TableOptions,
    /// Entity that it refers to.
    pub target: &'a str,
    /// Fields of the entity's id.
    pub references: Vec<&'a str>,
    pub on_delete: Action,
    pub on_update: Option<Action>,
}

/// The foreign key `symbol`; its origin tells the previous name at full length.
pub(super) fn foreign_key(
    lowering: &mut Lowering,
    symbol: &str,
    columns: Vec<String>,
    ask: Ask,
    mut origin: Origin,
) -> Option<ForeignKey> {
    let target = lowering.graph.node(ask.target)?;
    let schema = lowering.schema(&target.schema);
    check_relative(lowering, &ask, schema, &origin);
    check_options(lowering, &ask, &origin);
    let ref_columns = ask
        .references
        .iter()
        .filter_map(|name| target.field(name))
        .map(|field| field.column.clone())
        .collect();
    let name = lowering.shorten(symbol);
    origin.renamed_from = lowering.renamed(origin.renamed_from.as_deref(), &name);
    Some(ForeignKey {
        name,
        columns,
        references: TableRef::new(schema, &target.table),
        ref_columns,
        on_delete: action(lowering, ask.on_delete, &origin.declared_as, &origin.position),
        on_update: ask
            .on_update
            .map(|given| action(lowering, given, &origin.declared_as, &origin.position))
            .unwrap_or_default(),
        origin,
        ..ForeignKey::default()
    })
}

fn action(lowering: &mut Lowering, action: Action, who: &str, position: &Position) -> ReferentialAction {
    lowering.dialect.action(action).unwrap_or_else(|| {
        let message = format!("`{who}` says {action}, which {} refuses", lowering.database());
        lowering.problems.add(position, message, "choose cascade, set_null, restrict or no_action");
        ReferentialAction::NoAction
    })
}

fn check_options(lowering: &mut Lowering, ask: &Ask, origin: &Origin) {
    let Some(target) = lowering.stored.get(ask.target) else { return };
    if let Some((why, help)) = lowering.dialect.refuses_key(ask.options, target) {
        let message =
            format!("the foreign key of `{}` to `{}` is refused: {why}", origin.declared_as, ask.target);
        lowering.problems.add(&origin.position, message, help);
    }
}

fn check_relative(lowering: &mut Lowering, ask: &Ask, target_schema: &str, origin: &Origin) {
    if lowering.dialect.has(Feature::RelativeNames) && target_schema.is_empty() && !ask.schema.is_empty() {
        let message = format!(
            "`{}` refers from the schema \"{}\" to `{}` in the connection's, which {} would look for in \"{}\"",
            origin.declared_as,
            ask.schema,
            ask.target,
            lowering.database(),
            ask.schema
        );
        let help = format!(
            "write #[schema(\"..\")] on `{}`, or name the connection's schema in ent.toml: `default_schema = \"..\"`",
            ask.target
        );
        lowering.problems.add(&origin.position, message, help);
    }
}
