mod detect;
mod diesel;
mod flyway;
mod liquibase;
mod pair;
mod refinery;
mod sections;
mod single;
mod text;

use super::{DirError, File, Migration, Timestamp};
use crate::plan::Plan;

/// Layout of a migration directory: one tool's way to name and write files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// golang-migrate: `<version>_<name>.up.sql` and `.down.sql`.
    #[default]
    GolangMigrate,
    /// Atlas: `<version>_<name>.sql`, the way up only.
    Atlas,
    /// sqlx: the files of golang-migrate, or `<version>_<name>.sql` without a way down.
    Sqlx,
    /// goose: one file with a section for each direction.
    Goose,
    /// dbmate: one file with a section for each direction.
    Dbmate,
    /// Flyway: `V<version>__<name>.sql` and `U<version>__<name>.sql`.
    Flyway,
    /// Liquibase formatted SQL: one file of changesets.
    Liquibase,
    /// refinery: `V<version>__<name>.sql`, the way up only.
    Refinery,
    /// Diesel: a folder `<version>_<name>` with `up.sql` and `down.sql`.
    Diesel,
}

/// What to write for one new version.
#[derive(Clone, Copy, Debug)]
pub struct Rendering<'a> {
    /// The version.
    pub version: Timestamp,
    /// What the migration does, in words joined by `_`; may be empty.
    pub name: &'a str,
    /// The statements.
    pub plan: &'a Plan,
}

/// What a format has to say; one implementation for each family of layouts.
trait Layout {
    /// Whether the file at `path` is a migration: listed in the sum file.
    fn is_source(&self, path: &str) -> bool;

    /// The files of a new version, the one that goes up first.
    fn render(&self, rendering: &Rendering<'_>) -> Vec<File>;

    /// The migrations that `sources` hold. `others` are the rest of the directory's files, where
    /// ways down may be.
    fn read(&self, sources: &[&File], others: &[&File]) -> Result<Vec<Migration>, DirError>;

    /// The order of the migration files; by name unless the tool has its own.
    fn sort(&self, sources: &mut Vec<&File>) {
        sources.sort_by(|a, b| a.name.cmp(&b.name));
    }

    /// The numbers by which the tool orders versions; none where it orders them as texts.
    fn version_numbers(&self, _: &str) -> Vec<u128> {
        Vec::new()
    }

    /// Lines at the top of a file that must stay the first.
    fn leading_lines(&self) -> usize {
        0
    }
}

/// What versions of a directory are ordered by, wherever they are written: in file names or in a table.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct VersionKey<'v> {
    numbers: Vec<u128>,
    text: &'v str,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 9] = [
        Self::GolangMigrate,
        Self::Atlas,
        Self::Sqlx,
        Self::Goose,
        Self::Dbmate,
        Self::Flyway,
        Self::Liquibase,
        Self::Refinery,
        Self::Diesel,
    ];

    /// The name in project files and directory URLs.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::GolangMigrate => "golang-migrate",
            Self::Atlas => "atlas",
            Self::Sqlx => "sqlx",
            Self::Goose => "goose",
            Self::Dbmate => "dbmate",
            Self::Flyway => "flyway",
            Self::Liquibase => "liquibase",
            Self::Refinery => "refinery",
            Self::Diesel => "diesel",
        }
    }

    /// What to put where so that `file` is run without a transaction, as the end of a sentence.
    pub fn outside_transaction(self, file: &str) -> String {
        match self {
            Self::Goose => format!("`-- +goose NO TRANSACTION` at the top of {file}"),
            Self::Dbmate => format!("`transaction:false` behind the mark of its section in {file}"),
            Self::Sqlx => format!("`-- no-transaction` at the very beginning of {file}"),
            Self::Liquibase => format!("`runInTransaction:false` behind the name of its changeset in {file}"),
            Self::Flyway => format!("`executeInTransaction=false` into a file {file}.conf"),
            Self::Diesel => format!("`run_in_transaction = false` into a file metadata.toml beside {file}"),
            Self::GolangMigrate | Self::Atlas | Self::Refinery => {
                format!("`-- atlas:txmode none` and an empty line at the top of {file}")
            }
        }
    }

    /// Whether the file at `path` is one in which a tool keeps what it has to know of a migration.
    pub(super) fn is_setting(path: &str) -> bool {
        path.ends_with(diesel::METADATA) || path.ends_with(flyway::CONFIGURATION)
    }

    /// Whether the format has a place for the way down.
    pub const fn has_down(self) -> bool {
        !matches!(self, Self::Atlas | Self::Refinery)
    }

    fn layout(self) -> &'static dyn Layout {
        match self {
            Self::GolangMigrate => &pair::Pair { also_simple: false },
            Self::Sqlx => &pair::Pair { also_simple: true },
            Self::Atlas => &single::Single,
            Self::Goose => &sections::GOOSE,
            Self::Dbmate => &sections::DBMATE,
            Self::Flyway => &flyway::Flyway,
            Self::Liquibase => &liquibase::Liquibase,
            Self::Refinery => &refinery::Refinery,
            Self::Diesel => &diesel::Diesel,
        }
    }

    /// The files of a new version, the one that goes up first.
    pub fn render(self, rendering: &Rendering<'_>) -> Vec<File> {
        self.layout().render(rendering)
    }

    /// The migration files among `files`, in the order in which they run and are summed.
    pub fn sources(self, files: &[File]) -> Vec<&File> {
        let mut sources = files.iter().filter(|file| self.layout().is_source(&file.name)).collect();
        self.layout().sort(&mut sources);
        sources
    }

    /// The migrations among `files`, in the order in which they run.
    ///
    /// # Errors
    /// When a file breaks the format's rules, is not text, or two have the same version.
    pub fn migrations(self, files: &[File]) -> Result<Vec<Migration>, DirError> {
        let sources = self.sources(files);
        let others: Vec<&File> = files.iter().filter(|file| !self.layout().is_source(&file.name)).collect();
        let mut migrations = self.layout().read(&sources, &others)?;
        // Tools that take versions for numbers run 9 before 10; for the others the order of the files holds.
        migrations.sort_by_key(|migration| self.layout().version_numbers(&migration.version));
        for (i, migration) in migrations.iter().enumerate() {
            let version = &migration.version;
            if let Some(first) = migrations[..i].iter().find(|m| m.version == *version && !version.is_empty())
            {
                return Err(DirError::SameVersion {
                    version: version.clone(),
                    first: first.up.file.clone(),
                    second: migration.up.file.clone(),
                });
            }
        }
        Ok(migrations)
    }

    /// The place of `version` among others, as the tool orders them: 9 before 10 where it takes them for numbers.
    pub fn version_key(self, version: &str) -> VersionKey<'_> {
        VersionKey { numbers: self.layout().version_numbers(version), text: version }
    }

    /// Lines at the top of a file that must stay the first.
    pub(super) fn leading_lines(self) -> usize {
        self.layout().leading_lines()
    }
}

impl std::fmt::Display for Format {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl std::str::FromStr for Format {
    type Err = DirError;

    fn from_str(text: &str) -> Result<Self, DirError> {
        Self::ALL
            .into_iter()
            .find(|format| format.as_str() == text)
            .ok_or_else(|| DirError::UnknownFormat(text.to_owned()))
    }
}
