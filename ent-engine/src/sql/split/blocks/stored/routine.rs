//! Routines of MariaDB's Oracle mode: declarations, each up to its semicolon, then a block.

use super::{super::OpenBlock, Body, Event};

/// A routine that is being read, from its `AS` or `IS` on.
#[derive(Debug)]
pub(super) struct Routine {
    open: OpenBlock,
    place: Place,
}

#[derive(Debug)]
enum Place {
    /// Right after the `AS`.
    First,
    /// Where a declaration starts.
    Start,
    /// In a declaration.
    Inside,
    /// In the block.
    Body(Body),
}

impl Routine {
    /// After the word `AS`, which is at a byte offset.
    pub(super) fn at(at: usize) -> Self {
        Self { open: OpenBlock { at, word: "AS" }, place: Place::First }
    }

    pub(super) fn open(&self) -> Option<OpenBlock> {
        match &self.place {
            Place::Body(body) => body.open(),
            Place::First | Place::Start | Place::Inside => Some(self.open),
        }
    }

    /// Goes on; `false` once the routine is closed, or is none.
    pub(super) fn event(&mut self, event: Event, at: usize) -> bool {
        let next = match &mut self.place {
            Place::Body(body) => return body.event(event, at),
            // The text of another language, as a string.
            Place::First if !matches!(event, Event::Word(_)) => return false,
            Place::First | Place::Start if event.is("BEGIN") => {
                let mut body = Body::default();
                body.event(event, at);
                Place::Body(body)
            }
            Place::First | Place::Start | Place::Inside if event == Event::Semicolon => Place::Start,
            Place::First | Place::Start | Place::Inside => Place::Inside,
        };
        self.place = next;
        true
    }
}
