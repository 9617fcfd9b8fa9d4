use super::AuthorError;
use crate::dialect::Dialect;
use crate::dir::{Dir, Migration, is_unedited};
use crate::model::Realm;
use crate::replay::{Replay, ReplayOptions};

/// The replay of `migrations`, run in order on an empty database.
///
/// # Errors
/// At the first statement that can't be replayed, with its place.
pub fn replay<'d>(dialect: &'d dyn Dialect, migrations: &[Migration]) -> Result<Replay<'d>, AuthorError> {
    let mut replay = Replay::new(dialect, &ReplayOptions::default());
    run(&mut replay, migrations)?;
    Ok(replay)
}

/// The states before and after the drafts of a directory; the second is `None` where there is no draft. `history` is
/// the replay of what is before them.
///
/// # Errors
/// At the first statement that can't be replayed, with its place.
pub fn replay_drafts(
    mut history: Replay<'_>,
    drafts: &[Migration],
) -> Result<(Realm, Option<Realm>), AuthorError> {
    if drafts.is_empty() {
        return Ok((history.into_realm(), None));
    }
    let base = history.realm().clone();
    run(&mut history, drafts)?;
    Ok((base, Some(history.into_realm())))
}

fn run(replay: &mut Replay<'_>, migrations: &[Migration]) -> Result<(), AuthorError> {
    for migration in migrations {
        replay.run(&migration.up.file, &migration.up.text).map_err(Box::new)?;
    }
    Ok(())
}

/// The migrations of a directory, parted into history and drafts.
///
/// A draft was generated, was not edited since, is not known to version control, and comes last:
/// it may be written anew. Everything before the first draft is history.
#[derive(Clone, Debug)]
pub struct Drafts {
    /// All migrations, in order.
    pub migrations: Vec<Migration>,
    /// How many of them are history.
    pub history: usize,
}

impl Drafts {
    /// Parts the migrations of `dir`. `is_known` tells whether version control knows the file of
    /// that name; it is asked about the last files only.
    ///
    /// # Errors
    /// When the directory can't be read as its format says.
    pub fn find(dir: &Dir, mut is_known: impl FnMut(&str) -> bool) -> Result<Self, AuthorError> {
        let migrations = dir.migrations()?;
        let mut history = migrations.len();
        while let Some(migration) = history.checked_sub(1).and_then(|last| migrations.get(last)) {
            let files = dir.files_of(migration);
            if !is_unedited(&files) || files.iter().any(|file| is_known(&file.name)) {
                break;
            }
            history -= 1;
        }
        Ok(Self { migrations, history })
    }

    /// A directory in which everything is history.
    ///
    /// # Errors
    /// When the directory can't be read as its format says.
    pub fn none(dir: &Dir) -> Result<Self, AuthorError> {
        let migrations = dir.migrations()?;
        Ok(Self { history: migrations.len(), migrations })
    }

    /// Migrations that stay as they are.
    pub fn history(&self) -> &[Migration] {
        &self.migrations[..self.history]
    }

    /// Migrations that may be written anew.
    pub fn drafts(&self) -> &[Migration] {
        &self.migrations[self.history..]
    }
}
