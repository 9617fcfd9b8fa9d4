use std::fmt;

use super::{Problem, Reader, Session};
use crate::dialect::{self, Dialect, DialectName, Flavor};
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
    /// Where the text is not understood: the databases whose statement it would be.
    pub elsewhere: Vec<Flavor>,
}

impl ReplayError {
    pub(super) fn new(file: &str, position: Position, sql: &str, problem: Problem) -> Self {
        let statement = first_line(sql);
        Self { file: file.to_owned(), position, statement, problem: Box::new(problem), elsewhere: Vec::new() }
    }

    /// The error with the databases that would understand the statement, if it is one of understanding.
    pub(super) fn elsewhere(mut self, dialect: &dyn Dialect, sql: &str) -> Self {
        if matches!(*self.problem, Problem::Unexpected { .. }) {
            let own = dialect.flavor().name;
            let others = DialectName::ALL.iter().filter(|name| **name != own).map(|name| Flavor::new(*name));
            self.elsewhere = others.filter(|flavor| understands(*flavor, sql)).collect();
        }
        self
    }
}

fn understands(flavor: Flavor, sql: &str) -> bool {
    let dialect = dialect::of(flavor);
    let mut reader = Reader::new(sql, dialect.syntax(), dialect.fold())
        .strings_as_names(dialect.naming().strings_are_names);
    reader.check_depth().is_ok()
        && dialect.read(&mut reader, &Session::default()).is_ok_and(|ddl| !ddl.is_empty())
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
        let Self { file, position, statement, problem, elsewhere } = self;
        write!(f, "{file}:{position}: can't replay `{statement}`: {problem}")?;
        if let [first, ..] = elsewhere.as_slice() {
            let products: Vec<&str> = elsewhere.iter().map(|flavor| flavor.product()).collect();
            write!(
                f,
                "\nhelp: {} would understand it: if the files are for another database, say for which (`dialect = \
                 \"{}\"` in ent.toml, `--dialect {}`)",
                products.join(" or "),
                first.name,
                first.name
            )?;
        }
        f.write_str(match problem.as_ref() {
            Problem::Missing { .. } | Problem::Exists { .. } | Problem::Needed { .. } | Problem::Refused(_) => {
                "\nhelp: the statements before it leave another schema than it expects; if the real server accepts \
                 it, use a dev database (`--dev-url`), or write directly above the statement what it does to the \
                 schema: `-- ent:effect <DDL>`, or `-- ent:ignore` for nothing"
            }
            Problem::LongName { .. } => "\nhelp: give it a shorter one",
            Problem::LongGivenName { .. } => {
                "\nhelp: give it a name of its own (`CONSTRAINT name ..`), or the table a shorter one"
            }
            Problem::Split(_) => {
                "\nhelp: where one statement ends and the next begins can't be told from here on: mend the text, or say \
                 for which database it is (`--dialect`)"
            }
            _ => {
                "\nhelp: use a dev database (`--dev-url`), or write directly above the statement what it does to \
                 the schema: `-- ent:effect <DDL>`, or `-- ent:ignore` for nothing"
            }
        })
    }
}

impl std::error::Error for ReplayError {}
