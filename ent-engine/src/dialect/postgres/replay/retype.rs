//! What a change of a column's type does to the expressions that read it.
//!
//! The server takes them apart before and reads them again after, with the casts that it had added: a constant that was
//! compared with a `text` column stays a `text`, whatever the column is now.

use super::names::fold;
use crate::dialect::{Postgres, Types};
use crate::model::{DataType, Expr, PartKey, Table};
use crate::replay::Texts;
use crate::sql::{Syntax, Token, TokenKind, Tokens, identifier_value};

/// Writes down the types of constants in the expressions of a table that compare them with the column.
pub(super) fn expressions(
    postgres: &Postgres,
    table: &mut Table,
    column: &str,
    (previous, next): (&DataType, &DataType),
) {
    let Some(casts) = Casts::of(postgres, previous) else { return };
    let after = Casts::of(postgres, next).filter(|_| postgres.type_family(next).is_number());
    let texts = Texts::new(postgres);
    let name = table.name.clone();
    let change = |expr: &mut Expr| {
        if texts.reads(expr.as_str(), &name, column) {
            let written = casts.written(expr.as_str(), column);
            // A cast to the number that the column is by now does nothing any more.
            *expr = Expr::new(
                after.as_ref().map_or(written.clone(), |after| after.without_own(&written, column)),
            );
        }
    };
    for check in &mut table.checks {
        change(&mut check.expr);
    }
    for index in &mut table.indexes {
        index.predicate.iter_mut().for_each(change);
        for part in &mut index.parts {
            if let PartKey::Expr(expr) = &mut part.key {
                change(expr);
            }
        }
    }
}

/// The expression without casts of the column to a type, which do nothing: it is of a domain over that.
pub(in crate::dialect::postgres) fn without_casts_to(text: &str, column: &str, ty: &str) -> String {
    Casts::plain(ty.to_owned()).without_own(text, column)
}

/// How the server casts what stands beside a column of some type.
struct Casts {
    /// The type's own name in a cast.
    own: String,
    /// The cast of the column beside a constant, if it has one.
    column: &'static str,
    /// The cast of a constant.
    constant: String,
    /// The cast of a list of texts.
    list: &'static str,
    /// The cast of the column beside a list of texts that says its type.
    among_texts: &'static str,
    /// The cast of a number.
    number: Option<String>,
    /// The cast of a number in a list, or beside which the column is one of several.
    number_item: Option<String>,
    /// The casts of the column and of a number where there is only an operator of two that are the same (`%`).
    rest: (&'static str, Option<String>),
    /// The cast of the column as one of several beside a number.
    choice: &'static str,
}

/// Operators that take any two numbers, or two texts.
const OPERATORS: [&str; 11] = ["=", "<>", "!=", "<", ">", "<=", ">=", "+", "-", "*", "/"];

impl Casts {
    fn plain(own: String) -> Self {
        Self {
            constant: format!("::{own}"),
            own,
            column: "",
            list: "",
            among_texts: "",
            number: None,
            number_item: None,
            rest: ("", None),
            choice: "",
        }
    }

    fn of(postgres: &Postgres, ty: &DataType) -> Option<Self> {
        if ty.dimensions > 0 {
            return None;
        }
        let own = postgres.bare_type_sql(ty);
        let cast = Some(format!("::{own}"));
        let plain = Self::plain(own);
        Some(match ty.name.as_str() {
            // There are no operators of its own: it is compared as text.
            "character varying" => Self {
                column: "::text",
                constant: "::text".to_owned(),
                list: "::text[]",
                among_texts: "::text",
                ..plain
            },
            "character" => Self { among_texts: "::text", ..plain },
            "numeric" | "double precision" => {
                Self { number: cast.clone(), number_item: cast.clone(), rest: ("", cast), ..plain }
            }
            "real" => Self { number: Some("::double precision".to_owned()), number_item: cast, ..plain },
            "bigint" => Self { number_item: cast.clone(), rest: ("", cast), ..plain },
            "smallint" => Self { rest: ("::integer", None), choice: "::integer", ..plain },
            "text" | "uuid" | "jsonb" | "date" | "timestamptz" | "timestamp" | "integer" => plain,
            _ => return None,
        })
    }

    /// The expression with these casts.
    fn written(&self, text: &str, column: &str) -> String {
        let text = &self.without_own(text, column);
        let tokens: Vec<Token<'_>> = Tokens::new(text, Syntax::postgres()).collect();
        let reading = Reading { casts: self, tokens: &tokens, column };
        let mut out = String::with_capacity(text.len() + 32);
        let mut done = 0;
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            let operand = reading
                .operand(at)
                .map(|operand| reading.operation(&operand.0, operand.1).unwrap_or(operand));
            if let Some((replacement, end)) = operand.or_else(|| reading.length(at)) {
                out.push_str(text.get(done..token.offset).unwrap_or_default());
                out.push_str(&replacement);
                done = tokens.get(end - 1).map_or(done, Token::end);
                at = end;
            } else {
                at += 1;
            }
        }
        out.push_str(text.get(done..).unwrap_or_default());
        out
    }

    /// The expression without casts of the column to its own type: they do nothing.
    fn without_own(&self, text: &str, column: &str) -> String {
        let tokens: Vec<Token<'_>> = Tokens::new(text, Syntax::postgres()).collect();
        let reading = Reading { casts: self, tokens: &tokens, column };
        let mut out = String::with_capacity(text.len());
        let mut done = 0;
        for at in 0..tokens.len() {
            // `new.column` is the column, too.
            let is_named = at > 1 && tokens[at - 1].is_symbol(".");
            let start = if is_named { at - 2 } else { at };
            // Behind another word the parentheses may be those of a call.
            let is_call = start.checked_sub(2).and_then(|at| tokens.get(at)).is_some_and(|before| {
                before.kind != TokenKind::Symbol
                    && !["AND", "OR", "NOT"].iter().any(|word| before.is_word(word))
            });
            let is_alone = start > 0
                && !is_call
                && tokens[start - 1].is_symbol("(")
                && reading.is_column(at)
                && reading.is_symbol(at + 1, ")");
            let cast = reading.cast_at(at + 2).filter(|(ty, _)| is_alone && *ty == self.own);
            let Some((_, end)) = cast.filter(|(_, end)| !reading.is_symbol(*end, "[")) else { continue };
            out.push_str(text.get(done..tokens[start - 1].offset).unwrap_or_default());
            out.push_str(text.get(tokens[start].offset..tokens[at].end()).unwrap_or_default());
            done = tokens.get(end - 1).map_or(done, Token::end);
        }
        out.push_str(text.get(done..).unwrap_or_default());
        out
    }

    /// The casts of the column and of a constant that says its type already.
    fn beside(&self, ty: &str) -> (&'static str, &'static str) {
        match (self.own.as_str(), ty.to_ascii_lowercase().as_str()) {
            ("character varying", "bpchar") => ("::bpchar", ""),
            ("character varying", "text") | ("bpchar", "text") => ("::text", ""),
            ("text", "bpchar" | "character varying") => ("", "::text"),
            _ => ("", ""),
        }
    }
}

/// A part of an expression, written out, and the place behind it.
type Written = (String, usize);

/// An expression in which the column is looked for.
struct Reading<'a> {
    casts: &'a Casts,
    tokens: &'a [Token<'a>],
    column: &'a str,
}

impl Reading<'_> {
    fn token(&self, at: usize) -> Option<&Token<'_>> {
        self.tokens.get(at)
    }

    fn is(&self, at: usize, word: &str) -> bool {
        self.token(at).is_some_and(|token| token.is_word(word))
    }

    fn is_symbol(&self, at: usize, symbol: &str) -> bool {
        self.token(at).is_some_and(|token| token.is_symbol(symbol))
    }

    fn is_any(&self, at: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(at, word))
    }

    fn is_column(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| match token.kind {
            TokenKind::Word => fold(token.text) == self.column,
            TokenKind::QuotedIdentifier => identifier_value(token.text, Syntax::postgres()) == self.column,
            _ => false,
        })
    }

    /// The column, or `COALESCE(column, constants)` and its like.
    fn operand(&self, at: usize) -> Option<Written> {
        let casts = self.casts;
        let name = self.token(at)?.text;
        if self.is_column(at) && !self.is_symbol(at + 1, "::") {
            return Some((name.to_owned(), at + 1));
        }
        (self.is_symbol(at + 1, "(") && self.is_column(at + 2)).then_some(())?;
        let column = self.token(at + 2)?.text;
        self.is_any(at, &["COALESCE", "GREATEST", "LEAST"]).then_some(())?;
        self.is_symbol(at + 3, ",").then_some(())?;
        let text_cast = format!("::{}", casts.own);
        let (items, end) = self.constants(at + 4, ")", &text_cast, casts.number_item.as_ref())?;
        Some((format!("{name}({}, {})", cast(column, casts.choice), items.join(", ")), end))
    }

    /// The length of the column, which `character` has a function of its own for.
    fn length(&self, at: usize) -> Option<Written> {
        self.is_any(at, &["LENGTH", "CHAR_LENGTH", "CHARACTER_LENGTH", "OCTET_LENGTH"]).then_some(())?;
        let is_length = self.is_symbol(at + 1, "(") && self.is_column(at + 2) && self.is_symbol(at + 3, ")");
        (is_length && !self.casts.column.is_empty()).then_some(())?;
        let column = cast(self.token(at + 2)?.text, self.casts.column);
        Some((format!("{}({column})", self.token(at)?.text), at + 4))
    }

    /// A text with a cast, or a number with its own, that has none yet.
    fn constant(&self, at: usize, text_cast: &str, number: Option<&String>) -> Option<Written> {
        let minus = usize::from(self.is_symbol(at, "-"));
        let token = self.token(at + minus)?;
        let end = at + minus + 1;
        if self.is_symbol(end, "::") {
            return None;
        }
        match token.kind {
            TokenKind::String if minus == 0 => Some((format!("{}{text_cast}", token.text), end)),
            TokenKind::Number => {
                let sign = if minus == 1 { "-" } else { "" };
                let number = number.filter(|cast| *cast != "::numeric" || !token.text.contains('.'));
                Some(match number {
                    Some(cast) => (format!("({sign}{}){cast}", token.text), end),
                    None => (format!("{sign}{}", token.text), end),
                })
            }
            _ => None,
        }
    }

    /// Constants with commas between, up to the token that closes the list.
    fn constants(
        &self,
        mut at: usize,
        close: &str,
        text_cast: &str,
        number: Option<&String>,
    ) -> Option<(Vec<String>, usize)> {
        let mut items = Vec::new();
        loop {
            let (item, end) = self.constant(at, text_cast, number)?;
            items.push(item);
            if self.is_symbol(end, close) {
                return Some((items, end + 1));
            }
            self.is_symbol(end, ",").then_some(())?;
            at = end + 1;
        }
    }

    /// The operation whose left side is the operand, if it is one.
    fn operation(&self, operand: &str, at: usize) -> Option<Written> {
        self.words(operand, at).or_else(|| self.symbols(operand, at))
    }

    /// A constant beside the operand, with the operand: a text that says its type already, as after an earlier change,
    /// decides on the cast of both.
    fn beside(&self, operand: &str, at: usize) -> Option<(String, Written)> {
        let casts = self.casts;
        if let Some(value) = self.constant(at, &casts.constant, casts.number.as_ref()) {
            return Some((cast(operand, casts.column), value));
        }
        let constant = self.token(at).filter(|token| token.kind == TokenKind::String)?;
        let (ty, end) = self.cast_at(at + 1)?;
        let (left, right) = casts.beside(ty);
        let array = if self.is_symbol(end, "[") && self.is_symbol(end + 1, "]") { "[]" } else { "" };
        let constant = cast(&format!("{}::{ty}{array}", constant.text), right);
        Some((cast(operand, left), (constant, end + array.len())))
    }

    /// The type of a cast, without what makes it an array.
    fn cast_at(&self, at: usize) -> Option<(&str, usize)> {
        self.is_symbol(at, "::").then_some(())?;
        let varying = self.is(at + 2, "VARYING");
        let ty = if varying { "character varying" } else { self.token(at + 1)?.text };
        Some((ty, if varying { at + 3 } else { at + 2 }))
    }

    fn words(&self, operand: &str, at: usize) -> Option<Written> {
        let not = usize::from(self.is(at, "NOT"));
        let word = if not == 1 { "NOT " } else { "" };
        let at = at + not;
        if self.is(at, "IN") && self.is_symbol(at + 1, "(") {
            return self.among(&cast(operand, self.casts.column), at + 2, not == 1);
        }
        for like in ["LIKE", "ILIKE"] {
            if self.is(at, like) {
                let (pattern, end) = self.pattern(at + 1)?;
                return Some((format!("{} {word}{like} {pattern}", cast(operand, self.casts.column)), end));
            }
        }
        if self.is(at, "BETWEEN") {
            let (left, (low, end)) = self.beside(operand, at + 1)?;
            self.is(end, "AND").then_some(())?;
            let (_, (high, end)) = self.beside(operand, end + 1)?;
            return Some((format!("{left} {word}BETWEEN {low} AND {high}"), end));
        }
        self.is(at, "IS").then_some(())?;
        let not = usize::from(self.is(at + 1, "NOT"));
        let word = if not == 1 { "NOT " } else { "" };
        let from = at + 1 + not;
        (self.is(from, "DISTINCT") && self.is(from + 1, "FROM")).then_some(())?;
        let (left, (value, end)) = self.beside(operand, from + 2)?;
        Some((format!("{left} IS {word}DISTINCT FROM {value}"), end))
    }

    /// A text that is matched, which is always a text.
    fn pattern(&self, at: usize) -> Option<Written> {
        let constant = self.token(at).filter(|token| token.kind == TokenKind::String)?;
        let end = self.cast_at(at + 1).map_or(at + 1, |(_, end)| end);
        Some((format!("{}::text", constant.text), end))
    }

    fn symbols(&self, operand: &str, at: usize) -> Option<Written> {
        let casts = self.casts;
        if (self.is_symbol(at, "=") || self.is_symbol(at, "<>")) && self.is_any(at + 1, &["ANY", "ALL"]) {
            return self.any(operand, at);
        }
        let operator = self.token(at)?.text;
        if ["~", "~*", "!~", "!~*"].contains(&operator) {
            let (pattern, end) = self.pattern(at + 1)?;
            return Some((format!("{} {operator} {pattern}", cast(operand, casts.column)), end));
        }
        let (left, (value, mut end)) = match operator {
            "%" => (cast(operand, casts.rest.0), self.constant(at + 1, "", casts.rest.1.as_ref())?),
            _ => self.beside(operand, at + 1).filter(|_| OPERATORS.contains(&operator))?,
        };
        let mut out = format!("{left} {operator} {value}");
        // What is calculated of it is compared with further numbers.
        while let Some(operator) = self.token(end).filter(|token| token.kind == TokenKind::Symbol)
            && self.token(end + 1).is_some_and(|token| token.kind == TokenKind::Number)
            && let Some((value, next)) = self.constant(end + 1, "", casts.number.as_ref())
        {
            out.push_str(&format!(" {} {value}", operator.text));
            end = next;
        }
        Some((out, end))
    }

    /// `operand IN (constants)`, from the first of them.
    fn among(&self, left: &str, at: usize, not: bool) -> Option<Written> {
        let casts = self.casts;
        let text_cast = format!("::{}", casts.own);
        let (items, end) = self.constants(at, ")", &text_cast, casts.number_item.as_ref())?;
        // One item is compared as such.
        if items.len() == 1 {
            let operator = if not { "<>" } else { "=" };
            let (value, _) = self.constant(at, &casts.constant, casts.number.as_ref())?;
            return Some((format!("{left} {operator} {value}"), end));
        }
        let operator = if not { "<> ALL" } else { "= ANY" };
        let is_text = self.token(at).is_some_and(|token| token.kind == TokenKind::String);
        let array = match casts.list {
            cast if is_text && !cast.is_empty() => format!("(ARRAY[{}]){cast}", items.join(", ")),
            _ => format!("ARRAY[{}]", items.join(", ")),
        };
        Some((format!("{left} {operator} ({array})"), end))
    }

    /// `operand = ANY (ARRAY['a'])` or `operand = ANY ('{a}')`, from the operator.
    fn any(&self, operand: &str, at: usize) -> Option<Written> {
        let casts = self.casts;
        let open = at + 2;
        self.is_symbol(open, "(").then_some(())?;
        let words = format!("{} {} (", self.token(at)?.text, self.token(at + 1)?.text);
        if !self.is(open + 1, "ARRAY") || !self.is_symbol(open + 2, "[") {
            let (left, (array, end)) = match self.constant(open + 1, &format!("{}[]", casts.constant), None) {
                Some(array) => (cast(operand, casts.column), array),
                None => self.beside(operand, open + 1)?,
            };
            return Some((format!("{left} {words}{array}"), end));
        }
        if let Some((ty, _)) = self.cast_at(open + 4) {
            return Some((cast(operand, casts.beside(ty).0), at));
        }
        let (items, end) = self.constants(open + 3, "]", "::text", None)?;
        Some((format!("{} {words}ARRAY[{}]", cast(operand, casts.among_texts), items.join(", ")), end))
    }
}

/// A text with a cast, if there is one.
fn cast(text: &str, cast: &str) -> String {
    if cast.is_empty() { text.to_owned() } else { format!("({text}){cast}") }
}
