use crate::Position;

record! {
    /// A Rust enum that derives `EntEnum`: a set of text values.
    pub struct EnumDecl {
        /// Rust name.
        pub name: String,
        /// Variants, in declared order.
        pub variants: Vec<EnumVariant>,
        /// `native` or `native = "type_name"`: a type of the database where it has such
        /// (PostgreSQL); an empty name means the one the rules give.
        pub native: Option<String>,
        /// `#[schema("..")]`: database schema of a native type.
        pub schema: Option<String>,
        /// `renamed_from = ".."`: name of the native type before.
        pub renamed_from: Option<String>,
        /// `drops = ".."`: values that may go, because no row has them.
        pub drops: Vec<String>,
        /// Where it was declared.
        pub position: Position,
    }
}

record! {
    /// A variant of an enum.
    pub struct EnumVariant {
        /// Rust name.
        pub name: String,
        /// Stored value: `value = ".."`, else the variant's name in snake case.
        pub value: String,
        /// `renamed_from = ".."`: stored value before.
        pub renamed_from: Option<String>,
        /// Where it was declared.
        pub position: Position,
    }
}
