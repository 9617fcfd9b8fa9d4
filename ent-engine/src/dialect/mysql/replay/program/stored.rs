//! Stored functions that an expression calls, as far as they only read the catalog: `IF column_exists('t', 'c') THEN`.

use std::collections::BTreeMap;

use super::eval::{Scope, eval, truth};
use super::run::{DEEPEST, into, variable};
use super::steps::{self, Step};
use super::{characteristics, parameter, select};
use crate::model::ObjectKind;
use crate::replay::{Name, Reader, Value};
use crate::sql::Syntax;

/// The variables of a function.
type Locals = BTreeMap<String, Value>;

/// How a list of steps ends.
enum Flow {
    Next,
    Return(Value),
}

/// What a function gives back; unknown where no file makes it, or where it does more than read the catalog.
pub(super) fn value(scope: Scope<'_>, name: &str, arguments: impl FnOnce() -> Vec<Value>) -> Value {
    if scope.calls > DEEPEST {
        return Value::Unknown;
    }
    let Some(text) = function(scope, name) else { return Value::Unknown };
    match read(scope.syntax, &text) {
        Some((parameters, body)) => {
            let mut locals: Locals = parameters.into_iter().zip(arguments()).collect();
            match run(Scope { calls: scope.calls + 1, ..scope }, &mut locals, &body) {
                Some(Flow::Return(value)) => value,
                _ => Value::Unknown,
            }
        }
        None => Value::Unknown,
    }
}

/// The statement that made a function.
fn function(scope: Scope<'_>, name: &str) -> Option<String> {
    let (_, text) = scope.state.resolve(&Name::bare(name), |schema| {
        let found = schema
            .objects
            .iter()
            .find(|object| object.kind == ObjectKind::Function && object.name.eq_ignore_ascii_case(name));
        found.map(|object| object.text.clone())
    })?;
    Some(text)
}

/// The parameters and the body of a function.
fn read(syntax: Syntax, text: &str) -> Option<(Vec<String>, Vec<Step>)> {
    let mut reader = Reader::new(text, syntax, str::to_owned);
    while !reader.done() && !reader.eat("FUNCTION") {
        reader.bump();
    }
    reader.if_not_exists();
    reader.name().ok()?;
    let parameters = reader.list(parameter).ok()?.into_iter().map(|parameter| parameter.name).collect();
    reader.expect("RETURNS").ok()?;
    // The type, and what may follow it.
    while !reader.done() && !reader.is_any(&["BEGIN", "RETURN"]) {
        let from = reader.at();
        characteristics(&mut reader).ok()?;
        if reader.at() == from {
            reader.bump();
        }
    }
    let body = steps::steps(&mut reader, &[]).ok()?;
    Some((parameters, body))
}

/// Carries out steps that set the function's own variables; `None` where one does something else, or depends on data.
fn run(scope: Scope<'_>, locals: &mut Locals, steps: &[Step]) -> Option<Flow> {
    for step in steps {
        let flow = match step {
            Step::Nothing => Flow::Next,
            Step::Declare(names, default) => {
                let value = default.as_ref().map_or(Value::Null, |text| told(scope, locals, text));
                locals.extend(names.iter().map(|name| (name.clone(), value.clone())));
                Flow::Next
            }
            Step::Block(_, body) => run(scope, locals, body)?,
            Step::If(arms, otherwise) => run(scope, locals, branch(scope, locals, arms, otherwise)?)?,
            Step::Return(text) => Flow::Return(told(scope, locals, text)),
            Step::Sql(text) => {
                assign(scope, locals, text)?;
                Flow::Next
            }
            _ => return None,
        };
        if let Flow::Return(_) = flow {
            return Some(flow);
        }
    }
    Some(Flow::Next)
}

fn told(scope: Scope<'_>, locals: &Locals, text: &str) -> Value {
    eval(Scope { locals, row: None, rows: None, ..scope }, text)
}

/// The steps of the first condition that holds.
fn branch<'s>(
    scope: Scope<'_>,
    locals: &Locals,
    arms: &'s [(String, Vec<Step>)],
    otherwise: &'s [Step],
) -> Option<&'s [Step]> {
    for (condition, body) in arms {
        if truth(&told(scope, locals, condition))? {
            return Some(body);
        }
    }
    Some(otherwise)
}

/// `SET a = 1` or `SELECT .. INTO a` for variables of the function.
fn assign(scope: Scope<'_>, locals: &mut Locals, text: &str) -> Option<()> {
    let mut reader = Reader::new(text, scope.syntax, str::to_owned);
    if reader.is("SELECT") {
        let names = into(scope.syntax, text);
        let rows = select::rows(Scope { locals, row: None, rows: None, ..scope }, text)?;
        // Without a row the variables stay as they are.
        let row = rows.into_iter().next().unwrap_or_default();
        for (name, value) in names.iter().zip(row) {
            *locals.get_mut(&name.to_ascii_lowercase())? = value;
        }
        return (!names.is_empty()).then_some(());
    }
    if !reader.eat("SET") {
        return None;
    }
    loop {
        let name = variable(&mut reader).ok()?.to_ascii_lowercase();
        if !reader.eat_symbol("=") && !reader.eat_symbol(":=") {
            return None;
        }
        let value = told(scope, locals, reader.until(&[]).ok()?);
        *locals.get_mut(&name)? = value;
        if !reader.eat_symbol(",") {
            return reader.done().then_some(());
        }
    }
}
