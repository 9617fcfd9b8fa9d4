//! Texts that several formats share.

use super::super::{DirError, File};
use crate::plan::{Plan, Reverse, Statement};

/// A comment line for each line of `comment`, after `prefix`.
fn comment_lines(out: &mut String, prefix: &str, comment: &str) {
    for line in comment.lines() {
        out.push_str("-- ");
        out.push_str(prefix);
        out.push_str(line);
        out.push('\n');
    }
}

/// A statement with its delimiter.
pub(super) fn terminated(sql: &str) -> String {
    format!("{sql};\n")
}

/// The way up: each statement below its comment.
pub(super) fn up(plan: &Plan) -> String {
    let mut out = String::new();
    for statement in &plan.statements {
        comment_lines(&mut out, "", &statement.comment);
        out.push_str(&terminated(&statement.sql));
    }
    out
}

/// The way up as Atlas writes it: comments begin with a capital.
pub(super) fn up_capitalised(plan: &Plan) -> String {
    let mut out = String::new();
    for statement in &plan.statements {
        let mut comment = statement.comment.clone();
        if let Some(first) = comment.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        comment_lines(&mut out, "", &comment);
        out.push_str(&terminated(&statement.sql));
    }
    out
}

/// The way down: what undoes each statement, last first. A statement that nothing undoes leaves a
/// comment that says so.
pub(super) fn down(plan: &Plan) -> String {
    let mut out = String::new();
    for Statement { comment, reverse, .. } in plan.statements.iter().rev() {
        match reverse {
            Reverse::Statements(statements) => {
                comment_lines(&mut out, "reverse: ", comment);
                for sql in statements {
                    out.push_str(&terminated(sql));
                }
            }
            Reverse::Impossible(reason) => {
                comment_lines(&mut out, "not reversible: ", &format!("{comment} ({reason})"));
            }
            Reverse::Covered => {}
        }
    }
    out
}

/// Whether any statement refuses to run in a transaction.
pub(super) fn leaves_transaction(plan: &Plan) -> bool {
    plan.statements.iter().any(|statement| statement.outside_transaction)
}

/// `<version>_<name>`, or the version alone.
pub(super) fn stem(version: &str, separator: &str, name: &str) -> String {
    if name.is_empty() { version.to_owned() } else { format!("{version}{separator}{name}") }
}

/// Version and description in `stem`: what stands before and after the first `separator`.
pub(super) fn split_stem(stem: &str, separator: &str) -> (String, String) {
    match stem.split_once(separator) {
        Some((version, description)) => (version.to_owned(), description.to_owned()),
        None => (stem.to_owned(), String::new()),
    }
}

/// The text of a file.
pub(super) fn text(file: &File) -> Result<&str, DirError> {
    std::str::from_utf8(&file.content)
        .map_err(|error| DirError::NotText { file: file.name.clone(), offset: error.valid_up_to() })
}

/// Whether the file `name` is among `files` and says that `key` is false, in a line `key = value`.
pub(super) fn is_set_to_false(files: &[&File], name: &str, key: &str) -> bool {
    let Some(content) = files.iter().find(|file| file.name == name).and_then(|file| text(file).ok()) else {
        return false;
    };
    let mut settings = content.lines().filter_map(|line| line.split_once('='));
    settings.any(|(found, value)| {
        // TOML has comments behind a value.
        let value = value.split('#').next().unwrap_or_default();
        found.trim() == key && value.trim().eq_ignore_ascii_case("false")
    })
}

/// Whether the file lies directly in the directory.
pub(super) fn is_top_level(path: &str) -> bool {
    !path.contains('/')
}

/// The number that a version begins with; what begins with none comes last.
pub(super) fn number(version: &str) -> Vec<u128> {
    let end = version.find(|c: char| !c.is_ascii_digit()).unwrap_or(version.len());
    vec![version[..end].parse().unwrap_or(u128::MAX)]
}
