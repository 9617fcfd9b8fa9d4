use serde::{Deserialize, Serialize};

use super::Origin;

/// Foreign key.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
pub struct ForeignKey {
    /// Name (Atlas: symbol); empty for one without a name (SQLite).
    pub name: String,
    /// Columns of this table.
    pub columns: Vec<String>,
    /// The table referred to.
    pub references: TableRef,
    /// Columns referred to.
    pub ref_columns: Vec<String>,
    /// ON UPDATE.
    pub on_update: ReferentialAction,
    /// ON DELETE.
    pub on_delete: ReferentialAction,
    /// The columns that ON DELETE SET NULL or SET DEFAULT sets, where not all (PostgreSQL 15 and later).
    pub on_delete_columns: Vec<String>,
    /// DEFERRABLE (PostgreSQL, SQLite).
    pub deferrable: Option<Deferrable>,
    /// MATCH (PostgreSQL).
    pub match_kind: MatchKind,
    /// The last column is a time span that rows referred to must cover (PostgreSQL 18 and later `PERIOD`).
    pub period: bool,
    /// Existing rows were not checked (PostgreSQL NOT VALID).
    pub not_valid: bool,
    /// The database does not see to it (PostgreSQL 18 and later NOT ENFORCED).
    pub not_enforced: bool,
    /// Comment.
    pub comment: Option<String>,
    /// Where it came from.
    pub origin: Origin,
}

/// Table named by a reference. An empty schema is the schema of the connection.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
pub struct TableRef {
    /// Schema; empty for the one of the connection.
    pub schema: String,
    /// Table.
    pub table: String,
}

impl TableRef {
    /// The table `table` in `schema`.
    pub fn new(schema: impl Into<String>, table: impl Into<String>) -> Self {
        Self { schema: schema.into(), table: table.into() }
    }
}

impl std::fmt::Display for TableRef {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if !self.schema.is_empty() {
            write!(f, "{}.", self.schema)?;
        }
        f.write_str(&self.table)
    }
}

/// What happens to a referring row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub enum ReferentialAction {
    /// NO ACTION, also where nothing is written.
    #[default]
    NoAction,
    /// RESTRICT.
    Restrict,
    /// CASCADE.
    Cascade,
    /// SET NULL.
    SetNull,
    /// SET DEFAULT.
    SetDefault,
}

impl ReferentialAction {
    /// The words of SQL.
    pub const fn as_sql(self) -> &'static str {
        match self {
            Self::NoAction => "NO ACTION",
            Self::Restrict => "RESTRICT",
            Self::Cascade => "CASCADE",
            Self::SetNull => "SET NULL",
            Self::SetDefault => "SET DEFAULT",
        }
    }
}

/// When a deferrable constraint is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub enum Deferrable {
    /// At each statement, unless the transaction says otherwise.
    InitiallyImmediate,
    /// At commit, unless the transaction says otherwise.
    InitiallyDeferred,
}

/// How NULLs in a composite foreign key match.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub enum MatchKind {
    /// MATCH SIMPLE.
    #[default]
    Simple,
    /// MATCH FULL.
    Full,
    /// MATCH PARTIAL.
    Partial,
}
