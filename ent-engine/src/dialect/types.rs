use super::Flavor;
use crate::model::DataType;

/// Column types of a dialect: reading and printing them, and what is the same.
pub trait Types {
    /// The type that `text` spells, in the canonical spelling: aliases resolved, arguments that
    /// say nothing dropped (`int4` is `integer`; `timestamp(6) with time zone` is `timestamptz`).
    /// A name that the database doesn't know is a type of the user's own where the database has
    /// such, else an error.
    fn parse_type(&self, text: &str) -> Result<DataType, TypeError>;

    /// The type as a statement writes it, the user's own names quoted.
    fn type_sql(&self, ty: &DataType) -> String;

    /// Whether the server would store the same type for both, so that no change is needed.
    fn same_type(&self, previous: &DataType, next: &DataType) -> bool;
}

/// Error in the text of a column type.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TypeError {
    /// Not a type of this database.
    #[error("`{name}` is not a type of {flavor}")]
    Unknown {
        /// The name.
        name: String,
        /// The database.
        flavor: Flavor,
    },
    /// Not the text of a type at all.
    #[error("`{text}` is not the text of a column type: {reason}")]
    Syntax {
        /// The text.
        text: String,
        /// What is wrong with it.
        reason: String,
    },
}
