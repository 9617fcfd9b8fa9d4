mod listed;
mod names;

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Deref;

use crate::model::{EnumType, Object, Realm, RenamedValues, Schema, Sequence, Table, View};
pub use listed::Listed;
use listed::at_places;
pub use names::Named;
use names::{ESCAPED, Index, drawn, own, referred, words};

/// A realm that knows which tables, views and sequences a name leads to, and which refer to a table.
///
/// It can be read like any [`Realm`]. What the index knows can be changed only by those methods that make the index look
/// at it again before it is next asked, so the index can't be behind.
#[derive(Debug, Default)]
pub struct IndexedRealm {
    realm: Realm,
    /// One for each schema of the realm; `None` when it is to be made from scratch.
    index: RefCell<Option<Vec<Index>>>,
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
    pub views: Listed<'s, View>,
    /// Enum types.
    pub enums: &'s mut Vec<EnumType>,
    /// Sequences.
    pub sequences: Listed<'s, Sequence>,
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

    /// The places, in order, of the tables, views or sequences of a schema that may have the name, or an index, key,
    /// check, foreign key or sequence of a column of the name. What differs in letter case only counts as the same, and
    /// others can be among them: whoever asks looks at them.
    pub fn places<T: Named>(&self, schema: usize, name: &str) -> Vec<usize> {
        self.look_up::<T>(schema, own(name))
    }

    /// The places in a schema, in order, of what may refer to a table of the name: tables by foreign key, as its
    /// partition or as its child, views that read it, sequences that it owns. Whoever asks looks at them.
    pub fn referrers<T: Named>(&self, schema: usize, table: &str) -> Vec<usize> {
        self.look_up::<T>(schema, referred(table))
    }

    /// The places in a schema, in order, of the tables that may have a default which draws on a sequence of the name.
    /// Whoever asks looks at them.
    pub fn drawers(&self, schema: usize, sequence: &str) -> Vec<usize> {
        let Some(word) = words(sequence).last() else {
            return self
                .realm
                .schemas
                .get(schema)
                .map_or(Vec::new(), |schema| (0..schema.tables.len()).collect());
        };
        let found = [word, ESCAPED].into_iter().flat_map(|word| self.look_up::<Table>(schema, drawn(word)));
        found.collect::<BTreeSet<_>>().into_iter().collect()
    }

    fn look_up<T: Named>(&self, schema: usize, hash: u64) -> Vec<usize> {
        let mut index = self.index.borrow_mut();
        let index = index.get_or_insert_with(|| self.realm.schemas.iter().map(Index::of).collect());
        match (index.get_mut(schema), self.realm.schemas.get(schema)) {
            (Some(index), Some(schema)) => T::index(index).places(T::of(schema), hash),
            _ => Vec::new(),
        }
    }

    /// A table, to change it.
    pub fn table_mut(&mut self, schema: usize, table: usize) -> Option<&mut Table> {
        if let Some(index) = self.index(schema) {
            index.tables.change(table);
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
        self.tables_at(
            (0..self.realm.schemas.len()).map(|schema| self.referrers::<Table>(schema, name)).collect(),
        )
    }

    /// The tables at these places of each schema.
    fn tables_at(&mut self, places: Vec<Vec<usize>>) -> impl Iterator<Item = (&str, &mut Table)> {
        for (schema, places) in places.iter().enumerate() {
            if let Some(index) = self.index(schema) {
                places.iter().for_each(|at| index.tables.change(*at));
            }
        }
        self.realm.schemas.iter_mut().zip(places).flat_map(|(schema, places)| {
            let name = schema.name.as_str();
            at_places(&mut schema.tables, places).map(move |table| (name, table))
        })
    }

    /// Adds a table at the end of a schema.
    pub fn add_table(&mut self, schema: usize, table: Table) {
        let Some(home) = self.realm.schemas.get_mut(schema) else { return };
        home.tables.push(table);
        if let Some(index) = self.index(schema) {
            index.tables.add();
        }
    }

    /// Takes a table out.
    pub fn remove_table(&mut self, schema: usize, table: usize) -> Option<Table> {
        let tables = &mut self.realm.schemas.get_mut(schema)?.tables;
        let removed = (table < tables.len()).then(|| tables.remove(table))?;
        if let Some(index) = self.index(schema) {
            index.tables.remove(table);
        }
        Some(removed)
    }

    /// The schemas, to change them.
    pub fn schemas_mut(&mut self) -> impl Iterator<Item = SchemaMut<'_>> {
        let mut indexes = self.index.get_mut().iter_mut().flatten();
        self.realm.schemas.iter_mut().map(move |schema| SchemaMut::of(schema, indexes.next()))
    }

    /// A schema, to change it.
    pub fn schema_mut(&mut self, name: &str) -> Option<SchemaMut<'_>> {
        let at = self.schema_place(name)?;
        let index = self.index.get_mut().as_mut().and_then(|indexes| indexes.get_mut(at));
        self.realm.schemas.get_mut(at).map(|schema| SchemaMut::of(schema, index))
    }

    /// A schema, to change it, made at the end if it is not there.
    pub fn schema_or_new(&mut self, name: &str) -> SchemaMut<'_> {
        let known = self.schema_place(name);
        let index = self.index.get_mut().as_mut().and_then(|indexes| match known {
            Some(at) => indexes.get_mut(at),
            None => {
                indexes.push(Index::default());
                indexes.last_mut()
            }
        });
        SchemaMut::of(self.realm.schema_or_new(name), index)
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

    fn index(&mut self, schema: usize) -> Option<&mut Index> {
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
    fn of(schema: &'s mut Schema, index: Option<&'s mut Index>) -> Self {
        let (views, sequences) = index.map(|index| (&mut index.views, &mut index.sequences)).unzip();
        Self {
            name: &mut schema.name,
            charset: &mut schema.charset,
            collation: &mut schema.collation,
            comment: &mut schema.comment,
            tables: &schema.tables,
            views: Listed::new(&mut schema.views, views),
            enums: &mut schema.enums,
            sequences: Listed::new(&mut schema.sequences, sequences),
            objects: &mut schema.objects,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Column, Expr, ForeignKey, Index, TableRef};

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
        assert_eq!(realm.places::<Table>(0, "users"), [0]);
        assert_eq!(realm.places::<Table>(0, "PETS_KEY"), [1]);
        assert_eq!(realm.places::<Table>(0, "dogs"), [0; 0]);
        assert_eq!(realm.places::<Table>(1, "users"), [0; 0]);
    }

    #[test]
    fn follows_every_change() {
        let mut realm = realm();
        assert_eq!(realm.places::<Table>(0, "cars"), [2]);
        let table = realm.table_mut(0, 1).unwrap();
        table.name = "dogs".to_owned();
        table.indexes.push(Index { name: "cars".to_owned(), ..Index::default() });
        assert_eq!(realm.places::<Table>(0, "dogs"), [1]);
        assert_eq!(realm.places::<Table>(0, "cars"), [1, 2]);
        assert_eq!(realm.remove_table(0, 0).unwrap().name, "Users");
        assert_eq!(realm.places::<Table>(0, "users"), [0; 0]);
        assert_eq!(realm.places::<Table>(0, "cars"), [0, 1]);
        realm.add_table(0, Table::new("Users"));
        assert_eq!(realm.places::<Table>(0, "users"), [2]);
        for (_, table) in realm.tables_mut(|_, table| table.name == "cars") {
            table.name = "Bikes".to_owned();
        }
        assert_eq!(realm.places::<Table>(0, "bikes"), [1]);
        realm.schema_or_new("b");
        realm.add_table(1, Table::new("users"));
        assert_eq!(realm.places::<Table>(1, "users"), [0]);
        realm.remove_schema("");
        assert_eq!(realm.places::<Table>(0, "users"), [0]);
        assert_eq!(realm.clone().places::<Table>(0, "users"), [0]);
    }

    #[test]
    fn knows_who_refers_to_a_table() {
        let mut realm = realm();
        assert_eq!(realm.referrers::<Table>(0, "pets"), [0; 0]);
        let key = ForeignKey { references: TableRef::new("", "pets"), ..ForeignKey::default() };
        realm.table_mut(0, 2).unwrap().foreign_keys.push(key);
        realm.table_mut(0, 0).unwrap().options.inherits.push(TableRef::new("", "pets"));
        assert_eq!(realm.referrers::<Table>(0, "pets"), [0, 2]);
        let names: Vec<_> = realm.referrers_mut("pets").map(|(_, table)| table.name.clone()).collect();
        assert_eq!(names, ["Users", "cars"]);
    }

    #[test]
    fn follows_sequences_and_views() {
        let mut realm = realm();
        assert_eq!(realm.referrers::<Sequence>(0, "pets"), [0; 0]);
        for (name, table) in [("a", "pets"), ("b", "cars"), ("c", "pets")] {
            let owned_by = Some((table.to_owned(), "id".to_owned()));
            let sequence = Sequence { name: name.to_owned(), owned_by, ..Sequence::default() };
            realm.schema_mut("").unwrap().sequences.push(sequence);
        }
        assert_eq!(realm.referrers::<Sequence>(0, "pets"), [0, 2]);
        assert_eq!(realm.schema_mut("").unwrap().sequences.remove_named("a").unwrap().name, "a");
        assert_eq!(realm.referrers::<Sequence>(0, "pets"), [1]);
        for sequence in realm.schema_mut("").unwrap().sequences.referring_mut("pets") {
            sequence.owned_by = Some(("dogs".to_owned(), "id".to_owned()));
        }
        assert_eq!(realm.referrers::<Sequence>(0, "dogs"), [1]);
        realm.schema_mut("").unwrap().sequences.named_mut("b").unwrap().name = "d".to_owned();
        assert_eq!(realm.places::<Sequence>(0, "d"), [0]);
        // What is done in any other way makes the index anew.
        realm.schema_mut("").unwrap().sequences.insert(0, Sequence::default());
        assert_eq!(realm.places::<Sequence>(0, "d"), [1]);
        assert_eq!(realm.places::<Sequence>(0, "b"), [0; 0]);
        let depends_on = vec![TableRef::new("", "pets")];
        let view = View { name: "v".to_owned(), depends_on, ..View::default() };
        realm.schema_or_new("other").views.push(view);
        assert_eq!(
            (realm.referrers::<View>(0, "pets"), realm.referrers::<View>(1, "pets")),
            (vec![], vec![0])
        );
        realm.schemas_mut().for_each(|mut schema| schema.views.clear());
        assert_eq!(realm.referrers::<View>(1, "pets"), [0; 0]);
    }

    #[test]
    fn knows_which_defaults_draw_on_a_sequence() {
        let mut realm = realm();
        for (table, default) in
            [(0, "nextval('\"My\"\".ids\"'::regclass)"), (1, "nextval(E'pl\\x61in'::regclass)"), (2, "'ids'")]
        {
            let column = Column { default: Some(Expr::new(default)), ..Column::default() };
            realm.table_mut(0, table).unwrap().columns.push(column);
        }
        assert_eq!(realm.drawers(0, "My\".ids"), [0, 1]);
        assert_eq!(realm.drawers(0, "plain"), [1]);
        assert_eq!(realm.drawers(0, "--"), [0, 1, 2]);
    }

    #[test]
    fn letters_beyond_ascii_have_cases_too() {
        let mut realm = realm();
        realm.add_table(0, Table::new("Ämter"));
        assert_eq!(realm.places::<Table>(0, "ämter"), [3]);
    }
}
