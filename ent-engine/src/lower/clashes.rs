//! Names that clash, or are too long, in this database.

use std::collections::BTreeMap;

use crate::dialect::{Dialect, Feature};
use crate::graph::Problems;
use crate::model::{Origin, Realm, Schema, Table};

/// Checks what only the database's own rules can tell: its spaces of names, after schemas are
/// mapped, and its limits.
pub(super) fn check(realm: &Realm, dialect: &dyn Dialect, problems: &mut Problems) {
    for schema in &realm.schemas {
        relations(schema, dialect, problems);
        if dialect.has(Feature::SchemaWideKeyNames) {
            let keys = schema.tables.iter().flat_map(|table| &table.foreign_keys);
            let names = keys.map(|key| (key.name.as_str(), &key.origin));
            distinct(names, "foreign key", "name one of them: symbol = \"..\"", problems);
        }
        if dialect.has(Feature::SchemaWideCheckNames) {
            let checks = schema.tables.iter().flat_map(|table| &table.checks);
            let names = checks.map(|check| (check.name.as_str(), &check.origin));
            let help = "leave the name out for one that begins with the table's: check(\"..\")";
            distinct(names, "check", help, problems);
        }
        for table in &schema.tables {
            lengths(table, dialect, problems);
        }
    }
}

/// Tables, views, enum types, and indexes where those share their space.
fn relations(schema: &Schema, dialect: &dyn Dialect, problems: &mut Problems) {
    let tables = schema.tables.iter().map(|table| (table.name.as_str(), &table.origin));
    let views = schema.views.iter().map(|view| (view.name.as_str(), &view.origin));
    let enums = schema.enums.iter().map(|ty| (ty.name.as_str(), &ty.origin));
    let help = "name one of them: table = \"..\", or native = \"..\" for an enum";
    distinct(tables.clone().chain(views.clone()).chain(enums), "table, view or type", help, problems);
    if dialect.has(Feature::SchemaWideIndexNames) {
        let indexes = schema.tables.iter().flat_map(|table| &table.indexes);
        let indexes = indexes.map(|index| (index.name.as_str(), &index.origin));
        let mut taken: BTreeMap<&str, &Origin> = tables.chain(views).collect();
        for (name, origin) in indexes {
            take(&mut taken, name, origin, "index", "name one of them: name = \"..\"", problems);
        }
    }
}

fn distinct<'a>(
    names: impl Iterator<Item = (&'a str, &'a Origin)>,
    what: &str,
    help: &str,
    problems: &mut Problems,
) {
    let mut taken = BTreeMap::new();
    for (name, origin) in names.filter(|(name, _)| !name.is_empty()) {
        take(&mut taken, name, origin, what, help, problems);
    }
}

fn take<'a>(
    taken: &mut BTreeMap<&'a str, &'a Origin>,
    name: &'a str,
    origin: &'a Origin,
    what: &str,
    help: &str,
    problems: &mut Problems,
) {
    if let Some(other) = taken.insert(name, origin) {
        let message = format!(
            "`{}` and `{}` both have the {what} \"{name}\" in one schema",
            other.declared_as, origin.declared_as
        );
        problems.add(&origin.position, message, help);
    }
}

/// Names that the server would cut, so that what is planned would not be what is there.
fn lengths(table: &Table, dialect: &dyn Dialect, problems: &mut Problems) {
    let columns = table.columns.iter().map(|column| (&column.name, &column.origin));
    for (name, origin) in std::iter::once((&table.name, &table.origin)).chain(columns) {
        if dialect.is_too_long(name) {
            let message = format!(
                "the name \"{name}\" of `{}` is longer than the {} that {} keeps",
                origin.declared_as,
                dialect.identifier_limit(),
                dialect.flavor()
            );
            problems.add(
                &origin.position,
                message,
                "give it a shorter one: table = \"..\" or storage = \"..\"",
            );
        }
    }
}
