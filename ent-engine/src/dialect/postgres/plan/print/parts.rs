//! Indexes and keys of partitioned tables that not all of their partitions have.
//!
//! An index made on a partitioned table is made on all partitions, and a table that becomes a partition gets all
//! indexes of its parent. Where some don't have one, it is made after all that, on the parent only, and its parts
//! are attached one by one, as pg_dump does.

use std::collections::BTreeMap;

use super::Printer;
use super::table::is_said_twice;
use crate::dialect::{Dialect, DiffRules};
use crate::model::{ForeignKey, Index, IndexPart, Origin, PrimaryKey, Schema, Table, TableRef};
use crate::plan::{Statement, go_quote};

/// What a primary key and an index have in common.
#[derive(Clone, Copy)]
pub(super) struct Key<'k> {
    name: Option<&'k str>,
    parts: &'k [IndexPart],
    origin: &'k Origin,
}

impl<'k> From<&'k PrimaryKey> for Key<'k> {
    fn from(key: &'k PrimaryKey) -> Self {
        Self { name: key.name.as_deref(), parts: &key.parts, origin: &key.origin }
    }
}

impl<'k> From<&'k Index> for Key<'k> {
    fn from(index: &'k Index) -> Self {
        Self { name: Some(&index.name), parts: &index.parts, origin: &index.origin }
    }
}

fn keys(table: &Table) -> impl Iterator<Item = Key<'_>> {
    table.primary_key.iter().map(Key::from).chain(table.indexes.iter().map(Key::from))
}

impl Printer<'_> {
    fn parent<'t>(&'t self, table: &'t Table) -> Option<(&'t TableRef, &'t Table)> {
        let parent = &table.options.partition_of.as_ref()?.parent;
        Some((parent, self.context.next.table(parent)?))
    }

    /// Whether all partitions of a table, and theirs, have their part of a key. Where nothing is known of parts, they
    /// have.
    fn is_whole(&self, schema: &str, table: &Table, number: Option<u32>) -> bool {
        let Some(number) = number.filter(|_| table.options.partition_by.is_some()) else { return true };
        let place = TableRef::new(schema, &table.name);
        let mut partitions = self.context.next.tables().filter(|(_, other)| {
            other.options.partition_of.as_ref().is_some_and(|partition| partition.parent == place)
        });
        partitions.all(|(schema, partition)| {
            let part = keys(partition).find(|key| key.origin.part_of == Some(number));
            part.is_some_and(|part| self.is_whole(schema, partition, part.origin.number))
        })
    }

    /// Whether a key is made when all partitions are attached: it is on the parent only, or it would be taken for the
    /// part of a parent's key that has another part.
    pub(super) fn is_late(&self, schema: &Schema, table: &Table, key: Key<'_>) -> bool {
        let stands_in = || {
            self.parent(table).is_some_and(|(_, parent)| {
                let mut keys = keys(parent).filter(|other| other.origin.number.is_some());
                keys.any(|other| {
                    other.parts.iter().map(|part| &part.key).eq(key.parts.iter().map(|part| &part.key))
                })
            })
        };
        !self.is_whole(&schema.name, table, key.origin.number) || key.origin.part_of.is_none() && stands_in()
    }

    /// The keys and indexes that are made when all partitions are attached.
    pub(super) fn late_keys(&self, schema: &Schema, table: &Table) -> Vec<Statement> {
        let name = self.name(&schema.name, &table.name);
        let about = || format!("modify {} table", go_quote(&table.name));
        let mut statements = Vec::new();
        if let Some(key) = table.primary_key.as_ref().filter(|key| self.is_late(schema, table, (*key).into()))
        {
            let sql = self.primary_key(schema, table, key);
            statements.push(Statement::new(format!("ALTER TABLE ONLY {name} ADD {sql}"), about()));
        }
        for index in table.indexes.iter().filter(|index| self.is_late(schema, table, (*index).into())) {
            if index.constraint && !is_said_twice(table, index) {
                let sql = self.postgres.unique_sql(self.context, &schema.name, index);
                statements.push(Statement::new(format!("ALTER TABLE ONLY {name} ADD {sql}"), about()));
            } else if !index.constraint {
                let place = (schema.name.as_str(), table.name.as_str());
                let mut statement = self.postgres.create_index(self.context, place, index, false);
                statement.sql = self.postgres.create_index_on(self.context, place, index, "ONLY ");
                statements.push(statement);
            }
        }
        statements
    }

    /// Makes keys of a partition parts of keys of its parent that were made on the parent only.
    pub(super) fn attach_indexes(&self, schema: &Schema, table: &Table) -> Vec<Statement> {
        let Some((place, parent)) = self.parent(table) else { return Vec::new() };
        let parts = keys(table).filter_map(|part| {
            let whole = keys(parent)
                .find(|key| key.origin.number.is_some() && key.origin.number == part.origin.part_of)?;
            if self.is_whole(&place.schema, parent, whole.origin.number) {
                return None;
            }
            let name = |schema: &str, table: &Table, key: Key<'_>| {
                let given = || super::super::clauses::default_key_name(&table.name);
                self.name(schema, &key.name.map_or_else(given, str::to_owned))
            };
            let sql = format!(
                "ALTER INDEX {} ATTACH PARTITION {}",
                name(&place.schema, parent, whole),
                name(&schema.name, table, part)
            );
            Some(Statement::new(sql, format!("modify {} table", go_quote(&table.name))))
        });
        parts.collect()
    }

    /// The foreign keys that a partition has from its parent, by their places, with the names that they have there.
    pub(super) fn inherited_foreign_keys(&self, table: &Table) -> BTreeMap<usize, String> {
        let mut found = BTreeMap::new();
        for key in self.parent(table).into_iter().flat_map(|(_, parent)| &parent.foreign_keys) {
            let same = |own: &ForeignKey| self.postgres.same_foreign_key(own, key);
            let mut owns = table.foreign_keys.iter().enumerate().filter(|(_, own)| same(own));
            if let Some((at, _)) = owns.find(|(at, _)| !found.contains_key(at)) {
                found.insert(at, key.name.clone());
            }
        }
        found
    }

    /// Gives the foreign key of a partition, which came under the name of the parent's, its own name.
    pub(super) fn renamed_part(
        &self,
        name: &str,
        table: &Table,
        given: &str,
        own: &str,
    ) -> Option<Statement> {
        let is_taken = table.foreign_keys.iter().any(|key| key.name == given);
        (given != own && !is_taken).then(|| {
            let quote = |name| self.postgres.quote(name);
            let sql = format!("ALTER TABLE {name} RENAME CONSTRAINT {} TO {}", quote(given), quote(own));
            Statement::new(sql, format!("modify {} table", go_quote(&table.name)))
        })
    }
}
