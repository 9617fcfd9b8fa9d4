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

/// Statements to run, with the place they stand at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Script {
    /// Path of the file below the directory.
    pub file: String,
    /// Text of the file in which everything that is not to be run (another direction's section, a
    /// tool's own marks) is blanked out, so that offsets and lines are those of the file.
    pub text: String,
}

impl Script {
    /// The whole file `file`.
    pub fn new(file: impl Into<String>, text: impl Into<String>) -> Self {
        Self { file: file.into(), text: text.into() }
    }
}

/// Text with everything but line ends replaced by spaces, byte for byte.
pub(super) fn blank(text: &str) -> String {
    text.bytes().map(|byte| if byte == b'\n' || byte == b'\r' { byte as char } else { ' ' }).collect()
}
