//! Constant defaults: whether they fit the type, and what an enum's variant stands for.

use ent_schema::{Declaration, Field, FieldType, Literal};

use super::Problems;
use super::catalog::Catalog;
use super::nearest::suggest;
use crate::graph::ValueType;

/// The constant default of `field`, a variant replaced by its stored value.
pub(super) fn resolve(
    catalog: &Catalog,
    field: &Field,
    ty: &ValueType,
    subject: &str,
    problems: &mut Problems,
) -> Option<Literal> {
    let literal = field.default.as_ref()?;
    let fits = match (ty, literal) {
        (ValueType::Enum { name, values }, Literal::Path(path)) => {
            return variant(catalog, name.as_deref(), values, path).map_or_else(
                |(message, help)| {
                    problems.add(&field.position, format!("the default of `{subject}` {message}"), help);
                    None
                },
                |value| Some(Literal::String(value)),
            );
        }
        (ValueType::Enum { values, .. }, Literal::String(text)) if !values.contains(text) => {
            let message = format!("the default of `{subject}` is \"{text}\", which is not one of its values");
            problems.add(
                &field.position,
                message,
                suggest(text, "values", values.iter().map(String::as_str)),
            );
            return None;
        }
        (_, Literal::Path(path)) => {
            problems.add(
                &field.position,
                format!("the default of `{subject}` is the path `{path}`, whose value is not known here"),
                "write the value itself, or `default_fn = ..` for one that the client fills in",
            );
            return None;
        }
        (ValueType::Enum { .. }, Literal::String(_)) => true,
        (ValueType::Enum { .. }, _) => false,
        (ValueType::Scalar(scalar), literal) => scalar_fits(scalar, literal),
    };
    if !fits {
        problems.add(
            &field.position,
            format!(
                "the default of `{subject}` is {}, which `{}` does not hold",
                show(literal),
                field.rust_type
            ),
            "write a constant of the field's type, or `default_expr = \"..\"` for an expression in SQL",
        );
        return None;
    }
    Some(literal.clone())
}

fn variant(
    catalog: &Catalog,
    name: Option<&str>,
    values: &[String],
    path: &str,
) -> Result<String, (String, String)> {
    let mut segments = path.rsplit("::").map(str::trim);
    let last = segments.next().unwrap_or_default();
    let Some(Declaration::Enum(decl)) = name.and_then(|name| catalog.get(name)) else {
        let help = suggest(last, "values", values.iter().map(String::as_str));
        return Err((format!("is the path `{path}`, but its values are texts"), help));
    };
    if let Some(owner) = segments.next()
        && owner != decl.name
    {
        let help = format!("write `{}::{last}`", decl.name);
        return Err((format!("is `{path}`, but the field is a `{}`", decl.name), help));
    }
    match decl.variants.iter().find(|variant| variant.name == last) {
        Some(variant) => Ok(variant.value.clone()),
        None => {
            let help = suggest(last, "variants", decl.variants.iter().map(|variant| variant.name.as_str()));
            Err((format!("is `{path}`, but `{}` has no variant `{last}`", decl.name), help))
        }
    }
}

fn scalar_fits(ty: &FieldType, literal: &Literal) -> bool {
    match (ty, literal) {
        (FieldType::Other, _) => true,
        (FieldType::Bool, Literal::Bool(_)) => true,
        (FieldType::Float32 | FieldType::Float64 | FieldType::Decimal, Literal::Number(_)) => true,
        (ty, Literal::Number(text)) => match (integer_range(ty), text.parse::<i128>()) {
            (Some((least, most)), Ok(number)) => (least..=most).contains(&number),
            _ => false,
        },
        // An expression would be taken for a text.
        (FieldType::Timestamp | FieldType::DateTime | FieldType::Date | FieldType::TimeOfDay, literal) => {
            matches!(literal, Literal::String(text) if !text.to_ascii_uppercase().starts_with("CURRENT_"))
        }
        (ty, Literal::String(_)) => !ty.is_numeric() && *ty != FieldType::Bool,
        _ => false,
    }
}

fn integer_range(ty: &FieldType) -> Option<(i128, i128)> {
    Some(match ty {
        FieldType::Int8 => (i8::MIN.into(), i8::MAX.into()),
        FieldType::Int16 => (i16::MIN.into(), i16::MAX.into()),
        FieldType::Int32 => (i32::MIN.into(), i32::MAX.into()),
        FieldType::Int64 => (i64::MIN.into(), i64::MAX.into()),
        FieldType::Uint8 => (0, u8::MAX.into()),
        FieldType::Uint16 => (0, u16::MAX.into()),
        FieldType::Uint32 => (0, u32::MAX.into()),
        FieldType::Uint64 => (0, u64::MAX.into()),
        _ => return None,
    })
}

fn show(literal: &Literal) -> String {
    match literal {
        Literal::Bool(flag) => flag.to_string(),
        Literal::Number(text) => text.clone(),
        Literal::String(text) => format!("\"{text}\""),
        Literal::Path(path) => format!("`{path}`"),
    }
}
