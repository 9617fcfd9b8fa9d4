//! NOT NULL as a constraint that can be altered, which it is from PostgreSQL 18 on.

use super::super::Postgres;
use super::super::replay::not_null::name_of;
use super::clauses::is_unchecked;
use crate::change::Pair;
use crate::dialect::Dialect;
use crate::model::{Column, ColumnSetting};

/// Whether SET NOT NULL does not say all of it.
pub(super) fn is_told_apart(column: &Column) -> bool {
    is_unchecked(column) || column.settings.has(ColumnSetting::NotNullAlone)
}

/// Whether two columns hold to NOT NULL alike. What was checked needs no check.
pub(in super::super) fn same_not_null(previous: &Column, next: &Column) -> bool {
    let is_alone = |column: &Column| column.settings.has(ColumnSetting::NotNullAlone);
    previous.null
        || next.null
        || is_alone(previous) == is_alone(next) && (!is_unchecked(previous) || is_unchecked(next))
}

/// Whether a name is of the kind that the server gives.
pub(super) fn is_servers(name: &str) -> bool {
    name.trim_end_matches(|c: char| c.is_ascii_digit()).ends_with("_not_null")
}

impl Postgres {
    /// The clauses of ALTER TABLE that make the constraint of a column what it is to be, where SET and DROP NOT NULL do not.
    pub(super) fn alter_not_null(&self, table: &str, columns: &Pair<Column>) -> Vec<String> {
        let Pair { previous, next } = columns;
        if next.null {
            return Vec::new();
        }
        if previous.null {
            return match is_told_apart(next) {
                true => vec![format!("ADD {}", self.not_null_constraint_sql(table, next))],
                false => Vec::new(),
            };
        }
        let name = self.quote(&name_of(table, previous));
        let mut clauses = Vec::new();
        if is_unchecked(previous) && !is_unchecked(next) {
            clauses.push(format!("VALIDATE CONSTRAINT {name}"));
        }
        let is_alone = |column: &Column| column.settings.has(ColumnSetting::NotNullAlone);
        if is_alone(previous) != is_alone(next) {
            let handed_on = if is_alone(next) { "NO INHERIT" } else { "INHERIT" };
            clauses.push(format!("ALTER CONSTRAINT {name} {handed_on}"));
        }
        clauses
    }
}
