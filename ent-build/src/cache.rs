//! What the last run saw, so that a run with nothing to do costs hashing only.

use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Everything that a run's outcome depends on, by hash.
///
/// A hash is only ever compared with one that the same build of this crate made: the options' has
/// the [program] in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Cache {
    /// Options and environment.
    pub options: u64,
    /// Files read, with the hash of their content.
    pub files: Vec<(PathBuf, u64)>,
    /// Folders listed, with the hash of what is in them.
    pub folders: Vec<(PathBuf, u64)>,
}

impl Cache {
    /// Name of the file in the output folder.
    const FILE: &'static str = "ent-build.cache";

    /// What the last run saw; `None` when there was none or it failed.
    pub fn read(out_dir: &Path) -> Option<Self> {
        let text = fs::read_to_string(out_dir.join(Self::FILE)).ok()?;
        let mut cache = Self::default();
        for line in text.lines() {
            let (kind, rest) = line.split_once(' ')?;
            let (hash, path) = rest.split_once(' ')?;
            let hash = u64::from_str_radix(hash, 16).ok()?;
            match kind {
                "options" => cache.options = hash,
                "file" => cache.files.push((path.into(), hash)),
                "folder" => cache.folders.push((path.into(), hash)),
                _ => return None,
            }
        }
        Some(cache)
    }

    /// Keeps what this run saw.
    pub fn write(&self, out_dir: &Path) -> std::io::Result<()> {
        let mut text = format!("options {:x} -\n", self.options);
        for (kind, entries) in [("file", &self.files), ("folder", &self.folders)] {
            for (path, hash) in entries {
                text.push_str(&format!("{kind} {hash:x} {}\n", path.display()));
            }
        }
        fs::write(out_dir.join(Self::FILE), text)
    }

    /// Forgets the last run, so that the next one does all the work.
    pub fn clear(out_dir: &Path) {
        let _ = fs::remove_file(out_dir.join(Self::FILE));
    }

    /// Whether everything is as it was.
    pub fn is_current(&self, options: u64) -> bool {
        self.options == options
            && self.files.iter().all(|(path, hash)| file_hash(path) == Some(*hash))
            && self.folders.iter().all(|(path, hash)| folder_hash(path) == *hash)
    }
}

/// The program that runs, by its file: what another one kept may be of another form and by other rules, whatever its
/// version says.
pub(crate) fn program() -> Option<(u64, SystemTime)> {
    let file = std::env::current_exe().and_then(fs::metadata).ok()?;
    Some((file.len(), file.modified().ok()?))
}

/// Hash of a value.
pub(crate) fn hash_of(value: &impl std::hash::Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    env!("CARGO_PKG_VERSION").hash(&mut hasher);
    value.hash(&mut hasher);
    hasher.finish()
}

/// Hash of a file's content; `None` when it can't be read.
pub(crate) fn file_hash(path: &Path) -> Option<u64> {
    Some(hash_of(&fs::read(path).ok()?))
}

/// Hash of the names and contents of everything in a folder; the same for an empty one and one
/// that is not there.
pub(crate) fn folder_hash(path: &Path) -> u64 {
    let mut entries: Vec<(PathBuf, Option<u64>)> = walkdir::WalkDir::new(path)
        .min_depth(1)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| !entry.file_type().is_dir())
        .map(|entry| (entry.path().to_path_buf(), file_hash(entry.path())))
        .collect();
    entries.sort();
    hash_of(&entries)
}
