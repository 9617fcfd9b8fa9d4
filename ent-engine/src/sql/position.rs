//! A place in a text.

use std::fmt;

/// A place in a file: a byte offset and what an editor calls it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Bytes from the start of the file.
    pub offset: usize,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

impl Position {
    /// The start of every file.
    pub const START: Self = Self { offset: 0, line: 1, column: 1 };

    /// The place of `offset` in `text`, counted on from this one (not back: an offset before it gives it back).
    ///
    /// Costs the distance, so a walk through a file in order is linear.
    #[must_use]
    pub fn advance(self, text: &str, offset: usize) -> Self {
        let passed = text.as_bytes().get(self.offset..offset).unwrap_or_default();
        let mut next = Self { offset: self.offset + passed.len(), ..self };
        for byte in passed {
            match byte {
                b'\n' => {
                    next.line += 1;
                    next.column = 1;
                }
                // A continuation byte of UTF-8 is no character of its own.
                0x80..=0xBF => {}
                _ => next.column += 1,
            }
        }
        next
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}
