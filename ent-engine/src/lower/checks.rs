//! CHECK constraints.

use std::collections::BTreeMap;

use super::Lowering;
use crate::dialect::Feature;
use crate::graph::Node;
use crate::model::{Check, Expr, Origin, OriginParts, Table};
use crate::naming;

/// Adds the CHECK constraints of `node` to its table: those of fields, then those of the struct.
///
/// Every one gets a name, so that it stays the same one when others come and go: what has none of
/// its own is called after table and column. (In Ent it stays without a name.)
pub(super) fn of_node(lowering: &mut Lowering, node: &Node, table: &mut Table) {
    if !lowering.dialect.has(Feature::Checks) {
        return;
    }
    let fields = node.fields.iter().filter(|field| !field.decl.skip);
    let of_fields = fields.flat_map(|field| field.decl.checks.iter().map(move |check| (Some(field), check)));
    let of_struct = node.checks.iter().map(|check| (None, check));
    let mut nth: BTreeMap<Option<&str>, usize> = BTreeMap::new();
    for (field, check) in of_fields.chain(of_struct) {
        let Some(expr) = check.expr.get(lowering.dialect.flavor().name) else { continue };
        let (name, previous) = if check.name.is_empty() {
            let column = field.map(|field| field.column.as_str());
            let previous_column =
                field.map(|field| field.previous.as_ref().unwrap_or(&field.column).as_str());
            let count = nth.entry(column).or_default();
            let names = (
                naming::check_name(&node.table, column, *count),
                Some(naming::check_name(node.previous_table(), previous_column, *count)),
            );
            *count += 1;
            names
        } else {
            (check.name.clone(), None)
        };
        let name = lowering.shorten(&name);
        let origin = Origin::from(OriginParts {
            position: check.position.clone(),
            declared_as: field.map_or_else(|| node.name.clone(), |field| field.declared_as(&node.name)),
            renamed_from: lowering.renamed(previous.as_deref(), &name),
            ..OriginParts::default()
        });
        table.checks.push(Check { origin, ..Check::new(name, Expr::new(expr.trim())) });
    }
}
