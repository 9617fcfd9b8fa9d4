//! The columns of a function that stands in FROM (manual: "Table Functions"; `expandRTE` and `chooseScalarFunctionAlias` in
//! the server).

use super::super::Postgres;
use super::super::objects::{Argument, Mode};
use super::names::fold;
use crate::dialect::TableColumns;
use crate::model::{DataType, Object, ObjectKind};
use crate::replay::{Name, Problem, Reader, State};
use crate::sql::Syntax;
use crate::{dialect::Types, model::TableRef};

/// Functions of the server that give one column, which has their name or that of the alias.
const SCALAR: [&str; 14] = [
    "current_date",
    "generate_series",
    "generate_subscripts",
    "json_array_length",
    "json_object_keys",
    "jsonb_array_length",
    "jsonb_object_keys",
    "jsonb_path_query",
    "now",
    "regexp_matches",
    "regexp_split_to_array",
    "regexp_split_to_table",
    "string_to_array",
    "string_to_table",
];

/// Functions of the server whose columns have names of their own.
const NAMED: [(&str, &[&str]); 8] = [
    ("json_array_elements", &["value"]),
    ("json_array_elements_text", &["value"]),
    ("json_each", &["key", "value"]),
    ("json_each_text", &["key", "value"]),
    ("jsonb_array_elements", &["value"]),
    ("jsonb_array_elements_text", &["value"]),
    ("jsonb_each", &["key", "value"]),
    ("jsonb_each_text", &["key", "value"]),
];

/// The columns of the function of a name, where all functions of that name agree about them.
pub(super) fn columns(postgres: &Postgres, state: &State, name: &Name) -> Option<TableColumns> {
    let found = functions(state, name);
    if found.is_empty() {
        return of_server(name);
    }
    agreed(&found, |home, function| of_function(postgres, state, home, function))
}

/// The relation or composite type of whose rows the function of a name gives one, where all functions of that name agree.
pub(super) fn row(postgres: &Postgres, state: &State, name: &Name) -> Option<TableRef> {
    agreed(&functions(state, name), |home, function| {
        let mut reader = Reader::new(&function.text, Syntax::postgres(), fold);
        let Ok((_, Returns::Type(text))) = header(&mut reader) else { return None };
        row_of_type(postgres, state, home, &postgres.parse_argument_type(text).ok()?)
    })
}

/// The relation or composite type whose rows a type stands for, in the schema `home`.
pub(super) fn row_of_type(postgres: &Postgres, state: &State, home: &str, ty: &DataType) -> Option<TableRef> {
    if ty.dimensions > 0 || !postgres.is_user_type(ty) {
        return None;
    }
    let row = TableRef::new(ty.schema.as_deref().unwrap_or(home), &ty.name);
    let schema = state.realm.schema(&row.schema)?;
    let is_type = |object: &Object| object.kind == ObjectKind::Composite && object.name == ty.name;
    let is_there = state.table(&row).is_some() || schema.view(&row.table).is_some();
    (is_there || schema.objects.iter().any(is_type)).then_some(row)
}

/// The functions that a name may mean, each with the schema that it is in.
fn functions<'s>(state: &'s State, name: &Name) -> Vec<(String, &'s Object)> {
    let is_it = |object: &&Object| {
        object.kind == ObjectKind::Function && object.name.split('(').next() == Some(&name.name)
    };
    let schemas = state.search(name).into_iter();
    let found = schemas.flat_map(|home| {
        let objects = state.realm.schema(&home).into_iter().flat_map(|schema| &schema.objects);
        objects.filter(is_it).map(|object| (home.clone(), object)).collect::<Vec<_>>()
    });
    found.collect()
}

/// What is known of all functions, if it is the same.
fn agreed<T: PartialEq>(
    functions: &[(String, &Object)],
    known: impl Fn(&str, &Object) -> Option<T>,
) -> Option<T> {
    let ((home, first), others) = functions.split_first()?;
    let found = known(home, first)?;
    others.iter().all(|(home, other)| known(home, other).as_ref() == Some(&found)).then_some(found)
}

fn of_server(name: &Name) -> Option<TableColumns> {
    if name.schema.as_ref().is_some_and(|schema| schema != "pg_catalog") {
        return None;
    }
    if SCALAR.contains(&name.name.as_str()) {
        return Some(TableColumns::OfAlias);
    }
    let (_, columns) = NAMED.iter().find(|(function, _)| *function == name.name)?;
    Some(TableColumns::Named(columns.iter().map(|&column| column.to_owned()).collect()))
}

/// What a function gives back.
enum Returns<'a> {
    /// `TABLE (columns)`, by their names.
    Table(Vec<String>),
    /// A type, one row of it or many.
    Type(&'a str),
    /// What the arguments say.
    Nothing,
}

fn of_function(postgres: &Postgres, state: &State, home: &str, function: &Object) -> Option<TableColumns> {
    let mut reader = Reader::new(&function.text, Syntax::postgres(), fold);
    let (arguments, returns) = header(&mut reader).ok()?;
    let out = arguments.iter().filter(|argument| matches!(argument.mode, Mode::Out | Mode::InOut));
    let named: Vec<String> = out
        .zip(1..)
        .map(|(argument, number)| argument.name.clone().unwrap_or_else(|| format!("column{number}")))
        .collect();
    match returns {
        Returns::Table(columns) => Some(TableColumns::Named(columns)),
        _ if named.len() == 1 && arguments.iter().any(|argument| is_nameless_out(argument)) => {
            Some(TableColumns::OfAlias)
        }
        _ if !named.is_empty() => Some(TableColumns::Named(named)),
        Returns::Type(text) => of_type(postgres, state, home, &postgres.parse_argument_type(text).ok()?),
        Returns::Nothing => None,
    }
}

fn is_nameless_out(argument: &Argument<'_>) -> bool {
    argument.name.is_none() && matches!(argument.mode, Mode::Out | Mode::InOut)
}

fn header<'a>(reader: &mut Reader<'a>) -> Result<(Vec<Argument<'a>>, Returns<'a>), Problem> {
    reader.expect("CREATE")?;
    reader.eat("OR REPLACE");
    reader.expect("FUNCTION")?;
    reader.name()?;
    let arguments = reader.list(Argument::read)?;
    // The clause may come after others, but not after the body.
    while !reader.done() && !reader.is_any(&["RETURNS", "AS", "RETURN", "BEGIN"]) {
        reader.bump();
    }
    if reader.eat("RETURNS TABLE") {
        let columns = reader.list(|reader| {
            let name = reader.ident()?;
            reader.until(&[])?;
            Ok(name)
        })?;
        return Ok((arguments, Returns::Table(columns)));
    }
    if !reader.eat("RETURNS") || reader.is_seq("NULL ON") {
        return Ok((arguments, Returns::Nothing));
    }
    reader.eat("SETOF");
    let from = reader.at();
    reader.bump();
    while !reader.done() && !reader.is_any(super::super::objects::ROUTINE_CLAUSES) {
        reader.bump();
    }
    Ok((arguments, Returns::Type(reader.slice_from(from))))
}

/// The columns of a type: those of a table or composite, or the one that has the name of the alias.
fn of_type(postgres: &Postgres, state: &State, home: &str, ty: &DataType) -> Option<TableColumns> {
    if ty.dimensions > 0 || !postgres.is_user_type(ty) {
        return (ty.name != "record").then_some(TableColumns::OfAlias);
    }
    let schema = ty.schema.as_deref().unwrap_or(home);
    if let Some(table) = state.table(&TableRef::new(schema, &ty.name)) {
        let known = table.origin.doubt.is_none();
        let names = table.columns.iter().map(|column| column.name.clone()).collect();
        return known.then_some(TableColumns::Named(names));
    }
    let objects = &state.realm.schema(schema)?.objects;
    let object = objects.iter().find(|object| object.kind.is_type() && object.name == ty.name);
    match object {
        Some(object) if object.kind == ObjectKind::Composite => {
            let attributes = postgres.attributes(object)?;
            Some(TableColumns::Named(attributes.into_iter().map(|attribute| attribute.name).collect()))
        }
        Some(_) => Some(TableColumns::OfAlias),
        // An enum is one value; of anything else nothing is known.
        None => {
            let is_enum = state.realm.schema(schema)?.enums.iter().any(|known| known.name == ty.name);
            is_enum.then_some(TableColumns::OfAlias)
        }
    }
}
