use syn::ext::IdentExt;
use syn::{Data, DeriveInput, Fields, Variant};

use super::Errors;
use super::attribute::Form;
use super::errors::position;
use super::options::{Options, refuse_schema, schema};
use super::parsed::Parsed;
use super::snake::snake;
use super::spec::Place;
use crate::{Declaration, EnumDecl, EnumVariant};

/// Reads an enum that derives `EntEnum`.
pub(super) fn read(item: &DeriveInput, file: &str, errors: &mut Errors) -> Option<Parsed> {
    let Data::Enum(data) = &item.data else {
        errors.at(
            &item.ident,
            "`EntEnum` is derived for enums",
            "for a struct write `EntSchema` (a table), `EntMixin` (shared fields) or `EntValue` (a newtype)",
        );
        return None;
    };
    let options = Options::read(&item.attrs, Place::Enum, errors);
    let native = options.get("native").and_then(|opt| match &opt.given.form {
        Form::Word => Some(String::new()),
        Form::Value(_) | Form::List(_) => opt.string(errors),
    });
    let renamed_from = options.string("renamed_from", errors);
    if native.is_none() {
        options.refuse(
            "renamed_from",
            "names the native type before, and this enum is stored as text",
            "add `native`, or leave it out: renaming a Rust enum changes nothing in the database",
            errors,
        );
    }
    if data.variants.is_empty() {
        errors.at(
            &item.ident,
            "the enum has no variants",
            "write at least one: each is a value of the column",
        );
    }
    let mut variants: Vec<EnumVariant> = Vec::new();
    for variant in &data.variants {
        let next = read_variant(variant, file, errors);
        if let Some(previous) = variants.iter().find(|previous| previous.value == next.value) {
            let message =
                format!("`{}` and `{}` are both stored as `{}`", previous.name, next.name, next.value);
            errors.at(&variant.ident, message, "write `#[ent(value = \"...\")]` on one of them");
        }
        variants.push(next);
    }
    for (variant, syntax) in variants.iter().zip(&data.variants) {
        let Some(before) = &variant.renamed_from else { continue };
        if variants.iter().any(|other| other.value == *before) {
            let message = format!("`renamed_from = \"{before}\"` names a value that a variant still has");
            errors.at(&syntax.ident, message, "name the stored value that the variant had before");
        }
    }
    let declaration = Declaration::Enum(EnumDecl {
        name: item.ident.unraw().to_string(),
        variants,
        native,
        schema: schema(&item.attrs, errors).map(|(name, _)| name),
        renamed_from,
        drops: options.strings("drops", errors),
        position: position(item.ident.span(), file),
    });
    Some(Parsed { declaration, claims: Vec::new() })
}

fn read_variant(variant: &Variant, file: &str, errors: &mut Errors) -> EnumVariant {
    if !matches!(variant.fields, Fields::Unit) {
        errors.at(
            &variant.fields,
            format!("the variant `{}` carries data, which a column of values can't hold", variant.ident),
            "leave the data out, or store the whole enum with `#[ent(json)]` instead of `EntEnum`",
        );
    }
    refuse_schema(&variant.attrs, "a variant", "put `#[schema(...)]` on the enum", errors);
    let options = Options::read(&variant.attrs, Place::Variant, errors);
    let name = variant.ident.unraw().to_string();
    EnumVariant {
        value: options.string("value", errors).unwrap_or_else(|| snake(&name)),
        renamed_from: options.string("renamed_from", errors),
        position: position(variant.ident.span(), file),
        name,
    }
}
