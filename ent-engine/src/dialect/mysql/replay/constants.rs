//! Constants of checks, which MySQL turns into values of the column that they are compared with.

use crate::dialect::mysql::prefix;
use crate::dialect::{Mysql, ReplayRules};
use crate::model::{Column, DataType, Expr, Table};
use crate::replay::Texts;
use crate::sql::{Token, TokenKind, Tokens};

const COMPARISONS: [&str; 8] = ["=", "<=>", "<>", "!=", "<", "<=", ">", ">="];

/// Before a column gets another type: the constants that it is compared with become values of the type that it had, and
/// stay such when that is gone (MySQL, `convert_constant_arg_to_field`). As long as the type stays, it does not matter
/// when that happens.
pub(super) fn settle(mysql: &Mysql, table: &mut Table, at: usize, next: &DataType) {
    let Some(column) = table.columns.get(at) else { return };
    if is_bytes(&column.ty) && !is_bytes(next) && !mysql.replays_mariadb() {
        keep_bytes(mysql, table, at);
        return;
    }
    if mysql.replays_mariadb() || column.ty.name == next.name || !is_moment(&column.ty) {
        return;
    }
    for check in &mut table.checks {
        if let Some(text) = rewritten(mysql, check.expr.as_str(), &column.name, &column.ty) {
            check.expr = Expr::new(text);
        }
    }
}

fn is_moment(ty: &DataType) -> bool {
    ["time", "date", "datetime", "timestamp", "year"].contains(&ty.name.as_str())
}

/// Makes the numbers that moments are compared with moments, as MySQL does when it alters the table; MariaDB does so at
/// once, to years only.
pub(in crate::dialect::mysql) fn settle_all(mysql: &Mysql, table: &mut Table) {
    // Strict modes refuse a date that is zero, but not the number.
    let is_usual = |text: &String| !text.contains("'0000-00-00");
    let settles =
        |column: &&Column| if mysql.is_mariadb() { column.ty.name == "year" } else { is_moment(&column.ty) };
    for column in table.columns.iter().filter(settles) {
        for check in &mut table.checks {
            if let Some(text) =
                rewritten(mysql, check.expr.as_str(), &column.name, &column.ty).filter(is_usual)
            {
                check.expr = Expr::new(text);
            }
        }
    }
}

/// The text with the constants that the column is compared with as values of its type; none where there are none.
fn rewritten(mysql: &Mysql, text: &str, column: &str, ty: &DataType) -> Option<String> {
    let tokens: Vec<Token<'_>> = Tokens::new(text, mysql.syntax()).collect();
    let is_column = |token: &Token<'_>| {
        matches!(token.kind, TokenKind::Word | TokenKind::QuotedIdentifier)
            && token.text.trim_matches('`').eq_ignore_ascii_case(column)
    };
    let compares = |token: &Token<'_>| token.kind == TokenKind::Symbol && COMPARISONS.contains(&token.text);
    let mut out = text.to_owned();
    let mut changed = false;
    for (at, token) in tokens.iter().enumerate().rev().filter(|(_, token)| token.kind == TokenKind::Number) {
        let is_negative = at > 0 && tokens[at - 1].is_symbol("-");
        let first = if is_negative { at - 1 } else { at };
        let before = |n: usize| first.checked_sub(n).and_then(|at| tokens.get(at));
        let after = |n: usize| tokens.get(at + n);
        // An operand of its own, not a part of one.
        let starts = |token: Option<&Token<'_>>| {
            token.is_none_or(|token| {
                token.is_symbol("(")
                    || token.is_symbol(",")
                    || ["AND", "OR", "XOR", "NOT"].iter().any(|word| token.is_word(word))
            })
        };
        let ends = |token: Option<&Token<'_>>| {
            token.is_none_or(|token| {
                token.is_symbol(")")
                    || token.is_symbol(",")
                    || ["AND", "OR", "XOR"].iter().any(|word| token.is_word(word))
            })
        };
        let on_right = before(1).is_some_and(compares)
            && before(2).is_some_and(is_column)
            && starts(before(3))
            && ends(after(1));
        let on_left = after(1).is_some_and(compares)
            && after(2).is_some_and(is_column)
            && starts(before(1))
            && ends(after(3));
        let is_low = before(1).is_some_and(|token| token.is_word("BETWEEN"))
            && before(2).is_some_and(|token| is_column(token) || token.is_word("NOT"));
        let is_high = before(1).is_some_and(|token| token.is_word("AND"))
            && tokens[..first].iter().rposition(|token| token.is_word("BETWEEN")).is_some_and(|between| {
                first - between <= 4
                    && between > 0
                    && tokens[..between]
                        .iter()
                        .rev()
                        .find(|token| !token.is_word("NOT"))
                        .is_some_and(is_column)
            });
        let is_item = |token: &&Token<'_>| token.kind == TokenKind::Number || token.is_symbol(",");
        let list = tokens[..first].iter().rev().take_while(is_item).count();
        let opens = |n: usize| before(list + n);
        let is_listed = mysql.is_mariadb()
            && opens(1).is_some_and(|token| token.is_symbol("("))
            && opens(2).is_some_and(|token| token.is_word("IN"))
            && opens(3).is_some_and(|token| is_column(token) || token.is_word("NOT"));
        if !(on_right || on_left || is_low || is_high || is_listed) {
            continue;
        }
        if let Some(value) = value(ty, token.text, is_negative) {
            out.replace_range(tokens[first].offset..token.end(), &value);
            changed = true;
        }
    }
    changed.then_some(out)
}

/// The number as a value of the type, none where it is none of its values (MySQL manual, "Conversion Between Date and Time
/// Types").
fn value(ty: &DataType, digits: &str, is_negative: bool) -> Option<String> {
    let number: u64 = digits.parse().ok()?;
    let precision: usize = ty.args.first().and_then(|precision| precision.parse().ok()).unwrap_or(0);
    let fraction = if precision > 0 { format!(".{}", "0".repeat(precision)) } else { String::new() };
    let clock = |number: u64| {
        let (hours, minutes, seconds) = (number / 10_000, number / 100 % 100, number % 100);
        (minutes < 60 && seconds < 60).then(|| (hours, format!("{minutes:02}:{seconds:02}")))
    };
    let day = |number: u64| {
        let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100);
        let is_zero = number == 0;
        (is_zero || (1..=12).contains(&month) && (1..=31).contains(&day))
            .then(|| format!("{year:04}-{month:02}-{day:02}"))
    };
    if is_negative && ty.name != "time" {
        return None;
    }
    let sign = if is_negative { "-" } else { "" };
    match (ty.name.as_str(), digits.len()) {
        ("time", 1..=7) => {
            clock(number).map(|(hours, rest)| format!("TIME'{sign}{hours:02}:{rest}{fraction}'"))
        }
        ("date", 8) => day(number).map(|day| format!("DATE'{day}'")),
        ("datetime" | "timestamp", 1 | 8) => day(number).map(|day| format!("'{day} 00:00:00{fraction}'")),
        ("datetime" | "timestamp", 14) => {
            let (hours, rest) = clock(number % 1_000_000)?;
            day(number / 1_000_000).map(|day| format!("'{day} {hours:02}:{rest}{fraction}'"))
        }
        ("year", _) => Some(match number {
            1..=69 => number + 2000,
            70..=99 => number + 1900,
            _ => number,
        })
        .map(|year| year.to_string()),
        _ => None,
    }
}

/// Whether values of the type are bytes, so that texts beside them are read as such.
pub(in crate::dialect::mysql) fn is_bytes(ty: &DataType) -> bool {
    ty.name.ends_with("blob") || ty.name.ends_with("binary") || prefix::is_geometry(ty)
}

/// Marks the texts beside the column as the bytes that they have been read as.
fn keep_bytes(mysql: &Mysql, table: &mut Table, at: usize) {
    let Some(name) = table.columns.get(at).map(|column| column.name.clone()) else { return };
    let texts = Texts::new(mysql);
    let generated = table.columns.iter_mut().filter_map(|column| column.generated.as_mut());
    let exprs = generated.map(|generated| &mut generated.expr);
    for expr in exprs.chain(table.checks.iter_mut().map(|check| &mut check.expr)) {
        if texts.reads(expr.as_str(), &table.name, &name) {
            *expr = Expr::new(with_bytes(mysql, expr.as_str(), &name));
        }
    }
}

/// The text with the strings as bytes that stand in one condition with the column.
fn with_bytes(mysql: &Mysql, text: &str, column: &str) -> String {
    let tokens: Vec<Token<'_>> = Tokens::new(text, mysql.syntax()).collect();
    let parts = |token: &Token<'_>| ["AND", "OR", "XOR"].iter().any(|word| token.is_word(word));
    let mut out = text.to_owned();
    for (at, token) in tokens.iter().enumerate().rev() {
        let is_bare = token.kind == TokenKind::String
            && token.text.starts_with('\'')
            && !at
                .checked_sub(1)
                .and_then(|at| tokens.get(at))
                .is_some_and(|token| token.text.starts_with('_'));
        let from = tokens[..at].iter().rposition(parts).map_or(0, |at| at + 1);
        let to = tokens[at..].iter().position(parts).map_or(tokens.len(), |n| at + n);
        let is_column = |token: &Token<'_>| token.text.trim_matches('`').eq_ignore_ascii_case(column);
        if is_bare && tokens[from..to].iter().any(is_column) {
            out.insert_str(token.offset, "_binary");
        }
    }
    out
}
