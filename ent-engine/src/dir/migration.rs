use crate::sql::{DirectiveOwner, file_directives};

/// One version of a migration directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Migration {
    /// Version; versions are ordered as texts.
    pub version: String,
    /// What the file's name says beside the version; may be empty.
    pub description: String,
    /// The way up.
    pub up: Script,
    /// The way down, where there is one.
    pub down: Option<Script>,
}

impl Migration {
    /// Whether the way up makes the whole schema up to its version, for databases that are new (`-- atlas:checkpoint`).
    pub fn is_checkpoint(&self) -> bool {
        let mut directives = file_directives(&self.up.text).into_iter();
        directives.any(|found| found.owner == DirectiveOwner::Atlas && found.name == "checkpoint")
    }
}

/// What of `migrations` an empty database needs: the last checkpoint and what follows it, or everything.
pub fn from_checkpoint(migrations: &[Migration]) -> &[Migration] {
    let start = migrations.iter().rposition(Migration::is_checkpoint).unwrap_or(0);
    &migrations[start..]
}

/// Statements to run, with the place they stand at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Script {
    /// Path of the file below the directory.
    pub file: String,
    /// Text of the file in which everything that is not to be run (another direction's section, a
    /// tool's own marks) is blanked out, so that offsets and lines are those of the file.
    pub text: String,
    /// Whether the mark that the layout's tool has for it says that the file must not run in a transaction.
    pub outside_transaction: bool,
}

impl Script {
    /// The whole file `file`.
    pub fn new(file: impl Into<String>, text: impl Into<String>) -> Self {
        Self { file: file.into(), text: text.into(), outside_transaction: false }
    }

    /// The same, with what the tool's mark says.
    pub(super) fn outside_transaction(self, outside: bool) -> Self {
        Self { outside_transaction: outside, ..self }
    }
}

/// Text with everything but line ends replaced by spaces, byte for byte.
pub(super) fn blank(text: &str) -> String {
    text.bytes().map(|byte| if byte == b'\n' || byte == b'\r' { byte as char } else { ' ' }).collect()
}
