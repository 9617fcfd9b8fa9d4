use std::collections::BTreeSet;

use super::super::Mysql;
use super::partition;
use crate::change::{ModifyTable, Pair, TableChange};
use crate::dialect::{DiffRules, Exprs, Types};
use crate::model::{Check, Column, ForeignKey, Index, IndexPart, PartKey, Table};
use crate::plan::{Filled, Halves, PlanContext, PlanError, Statement, go_quote};
use crate::words;

impl Mysql {
    /// Renames of columns; foreign keys that change, off; then one ALTER TABLE, in two halves where
    /// rows are filled in between.
    pub(super) fn modify_table(
        &self,
        context: &PlanContext<'_>,
        modify: &ModifyTable,
    ) -> Result<Vec<Statement>, PlanError> {
        if modify.table.next.columns.is_empty() {
            return Err(PlanError::NoColumns { table: modify.table.next.name.clone(), drop: true });
        }
        let partition::Around { before, after } = self.partition_steps(context, modify);
        let mut statements = before;
        statements.extend(self.modify_whole(context, modify)?);
        statements.extend(after);
        Ok(self.along_with_history(modify, statements))
    }

    fn modify_whole(
        &self,
        context: &PlanContext<'_>,
        modify: &ModifyTable,
    ) -> Result<Vec<Statement>, PlanError> {
        let mut statements = Vec::new();
        let mut state = modify.table.previous.clone();
        for renames in self.rename_steps(context, modify) {
            let before = state.clone();
            for change in &renames {
                change.apply(&modify.schema, &mut state);
            }
            statements.extend(self.alter(context, &modify.schema, Pair::new(&before, &state), &renames)?);
        }
        let versions = self.part_versions(self.spelled_out(modify));
        let parted = part_keys(&modify.table.next.name, versions.rest);
        let Parted { keys, rest, mut last } = self.part_from_changes(parted);
        last.extend(versions.last);
        let step = |state: &mut Table, changes: &[TableChange]| -> Result<Vec<Statement>, PlanError> {
            let mut statements = Vec::new();
            for changes in self.part_key_columns(changes, state) {
                let before = state.clone();
                for change in &changes {
                    change.apply(&modify.schema, state);
                }
                statements.extend(self.alter(
                    context,
                    &modify.schema,
                    Pair::new(&before, &*state),
                    &changes,
                )?);
            }
            Ok(statements)
        };
        statements.extend(step(&mut state, &versions.first)?);
        statements.extend(step(&mut state, &keys)?);
        let (table, name) =
            (self.name(context, &modify.schema, &modify.table.next.name), &modify.table.next.name);
        let enums = self.part_enums(rest);
        if !enums.wide.is_empty() {
            statements.extend(step(&mut state, &enums.wide)?);
            let filled = Filled { written: &table, name, state: &state };
            statements.extend(self.move_values(&filled, &enums));
        }
        let mut halves = Halves::of(&enums.rest);
        let computed = self.computed_before(modify);
        // What a column was computed from stays until that one stands on its own.
        let before = |change: &TableChange| match change {
            TableChange::ModifyColumn(pair) if pair.next.generated.is_none() => {
                pair.previous.generated.clone()
            }
            _ => None,
        };
        let exprs: Vec<String> =
            modify.changes.iter().filter_map(before).map(|generated| generated.expr.to_string()).collect();
        let (later, first) = halves.first.into_iter().partition(|change| {
            matches!(change, TableChange::DropColumn(column) if column.generated.is_none()
                && exprs.iter().any(|expr| words::mentions(expr, &column.name)))
        });
        halves.first = first;
        for change in later {
            // Only one column counts at a time.
            let bare = stops_counting(change);
            halves.first.extend(bare.stops);
            halves.second.push(bare.drops);
        }
        statements.extend(step(&mut state, &halves.first)?);
        let filled = Filled { written: &table, name, state: &state };
        statements.extend(halves.fills.iter().map(|fill| fill.statement(self, &filled)));
        statements.extend(computed.iter().map(|(column, expr)| {
            Statement::new(
                filled.update(self, &[(column, expr)], ""),
                format!("fill column {} of table: {}", go_quote(column), go_quote(name)),
            )
        }));
        statements.extend(step(&mut state, &halves.second)?);
        statements.extend(step(&mut state, &last)?);
        Ok(statements)
    }

    /// A column of a foreign key may change whether it allows NULL only in place, which a statement
    /// that does other things too may not be (error 1832).
    fn part_key_columns(&self, changes: &[TableChange], state: &Table) -> Vec<Vec<TableChange>> {
        let is_alone = |change: &TableChange| {
            matches!(change, TableChange::ModifyColumn(pair)
                if pair.previous.null != pair.next.null
                    && self.same_type(&pair.previous.ty, &pair.next.ty)
                    && state.foreign_keys.iter().any(|key| key.columns.contains(&pair.next.name)))
        };
        let (single, mut rest): (Vec<_>, Vec<_>) = changes.iter().cloned().partition(is_alone);
        // InnoDB makes one full-text index at a time (error 1795), on the way back as well. One that goes does so while
        // its columns are there.
        let is_text = |change: &TableChange| {
            matches!(change, TableChange::AddIndex(index) | TableChange::DropIndex(index)
                if index.kind.as_deref() == Some("fulltext"))
        };
        let texts = rest.iter().filter(|change| is_text(change)).skip(1).cloned().collect::<Vec<_>>();
        rest.retain(|change| !texts.contains(change));
        let (gone, come): (Vec<_>, Vec<_>) =
            texts.into_iter().partition(|change| matches!(change, TableChange::DropIndex(_)));
        let alone = |changes: Vec<TableChange>| changes.into_iter().map(|change| vec![change]);
        let rest = (!rest.is_empty()).then_some(rest);
        alone(gone).chain(alone(single)).chain(rest).chain(alone(come)).collect()
    }

    /// The changes but renames of columns, with what the server can't do in one step taken apart.
    fn spelled_out(&self, modify: &ModifyTable) -> Vec<TableChange> {
        let mut changes = Vec::new();
        let remade = self.remade(modify);
        for change in &modify.changes {
            match change {
                TableChange::RenameColumn(_) => {}
                TableChange::ModifyColumn(pair) if remade.iter().any(|known| known.next == pair.next) => {}
                TableChange::RenameForeignKey(pair) => {
                    let then = changed_too(modify, &pair.next).map_or(&pair.next, |pair| &pair.next);
                    changes.push(TableChange::DropForeignKey(pair.previous.clone()));
                    changes.push(TableChange::AddForeignKey(then.clone()));
                }
                TableChange::ModifyForeignKey(pair) if renamed_too(modify, &pair.previous) => {}
                TableChange::ModifyCheck(pair) if !self.enforcement_only(pair) => {
                    changes.push(TableChange::DropCheck(pair.previous.clone()));
                    changes.push(TableChange::AddCheck(pair.next.clone()));
                }
                change => changes.push(change.clone()),
            }
        }
        remake(modify, remade, &mut changes);
        self.spell_out_places(modify, &mut changes);
        changes
    }

    /// The columns that go and come again: those that MODIFY COLUMN can't make what they are to be, and what is computed
    /// from them.
    fn remade(&self, modify: &ModifyTable) -> Vec<Pair<Column>> {
        let modified: Vec<&Pair<Column>> = modify
            .changes
            .iter()
            .filter_map(|change| match change {
                TableChange::ModifyColumn(pair) => Some(pair),
                _ => None,
            })
            .collect();
        let cant = |pair: &&&Pair<Column>| !self.modifies_generation(pair);
        let mut remade: Vec<Pair<Column>> =
            modified.iter().filter(cant).map(|pair| (*pair).clone()).collect();
        let mut at = 0;
        while let Some(name) = remade.get(at).map(|pair| pair.next.name.clone()) {
            at += 1;
            for next in &modify.table.next.columns {
                let reads =
                    next.generated.as_ref().is_some_and(|it| words::mentions(it.expr.as_str(), &name));
                let known = remade.iter().any(|pair| pair.next.name == next.name);
                let Some(previous) = modify.table.previous.column(&next.name).filter(|_| reads && !known)
                else {
                    continue;
                };
                let pair = modified.iter().find(|pair| pair.next.name == next.name);
                remade.push(
                    pair.map_or_else(|| Pair::new(previous.clone(), next.clone()), |pair| (*pair).clone()),
                );
            }
        }
        remade
    }

    /// Whether MODIFY COLUMN can do it: not where a column comes to be VIRTUAL or ceases to be
    /// (manual: "ALTER TABLE and Generated Columns").
    fn modifies_generation(&self, pair: &Pair<Column>) -> bool {
        let stored = |column: &Column| column.generated.as_ref().map(|generated| generated.stored);
        match (stored(&pair.previous), stored(&pair.next)) {
            (Some(previous), Some(next)) => {
                previous == next && (!self.is_mariadb() || self.same_generated(&pair.previous, &pair.next))
            }
            (None, None) => true,
            (None, Some(stored)) | (Some(stored), None) => stored && !self.is_mariadb(),
        }
    }

    /// Columns that kept what they computed, now that they don't compute it any more.
    fn computed_before(&self, modify: &ModifyTable) -> Vec<(String, String)> {
        modify
            .changes
            .iter()
            .filter_map(|change| match change {
                TableChange::ModifyColumn(pair) if !self.modifies_generation(pair) => {
                    let generated = pair.previous.generated.as_ref()?;
                    pair.next
                        .generated
                        .is_none()
                        .then(|| (pair.next.name.clone(), generated.expr.to_string()))
                }
                _ => None,
            })
            .collect()
    }

    pub(super) fn enforcement_only(&self, pair: &Pair<Check>) -> bool {
        !self.is_mariadb() && self.same_expr(&pair.previous.expr, &pair.next.expr)
    }
}

/// A column that goes later, and that counts no more until then.
struct Bare {
    stops: Option<TableChange>,
    drops: TableChange,
}

fn stops_counting(change: TableChange) -> Bare {
    match change {
        TableChange::DropColumn(column) if column.auto_increment => {
            let bare = Column { auto_increment: false, ..column.clone() };
            let stops = TableChange::ModifyColumn(Pair::new(column, bare.clone()));
            Bare { stops: Some(stops), drops: TableChange::DropColumn(bare) }
        }
        drops => Bare { stops: None, drops },
    }
}

/// Lets columns go and come again, with the indexes and the checks that nothing else touches.
fn remake(modify: &ModifyTable, remade: Vec<Pair<Column>>, changes: &mut Vec<TableChange>) {
    let (mut gone, mut back) = (Vec::new(), Vec::new());
    for pair in remade.iter().rev() {
        let mut kept = kept_indexes(modify, &pair.next.name);
        // One over two such columns goes and comes once.
        kept.retain(|index| !gone.contains(&TableChange::DropIndex((*index).clone())));
        gone.extend(kept.iter().cloned().cloned().map(TableChange::DropIndex));
        back.extend(kept.into_iter().cloned().map(TableChange::AddIndex));
    }
    for check in kept_checks(modify, &remade) {
        gone.push(TableChange::DropCheck(check.clone()));
        back.push(TableChange::AddCheck(check.clone()));
    }
    let key = modify.table.next.primary_key.as_ref();
    let in_key =
        |pair: &Pair<Column>| key.is_some_and(|key| key.columns().any(|name| name == pair.next.name));
    let known = |change: &TableChange| {
        matches!(
            change,
            TableChange::AddPrimaryKey(_) | TableChange::ModifyPrimaryKey(_) | TableChange::DropPrimaryKey(_)
        )
    };
    if let (Some(key), true) = (key, remade.iter().any(in_key) && !modify.changes.iter().any(known)) {
        back.push(TableChange::ModifyPrimaryKey(Pair::new(key.clone(), key.clone())));
    }
    gone.extend(remade.iter().rev().map(|pair| TableChange::DropColumn(pair.previous.clone())));
    gone.extend(remade.into_iter().map(|pair| TableChange::AddColumn(pair.next)));
    gone.append(&mut back);
    changes.append(&mut gone);
}

/// Checks that read one of the columns and that nothing else touches.
fn kept_checks<'a>(modify: &'a ModifyTable, remade: &[Pair<Column>]) -> Vec<&'a Check> {
    let touched = |check: &Check| {
        modify.changes.iter().any(|change| match change {
            TableChange::AddCheck(other) => other == check,
            TableChange::ModifyCheck(pair) => pair.next == *check,
            _ => false,
        })
    };
    let reads =
        |check: &Check| remade.iter().any(|pair| words::mentions(check.expr.as_str(), &pair.next.name));
    let checks = modify.table.next.checks.iter();
    checks.filter(|check| !check.name.is_empty() && reads(check) && !touched(check)).collect()
}

/// Indexes over a column that nothing else touches.
pub(super) fn kept_indexes<'a>(modify: &'a ModifyTable, column: &str) -> Vec<&'a Index> {
    let touched = |index: &Index| {
        modify.changes.iter().any(|change| match change {
            TableChange::AddIndex(other) => other.name == index.name,
            TableChange::ModifyIndex(pair) | TableChange::RenameIndex(pair) => pair.next.name == index.name,
            _ => false,
        })
    };
    let is_over = |index: &Index| {
        index.parts.iter().any(|part| matches!(&part.key, PartKey::Column(name) if name == column))
    };
    modify.table.next.indexes.iter().filter(|index| is_over(index) && !touched(index)).collect()
}

/// What else changes of a foreign key that gets another name.
fn changed_too<'a>(modify: &'a ModifyTable, renamed: &ForeignKey) -> Option<&'a Pair<ForeignKey>> {
    modify.changes.iter().find_map(|change| match change {
        TableChange::ModifyForeignKey(pair) if pair.previous.name == renamed.name => Some(pair),
        _ => None,
    })
}

fn renamed_too(modify: &ModifyTable, key: &ForeignKey) -> bool {
    let renames = |change: &TableChange| matches!(change, TableChange::RenameForeignKey(pair) if pair.next.name == key.name);
    modify.changes.iter().any(renames)
}

/// Changes of a table by when they happen.
pub(super) struct Parted {
    /// Foreign keys that go first, and indexes of places.
    pub(super) keys: Vec<TableChange>,
    /// Most of them.
    pub(super) rest: Vec<TableChange>,
    /// Foreign keys that come last, and indexes of places.
    pub(super) last: Vec<TableChange>,
}

/// Foreign keys that change, or whose name another takes, go in a statement of their own: a name can't
/// go and come in one. Nor does a key to the table itself come or go with what it refers to.
fn part_keys(table: &str, changes: Vec<TableChange>) -> Parted {
    let (mut come, mut go): (Vec<Vec<IndexPart>>, Vec<Vec<IndexPart>>) = (Vec::new(), Vec::new());
    for change in &changes {
        match change {
            TableChange::AddPrimaryKey(key) => come.push(key.parts.clone()),
            TableChange::AddIndex(index) => come.push(index.parts.clone()),
            TableChange::DropPrimaryKey(key) => go.push(key.parts.clone()),
            TableChange::DropIndex(index) => go.push(index.parts.clone()),
            TableChange::ModifyIndex(pair) => {
                go.push(pair.previous.parts.clone());
                come.push(pair.next.parts.clone());
            }
            TableChange::ModifyPrimaryKey(pair) => {
                go.push(pair.previous.parts.clone());
                come.push(pair.next.parts.clone());
            }
            _ => {}
        }
    }
    // Whether the key refers to its own table, by one of these.
    let by = |served: &[Vec<IndexPart>], key: &ForeignKey| {
        let columns = || key.ref_columns.iter().map(|name| Some(name.as_str()));
        key.references.table == table
            && served.iter().any(|parts| {
                parts.len() >= key.ref_columns.len()
                    && parts
                        .iter()
                        .map(IndexPart::column_name)
                        .zip(columns())
                        .all(|(own, other)| own == other)
            })
    };
    let mut last = Vec::new();
    let added = changes.iter().filter_map(|change| match change {
        TableChange::AddForeignKey(key) => Some(key.name.clone()),
        _ => None,
    });
    let added: BTreeSet<String> = added.collect();
    let (mut keys, mut rest) = (Vec::new(), Vec::new());
    for change in changes {
        match change {
            TableChange::ModifyForeignKey(pair) => {
                keys.push(TableChange::DropForeignKey(pair.previous));
                let late = by(&come, &pair.next);
                let place = if late { &mut last } else { &mut rest };
                place.push(TableChange::AddForeignKey(pair.next));
            }
            TableChange::DropForeignKey(key) if added.contains(&key.name) || by(&go, &key) => {
                keys.push(TableChange::DropForeignKey(key));
            }
            TableChange::AddForeignKey(key) if by(&come, &key) => {
                last.push(TableChange::AddForeignKey(key));
            }
            change => rest.push(change),
        }
    }
    Parted { keys, rest, last }
}
