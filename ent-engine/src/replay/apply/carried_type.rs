//! Types that are carried: domains, composite types, ranges.

use super::super::{AlterTable, Name, Problem, State, Texts, TypeChange};
use super::object::home_in;
use super::{attribute_comment, types};
use crate::dialect::Dialect;
use crate::model::{Expr, Object, ObjectKind, Origin, OtherKind, TableRef};

/// Sets the comment of a carried type.
pub(super) fn comment(state: &mut State, name: &Name, text: Option<String>) -> Result<(), Problem> {
    let Some(schema) = find(state, name) else { return Err(Problem::missing("type", name)) };
    let objects = state.schema_mut(&schema)?.objects.iter_mut();
    let mut types = objects.filter(|object| object.kind.is_type() && object.name == name.name);
    if let Some(object) = types.next() {
        object.comment = text;
    }
    Ok(())
}

/// The schema of a carried type.
pub(super) fn find(state: &State, name: &Name) -> Option<String> {
    let is = |object: &Object| object.kind.is_type() && object.name == name.name;
    state.resolve(name, |schema| schema.objects.iter().any(is).then_some(())).map(|(schema, ())| schema)
}

/// Whether an object is the comment on a constraint of a domain, or on an attribute of a composite type.
pub(super) fn is_comment_of(object: &Object, ty: &str) -> bool {
    is_on_constraint(object, ty) || attribute_comment::is_of(object, ty)
}

fn is_on_constraint(object: &Object, domain: &str) -> bool {
    object.other() == Some(OtherKind::ConstraintComment) && object.table.as_deref() == Some(domain)
}

/// What makes a range type that has got another name or schema: the functions that make its values, and the type of
/// several of its ranges, stay as they were. Nothing but the same change makes such.
fn moved_range(dialect: &dyn Dialect, schema: &str, object: &Object, clause: &str) -> String {
    format!("{};\nALTER TYPE {} {clause}", object.text, dialect.qualified(schema, &object.name))
}

/// Applies an `ALTER TYPE` or `ALTER DOMAIN` to a carried type.
pub(super) fn alter(
    dialect: &dyn Dialect,
    state: &mut State,
    name: &Name,
    change: TypeChange,
) -> Result<(), Problem> {
    // Attributes are of relations: a domain of the name is passed by.
    let attributes = matches!(change, TypeChange::Attributes(_));
    let is = |object: &Object| {
        object.name == name.name
            && if attributes { object.kind == ObjectKind::Composite } else { object.kind.is_type() }
    };
    let found = state.resolve(name, |schema| schema.objects.iter().position(is));
    let Some((schema, at)) = found else { return Err(Problem::missing("type", name)) };
    let place = (schema.as_str(), at);
    match change {
        TypeChange::Rename(next) => rename(dialect, state, place, &name.name, &next),
        TypeChange::SetSchema(next) => set_schema(dialect, state, place, &name.name, &next),
        TypeChange::Attributes(clause) => {
            for table in types::tables_of(dialect, state, (&schema, &name.name)) {
                let actions = dialect.attribute_actions(&clause)?;
                let schema = Some(state.written_schema(&table.schema).to_owned());
                let name = Name { schema, name: table.table };
                let alter = AlterTable { name, if_exists: false, only: false, actions };
                super::alter::alter(dialect, state, alter)?;
            }
            // What went with a column of theirs may have stood before it.
            let at = state.realm.schema(&schema).and_then(|found| found.objects.iter().position(is));
            at.map_or(Ok(()), |at| change_by(dialect, state, (&schema, at), name, &clause))?;
            let ty = TableRef::new(&schema, &name.name);
            attribute_comment::follow(dialect, state, &ty, dialect.attribute_actions(&clause)?)
        }
        TypeChange::Carried(clause) => change_by(dialect, state, place, name, &clause),
        TypeChange::CommentConstraint(constraint, text) => {
            comment_constraint(dialect, state, (&schema, &name.name), &constraint, text)
        }
        TypeChange::AddValue { .. } | TypeChange::RenameValue(..) => {
            Err(Problem::Refused(format!("`{name}` is not an enum type")))
        }
    }
}

/// Gives the type at a place, a schema and where it is in that, another name.
fn rename(
    dialect: &dyn Dialect,
    state: &mut State,
    (schema, at): (&str, usize),
    name: &str,
    next: &str,
) -> Result<(), Problem> {
    let texts = Texts::new(dialect);
    let home = state.written_schema(schema).to_owned();
    let objects = state.schema_mut(schema)?.objects;
    if let Some(object) = objects.get_mut(at) {
        object.text = match object.kind {
            ObjectKind::Range => {
                moved_range(dialect, &home, object, &format!("RENAME TO {}", texts.written(next)))
            }
            _ => texts.rename_object(&object.text, name, next),
        };
        next.clone_into(&mut object.name);
    }
    for object in objects.iter_mut() {
        if is_on_constraint(object, name) {
            object.text = texts.rename_object(&object.text, name, next);
            object.table = Some(next.to_owned());
        } else if attribute_comment::is_of(object, name) {
            attribute_comment::retell(dialect, object, &TableRef::new(schema, next));
        }
    }
    types::refer_to(dialect, state, (schema, name), (schema, next));
    Ok(())
}

/// Puts the type at a place in another schema.
fn set_schema(
    dialect: &dyn Dialect,
    state: &mut State,
    (schema, at): (&str, usize),
    name: &str,
    next: &str,
) -> Result<(), Problem> {
    let texts = Texts::new(dialect);
    let next = state.schema_name(next);
    state.schema_mut(&next)?;
    let home = state.written_schema(schema).to_owned();
    let mut object = state.schema_mut(schema)?.objects.remove(at);
    object.text = match object.kind {
        ObjectKind::Range => {
            let clause = format!("SET SCHEMA {}", texts.written(state.written_schema(&next)));
            moved_range(dialect, &home, &object, &clause)
        }
        _ => texts.qualify_object(&object.text, name, home_in(state, &object, &next)),
    };
    let objects = state.schema_mut(schema)?.objects;
    let (comments, others) =
        std::mem::take(objects).into_iter().partition::<Vec<_>, _>(|object| is_comment_of(object, name));
    *objects = others;
    let qualified = |mut object: Object| {
        if attribute_comment::is_of(&object, name) {
            attribute_comment::retell(dialect, &mut object, &TableRef::new(&next, name));
        } else {
            object.text = texts.qualify_object(&object.text, name, home_in(state, &object, &next));
        }
        object
    };
    let moved: Vec<_> = comments.into_iter().map(qualified).collect();
    let objects = state.schema_mut(&next)?.objects;
    objects.push(object);
    objects.extend(moved);
    types::refer_to(dialect, state, (schema, name), (&next, name));
    Ok(())
}

/// Changes the type at a place by the clause that follows its name in an ALTER.
fn change_by(
    dialect: &dyn Dialect,
    state: &mut State,
    (schema, at): (&str, usize),
    name: &Name,
    clause: &str,
) -> Result<(), Problem> {
    let Some(mut object) = state.schema_mut(schema)?.objects.get(at).cloned() else { return Ok(()) };
    if object.kind == ObjectKind::Domain && clause.to_ascii_uppercase().contains("DEFAULT") {
        keep_defaults(dialect, state, (schema, &name.name));
    }
    let clause = state.with_types_settled(Texts::new(dialect), clause, &object.origin);
    dialect.alter_carried_type(state, schema, &mut object, &clause)?;
    if let Some(slot) = state.schema_mut(schema)?.objects.get_mut(at) {
        *slot = object;
    }
    Ok(())
}

/// Lets the domains that are over one keep that they have no default, when that one gets another.
fn keep_defaults(dialect: &dyn Dialect, state: &mut State, domain: (&str, &str)) {
    let homes: Vec<String> = state.realm.schemas.iter().map(|schema| schema.name.clone()).collect();
    for home in homes {
        let Some(schema) = state.realm.schema(&home) else { continue };
        let is_over = |(_, other): &(usize, &Object)| {
            other.kind == ObjectKind::Domain
                && (home.as_str(), other.name.as_str()) != domain
                && types::names_type(dialect, state, &other.origin, &other.text, domain)
        };
        let others = schema.objects.iter().enumerate().filter(is_over);
        let texts: Vec<(usize, String)> =
            others.filter_map(|(at, other)| Some((at, dialect.without_default(other)?))).collect();
        let Ok(schema) = state.schema_mut(&home) else { continue };
        for (at, text) in texts {
            if let Some(object) = schema.objects.get_mut(at) {
                object.text = text;
            }
        }
    }
}

/// Sets the comment on a constraint of a domain, or takes it.
fn comment_constraint(
    dialect: &dyn Dialect,
    state: &mut State,
    (schema, domain): (&str, &str),
    constraint: &str,
    text: Option<String>,
) -> Result<(), Problem> {
    let object = Object {
        kind: ObjectKind::Other,
        name: OtherKind::ConstraintComment.name(constraint),
        table: Some(domain.to_owned()),
        text: format!(
            "COMMENT ON CONSTRAINT {} ON DOMAIN {} IS {}",
            dialect.quote(constraint),
            dialect.qualified(schema, domain),
            Expr::string(text.as_deref().unwrap_or_default())
        ),
        comment: None,
        origin: Origin::default(),
    };
    let objects = state.schema_mut(schema)?.objects;
    objects.retain(|other| !(other.name == object.name && other.table == object.table));
    objects.extend(text.map(|_| object));
    Ok(())
}
