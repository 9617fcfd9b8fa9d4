//! Tables and schemas that come, go, and get another name.

use std::borrow::Cow;

use super::super::print::{Moving, leads_home};
use super::super::table_options::{PERIOD, is_versioned};
use super::super::{Mysql, engine, merge};
use super::clauses::has;
use crate::change::Pair;
use crate::dialect::Dialect;
use crate::model::{Check, ForeignKey, Index, Schema, Table, TableOptions};
use crate::plan::{Hazard, HazardKind, PlanContext, PlanError, Statement, go_quote, list, wrap};

impl Mysql {
    fn schema_options(schema: &Schema) -> String {
        let mut sql = String::new();
        if let Some(charset) = &schema.charset {
            sql += &format!(" CHARSET {charset}");
        }
        if let Some(collation) = &schema.collation {
            sql += &format!(" COLLATE {collation}");
        }
        sql
    }

    pub(in crate::dialect::mysql) fn add_schema(&self, schema: &Schema) -> Statement {
        let name = self.quote(&schema.name);
        Statement::new(
            format!("CREATE DATABASE {name}{}", Self::schema_options(schema)),
            format!("add new schema named {}", go_quote(&schema.name)),
        )
        .undone_by(format!("DROP DATABASE {name}"))
    }

    /// What was in the schema is gone already, by statements of its own; so it can come back.
    pub(super) fn drop_schema(&self, schema: &Schema) -> Statement {
        let create = self.add_schema(schema).sql;
        Statement::new(
            format!("DROP DATABASE {}", self.quote(&schema.name)),
            format!("drop schema named {}", go_quote(&schema.name)),
        )
        .undone_by(create)
        .hazard(Hazard::new(
            HazardKind::DataLoss,
            format!("drops schema {} with all that is in it", go_quote(&schema.name)),
        ))
    }

    pub(super) fn modify_schema(&self, pair: &Pair<Schema>) -> Statement {
        let alter = |schema: &Schema| {
            let options = Self::schema_options(schema);
            match pair.next.name.as_str() {
                // The schema of the connection has no name in a plan, and CHARSET would be read as one.
                "" => format!("ALTER DATABASE{}", options.replacen("CHARSET", "CHARACTER SET", 1)),
                name => format!("ALTER DATABASE {}{options}", self.quote(name)),
            }
        };
        let about = match pair.next.name.as_str() {
            "" => "modify the schema".to_owned(),
            name => format!("modify {} schema", go_quote(name)),
        };
        let statement = Statement::new(alter(&pair.next), about);
        if Self::schema_options(&pair.previous).is_empty() {
            return statement
                .irreversible("the schema had the character set of the server, which isn't told");
        }
        statement.undone_by(alter(&pair.previous))
    }

    pub(super) fn create_table(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        table: &Table,
    ) -> Result<Vec<Statement>, PlanError> {
        let name = self.name(context, schema, &table.name);
        let mut steps = self.create_steps(context, schema, table)?.into_iter();
        let create = Statement::new(
            steps.next().unwrap_or_default(),
            format!("create {} table", go_quote(&table.name)),
        );
        let mut statements = vec![create.undone_by(format!("DROP TABLE {name}"))];
        let about = || format!("move {} table to its schema", go_quote(&table.name));
        statements.extend(steps.map(|sql| Statement::new(sql, about())));
        // What undoes the table undoes these.
        let late = self.late_steps(context, schema, table)?.into_iter();
        let about = || format!("modify {} table", go_quote(&table.name));
        statements.extend(late.map(|sql| Statement::new(sql, about())));
        Ok(statements)
    }

    /// What makes a table: it is made in the schema of the connection, and moved, where a key refers to what is there.
    fn create_steps(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        table: &Table,
    ) -> Result<Vec<String>, PlanError> {
        let moving = self.moving(context, schema, table).filter(|_| leads_home(context, schema, table));
        let Some(Moving { schema: first, table: made }) = moving else {
            return Ok(vec![self.create_table_sql(context, schema, table)?]);
        };
        let (from, to) = (self.name(context, &first, &made.name), self.name(context, schema, &table.name));
        Ok(vec![self.create_table_sql(context, &first, &made)?, format!("RENAME TABLE {from} TO {to}")])
    }

    /// What a table gets when it is made: the foreign keys whose names only the server itself can give, which does so to
    /// those that come later; and columns without the default that comes by itself.
    fn late_steps(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        table: &Table,
    ) -> Result<Vec<String>, PlanError> {
        let name = self.name(context, schema, &table.name);
        let long = table.foreign_keys.iter().filter(|key| self.is_too_long(key));
        let keys = long
            .map(|key| Ok(format!("ALTER TABLE {name} ADD {}", self.foreign_key_sql(context, table, key)?)));
        keys.chain(self.drop_defaults(&name, table.columns.iter()).map(Ok)).collect()
    }

    fn is_too_long(&self, key: &ForeignKey) -> bool {
        key.name.chars().count() > self.identifier_limit()
    }

    fn create_table_sql(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        table: &Table,
    ) -> Result<String, PlanError> {
        if table.columns.is_empty() {
            return Err(PlanError::NoColumns { table: table.name.clone(), drop: false });
        }
        let encoding = Self::encoding(context.schema(schema), table);
        let mut items = Vec::new();
        for column in &table.columns {
            let checks = self.inline_checks(table, &column.name);
            items.push(format!("{}{checks}", self.column_sql(column, encoding)?));
        }
        if let Some(key) = &table.primary_key {
            items.push(format!("PRIMARY KEY ({})", self.parts(&key.parts)));
        }
        let comes = |index: &Index| self.comes_by_itself(table, index);
        for index in table.indexes.iter().filter(|index| !comes(index)) {
            items.push(self.index_sql(&table.name, index)?);
        }
        for key in table.foreign_keys.iter().filter(|key| !self.is_too_long(key)) {
            items.push(self.foreign_key_sql(context, table, key)?);
        }
        for check in table.checks.iter().filter(|check| !self.is_inline(table, check)) {
            items.push(self.check_sql(table, check)?);
        }
        for (period, columns) in &table.options.parameters {
            if let Some(name) = period.strip_prefix(PERIOD) {
                items.push(format!("PERIOD FOR {} {columns}", self.quote_period(name)));
            }
        }
        let mut sql = format!(
            "CREATE TABLE {} {}",
            self.name(context, schema, &table.name),
            list(&items, context.indent())
        );
        for option in table_options(self, context, schema, table) {
            sql.push(' ');
            sql.push_str(&option);
        }
        Ok(sql)
    }

    /// Whether the check is written with its column, where MariaDB keeps it.
    pub(in crate::dialect::mysql) fn is_inline(&self, table: &Table, check: &Check) -> bool {
        self.inline_column(check).is_some_and(|column| table.column(column).is_some())
    }

    /// The column that the check is written with.
    pub(in crate::dialect::mysql) fn inline_column<'c>(&self, check: &'c Check) -> Option<&'c str> {
        let named = check.column.as_ref().filter(|column| check.name.is_empty() || check.name == **column);
        named.filter(|_| self.replays_mariadb()).map(String::as_str)
    }

    /// The checks that are written with a column.
    pub(super) fn inline_checks(&self, table: &Table, column: &str) -> String {
        let checks = table.checks.iter().filter(|check| self.inline_column(check) == Some(column));
        checks.map(|check| format!(" CHECK {}", wrap(check.expr.as_str()))).collect()
    }

    pub(super) fn drop_table(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        table: &Table,
    ) -> Result<Statement, PlanError> {
        let name = go_quote(&table.name);
        let whole = with_encoding_of_schema(context, schema, table);
        let mut back = self.create_steps(context, schema, &whole)?;
        back.extend(self.late_steps(context, schema, &whole)?);
        Ok(Statement::new(
            format!("DROP TABLE {}", self.name(context, schema, &table.name)),
            format!("drop {name} table"),
        )
        .undone_by_all(back)
        .hazard(Hazard::new(HazardKind::DataLoss, format!("drops table {name} with its rows"))))
    }

    pub(super) fn rename_table(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        names: &Pair<String>,
    ) -> Statement {
        let rename = |from: &str, to: &str| {
            format!("RENAME TABLE {} TO {}", self.name(context, schema, from), self.name(context, schema, to))
        };
        let (previous, next) = (names.previous.as_str(), names.next.as_str());
        Statement::new(
            rename(previous, next),
            format!("rename a table from {} to {}", go_quote(previous), go_quote(next)),
        )
        .undone_by(rename(next, previous))
    }
}

/// A table that goes, with the encoding that it has from its schema told, where the schema gets another: on the way back
/// the table comes first.
fn with_encoding_of_schema<'t>(context: &PlanContext<'_>, schema: &str, table: &'t Table) -> Cow<'t, Table> {
    let Pair { previous: Some(previous), next: Some(next) } = context.schemas(schema) else {
        return Cow::Borrowed(table);
    };
    let is_told = table.options.charset.is_some() || table.options.collation.is_some();
    if is_told || (&previous.charset, &previous.collation) == (&next.charset, &next.collation) {
        return Cow::Borrowed(table);
    }
    let mut whole = table.clone();
    whole.options.charset.clone_from(&previous.charset);
    whole.options.collation.clone_from(&previous.collation);
    Cow::Owned(whole)
}

fn table_options(mysql: &Mysql, context: &PlanContext<'_>, schema: &str, table: &Table) -> Vec<String> {
    let options = &table.options;
    let mut words = Vec::new();
    if let Some(charset) = &options.charset {
        words.push(format!("CHARSET {charset}"));
    }
    if let Some(collation) = &options.collation {
        words.push(format!("COLLATE {collation}"));
    }
    if let Some(comment) = has(&table.comment) {
        words.push(format!("COMMENT {}", go_quote(comment)));
    }
    if let Some(engine) = options.engine.as_ref().filter(|engine| !engine.eq_ignore_ascii_case("innodb")) {
        words.push(format!("ENGINE {engine}"));
    }
    let mut known = TableOptions { raw: engine::known(options), ..TableOptions::default() };
    if let Some(tables) = known.raw_option(merge::UNION) {
        known.set_raw(merge::UNION, &merge::printed(mysql, context, schema, &tables));
    }
    words.extend(known.raw.filter(|raw| !raw.trim().is_empty()));
    if let Some(next) = options.auto_increment.filter(|next| *next > 1) {
        words.push(format!("AUTO_INCREMENT {next}"));
    }
    if is_versioned(options) {
        words.push("WITH SYSTEM VERSIONING".to_owned());
    }
    if let Some(partition) = &options.partition_by {
        words.push(format!("PARTITION BY {partition}"));
    }
    words
}
