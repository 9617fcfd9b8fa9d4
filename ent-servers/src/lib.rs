//! Throw-away database servers, for tests and as dev databases.
//!
//! [`Servers::start`] finds PostgreSQL, MariaDB and MySQL (on `PATH`, in the folders where packages
//! put them, or, where that is allowed, by installing them), starts each on a free port with its data
//! in a temporary folder, and ends them when the value is dropped or the process dies by any means.
//! A test reads where they are with [`TestServers::from_env`]; it starts nothing itself.
//!
//! The only printing is the line that says that a test is skipped, see [`TestServers::url_or_skip`].

mod account;
mod address;
mod apt;
mod binaries;
mod folder;
mod guard;
mod kind;
mod mysql_tree;
mod options;
mod probe;
mod recipe;
mod server;
mod servers;
mod shell;
mod test_servers;
mod unavailable;
mod version;

pub use address::Listen;
pub use kind::ServerKind;
pub use options::{Durability, Install, Options};
pub use server::Server;
pub use servers::Servers;
pub use test_servers::TestServers;
pub use unavailable::Unavailable;
pub use version::Version;
