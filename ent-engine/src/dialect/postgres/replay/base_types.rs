//! Base types: what they take over from others, and what becomes of columns when they change.

use super::columns;
use crate::dialect::postgres::objects::{BaseType, Layout};
use crate::dialect::postgres::types;
use crate::dialect::{Postgres, Types};
use crate::model::{ColumnSetting, DataType, Object, ObjectKind, Table};
use crate::replay::{Name, Problem, State, Texts};

/// How deep LIKE is followed through domains.
const DEPTH: u8 = 16;

/// Spells a base type that is made in a schema as the server keeps it, with what LIKE takes over. A type whose layout
/// isn't known, such as one of an extension, keeps the LIKE.
pub(super) fn finish(postgres: &Postgres, state: &State, object: &mut Object) {
    let Ok(Some(mut ty)) = BaseType::read(postgres, &object.text) else { return };
    let like = ty.like().and_then(|like| postgres.parse_type(like).ok());
    if let Some(layout) = like.and_then(|like| layout_of(postgres, state, &like)) {
        ty.lay_out(&layout);
    }
    if state.search_path().is_some() {
        // A path may find other functions of the names later.
        let texts = Texts::new(postgres);
        ty.name_routines(|name| {
            let is_it =
                |object: &Object| object.name.split_once('(').is_some_and(|(found, _)| found == name.name);
            let found = state.resolve(name, |schema| schema.objects.iter().any(is_it).then_some(()));
            let (home, ()) = found.filter(|_| name.schema.is_none())?;
            Some(format!("{}.{}", texts.written(state.written_schema(&home)), texts.written(&name.name)))
        });
    }
    object.text = ty.text();
}

/// What a name of the user's own stands for.
enum Found {
    Enum,
    /// The rows of a table or a view.
    Row,
    Carried(Box<Object>),
}

/// How the values of a type lie in memory, as far as that is known.
fn layout_of(postgres: &Postgres, state: &State, ty: &DataType) -> Option<Layout> {
    if ty.dimensions > 0 {
        let element = layout_of(postgres, state, &DataType { dimensions: 0, ..ty.clone() })?;
        return Some(varying(if element.alignment == "double" { "double" } else { "int4" }));
    }
    if !postgres.is_user_type(ty) || ty.schema.as_deref() == Some("pg_catalog") {
        return types::layout(&ty.name).map(|layout| {
            let types::Builtin { length, by_value, alignment, storage } = layout;
            Layout::new(length, by_value, alignment, storage)
        });
    }
    let name = Name { schema: ty.schema.clone(), name: ty.name.clone() };
    let (home, found) = state.resolve(&name, |schema| {
        let is_it = |object: &&Object| object.kind.is_type() && object.name == name.name;
        if let Some(object) = schema.objects.iter().find(is_it) {
            return Some(Found::Carried(Box::new(object.clone())));
        }
        let is_row = schema.table(&name.name).is_some() || schema.view(&name.name).is_some();
        let is_enum = schema.enum_type(&name.name).is_some();
        is_enum.then_some(Found::Enum).or(is_row.then_some(Found::Row))
    })?;
    let object = match found {
        Found::Enum => return Some(Layout::new("4", true, "int4", "plain")),
        Found::Row => return Some(varying("double")),
        Found::Carried(object) => object,
    };
    match object.kind {
        ObjectKind::Composite => Some(varying("double")),
        ObjectKind::Base => BaseType::read(postgres, &object.text).ok()??.layout(),
        ObjectKind::Domain => {
            let base = columns::domain_base(postgres, state, &home, ty, DEPTH)?;
            layout_of(postgres, state, &base)
        }
        _ => None,
    }
}

/// Follows a function to its next name, each a schema and a name, into the options of base types.
pub(super) fn follow_all(postgres: &Postgres, state: &mut State, previous: (&str, &str), next: (&str, &str)) {
    let texts = Texts::new(postgres);
    let own = state.written_schema(&state.connection).to_owned();
    let connection = state.connection.clone();
    let written = texts.written(state.written_schema(next.0));
    let is_own = previous.0 == state.connection;
    for object in state.realm.object_lists_mut().flatten().filter(|object| object.kind == ObjectKind::Base) {
        let Ok(Some(mut ty)) = BaseType::read(postgres, &object.text) else { continue };
        // Under another path than the default one all are written with their schemas. One that an extension has been
        // added to since still begins as the default one.
        let path = object.origin.search_path.as_deref();
        let begins_here = path.is_none_or(|path| path.first() == Some(&connection));
        let is_bare_meant = begins_here && is_own;
        ty.name_routines(|name| {
            let is_meant = match &name.schema {
                Some(schema) => schema == previous.0 || is_own && *schema == own,
                None => is_bare_meant,
            };
            let is_bare = name.schema.is_none() && previous.0 == next.0;
            let name_next = texts.written(next.1);
            (is_meant && name.name == previous.1)
                .then(|| if is_bare { name_next } else { format!("{written}.{name_next}") })
        });
        object.text = ty.text();
    }
}

fn varying(alignment: &'static str) -> Layout {
    Layout::new("variable", false, alignment, "extended")
}

/// Changes a base type by what follows its name in an ALTER TYPE. Columns that are there keep their storage.
pub(super) fn alter(
    postgres: &Postgres,
    state: &mut State,
    home: &str,
    object: &mut Object,
    clause: &str,
) -> Result<(), Problem> {
    let Some(mut ty) = BaseType::read(postgres, &object.text)? else {
        return Err(Problem::Refused(format!("type `{}` is only a shell", object.name)));
    };
    let previous = ty.storage().to_owned();
    ty.alter(postgres, clause)?;
    object.text = ty.text();
    let next = ty.storage();
    if next == previous {
        return Ok(());
    }
    let is_over = |kind: ObjectKind| {
        let is_it = |other: &Object| other.kind == kind && other.text.contains(&object.name);
        state.realm.schemas.iter().any(|schema| schema.objects.iter().any(is_it))
    };
    let is_of =
        |place: &str, ty: &DataType| ty.dimensions == 0 && postgres.is_of(ty, place, (home, &object.name));
    let has = |place: &str, table: &Table| table.columns.iter().any(|column| is_of(place, &column.ty));
    let is_used = state.realm.tables().any(|(place, table)| has(place, table));
    if is_over(ObjectKind::Composite) {
        return Err(Problem::Unknowable(format!(
            "attributes over `{}` are stored as they were, and no statement makes such",
            object.name
        )));
    }
    let has_domains = is_over(ObjectKind::Domain);
    if has_domains || is_used && previous == "extended" {
        let what = if has_domains { "domains" } else { "columns" };
        return Err(Problem::Unknowable(format!("how the {what} over `{}` are stored", object.name)));
    }
    for (place, table) in state.tables_mut(has) {
        let place = place.to_owned();
        for column in table.columns.iter_mut().filter(|column| is_of(&place, &column.ty)) {
            match column.settings.get(ColumnSetting::Storage) {
                None => column.settings.set(ColumnSetting::Storage, &previous),
                Some(own) if own == next => column.settings.unset(ColumnSetting::Storage),
                Some(_) => {}
            }
        }
    }
    Ok(())
}
