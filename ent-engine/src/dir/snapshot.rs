use super::{DirError, File, Format, LocalDir, Migration, SUM_FILE, Sum, SumError};

/// A migration directory as it stands: its files, in memory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dir {
    /// The layout.
    pub format: Format,
    /// All files but hidden ones, the sum file among them, by name.
    pub files: Vec<File>,
}

impl Dir {
    /// The directory `files`, laid out as `format` says.
    pub fn new(format: Format, mut files: Vec<File>) -> Self {
        files.sort_by(|a, b| a.name.cmp(&b.name));
        Self { format, files }
    }

    /// The directory `files`, laid out as the files tell, or as usual.
    pub fn detected(files: Vec<File>) -> Self {
        Self::new(Format::detect(&files).unwrap_or_default(), files)
    }

    /// A migration file that the layout passes over, and the layout that has it, where the layout has none at all.
    pub fn passed_over(&self) -> Option<(&str, Format)> {
        let other = Format::detect(&self.files).filter(|_| self.sources().is_empty())?;
        let first = *other.sources(&self.files).first()?;
        Some((&first.name, other))
    }

    /// The folder `path` of this machine, in golang-migrate's layout.
    pub fn local(path: impl Into<std::path::PathBuf>) -> LocalDir {
        LocalDir::new(path, Format::default())
    }

    /// The same files in another layout.
    #[must_use]
    pub fn laid_out(self, format: Format) -> Self {
        Self { format, ..self }
    }

    /// The migration files, in the order in which they run and are summed.
    pub fn sources(&self) -> Vec<&File> {
        self.format.sources(&self.files)
    }

    /// The migrations, in the order in which they run.
    ///
    /// # Errors
    /// When a file breaks the format's rules, is not text, or two have the same version.
    pub fn migrations(&self) -> Result<Vec<Migration>, DirError> {
        self.format.migrations(&self.files)
    }

    /// The sum that the files have.
    pub fn sum(&self) -> Sum {
        Sum::of(self.sources())
    }

    /// Checks the files against the sum file. Nothing to check is fine: no files and no sum.
    ///
    /// # Errors
    /// When the sum file is missing or unreadable, or a file was edited, added or removed.
    pub fn check_sum(&self) -> Result<(), SumError> {
        let actual = self.sum();
        match self.file(SUM_FILE) {
            None if actual.is_empty() => Ok(()),
            None => Err(SumError::NotFound),
            Some(file) => Sum::parse(&String::from_utf8_lossy(&file.content))?.check(&actual),
        }
    }

    /// Checks the files against the sum file, where there is one: other tools' directories have none.
    ///
    /// # Errors
    /// When the sum file is unreadable, or a file was edited, added or removed.
    pub fn check_kept_sum(&self) -> Result<(), SumError> {
        if self.file(SUM_FILE).is_some() { self.check_sum() } else { Ok(()) }
    }

    /// The file `name`.
    pub fn file(&self, name: &str) -> Option<&File> {
        self.files.iter().find(|file| file.name == name)
    }

    /// The files that belong to the migration: those of its scripts.
    pub fn files_of(&self, migration: &Migration) -> Vec<&File> {
        let mut names = vec![migration.up.file.as_str()];
        names.extend(migration.down.as_ref().map(|down| down.file.as_str()).filter(|name| *name != names[0]));
        names.iter().filter_map(|name| self.file(name)).collect()
    }

    /// The directory after `edit`, with the sum file to match.
    #[must_use]
    pub fn edited(&self, edit: &Edit) -> Self {
        let mut files: Vec<File> = self
            .files
            .iter()
            .filter(|file| file.name != SUM_FILE && !edit.remove.contains(&file.name))
            .filter(|file| !edit.add.iter().any(|added| added.name == file.name))
            .cloned()
            .collect();
        files.extend(edit.add.iter().cloned());
        let mut edited = Self::new(self.format, files);
        let sum = File::new(SUM_FILE, edited.sum().to_string());
        let at = edited.files.partition_point(|file| file.name.as_str() < SUM_FILE);
        edited.files.insert(at, sum);
        edited
    }
}

/// A change of a directory's files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edit {
    /// Files that come.
    pub add: Vec<File>,
    /// Names of files that go: only ever those of a draft.
    pub remove: Vec<String>,
}

impl Edit {
    /// Whether `dir` is already what it would be afterwards.
    pub fn is_done(&self, dir: &Dir) -> bool {
        self.add.iter().all(|file| dir.files.contains(file))
            && self.remove.iter().all(|name| self.add.iter().any(|file| file.name == *name))
    }
}
