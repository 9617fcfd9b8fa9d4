use std::collections::BTreeMap;

use ent_engine::model::{Object, ObjectKind};

use super::Catalog;
use crate::Result;
use crate::connection::Row;

impl Catalog {
    /// Triggers and events, whose statements the query puts together.
    pub(super) fn objects(&mut self, rows: Vec<Row>) -> Result<()> {
        for row in rows {
            let mut row = row.fields("reading the triggers and events");
            let (schema, kind, name, table) = (row.text()?, row.text()?, row.text()?, row.maybe());
            let kind = if kind == "event" { ObjectKind::Event } else { ObjectKind::Trigger };
            let text = row.maybe().unwrap_or_default();
            self.push_object(
                schema,
                Object { kind, name, table, text, comment: None, origin: Default::default() },
            );
        }
        Ok(())
    }

    /// Functions and procedures, put together from their parts: SHOW CREATE answers for one only.
    pub(super) fn routines(&mut self, rows: Vec<Row>, parameters: Vec<Row>) -> Result<()> {
        let mut lists: BTreeMap<(String, String, String), Vec<String>> = BTreeMap::new();
        for row in parameters {
            let mut row = row.fields("reading the parameters");
            let key = (row.text()?, row.text()?, row.text()?);
            let (mode, name, ty) = (row.maybe(), row.maybe().unwrap_or_default(), row.maybe());
            // Parameters of functions have no mode to write.
            let mode =
                mode.filter(|_| key.1 == "PROCEDURE").map(|mode| format!("{mode} ")).unwrap_or_default();
            let parameter = format!("{mode}{} {}", self.dialect.quote(&name), ty.unwrap_or_default());
            lists.entry(key).or_default().push(parameter);
        }
        for row in rows {
            let mut row = row.fields("reading the routines");
            let (schema, kind, name) = (row.text()?, row.text()?, row.text()?);
            let (returns, body) = (row.maybe().filter(|ty| !ty.is_empty()), row.maybe().unwrap_or_default());
            let (deterministic, access, security) = (row.flag(), row.text()?, row.text()?);
            let list =
                lists.remove(&(schema.clone(), kind.clone(), name.clone())).unwrap_or_default().join(", ");
            let mut text = format!("CREATE {kind} {}({list})", self.dialect.quote(&name));
            if let Some(returns) = returns.filter(|_| kind == "FUNCTION") {
                text.push_str(&format!(" RETURNS {returns}"));
            }
            if deterministic {
                text.push_str(" DETERMINISTIC");
            }
            if access != "CONTAINS SQL" {
                text.push_str(&format!(" {access}"));
            }
            if security != "DEFINER" {
                text.push_str(&format!(" SQL SECURITY {security}"));
            }
            text.push_str(&format!(" {body}"));
            let kind = match kind.as_str() {
                "FUNCTION" => ObjectKind::Function,
                "PROCEDURE" => ObjectKind::Procedure,
                _ => ObjectKind::Other,
            };
            self.push_object(
                schema,
                Object { kind, name, table: None, text, comment: None, origin: Default::default() },
            );
        }
        Ok(())
    }

    fn push_object(&mut self, schema: String, object: Object) {
        if let Some(schema) = self.schema(schema) {
            schema.objects.push(object);
        }
    }
}
