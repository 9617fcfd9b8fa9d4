use super::Pair;
use crate::model::{Check, Column, ForeignKey, Index, PrimaryKey, TableOptions};

/// One change inside a table.
#[derive(Clone, Debug, PartialEq)]
pub enum TableChange {
    /// Comment or storage options change.
    Attribute(AttributeChange),
    /// A column gets another name; nothing else of it changes here.
    RenameColumn(Pair<Column>),
    /// A column comes.
    AddColumn(Column),
    /// A column goes with its data.
    DropColumn(Column),
    /// A column changes; both states have the same name.
    ModifyColumn(Pair<Column>),
    /// A value of a text column gets another name, in the rows that have it.
    RenameValue {
        /// Column, as it is called after the renames.
        column: String,
        /// The values.
        values: Pair<String>,
    },
    /// A primary key comes.
    AddPrimaryKey(PrimaryKey),
    /// The primary key goes.
    DropPrimaryKey(PrimaryKey),
    /// The primary key changes.
    ModifyPrimaryKey(Pair<PrimaryKey>),
    /// An index gets another name; nothing else of it changes here.
    RenameIndex(Pair<Index>),
    /// An index comes.
    AddIndex(Index),
    /// An index goes.
    DropIndex(Index),
    /// An index changes; both states have the same name.
    ModifyIndex(Pair<Index>),
    /// A foreign key gets another name; nothing else of it changes here.
    RenameForeignKey(Pair<ForeignKey>),
    /// A foreign key comes.
    AddForeignKey(ForeignKey),
    /// A foreign key goes.
    DropForeignKey(ForeignKey),
    /// A foreign key changes; both states have the same name.
    ModifyForeignKey(Pair<ForeignKey>),
    /// A CHECK comes.
    AddCheck(Check),
    /// A CHECK goes.
    DropCheck(Check),
    /// A CHECK changes; both states have the same name.
    ModifyCheck(Pair<Check>),
}

/// Change of what a table is beside its columns, keys and constraints.
#[expect(clippy::large_enum_variant, reason = "few of them exist at a time")]
#[derive(Clone, Debug, PartialEq)]
pub enum AttributeChange {
    /// The comment.
    Comment(Pair<Option<String>>),
    /// The storage options.
    Options(Pair<TableOptions>),
    /// The comment of a part that stays what it is.
    PartComment(TablePart, Pair<Option<String>>),
}

/// What has a comment of its own in a table, beside its columns and the indexes that go by their names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TablePart {
    /// The primary key, as a constraint.
    PrimaryKey,
    /// The index of the primary key.
    KeyIndex,
    /// Another constraint, by its name.
    Constraint(String),
}

impl TableChange {
    /// Whether it is the change of a check.
    pub fn is_of_check(&self) -> bool {
        matches!(self, Self::AddCheck(_) | Self::DropCheck(_) | Self::ModifyCheck(_))
    }

    /// The change that undoes this one.
    #[must_use]
    pub fn inverse(self) -> Self {
        match self {
            Self::Attribute(AttributeChange::Comment(pair)) => {
                Self::Attribute(AttributeChange::Comment(pair.swap()))
            }
            Self::Attribute(AttributeChange::Options(pair)) => {
                Self::Attribute(AttributeChange::Options(pair.swap()))
            }
            Self::Attribute(AttributeChange::PartComment(part, pair)) => {
                Self::Attribute(AttributeChange::PartComment(part, pair.swap()))
            }
            Self::RenameColumn(pair) => Self::RenameColumn(pair.swap()),
            Self::AddColumn(column) => Self::DropColumn(column),
            Self::DropColumn(column) => Self::AddColumn(column),
            Self::ModifyColumn(pair) => Self::ModifyColumn(pair.swap()),
            Self::RenameValue { column, values } => Self::RenameValue { column, values: values.swap() },
            Self::AddPrimaryKey(key) => Self::DropPrimaryKey(key),
            Self::DropPrimaryKey(key) => Self::AddPrimaryKey(key),
            Self::ModifyPrimaryKey(pair) => Self::ModifyPrimaryKey(pair.swap()),
            Self::RenameIndex(pair) => Self::RenameIndex(pair.swap()),
            Self::AddIndex(index) => Self::DropIndex(index),
            Self::DropIndex(index) => Self::AddIndex(index),
            Self::ModifyIndex(pair) => Self::ModifyIndex(pair.swap()),
            Self::RenameForeignKey(pair) => Self::RenameForeignKey(pair.swap()),
            Self::AddForeignKey(key) => Self::DropForeignKey(key),
            Self::DropForeignKey(key) => Self::AddForeignKey(key),
            Self::ModifyForeignKey(pair) => Self::ModifyForeignKey(pair.swap()),
            Self::AddCheck(check) => Self::DropCheck(check),
            Self::DropCheck(check) => Self::AddCheck(check),
            Self::ModifyCheck(pair) => Self::ModifyCheck(pair.swap()),
        }
    }
}
