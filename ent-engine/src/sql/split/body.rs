//! The text of a statement: where it ends.

use super::{
    SplitErrorKind,
    blocks::{Event, Tracker},
    client::{self, Backslash},
    copy::Copy,
    delimiter::Delimiter,
};
use crate::sql::{
    Syntax,
    lex::{Element, Lexer, Unclosed, dollar_tag},
};

/// What is known of the statement that is being read.
#[derive(Debug)]
pub(super) struct Body {
    tracker: Tracker,
    copy: Copy,
    first: First,
    /// The last symbol, if nothing came after it.
    symbol: Option<u8>,
    /// How many parentheses were open before the version comment.
    outside: usize,
}

/// What ends a statement. The cursor is at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// The delimiter.
    Delimiter,
    /// A client's `\;` or `\G`, of so many bytes.
    Backslash(usize),
    /// The end of the text, or a client command.
    Text,
}

/// The first word of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum First {
    Unknown,
    Set,
    Other,
}

type Failure = (usize, SplitErrorKind);

impl Body {
    pub(super) fn new(syntax: Syntax, delimiter: &Delimiter) -> Self {
        let tracker = if *delimiter == Delimiter::Semicolon { Tracker::new(syntax) } else { Tracker::Off };
        Self { tracker, copy: Copy::default(), first: First::Unknown, symbol: None, outside: 0 }
    }

    /// Whether it is `COPY ... FROM stdin`.
    pub(super) fn is_copy(&self) -> bool {
        self.copy == Copy::Stdin
    }

    /// Whether it starts with `SET`.
    pub(super) fn is_set(&self) -> bool {
        self.first == First::Set
    }

    /// Reads on to the statement's end.
    pub(super) fn read(
        mut self,
        lexer: &mut Lexer,
        delimiter: &Delimiter,
        parentheses: &mut Vec<usize>,
    ) -> Result<(Ending, Self), Failure> {
        parentheses.clear();
        loop {
            let start = lexer.cursor.at();
            let is_flat = parentheses.is_empty() && lexer.version_open.is_none();
            if is_flat && delimiter.is_at(&lexer.cursor) && self.tracker.open().is_none() {
                return Ok((Ending::Delimiter, self));
            }
            if lexer.cursor.peek(0) == Some(b'\\') {
                match client::backslash(&lexer.cursor, lexer.syntax.client) {
                    Backslash::Text => {}
                    Backslash::Ends(length) => return Ok((Ending::Backslash(length), self)),
                    Backslash::EndsBefore => return Ok((Ending::Text, self)),
                    Backslash::Inside => return Err((start, command_inside(lexer))),
                }
            }
            let element = match lexer.next() {
                None => {
                    return self.end(lexer, parentheses).map(|body| (Ending::Text, body));
                }
                Some(Err(unclosed)) => return Err((start, unclosed_kind(unclosed, lexer, start))),
                Some(Ok(element)) => element,
            };
            if is_flat
                && matches!(element, Element::Space | Element::Word | Element::Number)
                && let Some(at) = delimiter.find_from(&lexer.cursor, start)
            {
                lexer.cursor.jump(at);
            }
            self.element(element, start, lexer, parentheses)?;
        }
    }

    fn element(
        &mut self,
        element: Element,
        start: usize,
        lexer: &Lexer,
        parentheses: &mut Vec<usize>,
    ) -> Result<(), Failure> {
        let symbol = self.symbol;
        match element {
            Element::Space | Element::Comment => return Ok(()),
            // What it opens and doesn't close stays inside: the server may not run it.
            Element::VersionOpen => self.outside = parentheses.len(),
            Element::VersionClose => parentheses.truncate(self.outside),
            Element::Symbol(b'(') => {
                if parentheses.is_empty() {
                    self.event(Event::Other, start);
                }
                parentheses.push(start);
            }
            Element::Symbol(b')') => {
                let is_in_version = lexer.version_open.is_some() && parentheses.len() == self.outside;
                if !is_in_version && parentheses.pop().is_none() {
                    return Err((start, SplitErrorKind::UnexpectedParenthesis));
                }
                if parentheses.is_empty() {
                    self.event(Event::Parentheses, start);
                }
            }
            _ if !parentheses.is_empty() => {}
            Element::Word if !matches!(symbol, Some(b'.' | b'@')) => {
                self.event(Event::Word(lexer.cursor.slice(start, lexer.cursor.at())), start);
            }
            Element::Symbol(b';') => self.event(Event::Semicolon, start),
            Element::Symbol(b':') => self.event(Event::Colon, start),
            Element::Symbol(b',') => self.event(Event::Comma, start),
            _ => self.event(Event::Other, start),
        }
        self.symbol = if let Element::Symbol(symbol) = element { Some(symbol) } else { None };
        Ok(())
    }

    fn event(&mut self, event: Event, at: usize) {
        if self.first == First::Unknown {
            let is_set = matches!(event, Event::Word(word) if word.eq_ignore_ascii_case("SET"));
            self.first = if is_set { First::Set } else { First::Other };
        }
        self.copy.event(event);
        self.tracker.event(event, at);
    }

    /// Looks for what is open at the end of the text.
    fn end(self, lexer: &Lexer, parentheses: &[usize]) -> Result<Self, Failure> {
        if let Some(at) = lexer.version_open {
            return Err((at, SplitErrorKind::UnclosedComment));
        }
        if let Some(at) = parentheses.last() {
            return Err((*at, SplitErrorKind::UnclosedParenthesis));
        }
        match self.tracker.open() {
            Some(block) => Err((block.at, SplitErrorKind::UnclosedBlock(block.word.to_owned()))),
            None => Ok(self),
        }
    }
}

fn command_inside(lexer: &Lexer) -> SplitErrorKind {
    let rest = lexer.cursor.slice(lexer.cursor.at(), lexer.cursor.end());
    SplitErrorKind::ClientCommand(rest.split_ascii_whitespace().next().unwrap_or_default().to_owned())
}

fn unclosed_kind(unclosed: Unclosed, lexer: &Lexer, start: usize) -> SplitErrorKind {
    match unclosed {
        Unclosed::Quote(quote) => SplitErrorKind::UnclosedQuote(quote),
        Unclosed::Comment => SplitErrorKind::UnclosedComment,
        Unclosed::DollarQuote => {
            let rest = lexer.cursor.slice(start, lexer.cursor.end());
            let length = dollar_tag(rest.as_bytes()).unwrap_or_default();
            SplitErrorKind::UnclosedDollarQuote(rest.get(..length).unwrap_or_default().to_owned())
        }
    }
}
