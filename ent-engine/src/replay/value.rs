use serde::{Deserialize, Serialize};

/// Value of a variable or an expression, as far as it is known without data.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub enum Value {
    /// It depends on more than the schema.
    #[default]
    Unknown,
    /// NULL.
    Null,
    /// A whole number.
    Number(i64),
    /// The text of a statement that leaves the schema alone, whichever it is.
    Harmless,
    /// A text.
    Text(String),
}
