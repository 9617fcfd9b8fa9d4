use std::time::{SystemTime, UNIX_EPOCH};

use ent_engine::dialect::Dialect;
use ent_engine::dir::{Dir, DirLock, Edit, LocalDir, Rendering, Timestamp};
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
        let mut replay = Replay::new(dialect, &ReplayOptions::default());
        for migration in self.current.migrations().map_err(MigrateError::Dir)? {
            replay.run(&migration.up.file, &migration.up.text)?;
        }
        Ok(replay.into_realm())
    }

    /// Writes the files of the next version.
    pub(super) fn write(self, plan: Plan, name: String) -> Result<WrittenMigration> {
        let version = self.next_version()?;
        let files = self.current.format.render(&Rendering { version, name: &name, plan: &plan });
        let edit = Edit { add: files, remove: Vec::new() };
        self.dir.write(&self.lock, &self.current, &edit).map_err(MigrateError::Dir)?;
        let files = edit.add.iter().map(|file| self.dir.path().join(&file.name)).collect();
        Ok(WrittenMigration { version: version.to_string(), name, files, plan })
    }

    /// The version for a new file: now, but after every version that there is.
    fn next_version(&self) -> Result<Timestamp> {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let now = Timestamp::from_unix(i64::try_from(since.as_secs()).unwrap_or(i64::MAX));
        let migrations = self.current.migrations().map_err(MigrateError::Dir)?;
        let last = migrations.iter().filter_map(|migration| Timestamp::parse(&migration.version)).max();
        Ok(match last {
            Some(last) if last >= now => last.next(),
            _ => now,
        })
    }
}
