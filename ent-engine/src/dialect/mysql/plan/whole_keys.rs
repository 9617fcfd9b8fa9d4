//! Keys that the server would leave covering a part of a column only.

use super::super::replay::charset::{USUAL, meant, widest};
use super::super::{Mysql, prefix};
use crate::change::{AttributeChange, Pair, TableChange};
use crate::model::{Column, Index, IndexPart, Table};
use crate::plan::PlanContext;

impl Mysql {
    /// The changes, and with them the keys that go and come again so that they cover all of a column: of an ENUM or a SET
    /// that becomes a text they would cover the first characters.
    pub(super) fn with_whole_keys(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        table: &Table,
        changes: &[TableChange],
    ) -> Vec<TableChange> {
        let mut changes = changes.to_vec();
        let is_cut = |pair: &Pair<Column>| {
            prefix::kept(&pair.previous.ty, &pair.next.ty).is_some()
                && self.was_narrow(context, schema, (table, &changes), &pair.previous)
        };
        let cut: Vec<String> = changes
            .iter()
            .filter_map(|change| match change {
                TableChange::ModifyColumn(pair) if !self.is_mariadb() && is_cut(pair) => {
                    Some(pair.next.name.clone())
                }
                _ => None,
            })
            .collect();
        let is_whole = |part: &IndexPart| {
            part.prefix.is_none()
                && part.column_name().is_some_and(|name| cut.iter().any(|column| column == name))
        };
        for index in table.indexes.iter().filter(|index| index.parts.iter().any(is_whole)) {
            make_anew(index, &mut changes);
        }
        let comes = |change: &TableChange| {
            matches!(change, TableChange::AddPrimaryKey(_) | TableChange::ModifyPrimaryKey(_))
        };
        if let Some(key) = table.primary_key.as_ref().filter(|key| key.parts.iter().any(is_whole))
            && !changes.iter().any(comes)
        {
            changes.push(TableChange::ModifyPrimaryKey(Pair::new(key.clone(), key.clone())));
        }
        changes
    }

    /// Whether each character of a column took one byte before the changes.
    fn was_narrow(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        (table, changes): (&Table, &[TableChange]),
        column: &Column,
    ) -> bool {
        let options = changes.iter().find_map(|change| match change {
            TableChange::Attribute(AttributeChange::Options(pair)) => Some(pair.previous.clone()),
            _ => None,
        });
        let options = options.unwrap_or_else(|| table.options.clone());
        let before = Table { options, ..Table::new(&table.name) };
        let encoding = match column.encoding() {
            (None, None) => Self::encoding(context.schemas(schema).previous, &before),
            own => own,
        };
        let charset = meant(encoding).map_or_else(|| USUAL.to_owned(), |(charset, _)| charset);
        widest(&charset) == 1
    }
}

/// Has an index go and come, if it doesn't come anyway.
fn make_anew(index: &Index, changes: &mut Vec<TableChange>) {
    let comes = |change: &TableChange| match change {
        TableChange::AddIndex(other) => other.name == index.name,
        TableChange::ModifyIndex(pair) => pair.next.name == index.name,
        _ => false,
    };
    if changes.iter().any(comes) {
        return;
    }
    let renamed = changes
        .iter()
        .position(|change| matches!(change, TableChange::RenameIndex(pair) if pair.next.name == index.name));
    let previous = match renamed.map(|at| changes.remove(at)) {
        Some(TableChange::RenameIndex(pair)) => pair.previous,
        _ => index.clone(),
    };
    changes.push(TableChange::DropIndex(previous));
    changes.push(TableChange::AddIndex(index.clone()));
}
