use super::{Dialect, DialectName, Flavor, Version};

mod diff;
mod engine;
mod exprs;
mod lower;
mod merge;
mod objects;
mod plan;
mod prefix;
mod print;
mod replay;
mod sequences;
mod table_options;
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

    /// Whether `LOCALTIME` is a time without a date and `NOW()` a `timestamp`, as from MariaDB 11.7 on.
    pub(crate) fn has_new_moments(&self) -> bool {
        self.is_mariadb() && self.flavor.version >= Version(11, 7, 0)
    }

    /// Whether Unicode character sets are sorted by the newer collations unless told otherwise, as from MariaDB 11.5 on
    /// (manual: "character_set_collations", by its default).
    pub(crate) fn sorts_by_uca1400(&self) -> bool {
        self.is_mariadb() && self.flavor.version >= Version(11, 5, 0)
    }

    /// Whether nobody said which of the two servers files are for: `mysql` without a version.
    ///
    /// Many directories of that name run on either. What is written for one of the two is then read, names that only
    /// the server can tell are left to it, and where the two differ MariaDB's rules are taken, which keep more of what
    /// is written.
    pub(crate) fn is_either(&self) -> bool {
        self.flavor == Flavor::new(DialectName::Mysql)
    }

    /// Whether files are replayed by the rules of MariaDB.
    pub(crate) fn replays_mariadb(&self) -> bool {
        self.is_mariadb() || self.is_either()
    }
}

impl Dialect for Mysql {
    fn flavor(&self) -> Flavor {
        self.flavor
    }

    fn quote(&self, name: &str) -> String {
        format!("`{}`", name.replace('`', "``"))
    }

    fn quote_text(&self, text: &str) -> String {
        types::quoted_value(text)
    }

    fn identifier_limit(&self) -> usize {
        64
    }

    fn has_schemas(&self) -> bool {
        true
    }
}
