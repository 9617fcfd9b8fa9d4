//! Statements that run others: prepared ones, calls of procedures, blocks.
//!
//! What they do is worked out as far as it depends on the schema and on constants alone, `information_schema` included:
//! the usual way to make a change only where it is not there yet. What depends on data is refused.

mod catalog;
mod eval;
mod functions;
mod run;
mod select;
mod steps;
mod stored;

use crate::model::ObjectKind;
use crate::replay::{Name, Problem, Reader, Runner, Value};
use catalog::CONNECTION;
use run::Frame;

/// Carries out a statement of a file; false for one that runs no other.
pub(super) fn run(runner: &mut dyn Runner, reader: &mut Reader<'_>) -> Result<bool, Problem> {
    let mut frame = Frame::new(reader.syntax(), 0);
    let sql = reader.text();
    if reader.is_any(&["PREPARE", "EXECUTE", "DEALLOCATE", "CALL", "SELECT"]) || reader.is_seq("DROP PREPARE")
    {
        return statement(&mut frame, runner, sql).unwrap_or(Ok(())).map(|()| true);
    }
    if reader.is("SET") && sql.contains('@') {
        // Settings among the assignments are read as usual.
        let _ = frame.set(runner, sql);
        return Ok(false);
    }
    let is_block =
        reader.is_seq("BEGIN NOT ATOMIC") || reader.is_any(&["IF", "WHILE", "LOOP", "REPEAT", "CASE"]);
    if is_block {
        block(&mut frame, runner, sql)?;
    }
    Ok(is_block)
}

fn block(frame: &mut Frame, runner: &mut dyn Runner, sql: &str) -> Result<(), Problem> {
    let mut reader = Reader::new(sql, frame.syntax, str::to_owned);
    let steps = steps::steps(&mut reader, &[])?;
    frame.steps(runner, &steps).map(|_| ())
}

/// Carries out a statement of a file or of a program; `None` for one that only the usual way knows.
fn statement(frame: &mut Frame, runner: &mut dyn Runner, sql: &str) -> Option<Result<(), Problem>> {
    let mut reader = Reader::new(sql, frame.syntax, str::to_owned);
    if reader.is("SET") && frame.depth > 0 {
        // A variable of the program, or one of the server for which it stands.
        if let Err(problem) = frame.set(runner, sql) {
            return Some(Err(problem));
        }
        let names_local = reader.peek_at(1).is_some_and(|token| {
            frame.locals.contains_key(&token.text.to_ascii_lowercase()) || token.text.starts_with('@')
        });
        return names_local.then_some(Ok(()));
    }
    if reader.is("SELECT") {
        if !run::into(frame.syntax, sql).is_empty() {
            frame.select_into(runner, sql);
        } else {
            assigned(frame, runner, sql);
        }
        return Some(Ok(()));
    }
    if reader.eat("PREPARE") {
        return Some(prepare(frame, runner, &mut reader));
    }
    if reader.eat("EXECUTE") {
        return Some(execute(frame, runner, &mut reader));
    }
    if reader.is("DEALLOCATE") || reader.is_seq("DROP PREPARE") {
        return Some(Ok(()));
    }
    if reader.eat("CALL") {
        return Some(call(frame, runner, &mut reader));
    }
    None
}

/// `SELECT @a := 1`: what it sets is not followed.
fn assigned(frame: &mut Frame, runner: &mut dyn Runner, sql: &str) {
    let reader = Reader::new(sql, frame.syntax, str::to_owned);
    let tokens = reader.tokens();
    let names: Vec<String> = tokens
        .iter()
        .zip(tokens.iter().skip(1))
        .filter(|(_, next)| next.is_symbol(":="))
        .map(|(token, _)| token.text.to_owned())
        .collect();
    // One assignment of a plain value is common enough.
    if let [name] = names.as_slice()
        && let Some(at) = tokens.iter().position(|token| token.is_symbol(":="))
        && at == 2
        && !tokens.iter().any(|token| token.is_word("FROM"))
    {
        let value = frame.eval(runner, reader.slice(at + 1, tokens.len()));
        frame.assign(runner, name, value);
        return;
    }
    for name in names {
        frame.assign(runner, &name, Value::Unknown);
    }
}

fn prepare(frame: &mut Frame, runner: &mut dyn Runner, reader: &mut Reader<'_>) -> Result<(), Problem> {
    let name = reader.ident()?.to_ascii_lowercase();
    reader.expect("FROM")?;
    let value = frame.eval(runner, reader.rest());
    let text = statement_of(&value);
    runner.state_mut().session.prepared.insert(name, text);
    Ok(())
}

/// The statement that a value is, or one that does as little.
fn statement_of(value: &Value) -> Option<String> {
    if *value == Value::Harmless { Some("DO 0".to_owned()) } else { eval::text_of(value) }
}

fn execute(frame: &mut Frame, runner: &mut dyn Runner, reader: &mut Reader<'_>) -> Result<(), Problem> {
    let text = if reader.eat("IMMEDIATE") {
        let text = reader.until(&["USING"])?.to_owned();
        statement_of(&frame.eval(runner, &text))
    } else {
        let name = reader.ident()?.to_ascii_lowercase();
        let prepared = &runner.state().session.prepared;
        prepared.get(&name).ok_or_else(|| Problem::missing("prepared statement", name))?.clone()
    };
    let Some(text) = text else {
        return Err(Problem::Unknowable(
            "the text of the statement is put together from more than the schema".to_owned(),
        ));
    };
    // A name without a schema is one of the connection's.
    let text = text
        .replace(&format!("`{CONNECTION}`."), "")
        .replace(&format!("{CONNECTION}."), "")
        .replace(&format!("`{CONNECTION}`"), "")
        .replace(CONNECTION, "");
    runner.run(&text)
}

fn call(frame: &mut Frame, runner: &mut dyn Runner, reader: &mut Reader<'_>) -> Result<(), Problem> {
    let name = reader.name()?;
    let args: Vec<String> = if reader.is_symbol("(") {
        reader.list(|reader| Ok(reader.until(&[])?.to_owned()))?
    } else {
        Vec::new()
    };
    let Some(text) = procedure(runner, &name) else {
        return Err(Problem::Unknowable(format!(
            "what the procedure `{name}` does is not known: no file makes it"
        )));
    };
    let mut program = Reader::new(&text, frame.syntax, str::to_owned);
    while !program.done() && !program.eat("PROCEDURE") {
        program.bump();
    }
    program.if_not_exists();
    program.name()?;
    let mut inner = Frame::new(frame.syntax, frame.depth + 1);
    let params = program.list(parameter)?;
    for (param, arg) in params.iter().zip(&args) {
        let value = if param.out { Value::Null } else { frame.eval(runner, arg) };
        inner.locals.insert(param.name.clone(), value);
    }
    characteristics(&mut program)?;
    let body = steps::steps(&mut program, &[])?;
    if run::is_inert(frame.syntax, &body) {
        for (param, arg) in params.iter().zip(&args).filter(|(param, _)| param.back) {
            let _ = param;
            frame.assign(runner, arg, Value::Unknown);
        }
        return Ok(());
    }
    inner.steps(runner, &body)?;
    for (param, arg) in params.iter().zip(&args).filter(|(param, _)| param.back) {
        let value = inner.locals.get(&param.name).cloned().unwrap_or_default();
        frame.assign(runner, arg, value);
    }
    Ok(())
}

/// The statement that made a procedure.
fn procedure(runner: &dyn Runner, name: &Name) -> Option<String> {
    let (_, text) = runner.state().resolve(name, |schema| {
        let found = schema.objects.iter().find(|object| {
            object.kind == ObjectKind::Procedure && object.name.eq_ignore_ascii_case(&name.name)
        });
        found.map(|object| object.text.clone())
    })?;
    Some(text)
}

struct Parameter {
    name: String,
    /// Whether nothing goes in.
    out: bool,
    /// Whether something comes back.
    back: bool,
}

fn parameter(reader: &mut Reader<'_>) -> Result<Parameter, Problem> {
    let direction = reader.eat_any(&["INOUT", "IN", "OUT"]);
    let name = reader.ident()?.to_ascii_lowercase();
    reader.until(&[])?;
    Ok(Parameter { name, out: direction == Some("OUT"), back: matches!(direction, Some("OUT" | "INOUT")) })
}

/// What stands between the parameters and the body.
fn characteristics(reader: &mut Reader<'_>) -> Result<(), Problem> {
    let words = [
        "LANGUAGE SQL",
        "NOT DETERMINISTIC",
        "DETERMINISTIC",
        "CONTAINS SQL",
        "NO SQL",
        "READS SQL DATA",
        "MODIFIES SQL DATA",
        "SQL SECURITY DEFINER",
        "SQL SECURITY INVOKER",
    ];
    loop {
        if reader.eat("COMMENT") {
            reader.string()?;
        } else if reader.eat_any(&words).is_none() {
            return Ok(());
        }
    }
}
