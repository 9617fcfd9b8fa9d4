use super::super::{CreateTable, Drop, Name, Problem, State, TEMPORARY};
use super::drop as drops;
use crate::dialect::{ColumnConstraint, Dialect};
use crate::model::{Table, TableRef};

pub(super) fn create(
    dialect: &dyn Dialect,
    state: &mut State,
    mut create: CreateTable,
) -> Result<(), Problem> {
    let schema = state.creation_schema(&create.name, create.temporary)?;
    let place = TableRef::new(schema, create.name.name.clone());
    if create.or_replace {
        let same = Drop { names: vec![create.name.clone()], if_exists: true, cascade: false };
        drop(dialect, state, &same)?;
    }
    // Outside of a transaction it was gone at once, unless the files are run in one: a second one tells that they aren't.
    if place.schema == TEMPORARY && state.session.opened_by.is_none() {
        end_of_transaction(state, |name| name == place.table);
    }
    if let Some(kind) = dialect.taken(state, &place.schema, &place.table) {
        return if create.if_not_exists { Ok(()) } else { Err(Problem::exists(kind, &create.name)) };
    }
    // A table of the same name further on in the search path is meant by these, and not the table itself.
    let likes = create.likes.iter_mut().map(|(_, like)| &mut like.table);
    let partitioned = create.partition_of.iter_mut().map(|(parent, _)| parent);
    for name in create.inherits.iter_mut().chain(partitioned).chain(likes) {
        if let Some(found) = state.find_table(name).filter(|_| name.schema.is_none()) {
            name.schema = Some(found.schema);
        }
    }
    // The table's place is kept from the start: names given on the way must not take it.
    state.add_table(&place.schema, Table::new(&place.table))?;
    let goes = create.drops_at_commit && place.schema == TEMPORARY;
    let outcome = fill(dialect, state, &place, create);
    if outcome.is_err() {
        state.remove_table(&place);
    } else if goes {
        state.session.dropped_at_commit.push(place.table);
    }
    outcome
}

fn fill(
    dialect: &dyn Dialect,
    state: &mut State,
    place: &TableRef,
    create: CreateTable,
) -> Result<(), Problem> {
    let mut table = Table::new(&place.table);
    table.comment = create.comment.clone();
    table.options = create.options.clone();
    if let Some(path) = state.search_path() {
        table.origin.search_path = Some(path);
    }
    let mut constraints = dialect.start_table(state, place, &mut table, &create)?;
    // A column that is inherited may be said again.
    let inherited: Vec<String> = table.columns.iter().map(|column| column.name.clone()).collect();
    let mut likes = create.likes.iter().peekable();
    let defs = create.columns.into_iter().map(Some).chain(std::iter::once(None)).enumerate();
    for (at, def) in defs {
        while let Some((_, like)) = likes.next_if(|(before, _)| *before <= at) {
            let source_ref = state.expect_table(&like.table)?;
            if state.is_doubtful(&source_ref) {
                return Err(super::super::unknown_columns());
            }
            let source = state.table(&source_ref).cloned().unwrap_or_default();
            constraints.extend(dialect.copy_like(state, place, &mut table, &source, like)?);
        }
        if let Some(def) = def {
            let mut others = table.columns.iter().filter(|column| !inherited.contains(&column.name));
            if others.any(|column| state.same_column_name(&column.name, &def.column.name)) {
                return Err(Problem::exists("column", &def.column.name));
            }
            constraints.extend(dialect.add_column(state, place, &mut table, def)?);
        }
    }
    if let Some(query) = create.query.as_ref() {
        let queried = match super::copy::columns(dialect, state, query) {
            // A temporary table is gone before anybody looks; what its columns are is no matter, unless a query asks.
            Err(_) if place.schema == TEMPORARY => {
                table.columns.clear();
                Vec::new()
            }
            // Nor what those of another are, if it is gone soon.
            Err(Problem::Unknowable(_)) => {
                table.columns.clear();
                table.origin.doubt = Some(state.doubts);
                state.doubts += 1;
                *state.table_mut(place)? = table;
                return Ok(());
            }
            queried => queried?,
        };
        for mut column in queried {
            if let Some(home) = column.ty.schema.clone() {
                dialect.place_type(&mut column.ty, &home, &place.schema);
            }
            dialect.settle_queried(state, place, &table, &mut column);
            if table.columns.iter().all(|other| !state.same_column_name(&other.name, &column.name)) {
                table.columns.push(column);
            }
        }
    }
    let own = create.constraints.into_iter().map(|constraint| ColumnConstraint { column: None, constraint });
    constraints.extend(own);
    dialect.add_constraints(state, place, &mut table, constraints)?;
    *state.table_mut(place)? = table;
    Ok(())
}

/// Drops the temporary tables that go with the transaction, as far as `ends` names them.
pub(in crate::replay) fn end_of_transaction(state: &mut State, ends: impl Fn(&str) -> bool) {
    let going = std::mem::take(&mut state.session.dropped_at_commit);
    let (gone, left): (Vec<_>, Vec<_>) = going.into_iter().partition(|name| ends(name));
    state.session.dropped_at_commit = left;
    for name in gone {
        removed(state, &TableRef::new(TEMPORARY, name));
    }
}

pub(super) fn drop(dialect: &dyn Dialect, state: &mut State, drop: &Drop) -> Result<(), Problem> {
    let mut tables = Vec::new();
    for name in &drop.names {
        match state.find_table(name) {
            Some(table) => tables.push(table),
            None if dialect.drop_other_table(state, name) || drop.if_exists => {}
            None => return Err(missing(state, name)),
        }
    }
    // Tables that go together may refer to each other.
    for table in &tables {
        let others: Vec<_> = tables.iter().filter(|other| *other != table).cloned().collect();
        for other in others {
            if let Ok(other) = state.table_mut(&other) {
                other.foreign_keys.retain(|key| key.references != *table);
                other.options.inherits.retain(|parent| parent != table);
                other.columns.iter_mut().for_each(|column| column.default = None);
            }
        }
    }
    tables.iter().try_for_each(|table| remove(dialect, state, table, drop.cascade))
}

fn missing(state: &State, name: &Name) -> Problem {
    match state.find_view(name) {
        Some(_) => Problem::Refused(format!("`{name}` is a view, not a table")),
        None => Problem::missing("table", name),
    }
}

/// Drops one table and all that goes with it.
pub(crate) fn remove(
    dialect: &dyn Dialect,
    state: &mut State,
    table: &TableRef,
    cascade: bool,
) -> Result<(), Problem> {
    let has_type = table.schema != TEMPORARY && dialect.naming().tracks_dependents;
    if has_type && !cascade {
        super::types::keep_row_type(dialect, state, table)?;
    }
    if table.schema != TEMPORARY {
        dialect.dropping_table(state, table, cascade)?;
    }
    removed(state, table);
    if has_type && cascade { super::types::drop_row_type(dialect, state, table) } else { Ok(()) }
}

fn removed(state: &mut State, table: &TableRef) {
    state.remove_table(table);
    drops::drop_objects_of(state, table);
    drops::drop_sequences_of(state, table, None);
}
