//! What the comments of Liquibase's formatted SQL say.

use std::ops::Range;

use super::File;
use super::migration::blank;
use crate::dialect::{self, DialectName, Flavor};
use crate::sql::{Client, Token, TokenKind, Tokens};

/// What follows `--` and a word of Liquibase, in any case and with blanks between or without.
pub(super) fn directive<'l>(line: &'l str, word: &str) -> Option<&'l str> {
    let line = line.trim_start_matches('\u{feff}').trim_start().strip_prefix("--")?.trim_start();
    let head = line.get(..word.len()).filter(|head| head.eq_ignore_ascii_case(word))?;
    let rest = &line[head.len()..];
    rest.is_empty().then_some(rest).or_else(|| rest.starts_with([':', ' ', '\t', '\r', '\n']).then_some(rest))
}

/// The text of a file with the changesets blanked out that are for other databases only, or ignored, and with
/// semicolons for the delimiters that changesets say. Lines stay.
pub(super) fn for_database(
    file: &File,
    is_meant: impl Fn(&str) -> bool,
    database: DialectName,
) -> Option<String> {
    let text = std::str::from_utf8(&file.content).ok()?;
    let syntax = dialect::of(Flavor::new(database)).syntax();
    let mut out = String::with_capacity(text.len());
    let (mut keeps, mut delimiter) = (true, None);
    for part in parts(text) {
        let part = &text[part];
        let (mut head, mut rest) = part.split_at(part.find('\n').map_or(part.len(), |at| at + 1));
        if let Some(head) = directive(head, "changeset") {
            keeps = attribute(head, "dbms").is_none_or(|names| is_meant(&names))
                && attribute(head, "ignore").is_none_or(|ignored| !ignored.eq_ignore_ascii_case("true"));
            delimiter = attribute(head, "endDelimiter");
        } else {
            (head, rest) = ("", part);
        }
        let ended = match delimiter.as_deref().map(|said| said.trim().trim_start_matches("\\n")) {
            Some(said) if keeps && !said.is_empty() && said != ";" => {
                with_semicolons(rest, said, Tokens::new(rest, syntax))
            }
            _ => rest.to_owned(),
        };
        for line in std::iter::once(head).chain(ended.split_inclusive('\n')) {
            // Liquibase takes its own lines out; to MySQL only a blank after the mark makes a comment.
            let glued =
                line.trim_start().strip_prefix("--").filter(|rest| rest.starts_with(char::is_alphabetic));
            match glued {
                _ if !keeps => out.push_str(&blank(line)),
                Some(rest) if syntax.client == Client::MySql => {
                    out.push_str("-- ");
                    out.push_str(rest);
                }
                _ => out.push_str(line),
            }
        }
    }
    Some(out)
}

/// Whether a changeset of the file says that it must not run in a transaction. The others do not need one.
pub(super) fn has_one_outside_transactions(text: &str) -> bool {
    let mut heads = text.lines().filter_map(|line| directive(line, "changeset"));
    heads.any(|head| {
        attribute(head, "runInTransaction").is_some_and(|value| value.eq_ignore_ascii_case("false"))
    })
}

/// The changesets of a file, after what stands before the first.
fn parts(text: &str) -> Vec<Range<usize>> {
    let (mut parts, mut from, mut at) = (Vec::new(), 0, 0);
    for line in text.split_inclusive('\n') {
        if directive(line, "changeset").is_some() && at > from {
            parts.push(from..at);
            from = at;
        }
        at += line.len();
    }
    parts.push(from..at);
    parts
}

/// The text with a semicolon, and blanks, in place of another delimiter: one of letters or a slash stands on a line of its
/// own, any other anywhere outside of quotes and comments.
fn with_semicolons<'t>(text: &str, delimiter: &str, tokens: impl Iterator<Item = Token<'t>>) -> String {
    let alone = delimiter == "/" || delimiter.chars().all(char::is_alphanumeric);
    let instead = format!(";{}", " ".repeat(delimiter.len() - 1));
    if alone {
        let line = |line: &str| match line.trim_end().trim_start() {
            word if word.eq_ignore_ascii_case(delimiter) => line.replace(word, &instead),
            _ => line.to_owned(),
        };
        return text.split_inclusive('\n').map(line).collect();
    }
    let quoted: Vec<Range<usize>> = tokens
        .filter(|token| !matches!(token.kind, TokenKind::Symbol | TokenKind::Word | TokenKind::Number))
        .map(|token| token.offset..token.end())
        .collect();
    let mut out = text.to_owned();
    for (at, _) in text.match_indices(delimiter) {
        let before = quoted.partition_point(|range| range.start <= at);
        let inside =
            before.checked_sub(1).and_then(|before| quoted.get(before)).is_some_and(|range| at < range.end);
        // A delimiter that starts a quote of its own, `$$`, would enclose what stands between two of them.
        if !inside || delimiter.starts_with('$') {
            out.replace_range(at..at + delimiter.len(), &instead);
        }
    }
    out
}

/// The value of `name:value` or `name:"value"` in the head of a changeset; names in any case.
fn attribute(head: &str, name: &str) -> Option<String> {
    let lower = head.to_ascii_lowercase();
    let at = lower
        .match_indices(&name.to_ascii_lowercase())
        .map(|(at, _)| at)
        .find(|at| lower[..*at].ends_with([' ', '\t']) && lower[at + name.len()..].starts_with(':'))?;
    let value = head.get(at + name.len() + 1..)?;
    Some(match value.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next().unwrap_or_default().to_owned(),
        None => value.split_whitespace().next().unwrap_or_default().to_owned(),
    })
}

/// The rollbacks of all changesets, the last changeset first: lines `--rollback SQL`, and blocks
/// `/* liquibase rollback ... */`. Lines can't be kept, since the way down runs backwards through the file.
pub(super) fn rollbacks(text: &str) -> Option<String> {
    let mut changesets: Vec<String> = Vec::new();
    let mut in_block = false;
    for line in text.lines() {
        let trimmed = line.trim();
        if directive(trimmed, "changeset").is_some() {
            changesets.push(String::new());
            continue;
        }
        let Some(current) = changesets.last_mut() else { continue };
        let mut add = |sql: &str| {
            current.push_str(sql);
            current.push('\n');
        };
        if in_block {
            let (sql, ends) = match trimmed.split_once("*/") {
                Some((sql, _)) => (sql, true),
                None => (line, false),
            };
            add(sql.trim_end());
            in_block = !ends;
        } else if trimmed.to_ascii_lowercase().replace(' ', "").starts_with("/*liquibaserollback") {
            in_block = !trimmed.contains("*/");
        } else if let Some(rest) = directive(trimmed, "rollback") {
            let sql = rest.trim_start_matches(':').trim();
            // These words say that there is nothing to take back.
            let is_nothing = ["empty", "not required"].iter().any(|word| sql.eq_ignore_ascii_case(word));
            if !is_nothing {
                add(sql);
            }
        }
    }
    changesets.reverse();
    let text: String = changesets.concat();
    (!text.trim().is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rollbacks_in_every_spelling() {
        let text = "-- liquibase formatted sql\n-- changeset a:1\nA;\n-- rollback DROP A;\n--changeset a:2\nB;\n\
                    /* liquibase rollback\n  DROP B1;\n  DROP B2;\n*/\n--Changeset a:3\nC;\n--rollback empty\n\
                    --changeset a:4\nD;\n--rollback: DROP\n--rollback D;\n";
        assert_eq!(rollbacks(text).as_deref(), Some("DROP\nD;\n  DROP B1;\n  DROP B2;\n\nDROP A;\n"));
        assert_eq!(rollbacks("--changeset a:1\nA;\n--rollback not required\n"), None);
    }

    #[test]
    fn delimiters_of_changesets() {
        let of = |text: &str, database| {
            let file = File::new("1.sql", text);
            for_database(&file, |_| true, database).unwrap()
        };
        let slash = "--changeset a:1 endDelimiter:/\nSELECT 4 / 2\n/\n--changeset a:2\nSELECT 3;\n";
        assert_eq!(
            of(slash, DialectName::Postgres),
            "--changeset a:1 endDelimiter:/\nSELECT 4 / 2\n;\n--changeset a:2\nSELECT 3;\n"
        );
        let slashes = "--changeset a:1 enddelimiter:\"//\"\nSELECT '//' // SELECT 2//\n--rollback x\n";
        assert_eq!(
            of(slashes, DialectName::Mysql),
            "-- changeset a:1 enddelimiter:\"//\"\nSELECT '//' ;  SELECT 2; \n-- rollback x\n"
        );
        let dollars = "--changeset a:1 endDelimiter:$$\nBEGIN; END $$\n";
        assert_eq!(of(dollars, DialectName::Mysql), "-- changeset a:1 endDelimiter:$$\nBEGIN; END ; \n");
    }
}
