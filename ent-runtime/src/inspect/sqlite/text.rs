//! Reading the text of SQLite's own statements, token by token.

use ent_engine::sql::{Syntax, Token, TokenKind, Tokens, identifier_value, string_value};

/// The tokens of a statement, with a place among them.
pub(super) struct Reader<'a> {
    text: &'a str,
    tokens: Vec<Token<'a>>,
    at: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, tokens: Tokens::new(text, Syntax::sqlite()).collect(), at: 0 }
    }

    /// The next token, left in its place.
    pub(super) fn peek(&self) -> Option<Token<'a>> {
        self.tokens.get(self.at).copied()
    }

    /// The next token.
    pub(super) fn next(&mut self) -> Option<Token<'a>> {
        let token = self.peek();
        self.at += 1;
        token
    }

    /// Whether the next tokens are these words, which are then passed over.
    pub(super) fn eat(&mut self, words: &str) -> bool {
        let mut ahead = self.at;
        for word in words.split(' ') {
            match self.tokens.get(ahead) {
                Some(token) if token.is_word(word) || token.is_symbol(word) => ahead += 1,
                _ => return false,
            }
        }
        self.at = ahead;
        true
    }

    /// The name that the next token spells.
    pub(super) fn name(&mut self) -> Option<String> {
        self.next().map(|token| name_of(&token))
    }

    /// Passes over a group in parentheses; the reader of what is in it.
    pub(super) fn group(&mut self) -> Option<Reader<'a>> {
        if !self.peek()?.is_symbol("(") {
            return None;
        }
        let open = self.at;
        let mut depth = 0usize;
        while let Some(token) = self.next() {
            match token.kind {
                TokenKind::Symbol if token.text == "(" => depth += 1,
                TokenKind::Symbol if token.text == ")" => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
        let inner = self.tokens.get(open + 1..self.at - 1).unwrap_or_default().to_vec();
        Some(Reader { text: self.text, tokens: inner, at: 0 })
    }

    /// The parts between commas outside parentheses.
    pub(super) fn split(&self) -> Vec<Reader<'a>> {
        let mut parts = vec![Vec::new()];
        let mut depth = 0usize;
        for token in self.tokens.iter().skip(self.at) {
            match token.kind {
                TokenKind::Symbol if token.text == "(" => depth += 1,
                TokenKind::Symbol if token.text == ")" => depth = depth.saturating_sub(1),
                TokenKind::Symbol if token.text == "," && depth == 0 => {
                    parts.push(Vec::new());
                    continue;
                }
                _ => {}
            }
            if let Some(part) = parts.last_mut() {
                part.push(*token);
            }
        }
        parts.into_iter().map(|tokens| Reader { text: self.text, tokens, at: 0 }).collect()
    }

    /// The names between commas, each the first token of its part.
    pub(super) fn names(&self) -> Vec<String> {
        self.split().iter_mut().filter_map(Reader::name).collect()
    }

    /// The last `count` tokens taken off, if they are there.
    pub(super) fn cut(&mut self, count: usize) {
        self.tokens.truncate(self.tokens.len().saturating_sub(count));
    }

    /// The token that stands `back` places before the end; 1 is the last.
    pub(super) fn nth_last(&self, back: usize) -> Option<&Token<'a>> {
        self.tokens.len().checked_sub(back).and_then(|at| self.tokens.get(at))
    }

    /// What is left, as it stands in the statement.
    pub(super) fn rest(&self) -> &'a str {
        match (self.peek(), self.tokens.last()) {
            (Some(first), Some(last)) => self.text.get(first.offset..last.end()).unwrap_or_default(),
            _ => "",
        }
    }

    /// The names that appear anywhere in what is left.
    pub(super) fn mentioned(&self) -> Vec<String> {
        self.tokens
            .iter()
            .skip(self.at)
            .filter(|token| matches!(token.kind, TokenKind::Word | TokenKind::QuotedIdentifier))
            .map(name_of)
            .collect()
    }
}

/// The name that a token spells; SQLite takes a string for a name where only a name can stand.
fn name_of(token: &Token<'_>) -> String {
    match token.kind {
        TokenKind::String => string_value(token.text, Syntax::sqlite()).into_owned(),
        _ => identifier_value(token.text).into_owned(),
    }
}
