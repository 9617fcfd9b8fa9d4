//! Whether the rows of a table are still there after a change, by value.

use ent_engine::change::{Change, Pair, TableChange};
use ent_engine::dialect::{Dialect, TypeChange, TypeFamily};
use ent_engine::model::{Column, Table};

/// A table whose rows must live through a change.
pub(crate) struct Kept {
    /// The schema of the table, which stays.
    schema: String,
    /// The table before and after.
    names: Pair<String>,
    /// The columns before and after whose values must be the same.
    columns: Vec<Pair<String>>,
    /// The temporary table that holds the values meanwhile.
    copy: String,
}

impl Kept {
    /// What must be left of the rows of `table` after `changes`; `None` where it is dropped.
    pub(crate) fn of(
        dialect: &dyn Dialect,
        changes: &[Change],
        schema: &str,
        table: &Table,
        copy: String,
    ) -> Option<Self> {
        let mut name = table.name.clone();
        let mut columns: Vec<Pair<String>> = table
            .columns
            .iter()
            .filter(|column| column.generated.is_none())
            .map(|column| Pair::new(column.name.clone(), column.name.clone()))
            .collect();
        for change in changes {
            match change {
                Change::DropTable { schema: home, table } if home == schema && table.name == name => {
                    return None;
                }
                Change::RenameTable { schema: home, names } if home == schema && names.previous == name => {
                    name.clone_from(&names.next);
                }
                _ => {}
            }
        }
        for change in changes {
            let Change::ModifyTable(modify) = change else { continue };
            if modify.schema == schema && modify.table.next.name == name {
                modify.changes.iter().for_each(|change| follow(dialect, change, &mut columns));
            }
        }
        Some(Self { schema: schema.to_owned(), names: Pair::new(table.name.clone(), name), columns, copy })
    }

    /// The way back.
    pub(crate) fn back(self, copy: String) -> Self {
        let columns = self.columns.into_iter().map(Pair::swap).collect();
        Self { schema: self.schema, names: self.names.swap(), columns, copy }
    }

    /// The table as it is called after the change.
    pub(crate) fn next(&self) -> &str {
        &self.names.next
    }

    /// The statement that keeps the values, before the change.
    pub(crate) fn keep(&self, dialect: &dyn Dialect) -> String {
        let values = self.values(dialect, &self.names.previous, |pair| &pair.previous);
        format!("CREATE TEMPORARY TABLE {} AS {values}", self.copy)
    }

    /// The statements of which one fails unless the rows are there after the change, given the [`PROBE`].
    pub(crate) fn expect(&self, dialect: &dyn Dialect) -> [String; 2] {
        let values = self.values(dialect, &self.names.next, |pair| &pair.next);
        // One way suffices, as both have the same number of rows; MySQL reads a temporary table only
        // once in a statement.
        let table = dialect.qualified(&self.schema, &self.names.next);
        let probe = "INSERT INTO ent_probe (ok) SELECT CASE WHEN";
        let copy = &self.copy;
        [
            format!(
                "{probe} kept.n = (SELECT count(*) FROM {table}) THEN 1 END \
                 FROM (SELECT count(*) AS n FROM {copy}) kept"
            ),
            format!("{probe} count(*) = 0 THEN 1 END FROM ({values} EXCEPT SELECT * FROM {copy}) changed"),
        ]
    }

    /// The statement that forgets the values.
    pub(crate) fn forget(&self) -> String {
        format!("DROP TABLE {}", self.copy)
    }

    fn values(&self, dialect: &dyn Dialect, table: &str, name: impl Fn(&Pair<String>) -> &String) -> String {
        let backticks = dialect.quote("a").starts_with('`');
        let text = if backticks && dialect.has_schemas() { "char" } else { "text" };
        // PostgreSQL compares no two texts whose collations differ, as they do where one has changed.
        let collate = if backticks { "" } else { " COLLATE \"C\"" };
        let mut values: Vec<String> = self
            .columns
            .iter()
            .enumerate()
            .map(|(at, pair)| format!("CAST({} AS {text}){collate} AS c{at}", dialect.quote(name(pair))))
            .collect();
        if values.is_empty() {
            values.push("1 AS c0".to_owned());
        }
        format!("SELECT {} FROM {}", values.join(", "), dialect.qualified(&self.schema, table))
    }
}

/// The temporary table that [`Kept::expect`] writes to.
pub(crate) const PROBE: &str = "CREATE TEMPORARY TABLE ent_probe (ok int NOT NULL)";

/// Follows the columns through one change; those whose values may come to be others are left out.
fn follow(dialect: &dyn Dialect, change: &TableChange, columns: &mut Vec<Pair<String>>) {
    match change {
        TableChange::RenameColumn(pair) => {
            for column in columns.iter_mut().filter(|column| column.next == pair.previous.name) {
                column.next.clone_from(&pair.next.name);
            }
        }
        TableChange::RenameValue { column, .. } => columns.retain(|known| known.next != *column),
        TableChange::DropColumn(gone) => columns.retain(|column| column.next != gone.name),
        TableChange::ModifyColumn(pair) if !is_same(dialect, pair) => {
            columns.retain(|column| column.next != pair.next.name);
        }
        _ => {}
    }
}

/// Whether values look the same after a change of their column.
fn is_same(dialect: &dyn Dialect, pair: &Pair<Column>) -> bool {
    let Pair { previous, next } = pair;
    let (before, after) = (dialect.type_family(&previous.ty), dialect.type_family(&next.ty));
    let same_type = match dialect.type_change(&previous.ty, &next.ty) {
        TypeChange::Same => true,
        TypeChange::Widening | TypeChange::Rewrite => {
            before == after && matches!(before, TypeFamily::Integer | TypeFamily::Text)
        }
        TypeChange::Narrowing | TypeChange::NeedsUsing => false,
    };
    // A default fills what was NULL.
    same_type && next.generated.is_none() && (next.null || !previous.null)
}
