//! Changes: what differs between two states, in the nouns of Atlas.
//!
//! A change carries the whole objects it is about, so that a planner needs nothing else and every
//! change has an [inverse](Change::inverse).

mod apply;
mod inverse;
mod kind;
mod subject;
mod table_change;

pub use kind::ChangeKind;
pub use subject::Subject;
pub use table_change::{AttributeChange, TableChange, TablePart};

use crate::model::{EnumType, Object, Schema, Sequence, Table, View};

/// A state before a change and the state after it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair<T> {
    /// Before.
    pub previous: T,
    /// After.
    pub next: T,
}

impl<T> Pair<T> {
    /// The two states, in order of time.
    pub fn new(previous: T, next: T) -> Self {
        Self { previous, next }
    }

    /// The same two by reference.
    pub fn as_ref(&self) -> Pair<&T> {
        Pair { previous: &self.previous, next: &self.next }
    }

    /// What `f` makes of each.
    pub fn map<U>(self, mut f: impl FnMut(T) -> U) -> Pair<U> {
        Pair { previous: f(self.previous), next: f(self.next) }
    }

    /// The way back.
    #[must_use]
    pub fn swap(self) -> Self {
        Self { previous: self.next, next: self.previous }
    }
}

/// One change of a realm. `schema` is the name of the schema the object lives in, empty for the
/// schema of the connection. (The fields are what the variants' sentences name.)
#[allow(missing_docs)]
#[expect(clippy::large_enum_variant, reason = "few of them exist at a time")]
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// A schema comes. Only its attributes count; its objects come by changes of their own.
    AddSchema(Schema),
    /// A schema goes with all that is in it.
    DropSchema(Schema),
    /// Attributes of a schema change.
    ModifySchema(Pair<Schema>),
    /// An enum type comes.
    AddEnum { schema: String, ty: EnumType },
    /// An enum type goes.
    DropEnum { schema: String, ty: EnumType },
    /// An enum type gets another name; its values stay.
    RenameEnum { schema: String, names: Pair<String> },
    /// Values of an enum type change. `uses` are the columns of that type when the change begins,
    /// in tables by their next names: a planner that must make a new type moves them over.
    ModifyEnum { schema: String, ty: Pair<EnumType>, uses: Vec<EnumUse> },
    /// A sequence comes.
    AddSequence { schema: String, sequence: Sequence },
    /// A sequence goes.
    DropSequence { schema: String, sequence: Sequence },
    /// A sequence changes.
    ModifySequence { schema: String, sequence: Pair<Sequence> },
    /// A table comes with its indexes and keys.
    AddTable { schema: String, table: Table },
    /// A table goes.
    DropTable { schema: String, table: Table },
    /// A table gets another name. Later changes use the next name.
    RenameTable { schema: String, names: Pair<String> },
    /// A table changes.
    ModifyTable(ModifyTable),
    /// A view comes.
    AddView { schema: String, view: View },
    /// A view goes.
    DropView { schema: String, view: View },
    /// A view gets another definition.
    ModifyView { schema: String, view: Pair<View> },
    /// A carried object comes.
    AddObject { schema: String, object: Object },
    /// A carried object goes.
    DropObject { schema: String, object: Object },
    /// A carried object changes.
    ModifyObject { schema: String, object: Pair<Object> },
}

/// A column of an enum type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnumUse {
    /// Schema of the table.
    pub schema: String,
    /// Table.
    pub table: String,
    /// Column.
    pub column: String,
    /// Default of the column, as SQL.
    pub default: Option<String>,
}

/// What changes in one table.
///
/// `table.previous` is the table as it stands when this change begins, after any
/// [`Change::RenameTable`]: both states have the same name. Column renames are among `changes`
/// and come first; every other table change names columns as they are called after them.
#[derive(Clone, Debug, PartialEq)]
pub struct ModifyTable {
    /// Schema of the table.
    pub schema: String,
    /// The table before and after.
    pub table: Pair<Table>,
    /// The changes, in the order: attributes, columns, primary key, indexes, foreign keys.
    pub changes: Vec<TableChange>,
    /// When it comes, beside what happens to other tables.
    pub stage: Stage,
}

/// When a table changes, beside those above it and below it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stage {
    /// Before all other tables: keys go that not all of its partitions have (PostgreSQL).
    KeysGo,
    /// Before what is altered of the tables above it, for which it makes the table ready (PostgreSQL).
    Readies,
    /// In its turn.
    #[default]
    Alters,
    /// After all other tables: keys come that not all of its partitions have (PostgreSQL).
    KeysCome,
}

impl Change {
    /// The schema that the object lives in, unless the change is about a schema itself.
    pub fn schema(&self) -> Option<&str> {
        match self {
            Self::AddSchema(_) | Self::DropSchema(_) | Self::ModifySchema(_) => None,
            Self::AddEnum { schema, .. }
            | Self::DropEnum { schema, .. }
            | Self::RenameEnum { schema, .. }
            | Self::ModifyEnum { schema, .. }
            | Self::AddSequence { schema, .. }
            | Self::DropSequence { schema, .. }
            | Self::ModifySequence { schema, .. }
            | Self::AddTable { schema, .. }
            | Self::DropTable { schema, .. }
            | Self::RenameTable { schema, .. }
            | Self::ModifyTable(ModifyTable { schema, .. })
            | Self::AddView { schema, .. }
            | Self::DropView { schema, .. }
            | Self::ModifyView { schema, .. }
            | Self::AddObject { schema, .. }
            | Self::DropObject { schema, .. }
            | Self::ModifyObject { schema, .. } => Some(schema),
        }
    }
}

impl<T: Clone> Pair<&T> {
    /// The way back, of values of its own.
    pub(crate) fn swap_cloned(self) -> Pair<T> {
        Pair::new(self.next.clone(), self.previous.clone())
    }
}
