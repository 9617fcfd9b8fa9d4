//! At run time: the client over a database, inspection, and schema changes.
//!
//! ```text
//! DatabaseUrl ─> Pool ─> Connection ─ inspect ─> Realm
//! ```

mod backend;
#[allow(dead_code, reason = "the migrator, which is next, needs the rest")]
mod connection;
mod declared;
#[doc(hidden)]
pub mod derived;
mod edge;
mod error;
mod inspect;
pub mod prelude;
mod url;
mod value_type;

pub use connection::{Connection, Pool};
pub use declared::Declared;
pub use edge::{Many, One};
pub use ent_derive::{EntEnum, EntMixin, EntSchema, EntValue, EntView};
pub use ent_schema::wire::fingerprint;
pub use error::{Error, Result};
pub use inspect::{Scope, inspect};
pub use url::DatabaseUrl;
pub use value_type::ValueType;
