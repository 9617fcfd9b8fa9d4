use std::time::{SystemTime, UNIX_EPOCH};

use ent_engine::author::Layout;
use ent_engine::dialect::Dialect;
use ent_engine::dir::{Dir, DirLock, LocalDir, Timestamp, from_checkpoint};
use ent_engine::model::Realm;
use ent_engine::plan::Plan;
use ent_engine::replay::{Replay, ReplayOptions};

use super::WrittenMigration;
use crate::{MigrateError, Result};

/// A migration directory that is locked, read and found intact, to be compared with and written to.
pub(super) struct DirSession<'d> {
    dir: &'d LocalDir,
    lock: DirLock,
    current: Dir,
}

impl<'d> DirSession<'d> {
    pub(super) fn open(dir: &'d LocalDir) -> Result<Self> {
        let lock = dir.lock().map_err(MigrateError::Dir)?;
        let current = dir.read().map_err(MigrateError::Dir)?;
        current.check_sum().map_err(|error| MigrateError::Dir(error.into()))?;
        Ok(Self { dir, lock, current })
    }

    /// What the files make of an empty database.
    pub(super) fn replay(&self, dialect: &dyn Dialect) -> Result<Realm> {
        let migrations = self.current.migrations().map_err(MigrateError::Dir)?;
        let mut replay = Replay::new(dialect, &ReplayOptions::default());
        replay.up(from_checkpoint(&migrations))?;
        Ok(replay.into_realm())
    }

    /// Writes the files of the next version; of the next ones where statements refuse to run in a transaction.
    pub(super) fn write(self, plan: Plan, name: String) -> Result<WrittenMigration> {
        let layout = Layout { name: &name, replaced: &[], stamp: false, now: now() };
        let versions = layout.versions(&self.current, plan.clone());
        let edit = layout.edit(&self.current, &versions);
        self.dir.write(&self.lock, &self.current, &edit).map_err(MigrateError::Dir)?;
        let files = edit.add.iter().map(|file| self.dir.path().join(&file.name)).collect();
        let version = versions.first().map(|first| first.version.to_string()).unwrap_or_default();
        Ok(WrittenMigration { version, name, files, plan })
    }
}

fn now() -> Timestamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Timestamp::from_unix(i64::try_from(since.as_secs()).unwrap_or(i64::MAX))
}
