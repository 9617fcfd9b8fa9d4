//! Types of expressions in a query, where their text tells.
//!
//! The grammar's levels of precedence, each of which gives a type or none: what a function of the user's own or an
//! operator of an extension gives is not guessed.

mod calls;
mod rules;

use super::names::fold;
use crate::dialect::{Postgres, Types};
use crate::model::DataType;
use crate::replay::Reader;
use crate::sql::{Syntax, TokenKind};

/// The type of a constant in quotes, and of NULL, as long as nothing decides on it.
const UNKNOWN: &str = "unknown";

/// The type, or text for a constant on which nothing has decided.
pub(super) fn settled(ty: DataType) -> DataType {
    rules::known(ty)
}

/// The type that columns of one place in several queries get.
pub(super) fn common(types: &[DataType]) -> Option<DataType> {
    rules::common(types)
}

/// The type of an expression: that of a constant on which nothing has decided for one. Not told where operators or
/// functions of no known result decide on it.
pub(super) fn type_of(
    postgres: &Postgres,
    expr: &str,
    column: &dyn Fn(&str) -> Option<DataType>,
) -> Option<DataType> {
    let mut reader = Reader::new(expr.trim(), Syntax::postgres(), fold);
    let typing = Typing { postgres, column };
    let ty = typing.or(&mut reader)?;
    reader.done().then_some(ty)
}

/// What types are told from.
#[derive(Clone, Copy)]
struct Typing<'a> {
    postgres: &'a Postgres,
    column: &'a dyn Fn(&str) -> Option<DataType>,
}

fn boolean() -> Option<DataType> {
    Some(DataType::new("boolean"))
}

impl Typing<'_> {
    fn or(self, reader: &mut Reader<'_>) -> Option<DataType> {
        let ty = self.not(reader)?;
        if !reader.is_any(&["OR", "AND"]) {
            return Some(ty);
        }
        while reader.eat_any(&["OR", "AND"]).is_some() {
            self.not(reader)?;
        }
        boolean()
    }

    fn not(self, reader: &mut Reader<'_>) -> Option<DataType> {
        if reader.eat("NOT") {
            self.not(reader)?;
            return boolean();
        }
        let mut ty = self.comparison(reader)?;
        while reader.eat("IS") {
            reader.eat("NOT");
            if reader.eat("DISTINCT FROM") {
                self.comparison(reader)?;
            } else {
                reader.eat_any(&["NULL", "TRUE", "FALSE", "UNKNOWN"])?;
            }
            ty = DataType::new("boolean");
        }
        if reader.eat("ISNULL") || reader.eat("NOTNULL") {
            return boolean();
        }
        Some(ty)
    }

    fn comparison(self, reader: &mut Reader<'_>) -> Option<DataType> {
        let ty = self.range(reader)?;
        let mut compared = false;
        while ["=", "<>", "!=", "<=", ">=", "<", ">"].iter().any(|symbol| reader.eat_symbol(symbol)) {
            if reader.eat_any(&["ANY", "ALL", "SOME"]).is_some() {
                reader.parens().ok()?;
            } else {
                self.range(reader)?;
            }
            compared = true;
        }
        if compared { boolean() } else { Some(ty) }
    }

    fn range(self, reader: &mut Reader<'_>) -> Option<DataType> {
        let ty = self.other(reader)?;
        let words = ["IN", "BETWEEN", "LIKE", "ILIKE", "SIMILAR"];
        let negated = reader.is("NOT")
            && reader.peek_at(1).is_some_and(|next| words.iter().any(|word| next.is_word(word)));
        if negated {
            reader.bump();
        }
        match reader.eat_any(&words) {
            None => return Some(ty),
            Some("IN") => {
                reader.parens().ok()?;
            }
            Some("BETWEEN") => {
                reader.eat_any(&["SYMMETRIC", "ASYMMETRIC"]);
                self.other(reader)?;
                reader.expect("AND").ok()?;
                self.other(reader)?;
            }
            Some(word) => {
                if word == "SIMILAR" {
                    reader.expect("TO").ok()?;
                }
                self.other(reader)?;
                if reader.eat("ESCAPE") {
                    self.other(reader)?;
                }
            }
        }
        boolean()
    }

    /// Operators without a level of their own.
    fn other(self, reader: &mut Reader<'_>) -> Option<DataType> {
        let mut ty = self.additive(reader)?;
        while let Some(operator) = rules::other_operator(reader) {
            reader.bump();
            let right = self.additive(reader)?;
            ty = rules::other(operator, &ty, &right)?;
        }
        Some(ty)
    }

    fn additive(self, reader: &mut Reader<'_>) -> Option<DataType> {
        let mut ty = self.multiplicative(reader)?;
        while let Some(symbol) = ["+", "-"].into_iter().find(|symbol| reader.is_symbol(symbol)) {
            reader.bump();
            let right = self.multiplicative(reader)?;
            ty = rules::arithmetic(symbol, &ty, &right)?;
        }
        Some(ty)
    }

    fn multiplicative(self, reader: &mut Reader<'_>) -> Option<DataType> {
        let mut ty = self.unary(reader)?;
        while let Some(symbol) = ["*", "/", "%"].into_iter().find(|symbol| reader.is_symbol(symbol)) {
            reader.bump();
            let right = self.unary(reader)?;
            ty = rules::arithmetic(symbol, &ty, &right)?;
        }
        Some(ty)
    }

    fn unary(self, reader: &mut Reader<'_>) -> Option<DataType> {
        if reader.eat_symbol("-") || reader.eat_symbol("+") {
            let ty = self.unary(reader)?;
            return (rules::is_number(&ty) || ty.name == "interval").then(|| rules::bare(ty));
        }
        let mut ty = self.primary(reader)?;
        loop {
            if reader.eat_symbol("::") {
                ty = self.type_name(reader)?;
            } else if reader.is_symbol("[") {
                let from = reader.at();
                while !reader.done() && !reader.is_symbol("]") {
                    reader.bump();
                }
                let slices = reader.slice_from(from).contains(':');
                reader.expect_symbol("]").ok()?;
                ty = match (ty.name.as_str(), ty.dimensions) {
                    ("jsonb", 0) => ty,
                    (_, 0) => return None,
                    _ if slices => ty,
                    _ => DataType { dimensions: 0, ..ty },
                };
            } else if reader.eat("COLLATE") {
                // The column would have the collation, too.
                return None;
            } else if reader.eat("AT TIME ZONE") {
                self.primary(reader)?;
                ty = match ty.name.as_str() {
                    "timestamptz" => DataType::new("timestamp"),
                    "timestamp" => DataType::new("timestamptz"),
                    _ => return None,
                };
            } else {
                return Some(ty);
            }
        }
    }

    /// A type as a cast names it.
    fn type_name(self, reader: &mut Reader<'_>) -> Option<DataType> {
        let from = reader.at();
        reader.name().ok()?;
        let _ = reader.eat("VARYING") || reader.eat("PRECISION");
        if reader.is_symbol("(") {
            reader.parens().ok()?;
        }
        let _ = reader.eat("WITH TIME ZONE") || reader.eat("WITHOUT TIME ZONE");
        while reader.is_symbol("[") || reader.is_symbol("[]") {
            while !reader.done() && !reader.is_symbol("]") && !reader.is_symbol("[]") {
                reader.bump();
            }
            reader.bump();
        }
        self.postgres.parse_type(reader.slice_from(from)).ok()
    }

    fn primary(self, reader: &mut Reader<'_>) -> Option<DataType> {
        let token = reader.peek()?;
        match token.kind {
            TokenKind::String => {
                reader.bump();
                return Some(DataType::new(UNKNOWN));
            }
            TokenKind::Number => {
                reader.bump();
                return Some(DataType::new(match token.text.parse::<i64>() {
                    Ok(value) if i32::try_from(value).is_ok() => "integer",
                    Ok(_) => "bigint",
                    Err(_) => "numeric",
                }));
            }
            TokenKind::Symbol if token.text == "(" => {
                let inside = reader.parens().ok()?.to_owned();
                if super::program::is_query(&inside) {
                    return None;
                }
                let mut inner = reader.sub(&inside);
                let ty = self.or(&mut inner)?;
                return inner.done().then_some(ty);
            }
            TokenKind::Word | TokenKind::QuotedIdentifier => {}
            _ => return None,
        }
        if let Some(ty) = self.word(reader) {
            return ty;
        }
        let name = reader.name().ok()?;
        if reader.is_symbol("(") {
            return if matches!(name.schema.as_deref(), None | Some("pg_catalog")) {
                self.call(reader, &name.name)
            } else {
                None
            };
        }
        // `type 'text'`.
        if reader.peek().is_some_and(|next| next.kind == TokenKind::String) {
            reader.bump();
            return self.postgres.parse_type(&name.name).ok();
        }
        (self.column)(&name.name)
    }

    /// What starts with a word of the language; `None` if nothing does.
    fn word(self, reader: &mut Reader<'_>) -> Option<Option<DataType>> {
        if reader.eat("NULL") {
            return Some(Some(DataType::new(UNKNOWN)));
        }
        if reader.eat("TRUE") || reader.eat("FALSE") {
            return Some(boolean());
        }
        if reader.eat("EXISTS") {
            return Some(reader.parens().ok().and_then(|_| boolean()));
        }
        if reader.eat("CAST") {
            return Some(self.cast(reader));
        }
        if reader.eat("CASE") {
            return Some(self.case(reader));
        }
        if reader.is("ARRAY") {
            return Some(self.array(reader));
        }
        let alone = !reader.peek_at(1).is_some_and(|next| next.is_symbol("(") || next.is_symbol("."));
        let keywords = [
            ("CURRENT_TIMESTAMP", "timestamptz"),
            ("LOCALTIMESTAMP", "timestamp"),
            ("CURRENT_DATE", "date"),
            ("CURRENT_TIME", "timetz"),
            ("LOCALTIME", "time"),
            ("CURRENT_USER", "name"),
            ("SESSION_USER", "name"),
        ];
        let found = keywords.iter().find(|(word, _)| alone && reader.is(word))?;
        reader.bump();
        Some(Some(DataType::new(found.1)))
    }

    fn cast(self, reader: &mut Reader<'_>) -> Option<DataType> {
        let inside = reader.parens().ok()?.to_owned();
        let mut inner = reader.sub(&inside);
        inner.until(&["AS"]).ok()?;
        inner.expect("AS").ok()?;
        self.postgres.parse_type(inner.rest()).ok()
    }

    fn case(self, reader: &mut Reader<'_>) -> Option<DataType> {
        if !reader.is("WHEN") {
            self.or(reader)?;
        }
        let mut results = Vec::new();
        while reader.eat("WHEN") {
            self.or(reader)?;
            reader.expect("THEN").ok()?;
            results.push(self.or(reader)?);
        }
        // Without ELSE the result may be NULL, a constant like any other. It counts before the others
        // (`transformCaseExpr`).
        results.insert(0, if reader.eat("ELSE") { self.or(reader)? } else { DataType::new(UNKNOWN) });
        reader.expect("END").ok()?;
        rules::common(&results)
    }

    fn array(self, reader: &mut Reader<'_>) -> Option<DataType> {
        reader.bump();
        reader.expect_symbol("[").ok()?;
        let mut elements = vec![self.or(reader)?];
        while reader.eat_symbol(",") {
            elements.push(self.or(reader)?);
        }
        reader.expect_symbol("]").ok()?;
        let element = rules::common(&elements)?;
        (element.dimensions == 0).then(|| DataType { dimensions: 1, ..rules::known(rules::bare(element)) })
    }
}
