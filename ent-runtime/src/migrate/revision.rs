use std::time::Duration;

use super::OPERATOR;
use super::execute::Direction;

/// What the hashes of statements on the way down begin with, so that no tool takes them for those of the way up.
const DOWN: &str = "down:";

/// Stands before them from the beginning of the way down on.
const DOWN_BEGUN: &str = "down:begun";

/// What is known of one version in the database: a row of `atlas_schema_revisions`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Revision {
    /// Version of the file.
    pub version: String,
    /// What the file's name says beside the version.
    pub description: String,
    /// How the version came to be applied.
    pub kind: RevisionKind,
    /// Statements that took hold.
    pub applied: usize,
    /// Statements in the file.
    pub total: usize,
    /// When the row was last written, as the server prints it; earlier is less.
    pub executed_at: String,
    /// How long they took, in nanoseconds in the table.
    pub execution_time: Duration,
    /// The server's words, if the last run failed.
    pub error: Option<String>,
    /// The statement that failed.
    pub error_statement: Option<String>,
    /// Hash of the file in the sum, without its `h1:`.
    pub hash: String,
    /// Hashes of the statements that took hold, while others are still to come.
    pub partial_hashes: Vec<String>,
    /// Who wrote the row.
    pub operator: String,
}

impl Revision {
    /// Whether some statements of the file are still to come.
    pub fn is_partial(&self) -> bool {
        self.applied < self.total
    }

    /// Whether rows that a statement changed and the word of it here were committed together, as we do. Others write that
    /// word after each statement.
    pub(super) fn tells_of_rows(&self) -> bool {
        self.operator.starts_with(OPERATOR)
    }

    /// Whether a way down from the version has begun and not ended, on a server that commits DDL by itself.
    pub fn is_reverting(&self) -> bool {
        self.partial_hashes.first().is_some_and(|hash| hash.starts_with(DOWN))
    }

    /// Statements that took hold, on the way in `direction`.
    pub(super) fn done(&self, direction: Direction) -> usize {
        match direction {
            Direction::Up => self.applied,
            Direction::Down if self.is_reverting() => self.partial_hashes.len() - 1,
            Direction::Down => 0,
        }
    }

    /// Says that statements in `direction` are about to run.
    pub(super) fn begin(&mut self, direction: Direction) {
        if direction == Direction::Down && !self.is_reverting() {
            self.partial_hashes = vec![DOWN_BEGUN.to_owned()];
        }
    }

    /// One more statement took hold.
    pub(super) fn step(&mut self, direction: Direction, hash: &str) {
        match direction {
            Direction::Up => {
                self.applied += 1;
                self.partial_hashes.push(hash.to_owned());
            }
            Direction::Down => {
                self.begin(direction);
                self.partial_hashes.push(format!("{DOWN}{hash}"));
            }
        }
        self.error = None;
        self.error_statement = None;
    }

    /// The last statement was taken back.
    pub(super) fn unstep(&mut self, direction: Direction) {
        self.partial_hashes.pop();
        if direction == Direction::Up {
            self.applied = self.applied.saturating_sub(1);
        }
    }

    /// Those after the first `done` statements were taken back.
    pub(super) fn back_to(&mut self, direction: Direction, done: usize) {
        while self.done(direction) > done {
            self.unstep(direction);
        }
    }

    /// The statement, from 0, which is not the one of this place that took hold. `hashes` are those of now.
    pub(super) fn changed<'h>(
        &self,
        direction: Direction,
        hashes: impl Iterator<Item = &'h str>,
    ) -> Option<usize> {
        let marks = usize::from(direction == Direction::Down);
        let then = self.partial_hashes.iter().skip(marks).take(self.done(direction));
        let then = then.map(|hash| hash.trim_start_matches(DOWN));
        hashes.map(Some).chain(std::iter::repeat(None)).zip(then).position(|(now, then)| now != Some(then))
    }
}

/// How a version came to be applied: a set of bits in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RevisionKind(pub u8);

impl RevisionKind {
    /// The database was taken over at this version.
    pub const BASELINE: Self = Self(1);
    /// The file was run.
    pub const EXECUTE: Self = Self(2);
    /// A person said that the version is applied.
    pub const RESOLVED: Self = Self(4);
}

impl Default for RevisionKind {
    fn default() -> Self {
        Self::EXECUTE
    }
}

impl std::fmt::Display for RevisionKind {
    /// In Atlas' words.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self.0 & 7 {
            1 => "baseline",
            2 => "applied",
            4 => "manually set",
            6 => "applied + manually set",
            _ => "unknown",
        })
    }
}
