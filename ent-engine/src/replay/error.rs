use std::fmt;

use super::Problem;
use crate::sql::Position;

/// A statement that can't be replayed: where it stands, why, and the ways on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplayError {
    /// File, as it was given.
    pub file: String,
    /// Place in the file.
    pub position: Position,
    /// First line of the statement.
    pub statement: String,
    /// Why.
    pub problem: Box<Problem>,
}

impl ReplayError {
    pub(super) fn new(file: &str, position: Position, sql: &str, problem: Problem) -> Self {
        Self { file: file.to_owned(), position, statement: first_line(sql), problem: Box::new(problem) }
    }
}

/// The first line that says something, cut where it gets long.
fn first_line(sql: &str) -> String {
    const LIMIT: usize = 80;
    let line = sql.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    match line.char_indices().nth(LIMIT) {
        Some((end, _)) => format!("{} ...", line[..end].trim_end()),
        None => line.to_owned(),
    }
}

impl fmt::Display for ReplayError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, position, statement, problem } = self;
        write!(f, "{file}:{position}: can't replay `{statement}`: {problem}")?;
        f.write_str(match problem.as_ref() {
            Problem::Missing { .. } | Problem::Exists { .. } | Problem::Needed { .. } | Problem::Refused(_) => {
                "\nhelp: the statements before it leave another schema than it expects; if the real server accepts \
                 it, use a dev database (`--dev-url`), or write directly above the statement what it does to the \
                 schema: `-- ent:effect <DDL>`, or `-- ent:ignore` for nothing"
            }
            _ => {
                "\nhelp: use a dev database (`--dev-url`), or write directly above the statement what it does to \
                 the schema: `-- ent:effect <DDL>`, or `-- ent:ignore` for nothing"
            }
        })
    }
}

impl std::error::Error for ReplayError {}
