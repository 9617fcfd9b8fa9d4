use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

/// `word` as one word of a POSIX shell.
pub(crate) fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./=:,+@%".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

/// A command line of a POSIX shell out of its words.
pub(crate) fn line(words: &[String]) -> String {
    words.iter().map(|word| quoted(word)).collect::<Vec<_>>().join(" ")
}

/// What a command printed on its standard output if it succeeded.
pub(crate) fn output(command: &mut Command) -> Option<String> {
    let output = command.output().ok().filter(|output| output.status.success())?;
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Runs a command in silence.
///
/// # Errors
/// A clause that names the command and tells the end of what it printed.
pub(crate) fn run(command: &mut Command) -> Result<(), String> {
    let program = Path::new(command.get_program()).display().to_string();
    let output = command.output().map_err(|error| format!("cannot run {program}: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    let mut text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.push_str(&String::from_utf8_lossy(&output.stderr));
    Err(format!("{program} ended with {}: {}", output.status, tail(&text, 3)))
}

/// The last `count` lines that are not blank, joined by ` | `.
pub(crate) fn tail(text: &str, count: usize) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    lines[lines.len().saturating_sub(count)..].join(" | ")
}

/// Where `program` is on a `PATH`, by `exists`.
pub(crate) fn which(
    program: &str,
    path: Option<OsString>,
    exists: impl Fn(&Path) -> bool,
) -> Option<PathBuf> {
    let path = path?;
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|file| exists(file))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_quoted_only_where_needed() {
        let words = ["a=b", "", "it's", "/x/y z", "$HOME"].map(str::to_owned);
        assert_eq!(line(&words), r"a=b '' 'it'\''s' '/x/y z' '$HOME'");
    }

    #[test]
    fn tail_keeps_the_last_lines() {
        assert_eq!(tail("a\n\n b \nc\n", 2), "b | c");
        assert_eq!(tail("", 2), "");
    }

    #[test]
    fn which_takes_the_first_folder_that_has_it() {
        let found = which("b", Some("/x:/y:/z".into()), |file| !file.starts_with("/x"));
        assert_eq!(found, Some(PathBuf::from("/y/b")));
        assert_eq!(which("b", None, |_| true), None);
    }
}
