use std::future::IntoFuture;
use std::path::PathBuf;

use ent_engine::diff::TextValues;
use ent_engine::dir::{LocalDir, slug};
use ent_engine::plan::Plan;

use super::session::DirSession;
use super::{SchemaApi, state};
use crate::connection::BoxFuture;
use crate::{Error, Result};

/// What the entities are compared with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DiffMode {
    /// The connected database.
    #[default]
    Inspect,
    /// What the migration directory amounts to, worked out in memory. The connection only tells
    /// the kind and the version of the database.
    Replay,
}

/// A migration that was written.
#[derive(Clone, Debug, PartialEq)]
pub struct WrittenMigration {
    /// Its version; the first one where it takes more than one.
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
///
/// The folder is locked while it runs; another process that works on it is waited for.
#[must_use = "nothing happens until it is awaited"]
pub struct SchemaDiff<'c, 'd> {
    api: SchemaApi<'c>,
    dir: &'d LocalDir,
    name: Option<String>,
    mode: DiffMode,
    nothing_is_an_error: bool,
}

impl<'c, 'd> SchemaDiff<'c, 'd> {
    pub(super) fn new(api: SchemaApi<'c>, dir: &'d LocalDir, name: Option<String>) -> Self {
        Self { api, dir, name, mode: DiffMode::default(), nothing_is_an_error: false }
    }

    /// What the entities are compared with; the connected database by default.
    pub fn mode(self, mode: DiffMode) -> Self {
        Self { mode, ..self }
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
        let SchemaApi { client, options } = &self.api;
        let mut connection = client.pool().acquire().await?;
        let dialect = connection.dialect();
        let next = state::desired(client.graph(), dialect.as_ref(), client.lowering())?;
        let session = DirSession::open(self.dir)?;
        let (previous, text_values) = match self.mode {
            DiffMode::Inspect => (state::connected(&mut connection, &next).await?, TextValues::Keep),
            DiffMode::Replay => (session.replay(dialect.as_ref())?, TextValues::Rename),
        };
        let (plan, suggested) = state::plan(dialect.as_ref(), &previous, &next, options, text_values)?;
        if plan.is_empty() {
            return if self.nothing_is_an_error { Err(Error::NoPlan) } else { Ok(None) };
        }
        session.write(plan, self.name.as_deref().map_or(suggested, slug)).map(Some)
    }
}

impl<'c, 'd: 'c> IntoFuture for SchemaDiff<'c, 'd> {
    type Output = Result<Option<WrittenMigration>>;
    type IntoFuture = BoxFuture<'c, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.run())
    }
}
