//! Which type of the user's own a column is of.

use crate::dialect::{Postgres, Types};
use crate::model::{Column, DataType, TableRef};
use crate::replay::{Name, Problem, State};

/// Records the schema of a type of the user's own where it is not the table's. A name alone is that of the server's type
/// first.
pub(super) fn resolve_type(
    postgres: &Postgres,
    state: &State,
    place: &TableRef,
    column: &mut Column,
) -> Result<(), Problem> {
    let ty = &mut column.ty;
    let written = ty.schema.clone();
    let is_servers = !postgres.is_user_type(&DataType { schema: None, ..ty.clone() });
    if written.as_deref() == Some("pg_catalog") || written.is_none() && is_servers {
        return Ok(());
    }
    let name = Name { schema: written.clone(), name: ty.name.clone() };
    let found = state.resolve(&name, |schema| {
        let known = schema.enums.iter().any(|known| known.name == name.name)
            || schema.objects.iter().any(|object| object.name == name.name && object.kind.is_type());
        known.then_some(())
    });
    if let (Some(_), Some(written), true) = (&found, &written, is_servers) {
        return Err(Problem::Unknowable(format!(
            "which type `{}` of column `{}` is: `{written}` has one that is called as one of the server's",
            ty.name, column.name
        )));
    }
    ty.schema = match (found, written) {
        (Some((schema, ())), _) => (schema != place.schema).then_some(schema),
        (None, Some(written)) => Some(state.schema_name(&written)).filter(|schema| *schema != place.schema),
        (None, None) => None,
    };
    Ok(())
}

/// Keeps the type of a column that goes from a table of one schema to one of another: a type without a schema is in
/// that of its table.
pub(super) fn rehome(state: &State, ty: &mut DataType, from: &str, to: &str) {
    if from == to {
        return;
    }
    match &ty.schema {
        None => {
            let known = state.realm.schema(from).is_some_and(|schema| {
                schema.enum_type(&ty.name).is_some()
                    || schema.objects.iter().any(|object| object.kind.is_type() && object.name == ty.name)
            });
            if known {
                ty.schema = Some(from.to_owned());
            }
        }
        Some(schema) if schema == to => ty.schema = None,
        Some(_) => {}
    }
}
