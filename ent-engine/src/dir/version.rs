use std::fmt;

/// Moment as migrations are named by it: UTC, to the second.
///
/// The core has no clock: whoever runs at the edge makes one from the system's time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Timestamp {
    seconds: i64,
}

/// Calendar fields of a [`Timestamp`].
struct Civil {
    year: i64,
    month: i64,
    day: i64,
    hour: i64,
    minute: i64,
    second: i64,
}

impl Timestamp {
    /// The moment so many seconds after 1970-01-01T00:00:00Z.
    pub const fn from_unix(seconds: i64) -> Self {
        Self { seconds }
    }

    /// The moment one second later.
    #[must_use]
    pub const fn next(self) -> Self {
        Self { seconds: self.seconds + 1 }
    }

    /// `2026-11-21-101530`, the way Diesel names its folders.
    pub fn dashed(self) -> String {
        let c = self.civil();
        format!("{:04}-{:02}-{:02}-{:02}{:02}{:02}", c.year, c.month, c.day, c.hour, c.minute, c.second)
    }

    /// The moment that `20261121101530` spells, if it does.
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() != 14 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let number = |from: usize, to: usize| text[from..to].parse::<i64>().ok();
        let days = days_from_civil(number(0, 4)?, number(4, 6)?, number(6, 8)?);
        let time = number(8, 10)? * 3600 + number(10, 12)? * 60 + number(12, 14)?;
        let parsed = Self { seconds: days * 86_400 + time };
        (parsed.to_string() == text).then_some(parsed)
    }

    fn civil(self) -> Civil {
        let days = self.seconds.div_euclid(86_400);
        let time = self.seconds.rem_euclid(86_400);
        let (year, month, day) = civil_from_days(days);
        Civil { year, month, day, hour: time / 3600, minute: time / 60 % 60, second: time % 60 }
    }
}

/// `20261121101530`, the way most tools name versions.
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let c = self.civil();
        write!(f, "{:04}{:02}{:02}{:02}{:02}{:02}", c.year, c.month, c.day, c.hour, c.minute, c.second)
    }
}

/// Date of the proleptic Gregorian calendar so many days after 1970-01-01. Years begin in March,
/// so that the leap day is the last of its year.
fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

/// Days from 1970-01-01 to a date of the proleptic Gregorian calendar.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = year - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spells_moments() {
        for (seconds, text) in [
            (0, "19700101000000"),
            (951_782_400, "20000229000000"),
            (1_735_689_599, "20241231235959"),
            (4_102_444_800, "21000101000000"),
            (-1, "19691231235959"),
        ] {
            assert_eq!(Timestamp::from_unix(seconds).to_string(), text);
            assert_eq!(Timestamp::parse(text), Some(Timestamp::from_unix(seconds)));
        }
        assert_eq!(Timestamp::from_unix(951_782_400).dashed(), "2000-02-29-000000");
    }

    #[test]
    fn refuses_what_is_no_moment() {
        for text in ["", "1", "20261321000000", "20260230000000", "2026112110153x", "20261121250000"] {
            assert_eq!(Timestamp::parse(text), None, "{text}");
        }
    }
}
