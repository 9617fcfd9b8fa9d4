//! Defaults, whose constants the server turns into values of the column.

use crate::dialect::{Mysql, TypeFamily, Types};
use crate::expr::{self, Node};
use crate::model::DataType;

/// Whether two defaults of a column of type `ty` are the same value or expression.
pub(super) fn same(dialect: &Mysql, ty: &DataType, previous: &str, next: &str) -> bool {
    if is_now(dialect, previous) && is_now(dialect, next) {
        // It is as precise as the column.
        return true;
    }
    if let (Some(previous), Some(next)) = (sequence_of(previous), sequence_of(next)) {
        return previous == next;
    }
    match (value(dialect, ty, previous), value(dialect, ty, next)) {
        (Some(previous), Some(next)) => previous == next,
        (None, None) => expr::same(dialect, previous, next),
        _ => false,
    }
}

/// The sequence whose next value the default is, without quotes (MariaDB prints either form, by whether the sequence is
/// there).
fn sequence_of(text: &str) -> Option<String> {
    let mut text = text.trim();
    while let Some(inside) = text.strip_prefix('(').and_then(|text| text.strip_suffix(')')) {
        text = inside.trim();
    }
    let after = |words: &str| {
        let start = text.get(..words.len())?;
        start.eq_ignore_ascii_case(words).then(|| text.get(words.len()..))?
    };
    let name = after("NEXT VALUE FOR ").or_else(|| after("nextval(")?.strip_suffix(')'))?;
    Some(name.trim().replace('`', ""))
}

/// Whether the default is the time of the moment, by one of its names.
fn is_now(mysql: &Mysql, text: &str) -> bool {
    let lower = text.trim().trim_matches(['(', ')']).to_ascii_lowercase();
    let name = lower.split('(').next().unwrap_or_default().trim_end();
    let precision = lower.get(name.len()..).unwrap_or_default();
    (matches!(name, "now" | "current_timestamp" | "localtimestamp")
        || name == "localtime" && !mysql.has_new_moments())
        && precision.chars().all(|c| c.is_ascii_digit() || matches!(c, '(' | ')' | ' '))
}

/// The constant that the default is, as the column would hold it.
fn value(dialect: &Mysql, ty: &DataType, text: &str) -> Option<String> {
    let constant = match bits(text).filter(|_| ty.name == "year") {
        Some(number) => Constant::Number(number),
        None => constant(expr::simple(dialect, text)?)?,
    };
    let family = match ty.name.as_str() {
        "bit" | "year" => TypeFamily::Integer,
        _ => dialect.type_family(ty),
    };
    Some(match (family, constant) {
        (_, Constant::Null) => "null".to_owned(),
        (TypeFamily::Integer, constant @ (Constant::Number(_) | Constant::Bytes(_))) if ty.name == "year" => {
            year(&constant.number())
        }
        (TypeFamily::Integer, Constant::Text(text)) if ty.name == "year" => match text.trim() {
            "0" | "00" | "000" => "2000".to_owned(),
            text => year(text),
        },
        (TypeFamily::Integer | TypeFamily::Boolean, constant) => {
            let number = constant.number();
            expr::rounded(&number, 0).unwrap_or(number)
        }
        (TypeFamily::Decimal, constant) => {
            let is_text = matches!(constant, Constant::Text(_)) && !dialect.is_mariadb();
            let number = if is_text { constant.text() } else { constant.number() };
            let scale = ty.args.get(1).and_then(|scale| scale.parse().ok()).unwrap_or(0);
            // Loose modes take the number that a text begins with, and zero where it begins with none.
            let rounded = |number: &str| expr::rounded(number, scale);
            rounded(&number).or_else(|| rounded(leading(&number))).or_else(|| rounded("0")).unwrap_or(number)
        }
        (TypeFamily::Float, constant) => {
            let number = constant.number();
            expr::decimal(&number).unwrap_or(number)
        }
        (TypeFamily::Time, constant) => {
            let text = constant.text();
            // Only times count back.
            let (sign, text) = match text.trim().strip_prefix('-').filter(|_| ty.name == "time") {
                Some(rest) => ("-", rest),
                None => ("", text.as_str()),
            };
            let text = numbered(text, &ty.name).unwrap_or_else(|| text.to_owned());
            format!("{sign}{}", moment(dialect, &text, ty))
        }
        // The server fills the value up to the length.
        (TypeFamily::Binary, constant) if ty.name == "binary" => {
            constant.text().trim_end_matches('\0').to_owned()
        }
        // A number is a value first, and then its text.
        (_, Constant::Number(digits)) => expr::plain_number(&digits).unwrap_or(digits),
        (_, constant) => constant.text(),
    })
}

/// The number that a text begins with.
fn leading(text: &str) -> &str {
    let is_part = |c: char| c.is_ascii_digit() || c == '.';
    let end = text.char_indices().find(|(at, c)| !(is_part(*c) || *at == 0 && *c == '-'));
    text.get(..end.map_or(text.len(), |(at, _)| at)).unwrap_or_default()
}

/// The number that `b'101'` is.
fn bits(text: &str) -> Option<String> {
    let digits = text.trim().strip_prefix(['b', 'B'])?.strip_prefix('\'')?.strip_suffix('\'')?;
    u64::from_str_radix(digits, 2).ok().map(|number| number.to_string())
}

/// Constant by its form.
enum Constant {
    Null,
    Number(String),
    Text(String),
    Bytes(Vec<u8>),
}

impl Constant {
    fn number(self) -> String {
        match self {
            Self::Bytes(bytes) if bytes.len() <= 8 => {
                bytes.iter().fold(0u64, |number, byte| number << 8 | u64::from(*byte)).to_string()
            }
            // MariaDB turned the digits into a text on reading.
            Self::Text(text) if expr::decimal(&text).is_none() && text.len() <= 8 => {
                Self::Bytes(text.into_bytes()).number()
            }
            other => other.text(),
        }
    }

    fn text(self) -> String {
        match self {
            Self::Null => "null".to_owned(),
            Self::Number(text) | Self::Text(text) => text,
            Self::Bytes(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        }
    }
}

fn constant(node: Node) -> Option<Constant> {
    match node {
        Node::Cast { node, implied: true, .. } => constant(*node),
        Node::Number(digits) => Some(Constant::Number(digits)),
        Node::Text(text) => Some(Constant::Text(text)),
        Node::Word(word) if word == "null" => Some(Constant::Null),
        Node::Op(name, parts) if name == "hex" => match parts.first() {
            Some(Node::Text(digits)) => {
                let digits: Vec<u8> =
                    digits.chars().filter_map(|c| c.to_digit(16)).map(|digit| digit as u8).collect();
                Some(Constant::Bytes(digits.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect()))
            }
            _ => None,
        },
        _ => None,
    }
}

/// A year of one or two digits is one of this century or of the last (manual: "2-Digit Years in Dates").
fn year(digits: &str) -> String {
    let whole = expr::rounded(digits, 0).unwrap_or_else(|| digits.to_owned());
    match whole.parse::<u32>() {
        Ok(year @ 1..=69) => (2000 + year).to_string(),
        Ok(year @ 70..=99) => (1900 + year).to_string(),
        Ok(year) => year.to_string(),
        Err(_) => digits.to_owned(),
    }
}

/// A moment that is written as a number, in parts (manual: "Date and Time Literals"): what there is of `hhmmss` for a
/// time, `[yy]yymmdd` and `[yy]yymmddhhmmss` for the rest.
fn numbered(text: &str, ty: &str) -> Option<String> {
    let (digits, fraction) = text.split_once('.').unwrap_or((text, ""));
    if digits.is_empty() || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let fraction = if fraction.is_empty() { String::new() } else { format!(".{fraction}") };
    let clock =
        |digits: &str| Some(format!("{}:{}:{}", digits.get(..2)?, digits.get(2..4)?, digits.get(4..)?));
    if ty == "time" {
        let digits = format!("{digits:0>6}");
        let (hours, rest) = digits.split_at(digits.len() - 4);
        return Some(format!("{hours}:{}:{}{fraction}", &rest[..2], &rest[2..]));
    }
    if digits.bytes().all(|digit| digit == b'0') {
        let clock = if ty == "date" { "" } else { " 00:00:00" };
        return Some(format!("0000-00-00{clock}"));
    }
    let padded = if digits.len() <= 6 { format!("{digits:0>6}") } else { digits.to_owned() };
    let padded = match padded.len() {
        6 | 12 => format!("{}{padded}", if padded.as_str() < "70" { "20" } else { "19" }),
        _ => padded,
    };
    let date = format!("{}-{}-{}", padded.get(..4)?, padded.get(4..6)?, padded.get(6..8)?);
    match (padded.len(), ty) {
        (8 | 14, "date") => Some(date),
        (8, _) => Some(format!("{date} 00:00:00")),
        (14, _) => Some(format!("{date} {}{fraction}", clock(padded.get(8..)?)?)),
        _ => None,
    }
}

/// A constant of a time type as the server prints it: two digits each, a time of day with seconds, as precise as the
/// column.
fn moment(dialect: &Mysql, text: &str, ty: &DataType) -> String {
    let precision = ty.args.first().and_then(|precision| precision.parse().ok()).unwrap_or(0);
    let (text, ty) = (text.trim(), ty.name.as_str());
    let (date, clock) = match (text.split_once([' ', 'T']), ty) {
        (Some((date, clock)), _) => (date, clock.trim()),
        (None, "time") => ("", text),
        (None, _) => (text, ""),
    };
    let two_digits = |text: &str, separator: &str| {
        let parts: Vec<_> = text.split(['-', ':', '/', '.']).map(|part| format!("{part:0>2}")).collect();
        parts.join(separator)
    };
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, ""));
    let mut clock = two_digits(clock, ":");
    if ty != "date" && ty != "year" {
        if clock == "00" {
            clock = "00:00:00".to_owned();
        } else if clock.matches(':').count() == 1 {
            clock.push_str(":00");
        }
    } else {
        clock.clear();
    }
    let (clock, fraction) =
        settled(dialect, &clock, fraction, precision).unwrap_or_else(|| (clock, fraction.to_owned()));
    let fraction = fraction.trim_end_matches('0');
    let fraction = if fraction.is_empty() { String::new() } else { format!(".{fraction}") };
    let date = if date.is_empty() || ty == "time" { String::new() } else { two_digits(date, "-") };
    format!("{date} {clock}{fraction}").trim().to_owned()
}

/// A time of day that is more precise than its column: MariaDB cuts it, MySQL rounds it (manual: "Fractional Seconds in
/// Time Values"), here within the minute. None where it is precise as it is.
fn settled(dialect: &Mysql, clock: &str, fraction: &str, precision: usize) -> Option<(String, String)> {
    if fraction.len() <= precision {
        return None;
    }
    if dialect.is_mariadb() {
        return Some((clock.to_owned(), fraction.get(..precision)?.to_owned()));
    }
    let (minutes, seconds) = clock.rsplit_once(':')?;
    let seconds = expr::rounded(&format!("{seconds}.{fraction}"), precision)?;
    let (whole, rest) = seconds.split_once('.').unwrap_or((&seconds, ""));
    let is_second = whole.parse::<u32>().is_ok_and(|whole| whole < 60);
    is_second.then(|| (format!("{minutes}:{whole:0>2}"), rest.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_may_be_numbers() {
        for (number, ty, expected) in [
            ("42", "time", Some("00:00:42")),
            ("1234567", "time", Some("123:45:67")),
            ("0", "date", Some("0000-00-00")),
            ("240102", "date", Some("2024-01-02")),
            ("19990102", "datetime", Some("1999-01-02 00:00:00")),
            ("20240102030405.5", "datetime", Some("2024-01-02 03:04:05.5")),
            ("2024-01-02", "date", None),
        ] {
            assert_eq!(numbered(number, ty).as_deref(), expected, "{number} as {ty}");
        }
    }

    #[test]
    fn the_moment_has_several_names() {
        let mysql = Mysql::new("mariadb:10.11".parse().unwrap());
        for name in ["(now())", "CURRENT_TIMESTAMP", "current_timestamp(6)", "localtime()"] {
            assert!(is_now(&mysql, name), "{name}");
        }
        assert!(!is_now(&mysql, "now() + 1") && !is_now(&mysql, "(uuid())"));
        let newer = Mysql::new("mariadb:11.8".parse().unwrap());
        assert!(is_now(&newer, "localtimestamp") && !is_now(&newer, "localtime"));
    }
}
