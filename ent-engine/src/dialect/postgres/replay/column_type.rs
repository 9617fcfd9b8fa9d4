//! Which type of the user's own a column is of.

use crate::dialect::{Postgres, Types};
use crate::model::{Column, DataType, TableRef};
use crate::replay::{Name, State};

/// Records the schema of a type of the user's own where it is not the table's. A name alone is that of the server's type
/// first.
pub(super) fn resolve_type(postgres: &Postgres, state: &State, place: &TableRef, column: &mut Column) {
    let ty = &mut column.ty;
    let written = ty.schema.clone();
    let is_servers = !postgres.is_user_type(&DataType { schema: None, ..ty.clone() });
    if written.as_deref() == Some("pg_catalog") || written.is_none() && is_servers {
        return;
    }
    let name = Name { schema: written.clone(), name: ty.name.clone() };
    let found = state
        .resolve(&name, |schema| Postgres::has_type(&state.realm, &schema.name, &name.name).then_some(()));
    if found.is_none()
        && let Some((schema, element)) = state.element_of_array(postgres, &name)
    {
        *ty = DataType { name: element.name, dimensions: 1, ..std::mem::take(ty) };
        return postgres.place_type(ty, &schema, &place.schema);
    }
    match (found, written) {
        (Some((schema, ())), _) => postgres.place_type(ty, &schema, &place.schema),
        (None, Some(written)) => postgres.place_type(ty, &state.schema_name(&written), &place.schema),
        (None, None) => {}
    }
}

/// Keeps the type of a column that goes from a table of one schema to one of another: a type without a schema is in
/// that of its table.
pub(super) fn rehome(postgres: &Postgres, state: &State, ty: &mut DataType, from: &str, to: &str) {
    if from == to {
        return;
    }
    let home = ty.schema.clone().or_else(|| {
        let is_own = postgres.is_user_type(ty) && Postgres::has_type(&state.realm, from, &ty.name);
        is_own.then(|| from.to_owned())
    });
    if let Some(home) = home {
        postgres.place_type(ty, &home, to);
    }
}
