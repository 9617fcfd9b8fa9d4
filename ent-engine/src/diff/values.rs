//! Values of text columns that have got another name.
//!
//! Neither a directory nor a database shows what a text column may hold. What a directory shows is the statement that
//! renamed a value; where it stands, the rename has been done.

use super::rename::Renamed;
use super::{Differ, TextValues};
use crate::change::{Pair, TableChange};
use crate::dialect::{Place, TypeFamily};
use crate::model::{Column, Origin, Realm, RenamedValue};

/// A rename of a value that the previous state has behind it.
pub(super) struct RenamedBefore<'a> {
    /// The renames that are declared with it: those of one enum.
    declared: &'a [(String, String)],
    done: &'a RenamedValue,
}

/// The declared renames of values that were done. One column of an enum speaks for all of them: those that came later
/// never had the value.
pub(super) fn renamed_before<'a>(states: Pair<&'a Realm>) -> Vec<RenamedBefore<'a>> {
    let declared = |done: &'a RenamedValue| {
        let schema = states.next.schema(&done.table.schema)?;
        let tables = schema.tables.iter().filter(|table| is(&table.name, &table.origin, &done.table.table));
        let mut columns = tables.flat_map(|table| &table.columns);
        let column = columns.find(|column| {
            is(&column.name, &column.origin, &done.column)
                && column.origin.renamed_values.iter().any(|pair| same(pair, done))
        })?;
        Some(RenamedBefore { declared: &column.origin.renamed_values, done })
    };
    states.previous.renamed_values.iter().filter_map(declared).collect()
}

/// Whether something is called `name`, or was.
fn is(own: &str, origin: &Origin, name: &str) -> bool {
    own == name || origin.renamed_from.as_deref() == Some(name)
}

fn same((previous, next): &(String, String), done: &RenamedValue) -> bool {
    *previous == done.previous && *next == done.next
}

impl Differ<'_> {
    /// Renames of values in columns that are texts before and after.
    pub(super) fn renamed_values(
        &self,
        places: Pair<Place<'_>>,
        renamed: &Renamed<'_>,
        out: &mut Vec<TableChange>,
    ) {
        if self.options.text_values == TextValues::Keep {
            return;
        }
        for column in &places.next.table.columns {
            let origin = &column.origin;
            let before = places.previous.table.column(&column.name);
            let texts = || before.is_some_and(|before| self.is_text(before)) && self.is_text(column);
            if origin.renamed_values.is_empty() || !texts() {
                continue;
            }
            let open = origin.renamed_values.iter().filter(|pair| {
                !renamed
                    .values
                    .iter()
                    .any(|before| before.declared == origin.renamed_values && same(pair, before.done))
            });
            out.extend(open.map(|(previous, next)| TableChange::RenameValue {
                column: column.name.clone(),
                values: Pair::new(previous.clone(), next.clone()),
            }));
        }
    }

    fn is_text(&self, column: &Column) -> bool {
        self.rules.inline_values(column).is_none() && self.rules.type_family(&column.ty) == TypeFamily::Text
    }
}
