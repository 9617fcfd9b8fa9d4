use serde::{Deserialize, Serialize};

use super::{Object, OtherKind};

/// Collation by its name.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
pub struct Collation {
    /// Schema of one that users make (PostgreSQL); `None` for the database's own, and where nobody says.
    pub schema: Option<String>,
    /// Name.
    pub name: String,
}

impl Collation {
    /// The collation `name`, wherever it is.
    pub fn new(name: impl Into<String>) -> Self {
        Self { schema: None, name: name.into() }
    }

    /// Whether two may be the same: who says no schema may mean any.
    pub fn may_be(&self, other: &Self) -> bool {
        let schemas = self.schema.as_ref().zip(other.schema.as_ref());
        self.name == other.name && schemas.is_none_or(|(own, other)| own == other)
    }
}

impl<T: Into<String>> From<T> for Collation {
    fn from(name: T) -> Self {
        Self::new(name)
    }
}

/// The collation without quoting, for messages; a dialect writes it for statements.
impl std::fmt::Display for Collation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // The connection's schema has no name.
        if let Some(schema) = self.schema.as_ref().filter(|schema| !schema.is_empty()) {
            write!(f, "{schema}.")?;
        }
        f.write_str(&self.name)
    }
}

impl Object {
    /// The name of the collation that it is, if it is one.
    pub fn as_collation(&self) -> Option<&str> {
        self.own_name(OtherKind::Collation)
    }
}
