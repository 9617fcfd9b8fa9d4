//! What MODIFY COLUMN does (manual: "Online DDL operations", column operations).

use super::{decode_values, names};
use crate::dialect::{Mysql, TypeChange, TypeFamily, Types};
use crate::model::DataType;

/// The change between two types that are not the same.
pub(super) fn type_change(dialect: &Mysql, previous: &DataType, next: &DataType) -> TypeChange {
    let families = (dialect.type_family(previous), dialect.type_family(next));
    let whole = |family| matches!(family, TypeFamily::Integer | TypeFamily::Boolean);
    match families {
        (before, after) if whole(before) && whole(after) => integers(previous, next),
        (TypeFamily::Decimal, TypeFamily::Decimal) => decimals(previous, next),
        (TypeFamily::Float, TypeFamily::Float) => floats(previous, next),
        (TypeFamily::Enum, TypeFamily::Enum) if previous.name == next.name => lists(previous, next),
        (TypeFamily::Text, TypeFamily::Text) | (TypeFamily::Binary, TypeFamily::Binary) => {
            lengths(previous, next)
        }
        (TypeFamily::Time, TypeFamily::Time) => times(previous, next),
        (TypeFamily::Spatial, TypeFamily::Spatial) => TypeChange::rewrite_if(next.name == "geometry"),
        (TypeFamily::Spatial, _) | (_, TypeFamily::Spatial) => TypeChange::NeedsUsing,
        (before, TypeFamily::Decimal) if whole(before) => {
            TypeChange::rewrite_if(holds_integer(previous, next))
        }
        (before, TypeFamily::Float) if whole(before) => {
            let exact = if next.name == "double" { 53 } else { 24 };
            TypeChange::rewrite_if(next.args.is_empty() && bits(previous) <= exact)
        }
        // Not all bytes are text.
        (TypeFamily::Binary, TypeFamily::Text) => TypeChange::Narrowing,
        (_, TypeFamily::Text) => TypeChange::rewrite_if(capacity(next) >= text_length(previous)),
        _ => TypeChange::Narrowing,
    }
}

/// Width in bits, one less for a signed type's greatest value; a boolean is a tinyint.
fn bits(ty: &DataType) -> u32 {
    names::integer_bits(&ty.name).unwrap_or(8)
}

fn is_unsigned(ty: &DataType) -> bool {
    ty.has_modifier("unsigned") || ty.name == "serial"
}

fn integers(previous: &DataType, next: &DataType) -> TypeChange {
    let (before, after) = (bits(previous), bits(next));
    if before == after && is_unsigned(previous) == is_unsigned(next) {
        // Only the display width, or AUTO_INCREMENT behind `serial`.
        return TypeChange::Widening;
    }
    TypeChange::rewrite_if(match (is_unsigned(previous), is_unsigned(next)) {
        (true, false) => after > before,
        (false, true) => false,
        _ => after > before,
    })
}

fn number(ty: &DataType, at: usize) -> Option<u64> {
    ty.args.get(at).and_then(|arg| arg.parse().ok())
}

fn decimals(previous: &DataType, next: &DataType) -> TypeChange {
    let shape = |ty: &DataType| (number(ty, 0).unwrap_or(10), number(ty, 1).unwrap_or(0));
    let ((before, scale), (after, next_scale)) = (shape(previous), shape(next));
    let fits = next_scale >= scale
        && after.saturating_sub(next_scale) >= before.saturating_sub(scale)
        && (is_unsigned(previous) || !is_unsigned(next));
    TypeChange::rewrite_if(fits)
}

fn floats(previous: &DataType, next: &DataType) -> TypeChange {
    let fits = (previous.name == next.name || next.name == "double")
        && next.args.is_empty()
        && (is_unsigned(previous) || !is_unsigned(next));
    TypeChange::rewrite_if(fits)
}

/// Decimal digits of the greatest value.
fn digits(ty: &DataType) -> u64 {
    match bits(ty) {
        8 => 3,
        16 => 5,
        24 => 8,
        32 => 10,
        _ => 20,
    }
}

fn holds_integer(previous: &DataType, next: &DataType) -> bool {
    let whole_digits = number(next, 0).unwrap_or(10).saturating_sub(number(next, 1).unwrap_or(0));
    whole_digits >= digits(previous) && (is_unsigned(previous) || !is_unsigned(next))
}

/// Values added at the end of a list are added in place, unless the numbers that stand for them
/// need another byte. Any other order is a rewrite; a value that is gone loses data.
fn lists(previous: &DataType, next: &DataType) -> TypeChange {
    let (before, after) = (decode_values(previous), decode_values(next));
    let bytes = |count: usize| match previous.name.as_str() {
        "enum" => 1 + usize::from(count > 255),
        _ => count.div_ceil(8),
    };
    if !before.iter().all(|value| after.contains(value)) {
        TypeChange::Narrowing
    } else if after.starts_with(&before) && bytes(before.len()) == bytes(after.len()) {
        TypeChange::Widening
    } else {
        TypeChange::Rewrite
    }
}

/// Greatest length in characters or bytes.
fn capacity(ty: &DataType) -> u64 {
    match ty.name.as_str() {
        "tinytext" | "tinyblob" => 0xFF,
        "text" | "blob" => 0xFFFF,
        "mediumtext" | "mediumblob" => 0xFF_FFFF,
        "longtext" | "longblob" => 0xFFFF_FFFF,
        "bit" => number(ty, 0).unwrap_or(1).div_ceil(8),
        _ => number(ty, 0).unwrap_or(1),
    }
}

/// Text to text and bytes to bytes. A variable length grows in place while its own length keeps
/// its number of bytes: up to 255 bytes, or beyond. As the character set is not known, a character
/// may take one byte or four, and growth is in place only where both agree.
fn lengths(previous: &DataType, next: &DataType) -> TypeChange {
    let varying = |ty: &DataType| matches!(ty.name.as_str(), "varchar" | "varbinary");
    let fits = capacity(previous) <= capacity(next);
    if previous.name == "bit" || next.name == "bit" {
        return TypeChange::rewrite_if(fits && previous.name == next.name);
    }
    if !(fits && varying(previous) && varying(next)) {
        return TypeChange::rewrite_if(fits);
    }
    let crosses = |limit: u64| capacity(previous) <= limit && capacity(next) > limit;
    if crosses(255) || (next.name == "varchar" && crosses(63)) {
        TypeChange::Rewrite
    } else {
        TypeChange::Widening
    }
}

fn times(previous: &DataType, next: &DataType) -> TypeChange {
    let finer = number(previous, 0).unwrap_or(0) <= number(next, 0).unwrap_or(0);
    TypeChange::rewrite_if(match (previous.name.as_str(), next.name.as_str()) {
        (before, after) if before == after => finer,
        ("timestamp", "datetime") => finer,
        ("date", "datetime") => true,
        _ => false,
    })
}

/// Greatest length of the text that a value turns into.
fn text_length(ty: &DataType) -> u64 {
    match names::family(&ty.name) {
        Some(TypeFamily::Integer | TypeFamily::Boolean) => digits(ty) + u64::from(!is_unsigned(ty)),
        Some(TypeFamily::Decimal) => number(ty, 0).unwrap_or(10) + 2,
        Some(TypeFamily::Float) => 24,
        Some(TypeFamily::Time) => 26,
        Some(TypeFamily::Uuid) => 36,
        Some(TypeFamily::Network) => 39,
        Some(TypeFamily::Enum) if ty.name == "enum" => {
            decode_values(ty).iter().map(|value| value.chars().count() as u64).max().unwrap_or(0)
        }
        Some(TypeFamily::Enum) => {
            decode_values(ty).iter().map(|value| value.chars().count() as u64 + 1).sum()
        }
        _ => 0xFFFF_FFFF,
    }
}
