use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{EnumType, Object, Origin, Sequence, Table, View};

/// Schema (PostgreSQL), database (MySQL, MariaDB) or database file (SQLite).
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
pub struct Schema {
    /// Name; empty for the schema of the connection, whose objects are never qualified.
    pub name: String,
    /// Default character set (MySQL, MariaDB).
    pub charset: Option<String>,
    /// Default collation (MySQL, MariaDB).
    pub collation: Option<String>,
    /// Comment.
    pub comment: Option<String>,
    /// Tables.
    pub tables: Vec<Table>,
    /// Views.
    pub views: Vec<View>,
    /// Enum types.
    pub enums: Vec<EnumType>,
    /// Sequences, but not those behind identity and serial columns.
    pub sequences: Vec<Sequence>,
    /// Everything else, carried whole.
    pub objects: Vec<Object>,
    /// Where it came from.
    pub origin: Origin,
}

impl Schema {
    /// An empty schema.
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// The table `name`.
    pub fn table(&self, name: &str) -> Option<&Table> {
        self.tables.iter().find(|table| table.name == name)
    }

    /// The tables by their names, for whoever looks for many.
    pub fn tables_by_name(&self) -> BTreeMap<&str, &Table> {
        self.tables.iter().map(|table| (table.name.as_str(), table)).collect()
    }

    /// The table `name`, to change it.
    pub fn table_mut(&mut self, name: &str) -> Option<&mut Table> {
        self.tables.iter_mut().find(|table| table.name == name)
    }

    /// The view `name`.
    pub fn view(&self, name: &str) -> Option<&View> {
        self.views.iter().find(|view| view.name == name)
    }

    /// The enum type `name`.
    pub fn enum_type(&self, name: &str) -> Option<&EnumType> {
        self.enums.iter().find(|ty| ty.name == name)
    }

    /// Whether it has a type of the name, be it that of the rows of a table or view.
    pub fn has_type(&self, name: &str) -> bool {
        self.enum_type(name).is_some()
            || self.objects.iter().any(|object| object.kind.is_type() && object.name == name)
            || self.table(name).is_some()
            || self.view(name).is_some()
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.tables.is_empty()
            && self.views.is_empty()
            && self.enums.is_empty()
            && self.sequences.is_empty()
            && self.objects.is_empty()
    }
}
