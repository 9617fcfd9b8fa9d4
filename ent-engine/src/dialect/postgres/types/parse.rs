//! From the text of a type to its canonical form.

use super::names;
use crate::dialect::types::text::{Arg, TypeText};
use crate::model::DataType;
use crate::sql::Syntax;

/// Fields of an interval, as `CREATE TABLE` takes them.
const INTERVAL_FIELDS: &[&str] = &[
    "year",
    "month",
    "day",
    "hour",
    "minute",
    "second",
    "year to month",
    "day to hour",
    "day to minute",
    "day to second",
    "hour to minute",
    "hour to second",
    "minute to second",
];

/// The greatest precision of time types: the server cuts a greater one to it, with a warning.
const FULL_PRECISION: u32 = 6;

/// The type that `text` spells, or why it is none.
pub(super) fn data_type(mut text: TypeText) -> Result<DataType, String> {
    let array = take_array(&mut text);
    let mut ty = element(&text)?;
    if array || text.brackets > 0 {
        ty.dimensions = 1;
    }
    Ok(ty)
}

/// Takes the standard's `ARRAY` off the end; a type may be called `array` itself.
fn take_array(text: &mut TypeText) -> bool {
    let (words, fewest) = if text.tail.is_empty() { (&mut text.head, 2) } else { (&mut text.tail, 1) };
    let found = words.len() >= fewest && words.last().is_some_and(|word| word == "array");
    if found {
        words.pop();
    }
    found
}

/// The type without its array brackets; `dimensions` is set for `_int4`.
fn element(text: &TypeText) -> Result<DataType, String> {
    if text.is_name {
        return named(text);
    }
    let head = text.head();
    if let Some(fields) = head.strip_prefix("interval")
        && (fields.is_empty() || fields.starts_with(' '))
    {
        return interval(fields.trim_start(), text);
    }
    let tail = text.tail();
    let words = match (head.as_str(), tail.as_str()) {
        ("time" | "timestamp", "with time zone" | "without time zone") => format!("{head} {tail}"),
        (_, "") => head,
        _ => return Err(format!("`{tail}` is not expected there")),
    };
    match names::builtin(&words) {
        Some(name) => builtin(name, text),
        None if text.head.len() > 1 => Err(format!("`{words}` is not a type")),
        None => match array_of_catalog(&words) {
            Some(name) => Ok(DataType { dimensions: 1, ..builtin(name, text)? }),
            None => Ok(user(None, words, text)),
        },
    }
}

/// A type under a quoted or qualified name.
fn named(text: &TypeText) -> Result<DataType, String> {
    if !text.tail.is_empty() {
        return Err(format!("`{}` is not expected there", text.tail()));
    }
    let name = text.head();
    // What stands before the schema can only be the database at hand.
    let schema = text.qualifiers.last().cloned();
    if schema.as_deref().is_none_or(|schema| schema == "pg_catalog") {
        if let Some(known) = names::by_catalog_name(&name) {
            return builtin(known, text);
        }
        if let Some(known) = array_of_catalog(&name) {
            return Ok(DataType { dimensions: 1, ..builtin(known, text)? });
        }
    }
    Ok(user(schema, name, text))
}

/// The element of an array type under its name in the catalog: `_int4`.
fn array_of_catalog(name: &str) -> Option<&'static str> {
    names::by_catalog_name(name.strip_prefix('_')?)
}

fn user(schema: Option<String>, name: String, text: &TypeText) -> DataType {
    let args = text.args.iter().flatten().map(|arg| match arg {
        Arg::Word(word) => word.to_lowercase(),
        Arg::Text(text) => format!("'{}'", text.replace('\'', "''")),
    });
    let fit = |name: String| Syntax::postgres().fit_name(&name).to_owned();
    DataType { schema: schema.map(fit), name: fit(name), args: args.collect(), ..DataType::default() }
}

fn builtin(name: &str, text: &TypeText) -> Result<DataType, String> {
    let ty = DataType::new(if name == "float" { "double precision" } else { name });
    match name {
        "bit" => length(ty, text, Some(1), false),
        "character" => length(ty, text, Some(1), true),
        "bpchar" if text.args.is_some() => length(DataType::new("character"), text, None, true),
        "bit varying" | "character varying" => length(ty, text, None, true),
        "float" => float(ty, text),
        "numeric" => numeric(ty, text),
        "time" | "timetz" | "timestamp" | "timestamptz" => precision(ty, text),
        _ if text.args.is_some() => Err(format!("{name} takes no arguments")),
        _ => Ok(ty),
    }
}

/// A type with a length; without one it has `default`, which is printed where `shown`.
fn length(ty: DataType, text: &TypeText, default: Option<u32>, shown: bool) -> Result<DataType, String> {
    match (unsigned(text, 1)?.first(), default) {
        (Some(0), _) => Err("a length must be 1 or more".to_owned()),
        (Some(length), default) if shown || Some(*length) != default => Ok(ty.arg(length)),
        (None, Some(default)) if shown => Ok(ty.arg(default)),
        _ => Ok(ty),
    }
}

fn float(ty: DataType, text: &TypeText) -> Result<DataType, String> {
    match unsigned(text, 1)?.first() {
        None | Some(25..=53) => Ok(ty),
        Some(1..=24) => Ok(DataType::new("real")),
        Some(other) => Err(format!("the precision of float is 1 to 53, not {other}")),
    }
}

/// NUMERIC: a scale of 0 is not shown, a negative one is (PostgreSQL 15).
fn numeric(ty: DataType, text: &TypeText) -> Result<DataType, String> {
    let numbers = numbers(text, 2)?;
    let precision = numbers.first().copied();
    if precision.is_some_and(|p| !(1..=1000).contains(&p)) {
        return Err("the precision of numeric is 1 to 1000".to_owned());
    }
    Ok(match (precision, numbers.get(1).copied().unwrap_or(0)) {
        (None, _) => ty,
        (Some(precision), 0) => ty.arg(precision),
        (Some(precision), scale) => ty.arg(precision).arg(scale),
    })
}

fn precision(ty: DataType, text: &TypeText) -> Result<DataType, String> {
    Ok(match unsigned(text, 1)?.first() {
        Some(precision) => ty.arg((*precision).min(FULL_PRECISION)),
        None => ty,
    })
}

/// INTERVAL with its fields, which become part of the name: `interval day to second(3)`.
fn interval(fields: &str, text: &TypeText) -> Result<DataType, String> {
    let tail = text.tail();
    let fields = match (fields, tail.as_str()) {
        ("", tail) => tail,
        (fields, "") => fields,
        (_, tail) => return Err(format!("`{tail}` is not expected there")),
    };
    if fields.is_empty() {
        return precision(DataType::new("interval"), text);
    }
    if !INTERVAL_FIELDS.contains(&fields) {
        return Err(format!("`{fields}` are not fields of an interval"));
    }
    if text.args.is_some() && !fields.ends_with("second") {
        return Err("only an interval of seconds takes a precision".to_owned());
    }
    precision(DataType::new(format!("interval {fields}")), text)
}

fn unsigned(text: &TypeText, most: usize) -> Result<Vec<u32>, String> {
    numbers(text, most)?
        .into_iter()
        .map(|number| u32::try_from(number).map_err(|_| format!("{number} is not a length")))
        .collect()
}

fn numbers(text: &TypeText, most: usize) -> Result<Vec<i64>, String> {
    let Some(args) = &text.args else { return Ok(Vec::new()) };
    if args.is_empty() || args.len() > most {
        return Err(format!("it takes {most} argument{} at most", if most == 1 { "" } else { "s" }));
    }
    args.iter()
        .map(|arg| match arg {
            Arg::Word(word) => word.parse().map_err(|_| format!("`{word}` is not a number")),
            Arg::Text(text) => Err(format!("'{text}' is not a number")),
        })
        .collect()
}
