//! The schema of a connected database: compared with the entities, changed, migrated.

mod create;
mod diff;
mod offline;
mod options;
mod session;
mod state;

use std::sync::Arc;

use ent_engine::change::Change;
use ent_engine::dir::LocalDir;
use ent_engine::model::Realm;
use ent_engine::plan::Plan;

pub use create::Create;
pub use diff::{DiffMode, SchemaDiff, WrittenMigration};
pub use offline::Offline;
use options::Options;

use crate::migrate::{Apply, MigrationSource};
use crate::{Client, Result, Scope};

/// What can be done with a database's schema; made by [`Client::schema`].
///
/// Nothing is dropped unless asked for: tables that no entity declares always stay, columns and
/// indexes do unless [`drop_columns`](Self::drop_columns) and [`drop_indexes`](Self::drop_indexes)
/// say otherwise. Renames are declared (`renamed_from`), never guessed.
#[derive(Clone)]
pub struct SchemaApi<'c> {
    client: &'c Client,
    options: Options,
}

impl<'c> SchemaApi<'c> {
    pub(crate) fn new(client: &'c Client) -> Self {
        Self { client, options: Options::default() }
    }

    /// Whether columns that the entities lack are dropped with their data.
    #[must_use]
    pub fn drop_columns(mut self, drop: bool) -> Self {
        self.options.drop_columns = drop;
        self
    }

    /// Whether indexes that the entities lack are dropped.
    #[must_use]
    pub fn drop_indexes(mut self, drop: bool) -> Self {
        self.options.drop_indexes = drop;
        self
    }

    /// Whether foreign keys are made at all; they are by default.
    #[must_use]
    pub fn foreign_keys(mut self, make: bool) -> Self {
        self.options.foreign_keys = make;
        self
    }

    /// Indent of the lines of a CREATE TABLE; by default each statement is one line.
    #[must_use]
    pub fn indent(mut self, indent: impl Into<String>) -> Self {
        self.options.indent = Some(indent.into());
        self
    }

    /// Looks at the changes before they are planned. The hook gets the state of the database (or
    /// of the directory), that of the entities and the changes; what it returns is planned. Several
    /// hooks run in the order given.
    #[must_use]
    pub fn before_diff(
        mut self,
        hook: impl Fn(&Realm, &Realm, Vec<Change>) -> Result<Vec<Change>> + Send + Sync + 'static,
    ) -> Self {
        self.options.before_diff.push(Arc::new(hook));
        self
    }

    /// Looks at the plan before it is applied or written. What the hook returns is. Several hooks
    /// run in the order given.
    #[must_use]
    pub fn before_apply(mut self, hook: impl Fn(Plan) -> Result<Plan> + Send + Sync + 'static) -> Self {
        self.options.before_apply.push(Arc::new(hook));
        self
    }

    /// The database as it is, in the schemas of `scope`.
    ///
    /// # Errors
    /// When it can't be read.
    pub async fn inspect(&self, scope: &Scope) -> Result<Realm> {
        let mut connection = self.client.pool().acquire().await?;
        crate::inspect::inspect(&mut connection, scope).await
    }

    /// The statements that would bring the database to the entities, without running them.
    ///
    /// # Errors
    /// When the database can't be read, or can't be brought there.
    pub async fn plan(self) -> Result<Plan> {
        Create::new(self).plan().await
    }

    /// Brings the database to the entities: awaited, it makes the missing tables, columns, indexes
    /// and keys and changes what differs, in one transaction.
    pub fn create(self) -> Create<'c> {
        Create::new(self)
    }

    /// Writes the next migration into `dir`: what leads from the connected database, or from the
    /// directory itself ([`DiffMode::Replay`]), to the entities. The name is made from the changes.
    pub fn diff<'d>(self, dir: &'d LocalDir) -> SchemaDiff<'c, 'd> {
        SchemaDiff::new(self, dir, None)
    }

    /// As [`diff`](Self::diff), under a name.
    pub fn named_diff<'d>(self, dir: &'d LocalDir, name: impl Into<String>) -> SchemaDiff<'c, 'd> {
        SchemaDiff::new(self, dir, Some(name.into()))
    }

    /// Applies what is pending of a migration directory.
    pub fn apply(self, source: &'c dyn MigrationSource) -> Apply<'c> {
        Apply::new(self.client.pool(), source)
    }
}
