//! Fields of an entity or view: columns, types, defaults, and which of them are the id.

use ent_schema::{FieldType, Validator};

use super::catalog::Catalog;
use super::merge::Merged;
use super::nearest::suggest;
use super::{Problems, defaults, types};
use crate::graph::{Field, FieldSource, ValueType};

/// The fields of `merged`, those with an error left out.
pub(super) fn fields(catalog: &Catalog, merged: &Merged, problems: &mut Problems) -> Vec<Field> {
    let mut fields: Vec<Field> = Vec::with_capacity(merged.fields.len() + 1);
    for (source, decl) in &merged.fields {
        let Some(field) = resolve(catalog, &merged.entity.name, source, decl, problems) else { continue };
        match fields.iter().find(|known| known.name == field.name) {
            Some(known) => {
                let message = format!(
                    "`{}` has the field `{}` twice: as `{}` ({}) and as `{}`",
                    merged.entity.name,
                    field.name,
                    known.declared_as(&merged.entity.name),
                    known.decl.position,
                    field.declared_as(&merged.entity.name),
                );
                problems.add(&decl.position, message, "a field does not override another: take one away");
            }
            None => fields.push(field),
        }
    }
    fields
}

fn resolve(
    catalog: &Catalog,
    node: &str,
    source: &FieldSource,
    decl: &ent_schema::Field,
    problems: &mut Problems,
) -> Option<Field> {
    let column = decl.column.clone().unwrap_or_else(|| crate::naming::snake(&decl.name));
    let mut field = Field {
        name: decl.name.clone(),
        previous: decl.renamed_from.clone().filter(|previous| *previous != column),
        column,
        source: source.clone(),
        decl: decl.clone(),
        ..Field::default()
    };
    let subject = field.declared_as(node);
    field.ty = types::resolve(catalog, decl, &subject, problems)?;
    field.default = defaults::resolve(catalog, decl, &field.ty, &subject, problems);
    field.size = size(decl);
    check_options(&field, &subject, problems);
    Some(field)
}

fn size(decl: &ent_schema::Field) -> Option<i64> {
    decl.size.or_else(|| {
        decl.validators.iter().find_map(|rule| match rule {
            Validator::MaxLen(len) | Validator::MaxChars(len) => Some(i64::from(*len)),
            _ => None,
        })
    })
}

fn check_options(field: &Field, subject: &str, problems: &mut Problems) {
    let decl = &field.decl;
    let at = &decl.position;
    if decl.size.is_some_and(|size| size < 1) {
        problems.add(at, format!("the size of `{subject}` is less than 1"), "write the greatest length");
    }
    let sized =
        matches!(field.ty, ValueType::Scalar(FieldType::String | FieldType::Bytes | FieldType::Other));
    if decl.size.is_some() && !sized {
        problems.add(
            at,
            format!("`size` has no effect on `{subject}`, which is of type `{}`", decl.rust_type),
            "only texts and bytes have a size",
        );
    }
    if decl.unique && decl.default.is_some() {
        problems.add(
            at,
            format!("`{subject}` is unique and has a constant default, which only one row could take"),
            "use `default_fn` or `default_expr` for a value of each row's own",
        );
    }
    if decl.generated.is_some() && (decl.default.is_some() || !decl.default_expr.is_empty()) {
        problems.add(
            at,
            format!("`{subject}` is generated and has a default"),
            "a generated column has no default: take one of the two away",
        );
    }
    if decl.auto_increment == Some(true)
        && !field.ty.is_integer()
        && field.ty != ValueType::Scalar(FieldType::Other)
    {
        problems.add(
            at,
            format!("`{subject}` can't count up: `{}` is no integer", decl.rust_type),
            "take `auto_increment` away, or make the field an integer",
        );
    }
    if decl.native && !matches!(field.ty, ValueType::Enum { name: Some(_), .. }) {
        problems.add(
            at,
            format!("`native` has no effect on `{subject}`, which is no enum"),
            "only a Rust enum that derives `EntEnum` has a type of its own in the database",
        );
    }
}

/// Finds the id of an entity, adds the default one where there is none, and puts a single id first.
pub(super) fn id(merged: &Merged, fields: &mut Vec<Field>, problems: &mut Problems) -> Vec<String> {
    let id = if !merged.entity.id.is_empty() {
        composite(merged, fields, problems)
    } else if merged.fields.iter().any(|(_, field)| field.name == "id") {
        vec!["id".to_owned()]
    } else {
        fields.insert(0, implied(merged));
        vec!["id".to_owned()]
    };
    for name in &id {
        if let Some(field) = fields.iter().find(|field| field.name == *name) {
            check_id(field, &merged.entity.name, problems);
        }
    }
    if let [name] = id.as_slice()
        && let Some(at) = fields.iter().position(|field| field.name == *name)
    {
        let field = fields.remove(at);
        fields.insert(0, field);
    }
    check_counting(merged, &id, fields, problems);
    id
}

fn implied(merged: &Merged) -> Field {
    Field {
        name: "id".into(),
        column: "id".into(),
        ty: ValueType::Scalar(FieldType::Int64),
        decl: ent_schema::Field {
            name: "id".into(),
            ty: FieldType::Int64,
            rust_type: "i64".into(),
            position: merged.entity.position.clone(),
            ..ent_schema::Field::default()
        },
        ..Field::default()
    }
}

fn composite(merged: &Merged, fields: &[Field], problems: &mut Problems) -> Vec<String> {
    let entity = &merged.entity;
    let mut id: Vec<String> = Vec::new();
    for name in &entity.id {
        if !merged.fields.iter().any(|(_, field)| field.name == *name) {
            let message = format!("the id of `{}` names `{name}`, which is no field of it", entity.name);
            let help = suggest(name, "fields", fields.iter().map(|field| field.name.as_str()));
            let help = match merged.edges.iter().any(|(_, edge)| edge.name == *name) {
                true => format!(
                    "`{name}` is an edge: declare a field, bind the edge to it with `field = ..`, and name the field"
                ),
                false => help,
            };
            problems.add(&entity.position, message, help);
        } else if id.contains(name) {
            let message = format!("the id of `{}` names `{name}` twice", entity.name);
            problems.add(&entity.position, message, "take one away");
        } else {
            id.push(name.clone());
        }
    }
    if let Some(field) = fields.iter().find(|field| field.name == "id")
        && !id.iter().any(|name| name == "id")
    {
        let message =
            format!("`{}` has a field `id` and another id, `id({})`", entity.name, entity.id.join(", "));
        problems.add(&field.decl.position, message, "take one away, or rename the field");
    }
    id
}

fn check_id(field: &Field, node: &str, problems: &mut Problems) {
    let subject = field.declared_as(node);
    let at = &field.decl.position;
    if field.decl.optional {
        problems.add(
            at,
            format!("`{subject}` is an id and an `Option`"),
            "an id is never NULL: take the `Option` away",
        );
    }
    if field.decl.skip {
        problems.add(
            at,
            format!("`{subject}` is an id and `skip`"),
            "an id is always stored: take `skip` away",
        );
    }
    if field.decl.default.is_some() && !field.decl.unique {
        problems.add(
            at,
            format!("`{subject}` is an id and has a constant default, which only one row could take"),
            "use `default_fn` or `default_expr` for a value of each row's own",
        );
    }
}

/// Checks that first values are asked of something that counts up.
fn check_counting(merged: &Merged, id: &[String], fields: &[Field], problems: &mut Problems) {
    let counts = |field: &Field| match field.decl.auto_increment {
        Some(flag) => flag,
        None => field.ty.is_integer() && id.len() == 1 && id.contains(&field.name),
    };
    for field in fields.iter().filter(|field| field.decl.start.is_some() && !counts(field)) {
        problems.add(
            &field.decl.position,
            format!(
                "`start` has no effect on `{}`, which does not count up",
                field.declared_as(&merged.entity.name)
            ),
            "add `auto_increment`, or take `start` away",
        );
    }
    let counting_id = fields.iter().find(|field| id.contains(&field.name) && counts(field));
    match (merged.entity.auto_increment, counting_id) {
        (Some(_), None) if !fields.is_empty() => problems.add(
            &merged.entity.position,
            format!("`auto_increment` has no effect on `{}`, whose id does not count up", merged.entity.name),
            "only a single integer id counts up by itself",
        ),
        (Some(first), Some(field)) if field.decl.start.is_some_and(|start| start != first) => problems.add(
            &field.decl.position,
            format!("`{}` and its id name two first values", merged.entity.name),
            "take one of `auto_increment = ..` and `start = ..` away",
        ),
        _ => {}
    }
}
