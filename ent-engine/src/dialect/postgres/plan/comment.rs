//! Comments, which are statements of their own here.

use super::super::Postgres;
use super::alter::validated;
use super::clauses::{default_key_name, text};
use super::modify::only_comment;
use crate::change::{AttributeChange, ModifyTable, Pair, TableChange, TablePart};
use crate::dialect::{Dialect, DiffRules};
use crate::model::{Column, Index, PrimaryKey, Sequence, Table};
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

    /// What is told of an index by statements of its own: its comment, and how much ANALYZE collects of its
    /// expressions; where it is another than that of `previous`.
    pub(super) fn around_index(
        &self,
        context: &PlanContext<'_>,
        place: (&str, &str),
        index: &Index,
        previous: Option<&Index>,
    ) -> Vec<Statement> {
        let before = previous.and_then(|previous| has(&previous.comment));
        let comment =
            (before != has(&index.comment)).then(|| self.index_comment(context, place, index, before));
        comment.into_iter().chain(self.index_statistics(context, place, index, previous)).collect()
    }

    /// How much ANALYZE collects of the expressions of an index, where it is another than that of `previous`.
    pub(super) fn index_statistics(
        &self,
        context: &PlanContext<'_>,
        (schema, table): (&str, &str),
        index: &Index,
        previous: Option<&Index>,
    ) -> Vec<Statement> {
        let before = |at: usize| previous.and_then(|index| index.parts.get(at)?.statistics);
        let to = |at: usize, value: Option<u32>| {
            let value = value.map_or("-1".to_owned(), |value| value.to_string());
            // Each partition tells its own.
            format!(
                "ALTER TABLE ONLY {} ALTER COLUMN {} SET STATISTICS {value}",
                self.name(context, schema, &index.name),
                at + 1
            )
        };
        let what =
            format!("set statistics of index: {} on table: {}", go_quote(&index.name), go_quote(table));
        let parts = index.statistics().enumerate().filter(|(at, value)| before(*at) != *value);
        parts
            .map(|(at, value)| Statement::new(to(at, value), what.clone()).undone_by(to(at, before(at))))
            .collect()
    }

    fn index_comment(
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

    /// The comment of a constraint or of the index of a primary key.
    fn part_comment(
        &self,
        context: &PlanContext<'_>,
        (schema, table): (&str, &str),
        (part, key): (&TablePart, Option<&PrimaryKey>),
        [previous, next]: [Option<&str>; 2],
    ) -> Statement {
        let key = || key.and_then(|key| key.name.clone()).unwrap_or_else(|| default_key_name(table));
        let on =
            |name: &str| format!("CONSTRAINT {} ON {}", self.quote(name), self.name(context, schema, table));
        let (kind, name, subject) = match part {
            TablePart::PrimaryKey => ("constraint", key(), on(&key())),
            TablePart::KeyIndex => ("index", key(), format!("INDEX {}", self.name(context, schema, &key()))),
            TablePart::Constraint(name) => ("constraint", name.clone(), on(name)),
        };
        let what = format!("{kind}: {} on table: {}", go_quote(&name), go_quote(table));
        Self::comment(&subject, what, previous, next)
    }

    /// The comments that changes of constraints bring with them.
    pub(super) fn part_comments(
        &self,
        context: &PlanContext<'_>,
        place: (&str, &str),
        table: &Table,
        change: &TableChange,
    ) -> Vec<Statement> {
        let key = match change {
            TableChange::AddPrimaryKey(key) | TableChange::ModifyPrimaryKey(Pair { next: key, .. }) => {
                Some(key)
            }
            _ => table.primary_key.as_ref(),
        };
        let told = Told::of(self, change).into_iter();
        let told = told.filter(|told| told.previous != told.next);
        told.map(|told| self.part_comment(context, place, (&told.part, key), [told.previous, told.next]))
            .collect()
    }

    /// For the way back: the comments of columns and constraints that come again.
    pub(super) fn new_comments_of(
        &self,
        context: &PlanContext<'_>,
        modify: &ModifyTable,
        changes: &[TableChange],
    ) -> Vec<String> {
        let place = (modify.schema.as_str(), modify.table.next.name.as_str());
        let comments = changes.iter().flat_map(|change| match change {
            TableChange::AddColumn(column) if has(&column.comment).is_some() => {
                vec![self.column_comment(context, place, column, None)]
            }
            TableChange::Attribute(_) => Vec::new(),
            change if is_kept(self, change) => Vec::new(),
            change => {
                let own = match change {
                    TableChange::AddIndex(index) | TableChange::ModifyIndex(Pair { next: index, .. }) => {
                        Some(index).filter(|index| index.constraint)
                    }
                    _ => None,
                };
                let own = own.map(|index| self.around_index(context, place, index, None));
                let parts = self.part_comments(context, place, &modify.table.previous, change);
                own.into_iter().flatten().chain(parts).collect()
            }
        });
        comments.map(|statement| statement.sql).collect()
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
        for index in &table.indexes {
            statements.extend(self.around_index(context, (schema, &table.name), index, None));
        }
        statements
    }
}

/// The comment, unless it is empty.
pub(super) fn has(comment: &Option<String>) -> Option<&str> {
    comment.as_deref().filter(|comment| !comment.is_empty())
}

/// A comment that a change brings with it.
struct Told<'c> {
    part: TablePart,
    previous: Option<&'c str>,
    next: Option<&'c str>,
}

impl<'c> Told<'c> {
    fn of(postgres: &Postgres, change: &'c TableChange) -> Vec<Self> {
        let kept = is_kept(postgres, change);
        let one = |part: TablePart, previous: Option<&'c Option<String>>, next: &'c Option<String>| Self {
            part,
            previous: previous.filter(|_| kept).and_then(has),
            next: has(next),
        };
        let named = |name: &str| TablePart::Constraint(name.to_owned());
        let of_key = |previous: Option<&'c PrimaryKey>, next: &'c PrimaryKey| {
            let constraint = previous.map(|key| &key.constraint_comment);
            vec![
                one(TablePart::KeyIndex, previous.map(|key| &key.comment), &next.comment),
                one(TablePart::PrimaryKey, constraint, &next.constraint_comment),
            ]
        };
        match change {
            TableChange::Attribute(AttributeChange::PartComment(part, pair)) => {
                vec![one(part.clone(), Some(&pair.previous), &pair.next)]
            }
            TableChange::AddPrimaryKey(key) => of_key(None, key),
            TableChange::ModifyPrimaryKey(pair) => of_key(Some(&pair.previous), &pair.next),
            TableChange::AddIndex(index) if index.constraint => {
                vec![one(named(&index.name), None, &index.constraint_comment)]
            }
            TableChange::ModifyIndex(Pair { previous, next }) if next.constraint => {
                vec![one(named(&next.name), Some(&previous.constraint_comment), &next.constraint_comment)]
            }
            TableChange::AddForeignKey(key) => vec![one(named(&key.name), None, &key.comment)],
            TableChange::ModifyForeignKey(Pair { previous, next }) => {
                vec![one(named(&next.name), Some(&previous.comment), &next.comment)]
            }
            TableChange::AddCheck(check) => vec![one(named(&check.name), None, &check.comment)],
            TableChange::ModifyCheck(Pair { previous, next }) => {
                vec![one(named(&next.name), Some(&previous.comment), &next.comment)]
            }
            _ => Vec::new(),
        }
    }
}

/// Whether what a change is about stays, with the comment that it had.
fn is_kept(postgres: &Postgres, change: &TableChange) -> bool {
    match change {
        TableChange::Attribute(_) => true,
        TableChange::ModifyIndex(_) => only_comment(postgres, change),
        TableChange::ModifyPrimaryKey(pair) => postgres.same_primary_key(&pair.previous, &pair.next),
        change => validated(change).is_some(),
    }
}
