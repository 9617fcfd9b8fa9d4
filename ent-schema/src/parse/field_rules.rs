//! Which options of a field exclude each other, and which types each option fits.

use super::Errors;
use super::options::Options;
use crate::{Field, FieldType, Literal, Validator};

/// Options that can't stand together: the one reported, the other, why, and what to do.
const CONFLICTS: &[(&str, &str, &str, &str)] = &[
    (
        "default_expr",
        "default",
        "and `default` both give the column its default",
        "keep `default` for a constant or `default_expr` for SQL",
    ),
    (
        "default_fn",
        "default",
        "and `default` both fill the field in on create",
        "keep `default` for a constant or `default_fn` for a computed value",
    ),
    (
        "default",
        "unique",
        "is a constant, so a second row that takes it would break `unique`",
        "write `default_fn = path::to::function` or `default_expr = \"...\"`, or leave `unique` out",
    ),
    ("update_fn", "immutable", "changes a field that is `immutable`", "leave out `immutable` or `update_fn`"),
    (
        "default",
        "generated",
        "has no effect: the database computes the column",
        "leave out `generated` or `default`",
    ),
    (
        "default_expr",
        "generated",
        "has no effect: the database computes the column",
        "leave out `generated` or `default_expr`",
    ),
    (
        "default_fn",
        "generated",
        "has no effect: the database computes the column",
        "leave out `generated` or `default_fn`",
    ),
    (
        "update_fn",
        "generated",
        "has no effect: the database computes the column",
        "leave out `generated` or `update_fn`",
    ),
    (
        "backfill",
        "generated",
        "has no effect: the database computes the column",
        "leave out `generated` or `backfill`",
    ),
    (
        "auto_increment",
        "generated",
        "numbers rows, and `generated` computes the column",
        "leave out one of them",
    ),
    (
        "auto_increment",
        "default",
        "numbers rows, and `default` gives them all one number",
        "leave out one of them",
    ),
    (
        "auto_increment",
        "default_expr",
        "numbers rows, and `default_expr` does otherwise",
        "leave out one of them",
    ),
];

/// Reports what does not go together.
pub(super) fn check(field: &Field, ty: &syn::Type, options: &Options, errors: &mut Errors) {
    for (name, other, reason, help) in CONFLICTS {
        if options.has(other) && !(*name == "auto_increment" && field.auto_increment == Some(false)) {
            options.refuse(name, reason, help, errors);
        }
    }
    names(field, ty, options, errors);
    types(field, options, errors);
    bounds(field, options, errors);
    numbering(field, options, errors);
    if field.name == "id" {
        id(field, ty, options, errors);
    }
}

fn names(field: &Field, ty: &syn::Type, options: &Options, errors: &mut Errors) {
    let column = field.column.as_deref().unwrap_or(&field.name);
    if field.renamed_from.as_deref() == Some(column) {
        options.refuse(
            "renamed_from",
            "is the name that the column has",
            "name what it was called before, or leave it out",
            errors,
        );
    }
    if field.size.is_some_and(|size| size < 1) {
        options.refuse("size", "is less than 1", "write the greatest length, such as `size = 320`", errors);
    }
    if field.size.is_some() && field.sql_type.any.is_some() {
        options.refuse(
            "size",
            "has no effect beside `type`",
            "write the length into the type: `type = \"varchar(320)\"`",
            errors,
        );
    }
    if field.ty == FieldType::Decimal && field.sql_type.is_empty() && !options.has("type") {
        let help = "a decimal needs its precision: add `type = \"decimal(10,2)\"`";
        errors.at(ty, format!("the column type of `{}` is not given", field.name), help);
    }
}

/// What the options of a kind apply to.
fn types(field: &Field, options: &Options, errors: &mut Errors) {
    use FieldType::*;
    // What a newtype wraps is known to the graph alone, and `type(..)` may be any type.
    let open = matches!(field.ty, Named(_) | Other);
    let text = matches!(field.ty, String | Values(_)) || open;
    let sized = text || field.ty == Bytes;
    let number = field.ty.is_numeric() || open;
    let rules: [(&[&str], bool, &str, &str); 5] = [
        (
            &["size", "min_len", "max_len", "not_empty"],
            sized,
            "text or bytes",
            "`min` and `max` limit numbers",
        ),
        (&["min_chars", "max_chars", "matches"], text, "text", "`min` and `max` limit numbers"),
        (&["collation", "charset"], text, "text", "leave it out"),
        (&["min", "max"], number, "numbers", "`min_len` and `max_len` limit text and bytes"),
        (&["native"], open, "enums", "derive `EntEnum` on a Rust enum and use it as the type"),
    ];
    for (names, fits, what, help) in rules {
        for name in names.iter().filter(|_| !fits) {
            options.refuse(
                name,
                &format!("is for {what}, and the field is `{}`", field.rust_type),
                help,
                errors,
            );
        }
    }
}

fn bounds(field: &Field, options: &Options, errors: &mut Errors) {
    let mut least = None;
    let mut most = None;
    let mut lengths = [None; 4];
    for validator in &field.validators {
        match validator {
            Validator::Min(Literal::Number(number)) => least = number.parse::<f64>().ok(),
            Validator::Max(Literal::Number(number)) => most = number.parse::<f64>().ok(),
            Validator::Min(_) => options.refuse("min", "takes a number", "write `min = 0`", errors),
            Validator::Max(_) => options.refuse("max", "takes a number", "write `max = 150`", errors),
            Validator::MinLen(len) => lengths[0] = Some(*len),
            Validator::MaxLen(len) => lengths[1] = Some(*len),
            Validator::MinChars(len) => lengths[2] = Some(*len),
            Validator::MaxChars(len) => lengths[3] = Some(*len),
            Validator::NotEmpty | Validator::Matches(_) | Validator::Function(_) => {}
        }
    }
    let [min_len, max_len, min_chars, max_chars] = lengths;
    let above =
        |least: Option<u32>, most: Option<u32>| least.zip(most).is_some_and(|(least, most)| least > most);
    for (empty, name, bound) in [
        (least.zip(most).is_some_and(|(least, most)| least > most), "min", "max"),
        (above(min_len, max_len), "min_len", "max_len"),
        (above(min_chars, max_chars), "min_chars", "max_chars"),
    ] {
        if empty {
            let help = format!("write a `{name}` that is no greater than `{bound}`");
            options.refuse(
                name,
                &format!("is greater than `{bound}`, so no value is allowed"),
                &help,
                errors,
            );
        }
    }
}

fn numbering(field: &Field, options: &Options, errors: &mut Errors) {
    let integer = field.ty.is_integer() || matches!(field.ty, FieldType::Named(_) | FieldType::Other);
    for name in ["auto_increment", "start"] {
        let off = name == "auto_increment" && field.auto_increment == Some(false);
        if !integer && !off {
            let reason = format!("numbers rows, and the field is `{}`", field.rust_type);
            options.refuse(name, &reason, "use an integer type such as `i64`", errors);
        } else if field.optional {
            options.refuse(name, "numbers rows, and the field may be NULL", "leave `Option` out", errors);
        }
    }
    if field.auto_increment == Some(false) {
        options.refuse(
            "start",
            "is the first number, and `auto_increment = false` gives none",
            "leave out one of them",
            errors,
        );
    }
}

/// What holds for the id alone.
fn id(field: &Field, ty: &syn::Type, options: &Options, errors: &mut Errors) {
    if field.optional {
        errors.at(ty, "the id may not be NULL", "leave `Option` out");
    }
    if matches!(field.ty, FieldType::Json) {
        errors.at(ty, "the id may not be JSON", "use an integer, `Uuid` or `String`");
    }
    options.refuse(
        "sensitive",
        "hides the id, which stands in every reference",
        "leave `sensitive` out",
        errors,
    );
}
