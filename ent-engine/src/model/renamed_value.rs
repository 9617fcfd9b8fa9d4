use serde::{Deserialize, Serialize};

use super::TableRef;

/// A value that a statement has given another name to, in the rows of a column.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct RenamedValue {
    /// Table, as it is called.
    pub table: TableRef,
    /// Column.
    pub column: String,
    /// The value before.
    pub previous: String,
    /// The value that took its place.
    pub next: String,
}

/// The values that the statements of a migration directory have renamed.
///
/// A column of texts shows nothing of its values; that `UPDATE tasks SET status = 'closed' WHERE status = 'gone'`
/// stands in the directory is all there is to tell that it has been done. It is no part of the schema, so two lists
/// always compare equal.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct RenamedValues(Vec<RenamedValue>);

impl RenamedValues {
    /// Notes a rename; one that takes it back is forgotten.
    pub fn note(&mut self, renamed: RenamedValue) {
        self.0.retain(|known| {
            let same_place = known.table == renamed.table && known.column == renamed.column;
            let undone = known.previous == renamed.next && known.next == renamed.previous;
            !(same_place && undone) && *known != renamed
        });
        self.0.push(renamed);
    }

    /// The table has got another name. What was noted of it stays too: a table that is made anew takes its name back.
    pub fn rename_table(&mut self, previous: &TableRef, next: &TableRef) {
        self.copy(|known| {
            (known.table == *previous).then(|| RenamedValue { table: next.clone(), ..known.clone() })
        });
    }

    /// The column has got another name.
    pub fn rename_column(&mut self, table: &TableRef, previous: &str, next: &str) {
        self.copy(|known| {
            (known.table == *table && known.column == previous)
                .then(|| RenamedValue { column: next.to_owned(), ..known.clone() })
        });
    }

    fn copy(&mut self, copied: impl Fn(&RenamedValue) -> Option<RenamedValue>) {
        let copies: Vec<RenamedValue> = self.0.iter().filter_map(copied).collect();
        self.0.extend(copies);
    }

    /// All that is noted.
    pub fn iter(&self) -> impl Iterator<Item = &RenamedValue> {
        self.0.iter()
    }
}

impl PartialEq for RenamedValues {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}
