use ent_schema::{Action, Position};

use super::KeyColumn;

/// Join table of a many-to-many relation. Its primary key is all of its columns.
#[derive(Clone, Debug, PartialEq)]
pub struct JoinTable {
    /// Database schema: that of `#[schema(..)]` on the edge, else the declaring entity's.
    pub schema: String,
    /// Name.
    pub table: String,
    /// What it was called before, if a declared rename tells.
    pub previous_table: Option<String>,
    /// Entity that declares the relation.
    pub node: String,
    /// Edge that declares it.
    pub edge: String,
    /// The declaring entity's side, then the target's.
    pub sides: [JoinSide; 2],
    /// What declares it, for messages: `User.groups`.
    pub declared_as: String,
    /// Where that is.
    pub position: Position,
}

/// One side of a join table: a foreign key.
#[derive(Clone, Debug, PartialEq)]
pub struct JoinSide {
    /// Entity referred to.
    pub node: String,
    /// Columns, one for each field of its id, of the same types.
    pub columns: Vec<KeyColumn>,
    /// Name of the constraint, before a long one is shortened.
    pub symbol: String,
    /// What the constraint was called before, if a declared rename tells.
    pub previous_symbol: Option<String>,
    /// ON DELETE: what becomes of the link when the row of `node` goes.
    pub on_delete: Action,
    /// ON UPDATE; `None` to say nothing.
    pub on_update: Option<Action>,
}

impl JoinSide {
    /// Names of the columns.
    pub fn column_names(&self) -> Vec<String> {
        self.columns.iter().map(|column| column.name.clone()).collect()
    }
}
