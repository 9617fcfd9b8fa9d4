//! Values that a program works with.

use std::cmp::Ordering;

use crate::dialect::postgres::time::{Interval, Moment};
use crate::model::TableRef;

/// A value, as far as it is known.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Null,
    Bool(bool),
    Int(i64),
    Text(String),
    Moment(Moment),
    Interval(Interval),
    /// A relation: `'users'::regclass`.
    Relation(TableRef),
    List(Vec<Value>),
    /// A row with the names of its columns.
    Row(Vec<(String, Value)>),
    /// A text of which only the start is known.
    Start(String),
    /// Something that only the server, its data or the day knows.
    Unknown,
}

impl Value {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// Whether it is true; `None` where that isn't known.
    pub(super) fn truth(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            Self::Null => Some(false),
            Self::Text(text) => match text.as_str() {
                "t" | "true" => Some(true),
                "f" | "false" => Some(false),
                _ => None,
            },
            _ => None,
        }
    }

    /// The value as text; a relation under its name, with the schema where it isn't the connection's.
    pub(super) fn as_text(&self) -> Option<String> {
        match self {
            Self::Bool(value) => Some(if *value { "true" } else { "false" }.to_owned()),
            Self::Int(value) => Some(value.to_string()),
            Self::Text(text) => Some(text.clone()),
            Self::Moment(moment) => Some(moment.to_string()),
            Self::Interval(interval) => Some(interval.to_string()),
            Self::Relation(table) => {
                let name = quote_ident(&table.table);
                Some(match table.schema.as_str() {
                    "" => name,
                    schema => format!("{}.{name}", quote_ident(schema)),
                })
            }
            _ => None,
        }
    }

    /// SQL's `=`: `None` where one side isn't known, NULL where one side is NULL.
    pub(super) fn equals(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Unknown | Self::Start(_), _) | (_, Self::Unknown | Self::Start(_)) => Self::Unknown,
            (Self::Null, _) | (_, Self::Null) => Self::Null,
            (Self::Bool(_), _) | (_, Self::Bool(_)) => match (self.truth(), other.truth()) {
                (Some(a), Some(b)) => Self::Bool(a == b),
                _ => Self::Unknown,
            },
            (Self::List(a), Self::List(b)) => Self::Bool(a == b),
            (Self::Moment(_), _) | (_, Self::Moment(_)) => super::dates::order(self, other)
                .map_or(Self::Unknown, |order| Self::Bool(order == Ordering::Equal)),
            // 30 days are as long as a month.
            (Self::Interval(_), _) | (_, Self::Interval(_)) => Self::Unknown,
            (a, b) => match (a.as_text(), b.as_text()) {
                (Some(a), Some(b)) => Self::Bool(a == b),
                _ => Self::Unknown,
            },
        }
    }

    /// `a || b`.
    pub(super) fn concat(self, other: Self) -> Self {
        match (self, other) {
            (Self::Start(start), _) => Self::Start(start),
            (Self::Null, _) | (_, Self::Null) => Self::Null,
            (Self::List(mut a), Self::List(b)) => {
                a.extend(b);
                Self::List(a)
            }
            (a, b) => match (a.as_text(), b.as_text(), b) {
                (Some(a), Some(b), _) => Self::Text(a + &b),
                (Some(a), None, Self::Start(b)) => Self::Start(a + &b),
                (Some(a), None, _) => Self::Start(a),
                (None, ..) => Self::Unknown,
            },
        }
    }
}

/// A variable of a program.
#[derive(Clone, Debug)]
pub(super) struct Variable {
    pub(super) name: String,
    /// The type that it was declared with; none where it takes whatever it gets, as a record does.
    pub(super) ty: Option<String>,
    pub(super) value: Value,
}

impl Variable {
    /// A variable of no type.
    pub(super) fn untyped(name: impl Into<String>, value: Value) -> Self {
        Self { name: name.into(), ty: None, value }
    }
}

/// A name as `quote_ident` writes it.
pub(super) fn quote_ident(name: &str) -> String {
    let mut chars = name.chars();
    let plain = chars.next().is_some_and(|c| c.is_ascii_lowercase() || c == '_')
        && chars.all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        && !crate::replay::is_reserved(name);
    if plain { name.to_owned() } else { format!("\"{}\"", name.replace('"', "\"\"")) }
}

/// A value as `quote_literal` writes it.
pub(super) fn quote_literal(text: &str) -> String {
    let quoted = text.replace('\'', "''");
    if quoted.contains('\\') { format!("E'{}'", quoted.replace('\\', "\\\\")) } else { format!("'{quoted}'") }
}
