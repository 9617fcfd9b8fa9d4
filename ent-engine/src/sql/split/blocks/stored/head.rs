//! The head of a stored program: all before its body.

use super::Event;

/// A head that is being read.
#[derive(Debug)]
pub(super) struct Head {
    state: State,
    previous: Previous,
}

/// What comes after an element of the head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// More of the head.
    Head,
    /// The body, starting with this element.
    Body,
    /// The body, starting with the next element.
    BodyFollows,
    /// The statement is a package.
    Package,
    /// What follows is a routine of Oracle mode, from behind its `AS`.
    Routine,
    /// The statement has no body.
    None,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// After `CREATE`, before the kind of object.
    Create,
    /// After `DEFINER`: any word may be the user's name.
    Definer,
    /// After `ALTER`.
    Alter,
    /// Before `FOR EACH ROW`.
    Trigger,
    /// After `FOR EACH ROW`, before `FOLLOWS` or `PRECEDES` or the body.
    Row,
    /// After `FOLLOWS` or `PRECEDES`.
    Order,
    /// Before `DO`.
    Event,
    /// Before the parameters of a procedure or function.
    Parameters,
    /// After them.
    Characteristics,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Previous {
    Each,
    Returns,
    /// The parentheses of the parameters.
    Parameters,
    Other,
}

/// Words that open a compound statement.
pub(super) const OPENERS: [&str; 7] = ["BEGIN", "IF", "CASE", "LOOP", "REPEAT", "WHILE", "FOR"];

/// Words that start a simple statement in a program's body, and are no part of a routine's head.
const SIMPLE: [&str; 14] = [
    "SET", "INSERT", "UPDATE", "DELETE", "REPLACE", "SELECT", "CALL", "RETURN", "WITH", "SIGNAL", "DO",
    "TRUNCATE", "CREATE", "DROP",
];

impl Head {
    pub(super) fn after_create() -> Self {
        Self { state: State::Create, previous: Previous::Other }
    }

    pub(super) fn after_alter() -> Self {
        Self { state: State::Alter, previous: Previous::Other }
    }

    pub(super) fn event(&mut self, event: Event) -> Next {
        let previous = std::mem::replace(&mut self.previous, Previous::of(event));
        match self.state {
            State::Create | State::Definer | State::Alter => return self.kind(event),
            State::Trigger if previous == Previous::Each && event.is("ROW") => self.state = State::Row,
            State::Row if event.is_any(&["FOLLOWS", "PRECEDES"]) => self.state = State::Order,
            State::Row => return Next::Body,
            State::Order => return Next::BodyFollows,
            State::Event if event.is("DO") => return Next::BodyFollows,
            // So Oracle mode has it, without parentheses where there are no parameters.
            State::Parameters | State::Characteristics if event.is_any(&["AS", "IS"]) => {
                return Next::Routine;
            }
            State::Parameters if event == Event::Parentheses => {
                (self.state, self.previous) = (State::Characteristics, Previous::Parameters);
            }
            // What a function gives, in Oracle's word for it.
            State::Characteristics if previous == Previous::Parameters && event.is("RETURN") => {
                self.previous = Previous::Returns;
            }
            State::Characteristics if previous != Previous::Returns => {
                if event.is_any(&OPENERS) || event.is_any(&SIMPLE) {
                    return Next::Body;
                }
            }
            State::Trigger | State::Event | State::Parameters | State::Characteristics => {}
        }
        Next::Head
    }

    fn kind(&mut self, event: Event) -> Next {
        if self.state != State::Alter && event.is("PACKAGE") {
            return Next::Package;
        }
        self.state = match self.state {
            _ if event.is("DEFINER") => State::Definer,
            _ if event.is("EVENT") => State::Event,
            State::Alter => return Next::None,
            _ if event.is("TRIGGER") => State::Trigger,
            _ if event.is_any(&["PROCEDURE", "FUNCTION"]) => State::Parameters,
            State::Definer if !event.is_any(&["VIEW", "SQL"]) => State::Definer,
            State::Create if event.is_any(&["OR", "REPLACE", "AGGREGATE"]) => State::Create,
            _ => return Next::None,
        };
        Next::Head
    }
}

impl Previous {
    fn of(event: Event) -> Self {
        if event.is("EACH") {
            Self::Each
        } else if event.is("RETURNS") {
            Self::Returns
        } else {
            Self::Other
        }
    }
}
