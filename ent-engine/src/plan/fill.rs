use crate::change::{Pair, TableChange};
use crate::model::Column;

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
        for change in changes {
            match change {
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

fn fills_nulls(pair: &Pair<Column>) -> bool {
    pair.next.origin.backfill.is_some() && pair.previous.null && !pair.next.null
}
