//! Arguments of routines, in any of the orders that `func_arg` of the server's grammar takes.

use crate::replay::{Problem, Reader};
use crate::sql::TokenKind;

/// What an argument is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::dialect::postgres) enum Mode {
    In,
    Out,
    InOut,
    Variadic,
}

/// One argument of a routine.
#[derive(Debug)]
pub(in crate::dialect::postgres) struct Argument<'a> {
    pub(in crate::dialect::postgres) mode: Mode,
    pub(in crate::dialect::postgres) name: Option<String>,
    /// Its type, as it is written.
    pub(in crate::dialect::postgres) ty: &'a str,
    pub(in crate::dialect::postgres) default: Option<&'a str>,
}

impl<'a> Argument<'a> {
    /// `[mode] [name] type [DEFAULT value]`, where the mode may stand after the name, too.
    pub(in crate::dialect::postgres) fn read(reader: &mut Reader<'a>) -> Result<Self, Problem> {
        let mut mode = read_mode(reader);
        let name = if is_named(reader, mode.is_some()) { Some(reader.ident()?) } else { None };
        mode = mode.or_else(|| name.as_ref().and_then(|_| read_mode(reader)));
        let from = reader.at();
        while !is_end(reader) {
            if reader.is_symbol("(") { reader.parens().map(|_| ())? } else { reader.bump() }
        }
        let ty = reader.slice_from(from);
        let has_default = reader.eat("DEFAULT") || reader.eat_symbol("=") || reader.eat_symbol(":=");
        let default = if has_default { Some(reader.until(&[])?) } else { None };
        Ok(Self { mode: mode.unwrap_or(Mode::In), name, ty, default })
    }
}

fn is_end(reader: &Reader<'_>) -> bool {
    reader.done()
        || reader.is("DEFAULT")
        || [",", ")", "=", ":="].iter().any(|symbol| reader.is_symbol(symbol))
}

fn read_mode(reader: &mut Reader<'_>) -> Option<Mode> {
    Some(match reader.eat_any(&["INOUT", "IN", "OUT", "VARIADIC"])? {
        "IN" if reader.eat("OUT") => Mode::InOut,
        "IN" => Mode::In,
        "OUT" => Mode::Out,
        "INOUT" => Mode::InOut,
        _ => Mode::Variadic,
    })
}

/// Whether a name comes before the type; `after_mode`: what is a mode in its place is none here.
fn is_named(reader: &Reader<'_>, after_mode: bool) -> bool {
    let (Some(first), Some(second)) = (reader.peek(), reader.peek_at(1)) else { return false };
    let has_mode = !after_mode && ["IN", "OUT", "INOUT", "VARIADIC"].iter().any(|mode| second.is_word(mode));
    let is_name = match first.kind {
        TokenKind::QuotedIdentifier => true,
        TokenKind::Word => !TYPES.iter().any(|word| first.is_word(word)),
        _ => false,
    };
    let is_of_words = first.is_word("double") && second.is_word("precision") || second.is_word("ARRAY");
    is_name && second.kind != TokenKind::Symbol && !second.is_word("DEFAULT") && (has_mode || !is_of_words)
}

/// Words that are types and never names of arguments (manual: "SQL Key Words", those that cannot be function or type).
const TYPES: [&str; 21] = [
    "bigint",
    "bit",
    "boolean",
    "char",
    "character",
    "dec",
    "decimal",
    "float",
    "int",
    "integer",
    "interval",
    "national",
    "nchar",
    "numeric",
    "real",
    "setof",
    "smallint",
    "time",
    "timestamp",
    "varchar",
    "precision",
];
