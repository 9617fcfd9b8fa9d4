//! What is put in other words before the parser sees it.

use sqlparser::tokenizer::Token;

/// The text without the second layer of escapes that `information_schema` puts on expressions:
/// `_utf8mb4\'it\\\'s\'` stands for `_utf8mb4'it\'s'`. A backslash outside of quotes gives it away.
pub(super) fn unescaped(text: &str) -> String {
    if !is_escaped(text) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c == '\\' {
            out.extend(chars.next());
        } else {
            out.push(c);
        }
    }
    once_encoded(&out).unwrap_or(out)
}

/// Characters that stand for the bytes 0x80 to 0x9F where MySQL takes bytes for latin1; a byte
/// without a character stands for itself.
const HIGH: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The text with its UTF-8 read as UTF-8: the views of `information_schema` on expressions take its
/// bytes for latin1 and encode them again (MySQL 8 and 9). `None` where that isn't what happened.
fn once_encoded(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let bytes: Option<Vec<u8>> = text
        .chars()
        .map(|c| match HIGH.iter().position(|high| *high == c) {
            Some(at) => u8::try_from(0x80 + at).ok(),
            None => u8::try_from(u32::from(c)).ok(),
        })
        .collect();
    String::from_utf8(bytes?).ok()
}

fn is_escaped(text: &str) -> bool {
    let mut quote = None;
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match (quote, c) {
            (None, '\\') => return true,
            (None, '\'' | '"' | '`') => quote = Some(c),
            (Some('`'), '\\') => {}
            (Some(_), '\\') => {
                chars.next();
            }
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    false
}

/// Character sets whose name in a cast says nothing: the server's addition.
const USUAL_CHARSETS: &[&str] = &["utf8mb4", "utf8mb3", "utf8", "latin1"];

/// The tokens with words for what the parser doesn't know: `a MOD b`, `&&`, `||`, `!a`, `BINARY a`,
/// `CAST(a AS char charset utf8mb4)`, the function `INTERVAL(a, b)`, `NEXT VALUE FOR a`. `pipes` stands for `||`.
pub(super) fn readable(tokens: Vec<Token>, pipes: &Token) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let next = tokens.get(at + 1);
        match token {
            Token::StringConcat => out.push(pipes.clone()),
            Token::Overlap => out.push(Token::make_keyword("AND")),
            Token::Word(_) if is(token, "mod") && ends_operand(out.last()) => out.push(Token::Mod),
            Token::ExclamationMark => {
                let end = operand_end(&tokens, at + 1);
                out.extend([Token::LParen, Token::make_keyword("NOT")]);
                out.extend(readable(tokens.get(at + 1..end).unwrap_or_default().to_vec(), pipes));
                out.push(Token::RParen);
                at = end;
                continue;
            }
            Token::Word(_) if is(token, "binary") && starts_operand(next) && !is_type(out.last()) => {
                let end = operand_end(&tokens, at + 1);
                out.extend([Token::make_keyword("CAST"), Token::LParen]);
                out.extend(readable(tokens.get(at + 1..end).unwrap_or_default().to_vec(), pipes));
                out.extend([Token::make_keyword("AS"), Token::make_keyword("BINARY"), Token::RParen]);
                at = end;
                continue;
            }
            Token::Word(_)
                if is(token, "interval") && next == Some(&Token::LParen) && has_comma(&tokens, at + 1) =>
            {
                out.push(Token::make_word("interval", Some('`')));
            }
            Token::Word(_) if value_of_sequence(&tokens, at).is_some() => {
                let end = operand_end(&tokens, at + 3);
                let name = value_of_sequence(&tokens, at).unwrap_or_default();
                out.extend([Token::make_word(name, None), Token::LParen]);
                out.extend(tokens.get(at + 3..end).unwrap_or_default().iter().cloned());
                out.push(Token::RParen);
                at = end;
                continue;
            }
            Token::Word(_) if is(token, "charset") || is(token, "character") => {
                let name_at = at + if is(token, "charset") { 1 } else { 2 };
                if let Some(length) = char_type(&out)
                    && let Some(name @ Token::Word(_)) = tokens.get(name_at)
                {
                    if is(name, "binary") {
                        let type_at = out.len() - length;
                        out[type_at] = Token::make_keyword("BINARY");
                        at = name_at + 1;
                        continue;
                    }
                    if USUAL_CHARSETS.iter().any(|charset| is(name, charset)) {
                        at = name_at + 1;
                        continue;
                    }
                }
                out.push(token.clone());
            }
            token => out.push(token.clone()),
        }
        at += 1;
    }
    out
}

/// The function that `NEXT VALUE FOR` or `PREVIOUS VALUE FOR` is, where it stands there.
fn value_of_sequence(tokens: &[Token], at: usize) -> Option<&'static str> {
    let [first, value, then, _, ..] = tokens.get(at..)? else { return None };
    let name = [("next", "nextval"), ("previous", "lastval")].into_iter().find(|(word, _)| is(first, word));
    name.filter(|_| is(value, "value") && is(then, "for")).map(|(_, name)| name)
}

fn is(token: &Token, word: &str) -> bool {
    matches!(token, Token::Word(found) if found.quote_style.is_none() && found.value.eq_ignore_ascii_case(word))
}

/// How many tokens at the end spell `char` or `char(n)`.
fn char_type(tokens: &[Token]) -> Option<usize> {
    match tokens {
        [.., word, Token::LParen, Token::Number(..), Token::RParen] if is(word, "char") => Some(4),
        [.., word] if is(word, "char") => Some(1),
        _ => None,
    }
}

/// Whether the word before says that a type follows.
fn is_type(before: Option<&Token>) -> bool {
    before.is_some_and(|token| {
        is(token, "as") || is(token, "set") || is(token, "charset") || *token == Token::Comma
    })
}

fn ends_operand(token: Option<&Token>) -> bool {
    match token {
        Some(
            Token::RParen | Token::Number(..) | Token::SingleQuotedString(_) | Token::DoubleQuotedString(_),
        ) => true,
        Some(word @ Token::Word(_)) => ![
            "and", "or", "not", "xor", "case", "when", "then", "else", "in", "like", "between", "select",
            "where",
        ]
        .iter()
        .any(|keyword| is(word, keyword)),
        _ => false,
    }
}

fn starts_operand(token: Option<&Token>) -> bool {
    matches!(
        token,
        Some(
            Token::Word(_)
                | Token::Number(..)
                | Token::SingleQuotedString(_)
                | Token::DoubleQuotedString(_)
                | Token::LParen
        )
    )
}

/// Where the operand that starts at `at` ends: a name with its qualifiers and arguments, a
/// constant, or what stands in parentheses.
fn operand_end(tokens: &[Token], mut at: usize) -> usize {
    while tokens.get(at).is_some_and(|token| matches!(token, Token::ExclamationMark) || is(token, "binary")) {
        at += 1;
    }
    if tokens.get(at) == Some(&Token::LParen) {
        return closing(tokens, at) + 1;
    }
    if tokens.get(at).is_some_and(|token| is(token, "case")) {
        return end_of_case(tokens, at);
    }
    at += 1;
    while tokens.get(at) == Some(&Token::Period) {
        at += 2;
    }
    let end = if tokens.get(at) == Some(&Token::LParen) { closing(tokens, at) + 1 } else { at };
    end.min(tokens.len())
}

/// Behind the END of the CASE at `at`.
fn end_of_case(tokens: &[Token], at: usize) -> usize {
    let mut depth = 0usize;
    for (index, token) in tokens.iter().enumerate().skip(at) {
        if is(token, "case") {
            depth += 1;
        } else if is(token, "end") {
            depth = depth.saturating_sub(1);
        }
        if depth == 0 {
            return index + 1;
        }
    }
    tokens.len()
}

/// Where the parenthesis that opens at `at` closes; the last token if nowhere.
fn closing(tokens: &[Token], at: usize) -> usize {
    let mut depth = 0usize;
    for (index, token) in tokens.iter().enumerate().skip(at) {
        match token {
            Token::LParen => depth += 1,
            Token::RParen => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return index;
        }
    }
    tokens.len().saturating_sub(1)
}

/// Whether the parentheses that open at `at` hold a list.
fn has_comma(tokens: &[Token], at: usize) -> bool {
    let mut depth = 0usize;
    for token in tokens.get(at..=closing(tokens, at)).unwrap_or_default() {
        match token {
            Token::LParen => depth += 1,
            Token::RParen => depth = depth.saturating_sub(1),
            Token::Comma if depth == 1 => return true,
            _ => {}
        }
    }
    false
}
