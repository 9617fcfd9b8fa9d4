//! Keys that another column takes over from one that is renamed.

use super::names::CASE;
use crate::model::Table;
use crate::replay::{Place, Problem, TableAction};

/// A column that comes under the name that another gives up takes over its keys where it stands before that one: the server
/// goes by names, and takes the first column that had or gets the name (`mysql_prepare_alter_table`).
pub(super) fn refuse(table: &Table, actions: &[TableAction]) -> Result<(), Problem> {
    let added = actions.iter().filter_map(|action| match action {
        TableAction::AddColumn { def, .. } => Some(def.column.name.as_str()),
        _ => None,
    });
    for name in added {
        let next = actions.iter().filter_map(renamed).find(|(previous, _)| CASE.same(previous, name));
        let Some((_, next)) = next.filter(|_| is_in_key(table, name)) else { continue };
        let columns = arranged(table, actions);
        let place = |name: &str| columns.iter().position(|column| CASE.same(column, name));
        if place(name) < place(next) {
            return Err(Problem::Unknowable(format!(
                "the server would give the keys over column `{name}`, which becomes `{next}`, to the new column \
                 `{name}`, because that comes before the other; a statement of its own should add it"
            )));
        }
    }
    Ok(())
}

fn is_in_key(table: &Table, column: &str) -> bool {
    let indexes = table.indexes.iter().map(|index| &index.parts);
    let mut parts = indexes.chain(table.primary_key.iter().map(|key| &key.parts)).flatten();
    parts.any(|part| part.column_name().is_some_and(|name| CASE.same(name, column)))
}

/// The names of a column that an action renames, and where it moves it to.
fn renamed(action: &TableAction) -> Option<(&str, &str)> {
    match action {
        TableAction::RenameColumn { previous, next, .. } => Some((previous, next)),
        TableAction::ReplaceColumn { name, def, .. } => Some((name, &def.column.name)),
        _ => None,
    }
}

/// The columns in their order after the actions.
fn arranged(table: &Table, actions: &[TableAction]) -> Vec<String> {
    let is_dropped = |name: &str| {
        actions.iter().any(
            |action| matches!(action, TableAction::DropColumn { name: dropped, .. } if CASE.same(dropped, name)),
        )
    };
    let next_of = |name: &str| {
        let next = actions.iter().filter_map(renamed).find(|(previous, _)| CASE.same(previous, name));
        next.map_or(name, |(_, next)| next).to_owned()
    };
    let kept = table.columns.iter().map(|column| column.name.as_str()).filter(|name| !is_dropped(name));
    let mut columns: Vec<String> = kept.map(next_of).collect();
    for action in actions {
        let (name, place) = match action {
            TableAction::AddColumn { def, place, .. } => (&def.column.name, place.as_ref()),
            TableAction::ReplaceColumn { def, place: Some(place), .. } => (&def.column.name, Some(place)),
            _ => continue,
        };
        if !matches!(action, TableAction::AddColumn { .. }) {
            columns.retain(|column| !CASE.same(column, name));
        }
        let at = match place {
            Some(Place::First) => 0,
            Some(Place::After(other)) => {
                columns.iter().position(|column| CASE.same(column, other)).map_or(columns.len(), |at| at + 1)
            }
            Some(Place::Last) | None => columns.len(),
        };
        columns.insert(at, name.clone());
    }
    columns
}
