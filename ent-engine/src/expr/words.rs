//! Text compared word by word, where it can't be read as an expression.

use sqlparser::keywords::Keyword;
use sqlparser::tokenizer::{Token, Tokenizer};

use super::Rules;

/// Greatest number of operators in an expression that is read: deeper trees could use up the stack.
const MOST_OPERATORS: usize = 1500;

/// The tokens of the text without white space and comments, as the dialect puts them; `None`
/// where the text can't be cut into tokens or is too large to be read.
pub(super) fn tokens(rules: &dyn Rules, text: &str) -> Option<Vec<Token>> {
    let mut tokens = Tokenizer::new(rules.grammar(), text).tokenize().ok()?;
    tokens.retain(|token| !matches!(token, Token::Whitespace(_)));
    while tokens.last() == Some(&Token::SemiColon) {
        tokens.pop();
    }
    bare_trim(&mut tokens);
    // A clause of another product's; here a name as any other.
    for token in &mut tokens {
        if let Token::Word(word) = token
            && word.keyword == Keyword::TOP
        {
            word.keyword = Keyword::NoKeyword;
        }
    }
    Some(rules.tokens(tokens))
}

/// `TRIM(LEADING FROM x)` says what is not to be read: which character. It is `ltrim(x)`.
fn bare_trim(tokens: &mut Vec<Token>) {
    let is = |token: Option<&Token>, word: &str| matches!(token, Some(Token::Word(found)) if found.quote_style.is_none() && found.value.eq_ignore_ascii_case(word));
    let mut at = 0;
    while at < tokens.len() {
        if is(tokens.get(at), "trim")
            && tokens.get(at + 1) == Some(&Token::LParen)
            && is(tokens.get(at + 3), "from")
        {
            let side = tokens.get(at + 2);
            let name = if is(side, "both") {
                Some("btrim")
            } else if is(side, "leading") {
                Some("ltrim")
            } else {
                is(side, "trailing").then_some("rtrim")
            };
            if let Some(name) = name {
                tokens.splice(at..at + 4, [Token::make_word(name, None), Token::LParen]);
            }
        }
        at += 1;
    }
}

/// Whether so many operators stand in the text that reading it may go too deep.
pub(super) fn are_too_many(tokens: &[Token]) -> bool {
    let operators = tokens.iter().filter(|token| match token {
        Token::Comma | Token::LParen | Token::RParen | Token::Period | Token::Number(..) => false,
        Token::Word(word) => {
            word.quote_style.is_none()
                && ["AND", "OR", "XOR", "NOT", "IS", "COLLATE", "DIV", "UNION", "EXCEPT", "INTERSECT"]
                    .iter()
                    .any(|operator| word.value.eq_ignore_ascii_case(operator))
        }
        Token::SingleQuotedString(_) | Token::DoubleQuotedString(_) | Token::NationalStringLiteral(_) => {
            false
        }
        _ => true,
    });
    operators.count() > MOST_OPERATORS
}

/// The words in lower case with one blank between them, without parentheses around the whole.
pub(super) fn canonical(rules: &dyn Rules, text: &str) -> String {
    let Some(tokens) = tokens(rules, &rules.unescaped(text)) else {
        return text.split_whitespace().collect::<Vec<_>>().join(" ");
    };
    let rest = inside(&tokens);
    let words = rest.iter().map(|token| match token {
        Token::Word(word) if word.quote_style.is_none() => word.value.to_lowercase(),
        Token::Word(word) => rules.quoted_name(&word.value),
        Token::SingleQuotedString(text)
        | Token::NationalStringLiteral(text)
        | Token::EscapedStringLiteral(text)
        | Token::UnicodeStringLiteral(text) => rules.quoted_text(text),
        Token::DoubleQuotedString(text) if rules.double_quotes_are_text() => rules.quoted_text(text),
        other => other.to_string(),
    });
    words.collect::<Vec<_>>().join(" ")
}

/// What stands in the parentheses that are around all tokens, be they many.
fn inside(tokens: &[Token]) -> &[Token] {
    let mut open = Vec::new();
    let mut closing = vec![None; tokens.len()];
    for (at, token) in tokens.iter().enumerate() {
        match token {
            Token::LParen => open.push(at),
            Token::RParen => {
                if let Some(opened) = open.pop().and_then(|opened| closing.get_mut(opened)) {
                    *opened = Some(at);
                }
            }
            _ => {}
        }
    }
    let mut from = 0;
    let mut to = tokens.len();
    while from + 1 < to && closing.get(from) == Some(&Some(to - 1)) {
        from += 1;
        to -= 1;
    }
    tokens.get(from..to).unwrap_or_default()
}
