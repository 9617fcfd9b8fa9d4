use super::{Dialect, DialectName, Flavor, Version};

mod collations;
mod diff;
mod domains;
mod exprs;
mod lower;
mod objects;
mod plan;
mod replay;
mod time;
mod types;

/// The dialect of PostgreSQL.
#[derive(Clone, Copy, Debug)]
pub struct Postgres {
    version: Version,
}

impl Postgres {
    /// Whether a column that is not null is so in all tables below its own, and they can't have it otherwise.
    fn inherits_not_null(&self) -> bool {
        self.version >= Version(18, 0, 0)
    }

    /// The dialect at a version.
    pub const fn new(version: Version) -> Self {
        Self { version }
    }
}

impl Dialect for Postgres {
    fn flavor(&self) -> Flavor {
        Flavor::with_version(DialectName::Postgres, self.version)
    }

    fn quote(&self, name: &str) -> String {
        format!("\"{}\"", name.replace('"', "\"\""))
    }

    fn identifier_limit(&self) -> usize {
        63
    }

    fn has_schemas(&self) -> bool {
        true
    }
}
