use syn::{Data, DeriveInput, ExprPath, Type};

use super::{Errors, entity, enumeration, value};
use crate::{Declaration, EntityKind};

/// One of the derives that declare something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DeriveKind {
    /// `#[derive(EntSchema)]`.
    Schema,
    /// `#[derive(EntMixin)]`.
    Mixin,
    /// `#[derive(EntView)]`.
    View,
    /// `#[derive(EntEnum)]`.
    Enum,
    /// `#[derive(EntValue)]`.
    Value,
}

impl DeriveKind {
    /// All derives.
    pub const ALL: &'static [Self] = &[Self::Schema, Self::Mixin, Self::View, Self::Enum, Self::Value];

    /// The name of the derive.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Schema => "EntSchema",
            Self::Mixin => "EntMixin",
            Self::View => "EntView",
            Self::Enum => "EntEnum",
            Self::Value => "EntValue",
        }
    }
}

/// What an item declares, and what was taken for granted when it was read.
#[derive(Clone)]
pub struct Parsed {
    /// The declaration.
    pub declaration: Declaration,
    /// What the names of types were taken to mean, for the compiler to confirm.
    pub claims: Vec<Claim>,
}

/// Something read off a name that only the compiler can confirm.
#[derive(Clone)]
pub enum Claim {
    /// The type of a field stores what its name says.
    Stores {
        /// The field.
        field: String,
        /// The text form of the plain field type, or the name of the type that declares it.
        kind: String,
        /// The type, without `Option` around it.
        ty: Type,
    },
    /// The type is the declaration of that name.
    Declares {
        /// What names the type: an edge, a mixin.
        place: String,
        /// Its name.
        name: String,
        /// The type.
        ty: Type,
    },
    /// The path is a value of the type.
    Holds {
        /// The type, without `Option` around it.
        ty: Type,
        /// The value: a variant of an enum.
        value: ExprPath,
    },
    /// The function takes nothing and returns the type.
    Returns {
        /// The type, without `Option` around it.
        ty: Type,
        /// The function.
        function: ExprPath,
    },
}

/// Reads the item that a derive stands on; `file` names the file in positions.
///
/// # Errors
/// All that is wrong with the item.
pub fn parse_derive(kind: DeriveKind, item: &DeriveInput, file: &str) -> Result<Parsed, Errors> {
    let mut errors = Errors::default();
    if !item.generics.params.is_empty() || item.generics.where_clause.is_some() {
        let message = format!("`{}` can't be derived for a type with generic parameters", kind.as_str());
        errors.at(&item.ident, message, "a table has one shape: write one struct for each");
    }
    let entity_kind = match kind {
        DeriveKind::Schema => EntityKind::Entity,
        DeriveKind::Mixin => EntityKind::Mixin,
        DeriveKind::View => EntityKind::View,
        DeriveKind::Enum => return finish(enumeration::read(item, file, &mut errors), errors),
        DeriveKind::Value => return finish(value::read(item, file, &mut errors), errors),
    };
    let parsed = match &item.data {
        Data::Struct(data) => entity::read(entity_kind, item, data, file, &mut errors),
        Data::Enum(_) | Data::Union(_) => {
            let message = format!("`{}` is derived for structs with named fields", kind.as_str());
            let help = match &item.data {
                Data::Enum(_) => "for an enum as a column type write `#[derive(EntEnum)]`",
                _ => "write a struct: each field is a column",
            };
            errors.at(&item.ident, message, help);
            None
        }
    };
    finish(parsed, errors)
}

fn finish(parsed: Option<Parsed>, errors: Errors) -> Result<Parsed, Errors> {
    match parsed {
        Some(parsed) if errors.is_empty() => Ok(parsed),
        _ => Err(errors),
    }
}
