//! What the parts of one struct must have to do with each other.

use std::collections::BTreeMap;

use syn::punctuated::Punctuated;
use syn::{DeriveInput, Token};

use super::Errors;
use super::attribute::Form;
use super::entity::words;
use super::index::Names;
use super::options::Options;
use crate::{Entity, EntityKind};

/// The struct's fields as written.
type Syntax<'a> = Option<&'a Punctuated<syn::Field, Token![,]>>;

/// Reports what does not go together.
pub(super) fn check(
    entity: &Entity,
    item: &DeriveInput,
    fields: Syntax<'_>,
    options: &Options,
    errors: &mut Errors,
) {
    table(entity, options, errors);
    id(entity, options, errors);
    columns(entity, fields, errors);
    indexes(entity, options, errors);
    bound_fields(entity, fields, errors);
    if entity.kind == EntityKind::View && !options.has("sql") && !entity.skip {
        errors.at(&item.ident, "the view has no definition", "add `#[ent(sql = \"SELECT ...\")]`");
    }
}

fn table(entity: &Entity, options: &Options, errors: &mut Errors) {
    let Some((schema, table)) = entity.table.as_deref().and_then(|table| table.split_once('.')) else {
        return;
    };
    if let Some(Form::Value(expr)) = options.get("table").map(|opt| &opt.given.form) {
        errors.at(
            expr,
            "the name of a table has no dot: its database schema is given apart",
            format!("write `#[schema(\"{schema}\")]` and `table = \"{table}\"`"),
        );
    }
}

fn id(entity: &Entity, options: &Options, errors: &mut Errors) {
    let Some(opt) = options.get("id") else { return };
    if entity.id.len() == 1 {
        errors.at(
            &opt.given.word,
            "a composite id has at least two fields",
            "for one field, call the field `id`",
        );
    }
    if entity.fields.iter().any(|field| field.name == "id") {
        errors.at(
            &opt.given.word,
            "the struct has a field `id`, which is the id",
            "leave out the field `id` or `id(...)`",
        );
    }
    for word in words(opt) {
        let name = syn::ext::IdentExt::unraw(&word).to_string();
        if entity.fields.iter().any(|field| field.name == name && field.optional) {
            errors.at(
                &word,
                format!("`{name}` may be NULL, and an id may not"),
                "leave `Option` out of its type",
            );
        }
    }
}

/// No two fields may have one column.
fn columns(entity: &Entity, fields: Syntax<'_>, errors: &mut Errors) {
    let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
    for field in entity.fields.iter().filter(|field| !field.skip) {
        let column = field.column.as_deref().unwrap_or(&field.name);
        let Some(other) = seen.insert(column, &field.name) else { continue };
        let message = format!("`{other}` and `{}` are both stored in the column `{column}`", field.name);
        at_field(
            fields,
            &field.name,
            message,
            "write `storage = \"...\"` with another name on one of them",
            errors,
        );
    }
}

fn indexes(entity: &Entity, options: &Options, errors: &mut Errors) {
    let mut seen = Vec::new();
    for (index, opt) in entity.indexes.iter().zip(options.all("index")) {
        let Some(name) = &index.name else { continue };
        if seen.contains(&name) {
            errors.at(
                &opt.given.word,
                format!("two indexes are named `{name}`"),
                "name one of them otherwise",
            );
        }
        seen.push(name);
    }
}

/// The fields that edges name as their foreign keys.
fn bound_fields(entity: &Entity, fields: Syntax<'_>, errors: &mut Errors) {
    let complete = entity.mixins.is_empty() && entity.kind == EntityKind::Entity;
    let names = Names { fields: &entity.fields, edges: &[], complete };
    for edge in &entity.edges {
        let Some(name) = &edge.field else { continue };
        let syntax = find(fields, &edge.name);
        let mut unused = Errors::default();
        let options = syntax.map(|field| Options::read(&field.attrs, super::spec::Place::Edge, &mut unused));
        let Some(options) = options else { continue };
        let Some(Form::Value(value)) = options.get("field").map(|opt| &opt.given.form) else { continue };
        let Some(field) = entity.fields.iter().find(|field| field.name == *name) else {
            names.check(name, syn::spanned::Spanned::span(value), "`field`", errors);
            continue;
        };
        if edge.required && field.optional {
            let message = format!("is at odds with `{name}`, which may be NULL");
            options.refuse(
                "required",
                &message,
                &format!("leave `required` out, or `Option` out of the type of `{name}`"),
                errors,
            );
        }
        if edge.immutable && !field.immutable {
            let message = format!("is at odds with `{name}`, which may be updated");
            options.refuse(
                "immutable",
                &message,
                &format!("add `immutable` to `{name}`, or leave it out here"),
                errors,
            );
        }
    }
}

fn at_field(fields: Syntax<'_>, name: &str, message: String, help: &str, errors: &mut Errors) {
    if let Some(ident) = find(fields, name).and_then(|field| field.ident.as_ref()) {
        errors.at(ident, message, help);
    }
}

fn find<'a>(fields: Syntax<'a>, name: &str) -> Option<&'a syn::Field> {
    let named = |field: &&syn::Field| {
        field.ident.as_ref().is_some_and(|ident| syn::ext::IdentExt::unraw(ident) == name)
    };
    fields?.iter().find(named)
}
