use ent_schema::{Action, PerDialect, Position};

/// Foreign key of an entity's table.
#[derive(Clone, Debug, PartialEq)]
pub struct Key {
    /// Columns, one for each field of the target's id.
    pub columns: Vec<KeyColumn>,
    /// Field that is the column, when the edge is bound to one.
    pub field: Option<String>,
    /// Edge of this entity that holds the key; `None` when only the other end is declared.
    pub edge: Option<String>,
    /// Entity referred to.
    pub target: String,
    /// Whether the columns may be NULL.
    pub nullable: bool,
    /// Whether no two rows refer to the same one.
    pub unique: bool,
    /// Name of the constraint, before a long one is shortened.
    pub symbol: String,
    /// What the constraint was called before, if a declared rename tells.
    pub previous_symbol: Option<String>,
    /// ON DELETE.
    pub on_delete: Action,
    /// ON UPDATE; `None` to say nothing.
    pub on_update: Option<Action>,
    /// Comment of the edge that holds the key.
    pub comment: Option<String>,
    /// SQL for the rows that exist when the column comes.
    pub backfill: PerDialect<String>,
    /// What declares it, for messages: `Pet.owner`.
    pub declared_as: String,
    /// Where that is.
    pub position: Position,
}

impl Key {
    /// Names of the columns.
    pub fn column_names(&self) -> Vec<String> {
        self.columns.iter().map(|column| column.name.clone()).collect()
    }
}

/// Column of a foreign key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyColumn {
    /// Name.
    pub name: String,
    /// What it was called before, if a declared rename tells.
    pub previous: Option<String>,
    /// Field of the target's id that it refers to.
    pub references: String,
}
