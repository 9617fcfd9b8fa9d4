//! What can't change in one statement with what it belongs to.

use super::super::Mysql;
use super::modify::{Parted, kept_indexes};
use crate::change::{AttributeChange, ModifyTable, Pair, TableChange};
use crate::model::{Column, ColumnSetting, Index, TableOptions};

impl Mysql {
    /// Spatial indexes go and come again around a change of what their places refer to (MySQL, error 3644).
    pub(super) fn spell_out_places(&self, modify: &ModifyTable, changes: &mut Vec<TableChange>) {
        if self.is_mariadb() {
            return;
        }
        let moved = moved_places(changes);
        let is_moved = |index: &Index| is_over(index, &moved);
        let mut spelled = Vec::with_capacity(changes.len());
        for change in changes.drain(..) {
            match change {
                TableChange::ModifyIndex(pair) | TableChange::RenameIndex(pair) if is_moved(&pair.next) => {
                    spelled.push(TableChange::DropIndex(pair.previous));
                    spelled.push(TableChange::AddIndex(pair.next));
                }
                change => spelled.push(change),
            }
        }
        for column in &moved {
            for index in kept_indexes(modify, column).into_iter().filter(|index| is_moved(index)) {
                spelled.push(TableChange::DropIndex(index.clone()));
                spelled.push(TableChange::AddIndex(index.clone()));
            }
        }
        *changes = spelled;
    }

    /// Those indexes, and the foreign keys of a table that goes to another engine (errors 3776 and 1217), go in a
    /// statement before and come in one after.
    pub(super) fn part_from_changes(&self, parted: Parted) -> Parted {
        let Parted { mut keys, rest, last } = parted;
        let moved = if self.is_mariadb() { Vec::new() } else { moved_places(&rest) };
        let leaves = rest.iter().any(changes_engine);
        let (mut kept, mut later) = (Vec::new(), Vec::new());
        for change in rest {
            match &change {
                TableChange::DropIndex(index) if is_over(index, &moved) => keys.push(change),
                TableChange::AddIndex(index) if is_over(index, &moved) => later.push(change),
                TableChange::DropForeignKey(_) if leaves => keys.push(change),
                TableChange::AddForeignKey(_) if leaves => later.push(change),
                _ => kept.push(change),
            }
        }
        later.extend(last);
        Parted { keys, rest: kept, last: later }
    }
}

/// Columns of places that come to refer to something else.
fn moved_places(changes: &[TableChange]) -> Vec<String> {
    let system = |column: &Column| column.settings.get(ColumnSetting::Srid).map(str::to_owned);
    let moved = changes.iter().filter_map(|change| match change {
        TableChange::ModifyColumn(pair) if system(&pair.previous) != system(&pair.next) => {
            Some(pair.next.name.clone())
        }
        _ => None,
    });
    moved.collect()
}

fn is_over(index: &Index, columns: &[String]) -> bool {
    let mut names = index.parts.iter().filter_map(|part| part.column_name());
    index.kind.as_deref() == Some("spatial") && names.any(|name| columns.iter().any(|column| column == name))
}

fn changes_engine(change: &TableChange) -> bool {
    let engine = |options: &TableOptions| {
        options.engine.as_ref().map_or_else(|| "innodb".to_owned(), |engine| engine.to_ascii_lowercase())
    };
    matches!(change, TableChange::Attribute(AttributeChange::Options(Pair { previous, next }))
        if engine(previous) != engine(next))
}
