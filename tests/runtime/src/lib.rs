//! Shared by the tests of the runtime: databases of their own, and realms as text.

mod migrations;
mod outline;
mod test_database;

pub use migrations::{atlas_dir, in_turns, up_down_dir};
pub use outline::outline;
pub use test_database::{TestDatabase, create_statement, on_every_database, with_database, with_sqlite};
