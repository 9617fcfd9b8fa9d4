use super::{Statement, go_quote};
use crate::change::{Pair, TableChange};
use crate::dialect::Dialect;
use crate::model::{Check, Column, IndexPart, Table};
use crate::words;

/// The changes of one ALTER TABLE before rows are filled and of one after.
#[derive(Default)]
pub(crate) struct Halves {
    pub(crate) first: Vec<TableChange>,
    pub(crate) fills: Vec<Fill>,
    pub(crate) second: Vec<TableChange>,
}

/// What rows that are there get.
pub(crate) enum Fill {
    /// A value for a new column, or one where they have NULL.
    Backfill { column: String, value: String, rows: Rows },
    /// The next name of a value.
    Value { column: String, values: Pair<String> },
}

/// Which rows are filled.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rows {
    All,
    WhereNull,
}

/// A table whose rows a plan fills.
pub(crate) struct Filled<'t> {
    /// Its name as it is written.
    pub(crate) written: &'t str,
    /// Its name.
    pub(crate) name: &'t str,
    /// The table as it is at that time.
    pub(crate) state: &'t Table,
}

impl Filled<'_> {
    /// The statement that gives columns these values, in all rows or in those for which the condition `rows` holds. Nobody
    /// changes the rows by that: columns that the server would set to the time of it stay as they are.
    pub(crate) fn update(&self, dialect: &dyn Dialect, values: &[(&str, &str)], rows: &str) -> String {
        let is_given = |column: &Column| values.iter().any(|(name, _)| *name == column.name);
        let told = self.state.columns.iter().filter(|column| column.on_update.is_some() && !is_given(column));
        let keeps = told.map(|column| {
            let name = dialect.quote(&column.name);
            format!("{name} = {name}")
        });
        let given = values.iter().map(|(name, value)| format!("{} = {value}", dialect.quote(name)));
        let all: Vec<String> = given.chain(keeps).collect();
        let rows = if rows.is_empty() { String::new() } else { format!(" WHERE {rows}") };
        format!("UPDATE {} SET {}{rows}", self.written, all.join(", "))
    }
}

impl Fill {
    pub(crate) fn backfill(column: &Column, rows: Rows) -> Option<Self> {
        let value = column.origin.backfill.clone()?;
        Some(Self::Backfill { column: column.name.clone(), value, rows })
    }

    pub(crate) fn statement(&self, dialect: &dyn Dialect, filled: &Filled<'_>) -> Statement {
        let table = go_quote(filled.name);
        match self {
            Self::Backfill { column, value, rows } => {
                let rows = match rows {
                    Rows::All => String::new(),
                    Rows::WhereNull => format!("{} IS NULL", dialect.quote(column)),
                };
                Statement::new(
                    filled.update(dialect, &[(column, value)], &rows),
                    format!("fill column {} of table: {table}", go_quote(column)),
                )
            }
            Self::Value { column, values } => {
                let quoted = dialect.quote(column);
                let update = |from: &str, to: &str| {
                    let (from, to) = (dialect.quote_text(from), dialect.quote_text(to));
                    filled.update(dialect, &[(column, &to)], &format!("{quoted} = {from}"))
                };
                let Pair { previous, next } = values;
                Statement::new(
                    update(previous, next),
                    format!(
                        "rename value {} of column {} of table: {table}",
                        go_quote(previous),
                        go_quote(column)
                    ),
                )
                .undone_by(update(next, previous))
            }
        }
    }
}

impl Halves {
    /// Splits the changes where rows must be filled before a column is NOT NULL.
    pub(crate) fn of(changes: &[TableChange]) -> Self {
        let mut halves = Self::default();
        let fills = changes.iter().any(|change| match change {
            TableChange::AddColumn(column) => column.origin.backfill.is_some(),
            TableChange::ModifyColumn(pair) => fills_nulls(pair),
            TableChange::RenameValue { .. } => true,
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
                    halves.fills.extend(Fill::backfill(column, Rows::All));
                    if column.null || column.default.is_some() {
                        halves.first.push(TableChange::AddColumn(column.clone()));
                    } else {
                        halves.first.push(TableChange::AddColumn(nullable.clone()));
                        halves.second.push(TableChange::ModifyColumn(Pair::new(nullable, column.clone())));
                    }
                }
                TableChange::ModifyColumn(pair) if fills_nulls(pair) => {
                    let nullable = Column { null: true, ..pair.next.clone() };
                    halves.fills.extend(Fill::backfill(&pair.next, Rows::WhereNull));
                    halves
                        .first
                        .push(TableChange::ModifyColumn(Pair::new(pair.previous.clone(), nullable.clone())));
                    halves.second.push(TableChange::ModifyColumn(Pair::new(nullable, pair.next.clone())));
                }
                TableChange::RenameValue { column, values } => {
                    halves.fills.push(Fill::Value { column: column.clone(), values: values.clone() });
                }
                TableChange::ModifyCheck(pair) if renamed_in(changes, pair) => {
                    halves.first.push(TableChange::DropCheck(pair.previous.clone()));
                    halves.second.push(TableChange::AddCheck(pair.next.clone()));
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

/// Whether a check that changes speaks of a column in which a value gets another name.
fn renamed_in(changes: &[TableChange], check: &Pair<Check>) -> bool {
    changes.iter().any(|change| match change {
        TableChange::RenameValue { column, .. } => words::mentions(check.previous.expr.as_str(), column),
        _ => false,
    })
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
