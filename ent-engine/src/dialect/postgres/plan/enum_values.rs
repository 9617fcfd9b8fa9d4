//! What of tables names values that an enum type loses, and changes with it: the type can't be made anew under it, so that
//! it goes before the type and comes after it.

use super::super::Postgres;
use super::clauses::text;
use super::enums::Steps;
use crate::change::{Change, EnumUse, ModifyTable, Pair, Stage, TableChange};
use crate::model::{Index, PartKey, Table};

impl Postgres {
    /// Lets checks and indexes that change go before the types whose lost values they name.
    pub(super) fn values_apart(changes: Vec<Change>) -> Vec<Change> {
        let losses: Vec<Loss> = changes.iter().filter_map(Loss::of).collect();
        if losses.is_empty() {
            return changes;
        }
        let (mut first, mut own) = (Vec::new(), Vec::new());
        for change in changes {
            match change {
                Change::ModifyTable(modify) if modify.stage == Stage::Alters => {
                    let values: Vec<&str> = losses.iter().flat_map(|loss| loss.values_in(&modify)).collect();
                    let (go, rest) = parted(modify, &values);
                    first.extend(go.map(Change::ModifyTable));
                    own.extend(rest.map(Change::ModifyTable));
                }
                change => own.push(change),
            }
        }
        first.append(&mut own);
        first
    }
}

/// The values that a type loses.
struct Loss {
    /// As texts of SQL.
    values: Vec<String>,
    uses: Vec<EnumUse>,
}

impl Loss {
    fn of(change: &Change) -> Option<Self> {
        let Change::ModifyEnum { ty, uses, .. } = change else { return None };
        let values: Vec<String> = Steps::of(ty).lost().map(text).collect();
        (!values.is_empty()).then(|| Self { values, uses: uses.clone() })
    }

    /// Those that may be in the columns of a table.
    fn values_in(&self, modify: &ModifyTable) -> impl Iterator<Item = &str> {
        let is_of = |one: &EnumUse| one.schema == modify.schema && one.table == modify.table.previous.name;
        let values: &[String] = if self.uses.iter().any(is_of) { &self.values } else { &[] };
        values.iter().map(String::as_str)
    }
}

/// What of a change goes before the type, and the rest.
fn parted(modify: ModifyTable, values: &[&str]) -> (Option<ModifyTable>, Option<ModifyTable>) {
    let names = |text: &str| values.iter().any(|value| text.contains(value));
    let previous = &modify.table.previous;
    let (mut go, mut rest) = (Vec::new(), Vec::new());
    for change in &modify.changes {
        let (gone, next) = match change {
            TableChange::DropCheck(check) => (check_of(previous, &check.name), None),
            TableChange::ModifyCheck(pair) => {
                (check_of(previous, &pair.previous.name), Some(TableChange::AddCheck(pair.next.clone())))
            }
            TableChange::DropIndex(index) => (index_of(previous, &index.name), None),
            TableChange::ModifyIndex(pair) => {
                (index_of(previous, &pair.previous.name), Some(TableChange::AddIndex(pair.next.clone())))
            }
            _ => (None, None),
        };
        match gone.filter(|(_, texts)| texts.iter().any(|text| names(text))) {
            Some((gone, _)) => {
                go.push(gone);
                rest.extend(next);
            }
            None => rest.push(change.clone()),
        }
    }
    if go.is_empty() {
        return (None, Some(modify));
    }
    let mut between = previous.clone();
    go.iter().for_each(|change| change.apply(&modify.schema, &mut between));
    let step = |previous: Table, next: Table, changes, stage| {
        let (schema, table) = (modify.schema.clone(), Pair::new(previous, next));
        ModifyTable { schema, table, changes, stage }
    };
    let first = step(previous.clone(), between.clone(), go, Stage::Readies);
    let last = (!rest.is_empty()).then(|| step(between, modify.table.next.clone(), rest, Stage::Alters));
    (Some(first), last)
}

/// The drop of a check as it stands, and what it says.
fn check_of(table: &Table, name: &str) -> Option<(TableChange, Vec<String>)> {
    let check = table.checks.iter().find(|check| check.name == name)?;
    Some((TableChange::DropCheck(check.clone()), vec![check.expr.as_str().to_owned()]))
}

/// The drop of an index as it stands, and what it says.
fn index_of(table: &Table, name: &str) -> Option<(TableChange, Vec<String>)> {
    let index = table.index(name)?;
    Some((TableChange::DropIndex(index.clone()), texts(index)))
}

fn texts(index: &Index) -> Vec<String> {
    let parts = index.parts.iter().filter_map(|part| match &part.key {
        PartKey::Expr(expr) => Some(expr),
        PartKey::Column(_) => None,
    });
    parts.chain(&index.predicate).map(|expr| expr.as_str().to_owned()).collect()
}
