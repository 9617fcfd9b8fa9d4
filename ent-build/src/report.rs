use std::path::{Path, PathBuf};

/// Something that a build has to tell a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// How much it matters.
    pub level: Level,
    /// The text, of one or more lines.
    pub text: String,
}

/// How much a message matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Something was done, or should be read.
    Warning,
    /// The build fails.
    Error,
}

/// What a build has to tell: to cargo, what to watch; to a person, messages.
#[derive(Debug, Default)]
pub(crate) struct Report {
    watched: Vec<PathBuf>,
    messages: Vec<Message>,
}

impl Report {
    /// A path whose change runs the script again, if it exists: cargo does not say what a path
    /// that is missing does.
    pub fn watch(&mut self, path: &Path) {
        if path.exists() && !self.watched.iter().any(|watched| watched == path) {
            self.watched.push(path.to_path_buf());
        }
    }

    /// Something the developer should read.
    pub fn warn(&mut self, text: impl Into<String>) {
        self.messages.push(Message { level: Level::Warning, text: text.into() });
    }

    /// Something that fails the build.
    pub fn error(&mut self, text: impl Into<String>) {
        self.messages.push(Message { level: Level::Error, text: text.into() });
    }

    /// Whether the build fails.
    pub fn failed(&self) -> bool {
        self.messages.iter().any(|message| message.level == Level::Error)
    }

    /// The messages, in order.
    pub fn into_messages(self) -> Vec<Message> {
        self.messages
    }

    /// The lines for cargo, which takes one line at a time.
    pub fn cargo_lines(&self) -> Vec<String> {
        let mut lines: Vec<String> =
            self.watched.iter().map(|path| format!("cargo::rerun-if-changed={}", path.display())).collect();
        for Message { level, text } in &self.messages {
            let level = match level {
                Level::Warning => "warning",
                Level::Error => "error",
            };
            for (i, line) in text.lines().enumerate() {
                let prefix = if i == 0 { "ent: " } else { "     " };
                lines.push(format!("cargo::{level}={prefix}{line}"));
            }
        }
        lines
    }
}
