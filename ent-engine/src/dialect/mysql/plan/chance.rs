//! Columns that come with a default which differs from row to row. With a binary log, as MySQL has
//! one unless told otherwise, it refuses to add them (error 1674): a replica that runs the statement
//! again would have other values. So the column comes without the default, the rows get their values
//! by a statement whose rows are logged, and the column gets its default after that.

use super::super::Mysql;
use super::super::diff::Encoding;
use crate::change::{Pair, TableChange};
use crate::dialect::Exprs;
use crate::model::{Column, PartKey, PrimaryKey};
use crate::plan::{Filled, PlanError, Statement, go_quote, wrap};
use crate::words;

/// The functions that a default may call and that give another value each time; what MySQL 9 refuses
/// was tried out.
const CHANCE: [&str; 9] = [
    "uuid",
    "uuid_short",
    "rand",
    "random_bytes",
    "sysdate",
    "user",
    "session_user",
    "system_user",
    "current_user",
];

/// Columns with such a default, as they are to be.
#[derive(Default)]
pub(super) struct Chance {
    /// Those that come, whose rows get values.
    come: Vec<Column>,
    /// Those that are there, with their values.
    stay: Vec<Column>,
}

impl Mysql {
    /// The changes with such columns as they come first, and the columns as they are to be. One that is there gets its
    /// default beside any other change but a column that comes.
    pub(super) fn part_chance(&self, changes: &[TableChange]) -> (Vec<TableChange>, Chance) {
        let mut chance = Chance::default();
        let has_new = changes.iter().any(|change| matches!(change, TableChange::AddColumn(_)));
        let in_key = |name: &str| {
            changes.iter().any(|change| primary_key(change).is_some_and(|key| is_over(key, name)))
        };
        let first = changes
            .iter()
            .map(|change| match change {
                TableChange::AddColumn(column) if self.is_chance(column) => {
                    chance.come.push(column.clone());
                    // Only a column without NULL can be in a primary key.
                    let null = column.null || !in_key(&column.name);
                    TableChange::AddColumn(Column { default: None, null, ..column.clone() })
                }
                TableChange::ModifyColumn(pair) if has_new && self.is_chance(&pair.next) => {
                    chance.stay.push(pair.next.clone());
                    let next = Column { default: None, ..pair.next.clone() };
                    TableChange::ModifyColumn(Pair::new(pair.previous.clone(), next))
                }
                change => change.clone(),
            })
            .collect();
        (first, chance)
    }

    /// The statements that give such columns their values and their default.
    pub(super) fn give_chance(
        &self,
        filled: &Filled<'_>,
        chance: &Chance,
        encoding: Encoding<'_>,
    ) -> Result<Vec<Statement>, PlanError> {
        let columns = &chance.come;
        let values: Vec<(&str, String)> = columns
            .iter()
            .filter_map(|column| Some((&*column.name, wrap(column.default.as_ref()?.as_str()))))
            .collect();
        let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let clauses = columns
            .iter()
            .chain(&chance.stay)
            .map(|column| Ok(format!("MODIFY COLUMN {}", self.column_sql(column, encoding)?)))
            .collect::<Result<Vec<_>, PlanError>>()?;
        let names: Vec<String> = columns.iter().map(|column| go_quote(&column.name)).collect();
        let what = if names.len() == 1 { "column" } else { "columns" };
        let fill = (!values.is_empty()).then(|| {
            Statement::new(
                filled.update(self, &values, ""),
                format!("fill {what} {} of table: {}", names.join(", "), go_quote(filled.name)),
            )
        });
        let modify = (!clauses.is_empty()).then(|| {
            Statement::new(
                format!("ALTER TABLE {} {}", filled.written, clauses.join(", ")),
                format!("modify {} table", go_quote(filled.name)),
            )
        });
        Ok(fill.into_iter().chain(modify).collect())
    }

    fn is_chance(&self, column: &Column) -> bool {
        let calls = |text: &str| CHANCE.iter().any(|function| words::mentions(text, function));
        !self.is_mariadb()
            && column
                .default
                .as_ref()
                .is_some_and(|default| !self.is_literal(default) && calls(default.as_str()))
    }
}

fn primary_key(change: &TableChange) -> Option<&PrimaryKey> {
    match change {
        TableChange::AddPrimaryKey(key) => Some(key),
        TableChange::ModifyPrimaryKey(pair) => Some(&pair.next),
        _ => None,
    }
}

fn is_over(key: &PrimaryKey, column: &str) -> bool {
    key.parts.iter().any(|part| matches!(&part.key, PartKey::Column(name) if name == column))
}
