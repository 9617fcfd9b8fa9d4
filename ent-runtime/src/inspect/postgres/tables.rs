use std::collections::BTreeMap;

use ent_engine::model::{Partition, Table, TableRef};

use super::{Catalog, parameters};
use crate::Result;
use crate::connection::Row;

/// Comments on relations, their columns and their constraints.
#[derive(Default)]
pub(super) struct Comments {
    /// By the oid of the relation and the number of the column, which is 0 for the relation.
    on_relations: BTreeMap<(i64, i64), String>,
    /// By the oid of the constraint.
    on_constraints: BTreeMap<i64, String>,
}

impl Comments {
    pub(super) fn take_of_relation(&mut self, oid: i64) -> Option<String> {
        self.take_of_column(oid, 0)
    }

    pub(super) fn take_of_column(&mut self, table: i64, number: i64) -> Option<String> {
        self.on_relations.remove(&(table, number))
    }

    pub(super) fn take_of_constraint(&mut self, oid: i64) -> Option<String> {
        self.on_constraints.remove(&oid)
    }
}

impl Catalog {
    pub(super) fn comments(&mut self, rows: Vec<Row>) -> Result<()> {
        for row in rows {
            let mut row = row.fields("reading the comments");
            let (is_constraint, oid, number) = (row.flag(), row.int()?, row.int()?);
            let comment = row.text()?;
            match is_constraint {
                true => self.comments.on_constraints.insert(oid, comment),
                false => self.comments.on_relations.insert((oid, number), comment),
            };
        }
        Ok(())
    }

    pub(super) fn parents(&mut self, rows: Vec<Row>) -> Result<()> {
        for row in rows {
            let mut row = row.fields("reading the inheritance of tables");
            let (child, parent) = (row.int()?, row.int()?);
            self.parents.entry(child).or_default().push(parent);
        }
        Ok(())
    }

    pub(super) fn tables(&mut self, rows: Vec<Row>) -> Result<()> {
        for row in rows {
            let mut row = row.fields("reading the tables");
            let (oid, schema) = (row.int()?, row.int()?);
            let mut table = Table::new(row.text()?);
            table.options.unlogged = row.flag();
            table.options.parameters = parameters(&mut row)?;
            table.options.partition_by = row.maybe();
            table.options.row_security = row.flag();
            table.options.force_row_security = row.flag();
            table.comment = self.comments.take_of_relation(oid);
            let Some(&at) = self.homes.get(&schema) else { continue };
            if let Some(bound) = row.maybe() {
                self.bounds.insert(oid, bound);
            }
            let tables = &mut self.realm.schemas[at].tables;
            self.tables.insert(oid, (at, tables.len()));
            tables.push(table);
        }
        Ok(())
    }

    pub(super) fn toast_options(&mut self, rows: Vec<Row>) -> Result<()> {
        for row in rows {
            let mut row = row.fields("reading the options of TOAST tables");
            let (oid, options) = (row.int()?, parameters(&mut row)?);
            let options = options.into_iter().map(|(name, value)| (format!("toast.{name}"), value));
            if let Some(table) = self.table(oid) {
                table.options.parameters.extend(options);
            }
        }
        Ok(())
    }

    /// Whether a table inherits from others, of which it is no partition.
    pub(super) fn is_heir(&self, oid: i64) -> bool {
        self.parents.contains_key(&oid) && !self.bounds.contains_key(&oid)
    }

    /// The table with this oid, in the names of the realm.
    pub(super) fn relation(&self, oid: i64) -> Option<TableRef> {
        if let Some(relation) = self.relations.get(&oid) {
            return Some(relation.clone());
        }
        let &(schema, table) = self.tables.get(&oid)?;
        let schema = self.realm.schemas.get(schema)?;
        Some(TableRef::new(schema.name.clone(), schema.tables.get(table)?.name.clone()))
    }

    /// Tells tables what they are parts of and inherit from.
    pub(super) fn place_parents(&mut self) {
        for (child, parents) in std::mem::take(&mut self.parents) {
            let mut parents: Vec<TableRef> = parents.iter().filter_map(|oid| self.relation(*oid)).collect();
            let bound = self.bounds.remove(&child);
            let Some(table) = self.table(child) else { continue };
            match bound {
                Some(bound) => {
                    table.options.partition_of = parents.pop().map(|parent| Partition { parent, bound });
                }
                None => table.options.inherits = parents,
            }
        }
    }
}
