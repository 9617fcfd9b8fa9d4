use super::Name;
use crate::model::{DataType, ObjectKind, Sequence};

/// `CREATE SEQUENCE`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CreateSequence {
    /// Name.
    pub name: Name,
    /// `IF NOT EXISTS`.
    pub if_not_exists: bool,
    /// `OR REPLACE` (MariaDB).
    pub or_replace: bool,
    /// `TEMPORARY`.
    pub temporary: bool,
    /// The clauses.
    pub sequence: Sequence,
    /// `OWNED BY` a table and a column.
    pub owned_by: Option<(Name, String)>,
}

/// One clause of an `ALTER SEQUENCE`.
#[derive(Clone, Debug, PartialEq)]
pub enum SequenceChange {
    /// `AS`.
    Type(DataType),
    /// `START WITH`.
    Start(i64),
    /// `INCREMENT BY`.
    Increment(i64),
    /// `MINVALUE`; `None` for `NO MINVALUE`.
    Min(Option<i64>),
    /// `MAXVALUE`; `None` for `NO MAXVALUE`.
    Max(Option<i64>),
    /// `CACHE`.
    Cache(i64),
    /// `[NO] CYCLE`.
    Cycle(bool),
    /// `SET UNLOGGED`, `SET LOGGED`.
    Unlogged(bool),
    /// `OWNED BY`; `None` for `OWNED BY NONE`.
    OwnedBy(Option<(Name, String)>),
    /// `RENAME TO`.
    Rename(String),
    /// `SET SCHEMA`.
    SetSchema(String),
    /// `RESTART`, which is data.
    Restart,
}

/// `ALTER TYPE`.
#[derive(Clone, Debug, PartialEq)]
pub enum TypeChange {
    /// `COMMENT ON CONSTRAINT .. ON DOMAIN`.
    CommentConstraint(String, Option<String>),
    /// `ADD VALUE`.
    AddValue {
        /// The value.
        value: String,
        /// `IF NOT EXISTS`.
        if_not_exists: bool,
        /// Before (true) or after a value; at the end where none is written.
        beside: Option<(bool, String)>,
    },
    /// `RENAME VALUE`.
    RenameValue(String, String),
    /// `RENAME TO`.
    Rename(String),
    /// `SET SCHEMA`.
    SetSchema(String),
    /// A change of the attributes of a composite type, as the text after the name.
    Attributes(String),
    /// Another change of a domain, as the text after the name.
    Carried(String),
}

/// A carried object comes.
#[derive(Clone, Debug, PartialEq)]
pub struct CreateObject {
    /// What it is.
    pub kind: ObjectKind,
    /// Name; the schema counts only for kinds that live in one.
    pub name: Name,
    /// Signature that tells it from others of its name: argument types, without parentheses.
    pub signature: Option<String>,
    /// Table that it belongs to.
    pub table: Option<Name>,
    /// `OR REPLACE`.
    pub or_replace: bool,
    /// `IF NOT EXISTS`.
    pub if_not_exists: bool,
    /// Gone when the session ends.
    pub temporary: bool,
    /// The statement.
    pub text: String,
}

/// A carried object, as a `DROP` or `ALTER` names it.
#[derive(Clone, Debug, PartialEq)]
pub struct DropObject {
    /// What it is.
    pub kind: ObjectKind,
    /// `ROUTINE`: a function, an aggregate or a procedure.
    pub any_routine: bool,
    /// Name.
    pub name: Name,
    /// Signature, where one is written.
    pub signature: Option<String>,
    /// Table, where one is written.
    pub table: Option<Name>,
    /// `IF EXISTS`.
    pub if_exists: bool,
    /// `CASCADE`.
    pub cascade: bool,
}

impl DropObject {
    /// An object by its name alone.
    pub fn new(kind: ObjectKind, name: Name) -> Self {
        Self {
            kind,
            any_routine: false,
            name,
            signature: None,
            table: None,
            if_exists: false,
            cascade: false,
        }
    }
}

/// `COMMENT ON`.
#[derive(Clone, Debug, PartialEq)]
pub struct Comment {
    /// What it is on.
    pub target: CommentTarget,
    /// The text; `None` takes it away.
    pub text: Option<String>,
}

/// What a comment is on.
#[derive(Clone, Debug, PartialEq)]
pub enum CommentTarget {
    /// A schema.
    Schema(String),
    /// A table, view or materialized view.
    Relation(Name),
    /// A column of a table or view.
    Column(Name, String),
    /// An index.
    Index(Name),
    /// A constraint of a table.
    Constraint(String, Name),
    /// A type.
    Type(Name),
    /// A sequence.
    Sequence(Name),
    /// A carried object.
    Object(DropObject),
}
