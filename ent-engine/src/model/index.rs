use serde::{Deserialize, Serialize};

use super::{Collation, Deferrable, Expr, Origin};

/// Primary key of a table.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
pub struct PrimaryKey {
    /// Name of the constraint, where the database keeps one; `None` for the one it gives.
    pub name: Option<String>,
    /// Its columns.
    pub parts: Vec<IndexPart>,
    /// Columns carried along (PostgreSQL 11 and later).
    pub include: Vec<String>,
    /// DEFERRABLE (PostgreSQL).
    pub deferrable: Option<Deferrable>,
    /// Storage parameters of its index, by name (PostgreSQL).
    pub parameters: Vec<(String, String)>,
    /// Comment of the index.
    pub comment: Option<String>,
    /// Comment of the constraint that it serves, which is another one (PostgreSQL).
    pub constraint_comment: Option<String>,
    /// Where it came from.
    pub origin: Origin,
}

impl PrimaryKey {
    /// The key over `columns`, under the name that the database gives.
    pub fn over<S: Into<String>>(columns: impl IntoIterator<Item = S>) -> Self {
        Self { parts: columns.into_iter().map(IndexPart::column).collect(), ..Self::default() }
    }

    /// Names of the columns.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(IndexPart::column_name)
    }
}

/// Index of a table, or a unique constraint with the index that serves it.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
pub struct Index {
    /// Name; never empty.
    pub name: String,
    /// Whether no two rows may be equal.
    pub unique: bool,
    /// A constraint (`CONSTRAINT .. UNIQUE`) rather than a bare index, where the database tells
    /// them apart (PostgreSQL; SQLite, where an index made by a constraint can't be dropped).
    pub constraint: bool,
    /// Method or type in lower case where it is not the default: `gin`, `hash`, `fulltext`.
    pub kind: Option<String>,
    /// What is indexed, in order.
    pub parts: Vec<IndexPart>,
    /// Columns carried along (PostgreSQL).
    pub include: Vec<String>,
    /// Predicate of a partial index (PostgreSQL, SQLite).
    pub predicate: Option<Expr>,
    /// NULLs are equal to each other (PostgreSQL 15 and later).
    pub nulls_not_distinct: bool,
    /// DEFERRABLE, for a constraint (PostgreSQL).
    pub deferrable: Option<Deferrable>,
    /// Not used by the planner (MySQL INVISIBLE, MariaDB IGNORED).
    pub invisible: bool,
    /// Full-text parser plugin (MySQL).
    pub parser: Option<String>,
    /// Storage parameters, by name (PostgreSQL `WITH (..)`).
    pub parameters: Vec<(String, String)>,
    /// Comment of the index.
    pub comment: Option<String>,
    /// Comment of the constraint that it serves, which is another one (PostgreSQL).
    pub constraint_comment: Option<String>,
    /// Where it came from.
    pub origin: Origin,
}

impl Index {
    /// What it computes: the expressions among its parts, and the predicate.
    pub fn exprs(&self) -> impl Iterator<Item = &Expr> {
        let parts = self.parts.iter().filter_map(|part| match &part.key {
            PartKey::Expr(expr) => Some(expr),
            PartKey::Column(_) => None,
        });
        parts.chain(&self.predicate)
    }

    /// The same, to change it.
    pub fn exprs_mut(&mut self) -> impl Iterator<Item = &mut Expr> {
        let parts = self.parts.iter_mut().filter_map(|part| match &mut part.key {
            PartKey::Expr(expr) => Some(expr),
            PartKey::Column(_) => None,
        });
        parts.chain(&mut self.predicate)
    }

    /// Statistics targets of the parts, in order.
    pub fn statistics(&self) -> impl Iterator<Item = Option<u32>> {
        self.parts.iter().map(|part| part.statistics)
    }

    /// Whether any part or the predicate names the column directly.
    pub fn has_column(&self, column: &str) -> bool {
        self.parts.iter().any(|part| part.column_name() == Some(column))
    }
}

/// One part of an index or key.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
pub struct IndexPart {
    /// What is indexed.
    pub key: PartKey,
    /// Descending.
    pub desc: bool,
    /// NULLs first or last, where it is not the default of the direction (PostgreSQL).
    pub nulls_first: Option<bool>,
    /// Only the first characters or bytes (MySQL, MariaDB).
    pub prefix: Option<u32>,
    /// Operator class with its parameters, where it is not the type's default (PostgreSQL).
    pub ops: Option<String>,
    /// Collation, where it is not the column's.
    pub collation: Option<Collation>,
    /// Operator of an exclusion constraint (PostgreSQL).
    pub excludes_with: Option<String>,
    /// For the last part of a key: no two rows that are alike before it may overlap in it (PostgreSQL 18 and later
    /// `WITHOUT OVERLAPS`).
    pub without_overlaps: bool,
    /// How much ANALYZE collects of an expression, where it isn't the server's default (PostgreSQL).
    pub statistics: Option<u32>,
}

impl IndexPart {
    /// The column `name`, ascending.
    pub fn column(name: impl Into<String>) -> Self {
        Self { key: PartKey::Column(name.into()), ..Self::default() }
    }

    /// The expression `expr`, ascending.
    pub fn expr(expr: Expr) -> Self {
        Self { key: PartKey::Expr(expr), ..Self::default() }
    }

    /// Name of the column, unless the part is an expression.
    pub fn column_name(&self) -> Option<&str> {
        match &self.key {
            PartKey::Column(name) => Some(name),
            PartKey::Expr(_) => None,
        }
    }
}

/// What one part of an index is over.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
pub enum PartKey {
    /// A column.
    Column(String),
    /// An expression.
    Expr(Expr),
}

impl Default for PartKey {
    fn default() -> Self {
        Self::Column(String::new())
    }
}
