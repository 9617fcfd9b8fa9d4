use super::{AuthorError, Authored};
use crate::dialect::Dialect;
use crate::dir::{Dir, Migration, from_checkpoint, is_unedited};
use crate::model::Realm;
use crate::replay::{Replay, ReplayOptions};

/// The replay of `migrations`, run in order on an empty database; from the last checkpoint on, where there is one.
///
/// # Errors
/// At the first statement that can't be replayed, with its place.
pub fn replay<'d>(dialect: &'d dyn Dialect, migrations: &[Migration]) -> Result<Replay<'d>, AuthorError> {
    let mut replay = Replay::new(dialect, &ReplayOptions::default());
    run(&mut replay, from_checkpoint(migrations))?;
    Ok(replay)
}

/// The state after the drafts of a directory, of which `history` is the replay of what is before them.
///
/// `None` where there is no draft, and where the drafts can't be replayed: what came before them has changed since they
/// were made, and they are to be made anew.
pub fn replay_drafts(history: &Replay<'_>, drafts: &[Migration]) -> Option<Realm> {
    if drafts.is_empty() {
        return None;
    }
    let mut replay = history.clone();
    run(&mut replay, drafts).ok()?;
    Some(replay.into_realm())
}

/// Replays what was made to come after `history`, so that nothing is written that the next run stumbles over.
///
/// # Errors
/// At the first statement that can't be replayed: one about a table that the directory doesn't make, say.
pub fn prove(mut history: Replay<'_>, dir: &Dir, made: &Authored) -> Result<(), AuthorError> {
    let files = made.versions.iter().flat_map(|version| version.files.iter().cloned()).collect();
    run(&mut history, &Dir::new(dir.format, files).migrations()?)
}

fn run(replay: &mut Replay<'_>, migrations: &[Migration]) -> Result<(), AuthorError> {
    Ok(replay.up(migrations).map_err(Box::new)?)
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
