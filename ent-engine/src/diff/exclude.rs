use std::collections::BTreeSet;

use super::pattern::{self, Part, Pattern, PatternError};
use crate::model::{Realm, Schema, Table};

/// Patterns of objects to leave out, in Atlas' grammar: `schema.table.child`, each part a glob, a
/// part with a dot in double quotes, and an optional selector of kinds: `*.*[type=view|enum]`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Exclude {
    patterns: Vec<Pattern>,
}

impl Exclude {
    /// Reads patterns that begin with the schema.
    pub fn parse<S: AsRef<str>>(patterns: impl IntoIterator<Item = S>) -> Result<Self, PatternError> {
        Ok(Self { patterns: pattern::parse(patterns)? })
    }

    /// Reads patterns that begin with the table, as they are written for a connection to one schema.
    pub fn parse_in_schema<S: AsRef<str>>(
        patterns: impl IntoIterator<Item = S>,
    ) -> Result<Self, PatternError> {
        Ok(Self { patterns: pattern::parse_in_schema(patterns)? })
    }

    /// Leaves out one table or view more, whatever signs are in its name.
    #[must_use]
    pub fn and_table(mut self, schema: &str, table: &str) -> Self {
        self.patterns.push(vec![Part::exact(schema), Part::exact(table)]);
        self
    }

    /// Whether nothing is left out.
    pub fn is_empty(&self) -> bool {
        self.patterns.is_empty()
    }

    /// Takes out what the patterns name.
    pub fn apply(&self, realm: &mut Realm) {
        for pattern in &self.patterns {
            match pattern.as_slice() {
                [schema] => {
                    realm.schemas.retain(|item| !schema.is("schema", &item.name));
                    realm.objects.retain(|item| !schema.is(item.kind.selector(), &item.name));
                }
                [schema, inner @ ..] => {
                    for item in &mut realm.schemas {
                        if schema.is("schema", &item.name) {
                            exclude_in_schema(item, inner);
                        }
                    }
                }
                [] => {}
            }
        }
    }
}

fn exclude_in_schema(schema: &mut Schema, parts: &[Part]) {
    match parts {
        [part] => {
            // What belongs to a table or a view goes with it.
            let owners = owners(schema, part);
            schema.objects.retain(|item| {
                let goes_along = item.table.as_ref().is_some_and(|owner| owners.contains(owner));
                !goes_along && !part.is(item.kind.selector(), &item.name)
            });
            schema.tables.retain(|item| !part.is("table", &item.name));
            schema.views.retain(|item| !part.is(item.selector(), &item.name));
            schema.enums.retain(|item| !part.is("enum", &item.name));
            schema.sequences.retain(|item| !part.is("sequence", &item.name));
        }
        [table, child] => {
            let owners = owners(schema, table);
            schema.objects.retain(|item| {
                let is_child = item.table.as_ref().is_some_and(|owner| owners.contains(owner));
                !(is_child && child.is(item.kind.selector(), &item.name))
            });
            for item in &mut schema.tables {
                if table.is("table", &item.name) {
                    exclude_in_table(item, child);
                }
            }
        }
        _ => {}
    }
}

/// Names of the tables, views and types that `part` names: objects may belong to them.
pub(super) fn owners(schema: &Schema, part: &Part) -> BTreeSet<String> {
    let tables = schema.tables.iter().map(|item| ("table", &item.name));
    let views = schema.views.iter().map(|item| (item.selector(), &item.name));
    let types = schema.objects.iter().filter(|item| item.kind.is_type());
    let types = types.map(|item| (item.kind.selector(), &item.name));
    let named = tables.chain(views).chain(types).filter(|(kind, name)| part.is(kind, name));
    named.map(|(_, name)| name.clone()).collect()
}

fn exclude_in_table(table: &mut Table, part: &Part) {
    table.columns.retain(|item| !part.is("column", &item.name));
    table.indexes.retain(|item| !part.is("index", &item.name));
    table.foreign_keys.retain(|item| !part.is("fk", &item.name));
    table.checks.retain(|item| !part.is("check", &item.name));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Object, ObjectKind};

    fn realm() -> Realm {
        let mut table = Table::new("users");
        for name in ["id", "name", "created_at"] {
            table.columns.push(crate::model::Column { name: name.to_owned(), ..Default::default() });
        }
        let mut schema = Schema::new("app");
        schema.tables = vec![table, Table::new("pets"), Table::new("a.b")];
        let object = |kind, name: &str, table: &str| Object {
            kind,
            name: name.to_owned(),
            table: Some(table.to_owned()),
            text: String::new(),
            comment: None,
            origin: Default::default(),
        };
        schema.objects =
            vec![object(ObjectKind::Trigger, "tr", "pets"), object(ObjectKind::Policy, "po", "pets")];
        Realm { schemas: vec![schema, Schema::new("audit")], ..Realm::default() }
    }

    #[test]
    fn patterns_name_schemas_tables_and_children() {
        for (pattern, left) in [
            ("audit", "app.users(id,name,created_at) app.pets() app.a.b() tr po"),
            ("*.p*", "app.users(id,name,created_at) app.a.b() audit"),
            ("*.\"a.b\"", "app.users(id,name,created_at) app.pets() tr po audit"),
            ("app.users.*_at", "app.users(id,name) app.pets() app.a.b() tr po audit"),
            ("app.*.*[type=index]", "app.users(id,name,created_at) app.pets() app.a.b() tr po audit"),
            ("app.*[type=view]", "app.users(id,name,created_at) app.pets() app.a.b() tr po audit"),
            ("app.*[type=trigger]", "app.users(id,name,created_at) app.pets() app.a.b() po audit"),
            ("app.*.*[type=policy]", "app.users(id,name,created_at) app.pets() app.a.b() tr audit"),
            ("app.users.*[type=policy]", "app.users(id,name,created_at) app.pets() app.a.b() tr po audit"),
            ("app.[pu]*[type=table]", "app.a.b() audit"),
        ] {
            let mut realm = realm();
            Exclude::parse([pattern]).expect(pattern).apply(&mut realm);
            let mut words = Vec::new();
            for schema in &realm.schemas {
                for table in &schema.tables {
                    let columns: Vec<_> = table.columns.iter().map(|column| column.name.as_str()).collect();
                    words.push(format!("{}.{}({})", schema.name, table.name, columns.join(",")));
                }
                words.extend(schema.objects.iter().map(|object| object.name.clone()));
                if schema.tables.is_empty() {
                    words.push(schema.name.clone());
                }
            }
            assert_eq!(words.join(" "), left, "{pattern}");
        }
    }
}
