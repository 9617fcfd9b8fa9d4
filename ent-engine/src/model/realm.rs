use serde::{Deserialize, Serialize};

use super::{Object, RenamedValues, Schema, Table, TableRef};

/// A whole database as far as we look at it: the schemas and what stands beside them.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
pub struct Realm {
    /// Schemas.
    pub schemas: Vec<Schema>,
    /// Objects in no schema: extensions, event triggers, casts.
    pub objects: Vec<Object>,
    /// Values that statements have renamed in rows, where the state was made by statements.
    pub renamed_values: RenamedValues,
}

impl Realm {
    /// The schema `name`.
    pub fn schema(&self, name: &str) -> Option<&Schema> {
        self.schemas.iter().find(|schema| schema.name == name)
    }

    /// The schema `name`, to change it.
    pub fn schema_mut(&mut self, name: &str) -> Option<&mut Schema> {
        self.schemas.iter_mut().find(|schema| schema.name == name)
    }

    /// The schema `name`, made at the end if it is not there.
    pub fn schema_or_new(&mut self, name: &str) -> &mut Schema {
        let at = match self.schemas.iter().position(|schema| schema.name == name) {
            Some(at) => at,
            None => {
                self.schemas.push(Schema::new(name));
                self.schemas.len() - 1
            }
        };
        &mut self.schemas[at]
    }

    /// The table that `table` names.
    pub fn table(&self, table: &TableRef) -> Option<&Table> {
        self.schema(&table.schema)?.table(&table.table)
    }

    /// All tables with the name of their schema.
    pub fn tables(&self) -> impl Iterator<Item = (&str, &Table)> {
        self.schemas.iter().flat_map(|schema| schema.tables.iter().map(|table| (schema.name.as_str(), table)))
    }
}
