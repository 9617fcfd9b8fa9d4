//! What there is in the schemas, and how to ask for the text of it.

use ent_engine::dialect::Dialect;

use super::Text;
use crate::Result;
use crate::connection::Row;

/// Schemas of the server itself.
const SYSTEM: &str = "('information_schema', 'mysql', 'performance_schema', 'sys')";

/// Writes the queries for the wanted schemas (MySQL manual, chapter "INFORMATION_SCHEMA Tables").
pub(super) struct Queries {
    /// The list for `IN`, after a possible NOT.
    schemas: String,
}

impl Queries {
    pub(super) fn new(wanted: Option<&[String]>) -> Self {
        let schemas = match wanted {
            Some([]) => "IN (NULL)".to_owned(),
            Some(names) => {
                let names: Vec<String> = names.iter().map(literal).collect();
                format!("IN ({})", names.join(", "))
            }
            None => format!("NOT IN {SYSTEM}"),
        };
        Self { schemas }
    }

    /// name, charset, collation
    pub(super) fn schemas(&self) -> String {
        format!(
            "SELECT SCHEMA_NAME, DEFAULT_CHARACTER_SET_NAME, DEFAULT_COLLATION_NAME \
             FROM information_schema.SCHEMATA WHERE SCHEMA_NAME {} ORDER BY SCHEMA_NAME",
            self.schemas
        )
    }

    /// kind, schema, name, order among those of a table
    pub(super) fn objects(&self) -> String {
        format!(
            "SELECT TABLE_TYPE, TABLE_SCHEMA, TABLE_NAME, 0 FROM information_schema.TABLES WHERE TABLE_SCHEMA {0} \
             UNION ALL SELECT ROUTINE_TYPE, ROUTINE_SCHEMA, ROUTINE_NAME, 0 FROM information_schema.ROUTINES \
             WHERE ROUTINE_SCHEMA {0} \
             UNION ALL SELECT 'TRIGGER', TRIGGER_SCHEMA, TRIGGER_NAME, ACTION_ORDER FROM information_schema.TRIGGERS \
             WHERE TRIGGER_SCHEMA {0} \
             UNION ALL SELECT 'EVENT', EVENT_SCHEMA, EVENT_NAME, 0 FROM information_schema.EVENTS \
             WHERE EVENT_SCHEMA {0}",
            self.schemas
        )
    }
}

/// What an object is, in the order in which the texts are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Sequence,
    Table,
    Function,
    Procedure,
    Package,
    PackageBody,
    View,
    Trigger,
    Event,
}

/// An object of a schema.
#[derive(Debug, PartialEq)]
pub(super) struct Entry {
    pub(super) kind: Kind,
    pub(super) schema: String,
    pub(super) name: String,
    order: i64,
}

/// The objects that the answer lists; of kinds that we don't know there are none in a schema of a user.
pub(super) fn read(rows: Vec<Row>) -> Result<Vec<Entry>> {
    let mut entries = Vec::with_capacity(rows.len());
    for row in rows {
        let mut row = row.fields("reading the list of objects");
        let kind = match row.text()?.as_str() {
            "BASE TABLE" | "SYSTEM VERSIONED" => Kind::Table,
            "SEQUENCE" => Kind::Sequence,
            "VIEW" => Kind::View,
            "FUNCTION" => Kind::Function,
            "PROCEDURE" => Kind::Procedure,
            "PACKAGE" => Kind::Package,
            "PACKAGE BODY" => Kind::PackageBody,
            "TRIGGER" => Kind::Trigger,
            "EVENT" => Kind::Event,
            _ => continue,
        };
        entries.push(Entry { kind, schema: row.text()?, name: row.text()?, order: row.int()? });
    }
    Ok(entries)
}

impl Entry {
    /// By kind, then by name; triggers in the order in which they fire.
    pub(super) fn rank(&self) -> (Kind, &str, i64, &str) {
        (self.kind, &self.schema, self.order, &self.name)
    }

    /// The statement that asks for the text.
    pub(super) fn show(&self, dialect: &dyn Dialect) -> String {
        format!("SHOW CREATE {} {}", self.word(), dialect.qualified(&self.schema, &self.name))
    }

    /// What stands for the file in messages.
    pub(super) fn label(&self) -> String {
        format!("SHOW CREATE {} {}", self.word(), self.name)
    }

    fn word(&self) -> &'static str {
        match self.kind {
            // For what it is made of, and not for where it stands.
            Kind::Sequence => "SEQUENCE",
            Kind::Table => "TABLE",
            Kind::Function => "FUNCTION",
            Kind::Procedure => "PROCEDURE",
            Kind::Package => "PACKAGE",
            Kind::PackageBody => "PACKAGE BODY",
            Kind::View => "VIEW",
            Kind::Trigger => "TRIGGER",
            Kind::Event => "EVENT",
        }
    }

    /// The text in the answer: after the name; of programs after their modes, of events after their time zone, too.
    pub(super) fn text(&self, row: Row) -> Result<Text> {
        let mut row = row.fields("reading the texts of tables and programs");
        row.text()?;
        let is_program = !matches!(self.kind, Kind::Sequence | Kind::Table | Kind::View);
        let mode = if is_program { row.maybe() } else { None };
        if self.kind == Kind::Event {
            row.maybe();
        }
        Ok(Text { sql: without_definer(&row.text()?), mode })
    }
}

/// The text without the account that the object belongs to.
fn without_definer(text: &str) -> String {
    let rest = match text.find("DEFINER=") {
        // Only words stand before it.
        Some(at) if !text[..at].contains(['`', '(', '\'']) => &text[at..],
        _ => return text.to_owned(),
    };
    let head = &text[..text.len() - rest.len()];
    match account_end(&rest["DEFINER=".len()..]) {
        Some(after) => format!("{head}{}", after.trim_start()),
        None => text.to_owned(),
    }
}

/// The text without a schema, as it stands in texts of the server, before the names of what is in it.
pub(super) fn unqualified(text: &str, schema: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['`', '\'']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let end = end_of_quoted(from);
        let (quoted, after) = from.split_at(end);
        rest = after;
        match after.strip_prefix('.') {
            Some(name) if quoted == schema && !out.ends_with('.') => rest = name,
            _ => out.push_str(quoted),
        }
    }
    out.push_str(rest);
    out
}

/// Where what is quoted at the start of the text ends.
fn end_of_quoted(text: &str) -> usize {
    let mut chars = text.char_indices();
    let Some((_, quote)) = chars.next() else { return 0 };
    while let Some((at, c)) = chars.next() {
        if c == '\\' && quote == '\'' {
            chars.next();
        } else if c == quote {
            // Two of them stand for one.
            if text[at + c.len_utf8()..].starts_with(quote) {
                chars.next();
            } else {
                return at + c.len_utf8();
            }
        }
    }
    text.len()
}

/// What follows `` `user`@`host` ``.
fn account_end(text: &str) -> Option<&str> {
    let (_, rest) = quoted(text)?;
    match rest.strip_prefix('@') {
        Some(host) => quoted(host).map(|(_, rest)| rest),
        None => Some(rest),
    }
}

/// The name in backticks or other quotes that the text begins with, and what follows.
fn quoted(text: &str) -> Option<(&str, &str)> {
    let quote = text.chars().next().filter(|c| matches!(c, '`' | '\'' | '"'))?;
    let mut from = 1;
    loop {
        let end = from + text.get(from..)?.find(quote)?;
        if text[end + 1..].starts_with(quote) {
            from = end + 2;
            continue;
        }
        return Some((&text[1..end], &text[end + 1..]));
    }
}

/// `text` as a string literal.
pub(super) fn literal(text: impl AsRef<str>) -> String {
    format!("'{}'", text.as_ref().replace('\\', "\\\\").replace('\'', "''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemas_without_a_name_are_left_out() {
        for (text, expected) in [
            ("select `a`.`t`.`x` from `a`.`t`", "select `t`.`x` from `t`"),
            (
                "DEFAULT nextval(`a`.`s`) COMMENT 'it''s \\' `a`.`t`'",
                "DEFAULT nextval(`s`) COMMENT 'it''s \\' `a`.`t`'",
            ),
            ("`b`.`a`.`x`, `a``.`", "`b`.`a`.`x`, `a``.`"),
        ] {
            assert_eq!(unqualified(text, "`a`"), expected);
        }
    }

    #[test]
    fn definers_are_left_out() {
        for (text, expected) in [
            ("CREATE DEFINER=`root`@`localhost` FUNCTION `f`()", "CREATE FUNCTION `f`()"),
            (
                "CREATE ALGORITHM=MERGE DEFINER=`a``b`@`%` SQL SECURITY INVOKER VIEW `v` AS select 1",
                "CREATE ALGORITHM=MERGE SQL SECURITY INVOKER VIEW `v` AS select 1",
            ),
            ("CREATE DEFINER=`role` PROCEDURE `p`()", "CREATE PROCEDURE `p`()"),
            ("CREATE TABLE `t` (`DEFINER=` int)", "CREATE TABLE `t` (`DEFINER=` int)"),
            ("CREATE TRIGGER a before insert on b", "CREATE TRIGGER a before insert on b"),
        ] {
            assert_eq!(without_definer(text), expected);
        }
    }
}
