use std::borrow::Cow;
use std::collections::BTreeMap;

use super::object::enum_uses;
use super::question::{column_likeness, pair_up, table_likeness};
use super::values::{RenamedBefore, renamed_before};
use super::{Differ, RenameKind, RenameQuestion, UndeclaredTables};
use crate::change::{Change, ChangeKind, EnumUse, Pair};
use crate::model::{DataType, EnumType, Expr, Origin, Realm, Schema, Table, default_with};

/// The previous state with the declared renames carried out.
pub(super) struct Renamed<'a> {
    /// Tables and enum types are renamed, and the columns that other tables' foreign keys refer to:
    /// a table here is as it stands when its own changes begin.
    pub(super) base: Cow<'a, Realm>,
    /// Columns are renamed too: this is what is compared with the next state.
    pub(super) previous: Cow<'a, Realm>,
    /// The columns that were renamed.
    pub(super) columns: Vec<RenamedColumn>,
    /// The columns of each enum type whose values change, by schema and name, as they stand before.
    pub(super) enum_uses: BTreeMap<(String, String), Vec<EnumUse>>,
    /// Values of texts that were renamed by what made the previous state.
    pub(super) values: Vec<RenamedBefore<'a>>,
}

/// A column that was renamed.
pub(super) struct RenamedColumn {
    pub(super) schema: String,
    /// Table, by its next name.
    pub(super) table: String,
    pub(super) names: Pair<String>,
}

/// Finds the declared renames, emits those of tables and enum types, and asks about the rest.
pub(super) fn resolve<'a>(differ: &mut Differ<'_>, states: Pair<&'a Realm>) -> Renamed<'a> {
    let mut base = Cow::Borrowed(states.previous);
    for schema in &states.next.schemas {
        rename_tables(differ, &mut base, &schema.name, states);
        rename_enums(differ, &mut base, &schema.name, states);
    }
    let mut uses = BTreeMap::new();
    for schema in &states.next.schemas {
        for ty in &schema.enums {
            let before = base.schema(&schema.name).and_then(|schema| schema.enum_type(&ty.name));
            if before.is_some_and(|before| before.values != ty.values) {
                let found = enum_uses(differ.rules, &base, (&schema.name, &ty.name));
                follow_values(base.to_mut(), &found, ty);
                uses.insert((schema.name.clone(), ty.name.clone()), found);
            }
        }
    }
    let mut columns = Vec::new();
    for schema in &states.next.schemas {
        let Some(base_schema) = base.schema(&schema.name) else { continue };
        let before = base_schema.tables_by_name();
        for table in &schema.tables {
            let Some(previous) = before.get(table.name.as_str()).copied() else { continue };
            for names in column_renames(differ, previous, table) {
                columns.push(RenamedColumn { schema: schema.name.clone(), table: table.name.clone(), names });
            }
            ask_about_columns(differ, &schema.name, previous, table, &columns);
        }
    }
    for column in &columns {
        rename_references(base.to_mut(), column);
    }
    let mut previous = base.clone();
    for column in &columns {
        if let Some(table) =
            previous.to_mut().schema_mut(&column.schema).and_then(|schema| schema.table_mut(&column.table))
        {
            table.rename_column(&column.schema, &column.names.previous, &column.names.next);
            if let Some(renamed) = table.column_mut(&column.names.next) {
                differ.rules.keep_names_of_column(&column.table, renamed, &column.names.previous);
            }
        }
    }
    Renamed { base, previous, columns, enum_uses: uses, values: renamed_before(states) }
}

/// The declared renames among `next`, as far as they are still to be carried out: an item whose
/// name the previous state has already, or whose former name it has no more, was renamed by an
/// earlier migration. In an order in which no name is taken twice.
pub(super) fn declared<'a>(
    next: impl Iterator<Item = (&'a str, &'a Origin)> + Clone,
    exists: impl Fn(&str) -> bool,
) -> Vec<Pair<String>> {
    let mut renames: Vec<Pair<String>> = Vec::new();
    loop {
        let still_there = |name: &str| exists(name) && renames.iter().all(|done| done.previous != name);
        let found = next.clone().find_map(|(name, origin)| {
            let from = origin.renamed_from.as_deref()?;
            let open = renames.iter().all(|done| done.next != name);
            (open && from != name && !still_there(name) && still_there(from))
                .then(|| Pair::new(from.to_owned(), name.to_owned()))
        });
        match found {
            Some(pair) => renames.push(pair),
            None => return renames,
        }
    }
}

fn rename_tables(differ: &mut Differ<'_>, base: &mut Cow<'_, Realm>, schema: &str, states: Pair<&Realm>) {
    let (Some(previous), Some(next)) = (states.previous.schema(schema), states.next.schema(schema)) else {
        return;
    };
    let mut renames = Vec::new();
    if !differ.skips(ChangeKind::RenameTable) {
        let before = previous.tables_by_name();
        renames = declared(next.tables.iter().map(|table| (table.name.as_str(), &table.origin)), |name| {
            before.contains_key(name)
        });
    }
    for names in &renames {
        base.to_mut().rename_table(schema, &names.previous, &names.next);
        if let Some(table) = base.to_mut().schema_mut(schema).and_then(|schema| schema.table_mut(&names.next))
        {
            differ.rules.keep_names(table, &names.previous);
        }
        differ.push(Change::RenameTable { schema: schema.to_owned(), names: names.clone() });
    }
    if differ.skips(ChangeKind::DropTable) || differ.options.scope.tables == UndeclaredTables::Keep {
        return;
    }
    let after = next.tables_by_name();
    let dropped: Vec<&Table> = previous
        .tables
        .iter()
        .filter(|table| {
            !after.contains_key(table.name.as_str())
                && !renames.iter().any(|done| done.previous == table.name)
                && !next.origin.drops.contains(&table.name)
        })
        .collect();
    let before = base.schema(schema).map(Schema::tables_by_name).unwrap_or_default();
    let added: Vec<&Table> = next
        .tables
        .iter()
        .filter(|table| !before.contains_key(table.name.as_str()))
        .filter(|table| !table.origin.drops.iter().any(|name| dropped.iter().any(|gone| gone.name == *name)))
        .collect();
    let rules = differ.rules;
    for (gone, came) in pair_up(&dropped, &added, |previous, next| table_likeness(rules, previous, next)) {
        differ.diff.questions.push(RenameQuestion {
            kind: RenameKind::Table,
            schema: schema.to_owned(),
            parent: None,
            previous: gone.name.clone(),
            next: came.name.clone(),
            position: came.origin.position.clone(),
            declared_as: came.origin.declared_as.clone(),
        });
    }
}

fn rename_enums(differ: &mut Differ<'_>, base: &mut Cow<'_, Realm>, schema: &str, states: Pair<&Realm>) {
    let (Some(previous), Some(next)) = (states.previous.schema(schema), states.next.schema(schema)) else {
        return;
    };
    if differ.skips(ChangeKind::RenameEnum) {
        return;
    }
    let renames = declared(next.enums.iter().map(|ty| (ty.name.as_str(), &ty.origin)), |name| {
        previous.enum_type(name).is_some()
    });
    for names in renames {
        let is_it = |ty: &DataType, home: &str| differ.rules.is_of(ty, home, (schema, &names.previous));
        base.to_mut().rename_enum(schema, &names.previous, &names.next, is_it);
        differ.push(Change::RenameEnum { schema: schema.to_owned(), names });
    }
}

/// Renames of columns from `previous` to `next`, in an order in which no name is taken twice.
fn column_renames(differ: &Differ<'_>, previous: &Table, next: &Table) -> Vec<Pair<String>> {
    if differ.skips(ChangeKind::RenameColumn) {
        return Vec::new();
    }
    let mut renames =
        declared(next.columns.iter().map(|column| (column.name.as_str(), &column.origin)), |name| {
            previous.column(name).is_some()
        });
    // A name that differs in a way the server doesn't see: there can't be both.
    for column in &next.columns {
        let respelled = previous.columns.iter().find(|other| {
            other.name != column.name
                && differ.rules.same_name(&other.name, &column.name)
                && previous.column(&column.name).is_none()
                && next.column(&other.name).is_none()
                && renames.iter().all(|done| done.previous != other.name && done.next != column.name)
        });
        if let Some(other) = respelled {
            renames.push(Pair::new(other.name.clone(), column.name.clone()));
        }
    }
    renames
}

fn ask_about_columns(
    differ: &mut Differ<'_>,
    schema: &str,
    previous: &Table,
    next: &Table,
    renamed: &[RenamedColumn],
) {
    if differ.skips(ChangeKind::DropColumn) {
        return;
    }
    let mine = |column: &&RenamedColumn| column.schema == schema && column.table == next.name;
    let dropped: Vec<_> = previous
        .columns
        .iter()
        .filter(|column| {
            next.column(&column.name).is_none()
                && !next.origin.drops.contains(&column.name)
                && !renamed.iter().filter(mine).any(|other| other.names.previous == column.name)
        })
        .collect();
    let added: Vec<_> = next
        .columns
        .iter()
        .filter(|column| {
            let left = previous.column(&column.name).is_some()
                && !renamed.iter().filter(mine).any(|other| other.names.previous == column.name);
            !left && !renamed.iter().filter(mine).any(|other| other.names.next == column.name)
        })
        .collect();
    let rules = differ.rules;
    for (gone, came) in pair_up(&dropped, &added, |previous, next| column_likeness(rules, previous, next)) {
        if came.origin.drops.contains(&gone.name) {
            continue;
        }
        differ.diff.questions.push(RenameQuestion {
            kind: RenameKind::Column,
            schema: schema.to_owned(),
            parent: Some(next.name.clone()),
            previous: gone.name.clone(),
            next: came.name.clone(),
            position: came.origin.position.clone(),
            declared_as: came.origin.declared_as.clone(),
        });
    }
}

/// Takes over the values of defaults that get another name, or go, with the values of their type.
fn follow_values(base: &mut Realm, uses: &[EnumUse], ty: &EnumType) {
    for one in uses {
        let Some(column) = base
            .schema_mut(&one.schema)
            .and_then(|schema| schema.table_mut(&one.table))
            .and_then(|table| table.column_mut(&one.column))
        else {
            continue;
        };
        let is_lost = |value: &str| !ty.values.iter().any(|other| other == value);
        let renamed = ty.origin.renamed_values.iter().map(|(from, to)| (from, Some(to.as_str())));
        let gone = ty.origin.drops.iter().map(|value| (value, None));
        for (from, to) in renamed.chain(gone).filter(|(from, _)| is_lost(from)) {
            let Some(default) = &column.default else { break };
            let next = default_with(default.as_str(), from, to);
            if next.as_deref() != Some(default.as_str()) {
                column.default = next.map(Expr::new);
            }
        }
    }
}

/// Follows the rename of a column in the foreign keys of other tables.
fn rename_references(realm: &mut Realm, renamed: &RenamedColumn) {
    for schema in &mut realm.schemas {
        for table in &mut schema.tables {
            if schema.name == renamed.schema && table.name == renamed.table {
                continue;
            }
            for key in &mut table.foreign_keys {
                if key.references.schema == renamed.schema && key.references.table == renamed.table {
                    for column in
                        key.ref_columns.iter_mut().filter(|column| **column == renamed.names.previous)
                    {
                        column.clone_from(&renamed.names.next);
                    }
                }
            }
        }
    }
}
