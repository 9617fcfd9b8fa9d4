//! Objects that hang on tables and change with them: they go before the table changes and come back after it.

use super::views::touched_tables;
use crate::change::{Change, Pair};
use crate::model::{Object, TableRef};
use crate::words;

/// Parts the changes of triggers, policies and the like into a drop and a new beginning, where what they are about
/// changes too: what stands would keep a column from going, would go with its table, or would no longer fit it.
pub(super) fn part(changes: Vec<Change>) -> Vec<Change> {
    let touched = touched_tables(&changes);
    let mut parted = Vec::new();
    for change in changes {
        match change {
            Change::ModifyObject { schema, object: Pair { previous, next } }
                if previous.kind.is_on_tables()
                    && touched.iter().any(|table| is_about(&previous, table) || is_about(&next, table)) =>
            {
                parted.push(Change::DropObject { schema: schema.clone(), object: previous });
                parted.push(Change::AddObject { schema, object: next });
            }
            change => parted.push(change),
        }
    }
    parted
}

fn is_about(object: &Object, table: &TableRef) -> bool {
    object.table.as_ref() == Some(&table.table) || words::mentions(&object.text, &table.table)
}
