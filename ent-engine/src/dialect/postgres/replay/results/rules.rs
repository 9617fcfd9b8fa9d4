//! What operators give, and what several values have in common.

use super::UNKNOWN;
use crate::model::DataType;
use crate::replay::Reader;
use crate::sql::TokenKind;

/// The numbers, from the narrowest on.
const NUMBERS: [&str; 6] = ["smallint", "integer", "bigint", "numeric", "real", "double precision"];

fn rank(ty: &DataType) -> Option<usize> {
    NUMBERS.iter().position(|name| ty.name == *name).filter(|_| ty.dimensions == 0)
}

pub(super) fn is_number(ty: &DataType) -> bool {
    rank(ty).is_some()
}

pub(super) fn is_text(ty: &DataType) -> bool {
    ty.dimensions == 0 && matches!(ty.name.as_str(), "text" | "character varying" | "character" | "name")
}

/// The type without its arguments, which no operator keeps.
pub(super) fn bare(ty: DataType) -> DataType {
    DataType { args: Vec::new(), ..ty }
}

/// The type, or text for a constant on which nothing has decided.
pub(super) fn known(ty: DataType) -> DataType {
    if ty.name == UNKNOWN { DataType::new("text") } else { ty }
}

/// The wider of two numbers; with a real one, or with a numeric one beside, the server takes double precision.
fn wider(a: &DataType, b: &DataType) -> Option<DataType> {
    let (x, y) = (rank(a)?, rank(b)?);
    let at = if x != y && x.max(y) == 4 { 5 } else { x.max(y) };
    NUMBERS.get(at).map(|name| DataType::new(*name))
}

/// `+ - * / %` (functions and operators, the numeric and the date and time ones).
pub(super) fn arithmetic(symbol: &str, left: &DataType, right: &DataType) -> Option<DataType> {
    if left.dimensions + right.dimensions > 0 {
        return None;
    }
    let (a, b) = (left.name.as_str(), right.name.as_str());
    if is_number(left) && is_number(right) {
        return wider(left, right).filter(|ty| symbol != "%" || rank(ty).is_some_and(|rank| rank < 4));
    }
    if a == UNKNOWN && is_number(right) || b == UNKNOWN && is_number(left) {
        return Some(bare(if a == UNKNOWN { right.clone() } else { left.clone() }));
    }
    let integers = |name: &str| matches!(name, "smallint" | "integer");
    Some(DataType::new(match (a, symbol, b) {
        ("date", "-", "date") => "integer",
        ("date", "+" | "-", other) if integers(other) => "date",
        (other, "+", "date") if integers(other) => "date",
        ("date", "+" | "-", "interval") | ("interval", "+", "date") => "timestamp",
        ("timestamptz", "-", "timestamptz") | ("timestamp", "-", "timestamp") => "interval",
        ("timestamptz", "+" | "-", "interval") | ("interval", "+", "timestamptz") => "timestamptz",
        ("timestamp", "+" | "-", "interval") | ("interval", "+", "timestamp") => "timestamp",
        ("interval", "+" | "-", "interval") => "interval",
        ("interval", "*" | "/", _) if is_number(right) => "interval",
        (_, "*", "interval") if is_number(left) => "interval",
        _ => return None,
    }))
}

/// Operators that tell whether something holds, whatever they are between.
const TESTS: [&str; 13] = ["@>", "<@", "?", "?|", "?&", "&&", "@@", "~", "~*", "!~", "!~*", "~~", "!~~"];

/// The operator that comes next, if it is one without a level of its own that is known here.
pub(super) fn other_operator<'a>(reader: &Reader<'a>) -> Option<&'a str> {
    let token = reader.peek().filter(|token| token.kind == TokenKind::Symbol)?;
    let known = ["||", "->", "->>", "#>", "#>>", "&", "|", "#", "<<", ">>"];
    known.iter().chain(&TESTS).any(|symbol| token.text == *symbol).then_some(token.text)
}

/// What such an operator gives.
pub(super) fn other(operator: &str, left: &DataType, right: &DataType) -> Option<DataType> {
    if TESTS.contains(&operator) {
        return Some(DataType::new("boolean"));
    }
    let (a, b) = (left.name.as_str(), right.name.as_str());
    let json = matches!(a, "json" | "jsonb") && left.dimensions == 0;
    let integer = |ty: &DataType| rank(ty).is_some_and(|rank| rank < 3);
    match operator {
        "->" | "#>" if json => Some(left.clone()),
        "->>" | "#>>" if json => Some(DataType::new("text")),
        "&" | "|" | "#" if integer(left) && integer(right) => wider(left, right),
        "<<" | ">>" if integer(left) && integer(right) => Some(left.clone()),
        "||" if left.dimensions > 0 && (right == left || b == UNKNOWN) => Some(bare(left.clone())),
        "||" if left.dimensions == 1 && right.dimensions == 0 && a == b => Some(bare(left.clone())),
        "||" if right.dimensions == 1 && left.dimensions == 0 && a == b => Some(bare(right.clone())),
        "||" if left.dimensions + right.dimensions > 0 => None,
        "||" if a == "jsonb" && matches!(b, "jsonb" | UNKNOWN) || a == UNKNOWN && b == "jsonb" => {
            Some(DataType::new("jsonb"))
        }
        "||" if a == UNKNOWN && b == UNKNOWN => Some(DataType::new("text")),
        "||" if is_text(left) && (is_text(right) || b == UNKNOWN || scalar(right)) => {
            Some(DataType::new("text"))
        }
        "||" if is_text(right) && (a == UNKNOWN || scalar(left)) => Some(DataType::new("text")),
        "||" if a == UNKNOWN && scalar(right) || b == UNKNOWN && scalar(left) => Some(DataType::new("text")),
        _ => None,
    }
}

/// Whether a type has no `||` of its own, so that text takes it up.
fn scalar(ty: &DataType) -> bool {
    is_number(ty) || matches!(ty.name.as_str(), "boolean" | "date" | "timestamp" | "timestamptz" | "uuid")
}

/// The type that several values get (`select_common_type`), with its arguments where all have the same.
pub(super) fn common(types: &[DataType]) -> Option<DataType> {
    let mut told = types.iter().filter(|ty| ty.name != UNKNOWN);
    let Some(first) = told.next() else { return types.first().cloned() };
    let mut result = first.clone();
    for ty in told {
        let same = ty.name == result.name && ty.schema == result.schema && ty.dimensions == result.dimensions;
        if same {
            if ty.args != result.args {
                result = bare(result);
            }
        } else if is_text(ty) && is_text(&result) {
            // Each of them becomes each other by itself, so that the first stays (`pg_cast`).
            result = bare(result);
        } else {
            result = wider(&result, ty)?;
        }
    }
    let constant = types.iter().any(|ty| ty.name == UNKNOWN);
    Some(if constant { bare(result) } else { result })
}
