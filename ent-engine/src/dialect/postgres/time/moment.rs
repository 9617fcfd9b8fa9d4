use std::fmt;

use super::{DAY, Date, HOUR, Interval, MINUTE, SECOND};

/// Type of a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::dialect::postgres) enum MomentKind {
    Date,
    /// `timestamp without time zone`.
    Timestamp,
    /// `timestamp with time zone`, shown in UTC.
    Zoned,
}

/// A day or a moment of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::dialect::postgres) struct Moment {
    pub(in crate::dialect::postgres) kind: MomentKind,
    pub(in crate::dialect::postgres) date: Date,
    /// Microseconds since the start of the day.
    pub(in crate::dialect::postgres) clock: i64,
}

impl Moment {
    /// The start of a day.
    pub(in crate::dialect::postgres) fn at_start(kind: MomentKind, date: Date) -> Self {
        Self { kind, date, clock: 0 }
    }

    /// The moment of a text; `None` for a form that we don't read, such as one with a zone's name.
    pub(in crate::dialect::postgres) fn read(text: &str, kind: MomentKind) -> Option<Self> {
        let text = text.trim();
        let end = text.find([' ', 'T']).unwrap_or(text.len());
        let (day, rest) = text.split_at(end);
        let date = date(day)?;
        let rest = rest.get(1..).unwrap_or_default().trim();
        let zone_at = rest.find(['+', '-', 'Z', 'z']).unwrap_or(rest.len());
        let (time, zone) = rest.split_at(zone_at);
        let time = if time.trim().is_empty() { 0 } else { clock(time.trim())? };
        let zone = zone_offset(zone.trim())?;
        let start = Self::at_start(kind, date);
        match kind {
            MomentKind::Date => Some(start),
            MomentKind::Timestamp => start.plus_micros(time),
            MomentKind::Zoned => start.plus_micros(time - zone),
        }
    }

    /// The same moment as another type has it.
    pub(in crate::dialect::postgres) fn cast(self, kind: MomentKind) -> Self {
        let clock = if kind == MomentKind::Date { 0 } else { self.clock };
        Self { kind, clock, ..self }
    }

    /// The moment so much later: the months first, then the days. A date turns into a timestamp.
    pub(in crate::dialect::postgres) fn plus(self, interval: Interval) -> Option<Self> {
        let date = self.date.plus_months(interval.months)?;
        let date = Date::of(date.days().checked_add(interval.days)?)?;
        let kind = if self.kind == MomentKind::Date { MomentKind::Timestamp } else { self.kind };
        Self { kind, date, ..self }.plus_micros(interval.micros)
    }

    fn plus_micros(self, micros: i64) -> Option<Self> {
        let micros = self.micros().checked_add(micros)?;
        Some(Self { date: Date::of(micros.div_euclid(DAY))?, clock: micros.rem_euclid(DAY), ..self })
    }

    /// Microseconds since 1970, by which moments are ordered.
    pub(in crate::dialect::postgres) fn micros(self) -> i64 {
        self.date.days() * DAY + self.clock
    }
}

/// As the server prints it (manual: "Date/Time Output", the style ISO).
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Date { year, month, day } = self.date;
        write!(f, "{year:04}-{month:02}-{day:02}")?;
        if self.kind == MomentKind::Date {
            return Ok(());
        }
        let (hours, minutes) = (self.clock / HOUR, self.clock / MINUTE % 60);
        write!(f, " {hours:02}:{minutes:02}:{:02}", self.clock / SECOND % 60)?;
        let fraction = format!("{:06}", self.clock % SECOND);
        let fraction = fraction.trim_end_matches('0');
        if !fraction.is_empty() {
            write!(f, ".{fraction}")?;
        }
        if self.kind == MomentKind::Zoned { f.write_str("+00") } else { Ok(()) }
    }
}

/// `2024-01-31`, `2024/1/31`, `20240131`.
fn date(text: &str) -> Option<Date> {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if text.len() == 8 && digits(text) {
        return Date::new(text[..4].parse().ok()?, text[4..6].parse().ok()?, text[6..].parse().ok()?);
    }
    let mut parts = text.split(if text.contains('/') { '/' } else { '-' });
    let mut part = |lengths: std::ops::RangeInclusive<usize>| {
        let part = parts.next().filter(|part| lengths.contains(&part.len()) && digits(part))?;
        part.parse().ok()
    };
    let (year, month, day) = (part(4..=4)?, part(1..=2)?, part(1..=2)?);
    if parts.next().is_some() { None } else { Date::new(year, month, day) }
}

/// `10:30[:15[.25]]` in microseconds.
fn clock(text: &str) -> Option<i64> {
    let (text, fraction) = text.split_once('.').unwrap_or((text, ""));
    let mut parts = text.split(':').map(|part| match part.len() {
        1 | 2 => part.parse::<u32>().ok().map(i64::from),
        _ => None,
    });
    let (hours, minutes, seconds) = (parts.next()??, parts.next()??, parts.next().unwrap_or(Some(0))?);
    // What is finer than microseconds is rounded; nobody writes that.
    if parts.next().is_some() || fraction.len() > 6 || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let fraction: i64 = format!("{fraction:0<6}").parse().ok()?;
    let is_clock = hours <= 24 && minutes < 60 && seconds < 60;
    is_clock.then_some(hours * HOUR + minutes * MINUTE + seconds * SECOND + fraction)
}

/// `+02`, `-05:30`, `+0545`, `Z` in microseconds.
fn zone_offset(text: &str) -> Option<i64> {
    let (sign, digits) = match text.split_at_checked(1) {
        None | Some(("Z" | "z", "")) => return Some(0),
        Some(("+", digits)) => (1, digits),
        Some(("-", digits)) => (-1, digits),
        _ => return None,
    };
    let number = |text: &str| text.parse::<u32>().ok().map(i64::from);
    let (hours, minutes) = match digits.split_once(':') {
        Some((hours, minutes)) => (number(hours)?, number(minutes)?),
        None if digits.len() == 4 => (number(digits.get(..2)?)?, number(digits.get(2..)?)?),
        None => (number(digits)?, 0),
    };
    (hours < 16 && minutes < 60).then_some(sign * (hours * HOUR + minutes * MINUTE))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_as_the_server_prints_them() {
        for (text, kind, printed) in [
            ("2022-04-01 01:00:00+01", MomentKind::Zoned, "2022-04-01 00:00:00+00"),
            ("2024-03-01T00:30:00+02", MomentKind::Zoned, "2024-02-29 22:30:00+00"),
            ("2023-12-31 23:15:10.5-05:30", MomentKind::Zoned, "2024-01-01 04:45:10.5+00"),
            ("2000-01-01 00:00+0545", MomentKind::Zoned, "1999-12-31 18:15:00+00"),
            ("2024-01-01", MomentKind::Zoned, "2024-01-01 00:00:00+00"),
            ("2024-01-01 10:00+02", MomentKind::Timestamp, "2024-01-01 10:00:00"),
            ("20240229", MomentKind::Date, "2024-02-29"),
            ("2024-2-9 10:00", MomentKind::Date, "2024-02-09"),
        ] {
            let moment = Moment::read(text, kind).expect(text);
            assert_eq!(moment.to_string(), printed, "{text}");
            assert_eq!(Moment::read(printed, kind), Some(moment), "{printed}");
        }
        for text in ["2023-02-29", "now", "2024-01-01 25:00", "24-01-01", "2024-01-01 10:00 Europe/Berlin"] {
            assert_eq!(Moment::read(text, MomentKind::Zoned), None, "{text}");
        }
    }

    #[test]
    fn a_month_later_is_the_last_day_where_there_is_no_such_day() {
        let month = Interval { months: 1, ..Interval::default() };
        for (text, later) in [("2024-01-31", "2024-02-29 00:00:00"), ("2023-12-15", "2024-01-15 00:00:00")] {
            let moment = Moment::read(text, MomentKind::Date).and_then(|moment| moment.plus(month));
            assert_eq!(moment.map(|moment| moment.to_string()).as_deref(), Some(later));
        }
    }
}
