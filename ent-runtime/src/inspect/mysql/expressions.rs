//! The spellings in which `information_schema` gives expressions and defaults.

use ent_engine::model::{DataType, Expr};

/// `text` as a string literal.
pub(crate) fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\\', "\\\\").replace('\'', "''"))
}

/// MySQL gives expressions as if between quotes, with a backslash before what needs one there.
pub(super) fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n') => out.push('\n'),
                Some('t') => out.push('\t'),
                Some('r') => out.push('\r'),
                Some('0') => out.push('\0'),
                Some(other) => out.push(other),
                None => out.push('\\'),
            },
            c => out.push(c),
        }
    }
    out
}

/// A default as MariaDB gives it: an expression already.
pub(super) fn mariadb_default(text: String) -> Option<Expr> {
    (!text.eq_ignore_ascii_case("NULL")).then(|| Expr::new(text))
}

/// A default as MySQL gives it: an expression where `is_expression`, else the bare value.
pub(super) fn mysql_default(text: &str, is_expression: bool, ty: &DataType) -> Expr {
    if is_expression {
        let text = unescape(text);
        let is_time = text.get(..17).is_some_and(|start| start.eq_ignore_ascii_case("CURRENT_TIMESTAMP"));
        return Expr::new(if is_time { text } else { format!("({text})") });
    }
    let is_bare = match ty.name.as_str() {
        "bit" | "binary" | "varbinary" => text.starts_with("b'") || text.starts_with("0x"),
        name => NUMERIC.contains(&name),
    };
    Expr::new(if is_bare { text.to_owned() } else { literal(text) })
}

/// Types whose defaults need no quotes.
const NUMERIC: &[&str] = &[
    "tinyint",
    "smallint",
    "mediumint",
    "int",
    "integer",
    "bigint",
    "decimal",
    "numeric",
    "float",
    "double",
    "real",
    "bool",
    "boolean",
    "year",
];

/// Whether `expr` is the check by which MariaDB makes a `longtext` a JSON column.
pub(super) fn is_json_check(expr: &str, column: &str) -> bool {
    expr == format!("json_valid(`{}`)", column.replace('`', "``"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defaults_of_mysql_become_expressions() {
        let cases = [
            ("it's", false, "varchar", "'it''s'"),
            ("a\\b", false, "varchar", "'a\\\\b'"),
            ("18", false, "int", "18"),
            ("18", false, "varchar", "'18'"),
            ("b'101'", false, "bit", "b'101'"),
            ("0x6162", false, "binary", "0x6162"),
            ("2020-01-01 00:00:00", false, "datetime", "'2020-01-01 00:00:00'"),
            ("CURRENT_TIMESTAMP(3)", true, "timestamp", "CURRENT_TIMESTAMP(3)"),
            ("uuid()", true, "varchar", "(uuid())"),
            ("concat(_utf8mb4\\'a\\',1)", true, "varchar", "(concat(_utf8mb4'a',1))"),
        ];
        for (text, is_expression, ty, expected) in cases {
            assert_eq!(mysql_default(text, is_expression, &DataType::new(ty)).as_str(), expected, "{text}");
        }
    }

    #[test]
    fn defaults_of_mariadb_are_expressions() {
        assert_eq!(mariadb_default("NULL".into()), None);
        assert_eq!(mariadb_default("'it''s'".into()), Some(Expr::new("'it''s'")));
    }
}
