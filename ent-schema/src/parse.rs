//! The single reader of declarations: Rust syntax in, [`Declaration`](crate::Declaration)s out.
//!
//! The derives call [`parse_derive`] on the item that the compiler hands them; the build script
//! calls [`parse_file`] on the text of a source file. Both end in the same code, so both give the
//! same text form and the same fingerprint for the same struct.
//!
//! Everything that one item tells on its own is checked here, and all errors of an item are
//! reported together, each at the token that is wrong. What takes the whole graph (what a mixin
//! contributes, whether an edge has its other end) is left to the graph.

mod attribute;
mod cfg;
mod doc;
mod edge;
mod entity;
mod enumeration;
mod errors;
mod field;
mod field_default;
mod field_rules;
mod file;
mod form;
mod index;
mod nearest;
mod options;
mod parsed;
mod reexport;
mod snake;
mod spec;
mod struct_rules;
mod text;
mod types;
mod value;

pub use errors::{Errors, Problem};
pub use file::{FileDeclarations, FoundDeclaration, InlineModule, ModuleFile, Visibility, parse_file};
pub use nearest::nearest;
pub use parsed::{Claim, DeriveKind, Parsed, parse_derive};
pub use reexport::ReExport;
