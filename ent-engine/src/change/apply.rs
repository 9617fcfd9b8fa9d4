use super::{AttributeChange, TableChange, TablePart};
use crate::model::Table;

impl TableChange {
    /// Carries the change out on `table`, which lives in `schema`. What the change is about and
    /// isn't there is passed over.
    pub fn apply(&self, schema: &str, table: &mut Table) {
        match self {
            Self::Attribute(AttributeChange::Comment(pair)) => table.comment.clone_from(&pair.next),
            Self::Attribute(AttributeChange::Options(pair)) => table.options.clone_from(&pair.next),
            Self::Attribute(AttributeChange::PartComment(part, pair)) => {
                if let Some(comment) = comment_of(table, part) {
                    comment.clone_from(&pair.next);
                }
            }
            Self::RenameColumn(pair) => table.rename_column(schema, &pair.previous.name, &pair.next.name),
            Self::AddColumn(column) => table.columns.push(column.clone()),
            Self::DropColumn(column) => table.columns.retain(|other| other.name != column.name),
            Self::ModifyColumn(pair) => {
                replace(&mut table.columns, &pair.next, |other| other.name == pair.previous.name);
            }
            // Rows are no part of the table here.
            Self::RenameValue { .. } => {}
            Self::AddPrimaryKey(key) => table.primary_key = Some(key.clone()),
            Self::DropPrimaryKey(_) => table.primary_key = None,
            Self::ModifyPrimaryKey(pair) => table.primary_key = Some(pair.next.clone()),
            Self::AddIndex(index) => table.indexes.push(index.clone()),
            Self::DropIndex(index) => table.indexes.retain(|other| other.name != index.name),
            Self::RenameIndex(pair) | Self::ModifyIndex(pair) => {
                replace(&mut table.indexes, &pair.next, |other| other.name == pair.previous.name);
            }
            Self::AddForeignKey(key) => table.foreign_keys.push(key.clone()),
            Self::DropForeignKey(key) => {
                if let Some(at) = table.foreign_keys.iter().position(|other| other == key) {
                    table.foreign_keys.remove(at);
                }
            }
            Self::RenameForeignKey(pair) | Self::ModifyForeignKey(pair) => {
                replace(&mut table.foreign_keys, &pair.next, |other| **other == pair.previous);
            }
            Self::AddCheck(check) => table.checks.push(check.clone()),
            Self::DropCheck(check) => {
                if let Some(at) = table.checks.iter().position(|other| other == check) {
                    table.checks.remove(at);
                }
            }
            Self::ModifyCheck(pair) => {
                replace(&mut table.checks, &pair.next, |other| **other == pair.previous);
            }
        }
    }
}

/// Where the comment of a part is.
fn comment_of<'t>(table: &'t mut Table, part: &TablePart) -> Option<&'t mut Option<String>> {
    match part {
        TablePart::PrimaryKey => table.primary_key.as_mut().map(|key| &mut key.constraint_comment),
        TablePart::KeyIndex => table.primary_key.as_mut().map(|key| &mut key.comment),
        TablePart::Constraint(name) => {
            let checks = table.checks.iter_mut().filter(|check| check.name == *name);
            let keys = table.foreign_keys.iter_mut().filter(|key| key.name == *name);
            let indexes = table.indexes.iter_mut().filter(|index| index.name == *name);
            let comments = checks.map(|check| &mut check.comment);
            let comments = comments.chain(keys.map(|key| &mut key.comment));
            comments.chain(indexes.map(|index| &mut index.constraint_comment)).next()
        }
    }
}

fn replace<T: Clone>(items: &mut [T], next: &T, is_previous: impl FnMut(&&mut T) -> bool) {
    if let Some(item) = items.iter_mut().find(is_previous) {
        item.clone_from(next);
    }
}
