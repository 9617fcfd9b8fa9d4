//! The columns that expressions become in `CREATE TABLE .. SELECT`, where their texts tell.

use crate::dialect::{Mysql, ReplayRules};
use crate::model::{Column, DataType, Expr};
use crate::replay::Reader;
use crate::sql::TokenKind;

/// What an expression gives: MySQL gives a column that can't be NULL the default that its type has, MariaDB none.
fn never_null(mysql: &Mysql, ty: DataType, zero: &str) -> Column {
    let default = (!mysql.is_mariadb()).then(|| Expr::string(zero));
    Column { ty, null: false, default, ..Column::default() }
}

fn typed(name: &str, args: &[String]) -> DataType {
    DataType { args: args.to_vec(), ..DataType::new(name) }
}

/// The column of an expression without a name. Texts are left out: what characters they have the client says.
pub(super) fn column(
    mysql: &Mysql,
    expr: &str,
    column_of: &dyn Fn(&str) -> Option<Column>,
) -> Option<Column> {
    let expr = expr.trim();
    if let Some(column) = moment(mysql, expr) {
        return Some(column);
    }
    let mut reader = Reader::new(expr, mysql.syntax(), mysql.fold());
    if reader.eat("CAST") {
        let inside = reader.parens().ok().filter(|_| reader.done())?;
        return cast(mysql, inside, column_of);
    }
    if let Some(function) = reader.eat_any(&["COUNT", "MIN", "MAX"]) {
        let inside = reader.parens().ok().filter(|_| reader.done())?;
        return match function {
            // The two give different columns for it, so that it must be known which of them runs.
            "COUNT" if mysql.is_either() => None,
            "COUNT" if mysql.is_mariadb() => {
                Some(never_null(mysql, typed("bigint", &["21".to_owned()]), "0"))
            }
            "COUNT" => Some(never_null(mysql, DataType::new("bigint"), "0")),
            _ => extreme(column_of(plain_name(inside)?)?),
        };
    }
    if mysql.is_either() { None } else { literal(mysql, expr) }
}

/// The name of a column that an expression is all of.
fn plain_name(expr: &str) -> Option<&str> {
    let name = expr.rsplit('.').next()?.trim().trim_matches('`');
    name.chars().all(|c| c.is_alphanumeric() || c == '_').then_some(name)
}

/// The least or the greatest value of a column: none where there is no row.
fn extreme(column: Column) -> Option<Column> {
    let kept = [
        "tinyint",
        "smallint",
        "mediumint",
        "int",
        "bigint",
        "decimal",
        "date",
        "datetime",
        "time",
        "char",
        "varchar",
        "tinytext",
        "text",
        "mediumtext",
        "longtext",
    ];
    if !kept.contains(&column.ty.name.as_str()) {
        return None;
    }
    let Column { ty, charset, collation, .. } = column;
    Some(Column { ty, charset, collation, null: true, ..Column::default() })
}

/// What the clock gives, and constants with the word of their type.
fn moment(mysql: &Mysql, expr: &str) -> Option<Column> {
    let mut reader = Reader::new(expr, mysql.syntax(), mysql.fold());
    let kinds: [(&[&'static str], &str); 3] = [
        (
            &[
                "NOW",
                "CURRENT_TIMESTAMP",
                "LOCALTIME",
                "LOCALTIMESTAMP",
                "SYSDATE",
                "UTC_TIMESTAMP",
                "TIMESTAMP",
            ],
            "datetime",
        ),
        (&["CURDATE", "CURRENT_DATE", "UTC_DATE", "DATE"], "date"),
        (&["CURTIME", "CURRENT_TIME", "UTC_TIME"], "time"),
    ];
    let (word, mut ty) =
        kinds.iter().find_map(|(words, ty)| reader.eat_any(words).map(|word| (word, *ty)))?;
    if mysql.has_new_moments() {
        ty = match word {
            "NOW" | "CURRENT_TIMESTAMP" | "SYSDATE" => "timestamp",
            "LOCALTIME" => "time",
            _ => ty,
        };
    }
    let mut digits = String::new();
    if ["TIMESTAMP", "DATE"].contains(&word) {
        reader.peek().filter(|token| token.kind == TokenKind::String && !token.text.contains('.'))?;
        reader.bump();
    } else if reader.is_symbol("(") {
        reader.parens().ok()?.trim().clone_into(&mut digits);
    } else if ["NOW", "CURDATE", "CURTIME", "SYSDATE"].contains(&word) {
        return None;
    }
    let fraction: usize = if digits.is_empty() { 0 } else { digits.parse().ok()? };
    if !reader.done() || fraction > 6 {
        return None;
    }
    let args: &[String] = if fraction == 0 { &[] } else { &[digits] };
    if ty != "time" {
        return Some(Column { ty: typed(ty, args), null: false, ..Column::default() });
    }
    let zero =
        if fraction == 0 { "00:00:00".to_owned() } else { format!("00:00:00.{}", "0".repeat(fraction)) };
    (!mysql.is_either()).then(|| never_null(mysql, typed(ty, args), &zero))
}

/// `x AS type`, without its parentheses.
fn cast(mysql: &Mysql, inside: &str, column_of: &dyn Fn(&str) -> Option<Column>) -> Option<Column> {
    let at = inside.to_ascii_lowercase().rfind(" as ")?;
    let (expr, ty) = (inside.get(..at)?.trim(), inside.get(at + 4..)?.trim());
    let mut reader = Reader::new(ty, mysql.syntax(), mysql.fold());
    let word = reader.eat_any(&["DATETIME", "DATE", "TIME", "DECIMAL", "UNSIGNED"])?;
    reader.eat("INTEGER");
    let args: Vec<String> = if reader.is_symbol("(") {
        reader.parens().ok()?.split(',').map(|arg| arg.trim().to_owned()).collect()
    } else {
        Vec::new()
    };
    if !reader.done() {
        return None;
    }
    if ["DATE", "DATETIME", "TIME"].contains(&word) {
        // A value that can't be read as one is NULL.
        let ty = typed(&word.to_ascii_lowercase(), &args);
        return Some(Column { ty, null: true, ..Column::default() });
    }
    let source = column_of(plain_name(expr)?)?;
    let is_integer = ["tinyint", "smallint", "mediumint", "int", "bigint"].contains(&source.ty.name.as_str());
    if !is_integer && source.ty.name != "decimal" {
        return None;
    }
    let (ty, zero) = match word {
        "DECIMAL" => {
            let scale: usize = args.get(1).map_or(Ok(0), |scale| scale.parse()).ok()?;
            let precision = args.first().cloned().unwrap_or_else(|| "10".to_owned());
            (typed("decimal", &[precision, scale.to_string()]), zero(scale))
        }
        _ if !is_integer => return None,
        _ => (mysql_unsigned(), "0".to_owned()),
    };
    match source.null {
        true => Some(Column { ty, null: true, ..Column::default() }),
        false if mysql.is_either() => None,
        false => Some(never_null(mysql, ty, &zero)),
    }
}

fn mysql_unsigned() -> DataType {
    DataType { modifiers: vec!["unsigned".to_owned()], ..DataType::new("bigint") }
}

fn zero(scale: usize) -> String {
    if scale == 0 { "0".to_owned() } else { format!("0.{}", "0".repeat(scale)) }
}

/// A number or a truth value.
fn literal(mysql: &Mysql, expr: &str) -> Option<Column> {
    let int = |width: usize| match mysql.is_mariadb() {
        true => typed("int", &[width.to_string()]),
        false => DataType::new("int"),
    };
    if ["true", "false"].iter().any(|word| expr.eq_ignore_ascii_case(word)) {
        // Releases of MariaDB don't agree on how wide it is: int(1), or int(5).
        if mysql.is_mariadb() {
            return None;
        }
        return Some(never_null(mysql, int(5), "0"));
    }
    let (negative, number) = match expr.strip_prefix('-') {
        Some(number) => (true, number.trim()),
        None => (false, expr),
    };
    let digits = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    if let Some((whole, fraction)) = number.split_once('.') {
        if !digits(whole) || !digits(fraction) || fraction.is_empty() || number.len() > 30 {
            return None;
        }
        let precision = (whole.len() + fraction.len()).to_string();
        let ty = typed("decimal", &[precision, fraction.len().to_string()]);
        return Some(never_null(mysql, ty, &zero(fraction.len())));
    }
    let length = number.len();
    if length == 0 || length > 18 || !digits(number) || length > 1 && number.starts_with('0') {
        return None;
    }
    if mysql.is_mariadb() {
        let width = length + usize::from(negative);
        let ty = if width < 10 { int(width) } else { typed("bigint", &[width.to_string()]) };
        return Some(never_null(mysql, ty, "0"));
    }
    // The server leaves room for a sign, but where there is one.
    match (negative, length) {
        (true, 10..) => None,
        (false, 9..) => Some(never_null(mysql, DataType::new("bigint"), "0")),
        _ => Some(never_null(mysql, int(length), "0")),
    }
}
