//! Join tables.

use super::keys::{Ask, foreign_key};
use super::{Lowering, columns, types};
use crate::dialect::GivenOptions;
use crate::graph::JoinTable;
use crate::model::{Column, Origin, OriginParts, PrimaryKey, Table};

/// The table of `join`; none when the entity that declares it is not in the database.
pub(super) fn table(lowering: &mut Lowering, join: &JoinTable) -> Option<Table> {
    if lowering.graph.node(&join.node)?.skip {
        return None;
    }
    let given = GivenOptions {
        default_charset: lowering.options.charset.as_deref(),
        default_collation: lowering.options.collation.as_deref(),
        ..GivenOptions::default()
    };
    let mut table = Table::new(&join.table);
    table.options = lowering.dialect.table_options(&given).unwrap_or_default();
    for side in &join.sides {
        if let Some(stored) = lowering.stored.get(side.node.as_str()) {
            lowering.dialect.follow_side(&mut table.options, stored);
        }
    }
    let origin = |renamed_from: Option<String>| {
        Origin::from(OriginParts {
            position: join.position.clone(),
            declared_as: join.declared_as.clone(),
            renamed_from,
            ..OriginParts::default()
        })
    };
    table.origin = origin(join.previous_table.clone());
    for side in &join.sides {
        for part in &side.columns {
            let mut column = Column {
                name: part.name.clone(),
                ty: types::of_reference(lowering, &side.node, &part.references, &table.options)?,
                origin: origin(part.previous.clone()),
                ..Column::default()
            };
            columns::match_charset(lowering, &mut column, &side.node, part, &table.options);
            table.columns.push(column);
        }
        let ask = Ask {
            schema: lowering.schema(&join.schema),
            options: &table.options,
            target: &side.node,
            references: side.columns.iter().map(|column| column.references.as_str()).collect(),
            on_delete: side.on_delete,
            on_update: side.on_update,
        };
        let origin = origin(side.previous_symbol.clone());
        table.foreign_keys.extend(foreign_key(lowering, &side.symbol, side.column_names(), ask, origin));
    }
    table.primary_key = Some(PrimaryKey::over(table.columns.iter().map(|column| column.name.clone())));
    Some(table)
}
