use crate::wire::{Value, Wire, WireError};

/// Place in a source file that a declaration came from.
///
/// It rides along for messages: two positions always compare equal, and a position is never part
/// of the text form or of a fingerprint.
#[derive(Clone, Debug, Default)]
pub struct Position {
    /// Path of the file, as it was given to the reader; empty when unknown.
    pub file: String,
    /// Line, from 1; 0 when unknown.
    pub line: u32,
    /// Column, from 1; 0 when unknown.
    pub column: u32,
}

impl Position {
    /// Whether the position names a place at all.
    pub fn is_known(&self) -> bool {
        self.line > 0
    }
}

impl PartialEq for Position {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Position {}

impl std::fmt::Display for Position {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

impl Wire for Position {
    fn write(&self, _: &mut String) {}

    fn read(_: &Value) -> Result<Self, WireError> {
        Ok(Self::default())
    }

    fn is_unset(&self) -> bool {
        true
    }

    fn unset() -> Option<Self> {
        Some(Self::default())
    }
}
