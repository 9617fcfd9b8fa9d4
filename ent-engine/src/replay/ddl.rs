//! What a statement does to the schema, read from any dialect.

mod alter;
mod create;
mod object;

pub use alter::{AlterTable, ColumnChange, DropKind, Place, TableAction, TableOption};
pub use create::{
    ColumnDef, Constraint, ConstraintKind, CreateIndex, CreateTable, CreateView, IndexDef, Like, LikeOptions,
    NotNull, QueryTable,
};
pub use object::{
    Comment, CommentTarget, CreateObject, CreateSequence, DropObject, SequenceChange, TypeChange,
};

use crate::model::EnumType;

/// Name of an object as a statement gives it, its case folded as the server does.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name {
    /// Schema, where the statement names one.
    pub schema: Option<String>,
    /// Name.
    pub name: String,
}

impl Name {
    /// The name without a schema.
    pub fn bare(name: impl Into<String>) -> Self {
        Self { schema: None, name: name.into() }
    }
}

impl std::fmt::Display for Name {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(schema) = &self.schema {
            write!(f, "{schema}.")?;
        }
        f.write_str(&self.name)
    }
}

/// What one statement does to the schema, or to what later statements mean.
///
/// A dialect's reader makes these and the applying code knows nothing else of the statement.
#[derive(Clone, Debug, PartialEq)]
pub enum Ddl {
    /// The client goes to a database (`\\connect`); the files of a directory are about one.
    Connect(String),
    /// `CREATE SCHEMA`, `CREATE DATABASE`.
    CreateSchema(CreateSchema),
    /// `ALTER DATABASE .. CHARACTER SET` (MySQL).
    AlterSchema(CreateSchema),
    /// `ALTER SCHEMA .. RENAME TO`.
    RenameSchema(String, String),
    /// `DROP SCHEMA`, `DROP DATABASE`.
    DropSchema(Drop),
    /// `CREATE TABLE`.
    CreateTable(Box<CreateTable>),
    /// `ALTER TABLE`.
    AlterTable(AlterTable),
    /// `RENAME TABLE`, in order, each from and to.
    RenameTables(Vec<(Name, Name)>),
    /// `DROP TABLE`.
    DropTable(Drop),
    /// `CREATE INDEX`.
    CreateIndex(Box<CreateIndex>),
    /// `DROP INDEX`; with the table where the dialect names one.
    DropIndex(Drop, Option<Name>),
    /// `ALTER INDEX .. RENAME TO`.
    RenameIndex {
        /// The index.
        name: Name,
        /// Its next name.
        next: String,
        /// `IF EXISTS`.
        if_exists: bool,
    },
    /// `CREATE VIEW`, `CREATE MATERIALIZED VIEW`.
    CreateView(Box<CreateView>),
    /// `ALTER VIEW .. RENAME TO`, `SET SCHEMA` and so on.
    AlterView(AlterTable),
    /// `DROP VIEW`, `DROP MATERIALIZED VIEW`.
    DropView(Drop),
    /// `CREATE TYPE .. AS ENUM`.
    CreateEnum(Name, Box<EnumType>),
    /// `ALTER TYPE` of any type that has a name.
    AlterType(Name, TypeChange),
    /// `DROP TYPE`, `DROP DOMAIN`.
    DropType(Drop),
    /// `CREATE SEQUENCE`.
    CreateSequence(Box<CreateSequence>),
    /// `ALTER SEQUENCE`.
    AlterSequence {
        /// The sequence.
        name: Name,
        /// `IF EXISTS`.
        if_exists: bool,
        /// What changes.
        changes: Vec<SequenceChange>,
    },
    /// `DROP SEQUENCE`.
    DropSequence(Drop),
    /// An object that is carried whole comes.
    CreateObject(Box<CreateObject>),
    /// A carried object goes.
    DropObject(DropObject),
    /// A carried object gets another name.
    RenameObject(DropObject, String),
    /// A carried object moves to another schema.
    MoveObject(DropObject, String),
    /// A carried object changes in another way, by this statement.
    AlterObject(DropObject, String),
    /// `COMMENT ON`.
    Comment(Comment),
    /// `USE`, `SET search_path`: where names without a schema are looked for, in order.
    SearchPath {
        /// The schemas; `None` for the connection's own.
        path: Option<Vec<String>>,
        /// Only until the transaction ends.
        local: bool,
    },
    /// What follows is an element of a CREATE SCHEMA of this name; `None` where there are no more.
    Within(Option<String>),
    /// Another setting that changes what later statements do.
    Setting(Setting),
    /// `BEGIN`, `COMMIT` and the like.
    Transaction(Transaction),
}

/// `CREATE SCHEMA` or `CREATE DATABASE`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CreateSchema {
    /// Name; `None` for the current one (`ALTER DATABASE` without a name).
    pub name: Option<String>,
    /// `IF NOT EXISTS`.
    pub if_not_exists: bool,
    /// Default character set.
    pub charset: Option<String>,
    /// Default collation.
    pub collation: Option<String>,
    /// Comment.
    pub comment: Option<String>,
}

/// `DROP` of one or more objects of a kind.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drop {
    /// The objects.
    pub names: Vec<Name>,
    /// `IF EXISTS`.
    pub if_exists: bool,
    /// `CASCADE`: with all that depends on them.
    pub cascade: bool,
}

/// Setting of the session that later statements depend on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Setting {
    /// Whether foreign keys are checked (`foreign_key_checks`, `PRAGMA foreign_keys`).
    ForeignKeys(bool),
    /// `PRAGMA legacy_alter_table`.
    LegacyAlterTable(bool),
    /// `PRAGMA writable_schema`.
    WritableSchema(bool),
    /// `sql_mode` in upper case; `None` for the server's own.
    SqlMode(Option<String>),
    /// Engine of tables that name none.
    DefaultEngine(Option<String>),
    /// Time columns get no implicit defaults (`explicit_defaults_for_timestamp`).
    ExplicitTimestampDefaults(bool),
}

/// Begin, end or mark of a transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Transaction {
    /// `BEGIN`.
    Begin,
    /// `COMMIT`.
    Commit,
    /// `ROLLBACK`.
    Rollback,
    /// `SAVEPOINT`.
    Savepoint(String),
    /// `RELEASE SAVEPOINT`.
    Release(String),
    /// `ROLLBACK TO SAVEPOINT`.
    RollbackTo(String),
}
