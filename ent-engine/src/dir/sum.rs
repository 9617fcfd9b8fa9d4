use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use sha2::{Digest as _, Sha256};

use super::File;

/// Name of the sum file.
pub const SUM_FILE: &str = "atlas.sum";

/// The sum file of a directory, byte for byte as Atlas writes it.
///
/// One running SHA-256 goes over the name and the bytes of every migration file in order; each
/// entry is its state after that file, so an edit shows in all entries from there on. The first
/// line sums up the entries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    entries: Vec<Entry>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    file: String,
    /// Base64 of the digest, without the `h1:` before it.
    hash: String,
}

/// Disagreement between a directory and its sum file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SumError {
    /// There are migration files and no sum file.
    #[error("checksum file not found: {SUM_FILE} is missing beside the migration files")]
    NotFound,
    /// The text is not that of a sum file.
    #[error("checksum file format invalid: {SUM_FILE}:{line}")]
    Invalid {
        /// Line, from 1.
        line: usize,
    },
    /// The total does not fit the entries: the sum file itself was edited or badly merged.
    #[error("checksum mismatch: the first line of {SUM_FILE} does not fit the lines below it")]
    Total,
    /// A file changed, came or went.
    #[error("checksum mismatch: {file} was {change} ({SUM_FILE}:{line})")]
    File {
        /// Path below the directory.
        file: String,
        /// What happened to it.
        change: SumChange,
        /// Line of the sum file, from 1.
        line: usize,
    },
}

/// What happened to a file since the sum file was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SumChange {
    /// Its content differs.
    Edited,
    /// It is new.
    Added,
    /// It is gone.
    Removed,
}

impl std::fmt::Display for SumChange {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Edited => "edited",
            Self::Added => "added",
            Self::Removed => "removed",
        })
    }
}

impl Sum {
    /// The sum of `files`: the migration files of a directory, in order.
    pub fn of<'a>(files: impl IntoIterator<Item = &'a File>) -> Self {
        let mut running = Sha256::new();
        let mut entries = Vec::new();
        for file in files {
            running.update(file.name.as_bytes());
            if is_ignored(&file.content) {
                continue;
            }
            running.update(&file.content);
            entries.push(Entry { file: file.name.clone(), hash: BASE64.encode(running.clone().finalize()) });
        }
        Self { entries }
    }

    /// Reads the text of a sum file.
    ///
    /// # Errors
    /// When a line is no entry, or the total does not fit the entries.
    pub fn parse(text: &str) -> Result<Self, SumError> {
        let mut lines = text.lines();
        let total =
            lines.next().and_then(|line| line.strip_prefix("h1:")).ok_or(SumError::Invalid { line: 1 })?;
        let mut entries = Vec::new();
        for (i, line) in lines.enumerate() {
            let (file, hash) = line.split_once("h1:").ok_or(SumError::Invalid { line: i + 2 })?;
            entries.push(Entry { file: file.trim_end().to_owned(), hash: hash.to_owned() });
        }
        let sum = Self { entries };
        if sum.total() == total { Ok(sum) } else { Err(SumError::Total) }
    }

    /// Checks that the directory still is what this sum file says.
    ///
    /// # Errors
    /// The first file that was edited, added or removed.
    pub fn check(&self, actual: &Self) -> Result<(), SumError> {
        for (i, expected) in self.entries.iter().enumerate() {
            let line = i + 2;
            let found = actual.entries.get(i);
            if found == Some(expected) {
                continue;
            }
            let (file, change) = if !actual.entries.iter().any(|entry| entry.file == expected.file) {
                (expected.file.clone(), SumChange::Removed)
            } else {
                match found {
                    Some(entry) if entry.file != expected.file => (entry.file.clone(), SumChange::Added),
                    _ => (expected.file.clone(), SumChange::Edited),
                }
            };
            return Err(SumError::File { file, change, line });
        }
        match actual.entries.get(self.entries.len()) {
            Some(extra) => Err(SumError::File {
                file: extra.file.clone(),
                change: SumChange::Added,
                line: self.entries.len() + 2,
            }),
            None => Ok(()),
        }
    }

    /// The entry of `file`, without the `h1:` before it.
    pub fn hash(&self, file: &str) -> Option<&str> {
        self.entries.iter().find(|entry| entry.file == file).map(|entry| entry.hash.as_str())
    }

    /// The total, without the `h1:` before it.
    pub fn total(&self) -> String {
        let mut hasher = Sha256::new();
        for entry in &self.entries {
            hasher.update(entry.file.as_bytes());
            hasher.update(entry.hash.as_bytes());
        }
        BASE64.encode(hasher.finalize())
    }

    /// Whether no file is listed.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

/// The text of the sum file.
impl std::fmt::Display for Sum {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "h1:{}", self.total())?;
        for entry in &self.entries {
            writeln!(f, "{} h1:{}", entry.file, entry.hash)?;
        }
        Ok(())
    }
}

/// Whether the first line holds the directive `atlas:sum ignore`.
fn is_ignored(content: &[u8]) -> bool {
    let line = content.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let Ok(line) = std::str::from_utf8(line) else { return false };
    line.split_once("atlas:sum").is_some_and(|(_, args)| args.starts_with(' ') && args.trim() == "ignore")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Vec<File> {
        vec![
            File::new(
                "20220318104614_initial.sql",
                "-- create \"tbl\" table\nCREATE TABLE tbl (`col` int NOT NULL);\n",
            ),
            File::new("20220318104615_second.sql", "ALTER TABLE `tbl` ADD `col_2` bigint;\n"),
        ]
    }

    #[test]
    fn agrees_with_atlas() {
        assert_eq!(
            Sum::of(&sample()).to_string(),
            "h1:GMi7mvWSIHv0I/Wrc2NCGVt9Z5hWZbPa6wL986t7Z2o=\n\
             20220318104614_initial.sql h1:FifWjY2X0g2YVnb18Qm+QBPvoldDOOob7bS0LrFuCXc=\n\
             20220318104615_second.sql h1:wbPDlODOQeixCiopAhlT7W4xOO9TgJxzjYjxf4TA2f4=\n"
        );
        assert_eq!(Sum::default().to_string(), "h1:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n");
    }

    #[test]
    fn reads_what_it_writes() {
        let sum = Sum::of(&sample());
        assert_eq!(Sum::parse(&sum.to_string()), Ok(sum));
        assert_eq!(Sum::parse(""), Err(SumError::Invalid { line: 1 }));
        assert_eq!(Sum::parse("h1:x\nfile"), Err(SumError::Invalid { line: 2 }));
        assert_eq!(Sum::parse("h1:x\n"), Err(SumError::Total));
    }

    #[test]
    fn names_what_changed() {
        let sum = Sum::of(&sample());
        let change = |files: &[File]| match sum.check(&Sum::of(files)) {
            Err(SumError::File { file, change, line }) => Some((file, change, line)),
            Ok(()) => None,
            Err(other) => panic!("{other}"),
        };
        assert_eq!(change(&sample()), None);
        let mut edited = sample();
        edited[0].content.push(b'\n');
        assert_eq!(change(&edited), Some(("20220318104614_initial.sql".into(), SumChange::Edited, 2)));
        assert_eq!(
            change(&sample()[1..]),
            Some(("20220318104614_initial.sql".into(), SumChange::Removed, 2))
        );
        let mut added = sample();
        added.insert(1, File::new("20220318104614_zzz.sql", ""));
        assert_eq!(change(&added), Some(("20220318104614_zzz.sql".into(), SumChange::Added, 3)));
        let mut appended = sample();
        appended.push(File::new("3.sql", ""));
        assert_eq!(change(&appended), Some(("3.sql".into(), SumChange::Added, 4)));
    }

    #[test]
    fn leaves_out_what_asks_for_it() {
        let mut files = sample();
        files.push(File::new("3.sql", "-- atlas:sum ignore\nSELECT 1;\n"));
        assert_eq!(Sum::of(&files).hash("3.sql"), None);
        assert_ne!(Sum::of(&files[..1]).total(), Sum::of(&files).total());
    }
}
