use super::Sqlite;
use crate::dialect::{DiffRules, Place};
use crate::model::{Column, Index, Table};

impl DiffRules for Sqlite {
    fn same_name(&self, previous: &str, next: &str) -> bool {
        previous.eq_ignore_ascii_case(next)
    }

    fn is_standing_schema(&self, name: &str) -> bool {
        matches!(name, "" | "main" | "temp")
    }

    fn has_comments(&self) -> bool {
        false
    }

    fn same_options(&self, previous: Place<'_>, next: Place<'_>) -> bool {
        let (previous, next) = (&previous.table.options, &next.table.options);
        previous.strict == next.strict && previous.without_rowid == next.without_rowid
    }

    fn same_column_attributes(
        &self,
        (_, previous): (Place<'_>, &Column),
        (_, next): (Place<'_>, &Column),
    ) -> bool {
        let collation = |column: &Column| {
            column.collation.as_ref().map(|name| name.to_ascii_lowercase()).filter(|name| name != "binary")
        };
        previous.auto_increment == next.auto_increment && collation(previous) == collation(next)
    }

    /// The index that a UNIQUE constraint made, which has a name that nobody gave.
    fn stands_for(&self, _: &Table, previous: &Index, next: &Index) -> bool {
        previous.name.starts_with("sqlite_autoindex_") && self.same_index(previous, next)
    }
}
