//! Reading a statement word by word.

mod clauses;
mod depth;

use super::{Name, Problem};
use crate::sql::{Syntax, Token, TokenKind, Tokens, identifier_value, string_value};

/// The tokens of one statement and a place among them.
pub struct Reader<'a> {
    text: &'a str,
    tokens: Vec<Token<'a>>,
    at: usize,
    syntax: Syntax,
    fold: fn(&str) -> String,
    strings_are_names: bool,
    level: usize,
}

impl<'a> Reader<'a> {
    /// A reader at the start of `text`; plain words that are names go through `fold`.
    pub fn new(text: &'a str, syntax: Syntax, fold: fn(&str) -> String) -> Self {
        let mut tokens: Vec<_> = Tokens::new(text, syntax).collect();
        while tokens.last().is_some_and(|token| token.is_symbol(";")) {
            tokens.pop();
        }
        Self { text, tokens, at: 0, syntax, fold, strings_are_names: false, level: 0 }
    }

    /// The same reader, which takes a string for a name where only a name can stand.
    #[must_use]
    pub fn strings_as_names(mut self, allowed: bool) -> Self {
        self.strings_are_names = allowed;
        self
    }

    /// A reader of another text by the same rules.
    pub fn sub<'b>(&self, text: &'b str) -> Reader<'b> {
        Reader::new(text, self.syntax, self.fold).strings_as_names(self.strings_are_names)
    }

    /// The whole text.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// The rules of the text.
    pub fn syntax(&self) -> Syntax {
        self.syntax
    }

    /// All tokens.
    pub fn tokens(&self) -> &[Token<'a>] {
        &self.tokens
    }

    /// The number of tokens passed.
    pub fn at(&self) -> usize {
        self.at
    }

    /// Goes back (or on) to a place that [`Reader::at`] gave.
    pub fn go(&mut self, at: usize) {
        self.at = at;
    }

    /// Passes one token.
    pub fn bump(&mut self) {
        self.at += 1;
    }

    /// Whether nothing is left.
    pub fn done(&self) -> bool {
        self.at >= self.tokens.len()
    }

    /// The next token.
    pub fn peek(&self) -> Option<Token<'a>> {
        self.tokens.get(self.at).copied()
    }

    /// The token `n` after the next.
    pub fn peek_at(&self, n: usize) -> Option<Token<'a>> {
        self.tokens.get(self.at + n).copied()
    }

    /// Whether the next token is this word.
    pub fn is(&self, word: &str) -> bool {
        self.peek().is_some_and(|token| token.is_word(word))
    }

    /// Whether the next token is one of these words.
    pub fn is_any(&self, words: &[&str]) -> bool {
        self.peek().is_some_and(|token| words.iter().any(|word| token.is_word(word)))
    }

    /// Whether these words come next, in order.
    pub fn is_seq(&self, words: &str) -> bool {
        words.split(' ').enumerate().all(|(n, word)| self.peek_at(n).is_some_and(|token| token.is_word(word)))
    }

    /// Whether the next token is this symbol.
    pub fn is_symbol(&self, symbol: &str) -> bool {
        self.peek().is_some_and(|token| token.is_symbol(symbol))
    }

    /// Passes these words if they come next.
    pub fn eat(&mut self, words: &str) -> bool {
        let found = self.is_seq(words);
        if found {
            self.at += words.split(' ').count();
        }
        found
    }

    /// Passes one of these words if it comes next.
    pub fn eat_any(&mut self, words: &[&'static str]) -> Option<&'static str> {
        words.iter().copied().find(|word| self.eat(word))
    }

    /// Passes this symbol if it comes next.
    pub fn eat_symbol(&mut self, symbol: &str) -> bool {
        let found = self.is_symbol(symbol);
        self.at += usize::from(found);
        found
    }

    /// Passes these words.
    pub fn expect(&mut self, words: &str) -> Result<(), Problem> {
        if self.eat(words) { Ok(()) } else { Err(self.unexpected(format!("`{words}`"))) }
    }

    /// Passes this symbol.
    pub fn expect_symbol(&mut self, symbol: &str) -> Result<(), Problem> {
        if self.eat_symbol(symbol) { Ok(()) } else { Err(self.unexpected(format!("`{symbol}`"))) }
    }

    /// The statement must be over.
    pub fn expect_done(&self) -> Result<(), Problem> {
        if self.done() { Ok(()) } else { Err(self.unexpected("the end of the statement")) }
    }

    /// The problem that something else than `expected` comes next.
    pub fn unexpected(&self, expected: impl Into<String>) -> Problem {
        let found = match self.peek() {
            Some(token) => format!("`{}`", token.text),
            None => "the end of the statement".to_owned(),
        };
        Problem::Unexpected { expected: expected.into(), found, at: self.offset() }
    }

    /// The byte offset of the next token.
    pub fn offset(&self) -> usize {
        self.peek().map_or(self.text.trim_end().len(), |token| token.offset)
    }

    /// The text from the token `from` up to the next token, without blanks around it.
    pub fn slice_from(&self, from: usize) -> &'a str {
        self.slice(from, self.at)
    }

    /// The text of the tokens `from` up to `to`.
    pub fn slice(&self, from: usize, to: usize) -> &'a str {
        match (self.tokens.get(from), to.checked_sub(1).and_then(|last| self.tokens.get(last))) {
            (Some(first), Some(last)) if from < to => {
                self.text.get(first.offset..last.end()).unwrap_or_default()
            }
            _ => "",
        }
    }

    /// The text from the next token to the end; nothing is left after.
    pub fn rest(&mut self) -> &'a str {
        let from = self.at;
        self.at = self.tokens.len();
        self.slice_from(from)
    }

    /// An identifier, folded if it is not quoted.
    pub fn ident(&mut self) -> Result<String, Problem> {
        let Some(token) = self.peek() else { return Err(self.unexpected("a name")) };
        let name = match token.kind {
            TokenKind::Word => (self.fold)(token.text),
            TokenKind::QuotedIdentifier => identifier_value(token.text, self.syntax).into_owned(),
            TokenKind::String if self.strings_are_names => string_value(token.text, self.syntax).into_owned(),
            _ => return Err(self.unexpected("a name")),
        };
        self.at += 1;
        Ok(name)
    }

    /// A name, qualified or not; of three parts the first (the catalog) is passed over.
    pub fn name(&mut self) -> Result<Name, Problem> {
        let mut name = Name::bare(self.ident()?);
        while self.eat_symbol(".") {
            let next = self.ident()?;
            name.schema = Some(std::mem::replace(&mut name.name, next));
        }
        Ok(name)
    }

    /// The value of a string.
    pub fn string(&mut self) -> Result<String, Problem> {
        match self.peek() {
            Some(token) if token.kind == TokenKind::String => {
                self.at += 1;
                let mut value = string_value(token.text, self.syntax).into_owned();
                // Strings side by side are one.
                while let Some(next) = self.peek().filter(|next| next.kind == TokenKind::String) {
                    value.push_str(&string_value(next.text, self.syntax));
                    self.at += 1;
                }
                Ok(value)
            }
            _ => Err(self.unexpected("a string")),
        }
    }

    /// A whole number with its sign.
    pub fn integer(&mut self) -> Result<i64, Problem> {
        let from = self.at;
        let minus = self.eat_symbol("-");
        if !minus {
            self.eat_symbol("+");
        }
        let digits = self.peek().filter(|token| token.kind == TokenKind::Number).map(|token| token.text);
        let text = format!("{}{}", if minus { "-" } else { "" }, digits.unwrap_or_default());
        match text.parse::<i128>() {
            Ok(value) => {
                self.at += 1;
                Ok(i64::try_from(value).unwrap_or(if minus { i64::MIN } else { i64::MAX }))
            }
            Err(_) => {
                self.at = from;
                Err(self.unexpected("a whole number"))
            }
        }
    }

    /// A parenthesis with all that is in it; gives the text inside.
    pub fn parens(&mut self) -> Result<&'a str, Problem> {
        let from = self.at;
        if !self.is_symbol("(") {
            return Err(self.unexpected("`(`"));
        }
        self.skip_group()?;
        Ok(self.slice(from + 1, self.at.saturating_sub(1)))
    }

    /// Passes one token, or a whole parenthesis or bracket.
    fn skip_group(&mut self) -> Result<(), Problem> {
        let mut depth = 0usize;
        loop {
            let Some(token) = self.peek() else { return Err(self.unexpected("`)`")) };
            match token.text {
                "(" | "[" => depth += 1,
                ")" | "]" => depth = depth.saturating_sub(1),
                _ => {}
            }
            self.at += 1;
            if depth == 0 {
                return Ok(());
            }
        }
    }

    /// The text up to a comma, a closing parenthesis, the end, or a word that `stop` knows (not as the first token,
    /// nor inside of parentheses or CASE). Empty if nothing stands before it.
    pub fn until(&mut self, stop: &[&str]) -> Result<&'a str, Problem> {
        let from = self.at;
        let mut cases = 0usize;
        while let Some(token) = self.peek() {
            let is_symbol = token.kind == TokenKind::Symbol;
            if is_symbol && matches!(token.text, "," | ")" | ";") {
                break;
            }
            if self.at > from && cases == 0 && self.is_any(stop) && !self.after_dot() {
                break;
            }
            if token.is_word("CASE") {
                cases += 1;
            } else if token.is_word("END") {
                cases = cases.saturating_sub(1);
            }
            self.skip_group()?;
        }
        Ok(self.slice_from(from))
    }

    fn after_dot(&self) -> bool {
        self.at.checked_sub(1).and_then(|at| self.tokens.get(at)).is_some_and(|token| token.is_symbol("."))
    }

    /// A list in parentheses: `item` reads each.
    pub fn list<T>(
        &mut self,
        mut item: impl FnMut(&mut Self) -> Result<T, Problem>,
    ) -> Result<Vec<T>, Problem> {
        self.expect_symbol("(")?;
        let mut items = Vec::new();
        if self.eat_symbol(")") {
            return Ok(items);
        }
        loop {
            items.push(item(self)?);
            if self.eat_symbol(")") {
                return Ok(items);
            }
            if !self.eat_symbol(",") {
                return Err(self.unexpected("`,` or `)`"));
            }
        }
    }

    /// A list without parentheses.
    pub fn comma_list<T>(
        &mut self,
        mut item: impl FnMut(&mut Self) -> Result<T, Problem>,
    ) -> Result<Vec<T>, Problem> {
        let mut items = vec![item(self)?];
        while self.eat_symbol(",") {
            items.push(item(self)?);
        }
        Ok(items)
    }

    /// `IF EXISTS`, if it is there.
    pub fn if_exists(&mut self) -> bool {
        self.eat("IF EXISTS")
    }

    /// `IF NOT EXISTS`, if it is there.
    pub fn if_not_exists(&mut self) -> bool {
        self.eat("IF NOT EXISTS")
    }

    /// `CASCADE` (true), `RESTRICT` or nothing.
    pub fn cascade(&mut self) -> bool {
        let cascade = self.eat("CASCADE");
        if !cascade {
            self.eat("RESTRICT");
        }
        cascade
    }
}
