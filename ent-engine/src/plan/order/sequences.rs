//! Sequences that come and go with the columns whose they are, while others draw on them.

use std::collections::BTreeMap;

use crate::change::{Change, Stage, TableChange};
use crate::dialect::Dialect;
use crate::model::{Column, Table};

/// A sequence by its schema and name.
type SequenceName = (String, String);

/// What one change does to sequences by its columns.
#[derive(Default)]
struct Draws {
    /// Those that come with it.
    comes: Vec<SequenceName>,
    /// Those that go with it.
    goes: Vec<SequenceName>,
    /// Those that it begins to draw on.
    begins: Vec<SequenceName>,
    /// Those that it draws on no longer.
    ends: Vec<SequenceName>,
}

/// Adds edges so that a column draws on a sequence after it is there, and no longer before it goes.
pub(super) fn links(dialect: &dyn Dialect, changes: &[Change], edge: &mut impl FnMut(usize, usize)) {
    let draws: Vec<Draws> = changes.iter().map(|change| Draws::of(dialect, change)).collect();
    let mut comes: BTreeMap<&SequenceName, Vec<usize>> = BTreeMap::new();
    let mut goes: BTreeMap<&SequenceName, Vec<usize>> = BTreeMap::new();
    for (at, draws) in draws.iter().enumerate() {
        draws.comes.iter().for_each(|name| comes.entry(name).or_default().push(at));
        draws.goes.iter().for_each(|name| goes.entry(name).or_default().push(at));
    }
    owners(changes, edge);
    for (at, draws) in draws.iter().enumerate() {
        for early in draws.begins.iter().filter_map(|name| comes.get(name)).flatten() {
            edge(at, *early);
        }
        for late in draws.ends.iter().filter_map(|name| goes.get(name)).flatten() {
            edge(*late, at);
        }
    }
}

/// A sequence comes to be owned after its table is altered: some of what is altered would reach it.
fn owners(changes: &[Change], edge: &mut impl FnMut(usize, usize)) {
    for (late, change) in changes.iter().enumerate() {
        let Change::ModifySequence { schema, sequence } = change else { continue };
        let Some((owner, _)) = &sequence.next.owned_by else { continue };
        if sequence.previous.owned_by == sequence.next.owned_by {
            continue;
        }
        for (early, other) in changes.iter().enumerate() {
            let is_owner = matches!(other, Change::ModifyTable(modify)
                if modify.schema == *schema && modify.table.next.name == *owner && modify.stage != Stage::Readies);
            if is_owner {
                edge(late, early);
            }
        }
    }
}

impl Draws {
    fn of(dialect: &dyn Dialect, change: &Change) -> Self {
        let mut draws = Self::default();
        match change {
            Change::AddSequence { schema, sequence } => {
                draws.comes.push(qualified(dialect, Some(schema), &sequence.name));
            }
            Change::DropSequence { schema, sequence } => {
                draws.goes.push(qualified(dialect, Some(schema), &sequence.name));
            }
            Change::AddTable { schema, table } => {
                table.columns.iter().for_each(|column| draws.begin(dialect, schema, table, column));
            }
            Change::DropTable { schema, table } => {
                table.columns.iter().for_each(|column| draws.end(dialect, schema, table, column));
            }
            Change::ModifyTable(modify) => {
                let (previous, next) = (&modify.table.previous, &modify.table.next);
                for change in &modify.changes {
                    match change {
                        TableChange::AddColumn(column) => {
                            draws.begin(dialect, &modify.schema, next, column);
                        }
                        TableChange::DropColumn(column) => {
                            draws.end(dialect, &modify.schema, previous, column)
                        }
                        TableChange::ModifyColumn(pair) => {
                            draws.end(dialect, &modify.schema, previous, &pair.previous);
                            draws.begin(dialect, &modify.schema, next, &pair.next);
                        }
                        _ => {}
                    }
                }
            }
            _ => {}
        }
        draws
    }

    fn begin(&mut self, dialect: &dyn Dialect, schema: &str, table: &Table, column: &Column) {
        let (owned, drawn) = sequences(dialect, schema, table, column);
        self.comes.extend(owned);
        self.begins.extend(drawn);
    }

    fn end(&mut self, dialect: &dyn Dialect, schema: &str, table: &Table, column: &Column) {
        let (owned, drawn) = sequences(dialect, schema, table, column);
        self.goes.extend(owned);
        self.ends.extend(drawn);
    }
}

/// The sequence that a column owns and the one that it draws on.
fn sequences(
    dialect: &dyn Dialect,
    schema: &str,
    table: &Table,
    column: &Column,
) -> (Option<SequenceName>, Option<SequenceName>) {
    let found = dialect.sequences_of_column(table, column);
    let owned = found.owned.map(|name| qualified(dialect, Some(schema), &name));
    (owned, found.drawn.map(|name| qualified(dialect, name.schema.as_deref(), &name.name)))
}

/// No schema is that of the connection, as is the dialect's own.
fn qualified(dialect: &dyn Dialect, schema: Option<&str>, name: &str) -> SequenceName {
    let schema = schema.filter(|schema| !schema.is_empty());
    (schema.unwrap_or(dialect.naming().own_schema).to_owned(), name.to_owned())
}
