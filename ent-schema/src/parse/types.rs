//! What a Rust type says by its name.

use syn::{GenericArgument, PathArguments, PathSegment, Type};

use super::text::text;
use crate::{Cardinality, FieldType};

/// A field's type, as far as its name tells.
pub(super) enum Shape<'a> {
    /// `One<T>`, `Many<T>`; no target where the arguments are not one type.
    Edge(Cardinality, Option<&'a Type>),
    /// Anything else.
    Value,
}

/// What a type stores.
pub(super) enum Stored {
    /// A type known by its name, or a name to look up.
    As(FieldType),
    /// A type that no column type follows from.
    Unknown {
        /// Why.
        problem: String,
        /// What to write, beside `json` and `type(..)`.
        help: Option<&'static str>,
    },
}

/// The type without invisible groups and parentheses around it.
pub(super) fn bare(mut ty: &Type) -> &Type {
    loop {
        ty = match ty {
            Type::Group(group) => &group.elem,
            Type::Paren(paren) => &paren.elem,
            _ => return ty,
        };
    }
}

/// The last segment of a path type.
fn last(ty: &Type) -> Option<&PathSegment> {
    match bare(ty) {
        Type::Path(path) if path.qself.is_none() => path.path.segments.last(),
        _ => None,
    }
}

/// The only type argument.
fn argument(segment: &PathSegment) -> Option<&Type> {
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else { return None };
    let mut types = arguments.args.iter().filter_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    });
    types.next().filter(|_| types.next().is_none())
}

/// Whether the type is an edge.
pub(super) fn shape(ty: &Type) -> Shape<'_> {
    let Some(segment) = last(ty) else { return Shape::Value };
    let cardinality = match segment.ident.to_string().as_str() {
        "One" => Cardinality::One,
        "Many" => Cardinality::Many,
        _ => return Shape::Value,
    };
    match &segment.arguments {
        PathArguments::AngleBracketed(_) => Shape::Edge(cardinality, argument(segment)),
        _ => Shape::Edge(cardinality, None),
    }
}

/// The `T` of `Option<T>`.
pub(super) fn option(ty: &Type) -> Option<&Type> {
    last(ty).filter(|segment| segment.ident == "Option").and_then(argument)
}

/// The name of a type that is a path without arguments: its last segment.
pub(super) fn name(ty: &Type) -> Option<String> {
    let segment = last(ty)?;
    segment.arguments.is_none().then(|| syn::ext::IdentExt::unraw(&segment.ident).to_string())
}

/// What a column of the type stores.
pub(super) fn stored(ty: &Type) -> Stored {
    let unknown = |problem: String, help| Stored::Unknown { problem, help };
    match bare(ty) {
        Type::Macro(_) => unknown(
            "the type is a macro, which the build script can't see through".to_owned(),
            Some("write the type out"),
        ),
        Type::Reference(_) => unknown(
            format!("`{}` is a reference; an entity owns its values", text(ty)),
            Some("write `String` or `Vec<u8>`"),
        ),
        _ => match last(ty).map(path) {
            Some(Ok(ty)) => Stored::As(ty),
            Some(Err(help)) => unknown(format!("no column type follows from `{}`", text(ty)), help),
            None => unknown(format!("no column type follows from `{}`", text(ty)), None),
        },
    }
}

/// What a path type stores; or what to write in its place.
fn path(segment: &PathSegment) -> Result<FieldType, Option<&'static str>> {
    use FieldType::*;
    let name = syn::ext::IdentExt::unraw(&segment.ident).to_string();
    if segment.arguments.is_none() {
        return Ok(match name.as_str() {
            "bool" => Bool,
            "i8" => Int8,
            "i16" => Int16,
            "i32" => Int32,
            "i64" | "isize" => Int64,
            "u8" => Uint8,
            "u16" => Uint16,
            "u32" => Uint32,
            "u64" | "usize" => Uint64,
            "i128" | "u128" => return Err(Some("write `i64` or `Decimal`")),
            "f32" => Float32,
            "f64" => Float64,
            "Decimal" | "BigDecimal" => Decimal,
            "String" | "char" => String,
            "str" => return Err(Some("write `String`")),
            "Bytes" => Bytes,
            "OffsetDateTime" | "UtcDateTime" | "Timestamp" | "Zoned" => Timestamp,
            // Without an argument it is jiff's civil one; chrono's has the time zone as argument.
            "DateTime" | "NaiveDateTime" | "PrimitiveDateTime" => DateTime,
            "NaiveDate" | "Date" => Date,
            "NaiveTime" | "Time" => TimeOfDay,
            "Uuid" => Uuid,
            "Value" => Json,
            "Self" => return Err(None),
            _ => Named(name),
        });
    }
    let inner = argument(segment);
    let inner_name = inner.and_then(self::name);
    match (name.as_str(), inner_name.as_deref()) {
        ("Vec", Some("u8")) => Ok(Bytes),
        ("Box" | "Cow", Some("str")) => Ok(String),
        ("Box", None) if inner.is_some_and(is_byte_slice) => Ok(Bytes),
        ("DateTime", _) if inner.is_some() => Ok(Timestamp),
        ("Json", _) if inner.is_some() => Ok(Json),
        ("Option", _) => Err(Some("write one `Option`")),
        _ => Err(None),
    }
}

fn is_byte_slice(ty: &Type) -> bool {
    match bare(ty) {
        Type::Slice(slice) => name(&slice.elem).as_deref() == Some("u8"),
        _ => false,
    }
}
