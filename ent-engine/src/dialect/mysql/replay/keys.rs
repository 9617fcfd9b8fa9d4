//! Keys: the indexes that foreign keys bring along, and their going when another index serves.

use std::borrow::Cow;

use super::charset::TEXTS;
use super::names::{self, CASE};
use super::{charset, checks};
use crate::dialect::mysql::{engine, prefix};
use crate::dialect::{ColumnConstraint, Mysql, Version};
use crate::model::{
    Check, Column, DataType, ForeignKey, Index, IndexPart, Origin, OriginParts, PartKey, PrimaryKey, Table,
    TableRef,
};
use crate::replay::{
    Constraint, ConstraintKind, CreateIndex, IndexDef, Name, Problem, State, TEMPORARY, Texts, Wording,
};

/// Adds constraints: keys first in the order written, with the index of each foreign key in its place.
pub(super) fn add(
    mysql: &Mysql,
    state: &mut State,
    place: &TableRef,
    table: &mut Table,
    constraints: Vec<ColumnConstraint>,
) -> Result<(), Problem> {
    let is_check = |kind: &ConstraintKind| matches!(kind, ConstraintKind::Check(_));
    let written = constraints.iter().filter(|one| is_check(&one.constraint.kind));
    let mut later: Vec<String> = written.filter_map(|one| one.constraint.name.clone()).collect();
    let words: Vec<Vec<IndexPart>> = constraints.iter().filter_map(parts_of_words).collect();
    for ColumnConstraint { column, constraint: Constraint { name, kind } } in constraints {
        match kind {
            ConstraintKind::PrimaryKey(def) => add_primary_key(state, table, def)?,
            ConstraintKind::Unique(def) => {
                add_key(mysql, state, place, table, name, IndexDef { unique: true, ..def })?
            }
            ConstraintKind::Index(def) => add_key(mysql, state, place, table, name, def)?,
            // Those of temporary tables are nobody's concern, and two of one name are none either.
            ConstraintKind::Check(_) if place.schema == TEMPORARY => {}
            ConstraintKind::Check(check) => {
                later.retain(|later| Some(later) != name.as_ref());
                add_check(mysql, table, (name, &later), column, check)?;
            }
            ConstraintKind::ForeignKey(key) => {
                // Older servers read REFERENCES after a column and forget it.
                let inline = if mysql.is_mariadb() { Version(10, 5, 0) } else { Version(9, 0, 0) };
                if column.is_none() || mysql.is_either() || mysql.flavor.version >= inline {
                    add_foreign_key(mysql, state, place, table, name, *key)?;
                }
            }
            ConstraintKind::Exclude(_) | ConstraintKind::NotNull(_) => {
                return Err(Problem::Unknown("a constraint of this kind".to_owned()));
            }
        }
    }
    if mysql.replays_mariadb() {
        // MariaDB does not ask which of the two was written first.
        words.iter().for_each(|parts| give_way_to_words(mysql, table, parts));
    }
    drop_superseded(mysql, state, place, table);
    fit(mysql, state, place, table);
    Ok(())
}

fn parts_of_words(one: &ColumnConstraint) -> Option<Vec<IndexPart>> {
    match &one.constraint.kind {
        ConstraintKind::Index(def) if def.kind.as_deref() == Some("fulltext") => Some(def.parts.clone()),
        _ => None,
    }
}

/// Gives parts of keys over more than an index takes in the prefix that the server gives them, and columns of a period
/// the NOT NULL that it asks for.
pub(super) fn fit(mysql: &Mysql, state: &State, place: &TableRef, table: &mut Table) {
    let (charset, collation) = charset::of_table(state, place, table);
    if state.wording == Wording::Shown {
        prefix::tell(mysql, table);
    }
    prefix::fit(mysql, table, (charset.as_deref(), collation.as_deref()));
    let texts = Texts::new(mysql);
    let periods = table.options.parameters.iter().filter(|(name, _)| name.starts_with("period for "));
    let bound: Vec<String> = periods.flat_map(|(_, columns)| texts.columns_in(columns, table)).collect();
    for column in table.columns.iter_mut().filter(|column| bound.contains(&column.name)) {
        column.null = false;
    }
}

/// Before a table is made anew, as most actions of an ALTER TABLE do it, from what the server finds it to be.
pub(super) fn remake(mysql: &Mysql, table: &mut Table) {
    prefix::freeze(mysql, table);
    engine::forget(mysql, &mut table.options);
}

/// The parts with the names of columns as the table spells them.
fn own_names(state: &State, table: &Table, mut parts: Vec<IndexPart>) -> Result<Vec<IndexPart>, Problem> {
    for part in &mut parts {
        // A period is no column.
        if part.ops.is_some() {
            continue;
        }
        if let PartKey::Column(name) = &mut part.key {
            let at = state.expect_column(table, name)?;
            name.clone_from(&table.columns[at].name);
            fit_length(part, &table.columns[at].ty);
        }
    }
    Ok(parts)
}

fn add_primary_key(state: &State, table: &mut Table, def: IndexDef) -> Result<(), Problem> {
    if table.primary_key.is_some() {
        return Err(Problem::Refused(format!("table `{}` has a primary key already", table.name)));
    }
    let parts = own_names(state, table, def.parts)?;
    for column in &mut table.columns {
        if parts.iter().any(|part| part.column_name() == Some(column.name.as_str())) {
            column.null = false;
        }
    }
    let origin = Origin::from(OriginParts { spelling: def.kind, ..OriginParts::default() });
    table.primary_key = Some(PrimaryKey { parts, comment: def.comment, origin, ..PrimaryKey::default() });
    Ok(())
}

fn add_key(
    mysql: &Mysql,
    state: &mut State,
    place: &TableRef,
    table: &mut Table,
    name: Option<String>,
    def: IndexDef,
) -> Result<(), Problem> {
    let parts = own_names(state, table, def.parts)?;
    // Indexes made for foreign keys that this one serves give way, and their names are free.
    match def.kind.as_deref() {
        Some("spatial") => {}
        Some("fulltext") => give_way_to_words(mysql, table, &parts),
        _ => {
            let index = Index { unique: def.unique, parts: parts.clone(), ..Index::default() };
            let parts = asked_parts(mysql, state, place, table, &index);
            let serves = |index: &Index| serves(mysql, &parts, &index.parts);
            table.indexes.retain(|index| !(index.origin.implied && serves(index)));
        }
    }
    let name = match name {
        Some(name) if table.indexes.iter().any(|index| CASE.same(&index.name, &name)) => {
            return Err(Problem::exists("index", name));
        }
        Some(name) => name,
        None => names::index_name(table, &parts),
    };
    // Trees are what all engines make unless told otherwise, but those that keep tables in memory.
    let hashes = engine::has_hashes(&table.options);
    let origin = Origin::from(OriginParts { spelling: def.kind.clone(), ..OriginParts::default() });
    table.indexes.push(Index {
        name,
        origin,
        unique: def.unique,
        kind: def.kind.filter(|kind| hashes || kind != "btree"),
        parts,
        invisible: def.invisible,
        parser: def.parser,
        parameters: def.parameters,
        comment: def.comment,
        ..Index::default()
    });
    Ok(())
}

/// Drops the indexes made for foreign keys over columns of which a full-text index is made too: the server compares
/// columns and lengths and not what an index can do (`foreign_key_prefix`). InnoDB then refuses the statement.
fn give_way_to_words(mysql: &Mysql, table: &mut Table, parts: &[IndexPart]) {
    let columns = table.columns.clone();
    let is_whole = |part: &IndexPart| {
        let column = columns.iter().find(|column| Some(column.name.as_str()) == part.column_name());
        part.prefix.is_none() && column.is_some_and(|column| !prefix::is_long(&column.ty))
    };
    table.indexes.retain(|index| {
        !(index.origin.implied && index.parts.iter().all(is_whole) && serves(mysql, parts, &index.parts))
    });
}

fn add_check(
    mysql: &Mysql,
    table: &mut Table,
    (name, later): (Option<String>, &[String]),
    column: Option<String>,
    check: Check,
) -> Result<(), Problem> {
    if !mysql.is_mariadb() && mysql.flavor.version < Version(8, 0, 16) {
        return Ok(());
    }
    // MariaDB keeps the check of a column with the column, under its name.
    let column = column.filter(|_| mysql.replays_mariadb() && name.is_none());
    let name = match (&column, name) {
        (Some(column), _) if mysql.is_mariadb() => column.clone(),
        (_, Some(name)) => name,
        (_, None) => checks::next_name(mysql, table, column.is_some(), later),
    };
    if column.is_none()
        && table.checks.iter().any(|other| other.column.is_none() && checks::is_called(table, other, &name))
    {
        return Err(Problem::exists("check", name));
    }
    table.checks.push(Check { name, column, ..check });
    Ok(())
}

fn add_foreign_key(
    mysql: &Mysql,
    state: &mut State,
    place: &TableRef,
    table: &mut Table,
    name: Option<String>,
    mut key: ForeignKey,
) -> Result<(), Problem> {
    for column in &mut key.columns {
        let at = state.expect_column(table, column)?;
        column.clone_from(&table.columns[at].name);
    }
    // The name of the index, if one was written, is kept in the key's own until here.
    let index_name = Some(std::mem::take(&mut key.name)).filter(|name| !name.is_empty());
    // MariaDB calls a key without a name of its own by that of its index.
    let name = name.or_else(|| index_name.clone().filter(|_| mysql.replays_mariadb()));
    let written = key.references.schema.clone();
    key.references.schema =
        if written.is_empty() { place.schema.clone() } else { state.schema_name(&written) };
    let is_own = key.references == *place;
    // Other engines read a foreign key and make its index, and that is all.
    let keeps = table.options.engine.is_none();
    if !is_own && keeps && state.session.foreign_keys {
        let target = Name {
            schema: Some(written).filter(|schema| !schema.is_empty()),
            name: key.references.table.clone(),
        };
        if state.table(&key.references).is_none() {
            return Err(Problem::missing("table", target));
        }
    }
    if let Some(target) = if is_own { Some(&*table) } else { state.table(&key.references) } {
        for column in &mut key.ref_columns {
            if let Some(own) = state.column_name(target, column) {
                *column = own.to_owned();
            }
        }
    }
    if let Some(name) =
        name.as_ref().filter(|name| table.foreign_keys.iter().any(|other| CASE.same(&other.name, name)))
    {
        return Err(Problem::exists("foreign key", name));
    }
    let parts: Vec<_> = key.columns.iter().map(IndexPart::column).collect();
    // Of two indexes made for foreign keys over the same columns the later one stays.
    table.indexes.retain(|index| {
        !(index.origin.implied && index.parts.len() <= parts.len() && serves(mysql, &parts, &index.parts))
    });
    if !is_served(mysql, state, place, table, &parts) {
        let chosen = name.clone().or(index_name);
        let chosen = match chosen {
            Some(chosen) if !table.indexes.iter().any(|index| CASE.same(&index.name, &chosen)) => chosen,
            Some(chosen) => return Err(Problem::exists("index", chosen)),
            None => names::index_name(table, &parts),
        };
        let origin = Origin::from(OriginParts { implied: true, ..OriginParts::default() });
        table.indexes.push(Index { name: chosen, parts, origin, ..Index::default() });
    }
    if keeps {
        key.origin.spelling = None;
        key.name = name.unwrap_or_else(|| names::foreign_key_name(table));
        table.foreign_keys.push(key);
    }
    Ok(())
}

/// Whether an index over `parts` serves a foreign key over `needed`: starts with its columns, in order.
pub(super) fn serves(mysql: &Mysql, parts: &[IndexPart], needed: &[IndexPart]) -> bool {
    // MySQL knows how an index is ordered from 8.0 on, and wants one that ascends.
    let descends = !mysql.replays_mariadb() && mysql.flavor.version >= Version(8, 0, 0);
    parts.len() >= needed.len()
        && needed.iter().zip(parts).all(|(needed, part)| match (needed.column_name(), part.column_name()) {
            (Some(needed), Some(column)) => {
                CASE.same(needed, column) && part.prefix.is_none() && !(descends && part.desc)
            }
            _ => false,
        })
}

/// Whether the primary key or an index of the table serves.
pub(super) fn is_served(
    mysql: &Mysql,
    state: &State,
    place: &TableRef,
    table: &Table,
    needed: &[IndexPart],
) -> bool {
    table.primary_key.as_ref().is_some_and(|key| serves(mysql, &key.parts, needed))
        || table.indexes.iter().any(|index| {
            is_tree(index) && serves(mysql, &asked_parts(mysql, state, place, table, index), needed)
        })
}

/// The parts of an index as the server was asked for them: what it cut off itself does not count.
fn asked_parts<'i>(
    mysql: &Mysql,
    state: &State,
    place: &TableRef,
    table: &Table,
    index: &'i Index,
) -> Cow<'i, [IndexPart]> {
    if !mysql.is_mariadb() {
        return Cow::Borrowed(&index.parts);
    }
    let (charset, collation) = charset::of_table(state, place, table);
    Cow::Owned(prefix::asked_parts(mysql, table, index, (charset.as_deref(), collation.as_deref())))
}

/// Whether values are found by an index: words of texts and places on a map are not.
fn is_tree(index: &Index) -> bool {
    !matches!(index.kind.as_deref(), Some("fulltext" | "spatial"))
}

/// After a column was declared anew: parts of keys over its first characters cover all of it now, if it is no longer than
/// that (`mysql_prepare_alter_table`).
pub(super) fn refit(table: &mut Table, at: usize) {
    let Some(column) = table.columns.get(at) else { return };
    let parts = table.indexes.iter_mut().flat_map(|index| &mut index.parts);
    let parts = parts.chain(table.primary_key.iter_mut().flat_map(|key| &mut key.parts));
    for part in parts.filter(|part| part.column_name() == Some(column.name.as_str())) {
        fit_length(part, &column.ty);
    }
}

/// Keys over a column that was an ENUM or a SET cover as much of the text that it becomes as MySQL leaves them.
pub(super) fn keep_length(
    mysql: &Mysql,
    state: &State,
    place: &TableRef,
    table: &mut Table,
    previous: &Column,
    at: usize,
) {
    let Some(column) = table.columns.get(at).filter(|_| !mysql.replays_mariadb()) else { return };
    let Some(bytes) = prefix::kept(&previous.ty, &column.ty) else { return };
    if charset::bytes_of(state, place, table, previous) > 1 {
        return;
    }
    let name = column.name.clone();
    for part in table
        .indexes
        .iter_mut()
        .flat_map(|index| &mut index.parts)
        .chain(table.primary_key.iter_mut().flat_map(|key| &mut key.parts))
    {
        if part.column_name() == Some(name.as_str()) {
            part.prefix = part.prefix.or(Some(bytes));
        }
    }
}

/// A column goes and another one of its name comes in one statement: parts of keys cover as much of the next one.
pub(super) fn hand_over(table: &mut Table, column: &str) {
    let Some(whole) = table.column(column).map(|column| bytes_or_length(&column.ty)) else { return };
    let keys = table.indexes.iter_mut().filter(|index| index.kind.is_none()).map(|index| &mut index.parts);
    let parts = keys.chain(table.primary_key.iter_mut().map(|key| &mut key.parts)).flatten();
    for part in parts.filter(|part| part.column_name() == Some(column)) {
        part.prefix = part.prefix.or(whole);
    }
}

/// How long a key over all of a column is: in characters, or bytes for what is no text.
fn bytes_or_length(ty: &DataType) -> Option<u32> {
    let fraction =
        || ty.args.first().and_then(|digits| digits.parse::<u32>().ok()).map_or(0, |n| n.div_ceil(2));
    Some(match ty.name.as_str() {
        "tinyint" | "year" | "enum" => 1,
        "smallint" => 2,
        "mediumint" | "date" => 3,
        "int" | "float" => 4,
        "bigint" | "double" => 8,
        "time" => 3 + fraction(),
        "timestamp" => 4 + fraction(),
        "datetime" => 5 + fraction(),
        _ => return length(ty).filter(|length| *length > 0).and_then(|length| length.try_into().ok()),
    })
}

/// Drops a prefix that is all of a column. Of a value beside the row even that is a part, so it is cut to what there can
/// be (`blob_length_by_type`).
fn fit_length(part: &mut IndexPart, ty: &DataType) {
    let Some(length) = length(ty) else { return };
    if ty.name.ends_with("text") || ty.name.ends_with("blob") {
        part.prefix = part.prefix.map(|prefix| u32::try_from(length).map_or(prefix, |most| prefix.min(most)));
    } else {
        part.prefix = part.prefix.filter(|prefix| u64::from(*prefix) < length);
    }
}

/// How much of the type there is to take a part of; none within for a type that has no parts.
fn length(ty: &DataType) -> Option<u64> {
    let name = ty.name.as_str();
    match name {
        "char" | "varchar" | "binary" | "varbinary" => {
            Some(ty.args.first().and_then(|length| length.parse().ok()).unwrap_or(1))
        }
        _ if name.ends_with("blob") || name.ends_with("text") => {
            let text = name.replace("blob", "text");
            TEXTS.iter().find(|(name, _)| *name == text).map(|(_, bytes)| *bytes)
        }
        "json" => None,
        _ if prefix::is_geometry(ty) => None,
        _ => Some(0),
    }
}

/// Drops the indexes that were made for foreign keys and that another index serves now.
pub(super) fn drop_superseded(mysql: &Mysql, state: &State, place: &TableRef, table: &mut Table) {
    let mut at = 0;
    while let Some(index) = table.indexes.get(at) {
        if index.origin.implied && is_superseded(mysql, state, place, table, at) {
            table.indexes.remove(at);
        } else {
            at += 1;
        }
    }
}

/// Whether another key serves what the index at a place does.
fn is_superseded(mysql: &Mysql, state: &State, place: &TableRef, table: &Table, at: usize) -> bool {
    let Some(needed) = table.indexes.get(at).map(|index| &index.parts) else { return false };
    let others = table.indexes.iter().enumerate().filter(|(other, index)| *other != at && is_tree(index));
    table.primary_key.as_ref().is_some_and(|key| serves(mysql, &key.parts, needed))
        || others
            .into_iter()
            .any(|(_, index)| serves(mysql, &asked_parts(mysql, state, place, table, index), needed))
}

/// Adds the index of a CREATE INDEX.
pub(super) fn add_index(
    mysql: &Mysql,
    state: &mut State,
    place: &TableRef,
    table: &mut Table,
    create: CreateIndex,
) -> Result<(), Problem> {
    let name = create.name.map(|name| name.name);
    let exists =
        name.as_ref().is_some_and(|name| table.indexes.iter().any(|index| CASE.same(&index.name, name)));
    if exists && create.if_not_exists {
        return Ok(());
    }
    remake(mysql, table);
    add_key(mysql, state, place, table, name, create.index)?;
    drop_superseded(mysql, state, place, table);
    fit(mysql, state, place, table);
    Ok(())
}
