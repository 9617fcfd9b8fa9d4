//! Tables of a composite type (`CREATE TABLE .. OF type`).

use super::composite::{Attribute, Composite};
use super::{columns, names};
use crate::dialect::{Postgres, Types};
use crate::model::{Column, Object, ObjectKind, TableRef};
use crate::replay::{Name, Problem, Reader, State};
use crate::sql::Syntax;

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
    columns.iter_mut().for_each(|column| columns::rehome(state, &mut column.ty, &home, &place.schema));
    Ok(columns)
}

fn attributes(postgres: &Postgres, text: &str) -> Result<Vec<Column>, Problem> {
    let column = |attribute: Attribute| {
        let ty = postgres.parse_type(&attribute.ty);
        let ty = ty.map_err(|_| Problem::Unknown(format!("the type {}", attribute.ty)))?;
        let collation = attribute.collation.map(|collation| {
            let mut reader = Reader::new(&collation, Syntax::postgres(), names::fold);
            reader.name().map(|name| name.name)
        });
        Ok(Column {
            name: attribute.name,
            ty,
            null: true,
            collation: collation.transpose()?,
            ..Column::default()
        })
    };
    Composite::read(text)?.attributes.into_iter().map(column).collect()
}
