//! What the statements so far have made.

mod snapshot;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::indexed_realm::{IndexedRealm, Named, SchemaMut};
use super::{Name, Problem, ReplayOptions, Value, Wording};
use crate::dialect::{LetterCase, ReplayRules, Version};
use crate::model::{Realm, Schema, Sequence, Table, TableRef, View};

/// Schema that holds temporary objects while the session lasts. No database allows the name.
pub const TEMPORARY: &str = "\0temporary";

/// The schema so far, and the session that made it.
///
/// The realm here is told out in full: every name that the server gave stands in it, sequences behind serial columns
/// stand by themselves. [`ReplayRules::tidy`] brings a copy into the form in which states are compared.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// The schema.
    pub realm: IndexedRealm,
    /// What the session has set.
    pub session: Session,
    /// Name in the realm of the schema of the connection.
    pub connection: String,
    /// The server's own name for it.
    pub connection_alias: String,
    /// Whose words the statements are.
    pub wording: Wording,
    /// The version of the server.
    pub version: Version,
    /// How many tables were made whose columns are not known; each must be gone when its file ends.
    pub doubts: u32,
    numbers: u32,
    table_case: LetterCase,
    column_case: LetterCase,
}

/// Settings of a session that later statements depend on.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Session {
    /// Schemas in which names are looked for, in order; new objects go to the first that exists.
    pub path: Vec<String>,
    /// The database that the client went to, where it said it.
    pub database: Option<String>,
    /// The path to return to when the transaction ends.
    pub path_after: Option<Vec<String>>,
    /// The path around the elements of a CREATE SCHEMA.
    pub path_around: Option<Vec<String>>,
    /// What opened the transaction that is open: the name of a savepoint, or nothing for BEGIN.
    pub opened_by: Option<String>,
    /// Temporary tables that go when the transaction ends (PostgreSQL `ON COMMIT DROP`).
    pub dropped_at_commit: Vec<String>,
    /// Whether foreign keys are checked.
    pub foreign_keys: bool,
    /// `PRAGMA legacy_alter_table`.
    pub legacy_alter: bool,
    /// `PRAGMA writable_schema`.
    pub writable_schema: bool,
    /// `sql_mode`, where it is not the server's own.
    pub sql_mode: Option<String>,
    /// Engine of tables that name none.
    pub default_engine: Option<String>,
    /// Variables of the user, by name without the sign (MySQL, MariaDB).
    pub variables: BTreeMap<String, Value>,
    /// Prepared statements; `None` for a text that is not known (MySQL, MariaDB).
    pub prepared: BTreeMap<String, Option<String>>,
    /// Whether the first time column gets no implicit default; `None` for the server's default.
    pub explicit_timestamps: Option<bool>,
}

impl Default for Session {
    fn default() -> Self {
        Self {
            path: Vec::new(),
            database: None,
            path_after: None,
            path_around: None,
            opened_by: None,
            dropped_at_commit: Vec::new(),
            foreign_keys: true,
            legacy_alter: false,
            writable_schema: false,
            sql_mode: None,
            default_engine: None,
            variables: BTreeMap::new(),
            prepared: BTreeMap::new(),
            explicit_timestamps: None,
        }
    }
}

/// Where a table stands: the schema's and the table's place in the realm.
type Place = (usize, usize);

impl State {
    pub(super) fn new(rules: &(impl ReplayRules + ?Sized), options: &ReplayOptions) -> Self {
        let naming = rules.naming();
        let connection = options.schema.clone();
        let mut realm = options.start.clone();
        realm.schema_or_new(&connection);
        let numbers = highest_number(&realm);
        let session = Session {
            path: vec![connection.clone()],
            foreign_keys: naming.foreign_keys_at_start,
            ..Session::default()
        };
        Self {
            realm: realm.into(),
            session,
            connection,
            version: Version::default(),
            doubts: 0,
            numbers,
            wording: options.wording,
            connection_alias: options.schema_alias.clone().unwrap_or_else(|| naming.own_schema.to_owned()),
            table_case: naming.tables,
            column_case: naming.columns,
        }
    }

    /// The same on a server of this version.
    pub(super) fn of_version(self, version: Version) -> Self {
        Self { version, ..self }
    }

    /// A number that no index has yet.
    pub fn next_number(&mut self) -> u32 {
        self.numbers = self.numbers.saturating_add(1);
        self.numbers
    }

    /// Whether two table names are the same to the server.
    pub fn same_table_name(&self, a: &str, b: &str) -> bool {
        self.table_case.same(a, b)
    }

    /// Whether two column names are the same to the server.
    pub fn same_column_name(&self, a: &str, b: &str) -> bool {
        self.column_case.same(a, b)
    }

    /// The realm's name of a schema that a statement names.
    pub fn schema_name(&self, written: &str) -> String {
        if self.table_case.same(written, &self.connection_alias) {
            self.connection.clone()
        } else if matches!(written.to_ascii_lowercase().as_str(), "pg_temp" | "temp") {
            TEMPORARY.to_owned()
        } else {
            written.to_owned()
        }
    }

    /// The name under which a statement finds a schema of the realm.
    pub fn written_schema<'s>(&'s self, schema: &'s str) -> &'s str {
        if schema == self.connection { &self.connection_alias } else { schema }
    }

    /// The search path for the origin of an object that is made now: `None` where it is the default, or empty, as then
    /// all names have their schemas.
    pub fn search_path(&self) -> Option<Vec<String>> {
        let path = &self.session.path;
        // A schema that comes later is none that a name was looked for in.
        let known = || path.iter().filter(|schema| self.realm.schema(schema).is_some()).cloned().collect();
        (!path.is_empty() && *path != [self.connection.clone()]).then(known)
    }

    /// The schemas in which a name is looked for, in order.
    pub fn search<'s>(&'s self, name: &'s Name) -> Vec<String> {
        match &name.schema {
            Some(schema) => vec![self.schema_name(schema)],
            None => std::iter::once(TEMPORARY.to_owned()).chain(self.session.path.iter().cloned()).collect(),
        }
    }

    /// The first schema of the search in which `find` finds something, with what it found.
    pub fn resolve<T>(&self, name: &Name, find: impl Fn(&Schema) -> Option<T>) -> Option<(String, T)> {
        match &name.schema {
            Some(schema) => {
                let schema = self.realm.schema(&self.schema_name(schema))?;
                find(schema).map(|found| (schema.name.clone(), found))
            }
            None => std::iter::once(TEMPORARY)
                .chain(self.session.path.iter().map(String::as_str))
                .filter_map(|schema| self.realm.schema(schema))
                .find_map(|schema| find(schema).map(|found| (schema.name.clone(), found))),
        }
    }

    /// The schema into which a new object goes.
    pub fn creation_schema(&self, name: &Name, temporary: bool) -> Result<String, Problem> {
        if temporary {
            return Ok(TEMPORARY.to_owned());
        }
        match &name.schema {
            Some(schema) => {
                let schema = self.schema_name(schema);
                match self.realm.schema(&schema) {
                    Some(_) => Ok(schema),
                    None if schema == TEMPORARY => Ok(schema),
                    None => Err(Problem::missing("schema", schema)),
                }
            }
            None => self
                .session
                .path
                .iter()
                .find(|schema| self.realm.schema(schema).is_some())
                .cloned()
                .ok_or_else(|| Problem::Refused("no schema is selected to create in".to_owned())),
        }
    }

    /// The table that a name means.
    pub fn find_table(&self, name: &Name) -> Option<TableRef> {
        let (schema, table) =
            self.resolve(name, |schema| self.table_in(schema, &name.name).map(|table| table.name.clone()))?;
        Some(TableRef { schema, table })
    }

    /// The table that a name means, or the problem that it is not there.
    pub fn expect_table(&self, name: &Name) -> Result<TableRef, Problem> {
        self.find_table(name).ok_or_else(|| Problem::missing("table", name))
    }

    /// The view that a name means.
    pub fn find_view(&self, name: &Name) -> Option<TableRef> {
        let (schema, table) = self.resolve(name, |schema| {
            let mut views = self.views_with(&schema.name, &name.name);
            views.find(|view| self.same_table_name(&view.name, &name.name)).map(|view| view.name.clone())
        })?;
        Some(TableRef { schema, table })
    }

    fn table_in<'s>(&'s self, schema: &Schema, name: &str) -> Option<&'s Table> {
        self.tables_with(&schema.name, name).find(|table| self.table_case.same(&table.name, name))
    }

    /// The tables of a schema that may have the name or something of the name: an index, a key, a check, a foreign
    /// key. All that do are among them, in order, whether letter case tells names apart or not.
    pub fn tables_with<'s>(&'s self, schema: &str, name: &str) -> impl Iterator<Item = &'s Table> {
        self.with_name(schema, name)
    }

    /// The views of a schema that may have the name, or an index of the name.
    pub fn views_with<'s>(&'s self, schema: &str, name: &str) -> impl Iterator<Item = &'s View> {
        self.with_name(schema, name)
    }

    /// The sequence of a schema that has the name.
    pub fn sequence(&self, schema: &str, name: &str) -> Option<&Sequence> {
        self.with_name(schema, name).find(|sequence: &&Sequence| sequence.name == name)
    }

    /// The sequences that a table owns.
    pub fn sequences_of<'s>(&'s self, table: &'s TableRef) -> impl Iterator<Item = &'s Sequence> {
        let schema = self.realm.schema_place(&table.schema);
        let places = schema.map(|schema| self.realm.referrers::<Sequence>(schema, &table.table));
        let found = self.at_places(schema, places.unwrap_or_default());
        found.filter(|sequence: &&Sequence| {
            sequence.owned_by.as_ref().is_some_and(|(owner, _)| *owner == table.table)
        })
    }

    fn with_name<'s, T: Named + 's>(&'s self, schema: &str, name: &str) -> impl Iterator<Item = &'s T> {
        let schema = self.realm.schema_place(schema);
        let places = schema.map(|schema| self.realm.places::<T>(schema, name));
        self.at_places(schema, places.unwrap_or_default())
    }

    fn at_places<'s, T: Named + 's>(
        &'s self,
        schema: Option<usize>,
        places: Vec<usize>,
    ) -> impl Iterator<Item = &'s T> {
        let list = schema.and_then(|schema| self.realm.schemas.get(schema)).map(T::of);
        places.into_iter().filter_map(move |at| list?.get(at))
    }

    fn place(&self, table: &TableRef) -> Option<Place> {
        let schema = self.realm.schema_place(&table.schema)?;
        let tables = &self.realm.schemas.get(schema)?.tables;
        let is =
            |at: &usize| tables.get(*at).is_some_and(|found| self.table_case.same(&found.name, &table.table));
        Some((schema, self.realm.places::<Table>(schema, &table.table).into_iter().find(is)?))
    }

    /// The table, by its full name.
    pub fn table(&self, table: &TableRef) -> Option<&Table> {
        let (schema, at) = self.place(table)?;
        self.realm.schemas.get(schema)?.tables.get(at)
    }

    /// Whether the table's columns are not known: it was made from a query that tells too little.
    pub fn is_doubtful(&self, table: &TableRef) -> bool {
        self.doubts > 0 && self.table(table).is_some_and(|table| table.origin.doubt.is_some())
    }

    /// The tables whose columns are not known, each by the number of its doubt.
    pub fn doubtful(&self) -> impl Iterator<Item = u32> {
        let tables = Some(self.realm.tables()).filter(|_| self.doubts > 0);
        tables.into_iter().flatten().filter_map(|(_, table)| table.origin.doubt)
    }

    /// The table, by its full name, to change it.
    pub fn table_mut(&mut self, table: &TableRef) -> Result<&mut Table, Problem> {
        self.place(table)
            .and_then(|(schema, at)| self.realm.table_mut(schema, at))
            .ok_or_else(|| Problem::missing("table", table))
    }

    /// Adds a table to a schema, made if it is the one for temporary objects.
    pub fn add_table(&mut self, schema: &str, table: Table) -> Result<(), Problem> {
        self.schema_mut(schema)?;
        if let Some(at) = self.realm.schema_place(schema) {
            self.realm.add_table(at, table);
        }
        Ok(())
    }

    /// Changes a table with the rest of the state at hand. While `edit` runs the table is not in the realm, only a
    /// nameless place holder.
    pub fn edit_table<T>(
        &mut self,
        table: &TableRef,
        edit: impl FnOnce(&mut Self, &mut Table) -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        let (schema, at) = self.place(table).ok_or_else(|| Problem::missing("table", table))?;
        let mut taken = self.realm.table_mut(schema, at).map(std::mem::take).unwrap_or_default();
        let outcome = edit(self, &mut taken);
        if let Some(slot) = self.realm.table_mut(schema, at) {
            *slot = taken;
        }
        outcome
    }

    /// What `read` finds in the state in which a renamed table or view still has its previous name.
    pub(crate) fn before_rename<T>(
        &mut self,
        previous: &TableRef,
        next: &TableRef,
        read: impl FnOnce(&Self) -> T,
    ) -> T {
        self.set_name(next, previous);
        let found = read(self);
        self.set_name(previous, next);
        found
    }

    /// Gives a table or view another name, and tells the views that read it.
    fn set_name(&mut self, previous: &TableRef, next: &TableRef) {
        if previous.schema == next.schema
            && let Ok(table) = self.table_mut(previous)
        {
            next.table.clone_into(&mut table.name);
        } else if let Some(mut table) = self.remove_table(previous) {
            next.table.clone_into(&mut table.name);
            // Where it was renamed to, or from, there is a schema.
            let _ = self.add_table(&next.schema, table);
        } else if let Some(mut schema) = self.realm.schema_mut(&previous.schema)
            && let Some(at) = schema.views.iter().position(|view| view.name == previous.table)
        {
            let mut view = schema.views.remove(at);
            next.table.clone_into(&mut view.name);
            let mut views = self.realm.schema_or_new(&next.schema).views;
            let at = if previous.schema == next.schema { at } else { views.len() };
            views.insert(at, view);
        }
        let views = self.realm.schemas_mut().flat_map(|schema| schema.views.referring_mut(&previous.table));
        for view in views {
            for table in view.depends_on.iter_mut().filter(|table| *table == previous) {
                table.clone_from(next);
            }
        }
    }

    /// What `read` finds in the state in which a renamed column of a table or view still has its previous name.
    pub(crate) fn before_column_rename<T>(
        &mut self,
        relation: &TableRef,
        (previous, next): (&str, &str),
        read: impl FnOnce(&Self) -> T,
    ) -> T {
        self.set_column_name(relation, next, previous);
        let found = read(self);
        self.set_column_name(relation, previous, next);
        found
    }

    fn set_column_name(&mut self, relation: &TableRef, previous: &str, next: &str) {
        if let Ok(table) = self.table_mut(relation) {
            if let Some(column) = table.column_mut(previous) {
                next.clone_into(&mut column.name);
            }
        } else if let Some(schema) = self.realm.schema_mut(&relation.schema)
            && let Some(view) = schema.views.named_mut(&relation.table)
            && let Some(column) = view.columns.iter_mut().find(|column| *column == previous)
        {
            next.clone_into(column);
        }
    }

    /// Takes a table out of the realm.
    pub fn remove_table(&mut self, table: &TableRef) -> Option<Table> {
        let (schema, at) = self.place(table)?;
        self.realm.remove_table(schema, at)
    }

    /// The schema, made if it is the one for temporary objects.
    pub fn schema_mut(&mut self, name: &str) -> Result<SchemaMut<'_>, Problem> {
        if name == TEMPORARY {
            return Ok(self.realm.schema_or_new(name));
        }
        self.realm.schema_mut(name).ok_or_else(|| Problem::missing("schema", name))
    }

    /// The name of the column of `table` that `name` means.
    pub fn column_name<'t>(&self, table: &'t Table, name: &str) -> Option<&'t str> {
        table
            .columns
            .iter()
            .find(|column| self.same_column_name(&column.name, name))
            .map(|column| column.name.as_str())
    }

    /// The place of a column in a table, or the problem that it is not there.
    pub fn expect_column(&self, table: &Table, name: &str) -> Result<usize, Problem> {
        table
            .columns
            .iter()
            .position(|column| self.same_column_name(&column.name, name))
            .ok_or_else(|| Problem::missing("column", format!("{}.{name}", table.name)))
    }

    /// The tables that refer to a table, by foreign key, as its partitions or as its children, each with the name of
    /// its schema. Others can be among them.
    pub fn referrers<'s>(&'s self, table: &str) -> impl Iterator<Item = (&'s str, &'s Table)> {
        self.all_at(|at| self.realm.referrers::<Table>(at, table))
    }

    /// The views that read a table or view directly, each with the name of its schema.
    pub fn readers<'s>(&'s self, relation: &'s TableRef) -> impl Iterator<Item = (&'s str, &'s View)> {
        let found = self.all_at::<View>(|at| self.realm.referrers::<View>(at, &relation.table));
        found.filter(|(_, view)| view.depends_on.contains(relation))
    }

    /// The tables that may have a default which draws on a sequence of the name, each with the name of its schema.
    pub fn drawers<'s>(&'s self, sequence: &str) -> impl Iterator<Item = (&'s str, &'s Table)> {
        self.all_at(|at| self.realm.drawers(at, sequence))
    }

    /// What stands at the places that the index tells for each schema.
    fn all_at<'s, T: Named + 's>(
        &'s self,
        places: impl Fn(usize) -> Vec<usize>,
    ) -> impl Iterator<Item = (&'s str, &'s T)> {
        self.realm.schemas.iter().enumerate().flat_map(move |(at, schema)| {
            let found = places(at).into_iter().filter_map(|at| T::of(schema).get(at));
            found.map(|item| (schema.name.as_str(), item))
        })
    }

    /// The same, to change them.
    pub fn referrers_mut(&mut self, table: &str) -> impl Iterator<Item = (&str, &mut Table)> {
        self.realm.referrers_mut(table)
    }

    /// The tables that `which` picks, to change them, each with the name of its schema.
    pub fn tables_mut<'s>(
        &'s mut self,
        which: impl FnMut(&str, &Table) -> bool + 's,
    ) -> impl Iterator<Item = (&'s str, &'s mut Table)> {
        self.realm.tables_mut(which)
    }
}

fn highest_number(realm: &Realm) -> u32 {
    let tables = realm.schemas.iter().flat_map(|schema| &schema.tables);
    let numbers = tables.flat_map(|table| {
        let key = table.primary_key.as_ref().and_then(|key| key.origin.number);
        table.indexes.iter().filter_map(|index| index.origin.number).chain(key)
    });
    numbers.max().unwrap_or_default()
}
