//! Dialects: what differs from one database to the next.
//!
//! A dialect is a folder with the same file names as its siblings, each file the dialect's answer
//! to one trait: [`types`], [`exprs`] and so on. Shared code asks the trait and never looks at a
//! name. MariaDB is a flavour of the MySQL dialect: a value passed along, not a copy.

mod diff;
mod exprs;
mod fit;
mod flavor;
mod lower;
mod mysql;
mod plan;
mod postgres;
mod replay;
pub(crate) mod shape;
mod sqlite;
mod types;

pub use diff::{DiffRules, Place};
pub use ent_schema::DialectName;
pub use exprs::{Exprs, NamedQuery};
pub use fit::Fit;
pub use flavor::{Flavor, ParseFlavorError, Version};
pub use lower::{Feature, GivenOptions, LowerRules, ScalarField};
pub use mysql::Mysql;
pub use plan::{ColumnSequences, Planner, ViewsInTheWay};
pub use postgres::Postgres;
pub use replay::{ColumnConstraint, LetterCase, Naming, ReplayRules, TableColumns};
pub use sqlite::Sqlite;
pub use types::{TypeChange, TypeError, TypeFamily, Types};

/// Everything that the core asks of a database.
pub trait Dialect: Types + Exprs + LowerRules + DiffRules + Planner + ReplayRules + Send + Sync {
    /// The database and its version.
    fn flavor(&self) -> Flavor;

    /// `name` quoted as an identifier, always.
    fn quote(&self, name: &str) -> String;

    /// `text` quoted as a string.
    fn quote_text(&self, text: &str) -> String {
        format!("'{}'", text.replace('\'', "''"))
    }

    /// Greatest length of an identifier: bytes for PostgreSQL, characters for MySQL; Ent's rule
    /// for shortened names takes it in bytes everywhere.
    fn identifier_limit(&self) -> usize;

    /// Whether a database holds several schemas that statements can name.
    fn has_schemas(&self) -> bool;

    /// `name`, qualified and quoted; an empty schema stands for the one of the connection.
    fn qualified(&self, schema: &str, name: &str) -> String {
        if schema.is_empty() {
            self.quote(name)
        } else {
            format!("{}.{}", self.quote(schema), self.quote(name))
        }
    }
}

/// The dialect that speaks to `flavor`.
pub fn of(flavor: Flavor) -> Box<dyn Dialect> {
    match flavor.name {
        DialectName::Sqlite => Box::new(Sqlite::new(flavor.version)),
        DialectName::Postgres => Box::new(Postgres::new(flavor.version)),
        DialectName::Mysql | DialectName::Mariadb => Box::new(Mysql::new(flavor)),
    }
}
