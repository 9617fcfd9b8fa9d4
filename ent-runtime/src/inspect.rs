//! Inspection: what a database holds, as the model has it.
//!
//! Each database is read by a fixed number of queries, whatever the number of its tables.

#[cfg(feature = "mysql")]
pub(crate) mod mysql;
#[cfg(feature = "postgres")]
pub(crate) mod postgres;
mod scope;
#[cfg(feature = "sqlite")]
pub(crate) mod sqlite;

use ent_engine::model::Realm;

pub use scope::Scope;

use crate::{Connection, Result};

/// What the database holds in the schemas of `scope`.
///
/// A schema that does not exist is left out. Names that servers give on their own (of indexes
/// behind constraints, of sequences behind serial columns) appear as the model asks for them.
///
/// # Errors
/// When a catalog query fails or gives what we can't read.
pub async fn inspect(connection: &mut Connection, scope: &Scope) -> Result<Realm> {
    let backend = connection.backend()?;
    backend.inspect(connection, scope).await
}
