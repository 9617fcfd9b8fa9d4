use std::future::IntoFuture;
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use ent_engine::dir::{Dir, Edit, LocalDir, Rendering, Timestamp, slug};
use ent_engine::plan::Plan;

use super::{SchemaApi, state};
use crate::connection::BoxFuture;
use crate::{Error, MigrateError, Result};

/// A migration that was written.
#[derive(Clone, Debug, PartialEq)]
pub struct WrittenMigration {
    /// Its version.
    pub version: String,
    /// What its files are called after the version.
    pub name: String,
    /// Its files, without the sum file.
    pub files: Vec<PathBuf>,
    /// What it does.
    pub plan: Plan,
}

/// Writes the next migration; made by [`SchemaApi::diff`] and run by awaiting it. The result is
/// `None` when there is nothing to write.
#[must_use = "nothing happens until it is awaited"]
pub struct SchemaDiff<'c, 'd> {
    api: SchemaApi<'c>,
    dir: &'d LocalDir,
    name: Option<String>,
    nothing_is_an_error: bool,
}

impl<'c, 'd> SchemaDiff<'c, 'd> {
    pub(super) fn new(api: SchemaApi<'c>, dir: &'d LocalDir, name: Option<String>) -> Self {
        Self { api, dir, name, nothing_is_an_error: false }
    }

    /// Whether nothing to do is [`Error::NoPlan`] rather than `None`.
    pub fn error_without_plan(self, error: bool) -> Self {
        Self { nothing_is_an_error: error, ..self }
    }

    /// Whether columns that the entities lack are dropped with their data.
    pub fn drop_columns(self, drop: bool) -> Self {
        Self { api: self.api.drop_columns(drop), ..self }
    }

    /// Whether indexes that the entities lack are dropped.
    pub fn drop_indexes(self, drop: bool) -> Self {
        Self { api: self.api.drop_indexes(drop), ..self }
    }

    async fn run(self) -> Result<Option<WrittenMigration>> {
        let mut connection = self.api.client.pool().acquire().await?;
        let dialect = connection.dialect();
        let next = state::desired(self.api.client, dialect.as_ref())?;
        let lock = self.dir.lock().map_err(MigrateError::Dir)?;
        let current = self.dir.read().map_err(MigrateError::Dir)?;
        current.check_sum().map_err(|error| MigrateError::Dir(error.into()))?;
        let previous = state::connected(&mut connection, &next).await?;
        let (plan, suggested) = state::plan(dialect.as_ref(), &previous, &next, &self.api.options)?;
        if plan.is_empty() {
            return if self.nothing_is_an_error { Err(Error::NoPlan) } else { Ok(None) };
        }
        let name = self.name.as_deref().map(slug).unwrap_or(suggested);
        let version = next_version(&current)?;
        let files = current.format.render(&Rendering { version, name: &name, plan: &plan });
        let edit = Edit { add: files, remove: Vec::new() };
        self.dir.write(&lock, &current, &edit).map_err(MigrateError::Dir)?;
        let files = edit.add.iter().map(|file| self.dir.path().join(&file.name)).collect();
        Ok(Some(WrittenMigration { version: version.to_string(), name, files, plan }))
    }
}

impl<'c, 'd: 'c> IntoFuture for SchemaDiff<'c, 'd> {
    type Output = Result<Option<WrittenMigration>>;
    type IntoFuture = BoxFuture<'c, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.run())
    }
}

/// The version for a new file: now, but after every version that there is.
fn next_version(dir: &Dir) -> Result<Timestamp> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let now = Timestamp::from_unix(i64::try_from(since.as_secs()).unwrap_or(i64::MAX));
    let last = dir.migrations().map_err(MigrateError::Dir)?;
    let last = last.iter().filter_map(|migration| Timestamp::parse(&migration.version)).max();
    Ok(match last {
        Some(last) if last >= now => last.next(),
        _ => now,
    })
}
