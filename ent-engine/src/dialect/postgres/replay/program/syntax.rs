//! PL/pgSQL read into statements (manual, chapter 43).

use super::cursor;
use super::declared::{Declared, variable};
use crate::replay::{Problem, Reader};
use crate::sql::{Syntax, TokenKind};

/// `[DECLARE ..] BEGIN .. [EXCEPTION ..] END`.
#[derive(Clone, Debug, Default)]
pub(super) struct Block {
    pub(super) variables: Vec<Declared>,
    /// Cursors with their queries.
    pub(super) cursors: Vec<(String, String)>,
    pub(super) body: Vec<Step>,
    pub(super) handlers: Vec<Handler>,
}

/// `WHEN conditions THEN ..`.
#[derive(Clone, Debug)]
pub(super) struct Handler {
    pub(super) conditions: Vec<String>,
    pub(super) body: Vec<Step>,
}

/// EXIT and CONTINUE, with their conditions.
#[derive(Clone, Debug)]
pub(super) enum Leave {
    Exit(Option<String>),
    Continue(Option<String>),
    Labelled,
}

/// `[REVERSE] from .. to [BY step]`, each as text.
#[derive(Clone, Debug)]
pub(super) struct Range {
    pub(super) from: String,
    pub(super) to: String,
    pub(super) step: Option<String>,
    pub(super) reverse: bool,
}

/// One statement of a program.
#[derive(Clone, Debug)]
pub(super) enum Step {
    Block(Block),
    /// Conditions with what follows, tried in order; an ELSE has none.
    If(Vec<(Option<String>, Vec<Step>)>),
    Assign(String, String),
    /// The text of the statement as an expression, where its result goes, and what it is given.
    Execute {
        sql: String,
        into: Vec<String>,
        using: Vec<String>,
    },
    /// `SELECT .. INTO variables ..`, without the INTO.
    SelectInto {
        query: String,
        into: Vec<String>,
    },
    Perform(String),
    /// The level in upper case.
    Raise(String),
    /// Over the rows of a query, or of a text that EXECUTE runs.
    ForRows {
        variables: Vec<String>,
        query: String,
        dynamic: bool,
        body: Vec<Step>,
    },
    ForRange {
        variable: String,
        range: Range,
        body: Vec<Step>,
    },
    ForEach {
        variable: String,
        list: String,
        body: Vec<Step>,
    },
    /// WHILE with its condition, LOOP without.
    Loop {
        condition: Option<String>,
        body: Vec<Step>,
    },
    /// OPEN, with the query of the statement; an empty one stands for the cursor's own.
    Open(String, Option<String>),
    /// FETCH of the next row, or of another one.
    Fetch {
        cursor: String,
        is_next: bool,
        into: Vec<String>,
    },
    Return,
    /// EXIT, CONTINUE: with their condition, if they have one.
    Leave(Leave),
    /// Nothing that touches the schema.
    Nothing,
    Sql(String),
}

/// The body of a `DO` statement or a function.
pub(super) fn parse(body: &str) -> Result<Block, Problem> {
    let mut reader = Reader::new(body, Syntax::postgres(), super::super::names::fold);
    reader.check_depth()?;
    while reader.eat_symbol("#") {
        // Options of the compiler: `#variable_conflict use_column`.
        reader.bump();
        reader.bump();
    }
    label(&mut reader)?;
    let block = block(&mut reader)?;
    reader.eat_symbol(";");
    reader.expect_done()?;
    Ok(block)
}

/// `<<name>>`.
fn label(reader: &mut Reader<'_>) -> Result<(), Problem> {
    if reader.eat_symbol("<<") {
        reader.ident()?;
        reader.expect_symbol(">>")?;
    }
    Ok(())
}

fn block(reader: &mut Reader<'_>) -> Result<Block, Problem> {
    let mut block = Block::default();
    while reader.eat("DECLARE") {
        while !reader.done() && !reader.is("BEGIN") && !reader.is("DECLARE") {
            if let Some(variable) = variable(reader, &mut block.cursors)? {
                block.variables.push(variable);
            }
        }
    }
    reader.expect("BEGIN")?;
    block.body = steps(reader, &["END", "EXCEPTION"])?;
    if reader.eat("EXCEPTION") {
        while reader.eat("WHEN") {
            let mut conditions = Vec::new();
            while !reader.done() && !reader.is("THEN") {
                if reader.eat("OR") {
                    continue;
                }
                if reader.eat("SQLSTATE") {
                    conditions.push(reader.string()?);
                } else {
                    conditions.push(reader.ident()?);
                }
            }
            reader.expect("THEN")?;
            block.handlers.push(Handler { conditions, body: steps(reader, &["WHEN", "END"])? });
        }
    }
    reader.expect("END")?;
    if !reader.done() && !reader.is_symbol(";") {
        reader.ident()?;
    }
    Ok(block)
}

pub(super) fn is_assignment(reader: &Reader<'_>) -> bool {
    reader.is_symbol(":=") || reader.is_symbol("=")
}

/// The text up to the semicolon, which is passed.
pub(super) fn to_semicolon(reader: &mut Reader<'_>) -> Result<String, Problem> {
    let from = reader.at();
    let mut depth = 0usize;
    while let Some(token) = reader.peek() {
        match token.text {
            "(" | "[" => depth += 1,
            ")" | "]" => depth = depth.saturating_sub(1),
            ";" if depth == 0 => break,
            _ => {}
        }
        reader.bump();
    }
    let text = reader.slice_from(from).to_owned();
    if !reader.done() {
        reader.expect_symbol(";")?;
    }
    Ok(text)
}

/// The text up to one of the words, outside of parentheses and CASE; the word is not passed.
fn to_word(reader: &mut Reader<'_>, words: &[&str]) -> Result<String, Problem> {
    let from = reader.at();
    let (mut depth, mut cases) = (0usize, 0usize);
    while let Some(token) = reader.peek() {
        if depth == 0 && cases == 0 && reader.is_any(words) {
            return Ok(reader.slice_from(from).to_owned());
        }
        match token.text {
            "(" => depth += 1,
            ")" => depth = depth.saturating_sub(1),
            _ if token.is_word("CASE") => cases += 1,
            _ if token.is_word("END") => cases = cases.saturating_sub(1),
            _ => {}
        }
        reader.bump();
    }
    Err(reader.unexpected(format!("`{}`", words.join("` or `"))))
}

/// Statements up to one of the words, which is not passed.
fn steps(reader: &mut Reader<'_>, ends: &[&str]) -> Result<Vec<Step>, Problem> {
    let mut steps = Vec::new();
    while !reader.is_any(ends) {
        if reader.done() {
            return Err(reader.unexpected(format!("`{}`", ends.join("` or `"))));
        }
        if !reader.eat_symbol(";") {
            steps.push(reader.deeper(step)?);
        }
    }
    Ok(steps)
}

fn step(reader: &mut Reader<'_>) -> Result<Step, Problem> {
    label(reader)?;
    if reader.is("DECLARE") || reader.is("BEGIN") {
        let block = block(reader)?;
        reader.eat_symbol(";");
        return Ok(Step::Block(block));
    }
    if reader.eat("IF") {
        return conditional(reader);
    }
    if reader.eat("CASE") {
        return case(reader);
    }
    if reader.eat("FOR") {
        return for_loop(reader);
    }
    if reader.eat("FOREACH") {
        let variable = reader.ident()?;
        if reader.eat("SLICE") {
            reader.integer()?;
        }
        reader.expect("IN")?;
        reader.expect("ARRAY")?;
        let list = to_word(reader, &["LOOP"])?;
        return Ok(Step::ForEach { variable, list, body: loop_body(reader)? });
    }
    if reader.eat("WHILE") {
        let condition = Some(to_word(reader, &["LOOP"])?);
        return Ok(Step::Loop { condition, body: loop_body(reader)? });
    }
    if reader.is("LOOP") {
        return Ok(Step::Loop { condition: None, body: loop_body(reader)? });
    }
    if reader.eat("EXECUTE") {
        return execute(reader);
    }
    if reader.eat("PERFORM") {
        return Ok(Step::Perform(to_semicolon(reader)?));
    }
    if reader.eat("RAISE") {
        let text = to_semicolon(reader)?;
        let level = text.split_whitespace().next().unwrap_or_default().to_ascii_uppercase();
        let known = ["DEBUG", "LOG", "INFO", "NOTICE", "WARNING"].contains(&level.as_str());
        return Ok(Step::Raise(if known { level } else { "EXCEPTION".to_owned() }));
    }
    if reader.is("RETURN") {
        let next = reader.peek_at(1);
        let goes_on = next.is_some_and(|next| next.is_word("NEXT") || next.is_word("QUERY"));
        to_semicolon(reader)?;
        return Ok(if goes_on { Step::Nothing } else { Step::Return });
    }
    if let Some(word) = reader.eat_any(&["EXIT", "CONTINUE"]) {
        let rest = to_semicolon(reader)?;
        let condition = match rest.trim().split_once(char::is_whitespace) {
            Some((when, condition)) if when.eq_ignore_ascii_case("WHEN") => Some(condition.to_owned()),
            None if rest.trim().is_empty() => None,
            // A label says which of several loops is left.
            _ => return Ok(Step::Leave(Leave::Labelled)),
        };
        return Ok(Step::Leave(if word == "EXIT" {
            Leave::Exit(condition)
        } else {
            Leave::Continue(condition)
        }));
    }
    if let Some(word) = reader.eat_any(&["OPEN", "FETCH", "MOVE"]) {
        let text = to_semicolon(reader)?;
        return cursor::step(word, &mut reader.sub(&text));
    }
    if reader.is_any(&["NULL", "GET", "CLOSE", "ASSERT"]) {
        to_semicolon(reader)?;
        return Ok(Step::Nothing);
    }
    if let Some(target) = assignment(reader)? {
        return Ok(Step::Assign(target, to_semicolon(reader)?));
    }
    let text = to_semicolon(reader)?;
    if text.get(..6).is_some_and(|word| word.eq_ignore_ascii_case("select")) {
        return select(&text);
    }
    Ok(Step::Sql(text))
}

/// `variable[.field | [index]] :=`, if that comes next.
fn assignment(reader: &mut Reader<'_>) -> Result<Option<String>, Problem> {
    let from = reader.at();
    let name = match reader.peek() {
        Some(token) if matches!(token.kind, TokenKind::Word | TokenKind::QuotedIdentifier) => {
            reader.ident()?
        }
        _ => return Ok(None),
    };
    let mut is_part = false;
    loop {
        if is_assignment(reader) {
            reader.bump();
            // A part of a variable makes the rest of it unknown.
            return Ok(Some(if is_part { format!("{name}.") } else { name }));
        }
        if reader.eat_symbol(".") {
            is_part = true;
            reader.ident()?;
        } else if reader.is_symbol("[") {
            is_part = true;
            while !reader.done() && !reader.eat_symbol("]") {
                reader.bump();
            }
        } else {
            reader.go(from);
            return Ok(None);
        }
    }
}

fn conditional(reader: &mut Reader<'_>) -> Result<Step, Problem> {
    let mut arms = Vec::new();
    let condition = to_word(reader, &["THEN"])?;
    reader.expect("THEN")?;
    arms.push((Some(condition), steps(reader, &["ELSIF", "ELSEIF", "ELSE", "END"])?));
    while reader.eat("ELSIF") || reader.eat("ELSEIF") {
        let condition = to_word(reader, &["THEN"])?;
        reader.expect("THEN")?;
        arms.push((Some(condition), steps(reader, &["ELSIF", "ELSEIF", "ELSE", "END"])?));
    }
    if reader.eat("ELSE") {
        arms.push((None, steps(reader, &["END"])?));
    }
    reader.expect("END IF")?;
    reader.eat_symbol(";");
    Ok(Step::If(arms))
}

fn case(reader: &mut Reader<'_>) -> Result<Step, Problem> {
    let subject = if reader.is("WHEN") { None } else { Some(to_word(reader, &["WHEN"])?) };
    let mut arms = Vec::new();
    while reader.eat("WHEN") {
        let value = to_word(reader, &["THEN"])?;
        reader.expect("THEN")?;
        let condition = match &subject {
            Some(subject) => format!("({subject}) IN ({value})"),
            None => value,
        };
        arms.push((Some(condition), steps(reader, &["WHEN", "ELSE", "END"])?));
    }
    if reader.eat("ELSE") {
        arms.push((None, steps(reader, &["END"])?));
    }
    reader.expect("END CASE")?;
    reader.eat_symbol(";");
    Ok(Step::If(arms))
}

fn loop_body(reader: &mut Reader<'_>) -> Result<Vec<Step>, Problem> {
    reader.expect("LOOP")?;
    let body = steps(reader, &["END"])?;
    reader.expect("END LOOP")?;
    if !reader.done() && !reader.is_symbol(";") {
        reader.ident()?;
    }
    reader.eat_symbol(";");
    Ok(body)
}

fn for_loop(reader: &mut Reader<'_>) -> Result<Step, Problem> {
    let variables = reader.comma_list(Reader::ident)?;
    reader.expect("IN")?;
    if reader.eat("EXECUTE") {
        let query = to_word(reader, &["LOOP"])?;
        return Ok(Step::ForRows { variables, query, dynamic: true, body: loop_body(reader)? });
    }
    let reverse = reader.eat("REVERSE");
    let query = to_word(reader, &["LOOP"])?;
    let body = loop_body(reader)?;
    let mut inner = reader.sub(&query);
    let mut depth = 0usize;
    while let Some(token) = inner.peek() {
        match token.text {
            "(" => depth += 1,
            ")" => depth = depth.saturating_sub(1),
            ".." if depth == 0 => {
                let from = query.get(..token.offset).unwrap_or_default().trim().to_owned();
                inner.bump();
                let to = inner.until(&["BY"])?.trim().to_owned();
                let step = inner.eat("BY").then(|| inner.rest().to_owned());
                let variable = variables.into_iter().next().unwrap_or_default();
                return Ok(Step::ForRange { variable, range: Range { from, to, step, reverse }, body });
            }
            _ => {}
        }
        inner.bump();
    }
    Ok(Step::ForRows { variables, query, dynamic: false, body })
}

fn execute(reader: &mut Reader<'_>) -> Result<Step, Problem> {
    let text = to_semicolon(reader)?;
    let mut inner = reader.sub(&text);
    let sql = until_clause(&mut inner);
    let (mut into, mut using) = (Vec::new(), Vec::new());
    while !inner.done() {
        if inner.eat("INTO") {
            inner.eat("STRICT");
            into = inner.comma_list(target)?;
        } else if inner.eat("USING") {
            using = inner.comma_list(|reader| Ok(reader.until(&["INTO"])?.to_owned()))?;
        } else {
            return Err(inner.unexpected("`INTO` or `USING`"));
        }
    }
    Ok(Step::Execute { sql, into, using })
}

pub(super) fn target(reader: &mut Reader<'_>) -> Result<String, Problem> {
    let name = reader.ident()?;
    if reader.eat_symbol(".") {
        reader.ident()?;
        return Ok(format!("{name}."));
    }
    Ok(name)
}

fn until_clause(reader: &mut Reader<'_>) -> String {
    let mut depth = 0usize;
    let from = reader.at();
    while let Some(token) = reader.peek() {
        match token.text {
            "(" => depth += 1,
            ")" => depth = depth.saturating_sub(1),
            _ if depth == 0 && (token.is_word("INTO") || token.is_word("USING")) => break,
            _ => {}
        }
        reader.bump();
    }
    reader.slice_from(from).to_owned()
}

/// A SELECT, which puts its result in variables if it has an INTO of its own.
fn select(text: &str) -> Result<Step, Problem> {
    let mut reader = Reader::new(text, Syntax::postgres(), super::super::names::fold);
    let mut depth = 0usize;
    while let Some(token) = reader.peek() {
        match token.text {
            "(" => depth += 1,
            ")" => depth = depth.saturating_sub(1),
            _ if depth == 0 && token.is_word("INTO") => {
                let start = token.offset;
                reader.bump();
                reader.eat("STRICT");
                let into = reader.comma_list(target)?;
                let before = text.get(..start).unwrap_or_default();
                let after = text.get(reader.offset()..).unwrap_or_default();
                return Ok(Step::SelectInto { query: format!("{before} {after}"), into });
            }
            _ => {}
        }
        reader.bump();
    }
    Ok(Step::Sql(text.to_owned()))
}
