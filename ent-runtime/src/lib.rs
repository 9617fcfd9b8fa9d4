//! At run time: the client over a database, inspection, and schema changes.
//!
//! ```text
//! DatabaseUrl ─> Pool ─> Connection ─ inspect ─> Realm
//! ```

mod backend;
#[allow(dead_code, reason = "the migrator, which is next, needs the rest")]
mod connection;
mod error;
mod inspect;
mod url;

pub use connection::{Connection, Pool};
pub use error::{Error, Result};
pub use inspect::{Scope, inspect};
pub use url::DatabaseUrl;
