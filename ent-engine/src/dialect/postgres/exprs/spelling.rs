//! What is put in other words before the parser sees it.

use sqlparser::tokenizer::Token;

/// The tokens with COLLATE before the casts of its operand: the parser reads `a COLLATE "C" :: text`
/// but not `a :: text COLLATE "C"`. The tree puts the two in one order.
pub(super) fn readable(mut tokens: Vec<Token>) -> Vec<Token> {
    let mut at = 0;
    while at < tokens.len() {
        if is_collate(tokens.get(at)) {
            let name = if tokens.get(at + 2) == Some(&Token::Period) { 4 } else { 2 };
            let end = (at + name).min(tokens.len());
            let mut to = at;
            while let Some(cast) = cast_before(&tokens, to) {
                to = cast;
            }
            if let Some(moved) = tokens.get_mut(to..end) {
                moved.rotate_left(at - to);
            }
            at = end;
        } else {
            at += 1;
        }
    }
    tokens
}

fn is_collate(token: Option<&Token>) -> bool {
    matches!(token, Some(Token::Word(word)) if word.quote_style.is_none() && word.value.eq_ignore_ascii_case("collate"))
}

/// Where the `::` stands whose type ends before `end`.
fn cast_before(tokens: &[Token], end: usize) -> Option<usize> {
    let mut depth = 0usize;
    for at in (0..end).rev() {
        match tokens.get(at)? {
            Token::DoubleColon if depth == 0 => return Some(at),
            Token::RParen | Token::RBracket => depth += 1,
            Token::LParen | Token::LBracket => depth = depth.checked_sub(1)?,
            Token::Word(_) | Token::Period => {}
            Token::Number(..) | Token::Comma if depth > 0 => {}
            _ => return None,
        }
    }
    None
}
