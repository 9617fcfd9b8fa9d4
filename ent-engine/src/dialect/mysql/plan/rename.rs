//! Renames of columns, with what holds on to a name.

use super::super::Mysql;
use crate::change::{ModifyTable, Pair, TableChange};
use crate::model::{Column, PartKey, Realm, Table};
use crate::plan::PlanContext;
use crate::words;

impl Mysql {
    /// The renames of columns, and on MySQL the checks, generated columns and functional indexes that
    /// speak of them and don't follow by themselves. MariaDB's follow. Each step is a statement.
    pub(super) fn rename_steps(
        &self,
        context: &PlanContext<'_>,
        modify: &ModifyTable,
    ) -> Vec<Vec<TableChange>> {
        let renames: Vec<TableChange> = modify
            .changes
            .iter()
            .filter(|change| matches!(change, TableChange::RenameColumn(_)))
            .cloned()
            .collect();
        if renames.is_empty() || self.is_mariadb() {
            return vec![renames];
        }
        let previous = &modify.table.previous;
        let mut next = previous.clone();
        for rename in &renames {
            rename.apply(&modify.schema, &mut next);
        }
        let pairs: Vec<&Pair<Column>> = renames
            .iter()
            .filter_map(|change| match change {
                TableChange::RenameColumn(pair) => Some(pair),
                _ => None,
            })
            .collect();
        let states = Pair::new(previous, &next);
        let in_key = is_in_key(context, modify, &pairs);
        if in_key || computed_is_renamed(&states, &pairs) {
            let Around { gone, first, last } = around(&states, &pairs, in_key);
            let stays = |change: &TableChange| !matches!(change, TableChange::RenameColumn(pair) if gone.contains(&pair.previous.name));
            vec![first, renames.iter().filter(|change| stays(change)).cloned().collect(), last]
        } else {
            vec![renames.iter().cloned().chain(beside(&states, &pairs)).collect()]
        }
    }
}

/// Whether a foreign key is over one of the columns or refers to it. A statement that renames such a
/// column must not copy the table (error 1846), which all but the renames would make it do.
fn is_in_key(context: &PlanContext<'_>, modify: &ModifyTable, renames: &[&Pair<Column>]) -> bool {
    let table = &modify.table.next;
    let tables = [Some(&table.name), table.origin.renamed_from.as_ref()];
    let refers = |realm: &Realm, name_of: fn(&Pair<Column>) -> &String| {
        realm.tables().flat_map(|(_, table)| &table.foreign_keys).any(|key| {
            key.references.schema == modify.schema
                && tables.contains(&Some(&key.references.table))
                && renames.iter().any(|pair| key.ref_columns.contains(name_of(pair)))
        })
    };
    modify
        .table
        .previous
        .foreign_keys
        .iter()
        .any(|key| renames.iter().any(|pair| key.columns.contains(&pair.previous.name)))
        || refers(context.previous, |pair| &pair.previous.name)
        || refers(context.next, |pair| &pair.next.name)
}

/// What goes and comes, or is said anew, in the statement of the renames.
fn beside(states: &Pair<&Table>, renames: &[&Pair<Column>]) -> Vec<TableChange> {
    let names: Vec<&str> = renames.iter().map(|pair| pair.previous.name.as_str()).collect();
    let (mut computed, mut rest) = (Vec::new(), Vec::new());
    for (previous, next) in states.previous.columns.iter().zip(&states.next.columns) {
        if is_computed_from(previous, &names) && previous.name == next.name {
            computed.push(TableChange::ModifyColumn(Pair::new(previous.clone(), next.clone())));
        }
    }
    for (previous, next) in states.previous.checks.iter().zip(&states.next.checks) {
        if mentions(previous.expr.as_str(), &names) {
            rest.push(TableChange::DropCheck(previous.clone()));
            rest.push(TableChange::AddCheck(next.clone()));
        }
    }
    for (previous, next) in states.previous.indexes.iter().zip(&states.next.indexes) {
        if is_functional_over(&previous.parts, &names) {
            rest.push(TableChange::ModifyIndex(Pair::new(previous.clone(), next.clone())));
        }
    }
    computed.into_iter().chain(rest).collect()
}

/// What goes before the renames, and comes back after them.
#[derive(Default)]
struct Around {
    /// Columns that go, by their previous names; those that are renamed come back under the next one.
    gone: Vec<String>,
    first: Vec<TableChange>,
    last: Vec<TableChange>,
}

/// What goes and comes around the renames; where they are `in_key`, also what would have them copy the
/// table: a check that speaks of a moment does, though of none that is renamed (tried out on 9.7).
fn around(states: &Pair<&Table>, renames: &[&Pair<Column>], in_key: bool) -> Around {
    let mut around = Around::default();
    let mut names: Vec<&str> = renames.iter().map(|pair| pair.previous.name.as_str()).collect();
    let moments = states.previous.columns.iter().filter(|column| in_key && is_moment(column));
    let moments: Vec<&str> = moments.map(|column| column.name.as_str()).collect();
    // What is computed from a column that goes, goes too.
    loop {
        let found = states
            .previous
            .columns
            .iter()
            .zip(&states.next.columns)
            .find(|(column, _)| !around.gone.contains(&column.name) && is_computed_from(column, &names));
        let Some((previous, next)) = found else { break };
        around.gone.push(previous.name.clone());
        names.push(&previous.name);
        around.first.insert(0, TableChange::DropColumn(previous.clone()));
        around.last.push(TableChange::AddColumn(next.clone()));
    }
    for (previous, next) in states.previous.indexes.iter().zip(&states.next.indexes) {
        let over = |name: &String| previous.parts.iter().any(|part| part.column_name() == Some(name));
        if around.gone.iter().any(over) || is_functional_over(&previous.parts, &names) {
            around.first.insert(0, TableChange::DropIndex(previous.clone()));
            around.last.push(TableChange::AddIndex(next.clone()));
        }
    }
    for (previous, next) in states.previous.checks.iter().zip(&states.next.checks) {
        if mentions(previous.expr.as_str(), &names) || mentions(previous.expr.as_str(), &moments) {
            around.first.insert(0, TableChange::DropCheck(previous.clone()));
            around.last.push(TableChange::AddCheck(next.clone()));
        }
    }
    around
}

/// Whether a column is renamed together with one that it is computed from: it can't be said anew in the
/// statement that renames it.
fn computed_is_renamed(states: &Pair<&Table>, renames: &[&Pair<Column>]) -> bool {
    let names: Vec<&str> = renames.iter().map(|pair| pair.previous.name.as_str()).collect();
    let mut columns = states.previous.columns.iter().zip(&states.next.columns);
    columns.any(|(previous, next)| previous.name != next.name && is_computed_from(previous, &names))
}

fn mentions(text: &str, names: &[&str]) -> bool {
    names.iter().any(|name| words::mentions(text, name))
}

fn is_moment(column: &Column) -> bool {
    matches!(column.ty.name.as_str(), "date" | "time" | "datetime" | "timestamp" | "year")
}

fn is_computed_from(column: &Column, names: &[&str]) -> bool {
    column.generated.as_ref().is_some_and(|generated| mentions(generated.expr.as_str(), names))
}

fn is_functional_over(parts: &[crate::model::IndexPart], names: &[&str]) -> bool {
    parts.iter().any(|part| match &part.key {
        PartKey::Expr(expr) => mentions(expr.as_str(), names),
        PartKey::Column(_) => false,
    })
}
