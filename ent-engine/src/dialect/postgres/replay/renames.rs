//! What follows the rename of a table, a view or a column: views, rules, policies, bodies of routines.

use super::names::{fold, keep_index_columns};
use super::told_out;
use crate::dialect::{Dialect, Postgres};
use crate::model::{Expr, Object, ObjectKind, PartKey, TableRef, View};
use crate::replay::{Problem, QueryFacts, Reader, Spelling, State, Texts, TypeSearch};
use crate::sql::Syntax;

/// The views that take a field of a row in parentheses.
fn with_fields(state: &State) -> impl Iterator<Item = TableRef> {
    state.realm.schemas.iter().flat_map(|schema| {
        let views = schema.views.iter().filter(|view| view.definition.as_str().contains(")."));
        views.map(|view| TableRef::new(&schema.name, &view.name))
    })
}

/// Follows the rename of an attribute of a composite type into the views that take it of a row.
pub(super) fn renamed_attribute(
    postgres: &Postgres,
    state: &mut State,
    ty: &TableRef,
    (previous, next): (&str, &str),
) {
    let texts = Texts::new(postgres);
    let views: Vec<TableRef> = with_fields(state).collect();
    for (view, facts) in facts_of(postgres, state, views) {
        rewrite(state, &view, |text| facts.with_column(text, texts, ty, (previous, next), true));
    }
}

/// The views that read a relation, or may read a row of it, with what their queries say.
fn readers(postgres: &Postgres, state: &State, relation: &TableRef) -> Vec<(TableRef, QueryFacts)> {
    let mut views = crate::replay::views_on(state, relation);
    views.extend(with_fields(state).filter(|view| !views.contains(view)).collect::<Vec<_>>());
    facts_of(postgres, state, views)
}

fn facts_of(postgres: &Postgres, state: &State, views: Vec<TableRef>) -> Vec<(TableRef, QueryFacts)> {
    views
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
        found.definition = Expr::new(change(found.definition.as_str()));
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
    let full = (previous.schema != next.schema).then(|| postgres.qualified(&next.schema, &next.table));
    let full = full.as_deref();
    if let Some(schema) = state.realm.schema_mut(&next.schema) {
        for object in schema.objects.iter_mut().filter(|object| object.table.as_ref() == Some(&next.table)) {
            object.text = texts.rename_table(&object.text, &previous.table, &next.table);
            if previous.schema != next.schema {
                // The connection's own schema goes without saying under the default path.
                let home = if object.origin.search_path.is_some() { &written } else { &next.schema };
                object.text = texts.qualify_table(&object.text, &next.table, home);
                // What a rule does may read its own table, too.
                let own = ((previous.schema.as_str(), next.table.as_str()), Spelling::Any);
                object.text = texts.move_relation(&object.text, own, full, &texts.written(&next.table));
            }
        }
    }
    super::statistics::table_renamed(texts, state, previous, next);
    // Where its own table is called the same, what it says of another can't be told from what it says of that.
    let relation = (previous.schema.as_str(), previous.table.as_str());
    let search = TypeSearch::of_relation(state, relation);
    for object in others(state, next).filter(|object| object.table.as_ref() != Some(&previous.table)) {
        let spelling = if search.finds(&object.origin) { Spelling::Any } else { Spelling::WithSchema };
        let relation = (relation, spelling);
        object.text = texts.move_relation(&object.text, relation, full, &texts.written(&next.table));
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

/// Policies and rules of other tables, and bodies of routines, whose queries may read this one.
fn others<'s>(state: &'s mut State, table: &'s TableRef) -> impl Iterator<Item = &'s mut Object> {
    let objects = state.realm.schemas_mut().flat_map(|schema| schema.objects);
    objects.filter(|object| super::drops::is_bound(object) && object.table.as_ref() != Some(&table.table))
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
    renamed_in_statements(postgres, state, table, (previous, next));
    if let Some(schema) = state.realm.schema_mut(&table.schema) {
        let own = schema
            .objects
            .iter_mut()
            .filter(|object| object.table.as_ref() == Some(&table.table) && object.kind != ObjectKind::Rule);
        for object in own {
            object.text = texts.rename_column(&object.text, &table.table, previous, next);
            // What is said of a column is called as it is.
            let kind = object.other().filter(|kind| object.name == kind.name(previous));
            object.name = kind.map_or_else(|| std::mem::take(&mut object.name), |kind| kind.name(next));
        }
    }
    renamed_view_column(texts, state, table, previous, next);
    super::statistics::column_renamed(texts, state, table, previous, next);
    let names_it =
        |object: &Object| object.kind == ObjectKind::Policy && texts.names(&object.text, &table.table);
    if others(state, table).any(|object| names_it(object)) {
        // A name without a qualifier may be one of the policy's own table.
        let tables = state.realm.tables().filter(|(_, other)| other.column(previous).is_some());
        let taken: Vec<String> = tables.map(|(_, other)| other.name.clone()).collect();
        let is_own = |object: &Object| object.table.as_ref().is_some_and(|own| taken.contains(own));
        for object in others(state, table).filter(|object| names_it(object) && !is_own(object)) {
            object.text = texts.rename_column_of(&object.text, &table.table, previous, next);
        }
    }
    if crate::replay::views_on(state, table).is_empty() && with_fields(state).next().is_none() {
        return Ok(());
    }
    let names = (previous, next);
    let readers = state.before_column_rename(table, names, |state| readers(postgres, state, table));
    for (view, facts) in readers {
        let found = state.realm.schema(&view.schema).and_then(|schema| schema.view(&view.table));
        let joins =
            |found: &View| found.depends_on.contains(table) && joins_by(found.definition.as_str(), previous);
        if found.is_some_and(joins) {
            return Err(Problem::Unknowable(format!(
                "the view `{view}` joins by the name of the column `{previous}`, and no statement makes such a view of \
                 columns of other names"
            )));
        }
        rewrite(state, &view, |text| facts.with_column(text, texts, table, (previous, next), true));
    }
    Ok(())
}

/// Follows the rename of a column into rules and into bodies that are read when their routines are made.
fn renamed_in_statements(
    postgres: &Postgres,
    state: &mut State,
    table: &TableRef,
    (previous, next): (&str, &str),
) {
    let texts = Texts::new(postgres);
    let is_bound = |object: &Object| {
        super::drops::is_bound(object)
            && object.kind != ObjectKind::Policy
            && (object.table.as_ref() == Some(&table.table) || texts.names(&object.text, &table.table))
    };
    if !state.realm.schemas.iter().any(|schema| schema.objects.iter().any(is_bound)) {
        return;
    }
    // Each with its place among the objects of its schema.
    let renamed: Vec<(String, usize, String)> =
        state.before_column_rename(table, (previous, next), |state| {
            let objects = state.realm.schemas.iter().flat_map(|schema| {
                schema.objects.iter().enumerate().map(|(at, object)| (&schema.name, at, object))
            });
            let renamed =
                objects.filter(|(_, _, object)| is_bound(object)).filter_map(|(home, at, object)| {
                    let renamed = (table, previous, next);
                    let text = told_out::with_column(postgres, state, (home, object), renamed)?;
                    Some((home.to_string(), at, text))
                });
            renamed.collect()
        });
    for (home, at, text) in renamed {
        let objects = state.realm.schema_mut(&home).map(|schema| schema.objects);
        if let Some(object) = objects.and_then(|objects| objects.get_mut(at)) {
            object.text = text;
        }
    }
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
