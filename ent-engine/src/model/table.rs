use serde::{Deserialize, Serialize};

use super::{Check, Column, Expr, ForeignKey, Index, Origin, PrimaryKey, TableRef};

/// Table.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
pub struct Table {
    /// Name.
    pub name: String,
    /// Columns, in order.
    pub columns: Vec<Column>,
    /// Primary key.
    pub primary_key: Option<PrimaryKey>,
    /// Indexes and unique constraints.
    pub indexes: Vec<Index>,
    /// Foreign keys.
    pub foreign_keys: Vec<ForeignKey>,
    /// CHECK constraints.
    pub checks: Vec<Check>,
    /// Comment.
    pub comment: Option<String>,
    /// How it is stored.
    pub options: TableOptions,
    /// Where it came from.
    pub origin: Origin,
}

impl Table {
    /// Every expression: defaults, what columns and indexes compute, predicates and checks.
    pub fn exprs(&self) -> impl Iterator<Item = &Expr> {
        let columns = self.columns.iter().flat_map(|column| {
            column.default.iter().chain(column.generated.as_ref().map(|generated| &generated.expr))
        });
        let checks = self.checks.iter().map(|check| &check.expr);
        columns.chain(checks).chain(self.indexes.iter().flat_map(Index::exprs))
    }

    /// Every expression, to change it.
    pub fn exprs_mut(&mut self) -> impl Iterator<Item = &mut Expr> {
        let columns = self.columns.iter_mut().flat_map(|column| {
            column.default.iter_mut().chain(column.generated.as_mut().map(|generated| &mut generated.expr))
        });
        let checks = self.checks.iter_mut().map(|check| &mut check.expr);
        columns.chain(checks).chain(self.indexes.iter_mut().flat_map(Index::exprs_mut))
    }

    /// An empty table.
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// The column `name`.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// The column `name`, to change it.
    pub fn column_mut(&mut self, name: &str) -> Option<&mut Column> {
        self.columns.iter_mut().find(|column| column.name == name)
    }

    /// The index `name`.
    pub fn index(&self, name: &str) -> Option<&Index> {
        self.indexes.iter().find(|index| index.name == name)
    }

    /// The foreign key `name`.
    pub fn foreign_key(&self, name: &str) -> Option<&ForeignKey> {
        self.foreign_keys.iter().find(|key| key.name == name)
    }

    /// Whether the column is the whole primary key.
    pub fn is_sole_key(&self, column: &str) -> bool {
        self.primary_key.as_ref().is_some_and(|key| key.parts.len() == 1 && key.columns().eq([column]))
    }
}

/// How a table is stored. What a database doesn't know stays at its default.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
pub struct TableOptions {
    /// Engine, where it is not the default (MySQL, MariaDB).
    pub engine: Option<String>,
    /// Character set (MySQL, MariaDB).
    pub charset: Option<String>,
    /// Collation (MySQL, MariaDB).
    pub collation: Option<String>,
    /// Next value of the auto-increment column, where the schema asks for one.
    pub auto_increment: Option<i64>,
    /// Other options as SQL text, in the order written (MySQL: after the collation).
    pub raw: Option<String>,
    /// STRICT (SQLite).
    pub strict: bool,
    /// WITHOUT ROWID (SQLite).
    pub without_rowid: bool,
    /// Tables that this one inherits from (PostgreSQL).
    pub inherits: Vec<TableRef>,
    /// Table that this one is a partition of (PostgreSQL).
    pub partition_of: Option<Partition>,
    /// Row level security (PostgreSQL).
    pub row_security: bool,
    /// Row level security that binds the owner too (PostgreSQL).
    pub force_row_security: bool,
    /// UNLOGGED (PostgreSQL).
    pub unlogged: bool,
    /// PARTITION BY clause as SQL, without the words PARTITION BY.
    pub partition_by: Option<String>,
    /// Storage parameters, by name (PostgreSQL `WITH (..)`).
    pub parameters: Vec<(String, String)>,
}

impl TableOptions {
    /// Sets one of the options that are kept as text; it comes last, and `key` is kept as it is spelled here.
    pub fn set_raw(&mut self, key: &str, value: &str) {
        let mut options = self.raw_options();
        options.retain(|(name, _)| !name.eq_ignore_ascii_case(key));
        options.push((key.to_owned(), value.to_owned()));
        self.keep_raw(&options);
    }

    /// Takes out one of the options that are kept as text.
    pub fn remove_raw(&mut self, key: &str) {
        let mut options = self.raw_options();
        options.retain(|(name, _)| !name.eq_ignore_ascii_case(key));
        self.keep_raw(&options);
    }

    fn keep_raw(&mut self, options: &[(String, String)]) {
        let texts: Vec<_> = options.iter().map(|(key, value)| format!("{key}={value}")).collect();
        self.raw = Some(texts.join(" ")).filter(|text| !text.is_empty());
    }

    /// The value of one of the options that are kept as text.
    pub fn raw_option(&self, key: &str) -> Option<String> {
        let mut options = self.raw_options().into_iter();
        options.find(|(name, _)| name.eq_ignore_ascii_case(key)).map(|(_, value)| value)
    }

    /// The options that are kept as text: keys with their values.
    pub fn raw_options(&self) -> Vec<(String, String)> {
        let mut options: Vec<(String, String)> = Vec::new();
        let mut rest = self.raw.as_deref().unwrap_or_default();
        while let Some((key, after)) = rest.split_once('=') {
            let end = match after.strip_prefix('\'') {
                Some(quoted) => quoted.find("' ").map_or(after.len(), |at| at + 2),
                None if after.starts_with('(') => after.find(") ").map_or(after.len(), |at| at + 1),
                None => after.find(' ').unwrap_or(after.len()),
            };
            options.push((key.trim().to_owned(), after[..end].to_owned()));
            rest = after[end..].trim_start();
        }
        options
    }
}

/// What makes a table a partition of another.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
pub struct Partition {
    /// The partitioned table.
    pub parent: TableRef,
    /// Bound as SQL: `FOR VALUES FROM (1) TO (10)`, `DEFAULT`.
    pub bound: String,
}
