use super::{AttributeChange, Change, TableChange};

/// What a change does, without its object: for policies that leave some kinds out.
#[allow(missing_docs, reason = "the names are the verbs and nouns of the changes")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ChangeKind {
    AddSchema,
    DropSchema,
    ModifySchema,
    AddEnum,
    DropEnum,
    RenameEnum,
    ModifyEnum,
    AddSequence,
    DropSequence,
    ModifySequence,
    AddTable,
    DropTable,
    RenameTable,
    ModifyTable,
    AddView,
    DropView,
    ModifyView,
    AddObject,
    DropObject,
    ModifyObject,
    ModifyComment,
    ModifyOptions,
    RenameColumn,
    AddColumn,
    DropColumn,
    ModifyColumn,
    AddPrimaryKey,
    DropPrimaryKey,
    ModifyPrimaryKey,
    RenameIndex,
    AddIndex,
    DropIndex,
    ModifyIndex,
    RenameForeignKey,
    AddForeignKey,
    DropForeignKey,
    ModifyForeignKey,
    AddCheck,
    DropCheck,
    ModifyCheck,
}

impl Change {
    /// What the change does. A [`Change::ModifyTable`] is `ModifyTable`, whatever is inside.
    pub fn kind(&self) -> ChangeKind {
        match self {
            Self::AddSchema(_) => ChangeKind::AddSchema,
            Self::DropSchema(_) => ChangeKind::DropSchema,
            Self::ModifySchema(_) => ChangeKind::ModifySchema,
            Self::AddEnum { .. } => ChangeKind::AddEnum,
            Self::DropEnum { .. } => ChangeKind::DropEnum,
            Self::RenameEnum { .. } => ChangeKind::RenameEnum,
            Self::ModifyEnum { .. } => ChangeKind::ModifyEnum,
            Self::AddSequence { .. } => ChangeKind::AddSequence,
            Self::DropSequence { .. } => ChangeKind::DropSequence,
            Self::ModifySequence { .. } => ChangeKind::ModifySequence,
            Self::AddTable { .. } => ChangeKind::AddTable,
            Self::DropTable { .. } => ChangeKind::DropTable,
            Self::RenameTable { .. } => ChangeKind::RenameTable,
            Self::ModifyTable(_) => ChangeKind::ModifyTable,
            Self::AddView { .. } => ChangeKind::AddView,
            Self::DropView { .. } => ChangeKind::DropView,
            Self::ModifyView { .. } => ChangeKind::ModifyView,
            Self::AddObject { .. } => ChangeKind::AddObject,
            Self::DropObject { .. } => ChangeKind::DropObject,
            Self::ModifyObject { .. } => ChangeKind::ModifyObject,
        }
    }
}

impl TableChange {
    /// What the change does.
    pub fn kind(&self) -> ChangeKind {
        match self {
            Self::Attribute(AttributeChange::Comment(_) | AttributeChange::PartComment(..)) => {
                ChangeKind::ModifyComment
            }
            Self::Attribute(AttributeChange::Options(_)) => ChangeKind::ModifyOptions,
            Self::RenameColumn(_) => ChangeKind::RenameColumn,
            Self::AddColumn(_) => ChangeKind::AddColumn,
            Self::DropColumn(_) => ChangeKind::DropColumn,
            Self::ModifyColumn(_) | Self::RenameValue { .. } => ChangeKind::ModifyColumn,
            Self::AddPrimaryKey(_) => ChangeKind::AddPrimaryKey,
            Self::DropPrimaryKey(_) => ChangeKind::DropPrimaryKey,
            Self::ModifyPrimaryKey(_) => ChangeKind::ModifyPrimaryKey,
            Self::RenameIndex(_) => ChangeKind::RenameIndex,
            Self::AddIndex(_) => ChangeKind::AddIndex,
            Self::DropIndex(_) => ChangeKind::DropIndex,
            Self::ModifyIndex(_) => ChangeKind::ModifyIndex,
            Self::RenameForeignKey(_) => ChangeKind::RenameForeignKey,
            Self::AddForeignKey(_) => ChangeKind::AddForeignKey,
            Self::DropForeignKey(_) => ChangeKind::DropForeignKey,
            Self::ModifyForeignKey(_) => ChangeKind::ModifyForeignKey,
            Self::AddCheck(_) => ChangeKind::AddCheck,
            Self::DropCheck(_) => ChangeKind::DropCheck,
            Self::ModifyCheck(_) => ChangeKind::ModifyCheck,
        }
    }
}
