//! Intervals (manual: "Interval Input", "Interval Output").

use std::fmt;

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

/// An interval: months, days and microseconds, none of which is turned into another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::dialect::postgres) struct Interval {
    pub(in crate::dialect::postgres) months: i64,
    pub(in crate::dialect::postgres) days: i64,
    pub(in crate::dialect::postgres) micros: i64,
}

impl Interval {
    /// The interval of a text; `None` for a form that we don't read, such as ISO 8601 or fractions of a unit.
    pub(in crate::dialect::postgres) fn read(text: &str) -> Option<Self> {
        let mut interval = Self::default();
        let text = text.to_lowercase();
        let (text, sign) = match text.strip_suffix("ago") {
            Some(text) => (text.to_owned(), -1),
            None => (text, 1),
        };
        let spaced = spaced(&text);
        let mut words = spaced.split_whitespace();
        while let Some(word) = words.next() {
            let part = if word.contains(':') {
                Self { micros: clock(word)?, ..Self::default() }
            } else {
                let count: i64 = word.parse().ok()?;
                // A number without a unit is of seconds.
                Self::unit(words.next().unwrap_or("second"))?.times(count)?
            };
            interval = interval.plus(part)?;
        }
        interval.times(sign)
    }

    /// One of a unit, as texts and arguments call it.
    pub(in crate::dialect::postgres) fn unit(unit: &str) -> Option<Self> {
        let (_, months, days, micros) = *UNITS.iter().find(|(name, ..)| {
            unit == *name
                || unit.strip_suffix('s') == Some(name)
                || (*name == "century" && unit == "centuries")
        })?;
        Some(Self { months, days, micros })
    }

    /// The sum of two.
    pub(in crate::dialect::postgres) fn plus(self, other: Self) -> Option<Self> {
        Some(Self {
            months: self.months.checked_add(other.months)?,
            days: self.days.checked_add(other.days)?,
            micros: self.micros.checked_add(other.micros)?,
        })
    }

    /// The interval so many times.
    pub(in crate::dialect::postgres) fn times(self, count: i64) -> Option<Self> {
        Some(Self {
            months: self.months.checked_mul(count)?,
            days: self.days.checked_mul(count)?,
            micros: self.micros.checked_mul(count)?,
        })
    }
}

/// As the server prints it (manual: "Interval Output", the style `postgres`).
impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts = Vec::new();
        let mut is_negative = false;
        let units = [(self.months / 12, "year"), (self.months % 12, "mon"), (self.days, "day")];
        for (count, unit) in units.into_iter().filter(|(count, _)| *count != 0) {
            let plus = if is_negative && count > 0 { "+" } else { "" };
            let plural = if count == 1 { "" } else { "s" };
            parts.push(format!("{plus}{count} {unit}{plural}"));
            is_negative = count < 0;
        }
        if self.micros != 0 || parts.is_empty() {
            let sign = match (self.micros < 0, is_negative) {
                (true, _) => "-",
                (false, true) => "+",
                (false, false) => "",
            };
            let micros = self.micros.unsigned_abs();
            let (seconds, fraction) = (micros / 1_000_000, micros % 1_000_000);
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
        f.write_str(&parts.join(" "))
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_as_the_server_prints_them() {
        for (text, printed) in [
            ("14 mons 3 days -04:05:06.5", "1 year 2 mons 3 days -04:05:06.5"),
            ("-14 months", "-1 years -2 mons"),
            ("1 mon -1 day", "1 mon -1 days"),
            ("-1 mon 3 days", "-1 mons +3 days"),
            ("1 week", "7 days"),
            ("1year 3 months ago", "-1 years -3 mons"),
            ("90", "00:01:30"),
            ("100 days 30:00", "100 days 30:00:00"),
            ("0", "00:00:00"),
        ] {
            let interval = Interval::read(text).expect(text);
            assert_eq!(interval.to_string(), printed, "{text}");
            assert_eq!(Interval::read(printed), Some(interval), "{printed}");
        }
        assert_eq!(Interval::read("P1M"), None);
        assert_eq!(Interval::read("1.5 days"), None);
    }
}
