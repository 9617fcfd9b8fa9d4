use super::super::{CreateObject, DropObject, Problem, State};
use super::attribute_comment;
use crate::dialect::Dialect;
use crate::model::{Object, ObjectKind, Origin, OriginParts, OtherKind, TableRef};

/// Whether the text of an object that is no routine names types.
pub(super) fn names_types(kind: ObjectKind, name: &str) -> bool {
    use OtherKind::{Cast, Operator, OperatorClass, OperatorFamily};
    let other = || matches!(OtherKind::of(name), Some(Cast | Operator | OperatorClass | OperatorFamily));
    kind.is_type() || kind == ObjectKind::Other && other()
}

/// Whether objects of a kind live in no schema.
fn is_global(kind: ObjectKind) -> bool {
    matches!(kind, ObjectKind::Extension | ObjectKind::EventTrigger)
}

/// Whether an object of a kind and a name stands beside all schemas, though not all of its kind do.
fn is_free(dialect: &dyn Dialect, kind: ObjectKind, name: &str) -> bool {
    kind == ObjectKind::Other && OtherKind::of(name).is_some_and(|kind| dialect.lives_in_no_schema(kind))
}

/// Name of an object with its signature.
fn full_name(
    dialect: &dyn Dialect,
    state: &State,
    kind: ObjectKind,
    name: &str,
    signature: Option<&str>,
) -> String {
    let is_cast = kind == ObjectKind::Other && OtherKind::of(name) == Some(OtherKind::Cast);
    match signature {
        Some(signature) => {
            format!("{name}({})", state.settled_signature(super::super::Texts::new(dialect), signature))
        }
        None if is_cast => state.settled_signature(super::super::Texts::new(dialect), name),
        None => name.to_owned(),
    }
}

pub(super) fn create(dialect: &dyn Dialect, state: &mut State, create: CreateObject) -> Result<(), Problem> {
    // A trigger of the session's own hides one of the file's.
    if create.temporary && create.kind != ObjectKind::Trigger {
        return Ok(());
    }
    let table = match &create.table {
        Some(table) => Some(
            state
                .find_table(table)
                .or_else(|| state.find_view(table))
                .ok_or_else(|| Problem::missing("table", table))?,
        ),
        None => None,
    };
    if table.as_ref().is_some_and(|table| table.schema == super::super::TEMPORARY) {
        return Ok(());
    }
    let text = match &table {
        // Another table of the name may come first where names are looked for.
        Some(table) if dialect.naming().tracks_dependents && state.search_path().is_some() => {
            let schema = state.written_schema(&table.schema);
            let texts = super::super::Texts::new(dialect);
            let text = texts.qualify_table(&create.text, &table.table, schema);
            if OtherKind::of(&create.name.name) == Some(OtherKind::OfType) {
                state.with_types_settled(texts, &text, &Origin::default())
            } else {
                text
            }
        }
        _ if dialect.naming().tracks_dependents
            && (names_types(create.kind, &create.name.name) || create.signature.is_some()) =>
        {
            state.with_types_settled(super::super::Texts::new(dialect), &create.text, &Origin::default())
        }
        _ => create.text,
    };
    let mut object = Object {
        kind: create.kind,
        name: full_name(dialect, state, create.kind, &create.name.name, create.signature.as_deref()),
        table: table.as_ref().map(|table| table.table.clone()),
        text,
        comment: None,
        origin: Origin::from(OriginParts {
            sql_mode: state.session.sql_mode.clone(),
            search_path: state.search_path(),
            ..OriginParts::default()
        }),
    };
    let objects = if is_global(create.kind) {
        dialect.finish_object(state, "", &mut object);
        state.realm.objects_mut()
    } else {
        let schema = match &table {
            Some(_) if create.temporary => super::super::TEMPORARY.to_owned(),
            Some(table) => table.schema.clone(),
            None if is_free(dialect, create.kind, &create.name.name) => {
                state.schema_name(dialect.naming().own_schema)
            }
            None => state.creation_schema(&create.name, create.temporary)?,
        };
        if create.kind.is_type() && !object.is_shell() {
            object.comment = take_shell(state, &schema, &create.name.name)?.and_then(|shell| shell.comment);
        }
        if create.kind.is_type()
            && let Some(kind) = dialect.type_taken(state, &schema, &create.name.name)
        {
            return Err(Problem::exists(kind, &create.name));
        }
        dialect.finish_object(state, &schema, &mut object);
        state.schema_mut(&schema)?.objects
    };
    let specifies =
        |other: &Object| other.kind == ObjectKind::Package && other.name.eq_ignore_ascii_case(&object.name);
    if object.kind == ObjectKind::PackageBody && !objects.iter().any(specifies) {
        return Err(Problem::missing("package", &create.name));
    }
    let same = |other: &Object| {
        kinds_clash(other.kind, object.kind)
            && other.name == object.name
            && (other.table == object.table || dialect.naming().tables_share_triggers)
    };
    match objects.iter_mut().find(|other| same(other)) {
        Some(other) if create.or_replace => {
            let comment = other.comment.take();
            *other = Object { comment, ..object };
        }
        Some(_) if create.if_not_exists => {}
        Some(_) => return Err(Problem::exists(word(object.kind), object.name)),
        None => objects.push(object),
    }
    Ok(())
}

/// Takes the shell away that keeps the name of a type which is made now.
pub(super) fn take_shell(state: &mut State, schema: &str, name: &str) -> Result<Option<Object>, Problem> {
    let objects = state.schema_mut(schema)?.objects;
    let at = objects.iter().position(|object| object.name == name && object.is_shell());
    Ok(at.map(|at| objects.remove(at)))
}

/// Whether two kinds share their names.
fn kinds_clash(a: ObjectKind, b: ObjectKind) -> bool {
    let routine = |kind| matches!(kind, ObjectKind::Function | ObjectKind::Aggregate);
    a == b || routine(a) && routine(b)
}

/// The word for a kind.
fn word(kind: ObjectKind) -> &'static str {
    match kind {
        ObjectKind::Extension => "extension",
        ObjectKind::Domain => "domain",
        ObjectKind::Composite | ObjectKind::Range | ObjectKind::Base => "type",
        ObjectKind::Function => "function",
        ObjectKind::Procedure => "procedure",
        ObjectKind::Aggregate => "aggregate",
        ObjectKind::Package => "package",
        ObjectKind::PackageBody => "package body",
        ObjectKind::Trigger => "trigger",
        ObjectKind::EventTrigger => "event trigger",
        ObjectKind::Event => "event",
        ObjectKind::Rule => "rule",
        ObjectKind::Policy => "policy",
        _ => "object",
    }
}

/// Where an object is: its schema, none for one that lives in none, and its place there.
fn find(
    dialect: &dyn Dialect,
    state: &State,
    object: &DropObject,
) -> Result<Option<(Option<String>, usize)>, Problem> {
    let full = full_name(dialect, state, object.kind, &object.name.name, object.signature.as_deref());
    let named = |other: &Object| {
        let base = other.name.split('(').next().unwrap_or_default();
        match &object.signature {
            Some(_) => other.name == full,
            None => base == object.name.name || other.name == full,
        }
    };
    let table = object.table.as_ref().map(|table| {
        state
            .find_table(table)
            .or_else(|| state.find_view(table))
            .unwrap_or_else(|| TableRef::new("", table.name.clone()))
    });
    let same = |other: &Object| {
        (kinds_clash(other.kind, object.kind) || object.any_routine && other.kind == ObjectKind::Procedure)
            && named(other)
            && table.as_ref().is_none_or(|table| other.table.as_ref() == Some(&table.table))
    };
    if is_global(object.kind) {
        return Ok(state.realm.objects.iter().position(same).map(|at| (None, at)));
    }
    if object.signature.is_none() {
        let count = |objects: &[Object]| objects.iter().filter(|other| same(other)).count();
        let many =
            state.resolve(&object.name, |schema| Some(count(&schema.objects)).filter(|count| *count > 0));
        if many.is_some_and(|(_, count)| count > 1) {
            return Err(Problem::Refused(format!(
                "{} name `{}` is not unique",
                word(object.kind),
                object.name
            )));
        }
    }
    let own = || state.schema_name(dialect.naming().own_schema);
    let free = object.name.schema.is_none() && is_free(dialect, object.kind, &object.name.name);
    let by_table = table.as_ref().map(|table| table.schema.clone()).or_else(|| free.then(own));
    let found = match by_table {
        Some(schema) => state
            .realm
            .schema(&schema)
            .and_then(|found| found.objects.iter().position(same))
            .map(|at| (schema, at)),
        None => state.resolve(&object.name, |schema| schema.objects.iter().position(same)),
    };
    Ok(found.map(|(schema, at)| (Some(schema), at)))
}

/// A name under which an object is carried with its kind (`statistics s`), in two: the kind and the name itself.
fn split_kind(kind: ObjectKind, name: &str) -> (&str, &str) {
    let space = name.rfind(' ').filter(|_| kind == ObjectKind::Other).map_or(0, |at| at + 1);
    name.split_at(space)
}

fn objects<'s>(state: &'s mut State, schema: Option<&str>) -> Result<&'s mut Vec<Object>, Problem> {
    match schema {
        Some(schema) => Ok(state.schema_mut(schema)?.objects),
        None => Ok(state.realm.objects_mut()),
    }
}

pub(super) fn drop(dialect: &dyn Dialect, state: &mut State, object: &DropObject) -> Result<(), Problem> {
    match find(dialect, state, object)? {
        Some((schema, at)) => {
            let gone = objects(state, schema.as_deref())?.remove(at);
            if let Some((schema, name)) = schema.as_deref().zip(gone.own_name(OtherKind::ForeignTable)) {
                attribute_comment::follow_table(dialect, state, &TableRef::new(schema, name), None)?;
            }
            dialect.dropped_object(state, schema.as_deref(), &gone, object.cascade)
        }
        None if object.if_exists => Ok(()),
        None => Err(Problem::missing(word(object.kind), &object.name)),
    }
}

pub(super) fn rename(
    dialect: &dyn Dialect,
    state: &mut State,
    object: &DropObject,
    next: String,
) -> Result<(), Problem> {
    let Some((schema, at)) = find(dialect, state, object)? else {
        return if object.if_exists {
            Ok(())
        } else {
            Err(Problem::missing(word(object.kind), &object.name))
        };
    };
    let texts = super::super::Texts::new(dialect);
    if let Some(found) = objects(state, schema.as_deref())?.get_mut(at) {
        let signature = found.name.find('(').map(|at| found.name[at..].to_owned()).unwrap_or_default();
        let (kind, bare) = split_kind(found.kind, &object.name.name);
        found.text = texts.rename_object(&found.text, bare, &next);
        found.name = format!("{kind}{next}{signature}");
        let (found, previous) = (found.clone(), bare.to_owned());
        if let Some(schema) = schema.as_deref() {
            return renamed(dialect, state, &found, (schema, &previous), (schema, &next));
        }
    }
    Ok(())
}

pub(super) fn set_schema(
    dialect: &dyn Dialect,
    state: &mut State,
    object: &DropObject,
    next: &str,
) -> Result<(), Problem> {
    let next = state.schema_name(next);
    let found = find(dialect, state, object)?;
    if let Some((None, _)) = &found {
        state.schema_mut(&next)?;
        return dialect.moved_extension(state, &object.name.name, &next);
    }
    let Some((Some(schema), at)) = found else {
        return if object.if_exists || is_global(object.kind) {
            Ok(())
        } else {
            Err(Problem::missing(word(object.kind), &object.name))
        };
    };
    state.schema_mut(&next)?;
    let mut moved = objects(state, Some(&schema))?.remove(at);
    let bare = split_kind(moved.kind, &object.name.name).1;
    let home = home_in(state, &moved, &next);
    moved.text = super::super::Texts::new(dialect).qualify_object(&moved.text, bare, home);
    objects(state, Some(&next))?.push(moved.clone());
    renamed(dialect, state, &moved, (&schema, bare), (&next, bare))
}

/// Follows up that an object has got another name, or has gone to another schema: each a schema and its own name.
fn renamed(
    dialect: &dyn Dialect,
    state: &mut State,
    object: &Object,
    previous: (&str, &str),
    next: (&str, &str),
) -> Result<(), Problem> {
    if object.name.contains('(') {
        return dialect.renamed_routine(state, object.kind, previous, next);
    }
    if object.as_collation().is_some() {
        dialect.renamed_collation(state, previous, next);
    }
    if object.other() == Some(OtherKind::ForeignTable) {
        let [from, to] = [previous, next].map(|(schema, name)| TableRef::new(schema, name));
        attribute_comment::follow_table(dialect, state, &from, Some(&to))?;
    }
    Ok(())
}

/// The schema of an object as its text has to say it: the connection's own goes without saying under the default path.
pub(super) fn home_in<'s>(state: &'s State, object: &Object, schema: &'s str) -> &'s str {
    if object.origin.search_path.is_some() { state.written_schema(schema) } else { schema }
}

/// Keeps a statement that changes an object with the one that makes it.
pub(super) fn alter(
    dialect: &dyn Dialect,
    state: &mut State,
    object: &DropObject,
    text: &str,
) -> Result<(), Problem> {
    let texts = super::super::Texts::new(dialect);
    let names_types = dialect.naming().tracks_dependents && names_types(object.kind, &object.name.name);
    let settled = names_types.then(|| state.with_types_settled(texts, text, &Origin::default()));
    let text = settled.as_deref().unwrap_or(text);
    let Some((schema, at)) = find(dialect, state, object)? else {
        return if dialect.alter_inherited_object(state, object, text)? || object.if_exists {
            Ok(())
        } else {
            Err(Problem::missing(word(object.kind), &object.name))
        };
    };
    let mut text = text.to_owned();
    let is_routine =
        matches!(object.kind, ObjectKind::Function | ObjectKind::Procedure | ObjectKind::Aggregate);
    if is_routine && dialect.naming().tracks_dependents {
        let origin = objects(state, schema.as_deref())?.get(at).map(|found| found.origin.clone());
        let origin = origin.unwrap_or_default();
        text = state.with_types_settled(texts, &text, &origin);
        if let Some(home) = schema.as_deref().filter(|_| origin.search_path != state.search_path()) {
            text = texts.qualify_object(&text, &object.name.name, state.written_schema(home));
        }
    }
    if let Some(found) = objects(state, schema.as_deref())?.get_mut(at) {
        if object.any_routine {
            text = with_word(&text, word(found.kind));
        }
        found.text =
            dialect.altered_object(found, &text).unwrap_or_else(|| format!("{};\n{text}", found.text));
        let table = found.own_name(OtherKind::ForeignTable).map(str::to_owned);
        if let Some((schema, table)) = schema.zip(table) {
            return attribute_comment::altered_table(dialect, state, &TableRef::new(schema, table), &text);
        }
    }
    Ok(())
}

/// An `ALTER ROUTINE` with the word for what the routine is: by the other word the server finds more of the name.
fn with_word(text: &str, kind: &str) -> String {
    text.split_once(' ')
        .and_then(|(alter, rest)| Some((alter, rest.trim_start().get("ROUTINE".len()..)?)))
        .map_or_else(|| text.to_owned(), |(alter, rest)| format!("{alter} {}{rest}", kind.to_uppercase()))
}

pub(super) fn comment(
    dialect: &dyn Dialect,
    state: &mut State,
    object: &DropObject,
    text: Option<String>,
) -> Result<(), Problem> {
    let Some((schema, at)) = find(dialect, state, object)? else {
        // What every database has is not in the realm.
        if object.if_exists || object.kind == ObjectKind::Extension {
            return Ok(());
        }
        return Err(Problem::missing(word(object.kind), &object.name));
    };
    if let Some(object) = objects(state, schema.as_deref())?.get_mut(at) {
        object.comment = text;
    }
    Ok(())
}
