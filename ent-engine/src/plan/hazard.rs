use serde::Serialize;

/// Something about a statement that a person should know before it runs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Hazard {
    /// What kind of harm.
    pub kind: HazardKind,
    /// What is at stake, in a sentence without a full stop: `drops column "age" of "users"`.
    pub message: String,
}

/// Kind of harm that a statement may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[non_exhaustive]
pub enum HazardKind {
    /// Rows or values are lost.
    DataLoss,
    /// Values may be cut or changed.
    Narrowing,
    /// The statement may fail, depending on the rows.
    DataDependent,
    /// The whole table is rewritten.
    Rewrite,
    /// Readers and writers of the table wait.
    BlocksReads,
    /// Writers of the table wait.
    BlocksWrites,
    /// The statement can't run in a transaction.
    NonTransactional,
}

impl Hazard {
    /// The hazard `kind`, at stake as `message` says.
    pub fn new(kind: HazardKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into() }
    }
}
