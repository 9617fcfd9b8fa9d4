//! Defaults of columns.

use super::Printer;
use crate::dialect::{Dialect, Types};
use crate::model::{Column, Expr, Schema, Table};
use crate::plan::{Statement, go_quote};

impl Printer<'_> {
    /// Whether a column has NULL of its own type as a default: the server keeps it only where the type had a length
    /// when the default was set, and has lost it since.
    pub(super) fn is_loosened(&self, column: &Column) -> bool {
        let default = column.default.as_ref().map(Expr::as_str);
        let cast = default.and_then(|text| text.strip_prefix("NULL::"));
        let own = |cast| {
            let ty = self.postgres.parse_type(cast);
            ty.is_ok_and(|ty| self.postgres.bare_type_sql(&ty) == self.postgres.bare_type_sql(&column.ty))
        };
        column.ty.args.is_empty() && column.ty.schema.is_none() && cast.is_some_and(own)
    }

    /// Takes the lengths that columns were made with for their defaults' sake.
    pub(super) fn loosened(&self, schema: &Schema, table: &Table) -> Vec<Statement> {
        let name = self.name(&schema.name, &table.name);
        let inherits = self.inherits_at_once(table);
        let columns = table.columns.iter().filter(|column| self.is_loosened(column));
        let columns = columns.filter(|column| !inherits || self.is_own(schema, table, column));
        let loosen = |column: &Column| {
            let (column, ty) = (self.postgres.quote(&column.name), self.postgres.type_sql(&column.ty));
            let sql = format!("ALTER TABLE {name} ALTER COLUMN {column} TYPE {ty}");
            Statement::new(sql, format!("modify {} table", go_quote(&table.name)))
        };
        columns.map(loosen).collect()
    }

    /// A default as it means the same where the table is made.
    pub(super) fn default_sql(&self, schema: &Schema, table: &Table, default: &Expr) -> String {
        match self.postgres.default_under_path(&schema.name, &table.origin, default) {
            Some(settled) => settled.to_string(),
            None => super::super::clauses::default_sql(default),
        }
    }
}
