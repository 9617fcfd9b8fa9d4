use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::DirError;

/// Lock on a migration directory, held until it is dropped or the process ends, however it ends.
///
/// Two builds that run at once (cargo and an editor's) take turns.
#[derive(Debug)]
pub struct DirLock {
    _file: File,
}

/// How long to wait between two tries.
const PAUSE: Duration = Duration::from_millis(10);

impl DirLock {
    /// Takes the lock on `root`, which must exist, waiting at most so long for another holder.
    ///
    /// # Errors
    /// When the directory can't be opened, or the other holder does not let go.
    pub fn acquire(root: &Path, patience: Duration) -> Result<Self, DirError> {
        let path = lock_path(root);
        let file = open(&path).map_err(|error| DirError::io("open", &path, error))?;
        let start = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Self { _file: file }),
                Err(TryLockError::WouldBlock) if start.elapsed() < patience => std::thread::sleep(PAUSE),
                Err(TryLockError::WouldBlock) => {
                    let error = std::io::Error::other("another process holds it");
                    return Err(DirError::io("lock", root, error));
                }
                Err(TryLockError::Error(error)) => return Err(DirError::io("lock", root, error)),
            }
        }
    }
}

/// The directory itself can be locked, so that no lock file lies about.
#[cfg(unix)]
fn lock_path(root: &Path) -> PathBuf {
    root.to_path_buf()
}

#[cfg(unix)]
fn open(path: &Path) -> std::io::Result<File> {
    File::open(path)
}

#[cfg(not(unix))]
fn lock_path(root: &Path) -> PathBuf {
    root.join(".ent-lock")
}

#[cfg(not(unix))]
fn open(path: &Path) -> std::io::Result<File> {
    File::options().create(true).truncate(false).write(true).open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_at_a_time() {
        let root = tempfile::tempdir().unwrap();
        let held = DirLock::acquire(root.path(), Duration::ZERO).unwrap();
        let refused = DirLock::acquire(root.path(), Duration::from_millis(30)).unwrap_err();
        assert!(refused.to_string().contains("another process holds it"), "{refused}");
        drop(held);
        DirLock::acquire(root.path(), Duration::ZERO).unwrap();
    }
}
