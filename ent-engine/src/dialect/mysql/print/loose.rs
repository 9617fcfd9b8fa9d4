//! Defaults that MySQL takes under loose modes only.

use super::Mysql;
use crate::dialect::{Exprs, TypeFamily, Types};
use crate::model::Column;

impl Mysql {
    /// Whether MySQL refuses the column's default under its own modes: a zero for a date, or for a decimal a text that only
    /// begins with a number, if at all. Other defaults that are none of the type's it never takes.
    pub(super) fn is_loose(&self, column: &Column) -> bool {
        let Some(default) = column.default.as_ref().filter(|default| self.is_literal(default)) else {
            return false;
        };
        let text = default.as_str().trim();
        let value = text.trim_matches(['\'', '"']);
        let is_date = ["date", "datetime", "timestamp"].contains(&column.ty.name.as_str());
        let is_decimal = self.type_family(&column.ty) == TypeFamily::Decimal;
        value.starts_with("0000-00-00")
            || is_date && value.trim_matches('0').is_empty()
            || is_decimal && value != text && value.trim().parse::<f64>().is_err()
    }
}
