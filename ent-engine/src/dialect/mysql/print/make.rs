//! The statements that make one table: more than one where the server itself came to it by several.

use std::borrow::Cow;

use super::super::replay::number_of;
use super::super::{Mysql, engine};
use super::modes;
use crate::dialect::Dialect;
use crate::model::{Column, ColumnSetting, Expr, ForeignKey, Table, TableRef};
use crate::plan::{PlanContext, PlanError, Statement, go_quote};
use crate::replay::Texts;

/// A table as it is made first, to be renamed.
pub(in crate::dialect::mysql) struct Moving {
    pub(in crate::dialect::mysql) schema: String,
    pub(in crate::dialect::mysql) table: Table,
}

impl Mysql {
    pub(super) fn make_table(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        table: &Table,
    ) -> Result<Vec<Statement>, PlanError> {
        let mut statements = Vec::new();
        let (quoted, name) = (go_quote(&table.name), self.print_name(context, schema, &table.name));
        let renames = self.renames(table);
        let first = self.before(schema, table, &renames);
        let moving = self.moving(context, schema, &first);
        let (first_schema, first) = match &moving {
            Some(moving) => (moving.schema.as_str(), &moving.table),
            None => (schema, first.as_ref()),
        };
        let first_name = self.print_name(context, first_schema, &first.name);
        let sql = self.print_table(context, first_schema, first)?;
        let create = Statement::new(sql, format!("create {quoted} table"))
            .undone_by(format!("DROP TABLE {first_name}"));
        if self.replays_mariadb() && engine::has_others(&table.options) {
            // A strict mode would win over this one.
            let about = "let the table have what its engine does not know";
            statements.extend(modes::around("IGNORE_BAD_TABLE_OPTIONS", about, vec![create]));
        } else {
            statements.push(create);
        }
        if moving.is_some() {
            let rename = Statement::new(
                format!("RENAME TABLE {first_name} TO {name}"),
                format!("rename {quoted} table with the names of its keys"),
            );
            statements.push(rename.undone_by(format!("RENAME TABLE {name} TO {first_name}")));
        }
        if let Some(sql) = self.drop_defaults(&name, first.columns.iter()) {
            statements.push(Statement::new(sql, format!("drop defaults that {quoted} has by itself")));
        }
        let rename =
            |(from, to): &(&str, &str)| format!("RENAME COLUMN {} TO {}", self.quote(from), self.quote(to));
        let clauses: Vec<_> = renames.iter().map(rename).collect();
        if !clauses.is_empty() {
            let sql = format!("ALTER TABLE {name} {}", clauses.join(", "));
            let about = format!("rename columns of {quoted} whose checks keep their names");
            statements.push(Statement::new(sql, about));
        }
        Ok(statements)
    }

    /// What takes the default away that the server gives to every compressed column that can't be NULL (MariaDB).
    pub(in crate::dialect::mysql) fn drop_defaults<'c>(
        &self,
        table: &str,
        columns: impl Iterator<Item = &'c Column>,
    ) -> Option<String> {
        let is_bare = |column: &&Column| {
            !column.null && column.default.is_none() && column.settings.has(ColumnSetting::Compressed)
        };
        let drop = |column: &Column| format!("ALTER COLUMN {} DROP DEFAULT", self.quote(&column.name));
        let clauses: Vec<String> = columns.filter(is_bare).map(drop).collect();
        (!clauses.is_empty()).then(|| format!("ALTER TABLE {table} {}", clauses.join(", ")))
    }

    /// The table under the name and in the schema that it must be made in: in that of the connection, whose name nobody
    /// knows, where a foreign key refers to a table of that; under a shorter name where the server, when it renames a table,
    /// has given a key a name that is too long to be written.
    pub(in crate::dialect::mysql) fn moving(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        table: &Table,
    ) -> Option<Moving> {
        let leads_home = leads_home(context, schema, table);
        let is_long = |key: &ForeignKey| key.name.chars().count() > self.identifier_limit();
        let has_long = table.foreign_keys.iter().any(is_long);
        if !leads_home && !has_long {
            return None;
        }
        let first_schema = if leads_home { "" } else { schema };
        let mut moving = table.clone();
        let options = &mut moving.options;
        if leads_home && (&options.charset, &options.collation) == (&None, &None) {
            let home = context.schema(schema);
            options.charset = home.and_then(|home| home.charset.clone());
            options.collation = home.and_then(|home| home.collation.clone());
        }
        let is_taken = |name: &str| {
            let realms = [context.previous, context.next];
            realms.into_iter().filter_map(|realm| realm.schema(first_schema)).any(|schema| {
                schema.tables.iter().any(|table| table.name.eq_ignore_ascii_case(name))
                    || schema.sequences.iter().any(|sequence| sequence.name.eq_ignore_ascii_case(name))
            })
        };
        if has_long || is_taken(&table.name) {
            let is_free = |name: &String| !is_taken(name);
            moving.name = (1u32..).map(|number| format!("ent_moving_{number}")).find(is_free)?;
        }
        for key in &mut moving.foreign_keys {
            if key.references.schema == schema && key.references.table == table.name {
                key.references = TableRef::new(first_schema, moving.name.clone());
            }
            if let Some(number) =
                number_of(&key.name, &format!("{}_ibfk_", table.name)).filter(|_| is_long(key))
            {
                key.name = format!("{}_ibfk_{number}", moving.name);
            }
        }
        Some(Moving { schema: first_schema.to_owned(), table: moving })
    }

    /// Columns whose checks MariaDB calls by an earlier name, from and to.
    fn renames<'t>(&self, table: &'t Table) -> Vec<(&'t str, &'t str)> {
        let is_free = |name: &str| !table.columns.iter().any(|column| column.name.eq_ignore_ascii_case(name));
        let has_check = |column: &Column| {
            column.ty.name == "json"
                || table.checks.iter().any(|check| check.column.as_ref() == Some(&column.name))
        };
        let mut renames: Vec<(&str, &str)> = Vec::new();
        for column in table.columns.iter().filter(|column| has_check(column)) {
            let Some(from) = column.origin.spelling.as_deref() else { continue };
            if is_free(from) && !renames.iter().any(|(other, _)| other.eq_ignore_ascii_case(from)) {
                renames.push((from, &column.name));
            }
        }
        let can = self.replays_mariadb() && table.options.partition_by.is_none();
        if can { renames } else { Vec::new() }
    }

    /// The table as it was before its columns were renamed.
    fn before<'t>(&self, schema: &str, table: &'t Table, renames: &[(&str, &str)]) -> Cow<'t, Table> {
        if renames.is_empty() {
            return Cow::Borrowed(table);
        }
        let mut before = table.clone();
        let texts = Texts::new(self);
        for (from, to) in renames {
            let generated = before.columns.iter_mut().filter_map(|column| column.generated.as_mut());
            let exprs = generated.map(|generated| &mut generated.expr);
            for expr in exprs.chain(before.checks.iter_mut().map(|check| &mut check.expr)) {
                *expr = Expr::new(texts.rename_column(expr.as_str(), &table.name, to, from));
            }
            before.rename_column(schema, to, from);
            for check in before.checks.iter_mut().filter(|check| check.column.as_deref() == Some(*to)) {
                if check.name == *to {
                    check.name = (*from).to_owned();
                }
                check.column = Some((*from).to_owned());
            }
        }
        Cow::Owned(before)
    }
}

/// Whether a key refers to a table in the schema of the connection from another, where nothing can name it.
pub(in crate::dialect::mysql) fn leads_home(context: &PlanContext<'_>, schema: &str, table: &Table) -> bool {
    !schema.is_empty()
        && context.options.qualifier.is_none()
        && table.foreign_keys.iter().any(|key| key.references.schema.is_empty())
}
