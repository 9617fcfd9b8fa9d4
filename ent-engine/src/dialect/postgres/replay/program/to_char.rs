//! `to_char` (manual: "Data Type Formatting Functions").

use crate::dialect::postgres::time::{HOUR, MINUTE, Moment, SECOND, weekday};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// A moment in a format; `None` where the format has a pattern that we don't know.
pub(super) fn moment(moment: Moment, format: &str) -> Option<String> {
    let mut out = String::new();
    let mut rest = format;
    while let Some(c) = rest.chars().next() {
        if let Some(quoted) = rest.strip_prefix('"') {
            let (text, after) = quoted.split_once('"').filter(|(text, _)| !text.contains('\\'))?;
            out.push_str(text);
            rest = after;
            continue;
        }
        let (is_filled, after) = match rest.strip_prefix("FM").or_else(|| rest.strip_prefix("fm")) {
            Some(after) => (false, after),
            None => (true, rest),
        };
        if let Some((text, after)) = pattern(moment, after, is_filled) {
            // `DDTH` is an ordinal.
            if after.get(..2).is_some_and(|next| next.eq_ignore_ascii_case("th")) {
                return None;
            }
            out.push_str(&text);
            rest = after;
        } else if c.is_ascii_alphabetic() || c == '\\' {
            return None;
        } else {
            out.push(c);
            rest = rest.get(c.len_utf8()..)?;
        }
    }
    Some(out)
}

/// The text of the pattern that comes first, and what follows it.
fn pattern(moment: Moment, format: &str, is_filled: bool) -> Option<(String, &str)> {
    let Moment { date, clock, .. } = moment;
    let weekday = weekday(date.days());
    let (iso_year, iso_week) = date.iso_week();
    let hour = clock / HOUR;
    let half = if hour % 12 == 0 { 12 } else { hour % 12 };
    // The longest ones first.
    let numbers = [
        ("HH24", 2, hour),
        ("HH12", 2, half),
        ("IYYY", 4, iso_year),
        ("YYYY", 4, date.year),
        ("IDDD", 3, 0),
        ("DDD", 3, date.of_year()),
        ("IYY", 3, iso_year % 1000),
        ("YYY", 3, date.year % 1000),
        ("HH", 2, half),
        ("IW", 2, iso_week),
        ("IY", 2, iso_year % 100),
        ("ID", 1, weekday + 1),
        ("DD", 2, date.day),
        ("MI", 2, clock / MINUTE % 60),
        ("MM", 2, date.month),
        ("MS", 3, clock % SECOND / 1000),
        ("SS", 2, clock / SECOND % 60),
        ("US", 6, clock % SECOND),
        ("WW", 2, (date.of_year() - 1) / 7 + 1),
        ("YY", 2, date.year % 100),
        ("Y", 1, date.year % 10),
        ("D", 1, (weekday + 1) % 7 + 1),
        ("Q", 1, (date.month + 2) / 3),
        ("W", 1, (date.day - 1) / 7 + 1),
    ];
    // Patterns that begin like one of these and mean something else.
    let others = ["SSSS", "IDDD", "Y,YYY", "y,yyy"];
    let is_other = others.iter().any(|other| format.len() >= other.len() && format.starts_with(other));
    let words = [
        ("Month", MONTHS.get(usize::try_from(date.month - 1).ok()?)?),
        ("Day", DAYS.get(usize::try_from(weekday).ok()?)?),
    ];
    for (pattern, word) in words {
        let short = if pattern == "Month" { "Mon" } else { "Dy" };
        for (pattern, word, width) in [(pattern, *word, 9), (short, &word[..3], 0)] {
            for change in [str::to_owned, str::to_uppercase, str::to_lowercase] as [fn(&str) -> String; 3] {
                if let Some(after) = format.strip_prefix(change(pattern).as_str()) {
                    let word = change(word);
                    return Some((if is_filled { format!("{word:<width$}") } else { word }, after));
                }
            }
        }
    }
    let half_day = if hour < 12 { ("AM", "am") } else { ("PM", "pm") };
    for (pattern, word) in [("AM", half_day.0), ("PM", half_day.0), ("am", half_day.1), ("pm", half_day.1)] {
        if let Some(after) = format.strip_prefix(pattern) {
            return Some((word.to_owned(), after));
        }
    }
    if is_other {
        return None;
    }
    numbers.into_iter().find_map(|(pattern, width, number)| {
        let after =
            format.strip_prefix(pattern).or_else(|| format.strip_prefix(pattern.to_lowercase().as_str()))?;
        let text = if is_filled { format!("{number:0width$}") } else { number.to_string() };
        Some((text, after))
    })
}

/// A number in a format of `FM`, digits and zeros; `None` for another format, or a number that doesn't fit.
pub(super) fn number(number: i64, format: &str) -> Option<String> {
    let (is_filled, places) = match format.strip_prefix("FM").or_else(|| format.strip_prefix("fm")) {
        Some(places) => (false, places),
        None => (true, format),
    };
    let zeros = places.find('0').map_or(1, |at| places.len() - at);
    let digits = format!("{number:0zeros$}");
    let is_known = places.bytes().all(|byte| matches!(byte, b'0' | b'9'));
    if !is_known || number < 0 || places.is_empty() || digits.len() > places.len() {
        return None;
    }
    // The first column is the sign's.
    Some(if is_filled { format!("{digits:>width$}", width = places.len() + 1) } else { digits })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialect::postgres::time::MomentKind;

    #[test]
    fn moments_and_numbers_in_formats() {
        let date = Moment::read("2024-01-05 09:08:07.000006", MomentKind::Timestamp).expect("a moment");
        for (format, text) in [
            ("YYYY_MM_DD", Some("2024_01_05")),
            ("\"y\"YYYY\"m\"MM", Some("y2024m01")),
            ("yyyymmdd", Some("20240105")),
            ("Mon Month|FMMonth|FMMM", Some("Jan January  |January|1")),
            ("ddd D ID IYYY IW WW W Q", Some("005 6 5 2024 01 01 1 1")),
            ("HH24:MI:SS.US AM day DY", Some("09:08:07.000006 AM friday    FRI")),
            ("yYYYY", Some("42024")),
            ("YYYY-MM-DDTHH24", None),
            ("YYYY x", None),
            ("SSSS", None),
            ("J", None),
        ] {
            assert_eq!(moment(date, format).as_deref(), text, "{format}");
        }
        for (value, format, text) in [
            (7, "FM00", Some("07")),
            (7, "00", Some(" 07")),
            (7, "FM999", Some("7")),
            (7, "999", Some("   7")),
            (123, "FM00", None),
            (7, "FM9.0", None),
        ] {
            assert_eq!(number(value, format).as_deref(), text, "{value} {format}");
        }
    }
}
