//! Operators, by their precedence (manual: "Operator Precedence").

use std::cmp::Ordering;

use super::eval::{Scope, is_query};
use super::value::Value;
use super::{dates, functions};
use crate::replay::{Problem, Reader};
use crate::sql::TokenKind;

impl Scope<'_> {
    pub(super) fn comparison(&self, reader: &mut Reader<'_>) -> Result<Value, Problem> {
        let left = self.operand(reader)?;
        let not = reader.is("NOT") && {
            let next = reader.peek_at(1);
            let follows = ["IN", "LIKE", "ILIKE", "BETWEEN", "SIMILAR"];
            follows.iter().any(|word| next.is_some_and(|next| next.is_word(word)))
        };
        if not {
            reader.bump();
        }
        if let Some(value) = self.predicate(reader, &left)? {
            return Ok(match (not, value.truth()) {
                (true, Some(truth)) if value != Value::Null => Value::Bool(!truth),
                (true, None) => Value::Unknown,
                _ => value,
            });
        }
        let operator = match reader.peek() {
            Some(token) if token.kind == TokenKind::Symbol => token.text.to_owned(),
            _ => return Ok(left),
        };
        match operator.as_str() {
            "=" | "<>" | "!=" | "<" | ">" | "<=" | ">=" => {
                reader.bump();
                if reader.eat("ANY") || reader.eat("SOME") {
                    return self.any(reader, &left);
                }
                let right = self.operand(reader)?;
                Ok(compare(&left, &operator, &right))
            }
            "~" | "~*" | "!~" | "!~*" => {
                reader.bump();
                let pattern = self.operand(reader)?;
                let known = pattern.as_text();
                Ok(known.map_or(Value::Unknown, |text| functions::matches_unknown(&left, &operator, &text)))
            }
            "@>" | "<@" | "->" | "->>" | "&&" => {
                reader.bump();
                self.operand(reader)?;
                Ok(Value::Unknown)
            }
            _ => Ok(left),
        }
    }

    /// IN, LIKE and BETWEEN, if one of them comes next.
    fn predicate(&self, reader: &mut Reader<'_>, left: &Value) -> Result<Option<Value>, Problem> {
        if reader.eat("IN") {
            return self.within(reader, left).map(Some);
        }
        if reader.is("LIKE") || reader.is("ILIKE") {
            let folded = reader.eat("ILIKE") || !reader.eat("LIKE");
            let pattern = self.operand(reader)?;
            return Ok(Some(match (left.as_text(), pattern.as_text()) {
                (Some(text), Some(pattern)) => Value::Bool(functions::like(&text, &pattern, folded)),
                (None, Some(pattern)) => functions::like_unknown(left, &pattern, folded),
                _ => Value::Unknown,
            }));
        }
        if reader.eat("BETWEEN") {
            if reader.eat("SYMMETRIC") {
                return Ok(Some(Value::Unknown));
            }
            let from = self.operand(reader)?;
            reader.expect("AND")?;
            let to = self.operand(reader)?;
            let bounds = [compare(left, ">=", &from), compare(left, "<=", &to)];
            let is_out = bounds.contains(&Value::Bool(false));
            let is_in = bounds.iter().all(|bound| *bound == Value::Bool(true));
            return Ok(Some(if is_out || is_in { Value::Bool(is_in) } else { Value::Unknown }));
        }
        Ok(None)
    }

    fn within(&self, reader: &mut Reader<'_>, left: &Value) -> Result<Value, Problem> {
        let inside = reader.parens()?.to_owned();
        let values = self.list(&inside)?;
        Ok(one_of(left, values.as_deref()))
    }

    fn any(&self, reader: &mut Reader<'_>, left: &Value) -> Result<Value, Problem> {
        let inside = reader.parens()?.to_owned();
        if is_query(&inside) {
            return Ok(one_of(left, self.list(&inside)?.as_deref()));
        }
        Ok(match self.value(&inside)? {
            Value::List(values) => one_of(left, Some(&values)),
            _ => Value::Unknown,
        })
    }

    /// What can stand on a side of a comparison.
    pub(super) fn operand(&self, reader: &mut Reader<'_>) -> Result<Value, Problem> {
        let mut value = self.sum(reader)?;
        while reader.eat_symbol("||") {
            value = value.concat(self.sum(reader)?);
        }
        Ok(value)
    }

    fn sum(&self, reader: &mut Reader<'_>) -> Result<Value, Problem> {
        let mut value = self.product(reader)?;
        while let Some(operator) = symbol(reader, &["+", "-"]) {
            let right = self.product(reader)?;
            value = arithmetic(&value, operator, &right);
        }
        Ok(value)
    }

    fn product(&self, reader: &mut Reader<'_>) -> Result<Value, Problem> {
        let mut value = self.in_zone(reader)?;
        while let Some(operator) = symbol(reader, &["*", "/", "%"]) {
            let right = self.in_zone(reader)?;
            value = arithmetic(&value, operator, &right);
        }
        Ok(value)
    }

    /// `x [AT TIME ZONE zone]`.
    fn in_zone(&self, reader: &mut Reader<'_>) -> Result<Value, Problem> {
        let mut value = self.unary(reader)?;
        while reader.eat("AT TIME ZONE") {
            let zone = self.unary(reader)?;
            value = dates::in_zone(&value, &zone);
        }
        Ok(value)
    }
}

/// Passes one of the symbols, if it comes next.
fn symbol(reader: &mut Reader<'_>, symbols: &[&'static str]) -> Option<&'static str> {
    symbols.iter().copied().find(|symbol| reader.eat_symbol(symbol))
}

/// Whether a value is one of a list; not known where that can't be told.
fn one_of(left: &Value, values: Option<&[Value]>) -> Value {
    let Some(values) = values else { return Value::Unknown };
    let mut known = true;
    for value in values {
        match left.equals(value) {
            Value::Bool(true) => return Value::Bool(true),
            Value::Bool(false) | Value::Null => {}
            _ => known = false,
        }
    }
    if known { Value::Bool(false) } else { Value::Unknown }
}

fn compare(left: &Value, operator: &str, right: &Value) -> Value {
    let equal = left.equals(right);
    match operator {
        "=" => return equal,
        "<>" | "!=" => {
            return match equal {
                Value::Bool(same) => Value::Bool(!same),
                other => other,
            };
        }
        _ => {}
    }
    let order = match (left, right) {
        (Value::Int(a), Value::Int(b)) => Some(a.cmp(b)),
        (Value::Text(a), Value::Int(b)) => a.parse::<i64>().ok().map(|a| a.cmp(b)),
        (Value::Null, _) | (_, Value::Null) => return Value::Null,
        _ => dates::order(left, right),
    };
    order.map_or(Value::Unknown, |order| {
        Value::Bool(match operator {
            "<" => order == Ordering::Less,
            ">" => order == Ordering::Greater,
            "<=" => order != Ordering::Greater,
            _ => order != Ordering::Less,
        })
    })
}

fn arithmetic(left: &Value, operator: &str, right: &Value) -> Value {
    let (Value::Int(a), Value::Int(b)) = (left, right) else {
        let is_null = *left == Value::Null || *right == Value::Null;
        return if is_null { Value::Null } else { dates::arithmetic(left, operator, right) };
    };
    let value = match operator {
        "+" => a.checked_add(*b),
        "-" => a.checked_sub(*b),
        "*" => a.checked_mul(*b),
        "/" => a.checked_div(*b),
        _ => a.checked_rem(*b),
    };
    value.map_or(Value::Unknown, Value::Int)
}
