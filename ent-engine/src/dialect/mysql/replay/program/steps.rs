//! The body of a stored program as steps.

use crate::replay::{Problem, Reader};

/// One step.
#[derive(Clone)]
pub(super) enum Step {
    /// `DECLARE names type DEFAULT value`.
    Declare(Vec<String>, Option<String>),
    /// `DECLARE .. HANDLER`; whether it leaves the block, whether it is for rows that are not there, and what it does.
    Handler { leaves: bool, not_found: bool, body: Vec<Step> },
    /// `IF` and `CASE`: conditions with what follows, and what follows if none holds.
    If(Vec<(String, Vec<Step>)>, Vec<Step>),
    /// `WHILE`, `REPEAT` and `LOOP`: what must hold to go on before each round, and to end after each.
    Loop { label: String, before: Option<String>, until: Option<String>, body: Vec<Step> },
    /// `BEGIN .. END`.
    Block(String, Vec<Step>),
    /// `LEAVE`.
    Leave(String),
    /// `ITERATE`.
    Iterate(String),
    /// `RETURN`, and what a function gives back.
    Return(String),
    /// A statement.
    Sql(String),
    /// `DECLARE cursor CURSOR FOR query`.
    Cursor(String, String),
    /// `OPEN`.
    Open(String),
    /// What does nothing here.
    Nothing,
}

/// Reads steps up to the end, or to a word that ends them.
pub(super) fn steps(reader: &mut Reader<'_>, ends: &[&str]) -> Result<Vec<Step>, Problem> {
    let mut steps = Vec::new();
    loop {
        while reader.eat_symbol(";") {}
        if reader.done() || reader.is_any(ends) {
            return Ok(steps);
        }
        steps.push(reader.deeper(step)?);
    }
}

fn step(reader: &mut Reader<'_>) -> Result<Step, Problem> {
    let label = match reader.peek_at(1) {
        Some(colon) if colon.is_symbol(":") => {
            let label = reader.ident()?.to_ascii_lowercase();
            reader.bump();
            label
        }
        _ => String::new(),
    };
    if reader.eat("BEGIN") {
        reader.eat("NOT ATOMIC");
        let body = steps(reader, &["END"])?;
        reader.expect("END")?;
        end_label(reader);
        return Ok(Step::Block(label, body));
    }
    if reader.eat("IF") {
        return branches(reader);
    }
    if reader.eat("CASE") {
        return case(reader);
    }
    if reader.eat("WHILE") {
        let before = Some(upto(reader, "DO")?);
        let body = looped(reader, "WHILE")?;
        return Ok(Step::Loop { label, before, until: None, body });
    }
    if reader.eat("LOOP") {
        let body = looped(reader, "LOOP")?;
        return Ok(Step::Loop { label, before: None, until: None, body });
    }
    // The function of the name has an argument, and is no statement.
    if reader.eat("REPEAT") {
        let body = steps(reader, &["UNTIL"])?;
        let until = Some(upto_end(reader, "UNTIL")?);
        reader.expect("REPEAT")?;
        end_label(reader);
        return Ok(Step::Loop { label, before: None, until, body });
    }
    if reader.eat("LEAVE") {
        return Ok(Step::Leave(reader.ident()?.to_ascii_lowercase()));
    }
    if reader.eat("ITERATE") {
        return Ok(Step::Iterate(reader.ident()?.to_ascii_lowercase()));
    }
    if reader.eat("DECLARE") {
        return declare(reader);
    }
    let text = statement(reader);
    let first = text.split_whitespace().next().unwrap_or_default().to_ascii_uppercase();
    Ok(match first.as_str() {
        "RETURN" => Step::Return(text.get("RETURN".len()..).unwrap_or_default().to_owned()),
        "OPEN" => Step::Open(text.split_whitespace().nth(1).unwrap_or_default().to_ascii_lowercase()),
        "CLOSE" => Step::Nothing,
        _ => Step::Sql(text),
    })
}

/// The text up to the next `;`.
fn statement(reader: &mut Reader<'_>) -> String {
    let from = reader.at();
    while !reader.done() && !reader.is_symbol(";") {
        reader.bump();
    }
    reader.slice_from(from).to_owned()
}

fn end_label(reader: &mut Reader<'_>) {
    if !reader.done() && !reader.is_symbol(";") {
        reader.bump();
    }
}

/// The text up to a word, which is passed.
fn upto(reader: &mut Reader<'_>, word: &'static str) -> Result<String, Problem> {
    let text = reader.until(&[word])?.to_owned();
    reader.expect(word)?;
    Ok(text)
}

/// The condition after `UNTIL`, up to `END`, which is passed.
fn upto_end(reader: &mut Reader<'_>, word: &'static str) -> Result<String, Problem> {
    reader.expect(word)?;
    upto(reader, "END")
}

fn looped(reader: &mut Reader<'_>, word: &'static str) -> Result<Vec<Step>, Problem> {
    let body = steps(reader, &["END"])?;
    reader.expect("END")?;
    reader.expect(word)?;
    end_label(reader);
    Ok(body)
}

fn branches(reader: &mut Reader<'_>) -> Result<Step, Problem> {
    let mut arms = Vec::new();
    let mut otherwise = Vec::new();
    loop {
        let condition = upto(reader, "THEN")?;
        arms.push((condition, steps(reader, &["ELSEIF", "ELSE", "END"])?));
        if reader.eat("ELSEIF") {
            continue;
        }
        if reader.eat("ELSE") {
            otherwise = steps(reader, &["END"])?;
        }
        reader.expect("END")?;
        reader.expect("IF")?;
        return Ok(Step::If(arms, otherwise));
    }
}

fn case(reader: &mut Reader<'_>) -> Result<Step, Problem> {
    let subject = if reader.is("WHEN") { None } else { Some(reader.until(&["WHEN"])?.to_owned()) };
    let mut arms = Vec::new();
    while reader.eat("WHEN") {
        let when = upto(reader, "THEN")?;
        let condition = match &subject {
            Some(subject) => format!("({subject}) = ({when})"),
            None => when,
        };
        arms.push((condition, steps(reader, &["WHEN", "ELSE", "END"])?));
    }
    let otherwise = if reader.eat("ELSE") { steps(reader, &["END"])? } else { Vec::new() };
    reader.expect("END")?;
    reader.expect("CASE")?;
    Ok(Step::If(arms, otherwise))
}

/// `HANDLER FOR conditions statement`.
fn handler(reader: &mut Reader<'_>, leaves: bool) -> Result<Step, Problem> {
    reader.expect("HANDLER FOR")?;
    let mut not_found = false;
    loop {
        if reader.eat("NOT FOUND") {
            not_found = true;
        } else if reader.eat("SQLSTATE") {
            reader.eat("VALUE");
            not_found |= reader.string()?.starts_with("02");
        } else {
            reader.bump();
        }
        if !reader.eat_symbol(",") {
            break;
        }
    }
    Ok(Step::Handler { leaves, not_found, body: vec![step(reader)?] })
}

fn declare(reader: &mut Reader<'_>) -> Result<Step, Problem> {
    if reader.is_any(&["CONTINUE", "EXIT", "UNDO"])
        && reader.peek_at(1).is_some_and(|next| next.is_word("HANDLER"))
    {
        let leaves = !reader.is("CONTINUE");
        reader.bump();
        return handler(reader, leaves);
    }
    let names: Vec<_> =
        reader.comma_list(Reader::ident)?.iter().map(|name| name.to_ascii_lowercase()).collect();
    if reader.is("CONDITION") {
        statement(reader);
        return Ok(Step::Nothing);
    }
    if reader.eat("CURSOR") {
        let is_plain = reader.eat("FOR");
        let query = statement(reader);
        let name = names.into_iter().next().unwrap_or_default();
        // MariaDB's cursors can have arguments.
        return Ok(Step::Cursor(name, if is_plain { query } else { String::new() }));
    }
    while !reader.done() && !reader.is_symbol(";") && !reader.is("DEFAULT") {
        reader.bump();
    }
    let default = if reader.eat("DEFAULT") { Some(statement(reader)) } else { None };
    Ok(Step::Declare(names, default))
}
