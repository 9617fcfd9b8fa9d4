//! Types of expressions in a query, where their text tells.

use super::names::fold;
use crate::dialect::{Postgres, Types};
use crate::model::DataType;
use crate::replay::Reader;
use crate::sql::{Syntax, TokenKind};

/// The type of an expression. Unknown where operators would decide on it.
pub(super) fn type_of(
    postgres: &Postgres,
    expr: &str,
    column: &dyn Fn(&str) -> Option<DataType>,
) -> Option<DataType> {
    let mut reader = Reader::new(expr.trim(), Syntax::postgres(), fold);
    let mut ty = primary(postgres, &mut reader, column)?;
    while reader.eat_symbol("::") {
        let from = reader.at();
        let in_type = |reader: &Reader<'_>| match reader.peek() {
            Some(token) if token.kind == TokenKind::Symbol => {
                matches!(token.text, "(" | "[" | "]" | "[]" | ".")
            }
            Some(_) => !reader.is_any(&["IS", "IN", "LIKE", "ILIKE", "BETWEEN", "AND", "OR", "NOT"]),
            None => false,
        };
        while in_type(&reader) {
            if reader.is_symbol("(") { reader.parens().map(|_| ()).ok()? } else { reader.bump() }
        }
        ty = postgres.parse_type(reader.slice_from(from)).ok()?;
    }
    if reader.done() {
        return Some(ty);
    }
    let compares =
        ["=", "<>", "!=", "<", ">", "<=", ">=", "~", "~*"].iter().any(|symbol| reader.is_symbol(symbol))
            || reader.is_any(&["IS", "IN", "LIKE", "ILIKE", "BETWEEN"]);
    if compares {
        return Some(DataType::new("boolean"));
    }
    if reader.eat_symbol("||") {
        let other = type_of(postgres, reader.rest(), column)?;
        let is_text = |ty: &DataType| matches!(ty.name.as_str(), "text" | "character varying" | "character");
        return (is_text(&ty) && is_text(&other)).then(|| DataType::new("text"));
    }
    let arithmetic = ["+", "-", "*"].iter().any(|symbol| reader.is_symbol(symbol));
    if arithmetic {
        reader.bump();
        let other = type_of(postgres, reader.rest(), column)?;
        let rank = |ty: &DataType| {
            ["smallint", "integer", "bigint", "numeric"].iter().position(|name| ty.name == *name)
        };
        let (a, b) = (rank(&ty)?, rank(&other)?);
        return Some(DataType::new(if a >= b { ty.name } else { other.name }));
    }
    None
}

fn primary(
    postgres: &Postgres,
    reader: &mut Reader<'_>,
    column: &dyn Fn(&str) -> Option<DataType>,
) -> Option<DataType> {
    let token = reader.peek()?;
    match token.kind {
        TokenKind::String => {
            reader.bump();
            return Some(DataType::new("text"));
        }
        TokenKind::Number => {
            reader.bump();
            return Some(DataType::new(match token.text.parse::<i64>() {
                Ok(value) if i32::try_from(value).is_ok() => "integer",
                Ok(_) => "bigint",
                Err(_) => "numeric",
            }));
        }
        TokenKind::Symbol if token.text == "(" => {
            let inside = reader.parens().ok()?.to_owned();
            return if super::program::is_query(&inside) { None } else { type_of(postgres, &inside, column) };
        }
        TokenKind::Symbol if token.text == "-" => {
            reader.bump();
            return primary(postgres, reader, column);
        }
        TokenKind::Word | TokenKind::QuotedIdentifier => {}
        _ => return None,
    }
    if reader.eat("NULL") {
        return Some(DataType::new("text"));
    }
    if reader.eat("TRUE") || reader.eat("FALSE") {
        return Some(DataType::new("boolean"));
    }
    if reader.eat("EXISTS") || reader.eat("NOT") {
        reader.rest();
        return Some(DataType::new("boolean"));
    }
    if reader.eat("CAST") {
        let inside = reader.parens().ok()?.to_owned();
        let mut inner = reader.sub(&inside);
        inner.until(&["AS"]).ok()?;
        inner.expect("AS").ok()?;
        return postgres.parse_type(inner.rest()).ok();
    }
    let keyword = |reader: &mut Reader<'_>, word: &str| {
        !reader.peek_at(1).is_some_and(|next| next.is_symbol("(")) && reader.eat(word)
    };
    if keyword(reader, "CURRENT_TIMESTAMP") {
        return Some(DataType::new("timestamptz"));
    }
    if keyword(reader, "CURRENT_DATE") {
        return Some(DataType::new("date"));
    }
    if reader.is("CASE") || reader.is("ARRAY") {
        return None;
    }
    let name = reader.name().ok()?.name;
    if !reader.is_symbol("(") {
        // `type 'text'`.
        if reader.peek().is_some_and(|next| next.kind == TokenKind::String) {
            reader.bump();
            return postgres.parse_type(&name).ok();
        }
        return column(&name);
    }
    let inside = reader.parens().ok()?.to_owned();
    if reader.eat("FILTER") {
        reader.parens().ok()?;
    }
    if reader.eat("OVER") {
        if reader.is_symbol("(") { reader.parens().map(|_| ()).ok()? } else { reader.bump() }
    }
    let first = || {
        type_of(postgres, reader.sub(&inside).until(&["ORDER"]).ok()?.trim_start_matches("DISTINCT "), column)
    };
    let plain = |ty: DataType| match ty.name.as_str() {
        "character varying" | "character" => DataType::new("text"),
        _ => DataType { args: Vec::new(), ..ty },
    };
    Some(match name.as_str() {
        "now" | "statement_timestamp" | "clock_timestamp" | "transaction_timestamp" | "to_timestamp" => {
            DataType::new("timestamptz")
        }
        "count" | "row_number" | "rank" | "dense_rank" | "nextval" | "lastval" => DataType::new("bigint"),
        "lower" | "upper" | "concat" | "concat_ws" | "trim" | "btrim" | "ltrim" | "rtrim" | "replace"
        | "substring" | "substr" | "left" | "right" | "md5" | "to_char" | "format" | "string_agg"
        | "split_part" | "initcap" | "regexp_replace" | "encode" | "repeat" | "lpad" | "rpad"
        | "array_to_string" => DataType::new("text"),
        "gen_random_uuid" | "uuid_generate_v4" | "uuid_generate_v1" => DataType::new("uuid"),
        "length" | "char_length" | "array_length" | "cardinality" | "strpos" => DataType::new("integer"),
        "random" => DataType::new("double precision"),
        "to_date" => DataType::new("date"),
        "jsonb_build_object" | "to_jsonb" | "jsonb_agg" | "jsonb_object_agg" | "jsonb_build_array" => {
            DataType::new("jsonb")
        }
        "json_build_object" | "to_json" | "json_agg" | "row_to_json" | "json_build_array" => {
            DataType::new("json")
        }
        "to_tsvector" => DataType::new("tsvector"),
        "bool_or" | "bool_and" | "every" => DataType::new("boolean"),
        "min" | "max" => plain(first()?),
        "coalesce" | "nullif" | "greatest" | "least" => DataType { args: Vec::new(), ..first()? },
        "sum" => DataType::new(match first()?.name.as_str() {
            "smallint" | "integer" => "bigint",
            "bigint" | "numeric" => "numeric",
            _ => return None,
        }),
        "avg" => DataType::new(match first()?.name.as_str() {
            "smallint" | "integer" | "bigint" | "numeric" => "numeric",
            _ => return None,
        }),
        "array_agg" => {
            let element = first()?;
            DataType { args: Vec::new(), dimensions: 1, ..element }
        }
        _ => return None,
    })
}
