use syn::{Data, DeriveInput, Fields};

use super::errors::position;
use super::options::{Options, refuse_schema};
use super::parsed::Parsed;
use super::spec::Place;
use super::text::text;
use super::types::{self, Stored};
use super::{Claim, Errors};
use crate::{Declaration, FieldType, ValueDecl};

/// Reads `struct Email(String);`.
pub(super) fn read(item: &DeriveInput, file: &str, errors: &mut Errors) -> Option<Parsed> {
    const HELP: &str = "write `struct Email(String);`";
    Options::read(&item.attrs, Place::Value, errors);
    refuse_schema(&item.attrs, "an `EntValue`", "put `#[schema(...)]` on the entity", errors);
    let wrapped = match &item.data {
        Data::Struct(data) => match &data.fields {
            Fields::Unnamed(fields) if fields.unnamed.len() == 1 => fields.unnamed.first(),
            Fields::Unnamed(_) | Fields::Named(_) | Fields::Unit => None,
        },
        Data::Enum(_) | Data::Union(_) => None,
    };
    let Some(wrapped) = wrapped else {
        errors.at(&item.ident, "`EntValue` is derived for a tuple struct of one field", HELP);
        return None;
    };
    Options::read(&wrapped.attrs, Place::Value, errors);
    if types::option(&wrapped.ty).is_some() {
        errors.at(
            &wrapped.ty,
            "an `EntValue` wraps a value that is there",
            "write `Option` around it where it is used",
        );
        return None;
    }
    let ty = match types::stored(&wrapped.ty) {
        Stored::As(ty) => ty,
        Stored::Unknown { problem, help } => {
            errors.at(&wrapped.ty, problem, help.unwrap_or(HELP));
            return None;
        }
    };
    let name = syn::ext::IdentExt::unraw(&item.ident).to_string();
    let kind = kind(&ty);
    let declaration = Declaration::Value(ValueDecl {
        name: name.clone(),
        ty,
        rust_type: text(&wrapped.ty),
        position: position(item.ident.span(), file),
    });
    let claim = Claim::Stores { field: "0".to_owned(), kind, ty: wrapped.ty.clone() };
    Some(Parsed { declaration, claims: vec![claim] })
}

/// What the compiler is asked to confirm of a type.
pub(super) fn kind(ty: &FieldType) -> String {
    match ty {
        FieldType::Named(name) => name.clone(),
        FieldType::Values(_) => "string".to_owned(),
        plain => plain.plain_name().unwrap_or("other").to_owned(),
    }
}
