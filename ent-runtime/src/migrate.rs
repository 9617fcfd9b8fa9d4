//! Applying migration directories.
//!
//! ```text
//! Dir ─ check the sum ─ lock ─ read the revisions ─ pending ─ run each file ─ unlock
//! ```
//!
//! What has been applied is kept in Atlas' table `atlas_schema_revisions`, so that either tool can
//! carry on where the other stopped.

mod adopt;
mod ahead;
mod apply;
mod changed;
mod down;
mod effect;
mod error;
mod event;
mod execute;
mod file;
mod lock;
mod migrator;
mod pending;
mod remains;
mod resume;
mod revision;
mod revisions;
mod run;
mod source;
mod status;
mod transaction;

pub use adopt::Adopted;
pub use apply::{Applied, AppliedFile, Apply, TxMode};
pub use down::{Down, Reverted};
pub use error::{FailedStatement, MigrateError};
pub use event::Event;
pub use execute::Direction;
pub(crate) use lock::Lock;
pub use migrator::{Migrator, SetVersion};
pub use pending::Order;
pub use resume::InDoubt;
pub use revision::{Revision, RevisionKind};
pub(crate) use revisions::{REVISIONS_TABLE, Revisions};
pub use source::MigrationSource;
pub use status::Status;
pub(crate) use transaction::Transaction;

/// Name of the lock, which is the one that Atlas takes.
const LOCK: &str = "atlas_migrate_execute";

/// What we are called in the revisions table, before the version.
const OPERATOR: &str = "ent";

/// Who we are, in the revisions table.
fn operator() -> String {
    format!("{OPERATOR} {}", env!("CARGO_PKG_VERSION"))
}
