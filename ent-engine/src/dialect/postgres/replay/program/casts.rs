//! Casts, written and by assignment.

use super::eval::Scope;
use super::functions;
use super::value::Value;
use crate::dialect::postgres::time::{Interval, Moment, MomentKind};
use crate::replay::{Problem, Reader};

impl Scope<'_> {
    /// A cast; to a relation it looks the name up.
    pub(super) fn cast(&self, value: Value, ty: &str) -> Result<Value, Problem> {
        if let (Value::List(values), false) = (&value, ty.ends_with("[]")) {
            // The rows of a set.
            let values = values.iter().map(|value| self.cast(value.clone(), ty));
            return values.collect::<Result<_, _>>().map(Value::List);
        }
        Ok(match ty {
            "regclass" => match &value {
                Value::Text(text) => match self.relation(text)? {
                    Some(relation) => relation,
                    None => return Err(Problem::missing("table", text)),
                },
                _ => value,
            },
            "text" | "varchar" | "character varying" | "name" => match value {
                Value::Text(_) | Value::Null | Value::Start(_) => value,
                value => value.as_text().map_or(Value::Unknown, Value::Text),
            },
            "int" | "integer" | "bigint" | "smallint" | "int2" | "int4" | "int8" => match &value {
                Value::Text(text) => text.trim().parse().map_or(Value::Unknown, Value::Int),
                Value::Int(_) | Value::Null => value,
                _ => Value::Unknown,
            },
            "boolean" | "bool" => match value {
                Value::Null => Value::Null,
                value => value.truth().map_or(Value::Unknown, Value::Bool),
            },
            "date" => moment(&value, MomentKind::Date),
            "timestamp" => moment(&value, MomentKind::Timestamp),
            "timestamptz" => moment(&value, MomentKind::Zoned),
            "interval" => match value {
                Value::Text(text) => Interval::read(&text).map_or(Value::Unknown, Value::Interval),
                Value::Interval(_) | Value::Null => value,
                _ => Value::Unknown,
            },
            "regnamespace" => match value.as_text() {
                Some(name) => super::catalog::namespace(self.state, &name),
                None => value,
            },
            "regtype" => match value.as_text() {
                Some(name) => super::catalog::type_of(self.state, &name),
                None => value,
            },
            "oid" => value,
            ty if ty.ends_with("[]") => match &value {
                Value::Text(text) => functions::array(text),
                _ => value,
            },
            _ => match value {
                Value::Null => Value::Null,
                _ => Value::Unknown,
            },
        })
    }

    /// A value as a variable of a type has it. What a type that isn't known here makes of it is left as it is.
    pub(super) fn assigned(&self, value: Value, ty: Option<&str>) -> Result<Value, Problem> {
        let is_known = |ty: &str| {
            const TYPES: [&str; 18] = [
                "bigint",
                "bool",
                "boolean",
                "character varying",
                "date",
                "int",
                "int2",
                "int4",
                "int8",
                "integer",
                "interval",
                "name",
                "regclass",
                "smallint",
                "text",
                "timestamp",
                "timestamptz",
                "varchar",
            ];
            // Their division has a fraction.
            const FRACTIONS: [&str; 7] =
                ["decimal", "double precision", "float", "float4", "float8", "numeric", "real"];
            TYPES.contains(&ty) || FRACTIONS.contains(&ty) || ty == "text[]"
        };
        match ty.filter(|ty| is_known(ty)) {
            Some(ty) => self.cast(value, ty),
            None => Ok(value),
        }
    }
}

fn moment(value: &Value, kind: MomentKind) -> Value {
    match value {
        Value::Null => Value::Null,
        Value::Text(text) => Moment::read(text, kind).map_or(Value::Unknown, Value::Moment),
        Value::Moment(moment) => Value::Moment(moment.cast(kind)),
        _ => Value::Unknown,
    }
}

/// The name of a type with its brackets, without its arguments; one of several words under its short name.
pub(super) fn type_name(reader: &mut Reader<'_>) -> Result<String, Problem> {
    let mut name = reader.name()?.name;
    if reader.eat("VARYING") {
        name.push_str(" varying");
    } else if reader.eat("PRECISION") {
        name.push_str(" precision");
    }
    if reader.is_symbol("(") {
        reader.parens()?;
    }
    if reader.eat("WITH TIME ZONE") {
        name.push_str("tz");
    } else {
        reader.eat("WITHOUT TIME ZONE");
    }
    while reader.eat_symbol("[") {
        while !reader.done() && !reader.eat_symbol("]") {
            reader.bump();
        }
        name.push_str("[]");
    }
    if reader.eat_symbol("[]") {
        name.push_str("[]");
    }
    Ok(name)
}
