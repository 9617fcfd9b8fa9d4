use super::{Dialect, DialectName, Flavor};

mod diff;
mod exprs;
mod lower;
mod plan;
mod replay;
mod types;

/// The dialect of MySQL and MariaDB.
#[derive(Clone, Copy, Debug)]
pub struct Mysql {
    flavor: Flavor,
}

impl Mysql {
    /// The dialect of one of the two, at a version.
    pub const fn new(flavor: Flavor) -> Self {
        Self { flavor }
    }

    /// Whether the server is MariaDB.
    #[allow(dead_code, reason = "the files of the dialect ask it as they come")]
    pub(crate) fn is_mariadb(&self) -> bool {
        self.flavor.name == DialectName::Mariadb
    }
}

impl Dialect for Mysql {
    fn flavor(&self) -> Flavor {
        self.flavor
    }

    fn quote(&self, name: &str) -> String {
        format!("`{}`", name.replace('`', "``"))
    }

    fn identifier_limit(&self) -> usize {
        64
    }

    fn has_schemas(&self) -> bool {
        true
    }
}
