//! Comments, which are statements of their own here.

use super::super::Postgres;
use super::clauses::text;
use crate::change::{ModifyTable, TableChange};
use crate::dialect::Dialect;
use crate::model::{Column, Index, Sequence, Table};
use crate::plan::{PlanContext, Statement, go_quote};

impl Postgres {
    fn comment(subject: &str, what: String, previous: Option<&str>, next: Option<&str>) -> Statement {
        let to =
            |comment: Option<&str>| format!("COMMENT ON {subject} IS {}", text(comment.unwrap_or_default()));
        Statement::new(to(next), format!("set comment to {what}")).undone_by(to(previous))
    }

    pub(super) fn schema_comment(
        &self,
        schema: &str,
        previous: Option<&str>,
        next: Option<&str>,
    ) -> Statement {
        let subject = format!("SCHEMA {}", self.quote(schema));
        Self::comment(&subject, format!("schema: {}", go_quote(schema)), previous, next)
    }

    /// The comment of a sequence, where it is another than that of `previous`.
    pub(super) fn sequence_comment(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        previous: Option<&Sequence>,
        next: &Sequence,
    ) -> Option<Statement> {
        let [previous, comment] =
            [previous, Some(next)].map(|one| one.and_then(|one| one.comment.as_deref()));
        let subject = format!("SEQUENCE {}", self.name(context, schema, &next.name));
        let what = format!("sequence: {}", go_quote(&next.name));
        (previous != comment).then(|| Self::comment(&subject, what, previous, comment))
    }

    pub(super) fn table_comment(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        table: &str,
        previous: Option<&str>,
        next: Option<&str>,
    ) -> Statement {
        let subject = format!("TABLE {}", self.name(context, schema, table));
        Self::comment(&subject, format!("table: {}", go_quote(table)), previous, next)
    }

    pub(super) fn column_comment(
        &self,
        context: &PlanContext<'_>,
        (schema, table): (&str, &str),
        column: &Column,
        previous: Option<&str>,
    ) -> Statement {
        let subject = format!("COLUMN {}.{}", self.name(context, schema, table), self.quote(&column.name));
        let what = format!("column: {} on table: {}", go_quote(&column.name), go_quote(table));
        Self::comment(&subject, what, previous, column.comment.as_deref())
    }

    pub(super) fn index_comment(
        &self,
        context: &PlanContext<'_>,
        (schema, table): (&str, &str),
        index: &Index,
        previous: Option<&str>,
    ) -> Statement {
        let subject = format!("INDEX {}", self.name(context, schema, &index.name));
        let what = format!("index: {} on table: {}", go_quote(&index.name), go_quote(table));
        Self::comment(&subject, what, previous, index.comment.as_deref())
    }

    /// For the way back: the comments of columns and constraints that come again.
    pub(super) fn new_column_comments(
        &self,
        context: &PlanContext<'_>,
        modify: &ModifyTable,
        changes: &[TableChange],
    ) -> Vec<String> {
        let place = (modify.schema.as_str(), modify.table.next.name.as_str());
        changes
            .iter()
            .filter_map(|change| match change {
                TableChange::AddColumn(column) if has(&column.comment).is_some() => {
                    Some(self.column_comment(context, place, column, None).sql)
                }
                TableChange::AddIndex(index) if index.constraint && has(&index.comment).is_some() => {
                    Some(self.index_comment(context, place, index, None).sql)
                }
                _ => None,
            })
            .collect()
    }

    /// The comments of a new table: its own, its columns', its indexes'.
    pub(super) fn new_comments(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        table: &Table,
    ) -> Vec<Statement> {
        let mut statements = Vec::new();
        if let Some(comment) = has(&table.comment) {
            statements.push(self.table_comment(context, schema, &table.name, None, Some(comment)));
        }
        for column in table.columns.iter().filter(|column| has(&column.comment).is_some()) {
            statements.push(self.column_comment(context, (schema, &table.name), column, None));
        }
        // What is the constraint's is said of it.
        let own = |index: &&Index| {
            has(&index.comment).is_some() && index.comment != index.origin.constraint_comment
        };
        for index in table.indexes.iter().filter(own) {
            statements.push(self.index_comment(context, (schema, &table.name), index, None));
        }
        statements
    }
}

/// The comment, unless it is empty.
pub(super) fn has(comment: &Option<String>) -> Option<&str> {
    comment.as_deref().filter(|comment| !comment.is_empty())
}
