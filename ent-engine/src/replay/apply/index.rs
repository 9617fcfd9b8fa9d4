use super::super::{CreateIndex, Drop, Name, Problem, State};
use crate::dialect::{Dialect, LetterCase};
use crate::model::{Index, TableRef};

pub(super) fn create(dialect: &dyn Dialect, state: &mut State, create: CreateIndex) -> Result<(), Problem> {
    let Some(table) = state.find_table(&create.table) else {
        if let Some(view) = state.find_view(&create.table) {
            return dialect.index_view(state, &view, create);
        }
        return Err(Problem::missing("table", &create.table));
    };
    if table.schema == super::super::TEMPORARY || state.is_doubtful(&table) {
        return Ok(());
    }
    let replaced = create.or_replace;
    if replaced && let Some(name) = &create.name {
        let case = dialect.naming().columns;
        state.table_mut(&table)?.indexes.retain(|index| !case.same(&index.name, &name.name));
    }
    let only = create.only;
    let is_new = state.edit_table(&table, |state, edited| {
        let before = edited.indexes.len();
        dialect.add_index(state, &table, edited, create)?;
        Ok(edited.indexes.len() > before)
    })?;
    if is_new { dialect.indexed(state, &table, only) } else { Ok(()) }
}

/// Whether an index has the name. What serves a constraint may go by another name than the constraint (SQLite).
fn is_called(case: LetterCase, index: &Index, name: &str) -> bool {
    let own = index.origin.spelling.as_ref().filter(|own| own.starts_with("sqlite_autoindex_"));
    case.same(own.unwrap_or(&index.name), name)
}

/// The table that has an index, and the index's place in it.
fn find(
    dialect: &dyn Dialect,
    state: &State,
    name: &Name,
    table: Option<&Name>,
) -> Result<Option<(TableRef, usize)>, Problem> {
    let case = dialect.naming().columns;
    if let Some(table) = table {
        let table = state.expect_table(table)?;
        if state.is_doubtful(&table) {
            return Ok(None);
        }
        let found = state
            .table(&table)
            .and_then(|edited| edited.indexes.iter().position(|index| is_called(case, index, &name.name)));
        return Ok(found.map(|at| (table, at)));
    }
    let found = state.resolve(name, |schema| {
        state.tables_with(&schema.name, &name.name).find_map(|table| {
            let at = table.indexes.iter().position(|index| is_called(case, index, &name.name))?;
            Some((table.name.clone(), at))
        })
    });
    Ok(found.map(|(schema, (table, at))| (TableRef::new(schema, table), at)))
}

pub(super) fn drop(
    dialect: &dyn Dialect,
    state: &mut State,
    drop: &Drop,
    table: Option<&Name>,
) -> Result<(), Problem> {
    for name in &drop.names {
        let Some((table, at)) = find(dialect, state, name, table)? else {
            let doubtful = table
                .and_then(|table| state.find_table(table))
                .is_some_and(|table| state.is_doubtful(&table));
            if dialect.drop_view_index(state, name) || drop.if_exists || doubtful {
                continue;
            }
            return Err(Problem::missing("index", name));
        };
        let edited = state.table_mut(&table)?;
        if let Some(Index { name, constraint: true, .. }) = edited.indexes.get(at)
            && dialect.naming().tracks_dependents
        {
            return Err(Problem::Refused(format!("index `{name}` serves a constraint of `{table}`")));
        }
        let name = edited.indexes.get(at).map(|index| index.name.clone()).unwrap_or_default();
        dialect.drop_index(state, &table, &name, drop.cascade)?;
    }
    Ok(())
}

pub(crate) fn rename(
    dialect: &dyn Dialect,
    state: &mut State,
    name: &Name,
    next: String,
    if_exists: bool,
) -> Result<(), Problem> {
    let Some((table, at)) = find(dialect, state, name, None)? else {
        if dialect.rename_key_index(state, name, &next)? || if_exists {
            return Ok(());
        }
        return Err(Problem::missing("index", name));
    };
    if let Some(kind) = dialect.taken(state, &table.schema, &next) {
        return Err(Problem::exists(kind, next));
    }
    if let Some(index) = state.table_mut(&table)?.indexes.get_mut(at) {
        let previous = std::mem::replace(&mut index.name, next.clone());
        dialect.index_renamed(state, &table, &previous, &next);
    }
    Ok(())
}
