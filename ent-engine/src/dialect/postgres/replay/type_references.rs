//! `table.column%TYPE` in the head of a routine, which the server takes for the type that the column has when the routine
//! is made (manual: "CREATE FUNCTION"). In the body it stays.

use super::super::Postgres;
use super::names::fold;
use crate::dialect::Types;
use crate::replay::{Name, Problem, Reader, Runner, State};
use crate::sql::{Syntax, Token, TokenKind, identifier_value};

/// Runs the statement with types in place of its references: whether it has any.
pub(super) fn run(
    postgres: &Postgres,
    runner: &mut dyn Runner,
    reader: &Reader<'_>,
) -> Result<bool, Problem> {
    let text = resolved(postgres, runner.state(), reader)?;
    text.map_or(Ok(false), |text| runner.run(&text).map(|()| true))
}

/// The statement with types in place of the references; none if it has no reference, or is of another kind.
///
/// # Errors
/// When there is no such column.
fn resolved(postgres: &Postgres, state: &State, reader: &Reader<'_>) -> Result<Option<String>, Problem> {
    let is_routine = ["FUNCTION", "PROCEDURE"].iter().any(|kind| {
        reader.is_seq(&format!("CREATE {kind}")) || reader.is_seq(&format!("CREATE OR REPLACE {kind}"))
    });
    if !is_routine || !reader.text().contains('%') {
        return Ok(None);
    }
    let tokens = reader.tokens();
    let is_reference =
        |at: usize| tokens[at].is_symbol("%") && tokens.get(at + 1).is_some_and(|next| next.is_word("TYPE"));
    let head = tokens.iter().position(|token| token.is_word("AS") || token.is_word("BEGIN"));
    let (mut text, mut done) = (String::new(), 0);
    for at in (0..head.unwrap_or(tokens.len())).filter(|at| is_reference(*at)) {
        let start = start_of_name(tokens, at);
        let path: Vec<String> = tokens[start..at].iter().filter_map(name_of).collect();
        let ty = type_of(postgres, state, &path)?;
        text.push_str(reader.text().get(done..tokens[start].offset).unwrap_or_default());
        text.push_str(&ty);
        done = tokens[at + 1].end();
    }
    if done == 0 {
        return Ok(None);
    }
    text.push_str(reader.text().get(done..).unwrap_or_default());
    Ok(Some(text))
}

/// Where the name that ends before the token `at` begins.
fn start_of_name(tokens: &[Token<'_>], at: usize) -> usize {
    let mut start = at.saturating_sub(1);
    while start >= 2 && tokens[start - 1].is_symbol(".") {
        start -= 2;
    }
    start
}

fn name_of(token: &Token<'_>) -> Option<String> {
    match token.kind {
        TokenKind::Word => Some(fold(token.text)),
        TokenKind::QuotedIdentifier => Some(identifier_value(token.text, Syntax::postgres()).into_owned()),
        _ => None,
    }
}

fn type_of(postgres: &Postgres, state: &State, path: &[String]) -> Result<String, Problem> {
    let [.., table, column] = path else {
        return Err(Problem::Unknowable(format!("`{}%TYPE` names no column", path.join("."))));
    };
    let schema = path.len().checked_sub(3).map(|at| path[at].clone());
    let place = state.expect_table(&Name { schema, name: table.clone() })?;
    let Some(table) = state.table(&place) else {
        return Err(Problem::Unknowable(format!("the type of `{}` isn't known", path.join("."))));
    };
    let at = state.expect_column(table, column)?;
    let mut ty = table.columns[at].ty.clone();
    ty.args.clear();
    Ok(postgres.type_sql(&ty))
}
