//! Constants of date and time types in the form in which the server prints them.

use crate::dialect::postgres::time::{Moment, MomentKind};

/// The constant as a value of type `ty`; `None` for another type, or a form that we don't read.
pub(super) fn canonical(text: &str, ty: &str) -> Option<String> {
    let kind = match ty.split('(').next()? {
        "date" => MomentKind::Date,
        "timestamp" => MomentKind::Timestamp,
        // Without a zone it is the session's, which is taken for UTC.
        "timestamptz" => MomentKind::Zoned,
        "time" => return time(text),
        _ => return None,
    };
    Moment::read(text, kind).map(|moment| moment.to_string())
}

/// Whether a text of an unknown type looks like a moment: it begins with a date as the server writes one.
pub(super) fn is_likely(text: &str) -> bool {
    let date = text.get(..10).unwrap_or_default().bytes().enumerate();
    let rest = text.as_bytes().get(10);
    date.len() == 10
        && rest.is_none_or(|byte| matches!(byte, b' ' | b'T'))
        && date.into_iter().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

/// A time of day.
fn time(text: &str) -> Option<String> {
    let is_bare = text.starts_with(|c: char| c.is_ascii_digit()) && !text.contains(['+', '-', 'Z', 'z']);
    let moment = Moment::read(&format!("1970-01-01 {text}"), MomentKind::Timestamp).filter(|_| is_bare)?;
    // The server knows midnight at the end of a day, too.
    let is_end = moment.date.day > 1;
    moment.to_string().split_once(' ').map(|(_, clock)| if is_end { "24:00:00" } else { clock }.to_owned())
}
