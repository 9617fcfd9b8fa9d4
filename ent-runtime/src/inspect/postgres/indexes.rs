use std::collections::BTreeMap;

use ent_engine::model::{Collation, Expr, Index, IndexPart, Origin, OriginParts, PartKey, PrimaryKey};

use super::columns::FIRST_OWN;
use super::constraints::{Served, ServedKind};
use super::queries::DATABASES_COLLATION;
use super::{Catalog, numbers, parameters, strings};
use crate::Result;
use crate::connection::Row;

/// What differs from the default in parts of indexes.
#[derive(Default)]
pub(super) struct Oddities {
    /// Names of operator classes that are not the default of their type, by oid.
    classes: BTreeMap<i64, String>,
    /// Collation and operator class parameters, by the oid of the index and the number of the part.
    parts: BTreeMap<(i64, i64), Oddity>,
}

/// An index as the catalog has it.
pub(super) struct Found {
    /// Oid of the table or materialized view.
    table: i64,
    oid: i64,
    name: String,
    method: String,
    unique: bool,
    /// Numbers of the columns, 0 for an expression: those of the key, then those that are included.
    columns: Vec<i64>,
    key_count: usize,
    options: Vec<i64>,
    /// Oids of operator classes, one for each part.
    classes: Vec<i64>,
    /// Oids of collations, as [`classes`](Self::classes).
    collations: Vec<i64>,
    parameters: Vec<(String, String)>,
    /// Texts of all parts, if one is an expression.
    expressions: Vec<String>,
    predicate: Option<Expr>,
    nulls_not_distinct: bool,
    /// What tells of an index of a partitioned table or of a partition which is part of which.
    origin: Origin,
}

/// What differs from the default in one part of an index.
#[derive(Clone, Default)]
struct Oddity {
    collation: Option<Collation>,
    /// Name of an operator class that is the default of another type.
    class: Option<String>,
    /// Parameters of the operator class.
    parameters: Vec<(String, String)>,
    statistics: Option<u32>,
}

impl Oddities {
    /// The operator class of a part with its parameters. A class that is its type's default goes
    /// without a name, also where it has parameters: `(siglen=100)`.
    fn ops(&self, class: Option<i64>, oddity: &Oddity) -> Option<String> {
        let name = class.and_then(|class| self.classes.get(&class)).or(oddity.class.as_ref());
        let parameters = oddity.parameters.iter();
        let list: Vec<String> = parameters.map(|(name, value)| format!("{name}={value}")).collect();
        match (name, list.is_empty()) {
            (None, true) => None,
            (Some(name), true) => Some(name.clone()),
            (name, false) => Some(format!("{}({})", name.map_or("", String::as_str), list.join(", "))),
        }
    }
}

impl Catalog {
    pub(super) fn operator_classes(&mut self, rows: Vec<Row>) -> Result<()> {
        for row in rows {
            let mut row = row.fields("reading the operator classes");
            self.oddities.classes.insert(row.int()?, row.text()?);
        }
        Ok(())
    }

    pub(super) fn index_parts(&mut self, rows: Vec<Row>) -> Result<()> {
        for row in rows {
            let mut row = row.fields("reading the parts of indexes");
            let at = (row.int()?, row.int()?);
            let (collation, parameters) = (self.collation(&mut row)?, parameters(&mut row)?);
            let statistics = row.maybe_int()?.and_then(|target| u32::try_from(target).ok());
            self.oddities.parts.insert(at, Oddity { collation, class: None, parameters, statistics });
        }
        Ok(())
    }

    pub(super) fn classes_of_others(&mut self, rows: Vec<Row>) -> Result<()> {
        for row in rows {
            let mut row = row.fields("reading the operator classes of parts of indexes");
            let at = (row.int()?, row.int()?);
            self.oddities.parts.entry(at).or_default().class = Some(row.text()?);
        }
        Ok(())
    }

    pub(super) fn indexes(&mut self, rows: Vec<Row>) -> Result<()> {
        for row in rows {
            let mut row = row.fields("reading the indexes");
            let (table, oid, name, method) = (row.int()?, row.int()?, row.text()?, row.text()?);
            let (unique, columns, key_count) = (row.flag(), numbers(&mut row)?, row.int()?);
            let key_count = usize::try_from(key_count).unwrap_or(columns.len()).min(columns.len());
            let (options, classes, collations) = (numbers(&mut row)?, numbers(&mut row)?, numbers(&mut row)?);
            let (parameters, expressions) = (parameters(&mut row)?, strings(&mut row)?);
            let (predicate, nulls_not_distinct) = (row.maybe().map(Expr::new), row.flag());
            let part_of = self.parents.get(&oid).and_then(|parents| parents.first());
            let origin = lineage(oid, row.flag(), part_of.copied());
            self.indexes.push(Found {
                table,
                oid,
                name,
                method,
                unique,
                columns,
                key_count,
                options,
                classes,
                collations,
                parameters,
                expressions,
                predicate,
                nulls_not_distinct,
                origin,
            });
        }
        Ok(())
    }

    /// Oids of indexes that may have parts with more than a column and what is usual for its type.
    pub(super) fn odd_indexes(&self) -> impl Iterator<Item = i64> {
        self.indexes.iter().filter(|found| self.may_be_odd(found)).map(|found| found.oid)
    }

    fn may_be_odd(&self, found: &Found) -> bool {
        // Of the classes that the server brings, none of these methods takes parameters.
        let takes_parameters = !matches!(found.method.as_str(), "btree" | "hash");
        let is_own = found.classes.iter().any(|class| *class >= FIRST_OWN);
        takes_parameters
            || is_own
            || !found.expressions.is_empty()
            || found.columns.iter().zip(&found.collations).any(|(column, collation)| {
                let collation = Some(*collation).filter(|oid| ![0, DATABASES_COLLATION].contains(oid));
                let attribute = self.attributes.get(&(found.table, *column));
                attribute.is_none_or(|attribute| attribute.is_own || attribute.collation != collation)
            })
    }

    /// Gives tables and views their indexes, in the order of their names.
    pub(super) fn place_indexes(&mut self) {
        let mut indexes = std::mem::take(&mut self.indexes);
        indexes.sort_by(|a, b| (a.table, &a.name).cmp(&(b.table, &b.name)));
        for found in indexes {
            self.place_index(found);
        }
    }

    fn place_index(&mut self, found: Found) {
        let served = self.served.remove(&found.oid);
        let (mut parts, include) = self.parts(&found, served.as_ref());
        let is_period = served.as_ref().is_some_and(|served| served.period);
        if let Some(last) = parts.last_mut() {
            last.without_overlaps = is_period;
        }
        let Found { table, name, method, unique, parameters, predicate, nulls_not_distinct, origin, .. } =
            found;
        let comment = self.comments.take_of_relation(found.oid);
        let (kind, key, deferrable, constraint_comment) = match served {
            Some(served) => (Some(served.kind), Some(served.name), served.deferrable, served.comment),
            None => (None, None, None, None),
        };
        if kind == Some(ServedKind::PrimaryKey) {
            if let Some(table) = self.table(table) {
                table.primary_key = Some(PrimaryKey {
                    name: key,
                    parts,
                    include,
                    deferrable,
                    parameters,
                    comment,
                    constraint_comment,
                    origin,
                });
            }
            return;
        }
        let index = Index {
            name,
            unique,
            constraint: kind.is_some(),
            // The kind of an index that keeps rows from overlapping goes without saying.
            kind: Some(method).filter(|method| method != "btree" && !is_period),
            parts,
            include,
            predicate,
            nulls_not_distinct,
            parameters,
            deferrable,
            comment,
            constraint_comment,
            origin,
            ..Index::default()
        };
        if let Some(table) = self.table(table) {
            table.indexes.push(index);
        } else if let Some(view) = self.view(table) {
            view.indexes.push(index);
        }
    }

    /// The parts of an index, and the names of the columns that it includes.
    fn parts(&self, found: &Found, served: Option<&Served>) -> (Vec<IndexPart>, Vec<String>) {
        let (keys, include) = found.columns.split_at(found.key_count);
        let parts = keys.iter().enumerate().map(|(i, column)| {
            let flags = found.options.get(i).copied().unwrap_or_default();
            let (desc, nulls_first) = (flags & 1 != 0, flags & 2 != 0);
            let number = i64::try_from(i + 1).unwrap_or(i64::MAX);
            let oddity = self.oddities.parts.get(&(found.oid, number)).cloned().unwrap_or_default();
            let key = match self.attributes.get(&(found.table, *column)) {
                Some(attribute) => PartKey::Column(attribute.name.clone()),
                None => PartKey::Expr(Expr::new(found.expressions.get(i).map_or("", String::as_str))),
            };
            IndexPart {
                key,
                desc,
                // Without a word for it, NULLs come first when descending.
                nulls_first: (nulls_first != desc).then_some(nulls_first),
                ops: self.oddities.ops(found.classes.get(i).copied(), &oddity),
                collation: oddity.collation,
                statistics: oddity.statistics,
                excludes_with: served.and_then(|served| served.operators.get(i).cloned()),
                ..IndexPart::default()
            }
        });
        (parts.collect(), self.column_names(found.table, include))
    }
}

/// What tells of an index of a partitioned table or of a partition which is part of which.
fn lineage(oid: i64, partitioned: bool, part_of: Option<i64>) -> Origin {
    let number = |oid| u32::try_from(oid).ok();
    Origin::from(OriginParts {
        number: number(oid).filter(|_| partitioned),
        part_of: part_of.and_then(number),
        ..OriginParts::default()
    })
}
