//! What of tables calls functions that are made anew: defaults, checks and indexes go before them and come back after.

use super::super::Postgres;
use crate::change::{Change, ModifyTable, Pair, Stage, TableChange};
use crate::model::{Check, Column, Expr, Index, PartKey, Table, TableRef};
use crate::plan::PlanContext;
use crate::replay::Texts;

impl Postgres {
    /// Lets the defaults, checks and indexes that call functions which go and come back do so as well.
    pub(super) fn callers_apart(&self, context: &PlanContext<'_>, mut changes: Vec<Change>) -> Vec<Change> {
        let functions = functions_anew(&changes);
        if functions.is_empty() {
            return changes;
        }
        let texts = Texts::new(self);
        let calls = |expr: &Expr| functions.iter().any(|name| texts.calls(expr.as_str(), name));
        let (mut first, mut last) = (Vec::new(), Vec::new());
        for schema in &context.next.schemas {
            for next in &schema.tables {
                let place = TableRef::new(&schema.name, &next.name);
                let Some(previous) =
                    before(context, &schema.name, next).filter(|_| !is_new(&changes, &place))
                else {
                    continue;
                };
                let mut callers = Callers { calls: &calls, away: Vec::new(), back: Vec::new() };
                callers.part(&mut changes, &place);
                callers.stay(context, Pair::new(&previous, next), &changes, &place);
                let Callers { away, back, .. } = callers;
                let step = |previous: Table, next: Table, changes, stage| {
                    let (schema, table) = (schema.name.clone(), Pair::new(previous, next));
                    Change::ModifyTable(ModifyTable { schema, table, changes, stage })
                };
                let after = |table: &Table, changes: &[TableChange]| {
                    let mut table = table.clone();
                    changes.iter().for_each(|change| change.apply(&schema.name, &mut table));
                    table
                };
                if !away.is_empty() {
                    first.push(step(previous.clone(), after(&previous, &away), away, Stage::Readies));
                    let undo: Vec<TableChange> =
                        back.iter().rev().cloned().map(TableChange::inverse).collect();
                    last.push(step(after(next, &undo), next.clone(), back, Stage::Alters));
                }
            }
        }
        changes.retain(|change| !matches!(change, Change::ModifyTable(modify) if modify.changes.is_empty()));
        first.append(&mut changes);
        first.append(&mut last);
        first
    }
}

/// The table as it was, under the name that it comes to have.
fn before(context: &PlanContext<'_>, schema: &str, next: &Table) -> Option<Table> {
    let named = |name: &str| context.previous.table(&TableRef::new(schema, name));
    let previous = next.origin.renamed_from.as_deref().and_then(named).or_else(|| named(&next.name))?;
    Some(Table { name: next.name.clone(), ..previous.clone() })
}

/// The names of functions that go, and come back in one form or another.
fn functions_anew(changes: &[Change]) -> Vec<String> {
    let plain = |name: &str| name.split('(').next().unwrap_or_default().to_owned();
    let goes = changes.iter().filter_map(|change| match change {
        Change::DropObject { object, .. } if object.kind.is_routine() => Some(plain(&object.name)),
        _ => None,
    });
    let comes = |name: &str| {
        changes.iter().any(|change| {
            matches!(change, Change::AddObject { object, .. }
                if object.kind.is_routine() && plain(&object.name) == name)
        })
    };
    goes.filter(|name| comes(name)).collect()
}

fn is_new(changes: &[Change], place: &TableRef) -> bool {
    changes.iter().any(|change| {
        matches!(change, Change::AddTable { schema, table } if *schema == place.schema && table.name == place.table)
    })
}

fn of_table<'c>(change: &'c Change, place: &TableRef) -> &'c [TableChange] {
    match change {
        Change::ModifyTable(modify) if is_at(modify, place) => &modify.changes,
        _ => &[],
    }
}

fn is_at(modify: &ModifyTable, place: &TableRef) -> bool {
    modify.schema == place.schema && modify.table.next.name == place.table
}

/// What of a table calls the functions: what takes it away before them, and what brings it back after them.
struct Callers<'a> {
    calls: &'a dyn Fn(&Expr) -> bool,
    away: Vec<TableChange>,
    back: Vec<TableChange>,
}

impl Callers<'_> {
    /// Parts the changes of what calls them before and after.
    fn part(&mut self, changes: &mut [Change], place: &TableRef) {
        for change in changes {
            let Change::ModifyTable(modify) = change else { continue };
            if !is_at(modify, place) {
                continue;
            }
            let renames: Vec<Pair<String>> = modify.changes.iter().filter_map(renamed_column).collect();
            let parted = std::mem::take(&mut modify.changes).into_iter();
            modify.changes = parted.filter_map(|change| self.between(change, &renames)).collect();
        }
    }

    /// What is left of a change where what calls them is away.
    fn between(&mut self, change: TableChange, renames: &[Pair<String>]) -> Option<TableChange> {
        match change {
            TableChange::ModifyColumn(Pair { previous, next }) if self.has_default(&previous) => {
                let name = renames.iter().find(|names| names.next == next.name).map(|names| &names.previous);
                let first = Column { name: name.unwrap_or(&previous.name).clone(), ..previous.clone() };
                self.away.push(TableChange::ModifyColumn(Pair::new(first.clone(), bare(&first))));
                let mut left = Pair::new(bare(&previous), next);
                if self.has_default(&left.next) {
                    let next = bare(&left.next);
                    let whole = std::mem::replace(&mut left.next, next.clone());
                    self.back.push(TableChange::ModifyColumn(Pair::new(next, whole)));
                }
                (left.previous != left.next).then_some(TableChange::ModifyColumn(left))
            }
            TableChange::DropColumn(column) if self.has_default(&column) => {
                self.away.push(TableChange::ModifyColumn(Pair::new(column.clone(), bare(&column))));
                Some(TableChange::DropColumn(bare(&column)))
            }
            TableChange::DropCheck(check) if (self.calls)(&check.expr) => {
                self.away.push(TableChange::DropCheck(check));
                None
            }
            TableChange::DropIndex(index) if self.has_index(&index) => {
                self.away.push(TableChange::DropIndex(index));
                None
            }
            TableChange::ModifyCheck(Pair { previous, next })
                if (self.calls)(&previous.expr) && (self.calls)(&next.expr) =>
            {
                self.away.push(TableChange::DropCheck(previous));
                self.back.push(TableChange::AddCheck(next));
                None
            }
            TableChange::ModifyIndex(Pair { previous, next })
                if self.has_index(&previous) && self.has_index(&next) =>
            {
                self.away.push(TableChange::DropIndex(previous));
                self.back.push(TableChange::AddIndex(next));
                None
            }
            change => Some(change),
        }
    }

    /// What calls them and stays as it is.
    fn stay(
        &mut self,
        context: &PlanContext<'_>,
        tables: Pair<&Table>,
        changes: &[Change],
        place: &TableRef,
    ) {
        let known: Vec<&TableChange> = changes.iter().flat_map(|change| of_table(change, place)).collect();
        let is_free = |name: &str| {
            !known.iter().chain(&self.away.iter().collect::<Vec<_>>()).any(|change| alters(change, name))
        };
        let Pair { previous, next } = tables;
        let indexes = previous.indexes.iter().filter(|index| {
            self.has_index(index) && next.index(&index.name) == Some(*index) && is_free(&index.name)
        });
        // What a table has from one above goes with that.
        let is_given = |check: &Check| {
            let parents = next.options.inherits.iter().filter_map(|parent| context.next.table(parent));
            !check.no_inherit
                && parents
                    .into_iter()
                    .any(|parent| parent.checks.iter().any(|other| other.name == check.name))
        };
        let checks = previous.checks.iter().filter(|check| {
            (self.calls)(&check.expr)
                && next.checks.contains(check)
                && is_free(&check.name)
                && !is_given(check)
        });
        let columns = previous.columns.iter().filter(|column| {
            let same = next.column(&column.name).is_some_and(|other| other.default == column.default);
            self.has_default(column) && same && is_free(&column.name)
        });
        let indexes = indexes.cloned().map(TableChange::DropIndex);
        let checks = checks.cloned().map(TableChange::DropCheck);
        let columns =
            columns.map(|column| TableChange::ModifyColumn(Pair::new(column.clone(), bare(column))));
        let away: Vec<TableChange> = indexes.chain(checks).chain(columns).collect();
        self.back.extend(away.iter().cloned().map(TableChange::inverse));
        self.away.extend(away);
    }

    fn has_default(&self, column: &Column) -> bool {
        column.default.as_ref().is_some_and(self.calls)
    }

    fn has_index(&self, index: &Index) -> bool {
        let parts = index.parts.iter().filter_map(|part| match &part.key {
            PartKey::Expr(expr) => Some(expr),
            PartKey::Column(_) => None,
        });
        parts.chain(&index.predicate).any(|expr| (self.calls)(expr))
    }
}

fn bare(column: &Column) -> Column {
    Column { default: None, ..column.clone() }
}

fn renamed_column(change: &TableChange) -> Option<Pair<String>> {
    match change {
        TableChange::RenameColumn(pair) => Some(pair.as_ref().map(|column| column.name.clone())),
        _ => None,
    }
}

/// Whether a change is about a part of its table of the name.
fn alters(change: &TableChange, name: &str) -> bool {
    match change {
        TableChange::DropIndex(index) => index.name == name,
        TableChange::ModifyIndex(pair) | TableChange::RenameIndex(pair) => pair.previous.name == name,
        TableChange::DropCheck(check) => check.name == name,
        TableChange::ModifyCheck(pair) => pair.previous.name == name,
        TableChange::DropColumn(column) => column.name == name,
        TableChange::ModifyColumn(pair) | TableChange::RenameColumn(pair) => pair.previous.name == name,
        _ => false,
    }
}
