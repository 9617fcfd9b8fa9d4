//! Enums that are a type of the database (PostgreSQL).

use ent_schema::{EnumDecl, EnumVariant};

use super::Lowering;
use crate::dialect::Feature;
use crate::graph::{Field, Node, ValueType};
use crate::model::{DataType, EnumType, Origin, OriginParts};
use crate::naming;

/// The enum type of `field`, if it asks for one and the database has such; the type is noted.
///
/// Without a schema of its own the type lives beside the table, once in each schema that uses it.
pub(super) fn native(lowering: &mut Lowering, node: &Node, field: &Field) -> Option<DataType> {
    let ValueType::Enum { name: Some(name), values } = &field.ty else { return None };
    let decl = lowering.graph.enum_decl(name)?;
    if !(field.decl.native || decl.native.is_some()) || !lowering.dialect.has(Feature::EnumTypes) {
        return None;
    }
    let table_schema = lowering.schema(&node.schema);
    let schema = decl.schema.as_deref().map_or(table_schema, |schema| lowering.schema(schema));
    let given = decl.native.clone().filter(|name| !name.is_empty());
    let ty = EnumType {
        name: given.unwrap_or_else(|| naming::enum_name(name)),
        values: values.clone(),
        comment: None,
        origin: Origin::from(OriginParts {
            position: decl.position.clone(),
            declared_as: decl.name.clone(),
            renamed_from: decl.renamed_from.as_ref().map(|name| naming::enum_name(name)),
            renamed_values: renamed_values(decl),
            drops: decl.drops.clone(),
            ..OriginParts::default()
        }),
    };
    if schema.is_empty() && !table_schema.is_empty() {
        let message = format!(
            "`{}` is in the schema \"{table_schema}\", but its type \"{}\" is in the connection's",
            field.declared_as(&node.name),
            ty.name
        );
        lowering.problems.add(
            &field.decl.position,
            message,
            "name the schema of the type: #[schema(\"..\")] on the enum",
        );
    }
    let data_type =
        DataType { schema: (schema != table_schema).then(|| schema.to_owned()), ..DataType::new(&ty.name) };
    note(lowering, schema.to_owned(), ty);
    Some(data_type)
}

/// Values that were renamed, as (previous, next).
pub(super) fn renamed_values(decl: &EnumDecl) -> Vec<(String, String)> {
    let renamed = |variant: &EnumVariant| Some((variant.renamed_from.clone()?, variant.value.clone()));
    decl.variants.iter().filter_map(renamed).collect()
}

fn note(lowering: &mut Lowering, schema: String, ty: EnumType) {
    let key = (schema, ty.name.clone());
    match lowering.enums.get(&key) {
        Some(known) if known.values != ty.values => {
            let message = format!(
                "`{}` and `{}` are both the type \"{}\", with other values",
                known.origin.declared_as, ty.origin.declared_as, ty.name
            );
            let position = ty.origin.position.clone();
            lowering.problems.add(&position, message, "name one of them: #[ent(native = \"..\")]");
        }
        Some(_) => {}
        None => {
            lowering.enums.insert(key, ty);
        }
    }
}
