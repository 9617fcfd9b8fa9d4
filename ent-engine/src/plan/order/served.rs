//! Keys that foreign keys refer to: they are there before what refers to them, and go after it.

use crate::change::{AttributeChange, Change, Pair, TableChange};
use crate::dialect::Dialect;
use crate::model::{Column, ForeignKey, IndexPart, Table, TableOptions};

/// What of a table foreign keys may refer to.
enum Served<'c> {
    /// The columns that a key of the table begins with.
    Columns(&'c [IndexPart]),
    /// A column whose type no key survives.
    Column(&'c str),
    /// All of it.
    Table,
}

/// A table of which others may refer to something that a change makes or ends.
struct Place<'c> {
    at: usize,
    schema: &'c str,
    table: &'c str,
    served: Served<'c>,
}

impl Place<'_> {
    fn serves(&self, key: &ForeignKey) -> bool {
        key.references.schema == self.schema
            && key.references.table == self.table
            && match self.served {
                Served::Table => true,
                Served::Column(name) => key.ref_columns.iter().any(|column| column == name),
                Served::Columns(parts) => {
                    let first = parts.get(..key.ref_columns.len()).unwrap_or_default();
                    !first.is_empty()
                        && first.iter().all(|part| {
                            key.ref_columns.iter().any(|name| part.column_name() == Some(name.as_str()))
                        })
                }
            }
    }
}

/// Adds edges from keys to what they refer by, and the other way round where they go.
pub(super) fn links(dialect: &dyn Dialect, changes: &[Change], edge: &mut impl FnMut(usize, usize)) {
    let (mut begins, mut ends) = (Vec::new(), Vec::new());
    for (at, change) in changes.iter().enumerate() {
        let Change::ModifyTable(modify) = change else { continue };
        let place = |served| Place { at, schema: &modify.schema, table: &modify.table.next.name, served };
        for change in &modify.changes {
            let Pair { previous, next } = served(dialect, change);
            ends.extend(previous.map(place));
            begins.extend(next.map(place));
        }
    }
    if begins.is_empty() && ends.is_empty() {
        return;
    }
    for (at, change) in changes.iter().enumerate() {
        let Pair { previous, next } = keys(change);
        for key in previous {
            ends.iter().filter(|place| place.serves(key)).for_each(|place| edge(place.at, at));
        }
        for key in next {
            begins.iter().filter(|place| place.serves(key)).for_each(|place| edge(at, place.at));
        }
    }
}

/// Adds edges between tables that go and tables that come where one refers to the name of the other, to nothing before or
/// after: what goes does so first, since a server that lets keys refer to nothing looks at the columns of what is there.
pub(super) fn dangling_links(changes: &[Change], edge: &mut impl FnMut(usize, usize)) {
    let refers = |table: &Table, schema: &str, name: &str| {
        let is_other = |key: &ForeignKey| key.references.schema == schema && key.references.table == name;
        table.foreign_keys.iter().any(is_other)
    };
    for (goes, change) in changes.iter().enumerate() {
        let Change::DropTable { schema: gone_from, table: gone } = change else { continue };
        for (comes, change) in changes.iter().enumerate() {
            let Change::AddTable { schema: made_in, table: made } = change else { continue };
            if refers(gone, made_in, &made.name) || refers(made, gone_from, &gone.name) {
                edge(comes, goes);
            }
        }
    }
}

/// What could be referred to before a change of a table and can't be after it, and the other way round.
fn served<'c>(dialect: &dyn Dialect, change: &'c TableChange) -> Pair<Option<Served<'c>>> {
    let columns = Served::Columns;
    match change {
        TableChange::AddIndex(index) => Pair::new(None, Some(columns(&index.parts))),
        TableChange::DropIndex(index) => Pair::new(Some(columns(&index.parts)), None),
        TableChange::ModifyIndex(pair) => {
            Pair::new(Some(columns(&pair.previous.parts)), Some(columns(&pair.next.parts)))
        }
        TableChange::AddPrimaryKey(key) => Pair::new(None, Some(columns(&key.parts))),
        TableChange::DropPrimaryKey(key) => Pair::new(Some(columns(&key.parts)), None),
        TableChange::ModifyPrimaryKey(pair) => {
            Pair::new(Some(columns(&pair.previous.parts)), Some(columns(&pair.next.parts)))
        }
        TableChange::ModifyColumn(pair) if dialect.detaches_keys(&pair.previous, &pair.next) => {
            let column = |column: &'c Column| Some(Served::Column(&column.name));
            Pair::new(column(&pair.previous), column(&pair.next))
        }
        TableChange::Attribute(AttributeChange::Options(pair)) => {
            let (was, is) = (may_be_referred_to(&pair.previous), may_be_referred_to(&pair.next));
            Pair::new((was && !is).then_some(Served::Table), (is && !was).then_some(Served::Table))
        }
        _ => Pair::new(None, None),
    }
}

/// Whether keys may refer to a table: not where another engine than the usual one has it, nor where it comes to be cut
/// into partitions.
fn may_be_referred_to(options: &TableOptions) -> bool {
    options.engine.is_none() && options.partition_by.is_none()
}

/// The foreign keys that a change takes away, and those that it makes.
fn keys(change: &Change) -> Pair<Vec<&ForeignKey>> {
    let (mut gone, mut made) = (Vec::new(), Vec::new());
    match change {
        Change::AddTable { table, .. } => made.extend(&table.foreign_keys),
        Change::DropTable { table, .. } => gone.extend(&table.foreign_keys),
        Change::ModifyTable(modify) => {
            for change in &modify.changes {
                match change {
                    TableChange::AddForeignKey(key) => made.push(key),
                    TableChange::DropForeignKey(key) => gone.push(key),
                    TableChange::ModifyForeignKey(pair) => {
                        gone.push(&pair.previous);
                        made.push(&pair.next);
                    }
                    _ => {}
                }
            }
        }
        _ => {}
    }
    Pair::new(gone, made)
}
