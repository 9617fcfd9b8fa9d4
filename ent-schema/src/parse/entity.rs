use syn::ext::IdentExt;
use syn::{DataStruct, DeriveInput, Fields};

use super::attribute::{Form, Item, items};
use super::errors::position;
use super::form::Opt;
use super::index::Names;
use super::options::{Options, mentions, refuse_schema, schema};
use super::parsed::{Claim, Parsed};
use super::spec::Place;
use super::types::{self, Shape};
use super::{Errors, edge, field, index};
use crate::{Declaration, Entity, EntityKind, MixinUse};

/// What was read so far of one struct.
struct Reader<'a> {
    file: &'a str,
    entity: Entity,
    claims: Vec<Claim>,
}

/// Reads a struct that derives `EntSchema`, `EntMixin` or `EntView`.
pub(super) fn read(
    kind: EntityKind,
    item: &DeriveInput,
    data: &DataStruct,
    file: &str,
    errors: &mut Errors,
) -> Option<Parsed> {
    let place = match kind {
        EntityKind::Entity => Place::Entity,
        EntityKind::Mixin => Place::Mixin,
        EntityKind::View => Place::View,
    };
    let fields = match &data.fields {
        Fields::Named(fields) => Some(&fields.named),
        // A mixin may have nothing but annotations.
        Fields::Unit if kind == EntityKind::Mixin => None,
        Fields::Unnamed(_) | Fields::Unit => {
            let message = format!("{} is a struct with named fields", place.noun());
            errors.at(&item.ident, message, "give each field a name: it is the name of the column");
            return None;
        }
    };
    let entity = Entity {
        name: item.ident.unraw().to_string(),
        kind,
        position: position(item.ident.span(), file),
        ..Entity::default()
    };
    let mut reader = Reader { file, entity, claims: Vec::new() };
    let options = Options::read(&item.attrs, place, errors);
    for opt in options.all("mixin") {
        reader.mixins(opt, errors);
    }
    for field in fields.into_iter().flatten() {
        reader.member(field, errors);
    }
    reader.options(item, &options, errors);
    super::struct_rules::check(&reader.entity, item, fields, &options, errors);
    Some(Parsed { declaration: Declaration::Entity(Box::new(reader.entity)), claims: reader.claims })
}

impl Reader<'_> {
    /// One field of the struct: a column, an edge or an embedded mixin.
    fn member(&mut self, syntax: &syn::Field, errors: &mut Errors) {
        let view = self.entity.kind == EntityKind::View;
        match types::shape(&syntax.ty) {
            Shape::Edge(..) if view => {
                errors.at(&syntax.ty, "a view has no edges", "write the column that holds the id instead");
            }
            Shape::Edge(cardinality, target) => {
                let edge = edge::read(syntax, cardinality, target, self.file, &mut self.claims, errors);
                self.entity.edges.extend(edge);
            }
            Shape::Value if mentions(&syntax.attrs, "mixin") => self.embedded(syntax, errors),
            Shape::Value => {
                let place = if view { Place::ViewField } else { Place::Field };
                if let Some(inner) = types::option(&syntax.ty)
                    && let Shape::Edge(..) = types::shape(inner)
                {
                    let help = "leave `Option` out: an edge need not be there unless it is `required`";
                    return errors.at(&syntax.ty, "an edge is never in an `Option`", help);
                }
                let field = field::read(syntax, place, self.file, &mut self.claims, errors);
                self.entity.fields.extend(field);
            }
        }
    }

    /// `mixin(A, path::B)` on the struct.
    fn mixins(&mut self, opt: &Opt, errors: &mut Errors) {
        let paths = match &opt.given.form {
            Form::List(tokens) => {
                let read = syn::punctuated::Punctuated::<syn::Path, syn::Token![,]>::parse_terminated;
                syn::parse::Parser::parse2(read, tokens.clone())
            }
            Form::Word | Form::Value(_) => {
                return opt.malformed("on a struct takes the mixins in parentheses", errors);
            }
        };
        match paths {
            Ok(paths) if paths.is_empty() => opt.malformed("names no mixin", errors),
            Ok(paths) => {
                for path in paths {
                    let ty = syn::Type::Path(syn::TypePath { attrs: Vec::new(), qself: None, path });
                    self.mixin(&ty, None, errors);
                }
            }
            Err(error) => errors.syntax(&error, opt.advice()),
        }
    }

    /// A field under `#[ent(mixin)]`.
    fn embedded(&mut self, syntax: &syn::Field, errors: &mut Errors) {
        let options = Options::read(&syntax.attrs, Place::Embedded, errors);
        let help = "put `#[schema(...)]` on the mixin or on the struct";
        refuse_schema(&syntax.attrs, "an embedded mixin", help, errors);
        if self.entity.kind == EntityKind::View {
            options.refuse("mixin", "is not for views", "write the columns of the view out", errors);
        }
        self.mixin(&syntax.ty, syntax.ident.as_ref(), errors);
    }

    fn mixin(&mut self, ty: &syn::Type, field: Option<&syn::Ident>, errors: &mut Errors) {
        let Some(name) = types::name(ty) else {
            return errors.at(ty, "a mixin is named by its type alone", "write `mixin(Audited)`");
        };
        if self.entity.mixins.iter().any(|known| known.name == name) {
            errors.at(ty, format!("the mixin `{name}` is used twice"), "leave one out");
        }
        if name == self.entity.name {
            errors.at(ty, format!("the mixin `{name}` contains itself"), "leave it out");
        }
        let span = match field {
            Some(ident) => ident.span(),
            None => syn::spanned::Spanned::span(ty),
        };
        self.claims.push(edge::declares(&format!("mixin `{name}`"), &name, ty));
        self.entity.mixins.push(MixinUse {
            name,
            field: field.map(|ident| ident.unraw().to_string()),
            after_fields: u32::try_from(self.entity.fields.len()).unwrap_or(u32::MAX),
            position: position(span, self.file),
        });
    }

    /// What the attributes of the struct say, once its fields are known.
    fn options(&mut self, item: &DeriveInput, options: &Options, errors: &mut Errors) {
        let entity = &mut self.entity;
        let complete = entity.mixins.is_empty() && entity.kind == EntityKind::Entity;
        let names = Names { fields: &entity.fields, edges: &entity.edges, complete };
        for opt in options.all("index") {
            entity.indexes.push(index::read(opt, &names, self.file, errors));
        }
        for (name, span) in options.get("id").map(|opt| opt.names(errors)).unwrap_or_default() {
            names.check(&name, span, "`id`", errors);
            entity.id.push(name);
        }
        entity.schema = schema(&item.attrs, errors).map(|(name, _)| name);
        entity.table = options.string("table", errors);
        entity.checks = options.all("check").flat_map(|opt| field::checks(opt, self.file, errors)).collect();
        entity.charset = options.string("charset", errors);
        entity.collation = options.per_dialect("collation", errors);
        entity.options = options.per_dialect("options", errors);
        entity.comment = options.string("comment", errors).or_else(|| super::doc::doc(&item.attrs));
        entity.comments = options.flag("comments", errors);
        entity.auto_increment = options.integer("auto_increment", errors);
        entity.skip = options.flag("skip", errors);
        entity.renamed_from = options.string("renamed_from", errors);
        entity.drops = options.strings("drops", errors);
        entity.view = options.per_dialect("sql", errors);
        entity.materialized = options.flag("materialized", errors);
    }
}

/// The words of a list option, for rules that point at one of them.
pub(super) fn words(opt: &Opt) -> Vec<syn::Ident> {
    let Form::List(tokens) = &opt.given.form else { return Vec::new() };
    let list = items(tokens.clone(), &mut Errors::default());
    list.into_iter()
        .filter_map(|item| match item {
            Item::Word(given) => Some(given.word),
            Item::Literal(_) => None,
        })
        .collect()
}
