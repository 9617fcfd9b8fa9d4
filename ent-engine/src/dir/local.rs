use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::{Dir, DirError, DirLock, Edit, File, Format, SUM_FILE, applied, journal};

/// How long to wait for another process that writes the same directory.
const PATIENCE: Duration = Duration::from_secs(60);
/// Folders in folders that are looked into; Flyway's locations are the deepest.
const MAX_DEPTH: usize = 8;

/// A migration directory on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalDir {
    path: PathBuf,
    format: Format,
}

impl LocalDir {
    /// The folder `path`, laid out as `format` says. It need not exist: then it has no files.
    pub fn new(path: impl Into<PathBuf>, format: Format) -> Self {
        Self { path: path.into(), format }
    }

    /// The same folder in another layout.
    #[must_use]
    pub fn format(self, format: Format) -> Self {
        Self { format, ..self }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// All files as they are now, hidden ones left aside.
    ///
    /// # Errors
    /// What the file system refuses; a folder that does not exist has no files.
    pub fn read(&self) -> Result<Dir, DirError> {
        let mut files = Vec::new();
        if self.path.exists() {
            read_into(&self.path, "", 0, &mut files)?;
        }
        Ok(Dir::new(self.format, files))
    }

    /// Names of the migration files that were noted by [`note_applied`](Self::note_applied).
    ///
    /// # Errors
    /// What the file system refuses.
    pub fn applied(&self) -> Result<Vec<String>, DirError> {
        applied::read(&self.path)
    }

    /// Notes that the migration file `name` was applied to a database, so that it is no draft any
    /// more. The note is this machine's own and hidden from version control.
    ///
    /// # Errors
    /// What the file system refuses.
    pub fn note_applied(&self, name: &str) -> Result<(), DirError> {
        applied::add(&self.path, name)
    }

    /// Takes the directory's lock, making the folder if need be, and completes what an earlier
    /// run may have left half done.
    ///
    /// # Errors
    /// What the file system refuses, or another process that holds the lock for too long.
    pub fn lock(&self) -> Result<DirLock, DirError> {
        fs::create_dir_all(&self.path).map_err(|error| DirError::io("create", &self.path, error))?;
        let lock = DirLock::acquire(&self.path, PATIENCE)?;
        journal::recover(&self.path)?;
        Ok(lock)
    }

    /// Makes `edit` on disk, the sum file last. `current` is what [`read`](Self::read) gave under
    /// the same lock. Files appear whole, and a crash at any point leaves a directory that the
    /// next [`lock`](Self::lock) puts right.
    ///
    /// # Errors
    /// A file of `edit.add` that is there already, and what the file system refuses.
    pub fn write(&self, _lock: &DirLock, current: &Dir, edit: &Edit) -> Result<Dir, DirError> {
        for file in &edit.add {
            let path = self.path.join(&file.name);
            if path.exists() && !edit.remove.contains(&file.name) {
                return Err(DirError::Exists { path });
            }
        }
        let next = current.edited(edit);
        let mut add: Vec<(&str, &[u8])> =
            edit.add.iter().map(|file| (file.name.as_str(), file.content.as_slice())).collect();
        if let Some(sum) = next.file(SUM_FILE) {
            add.push((SUM_FILE, &sum.content));
        }
        // A file that is replaced under its own name is moved over, not removed.
        let remove: Vec<&str> = edit
            .remove
            .iter()
            .filter(|name| !edit.add.iter().any(|file| file.name == **name))
            .map(String::as_str)
            .collect();
        journal::run(&self.path, &journal::steps(&add, &remove))?;
        Ok(next)
    }
}

fn read_into(folder: &Path, prefix: &str, depth: usize, files: &mut Vec<File>) -> Result<(), DirError> {
    let entries = fs::read_dir(folder).map_err(|error| DirError::io("list", folder, error))?;
    for entry in entries {
        let entry = entry.map_err(|error| DirError::io("list", folder, error))?;
        let path = entry.path();
        let file_name = entry.file_name();
        // A name that is not text can't be one of a migration.
        let Some(name) = file_name.to_str().filter(|name| !name.starts_with('.')) else { continue };
        let name = format!("{prefix}{name}");
        // Follows links, as the tools do.
        if path.is_dir() {
            if depth < MAX_DEPTH {
                read_into(&path, &format!("{name}/"), depth + 1, files)?;
            }
        } else if name.ends_with(".sql") || name == SUM_FILE || Format::is_setting(&name) {
            let content = fs::read(&path).map_err(|error| DirError::io("read", &path, error))?;
            files.push(File { name, content });
        }
    }
    Ok(())
}
