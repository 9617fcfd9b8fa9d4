//! Constants of type interval (manual: "Interval Input", "Interval Output").

/// Units, with what one of them is in months, days and microseconds.
const UNITS: &[(&str, i64, i64, i64)] = &[
    ("microsecond", 0, 0, 1),
    ("us", 0, 0, 1),
    ("usec", 0, 0, 1),
    ("millisecond", 0, 0, 1_000),
    ("msec", 0, 0, 1_000),
    ("ms", 0, 0, 1_000),
    ("second", 0, 0, 1_000_000),
    ("sec", 0, 0, 1_000_000),
    ("s", 0, 0, 1_000_000),
    ("minute", 0, 0, 60_000_000),
    ("min", 0, 0, 60_000_000),
    ("m", 0, 0, 60_000_000),
    ("hour", 0, 0, 3_600_000_000),
    ("hr", 0, 0, 3_600_000_000),
    ("h", 0, 0, 3_600_000_000),
    ("day", 0, 1, 0),
    ("d", 0, 1, 0),
    ("week", 0, 7, 0),
    ("w", 0, 7, 0),
    ("mon", 1, 0, 0),
    ("month", 1, 0, 0),
    ("quarter", 3, 0, 0),
    ("year", 12, 0, 0),
    ("yr", 12, 0, 0),
    ("y", 12, 0, 0),
    ("decade", 120, 0, 0),
    ("century", 1200, 0, 0),
];

/// The interval in a form like the server's; `None` for a form that we don't read, such as
/// ISO 8601 or fractions of a unit.
pub(super) fn canonical(text: &str) -> Option<String> {
    let (mut months, mut days, mut micros) = (0i64, 0i64, 0i64);
    let text = text.to_lowercase();
    let (text, sign) = match text.strip_suffix("ago") {
        Some(text) => (text.to_owned(), -1),
        None => (text, 1),
    };
    let spaced = spaced(&text);
    let mut words = spaced.split_whitespace().peekable();
    while let Some(word) = words.next() {
        if word.contains(':') {
            micros = micros.checked_add(clock(word)?)?;
            continue;
        }
        let count: i64 = word.parse().ok()?;
        let Some(unit) = words.next() else {
            // A number without a unit is of seconds.
            micros = micros.checked_add(count.checked_mul(1_000_000)?)?;
            break;
        };
        let (_, per_month, per_day, per_micro) = UNITS.iter().find(|(name, ..)| {
            unit == *name
                || unit.strip_suffix('s') == Some(name)
                || (*name == "century" && unit == "centuries")
        })?;
        months = months.checked_add(count.checked_mul(*per_month)?)?;
        days = days.checked_add(count.checked_mul(*per_day)?)?;
        micros = micros.checked_add(count.checked_mul(*per_micro)?)?;
    }
    Some(printed(months * sign, days * sign, micros * sign))
}

/// Months, days and a clock, what is zero left out.
fn printed(months: i64, days: i64, micros: i64) -> String {
    let mut parts = Vec::new();
    if months != 0 {
        parts.push(format!("{months} mons"));
    }
    if days != 0 {
        parts.push(format!("{days} days"));
    }
    if micros != 0 || parts.is_empty() {
        let sign = if micros < 0 { "-" } else { "" };
        let (seconds, fraction) = (micros.unsigned_abs() / 1_000_000, micros.unsigned_abs() % 1_000_000);
        let fraction = format!("{fraction:06}");
        let fraction = fraction.trim_end_matches('0');
        let point = if fraction.is_empty() { "" } else { "." };
        parts.push(format!(
            "{sign}{:02}:{:02}:{:02}{point}{fraction}",
            seconds / 3600,
            seconds / 60 % 60,
            seconds % 60
        ));
    }
    parts.join(" ")
}

/// A blank between a number and its unit.
fn spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 4);
    let mut previous = ' ';
    for c in text.chars() {
        if previous.is_ascii_digit() && c.is_ascii_alphabetic() {
            out.push(' ');
        }
        out.push(c);
        previous = c;
    }
    out
}

/// `01:30`, `-01:30:00.5` in microseconds.
fn clock(text: &str) -> Option<i64> {
    let (sign, text) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let mut parts = text.split(':');
    let hours: i64 = parts.next()?.parse().ok()?;
    let minutes: i64 = parts.next()?.parse().ok()?;
    let (seconds, fraction) = match parts.next() {
        None => (0, 0),
        Some(seconds) => {
            let (seconds, fraction) = seconds.split_once('.').unwrap_or((seconds, ""));
            let padded = format!("{fraction:0<6}");
            (seconds.parse::<i64>().ok()?, padded.get(..6)?.parse::<i64>().ok()?)
        }
    };
    if parts.next().is_some() {
        return None;
    }
    let seconds = hours.checked_mul(3600)?.checked_add(minutes.checked_mul(60)?)?.checked_add(seconds)?;
    Some(sign * seconds.checked_mul(1_000_000)?.checked_add(fraction)?)
}
