use syn::ext::IdentExt;

use super::attribute::{Form, Item, items};
use super::errors::position;
use super::form::{Opt, dialects};
use super::options::{Options, refuse_schema};
use super::parsed::Claim;
use super::spec::Place;
use super::text::text;
use super::types::{self, Stored};
use super::{Errors, field_default, field_rules, value};
use crate::{Check, DialectName, Field, FieldType, Generated, PerDialect, Validator};

/// Reads a field that is a column.
pub(super) fn read(
    syntax: &syn::Field,
    place: Place,
    file: &str,
    claims: &mut Vec<Claim>,
    errors: &mut Errors,
) -> Option<Field> {
    let ident = syntax.ident.as_ref()?;
    let options = Options::read(&syntax.attrs, place, errors);
    refuse_schema(
        &syntax.attrs,
        "a field",
        "put `#[schema(...)]` on the struct, or on an edge for its join table",
        errors,
    );

    let inner = types::option(&syntax.ty);
    let ty = inner.unwrap_or(&syntax.ty);
    let sql_type = options.per_dialect("type", errors);
    let typed = options.has("type");
    let stored = stored(ty, &options, typed, errors);
    let known = stored.is_some();
    let mut field = Field {
        name: ident.unraw().to_string(),
        ty: stored.unwrap_or(FieldType::Other),
        rust_type: text(ty),
        optional: inner.is_some(),
        unique: options.flag("unique", errors),
        immutable: options.flag("immutable", errors),
        sensitive: options.flag("sensitive", errors),
        skip: options.flag("skip", errors),
        native: options.flag("native", errors),
        default: options.literal("default", errors),
        default_expr: options.per_dialect("default_expr", errors),
        validators: validators(&options, errors),
        column: options.string("storage", errors),
        size: options.integer("size", errors),
        sql_type,
        comment: options.string("comment", errors).or_else(|| super::doc::doc(&syntax.attrs)),
        collation: options.per_dialect("collation", errors),
        charset: options.string("charset", errors),
        checks: options.all("check").flat_map(|opt| checks(opt, file, errors)).collect(),
        generated: generated(&options, errors),
        auto_increment: options.get("auto_increment").and_then(|opt| auto_increment(opt, errors)),
        start: options.integer("start", errors),
        deprecated: options.get("deprecated").and_then(|opt| match &opt.given.form {
            Form::Word => Some(String::new()),
            Form::Value(_) | Form::List(_) => opt.string(errors),
        }),
        renamed_from: options.string("renamed_from", errors),
        drops: options.strings("drops", errors),
        backfill: options.per_dialect("backfill", errors),
        position: position(ident.span(), file),
        ..Field::default()
    };
    for (name, slot) in [("default_fn", &mut field.default_fn), ("update_fn", &mut field.update_fn)] {
        let Some(function) = options.get(name).and_then(|opt| opt.path(errors)) else { continue };
        *slot = Some(text(&function));
        claims.push(Claim::Returns { ty: ty.clone(), function });
    }
    if let Some(crate::Literal::Path(_)) = field.default {
        let value = options.get("default").and_then(|opt| opt.path(errors));
        claims.extend(value.map(|value| Claim::Holds { ty: ty.clone(), value }));
    }
    if known && !field.skip {
        field_default::check(&field, &options, errors);
        field_rules::check(&field, &syntax.ty, &options, errors);
        let by_name_alone = !options.has("json") && field.ty != FieldType::Other;
        let looked_up = matches!(field.ty, FieldType::Named(_));
        if by_name_alone && !(looked_up && typed) {
            claims.push(Claim::Stores {
                field: field.name.clone(),
                kind: value::kind(&field.ty),
                ty: ty.clone(),
            });
        }
    }
    Some(field)
}

/// What the field stores; `None` when that is an error, or of no account.
fn stored(ty: &syn::Type, options: &Options, typed: bool, errors: &mut Errors) -> Option<FieldType> {
    if options.flag("json", errors) {
        options.refuse("values", "has no meaning on a JSON column", "leave out `json` or `values`", errors);
        return Some(FieldType::Json);
    }
    let by_name = types::stored(ty);
    if let Some(opt) = options.get("values") {
        let values = opt.strings(errors);
        for value in super::options::repeated(values.iter().map(String::as_str)) {
            errors.at(&opt.given.word, format!("the value `{value}` is listed twice"), "leave one out");
        }
        if !matches!(by_name, Stored::As(FieldType::String)) {
            errors.at(
                &opt.given.word,
                "`values` limits text, and the field is not a `String`",
                "write `String` as the type, or derive `EntEnum` on the enum and leave `values` out",
            );
            return None;
        }
        return Some(FieldType::Values(values));
    }
    match by_name {
        Stored::As(ty) => Some(ty),
        Stored::Unknown { .. } if typed || options.has("skip") => Some(FieldType::Other),
        Stored::Unknown { problem, help } => {
            const OTHERWISE: &str = "`#[ent(json)]` stores any serde type as JSON; `#[ent(type(postgres = \"...\"))]` names the column type";
            let help = help.map_or_else(|| OTHERWISE.to_owned(), |help| format!("{help}; {OTHERWISE}"));
            errors.at(ty, problem, help);
            None
        }
    }
}

fn validators(options: &Options, errors: &mut Errors) -> Vec<Validator> {
    let mut validators = Vec::new();
    for opt in options.iter() {
        validators.extend(match opt.given.name.as_str() {
            "min" => opt.literal(errors).map(Validator::Min),
            "max" => opt.literal(errors).map(Validator::Max),
            "min_len" => opt.integer(errors).map(Validator::MinLen),
            "max_len" => opt.integer(errors).map(Validator::MaxLen),
            "min_chars" => opt.integer(errors).map(Validator::MinChars),
            "max_chars" => opt.integer(errors).map(Validator::MaxChars),
            "not_empty" => opt.flag(errors).then_some(Validator::NotEmpty),
            "matches" => opt.string(errors).map(Validator::Matches),
            "validate" => opt.path(errors).map(|path| Validator::Function(text(&path))),
            _ => None,
        });
    }
    validators
}

fn generated(options: &Options, errors: &mut Errors) -> Option<Generated> {
    let stored = options.flag("stored", errors);
    let Some(opt) = options.get("generated") else {
        options.refuse(
            "stored",
            "says how a generated column is kept",
            "add `generated = \"...\"`, or leave `stored` out",
            errors,
        );
        return None;
    };
    Some(Generated { expr: opt.per_dialect(errors), stored })
}

fn auto_increment(opt: &Opt, errors: &mut Errors) -> Option<bool> {
    match &opt.given.form {
        Form::Word => Some(true),
        Form::Value(expr) => match super::form::literal(expr) {
            Some(crate::Literal::Bool(flag)) => Some(flag),
            _ => {
                errors.at(
                    expr,
                    "`auto_increment` on a field is a flag",
                    "write `auto_increment` or `auto_increment = false`; the first value is `start = 1000`",
                );
                None
            }
        },
        Form::List(_) => {
            opt.malformed("is a flag", errors);
            None
        }
    }
}

/// `check = ".."`, `check("..")`, `check(name = "..")` or `check(postgres = "..")`.
pub(super) fn checks(opt: &Opt, file: &str, errors: &mut Errors) -> Vec<Check> {
    let place = position(opt.given.word.span(), file);
    let unnamed = |expr| Check { name: String::new(), expr, position: place.clone() };
    let Form::List(tokens) = &opt.given.form else {
        let expr = opt.per_dialect(errors);
        return if expr.is_empty() { Vec::new() } else { vec![unnamed(expr)] };
    };
    let list = items(tokens.clone(), errors);
    if list.is_empty() {
        opt.malformed("has no condition", errors);
    }
    let is_dialect =
        |item: &Item| matches!(item, Item::Word(given) if DialectName::from_text(&given.name).is_some());
    if !list.is_empty() && list.iter().all(is_dialect) {
        return vec![unnamed(dialects(list, errors))];
    }
    let mut checks: Vec<Check> = Vec::new();
    for item in list {
        match item {
            Item::Literal(syn::Lit::Str(expr)) if !expr.value().trim().is_empty() => {
                checks.push(unnamed(PerDialect::all(expr.value())));
            }
            Item::Literal(literal) => errors.at(&literal, "a check is a condition as SQL", opt.advice()),
            Item::Word(given) => {
                if checks.iter().any(|check| check.name == given.name) {
                    errors.at(
                        &given.word,
                        format!("two checks are named `{}`", given.name),
                        "name one of them otherwise",
                    );
                }
                let (position, name) = (position(given.word.span(), file), given.name.clone());
                let expr = Opt { given, spec: opt.spec }.per_dialect(errors);
                checks.push(Check { name, expr, position });
            }
        }
    }
    checks
}
