use ent_engine::dialect::{self, Flavor};
use ent_engine::diff::TextValues;
use ent_engine::dir::{LocalDir, slug};
use ent_engine::graph::Graph;
use ent_engine::lower::LowerOptions;
use ent_engine::model::Realm;
use ent_engine::plan::{self, Plan};

use super::options::Options;
use super::session::DirSession;
use super::{WrittenMigration, state};
use crate::Result;

/// Entities and a kind of database, without a connection: what a client knows of the schema before
/// there is a server.
///
/// ```no_run
/// # fn example() -> Result<(), Box<dyn std::error::Error>> {
/// use ent_runtime::{Dir, Offline, load_graph};
///
/// let graph = load_graph("src/schema")?;
/// let offline = Offline::new(&graph, "postgres 15".parse()?);
/// offline.diff(&Dir::local("migrations"))?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Offline<'g> {
    graph: &'g Graph,
    flavor: Flavor,
    lowering: LowerOptions,
    options: Options,
}

impl<'g> Offline<'g> {
    /// The entities of `graph` in the database `flavor`.
    pub fn new(graph: &'g Graph, flavor: Flavor) -> Self {
        Self { graph, flavor, lowering: LowerOptions::default(), options: Options::default() }
    }

    /// With other rules for what entities become in the database.
    #[must_use]
    pub fn with_lowering(mut self, options: LowerOptions) -> Self {
        self.lowering = options;
        self
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

    /// Indent of the lines of a CREATE TABLE; by default each statement is one line.
    #[must_use]
    pub fn indent(mut self, indent: impl Into<String>) -> Self {
        self.options.indent = Some(indent.into());
        self
    }

    /// The tables, views and types that the entities are.
    ///
    /// # Errors
    /// When the database can't hold them.
    pub fn realm(&self) -> Result<Realm> {
        state::desired(self.graph, dialect::of(self.flavor).as_ref(), &self.lowering)
    }

    /// The statements that make the schema out of nothing.
    ///
    /// # Errors
    /// When the database can't hold the entities.
    pub fn print(&self) -> Result<Plan> {
        Ok(plan::print(dialect::of(self.flavor).as_ref(), &self.realm()?, &self.options.plan())?)
    }

    /// Writes the next migration into `dir`: what leads from the directory, replayed in memory, to
    /// the entities. The name is made from the changes. `None` when there is nothing to write.
    ///
    /// # Errors
    /// When the directory is not intact or can't be replayed, or the database can't hold the
    /// entities.
    pub fn diff(&self, dir: &LocalDir) -> Result<Option<WrittenMigration>> {
        self.write(dir, None)
    }

    /// As [`diff`](Self::diff), under a name.
    ///
    /// # Errors
    /// As for [`diff`](Self::diff).
    pub fn named_diff(&self, dir: &LocalDir, name: &str) -> Result<Option<WrittenMigration>> {
        self.write(dir, Some(name))
    }

    fn write(&self, dir: &LocalDir, name: Option<&str>) -> Result<Option<WrittenMigration>> {
        let dialect = dialect::of(self.flavor);
        let next = self.realm()?;
        let session = DirSession::open(dir)?;
        let previous = session.replay(dialect.as_ref())?;
        let (plan, suggested) =
            state::plan(dialect.as_ref(), &previous, &next, &self.options, TextValues::Rename)?;
        if plan.is_empty() {
            return Ok(None);
        }
        session.write(plan, name.map_or(suggested, slug)).map(Some)
    }
}
