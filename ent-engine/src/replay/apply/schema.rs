use super::super::{CreateSchema, Drop, Name, Problem, Session, State};
use super::{sequence, table, types, view};
use crate::dialect::Dialect;
use crate::model::{Collation, Expr, Object, ObjectKind, Origin, OtherKind, Schema, TableRef};
use crate::sql::{TokenKind, Tokens, identifier_value};

pub(super) fn create(state: &mut State, create: CreateSchema) -> Result<(), Problem> {
    let name = state.schema_name(&create.name.unwrap_or_default());
    if state.realm.schema(&name).is_some() {
        return if create.if_not_exists { Ok(()) } else { Err(Problem::exists("schema", name)) };
    }
    let schema = state.realm.schema_or_new(&name);
    *schema.charset = create.charset;
    *schema.collation = create.collation;
    *schema.comment = create.comment;
    Ok(())
}

/// Goes to another database, as long as nothing is in the one before: what follows is about one.
pub(super) fn connect(state: &mut State, database: String) -> Result<(), Problem> {
    let is_same = state.session.database.as_ref() == Some(&database);
    if !is_same
        && state.realm.schemas.iter().any(|schema| !schema.is_empty() || schema.name != state.connection)
    {
        return Err(Problem::Unknowable(format!("what follows is made in another database, `{database}`")));
    }
    state.session =
        Session { path: vec![state.connection.clone()], database: Some(database), ..Session::default() };
    Ok(())
}

pub(super) fn alter(dialect: &dyn Dialect, state: &mut State, alter: CreateSchema) -> Result<(), Problem> {
    let name = match &alter.name {
        Some(name) => state.schema_name(name),
        None => state.session.path.first().cloned().unwrap_or_default(),
    };
    let is_named = name != state.connection;
    if is_named && (alter.charset.is_some() || alter.collation.is_some()) {
        dialect.altering_schema(state, &name);
        // What a table was made with does not change with what its schema says.
        let schema = state.schema_mut(&name)?;
        let collation = schema.collation.clone();
        let usual = collation.is_none().then(|| "utf8mb4".to_owned());
        let charset = schema.charset.clone().or(usual);
        for (_, table) in state.tables_mut(|home, _| home == name) {
            let options = &mut table.options;
            if options.charset.is_none() && options.collation.is_none() {
                options.charset.clone_from(&charset);
                options.collation.clone_from(&collation);
            }
        }
    }
    let schema = state.schema_mut(&name)?;
    if alter.charset.is_some() || alter.collation.is_some() {
        // Each brings the other along.
        *schema.charset = alter.charset;
        *schema.collation = alter.collation;
    }
    *schema.comment = alter.comment.or(schema.comment.take());
    Ok(())
}

pub(super) fn rename(
    dialect: &dyn Dialect,
    state: &mut State,
    previous: &str,
    next: String,
) -> Result<(), Problem> {
    let (previous, next) = (state.schema_name(previous), state.schema_name(&next));
    if state.realm.schema(&next).is_some() {
        return Err(Problem::exists("schema", next));
    }
    let sequences: Vec<_> =
        state.schema_mut(&previous)?.sequences.iter().map(|sequence| sequence.name.clone()).collect();
    for sequence in sequences {
        dialect.renamed_sequence(state, (&previous, &sequence), (&next, &sequence));
    }
    state.schema_mut(&previous)?.name.clone_from(&next);
    let follow = |collation: &mut Option<Collation>| {
        let home = collation.as_mut().and_then(|collation| collation.schema.as_mut());
        if let Some(home) = home.filter(|home| **home == previous) {
            home.clone_from(&next);
        }
    };
    for (_, table) in state.tables_mut(|_, _| true) {
        for key in &mut table.foreign_keys {
            if key.references.schema == previous {
                key.references.schema.clone_from(&next);
            }
        }
        let partition = table.options.partition_of.iter_mut().map(|partition| &mut partition.parent);
        for parent in table.options.inherits.iter_mut().chain(partition) {
            if parent.schema == previous {
                parent.schema.clone_from(&next);
            }
        }
        for column in &mut table.columns {
            if column.ty.schema.as_ref() == Some(&previous) {
                column.ty.schema = Some(next.clone());
            }
            follow(&mut column.collation);
        }
        let parts = table.indexes.iter_mut().flat_map(|index| &mut index.parts);
        parts.for_each(|part| follow(&mut part.collation));
    }
    for schema in state.realm.schemas_mut() {
        for view in schema.views {
            for table in view.depends_on.iter_mut().filter(|table| table.schema == previous) {
                table.schema.clone_from(&next);
            }
            let parts = view.indexes.iter_mut().flat_map(|index| &mut index.parts);
            parts.for_each(|part| follow(&mut part.collation));
        }
    }
    // The search path of the session goes on naming what has the name.
    rename_in_texts(dialect, state, &previous, &next);
    Ok(())
}

/// Follows the rename of a schema into the texts that name it and the paths under which they are read.
fn rename_in_texts(dialect: &dyn Dialect, state: &mut State, previous: &str, next: &str) {
    let texts = super::super::Texts::new(dialect);
    let path = |origin: &mut Origin| {
        let names = origin.search_path.iter_mut().flatten();
        names.filter(|name| *name == previous).for_each(|name| next.clone_into(name));
    };
    for object in state.realm.objects_mut() {
        path(&mut object.origin);
        object.text = texts.rename_schema(&object.text, previous, next);
        if let Some((_, from, to)) = home(dialect, &object.text).filter(|(home, ..)| home == previous) {
            object.text.replace_range(from..to, &texts.written(next));
        }
    }
    for (_, table) in state.tables_mut(|_, _| true) {
        path(&mut table.origin);
        // What a table of the schema's name says of its columns looks alike.
        if table.name == previous {
            continue;
        }
        for expr in table.exprs_mut() {
            *expr = Expr::new(texts.rename_schema(expr.as_str(), previous, next));
        }
        if let Some(clause) = &mut table.options.partition_by {
            *clause = texts.rename_schema(clause, previous, next);
        }
    }
    for schema in state.realm.schemas_mut() {
        for view in schema.views {
            path(&mut view.origin);
            view.definition = Expr::new(texts.rename_schema(view.definition.as_str(), previous, next));
        }
        for object in schema.objects {
            path(&mut object.origin);
            object.text = texts.rename_schema(&object.text, previous, next);
            if names_types(object) {
                object.name = texts.rename_schema(&object.name, previous, next);
            }
        }
    }
}

/// Whether the name of an object holds types: the arguments of a routine, the operands of an operator, those of a cast.
fn names_types(object: &Object) -> bool {
    use ObjectKind::{Aggregate, Function, Procedure};
    matches!(object.kind, Function | Procedure | Aggregate)
        || matches!(object.other(), Some(OtherKind::Operator | OtherKind::Cast))
}

pub(super) fn drop(dialect: &dyn Dialect, state: &mut State, drop: &Drop) -> Result<(), Problem> {
    for Name { name, .. } in &drop.names {
        let name = state.schema_name(name);
        let Some(schema) = state.realm.schema(&name) else {
            if drop.if_exists {
                continue;
            }
            return Err(Problem::missing("schema", name));
        };
        if !drop.cascade && !schema.is_empty() {
            return Err(Problem::needed("schema", name, "what is in it"));
        }
        empty(dialect, state, &name)?;
        state.realm.remove_schema(&name);
    }
    Ok(())
}

/// Drops all that is in a schema, with what elsewhere depends on it.
fn empty(dialect: &dyn Dialect, state: &mut State, name: &str) -> Result<(), Problem> {
    let names = |pick: fn(&Schema) -> Vec<String>| state.realm.schema(name).map(pick).unwrap_or_default();
    let views = names(|schema| schema.views.iter().map(|view| view.name.clone()).collect());
    let tables = names(|schema| schema.tables.iter().map(|table| table.name.clone()).collect());
    for view in views {
        view::remove(dialect, state, &TableRef::new(name, view), true)?;
    }
    let checked = std::mem::replace(&mut state.session.foreign_keys, false);
    let outcome = tables
        .into_iter()
        .try_for_each(|table| table::remove(dialect, state, &TableRef::new(name, table), true));
    state.session.foreign_keys = checked;
    outcome?;
    drop_extensions(dialect, state, name)?;
    if !dialect.naming().tracks_dependents {
        return Ok(());
    }
    for ty in types::of_schema(state, name) {
        types::remove(dialect, state, (name, &ty), true)?;
    }
    // What makes values of a range type stays where the type was made.
    let texts = super::super::Texts::new(dialect);
    let written = state.written_schema(name);
    let made_here = state.realm.schemas.iter().flat_map(|schema| {
        let ranges = schema.objects.iter().filter(|object| object.kind == ObjectKind::Range);
        let made_here = ranges.filter(|range| texts.rename_schema(&range.text, written, "\0") != range.text);
        made_here.map(|range| (schema.name.clone(), range.name.clone()))
    });
    for (schema, ty) in made_here.collect::<Vec<_>>() {
        types::remove(dialect, state, (&schema, &ty), true)?;
    }
    let mut schema = state.schema_mut(name)?;
    let (sequences, objects) = (std::mem::take(&mut *schema.sequences), std::mem::take(schema.objects));
    for sequence in sequences {
        sequence::release(dialect, state, name, &sequence.name)?;
    }
    objects.iter().try_for_each(|object| dialect.dropped_object(state, Some(name), object, true))
}

/// Drops the extensions that are in a schema, with what needs them.
fn drop_extensions(dialect: &dyn Dialect, state: &mut State, name: &str) -> Result<(), Problem> {
    let is_in = |object: &Object| {
        let path = object.origin.search_path.as_ref().and_then(|path| path.first().cloned());
        let home = home(dialect, &object.text).map(|(home, ..)| state.schema_name(&home));
        let home = home.or(path).unwrap_or_else(|| state.connection.clone());
        object.kind == ObjectKind::Extension && home == name
    };
    let gone: Vec<Object> = state.realm.objects.iter().filter(|object| is_in(object)).cloned().collect();
    state.realm.objects_mut().retain(|object| !gone.contains(object));
    gone.iter().try_for_each(|extension| dialect.dropped_object(state, None, extension, true))
}

/// The schema that an extension is made in, where its text says it, and the place in the text.
fn home(dialect: &dyn Dialect, text: &str) -> Option<(String, usize, usize)> {
    let mut tokens = Tokens::new(text, dialect.syntax()).skip_while(|token| !token.is_word("SCHEMA"));
    tokens.next();
    let token = tokens.next()?;
    let name = match token.kind {
        TokenKind::QuotedIdentifier => identifier_value(token.text, dialect.syntax()).into_owned(),
        _ => (dialect.fold())(token.text),
    };
    Some((name, token.offset, token.end()))
}

pub(super) fn search_path(state: &mut State, path: Option<Vec<String>>, local: bool) {
    let next = match path {
        Some(path) => path.iter().map(|schema| state.schema_name(schema)).collect(),
        None => vec![state.connection.clone()],
    };
    let previous = std::mem::replace(&mut state.session.path, next);
    if local {
        state.session.path_after.get_or_insert(previous);
    } else {
        state.session.path_after = None;
    }
}

/// Goes into a schema for the elements of the statement that makes it, or out again.
pub(super) fn within(state: &mut State, schema: Option<String>) {
    let path = match schema {
        Some(schema) => {
            let around = state.session.path.clone();
            let first = state.schema_name(&schema);
            let path = std::iter::once(first).chain(around.iter().cloned()).collect();
            state.session.path_around = Some(around);
            path
        }
        None => match state.session.path_around.take() {
            Some(path) => path,
            None => return,
        },
    };
    state.session.path = path;
}
