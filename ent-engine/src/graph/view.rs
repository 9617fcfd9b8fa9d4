use ent_schema::{PerDialect, Position};

use super::{Field, Previous};

/// A view.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ViewNode {
    /// Rust name of the struct.
    pub name: String,
    /// Database schema; empty for the one of the connection.
    pub schema: String,
    /// Name in the database.
    pub table: String,
    /// Its columns.
    pub fields: Vec<Field>,
    /// The query, as SQL.
    pub sql: PerDialect<String>,
    /// Whether rows are kept (PostgreSQL).
    pub materialized: bool,
    /// Comment of the struct.
    pub comment: Option<String>,
    /// Whether comments go into the database.
    pub comments: bool,
    /// Not in the database schema, though in the client.
    pub skip: bool,
    /// What the struct or the view was called before.
    pub previous: Option<Previous>,
    /// Where it was declared.
    pub position: Position,
}
