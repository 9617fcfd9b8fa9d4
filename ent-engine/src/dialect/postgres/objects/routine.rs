//! Functions and procedures.

use super::Postgres;
use super::argument::{Argument, Mode};
use super::data;
use crate::dialect::shape::{Shape, words};
use crate::replay::{Problem, Reader};
use crate::sql::TokenKind;

/// Words that begin a clause after the arguments.
pub(in crate::dialect::postgres) const CLAUSES: &[&str] = &[
    "LANGUAGE",
    "TRANSFORM",
    "WINDOW",
    "IMMUTABLE",
    "STABLE",
    "VOLATILE",
    "LEAKPROOF",
    "NOT",
    "CALLED",
    "RETURNS",
    "STRICT",
    "EXTERNAL",
    "SECURITY",
    "PARALLEL",
    "COST",
    "ROWS",
    "SUPPORT",
    "SET",
    "AS",
    "RETURN",
    "BEGIN",
    "DEFAULT",
    "RESET",
];

pub(super) fn read(postgres: &Postgres, reader: &mut Reader<'_>, shape: &mut Shape) -> Result<(), Problem> {
    reader.expect("CREATE")?;
    reader.eat("OR REPLACE");
    let _ = reader.eat("FUNCTION") || reader.eat("PROCEDURE");
    let name = reader.name()?.name;
    for (argument, number) in reader.list(Argument::read)?.iter().zip(1..) {
        self::argument(postgres, number, argument, shape);
    }
    while !reader.done() {
        clause(postgres, reader, shape)?;
    }
    defaults_by_language(&name, shape);
    Ok(())
}

/// What goes without saying in some languages: a low cost, and the name of the function as that of its symbol
/// (`interpret_AS_clause`).
fn defaults_by_language(name: &str, shape: &mut Shape) {
    let language = shape.word("language").unwrap_or_default().to_owned();
    cost_by_language(shape);
    let symbol = match language.as_str() {
        "c" => "link",
        "internal" => "body",
        _ => return,
    };
    if shape.word(symbol).is_none_or(str::is_empty) {
        shape.words(symbol, name);
    }
}

fn cost_by_language(shape: &mut Shape) {
    let is_compiled = matches!(shape.word("language"), Some("c" | "internal"));
    if shape.word("COST") == Some(if is_compiled { "1" } else { "100" }) {
        shape.remove("COST");
    }
}

/// Reads what `ALTER FUNCTION` says, as if it had been said at once.
pub(super) fn alter(postgres: &Postgres, reader: &mut Reader<'_>, shape: &mut Shape) -> Result<(), Problem> {
    reader.expect("ALTER")?;
    if reader.eat_any(&["FUNCTION", "PROCEDURE", "ROUTINE"]).is_none() {
        return Err(reader.unexpected("a change of a function"));
    }
    reader.name()?;
    if reader.is_symbol("(") {
        reader.parens()?;
    }
    while !reader.done() {
        if reader.eat("RESET ALL") {
            shape.remove_all("set ");
        } else if reader.eat("RESET") {
            shape.remove(&format!("set {}", reader.name()?.name.to_ascii_lowercase()));
        } else if reader.eat("RESTRICT") {
        } else if reader.eat("DEPENDS ON EXTENSION") {
            shape.words(format!("depends on {}", reader.ident()?), "");
        } else {
            clause(postgres, reader, shape)?;
        }
    }
    cost_by_language(shape);
    Ok(())
}

/// Sets a clause, or takes it out where it says what holds anyway.
fn settle(shape: &mut Shape, about: &str, words: &str, is_default: bool) {
    shape.remove(about);
    if !is_default {
        shape.words(about, words);
    }
}

/// Says of an argument all that the server keeps.
fn argument(postgres: &Postgres, number: usize, argument: &Argument<'_>, shape: &mut Shape) {
    let mode = match argument.mode {
        Mode::In => "",
        Mode::Out => "OUT",
        Mode::InOut => "INOUT",
        Mode::Variadic => "VARIADIC",
    };
    let name = argument.name.as_deref().unwrap_or_default();
    let ty = postgres.spelled_argument(argument.ty);
    shape.words(format!("argument {number}"), format!("{mode} {name} {ty}"));
    if let Some(default) = argument.default {
        shape.expr(format!("default {number}"), default);
    }
}

/// `BEGIN ATOMIC statement; ... END`.
fn atomic(reader: &mut Reader<'_>, shape: &mut Shape) -> Result<(), Problem> {
    reader.expect("BEGIN ATOMIC")?;
    let from = reader.at();
    // What ends the statements is the last word.
    let end = reader.tokens().iter().rposition(|token| token.is_word("END")).unwrap_or(from);
    data::statements(reader, from, end, shape);
    reader.go(end.max(from));
    reader.expect("END")?;
    reader.expect_done()
}

fn clause(postgres: &Postgres, reader: &mut Reader<'_>, shape: &mut Shape) -> Result<(), Problem> {
    if reader.eat("RETURNS NULL ON NULL INPUT") || reader.eat("STRICT") {
        shape.words("strict", "");
    } else if reader.eat("CALLED ON NULL INPUT") {
        shape.remove("strict");
    } else if reader.eat("RETURNS TABLE") {
        let columns = reader.list(|reader| {
            let name = reader.ident()?;
            Ok(format!("{name} {}", postgres.spelled_argument(reader.until(&[])?)))
        })?;
        shape.words("returns", format!("table {}", columns.join(", ")));
    } else if reader.eat("RETURNS") {
        let set = if reader.eat("SETOF") { "setof " } else { "" };
        let from = reader.at();
        while !reader.done() && (reader.at() == from || !reader.is_any(CLAUSES)) {
            reader.bump();
        }
        shape.words("returns", format!("{set}{}", postgres.spelled_argument(reader.slice_from(from))));
    } else if reader.eat("LANGUAGE") {
        let language = match reader.peek() {
            Some(token) if token.kind == TokenKind::String => reader.string()?.to_lowercase(),
            _ => reader.ident()?,
        };
        shape.words("language", language);
    } else if let Some(word) = reader.eat_any(&["IMMUTABLE", "STABLE", "VOLATILE"]) {
        settle(shape, "volatility", word, word == "VOLATILE");
    } else if reader.eat("NOT LEAKPROOF") {
        shape.remove("LEAKPROOF");
    } else if let Some(word) = reader.eat_any(&["LEAKPROOF", "WINDOW"]) {
        shape.words(word, "");
    } else if reader.eat("EXTERNAL SECURITY") || reader.eat("SECURITY") {
        let is_invoker = reader.eat_any(&["DEFINER", "INVOKER"]) == Some("INVOKER");
        settle(shape, "security definer", "", is_invoker);
    } else if reader.eat("PARALLEL") {
        let word = reader.ident()?;
        settle(shape, "parallel", &word, word == "unsafe");
    } else if let Some(word) = reader.eat_any(&["COST", "ROWS"]) {
        let value = reader.peek().map(|token| token.text).unwrap_or_default();
        reader.bump();
        settle(shape, word, value, (word, value) == ("ROWS", "1000"));
    } else if reader.eat("SUPPORT") {
        shape.words("support", reader.name()?.name);
    } else if reader.eat("SET") {
        let name = reader.name()?;
        let _ = reader.eat("TO") || reader.eat_symbol("=") || reader.eat("FROM");
        let from = reader.at();
        while !reader.done() && (reader.at() == from || !reader.is_any(CLAUSES)) {
            reader.bump();
        }
        // Values are the same with quotes and without.
        let value = words(&reader.tokens()[from..reader.at()], reader.syntax(), &[]).replace('\'', "");
        settle(shape, &format!("set {}", name.name.to_ascii_lowercase()), &value, value == "default");
    } else if reader.eat("AS") {
        let body = reader.string()?;
        let link = if reader.eat_symbol(",") { reader.string()? } else { String::new() };
        shape.words("body", body);
        shape.words("link", link);
    } else if reader.eat("RETURN") {
        shape.expr("return", reader.rest());
    } else if reader.is("BEGIN") {
        atomic(reader, shape)?;
    } else {
        return Err(reader.unexpected("a clause of a function"));
    }
    Ok(())
}
