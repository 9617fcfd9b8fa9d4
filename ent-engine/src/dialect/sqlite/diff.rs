use super::Sqlite;
use crate::dialect::shape::words;
use crate::dialect::{DiffRules, Place};
use crate::model::{Column, ColumnSetting, Index, Object, Table};
use crate::sql::{Syntax, Tokens};

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

    /// Triggers and virtual tables keep the text that they were made with, but for names that ALTER TABLE writes anew.
    fn same_object(&self, previous: &Object, next: &Object) -> bool {
        let plain = |object: &Object| {
            let tokens: Vec<_> = Tokens::new(&object.text, Syntax::sqlite()).collect();
            let text = format!(" {} ", words(&tokens, Syntax::sqlite(), &["main"]));
            text.replace(" if not exists ", " ").trim_end_matches([' ', ';']).to_owned()
        };
        previous.text.trim() == next.text.trim() || plain(previous) == plain(next)
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
            column
                .collation
                .as_ref()
                .map(|collation| collation.name.to_ascii_lowercase())
                .filter(|name| name != "binary")
        };
        let conflict = |column: &Column, setting: ColumnSetting| {
            let action = column.settings.get(setting).map(str::to_ascii_lowercase);
            action.filter(|action| action != "abort")
        };
        previous.auto_increment == next.auto_increment
            && collation(previous) == collation(next)
            && [ColumnSetting::KeyConflict, ColumnSetting::NullConflict]
                .into_iter()
                .all(|setting| conflict(previous, setting) == conflict(next, setting))
    }

    /// The index that a UNIQUE constraint made, which has a name that nobody gave.
    fn stands_for(&self, _: &Table, previous: &Index, next: &Index) -> bool {
        previous.name.starts_with("sqlite_autoindex_") && self.same_index(previous, next)
    }
}
