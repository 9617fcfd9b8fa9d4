use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use sha2::{Digest as _, Sha256};

use super::{File, Format};

/// What the mark looks like. It stays true for ever: whoever reads a committed migration sees
/// whether a person has changed it since it was generated.
const MARK: &str = "-- ent:generated h1:";

/// `files`, the files of one version, with a mark in the first that tells whether any of them was
/// edited later.
pub fn stamp(format: Format, mut files: Vec<File>) -> Vec<File> {
    let hash = hash(files.iter().map(|file| file.content.as_slice()));
    let Some(first) = files.first_mut() else { return files };
    let at = line_start(&first.content, format.leading_lines());
    // The empty line makes the mark one of the file's, not of the first statement.
    let mark = format!("{MARK}{hash}\n\n");
    first.content.splice(at..at, mark.into_bytes());
    files
}

/// Whether `files`, the files of one version, are as [`stamp`] left them.
pub fn is_unedited(files: &[&File]) -> bool {
    let mut marks = Vec::new();
    let mut contents = Vec::new();
    for file in files {
        let (mark, content) = unstamp(&file.content);
        marks.extend(mark);
        contents.push(content);
    }
    match marks.as_slice() {
        [mark] => *mark == hash(contents.iter().map(Vec::as_slice)),
        _ => false,
    }
}

/// The hash in the mark of a file, if it has one, and the content without the mark.
fn unstamp(content: &[u8]) -> (Option<String>, Vec<u8>) {
    let starts = std::iter::once(0).chain(line_starts(content).take(2));
    for start in starts {
        let line_end = line_start(&content[start..], 1) + start;
        let Ok(line) = std::str::from_utf8(&content[start..line_end]) else { continue };
        if let (Some(hash), Some(b'\n')) = (line.strip_prefix(MARK), content.get(line_end)) {
            let rest = [&content[..start], &content[line_end + 1..]].concat();
            return (Some(hash.trim_end().to_owned()), rest);
        }
    }
    (None, content.to_vec())
}

/// Offsets of all lines but the first.
fn line_starts(content: &[u8]) -> impl Iterator<Item = usize> + '_ {
    content.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(i, _)| i + 1)
}

/// Offset of the line so many lines below the first; the end, if there are fewer.
fn line_start(content: &[u8], lines: usize) -> usize {
    match lines.checked_sub(1) {
        Some(nth) => line_starts(content).nth(nth).unwrap_or(content.len()),
        None => 0,
    }
}

fn hash<'a>(contents: impl Iterator<Item = &'a [u8]>) -> String {
    let mut hasher = Sha256::new();
    for content in contents {
        hasher.update((content.len() as u64).to_le_bytes());
        hasher.update(content);
    }
    BASE64.encode(hasher.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(first_line: &str) -> Vec<File> {
        vec![
            File::new("1.up.sql", format!("{first_line}CREATE TABLE t (a int);\n")),
            File::new("1.down.sql", "DROP TABLE t;\n"),
        ]
    }

    #[test]
    fn sees_every_edit() {
        for (format, first_line) in
            [(Format::GolangMigrate, ""), (Format::Liquibase, "--liquibase formatted sql\n")]
        {
            let stamped = stamp(format, files(first_line));
            let is_unedited = |files: &[File]| is_unedited(&files.iter().collect::<Vec<_>>());
            assert!(is_unedited(&stamped), "{format}");
            assert!(stamped[0].content.starts_with(first_line.as_bytes()));
            assert!(!is_unedited(&files(first_line)));
            for i in 0..stamped.len() {
                let mut edited = stamped.clone();
                edited[i].content.push(b' ');
                assert!(!is_unedited(&edited), "{format} {i}");
            }
            assert!(!is_unedited(&stamped[..1]), "a file of the version is gone");
        }
    }
}
