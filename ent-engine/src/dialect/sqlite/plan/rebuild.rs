use super::super::Sqlite;
use super::clauses::{indexes, is_inline_key, sequence_name};
use crate::change::{ModifyTable, TableChange};
use crate::dialect::Dialect;
use crate::model::{Column, ColumnSetting, Table};
use crate::plan::{
    Fill, Filled, Hazard, HazardKind, PlanContext, PlanError, Reverse, Statement, go_quote, row_risks, wrap,
};
use crate::words;

impl Sqlite {
    /// Makes the table anew under another name, copies the rows, and gives it the name (manual:
    /// "Making Other Kinds Of Table Schema Changes"). The way back is a rebuild too; it hangs on the
    /// first statement, as all of them are undone together.
    pub(super) fn rebuild(
        &self,
        context: &PlanContext<'_>,
        modify: &ModifyTable,
    ) -> Result<Vec<Statement>, PlanError> {
        let mut statements = self.rebuild_statements(context, modify)?;
        let back = self.rebuild_statements(context, &back(modify))?;
        for statement in &mut statements {
            statement.reverse = Reverse::Covered;
        }
        if let Some(first) = statements.first_mut() {
            first.reverse = Reverse::Statements(back.into_iter().map(|statement| statement.sql).collect());
            first.hazards.extend(hazards(self, modify));
        }
        Ok(statements)
    }

    fn rebuild_statements(
        &self,
        context: &PlanContext<'_>,
        modify: &ModifyTable,
    ) -> Result<Vec<Statement>, PlanError> {
        let (previous, next) = (&modify.table.previous, &modify.table.next);
        let mut temporary = next.clone();
        temporary.name = temporary_name(context, modify);
        for key in &mut temporary.foreign_keys {
            // A table that refers to itself: the name is its own again in the end.
            if key.references.table == previous.name {
                key.references.table.clone_from(&next.name);
            }
        }
        let mut statements = self.rename_values(modify);
        statements.push(Statement::new(
            self.create_table_sql(&temporary, context.indent())?,
            format!("create {} table", go_quote(&temporary.name)),
        ));
        let counts = |table: &Table| table.columns.iter().any(|column| is_inline_key(table, column));
        if counts(previous) && counts(next) {
            statements.push(Statement::new(
                format!(
                    "INSERT INTO sqlite_sequence (name, seq) SELECT {}, seq FROM sqlite_sequence WHERE name = {}",
                    string(&temporary.name),
                    string(&previous.name)
                ),
                format!("keep the sequence of {} table", go_quote(&next.name)),
            ));
        } else if counts(next)
            && let Some(start) = next.options.auto_increment.filter(|start| *start > 0)
        {
            statements.push(Statement::new(
                format!(
                    "INSERT INTO sqlite_sequence (name, seq) VALUES ({}, {start})",
                    sequence_name(&temporary.name)
                ),
                format!("set sequence for {} table", go_quote(&next.name)),
            ));
        }
        let (to, from) = self.copied(modify);
        // What is computed from itself keeps every row out, so that there is none to copy.
        let holds_rows = !computes_itself(previous);
        let takes_rows = !computes_itself(next);
        if holds_rows
            && !takes_rows
            && let Some(create) = statements.last_mut()
        {
            create.hazards.push(Hazard::new(
                HazardKind::DataLoss,
                format!("table {} can't hold rows: a column is computed from itself", go_quote(&next.name)),
            ));
        }
        let copies = !to.is_empty() && holds_rows && takes_rows;
        if to.is_empty()
            && holds_rows
            && let Some(create) = statements.last_mut()
        {
            create.hazards.push(Hazard::new(
                HazardKind::DataLoss,
                format!("table {} loses its rows: none of its columns stays", go_quote(&next.name)),
            ));
        }
        if copies {
            statements.push(Statement::new(
                format!(
                    "INSERT {}INTO {} ({}) SELECT {} FROM {}",
                    if drops_rows(next) { "OR ABORT " } else { "" },
                    self.quote(&temporary.name),
                    to.join(", "),
                    from.join(", "),
                    self.quote(&previous.name)
                ),
                format!(
                    "copy rows from old table {} to new temporary table {}",
                    go_quote(&previous.name),
                    go_quote(&temporary.name)
                ),
            ));
        }
        let how = if copies { "after copying rows" } else { "without copying rows (no columns)" };
        statements.push(Statement::new(
            format!("DROP TABLE {}", self.quote(&previous.name)),
            format!("drop {} table {how}", go_quote(&previous.name)),
        ));
        statements.push(Statement::new(
            format!("ALTER TABLE {} RENAME TO {}", self.quote(&temporary.name), self.quote(&next.name)),
            format!("rename temporary table {} to {}", go_quote(&temporary.name), go_quote(&next.name)),
        ));
        statements.extend(indexes(next).map(|index| self.create_index(&next.name, index)));
        Ok(statements)
    }

    /// Renames values before the rows are copied; checks of the table that goes have no say in it any more.
    fn rename_values(&self, modify: &ModifyTable) -> Vec<Statement> {
        let table = &modify.table.previous;
        let mut statements = Vec::new();
        for change in &modify.changes {
            let TableChange::RenameValue { column, values } = change else { continue };
            let column = source(&modify.changes, column);
            let fill = Fill::Value { column: column.to_owned(), values: values.clone() };
            let written = self.quote(&table.name);
            let filled = Filled { written: &written, name: &table.name, state: table };
            let update = fill.statement(self, &filled);
            let checked = table.checks.iter().any(|check| words::mentions(check.expr.as_str(), column));
            let pragma = |on: bool, comment: &str| {
                let value = if on { "on" } else { "off" };
                Statement::new(format!("PRAGMA ignore_check_constraints = {value}"), comment.to_owned())
            };
            if checked {
                statements.push(pragma(true, "let checks pass that go with the old table"));
                statements.push(update);
                statements.push(pragma(false, "check again"));
            } else {
                statements.push(update);
            }
        }
        statements
    }

    /// The columns to fill and the expressions that fill them.
    fn copied(&self, modify: &ModifyTable) -> (Vec<String>, Vec<String>) {
        let (mut to, mut from) = (Vec::new(), Vec::new());
        for column in modify.table.next.columns.iter().filter(|column| column.generated.is_none()) {
            let name = self.quote(&column.name);
            let added = modify
                .changes
                .iter()
                .any(|change| matches!(change, TableChange::AddColumn(added) if added.name == column.name));
            let backfill = column.origin.backfill.as_deref().map(wrap);
            if added {
                if let Some(backfill) = backfill {
                    to.push(name.clone());
                    from.push(format!("{backfill} AS {name}"));
                }
                continue;
            }
            let source = self.quote(source(&modify.changes, &column.name));
            let filler = self.filler(&modify.changes, column).map(|filler| backfill.unwrap_or(filler));
            from.push(match filler {
                Some(filler) => format!("IFNULL({source}, {filler}) AS {name}"),
                None => source,
            });
            to.push(name);
        }
        (to, from)
    }

    /// What stands in for NULL in a column that doesn't allow it any more.
    fn filler(&self, changes: &[TableChange], column: &Column) -> Option<String> {
        let pair = changes.iter().find_map(|change| match change {
            TableChange::ModifyColumn(pair) if pair.next.name == column.name => Some(pair),
            _ => None,
        })?;
        let (previous, next) = (&pair.previous, &pair.next);
        let changed = previous.null != next.null || previous.default != next.default;
        if next.null || !changed {
            return None;
        }
        match (&next.default, &next.origin.backfill) {
            (Some(default), _) => Some(self.default_sql(default)),
            (None, Some(backfill)) => Some(wrap(backfill)),
            (None, None) => None,
        }
    }
}

/// Whether the table may leave a row out, or have it take the place of another, where it is copied: the statement must
/// say that it is not to.
fn drops_rows(table: &Table) -> bool {
    let answers = |column: &Column| {
        let has = |setting| column.settings.get(setting).is_some();
        has(ColumnSetting::KeyConflict) || has(ColumnSetting::NullConflict)
    };
    let is_answer = |(key, _): &(String, String)| key == "on conflict";
    table.columns.iter().any(answers)
        || table.indexes.iter().any(|index| index.parameters.iter().any(is_answer))
}

/// Whether a column of a table is computed from itself, be it by way of others.
fn computes_itself(table: &Table) -> bool {
    let reads = |name: &str| -> Vec<&str> {
        let generated = table.column(name).and_then(|column| column.generated.as_ref());
        let names = table.columns.iter().map(|column| column.name.as_str());
        let of = |expr: &str| names.filter(|name| words::mentions(expr, name)).collect();
        generated.map(|generated| of(generated.expr.as_str())).unwrap_or_default()
    };
    table.columns.iter().any(|column| {
        let mut seen: Vec<&str> = reads(&column.name);
        let mut at = 0;
        while let Some(name) = seen.get(at).copied() {
            let further: Vec<&str> = reads(name).into_iter().filter(|name| !seen.contains(name)).collect();
            seen.extend(further);
            at += 1;
        }
        seen.contains(&column.name.as_str())
    })
}

/// The change that undoes `modify`, where columns that change are called as they are in the end: copying
/// the rows gives all names at once.
fn back(modify: &ModifyTable) -> ModifyTable {
    let mut back = modify.clone().inverse();
    for change in &mut back.changes {
        if let TableChange::ModifyColumn(pair) = change {
            let before = source(&modify.changes, &pair.next.name).to_owned();
            pair.previous.name.clone_from(&before);
            pair.next.name = before;
        }
    }
    back
}

/// A name for the new table that nothing has.
fn temporary_name(context: &PlanContext<'_>, modify: &ModifyTable) -> String {
    let taken = |name: &str| {
        [context.previous, context.next].iter().any(|realm| {
            realm
                .schema(&modify.schema)
                .is_some_and(|schema| schema.table(name).is_some() || schema.view(name).is_some())
        })
    };
    let mut name = format!("new_{}", modify.table.next.name);
    while taken(&name) {
        name.insert_str(0, "new_");
    }
    name
}

fn source<'a>(changes: &'a [TableChange], name: &'a str) -> &'a str {
    let renamed = changes.iter().rev().find_map(|change| match change {
        TableChange::RenameColumn(pair) if pair.next.name == name => Some(pair.previous.name.as_str()),
        _ => None,
    });
    renamed.unwrap_or(name)
}

fn string(value: &str) -> String {
    format!("'{}'", value.replace('\'', "''"))
}

fn hazards(sqlite: &Sqlite, modify: &ModifyTable) -> Vec<Hazard> {
    let table = &modify.table.next.name;
    let mut hazards =
        vec![Hazard::new(HazardKind::Rewrite, format!("copies all rows of table {}", go_quote(table)))];
    let strict = modify.table.next.options.strict;
    if strict && !modify.table.previous.options.strict {
        hazards.push(Hazard::new(
            HazardKind::DataDependent,
            format!(
                "table {} becomes STRICT: fails if a value is of another type than its column",
                go_quote(table)
            ),
        ));
    }
    for change in &modify.changes {
        if let TableChange::ModifyColumn(pair) = change
            && strict
            && !sqlite.takes_all(&pair.previous.ty, &pair.next.ty)
        {
            hazards.push(Hazard::new(
                HazardKind::DataDependent,
                format!(
                    "column {} of the STRICT table {} fails if a value doesn't become {}",
                    go_quote(&pair.next.name),
                    go_quote(table),
                    pair.next.ty
                ),
            ));
        }
        // Copying the rows is a rewrite already, and a default fills what was NULL.
        hazards.extend(row_risks(sqlite, table, change).into_iter().filter(|hazard| {
            let filled = matches!(change, TableChange::ModifyColumn(pair) if pair.next.default.is_some());
            hazard.kind != HazardKind::Rewrite && !(filled && hazard.kind == HazardKind::DataDependent)
        }));
    }
    hazards
}
