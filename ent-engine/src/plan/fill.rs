use crate::change::{Pair, TableChange};
use crate::model::{Column, IndexPart};
use crate::words;

/// The changes of one ALTER TABLE before rows are filled and of one after.
#[derive(Default)]
pub(crate) struct Halves {
    pub(crate) first: Vec<TableChange>,
    pub(crate) fills: Vec<Fill>,
    pub(crate) second: Vec<TableChange>,
}

/// A column to fill in the rows that are there.
pub(crate) struct Fill {
    pub(crate) column: Column,
    /// Only where it is NULL.
    pub(crate) only_null: bool,
}

impl Halves {
    /// Splits the changes where rows must be filled before a column is NOT NULL.
    pub(crate) fn of(changes: &[TableChange]) -> Self {
        let mut halves = Self::default();
        let fills = changes.iter().any(|change| match change {
            TableChange::AddColumn(column) => column.origin.backfill.is_some(),
            TableChange::ModifyColumn(pair) => fills_nulls(pair),
            _ => false,
        });
        if !fills {
            halves.first = changes.to_vec();
            return halves;
        }
        let dropped: Vec<&str> = changes.iter().filter_map(dropped_column).collect();
        let is_dropped = |column: &String| dropped.contains(&column.as_str());
        for change in changes {
            match change {
                // What is over a column that goes, goes before it; what takes its place comes at the end.
                TableChange::ModifyForeignKey(pair) if pair.previous.columns.iter().any(is_dropped) => {
                    halves.first.push(TableChange::DropForeignKey(pair.previous.clone()));
                    halves.second.push(TableChange::AddForeignKey(pair.next.clone()));
                }
                TableChange::ModifyIndex(pair)
                    if pair
                        .previous
                        .parts
                        .iter()
                        .filter_map(IndexPart::column_name)
                        .any(|name| dropped.contains(&name)) =>
                {
                    halves.first.push(TableChange::DropIndex(pair.previous.clone()));
                    halves.second.push(TableChange::AddIndex(pair.next.clone()));
                }
                TableChange::ModifyCheck(pair)
                    if dropped.iter().any(|column| words::mentions(pair.previous.expr.as_str(), column)) =>
                {
                    halves.first.push(TableChange::DropCheck(pair.previous.clone()));
                    halves.second.push(TableChange::AddCheck(pair.next.clone()));
                }
                TableChange::AddColumn(column) if column.origin.backfill.is_some() => {
                    let nullable = Column { null: true, ..column.clone() };
                    halves.fills.push(Fill { column: column.clone(), only_null: false });
                    if column.null || column.default.is_some() {
                        halves.first.push(TableChange::AddColumn(column.clone()));
                    } else {
                        halves.first.push(TableChange::AddColumn(nullable.clone()));
                        halves.second.push(TableChange::ModifyColumn(Pair::new(nullable, column.clone())));
                    }
                }
                TableChange::ModifyColumn(pair) if fills_nulls(pair) => {
                    let nullable = Column { null: true, ..pair.next.clone() };
                    halves.fills.push(Fill { column: pair.next.clone(), only_null: true });
                    halves
                        .first
                        .push(TableChange::ModifyColumn(Pair::new(pair.previous.clone(), nullable.clone())));
                    halves.second.push(TableChange::ModifyColumn(Pair::new(nullable, pair.next.clone())));
                }
                TableChange::AddPrimaryKey(_)
                | TableChange::ModifyPrimaryKey(_)
                | TableChange::AddIndex(_)
                | TableChange::ModifyIndex(_)
                | TableChange::AddForeignKey(_)
                | TableChange::ModifyForeignKey(_)
                | TableChange::AddCheck(_)
                | TableChange::ModifyCheck(_) => halves.second.push(change.clone()),
                change => halves.first.push(change.clone()),
            }
        }
        halves
    }
}

fn dropped_column(change: &TableChange) -> Option<&str> {
    match change {
        TableChange::DropColumn(column) => Some(&column.name),
        _ => None,
    }
}

fn fills_nulls(pair: &Pair<Column>) -> bool {
    pair.next.origin.backfill.is_some() && pair.previous.null && !pair.next.null
}
