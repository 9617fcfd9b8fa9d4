use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Deref;

use crate::model::{EnumType, Object, Realm, Schema, Sequence, Table, View};

/// A realm that knows which tables a name leads to.
///
/// It can be read like any [`Realm`]. A table can be changed only by those methods that make the index look at it again
/// before it is next asked, so the index can't be behind.
#[derive(Debug, Default)]
pub struct IndexedRealm {
    realm: Realm,
    /// One for each schema of the realm; `None` when it is to be made from scratch.
    index: RefCell<Option<Vec<Names>>>,
}

/// A schema to be changed: all of it but its tables.
#[derive(Debug)]
pub struct SchemaMut<'s> {
    /// Name.
    pub name: &'s mut String,
    /// Default character set.
    pub charset: &'s mut Option<String>,
    /// Default collation.
    pub collation: &'s mut Option<String>,
    /// Comment.
    pub comment: &'s mut Option<String>,
    /// Tables, to be read.
    pub tables: &'s [Table],
    /// Views.
    pub views: &'s mut Vec<View>,
    /// Enum types.
    pub enums: &'s mut Vec<EnumType>,
    /// Sequences.
    pub sequences: &'s mut Vec<Sequence>,
    /// Everything else.
    pub objects: &'s mut Vec<Object>,
}

impl IndexedRealm {
    /// The realm, to be changed as one likes.
    pub fn into_realm(self) -> Realm {
        self.realm
    }

    /// The place of a schema.
    pub fn schema_place(&self, name: &str) -> Option<usize> {
        self.realm.schemas.iter().position(|schema| schema.name == name)
    }

    /// The places, in order, of the tables of a schema that may have the name, or an index, key, check or foreign key
    /// of the name. What differs in letter case only counts as the same, and others can be among them: whoever asks
    /// looks at the tables.
    pub fn places(&self, schema: usize, name: &str) -> Vec<usize> {
        let mut index = self.index.borrow_mut();
        let index = index.get_or_insert_with(|| self.realm.schemas.iter().map(Names::of).collect());
        match (index.get_mut(schema), self.realm.schemas.get(schema)) {
            (Some(names), Some(schema)) => names.places(&schema.tables, name),
            _ => Vec::new(),
        }
    }

    /// A table, to change it.
    pub fn table_mut(&mut self, schema: usize, table: usize) -> Option<&mut Table> {
        if let Some(names) = self.names(schema) {
            names.change(table);
        }
        self.realm.schemas.get_mut(schema)?.tables.get_mut(table)
    }

    /// The tables that `which` picks, to change them, each with the name of its schema.
    pub fn tables_mut<'s>(
        &'s mut self,
        mut which: impl FnMut(&str, &Table) -> bool + 's,
    ) -> impl Iterator<Item = (&'s str, &'s mut Table)> {
        let mut index = self.index.get_mut().as_mut();
        let mut picked = Vec::new();
        for (at, schema) in self.realm.schemas.iter().enumerate() {
            let mut names = index.as_mut().and_then(|index| index.get_mut(at));
            for (place, table) in schema.tables.iter().enumerate() {
                let is_picked = which(&schema.name, table);
                picked.push(is_picked);
                if let Some(names) = names.as_mut().filter(|_| is_picked) {
                    names.change(place);
                }
            }
        }
        let tables = self.realm.schemas.iter_mut().flat_map(|schema| {
            let name = schema.name.as_str();
            schema.tables.iter_mut().map(move |table| (name, table))
        });
        tables.zip(picked).filter_map(|(found, is_picked)| is_picked.then_some(found))
    }

    /// Adds a table at the end of a schema.
    pub fn add_table(&mut self, schema: usize, table: Table) {
        let Some(home) = self.realm.schemas.get_mut(schema) else { return };
        home.tables.push(table);
        if let Some(names) = self.names(schema) {
            names.add();
        }
    }

    /// Takes a table out.
    pub fn remove_table(&mut self, schema: usize, table: usize) -> Option<Table> {
        let tables = &mut self.realm.schemas.get_mut(schema)?.tables;
        let removed = (table < tables.len()).then(|| tables.remove(table))?;
        if let Some(names) = self.names(schema) {
            names.remove(table, &removed);
        }
        Some(removed)
    }

    /// The schemas, to change them.
    pub fn schemas_mut(&mut self) -> impl Iterator<Item = SchemaMut<'_>> {
        self.realm.schemas.iter_mut().map(SchemaMut::of)
    }

    /// A schema, to change it.
    pub fn schema_mut(&mut self, name: &str) -> Option<SchemaMut<'_>> {
        self.realm.schema_mut(name).map(SchemaMut::of)
    }

    /// A schema, to change it, made at the end if it is not there.
    pub fn schema_or_new(&mut self, name: &str) -> SchemaMut<'_> {
        if self.realm.schema(name).is_none()
            && let Some(index) = self.index.get_mut()
        {
            index.push(Names::default());
        }
        SchemaMut::of(self.realm.schema_or_new(name))
    }

    /// Takes a schema out with all that is in it.
    pub fn remove_schema(&mut self, name: &str) {
        if let Some(at) = self.schema_place(name) {
            self.realm.schemas.remove(at);
            *self.index.get_mut() = None;
        }
    }

    /// The objects in no schema, to change them.
    pub fn objects_mut(&mut self) -> &mut Vec<Object> {
        &mut self.realm.objects
    }

    /// Everything else than tables of all schemas, and what is in none: the lists of carried objects.
    pub fn object_lists_mut(&mut self) -> impl Iterator<Item = &mut Vec<Object>> {
        self.realm.schemas.iter_mut().map(|schema| &mut schema.objects).chain([&mut self.realm.objects])
    }

    fn names(&mut self, schema: usize) -> Option<&mut Names> {
        self.index.get_mut().as_mut()?.get_mut(schema)
    }
}

impl Deref for IndexedRealm {
    type Target = Realm;

    fn deref(&self) -> &Realm {
        &self.realm
    }
}

impl From<Realm> for IndexedRealm {
    fn from(realm: Realm) -> Self {
        Self { realm, index: RefCell::default() }
    }
}

impl Clone for IndexedRealm {
    fn clone(&self) -> Self {
        self.realm.clone().into()
    }
}

impl<'s> SchemaMut<'s> {
    fn of(schema: &'s mut Schema) -> Self {
        Self {
            name: &mut schema.name,
            charset: &mut schema.charset,
            collation: &mut schema.collation,
            comment: &mut schema.comment,
            tables: &schema.tables,
            views: &mut schema.views,
            enums: &mut schema.enums,
            sequences: &mut schema.sequences,
            objects: &mut schema.objects,
        }
    }
}

/// Which tables of a schema have a name, or something of that name.
///
/// A table has a number that it keeps while others come and go; later ones have higher numbers. Names that a table had
/// may stay here: they lead to a table that no longer has them, which whoever asks sees.
#[derive(Debug, Default)]
struct Names {
    /// The number of each table, in the order of the schema.
    numbers: Vec<usize>,
    /// Hashes of names, with the number of the table.
    names: BTreeSet<(u64, usize)>,
    /// Numbers of tables that may have got names since they were looked at.
    changed: Vec<usize>,
}

impl Names {
    fn of(schema: &Schema) -> Self {
        let numbers: Vec<usize> = (0..schema.tables.len()).collect();
        let named = |(at, table)| names_in(table).map(move |name| (hash(name), at));
        let names = schema.tables.iter().enumerate().flat_map(named).collect();
        Self { numbers, names, changed: Vec::new() }
    }

    fn places(&mut self, tables: &[Table], name: &str) -> Vec<usize> {
        for number in std::mem::take(&mut self.changed) {
            if let Some(table) = self.numbers.binary_search(&number).ok().and_then(|at| tables.get(at)) {
                self.names.extend(names_in(table).map(|name| (hash(name), number)));
            }
        }
        let hash = hash(name);
        let found = self.names.range((hash, 0)..=(hash, usize::MAX));
        found.filter_map(|(_, number)| self.numbers.binary_search(number).ok()).collect()
    }

    fn change(&mut self, at: usize) {
        if let Some(number) = self.numbers.get(at)
            && self.changed.last() != Some(number)
        {
            self.changed.push(*number);
        }
    }

    fn add(&mut self) {
        let number = self.numbers.last().map_or(0, |last| last + 1);
        self.numbers.push(number);
        self.changed.push(number);
    }

    fn remove(&mut self, at: usize, table: &Table) {
        if at < self.numbers.len() {
            let number = self.numbers.remove(at);
            for name in names_in(table) {
                self.names.remove(&(hash(name), number));
            }
        }
    }
}

/// The names that stand in the index for a table.
fn names_in(table: &Table) -> impl Iterator<Item = &str> {
    let key = table.primary_key.iter().filter_map(|key| key.name.as_deref());
    std::iter::once(table.name.as_str())
        .chain(key)
        .chain(table.indexes.iter().map(|index| index.name.as_str()))
        .chain(table.checks.iter().map(|check| check.name.as_str()))
        .chain(table.foreign_keys.iter().map(|key| key.name.as_str()))
        .filter(|name| !name.is_empty())
}

/// The same for names that differ in letter case only (FNV-1a over their lower case).
fn hash(name: &str) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    let start = 0xcbf2_9ce4_8422_2325;
    if name.is_ascii() {
        name.bytes().map(|byte| byte.to_ascii_lowercase()).fold(start, step)
    } else {
        name.to_lowercase().bytes().fold(start, step)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Index;

    fn realm() -> IndexedRealm {
        let mut realm = Realm::default();
        let schema = realm.schema_or_new("");
        for name in ["Users", "pets", "cars"] {
            let index = Index { name: format!("{name}_key"), ..Index::default() };
            schema.tables.push(Table { indexes: vec![index], ..Table::new(name) });
        }
        realm.into()
    }

    #[test]
    fn leads_to_tables_and_what_is_in_them() {
        let realm = realm();
        assert_eq!(realm.places(0, "users"), [0]);
        assert_eq!(realm.places(0, "PETS_KEY"), [1]);
        assert_eq!(realm.places(0, "dogs"), [0; 0]);
        assert_eq!(realm.places(1, "users"), [0; 0]);
    }

    #[test]
    fn follows_every_change() {
        let mut realm = realm();
        assert_eq!(realm.places(0, "cars"), [2]);
        let table = realm.table_mut(0, 1).unwrap();
        table.name = "dogs".to_owned();
        table.indexes.push(Index { name: "cars".to_owned(), ..Index::default() });
        assert_eq!(realm.places(0, "dogs"), [1]);
        assert_eq!(realm.places(0, "cars"), [1, 2]);
        assert_eq!(realm.remove_table(0, 0).unwrap().name, "Users");
        assert_eq!(realm.places(0, "users"), [0; 0]);
        assert_eq!(realm.places(0, "cars"), [0, 1]);
        realm.add_table(0, Table::new("Users"));
        assert_eq!(realm.places(0, "users"), [2]);
        for (_, table) in realm.tables_mut(|_, table| table.name == "cars") {
            table.name = "Bikes".to_owned();
        }
        assert_eq!(realm.places(0, "bikes"), [1]);
        realm.schema_or_new("b");
        realm.add_table(1, Table::new("users"));
        assert_eq!(realm.places(1, "users"), [0]);
        realm.remove_schema("");
        assert_eq!(realm.places(0, "users"), [0]);
        assert_eq!(realm.clone().places(0, "users"), [0]);
    }

    #[test]
    fn letters_beyond_ascii_have_cases_too() {
        let mut realm = realm();
        realm.add_table(0, Table::new("Ämter"));
        assert_eq!(realm.places(0, "ämter"), [3]);
    }
}
