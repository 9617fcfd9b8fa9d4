use super::{ColumnDef, Constraint, Name};
use crate::model::{Collation, ColumnSetting, DataType, Deferrable, Expr, Identity, IdentityKind};

/// `ALTER TABLE` or `ALTER VIEW`: actions in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AlterTable {
    /// The table.
    pub name: Name,
    /// `IF EXISTS`.
    pub if_exists: bool,
    /// `ONLY`: not its children (PostgreSQL).
    pub only: bool,
    /// The actions, in order.
    pub actions: Vec<TableAction>,
}

/// One action of an `ALTER TABLE`.
#[derive(Clone, Debug, PartialEq)]
pub enum TableAction {
    /// `ADD COLUMN`.
    AddColumn {
        /// The column.
        def: Box<ColumnDef>,
        /// `IF NOT EXISTS`.
        if_not_exists: bool,
        /// Where, if not at the end.
        place: Option<Place>,
    },
    /// `DROP COLUMN`.
    DropColumn {
        /// The column.
        name: String,
        /// `IF EXISTS`.
        if_exists: bool,
        /// `CASCADE`.
        cascade: bool,
    },
    /// `RENAME COLUMN`.
    RenameColumn {
        /// Its name so far.
        previous: String,
        /// Its next name.
        next: String,
        /// `IF EXISTS` (MariaDB).
        if_exists: bool,
    },
    /// `MODIFY`, `CHANGE`: the column is declared anew (MySQL).
    ReplaceColumn {
        /// Its name so far.
        name: String,
        /// What it becomes.
        def: Box<ColumnDef>,
        /// Where it moves, if it does.
        place: Option<Place>,
        /// `IF EXISTS` (MariaDB).
        if_exists: bool,
    },
    /// The part of `MODIFY` and `CHANGE` that moves the column (MySQL).
    MoveColumn {
        /// The column.
        name: String,
        /// Where to.
        place: Place,
    },
    /// `ALTER COLUMN`.
    AlterColumn {
        /// The column.
        name: String,
        /// `IF EXISTS` (MariaDB).
        if_exists: bool,
        /// What changes.
        change: ColumnChange,
    },
    /// `ADD CONSTRAINT`, `ADD INDEX`.
    AddConstraint {
        /// The constraint.
        constraint: Box<Constraint>,
        /// `IF NOT EXISTS` (MariaDB).
        if_not_exists: bool,
    },
    /// `DROP CONSTRAINT`, `DROP INDEX` and so on.
    DropConstraint {
        /// Which kinds the name may be of.
        kind: DropKind,
        /// Name; empty for the primary key.
        name: String,
        /// `IF EXISTS`.
        if_exists: bool,
        /// `CASCADE`.
        cascade: bool,
    },
    /// `RENAME CONSTRAINT`.
    RenameConstraint(String, String),
    /// `RENAME INDEX`, `RENAME KEY` (MySQL).
    RenameIndex(String, String),
    /// `ALTER CONSTRAINT .. DEFERRABLE` (PostgreSQL).
    AlterConstraint(String, Option<Deferrable>),
    /// `ALTER CONSTRAINT .. [NO] INHERIT`, of a NOT NULL (PostgreSQL 18 and later).
    InheritConstraint(String, bool),
    /// `ALTER CONSTRAINT .. [NOT] ENFORCED`, of a foreign key (PostgreSQL 18 and later).
    EnforceForeignKey(String, bool),
    /// `ALTER CHECK .. [NOT] ENFORCED` (MySQL).
    EnforceCheck(String, bool),
    /// `ALTER INDEX .. [IN]VISIBLE` (MySQL).
    IndexVisible(String, bool),
    /// `VALIDATE CONSTRAINT`.
    ValidateConstraint(String),
    /// `RENAME TO`.
    RenameTable(Name),
    /// `SET SCHEMA`.
    SetSchema(String),
    /// The table is made anew, as it is (MySQL).
    Rebuild,
    /// `OPTIMIZE TABLE` (MySQL).
    Optimize,
    /// A storage option or another property of the table.
    Option(TableOption),
    /// `CONVERT TO CHARACTER SET` (MySQL).
    ConvertCharset {
        /// Character set; `None` for the default of the schema.
        charset: Option<String>,
        /// Collation.
        collation: Option<String>,
    },
    /// Partitions come, go or are cut anew, by this clause (MySQL).
    Partitions(String),
    /// `ATTACH PARTITION` with its bound (PostgreSQL).
    AttachPartition(Name, String),
    /// `DETACH PARTITION` (PostgreSQL).
    DetachPartition(Name),
    /// `INHERIT` (PostgreSQL).
    Inherit(Name),
    /// `NO INHERIT` (PostgreSQL).
    NoInherit(Name),
}

/// Where a column goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// `FIRST`.
    First,
    /// At the end, which nobody can write.
    Last,
    /// `AFTER` this column.
    After(String),
}

/// What `ALTER COLUMN` changes.
#[derive(Clone, Debug, PartialEq)]
pub enum ColumnChange {
    /// `TYPE`, with the collation if one is written.
    Type(DataType, Option<Collation>),
    /// `SET DEFAULT`; `None` for `DROP DEFAULT`.
    Default(Option<Expr>),
    /// `DROP NOT NULL` (true) or `SET NOT NULL`.
    Null(bool),
    /// `ADD GENERATED .. AS IDENTITY`.
    AddIdentity(Identity),
    /// `SET GENERATED`, `SET START` and so on.
    SetIdentity {
        /// Who may write.
        kind: Option<IdentityKind>,
        /// Clauses of the sequence.
        changes: Vec<super::SequenceChange>,
    },
    /// `DROP IDENTITY [IF EXISTS]`.
    DropIdentity(bool),
    /// `SET EXPRESSION` (PostgreSQL 17), or a whole generation clause.
    SetExpression(Expr),
    /// `DROP EXPRESSION [IF EXISTS]`.
    DropExpression(bool),
    /// `SET [IN]VISIBLE` (MySQL).
    Invisible(bool),
    /// A setting; `None` to reset it.
    Setting(ColumnSetting, Option<String>),
}

/// What a dropped constraint may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DropKind {
    /// Any constraint.
    Constraint,
    /// The primary key.
    PrimaryKey,
    /// A foreign key.
    ForeignKey,
    /// An index or a unique constraint.
    Index,
    /// A check.
    Check,
}

/// Property of a table that an `ALTER TABLE` sets.
#[derive(Clone, Debug, PartialEq)]
pub enum TableOption {
    /// Engine.
    Engine(String),
    /// Default character set of new columns, and its collation.
    Charset(String),
    /// Default collation of new columns.
    Collation(String),
    /// `AUTO_INCREMENT`.
    AutoIncrement(i64),
    /// `COMMENT`.
    Comment(String),
    /// An option that is kept as text: key in upper case and value.
    Raw(String, String),
    /// `SET (..)`; no value for `RESET (..)`.
    Parameter(String, Option<String>),
    /// `SET LOGGED` (false) or `SET UNLOGGED`.
    Unlogged(bool),
    /// `ENABLE` or `DISABLE ROW LEVEL SECURITY`.
    RowSecurity(bool),
    /// `[NO] FORCE ROW LEVEL SECURITY`.
    ForceRowSecurity(bool),
    /// `PARTITION BY ..` as text; `None` for `REMOVE PARTITIONING` (MySQL).
    PartitionBy(Option<String>),
}
