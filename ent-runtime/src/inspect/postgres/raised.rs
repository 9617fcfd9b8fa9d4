//! What the first answers raise: things outside the schemas that are inspected, and what few columns and parts of
//! indexes have. Looking for these along with all the rest would mean to read the greatest catalogs once more for each.

use std::collections::BTreeSet;

use super::columns::Attribute;
use super::queries::{CLASS_NAME, collation, not_of_extension};
use super::{Catalog, Question};
use crate::Result;
use crate::connection::Row;

/// What is still to be asked for, by oid.
#[derive(Default)]
pub(super) struct Raised {
    /// Types of columns that the system doesn't bring.
    pub(super) types: BTreeSet<i64>,
    /// Relations that others refer to.
    pub(super) relations: BTreeSet<i64>,
    /// Indexes with parts that may have more than a column and the default of its type.
    pub(super) indexes: BTreeSet<i64>,
}

impl Raised {
    pub(super) fn questions(&self) -> Vec<Question> {
        let mut questions = Vec::new();
        let mut ask = |oids: &BTreeSet<i64>, doing, query: &dyn Fn(&str) -> String, take| {
            if !oids.is_empty() {
                let oids: Vec<String> = oids.iter().map(i64::to_string).collect();
                questions.push(Question::new(doing, query(&oids.join(", ")), take));
            }
        };
        ask(&self.types, "reading the types of columns", &types, Catalog::types);
        ask(&self.relations, "reading the relations of other schemas", &relations, Catalog::relations);
        ask(&self.relations, "reading the columns of other schemas", &attributes, Catalog::attributes);
        ask(&self.indexes, "reading the parts of indexes", &index_parts, Catalog::index_parts);
        ask(
            &self.indexes,
            "reading the operator classes of parts of indexes",
            &classes_of_others,
            Catalog::classes_of_others,
        );
        questions
    }
}

/// oid, schema, name, whether an array of it, whether made by a user and not by an extension
fn types(oids: &str) -> String {
    format!(
        "SELECT t.oid, n.nspname, coalesce(e.typname, t.typname), e.oid IS NOT NULL, {} \
         FROM pg_type t LEFT JOIN pg_type e ON e.oid = t.typelem AND t.typlen = -1 AND t.typcategory = 'A' \
         JOIN pg_namespace n ON n.oid = coalesce(e.typnamespace, t.typnamespace) \
         WHERE n.nspname <> 'pg_catalog' AND n.nspname <> 'information_schema' AND t.typtype <> 'p' \
         AND t.oid IN ({oids})",
        not_of_extension("pg_type", "coalesce(e.oid, t.oid)")
    )
}

/// oid, schema, name
fn relations(oids: &str) -> String {
    format!(
        "SELECT c.oid, n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace \
         WHERE c.oid IN ({oids})"
    )
}

/// table oid, number, name
fn attributes(oids: &str) -> String {
    format!(
        "SELECT a.attrelid, a.attnum, a.attname FROM pg_attribute a \
         WHERE a.attnum > 0 AND NOT a.attisdropped AND a.attrelid IN ({oids})"
    )
}

/// Parts of indexes with a collation, parameters or a statistics target of their own: index oid, number, collation
/// unless it is the column's, parameters, statistics target
///
/// What collation an expression has by itself is in no catalog: it is one of the part's own where the server
/// writes it behind the expression.
fn index_parts(oids: &str) -> String {
    let own = "CASE WHEN t.attnum IS NOT NULL THEN a.attcollation <> t.attcollation \
         ELSE a.attcollation <> 0 AND strpos(pg_get_indexdef(i.indexrelid), \
         pg_get_indexdef(i.indexrelid, a.attnum, false) || ' COLLATE ') > 0 END";
    let collation = collation("a.attcollation");
    format!(
        "SELECT a.attrelid, a.attnum, CASE WHEN {own} THEN {collation} END, to_json(a.attoptions), \
         nullif(a.attstattarget, -1) FROM pg_index i \
         JOIN pg_attribute a ON a.attrelid = i.indexrelid \
         LEFT JOIN LATERAL (SELECT t.attnum, t.attcollation FROM pg_attribute t WHERE t.attrelid = i.indrelid \
         AND t.attnum = i.indkey[a.attnum - 1] AND t.attnum > 0 OFFSET 0) t ON true \
         WHERE i.indexrelid IN ({oids}) AND ({own} OR a.attoptions IS NOT NULL \
         OR i.indexprs IS NOT NULL AND nullif(a.attstattarget, -1) IS NOT NULL)"
    )
}

/// Operator classes that are the default of another type than that of what is sorted by them, which has a default of
/// its own: index oid, number of the part, name, qualified where need be
///
/// Among the types that every database has there are none such.
fn classes_of_others(oids: &str) -> String {
    // A part may be stored as another type than that of its column (`hash`, `gin`).
    format!(
        "SELECT i.indexrelid, a.attnum, {CLASS_NAME} FROM pg_index i \
         JOIN pg_attribute a ON a.attrelid = i.indexrelid \
         JOIN pg_opclass o ON o.oid = i.indclass[a.attnum - 1] \
         JOIN pg_namespace n ON n.oid = o.opcnamespace \
         LEFT JOIN pg_attribute c ON c.attrelid = i.indrelid AND c.attnum > 0 \
         AND c.attnum = i.indkey[a.attnum - 1] \
         JOIN pg_type t ON t.oid = coalesce(c.atttypid, a.atttypid) \
         WHERE i.indexrelid IN ({oids}) AND t.oid >= 16384 AND o.opcdefault AND o.opcintype <> t.oid AND EXISTS \
         (SELECT 1 FROM pg_opclass d WHERE d.opcmethod = o.opcmethod AND d.opcdefault AND d.oid <> o.oid \
         AND d.opcintype IN (t.oid, t.typbasetype))"
    )
}

impl Catalog {
    fn relations(&mut self, rows: Vec<Row>) -> Result<()> {
        for row in rows {
            let mut row = row.fields("reading the relations of other schemas");
            let (oid, schema) = (row.int()?, row.text()?);
            let relation = self.table_ref(schema, row.text()?);
            self.relations.insert(oid, relation);
        }
        Ok(())
    }

    fn attributes(&mut self, rows: Vec<Row>) -> Result<()> {
        for row in rows {
            let mut row = row.fields("reading the columns of other schemas");
            let at = (row.int()?, row.int()?);
            let attribute = Attribute { name: row.text()?, ..Attribute::default() };
            self.attributes.insert(at, attribute);
        }
        Ok(())
    }
}
