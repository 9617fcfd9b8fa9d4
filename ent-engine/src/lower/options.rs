use std::collections::BTreeMap;

use crate::dialect::Dialect;

/// What a project decides about its tables, beside what structs declare.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LowerOptions {
    /// Database schemas under other names: declared name to the name to use, empty for the schema
    /// of the connection. A name that is not here stays as it is.
    pub schemas: BTreeMap<String, String>,
    /// Schema of what declares none; empty for the one of the connection.
    ///
    /// MySQL and MariaDB read an unqualified name in a statement about another schema as one of
    /// that schema, so a foreign key from a declared schema into the connection's is only possible
    /// when this names it.
    pub default_schema: String,
    /// Whether doc comments become comments in the database.
    pub comments: Comments,
    /// Character set of tables that name none (MySQL, MariaDB); `None` for Ent's, utf8mb4.
    pub charset: Option<String>,
    /// Collation of tables that name none (MySQL, MariaDB); `None` for Ent's, utf8mb4_bin.
    pub collation: Option<String>,
}

impl LowerOptions {
    /// The schema that a declared name stands for.
    pub(super) fn schema<'a>(&'a self, dialect: &dyn Dialect, declared: &'a str) -> &'a str {
        match self.schemas.get(declared) {
            Some(name) => name,
            None if declared.is_empty() => &self.default_schema,
            None if !dialect.has_schemas() => "",
            None => declared,
        }
    }
}

/// Whether doc comments become comments in the database.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Comments {
    /// Where a struct says `#[ent(comments)]`.
    #[default]
    Declared,
    /// Everywhere.
    Always,
    /// Nowhere.
    Never,
}

impl Comments {
    /// Whether the comments of a struct that asks for them, or not, are kept.
    pub fn kept(self, declared: bool) -> bool {
        match self {
            Self::Declared => declared,
            Self::Always => true,
            Self::Never => false,
        }
    }
}
