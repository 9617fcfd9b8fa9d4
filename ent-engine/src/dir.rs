//! Migration directories: what the files are called, how they are written and read, and the sum
//! file that tells whether anybody changed them.
//!
//! A [`Format`] is a value that knows one tool's layout and works on texts alone. [`LocalDir`] is
//! the only part that touches the disk; whatever it writes appears whole, and [`journal`] makes a
//! write that was cut off at any point one that the next run completes.

mod applied;
mod changesets;
mod database;
mod error;
mod file;
mod format;
mod generated;
pub mod journal;
mod local;
mod lock;
mod migration;
mod name;
mod snapshot;
mod sum;
mod version;

pub use error::DirError;
pub use file::File;
pub use format::{Format, Rendering, VersionKey};
pub use generated::{is_unedited, stamp};
pub use local::LocalDir;
pub use lock::DirLock;
pub use migration::{Migration, Script, from_checkpoint};
pub use name::{MAX_NAME_LENGTH, name_changes, slug};
pub use snapshot::{Dir, Edit};
pub use sum::{SUM_FILE, Sum, SumChange, SumError};
pub use version::Timestamp;
