use std::fs;

use ent_engine::dir::{Dir, DirError, LocalDir, Migration, is_unedited};

/// Something that holds a migration directory: a folder, or one that is in memory or embedded in
/// the program.
pub trait MigrationSource: Sync {
    /// The directory as it stands.
    ///
    /// # Errors
    /// When it can't be read.
    fn load(&self) -> Result<Dir, DirError>;

    /// Takes down that a migration of `dir` was applied. A folder on a developer's machine
    /// remembers drafts by it, so that the build does not write them anew.
    ///
    /// # Errors
    /// When it can't be taken down.
    fn applied(&self, _dir: &Dir, _migration: &Migration) -> Result<(), DirError> {
        Ok(())
    }
}

impl MigrationSource for LocalDir {
    /// A folder that is not there has nothing to apply, but is more likely misspelt, or not beside the
    /// program where that runs.
    fn load(&self) -> Result<Dir, DirError> {
        match fs::metadata(self.path()) {
            Ok(_) => self.read(),
            Err(source) => Err(DirError::Io {
                action: "read the migrations in",
                path: self.path().to_path_buf(),
                source,
            }),
        }
    }

    fn applied(&self, dir: &Dir, migration: &Migration) -> Result<(), DirError> {
        // A program that is built for release does not run where its structs are edited.
        if cfg!(debug_assertions) && is_unedited(&dir.files_of(migration)) {
            self.note_applied(&migration.up.file)?;
        }
        Ok(())
    }
}

impl MigrationSource for Dir {
    fn load(&self) -> Result<Dir, DirError> {
        Ok(self.clone())
    }
}
