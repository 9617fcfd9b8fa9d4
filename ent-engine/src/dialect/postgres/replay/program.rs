//! Programs that run on the server: `DO` blocks and functions that statements call, as far as what they do to the
//! schema is certain from their text and the schema so far.
//!
//! A condition over the catalog is answered from the state. Whatever reads data is unknown, and a branch that hangs on
//! it must do nothing to the schema; else the statement is refused.

mod calls;
mod casts;
mod catalog;
mod cursor;
mod dates;
mod declared;
mod effect;
mod eval;
mod exec;
mod functions;
mod operators;
mod query;
mod source;
mod syntax;
mod to_char;
mod value;

use crate::replay::{Problem, Reader, Runner, State};
use crate::sql::TokenKind;

/// Runs a `DO` statement.
pub(super) fn run_do(runner: &mut dyn Runner, reader: &mut Reader<'_>) -> Result<(), Problem> {
    reader.expect("DO")?;
    let mut body = None;
    while let Some(token) = reader.peek() {
        if reader.eat("LANGUAGE") {
            let language = match token.kind {
                TokenKind::String => reader.string()?,
                _ => match reader.peek() {
                    Some(next) if next.kind == TokenKind::String => reader.string()?,
                    _ => reader.ident()?,
                },
            };
            if language != "plpgsql" {
                return Err(Problem::Unknowable(format!("the block is written in {language}")));
            }
        } else {
            body = Some(reader.string()?);
        }
    }
    let Some(body) = body else { return Err(reader.unexpected("the block as a string")) };
    let block = syntax::parse(&body)?;
    exec::Program::new(runner).block(&block)
}

/// Runs the functions that a query calls, where they touch the schema; false if none does.
pub(super) fn run_calls(runner: &mut dyn Runner, sql: &str) -> Result<bool, Problem> {
    calls::call(runner, sql, &[], 0)
}

/// Whether a text is a query.
pub(super) fn is_query(text: &str) -> bool {
    eval::is_query(text)
}

/// Whether a text calls a function that may touch the schema.
fn is_effectful(state: &State, text: &str) -> bool {
    calls::is_effectful(state, text)
}
