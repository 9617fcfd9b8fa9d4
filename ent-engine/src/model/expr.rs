use serde::{Deserialize, Serialize};

/// SQL expression, as it was written or as the server prints it.
///
/// Texts compare equal only when they are the same text; whether two mean the same is the
/// dialect's to say (`DiffRules::same_expr`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(transparent)]
pub struct Expr(String);

impl Expr {
    /// The expression that `text` spells.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text constant `value`, quoted in the standard way (`'it''s'`).
    pub fn string(value: &str) -> Self {
        Self(format!("'{}'", value.replace('\'', "''")))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Expr {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}
