//! What a field holds, once enums and newtypes are looked up.

use std::collections::BTreeSet;

use ent_schema::{Declaration, EnumDecl, Field, FieldType, Position};

use super::Problems;
use super::catalog::{Catalog, describe};
use super::nearest::suggest;
use crate::graph::ValueType;

/// The type of `field`; `subject` is what messages call it.
pub(super) fn resolve(
    catalog: &Catalog,
    field: &Field,
    subject: &str,
    problems: &mut Problems,
) -> Option<ValueType> {
    let mut ty = &field.ty;
    let mut through = BTreeSet::new();
    loop {
        match ty {
            FieldType::Named(name) => match catalog.get(name) {
                Some(Declaration::Enum(decl)) => {
                    let values = decl.variants.iter().map(|variant| variant.value.clone()).collect();
                    return Some(ValueType::Enum { name: Some(name.clone()), values });
                }
                Some(Declaration::Value(decl)) if through.insert(name) => ty = &decl.ty,
                Some(Declaration::Value(decl)) => {
                    problems.add(
                        &decl.position,
                        format!("newtype `{name}` wraps itself"),
                        "wrap a type that a column can hold",
                    );
                    return None;
                }
                Some(_) | None if !field.sql_type.is_empty() => {
                    return Some(ValueType::Scalar(FieldType::Other));
                }
                found => {
                    unknown(catalog, name, found, subject, &field.position, problems);
                    return None;
                }
            },
            FieldType::Values(values) => {
                check_values(values, subject, &field.position, problems);
                return Some(ValueType::Enum { name: None, values: values.clone() });
            }
            FieldType::Other if field.sql_type.is_empty() => {
                problems.add(
                    &field.position,
                    format!("`{subject}` has a type that no rule gives a column type for"),
                    "name the column type: #[ent(type = \"..\")]",
                );
                return None;
            }
            plain => return Some(ValueType::Scalar(plain.clone())),
        }
    }
}

fn unknown(
    catalog: &Catalog,
    name: &str,
    found: Option<&Declaration>,
    subject: &str,
    position: &Position,
    problems: &mut Problems,
) {
    let (message, help) = match found {
        Some(Declaration::Entity(entity)) => (
            format!(
                "`{subject}` is of type `{name}`, which is {}",
                describe(&Declaration::Entity(entity.clone()))
            ),
            match entity.kind {
                ent_schema::EntityKind::Mixin => "embed a mixin with #[ent(mixin)]".to_owned(),
                _ => format!("for a relation write `One<{name}>` or `Many<{name}>`"),
            },
        ),
        _ => {
            let names: Vec<&str> = catalog.value_names().collect();
            let near = if names.is_empty() {
                String::new()
            } else {
                format!("; {}", suggest(name, "known types", names))
            };
            (
                format!("`{subject}` is of type `{name}`, which is not known"),
                format!(
                    "derive `EntEnum` or `EntValue` on `{name}` in the schema folder, store it as JSON with \
                     #[ent(json)], or name the column type with #[ent(type = \"..\")]{near}"
                ),
            )
        }
    };
    problems.add(position, message, help);
}

/// Checks the stored values of an enum.
pub(super) fn check_enum(decl: &EnumDecl, problems: &mut Problems) {
    if decl.variants.is_empty() {
        problems.add(
            &decl.position,
            format!("enum `{}` has no variants", decl.name),
            "an enum column needs at least one value",
        );
    }
    let mut seen = BTreeSet::new();
    for variant in &decl.variants {
        let subject = format!("{}::{}", decl.name, variant.name);
        check_value(&variant.value, &subject, &mut seen, &variant.position, problems);
    }
}

fn check_values(values: &[String], subject: &str, position: &Position, problems: &mut Problems) {
    if values.is_empty() {
        problems.add(
            position,
            format!("`{subject}` lists no values"),
            "write them: #[ent(values(\"a\", \"b\"))]",
        );
    }
    let mut seen = BTreeSet::new();
    for value in values {
        check_value(value, subject, &mut seen, position, problems);
    }
}

fn check_value<'a>(
    value: &'a str,
    subject: &str,
    seen: &mut BTreeSet<&'a str>,
    position: &Position,
    problems: &mut Problems,
) {
    if value.is_empty() {
        let message = format!("a stored value of `{subject}` is empty");
        problems.add(position, message, "give it a text: it is what the column holds");
    } else if !seen.insert(value) {
        let message = format!("`{subject}` has the stored value \"{value}\" a second time");
        problems.add(position, message, "give each its own value");
    }
}
