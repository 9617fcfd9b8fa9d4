use crate::{Check, FieldType, Literal, PerDialect, Position, Validator};

record! {
    /// A field of an entity or mixin: one column.
    pub struct Field {
        /// Rust name.
        pub name: String,
        /// What it holds.
        pub ty: FieldType,
        /// The Rust type as written, without the `Option` around it.
        pub rust_type: String,
        /// Whether the Rust type is `Option<T>`: the column may be NULL.
        pub optional: bool,
        /// `unique`.
        pub unique: bool,
        /// `immutable`: set on create, never updated by the client.
        pub immutable: bool,
        /// `sensitive`: kept out of Debug and logs.
        pub sensitive: bool,
        /// `skip`: not in the database schema, though in the client.
        pub skip: bool,
        /// `native`: an enum becomes a type of the database where it has such (PostgreSQL).
        pub native: bool,
        /// `default = ..`: a constant, also the default of the column.
        pub default: Option<Literal>,
        /// `default_expr = ".."`: the default of the column, as SQL.
        pub default_expr: PerDialect<String>,
        /// `default_fn = path`: called by the client on create.
        pub default_fn: Option<String>,
        /// `update_fn = path`: called by the client on every update.
        pub update_fn: Option<String>,
        /// Rules that the client applies.
        pub validators: Vec<Validator>,
        /// `storage = ".."`: name of the column, where it is not the field's.
        pub column: Option<String>,
        /// `size = ..`: greatest length, in characters (text) or bytes.
        pub size: Option<i64>,
        /// `type = ".."`: column type as SQL.
        pub sql_type: PerDialect<String>,
        /// Doc comment, or `comment = ".."`.
        pub comment: Option<String>,
        /// `collation = ".."`.
        pub collation: PerDialect<String>,
        /// `charset = ".."` (MySQL, MariaDB).
        pub charset: Option<String>,
        /// `check = ".."`: conditions over this field, each a constraint of the table.
        pub checks: Vec<Check>,
        /// `generated = ".."`: the column is computed by the database.
        pub generated: Option<Generated>,
        /// `auto_increment` or `auto_increment = false` on an id.
        pub auto_increment: Option<bool>,
        /// `start = ..`: first value of an auto-increment or identity column.
        pub start: Option<i64>,
        /// `deprecated` or `deprecated = "reason"`; the reason may be empty.
        pub deprecated: Option<String>,
        /// `renamed_from = ".."`: what the field, or its column, was called before.
        pub renamed_from: Option<String>,
        /// `drops = ".."`: columns of the table that may go with their data.
        pub drops: Vec<String>,
        /// `backfill = ".."`: SQL expression for the rows that exist when a NOT NULL column comes.
        pub backfill: PerDialect<String>,
        /// Where it was declared.
        pub position: Position,
    }
}

impl Field {
    /// Whether the client or the database fills the field in when the user does not.
    pub fn has_default(&self) -> bool {
        self.default.is_some() || !self.default_expr.is_empty() || self.default_fn.is_some()
    }
}

record! {
    /// How the database computes a generated column.
    pub struct Generated {
        /// The expression, as SQL over column names.
        pub expr: PerDialect<String>,
        /// `stored`: kept on disk; else computed when read, where the database can.
        pub stored: bool,
    }
}
