//! The text form of declarations: JSON, with everything at its default left out.
//!
//! The derives put this text into the compiled crate as one string constant, which costs the
//! compiler next to nothing; the build script writes the same text, and [`fingerprint`] tells
//! whether the two agree. Positions are never part of it.

mod error;
mod impls;
mod reader;
mod value;

pub use error::WireError;
pub use value::{Object, Value};

/// A type with a text form.
pub trait Wire: Sized {
    /// Appends the text form to `out`.
    fn write(&self, out: &mut String);

    /// The value that `value` spells.
    fn read(value: &Value) -> Result<Self, WireError>;

    /// Whether the value may be left out of an object.
    fn is_unset(&self) -> bool {
        false
    }

    /// The value of a field that was left out, if it may be.
    fn unset() -> Option<Self> {
        None
    }
}

/// The text form of `value`.
pub fn to_text<T: Wire>(value: &T) -> String {
    let mut out = String::new();
    value.write(&mut out);
    out
}

/// The value whose text form is `text`.
///
/// # Errors
/// When `text` is not the text form of a `T`, with the byte offset or the type at fault.
pub fn from_text<T: Wire>(text: &str) -> Result<T, WireError> {
    T::read(&reader::read(text)?)
}

/// The 64-bit FNV-1a hash of `text`; `const`, so that generated code can compare two of them while
/// it is compiled.
pub const fn fingerprint(text: &str) -> u64 {
    let bytes = text.as_bytes();
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut i = 0;
    while i < bytes.len() {
        hash ^= bytes[i] as u64;
        hash = hash.wrapping_mul(0x0000_0100_0000_01b3);
        i += 1;
    }
    hash
}

/// Appends `text` as a JSON string.
pub fn write_string(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if (c as u32) < 0x20 => {
                let code = c as u32;
                out.push_str("\\u00");
                for digit in [code >> 4, code & 15] {
                    out.push(char::from_digit(digit, 16).unwrap_or('0'));
                }
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

/// Writer of one object; fields at their unset value are left out.
pub struct ObjectWriter<'a> {
    out: &'a mut String,
    empty: bool,
}

impl<'a> ObjectWriter<'a> {
    /// An object begun at the end of `out`.
    pub fn new(out: &'a mut String) -> Self {
        out.push('{');
        Self { out, empty: true }
    }

    /// Adds the field `name`, unless `value` may be left out.
    pub fn field<T: Wire>(&mut self, name: &str, value: &T) {
        if value.is_unset() {
            return;
        }
        if !self.empty {
            self.out.push(',');
        }
        self.empty = false;
        write_string(name, self.out);
        self.out.push(':');
        value.write(self.out);
    }

    /// Ends the object.
    pub fn finish(self) {
        self.out.push('}');
    }
}
