//! Names that PostgreSQL gives, and what has a name.

use crate::dialect::{Dialect, Postgres};
use crate::model::{Expr, Index, Object, ObjectKind, OtherKind, PartKey, Table, TableRef};
use crate::replay::{Name, Problem, QueryFacts, Reader, State, Texts};
use crate::sql::Syntax;

/// Bytes of a name (NAMEDATALEN - 1).
const LIMIT: usize = 63;

/// A plain word as a name: in lower case (ASCII only, as in a UTF-8 database), cut to what fits.
pub(super) fn fold(word: &str) -> String {
    clip(&word.to_ascii_lowercase(), LIMIT).to_owned()
}

/// The longest start of `text` that has at most `limit` bytes and whole characters.
fn clip(text: &str, limit: usize) -> &str {
    if text.len() <= limit {
        return text;
    }
    let end = (0..=limit).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    &text[..end]
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
fn keep_index_columns(table: &mut Table, previous: &str, next: &str) {
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
    if text.starts_with('"') { crate::sql::identifier_value(text).into_owned() } else { fold(text) }
}

/// The index of a materialized view that a name means.
fn view_index<'s>(state: &'s mut State, name: &Name) -> Option<(String, &'s mut Vec<Index>, usize)> {
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
        index.comment = text.or_else(|| index.origin.constraint_comment.clone());
    } else if let Some(key) = &mut table.primary_key {
        key.comment = text.or_else(|| key.origin.constraint_comment.clone());
    }
    Ok(())
}

/// The views that read a relation, with what their queries say.
fn readers(postgres: &Postgres, state: &State, relation: &TableRef) -> Vec<(TableRef, QueryFacts)> {
    crate::replay::views_on(state, relation)
        .into_iter()
        .filter_map(|view| {
            let found = state.realm.schema(&view.schema)?.view(&view.table)?;
            let facts = QueryFacts::of_view(postgres, state, found);
            Some((view, facts))
        })
        .collect()
}

fn rewrite(state: &mut State, view: &TableRef, change: impl FnOnce(&str) -> String) {
    let schema = state.realm.schema_mut(&view.schema);
    if let Some(found) = schema.and_then(|schema| schema.views.named_mut(&view.table)) {
        found.definition = crate::model::Expr::new(change(found.definition.as_str()));
    }
}

/// Follows the rename of a table or view into the texts that name it. The relation has its next name already.
pub(super) fn renamed_table(postgres: &Postgres, state: &mut State, previous: &TableRef, next: &TableRef) {
    let texts = Texts::new(postgres);
    if !crate::replay::views_on(state, next).is_empty() {
        // The queries still say the previous name: they are read in a state that has it.
        let readers = state.before_rename(previous, next, |state| readers(postgres, state, previous));
        for (view, facts) in readers {
            let view = if view == *previous { next.clone() } else { view };
            rewrite(state, &view, |text| facts.with_relation(text, texts, previous, next));
        }
    }
    let written = state.written_schema(&next.schema).to_owned();
    if let Some(schema) = state.realm.schema_mut(&next.schema) {
        for object in schema.objects.iter_mut().filter(|object| object.table.as_ref() == Some(&next.table)) {
            object.text = texts.rename_table(&object.text, &previous.table, &next.table);
            if previous.schema != next.schema {
                // The connection's own schema goes without saying under the default path.
                let home = if object.origin.search_path.is_some() { &written } else { &next.schema };
                object.text = texts.qualify_table(&object.text, &next.table, home);
            }
        }
    }
    let full = if previous.schema == next.schema {
        texts.written(&next.table)
    } else {
        postgres.qualified(&next.schema, &next.table)
    };
    super::statistics::table_renamed(texts, state, previous, next);
    // Where its own table is called the same, what it says of another can't be told from what it says of that.
    for object in others(state, next).filter(|object| object.table.as_ref() != Some(&previous.table)) {
        let relation = (previous.schema.as_str(), previous.table.as_str());
        object.text = texts.move_relation(&object.text, relation, &full, &texts.written(&next.table));
    }
    if previous.schema != next.schema {
        super::serial::moved_table(state, previous, next);
        let Some(mut columns) = state.table_mut(next).ok().map(|table| std::mem::take(&mut table.columns))
        else {
            return;
        };
        for column in &mut columns {
            super::column_type::rehome(postgres, state, &mut column.ty, &previous.schema, &next.schema);
        }
        if let Ok(table) = state.table_mut(next) {
            table.columns = columns;
        }
    }
}

/// The policies and rules of other tables, whose queries may read this one.
fn others<'s>(state: &'s mut State, table: &'s TableRef) -> impl Iterator<Item = &'s mut Object> {
    let objects = state.realm.schemas_mut().flat_map(|schema| schema.objects);
    objects.filter(|object| {
        matches!(object.kind, ObjectKind::Policy | ObjectKind::Rule)
            && object.table.as_ref() != Some(&table.table)
    })
}

/// Whether an object is the extended statistics of a table.
pub(super) fn is_statistics(object: &Object) -> bool {
    object.other() == Some(OtherKind::Statistics)
}

/// Follows the rename of a column into the indexes of a materialized view.
fn renamed_view_column(texts: Texts<'_>, state: &mut State, view: &TableRef, previous: &str, next: &str) {
    let schema = state.realm.schema_mut(&view.schema);
    let Some(found) = schema.and_then(|schema| schema.views.named_mut(&view.table)) else { return };
    for index in &mut found.indexes {
        let renamed =
            |expr: &Expr| Expr::new(texts.rename_column(expr.as_str(), &view.table, previous, next));
        for part in &mut index.parts {
            match &mut part.key {
                PartKey::Column(name) if name == previous => next.clone_into(name),
                PartKey::Column(_) => {}
                PartKey::Expr(expr) => *expr = renamed(expr),
            }
        }
        index.include.iter_mut().filter(|name| *name == previous).for_each(|name| next.clone_into(name));
        if let Some(predicate) = &mut index.predicate {
            *predicate = renamed(predicate);
        }
    }
}

/// Follows the rename of a column into views and carried objects. The column has its next name already.
pub(super) fn renamed_column(
    postgres: &Postgres,
    state: &mut State,
    table: &TableRef,
    previous: &str,
    next: &str,
) -> Result<(), Problem> {
    let texts = Texts::new(postgres);
    if let Ok(table) = state.table_mut(table) {
        keep_index_columns(table, previous, next);
    }
    if let Some(schema) = state.realm.schema_mut(&table.schema) {
        for object in schema.objects.iter_mut().filter(|object| object.table.as_ref() == Some(&table.table)) {
            object.text = texts.rename_column(&object.text, &table.table, previous, next);
            // What is said of a column is called as it is.
            let kind = object.other().filter(|kind| object.name == kind.name(previous));
            object.name = kind.map_or_else(|| std::mem::take(&mut object.name), |kind| kind.name(next));
        }
    }
    renamed_view_column(texts, state, table, previous, next);
    super::statistics::column_renamed(texts, state, table, previous, next);
    let names_it = |object: &Object| texts.names(&object.text, &table.table);
    if others(state, table).any(|object| names_it(object)) {
        // A name without a qualifier may be one of the policy's own table.
        let tables = state.realm.tables().filter(|(_, other)| other.column(previous).is_some());
        let taken: Vec<String> = tables.map(|(_, other)| other.name.clone()).collect();
        let is_own = |object: &Object| object.table.as_ref().is_some_and(|own| taken.contains(own));
        for object in others(state, table).filter(|object| names_it(object) && !is_own(object)) {
            object.text = texts.rename_column_of(&object.text, &table.table, previous, next);
        }
    }
    if crate::replay::views_on(state, table).is_empty() {
        return Ok(());
    }
    let names = (previous, next);
    let readers = state.before_column_rename(table, names, |state| readers(postgres, state, table));
    for (view, facts) in readers {
        let found = state.realm.schema(&view.schema).and_then(|schema| schema.view(&view.table));
        if found.is_some_and(|found| joins_by(found.definition.as_str(), previous)) {
            return Err(Problem::Unknowable(format!(
                "the view `{view}` joins by the name of the column `{previous}`, and no statement makes such a view of \
                 columns of other names"
            )));
        }
        rewrite(state, &view, |text| facts.with_column(text, texts, table, (previous, next), true));
    }
    Ok(())
}

/// Whether a query joins by a column's name: `USING (column)`, `NATURAL JOIN`.
fn joins_by(query: &str, column: &str) -> bool {
    let mut reader = Reader::new(query, Syntax::postgres(), fold);
    while !reader.done() {
        if reader.is_seq("NATURAL") {
            return true;
        }
        let names = if reader.eat("USING") && reader.is_symbol("(") {
            reader.list(Reader::ident)
        } else {
            Ok(Vec::new())
        };
        if names.is_ok_and(|names| names.iter().any(|name| name == column)) {
            return true;
        }
        reader.bump();
    }
    false
}
