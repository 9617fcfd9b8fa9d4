//! At run time: the client over a database, inspection, and schema changes.
//!
//! ```text
//! DatabaseUrl ─> Pool ─> Connection ─ inspect ─> Realm
//! ```
//!
//! Without a driver (no feature `sqlite`, `postgres` or `mysql`) the crate still has the derives and
//! the types that structs are made of: enough for a crate of entities.

#![cfg_attr(
    not(any(feature = "sqlite", feature = "postgres", feature = "mysql")),
    allow(dead_code, unreachable_code, unused_imports, unused_macros, unused_variables)
)]

mod backend;
mod client;
mod connection;
mod declared;
#[doc(hidden)]
pub mod derived;
mod edge;
mod error;
mod generated;
mod graph;
mod inspect;
mod migrate;
pub mod prelude;
mod schema;
mod scratch;
mod stop;
mod url;
mod value_type;

pub use client::Client;
pub use connection::{Connection, Pool};
pub use declared::Declared;
pub use edge::{Many, One};
pub use ent_derive::{EntEnum, EntMixin, EntSchema, EntValue, EntView, migrations};
pub use ent_engine::dialect::{DialectName, Flavor, Version};
pub use ent_engine::dir::{Dir, File, Format, LocalDir};
pub use ent_engine::graph::Graph;
pub use ent_engine::lower::LowerOptions;
pub use ent_schema::wire::fingerprint;
pub use error::{Error, Result};
pub use graph::{Diagnostics, load_graph, read_graph};
pub use inspect::{Scope, inspect};
pub use migrate::{
    Adopted, Applied, AppliedFile, Apply, Direction, Down, Event, FailedStatement, InDoubt, MigrateError,
    MigrationSource, Migrator, Order, Reverted, Revision, RevisionKind, SetVersion, Status, TxMode,
};
pub use schema::{Create, DiffMode, Offline, SchemaApi, SchemaDiff, WrittenMigration};
pub use scratch::{Extent, Scratch, ScratchError};
pub use stop::Stop;
pub use url::DatabaseUrl;
pub use value_type::ValueType;
