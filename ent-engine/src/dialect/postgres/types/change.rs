//! What ALTER COLUMN .. TYPE does (manual: ALTER TABLE, notes; the catalog `pg_cast`).

use crate::dialect::{Postgres, TypeChange, TypeFamily, Types};
use crate::model::DataType;

/// The change between two types that are not the same.
pub(super) fn type_change(dialect: &Postgres, previous: &DataType, next: &DataType) -> TypeChange {
    if previous.dimensions > 0 || next.dimensions > 0 {
        return array_change(dialect, previous, next);
    }
    if dialect.is_user_type(previous) || dialect.is_user_type(next) {
        return user_change(dialect, previous, next);
    }
    let families = (dialect.type_family(previous), dialect.type_family(next));
    match families {
        (TypeFamily::Integer, TypeFamily::Integer) => integers(dialect, previous, next),
        (TypeFamily::Text, TypeFamily::Text) => texts(previous, next),
        (TypeFamily::Time, TypeFamily::Time) => times(previous, next),
        (TypeFamily::Binary, TypeFamily::Binary) => bits(previous, next),
        (TypeFamily::Decimal, TypeFamily::Decimal) if previous.name == next.name => numerics(previous, next),
        (from, to) if from.is_number() && to.is_number() => numbers(dialect, previous, next),
        (TypeFamily::Json, TypeFamily::Json) => TypeChange::Rewrite,
        // Every type but these has an assignment cast to text.
        (_, TypeFamily::Text) => into_text(dialect, previous, next),
        (TypeFamily::Network, TypeFamily::Network) => networks(previous, next),
        _ => TypeChange::NeedsUsing,
    }
}

fn array_change(dialect: &Postgres, previous: &DataType, next: &DataType) -> TypeChange {
    if previous.dimensions == 0 || next.dimensions == 0 {
        let plain_text = next.dimensions == 0 && ["text", "character varying"].contains(&next.name.as_str());
        return if plain_text {
            TypeChange::rewrite_if(next.args.is_empty())
        } else {
            TypeChange::NeedsUsing
        };
    }
    let element = |ty: &DataType| DataType { dimensions: 0, ..ty.clone() };
    match dialect.type_change(&element(previous), &element(next)) {
        // Every element is looked at, whatever the cast.
        TypeChange::Widening => TypeChange::Rewrite,
        other => other,
    }
}

fn user_change(dialect: &Postgres, previous: &DataType, next: &DataType) -> TypeChange {
    let is_citext = |ty: &DataType| ty.name == "citext";
    let is_text = |ty: &DataType| !dialect.is_user_type(ty) && dialect.type_family(ty) == TypeFamily::Text;
    match (is_citext(previous) || is_text(previous), is_citext(next) || is_text(next)) {
        // citext is binary compatible with text.
        (true, true) => match (is_citext(previous), is_citext(next)) {
            (true, _) => texts(&DataType::new("text"), next),
            _ => texts(previous, &DataType::new("text")),
        },
        (false, true) => TypeChange::rewrite_if(next.args.is_empty()),
        _ => TypeChange::NeedsUsing,
    }
}

fn integers(dialect: &Postgres, previous: &DataType, next: &DataType) -> TypeChange {
    let (before, after) = (dialect.integer_bits(previous), dialect.integer_bits(next));
    match before.cmp(&after) {
        // `serial` is an integer with a sequence: the values stay as they are.
        std::cmp::Ordering::Equal => TypeChange::Widening,
        ordering => TypeChange::rewrite_if(ordering.is_lt()),
    }
}

fn number(ty: &DataType, at: usize) -> Option<i64> {
    ty.args.get(at).and_then(|arg| arg.parse().ok())
}

fn texts(previous: &DataType, next: &DataType) -> TypeChange {
    let fits = match (number(previous, 0), number(next, 0)) {
        (_, None) => true,
        (None, Some(_)) => false,
        (Some(before), Some(after)) => before <= after,
    };
    let varying = |name: &str| matches!(name, "character varying" | "text");
    match (previous.name.as_str(), next.name.as_str()) {
        (_, "char" | "name") => TypeChange::Narrowing,
        (before, after) if varying(before) && varying(after) => TypeChange::widening_if(fits),
        _ => TypeChange::rewrite_if(fits),
    }
}

fn bits(previous: &DataType, next: &DataType) -> TypeChange {
    match (previous.name.as_str(), next.name.as_str()) {
        ("bit varying" | "bit", "bit varying") => {
            let before = number(previous, 0).or((previous.name == "bit").then_some(1));
            TypeChange::widening_if(match (before, number(next, 0)) {
                (_, None) => true,
                (None, Some(_)) => false,
                (Some(before), Some(after)) => before <= after,
            })
        }
        // The length of a bit string must match exactly.
        ("bit" | "bit varying", "bit") => TypeChange::Narrowing,
        _ => TypeChange::NeedsUsing,
    }
}

/// NUMERIC keeps its rows when no digit can be lost and the scale stays.
fn numerics(previous: &DataType, next: &DataType) -> TypeChange {
    let shape = |ty: &DataType| number(ty, 0).map(|precision| (precision, number(ty, 1).unwrap_or(0)));
    match (shape(previous), shape(next)) {
        (_, None) => TypeChange::Widening,
        (None, Some(_)) => TypeChange::Narrowing,
        (Some((before, scale)), Some((after, next_scale))) => {
            if scale == next_scale {
                TypeChange::widening_if(before <= after)
            } else {
                TypeChange::rewrite_if(next_scale > scale && after - next_scale >= before - scale)
            }
        }
    }
}

/// Between integers, floats and decimals.
fn numbers(dialect: &Postgres, previous: &DataType, next: &DataType) -> TypeChange {
    // Manual: "Monetary Types".
    match (previous.name.as_str(), next.name.as_str()) {
        ("money", "numeric") | ("numeric" | "integer" | "serial" | "bigint" | "bigserial", "money") => {
            return TypeChange::Narrowing;
        }
        ("money", _) | (_, "money") => return TypeChange::NeedsUsing,
        _ => {}
    }
    let digits = |bits: u32| match bits {
        16 => 5,
        32 => 10,
        _ => 19,
    };
    let fits = match (dialect.integer_bits(previous), next.name.as_str()) {
        (Some(bits), "numeric") => {
            number(next, 0).is_none_or(|precision| precision - number(next, 1).unwrap_or(0) >= digits(bits))
        }
        (Some(bits), "double precision") => bits <= 32,
        (Some(bits), "real") => bits <= 16,
        (None, "double precision") => previous.name == "real",
        (None, "numeric") => false,
        _ => false,
    };
    TypeChange::rewrite_if(fits)
}

fn times(previous: &DataType, next: &DataType) -> TypeChange {
    let fits = match (number(previous, 0), number(next, 0)) {
        (_, None) => true,
        // Six digits are all that there are.
        (None, Some(after)) => after == 6,
        (Some(before), Some(after)) => before <= after,
    };
    let is_interval = |ty: &DataType| ty.name.starts_with("interval");
    match (previous.name.as_str(), next.name.as_str()) {
        (before, after) if before == after => TypeChange::widening_if(fits),
        (_, "interval") if is_interval(previous) => TypeChange::widening_if(fits),
        _ if is_interval(previous) && is_interval(next) => TypeChange::Narrowing,
        ("date", "timestamp" | "timestamptz") => TypeChange::Rewrite,
        // The moment is read in the session's time zone.
        ("timestamp", "timestamptz") | ("timestamptz", "timestamp") | ("time", "timetz") => {
            TypeChange::rewrite_if(fits)
        }
        ("timestamp" | "timestamptz", "date" | "time") | ("timestamptz", "timetz") | ("timetz", "time") => {
            TypeChange::Narrowing
        }
        ("time", "interval") => TypeChange::Rewrite,
        ("interval", "time") => TypeChange::Narrowing,
        _ => TypeChange::NeedsUsing,
    }
}

fn networks(previous: &DataType, next: &DataType) -> TypeChange {
    match (previous.name.as_str(), next.name.as_str()) {
        ("cidr", "inet") => TypeChange::Widening,
        ("inet", "cidr") => TypeChange::Narrowing,
        ("macaddr", "macaddr8") => TypeChange::Rewrite,
        ("macaddr8", "macaddr") => TypeChange::Narrowing,
        _ => TypeChange::NeedsUsing,
    }
}

/// Into a text type: fits where it has no length, or one that is surely enough.
fn into_text(dialect: &Postgres, previous: &DataType, next: &DataType) -> TypeChange {
    let Some(length) = number(next, 0) else {
        return if matches!(next.name.as_str(), "char" | "name") {
            TypeChange::NeedsUsing
        } else {
            TypeChange::Rewrite
        };
    };
    let needed = match (dialect.integer_bits(previous), dialect.type_family(previous)) {
        (Some(16), _) => 6,
        (Some(32), _) => 11,
        (Some(_), _) => 20,
        (None, TypeFamily::Uuid) => 36,
        (None, TypeFamily::Boolean) => 5,
        _ => return TypeChange::Narrowing,
    };
    TypeChange::rewrite_if(length >= needed)
}
