use std::{error, fmt};

use crate::ServerKind;

/// A server that could not be had, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unavailable {
    /// The kind of server.
    pub kind: ServerKind,
    /// A clause without a full stop: what was tried and what went wrong.
    pub reason: String,
}

impl Unavailable {
    pub(crate) fn new(kind: ServerKind, reason: impl Into<String>) -> Self {
        Self { kind, reason: reason.into() }
    }
}

impl fmt::Display for Unavailable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no {} server: {}", self.kind, self.reason)
    }
}

impl error::Error for Unavailable {}
