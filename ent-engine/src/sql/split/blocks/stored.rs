//! Stored programs of MySQL and MariaDB.

mod body;
mod head;
mod package;
mod routine;

use super::{Event, OpenBlock};
use body::Body;
use head::Head;
use package::Package;
use routine::Routine;

/// The tracker of a trigger, procedure, function or event, whose body may be a compound statement
/// (MySQL manual, 13.6): `BEGIN`, `IF`, `CASE`, `LOOP`, `REPEAT`, `WHILE`, and MariaDB's `FOR`.
#[derive(Debug)]
pub(in crate::sql::split) struct Stored {
    state: State,
}

#[derive(Debug)]
enum State {
    /// Before the first word.
    Start(Bare),
    /// After `BEGIN` at the start, which may go on `NOT ATOMIC`.
    Begin(OpenBlock),
    /// In a head, before the body.
    Head(Head),
    /// In a body.
    Body(Body),
    /// In a package.
    Package(Package),
    /// In a routine of Oracle mode.
    Routine(Routine),
}

/// Whether a compound statement may stand outside of a stored program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bare {
    Refused,
    Allowed,
}

impl Stored {
    /// A tracker for MySQL.
    pub(super) fn inside_programs() -> Self {
        Self { state: State::Start(Bare::Refused) }
    }

    /// A tracker for MariaDB.
    pub(super) fn anywhere() -> Self {
        Self { state: State::Start(Bare::Allowed) }
    }

    /// Goes on; `false` once the statement is known to have no block, or no more.
    pub(super) fn event(&mut self, event: Event, at: usize) -> bool {
        let next = match &mut self.state {
            State::Start(bare) => match start(*bare, event, at) {
                Some(state) => state,
                None => return false,
            },
            State::Begin(block) if event.is("NOT") => State::Body(Body::in_begin(*block)),
            State::Begin(_) => return false,
            State::Head(head) => match head.event(event) {
                head::Next::Head => return true,
                head::Next::None => return false,
                head::Next::Package => State::Package(Package::at(at)),
                head::Next::Routine => State::Routine(Routine::at(at)),
                head::Next::BodyFollows => State::Body(Body::default()),
                head::Next::Body => {
                    let mut body = Body::default();
                    body.event(event, at);
                    State::Body(body)
                }
            },
            State::Body(body) => return body.event(event, at),
            State::Package(package) => return package.event(event, at),
            State::Routine(routine) => return routine.event(event, at),
        };
        self.state = next;
        true
    }

    pub(super) fn open(&self) -> Option<OpenBlock> {
        match &self.state {
            State::Body(body) => body.open(),
            State::Package(package) => package.open(),
            State::Routine(routine) => routine.open(),
            State::Start(_) | State::Begin(_) | State::Head(_) => None,
        }
    }
}

fn start(bare: Bare, event: Event, at: usize) -> Option<State> {
    if event.is("CREATE") {
        return Some(State::Head(Head::after_create()));
    }
    if event.is("ALTER") {
        return Some(State::Head(Head::after_alter()));
    }
    if bare == Bare::Refused {
        return None;
    }
    if event.is("BEGIN") {
        return Some(State::Begin(OpenBlock { at, word: "BEGIN" }));
    }
    let mut body = Body::default();
    (body.event(event, at) && body.open().is_some()).then_some(State::Body(body))
}
