//! Keys, indexes and drops by SQLite's rules.

use std::collections::BTreeMap;

use super::names;
use crate::dialect::{ColumnConstraint, LetterCase, Sqlite};
use crate::model::{
    Check, Column, ColumnSetting, Index, IndexPart, ObjectKind, Origin, OriginParts, PartKey, PrimaryKey,
    Realm, Table, TableRef,
};
use crate::replay::{
    AlterTable, Constraint, ConstraintKind, CreateIndex, IndexDef, Name, Problem, State, TableAction, Texts,
};

const CASE: LetterCase = LetterCase::Ignored;

pub(super) fn add_constraints(
    state: &mut State,
    place: &TableRef,
    table: &mut Table,
    constraints: Vec<ColumnConstraint>,
) -> Result<(), Problem> {
    // Automatic indexes are numbered over the primary key and the unique constraints, in the order written.
    let mut number = 0usize;
    let mut keys: Vec<Vec<IndexPart>> = Vec::new();
    for ColumnConstraint { column, constraint: Constraint { name, kind } } in constraints {
        match kind {
            ConstraintKind::PrimaryKey(def) => {
                if table.primary_key.is_some() {
                    return Err(Problem::Refused(format!(
                        "table `{}` has more than one primary key",
                        table.name
                    )));
                }
                let parts = own_names(state, table, def.parts)?;
                for (key, value) in def.parameters {
                    let first = parts.first().and_then(IndexPart::column_name).unwrap_or_default().to_owned();
                    match (key.as_str(), table.column_mut(&first)) {
                        ("autoincrement", Some(column)) => column.auto_increment = true,
                        (_, Some(column)) => column.settings.set(ColumnSetting::KeyConflict, value),
                        _ => {}
                    }
                }
                if !is_rowid(table, &parts, column.is_some()) {
                    let without_rowid = table.options.without_rowid;
                    let strict = table.options.strict;
                    for column in &mut table.columns {
                        let in_key =
                            parts.iter().any(|part| part.column_name() == Some(column.name.as_str()));
                        if column.null && in_key && (without_rowid || strict) {
                            column.null = false;
                            column.origin.implied = true;
                        }
                    }
                    if keys.iter().any(|key| same_key(table, key, &parts)) {
                        take_over(table, &parts);
                    } else {
                        number += 1;
                        keys.push(parts.clone());
                    }
                } else if let Some(part) = parts.first().and_then(IndexPart::column_name).map(str::to_owned) {
                    // The rowid is never NULL.
                    if let Some(column) = table.column_mut(&part).filter(|column| column.null) {
                        column.null = false;
                        column.origin.implied = true;
                    }
                }
                table.primary_key = Some(PrimaryKey { name, parts, ..PrimaryKey::default() });
            }
            ConstraintKind::Unique(def) => {
                let parameters = def.parameters.clone();
                let parts = own_names(state, table, def.parts)?;
                if keys.iter().any(|key| same_key(table, key, &parts)) {
                    answer_conflicts(table, &parts, parameters);
                    continue;
                }
                number += 1;
                keys.push(parts.clone());
                let automatic = names::automatic(&place.table, number);
                let origin =
                    Origin::from(OriginParts { spelling: Some(automatic.clone()), ..OriginParts::default() });
                table.indexes.push(Index {
                    name: name.unwrap_or(automatic),
                    unique: true,
                    constraint: true,
                    parts,
                    parameters,
                    origin,
                    ..Index::default()
                });
            }
            ConstraintKind::Check(check) => {
                table.checks.push(Check { name: name.unwrap_or_default(), column, ..check });
            }
            ConstraintKind::ForeignKey(mut key) => {
                for column in &mut key.columns {
                    let at = state.expect_column(table, column)?;
                    column.clone_from(&table.columns[at].name);
                }
                key.name = name.unwrap_or_default();
                key.references.schema.clone_from(&place.schema);
                table.foreign_keys.push(*key);
            }
            ConstraintKind::Index(_) | ConstraintKind::Exclude(_) | ConstraintKind::NotNull(_) => {
                return Err(Problem::Unknown("a constraint of this kind".to_owned()));
            }
        }
    }
    Ok(())
}

/// Makes the index of a unique constraint that of the primary key, which is over the same columns.
fn take_over(table: &mut Table, parts: &[IndexPart]) {
    let Some(at) = table.indexes.iter().position(|index| same_key(table, &index.parts, parts)) else {
        return;
    };
    let index = table.indexes.remove(at);
    let first = parts.first().and_then(IndexPart::column_name).unwrap_or_default();
    let own =
        table.column_mut(first).filter(|column| column.settings.get(ColumnSetting::KeyConflict).is_none());
    if let (Some(column), Some((_, action))) = (own, index.parameters.into_iter().next()) {
        column.settings.set(ColumnSetting::KeyConflict, action);
    }
}

/// What a unique constraint that is there already says of conflicts holds for the one index of both, unless that says it
/// itself.
fn answer_conflicts(table: &mut Table, parts: &[IndexPart], parameters: Vec<(String, String)>) {
    let Some((key, action)) = parameters.into_iter().next() else { return };
    let is = |index: &Index| index.constraint && same_key(table, &index.parts, parts);
    if let Some(at) = table.indexes.iter().position(is) {
        let known = &mut table.indexes[at].parameters;
        if known.is_empty() {
            known.push((key, action));
        }
        return;
    }
    let first = parts.first().and_then(IndexPart::column_name).unwrap_or_default().to_owned();
    if let Some(column) = table.column_mut(&first)
        && column.settings.get(ColumnSetting::KeyConflict).is_none()
    {
        column.settings.set(ColumnSetting::KeyConflict, action);
    }
}

/// The parts with the names of columns as the table spells them.
fn own_names(state: &State, table: &Table, mut parts: Vec<IndexPart>) -> Result<Vec<IndexPart>, Problem> {
    for part in &mut parts {
        if let PartKey::Column(name) = &mut part.key {
            let at = state.expect_column(table, name)?;
            name.clone_from(&table.columns[at].name);
        }
    }
    Ok(parts)
}

/// Whether one index serves both keys (sqlite3CreateIndex in build.c).
fn same_key(table: &Table, a: &[IndexPart], b: &[IndexPart]) -> bool {
    let collation = |part: &IndexPart| {
        let column = part.column_name().and_then(|name| table.column(name));
        let collation = part.collation.as_ref().or(column.and_then(|column| column.collation.as_ref()));
        collation.map_or_else(|| "binary".to_owned(), |collation| collation.name.to_ascii_lowercase())
    };
    let same =
        |(a, b): (&IndexPart, &IndexPart)| a.column_name() == b.column_name() && collation(a) == collation(b);
    a.len() == b.len() && a.iter().zip(b).all(same)
}

/// Whether a primary key is the rowid by another name: one column that is declared INTEGER, exactly. With DESC behind
/// the column's own PRIMARY KEY it is not, by an old mistake that SQLite keeps.
fn is_rowid(table: &Table, parts: &[IndexPart], in_column: bool) -> bool {
    let [part] = parts else { return false };
    let column = part.column_name().and_then(|name| table.column(name));
    !(table.options.without_rowid || in_column && part.desc)
        && column.is_some_and(|column| column.ty.name == "integer" && column.ty.args.is_empty())
}

pub(super) fn add_index(
    state: &mut State,
    place: &TableRef,
    table: &mut Table,
    create: CreateIndex,
) -> Result<(), Problem> {
    let CreateIndex { name, index: def, if_not_exists, .. } = create;
    let Some(Name { name, .. }) = name else {
        return Err(Problem::Refused("an index must have a name".to_owned()));
    };
    let in_hand = table.indexes.iter().any(|index| CASE.same(&index.name, &name));
    if let Some(kind) = names::taken(state, &place.schema, &name).or(in_hand.then_some("index")) {
        return if if_not_exists && kind == "index" { Ok(()) } else { Err(Problem::exists(kind, name)) };
    }
    let IndexDef { unique, parts, predicate, .. } = def;
    let mut known = Vec::new();
    for mut part in parts {
        if let PartKey::Column(column) = &part.key {
            match state.column_name(table, column) {
                Some(own) => part.key = PartKey::Column(own.to_owned()),
                None => return Err(Problem::missing("column", format!("{}.{column}", table.name))),
            }
        }
        known.push(part);
    }
    table.indexes.push(Index { name, unique, parts: known, predicate, ..Index::default() });
    Ok(())
}

/// SQLite drops no column that anything but itself needs (manual, ALTER TABLE DROP COLUMN).
pub(super) fn dropping_column(
    texts: Texts<'_>,
    state: &mut State,
    table: &TableRef,
    column: &str,
) -> Result<(), Problem> {
    let edited = state.table_mut(table)?;
    let needed = |by: String| Err(Problem::needed("column", column, by));
    if edited.primary_key.as_ref().is_some_and(|key| key.columns().any(|other| other == column)) {
        return needed("the primary key".to_owned());
    }
    for index in &edited.indexes {
        let reads = index
            .predicate
            .as_ref()
            .is_some_and(|predicate| texts.reads(predicate.as_str(), &table.table, column))
            || index.parts.iter().any(|part| match &part.key {
                PartKey::Column(name) => name == column,
                PartKey::Expr(expr) => texts.reads(expr.as_str(), &table.table, column),
            });
        if reads {
            return needed(format!("index `{}`", index.name));
        }
    }
    let own = |check: &Check| check.column.as_deref() == Some(column);
    if edited.checks.iter().any(|check| !own(check) && texts.reads(check.expr.as_str(), &table.table, column))
    {
        return needed("a check".to_owned());
    }
    let computed = edited.columns.iter().find(|other| {
        other.name != column
            && other
                .generated
                .as_ref()
                .is_some_and(|generated| texts.reads(generated.expr.as_str(), &table.table, column))
    });
    if let Some(computed) = computed {
        return needed(format!("column `{}`", computed.name));
    }
    edited.checks.retain(|check| !own(check));
    edited.foreign_keys.retain(|key| !key.columns.iter().any(|other| other == column));
    Ok(())
}

/// Types that a STRICT table may have (manual: "STRICT Tables").
const STRICT: [&str; 6] = ["int", "integer", "real", "text", "blob", "any"];

/// Refuses what SQLite refuses of a STRICT table's column.
pub(super) fn check_strict(table: &Table, column: &Column) -> Result<(), Problem> {
    if !table.options.strict || STRICT.contains(&column.ty.to_string().as_str()) {
        return Ok(());
    }
    let (table, name) = (&table.name, &column.name);
    Err(Problem::Refused(match column.ty.name.as_str() {
        "" => format!("column `{name}` of the STRICT table `{table}` needs a type"),
        _ => format!("a STRICT table has no type `{}`: column `{name}` of `{table}`", column.ty),
    }))
}

/// Renames a virtual table.
pub(super) fn rename_virtual(
    sqlite: &Sqlite,
    state: &mut State,
    alter: &AlterTable,
) -> Option<Result<(), Problem>> {
    let [TableAction::RenameTable(next)] = alter.actions.as_slice() else { return None };
    let texts = Texts::new(sqlite);
    for schema in state.realm.schemas_mut() {
        let is = |object: &&mut crate::model::Object| {
            object.kind == ObjectKind::Other && CASE.same(&object.name, &alter.name.name)
        };
        if let Some(object) = schema.objects.iter_mut().find(is) {
            object.text = texts.rename_object(&object.text, &object.name, &next.name);
            object.name.clone_from(&next.name);
            return Some(Ok(()));
        }
    }
    None
}

/// Drops a virtual table; false if there is none.
pub(super) fn drop_virtual(state: &mut State, name: &Name) -> bool {
    let Some((schema, ())) = state.resolve(name, |schema| {
        let is = |object: &crate::model::Object| {
            object.kind == ObjectKind::Other && CASE.same(&object.name, &name.name)
        };
        schema.objects.iter().any(is).then_some(())
    }) else {
        return false;
    };
    if let Some(schema) = state.realm.schema_mut(&schema) {
        schema
            .objects
            .retain(|object| object.kind != ObjectKind::Other || !CASE.same(&object.name, &name.name));
    }
    true
}

/// Fills in what foreign keys leave to the table that they refer to.
pub(super) fn tidy(realm: &mut Realm) {
    for schema in &mut realm.schemas {
        let keys: BTreeMap<String, (String, Vec<String>)> = schema
            .tables
            .iter()
            .map(|table| {
                let columns =
                    table.primary_key.iter().flat_map(PrimaryKey::columns).map(str::to_owned).collect();
                (table.name.to_lowercase(), (table.name.clone(), columns))
            })
            .collect();
        for table in &mut schema.tables {
            for check in &mut table.checks {
                check.column = None;
            }
            for key in &mut table.foreign_keys {
                if let Some((name, columns)) = keys.get(&key.references.table.to_lowercase()) {
                    key.references.table.clone_from(name);
                    // A key of another width is never of use, and can't be written with its columns.
                    if key.ref_columns.is_empty() && key.columns.len() == columns.len() {
                        key.origin.implied = true;
                        key.ref_columns.clone_from(columns);
                    }
                }
            }
        }
    }
}
