//! What is altered of a table alone where there are tables below it.

use super::super::Postgres;
use crate::change::{ModifyTable, Pair, TableChange};
use crate::dialect::Dialect;
use crate::model::{Column, TableRef};
use crate::plan::PlanContext;

/// A statement of those that alter a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// What must be so for the rest: a key, or an identity, is of columns without NULL.
    OwnFirst,
    /// What goes on to the tables below.
    Whole,
    /// What is altered of the table alone when it has the rest.
    OwnLast,
}

impl Step {
    /// In the order in which they are carried out.
    pub(super) const ALL: [Self; 3] = [Self::OwnFirst, Self::Whole, Self::OwnLast];

    /// What a statement of the step begins with.
    pub(super) fn words(self) -> &'static str {
        if self == Self::Whole { "ALTER TABLE" } else { "ALTER TABLE ONLY" }
    }
}

/// Which clauses are about a table alone, by how they begin.
#[derive(Debug, Default)]
pub(super) struct OwnClauses(Vec<String>);

impl OwnClauses {
    /// The step that a clause belongs to; `back` where it undoes another.
    pub(super) fn step(&self, clause: &str, back: bool) -> Step {
        let first = if back { " DROP NOT NULL" } else { " SET NOT NULL" };
        match self.0.iter().any(|own| clause.starts_with(own)) {
            false => Step::Whole,
            true if clause.ends_with(first) => Step::OwnFirst,
            true => Step::OwnLast,
        }
    }
}

impl Postgres {
    /// The clauses that are about a table alone; none where nothing is below it.
    pub(super) fn own_clauses(
        &self,
        context: &PlanContext<'_>,
        modify: &ModifyTable,
        changes: &[TableChange],
    ) -> OwnClauses {
        const WORDS: [&str; 6] =
            ["SET DEFAULT", "DROP DEFAULT", "SET STORAGE", "SET STATISTICS", "SET (", "RESET ("];
        let mut own = Vec::new();
        if !has_heirs(context, &modify.schema, &modify.table.next.name) {
            return OwnClauses(own);
        }
        for change in changes {
            let TableChange::ModifyColumn(pair) = change else { continue };
            if self.changes_type(&pair.previous, &pair.next) {
                continue;
            }
            let begin = format!("ALTER COLUMN {}", self.quote(&pair.next.name));
            own.extend(WORDS.iter().map(|words| format!("{begin} {words}")));
            if modify.table.next.options.partition_by.is_none() {
                own.extend(["SET NOT NULL", "DROP NOT NULL"].map(|words| format!("{begin} {words}")));
            }
        }
        OwnClauses(own)
    }
}

/// Splits columns that come or go from that they are identity columns, where tables below get them: those are none.
pub(super) fn part_identities(changes: &[TableChange]) -> Option<(Vec<TableChange>, Vec<TableChange>)> {
    let plain = |column: &Column| Column { identity: None, ..column.clone() };
    let is_counted = |column: &Column| column.identity.is_some();
    let drops =
        |change: &TableChange| matches!(change, TableChange::DropColumn(column) if is_counted(column));
    let adds = |change: &TableChange| matches!(change, TableChange::AddColumn(column) if is_counted(column));
    let (mut first, mut second) = (Vec::new(), Vec::new());
    // Those that go stop counting before all else; those that come begin to count after it.
    if changes.iter().any(drops) {
        for change in changes {
            match change {
                TableChange::DropColumn(column) if is_counted(column) => {
                    first.push(TableChange::ModifyColumn(Pair::new(column.clone(), plain(column))));
                    second.push(TableChange::DropColumn(plain(column)));
                }
                change => second.push(change.clone()),
            }
        }
    } else if changes.iter().any(adds) {
        for change in changes {
            match change {
                TableChange::AddColumn(column) if is_counted(column) => {
                    first.push(TableChange::AddColumn(plain(column)));
                    second.push(TableChange::ModifyColumn(Pair::new(plain(column), column.clone())));
                }
                change => first.push(change.clone()),
            }
        }
    }
    (!first.is_empty()).then_some((first, second))
}

/// Whether there are tables below a table at any time.
pub(super) fn has_heirs(context: &PlanContext<'_>, schema: &str, name: &str) -> bool {
    let is_it = |parent: &TableRef| parent.schema == schema && parent.table == name;
    [context.previous, context.next].iter().flat_map(|realm| realm.tables()).any(|(_, table)| {
        let options = &table.options;
        options.inherits.iter().any(is_it)
            || options.partition_of.as_ref().is_some_and(|partition| is_it(&partition.parent))
    })
}
