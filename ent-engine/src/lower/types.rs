//! Types of columns.

use ent_schema::FieldType;

use super::{Lowering, enums};
use crate::dialect::ScalarField;
use crate::graph::{Field, Node, ValueType};
use crate::model::{DataType, TableOptions};

/// Type of the column of `field`; `None` after reporting why there is none.
///
/// A field that is a foreign key has the type of the id it refers to.
pub(super) fn of_field(lowering: &mut Lowering, node: &Node, field: &Field) -> Option<DataType> {
    of_field_at(lowering, node, field, 0)
}

fn of_field_at(lowering: &mut Lowering, node: &Node, field: &Field, depth: usize) -> Option<DataType> {
    let key = node.keys.iter().find(|key| key.field.as_ref() == Some(&field.name));
    // Ids that are foreign keys to one another would go round for ever.
    if let Some(key) = key
        && depth <= lowering.graph.nodes.len()
        && let Some((target, id)) = key.columns.first().and_then(|column| {
            let target = lowering.graph.node(&key.target)?;
            Some((target, target.field(&column.references)?))
        })
    {
        let ty = of_field_at(lowering, target, id, depth + 1)?;
        return Some(lowering.dialect.key_type(ty, &stored(lowering, node)));
    }
    own(lowering, node, field)
}

/// Type of a column that refers to `field` of `target`, in a table stored as `options` say.
pub(super) fn of_reference(
    lowering: &mut Lowering,
    target: &str,
    field: &str,
    options: &TableOptions,
) -> Option<DataType> {
    let target = lowering.graph.node(target)?;
    let ty = of_field(lowering, target, target.field(field)?)?;
    Some(lowering.dialect.key_type(ty, options))
}

/// How the table of `node` is stored.
fn stored(lowering: &Lowering, node: &Node) -> TableOptions {
    lowering.stored.get(node.name.as_str()).cloned().unwrap_or_default()
}

fn own(lowering: &mut Lowering, node: &Node, field: &Field) -> Option<DataType> {
    let flavor = lowering.dialect.flavor();
    let given = field.decl.sql_type.get(flavor.name);
    if given.is_none()
        && let Some(ty) = enums::native(lowering, node, field)
    {
        return Some(ty);
    }
    let text = match (given, &field.ty) {
        (Some(text), _) => Some(text.clone()),
        (None, ValueType::Enum { values, .. }) => {
            if let Some((value, reason)) = lowering.dialect.refuses_value(values) {
                let message = format!(
                    "{} does not keep the value {value:?} of `{}` as it is: {reason}",
                    lowering.database(),
                    field.declared_as(&node.name)
                );
                let help = format!(
                    "store another value, or keep the column as text: #[ent(type({} = \"varchar(255)\"))]",
                    lowering.key()
                );
                lowering.problems.add(&field.decl.position, message, help);
            }
            Some(lowering.dialect.enum_type(values))
        }
        (None, ValueType::Scalar(ty)) => scalar(lowering, node, field, ty),
    };
    let subject = field.declared_as(&node.name);
    let Some(text) = text else {
        let (message, help) = no_answer(lowering, field, &subject);
        lowering.problems.add(&field.decl.position, message, help);
        return None;
    };
    match lowering.dialect.parse_type(&text) {
        Ok(ty) => {
            let refused = lowering.dialect.refuses_type(&ty, &stored(lowering, node));
            if let (Some((why, instead)), true) = (refused, given.is_some()) {
                let message = format!("the column type of `{subject}` can't be used: {why}");
                let help = format!("{instead}: #[ent(type({} = \"..\"))]", lowering.key());
                lowering.problems.add(&field.decl.position, message, help);
            }
            Some(ty)
        }
        Err(error) => {
            let message = format!("the column type of `{subject}` can't be used: {error}");
            let help =
                format!("write a type of {}: #[ent(type({} = \"..\"))]", lowering.database(), lowering.key());
            lowering.problems.add(&field.decl.position, message, help);
            None
        }
    }
}

fn scalar(lowering: &Lowering, node: &Node, field: &Field, ty: &FieldType) -> Option<String> {
    let none = TableOptions::default();
    let ask = ScalarField {
        ty,
        size: field.size,
        keyed: is_keyed(node, field),
        table: lowering.stored.get(node.name.as_str()).unwrap_or(&none),
        charset: field.decl.charset.as_deref(),
    };
    lowering.dialect.scalar_type(&ask)
}

fn is_keyed(node: &Node, field: &Field) -> bool {
    let in_index = || {
        node.indexes.iter().flat_map(|index| &index.parts).any(|part| part.column() == Some(&field.column))
    };
    field.decl.unique || node.is_id(&field.name) || in_index()
}

fn no_answer(lowering: &Lowering, field: &Field, subject: &str) -> (String, String) {
    let (database, key) = (lowering.database(), lowering.key());
    let example = match (&field.ty, key) {
        (ValueType::Scalar(FieldType::Decimal), "sqlite") => "text",
        (ValueType::Scalar(FieldType::Decimal), _) => "decimal(20,6)",
        _ => "..",
    };
    let message = match field.ty {
        ValueType::Scalar(FieldType::Decimal) => {
            format!("no column type of {database} keeps every `{subject}` exactly")
        }
        _ => format!("`{subject}` has no column type for {database}"),
    };
    (message, format!("name the column type: #[ent(type({key} = \"{example}\"))]"))
}
