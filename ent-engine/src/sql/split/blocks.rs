//! Statements with semicolons of their own.
//!
//! While the delimiter is `;`, a tracker follows a statement's words and says whether a semicolon is inside of it.

mod atomic;
mod stored;
mod trigger;

use crate::sql::{Blocks, Syntax};
use atomic::Atomic;
use stored::Stored;
use trigger::Trigger;

/// What a tracker gets to see: the elements of a statement outside of its parentheses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Event<'a> {
    /// A plain word that is no part of a longer name (not after `.` or `@`).
    Word(&'a str),
    /// `;`.
    Semicolon,
    /// `:`.
    Colon,
    /// `,`.
    Comma,
    /// A pair of parentheses was closed.
    Parentheses,
    /// Anything else.
    Other,
}

impl Event<'_> {
    fn is(self, word: &str) -> bool {
        matches!(self, Event::Word(own) if own.eq_ignore_ascii_case(word))
    }

    fn is_any(self, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(word))
    }
}

/// A block that is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct OpenBlock {
    /// The byte offset of its first word.
    pub(super) at: usize,
    /// That word.
    pub(super) word: &'static str,
}

/// The tracker of a statement.
#[derive(Debug)]
pub(super) enum Tracker {
    Off,
    Trigger(Trigger),
    Atomic(Atomic),
    Stored(Stored),
}

impl Tracker {
    pub(super) fn new(syntax: Syntax) -> Self {
        match syntax.blocks {
            Blocks::Trigger => Self::Trigger(Trigger::default()),
            Blocks::Atomic => Self::Atomic(Atomic::default()),
            Blocks::Stored => Self::Stored(Stored::inside_programs()),
            Blocks::StoredOrBare => Self::Stored(Stored::anywhere()),
        }
    }

    /// Goes on with the element at byte offset `at`.
    pub(super) fn event(&mut self, event: Event, at: usize) {
        let goes_on = match self {
            Self::Off => true,
            Self::Trigger(trigger) => trigger.event(event, at),
            Self::Atomic(atomic) => atomic.event(event, at),
            Self::Stored(stored) => stored.event(event, at),
        };
        if !goes_on {
            *self = Self::Off;
        }
    }

    /// The block that a semicolon here would be in.
    pub(super) fn open(&self) -> Option<OpenBlock> {
        match self {
            Self::Off => None,
            Self::Trigger(trigger) => trigger.open(),
            Self::Atomic(atomic) => atomic.open(),
            Self::Stored(stored) => stored.open(),
        }
    }
}
