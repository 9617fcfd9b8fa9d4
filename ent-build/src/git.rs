use std::path::Path;
use std::process::{Command, Stdio};

/// Whether git knows the file: committed, or at least added. A file that git does not know is
/// still its developer's own.
///
/// Without a repository around it nothing is known. With one but without a working `git` command,
/// the file counts as known, which is the careful answer.
pub(crate) fn knows(file: &Path) -> bool {
    let Some(folder) = file.parent() else { return true };
    if !folder.ancestors().any(|folder| folder.join(".git").exists()) {
        return false;
    }
    let status = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(["ls-files", "--error-unmatch", "--"])
        .arg(file)
        // A hook's or a wrapper's idea of the repository is not ours.
        .env_remove("GIT_DIR")
        .env_remove("GIT_WORK_TREE")
        .env_remove("GIT_INDEX_FILE")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    // Exit status 1 is git's answer that it does not know the file; anything else is no answer.
    !matches!(status, Ok(status) if status.code() == Some(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_what_was_added() {
        let root = tempfile::tempdir().unwrap();
        let file = root.path().join("a b.sql");
        std::fs::write(&file, "").unwrap();
        assert!(!knows(&file), "no repository");
        let git = |args: &[&str]| {
            let status =
                Command::new("git").arg("-C").arg(root.path()).args(args).stdout(Stdio::null()).status();
            assert!(status.unwrap().success());
        };
        git(&["init", "-q"]);
        assert!(!knows(&file), "not added");
        git(&["add", "a b.sql"]);
        assert!(knows(&file));
    }
}
