use std::collections::BTreeSet;

use super::super::Postgres;
use super::kept;
use crate::change::{ModifyTable, Pair, TableChange};
use crate::dialect::DiffRules;
use crate::model::{Column, Index, PartKey, Table};
use crate::plan::PlanContext;
use crate::words;

impl Postgres {
    /// The changes with what the server can't do in one step taken apart: a column that is generated
    /// anew goes and comes back, and so does what is about it.
    pub(super) fn expand(&self, modify: &ModifyTable) -> Vec<TableChange> {
        let table = &modify.table;
        let anew = self.generated_anew(modify);
        if anew.is_empty() {
            return modify.changes.clone();
        }
        let mut changes = Vec::new();
        for change in &modify.changes {
            match change {
                TableChange::ModifyColumn(pair) if anew.contains(&pair.next.name) => {
                    changes.push(TableChange::DropColumn(pair.previous.clone()));
                    match kept(&pair.previous, &pair.next) {
                        None => changes.push(TableChange::AddColumn(pair.next.clone())),
                        Some(kept) => {
                            changes.push(TableChange::AddColumn(kept.clone()));
                            changes.push(TableChange::ModifyColumn(Pair::new(kept, pair.next.clone())));
                        }
                    }
                }
                change => changes.push(change.clone()),
            }
        }
        for name in &anew {
            let touched = changes
                .iter()
                .any(|change| matches!(change, TableChange::AddColumn(column) if column.name == *name));
            if let (false, Some(column)) = (touched, table.next.column(name)) {
                changes.push(TableChange::DropColumn(column.clone()));
                changes.push(TableChange::AddColumn(column.clone()));
            }
        }
        self.bring_along(&table.next, &anew, &mut changes);
        changes
    }

    /// Splits off that a column is computed no longer where its values come to be of another type: the server converts none
    /// that it computes; and where it has come anew to have its values on disk.
    pub(super) fn part_computed(
        &self,
        changes: &[TableChange],
    ) -> Option<(Vec<TableChange>, Vec<TableChange>)> {
        let (mut first, mut second) = (Vec::new(), Vec::new());
        let comes = |column: &Column| {
            let added =
                |change: &TableChange| matches!(change, TableChange::AddColumn(added) if added == column);
            changes.iter().any(added)
        };
        let stays = |column: &Column| {
            let modified = |change: &TableChange| matches!(change, TableChange::ModifyColumn(pair) if pair.previous.name == column.name && comes(&pair.previous));
            changes.iter().any(modified)
        };
        for change in changes {
            match change {
                TableChange::ModifyColumn(pair) if comes(&pair.previous) => second.push(change.clone()),
                TableChange::DropColumn(column) | TableChange::AddColumn(column) if stays(column) => {
                    first.push(change.clone());
                }
                TableChange::ModifyColumn(Pair { previous, next })
                    if previous.generated.is_some()
                        && next.generated.is_none()
                        && self.changes_type(previous, next) =>
                {
                    let plain = Column { generated: None, ..previous.clone() };
                    first.push(TableChange::ModifyColumn(Pair::new(previous.clone(), plain.clone())));
                    second.push(TableChange::ModifyColumn(Pair::new(plain, next.clone())));
                }
                change => second.push(change.clone()),
            }
        }
        (!first.is_empty()).then_some((first, second))
    }

    /// Columns that must go and come back: with another expression, or over a column whose type
    /// changes.
    fn generated_anew(&self, modify: &ModifyTable) -> BTreeSet<String> {
        let mut anew = BTreeSet::new();
        for change in &modify.changes {
            let TableChange::ModifyColumn(Pair { previous, next }) = change else { continue };
            if self.regenerates(previous, next) {
                anew.insert(next.name.clone());
            }
            if self.changes_type(previous, next) {
                let depends = |column: &&Column| {
                    column
                        .generated
                        .as_ref()
                        .is_some_and(|generated| words::mentions(generated.expr.as_str(), &next.name))
                };
                let stays = |column: &&Column| modify.table.previous.column(&column.name).is_some();
                let over = modify.table.next.columns.iter().filter(depends).filter(stays);
                anew.extend(over.map(|column| column.name.clone()));
            }
        }
        anew
    }

    /// Indexes, keys and checks over a column that goes and comes back do the same.
    fn bring_along(&self, next: &Table, anew: &BTreeSet<String>, changes: &mut Vec<TableChange>) {
        let about = |text: &str| anew.iter().any(|name| words::mentions(text, name));
        let known: Vec<TableChange> = changes.clone();
        for index in next.indexes.iter().filter(|index| index_is_about(index, anew)) {
            let own = known.iter().any(|change| match change {
                TableChange::AddIndex(other) => other.name == index.name,
                TableChange::ModifyIndex(pair) => pair.next.name == index.name,
                _ => false,
            });
            if !own {
                changes.push(TableChange::DropIndex(index.clone()));
                changes.push(TableChange::AddIndex(index.clone()));
            }
        }
        for check in next.checks.iter().filter(|check| about(check.expr.as_str())) {
            let own = known.iter().any(|change| match change {
                TableChange::AddCheck(other) => other == check,
                TableChange::ModifyCheck(pair) => pair.next == *check,
                _ => false,
            });
            if !own {
                changes.push(TableChange::DropCheck(check.clone()));
                changes.push(TableChange::AddCheck(check.clone()));
            }
        }
        for key in next.foreign_keys.iter().filter(|key| key.columns.iter().any(|name| anew.contains(name))) {
            let own = known.iter().any(|change| match change {
                TableChange::AddForeignKey(other) => other == key,
                TableChange::ModifyForeignKey(pair) => pair.next == *key,
                _ => false,
            });
            if !own {
                changes.push(TableChange::DropForeignKey(key.clone()));
                changes.push(TableChange::AddForeignKey(key.clone()));
            }
        }
    }

    /// Whether undoing each statement on its own leads back. Else the way back is planned as a whole.
    pub(super) fn is_symmetric(&self, context: &PlanContext<'_>, modify: &ModifyTable) -> bool {
        let same = |change: &TableChange| match change {
            TableChange::ModifyColumn(pair) => {
                self.same_generated(&pair.previous, &pair.next)
                    && (!self.changes_type(&pair.previous, &pair.next)
                        || self.generated_anew(modify).is_empty())
            }
            _ => true,
        };
        let tells =
            |table: &Table| table.indexes.iter().any(|index| index.statistics().any(|one| one.is_some()));
        let tables = [&modify.table.previous, &modify.table.next];
        let loses = self.any_retyped(&modify.changes) && tables.into_iter().any(tells);
        !loses
            && modify.changes.iter().all(same)
            && self.without_null(context, modify).is_empty()
            && self.without_null(context, &modify.clone().inverse()).is_empty()
    }
}

pub(super) fn index_is_about(index: &Index, columns: &BTreeSet<String>) -> bool {
    let about = |text: &str| columns.iter().any(|name| words::mentions(text, name));
    index.include.iter().any(|name| columns.contains(name))
        || index.predicate.as_ref().is_some_and(|predicate| about(predicate.as_str()))
        || index.parts.iter().any(|part| match &part.key {
            PartKey::Column(name) => columns.contains(name),
            PartKey::Expr(expr) => about(expr.as_str()),
        })
}
