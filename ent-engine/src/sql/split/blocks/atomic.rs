//! PostgreSQL's functions with a body of SQL.

use super::{Event, OpenBlock};

/// The tracker of `CREATE [OR REPLACE] FUNCTION | PROCEDURE ... BEGIN ATOMIC ...; END`, by the rules of psql's scanner:
/// `BEGIN` and `CASE` open, `END` closes. Unlike psql's it asks for `ATOMIC` and passes over labels (`AS end`).
#[derive(Debug, Default)]
pub(in crate::sql::split) struct Atomic {
    state: State,
    after_as: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    #[default]
    Start,
    Create,
    Head,
    Begin(OpenBlock),
    Body(OpenBlock, usize),
}

impl Atomic {
    /// Goes on; `false` once the statement is known to be none.
    pub(super) fn event(&mut self, event: Event, at: usize) -> bool {
        let after_as = std::mem::replace(&mut self.after_as, event.is("AS"));
        self.state = match self.state {
            State::Start if event.is("CREATE") => State::Create,
            State::Create if event.is_any(&["OR", "REPLACE"]) => State::Create,
            State::Create if event.is_any(&["FUNCTION", "PROCEDURE"]) => State::Head,
            State::Start | State::Create => return false,
            State::Begin(block) if event.is("ATOMIC") => State::Body(block, 1),
            State::Head | State::Begin(_) if event.is("BEGIN") => {
                State::Begin(OpenBlock { at, word: "BEGIN" })
            }
            State::Head | State::Begin(_) => State::Head,
            State::Body(block, depth) if !after_as && event.is("CASE") => State::Body(block, depth + 1),
            State::Body(_, 1) if !after_as && event.is("END") => return false,
            State::Body(block, depth) if !after_as && event.is("END") => State::Body(block, depth - 1),
            body @ State::Body(..) => body,
        };
        true
    }

    pub(super) fn open(&self) -> Option<OpenBlock> {
        match self.state {
            State::Body(block, _) => Some(block),
            State::Start | State::Create | State::Head | State::Begin(_) => None,
        }
    }
}
