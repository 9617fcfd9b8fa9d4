//! From the text of a type to its canonical form.

use super::names;
use super::values::quoted_value;
use crate::dialect::types::text::{Arg, TypeText};
use crate::dialect::{Mysql, Version};
use crate::model::DataType;

/// Why a text is no type.
pub(super) enum Problem {
    /// The server has no type of that name.
    Unknown(String),
    /// The name may be right, the rest is not.
    Syntax(String),
}

impl From<String> for Problem {
    fn from(reason: String) -> Self {
        Self::Syntax(reason)
    }
}

impl From<&str> for Problem {
    fn from(reason: &str) -> Self {
        Self::Syntax(reason.to_owned())
    }
}

/// The type that `text` spells on this server.
pub(super) fn data_type(dialect: &Mysql, text: &TypeText) -> Result<DataType, Problem> {
    if text.is_name || text.brackets > 0 {
        return Err("the name of a type stands alone, without quotes, schema or brackets".into());
    }
    let mut words = text.head.clone();
    let (mut unsigned, mut zerofill) = take_sign(&mut words);
    let mut tail = text.tail.clone();
    let (tail_unsigned, tail_zerofill) = take_sign(&mut tail);
    unsigned |= tail_unsigned;
    zerofill |= tail_zerofill;
    // `char(5) byte`: the only words after the length that change the type.
    if tail == ["byte"] && words == ["char"] {
        words.push(tail.remove(0));
    }
    if let Some(word) = tail.first() {
        return Err(format!("`{word}` is not part of a type; say it of the column").into());
    }
    let words = words.join(" ");
    let name = names::canonical(&words).ok_or_else(|| Problem::Unknown(words.clone()))?;
    if !names::is_known_to(name, dialect.flavor) {
        return Err(Problem::Unknown(words));
    }
    let ty = with_arguments(dialect, name, &words, unsigned || zerofill, text)?;
    with_sign(dialect, ty, unsigned || zerofill, zerofill, text)
}

/// Takes SIGNED, UNSIGNED and ZEROFILL off the words.
fn take_sign(words: &mut Vec<String>) -> (bool, bool) {
    let (mut unsigned, mut zerofill) = (false, false);
    let mut at = 1.min(words.len());
    // The first word is a type's name, unless the words stand after the arguments.
    if words.first().is_some_and(|word| is_sign(word)) {
        at = 0;
    }
    while at < words.len() {
        if is_sign(&words[at]) {
            let word = words.remove(at);
            unsigned |= word == "unsigned";
            zerofill |= word == "zerofill";
        } else {
            at += 1;
        }
    }
    (unsigned, zerofill)
}

fn is_sign(word: &str) -> bool {
    matches!(word, "signed" | "unsigned" | "zerofill")
}

/// Whether the server shows the display width of integers, which MySQL has stopped to (manual: "What Is New in MySQL
/// 8.0", 8.0.19).
fn shows_width(dialect: &Mysql) -> bool {
    dialect.replays_mariadb() || dialect.flavor.version < Version(8, 0, 19)
}

fn with_arguments(
    dialect: &Mysql,
    name: &'static str,
    words: &str,
    unsigned_written: bool,
    text: &TypeText,
) -> Result<DataType, Problem> {
    let ty = DataType::new(name);
    Ok(match name {
        "tinyint" if numbers(text, 1)?.first() == Some(&1) => DataType::new("bool"),
        "tinyint" | "smallint" | "mediumint" | "int" | "bigint" => {
            let width = numbers(text, 1)?.first().copied();
            let (signed, unsigned) = names::widths(name);
            let usual = if unsigned_written { unsigned } else { signed };
            match width.filter(|width| *width != usual && shows_width(dialect)) {
                Some(width) => ty.arg(width),
                None => ty,
            }
        }
        "bit" | "binary" => match numbers(text, 1)?.first() {
            None | Some(1) => ty,
            Some(length) => ty.arg(length),
        },
        "char" => ty.arg(numbers(text, 1)?.first().copied().unwrap_or(1)),
        "varchar" | "varbinary" => match numbers(text, 1)?.first() {
            Some(length) => ty.arg(length),
            None => return Err(format!("{name} needs a length").into()),
        },
        "vector" => ty.arg(numbers(text, 1)?.first().copied().unwrap_or(2048)),
        "decimal" => decimal(ty, text)?,
        "float" | "double" => float(ty, words, text)?,
        "text" | "blob" => sized(ty, text)?,
        "time" | "datetime" | "timestamp" => match numbers(text, 1)?.first() {
            None | Some(0) => ty,
            Some(precision @ 1..=6) => ty.arg(precision),
            Some(precision) => return Err(format!("the precision is 0 to 6, not {precision}").into()),
        },
        "year" => match numbers(text, 1)?.first() {
            None | Some(4) => ty,
            Some(digits) => return Err(format!("a year has 4 digits, not {digits}").into()),
        },
        "enum" | "set" => listed(ty, text)?,
        _ if text.args.is_some() => return Err(format!("{name} takes no arguments").into()),
        _ => ty,
    })
}

fn decimal(ty: DataType, text: &TypeText) -> Result<DataType, Problem> {
    let numbers = numbers(text, 2)?;
    let scale = numbers.get(1).copied().unwrap_or(0);
    // `decimal(0)` is the default, 10.
    let precision = numbers.first().copied().filter(|precision| *precision > 0).unwrap_or(10);
    if precision < scale {
        return Err(format!("the scale {scale} is greater than the precision {precision}").into());
    }
    let ty = ty.arg(precision);
    Ok(if scale > 0 { ty.arg(scale) } else { ty })
}

/// FLOAT(p) picks one of the two types; with (m,d) values are rounded, which the server shows.
fn float(ty: DataType, words: &str, text: &TypeText) -> Result<DataType, Problem> {
    match (numbers(text, 2)?.as_slice(), words) {
        ([], _) => Ok(ty),
        ([0..=24], "float") => Ok(ty),
        ([25..=53], "float") => Ok(DataType::new("double")),
        ([digits, scale], _) if scale <= digits => Ok(ty.arg(digits).arg(scale)),
        _ => Err("the precision does not fit".into()),
    }
}

/// TEXT(n) and BLOB(n) stand for the smallest of the four that holds n characters or bytes. A
/// character counts as four bytes, as in utf8mb4.
fn sized(ty: DataType, text: &TypeText) -> Result<DataType, Problem> {
    let Some(length) = numbers(text, 1)?.first().copied() else { return Ok(ty) };
    let bytes = if ty.name == "text" { length.saturating_mul(4) } else { length };
    let size = match bytes {
        0 => "",
        1..=0xFF => "tiny",
        0x100..=0xFFFF => "",
        0x1_0000..=0xFF_FFFF => "medium",
        0x100_0000..=0xFFFF_FFFF => "long",
        _ => return Err(format!("{length} is too long").into()),
    };
    Ok(DataType::new(format!("{size}{}", ty.name)))
}

fn listed(mut ty: DataType, text: &TypeText) -> Result<DataType, Problem> {
    let args = text.args.as_deref().unwrap_or_default();
    for arg in args {
        match arg {
            // The server cuts trailing spaces off.
            Arg::Text(value) => ty.args.push(quoted_value(value.trim_end_matches(' '))),
            Arg::Word(word) => return Err(format!("`{word}` is not a quoted value").into()),
        }
    }
    if ty.args.is_empty() {
        return Err(format!("{} needs its values", ty.name).into());
    }
    Ok(ty)
}

/// Adds UNSIGNED and ZEROFILL. Display width is kept with ZEROFILL, where it tells how many zeros.
fn with_sign(
    dialect: &Mysql,
    ty: DataType,
    unsigned: bool,
    zerofill: bool,
    text: &TypeText,
) -> Result<DataType, Problem> {
    if !unsigned {
        return Ok(ty);
    }
    // An unsigned `tinyint(1)` is no boolean; its width says as little as any other's.
    let mut ty = if ty.name == "bool" && text.head.first().is_some_and(|word| !word.starts_with("bool")) {
        let plain = DataType::new("tinyint");
        if shows_width(dialect) { plain.arg(1) } else { plain }
    } else {
        ty
    };
    let width = match ty.name.as_str() {
        name @ ("tinyint" | "smallint" | "mediumint" | "int" | "bigint") => Some(names::widths(name).1),
        "decimal" | "float" | "double" => None,
        other => return Err(format!("{other} has no sign").into()),
    };
    if let (true, Some(width)) = (zerofill, width) {
        ty.args = vec![numbers(text, 1)?.first().copied().unwrap_or(width).to_string()];
    }
    ty = ty.modifier("unsigned");
    Ok(if zerofill { ty.modifier("zerofill") } else { ty })
}

fn numbers(text: &TypeText, most: usize) -> Result<Vec<u64>, Problem> {
    let Some(args) = &text.args else { return Ok(Vec::new()) };
    if args.is_empty() || args.len() > most {
        return Err(format!("it takes {most} argument{} at most", if most == 1 { "" } else { "s" }).into());
    }
    args.iter()
        .map(|arg| match arg {
            Arg::Word(word) => word.parse().map_err(|_| format!("`{word}` is not a length").into()),
            Arg::Text(text) => Err(format!("'{text}' is not a length").into()),
        })
        .collect()
}
