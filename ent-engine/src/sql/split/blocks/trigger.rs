//! SQLite's triggers.

use super::{Event, OpenBlock};

/// The tracker of `CREATE [TEMP] TRIGGER ... BEGIN ...; END`, by the states of `sqlite3_complete()`: only an `END`
/// directly between two semicolons ends it, so a `CASE ... END` does not.
#[derive(Debug, Default)]
pub(in crate::sql::split) struct Trigger {
    state: State,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    #[default]
    Start,
    Create,
    Head,
    Body(OpenBlock),
    AfterSemicolon(OpenBlock),
    AfterEnd(OpenBlock),
}

impl Trigger {
    /// Goes on; `false` once the statement is known to be none.
    pub(super) fn event(&mut self, event: Event, at: usize) -> bool {
        self.state = match self.state {
            State::Start if event.is("CREATE") => State::Create,
            State::Start if event.is_any(&["EXPLAIN", "QUERY", "PLAN"]) => State::Start,
            State::Create if event.is_any(&["TEMP", "TEMPORARY"]) => State::Create,
            State::Create if event.is("TRIGGER") => State::Head,
            State::Start | State::Create => return false,
            State::Head if event.is("BEGIN") => State::Body(OpenBlock { at, word: "BEGIN" }),
            State::Head => State::Head,
            State::AfterSemicolon(block) if event.is("END") => State::AfterEnd(block),
            State::Body(block) | State::AfterSemicolon(block) | State::AfterEnd(block) => match event {
                Event::Semicolon => State::AfterSemicolon(block),
                _ => State::Body(block),
            },
        };
        true
    }

    pub(super) fn open(&self) -> Option<OpenBlock> {
        match self.state {
            State::Body(block) | State::AfterSemicolon(block) => Some(block),
            State::Start | State::Create | State::Head | State::AfterEnd(_) => None,
        }
    }
}
