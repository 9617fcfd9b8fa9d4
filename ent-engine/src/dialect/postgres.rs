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
