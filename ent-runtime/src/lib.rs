//! At run time: the client over a database, inspection, and schema changes.
//!
//! ```text
//! DatabaseUrl ─> Pool ─> Connection ─ inspect ─> Realm
//! ```

mod connection;
mod error;
mod url;

pub use connection::{Connection, Pool};
pub use error::{Error, Result};
pub use url::DatabaseUrl;
