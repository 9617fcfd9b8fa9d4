use super::{Change, ModifyTable};

impl Change {
    /// The change that undoes this one, as far as the schema goes; rows that went stay gone.
    #[must_use]
    pub fn inverse(self) -> Self {
        match self {
            Self::AddSchema(schema) => Self::DropSchema(schema),
            Self::DropSchema(schema) => Self::AddSchema(schema),
            Self::ModifySchema(pair) => Self::ModifySchema(pair.swap()),
            Self::AddEnum { schema, ty } => Self::DropEnum { schema, ty },
            Self::DropEnum { schema, ty } => Self::AddEnum { schema, ty },
            Self::RenameEnum { schema, names } => Self::RenameEnum { schema, names: names.swap() },
            Self::ModifyEnum { schema, ty, uses } => Self::ModifyEnum { schema, ty: ty.swap(), uses },
            Self::AddSequence { schema, sequence } => Self::DropSequence { schema, sequence },
            Self::DropSequence { schema, sequence } => Self::AddSequence { schema, sequence },
            Self::ModifySequence { schema, sequence } => {
                Self::ModifySequence { schema, sequence: sequence.swap() }
            }
            Self::AddTable { schema, table } => Self::DropTable { schema, table },
            Self::DropTable { schema, table } => Self::AddTable { schema, table },
            Self::RenameTable { schema, names } => Self::RenameTable { schema, names: names.swap() },
            Self::ModifyTable(modify) => Self::ModifyTable(modify.inverse()),
            Self::AddView { schema, view } => Self::DropView { schema, view },
            Self::DropView { schema, view } => Self::AddView { schema, view },
            Self::ModifyView { schema, view } => Self::ModifyView { schema, view: view.swap() },
            Self::AddObject { schema, object } => Self::DropObject { schema, object },
            Self::DropObject { schema, object } => Self::AddObject { schema, object },
            Self::ModifyObject { schema, object } => Self::ModifyObject { schema, object: object.swap() },
        }
    }
}

impl ModifyTable {
    /// The change that undoes this one.
    #[must_use]
    pub fn inverse(self) -> Self {
        Self {
            schema: self.schema,
            table: self.table.swap(),
            changes: self.changes.into_iter().rev().map(super::TableChange::inverse).collect(),
            stage: self.stage,
        }
    }
}
