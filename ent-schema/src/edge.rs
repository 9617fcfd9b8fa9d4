use crate::{PerDialect, Position};

choice! {
    /// What happens to a referring row when the row it refers to goes or changes its key.
    pub enum Action {
        /// Refuse at the end of the statement.
        NoAction => "no_action",
        /// Refuse at once.
        Restrict => "restrict",
        /// Do the same to the referring row.
        Cascade => "cascade",
        /// Set the reference to NULL.
        SetNull => "set_null",
        /// Set the reference to its default.
        SetDefault => "set_default",
    }
}

choice! {
    /// How many entities one end of an edge sees.
    #[derive(Default)]
    pub enum Cardinality {
        /// `One<T>`.
        #[default]
        One => "one",
        /// `Many<T>`.
        Many => "many",
    }
}

record! {
    /// An edge: a relation from this entity to another, or the other end of one.
    pub struct Edge {
        /// Rust name.
        pub name: String,
        /// Type at the other end: the last segment of its path.
        pub target: String,
        /// `One<T>` or `Many<T>`.
        pub cardinality: Cardinality,
        /// `from = "pets"`: the edge of the target that this one is the other end of
        /// (Ent's `edge.From(..).Ref("pets")`). Absent: this end declares the relation.
        pub from: Option<String>,
        /// `field = owner_id`: the field of this entity that is the foreign key.
        pub field: Option<String>,
        /// `through = Follow`: the entity that is the join table.
        pub through: Option<String>,
        /// `required`.
        pub required: bool,
        /// `unique`: no two rows refer to the same one, even when no other end says so.
        pub unique: bool,
        /// `immutable`.
        pub immutable: bool,
        /// Doc comment, or `comment = ".."`.
        pub comment: Option<String>,
        /// `storage(..)`: names of what stores the relation.
        pub storage: EdgeStorage,
        /// `symbol = ".."` or `symbols(a, b)`: names of the foreign keys.
        pub symbols: Vec<String>,
        /// `on_delete = ..`.
        pub on_delete: Option<Action>,
        /// `on_update = ..`.
        pub on_update: Option<Action>,
        /// `#[schema("..")]`: database schema of the join table.
        pub schema: Option<String>,
        /// `renamed_from = ".."`: what the edge was called before.
        pub renamed_from: Option<String>,
        /// `drops = ".."`: columns of the table that may go with their data.
        pub drops: Vec<String>,
        /// `backfill = ".."`: SQL for the rows that exist when a required edge comes.
        pub backfill: PerDialect<String>,
        /// Where it was declared.
        pub position: Position,
    }
}

record! {
    /// Names of what stores a relation, where they are not the ones the rules give.
    pub struct EdgeStorage {
        /// `storage(column = "..")`: the foreign key's column.
        pub column: Option<String>,
        /// `storage(table = "..")`: the join table.
        pub table: Option<String>,
        /// `storage(columns(to, from))`: the join table's two columns: the one that refers to the
        /// declaring entity, then the one that refers to the target.
        pub columns: Vec<String>,
    }
}
