use crate::wire::{ObjectWriter, Value, Wire, WireError};
use crate::{PerDialect, Position};

record! {
    /// An index over fields, edges and expressions.
    pub struct Index {
        /// `name = ".."`, where it is not the one the rules give.
        pub name: Option<String>,
        /// The parts, in order.
        pub parts: Vec<IndexPart>,
        /// `unique`.
        pub unique: bool,
        /// `kind = "gin"`: method (PostgreSQL) or type (MySQL: FULLTEXT, SPATIAL, HASH).
        pub kind: PerDialect<String>,
        /// `where = ".."`: predicate of a partial index, as SQL.
        pub predicate: PerDialect<String>,
        /// `include(..)`: fields that the index carries along (PostgreSQL).
        pub include: Vec<String>,
        /// `nulls_not_distinct` (PostgreSQL 15 and later).
        pub nulls_not_distinct: bool,
        /// `concurrently`: build without blocking writers (PostgreSQL).
        pub concurrently: bool,
        /// `comment = ".."`.
        pub comment: Option<String>,
        /// `renamed_from = ".."`: the index's name before.
        pub renamed_from: Option<String>,
        /// Where it was declared.
        pub position: Position,
    }
}

record! {
    /// One part of an index.
    pub struct IndexPart {
        /// What is indexed.
        pub key: PartKey,
        /// `field(desc)`.
        pub desc: bool,
        /// `field(nulls_first)` or `field(nulls_last)`: `Some(true)` for first (PostgreSQL).
        pub nulls_first: Option<bool>,
        /// `field(prefix = 100)`: only the first characters (MySQL, MariaDB).
        pub prefix: Option<u32>,
        /// `field(ops = "jsonb_path_ops")`: operator class (PostgreSQL).
        pub ops: Option<String>,
        /// `field(collation = "..")` (SQLite, PostgreSQL).
        pub collation: PerDialect<String>,
    }
}

/// What one part of an index is over.
#[derive(Clone, Debug, PartialEq)]
pub enum PartKey {
    /// A field or an edge, by its Rust name; the graph tells which.
    Name(String),
    /// An expression, as SQL.
    Expr(PerDialect<String>),
}

impl Default for PartKey {
    fn default() -> Self {
        Self::Name(String::new())
    }
}

impl Wire for PartKey {
    fn write(&self, out: &mut String) {
        match self {
            Self::Name(name) => crate::wire::write_string(name, out),
            Self::Expr(expr) => {
                let mut object = ObjectWriter::new(out);
                object.field("expr", expr);
                object.finish();
            }
        }
    }

    fn read(value: &Value) -> Result<Self, WireError> {
        match value {
            Value::String(name) => Ok(Self::Name(name.clone())),
            other => other.object("PartKey")?.field("expr").map(Self::Expr),
        }
    }
}
