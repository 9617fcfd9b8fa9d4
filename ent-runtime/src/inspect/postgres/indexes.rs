use std::collections::BTreeMap;

use ent_engine::model::{Collation, Expr, Index, IndexPart, Origin, OriginParts, PartKey, PrimaryKey};

use super::constraints::ServedKind;
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
            let (collation, parameters) = (self.collation(&mut row), parameters(&mut row)?);
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

    /// Indexes, once constraints, operator classes and odd parts are known.
    pub(super) fn indexes(&mut self, rows: Vec<Row>) -> Result<()> {
        let (served, oddities) = (std::mem::take(&mut self.served), std::mem::take(&mut self.oddities));
        for row in rows {
            let mut row = row.fields("reading the indexes");
            let (table, oid, name, method) = (row.int()?, row.int()?, row.text()?, row.text()?);
            let (unique, columns, key_count) = (row.flag(), numbers(&mut row)?, row.int()?);
            let (options, classes) = (numbers(&mut row)?, numbers(&mut row)?);
            let (parameters, expressions) = (parameters(&mut row)?, strings(&mut row)?);
            let (predicate, nulls_not_distinct, comment) = (row.maybe(), row.flag(), row.maybe());
            let view = row.maybe().zip(row.maybe());
            let origin = lineage(oid, row.flag(), row.maybe_int()?);
            let key_count = usize::try_from(key_count).unwrap_or(columns.len()).min(columns.len());
            let (keys, include) = columns.split_at(key_count);
            let include = self.column_names(table, include);
            let served = served.get(&oid);
            let parts: Vec<IndexPart> = keys
                .iter()
                .enumerate()
                .map(|(i, column)| {
                    let flags = options.get(i).copied().unwrap_or_default();
                    let (desc, nulls_first) = (flags & 1 != 0, flags & 2 != 0);
                    let number = i64::try_from(i + 1).unwrap_or(i64::MAX);
                    let oddity = oddities.parts.get(&(oid, number)).cloned().unwrap_or_default();
                    let key = match self.attributes.get(&(table, *column)) {
                        Some(name) => PartKey::Column(name.clone()),
                        None => PartKey::Expr(Expr::new(expressions.get(i).map_or("", String::as_str))),
                    };
                    IndexPart {
                        key,
                        desc,
                        // Without a word for it, NULLs come first when descending.
                        nulls_first: (nulls_first != desc).then_some(nulls_first),
                        ops: oddities.ops(classes.get(i).copied(), &oddity),
                        collation: oddity.collation,
                        statistics: oddity.statistics,
                        excludes_with: served.and_then(|served| served.operators.get(i).cloned()),
                        ..IndexPart::default()
                    }
                })
                .collect();
            let deferrable = served.and_then(|served| served.deferrable);
            let constraint_comment = served.and_then(|served| served.comment.clone());
            if let Some((schema, view)) = view {
                let index = Index {
                    name,
                    unique,
                    kind: Some(method).filter(|method| method != "btree"),
                    parts,
                    include,
                    predicate: predicate.map(Expr::new),
                    nulls_not_distinct,
                    parameters,
                    comment,
                    ..Index::default()
                };
                self.view_indexes.entry((schema, view)).or_default().push(index);
                continue;
            }
            let Some(table) = self.table(table) else { continue };
            match served.map(|served| (served.kind, &served.name)) {
                Some((ServedKind::PrimaryKey, name)) => {
                    let name = Some(name.clone());
                    table.primary_key = Some(PrimaryKey {
                        name,
                        parts,
                        include,
                        deferrable,
                        parameters,
                        comment,
                        constraint_comment,
                        origin,
                    });
                }
                constraint => table.indexes.push(Index {
                    name,
                    unique,
                    constraint: constraint.is_some(),
                    kind: Some(method).filter(|method| method != "btree"),
                    parts,
                    include,
                    predicate: predicate.map(Expr::new),
                    nulls_not_distinct,
                    parameters,
                    deferrable,
                    comment,
                    constraint_comment,
                    origin,
                    ..Index::default()
                }),
            }
        }
        Ok(())
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
