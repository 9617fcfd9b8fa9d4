//! What goes with a table, a column or a key.

use super::checks;
use super::keys;
use super::names::CASE;
use crate::dialect::Mysql;
use crate::model::{ForeignKey, IndexPart, TableRef};
use crate::replay::{DropKind, Problem, State, Texts};

/// A table that others refer to stays while foreign keys are checked.
pub(super) fn table(state: &mut State, table: &TableRef) -> Result<(), Problem> {
    if !state.session.foreign_keys {
        return Ok(());
    }
    let mut others = state
        .referrers(&table.table)
        .filter(|(schema, other)| *schema != table.schema || other.name != table.table);
    let user = others.find_map(|(_, other)| {
        let key = other.foreign_keys.iter().find(|key| key.references == *table)?;
        Some(format!("foreign key `{}` of `{}`", key.name, other.name))
    });
    match user {
        Some(user) => Err(Problem::needed("table", table, user)),
        None => Ok(()),
    }
}

/// A column leaves the indexes that it is in; an index without columns goes. `returns` if another one takes its name.
pub(super) fn column(
    mysql: &Mysql,
    state: &mut State,
    table: &TableRef,
    column: &str,
    returns: bool,
) -> Result<(), Problem> {
    let texts = Texts::new(mysql);
    let edited = state.table_mut(table)?;
    if let Some(key) = edited.foreign_keys.iter().find(|key| key.columns.iter().any(|other| other == column))
    {
        return Err(Problem::needed("column", column, format!("foreign key `{}`", key.name)));
    }
    if let Some(other) = edited.columns.iter().find(|other| {
        !returns
            && other.name != column
            && other
                .generated
                .as_ref()
                .is_some_and(|generated| texts.reads(generated.expr.as_str(), &table.table, column))
    }) {
        return Err(Problem::needed("column", column, format!("column `{}`", other.name)));
    }
    if returns {
        // Keys find the next column by its name, and take as much of it as they took of this one.
        keys::hand_over(edited, column);
        edited.checks.retain(|check| check.column.as_deref() != Some(column));
        return Ok(());
    }
    let keep = |parts: &mut Vec<IndexPart>| {
        parts.retain(|part| part.column_name() != Some(column));
        // A period alone is no key.
        parts.iter().any(|part| part.ops.is_none())
    };
    edited.indexes.retain_mut(|index| keep(&mut index.parts));
    if edited.primary_key.as_mut().is_some_and(|key| !keep(&mut key.parts)) {
        edited.primary_key = None;
    }
    let only = crate::model::Table {
        columns: edited.columns.clone(),
        name: edited.name.clone(),
        ..Default::default()
    };
    edited.checks.retain(|check| {
        let reads = texts.columns_in(check.expr.as_str(), &only);
        check.column.as_deref() != Some(column) && reads != [column]
    });
    if let Some(check) =
        edited.checks.iter().find(|check| texts.reads(check.expr.as_str(), &table.table, column))
    {
        return Err(Problem::needed("column", column, format!("check `{}`", check.name)));
    }
    Ok(())
}

/// Drops what has the name and is of the kind; false if nothing is.
pub(super) fn constraint(
    state: &mut State,
    table: &TableRef,
    kind: DropKind,
    name: &str,
) -> Result<bool, Problem> {
    let any = kind == DropKind::Constraint;
    let is = |other: &str| CASE.same(other, name);
    let edited = state.table_mut(table)?;
    if kind == DropKind::PrimaryKey
        || (any || kind == DropKind::Index) && name.eq_ignore_ascii_case("PRIMARY")
    {
        return Ok(edited.primary_key.take().is_some());
    }
    if any || kind == DropKind::ForeignKey {
        let count = edited.foreign_keys.len();
        edited.foreign_keys.retain(|key| !is(&key.name));
        if edited.foreign_keys.len() < count {
            return Ok(true);
        }
    }
    if (any || kind == DropKind::Check)
        && let Some(at) = edited.checks.iter().position(|check| checks::is_called(edited, check, name))
    {
        edited.checks.remove(at);
        return Ok(true);
    }
    if any || kind == DropKind::Index {
        let Some(at) = edited.indexes.iter().position(|index| is(&index.name) && (!any || index.unique))
        else {
            return Ok(false);
        };
        edited.indexes.remove(at);
        return Ok(true);
    }
    Ok(false)
}

/// After all actions of an ALTER TABLE: each foreign key must still have its index, here and where it refers to.
pub(super) fn check_served(mysql: &Mysql, state: &State, table: &TableRef) -> Result<(), Problem> {
    let Some(edited) = state.table(table).filter(|_| state.session.foreign_keys) else { return Ok(()) };
    // InnoDB overlooks those whose primary key makes place for another (`innobase_check_foreigns`).
    let lacks = |key: &ForeignKey, owner: &str| {
        Err(Problem::Unknowable(format!(
            "foreign key `{}` of `{owner}` would be left without an index, and no statement makes such a table",
            key.name
        )))
    };
    for key in &edited.foreign_keys {
        let parts: Vec<_> = key.columns.iter().map(IndexPart::column).collect();
        if !keys::is_served(mysql, state, table, edited, &parts) {
            return lacks(key, &edited.name);
        }
    }
    let all = state
        .referrers(&table.table)
        .flat_map(|(_, other)| other.foreign_keys.iter().map(move |key| (other, key)));
    for (other, key) in all.filter(|(_, key)| mysql.replays_mariadb() && key.references == *table) {
        let parts: Vec<_> = key.ref_columns.iter().map(IndexPart::column).collect();
        let hidden = edited.primary_key.iter().flat_map(|key| key.parts.clone());
        let with_hidden =
            |parts: &[IndexPart]| -> Vec<IndexPart> { parts.iter().cloned().chain(hidden.clone()).collect() };
        let by_hidden =
            edited.indexes.iter().any(|index| keys::serves(mysql, &with_hidden(&index.parts), &parts));
        if !by_hidden && !keys::is_served(mysql, state, table, edited, &parts) {
            return lacks(key, &other.name);
        }
    }
    Ok(())
}
