use serde::{Deserialize, Serialize};

use super::{DataType, Origin};

/// Sequence that stands on its own, or that a column owns (PostgreSQL, MariaDB).
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
pub struct Sequence {
    /// Name.
    pub name: String,
    /// Type, where it is not the default, bigint.
    pub ty: Option<DataType>,
    /// START WITH.
    pub start: Option<i64>,
    /// INCREMENT BY.
    pub increment: Option<i64>,
    /// MINVALUE.
    pub min: Option<i64>,
    /// MAXVALUE.
    pub max: Option<i64>,
    /// CACHE.
    pub cache: Option<i64>,
    /// CYCLE.
    pub cycle: bool,
    /// Its values are not written to the log (PostgreSQL 15 and later).
    pub unlogged: bool,
    /// Table and column that own the sequence.
    pub owned_by: Option<(String, String)>,
    /// Comment.
    pub comment: Option<String>,
    /// Where it came from.
    pub origin: Origin,
}
