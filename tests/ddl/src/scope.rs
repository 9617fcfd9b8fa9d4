use ent_engine::model::{Column, Index, Object, Realm, Schema, Table, View};
use ent_runtime_tests::Random;

use crate::choices;

/// What a statement that is being drawn can be about: what is there, and what it has named itself so far.
pub(crate) struct Scope<'r> {
    realm: &'r Realm,
    quote: fn(&str) -> String,
    /// The table that was picked last, and the one before it.
    table: Option<&'r Table>,
    view: Option<&'r View>,
    columns: Vec<String>,
    own: Vec<String>,
}

impl<'r> Scope<'r> {
    pub(crate) fn new(realm: &'r Realm, quote: fn(&str) -> String) -> Self {
        Self { realm, quote, table: None, view: None, columns: Vec::new(), own: Vec::new() }
    }

    pub(crate) fn add_own(&mut self, name: &str) {
        self.own.push(name.to_owned());
    }

    pub(crate) fn own(&self, random: &mut Random) -> Option<String> {
        random.pick(&self.own).cloned()
    }

    /// Something that is there, by what the grammar calls it.
    pub(crate) fn pick(&mut self, name: &str, random: &mut Random) -> Option<String> {
        if let Some(family) = name.strip_suffix("column") {
            return self.column(family.trim_end_matches('_'), random);
        }
        match name {
            "schema" => {
                let names: Vec<&Schema> =
                    self.realm.schemas.iter().filter(|schema| !schema.name.is_empty()).collect();
                random.pick(&names).map(|schema| (self.quote)(&schema.name))
            }
            "index" => {
                let found = self.all(|schema| {
                    let of_tables = schema.tables.iter().flat_map(|table| &table.indexes);
                    let of_views = schema.views.iter().flat_map(|view| &view.indexes);
                    of_tables.chain(of_views).map(|index| index.name.as_str()).collect()
                });
                self.qualified(&found, random)
            }
            "sequence" => {
                let found = self
                    .all(|schema| schema.sequences.iter().map(|sequence| sequence.name.as_str()).collect());
                self.qualified(&found, random)
            }
            "enum" => {
                let found = self.all(|schema| schema.enums.iter().map(|ty| ty.name.as_str()).collect());
                self.qualified(&found, random)
            }
            "view" | "plain_view" | "matview" => self.pick_view(name, random),
            "view_column" => None,
            "its_index" => {
                let indexes: Vec<&Index> = self.table?.indexes.iter().collect();
                random.pick(&indexes).map(|index| (self.quote)(&index.name))
            }
            "constraint" => random.pick(&choices::constraints(self.table?)).map(|name| (self.quote)(name)),
            "check" => {
                let checks = &self.table?.checks;
                random.pick(checks).map(|check| (self.quote)(&check.name))
            }
            "foreign_key" => {
                let keys = &self.table?.foreign_keys;
                random.pick(keys).map(|key| (self.quote)(&key.name))
            }
            "partition_name" => {
                random.pick(&choices::partition_names(self.table?)).map(|name| (self.quote)(name))
            }
            _ => match choices::table_kind(name) {
                Some(test) => self.pick_table(test, random),
                None => self.pick_object(name, random),
            },
        }
    }

    fn all(&self, names: impl Fn(&'r Schema) -> Vec<&'r str>) -> Vec<(&'r str, &'r str)> {
        let schemas = self.realm.schemas.iter();
        schemas
            .flat_map(|schema| names(schema).into_iter().map(|name| (schema.name.as_str(), name)))
            .collect()
    }

    fn qualified(&self, found: &[(&str, &str)], random: &mut Random) -> Option<String> {
        random.pick(found).map(|(schema, name)| self.name(schema, name))
    }

    fn name(&self, schema: &str, name: &str) -> String {
        let name = (self.quote)(name);
        if schema.is_empty() { name } else { format!("{}.{name}", (self.quote)(schema)) }
    }

    fn pick_table(&mut self, test: fn(&Table) -> bool, random: &mut Random) -> Option<String> {
        let tables: Vec<(&str, &Table)> = self.realm.tables().filter(|(_, table)| test(table)).collect();
        let (schema, table) = *random.pick(&tables)?;
        self.table = Some(table);
        self.view = None;
        self.columns.clear();
        Some(self.name(schema, &table.name))
    }

    fn pick_view(&mut self, kind: &str, random: &mut Random) -> Option<String> {
        let wanted = |view: &View| kind == "view" || view.materialized == (kind == "matview");
        let schemas = self.realm.schemas.iter();
        let views: Vec<(&str, &View)> = schemas
            .flat_map(|schema| schema.views.iter().map(|view| (schema.name.as_str(), view)))
            .filter(|(_, view)| wanted(view))
            .collect();
        let (schema, view) = *random.pick(&views)?;
        self.view = Some(view);
        self.table = None;
        self.columns.clear();
        Some(self.name(schema, &view.name))
    }

    /// A column of the table picked last, as far as possible one that the statement has not named yet.
    fn column(&mut self, family: &str, random: &mut Random) -> Option<String> {
        if let Some(view) = self.view {
            return random.pick(&view.columns).map(|name| (self.quote)(name));
        }
        let fits = |column: &&Column| choices::is_of(family, column);
        let all: Vec<&Column> = self.table?.columns.iter().filter(fits).collect();
        let fresh: Vec<&Column> =
            all.iter().copied().filter(|column| !self.columns.contains(&column.name)).collect();
        let column = random.pick(if fresh.is_empty() { &all } else { &fresh })?;
        self.columns.push(column.name.clone());
        Some((self.quote)(&column.name))
    }

    fn pick_object(&mut self, kind: &str, random: &mut Random) -> Option<String> {
        let schemas = self.realm.schemas.iter();
        let within =
            schemas.flat_map(|schema| schema.objects.iter().map(|object| (schema.name.as_str(), object)));
        let beside = self.realm.objects.iter().map(|object| ("", object));
        let (plain, only_name) = match kind.strip_suffix("_name") {
            Some(plain) => (plain, true),
            None => (kind, false),
        };
        let objects: Vec<(&str, &Object)> =
            within.chain(beside).filter(|(_, object)| object.kind.selector() == plain).collect();
        assert!(choices::is_object(plain), "nothing is called {kind:?}");
        let (schema, object) = *random.pick(&objects)?;
        if let Some(table) = &object.table {
            let on = self.name(schema, table);
            let name = (self.quote)(&object.name);
            return Some(if only_name { name } else { format!("{name} ON {on}") });
        }
        // Those of PostgreSQL's functions come with their arguments.
        match object.name.split_once('(') {
            Some((name, args)) => Some(format!("{}({args}", self.name(schema, name))),
            None => Some(self.name(schema, &object.name)),
        }
    }
}
