//! Triggers.

use super::NEAR;
use crate::dialect::shape::{Shape, words};
use crate::replay::{Problem, Reader};
use crate::sql::TokenKind;

/// Reads `CREATE TRIGGER`.
pub(super) fn trigger(reader: &mut Reader<'_>, shape: &mut Shape) -> Result<(), Problem> {
    reader.expect("CREATE")?;
    reader.eat("OR REPLACE");
    if reader.eat("CONSTRAINT") {
        shape.words("constraint", "");
    }
    reader.expect("TRIGGER")?;
    reader.ident()?;
    let time = reader.eat_any(&["BEFORE", "AFTER", "INSTEAD OF"]).unwrap_or_default();
    shape.words("time", time);
    while !reader.eat("ON") {
        let Some(event) = reader.eat_any(&["INSERT", "DELETE", "TRUNCATE", "UPDATE"]) else {
            return Err(reader.unexpected("an event"));
        };
        let mut columns = Vec::new();
        if event == "UPDATE" && reader.eat("OF") {
            columns = reader.comma_list(Reader::ident)?;
        }
        shape.words(format!("event {event}"), columns.join(", "));
        reader.eat("OR");
    }
    reader.name()?;
    let mut initially = "IMMEDIATE";
    while !reader.done() {
        if reader.eat("FROM") {
            shape.words("from", reader.name()?.name);
        } else if reader.eat("NOT DEFERRABLE") {
        } else if reader.eat("DEFERRABLE") {
            shape.words("deferrable", "");
        } else if reader.eat("INITIALLY") {
            initially = reader.eat_any(&["DEFERRED", "IMMEDIATE"]).unwrap_or_default();
        } else if reader.eat("REFERENCING") {
            while let Some(word) = reader.eat_any(&["OLD", "NEW"]) {
                let _ = reader.eat("TABLE") && reader.eat("AS") || reader.eat("AS");
                shape.words(format!("{word} table"), reader.ident()?);
            }
        } else if reader.eat("FOR") {
            reader.eat("EACH");
            if reader.eat_any(&["ROW", "STATEMENT"]) == Some("ROW") {
                shape.words("for each row", "");
            }
        } else if reader.eat("WHEN") {
            shape.expr("when", reader.parens()?);
        } else if reader.eat("EXECUTE FUNCTION") || reader.eat("EXECUTE PROCEDURE") {
            let from = reader.at();
            reader.name()?;
            shape.words("execute", words(&reader.tokens()[from..reader.at()], reader.syntax(), &NEAR));
            shape.words("with", reader.list(argument)?.join(", "));
        } else {
            return Err(reader.unexpected("a clause of a trigger"));
        }
    }
    if initially == "DEFERRED" {
        shape.words("deferrable", "");
        shape.words("initially deferred", "");
    }
    Ok(())
}

/// An argument of the function, which the server keeps as a text: `2` and `two` are `'2'` and `'two'` (`TriggerFuncArg`).
fn argument(reader: &mut Reader<'_>) -> Result<String, Problem> {
    let value = match reader.peek() {
        Some(token) if token.kind == TokenKind::String => reader.string()?,
        Some(token) if token.kind == TokenKind::Number => {
            reader.bump();
            token.text.to_owned()
        }
        _ => reader.ident()?,
    };
    Ok(format!("{value:?}"))
}
