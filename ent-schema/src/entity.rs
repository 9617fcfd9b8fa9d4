use crate::{Check, Edge, Field, Index, PerDialect, Position};

choice! {
    /// What a struct declares.
    #[derive(Default)]
    pub enum EntityKind {
        /// A table: `#[derive(EntSchema)]`.
        #[default]
        Entity => "entity",
        /// Parts shared by entities: `#[derive(EntMixin)]`.
        Mixin => "mixin",
        /// A view: `#[derive(EntView)]`.
        View => "view",
    }
}

record! {
    /// An entity, a mixin or a view, as declared on one struct.
    pub struct Entity {
        /// Rust name of the struct.
        pub name: String,
        /// What the struct declares.
        pub kind: EntityKind,
        /// `#[schema("db1")]`: database schema.
        pub schema: Option<String>,
        /// `table = ".."`: table (or view) name, where it is not the one the rules give.
        pub table: Option<String>,
        /// `mixin(A, B)` on the struct, then `#[ent(mixin)]` fields, in order.
        pub mixins: Vec<MixinUse>,
        /// Fields, in declared order.
        pub fields: Vec<Field>,
        /// Edges, in declared order.
        pub edges: Vec<Edge>,
        /// Indexes, in declared order.
        pub indexes: Vec<Index>,
        /// `check(name = "..")` and `check("..")`, in declared order.
        pub checks: Vec<Check>,
        /// `id(user_id, friend_id)`: fields of a composite primary key.
        pub id: Vec<String>,
        /// `charset = ".."` (MySQL, MariaDB).
        pub charset: Option<String>,
        /// `collation = ".."` (MySQL, MariaDB).
        pub collation: PerDialect<String>,
        /// `options = ".."`: table options, as SQL (MySQL and MariaDB text after the collation;
        /// SQLite `STRICT`, `WITHOUT ROWID`).
        pub options: PerDialect<String>,
        /// Doc comment, or `comment = ".."`.
        pub comment: Option<String>,
        /// `comments`: doc comments become comments in the database.
        pub comments: bool,
        /// `auto_increment = 1000`: first value of the id.
        pub auto_increment: Option<i64>,
        /// `skip`: not in the database schema, though in the client.
        pub skip: bool,
        /// `renamed_from = ".."`: what the struct, or its table, was called before.
        pub renamed_from: Option<String>,
        /// `drops = ".."`: columns of the table, or tables, that may go with their data.
        pub drops: Vec<String>,
        /// `sql = ".."`: definition of a view.
        pub view: PerDialect<String>,
        /// `materialized`: a materialized view (PostgreSQL).
        pub materialized: bool,
        /// Where it was declared.
        pub position: Position,
    }
}

record! {
    /// One use of a mixin.
    pub struct MixinUse {
        /// Type of the mixin: the last segment of its path.
        pub name: String,
        /// The field that carries the mixin's columns, when it is embedded; else the struct does
        /// not carry them.
        pub field: Option<String>,
        /// How many of the entity's own fields were declared before it, so that columns keep the
        /// order of the struct.
        pub after_fields: u32,
        /// Where it was declared.
        pub position: Position,
    }
}
