use std::collections::BTreeMap;

use ent_engine::model::{Check, Expr, ForeignKey, ReferentialAction, TableRef};

use super::Catalog;
use super::expressions::{is_json_check, unescape};
use crate::Result;
use crate::connection::Row;

impl Catalog {
    pub(super) fn foreign_keys(&mut self, columns: Vec<Row>, actions: Vec<Row>) -> Result<()> {
        let mut found = BTreeMap::new();
        for row in actions {
            let mut row = row.fields("reading the foreign keys");
            let key = (row.text()?, row.text()?, row.text()?);
            found.insert(key, (action(&row.text()?), action(&row.text()?)));
        }
        for row in columns {
            let mut row = row.fields("reading the columns of foreign keys");
            let (schema, table, name, column) = (row.text()?, row.text()?, row.text()?, row.text()?);
            let references = TableRef::new(self.names.in_realm(row.text()?), row.text()?);
            let ref_column = row.text()?;
            let (on_update, on_delete) =
                found.get(&(schema.clone(), table.clone(), name.clone())).copied().unwrap_or_default();
            let Some(table) = self.table(&schema, &table) else { continue };
            if table.foreign_keys.last().is_none_or(|key| key.name != name) {
                let key = ForeignKey { name, references, on_update, on_delete, ..ForeignKey::default() };
                table.foreign_keys.push(key);
            }
            if let Some(key) = table.foreign_keys.last_mut() {
                key.columns.push(column);
                key.ref_columns.push(ref_column);
            }
        }
        Ok(())
    }

    pub(super) fn checks(&mut self, rows: Vec<Row>) -> Result<()> {
        for row in rows {
            let mut row = row.fields("reading the checks");
            let (schema, table, name) = (row.text()?, row.text()?, row.text()?);
            let (enforced, condition, is_columns) = (row.flag(), row.text()?, row.flag());
            let condition = if self.is_mariadb { condition } else { unescape(&condition) };
            let Some(table) = self.table(&schema, &table) else { continue };
            if let Some(column) = table
                .columns
                .iter_mut()
                .find(|column| column.ty.name == "longtext" && is_json_check(&condition, &column.name))
            {
                // The collation comes with the JSON type.
                column.charset = None;
                column.collation = None;
            }
            // MariaDB calls a column's check as the column.
            let column = is_columns.then(|| name.clone());
            table.checks.push(Check { enforced, column, ..Check::new(name, Expr::new(condition)) });
        }
        Ok(())
    }
}

fn action(text: &str) -> ReferentialAction {
    match text {
        "RESTRICT" => ReferentialAction::Restrict,
        "CASCADE" => ReferentialAction::Cascade,
        "SET NULL" => ReferentialAction::SetNull,
        "SET DEFAULT" => ReferentialAction::SetDefault,
        _ => ReferentialAction::NoAction,
    }
}
