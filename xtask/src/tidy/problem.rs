use std::fmt;

/// A breach of an invariant.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Problem {
    /// A file from the workspace's root on, or the name of a crate.
    place: String,
    /// The line, from 1; 0 if it is about the whole.
    line: usize,
    message: String,
}

impl Problem {
    pub(crate) fn whole(place: impl Into<String>, message: impl Into<String>) -> Self {
        Self { place: place.into(), line: 0, message: message.into() }
    }

    pub(crate) fn at(place: impl Into<String>, line: usize, message: impl Into<String>) -> Self {
        Self { place: place.into(), line, message: message.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}", self.place, self.message),
            line => write!(f, "{}:{line}: {}", self.place, self.message),
        }
    }
}
