//! Cursors of programs (manual, "Cursors" of the chapter on PL/pgSQL).

use std::collections::VecDeque;

use super::query::Row;
use super::syntax::{Step, target};
use crate::replay::{Problem, Reader};

/// The cursors of a program.
#[derive(Debug, Default)]
pub(super) struct Cursors {
    /// The queries of those that were declared with one.
    bound: Vec<(String, String)>,
    /// The rows that are left of open ones; none where they aren't known.
    open: Vec<(String, Option<VecDeque<Row>>)>,
}

impl Cursors {
    /// Declares cursors with their queries.
    pub(super) fn declare(&mut self, cursors: &[(String, String)]) {
        self.bound.extend(cursors.iter().cloned());
    }

    /// The query of a cursor that was declared with one.
    pub(super) fn query(&self, name: &str) -> Option<&str> {
        let found = self.bound.iter().rev().find(|(known, _)| known.eq_ignore_ascii_case(name.trim()));
        found.map(|(_, query)| query.as_str())
    }

    /// Opens a cursor over rows, if they are known.
    pub(super) fn open(&mut self, name: &str, rows: Option<Vec<Row>>) {
        self.open.retain(|(known, _)| known != name);
        self.open.push((name.to_owned(), rows.map(VecDeque::from)));
    }

    /// Takes the next row, or finds that there is none; `None` where that isn't known.
    pub(super) fn next(&mut self, name: &str) -> Option<Option<Row>> {
        let (_, rows) = self.open.iter_mut().find(|(known, _)| known == name)?;
        rows.as_mut().map(VecDeque::pop_front)
    }

    /// Nobody knows any more which row comes next.
    pub(super) fn lose(&mut self, name: &str) {
        self.open(name, None);
    }
}

/// `[[NO] SCROLL] CURSOR FOR query`, after the name of a variable; no query where the cursor has arguments.
pub(super) fn declared(reader: &mut Reader<'_>) -> Result<Option<String>, Problem> {
    let from = reader.at();
    let _ = reader.eat("NO SCROLL") || reader.eat("SCROLL");
    reader.expect("CURSOR")?;
    let is_plain = reader.eat("FOR") || reader.eat("IS");
    let start = reader.at();
    while !reader.done() && !reader.is_symbol(";") {
        if reader.is_symbol("(") { reader.parens().map(|_| ())? } else { reader.bump() }
    }
    let query = reader.slice_from(if is_plain { start } else { from }).to_owned();
    reader.expect_symbol(";")?;
    Ok(is_plain.then_some(query))
}

/// A statement after its first word.
pub(super) fn step(word: &str, text: &mut Reader<'_>) -> Result<Step, Problem> {
    if word == "OPEN" {
        return opened(text);
    }
    let (cursor, is_next) = fetched(text)?;
    let into = if word == "FETCH" { text.comma_list(target)? } else { Vec::new() };
    Ok(Step::Fetch { cursor, is_next, into })
}

/// `OPEN cursor [FOR query]`.
fn opened(text: &mut Reader<'_>) -> Result<Step, Problem> {
    let name = text.ident()?;
    let _ = text.eat("NO SCROLL") || text.eat("SCROLL");
    if text.done() {
        return Ok(Step::Open(name, Some(String::new())));
    }
    // With arguments, or for a text that is put together.
    if !text.eat("FOR") || text.is("EXECUTE") {
        return Ok(Step::Open(name, None));
    }
    Ok(Step::Open(name, Some(text.rest().to_owned())))
}

/// `[NEXT] [FROM] cursor [INTO]`: the cursor, and whether it goes on by one row.
fn fetched(text: &mut Reader<'_>) -> Result<(String, bool), Problem> {
    let mut is_next = true;
    text.eat("NEXT");
    let _ = text.eat("FROM") || text.eat("IN");
    let mut name = text.ident()?;
    while !text.done() && !text.eat("INTO") {
        is_next = false;
        match text.ident() {
            Ok(word) => name = word,
            Err(_) => text.bump(),
        }
    }
    Ok((name, is_next))
}
