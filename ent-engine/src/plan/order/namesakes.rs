//! Names in texts that are not those of what a change is about, though they are spelled so.

use crate::change::{Change, Pair};
use crate::model::TableRef;

/// Whether the text of a change that has the name of what another is about means something else by it.
pub(super) fn means_another(change: &Change, other: &Change) -> bool {
    is_type_of_rows(change, other) || reads_its_namesake(change, other)
}

/// Whether a view is known to read another table or view of the name, in another schema.
fn reads_its_namesake(change: &Change, other: &Change) -> bool {
    let (Change::AddView { view, .. }
    | Change::DropView { view, .. }
    | Change::ModifyView { view: Pair { next: view, .. }, .. }) = change
    else {
        return false;
    };
    let place = match other {
        Change::AddTable { schema, table } | Change::DropTable { schema, table } => (schema, &table.name),
        Change::ModifyTable(modify) => (&modify.schema, &modify.table.next.name),
        Change::AddView { schema, view } | Change::DropView { schema, view } => (schema, &view.name),
        Change::ModifyView { schema, view } => (schema, &view.next.name),
        _ => return false,
    };
    let is_it = |table: &TableRef| (&table.schema, &table.table) == place;
    view.depends_on.iter().any(|table| table.table == *place.1) && !view.depends_on.iter().any(is_it)
}

/// Whether a type that changes may have attributes of the rows of a table that is there already: it waits for no change of
/// that, which may need the type.
fn is_type_of_rows(change: &Change, other: &Change) -> bool {
    matches!(change, Change::ModifyObject { object, .. } if object.next.kind.is_type())
        && matches!(other, Change::ModifyTable(_))
}
