//! Stored programs compared by what their statements say: the server writes whose a program is, the type that comes
//! back and the characteristics its own way, and keeps the body as it was written.

use super::Mysql;
use crate::dialect::shape::{Shape, words};
use crate::dialect::{ReplayRules, Types};
use crate::model::Object;
use crate::replay::{Problem, Reader};
use crate::sql::DoubleQuotes;

/// Words that begin a characteristic, or the body.
pub(super) const AFTER_TYPE: [&str; 14] = [
    "AS",
    "IS",
    "NOT",
    "DETERMINISTIC",
    "CONTAINS",
    "NO",
    "READS",
    "MODIFIES",
    "SQL",
    "COMMENT",
    "LANGUAGE",
    "RETURN",
    "BEGIN",
    "IF",
];

/// Whether double quotes stand around names under the modes of a program.
pub(super) fn quotes_names(object: &Object) -> bool {
    let modes = object.origin.sql_mode.as_deref().unwrap_or_default();
    modes.split(',').any(|mode| ["ANSI", "ANSI_QUOTES", "ORACLE"].contains(&mode.trim()))
}

/// Whether a program was made in MariaDB's Oracle mode, which has a grammar of its own.
fn is_of_oracle(object: &Object) -> bool {
    let modes = object.origin.sql_mode.as_deref().unwrap_or_default();
    modes.split(',').any(|mode| mode.trim() == "ORACLE")
}

impl Mysql {
    /// Whether two stored programs of one name are the same.
    pub(super) fn is_same_object(&self, previous: &Object, next: &Object) -> bool {
        if previous.text.trim() == next.text.trim() {
            return true;
        }
        match (self.shape(previous), self.shape(next)) {
            (Ok(mut previous), Ok(mut next)) => {
                // The server writes down when an event begins.
                if !(previous.has("starts") && next.has("starts")) {
                    previous.remove("starts");
                    next.remove("starts");
                }
                previous.same(&next, self)
            }
            _ => false,
        }
    }

    fn shape(&self, object: &Object) -> Result<Shape, Problem> {
        let mut syntax = self.syntax();
        if quotes_names(object) {
            syntax.double_quotes = DoubleQuotes::Identifier;
        }
        let mut reader = Reader::new(&object.text, syntax, self.fold());
        let mut shape = Shape::default();
        reader.expect("CREATE")?;
        reader.eat("OR REPLACE");
        while !reader.done()
            && !reader.is_any(&["AGGREGATE", "FUNCTION", "PROCEDURE", "TRIGGER", "EVENT", "PACKAGE"])
        {
            // DEFINER = account
            reader.bump();
        }
        if reader.eat("AGGREGATE") {
            shape.words("aggregate", "");
        }
        let kind = reader.eat_any(&["FUNCTION", "PROCEDURE", "TRIGGER", "EVENT", "PACKAGE BODY", "PACKAGE"]);
        let kind = kind.unwrap_or_default();
        let _ = reader.if_not_exists();
        reader.name()?;
        match kind {
            "TRIGGER" => {
                let from = reader.at();
                while !reader.done() && !reader.eat("ON") {
                    reader.bump();
                }
                shape.words("when", words(&reader.tokens()[from..reader.at()], reader.syntax(), &[]));
                // The table is known already, whether its schema is named or not.
                reader.name()?;
                reader.expect("FOR EACH ROW")?;
                // Where it stands among others no server tells in its text.
                if reader.eat_any(&["FOLLOWS", "PRECEDES"]).is_some() {
                    reader.ident()?;
                }
            }
            "EVENT" => event(&mut reader, &mut shape)?,
            "PACKAGE" | "PACKAGE BODY" => {
                characteristics(&mut reader, &mut shape)?;
                if reader.eat_any(&["AS", "IS"]).is_none() {
                    return Err(reader.unexpected("`AS`"));
                }
            }
            _ if is_of_oracle(object) => self.routine_of_oracle(&mut reader, &mut shape)?,
            _ => self.routine(&mut reader, &mut shape)?,
        }
        shape.words("body", reader.rest());
        Ok(shape)
    }

    fn routine(&self, reader: &mut Reader<'_>, shape: &mut Shape) -> Result<(), Problem> {
        let from = reader.at();
        reader.parens()?;
        shape.words("parameters", words(&reader.tokens()[from..reader.at()], reader.syntax(), &[]));
        if reader.eat("RETURNS") {
            self.returns(reader, shape);
        }
        characteristics(reader, shape)
    }

    /// The head of a routine in MariaDB's Oracle mode, which may have no parentheses, up to `AS` or `IS`.
    fn routine_of_oracle(&self, reader: &mut Reader<'_>, shape: &mut Shape) -> Result<(), Problem> {
        let from = reader.at();
        if reader.is_symbol("(") && !reader.parens()?.trim().is_empty() {
            shape.words("parameters", words(&reader.tokens()[from..reader.at()], reader.syntax(), &[]));
        }
        if reader.eat("RETURN") {
            self.returns(reader, shape);
        }
        characteristics(reader, shape)?;
        match reader.eat_any(&["AS", "IS"]) {
            Some(_) => Ok(()),
            None => Err(reader.unexpected("`AS`")),
        }
    }

    /// The type of what a function gives, up to what comes after it.
    fn returns(&self, reader: &mut Reader<'_>, shape: &mut Shape) {
        let from = reader.at();
        while !reader.done() && (reader.at() == from || !reader.is_any(&AFTER_TYPE)) {
            reader.bump();
        }
        let text = reader.slice_from(from);
        let lower = text.to_ascii_lowercase();
        let end = [" charset ", " character set "].iter().filter_map(|word| lower.find(word)).min();
        let ty = text.get(..end.unwrap_or(text.len())).unwrap_or(text);
        let spelled = self.parse_type(ty).map_or_else(|_| ty.to_lowercase(), |ty| ty.to_string());
        shape.words("returns", spelled);
    }
}

/// What is said of a program between its head and its body.
fn characteristics(reader: &mut Reader<'_>, shape: &mut Shape) -> Result<(), Problem> {
    loop {
        if reader.eat("NOT DETERMINISTIC") || reader.eat("CONTAINS SQL") || reader.eat("LANGUAGE SQL") {
        } else if reader.eat("DETERMINISTIC") {
            shape.words("deterministic", "");
        } else if let Some(access) = reader.eat_any(&["NO SQL", "READS SQL DATA", "MODIFIES SQL DATA"]) {
            shape.words("access", access);
        } else if reader.eat("SQL SECURITY") {
            if reader.ident()?.eq_ignore_ascii_case("invoker") {
                shape.words("security invoker", "");
            }
        } else if reader.eat("COMMENT") {
            shape.words("comment", reader.string()?);
        } else {
            return Ok(());
        }
    }
}

/// `ON SCHEDULE .. DO`.
fn event(reader: &mut Reader<'_>, shape: &mut Shape) -> Result<(), Problem> {
    reader.expect("ON SCHEDULE")?;
    let mut from = reader.at();
    let mut about = "schedule";
    loop {
        let next = reader.eat_any(&["STARTS", "ENDS", "ON COMPLETION", "DO", "COMMENT", "ENABLE", "DISABLE"]);
        let Some(word) = next else {
            if reader.done() {
                return Err(reader.unexpected("`DO`"));
            }
            reader.bump();
            continue;
        };
        let end = reader.at() - word.split(' ').count();
        let text = words(&reader.tokens()[from..end], reader.syntax(), &[]);
        if !matches!((about, text.as_str()), ("completion", "not preserve") | ("enable", "")) {
            shape.words(about, text);
        }
        (from, about) = (
            reader.at(),
            match word {
                "STARTS" => "starts",
                "ENDS" => "ends",
                "ON COMPLETION" => "completion",
                "COMMENT" => "comment",
                "ENABLE" => "enable",
                "DISABLE" => "disable",
                _ => return Ok(()),
            },
        );
    }
}
