//! What a user declares: entities, fields, edges, indexes and mixins, read from Rust syntax.
//!
//! This crate is the single reader of declarations. The derives, the build script and the command
//! all call its parser; none of them looks at an `#[ent(...)]` attribute on its own. What comes out
//! is plain data ([`Declaration`]), which has one text form ([`wire`]): the derives put that text
//! into the compiled crate, so the program that runs holds exactly what the build script read.
//!
//! Nothing here knows a database. Names of tables and columns, relations and types are worked out
//! from the whole graph in `ent-engine`.

#[macro_use]
mod record;

mod check;
mod declaration;
mod diagnostic;
mod dialect_name;
mod edge;
mod entity;
mod enum_decl;
mod field;
mod field_type;
mod index;
mod literal;
pub mod parse;
mod per_dialect;
mod position;
pub mod source;
mod validator;
mod value_decl;
pub mod wire;

pub use check::Check;
pub use declaration::Declaration;
pub use diagnostic::Diagnostic;
pub use dialect_name::DialectName;
pub use edge::{Action, Cardinality, Edge, EdgeStorage};
pub use entity::{Entity, EntityKind, MixinUse};
pub use enum_decl::{EnumDecl, EnumVariant};
pub use field::{Field, Generated};
pub use field_type::FieldType;
pub use index::{Index, IndexPart, PartKey};
pub use literal::Literal;
pub use per_dialect::PerDialect;
pub use position::Position;
pub use validator::Validator;
pub use value_decl::ValueDecl;
