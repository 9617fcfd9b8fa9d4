//! Tables and schemas that come, go, and get another name.

use super::super::Postgres;
use super::clauses::parameters;
use super::print::is_said_twice;
use crate::change::Pair;
use crate::dialect::Dialect;
use crate::model::{ColumnSetting, Index, Schema, Table};
use crate::plan::{Hazard, HazardKind, PlanContext, PlanError, Statement, go_quote, list};

/// Whether a table has something that CREATE TABLE doesn't say, or that depends on other tables.
fn is_intricate(table: &Table) -> bool {
    let options = &table.options;
    !options.inherits.is_empty()
        || options.partition_of.is_some()
        || options.row_security
        || options.force_row_security
        || table.checks.iter().any(|check| check.not_valid || check.comment.is_some())
        || table.columns.iter().any(|column| column.settings.get(ColumnSetting::Sequence).is_some())
        || table.indexes.iter().any(|index| {
            index.constraint && is_said_twice(table, index) || index.constraint_comment.is_some()
        })
        || table
            .primary_key
            .as_ref()
            .is_some_and(|key| key.comment.is_some() || key.constraint_comment.is_some())
        || table.foreign_keys.iter().any(|key| key.comment.is_some())
}

impl Postgres {
    pub(super) fn add_schema(&self, schema: &Schema) -> Vec<Statement> {
        let name = self.quote(&schema.name);
        let mut statements = vec![
            Statement::new(
                format!("CREATE SCHEMA {name}"),
                format!("Add new schema named {}", go_quote(&schema.name)),
            )
            .undone_by(format!("DROP SCHEMA {name} CASCADE")),
        ];
        if let Some(comment) = super::comment::has(&schema.comment) {
            statements.push(self.schema_comment(&schema.name, None, Some(comment)));
        }
        statements
    }

    /// What was in the schema is gone already, by statements of its own; so it can come back.
    pub(super) fn drop_schema(&self, schema: &Schema) -> Statement {
        let name = self.quote(&schema.name);
        let mut back = vec![format!("CREATE SCHEMA {name}")];
        if let Some(comment) = super::comment::has(&schema.comment) {
            back.push(self.schema_comment(&schema.name, None, Some(comment)).sql);
        }
        Statement::new(
            format!("DROP SCHEMA {name} CASCADE"),
            format!("Drop schema named {}", go_quote(&schema.name)),
        )
        .undone_by_all(back)
        .hazard(Hazard::new(
            HazardKind::DataLoss,
            format!("drops schema {} with all that is in it", go_quote(&schema.name)),
        ))
    }

    pub(super) fn create_table(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        table: &Table,
    ) -> Result<Vec<Statement>, PlanError> {
        if is_intricate(table) {
            return self.print_table(context, schema, table);
        }
        let name = self.name(context, schema, &table.name);
        let mut statements = vec![
            Statement::new(
                self.create_table_sql(context, schema, table)?,
                format!("create {} table", go_quote(&table.name)),
            )
            .undone_by(format!("DROP TABLE {name}")),
        ];
        statements.extend(self.new_settings(context, (schema, &table.name), &table.columns));
        for index in table.indexes.iter().filter(|index| !index.constraint) {
            statements.push(self.create_index(context, (schema, &table.name), index, false));
        }
        statements.extend(self.new_comments(context, schema, table));
        Ok(statements)
    }

    fn create_table_sql(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        table: &Table,
    ) -> Result<String, PlanError> {
        let mut items = Vec::new();
        for column in &table.columns {
            let column = self.column_under_path(schema, &table.origin, column);
            items.push(self.column_sql(context, schema, &column)?);
        }
        if let Some(key) = &table.primary_key {
            items.push(self.primary_key_sql(&table.name, key));
        }
        items.extend(
            table
                .indexes
                .iter()
                .filter(|index| index.constraint)
                .map(|index| self.unique_sql(context, schema, index)),
        );
        for key in &table.foreign_keys {
            items.push(self.foreign_key_sql(context, table, key)?);
        }
        items.extend(table.checks.iter().map(|check| self.check_sql(check)));
        let unlogged = if table.options.unlogged { "UNLOGGED " } else { "" };
        let mut sql = format!(
            "CREATE {unlogged}TABLE {} {}",
            self.name(context, schema, &table.name),
            list(&items, context.indent())
        );
        if let Some(partition) = &table.options.partition_by {
            sql += &format!(" PARTITION BY {partition}");
        }
        if !table.options.parameters.is_empty() {
            sql += &format!(" WITH ({})", parameters(&table.options.parameters));
        }
        Ok(sql)
    }

    pub(super) fn drop_table(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        table: &Table,
    ) -> Result<Statement, PlanError> {
        // What it inherits is what its parents had.
        let back = self.create_table(&context.swapped(), schema, table)?;
        Ok(Statement::new(
            format!("DROP TABLE {}", self.name(context, schema, &table.name)),
            format!("drop {} table", go_quote(&table.name)),
        )
        .undone_by_all(back.into_iter().map(|statement| statement.sql).collect())
        .hazard(Hazard::new(
            HazardKind::DataLoss,
            format!("drops table {} with its rows", go_quote(&table.name)),
        )))
    }

    pub(super) fn rename_table(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        names: &Pair<String>,
    ) -> Statement {
        let rename = |from: &str, to: &str| {
            format!("ALTER TABLE {} RENAME TO {}", self.name(context, schema, from), self.quote(to))
        };
        let (previous, next) = (names.previous.as_str(), names.next.as_str());
        Statement::new(
            rename(previous, next),
            format!("rename a table from {} to {}", go_quote(previous), go_quote(next)),
        )
        .undone_by(rename(next, previous))
    }

    pub(super) fn create_index(
        &self,
        context: &PlanContext<'_>,
        (schema, table): (&str, &str),
        index: &Index,
        concurrently: bool,
    ) -> Statement {
        let mut statement = Statement::new(
            self.create_index_sql(context, schema, table, index, concurrently),
            format!("create index {} to table: {}", go_quote(&index.name), go_quote(table)),
        )
        .undone_by(format!("DROP INDEX {}", self.name(context, schema, &index.name)));
        if concurrently {
            statement.outside_transaction = true;
            statement = statement.hazard(Hazard::new(
                HazardKind::NonTransactional,
                format!("index {} is built without blocking writers", go_quote(&index.name)),
            ));
        }
        statement
    }

    pub(super) fn drop_index(
        &self,
        context: &PlanContext<'_>,
        (schema, table): (&str, &str),
        index: &Index,
    ) -> Statement {
        let mut back = vec![self.create_index_sql(context, schema, table, index, false)];
        let around = self.around_index(context, (schema, table), index, None);
        back.extend(around.into_iter().map(|statement| statement.sql));
        Statement::new(
            format!("DROP INDEX {}", self.name(context, schema, &index.name)),
            format!("drop index {} from table: {}", go_quote(&index.name), go_quote(table)),
        )
        .undone_by_all(back)
    }
}
