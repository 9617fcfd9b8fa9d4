//! The derives: `EntSchema`, `EntMixin`, `EntView`, `EntEnum` and `EntValue`.
//!
//! Each is three steps: [`ent_schema::parse`] reads the item, its text form becomes one string
//! constant, and what the parser read off the names of types is put to the compiler as a
//! constant to check. No generics, no functions per column: a table of twelve fields expands to
//! less than 5 KB.

use ent_schema::parse::DeriveKind;

mod debug;
mod expand;
mod migrations;

/// Declares a table: one struct is one entity.
///
/// Fields are columns, `One<T>` and `Many<T>` are edges. `#[ent(...)]` says what the types don't,
/// `#[schema("...")]` names the database schema.
///
/// A struct with a field under `#[ent(sensitive)]` also gets a `Debug` that masks it, so `Debug`
/// is to be left out of the derive list: with it, the compiler finds two implementations (E0119).
#[proc_macro_derive(EntSchema, attributes(ent, schema))]
pub fn ent_schema(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    expand::expand(DeriveKind::Schema, input.into()).into()
}

/// Declares parts that entities share: fields, edges, indexes, checks and annotations.
///
/// An entity takes them by `#[ent(mixin(Audited))]` on the struct, or by a field of the mixin's
/// type under `#[ent(mixin)]`. What `EntSchema` says about sensitive fields holds here too.
#[proc_macro_derive(EntMixin, attributes(ent, schema))]
pub fn ent_mixin(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    expand::expand(DeriveKind::Mixin, input.into()).into()
}

/// Declares a view: its fields are the columns, `#[ent(sql = "...")]` is its definition.
#[proc_macro_derive(EntView, attributes(ent, schema))]
pub fn ent_view(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    expand::expand(DeriveKind::View, input.into()).into()
}

/// Declares an enum as a column type: a set of text values.
///
/// A variant is stored as its name in snake case (`OnHold` as `on_hold`), or as what
/// `#[ent(value = "...")]` says. Ent's enums have no such rule: their values are free text, so
/// write `value` where an existing column has another spelling.
#[proc_macro_derive(EntEnum, attributes(ent, schema))]
pub fn ent_enum(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    expand::expand(DeriveKind::Enum, input.into()).into()
}

/// Declares a newtype as a column type: `struct Email(String);` is stored as the `String`.
#[proc_macro_derive(EntValue, attributes(ent, schema))]
pub fn ent_value(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    expand::expand(DeriveKind::Value, input.into()).into()
}

/// The migration directory `migrations!("migrations")`, or `migrations!("db", format = "atlas")`,
/// as a value: an `ent_runtime::Dir` that holds every file as it was when the program was compiled.
///
/// The files tell the layout where `format` does not.
///
/// The path is that of a folder below the crate's own. The compiler watches every file, `atlas.sum`
/// among them: the program is compiled anew when one changes or a tool adds one.
#[proc_macro]
pub fn migrations(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let root = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default();
    migrations::expand(input.into(), std::path::Path::new(&root)).into()
}

#[cfg(test)]
mod tests;
