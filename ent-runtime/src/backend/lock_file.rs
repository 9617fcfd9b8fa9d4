use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use crate::{Error, Result};

/// A file beside a SQLite database that the system has locked for us. It is removed when the lock
/// is given back.
#[derive(Debug)]
pub(crate) struct LockFile {
    path: PathBuf,
    file: File,
}

impl LockFile {
    /// Takes the lock of the database in the file `database`, if nobody has it.
    pub(super) fn try_lock(database: &str) -> Result<Option<Self>> {
        let path = PathBuf::from(format!("{database}-ent-lock"));
        let failed = |source| Error::File { path: path.clone(), source };
        // Never truncated: the holder's is the same file.
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(&path).map_err(failed)?;
        match file.try_lock() {
            Ok(()) if is_same(&path, &file) => Ok(Some(Self { path, file })),
            // The last holder removed the file between our two steps: next time there is a new one.
            Ok(()) | Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(source)) => Err(failed(source)),
        }
    }
}

impl Drop for LockFile {
    fn drop(&mut self) {
        if cfg!(unix) {
            // While it is locked, nobody else can have taken it for theirs.
            let _ = std::fs::remove_file(&self.path);
        }
        let _ = self.file.unlock();
    }
}

/// Whether `path` still leads to `file`.
#[cfg(unix)]
fn is_same(path: &Path, file: &File) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    match (std::fs::metadata(path), file.metadata()) {
        (Ok(there), Ok(here)) => (there.dev(), there.ino()) == (here.dev(), here.ino()),
        _ => false,
    }
}

/// Elsewhere the file is never removed.
#[cfg(not(unix))]
fn is_same(_: &Path, _: &File) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_at_a_time() {
        let folder = std::env::temp_dir().join(format!("ent-lock-file-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a temporary folder");
        let database = folder.join("x.db").display().to_string();
        let first = LockFile::try_lock(&database).expect("a lock file");
        assert!(first.is_some());
        assert!(LockFile::try_lock(&database).expect("a lock file").is_none());
        drop(first);
        assert!(LockFile::try_lock(&database).expect("a lock file").is_some());
        assert_eq!(std::fs::read_dir(&folder).expect("the folder").count(), 0);
        std::fs::remove_dir_all(&folder).expect("the folder goes");
    }
}
