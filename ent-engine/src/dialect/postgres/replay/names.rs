//! Names that PostgreSQL gives, and what has a name.

use crate::model::{Index, Object, ObjectKind, OtherKind, PartKey, Table, TableRef};
use crate::replay::{Name, Problem, State, Texts};
use crate::sql::{Syntax, clip};

/// Bytes of a name (NAMEDATALEN - 1).
const LIMIT: usize = 63;

/// A plain word as a name: in lower case (ASCII only, as in a UTF-8 database), cut to what fits.
pub(super) fn fold(word: &str) -> String {
    Syntax::postgres().fit_name(word).to_ascii_lowercase()
}

/// `name1_name2_label`, the longer of the two names cut so that it fits (`makeObjectName` in indexcmds.c).
pub(in crate::dialect::postgres) fn object_name(name1: &str, name2: Option<&str>, label: &str) -> String {
    let overhead = label.len() + usize::from(!label.is_empty()) + usize::from(name2.is_some());
    let available = LIMIT.saturating_sub(overhead);
    let (mut first, mut second) = (name1.len(), name2.map_or(0, str::len));
    while first + second > available {
        if first > second {
            first -= 1;
        } else {
            second -= 1;
        }
    }
    let mut name = clip(name1, first).to_owned();
    if let Some(name2) = name2 {
        name.push('_');
        name.push_str(clip(name2, second));
    }
    if !label.is_empty() {
        name.push('_');
        name.push_str(label);
    }
    name
}

/// The first of `name`, `name1`, `name2` .. that is not taken.
pub(super) fn choose(
    name1: &str,
    name2: Option<&str>,
    label: &str,
    is_taken: impl Fn(&str) -> bool,
) -> String {
    let mut name = object_name(name1, name2, label);
    let mut pass = 0u32;
    while is_taken(&name) {
        pass += 1;
        name = object_name(name1, name2, &format!("{label}{pass}"));
    }
    name
}

/// Name for an index, sequence or the like (`ChooseRelationName`). `table` is at hand, out of the realm.
pub(super) fn relation_name(
    state: &State,
    schema: &str,
    table: &Table,
    (name1, name2, label): (&str, Option<&str>, &str),
    is_constraint: bool,
) -> String {
    choose(name1, name2, label, |name| {
        taken(state, schema, name).is_some()
            || has_index(table, name)
            || table.columns.iter().any(|column| super::serial::is_sequence_of(column, name))
            || is_constraint && (constraint_taken(state, schema, name) || has_constraint(table, name))
    })
}

/// Name for a check or foreign key (`ChooseConstraintName`).
pub(super) fn constraint_name(
    state: &State,
    schema: &str,
    table: &Table,
    name2: Option<&str>,
    label: &str,
) -> String {
    choose(&table.name, name2, label, |name| {
        constraint_taken(state, schema, name) || has_constraint(table, name)
    })
}

fn has_index(table: &Table, name: &str) -> bool {
    table.indexes.iter().any(|index| index.name == name)
        || table.primary_key.as_ref().is_some_and(|key| key.name.as_deref() == Some(name))
}

/// Whether a table has a constraint of the name.
pub(super) fn has_constraint(table: &Table, name: &str) -> bool {
    table.checks.iter().any(|check| check.name == name)
        || table.foreign_keys.iter().any(|key| key.name == name)
        || table.indexes.iter().any(|index| index.constraint && index.name == name)
        || table.primary_key.as_ref().is_some_and(|key| key.name.as_deref() == Some(name))
}

fn constraint_taken(state: &State, schema: &str, name: &str) -> bool {
    state.tables_with(schema, name).any(|table| has_constraint(table, name))
        || state.realm.schema(schema).is_some_and(|schema| {
            let mut domains = schema.objects.iter().filter(|object| object.kind == ObjectKind::Domain);
            domains.any(|domain| crate::dialect::postgres::objects::has_constraint(&domain.text, name))
        })
}

/// What has the name of a relation in a schema: tables, views, sequences and indexes share theirs.
pub(super) fn taken(state: &State, schema: &str, name: &str) -> Option<&'static str> {
    if state.tables_with(schema, name).any(|table| table.name == name) {
        return Some("table");
    }
    let schema = state.realm.schema(schema)?;
    let views = || state.views_with(&schema.name, name);
    if views().any(|view| view.name == name) {
        return Some("view");
    }
    if state.sequence(&schema.name, name).is_some()
        || super::serial::has_identity_sequence(state, schema, name)
    {
        return Some("sequence");
    }
    if state.tables_with(&schema.name, name).any(|table| has_index(table, name))
        || views().any(|view| view.indexes.iter().any(|index| index.name == name))
    {
        return Some("index");
    }
    let composite = |kind| matches!(kind, ObjectKind::Composite);
    schema.objects.iter().any(|object| composite(object.kind) && object.name == name).then_some("type")
}

/// What has the name of a type in a schema; tables and views are types too.
pub(super) fn type_taken(state: &State, schema: &str, name: &str) -> Option<&'static str> {
    let found = state.realm.schema(schema)?;
    if found.enums.iter().any(|ty| ty.name == name) {
        return Some("type");
    }
    if found.objects.iter().any(|object| object.kind.is_type() && object.name == name) {
        return Some("type");
    }
    if state.tables_with(schema, name).any(|table| table.name == name) {
        return Some("table");
    }
    state.views_with(schema, name).any(|view| view.name == name).then_some("view")
}

/// What an index name says of its parts: their names joined, numbered where one comes again
/// (`ChooseIndexColumnNames`, `ChooseIndexNameAddition`).
pub(super) fn index_addition(index: &Index) -> String {
    let names =
        if index.origin.columns.is_empty() { index_columns(index) } else { index.origin.columns.clone() };
    columns_addition(names.iter().map(String::as_str))
}

/// The names that the server gives the columns of an index itself.
fn index_columns(index: &Index) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let parts = index.parts.iter().map(|part| match &part.key {
        PartKey::Column(column) => column.clone(),
        PartKey::Expr(expr) => super::figure::index_name(expr.as_str()),
    });
    for base in parts.chain(index.include.iter().cloned()) {
        let mut name = base.clone();
        let mut number = 0u32;
        while names.contains(&name) {
            number += 1;
            name = format!("{}{number}", clip(&base, LIMIT - number.to_string().len()));
        }
        names.push(name);
    }
    names
}

/// Keeps what the columns of a table's indexes were called before one of them got another name. It has it already.
pub(super) fn keep_index_columns(table: &mut Table, previous: &str, next: &str) {
    for index in &mut table.indexes {
        let has = index.has_column(next) || index.include.iter().any(|name| name == next);
        if !has || !index.origin.columns.is_empty() {
            continue;
        }
        let mut before = index.clone();
        let columns = before.parts.iter_mut().filter_map(|part| match &mut part.key {
            PartKey::Column(name) => Some(name),
            PartKey::Expr(_) => None,
        });
        for name in columns.chain(&mut before.include).filter(|name| *name == next) {
            previous.clone_into(name);
        }
        index.origin.columns = index_columns(&before);
    }
}

/// Column names joined for the name of a key.
pub(super) fn columns_addition<'a>(columns: impl Iterator<Item = &'a str>) -> String {
    let mut joined = String::new();
    for column in columns {
        if !joined.is_empty() {
            joined.push('_');
        }
        joined.push_str(column);
        if joined.len() > LIMIT {
            break;
        }
    }
    joined
}

/// The name that a token spells.
pub(super) fn name_of(text: &str) -> String {
    if text.starts_with('"') {
        crate::sql::identifier_value(text, Syntax::postgres()).into_owned()
    } else {
        fold(text)
    }
}

/// The index of a materialized view that a name means.
pub(super) fn view_index<'s>(
    state: &'s mut State,
    name: &Name,
) -> Option<(String, &'s mut Vec<Index>, usize)> {
    let find = |indexes: &[Index]| indexes.iter().position(|index| index.name == name.name);
    let (schema, (view, at)) = state.resolve(name, |schema| {
        let mut views = state.views_with(&schema.name, &name.name);
        views.find_map(|view| find(&view.indexes).map(|at| (view.name.clone(), at)))
    })?;
    let found = state.realm.schema_mut(&schema)?.views.named_mut(&view)?;
    Some((schema, &mut found.indexes, at))
}

/// Sets or takes storage parameters of the index of a name, be it of a table, a key or a materialized view.
pub(super) fn set_parameters(state: &mut State, name: &Name, changes: &[(&String, &Option<String>)]) {
    let set = |parameters: &mut Vec<(String, String)>| {
        for (key, value) in changes {
            parameters.retain(|(known, _)| known != *key);
            parameters.extend(value.as_ref().map(|value| ((*key).clone(), value.clone())));
        }
    };
    let found = state.resolve(name, |schema| {
        let mut tables = state.tables_with(&schema.name, &name.name);
        tables.find(|table| has_index(table, &name.name)).map(|table| table.name.clone())
    });
    if let Some((schema, table)) = found {
        let Ok(table) = state.table_mut(&TableRef::new(schema, table)) else { return };
        match table.indexes.iter_mut().find(|index| index.name == name.name) {
            Some(index) => set(&mut index.parameters),
            None => table.primary_key.iter_mut().for_each(|key| set(&mut key.parameters)),
        }
    } else if let Some((_, indexes, at)) = view_index(state, name) {
        indexes.get_mut(at).into_iter().for_each(|index| set(&mut index.parameters));
    }
}

/// Drops an index of a materialized view; false if there is none of the name.
pub(super) fn drop_view_index(state: &mut State, name: &Name) -> bool {
    match view_index(state, name) {
        Some((_, indexes, at)) => {
            indexes.remove(at);
            true
        }
        None => false,
    }
}

/// Renames the index of a primary key, or an index of a materialized view.
pub(super) fn rename_key_index(
    texts: Texts<'_>,
    state: &mut State,
    name: &Name,
    next: &str,
) -> Result<bool, Problem> {
    let is_key =
        |table: &Table| table.primary_key.as_ref().is_some_and(|key| key.name.as_ref() == Some(&name.name));
    let found = state.resolve(name, |schema| {
        state
            .tables_with(&schema.name, &name.name)
            .find(|table| is_key(table))
            .map(|table| table.name.clone())
    });
    let Some((schema, table)) = found else {
        let clash =
            view_index(state, name).map(|(schema, ..)| schema).and_then(|schema| taken(state, &schema, next));
        if let Some(kind) = clash {
            return Err(Problem::exists(kind, next));
        }
        let Some((_, indexes, at)) = view_index(state, name) else { return Ok(false) };
        if let Some(index) = indexes.get_mut(at) {
            next.clone_into(&mut index.name);
        }
        return Ok(true);
    };
    if let Some(kind) = taken(state, &schema, next) {
        return Err(Problem::exists(kind, next));
    }
    let table = TableRef::new(schema, table);
    if let Some(key) = &mut state.table_mut(&table)?.primary_key {
        key.name = Some(next.to_owned());
    }
    super::marks::index_renamed(texts, state, &table, &name.name, next);
    Ok(true)
}

/// Sets the comment of an index or of the index of a primary key.
pub(super) fn comment_index(state: &mut State, name: &Name, text: Option<String>) -> Result<(), Problem> {
    let found = state.resolve(name, |schema| {
        let mut tables = state.tables_with(&schema.name, &name.name);
        tables.find(|table| has_index(table, &name.name)).map(|table| table.name.clone())
    });
    let Some((schema, table)) = found else {
        let Some((_, indexes, at)) = view_index(state, name) else {
            return Err(Problem::missing("index", name));
        };
        if let Some(index) = indexes.get_mut(at) {
            index.comment = text;
        }
        return Ok(());
    };
    let table = state.table_mut(&TableRef::new(schema, table))?;
    if let Some(index) = table.indexes.iter_mut().find(|index| index.name == name.name) {
        index.comment = text;
    } else if let Some(key) = &mut table.primary_key {
        key.comment = text;
    }
    Ok(())
}

/// Whether an object is the extended statistics of a table.
pub(super) fn is_statistics(object: &Object) -> bool {
    object.other() == Some(OtherKind::Statistics)
}
