use serde::{Deserialize, Serialize};

use super::{Expr, Origin};

/// CHECK constraint.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
pub struct Check {
    /// Name; empty for one that the database named or that has none.
    pub name: String,
    /// The condition.
    pub expr: Expr,
    /// Whether the database enforces it (MySQL NOT ENFORCED).
    pub enforced: bool,
    /// Not inherited by child tables (PostgreSQL).
    pub no_inherit: bool,
    /// Existing rows were not checked (PostgreSQL NOT VALID).
    pub not_valid: bool,
    /// Column that it is written with, where the database keeps that (MariaDB, SQLite).
    pub column: Option<String>,
    /// Comment.
    pub comment: Option<String>,
    /// Where it came from.
    pub origin: Origin,
}

impl Check {
    /// The enforced check `name` of `expr`.
    pub fn new(name: impl Into<String>, expr: Expr) -> Self {
        Self {
            name: name.into(),
            expr,
            enforced: true,
            no_inherit: false,
            not_valid: false,
            column: None,
            comment: None,
            origin: Origin::default(),
        }
    }
}
