//! Which drafts a database of this machine has seen.
//!
//! A draft that was applied is history for the database it was applied to, so the build must not
//! write it anew. Whoever applies a draft from the disk leaves a note in a hidden folder of the
//! directory, which ignores itself in version control, as the caches of other tools do.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::DirError;

/// The hidden folder.
const FOLDER: &str = ".ent";

/// The note in the directory `root`: names of migration files, one on each line.
fn note(root: &Path) -> PathBuf {
    root.join(FOLDER).join("applied")
}

/// Names of the files that were applied from the directory `root`.
///
/// # Errors
/// What the file system refuses; a note that is not there has no names.
pub(super) fn read(root: &Path) -> Result<Vec<String>, DirError> {
    let path = note(root);
    match fs::read_to_string(&path) {
        Ok(text) => Ok(text.lines().map(str::to_owned).collect()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(DirError::io("read", path, error)),
    }
}

/// Notes that `file` was applied.
///
/// # Errors
/// What the file system refuses.
pub(super) fn add(root: &Path, file: &str) -> Result<(), DirError> {
    if read(root)?.iter().any(|name| name == file) {
        return Ok(());
    }
    let folder = root.join(FOLDER);
    fs::create_dir_all(&folder).map_err(|error| DirError::io("create", &folder, error))?;
    let ignore = folder.join(".gitignore");
    if !ignore.exists() {
        fs::write(&ignore, "*\n").map_err(|error| DirError::io("write", &ignore, error))?;
    }
    let path = note(root);
    let append = || {
        fs::File::options().create(true).append(true).open(&path)?.write_all(format!("{file}\n").as_bytes())
    };
    append().map_err(|error| DirError::io("write", &path, error))
}
