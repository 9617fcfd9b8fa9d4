//! Tables of a composite type (`CREATE TABLE .. OF type`).

use super::composite::Composite;
use super::{collations, column_type};
use crate::dialect::Postgres;
use crate::model::{Column, Object, ObjectKind, TableRef};
use crate::replay::{Name, Problem, State};

/// The columns that a composite type gives a table.
pub(super) fn columns(
    postgres: &Postgres,
    state: &State,
    place: &TableRef,
    ty: &Name,
) -> Result<Vec<Column>, Problem> {
    let is = |object: &Object| object.kind == ObjectKind::Composite && object.name == ty.name;
    let found = state.resolve(ty, |schema| schema.objects.iter().find(|object| is(object)).cloned());
    let (home, object) = found.ok_or_else(|| Problem::missing("type", ty))?;
    let told = attributes(postgres, &object.text);
    let mut columns = told.map_err(|_| {
        Problem::Unknowable(format!("what attributes the composite type `{ty}` has by now can't be told"))
    })?;
    for column in &mut columns {
        column_type::rehome(postgres, state, &mut column.ty, &home, &place.schema);
        collations::resolve_in(state, &object.origin, &mut column.collation);
    }
    Ok(columns)
}

fn attributes(postgres: &Postgres, text: &str) -> Result<Vec<Column>, Problem> {
    let attributes = Composite::read(text)?.attributes.into_iter();
    attributes.map(|attribute| attribute.column(postgres)).collect()
}
