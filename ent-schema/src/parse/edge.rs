use syn::ext::IdentExt;

use super::attribute::{Form, Given, Item, items};
use super::errors::position;
use super::form::Opt;
use super::options::{Options, schema};
use super::parsed::Claim;
use super::spec::Place;
use super::{Errors, types};
use crate::{Action, Cardinality, Edge, EdgeStorage};

/// Reads a `One<T>` or `Many<T>`.
pub(super) fn read(
    syntax: &syn::Field,
    cardinality: Cardinality,
    target: Option<&syn::Type>,
    file: &str,
    claims: &mut Vec<Claim>,
    errors: &mut Errors,
) -> Option<Edge> {
    let ident = syntax.ident.as_ref()?;
    let name = ident.unraw().to_string();
    let options = Options::read(&syntax.attrs, Place::Edge, errors);
    let schema = schema(&syntax.attrs, errors);
    let target_name = target.and_then(types::name);
    match (target, &target_name) {
        (Some(ty), Some(target)) => claims.push(declares(&format!("edge `{name}`"), target, ty)),
        _ => errors.at(&syntax.ty, "an edge names one entity", "write `One<User>` or `Many<User>`"),
    }
    let through = options.get("through").and_then(|opt| opt.path(errors)).map(|path| {
        let ty = syn::Type::Path(syn::TypePath { attrs: Vec::new(), qself: path.qself, path: path.path });
        let name = types::name(&ty).unwrap_or_default();
        claims.push(declares("option `through`", &name, &ty));
        name
    });
    let edge = Edge {
        target: target_name.unwrap_or_default(),
        cardinality,
        from: options.get("from").and_then(|opt| opt.name(errors)),
        field: options.get("field").and_then(|opt| opt.name(errors)),
        through,
        required: options.flag("required", errors),
        unique: options.flag("unique", errors),
        immutable: options.flag("immutable", errors),
        comment: options.string("comment", errors).or_else(|| super::doc::doc(&syntax.attrs)),
        storage: options.get("storage").map(|opt| storage(opt, cardinality, errors)).unwrap_or_default(),
        symbols: symbols(&options, cardinality, errors),
        on_delete: options.get("on_delete").and_then(|opt| action(opt, errors)),
        on_update: options.get("on_update").and_then(|opt| action(opt, errors)),
        schema: schema.as_ref().map(|(name, _)| name.clone()),
        renamed_from: options.string("renamed_from", errors),
        drops: options.strings("drops", errors),
        backfill: options.per_dialect("backfill", errors),
        position: position(ident.span(), file),
        name,
    };
    match cardinality {
        Cardinality::One => {
            options.refuse(
                "through",
                "names a join entity, and `One<T>` has no join table",
                "write `Many<T>`, or leave `through` out",
                errors,
            );
            if let Some((_, attribute)) = &schema {
                errors.at(
                    &attribute.meta,
                    "`One<T>` has no join table to place",
                    "put `#[schema(...)]` on the struct",
                );
            }
        }
        Cardinality::Many => {
            options.refuse(
                "field",
                "names the foreign key, which `Many<T>` never holds",
                "write it on the `One<T>` at the other end",
                errors,
            );
        }
    }
    if edge.renamed_from.as_deref() == Some(edge.name.as_str()) {
        options.refuse(
            "renamed_from",
            "is the name that the edge has",
            "name what it was called before, or leave it out",
            errors,
        );
    }
    if edge.from.is_some() {
        for name in ["storage", "symbol", "symbols"] {
            options.refuse(
                name,
                "belongs on the end that declares the relation",
                "move it to the edge that `from` names",
                errors,
            );
        }
    }
    if edge.field.is_some() && edge.storage.column.is_some() {
        options.refuse(
            "storage",
            "names the column, and so does `field`",
            "write `storage = \"...\"` on the field instead",
            errors,
        );
    }
    if edge.through.is_some() {
        options.refuse(
            "storage",
            "names a join table, and so does `through`",
            "write `table = \"...\"` on the join entity",
            errors,
        );
        for name in ["symbol", "symbols", "on_delete", "on_update"] {
            options.refuse(name, "belongs on the edges of the join entity", "move it to them", errors);
        }
        if let Some((_, attribute)) = &schema {
            errors.at(
                &attribute.meta,
                "the join table is that of the join entity",
                "put `#[schema(...)]` on the join entity",
            );
        }
    }
    Some(edge)
}

/// That `ty` is the entity or mixin called `name`.
pub(super) fn declares(place: &str, name: &str, ty: &syn::Type) -> Claim {
    Claim::Declares { place: place.to_owned(), name: name.to_owned(), ty: ty.clone() }
}

fn action(opt: &Opt, errors: &mut Errors) -> Option<Action> {
    let names = || Action::ALL.iter().map(|action| action.as_str());
    let word = match &opt.given.form {
        Form::Value(expr) => super::form::single_word(expr),
        Form::Word | Form::List(_) => None,
    };
    let action = word.as_deref().and_then(Action::from_text);
    if action.is_none() {
        let help = match word.and_then(|word| super::nearest::nearest(&word, names())) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("the actions are {}", names().collect::<Vec<_>>().join(", ")),
        };
        let message = format!("`{}` takes the word for an action", opt.given.name);
        match &opt.given.form {
            Form::Value(expr) => errors.at(expr, message, help),
            Form::Word | Form::List(_) => errors.at(&opt.given.word, message, help),
        }
    }
    action
}

fn symbols(options: &Options, cardinality: Cardinality, errors: &mut Errors) -> Vec<String> {
    let Some(opt) = options.get("symbols") else {
        return options.get("symbol").and_then(|opt| opt.name(errors)).into_iter().collect();
    };
    options.refuse(
        "symbol",
        "and `symbols` both name the foreign keys",
        "keep `symbol` for one, `symbols` for those of a join table",
        errors,
    );
    let names: Vec<_> = opt.names(errors).into_iter().map(|(name, _)| name).collect();
    if cardinality == Cardinality::One || names.len() != 2 {
        opt.malformed("names the two foreign keys of a join table", errors);
    }
    names
}

/// `storage(column = "..")` or `storage(table = "..", columns(a, b))`.
fn storage(opt: &Opt, cardinality: Cardinality, errors: &mut Errors) -> EdgeStorage {
    const HELP: &str = "write `storage(column = \"owner_id\")`, or for a join table `storage(table = \"group_users\", columns(group_id, user_id))`";
    let mut storage = EdgeStorage::default();
    let Form::List(tokens) = &opt.given.form else {
        errors.at(&opt.given.word, "`storage` of an edge says what it names", HELP);
        return storage;
    };
    let list = items(tokens.clone(), errors);
    if list.is_empty() {
        errors.at(&opt.given.word, "`storage` names nothing", HELP);
    }
    let mut seen: Vec<String> = Vec::new();
    for item in list {
        let given = match item {
            Item::Word(given) => given,
            Item::Literal(literal) => {
                errors.at(&literal, "`storage` of an edge says what it names", HELP);
                continue;
            }
        };
        if seen.contains(&given.name) {
            errors.at(&given.word, format!("`{}` is given twice", given.name), "leave one out");
            continue;
        }
        seen.push(given.name.clone());
        let (word, name) = (given.word.clone(), given.name.clone());
        let inner = Opt { given: Given { ..given }, spec: opt.spec };
        match name.as_str() {
            "column" => storage.column = inner.name(errors),
            "table" => storage.table = inner.name(errors),
            "columns" => {
                storage.columns = inner.names(errors).into_iter().map(|(name, _)| name).collect();
                if storage.columns.len() != 2 {
                    errors.at(&word, "a join table has two columns", HELP);
                }
            }
            _ => errors.at(&word, format!("`{name}` is nothing that `storage` names"), HELP),
        }
        if cardinality == Cardinality::One && name != "column" {
            errors.at(
                &word,
                format!("`{name}` is of a join table, and `One<T>` has none"),
                "write `storage(column = \"owner_id\")`",
            );
        }
    }
    if storage.column.is_some() && (storage.table.is_some() || !storage.columns.is_empty()) {
        errors.at(&opt.given.word, "a relation is stored in a column or in a join table, not in both", HELP);
    }
    storage
}
