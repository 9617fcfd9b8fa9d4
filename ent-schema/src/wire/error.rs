use std::fmt;

/// Error in the text form of a declaration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WireError {
    message: String,
}

impl WireError {
    pub(crate) fn syntax(offset: usize, expected: &str) -> Self {
        Self { message: format!("expected {expected} at byte {offset}") }
    }

    pub(crate) fn mismatch(subject: &str, expected: &str) -> Self {
        Self { message: format!("{subject} is not {expected}") }
    }

    pub(crate) fn missing(field: &str) -> Self {
        Self { message: format!("the field `{field}` is missing") }
    }

    /// A spelling that is none of the choices of `subject`.
    pub fn unknown(subject: &str, text: &str) -> Self {
        Self { message: format!("`{text}` is not a known {subject}") }
    }
}

impl fmt::Display for WireError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unreadable declaration text: {}", self.message)
    }
}

impl std::error::Error for WireError {}
