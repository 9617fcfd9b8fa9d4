//! A file as statements.

mod blocks;
mod body;
mod client;
mod copy;
mod delimiter;
mod error;
mod settings;

use std::ops::Range;

use super::{
    Client, Position, Statement, StatementKind, Syntax, Tokens,
    cursor::Cursor,
    directive::file_delimiter,
    lex::{Element, Lexer, Unclosed},
};
use body::{Body, Ending};
use delimiter::Delimiter;
pub use error::{SplitError, SplitErrorKind};
use settings::Settings;

/// The statements of a file.
///
/// # Errors
/// See [`Splitter`].
///
/// ```
/// use ent_engine::sql::{Syntax, split};
///
/// let text = "-- One.\nCREATE TABLE a (x text DEFAULT ';');\nDROP TABLE a";
/// let statements = split(text, Syntax::sqlite()).unwrap();
/// assert_eq!(statements[0].sql(), "CREATE TABLE a (x text DEFAULT ';')");
/// assert_eq!(statements[0].comments, ["-- One."]);
/// assert_eq!((statements[1].start.line, statements[1].text), (3, "DROP TABLE a"));
/// ```
pub fn split(text: &str, syntax: Syntax) -> Result<Vec<Statement<'_>>, SplitError> {
    Splitter::new(text, syntax).collect()
}

/// An iterator over the statements of a file, in one pass over its bytes.
///
/// It yields an error for what no server and no client would take: a quote, comment, parenthesis or block without
/// its end, a parenthesis too many, an empty delimiter. After an error it is at its end.
///
/// ```
/// use ent_engine::sql::{Splitter, Syntax};
///
/// let file = "-- +goose Up\nSELECT 1;\n-- +goose Down\nSELECT 2;\n";
/// let up = Splitter::over(file, 13..22, Syntax::generic()).next().unwrap().unwrap();
/// assert_eq!((up.text, up.span, up.start.line), ("SELECT 1;", 13..22, 2));
/// ```
#[derive(Debug)]
pub struct Splitter<'a> {
    lexer: Lexer<'a>,
    initial: Syntax,
    settings: Settings,
    delimiter: Delimiter,
    /// The last place whose line is known.
    known: Position,
    comments: Vec<&'a str>,
    /// Open parentheses of the statement at hand; kept to use its memory again.
    parentheses: Vec<usize>,
    failure: Option<SplitErrorKind>,
    is_done: bool,
}

impl<'a> Splitter<'a> {
    /// A splitter of a whole file: its first line may set the delimiter (`-- atlas:delimiter X`).
    pub fn new(text: &'a str, syntax: Syntax) -> Self {
        let mut splitter = Self::over(text, 0..text.len(), syntax);
        if let Some(found) = file_delimiter(text) {
            splitter.lexer.cursor.jump(found.end);
            match Delimiter::new(&found.delimiter) {
                None => splitter.failure = Some(SplitErrorKind::EmptyDelimiter),
                Some(_) if found.end == text.len() => {
                    splitter.failure = Some(SplitErrorKind::NoInput(found.delimiter));
                }
                Some(delimiter) => splitter.delimiter = delimiter,
            }
        }
        splitter
    }

    /// A splitter of a part of a file; positions are the file's.
    ///
    /// Counts the lines before the part. To go through many parts of one file, use [`Splitter::from_position`].
    pub fn over(text: &'a str, range: Range<usize>, syntax: Syntax) -> Self {
        let start = Position::START.advance(text, range.start);
        Self::from_position(text, start, range.end, syntax)
    }

    /// A splitter of a part of a file whose start has a known [`Position`] (see [`Position::advance`]).
    pub fn from_position(text: &'a str, start: Position, end: usize, syntax: Syntax) -> Self {
        Self {
            lexer: Lexer::new(Cursor::new(text, start.offset, end), syntax),
            initial: syntax,
            settings: Settings::new(syntax),
            delimiter: Delimiter::Semicolon,
            known: start,
            comments: Vec::new(),
            parentheses: Vec::new(),
            failure: None,
            is_done: false,
        }
    }

    /// The same splitter with another delimiter than `;`; an empty one is an error at the first statement.
    #[must_use]
    pub fn with_delimiter(mut self, delimiter: &str) -> Self {
        match Delimiter::new(delimiter) {
            Some(delimiter) => self.delimiter = delimiter,
            None => self.failure = Some(SplitErrorKind::EmptyDelimiter),
        }
        self
    }

    /// Bytes looked at so far: a measure of the work that does not depend on the machine.
    pub fn work(&self) -> u64 {
        self.lexer.cursor.work()
    }

    fn read(&mut self) -> Result<Option<Statement<'a>>, SplitError> {
        if let Some(kind) = self.failure.take() {
            return Err(SplitError { at: self.known, kind });
        }
        self.skip_gap()?;
        if self.lexer.cursor.is_done() {
            return Ok(None);
        }
        if let Some(command) = self.client_command() {
            return Ok(Some(command));
        }
        self.sql().map(Some)
    }

    /// Passes over what stands before a statement, and keeps the comments that belong to it.
    fn skip_gap(&mut self) -> Result<(), SplitError> {
        loop {
            let at = self.lexer.cursor.at();
            if self.delimiter.is_at(&self.lexer.cursor) {
                self.lexer.cursor.bump(self.delimiter.text().len());
                self.comments.clear();
                continue;
            }
            if client::is_separator(&self.lexer.cursor, self.initial.client) {
                self.lexer.cursor.bump(2);
                continue;
            }
            if self.delimiter_command()? || self.remark() {
                self.comments.clear();
                continue;
            }
            match self.lexer.next() {
                Some(Ok(Element::Space)) => self.space(at),
                Some(Ok(Element::Comment)) => {
                    self.comments.push(self.lexer.cursor.slice(at, self.lexer.cursor.at()))
                }
                Some(Err(Unclosed::Comment)) => {
                    return Err(self.error(at, SplitErrorKind::UnclosedComment));
                }
                None => return Ok(()),
                Some(_) => {
                    self.lexer.cursor.jump(at);
                    self.lexer.version_open = None;
                    return Ok(());
                }
            }
        }
    }

    /// Looks at the white space since `start`: an empty line in it cuts off the comments before.
    fn space(&mut self, start: usize) {
        if let Some(at) = self.delimiter.find_from(&self.lexer.cursor, start) {
            self.lexer.cursor.jump(at);
        }
        let space = self.lexer.cursor.slice(start, self.lexer.cursor.at());
        if space.bytes().filter(|&byte| byte == b'\n').count() > 1 {
            self.comments.clear();
        }
    }

    fn remark(&mut self) -> bool {
        let is_remark = client::is_remark(&self.lexer.cursor, self.initial.client);
        if is_remark {
            self.lexer.cursor.bump_while(|byte| byte != b'\n');
        }
        is_remark
    }

    fn delimiter_command(&mut self) -> Result<bool, SplitError> {
        let cursor = &mut self.lexer.cursor;
        let Some((argument, length)) = delimiter::command(cursor, self.initial.delimiters) else {
            return Ok(false);
        };
        let at = cursor.at();
        cursor.bump(length);
        self.delimiter =
            Delimiter::new(&argument).ok_or_else(|| self.error(at, SplitErrorKind::EmptyDelimiter))?;
        Ok(true)
    }

    fn client_command(&mut self) -> Option<Statement<'a>> {
        let start = self.lexer.cursor.at();
        let length = client::command(&self.lexer.cursor, self.initial.client)?;
        self.lexer.cursor.bump(length);
        let end = self.trimmed(start, self.lexer.cursor.at());
        let command = self.lexer.cursor.slice(start, end);
        if copy::is_client_copy(command, self.lexer.syntax) {
            self.lexer.cursor.bump(1);
            return Some(self.with_data(start, end));
        }
        Some(self.statement(start, end, end, StatementKind::ClientCommand))
    }

    /// Reads a statement of SQL; the cursor is at its first byte.
    fn sql(&mut self) -> Result<Statement<'a>, SplitError> {
        let start = self.lexer.cursor.at();
        if let Some(length) = client::use_line(&self.lexer.cursor, self.initial.client, self.delimiter.text())
        {
            self.lexer.cursor.bump(length);
            return Ok(self.statement(start, start + length, start + length, StatementKind::Sql));
        }
        let body = Body::new(self.lexer.syntax, &self.delimiter);
        let (ending, body) = body
            .read(&mut self.lexer, &self.delimiter, &mut self.parentheses)
            .map_err(|(at, kind)| self.error(at, kind))?;
        let at = self.lexer.cursor.at();
        let sql_end = self.trimmed(start, at);
        let mut end = sql_end;
        match ending {
            Ending::Delimiter => {
                self.lexer.cursor.bump(self.delimiter.text().len());
                if self.delimiter == Delimiter::Semicolon {
                    end = at + 1;
                }
            }
            Ending::Backslash(length) => self.lexer.cursor.bump(length),
            Ending::Text => {}
        }
        if body.is_copy() && self.initial.client == Client::Psql {
            let Some(rest) = copy::data_start(self.lexer.cursor.rest()) else {
                let at = self.lexer.cursor.at();
                return Err(self.error(at, SplitErrorKind::TextBeforeData));
            };
            self.lexer.cursor.bump(rest);
            return Ok(self.with_data(start, sql_end));
        }
        let mut statement = self.statement(start, sql_end, end, StatementKind::Sql);
        statement.trailing = self.trailing();
        if body.is_set() {
            let tokens = Tokens::new(statement.sql(), statement.syntax);
            self.lexer.syntax = self.settings.after(tokens, self.lexer.syntax);
        }
        Ok(statement)
    }

    /// A statement whose data starts at the cursor.
    fn with_data(&mut self, start: usize, sql_end: usize) -> Statement<'a> {
        let length = copy::data_length(self.lexer.cursor.rest());
        self.lexer.cursor.bump(length);
        let end = self.lexer.cursor.at();
        self.statement(start, sql_end, end, StatementKind::CopyData)
    }

    fn statement(&mut self, start: usize, sql_end: usize, end: usize, kind: StatementKind) -> Statement<'a> {
        let cursor = &mut self.lexer.cursor;
        cursor.count(start.saturating_sub(self.known.offset));
        self.known = self.known.advance(cursor.text(), start);
        Statement {
            text: cursor.slice(start, end),
            span: start..end,
            start: self.known,
            comments: std::mem::take(&mut self.comments),
            trailing: None,
            kind,
            syntax: self.lexer.syntax,
            sql_length: sql_end - start,
        }
    }

    /// The comment at the cursor, if nothing follows it on its line.
    fn trailing(&mut self) -> Option<&'a str> {
        if self.delimiter.text().contains('\n') {
            return None;
        }
        let mut lexer = self.lexer.clone();
        lexer.cursor.bump_while(|byte| matches!(byte, b' ' | b'\t'));
        let start = lexer.cursor.at();
        if self.delimiter.is_at(&lexer.cursor) || lexer.next() != Some(Ok(Element::Comment)) {
            return None;
        }
        let end = lexer.cursor.at();
        self.lexer.cursor.count(end - start);
        let comment = lexer.cursor.slice(start, end);
        lexer.cursor.bump_while(|byte| matches!(byte, b' ' | b'\t' | b'\r'));
        let is_last = matches!(lexer.cursor.peek(0), None | Some(b'\n'));
        if !is_last || comment.contains('\n') {
            return None;
        }
        self.lexer.cursor.bump(end - self.lexer.cursor.at());
        Some(comment)
    }

    /// The end of the text from `start` to `end` without the white space it ends in.
    fn trimmed(&self, start: usize, end: usize) -> usize {
        start + self.lexer.cursor.slice(start, end).trim_ascii_end().len()
    }

    fn error(&self, at: usize, kind: SplitErrorKind) -> SplitError {
        SplitError { at: self.known.advance(self.lexer.cursor.text(), at), kind }
    }
}

impl<'a> Iterator for Splitter<'a> {
    type Item = Result<Statement<'a>, SplitError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_done {
            return None;
        }
        let read = self.read().transpose();
        self.is_done = !matches!(read, Some(Ok(_)));
        read
    }
}

impl std::iter::FusedIterator for Splitter<'_> {}
