//! Statements about rows in the bodies of rules and functions.
//!
//! What they read is compared as the query that it comes to: the server tells columns with their tables, and constants
//! with their types, as it does in views.

use super::NEAR;
use crate::dialect::shape::{Shape, words};
use crate::replay::{Problem, Reader};

/// Reads the statements between two places.
pub(super) fn statements(reader: &Reader<'_>, from: usize, to: usize, shape: &mut Shape) {
    for (number, (start, end)) in spans(reader, from, to).into_iter().enumerate() {
        statement(reader.sub(reader.slice(start, end)), &format!("statement {number}"), shape);
    }
}

/// The statements between two places, as semicolons in no parentheses part them.
pub(in crate::dialect::postgres) fn spans(
    reader: &Reader<'_>,
    from: usize,
    to: usize,
) -> Vec<(usize, usize)> {
    let (mut spans, mut start, mut depth) = (Vec::new(), from, 0usize);
    for at in from..=to {
        let text = reader.tokens().get(at).filter(|_| at < to).map_or(";", |token| token.text);
        match text {
            "(" => depth += 1,
            ")" => depth = depth.saturating_sub(1),
            ";" if depth == 0 => {
                if start < at {
                    spans.push((start, at));
                }
                start = at + 1;
            }
            _ => {}
        }
    }
    spans
}

/// Reads one statement.
fn statement(mut reader: Reader<'_>, about: &str, shape: &mut Shape) {
    if reader.is_any(&["SELECT", "VALUES", "WITH", "TABLE"]) {
        shape.query(about, reader.rest());
        return;
    }
    let mut parts = Shape::default();
    if (Statement { reader: &mut reader, about, shape: &mut parts }).read().is_ok() {
        shape.extend(parts);
    } else {
        shape.words(about, words(reader.tokens(), reader.syntax(), &NEAR));
    }
}

/// INSERT, UPDATE or DELETE on the way into a shape.
struct Statement<'s, 'r> {
    reader: &'s mut Reader<'r>,
    about: &'s str,
    shape: &'s mut Shape,
}

impl Statement<'_, '_> {
    fn read(&mut self) -> Result<(), Problem> {
        if self.reader.eat("INSERT INTO") {
            self.insert()
        } else if self.reader.eat("UPDATE") {
            self.update()
        } else {
            self.reader.expect("DELETE FROM")?;
            self.delete()
        }
    }

    fn words(&mut self, about: &str, words: &str) {
        self.shape.words(format!("{} {about}", self.about), words);
    }

    fn query(&mut self, about: &str, query: &str) {
        self.shape.query(format!("{} {about}", self.about), query);
    }

    fn insert(&mut self) -> Result<(), Problem> {
        let target = self.target("INSERT INTO", &["VALUES", "SELECT", "WITH", "OVERRIDING", "DEFAULT"])?;
        if self.reader.is_symbol("(") && !is_query_in_parens(self.reader) {
            let columns = self.reader.list(Reader::ident)?;
            self.words("columns", &columns.join(", "));
        }
        if self.reader.eat("OVERRIDING") {
            let whose = self.reader.ident()?;
            self.reader.expect("VALUE")?;
            self.words("overriding", &whose);
        }
        let rows = self.before(&["ON", "RETURNING"]);
        if rows.eq_ignore_ascii_case("DEFAULT VALUES") {
            self.words("rows", "default values");
        } else {
            let mut bare = self.reader.sub(&rows);
            let inside = bare.parens().ok().filter(|_| bare.done());
            self.query("rows", inside.unwrap_or(&rows));
        }
        if self.reader.eat("ON CONFLICT") {
            let place = self.before(&["DO"]);
            let place = words(self.reader.sub(&place).tokens(), self.reader.syntax(), &NEAR);
            self.words("conflict", &place);
            self.reader.expect("DO")?;
            if self.reader.eat("NOTHING") {
                self.words("then", "nothing");
            } else {
                self.reader.expect("UPDATE")?;
                self.set(&target, &[])?;
            }
        }
        self.returning(&target)
    }

    fn update(&mut self) -> Result<(), Problem> {
        let target = self.target("UPDATE", &["SET"])?;
        self.set(&target, &["FROM"])?;
        self.returning(&target)
    }

    fn delete(&mut self) -> Result<(), Problem> {
        let target = self.target("DELETE FROM", &["USING", "WHERE", "RETURNING"])?;
        let using =
            if self.reader.eat("USING") { self.before(&["WHERE", "RETURNING"]) } else { String::new() };
        let sources = joined(&target, &using);
        let condition = self.condition();
        self.query("rows", &format!("SELECT 1 FROM {sources}{condition}"));
        self.returning(&sources)
    }

    /// The table that rows are changed in, with its alias, as FROM names it.
    fn target(&mut self, kind: &str, ends: &[&str]) -> Result<String, Problem> {
        let from = self.reader.at();
        self.reader.eat("ONLY");
        self.reader.name()?;
        let name = self.reader.slice_from(from).to_owned();
        let words = words(&self.reader.tokens()[from..self.reader.at()], self.reader.syntax(), &NEAR);
        self.words("kind", &format!("{kind} {words}"));
        let is_alias = !self.reader.done() && !self.reader.is_symbol("(") && !self.reader.is_any(ends);
        if !is_alias {
            return Ok(name);
        }
        self.reader.eat("AS");
        let alias = self.reader.ident()?;
        Ok(format!("{name} AS \"{alias}\""))
    }

    /// `SET column = value, .. [FROM ..] [WHERE ..]`.
    fn set(&mut self, target: &str, more: &[&str]) -> Result<(), Problem> {
        self.reader.expect("SET")?;
        let ends: Vec<&str> = [",", "WHERE", "RETURNING"].iter().chain(more).copied().collect();
        let (mut columns, mut values) = (Vec::new(), Vec::new());
        loop {
            let from = self.reader.at();
            while !self.reader.done() && !self.reader.is_symbol("=") {
                self.reader.bump();
            }
            let tokens = &self.reader.tokens()[from..self.reader.at()];
            let mut column = words(tokens, self.reader.syntax(), &NEAR);
            self.reader.expect_symbol("=")?;
            if self.reader.eat("DEFAULT") {
                column.push_str(" default");
            } else {
                // Without a name of its own a value may be called by its cast.
                values.push(format!("{} AS value", self.before(&ends)));
            }
            columns.push(column);
            if !self.reader.eat_symbol(",") {
                break;
            }
        }
        self.words("set", &columns.join(", "));
        let from = if more.contains(&"FROM") && self.reader.eat("FROM") {
            self.before(&["WHERE", "RETURNING"])
        } else {
            String::new()
        };
        if values.is_empty() {
            values.push("1".to_owned());
        }
        let condition = self.condition();
        let sources = joined(target, &from);
        self.query("values", &format!("SELECT {} FROM {sources}{condition}", values.join(", ")));
        Ok(())
    }

    fn condition(&mut self) -> String {
        if self.reader.eat("WHERE") {
            format!(" WHERE {}", self.before(&["RETURNING"]))
        } else {
            String::new()
        }
    }

    fn returning(&mut self, sources: &str) -> Result<(), Problem> {
        if self.reader.eat("RETURNING") {
            let list = self.reader.rest().to_owned();
            self.query("returning", &format!("SELECT {list} FROM {sources}"));
        }
        self.reader.expect_done()
    }

    /// The text up to one of the words that stands in no parentheses.
    fn before(&mut self, ends: &[&str]) -> String {
        text(self.reader, ends)
    }
}

/// The text up to one of the words that stands in no parentheses; with a comma among them up to that.
pub(in crate::dialect::postgres) fn text(reader: &mut Reader<'_>, ends: &[&str]) -> String {
    let from = reader.at();
    let (mut depth, mut joins) = (0usize, 0usize);
    while let Some(token) = reader.peek() {
        match token.text {
            "(" | "[" => depth += 1,
            ")" | "]" => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            "," if ends.contains(&",") => break,
            _ if token.is_word("JOIN") => joins += 1,
            // `a JOIN b ON ..` before `ON CONFLICT`.
            _ if token.is_word("ON") && joins > 0 => joins -= 1,
            _ if reader.is_any(ends) && !follows_distinct(reader) => break,
            _ => {}
        }
        reader.bump();
    }
    reader.slice_from(from).trim().to_owned()
}

/// Whether the FROM that comes next belongs to IS DISTINCT FROM.
fn follows_distinct(reader: &Reader<'_>) -> bool {
    let before = reader.at().checked_sub(1).and_then(|at| reader.tokens().get(at));
    reader.is("FROM") && before.is_some_and(|token| token.is_word("DISTINCT"))
}

fn is_query_in_parens(reader: &Reader<'_>) -> bool {
    reader.peek_at(1).is_some_and(|next| ["SELECT", "WITH", "VALUES"].iter().any(|word| next.is_word(word)))
}

fn joined(target: &str, others: &str) -> String {
    if others.is_empty() { target.to_owned() } else { format!("{target}, {others}") }
}
