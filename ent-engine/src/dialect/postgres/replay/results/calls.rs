//! What functions of the server give.

use super::{Typing, rules};
use crate::model::DataType;
use crate::replay::Reader;

impl Typing<'_> {
    /// The type that a call of a function gives; the name is passed already.
    pub(super) fn call(self, reader: &mut Reader<'_>, name: &str) -> Option<DataType> {
        let inside = reader.parens().ok()?.to_owned();
        if reader.eat("WITHIN GROUP") {
            return None;
        }
        if reader.eat("FILTER") {
            reader.parens().ok()?;
        }
        if reader.eat("OVER") {
            if reader.is_symbol("(") { reader.parens().map(|_| ()).ok()? } else { reader.bump() }
        }
        if let Some(ty) = fixed(name) {
            return Some(DataType::new(ty));
        }
        let args = || self.args(reader, &inside);
        Some(match name {
            "min" | "max" => match rules::bare(rules::known(args()?.into_iter().next()?)) {
                ty if ty.name == "character varying" => DataType::new("text"),
                ty if ty.name == "character" || ty.schema.is_some() => return None,
                ty => ty,
            },
            "coalesce" | "greatest" | "least" => rules::known(rules::common(&args()?)?),
            "lower" | "upper" | "substr" | "substring" | "left" | "right" | "lpad" | "rpad"
            | "string_agg" | "length" => {
                // Ranges and bytes have functions of these names, too.
                let mut inner = reader.sub(&inside);
                inner.eat_any(&["DISTINCT", "ALL"]);
                let ty = self.or(&mut inner)?;
                (rules::is_text(&ty) || ty.name == super::UNKNOWN).then_some(())?;
                DataType::new(if name == "length" { "integer" } else { "text" })
            }
            // The comparison takes one of varying length as a text.
            "nullif" => match rules::known(args()?.into_iter().next()?) {
                ty if ty.name == "character varying" => DataType::new("text"),
                ty => ty,
            },
            "lag" | "lead" | "first_value" | "last_value" => {
                rules::bare(rules::known(args()?.into_iter().next()?))
            }
            "sum" => DataType::new(match args()?.first()?.name.as_str() {
                "smallint" | "integer" => "bigint",
                "bigint" | "numeric" => "numeric",
                "real" => "real",
                "double precision" => "double precision",
                "interval" => "interval",
                _ => return None,
            }),
            "avg" | "stddev" | "variance" => DataType::new(match args()?.first()?.name.as_str() {
                "smallint" | "integer" | "bigint" | "numeric" => "numeric",
                "real" | "double precision" => "double precision",
                _ => return None,
            }),
            "abs" | "trunc" | "round" | "ceil" | "ceiling" | "floor" => {
                let args = args()?;
                let ty = args.first()?;
                match ty.name.as_str() {
                    "numeric" => DataType::new("numeric"),
                    "double precision" => DataType::new("double precision"),
                    "smallint" | "integer" | "bigint" if name == "abs" => ty.clone(),
                    // Whole numbers are taken as double precision, or as numeric where a scale is given.
                    "smallint" | "integer" | "bigint" if args.len() == 1 => DataType::new("double precision"),
                    "smallint" | "integer" | "bigint" => DataType::new("numeric"),
                    _ => return None,
                }
            }
            "date_trunc" => match args()?.get(1)?.name.as_str() {
                "date" => DataType::new("timestamptz"),
                known @ ("timestamptz" | "timestamp" | "interval") => DataType::new(known),
                _ => return None,
            },
            "array_agg" => {
                let element = rules::bare(rules::known(args()?.into_iter().next()?));
                if element.dimensions > 0 {
                    return None;
                }
                DataType { dimensions: 1, ..element }
            }
            "generate_series" => {
                let ty = rules::common(&args()?)?;
                ["integer", "bigint", "numeric"].contains(&ty.name.as_str()).then(|| rules::bare(ty))?
            }
            "unnest" => match args()?.into_iter().next()? {
                ty if ty.dimensions > 0 => DataType { dimensions: 0, ..rules::bare(ty) },
                _ => return None,
            },
            _ => return None,
        })
    }

    /// The types of the arguments, without what an aggregate is ordered by.
    fn args(self, reader: &Reader<'_>, inside: &str) -> Option<Vec<DataType>> {
        let mut inner = reader.sub(inside);
        inner.eat_any(&["DISTINCT", "ALL"]);
        let mut types = Vec::new();
        while !inner.done() && !inner.is("ORDER") {
            types.push(self.or(&mut inner)?);
            if !inner.eat_symbol(",") {
                break;
            }
        }
        (inner.done() || inner.is("ORDER")).then_some(types)
    }
}

/// Functions that give one type whatever they are given.
fn fixed(name: &str) -> Option<&'static str> {
    Some(match name {
        "now" | "statement_timestamp" | "clock_timestamp" | "transaction_timestamp" | "to_timestamp" => {
            "timestamptz"
        }
        "make_timestamp" => "timestamp",
        "to_date" | "make_date" | "date" => "date",
        "age" | "make_interval" | "justify_days" | "justify_hours" => "interval",
        "count" | "row_number" | "rank" | "dense_rank" | "nextval" | "lastval" | "currval" | "setval"
        | "txid_current" => "bigint",
        "concat"
        | "concat_ws"
        | "btrim"
        | "ltrim"
        | "rtrim"
        | "trim"
        | "replace"
        | "md5"
        | "to_char"
        | "format"
        | "split_part"
        | "initcap"
        | "regexp_replace"
        | "encode"
        | "repeat"
        | "array_to_string"
        | "quote_ident"
        | "quote_literal"
        | "translate"
        | "jsonb_typeof"
        | "json_typeof"
        | "jsonb_extract_path_text"
        | "json_extract_path_text"
        | "host"
        | "current_setting"
        | "version"
        | "jsonb_array_elements_text"
        | "json_array_elements_text"
        | "jsonb_object_keys"
        | "json_object_keys"
        | "regexp_split_to_table"
        | "string_to_table" => "text",
        "gen_random_uuid" | "uuid_generate_v4" | "uuid_generate_v1" => "uuid",
        "char_length" | "character_length" | "array_length" | "cardinality" | "strpos" | "ascii"
        | "ntile" | "jsonb_array_length" | "json_array_length" | "octet_length" | "num_nulls"
        | "num_nonnulls" => "integer",
        "random" | "pi" | "percent_rank" | "cume_dist" => "double precision",
        "extract" => "numeric",
        "date_part" => "double precision",
        "to_number" => "numeric",
        "jsonb_build_object"
        | "to_jsonb"
        | "jsonb_agg"
        | "jsonb_object_agg"
        | "jsonb_build_array"
        | "jsonb_array_elements"
        | "jsonb_set"
        | "jsonb_strip_nulls"
        | "jsonb_extract_path"
        | "jsonb_object"
        | "jsonb_insert" => "jsonb",
        "json_array_elements"
        | "json_build_object"
        | "to_json"
        | "json_agg"
        | "row_to_json"
        | "json_build_array"
        | "json_object_agg"
        | "json_extract_path"
        | "json_object" => "json",
        "to_tsvector" | "setweight" => "tsvector",
        "to_tsquery" | "plainto_tsquery" | "websearch_to_tsquery" | "phraseto_tsquery" => "tsquery",
        "bool_or" | "bool_and" | "every" | "starts_with" | "isfinite" => "boolean",
        _ => return None,
    })
}
