use ent_engine::dir::{Dir, DirError, LocalDir};

/// Something that holds a migration directory: a folder, or one that is in memory or embedded in
/// the program.
pub trait MigrationSource: Sync {
    /// The directory as it stands.
    ///
    /// # Errors
    /// When it can't be read.
    fn load(&self) -> Result<Dir, DirError>;
}

impl MigrationSource for LocalDir {
    fn load(&self) -> Result<Dir, DirError> {
        self.read()
    }
}

impl MigrationSource for Dir {
    fn load(&self) -> Result<Dir, DirError> {
        Ok(self.clone())
    }
}
