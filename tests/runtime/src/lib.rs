//! Shared by the tests of the runtime: databases of their own, and realms as text.

mod catalog;
mod migrations;
mod outline;
mod proxy;
mod random;
mod seeds;
mod test_database;

pub use catalog::{catalog, differences, sorted_lines};
pub use migrations::{atlas_dir, in_turns, up_down_dir};
pub use outline::outline;
pub use proxy::{Cut, Proxy};
pub use random::Random;
pub use seeds::seeds;
pub use test_database::{TestDatabase, create_statement, on_every_database, with_database, with_sqlite};
