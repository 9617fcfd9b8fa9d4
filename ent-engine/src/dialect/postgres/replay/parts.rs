//! Indexes, keys and foreign keys of partitioned tables, and which of the partitions' are parts of them.
//!
//! The server keeps for an index of a partition which index of the parent it is part of (`pg_inherits`). Here the
//! parent's has a number, and the partition's says it.

use std::collections::BTreeSet;

use super::{constraints, names, partitions};
use crate::dialect::{ColumnConstraint, DiffRules, Postgres};
use crate::model::{Check, ForeignKey, Index, IndexPart, Origin, PrimaryKey, Table, TableRef};
use crate::replay::{Constraint, ConstraintKind, Name, Problem, State};

/// What a table has that its children get as well, by name.
#[derive(Debug, Default)]
pub(super) struct Held {
    checks: BTreeSet<String>,
    foreign_keys: BTreeSet<String>,
    keys: BTreeSet<String>,
}

impl Held {
    pub(super) fn of(state: &State, table: &TableRef) -> Self {
        state.table(table).map_or_else(Self::default, |table| Self {
            checks: table.checks.iter().map(|check| check.name.clone()).collect(),
            foreign_keys: table.foreign_keys.iter().map(|key| key.name.clone()).collect(),
            keys: keys(table).map(|key| key.name().to_owned()).collect(),
        })
    }

    /// The same without an index, which counts as one that came.
    pub(super) fn without(mut self, index: &str) -> Self {
        self.keys.remove(index);
        self
    }
}

/// A primary key or an index.
#[derive(Clone)]
enum Key {
    Primary(PrimaryKey),
    Index(Index),
}

impl Key {
    fn name(&self) -> &str {
        match self {
            Self::Primary(key) => key.name.as_deref().unwrap_or_default(),
            Self::Index(index) => &index.name,
        }
    }

    fn origin(&self) -> &Origin {
        match self {
            Self::Primary(key) => &key.origin,
            Self::Index(index) => &index.origin,
        }
    }

    /// The constraint that makes the same on a partition.
    fn like(&self, part_of: Option<u32>) -> ConstraintKind {
        match self {
            Self::Primary(key) => constraints::like_primary_key(key, false, part_of),
            Self::Index(index) => constraints::like_index(index, false, part_of),
        }
    }

    /// What counts when the server looks for a partition's index that does what the parent's does (`CompareIndexInfo`):
    /// neither names nor directions nor storage.
    fn shape(&self) -> Index {
        let bare = |parts: &[IndexPart]| {
            let bare = |part: &IndexPart| IndexPart { desc: false, nulls_first: None, ..part.clone() };
            parts.iter().map(bare).collect()
        };
        match self {
            Self::Primary(key) => Index {
                unique: true,
                parts: bare(&key.parts),
                include: key.include.clone(),
                ..Index::default()
            },
            Self::Index(index) => Index {
                name: String::new(),
                constraint: false,
                parts: bare(&index.parts),
                deferrable: None,
                parameters: Vec::new(),
                comment: None,
                constraint_comment: None,
                ..index.clone()
            },
        }
    }

    /// Whether a partition's index can be part of this one.
    fn fits(&self, postgres: &Postgres, own: &Self) -> bool {
        let constraint = match (self, own) {
            (Self::Primary(_), own) => matches!(own, Self::Primary(_)),
            (Self::Index(index), Self::Index(own)) => own.constraint || !index.constraint,
            (Self::Index(index), Self::Primary(_)) => !index.constraint,
        };
        let (shape, other) = (self.shape(), own.shape());
        constraint
            && shape.parts.iter().all(|part| part.excludes_with.is_none())
            && postgres.same_index(&shape, &other)
    }
}

fn keys(table: &Table) -> impl Iterator<Item = Key> {
    let primary = table.primary_key.iter().cloned().map(Key::Primary);
    primary.chain(table.indexes.iter().cloned().map(Key::Index))
}

/// The origin of the key or index of a name.
fn origin_mut<'t>(table: &'t mut Table, name: &str) -> Option<&'t mut Origin> {
    match &mut table.primary_key {
        Some(key) if key.name.as_deref() == Some(name) => Some(&mut key.origin),
        _ => table.indexes.iter_mut().find(|index| index.name == name).map(|index| &mut index.origin),
    }
}

/// The number of a key or index, given where it has none.
fn number(state: &mut State, table: &TableRef, name: &str) -> Result<u32, Problem> {
    let next = state.next_number();
    let found = origin_mut(state.table_mut(table)?, name).ok_or_else(|| Problem::missing("index", name))?;
    Ok(*found.number.get_or_insert(next))
}

/// Gives all keys and indexes of a partitioned table that has partitions their numbers, also those that none of the
/// partitions has: without a number it would not be known that they don't.
pub(super) fn number_all(state: &mut State, table: &TableRef) -> Result<(), Problem> {
    let names: Vec<String> =
        state.table(table).into_iter().flat_map(keys).map(|key| key.name().to_owned()).collect();
    names.iter().try_for_each(|name| number(state, table, name).map(|_| ()))
}

/// The keys, indexes and foreign keys that a partition gets from its parent as it is made.
pub(super) fn of_partition(state: &mut State, parent: &TableRef) -> Result<Vec<ColumnConstraint>, Problem> {
    number_all(state, parent)?;
    let Some(table) = state.table(parent) else { return Ok(Vec::new()) };
    let keys = keys(table).map(|key| (None, key.like(key.origin().number)));
    let foreign = table
        .foreign_keys
        .iter()
        .map(|key| (Some(key.name.clone()), ConstraintKind::ForeignKey(Box::new(inherited_key(state, key)))));
    let constraint = |(name, kind)| ColumnConstraint { column: None, constraint: Constraint { name, kind } };
    Ok(keys.chain(foreign).map(constraint).collect())
}

/// A foreign key of the parent's as one that is still to be resolved: what it refers to is known, whatever the search
/// path is by now.
fn inherited_key(state: &State, key: &ForeignKey) -> ForeignKey {
    let TableRef { schema, table } = &key.references;
    ForeignKey { references: TableRef::new(state.written_schema(schema), table), ..key.clone() }
}

/// Gives a table that becomes a partition the keys, indexes and foreign keys of its parent: those of its own that do
/// the same become parts, the others are made.
pub(super) fn attach(
    postgres: &Postgres,
    state: &mut State,
    parent: &TableRef,
    child: &TableRef,
) -> Result<(), Problem> {
    let before = Held::of(state, child);
    give(postgres, state, parent, child, &Held::default())?;
    spread(postgres, state, child, &before)
}

/// Gives the children of a table what it has got since `before`: partitions the keys and indexes, all the checks.
pub(super) fn spread(
    postgres: &Postgres,
    state: &mut State,
    parent: &TableRef,
    before: &Held,
) -> Result<(), Problem> {
    let Some(table) = state.table(parent) else { return Ok(()) };
    let is_new = |check: &&Check| !check.no_inherit && !before.checks.contains(&check.name);
    let checks: Vec<Check> = table.checks.iter().filter(is_new).cloned().collect();
    let primary = table.primary_key.as_ref();
    let primary = primary.filter(|key| key.name.as_ref().is_some_and(|name| !before.keys.contains(name)));
    let not_null: Vec<String> =
        primary.into_iter().flat_map(|key| key.columns()).map(str::to_owned).collect();
    for (child, is_partition) in partitions::children(state, parent) {
        let held = Held::of(state, &child);
        if is_partition {
            give(postgres, state, parent, &child, before)?;
        }
        let table = state.table_mut(&child)?;
        for check in &checks {
            if table.checks.iter().all(|other| other.name != check.name) {
                table.checks.push(Check { comment: None, ..check.clone() });
            }
        }
        spread(postgres, state, &child, &held)?;
    }
    bind_heirs(state, parent, &not_null)
}

/// Makes columns NOT NULL in all tables below one that has got a key over them.
fn bind_heirs(state: &mut State, parent: &TableRef, columns: &[String]) -> Result<(), Problem> {
    if columns.is_empty() {
        return Ok(());
    }
    for (child, _) in partitions::children(state, parent) {
        let own = &mut state.table_mut(&child)?.columns;
        own.iter_mut().filter(|own| columns.contains(&own.name)).for_each(|own| own.null = false);
        bind_heirs(state, &child, columns)?;
    }
    Ok(())
}

fn give(
    postgres: &Postgres,
    state: &mut State,
    parent: &TableRef,
    child: &TableRef,
    before: &Held,
) -> Result<(), Problem> {
    let source = state.table(parent).cloned().unwrap_or_default();
    for key in keys(&source).filter(|key| !before.keys.contains(key.name())) {
        let number = number(state, parent, key.name())?;
        state.edit_table(child, |state, table| {
            if keys(table).any(|own| own.origin().part_of == Some(number)) {
                return Ok(());
            }
            let own = keys(table).find(|own| own.origin().part_of.is_none() && key.fits(postgres, own));
            if let Some(origin) = own.and_then(|own| origin_mut(table, own.name())) {
                origin.part_of = Some(number);
                return Ok(());
            }
            match key.like(Some(number)) {
                ConstraintKind::PrimaryKey(_) if table.primary_key.is_some() => Err(Problem::Refused(
                    format!("table `{}` has a primary key that is not its parent's", table.name),
                )),
                ConstraintKind::PrimaryKey(def) => {
                    constraints::add_key(state, child, table, true, None, def, true)
                }
                ConstraintKind::Unique(def) | ConstraintKind::Exclude(def) => {
                    constraints::add_key(state, child, table, false, None, def, true)
                }
                ConstraintKind::Index(def) => {
                    constraints::add_key(state, child, table, false, None, def, false)
                }
                _ => Ok(()),
            }
        })?;
    }
    for key in source.foreign_keys.iter().filter(|key| !before.foreign_keys.contains(&key.name)) {
        state.edit_table(child, |state, table| {
            if table.foreign_keys.iter().any(|own| !own.not_valid && postgres.same_foreign_key(own, key)) {
                return Ok(());
            }
            let name = Some(key.name.clone()).filter(|name| !names::has_constraint(table, name));
            constraints::add_foreign_key(state, child, table, name, inherited_key(state, key))
        })?;
    }
    Ok(())
}

/// Makes an index of a partition a part of one of the parent's (`ALTER INDEX .. ATTACH PARTITION`).
pub(super) fn attach_index(state: &mut State, index: &Name, part: &Name) -> Result<(), Problem> {
    let (parent, child) = (table_of(state, index)?, table_of(state, part)?);
    let number = number(state, &parent, &index.name)?;
    if let Some(origin) = origin_mut(state.table_mut(&child)?, &part.name) {
        origin.part_of = Some(number);
    }
    Ok(())
}

/// Sets how much ANALYZE collects of an expression of an index, told by its number, and of the index's parts in
/// partitions.
pub(super) fn set_statistics(
    state: &mut State,
    name: &Name,
    (number, value): (&str, Option<&str>),
    only: bool,
) -> Result<(), Problem> {
    let place = number.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    // The server takes more for its maximum.
    let value = value.and_then(|value| value.parse::<u32>().ok()).map(|value| value.min(10_000));
    let set = |index: &mut Index| match place.and_then(|place| index.parts.get_mut(place)) {
        Some(part) if part.column_name().is_none() => {
            part.statistics = value;
            Ok(())
        }
        _ => Err(Problem::Refused(format!("part {number} of index `{}` is no expression", index.name))),
    };
    if let Some((_, indexes, at)) = names::view_index(state, name) {
        return indexes.get_mut(at).map_or(Ok(()), set);
    }
    let table = table_of(state, name)?;
    let Some(index) = state.table_mut(&table)?.indexes.iter_mut().find(|index| index.name == name.name)
    else {
        return Err(Problem::Refused(format!("part {number} of index `{}` is no expression", name.name)));
    };
    set(index)?;
    let mut above: Vec<u32> = index.origin.number.filter(|_| !only).into_iter().collect();
    while let Some(whole) = above.pop() {
        let is_part = |index: &Index| index.origin.part_of == Some(whole);
        for (_, table) in state.tables_mut(|_, table| table.indexes.iter().any(is_part)) {
            for index in table.indexes.iter_mut().filter(|index| is_part(index)) {
                set(index)?;
                above.extend(index.origin.number);
            }
        }
    }
    Ok(())
}

/// The table that has an index.
fn table_of(state: &State, index: &Name) -> Result<TableRef, Problem> {
    let found = state.resolve(index, |schema| {
        let mut tables = state.tables_with(&schema.name, &index.name);
        let table = tables.find(|table| keys(table).any(|key| key.name() == index.name));
        table.map(|table| table.name.clone())
    });
    let (schema, table) = found.ok_or_else(|| Problem::missing("index", index))?;
    Ok(TableRef::new(schema, table))
}

/// Makes the indexes of a table that is no partition any more its own.
pub(super) fn detach(table: &mut Table) {
    let key = table.primary_key.iter_mut().map(|key| &mut key.origin);
    for origin in table.indexes.iter_mut().map(|index| &mut index.origin).chain(key) {
        origin.part_of = None;
    }
}
