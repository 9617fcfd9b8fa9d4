use super::super::Sqlite;
use super::native::ordered;
use crate::change::{ModifyTable, Pair, Stage, TableChange};
use crate::dialect::Dialect;
use crate::model::{Column, Table};
use crate::plan::{Fill, Filled, PlanContext, PlanError, Rows, Statement, go_quote, row_risks};

impl Sqlite {
    pub(super) fn modify_table(
        &self,
        context: &PlanContext<'_>,
        modify: &ModifyTable,
    ) -> Result<Vec<Statement>, PlanError> {
        if modify.table.next.columns.is_empty() {
            return Err(PlanError::NoColumns { table: modify.table.next.name.clone(), drop: true });
        }
        if self.rebuilds(modify) { self.rebuild(context, modify) } else { self.alter(context, modify) }
    }

    fn alter(&self, context: &PlanContext<'_>, modify: &ModifyTable) -> Result<Vec<Statement>, PlanError> {
        let mut state = modify.table.previous.clone();
        let mut statements = Vec::new();
        for change in ordered(&modify.changes) {
            let before = state.clone();
            change.apply(&modify.schema, &mut state);
            let from = statements.len();
            self.alter_one(context, modify, change, Pair::new(&before, &state), &mut statements)?;
            if let Some(statement) = statements.get_mut(from..).and_then(<[_]>::last_mut) {
                statement.hazards = row_risks(self, &state.name, change);
            }
        }
        Ok(statements)
    }

    /// Whether a change that needs no copy of the table needs one on the way back: to bring a column
    /// back that can't be added in place.
    pub(super) fn rebuilds_back(&self, modify: &ModifyTable) -> bool {
        let mut state = modify.table.previous.clone();
        ordered(&modify.changes).into_iter().any(|change| {
            let before = state.clone();
            change.apply(&modify.schema, &mut state);
            match change {
                TableChange::DropColumn(column) => {
                    self.rebuilds(&added_back(&modify.schema, Pair::new(&before, &state), column))
                }
                _ => false,
            }
        })
    }

    fn alter_one(
        &self,
        context: &PlanContext<'_>,
        modify: &ModifyTable,
        change: &TableChange,
        states: Pair<&Table>,
        out: &mut Vec<Statement>,
    ) -> Result<(), PlanError> {
        let table = states.next.name.as_str();
        match change {
            TableChange::RenameColumn(pair) => {
                let rename = |from: &str, to: &str| {
                    format!(
                        "ALTER TABLE {} RENAME COLUMN {} TO {}",
                        self.quote(table),
                        self.quote(from),
                        self.quote(to)
                    )
                };
                let (previous, next) = (&pair.previous.name, &pair.next.name);
                out.push(
                    Statement::new(
                        rename(previous, next),
                        format!("rename a column from {} to {}", go_quote(previous), go_quote(next)),
                    )
                    .undone_by(rename(next, previous)),
                );
            }
            TableChange::RenameValue { column, values } => {
                let fill = Fill::Value { column: column.clone(), values: values.clone() };
                let written = self.quote(table);
                let filled = Filled { written: &written, name: table, state: states.next };
                out.push(fill.statement(self, &filled));
            }
            TableChange::AddColumn(column) => self.add_column(states.next, column, out)?,
            TableChange::DropColumn(column) => {
                let back = added_back(&modify.schema, states, column);
                let statements: Vec<String> =
                    self.modify_table(context, &back)?.into_iter().map(|statement| statement.sql).collect();
                out.push(
                    Statement::new(
                        self.drop_column_sql(table, column),
                        format!("drop column {} from table: {}", go_quote(&column.name), go_quote(table)),
                    )
                    .undone_by_all(statements),
                );
            }
            TableChange::AddIndex(index) => {
                out.push(self.create_index(table, index));
            }
            TableChange::DropIndex(index) => out.push(self.drop_index(table, index)),
            TableChange::RenameIndex(pair) => {
                out.push(self.create_index(table, &pair.next));
                out.push(self.drop_index(table, &pair.previous));
            }
            TableChange::ModifyIndex(pair) => {
                out.push(self.drop_index(table, &pair.previous));
                out.push(self.create_index(table, &pair.next));
            }
            _ => {}
        }
        Ok(())
    }

    fn add_column(&self, table: &Table, column: &Column, out: &mut Vec<Statement>) -> Result<(), PlanError> {
        let name = self.quote(&table.name);
        out.push(
            Statement::new(
                format!("ALTER TABLE {name} ADD COLUMN {}", self.column_sql(table, column)?),
                format!("add column {} to table: {}", go_quote(&column.name), go_quote(&table.name)),
            )
            .undone_by(self.drop_column_sql(&table.name, column)),
        );
        let fill = Fill::backfill(column, Rows::All);
        let filled = Filled { written: &name, name: &table.name, state: table };
        out.extend(fill.map(|fill| fill.statement(self, &filled)));
        Ok(())
    }

    fn drop_column_sql(&self, table: &str, column: &Column) -> String {
        format!("ALTER TABLE {} DROP COLUMN {}", self.quote(table), self.quote(&column.name))
    }
}

/// The change that undoes the drop of a column, with the states before and after the drop.
fn added_back(schema: &str, states: Pair<&Table>, column: &Column) -> ModifyTable {
    ModifyTable {
        schema: schema.to_owned(),
        table: states.swap_cloned(),
        changes: vec![TableChange::AddColumn(column.clone())],
        stage: Stage::Alters,
    }
}

/// The statement that turns the enforcement of foreign keys on or off.
pub(super) fn pragma(value: &str) -> String {
    format!("PRAGMA foreign_keys = {value}")
}
