use super::{Mysql, prefix};
use crate::dialect::types::text::{Quotes, TypeText};
use crate::dialect::{TypeChange, TypeError, TypeFamily, Types};
use crate::model::DataType;

mod change;
mod names;
mod parse;
mod values;

pub(super) use values::{decode_values, quoted_value};

/// The names are those of the manual's chapter 13, spelled as Atlas prints them: `bool` for
/// `tinyint(1)`, `bigint unsigned`, `decimal(10)`, `varchar(255)`, `binary` for `binary(1)`.
/// The display width of an integer is kept where the server shows it, and counts only with ZEROFILL.
/// `serial` keeps its name; who applies a statement adds what it implies. `json` keeps its name on
/// MariaDB too, where the server stores `longtext`: before it had a check, the two are the same type.
///
/// The character set and the collation are the column's, not the type's.
impl Types for Mysql {
    fn parse_type(&self, text: &str) -> Result<DataType, TypeError> {
        let read = TypeText::read(text, Quotes::Mysql).map_err(|reason| TypeError::syntax(text, reason))?;
        parse::data_type(self, &read).map_err(|problem| match problem {
            parse::Problem::Unknown(name) => TypeError::Unknown { name, flavor: self.flavor },
            parse::Problem::Syntax(reason) => TypeError::syntax(text, reason),
        })
    }

    fn type_sql(&self, ty: &DataType) -> String {
        ty.to_string()
    }

    fn same_type(&self, previous: &DataType, next: &DataType) -> bool {
        let stored = |ty: &DataType| match ty.name.as_str() {
            "json" if self.is_mariadb() && !self.checks_json() => DataType::new("longtext"),
            "serial" => DataType::new("bigint").modifier("unsigned"),
            // How wide an integer is printed is no matter, but for the zeros before it.
            _ if names::integer_bits(&ty.name).is_some() && !ty.has_modifier("zerofill") => {
                DataType { args: Vec::new(), ..ty.clone() }
            }
            _ => ty.clone(),
        };
        previous == next || stored(previous) == stored(next)
    }

    fn type_family(&self, ty: &DataType) -> TypeFamily {
        names::family(&ty.name).unwrap_or(TypeFamily::Other)
    }

    fn integer_bits(&self, ty: &DataType) -> Option<u32> {
        names::integer_bits(&ty.name)
    }

    fn is_user_type(&self, _: &DataType) -> bool {
        false
    }

    fn type_change(&self, previous: &DataType, next: &DataType) -> TypeChange {
        if self.same_type(previous, next) {
            TypeChange::Same
        } else {
            change::type_change(self, previous, next)
        }
    }
}

impl Mysql {
    /// Whether the server makes values of one type of those of another at all: MariaDB keeps places on a map, addresses
    /// and UUIDs apart from numbers and moments, and from each other (error 4078).
    pub(super) fn casts(&self, previous: &DataType, next: &DataType) -> bool {
        let kind = |ty: &DataType| match ty.name.as_str() {
            "uuid" | "inet4" | "inet6" => Some(ty.name.clone()),
            _ if prefix::is_geometry(ty) => Some("place".to_owned()),
            "bit" | "year" => Some("number".to_owned()),
            _ if self.type_family(ty).is_number() => Some("number".to_owned()),
            _ if matches!(self.type_family(ty), TypeFamily::Time | TypeFamily::Boolean) => {
                Some("number".to_owned())
            }
            _ => None,
        };
        !self.is_mariadb() || kind(previous).zip(kind(next)).is_none_or(|(previous, next)| previous == next)
    }
}
