//! Whether a constant default is one that the field can hold.

use super::Errors;
use super::attribute::Form;
use super::options::Options;
use crate::{Field, FieldType, Literal};

/// Reports a default that the field's type can't hold.
pub(super) fn check(field: &Field, options: &Options, errors: &mut Errors) {
    let (Some(default), Some(opt)) = (&field.default, options.get("default")) else { return };
    let Err((problem, help)) = fits(default, field) else { return };
    match &opt.given.form {
        Form::Value(expr) => errors.at(expr, problem, help),
        Form::Word | Form::List(_) => errors.at(&opt.given.word, problem, help),
    }
}

fn fits(default: &Literal, field: &Field) -> Result<(), (String, String)> {
    use FieldType::*;
    let rust_type = &field.rust_type;
    let wrong =
        |write: &str| Err((format!("the default does not fit `{rust_type}`"), format!("write `{write}`")));
    if let Literal::Path(path) = default
        && !matches!(field.ty, Named(_) | Other)
    {
        return Err((
            format!("`{path}` is a path, whose value can't be read from the source"),
            "write the value itself, or `default_fn = path::to::function`".to_owned(),
        ));
    }
    match &field.ty {
        Bool => match default {
            Literal::Bool(_) => Ok(()),
            _ => wrong("default = false"),
        },
        Float32 | Float64 | Decimal => match default {
            Literal::Number(_) => Ok(()),
            _ => wrong("default = 0.5"),
        },
        String => match default {
            Literal::String(text) => match field.size {
                Some(size) if i64::try_from(text.chars().count()).is_ok_and(|length| length > size) => Err((
                    format!("the default is longer than the {size} characters that the field holds"),
                    "shorten it, or give the field a greater `size`".to_owned(),
                )),
                _ => Ok(()),
            },
            _ => wrong("default = \"text\""),
        },
        Values(values) => match default {
            Literal::String(value) if values.contains(value) => Ok(()),
            _ => Err((
                "the default is none of the values".to_owned(),
                format!("write one of {}", quoted(values)),
            )),
        },
        Named(name) => match default {
            Literal::Path(path) => variant(path, name),
            _ => Ok(()),
        },
        Other => Ok(()),
        Bytes | Timestamp | DateTime | Date | TimeOfDay | Uuid | Json => Err((
            format!("no literal spells a `{rust_type}`"),
            "write `default_expr = \"...\"` (by the database) or `default_fn = path::to::function` (by the client)".to_owned(),
        )),
        Int8 => integer(default, rust_type, i8::MIN.into(), i8::MAX.into()),
        Int16 => integer(default, rust_type, i16::MIN.into(), i16::MAX.into()),
        Int32 => integer(default, rust_type, i32::MIN.into(), i32::MAX.into()),
        Int64 => integer(default, rust_type, i64::MIN.into(), i64::MAX.into()),
        Uint8 => integer(default, rust_type, 0, u8::MAX.into()),
        Uint16 => integer(default, rust_type, 0, u16::MAX.into()),
        Uint32 => integer(default, rust_type, 0, u32::MAX.into()),
        Uint64 => integer(default, rust_type, 0, u64::MAX.into()),
    }
}

fn integer(default: &Literal, rust_type: &str, least: i128, most: i128) -> Result<(), (String, String)> {
    let number = match default {
        Literal::Number(digits) => digits.parse::<i128>().ok(),
        _ => None,
    };
    match number {
        Some(number) if (least..=most).contains(&number) => Ok(()),
        _ => Err((
            format!("the default does not fit `{rust_type}`"),
            format!("write a whole number from {least} to {most}"),
        )),
    }
}

/// A path must be `Type::Variant`, whatever stands before.
fn variant(path: &str, ty: &str) -> Result<(), (String, String)> {
    let mut segments = path.rsplit("::");
    let variant = segments.next().unwrap_or_default();
    match segments.next() {
        Some(named) if named.trim_start_matches("r#") == ty => Ok(()),
        _ => Err((
            format!("the default is not a variant of `{ty}`"),
            format!("write `default = {ty}::{variant}`"),
        )),
    }
}

fn quoted(values: &[String]) -> String {
    values.iter().map(|value| format!("\"{value}\"")).collect::<Vec<_>>().join(", ")
}
