use ent_schema::{Check, PerDialect, Position};

use super::{Edge, Field, Index, Key};

/// An entity with everything that its mixins contribute.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Node {
    /// Rust name of the struct.
    pub name: String,
    /// What foreign keys and join tables call it: the name in snake case.
    pub label: String,
    /// Database schema; empty for the one of the connection.
    pub schema: String,
    /// Table.
    pub table: String,
    /// Names of the fields that are the primary key.
    pub id: Vec<String>,
    /// Fields in the order of their columns: the id first, unless it is composite; then those of
    /// mixins on the struct; then the struct's own, with embedded mixins at their place. (Ent moves
    /// a field that is bound to an edge to the end; here it stays where it was declared.)
    pub fields: Vec<Field>,
    /// Edges: those of mixins, then the struct's own.
    pub edges: Vec<Edge>,
    /// Foreign keys that the table holds. The columns of those that no field is bound to follow
    /// the fields, in this order.
    pub keys: Vec<Key>,
    /// Indexes: those of mixins, then the struct's own, then those that the rules add. Unique fields
    /// have an index besides, which each database names in its own way.
    pub indexes: Vec<Index>,
    /// CHECK constraints of the struct and of mixins; those of fields stay with the fields.
    pub checks: Vec<Check>,
    /// Character set (MySQL, MariaDB).
    pub charset: Option<String>,
    /// Collation (MySQL, MariaDB).
    pub collation: PerDialect<String>,
    /// Table options as SQL.
    pub options: PerDialect<String>,
    /// Comment of the struct.
    pub comment: Option<String>,
    /// Whether comments go into the database.
    pub comments: bool,
    /// First value of a generated id.
    pub auto_increment: Option<i64>,
    /// Not in the database schema, though in the client.
    pub skip: bool,
    /// What the struct or its table was called before.
    pub previous: Option<Previous>,
    /// Columns of the table, or tables, that may go with their data.
    pub drops: Vec<String>,
    /// Where it was declared.
    pub position: Position,
}

/// What a renamed struct or table was called before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Previous {
    /// Rust name of the struct; `None` when only the table was renamed.
    pub name: Option<String>,
    /// Table.
    pub table: String,
}

impl Node {
    /// The field `name`.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// The edge `name`.
    pub fn edge(&self, name: &str) -> Option<&Edge> {
        self.edges.iter().find(|edge| edge.name == name)
    }

    /// The fields of the primary key, in its order.
    pub fn id_fields(&self) -> impl Iterator<Item = &Field> {
        self.id.iter().filter_map(|name| self.field(name))
    }

    /// Whether the field is the primary key, or part of it.
    pub fn is_id(&self, field: &str) -> bool {
        self.id.iter().any(|name| name == field)
    }

    /// The table's name before a declared rename, else its name.
    pub fn previous_table(&self) -> &str {
        self.previous.as_ref().map_or(&self.table, |previous| &previous.table)
    }

    /// The struct's name before a declared rename, else its name.
    pub fn previous_name(&self) -> &str {
        self.previous.as_ref().and_then(|previous| previous.name.as_ref()).unwrap_or(&self.name)
    }
}
