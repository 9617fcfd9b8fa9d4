//! Packages of MariaDB's Oracle mode: a list of declarations and routines up to an `END`.

use super::{super::OpenBlock, Body, Event, Routine};

/// A package that is being read.
#[derive(Debug)]
pub(super) struct Package {
    open: OpenBlock,
    place: Place,
}

#[derive(Debug)]
enum Place {
    /// Before the `AS`.
    Head,
    /// Where something of the package starts.
    Start,
    /// In a declaration, or behind the `END` of a routine.
    Inside,
    /// After `FUNCTION` or `PROCEDURE`: up to `;` it is declared only, from `AS` on there is a body.
    Routine,
    /// In a routine, behind its `AS`.
    Body(Routine),
    /// In the block at the end, which runs when the package is used first.
    Beginning(Body),
}

impl Package {
    /// After the word `PACKAGE`, which is at a byte offset.
    pub(super) fn at(at: usize) -> Self {
        Self { open: OpenBlock { at, word: "PACKAGE" }, place: Place::Head }
    }

    pub(super) fn open(&self) -> Option<OpenBlock> {
        (!matches!(self.place, Place::Head)).then_some(self.open)
    }

    /// Goes on; `false` once the package is closed, or is none.
    pub(super) fn event(&mut self, event: Event, at: usize) -> bool {
        let begin = || {
            let mut body = Body::default();
            body.event(event, at);
            body
        };
        let ends = event == Event::Semicolon;
        let next = match &mut self.place {
            Place::Head if ends => return false,
            Place::Head if event.is_any(&["AS", "IS"]) => Place::Start,
            Place::Start if event.is("END") => return false,
            Place::Start if event.is("BEGIN") => Place::Beginning(begin()),
            Place::Start if event.is_any(&["FUNCTION", "PROCEDURE"]) => Place::Routine,
            Place::Start if !ends => Place::Inside,
            Place::Inside | Place::Routine if ends => Place::Start,
            Place::Routine if event.is_any(&["AS", "IS"]) => Place::Body(Routine::at(at)),
            Place::Body(routine) => {
                if routine.event(event, at) {
                    return true;
                }
                Place::Inside
            }
            Place::Beginning(body) => return body.event(event, at),
            _ => return true,
        };
        self.place = next;
        true
    }
}
