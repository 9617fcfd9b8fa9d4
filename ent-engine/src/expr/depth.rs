//! Room on the stack. The parser goes down once for each parenthesis, CASE and NOT, and without
//! optimisation takes some 80 KB each time, where a thread often has 2 MB.

use std::thread;

/// Depth that the caller's stack has room for.
const SHALLOW: usize = 10;

/// Greatest number of signs that may be operators, for which the caller's stack has room.
const FEW: usize = 150;

/// Stack for anything deeper: enough for what the parser is allowed, [`super::read::DEPTH`], and for
/// the longest chain of operators. Only what is used is taken from memory.
const STACK: usize = 64 << 20;

/// Does the work on this thread, or on one with a large stack where a text goes deep.
pub(super) fn with_room<T: Send>(texts: &[&str], work: impl FnOnce() -> Option<T> + Send) -> Option<T> {
    if texts.iter().all(|text| is_shallow(text)) {
        return work();
    }
    thread::scope(|scope| {
        let worker = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work).ok()?;
        worker.join().ok()?
    })
}

/// Whether the text can't go deep, by a look at its brackets, signs and words.
pub(super) fn is_shallow(text: &str) -> bool {
    let (mut depth, mut deepest, mut signs, mut nesting_words) = (0usize, 0usize, 0usize, 0usize);
    let mut quote = None;
    let mut word = String::new();
    for c in text.chars().chain([' ']) {
        if let Some(open) = quote {
            if c == open {
                quote = None;
            }
            continue;
        }
        if c.is_alphanumeric() || c == '_' {
            // Only short words matter.
            if word.len() < 8 {
                word.push(c.to_ascii_lowercase());
            }
            continue;
        }
        match word.as_str() {
            "not" | "case" | "binary" | "interval" | "exists" | "any" | "all" | "select" => {
                nesting_words += 1
            }
            "and" | "or" | "xor" | "is" | "div" | "mod" | "collate" => signs += 1,
            _ => {}
        }
        word.clear();
        match c {
            '\'' | '"' | '`' => quote = Some(c),
            '(' | '[' | '{' => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            // These may stand in front of an operand, any number of them.
            '-' | '+' | '!' | '~' | '@' => nesting_words += 1,
            '*' | '|' | '/' | '%' | '<' | '>' | '=' | '&' | '#' | '^' | ':' | '?' => signs += 1,
            _ => {}
        }
    }
    deepest + nesting_words <= SHALLOW && signs <= FEW
}
