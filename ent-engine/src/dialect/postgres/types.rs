use super::Postgres;
use super::objects::multirange_of;
use crate::dialect::types::text::{Quotes, TypeText};
use crate::dialect::{TypeChange, TypeError, TypeFamily, Types};
use crate::model::{DataType, Object, ObjectKind, Realm, Schema};

mod change;
mod layout;
mod names;
mod parse;

pub(super) use layout::{Builtin, layout};

impl Postgres {
    /// A type without its arguments, as a cast names it: `character` and `bit` alone are those of length one.
    pub(super) fn bare_type_sql(&self, ty: &DataType) -> String {
        let name = match (&ty.schema, ty.name.as_str()) {
            (None, "character") => "bpchar",
            (None, "bit") => return format!("\"bit\"{}", "[]".repeat(usize::from(ty.dimensions))),
            (_, name) => name,
        };
        self.type_sql(&DataType { name: name.to_owned(), args: Vec::new(), ..ty.clone() })
    }
}

/// The names are those of chapter 8 of the manual, spelled as Atlas prints them: `integer`,
/// `character varying(255)`, `timestamptz`, `double precision`. Serial types keep their names; who
/// applies a statement turns them into an integer and a sequence. The type that the manual writes
/// `"char"` has the name `char`: the SQL type CHAR is `character(1)`.
impl Types for Postgres {
    fn parse_type(&self, text: &str) -> Result<DataType, TypeError> {
        let read =
            TypeText::read(text, Quotes::Standard).map_err(|reason| TypeError::syntax(text, reason))?;
        parse::data_type(read).map_err(|reason| TypeError::syntax(text, reason))
    }

    fn parse_argument_type(&self, text: &str) -> Result<DataType, TypeError> {
        let mut ty = self.parse_type(text)?;
        ty.args.clear();
        // What is left of a type without its length and its fields.
        if ty.name.starts_with("interval ") {
            "interval".clone_into(&mut ty.name);
        } else if ty.name == "bpchar" && ty.schema.is_none() {
            "character".clone_into(&mut ty.name);
        }
        Ok(ty)
    }

    fn type_sql(&self, ty: &DataType) -> String {
        let mut sql = match ty.schema.as_ref().filter(|schema| !schema.is_empty()) {
            Some(schema) => format!("{}.", quoted(schema)),
            None => String::new(),
        };
        if ty.schema.is_none() && (names::is_extension(&ty.name) || names::family(&ty.name).is_some()) {
            sql.push_str(if ty.name == "char" { "\"char\"" } else { &ty.name });
        } else {
            sql.push_str(&quoted(&ty.name));
        }
        if !ty.args.is_empty() {
            sql.push('(');
            sql.push_str(&ty.args.join(","));
            sql.push(')');
        }
        for _ in 0..ty.dimensions {
            sql.push_str("[]");
        }
        sql
    }

    /// A type of the user's own without a schema is found through the search path: it is the same
    /// as one of that name in any schema, unless the server has one of the name, which comes first. The server keeps
    /// no number of array dimensions.
    fn same_type(&self, previous: &DataType, next: &DataType) -> bool {
        previous.name == next.name
            && same_arguments(previous, next)
            && (previous.dimensions > 0) == (next.dimensions > 0)
            && match (&previous.schema, &next.schema) {
                (Some(previous), Some(next)) => previous == next,
                (None, None) => true,
                _ => !is_builtin(&next.name),
            }
    }

    fn type_family(&self, ty: &DataType) -> TypeFamily {
        if ty.dimensions > 0 {
            return TypeFamily::Other;
        }
        match ty.schema {
            None => names::family(&ty.name).or_else(|| names::extension_family(&ty.name)),
            Some(_) => names::extension_family(&ty.name),
        }
        .unwrap_or(TypeFamily::Other)
    }

    fn integer_bits(&self, ty: &DataType) -> Option<u32> {
        match ty.name.as_str() {
            _ if ty.dimensions > 0 || ty.schema.is_some() => None,
            "smallint" | "smallserial" => Some(16),
            "integer" | "serial" => Some(32),
            "bigint" | "bigserial" => Some(64),
            _ => None,
        }
    }

    fn is_user_type(&self, ty: &DataType) -> bool {
        ty.schema.is_some() || names::family(&ty.name).is_none()
    }

    fn is_builtin(&self, name: &str) -> bool {
        is_builtin(name)
    }

    fn element_of_array<'n>(&self, name: &'n str) -> Option<&'n str> {
        name.strip_prefix('_').filter(|name| !name.is_empty())
    }

    fn type_change(&self, previous: &DataType, next: &DataType) -> TypeChange {
        if self.same_type(previous, next) {
            TypeChange::Same
        } else {
            change::type_change(self, previous, next)
        }
    }
}

impl Postgres {
    /// Whether a schema has a type of the name, be it one of several ranges that came with a range type.
    pub(super) fn has_type(realm: &Realm, schema: &str, name: &str) -> bool {
        let is_there = realm.schema(schema).is_some_and(|schema| schema.has_type(name));
        let came = |home: &Schema, object: &Object| {
            multirange_of(&object.text).is_some_and(|ty| {
                let lives_in = ty.schema.as_deref().unwrap_or(&home.name);
                // The connection's schema has no name.
                let is_here = lives_in == schema || schema.is_empty() && lives_in == "public";
                is_here && ty.name == name
            })
        };
        is_there
            || realm.schemas.iter().any(|home| {
                let mut ranges = home.objects.iter().filter(|object| object.kind == ObjectKind::Range);
                ranges.any(|range| came(home, range))
            })
    }
}

/// Whether types of one name have the same arguments: times of full precision are those of none said.
fn same_arguments(previous: &DataType, next: &DataType) -> bool {
    let said = |ty: &DataType| match ty.args.as_slice() {
        [precision] if precision == "6" && is_time(ty) => Vec::new(),
        args => args.to_vec(),
    };
    said(previous) == said(next)
}

fn is_time(ty: &DataType) -> bool {
    ty.schema.is_none() && names::family(&ty.name) == Some(TypeFamily::Time)
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// Whether the database itself has a type of the name, by any of its names.
pub(super) fn is_builtin(name: &str) -> bool {
    names::builtin(name).is_some() || names::by_catalog_name(name).is_some()
}

/// The types that a known extension brings.
pub(super) fn extension_types(extension: &str) -> &'static [&'static str] {
    match extension {
        "citext" => &["citext"],
        "hstore" => &["hstore"],
        "ltree" => &["ltree", "lquery", "ltxtquery"],
        "cube" => &["cube"],
        "seg" => &["seg"],
        "isn" => &["isbn", "isbn13", "issn", "issn13", "ismn", "ismn13", "ean13", "upc"],
        "intarray" => &["query_int"],
        "lo" => &["lo"],
        "vector" => &["vector", "halfvec", "sparsevec"],
        "postgis" => &["geometry", "geography", "box2d", "box3d"],
        _ => &[],
    }
}
