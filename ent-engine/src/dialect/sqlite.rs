use super::{Dialect, DialectName, Flavor, Version};

mod diff;
mod exprs;
mod lower;
mod plan;
mod replay;
mod types;

/// The dialect of SQLite.
#[derive(Clone, Copy, Debug)]
pub struct Sqlite {
    version: Version,
}

impl Sqlite {
    /// The dialect at a version.
    pub const fn new(version: Version) -> Self {
        Self { version }
    }
}

impl Dialect for Sqlite {
    fn flavor(&self) -> Flavor {
        Flavor::with_version(DialectName::Sqlite, self.version)
    }

    fn quote(&self, name: &str) -> String {
        format!("`{}`", name.replace('`', "``"))
    }

    fn identifier_limit(&self) -> usize {
        64
    }

    fn has_schemas(&self) -> bool {
        false
    }
}
