//! Constants of date and time types in the form in which the server prints them.

/// The constant as a value of type `ty`; `None` for another type, or a form that we don't read.
pub(super) fn canonical(text: &str, ty: &str) -> Option<String> {
    match ty.split('(').next()? {
        "date" => {
            let date = text.split([' ', 'T']).next()?;
            is_date(date).then(|| date.to_owned())
        }
        "time" => time(text),
        "timestamp" => moment(text).map(|(moment, _)| moment),
        // Without a zone it is the session's, which is taken for UTC.
        "timestamptz" => moment(text).map(|(moment, zone)| match zone.as_str() {
            "" => format!("{moment}+00"),
            zone => match shifted(&moment, zone) {
                Some(moment) => format!("{moment}+00"),
                None => format!("{moment}{zone}"),
            },
        }),
        _ => None,
    }
}

fn is_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 10
        && bytes.iter().enumerate().all(|(at, byte)| match at {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

/// Date and time, and the zone where one is written.
fn moment(text: &str) -> Option<(String, String)> {
    let date = text.get(..10).filter(|date| is_date(date))?;
    let rest = text.get(10..)?.trim_start_matches([' ', 'T']);
    let zone_at = rest.find(['+', '-', 'Z', 'z']).unwrap_or(rest.len());
    let (clock, zone) = rest.split_at(zone_at);
    let clock = if clock.trim().is_empty() { "00:00:00".to_owned() } else { time(clock.trim())? };
    let zone = match zone.trim() {
        "Z" | "z" | "+00:00" | "+0000" | "+0" => "+00",
        other => other.strip_suffix(":00").unwrap_or(other),
    };
    Some((format!("{date} {clock}"), zone.to_owned()))
}

fn time(text: &str) -> Option<String> {
    let (clock, fraction) = text.split_once('.').unwrap_or((text, ""));
    let mut parts = Vec::new();
    for part in clock.split(':') {
        if part.is_empty() || part.len() > 2 || !part.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        parts.push(format!("{part:0>2}"));
    }
    if !(2..=3).contains(&parts.len()) || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    parts.resize(3, "00".to_owned());
    let fraction = fraction.trim_end_matches('0');
    let point = if fraction.is_empty() { "" } else { "." };
    Some(format!("{}{point}{fraction}", parts.join(":")))
}

/// A moment of a zone, `+HH` or `+HH:MM`, in UTC; `None` for a zone with a name.
fn shifted(moment: &str, zone: &str) -> Option<String> {
    let (sign, digits) = match zone.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        _ => return None,
    };
    let number = |text: &str| text.parse::<i64>().ok();
    let (hours, minutes) = match digits.split_once(':') {
        Some((hours, minutes)) => (number(hours)?, number(minutes)?),
        None if digits.len() == 4 => (number(digits.get(..2)?)?, number(digits.get(2..)?)?),
        None => (number(digits)?, 0),
    };
    let (date, clock) = moment.split_once(' ')?;
    let (hour, rest) = clock.split_once(':')?;
    let (minute, seconds) = rest.split_once(':')?;
    let minutes = number(hour)? * 60 + number(minute)? - sign * (hours * 60 + minutes);
    let mut parts = date.split('-').map(number);
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let (year, month, day) = civil(days(year, month, day) + minutes.div_euclid(24 * 60));
    let minutes = minutes.rem_euclid(24 * 60);
    Some(format!("{year:04}-{month:02}-{day:02} {:02}:{:02}:{seconds}", minutes / 60, minutes % 60))
}

/// Days of a date since the first of March of the year 0: years begin in March, so that a leap day is the last.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month < 3 { year - 1 } else { year };
    let month = (month + 9) % 12;
    365 * year + year.div_euclid(4) - year.div_euclid(100)
        + year.div_euclid(400)
        + (153 * month + 2) / 5
        + day
        - 1
}

/// The date of a number of days, the other way round than [`days`].
fn civil(days: i64) -> (i64, i64, i64) {
    // The year of the day is this one or the one before.
    let mut year = days.div_euclid(365);
    while self::days(year, 3, 1) > days {
        year -= 1;
    }
    let of_year = days - self::days(year, 3, 1);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    (if month < 10 { year } else { year + 1 }, if month < 10 { month + 3 } else { month - 9 }, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_is_told_in_utc() {
        for (text, utc) in [
            ("2022-04-01 01:00:00+01", "2022-04-01 00:00:00+00"),
            ("2024-03-01 00:30:00+02", "2024-02-29 22:30:00+00"),
            ("2023-12-31 23:15:10.5-05:30", "2024-01-01 04:45:10.5+00"),
            ("2000-01-01 00:00+0545", "1999-12-31 18:15:00+00"),
            ("2024-01-01", "2024-01-01 00:00:00+00"),
        ] {
            assert_eq!(canonical(text, "timestamptz").as_deref(), Some(utc), "{text}");
        }
    }

    #[test]
    fn days_and_dates_are_each_others_reverse() {
        for number in -1_000..800_000 {
            let (year, month, day) = civil(number);
            assert_eq!(days(year, month, day), number);
            assert!((1..=12).contains(&month) && (1..=31).contains(&day), "{year}-{month}-{day}");
        }
    }
}
