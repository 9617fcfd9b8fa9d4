//! Tables of composite types: their columns stand as the attributes of the type do.

use crate::model::{Column, Object, OtherKind, Table};
use crate::plan::{PlanContext, PlanError, go_quote};

/// Refuses to make a table one of a type whose attributes stand in another order than the columns would: those that come
/// to a table come after all others.
pub(super) fn check_order(context: &PlanContext<'_>, schema: &str, object: &Object) -> Result<(), PlanError> {
    let name = object.table.as_deref().filter(|_| object.other() == Some(OtherKind::OfType));
    let Some(next) = name.and_then(|name| context.next.schema(schema)?.table(name)) else { return Ok(()) };
    let home = context.previous.schema(schema);
    let names = [Some(&next.name), next.origin.renamed_from.as_ref()].into_iter().flatten();
    let Some(previous) = names.filter_map(|name| home?.table(name)).next() else { return Ok(()) };
    if altered_order(previous, next).eq(next.columns.iter().map(|column| &column.name)) {
        return Ok(());
    }
    Err(PlanError::unsupported(
        format!("table {}", go_quote(&next.name)),
        "its columns stand in another order than the attributes of its type would, and no statement moves them: alter the \
         type in a migration by hand (`ALTER TYPE ... RENAME ATTRIBUTE ... CASCADE`), which alters its tables as well",
    ))
}

/// The columns of a table in the order in which it has them after it is altered: those that stay, then those that come.
fn altered_order<'t>(previous: &'t Table, next: &'t Table) -> impl Iterator<Item = &'t String> {
    let becomes = |before: &Column, after: &Column| {
        after.name == before.name
            || after.origin.renamed_from.as_ref() == Some(&before.name)
                && previous.column(&after.name).is_none()
    };
    let stays = move |before: &Column| next.columns.iter().find(|after| becomes(before, after));
    let comes = move |after: &&Column| !previous.columns.iter().any(|before| becomes(before, after));
    let stay = previous.columns.iter().filter_map(stays);
    stay.chain(next.columns.iter().filter(comes)).map(|column| &column.name)
}
