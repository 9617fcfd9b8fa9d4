use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Deref;

use crate::model::{EnumType, Object, Realm, RenamedValues, Schema, Sequence, Table, View};

/// A realm that knows which tables a name leads to, and which refer to a table.
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

    /// The places, in order, of the tables of a schema that may have the name, or an index, key, check, foreign key or
    /// sequence of a column of the name. What differs in letter case only counts as the same, and others can be among them: whoever asks
    /// looks at the tables.
    pub fn places(&self, schema: usize, name: &str) -> Vec<usize> {
        self.look_up(schema, own(name))
    }

    /// The places in a schema, in order, of the tables that may refer to a table of the name: by foreign key, as its
    /// partition or as its child. Whoever asks looks at them.
    pub fn referrers(&self, schema: usize, name: &str) -> Vec<usize> {
        self.look_up(schema, referred(name))
    }

    fn look_up(&self, schema: usize, hash: u64) -> Vec<usize> {
        let mut index = self.index.borrow_mut();
        let index = index.get_or_insert_with(|| self.realm.schemas.iter().map(Names::of).collect());
        match (index.get_mut(schema), self.realm.schemas.get(schema)) {
            (Some(names), Some(schema)) => names.places(&schema.tables, hash),
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
        let places = self.realm.schemas.iter().map(|schema| {
            let tables = schema.tables.iter().enumerate();
            tables.filter(|(_, table)| which(&schema.name, table)).map(|(at, _)| at).collect()
        });
        self.tables_at(places.collect())
    }

    /// The tables that may refer to a table of the name, to change them, each with the name of its schema.
    pub fn referrers_mut(&mut self, name: &str) -> impl Iterator<Item = (&str, &mut Table)> {
        self.tables_at((0..self.realm.schemas.len()).map(|schema| self.referrers(schema, name)).collect())
    }

    /// The tables at these places of each schema.
    fn tables_at(&mut self, places: Vec<Vec<usize>>) -> impl Iterator<Item = (&str, &mut Table)> {
        for (schema, places) in places.iter().enumerate() {
            if let Some(names) = self.names(schema) {
                places.iter().for_each(|at| names.change(*at));
            }
        }
        self.realm.schemas.iter_mut().zip(places).flat_map(|(schema, places)| {
            let name = schema.name.as_str();
            let mut tables = schema.tables.iter_mut();
            let mut next = 0;
            places.into_iter().filter_map(move |at| {
                let table = tables.nth(at - next);
                next = at + 1;
                Some((name, table?))
            })
        })
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

    /// The values that were renamed in rows, to change them.
    pub fn renamed_values_mut(&mut self) -> &mut RenamedValues {
        &mut self.realm.renamed_values
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
        let named = |(at, table)| names_in(table).map(move |name| (name, at));
        let names = schema.tables.iter().enumerate().flat_map(named).collect();
        Self { numbers, names, changed: Vec::new() }
    }

    fn places(&mut self, tables: &[Table], name: u64) -> Vec<usize> {
        for number in std::mem::take(&mut self.changed) {
            if let Some(table) = self.numbers.binary_search(&number).ok().and_then(|at| tables.get(at)) {
                self.names.extend(names_in(table).map(|name| (name, number)));
            }
        }
        let found = self.names.range((name, 0)..=(name, usize::MAX));
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
                self.names.remove(&(name, number));
            }
        }
    }
}

/// The hashes of names that stand in the index for a table.
fn names_in(table: &Table) -> impl Iterator<Item = u64> {
    let key = table.primary_key.iter().filter_map(|key| key.name.as_deref());
    let names = std::iter::once(table.name.as_str())
        .chain(key)
        .chain(table.indexes.iter().map(|index| index.name.as_str()))
        .chain(table.checks.iter().map(|check| check.name.as_str()))
        .chain(table.foreign_keys.iter().map(|key| key.name.as_str()))
        // A sequence of an identity column is known by its setting.
        .chain(table.columns.iter().flat_map(|column| &column.settings).map(|(_, value)| value.as_str()));
    let parents = table.options.partition_of.iter().map(|partition| &partition.parent);
    let others =
        table.foreign_keys.iter().map(|key| &key.references).chain(&table.options.inherits).chain(parents);
    // What is taken out to be changed leaves a table without a name behind.
    names.filter(|name| !name.is_empty()).map(own).chain(others.map(|other| referred(&other.table)))
}

/// The name of a table or of something in it.
fn own(name: &str) -> u64 {
    hash(0xcbf2_9ce4_8422_2325, name)
}

/// The name of a table that is referred to.
fn referred(name: &str) -> u64 {
    hash(0x8422_2325_cbf2_9ce4, name)
}

/// The same for names that differ in letter case only (FNV-1a over their lower case).
fn hash(start: u64, name: &str) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    if name.is_ascii() {
        name.bytes().map(|byte| byte.to_ascii_lowercase()).fold(start, step)
    } else {
        name.to_lowercase().bytes().fold(start, step)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ForeignKey, Index, TableRef};

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
    fn knows_who_refers_to_a_table() {
        let mut realm = realm();
        assert_eq!(realm.referrers(0, "pets"), [0; 0]);
        let key = ForeignKey { references: TableRef::new("", "pets"), ..ForeignKey::default() };
        realm.table_mut(0, 2).unwrap().foreign_keys.push(key);
        realm.table_mut(0, 0).unwrap().options.inherits.push(TableRef::new("", "pets"));
        assert_eq!(realm.referrers(0, "pets"), [0, 2]);
        let names: Vec<_> = realm.referrers_mut("pets").map(|(_, table)| table.name.clone()).collect();
        assert_eq!(names, ["Users", "cars"]);
    }

    #[test]
    fn letters_beyond_ascii_have_cases_too() {
        let mut realm = realm();
        realm.add_table(0, Table::new("Ämter"));
        assert_eq!(realm.places(0, "ämter"), [3]);
    }
}
