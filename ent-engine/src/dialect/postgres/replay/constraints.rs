//! Constraints and indexes under the names that PostgreSQL gives them.

use super::{collations, names};
use crate::dialect::{ColumnConstraint, Postgres};
use crate::model::{Check, ForeignKey, Index, IndexPart, Origin, OriginParts, PrimaryKey, Table, TableRef};
use crate::replay::{Constraint, ConstraintKind, CreateIndex, IndexDef, Name, Problem, State, Texts};

/// Adds constraints in the order of the server: checks, then keys, then foreign keys.
pub(super) fn add(
    postgres: &Postgres,
    state: &mut State,
    place: &TableRef,
    table: &mut Table,
    constraints: Vec<ColumnConstraint>,
) -> Result<(), Problem> {
    let mut keys: Vec<(bool, Option<String>, IndexDef, bool)> = Vec::new();
    let mut foreign = Vec::new();
    for ColumnConstraint { constraint: Constraint { name, kind }, .. } in constraints {
        if let Some(name) = name.as_ref().filter(|name| names::has_constraint(table, name)) {
            return Err(Problem::exists("constraint", name));
        }
        match kind {
            ConstraintKind::NotNull(own) => {
                let at = state.expect_column(table, &own.column)?;
                if let Some(column) = table.columns.get_mut(at) {
                    super::not_null::set(column, name, &own);
                }
            }
            ConstraintKind::Check(check) => add_check(Texts::new(postgres), state, place, table, name, check),
            ConstraintKind::PrimaryKey(def) => {
                if table.primary_key.is_some() || keys.iter().any(|(primary, ..)| *primary) {
                    return Err(Problem::Refused(format!(
                        "table `{}` has a primary key already",
                        table.name
                    )));
                }
                // A key that is said twice is one; the primary key wins, and takes the name where it has none.
                let twin = keys.iter().position(|(_, _, other, _)| other.unique && same_key(other, &def));
                let twin = twin.and_then(|at| keys.remove(at).1);
                keys.push((true, name.or(twin), def, true));
            }
            ConstraintKind::Unique(def) => {
                let def = IndexDef { unique: true, ..def };
                // The same key twice is one, and the primary key wins.
                match keys.iter_mut().find(|(_, _, other, _)| same_key(other, &def)) {
                    Some((_, slot, _, _)) => *slot = slot.take().or(name),
                    None => keys.push((false, name, def, true)),
                }
            }
            ConstraintKind::Exclude(def) => {
                match keys.iter_mut().find(|(_, _, other, _)| same_key(other, &def)) {
                    Some((_, slot, _, _)) => *slot = slot.take().or(name),
                    None => keys.push((false, name, def, true)),
                }
            }
            ConstraintKind::Index(def) => keys.push((false, name, def, false)),
            ConstraintKind::ForeignKey(key) => foreign.push((name, key)),
        }
    }
    // Copies come first, then the primary key.
    keys.sort_by_key(|(primary, _, def, _)| (!def.copied, !primary));
    for (primary, name, def, constraint) in keys {
        add_key(state, place, table, primary, name, def, constraint)?;
    }
    for (name, key) in foreign {
        add_foreign_key(state, place, table, name, *key)?;
    }
    Ok(())
}

fn same_key(a: &IndexDef, b: &IndexDef) -> bool {
    !a.copied
        && !b.copied
        && a.parts == b.parts
        && a.kind == b.kind
        && a.predicate == b.predicate
        && a.include == b.include
        && a.nulls_not_distinct == b.nulls_not_distinct
        && a.deferrable == b.deferrable
}

fn add_check(
    texts: Texts<'_>,
    state: &State,
    place: &TableRef,
    table: &mut Table,
    name: Option<String>,
    check: Check,
) {
    let name = name.unwrap_or_else(|| {
        let columns = texts.columns_in(check.expr.as_str(), table);
        let column = match columns.as_slice() {
            [column] => Some(column.as_str()),
            _ => None,
        };
        names::constraint_name(state, &place.schema, table, column, "check")
    });
    table.checks.push(Check { name, ..check });
}

pub(super) fn add_key(
    state: &mut State,
    place: &TableRef,
    table: &mut Table,
    primary: bool,
    name: Option<String>,
    def: IndexDef,
    constraint: bool,
) -> Result<(), Problem> {
    if let Some(existing) = def.using_index.clone() {
        return use_index(table, primary, name, &existing, &def);
    }
    for part in &def.parts {
        if let Some(column) = part.column_name() {
            state.expect_column(table, column)?;
        }
    }
    let mut index = index_of(state, def, constraint);
    if let Some(name) = &name
        && let Some(kind) = names::taken(state, &place.schema, name)
    {
        return Err(Problem::exists(kind, name));
    }
    index.name = name.unwrap_or_else(|| {
        let addition = (!primary).then(|| names::index_addition(&index));
        let label = match (primary, index.unique, constraint) {
            (true, ..) => "pkey",
            (_, true, true) => "key",
            (_, false, true) => "excl",
            _ => "idx",
        };
        names::relation_name(
            state,
            &place.schema,
            table,
            (&table.name, addition.as_deref(), label),
            constraint,
        )
    });
    if primary {
        set_primary_key(table, index);
    } else {
        table.indexes.push(index);
    }
    Ok(())
}

fn index_of(state: &State, mut def: IndexDef, constraint: bool) -> Index {
    def.parts.iter_mut().for_each(|part| collations::resolve(state, &mut part.collation));
    Index {
        unique: def.unique,
        constraint,
        kind: def.kind,
        parts: def.parts,
        include: def.include,
        predicate: def.predicate,
        nulls_not_distinct: def.nulls_not_distinct,
        parameters: def.parameters,
        comment: def.comment,
        deferrable: def.deferrable,
        origin: Origin::from(OriginParts {
            part_of: def.part_of,
            columns: def.columns,
            ..OriginParts::default()
        }),
        ..Index::default()
    }
}

fn set_primary_key(table: &mut Table, index: Index) {
    for column in &mut table.columns {
        if index.has_column(&column.name) {
            column.null = false;
        }
    }
    table.primary_key = Some(PrimaryKey {
        name: Some(index.name),
        parts: index.parts,
        include: index.include,
        deferrable: index.deferrable,
        parameters: index.parameters,
        comment: index.comment,
        constraint_comment: index.constraint_comment,
        origin: index.origin,
    });
}

/// Makes an index into a constraint, which takes its name unless it has one.
fn use_index(
    table: &mut Table,
    primary: bool,
    name: Option<String>,
    existing: &str,
    def: &IndexDef,
) -> Result<(), Problem> {
    let Some(at) = table.indexes.iter().position(|index| index.name == existing) else {
        return Err(Problem::missing("index", existing));
    };
    let mut index = table.indexes.remove(at);
    index.name = name.unwrap_or(index.name);
    index.constraint = true;
    index.deferrable = def.deferrable;
    if primary {
        set_primary_key(table, index);
    } else {
        table.indexes.insert(at, index);
    }
    Ok(())
}

pub(super) fn add_foreign_key(
    state: &mut State,
    place: &TableRef,
    table: &mut Table,
    name: Option<String>,
    mut key: ForeignKey,
) -> Result<(), Problem> {
    for column in &key.columns {
        state.expect_column(table, column)?;
    }
    let written = Name {
        schema: Some(key.references.schema.clone()).filter(|schema| !schema.is_empty()),
        name: key.references.table.clone(),
    };
    let is_own = written.name == place.table && means_own(state, place, &written);
    key.references = if is_own { place.clone() } else { state.expect_table(&written)? };
    if key.ref_columns.is_empty() {
        let target = if is_own { Some(&*table) } else { state.table(&key.references) };
        let primary = target.and_then(|target| target.primary_key.as_ref());
        key.ref_columns = match primary {
            Some(primary) => primary.columns().map(str::to_owned).collect(),
            None => return Err(Problem::missing("primary key of", &key.references)),
        };
    }
    key.name = name.unwrap_or_else(|| {
        let addition = names::columns_addition(key.columns.iter().map(String::as_str));
        names::constraint_name(state, &place.schema, table, Some(&addition), "fkey")
    });
    table.foreign_keys.push(key);
    Ok(())
}

/// Whether a name that is the table's own means the table, and not one that comes before it in the search path.
fn means_own(state: &State, place: &TableRef, written: &Name) -> bool {
    if let Some(schema) = &written.schema {
        return state.schema_name(schema) == place.schema;
    }
    let at = |schema: &str| state.session.path.iter().position(|other| other == schema).unwrap_or(usize::MAX);
    state.find_table(written).is_none_or(|found| at(&place.schema) <= at(&found.schema))
}

/// Adds the index of a CREATE INDEX.
pub(super) fn add_index(
    state: &mut State,
    place: &TableRef,
    table: &mut Table,
    create: CreateIndex,
) -> Result<(), Problem> {
    let CreateIndex { name, index: def, if_not_exists, .. } = create;
    // What columns a view has is its query's to say.
    for column in def.parts.iter().filter_map(IndexPart::column_name).filter(|_| !table.columns.is_empty()) {
        state.expect_column(table, column)?;
    }
    let mut index = index_of(state, def, false);
    let in_hand = |name: &str| {
        table.index(name).is_some()
            || table.primary_key.as_ref().is_some_and(|key| key.name.as_deref() == Some(name))
    };
    index.name = match name {
        Some(Name { name, .. }) => {
            if in_hand(&name) || names::taken(state, &place.schema, &name).is_some() {
                return if if_not_exists { Ok(()) } else { Err(Problem::exists("index", name)) };
            }
            name
        }
        None => {
            let addition = names::index_addition(&index);
            names::relation_name(state, &place.schema, table, (&table.name, Some(&addition), "idx"), false)
        }
    };
    table.indexes.push(index);
    Ok(())
}

/// Adds an index to a materialized view.
pub(super) fn index_view(state: &mut State, place: &TableRef, create: CreateIndex) -> Result<(), Problem> {
    let mut stand_in = Table::new(&place.table);
    add_index(state, place, &mut stand_in, create)?;
    let view = state.schema_mut(&place.schema)?.views.named_mut(&place.table);
    if let Some(view) = view {
        view.indexes.extend(stand_in.indexes);
    }
    Ok(())
}

/// The keys and indexes of a table, to be made on a copy of it under names of its own.
pub(super) fn like_indexes(source: &Table, comments: bool) -> Vec<ColumnConstraint> {
    let primary = source.primary_key.as_ref().map(|key| like_primary_key(key, comments, None));
    let others = source.indexes.iter().map(|index| like_index(index, comments, None));
    primary
        .into_iter()
        .chain(others)
        .map(|kind| ColumnConstraint { column: None, constraint: Constraint { name: None, kind } })
        .collect()
}

pub(super) fn like_primary_key(key: &PrimaryKey, comments: bool, part_of: Option<u32>) -> ConstraintKind {
    ConstraintKind::PrimaryKey(IndexDef {
        parts: key.parts.clone(),
        include: key.include.clone(),
        comment: key.comment.clone().filter(|_| comments),
        copied: true,
        columns: key.origin.columns.clone(),
        part_of,
        ..IndexDef::default()
    })
}

pub(super) fn like_index(index: &Index, comments: bool, part_of: Option<u32>) -> ConstraintKind {
    let def = IndexDef {
        unique: index.unique,
        kind: index.kind.clone(),
        // How much is collected of expressions is not copied.
        parts: index.parts.iter().map(|part| IndexPart { statistics: None, ..part.clone() }).collect(),
        include: index.include.clone(),
        predicate: index.predicate.clone(),
        nulls_not_distinct: index.nulls_not_distinct,
        parameters: index.parameters.clone(),
        comment: index.comment.clone().filter(|_| comments),
        deferrable: index.deferrable,
        copied: true,
        columns: index.origin.columns.clone(),
        part_of,
        ..IndexDef::default()
    };
    match (index.constraint, index.unique) {
        (true, true) => ConstraintKind::Unique(def),
        (true, false) => ConstraintKind::Exclude(def),
        _ => ConstraintKind::Index(def),
    }
}
