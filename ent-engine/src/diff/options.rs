use std::collections::BTreeSet;

use super::Exclude;
use crate::change::ChangeKind;

/// What a diff looks at and what it leaves out.
#[derive(Clone, Debug, Default)]
pub struct DiffOptions {
    /// What of the previous state the next one speaks for.
    pub scope: Scope,
    /// Kinds of changes to leave out (Atlas' `diff { skip {} }`, Ent's `WithSkipChanges`).
    pub skip: BTreeSet<ChangeKind>,
    /// Whether foreign keys are looked at.
    pub foreign_keys: ForeignKeys,
    /// What happens to views, sequences, unused enum types and carried objects that the next state
    /// doesn't declare.
    pub objects: Undeclared,
    /// What happens to values of text columns that the next state has other names for.
    pub text_values: TextValues,
}

/// What of the previous state the next one speaks for. The rest is left alone.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    /// The schemas; `None` for all that either state has.
    pub schemas: Option<BTreeSet<String>>,
    /// What happens to tables that the next state doesn't declare, and to their schemas.
    pub tables: UndeclaredTables,
    /// Objects that are left out on both sides.
    pub exclude: Exclude,
}

impl Scope {
    /// Whether nothing of either state is left out.
    pub fn is_everything(&self) -> bool {
        self.schemas.is_none() && self.exclude.is_empty()
    }
}

/// What happens to tables that the next state doesn't declare.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum UndeclaredTables {
    /// They are dropped.
    #[default]
    Drop,
    /// They stay.
    Keep,
}

/// What happens to other objects that the next state doesn't declare.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Undeclared {
    /// They stay, unless the table or column that they are about goes.
    #[default]
    Keep,
    /// They are dropped.
    Manage,
}

/// What happens to values of text columns that the next state has other names for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextValues {
    /// They stay: of a state that was inspected nobody can tell which have been renamed.
    #[default]
    Keep,
    /// Rows follow, unless the statements that made the previous state have seen to it.
    Rename,
}

/// Whether foreign keys are looked at (Ent's `WithForeignKeys`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ForeignKeys {
    /// They are part of the schema.
    #[default]
    Managed,
    /// None is made, changed or dropped.
    Ignored,
}

impl DiffOptions {
    /// The options with one more kind of change left out.
    #[must_use]
    pub fn skip(mut self, kind: ChangeKind) -> Self {
        self.skip.insert(kind);
        self
    }

    /// Options under which nothing is dropped: tables, columns, indexes and keys that the next
    /// state lacks stay. This is how Ent's `Schema.Create` works by default.
    #[must_use]
    pub fn additive() -> Self {
        let skip =
            [ChangeKind::DropSchema, ChangeKind::DropTable, ChangeKind::DropColumn, ChangeKind::DropIndex];
        Self {
            scope: Scope { tables: UndeclaredTables::Keep, ..Scope::default() },
            skip: skip.into_iter().collect(),
            ..Self::default()
        }
    }
}
