use crate::{FieldType, Position};

record! {
    /// A newtype that derives `EntValue`: stored as the type it wraps.
    pub struct ValueDecl {
        /// Rust name.
        pub name: String,
        /// What it wraps.
        pub ty: FieldType,
        /// The wrapped Rust type as written.
        pub rust_type: String,
        /// Where it was declared.
        pub position: Position,
    }
}
