//! The USING of `ALTER COLUMN .. TYPE`: how a value of one type becomes one of another that the server
//! has no assignment cast for (the catalog `pg_cast`).

use super::super::Postgres;
use crate::change::Pair;
use crate::dialect::{TypeChange, TypeFamily, Types};
use crate::model::DataType;

impl Postgres {
    /// The expression that turns `value`, of the previous type, into the next one, which is called `ty`.
    pub(super) fn cast(&self, types: &Pair<DataType>, value: &str, ty: &str) -> String {
        let Pair { previous, next } = types;
        match (previous.dimensions, next.dimensions) {
            (0, 1..) => {
                let types = Pair::new(previous.clone(), without_dimensions(next));
                let element = match self.type_change(previous, &types.next) {
                    TypeChange::NeedsUsing => self.cast_value(&types, value, ty.trim_end_matches("[]")),
                    _ => value.to_owned(),
                };
                // Nothing is not an array of nothing.
                format!("CASE WHEN {value} IS NOT NULL THEN ARRAY[{element}]::{ty} END")
            }
            (1.., 0) => {
                let types = Pair::new(without_dimensions(previous), next.clone());
                let first = format!("{value}[1]");
                let first = match self.type_change(&types.previous, next) {
                    TypeChange::NeedsUsing => self.cast_value(&types, &first, ty),
                    _ => format!("{first}::{ty}"),
                };
                // Several values don't become one: the server says so when it reads their text.
                format!("CASE WHEN cardinality({value}) > 1 THEN {value}::text::{ty} ELSE {first} END")
            }
            (0, 0) => self.cast_value(types, value, ty),
            _ => format!("{value}::text[]::{ty}"),
        }
    }

    fn cast_value(&self, types: &Pair<DataType>, value: &str, ty: &str) -> String {
        use TypeFamily::{Boolean, Decimal, Float, Integer, Json, Spatial, Text};
        let Pair { previous, next } = types;
        let by = |steps: &str| format!("{value}{steps}::{ty}");
        if self.is_user_type(previous) || self.is_user_type(next) {
            return by("::text");
        }
        let wide = |ty: &DataType| self.integer_bits(ty) != Some(32);
        let (before, after) = (self.type_family(previous), self.type_family(next));
        match (before, after) {
            (Text, _) => by(""),
            // Only `integer` knows truth values, and only `numeric` knows all other numbers and money.
            (Boolean, Integer) if wide(next) => by("::integer"),
            (Integer, Boolean) if wide(previous) => by("::integer"),
            (Boolean, Integer) | (Integer, Boolean) => by(""),
            (Boolean, Float | Decimal) => by("::integer"),
            (Decimal, Boolean) if is_money(previous) => by("::numeric::integer"),
            (Float | Decimal, Boolean) => by("::integer"),
            (Json, after) if previous.name == "jsonb" && is_money(next) && after.is_number() => {
                by("::numeric")
            }
            (Json, Boolean | Integer | Float | Decimal) if previous.name == "jsonb" => by(""),
            (before, after) if before.is_number() && after.is_number() => {
                if is_money(previous) || is_money(next) { by("::numeric") } else { by("") }
            }
            (Spatial, Spatial) if SHAPES.contains(&(previous.name.as_str(), next.name.as_str())) => by(""),
            // Their texts may be alike; where they are not, the server refuses the value.
            _ => by("::text"),
        }
    }
}

/// Shapes that have a cast, which is not by way of their text.
const SHAPES: [(&str, &str); 14] = [
    ("box", "circle"),
    ("box", "lseg"),
    ("box", "point"),
    ("box", "polygon"),
    ("circle", "box"),
    ("circle", "point"),
    ("circle", "polygon"),
    ("lseg", "point"),
    ("path", "polygon"),
    ("point", "box"),
    ("polygon", "box"),
    ("polygon", "circle"),
    ("polygon", "path"),
    ("polygon", "point"),
];

fn is_money(ty: &DataType) -> bool {
    ty.name == "money"
}

fn without_dimensions(ty: &DataType) -> DataType {
    DataType { dimensions: 0, ..ty.clone() }
}
