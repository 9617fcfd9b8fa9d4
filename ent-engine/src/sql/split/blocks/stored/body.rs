//! The body of a stored program.

use super::{super::OpenBlock, Event};

/// A body that is being read: the blocks that are open, and whether a statement may start here.
///
/// Most of the words that open and close are no reserved words, or functions as well (`IF(`, `REPEAT(`), or options
/// (`IF EXISTS`), so they count only where a statement starts.
#[derive(Debug)]
pub(super) struct Body {
    blocks: Vec<Block>,
    place: Place,
    handler: Handler,
}

#[derive(Clone, Copy, Debug)]
struct Block {
    kind: Kind,
    open: OpenBlock,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Begin,
    If,
    CaseStatement,
    CaseExpression,
    Loop,
    /// `REPEAT` before its `UNTIL`.
    Repeat,
    /// `REPEAT` after its `UNTIL`: its `END` starts no statement.
    Until,
    /// `WHILE` and `FOR`, whose statements follow a `DO`.
    While,
}

/// Where in a statement the next element stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// At its start.
    Start,
    /// After a word at its start, which a colon would make a label.
    Label,
    /// After an `END` that closed a block of this kind.
    End(Kind),
    /// After the `NOT` of `BEGIN NOT ATOMIC`.
    NotAtomic,
    /// Inside.
    Inside,
}

/// Where in `DECLARE ... HANDLER FOR condition, ... statement` the next element stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Handler {
    None,
    Declare,
    BeforeFor,
    Condition,
    AfterCondition,
}

impl Default for Body {
    fn default() -> Self {
        Self { blocks: Vec::new(), place: Place::Start, handler: Handler::None }
    }
}

impl Body {
    /// A body after `BEGIN NOT`.
    pub(super) fn in_begin(open: OpenBlock) -> Self {
        Self {
            blocks: vec![Block { kind: Kind::Begin, open }],
            place: Place::NotAtomic,
            handler: Handler::None,
        }
    }

    /// The block that a semicolon would be in: an expression holds none.
    pub(super) fn open(&self) -> Option<OpenBlock> {
        self.blocks.iter().rev().find(|block| block.kind != Kind::CaseExpression).map(|block| block.open)
    }

    fn top(&self) -> Option<Kind> {
        self.blocks.last().map(|block| block.kind)
    }

    /// Goes on; `false` once the body has no block, or no more.
    pub(super) fn event(&mut self, event: Event, at: usize) -> bool {
        if self.handler_event(event) {
            return true;
        }
        let place = std::mem::replace(&mut self.place, Place::Inside);
        match event {
            Event::Semicolon => self.semicolon(),
            Event::Colon if place == Place::Label => self.place = Place::Start,
            Event::Word(_) => self.word(event, place, at),
            // A label may be quoted.
            Event::Other if place == Place::Start => self.place = Place::Label,
            _ => {}
        }
        !self.blocks.is_empty() || matches!(self.place, Place::Start | Place::Label)
    }

    fn semicolon(&mut self) {
        // No expression goes on past a semicolon.
        while self.top() == Some(Kind::CaseExpression) {
            self.blocks.pop();
        }
        self.place = Place::Start;
        self.handler = Handler::None;
    }

    fn word(&mut self, word: Event, place: Place, at: usize) {
        let top = self.top();
        match place {
            Place::NotAtomic if word.is("ATOMIC") => self.place = Place::Start,
            // The `CASE` of `END CASE` opens nothing.
            Place::End(Kind::CaseStatement) if word.is("CASE") => {}
            Place::Start if self.opened(word, at) => {}
            Place::Start if word.is("END") => self.end(),
            Place::Start if word.is("NOT") => self.place = Place::NotAtomic,
            // It follows a semicolon and is followed by a statement.
            Place::Start if word.is("ELSE") => self.place = Place::Start,
            Place::Start if word.is("UNTIL") && top == Some(Kind::Repeat) => self.until(),
            Place::Start => {
                self.place = Place::Label;
                if word.is("DECLARE") {
                    self.handler = Handler::Declare;
                }
            }
            _ if word.is("END") && matches!(top, Some(Kind::CaseExpression | Kind::Until)) => self.end(),
            _ if word.is("CASE") => self.push(Kind::CaseExpression, "CASE", at),
            _ if word.is_any(&["THEN", "ELSE"]) && matches!(top, Some(Kind::If | Kind::CaseStatement)) => {
                self.place = Place::Start;
            }
            _ if word.is("DO") && top == Some(Kind::While) => self.place = Place::Start,
            _ => {}
        }
    }

    /// Opens the compound statement that starts with a word, if it does.
    fn opened(&mut self, word: Event, at: usize) -> bool {
        let (kind, name, place) = if word.is("BEGIN") {
            (Kind::Begin, "BEGIN", Place::Start)
        } else if word.is("IF") {
            (Kind::If, "IF", Place::Inside)
        } else if word.is("CASE") {
            (Kind::CaseStatement, "CASE", Place::Inside)
        } else if word.is("LOOP") {
            (Kind::Loop, "LOOP", Place::Start)
        } else if word.is("REPEAT") {
            (Kind::Repeat, "REPEAT", Place::Start)
        } else if word.is("WHILE") {
            (Kind::While, "WHILE", Place::Inside)
        } else if word.is("FOR") {
            (Kind::While, "FOR", Place::Inside)
        } else {
            return false;
        };
        self.push(kind, name, at);
        self.place = place;
        true
    }

    fn push(&mut self, kind: Kind, word: &'static str, at: usize) {
        self.blocks.push(Block { kind, open: OpenBlock { at, word } });
    }

    fn end(&mut self) {
        if let Some(block) = self.blocks.pop() {
            self.place = Place::End(block.kind);
        }
    }

    fn until(&mut self) {
        if let Some(block) = self.blocks.last_mut() {
            block.kind = Kind::Until;
        }
    }

    /// Follows a handler's declaration up to its statement; whether it took the element.
    fn handler_event(&mut self, event: Event) -> bool {
        self.handler = match self.handler {
            Handler::Declare if event.is("HANDLER") => Handler::BeforeFor,
            Handler::Declare if matches!(event, Event::Word(_)) => Handler::Declare,
            Handler::BeforeFor if event.is("FOR") => Handler::Condition,
            Handler::Condition if event.is_any(&["NOT", "SQLSTATE", "VALUE"]) => Handler::Condition,
            Handler::Condition => Handler::AfterCondition,
            Handler::AfterCondition if event == Event::Comma => Handler::Condition,
            Handler::AfterCondition => {
                self.place = Place::Start;
                Handler::None
            }
            Handler::None | Handler::Declare | Handler::BeforeFor => Handler::None,
        };
        self.handler != Handler::None
    }
}
