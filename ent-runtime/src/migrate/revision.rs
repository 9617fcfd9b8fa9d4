use std::time::Duration;

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
