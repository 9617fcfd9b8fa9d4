use super::super::{
    AlterTable, ColumnChange, CreateView, Drop, Problem, State, TEMPORARY, TableAction, TableOption, Texts,
};
use super::{drop as drops, types};
use crate::dialect::Dialect;
use crate::model::{Expr, Object, ObjectKind, Origin, OriginParts, OtherKind, TableRef, View};

pub(super) fn create(dialect: &dyn Dialect, state: &mut State, create: CreateView) -> Result<(), Problem> {
    let schema = state.creation_schema(&create.name, create.temporary)?;
    let place = TableRef::new(schema, create.name.name.clone());
    let depends_on = state.relations_of(Texts::new(dialect), &create.query);
    let mut view = View {
        name: create.name.name.clone(),
        columns: create.columns.clone(),
        definition: Expr::new(create.query.clone()),
        materialized: create.materialized,
        options: create.options.clone(),
        depends_on,
        ..View::default()
    };
    view.origin.search_path = state.search_path();
    dialect.finish_view(state, &place, &mut view, &create)?;
    let existing = state
        .find_view(&create.name)
        .filter(|found| *found == place || found.schema == TEMPORARY && create.temporary);
    if let Some(existing) = existing {
        if create.if_not_exists {
            return Ok(());
        }
        if !create.or_replace {
            return Err(Problem::exists("view", existing));
        }
        if dialect.naming().tracks_dependents && reads(state, &view.depends_on, &existing) {
            return Err(Problem::Unknowable(format!(
                "`{existing}` would read itself, and no statement makes such a view"
            )));
        }
        let schema = state.schema_mut(&existing.schema)?;
        if let Some(slot) = schema.views.named_mut(&existing.table) {
            view.comment = slot.comment.take();
            *slot = view;
        }
        return Ok(());
    }
    if let Some(kind) = dialect.taken(state, &place.schema, &place.table) {
        return if create.if_not_exists { Ok(()) } else { Err(Problem::exists(kind, &create.name)) };
    }
    state.schema_mut(&place.schema)?.views.push(view);
    Ok(())
}

/// What is inserted into a view where nothing is given for a column.
fn set_default(
    dialect: &dyn Dialect,
    state: &mut State,
    view: &TableRef,
    column: &str,
    default: Option<Expr>,
) -> Result<(), Problem> {
    let name = OtherKind::ColumnDefault.name(column);
    let subject = Texts::new(dialect).written_column(view, " ALTER COLUMN ", column);
    let search_path = state.search_path();
    let default = default.map(|default| dialect.settled_default(state, default));
    let text = default.map(|default| format!("ALTER VIEW {subject} SET DEFAULT {default}"));
    carry_of_column(
        state,
        view,
        name,
        text,
        Origin::from(OriginParts { search_path, ..OriginParts::default() }),
    )
}

/// Carries what a statement says of a column of a view, which has no columns of its own in the model, in place of what one
/// of the same name said; no text takes it back.
pub(super) fn carry_of_column(
    state: &mut State,
    view: &TableRef,
    name: String,
    text: Option<String>,
    origin: Origin,
) -> Result<(), Problem> {
    let table = Some(view.table.clone());
    let objects = &mut state.schema_mut(&view.schema)?.objects;
    objects.retain(|object| object.name != name || object.table != table);
    objects.extend(text.map(|text| Object {
        kind: ObjectKind::Other,
        name,
        table,
        text,
        comment: None,
        origin,
    }));
    Ok(())
}

/// Whether one of some relations is a view or reads it.
fn reads(state: &State, relations: &[TableRef], view: &TableRef) -> bool {
    let mut seen: Vec<&TableRef> = Vec::new();
    let mut open: Vec<&TableRef> = relations.iter().collect();
    while let Some(relation) = open.pop() {
        if relation == view {
            return true;
        }
        if seen.contains(&relation) {
            continue;
        }
        seen.push(relation);
        let found = state.realm.schema(&relation.schema).and_then(|schema| schema.view(&relation.table));
        open.extend(found.into_iter().flat_map(|view| &view.depends_on));
    }
    false
}

pub(super) fn drop(dialect: &dyn Dialect, state: &mut State, drop: &Drop) -> Result<(), Problem> {
    let mut views = Vec::new();
    for name in &drop.names {
        match state.find_view(name) {
            Some(view) => views.push(view),
            None if drop.if_exists => {}
            None => return Err(Problem::missing("view", name)),
        }
    }
    // Views that go together may read each other.
    for view in &views {
        if let Some(view) = find_mut(state, view) {
            view.depends_on.clear();
        }
    }
    views.iter().try_for_each(|view| remove(dialect, state, view, drop.cascade))
}

/// Drops one view, and the views over it if `cascade` allows.
pub(super) fn remove(
    dialect: &dyn Dialect,
    state: &mut State,
    view: &TableRef,
    cascade: bool,
) -> Result<(), Problem> {
    let has_type = view.schema != TEMPORARY && dialect.naming().tracks_dependents;
    if has_type && !cascade {
        types::keep_row_type(dialect, state, view)?;
    }
    if dialect.naming().tracks_dependents {
        if let Some(view) = find_mut(state, view) {
            // A view that is on its way out needs nothing.
            view.depends_on.clear();
        }
        drops::drop_view_chain(dialect, state, "view", view, cascade)?;
    }
    if let Some(mut schema) = state.realm.schema_mut(&view.schema) {
        schema.views.remove_named(&view.table);
    }
    drops::drop_objects_of(state, view);
    if has_type && cascade { types::drop_row_type(dialect, state, view) } else { Ok(()) }
}

fn find_mut<'s>(state: &'s mut State, view: &TableRef) -> Option<&'s mut View> {
    state.realm.schema_mut(&view.schema)?.views.named_mut(&view.table)
}

pub(crate) fn alter(dialect: &dyn Dialect, state: &mut State, alter: AlterTable) -> Result<(), Problem> {
    let Some(mut place) = state.find_view(&alter.name) else {
        return if alter.if_exists { Ok(()) } else { Err(Problem::missing("view", &alter.name)) };
    };
    for action in alter.actions {
        let next = match action {
            TableAction::RenameTable(next) => TableRef::new(place.schema.clone(), next.name),
            TableAction::SetSchema(schema) => TableRef::new(state.schema_name(&schema), place.table.clone()),
            TableAction::RenameColumn { previous, next, .. } => {
                let columns = super::super::view_columns(dialect, state, &place);
                if let Some(view) = find_mut(state, &place) {
                    // Names that the query gives are told out before one of them changes.
                    if let Some(columns) = columns {
                        view.columns = columns;
                    }
                    view.columns
                        .iter_mut()
                        .filter(|column| **column == previous)
                        .for_each(|column| column.clone_from(&next));
                }
                dialect.renamed_column(state, &place, &previous, &next)?;
                continue;
            }
            TableAction::Option(TableOption::Parameter(key, value)) => {
                if let Some(view) = find_mut(state, &place) {
                    view.options.retain(|(known, _)| *known != key);
                    view.options.extend(value.map(|value| (key, value)));
                }
                continue;
            }
            TableAction::AlterColumn { name, change: ColumnChange::Default(default), .. } => {
                set_default(dialect, state, &place, &name, default)?;
                continue;
            }
            TableAction::AlterColumn { .. } => continue,
            _ => return Err(Problem::Unknown(format!("ALTER VIEW {place}"))),
        };
        if next == place {
            continue;
        }
        if let Some(kind) = dialect.taken(state, &next.schema, &next.table) {
            return Err(Problem::exists(kind, next));
        }
        let mut schema = state.schema_mut(&place.schema)?;
        let Some(at) = schema.views.iter().position(|view| view.name == place.table) else { continue };
        let mut view = schema.views.remove(at);
        view.name.clone_from(&next.table);
        let mut schema = state.schema_mut(&next.schema)?;
        let at = at.min(schema.views.len());
        schema.views.insert(at, view);
        if place.schema != next.schema {
            super::rename::move_owned(state, &place, &next)?;
        }
        super::rename::refer_to(state, &place, &next, true);
        dialect.renamed_table(state, &place, &next)?;
        place = next;
    }
    Ok(())
}
