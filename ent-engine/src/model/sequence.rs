use serde::Serialize;

use super::{DataType, Origin};

/// Sequence that stands on its own, or that a column owns (PostgreSQL, MariaDB).
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
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
    #[serde(skip_serializing_if = "is_false")]
    pub unlogged: bool,
    /// Table and column that own the sequence.
    pub owned_by: Option<(String, String)>,
    /// Comment.
    pub comment: Option<String>,
    /// Where it came from.
    #[serde(skip)]
    pub origin: Origin,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_false(flag: &bool) -> bool {
    !*flag
}
