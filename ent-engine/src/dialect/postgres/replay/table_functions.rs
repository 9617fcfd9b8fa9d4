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
    let own = |schema: &str| state.realm.schema(schema).into_iter().flat_map(|schema| &schema.objects);
    let schemas = state.search(name);
    let found = schemas.iter().flat_map(|schema| own(schema).map(move |object| (schema.as_str(), object)));
    let mut found = found.filter(|(_, object)| {
        object.kind == ObjectKind::Function && object.name.split('(').next() == Some(&name.name)
    });
    let Some((home, first)) = found.next() else { return of_server(name) };
    let columns = of_function(postgres, state, home, first)?;
    let same = |(home, object)| of_function(postgres, state, home, object).as_ref() == Some(&columns);
    found.all(same).then_some(columns)
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
