//! Declarations of variables and arguments.

use super::super::names::fold;
use super::casts::type_name;
use super::cursor;
use super::syntax::{is_assignment, to_semicolon};
use crate::replay::{Problem, Reader};
use crate::sql::Syntax;

/// A variable or an argument that is declared.
#[derive(Clone, Debug)]
pub(super) struct Declared {
    pub(super) name: String,
    /// Its type, where that is no more than a name.
    pub(super) ty: Option<String>,
    /// Its value at the start, or its default, as text.
    pub(super) value: Option<String>,
}

/// `name [CONSTANT] type [NOT NULL] [{:= | = | DEFAULT} expression];`
pub(super) fn variable(
    reader: &mut Reader<'_>,
    cursors: &mut Vec<(String, String)>,
) -> Result<Option<Declared>, Problem> {
    let name = reader.ident()?;
    if reader.is("ALIAS") {
        to_semicolon(reader)?;
        return Ok(None);
    }
    if reader.is("CURSOR") || reader.is_seq("SCROLL CURSOR") || reader.is_seq("NO SCROLL CURSOR") {
        cursors.extend(cursor::declared(reader)?.map(|query| (name, query)));
        return Ok(None);
    }
    let from = reader.at();
    while !(reader.done() || reader.is_symbol(";") || is_assignment(reader) || reader.is("DEFAULT")) {
        if reader.is_symbol("(") { reader.parens().map(|_| ())? } else { reader.bump() }
    }
    let ty = declared_type(reader.slice_from(from));
    let value = if is_assignment(reader) || reader.is("DEFAULT") {
        reader.bump();
        Some(to_semicolon(reader)?)
    } else {
        reader.expect_symbol(";")?;
        None
    };
    Ok(Some(Declared { name, ty, value }))
}

/// The type in a declaration, with what else may stand there; none where it is more than a name (`%TYPE`).
pub(super) fn declared_type(text: &str) -> Option<String> {
    let mut reader = Reader::new(text, Syntax::postgres(), fold);
    reader.eat("CONSTANT");
    let ty = type_name(&mut reader).ok()?;
    if reader.eat("COLLATE") {
        reader.name().ok()?;
    }
    reader.eat("NOT NULL");
    reader.done().then_some(ty)
}
