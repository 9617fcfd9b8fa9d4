use crate::wire::{ObjectWriter, Value, Wire, WireError};

/// A constant written in an attribute: `default = 18`.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    /// `true` or `false`.
    Bool(bool),
    /// A number, in the spelling that databases read: digits, sign, point, exponent.
    Number(String),
    /// A string.
    String(String),
    /// The path of an enum's variant, such as `Status::Active`; resolved in the graph.
    Path(String),
}

impl Wire for Literal {
    fn write(&self, out: &mut String) {
        let mut object = ObjectWriter::new(out);
        match self {
            // A `Some` keeps `false` and `""` from being left out.
            Self::Bool(flag) => object.field("bool", &Some(*flag)),
            Self::Number(text) => object.field("number", &Some(text.clone())),
            Self::String(text) => object.field("string", &Some(text.clone())),
            Self::Path(text) => object.field("path", &Some(text.clone())),
        }
        object.finish();
    }

    fn read(value: &Value) -> Result<Self, WireError> {
        match value.object("Literal")?.only("Literal")? {
            ("bool", value) => bool::read(value).map(Self::Bool),
            ("number", value) => String::read(value).map(Self::Number),
            ("string", value) => String::read(value).map(Self::String),
            ("path", value) => String::read(value).map(Self::Path),
            (other, _) => Err(WireError::unknown("Literal", other)),
        }
    }
}
