//! Functions of the user's own that statements call.

use super::super::names::fold;
use super::declared::{Declared, declared_type};
use super::eval::Scope;
use super::exec::Program;
use super::value::{Value, Variable};
use super::{effect, query, syntax};
use crate::model::{Object, ObjectKind};
use crate::replay::{Problem, Reader, Runner, State};
use crate::sql::{Syntax, TokenKind};

/// A function as its statement declares it.
struct Routine {
    arguments: Vec<Declared>,
    language: String,
    body: String,
}

/// Whether a text calls a function that may touch the schema.
pub(super) fn is_effectful(state: &State, text: &str) -> bool {
    effectful_call(state, text).is_some()
}

/// The first function that a text calls and that may touch the schema.
fn effectful_call<'s>(state: &'s State, text: &str) -> Option<&'s Object> {
    if !text.contains('(') || !state.realm.schemas.iter().any(|schema| !schema.objects.is_empty()) {
        return None;
    }
    let reader = Reader::new(text, Syntax::postgres(), fold);
    let tokens = reader.tokens();
    tokens.iter().zip(tokens.iter().skip(1)).find_map(|(token, next)| {
        if token.kind != TokenKind::Word || !next.is_symbol("(") {
            return None;
        }
        let name = fold(token.text);
        routines(state, &name).find(|object| touches(state, object))
    })
}

fn routines<'s>(state: &'s State, name: &str) -> impl Iterator<Item = &'s Object> {
    let objects = state.realm.schemas.iter().flat_map(|schema| &schema.objects);
    objects.filter(move |object| {
        matches!(object.kind, ObjectKind::Function | ObjectKind::Procedure)
            && object.name.split('(').next() == Some(name)
    })
}

/// Whether a function may touch the schema when it runs.
fn touches(state: &State, object: &Object) -> bool {
    // Words that any such body has, looked for before it is read.
    let lower = object.text.to_ascii_lowercase();
    let suspicious = ["create", "alter", "drop", "execute", "rename", "comment", "import", "search_path"];
    let calls_itself = object.name.split('(').next().unwrap_or_default();
    if !suspicious.iter().any(|word| lower.matches(word).count() > usize::from(*word == "create")) {
        let others = state.realm.schemas.iter().flat_map(|schema| &schema.objects);
        let mut others = others.filter(|other| {
            let name = other.name.split('(').next().unwrap_or_default();
            other.kind == ObjectKind::Function && name != calls_itself && lower.contains(&format!("{name}("))
        });
        return others.any(|other| {
            let text = other.text.to_ascii_lowercase();
            text.contains("execute") || text.matches("create").count() > 1 || text.contains("alter ")
        });
    }
    let Some(routine) = declared(object) else { return true };
    match routine.language.as_str() {
        "plpgsql" => syntax::parse(&routine.body).map_or(true, |block| {
            let steps = [syntax::Step::Block(block)];
            !is_plain(&steps)
        }),
        "sql" => !statements(&routine.body).iter().all(|statement| effect::is_data(statement)),
        "c" | "internal" => false,
        _ => true,
    }
}

/// Whether steps touch nothing themselves, functions that they call aside.
fn is_plain(steps: &[syntax::Step]) -> bool {
    effect::is_harmless(&State::default(), steps)
}

fn statements(body: &str) -> Vec<String> {
    crate::sql::Splitter::new(body, Syntax::postgres())
        .filter_map(Result::ok)
        .map(|statement| statement.sql().trim_end_matches(';').trim().to_owned())
        .filter(|statement| !statement.is_empty())
        .collect()
}

/// Reads what `CREATE FUNCTION` says.
fn declared(object: &Object) -> Option<Routine> {
    let mut reader = Reader::new(&object.text, Syntax::postgres(), fold);
    while !reader.done() && !reader.is_symbol("(") {
        reader.bump();
    }
    let inside = reader.parens().ok()?.to_owned();
    let mut list = reader.sub(&inside);
    let mut arguments = Vec::new();
    while !list.done() {
        let _ = list.eat_any(&["INOUT", "IN", "OUT", "VARIADIC"]);
        let named = list.peek_at(1).is_some_and(|next| !next.is_symbol(",") && !next.is_symbol("["));
        let name = if named { list.ident().ok()? } else { String::new() };
        let from = list.at();
        while !list.done() && !list.is_symbol(",") && !list.is_symbol("=") && !list.is("DEFAULT") {
            if list.is_symbol("(") { list.parens().map(|_| ()).ok()? } else { list.bump() }
        }
        let ty = declared_type(list.slice_from(from));
        let has_default = list.eat_symbol("=") || list.eat("DEFAULT");
        let rest = list.until(&[]).ok()?;
        arguments.push(Declared { name, ty, value: has_default.then(|| rest.to_owned()) });
        if !list.eat_symbol(",") {
            break;
        }
    }
    let (mut language, mut body) = ("sql".to_owned(), None);
    while let Some(token) = reader.peek() {
        if reader.eat("LANGUAGE") {
            language = match reader.peek() {
                Some(next) if next.kind == TokenKind::String => reader.string().ok()?,
                _ => reader.ident().ok()?,
            };
        } else if token.is_word("AS") && reader.peek_at(1).is_some_and(|next| next.kind == TokenKind::String)
        {
            reader.bump();
            body = reader.string().ok();
        } else {
            reader.bump();
        }
    }
    Some(Routine { arguments, language: language.to_lowercase(), body: body? })
}

/// Runs what a query or data statement calls, where that touches the schema. False if nothing of it does.
pub(super) fn call(
    runner: &mut dyn Runner,
    sql: &str,
    variables: &[Variable],
    depth: usize,
) -> Result<bool, Problem> {
    let Some(object) = effectful_call(runner.state(), sql) else {
        return known(runner.state(), sql).map(|()| false);
    };
    let name = object.name.split('(').next().unwrap_or_default().to_owned();
    let unknown = || {
        Problem::Unknowable(format!(
            "the function `{name}` that it calls may change the schema, depending on data"
        ))
    };
    // `CALL name(..)` is a SELECT of one item.
    let mut reader = Reader::new(sql, Syntax::postgres(), fold);
    let text = if reader.eat("CALL") { format!("SELECT {}", reader.rest()) } else { sql.to_owned() };
    let mut reader = Reader::new(&text, Syntax::postgres(), fold);
    if !reader.eat("SELECT") {
        return Err(unknown());
    }
    // Each item must be a call by itself.
    let mut calls = Vec::new();
    loop {
        let from = reader.at();
        let called = reader.name().map_err(|_| unknown())?;
        if !reader.is_symbol("(") {
            reader.go(from);
            return Err(unknown());
        }
        let inside = reader.parens()?.to_owned();
        calls.push((called, inside));
        if reader.eat("AS") {
            reader.ident()?;
        }
        if !reader.eat_symbol(",") {
            break;
        }
    }
    let rest = reader.rest().to_owned();
    // What the arguments are for each row.
    let runs: Vec<(String, Vec<Value>)> = {
        let scope = Scope { state: runner.state(), variables, rows: &[] };
        let mut runs = Vec::new();
        for (called, inside) in calls {
            let arguments = if inside.is_empty() { "1" } else { &inside };
            let rows = query::rows(&scope, &format!("SELECT {arguments} {rest}"))?.ok_or_else(unknown)?;
            for row in rows {
                let values = if inside.is_empty() {
                    Vec::new()
                } else {
                    row.into_iter().map(|(_, value)| value).collect()
                };
                runs.push((called.name.clone(), values));
            }
        }
        runs
    };
    for (name, values) in runs {
        run(runner, &name, values, depth)?;
    }
    Ok(true)
}

/// A procedure that is called must be there, or what it does is not known.
fn known(state: &State, sql: &str) -> Result<(), Problem> {
    let mut reader = Reader::new(sql, Syntax::postgres(), fold);
    if reader.eat("CALL") {
        let name = reader.name()?;
        if routines(state, &name.name).next().is_none() {
            return Err(Problem::Unknowable(format!(
                "what the procedure `{name}` does to the schema is not known"
            )));
        }
    }
    Ok(())
}

fn run(runner: &mut dyn Runner, name: &str, values: Vec<Value>, depth: usize) -> Result<(), Problem> {
    let found: Vec<Object> = routines(runner.state(), name).cloned().collect();
    let mut routines =
        found.iter().filter_map(declared).filter(|routine| routine.arguments.len() >= values.len());
    let unknown = || {
        Problem::Unknowable(format!(
            "what the function `{name}` does to the schema can't be told from its text"
        ))
    };
    let (Some(routine), None) = (routines.next(), routines.next()) else { return Err(unknown()) };
    let scope = Scope { state: runner.state(), variables: &[], rows: &[] };
    let mut values = values.into_iter();
    let mut arguments: Vec<Variable> = Vec::new();
    for (at, Declared { name, ty, value: default }) in routine.arguments.iter().enumerate() {
        let value = match (values.next(), default) {
            (Some(value), _) => value,
            (None, Some(default)) => scope.value(default)?,
            (None, None) => return Err(unknown()),
        };
        let value = scope.assigned(value, ty.as_deref())?;
        for name in [format!("${}", at + 1), name.clone()] {
            arguments.push(Variable { name, ty: ty.clone(), value: value.clone() });
        }
    }
    match routine.language.as_str() {
        "plpgsql" => Program::called(runner, arguments, depth + 1).block(&syntax::parse(&routine.body)?),
        "sql" => statements(&routine.body).iter().try_for_each(|statement| runner.run(statement)),
        _ => Err(unknown()),
    }
}
