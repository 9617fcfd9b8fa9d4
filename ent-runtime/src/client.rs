use std::sync::Arc;

use ent_engine::graph::Graph;
use ent_engine::lower::LowerOptions;

use crate::schema::SchemaApi;
use crate::{Pool, Result};

/// A database together with the entities that live in it.
///
/// A build script generates a wrapper over it that knows the crate's entities; by hand, the graph
/// comes from [`graph!`](crate::graph!):
///
/// ```no_run
/// # async fn example() -> ent_runtime::Result<()> {
/// use ent_runtime::{Client, Graph};
///
/// # let graph = Graph::default();
/// let client = Client::connect("sqlite://app.db", graph).await?;
/// client.schema().create().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Client {
    pool: Pool,
    graph: Arc<Graph>,
    lowering: Arc<LowerOptions>,
}

impl Client {
    /// A client over the database at `url` (see [`DatabaseUrl`](crate::DatabaseUrl)).
    ///
    /// # Errors
    /// When the URL can't be read, its driver is not compiled in, or the server can't be reached.
    pub async fn connect(url: &str, graph: impl Into<Arc<Graph>>) -> Result<Self> {
        Ok(Self::from_pool(Pool::connect(url).await?, graph))
    }

    /// A client over a pool that the application has already: one of sqlx's, or a [`Pool`].
    pub fn from_pool(pool: impl Into<Pool>, graph: impl Into<Arc<Graph>>) -> Self {
        Self { pool: pool.into(), graph: graph.into(), lowering: Arc::default() }
    }

    /// The client with other rules for what entities become in the database: schemas under other
    /// names, comments.
    #[must_use]
    pub fn with_lowering(mut self, options: LowerOptions) -> Self {
        self.lowering = Arc::new(options);
        self
    }

    /// The database's schema: compare it with the entities, change it, apply migrations.
    pub fn schema(&self) -> SchemaApi<'_> {
        SchemaApi::new(self)
    }

    /// The connections.
    pub fn pool(&self) -> &Pool {
        &self.pool
    }

    /// The entities.
    pub fn graph(&self) -> &Graph {
        &self.graph
    }

    /// What entities become in the database.
    pub fn lowering(&self) -> &LowerOptions {
        &self.lowering
    }
}
