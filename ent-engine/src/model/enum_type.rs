use serde::{Deserialize, Serialize};

use super::Origin;

/// Enum type of a schema (PostgreSQL `CREATE TYPE .. AS ENUM`).
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
pub struct EnumType {
    /// Name.
    pub name: String,
    /// Values, in order.
    pub values: Vec<String>,
    /// Comment.
    pub comment: Option<String>,
    /// Where it came from; also tells renamed values.
    pub origin: Origin,
}
