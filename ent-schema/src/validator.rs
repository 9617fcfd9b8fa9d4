use crate::Literal;
use crate::wire::{ObjectWriter, Value, Wire, WireError};

/// A rule that the client applies before it writes a value.
///
/// Bounds are inclusive, as Ent's are. `MaxLen` and `MaxChars` also set the size of the column.
#[derive(Clone, Debug, PartialEq)]
pub enum Validator {
    /// `min = 0`: the smallest number allowed.
    Min(Literal),
    /// `max = 150`: the greatest number allowed.
    Max(Literal),
    /// `min_len = 1`: the fewest bytes allowed.
    MinLen(u32),
    /// `max_len = 320`: the most bytes allowed.
    MaxLen(u32),
    /// `min_chars = 1`: the fewest characters allowed.
    MinChars(u32),
    /// `max_chars = 320`: the most characters allowed.
    MaxChars(u32),
    /// `not_empty`.
    NotEmpty,
    /// `matches = "^[a-z]+$"`: a regular expression that must match.
    Matches(String),
    /// `validate = path::to::function`: called with the value.
    Function(String),
}

impl Wire for Validator {
    fn write(&self, out: &mut String) {
        let mut object = ObjectWriter::new(out);
        match self {
            Self::Min(bound) => object.field("min", bound),
            Self::Max(bound) => object.field("max", bound),
            Self::MinLen(len) => object.field("min_len", len),
            Self::MaxLen(len) => object.field("max_len", len),
            Self::MinChars(len) => object.field("min_chars", len),
            Self::MaxChars(len) => object.field("max_chars", len),
            Self::NotEmpty => object.field("not_empty", &true),
            Self::Matches(pattern) => object.field("matches", &Some(pattern.clone())),
            Self::Function(path) => object.field("function", path),
        }
        object.finish();
    }

    fn read(value: &Value) -> Result<Self, WireError> {
        match value.object("Validator")?.only("Validator")? {
            ("min", value) => Literal::read(value).map(Self::Min),
            ("max", value) => Literal::read(value).map(Self::Max),
            ("min_len", value) => u32::read(value).map(Self::MinLen),
            ("max_len", value) => u32::read(value).map(Self::MaxLen),
            ("min_chars", value) => u32::read(value).map(Self::MinChars),
            ("max_chars", value) => u32::read(value).map(Self::MaxChars),
            ("not_empty", _) => Ok(Self::NotEmpty),
            ("matches", value) => String::read(value).map(Self::Matches),
            ("function", value) => String::read(value).map(Self::Function),
            (other, _) => Err(WireError::unknown("Validator", other)),
        }
    }
}
