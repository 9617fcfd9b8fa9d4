//! Comments: what starts one and where it ends.

use crate::sql::{
    BlockComments, LineComments,
    cursor::Cursor,
    lex::{Unclosed, is_space},
};

/// Reads a comment to the line's end (not including it), if one starts at the cursor.
pub(super) fn line(cursor: &mut Cursor, first: u8, syntax: LineComments) -> bool {
    let starts = match (first, syntax) {
        (b'#', LineComments::DashesThenSpaceOrHash) => true,
        (b'-', _) if cursor.peek(1) != Some(b'-') => false,
        (b'-', LineComments::DashesThenSpaceOrHash) => {
            cursor.peek(2).is_none_or(|byte| is_space(byte) || byte.is_ascii_control())
        }
        (b'-', _) => true,
        _ => false,
    };
    if !starts {
        return false;
    }
    match syntax {
        LineComments::DashesToAnyNewline => cursor.bump_while(|byte| byte != b'\n' && byte != b'\r'),
        _ => {
            cursor.bump_while(|byte| byte != b'\n');
            // A carriage return before the line feed belongs to the line's end.
            if cursor.previous() == Some(b'\r') {
                cursor.jump(cursor.at() - 1);
            }
        }
    }
    true
}

/// Reads a block comment; the cursor is at its `/*`.
pub(super) fn block(cursor: &mut Cursor, syntax: BlockComments) -> Result<(), Unclosed> {
    cursor.bump(2);
    let closed = match syntax {
        BlockComments::Nested => nested(cursor),
        _ => cursor.bump_past("*/"),
    };
    if closed {
        return Ok(());
    }
    cursor.bump_to_end();
    if syntax == BlockComments::FlatOrToEnd { Ok(()) } else { Err(Unclosed::Comment) }
}

fn nested(cursor: &mut Cursor) -> bool {
    let mut depth = 1usize;
    while depth > 0 {
        cursor.bump_while(|byte| byte != b'*' && byte != b'/');
        if cursor.starts_with("/*") {
            depth += 1;
            cursor.bump(2);
        } else if cursor.starts_with("*/") {
            depth -= 1;
            cursor.bump(2);
        } else if cursor.is_done() {
            return false;
        } else {
            cursor.bump(1);
        }
    }
    true
}

/// Bytes of `/*!40101` or `/*M!100100` at the start of `rest`: the mark and its version number.
pub(in crate::sql) fn version_mark(rest: &[u8]) -> Option<usize> {
    let mark = match rest {
        [b'/', b'*', b'!', ..] => 3,
        [b'/', b'*', b'M', b'!', ..] => 4,
        _ => return None,
    };
    Some(mark + version_digits(rest.get(mark..)?))
}

/// The version that a mark names; `None` if it names none.
pub(in crate::sql) fn version_number(mark: &str) -> Option<u32> {
    mark.trim_start_matches(|c: char| !c.is_ascii_digit()).parse().ok()
}

/// Digits of a version: five or six, or none.
fn version_digits(rest: &[u8]) -> usize {
    let digits = rest.iter().take(6).take_while(|byte| byte.is_ascii_digit()).count();
    if digits >= 5 { digits } else { 0 }
}
