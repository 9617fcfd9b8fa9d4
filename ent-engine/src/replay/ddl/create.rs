use super::Name;
use crate::model::{Check, Column, Deferrable, Expr, ForeignKey, IndexPart, TableOptions};

/// `CREATE TABLE`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CreateTable {
    /// Name.
    pub name: Name,
    /// `TEMPORARY`.
    pub temporary: bool,
    /// `ON COMMIT DROP` (PostgreSQL).
    pub drops_at_commit: bool,
    /// `IF NOT EXISTS`.
    pub if_not_exists: bool,
    /// `OR REPLACE` (MariaDB).
    pub or_replace: bool,
    /// Columns, in order.
    pub columns: Vec<ColumnDef>,
    /// Constraints and indexes of the table, in order; those of the columns are with them.
    pub constraints: Vec<Constraint>,
    /// `LIKE` clauses, each with the number of columns before it.
    pub likes: Vec<(usize, Like)>,
    /// `INHERITS` (PostgreSQL).
    pub inherits: Vec<Name>,
    /// `PARTITION OF` a table, with the bound (PostgreSQL).
    pub partition_of: Option<(Name, String)>,
    /// `OF` a composite type (PostgreSQL).
    pub of_type: Option<Name>,
    /// Comment.
    pub comment: Option<String>,
    /// Storage options.
    pub options: TableOptions,
    /// `AS SELECT`.
    pub query: Option<QueryTable>,
}

/// Query of a `CREATE TABLE .. AS`.
#[derive(Clone, Debug, PartialEq)]
pub struct QueryTable {
    /// Names given to the columns.
    pub columns: Vec<String>,
    /// The query.
    pub query: String,
}

/// Column of a `CREATE TABLE` or `ADD COLUMN`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ColumnDef {
    /// The column itself.
    pub column: Column,
    /// Backed by a sequence that comes with it (PostgreSQL `serial`).
    pub serial: bool,
    /// NULL or NOT NULL was written.
    pub null_written: bool,
    /// Keys, checks and references written with the column, in order.
    pub constraints: Vec<Constraint>,
}

/// Constraint or index of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Constraint {
    /// Name, where one is written.
    pub name: Option<String>,
    /// What it is.
    pub kind: ConstraintKind,
}

/// What a constraint is.
#[derive(Clone, Debug, PartialEq)]
pub enum ConstraintKind {
    /// `PRIMARY KEY`.
    PrimaryKey(IndexDef),
    /// `UNIQUE`.
    Unique(IndexDef),
    /// A plain, full-text or spatial index inside a table (MySQL).
    Index(IndexDef),
    /// `EXCLUDE` (PostgreSQL).
    Exclude(IndexDef),
    /// `FOREIGN KEY`, `REFERENCES`. The schema of the table referred to is empty where none is written.
    ForeignKey(Box<ForeignKey>),
    /// `CHECK`.
    Check(Check),
    /// `NOT NULL column` (PostgreSQL 18).
    NotNull(NotNull),
}

/// A `NOT NULL` with what PostgreSQL 18 can say of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NotNull {
    /// The column.
    pub column: String,
    /// `NO INHERIT`: tables that inherit do not get it.
    pub no_inherit: bool,
    /// `NOT VALID`: the rows that are there are not checked.
    pub not_valid: bool,
}

/// What an index is over and how.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct IndexDef {
    /// `UNIQUE`.
    pub unique: bool,
    /// Method or type in lower case, where it is written and not the default.
    pub kind: Option<String>,
    /// The parts.
    pub parts: Vec<IndexPart>,
    /// `INCLUDE`.
    pub include: Vec<String>,
    /// `WHERE`.
    pub predicate: Option<Expr>,
    /// `NULLS NOT DISTINCT`.
    pub nulls_not_distinct: bool,
    /// `INVISIBLE`, `IGNORED`.
    pub invisible: bool,
    /// `WITH PARSER`.
    pub parser: Option<String>,
    /// `WITH (..)`.
    pub parameters: Vec<(String, String)>,
    /// `COMMENT`.
    pub comment: Option<String>,
    /// `DEFERRABLE`.
    pub deferrable: Option<Deferrable>,
    /// An index that exists and becomes the constraint's (`USING INDEX`).
    pub using_index: Option<String>,
    /// Copied from another table (`LIKE`, `PARTITION OF`).
    pub copied: bool,
    /// What its columns were called when it was first made, where that is known to be otherwise.
    pub columns: Vec<String>,
    /// The number of the parent's index that the index of a partition is part of.
    pub part_of: Option<u32>,
}

/// `LIKE` another table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Like {
    /// The table.
    pub table: Name,
    /// What comes along beside the columns.
    pub options: LikeOptions,
}

/// What `LIKE` copies beside names, types and NOT NULL.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LikeOptions {
    /// Defaults.
    pub defaults: bool,
    /// CHECK constraints.
    pub constraints: bool,
    /// Indexes, primary key and unique constraints.
    pub indexes: bool,
    /// Identity.
    pub identity: bool,
    /// Generation expressions.
    pub generated: bool,
    /// Comments.
    pub comments: bool,
    /// Storage settings of columns.
    pub storage: bool,
    /// Compression of columns.
    pub compression: bool,
    /// Extended statistics.
    pub statistics: bool,
}

impl LikeOptions {
    /// Everything.
    pub const ALL: Self = Self {
        defaults: true,
        constraints: true,
        indexes: true,
        identity: true,
        generated: true,
        statistics: true,
        comments: true,
        storage: true,
        compression: true,
    };
}

/// `CREATE INDEX`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CreateIndex {
    /// Name, where one is written.
    pub name: Option<Name>,
    /// Table or materialized view.
    pub table: Name,
    /// `IF NOT EXISTS`.
    pub if_not_exists: bool,
    /// `OR REPLACE` (MariaDB).
    pub or_replace: bool,
    /// `ON ONLY`: not on the partitions (PostgreSQL).
    pub only: bool,
    /// The index.
    pub index: IndexDef,
}

/// `CREATE VIEW`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CreateView {
    /// Name.
    pub name: Name,
    /// `OR REPLACE`.
    pub or_replace: bool,
    /// `IF NOT EXISTS`.
    pub if_not_exists: bool,
    /// `TEMPORARY`.
    pub temporary: bool,
    /// `MATERIALIZED`.
    pub materialized: bool,
    /// Other options by name.
    pub options: Vec<(String, String)>,
    /// Whether what is said of neither stays as it was: how the view is worked out and with whose rights (MySQL's
    /// `ALTER VIEW`).
    pub keeps_options: bool,
    /// Names given to the columns.
    pub columns: Vec<String>,
    /// The query.
    pub query: String,
}
