use std::collections::BTreeSet;

use super::exclude::owners;
use super::pattern::{self, Part, Pattern, PatternError};
use crate::model::{Object, Realm, Schema, Table};

/// Patterns of the only objects to look at, in the grammar of [`Exclude`](super::Exclude).
///
/// A pattern with one part takes in a schema with all that is in it, one with two parts tables and other objects, one
/// with three the named columns, indexes and constraints of tables, and nothing else of them. What stands in no schema
/// stays only where a pattern of one part names it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Include {
    patterns: Vec<Pattern>,
}

impl Include {
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

    /// Takes out what no pattern names, if there is a pattern.
    pub fn apply(&self, realm: &mut Realm) {
        if self.patterns.is_empty() {
            return;
        }
        let alone = |kind: &str, name: &str| {
            self.patterns.iter().any(|parts| matches!(parts.as_slice(), [part] if part.is(kind, name)))
        };
        realm.objects.retain(|item| alone(item.kind.selector(), &item.name));
        realm.schemas.retain_mut(|schema| {
            if alone("schema", &schema.name) {
                return true;
            }
            let inner = self.patterns.iter().filter_map(|parts| match parts.as_slice() {
                [first, inner @ ..] if !inner.is_empty() && first.is("schema", &schema.name) => Some(inner),
                _ => None,
            });
            let inner: Vec<&[Part]> = inner.collect();
            include_in_schema(schema, &inner);
            !inner.is_empty()
        });
    }
}

/// Takes out of a schema what none of the patterns within it names.
fn include_in_schema(schema: &mut Schema, patterns: &[&[Part]]) {
    let names =
        |kind: &str, name: &str| patterns.iter().any(|parts| matches!(parts, [part] if part.is(kind, name)));
    // What belongs to a table, a view or a type comes with it, or is named as its child.
    let owned = patterns.iter().filter_map(|parts| match parts {
        [part] => Some((None, owners(schema, part))),
        [part, child] => Some((Some(child), owners(schema, part))),
        _ => None,
    });
    let owned: Vec<(Option<&Part>, BTreeSet<String>)> = owned.collect();
    let belongs = |item: &Object, owner: &String| {
        let names = |child: &Part| child.is(item.kind.selector(), &item.name);
        owned.iter().any(|(child, owners)| owners.contains(owner) && child.is_none_or(names))
    };
    schema.objects.retain(|item| {
        names(item.kind.selector(), &item.name)
            || item.table.as_ref().is_some_and(|owner| belongs(item, owner))
    });
    schema.views.retain(|item| names(item.selector(), &item.name));
    schema.enums.retain(|item| names("enum", &item.name));
    schema.sequences.retain(|item| names("sequence", &item.name));
    schema.tables.retain_mut(|table| {
        if names("table", &table.name) {
            return true;
        }
        let children = patterns.iter().filter_map(|parts| match parts {
            [first, child] if first.is("table", &table.name) => Some(child),
            _ => None,
        });
        let children: Vec<&Part> = children.collect();
        include_in_table(table, &children);
        !children.is_empty()
    });
}

fn include_in_table(table: &mut Table, parts: &[&Part]) {
    let names = |kind: &str, name: &str| parts.iter().any(|part| part.is(kind, name));
    table.columns.retain(|item| names("column", &item.name));
    table.indexes.retain(|item| names("index", &item.name));
    table.foreign_keys.retain(|item| names("fk", &item.name));
    table.checks.retain(|item| names("check", &item.name));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Column, ObjectKind, View};

    fn realm() -> Realm {
        let mut table = Table::new("users");
        for name in ["id", "name"] {
            table.columns.push(Column { name: name.to_owned(), ..Column::default() });
        }
        let mut schema = Schema::new("app");
        schema.tables = vec![table, Table::new("pets")];
        let object = |kind, name: &str, table: Option<&str>| Object {
            kind,
            name: name.to_owned(),
            table: table.map(str::to_owned),
            text: String::new(),
            comment: None,
            origin: Default::default(),
        };
        schema.views = vec![View { name: "v".to_owned(), ..View::default() }];
        schema.objects = vec![
            object(ObjectKind::Function, "f", None),
            object(ObjectKind::Trigger, "tr", Some("users")),
            object(ObjectKind::Policy, "guard", Some("users")),
            object(ObjectKind::Trigger, "of_v", Some("v")),
        ];
        Realm { schemas: vec![schema, Schema::new("audit")], ..Realm::default() }
    }

    #[test]
    fn what_no_pattern_names_goes() {
        for (patterns, left) in [
            (&[][..], "app.users(id,name) app.pets() app.f app.tr app.guard app.of_v audit"),
            (&["audit"], "audit"),
            (&["app.users"], "app.users(id,name) app.tr app.guard"),
            (&["app.users.*[type=trigger]"], "app.users() app.tr"),
            (&["app.v"], "app.of_v"),
            (&["app.users.id"], "app.users(id)"),
            (&["app.*[type=function]", "*.p*"], "app.pets() app.f audit"),
            (&["app.*[type=function]", "app.p*"], "app.pets() app.f"),
        ] {
            let mut realm = realm();
            Include::parse(patterns).expect("patterns").apply(&mut realm);
            let mut words = Vec::new();
            for schema in &realm.schemas {
                let before = words.len();
                for table in &schema.tables {
                    let columns: Vec<_> = table.columns.iter().map(|column| column.name.as_str()).collect();
                    words.push(format!("{}.{}({})", schema.name, table.name, columns.join(",")));
                }
                words.extend(schema.objects.iter().map(|object| format!("{}.{}", schema.name, object.name)));
                if words.len() == before {
                    words.push(schema.name.clone());
                }
            }
            assert_eq!(words.join(" "), left, "{patterns:?}");
        }
    }
}
