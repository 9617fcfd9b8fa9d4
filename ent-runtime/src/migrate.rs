//! Applying migration directories.
//!
//! ```text
//! Dir ─ check the sum ─ lock ─ read the revisions ─ pending ─ run each file ─ unlock
//! ```
//!
//! What has been applied is kept in Atlas' table `atlas_schema_revisions`, so that either tool can
//! carry on where the other stopped.

mod apply;
mod changed;
mod error;
mod file;
mod lock;
mod pending;
mod revision;
mod revisions;
mod source;
mod transaction;

pub use apply::{Applied, AppliedFile, Apply, TxMode};
pub use error::{FailedStatement, MigrateError};
pub(crate) use lock::Lock;
pub use pending::Order;
pub use revision::{Revision, RevisionKind};
pub(crate) use revisions::{REVISIONS_TABLE, Revisions};
pub use source::MigrationSource;
pub(crate) use transaction::Transaction;
