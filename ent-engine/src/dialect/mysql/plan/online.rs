//! Changes that InnoDB makes while others read and write (MySQL manual, "Online DDL Operations"; MariaDB's pages on
//! `ALGORITHM` and `LOCK`): a server that can't do it so refuses, rather than lock the table.

use super::super::Mysql;
use crate::change::{Pair, TableChange};
use crate::dialect::Types;
use crate::model::{Column, Index, Table};
use crate::plan::{Online, PlanContext};

/// How InnoDB makes a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Way {
    /// In place.
    InPlace,
    /// In the catalog alone, or in place where the table has had too many such changes: the server knows.
    InstantOrInPlace,
    /// In a copy, while nobody may write; or nobody has said.
    Copy,
}

impl Mysql {
    /// What an ALTER TABLE says of how it is to be done, where all its changes can be made while others write.
    pub(super) fn online_clauses(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        states: &Pair<&Table>,
        changes: &[TableChange],
    ) -> &'static [&'static str] {
        let is_innodb = |table: &Table| {
            table.options.engine.as_deref().is_none_or(|engine| engine.eq_ignore_ascii_case("innodb"))
        };
        if context.options.online == Online::No
            || !context.existed(schema, &states.next.name)
            || !is_innodb(states.previous)
            || !is_innodb(states.next)
        {
            return &[];
        }
        match changes.iter().map(|change| self.way(change)).max() {
            Some(Way::InPlace) => &["ALGORITHM=INPLACE", "LOCK=NONE"],
            Some(Way::InstantOrInPlace) => &["LOCK=NONE"],
            Some(Way::Copy) | None => &[],
        }
    }

    fn way(&self, change: &TableChange) -> Way {
        let of_index = |index: &Index| match index.kind.as_deref() {
            Some(kind) if !kind.eq_ignore_ascii_case("btree") => Way::Copy,
            _ => Way::InPlace,
        };
        match change {
            TableChange::AddIndex(index) | TableChange::DropIndex(index) => of_index(index),
            TableChange::ModifyIndex(pair) => of_index(&pair.previous).max(of_index(&pair.next)),
            TableChange::RenameIndex(_) | TableChange::DropForeignKey(_) => Way::InPlace,
            TableChange::RenameColumn(_) => Way::InstantOrInPlace,
            TableChange::AddColumn(column) | TableChange::DropColumn(column) if self.is_plain(column) => {
                Way::InstantOrInPlace
            }
            TableChange::ModifyColumn(pair) if self.is_plain(&pair.next) && self.same_but_null(pair) => {
                Way::InstantOrInPlace
            }
            _ => Way::Copy,
        }
    }

    /// Whether a column neither counts, nor is computed, nor has a check of MariaDB's.
    fn is_plain(&self, column: &Column) -> bool {
        let has_check = self.is_mariadb() && column.ty.name == "json";
        column.identity.is_none() && column.generated.is_none() && !has_check
    }

    /// Whether all that differs is whether there may be NULL, the default, or the comment.
    fn same_but_null(&self, pair: &Pair<Column>) -> bool {
        let Pair { previous, next } = pair;
        self.same_type(&previous.ty, &next.ty)
            && previous.collation == next.collation
            && previous.charset == next.charset
            && previous.generated.is_none()
            && previous.identity.is_none() == next.identity.is_none()
            && previous.settings == next.settings
    }
}
