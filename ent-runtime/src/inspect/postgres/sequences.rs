use ent_engine::model::{Column, DataType, Identity, Sequence};

use super::Catalog;
use crate::Result;
use crate::connection::Row;

/// Greatest value of an integer type.
const INTEGERS: &[(&str, i64)] =
    &[("smallint", i16::MAX as i64), ("integer", i32::MAX as i64), ("bigint", i64::MAX)];

impl Catalog {
    /// Sequences. What one behind an identity column has of its own is the column's.
    pub(super) fn sequences(&mut self, rows: Vec<Row>) -> Result<()> {
        for row in rows {
            let mut row = row.fields("reading the sequences");
            let (oid, schema, name, ty) = (row.int()?, row.int()?, row.text()?, row.text()?);
            let (start, increment, min, max) = (row.int()?, row.int()?, row.int()?, row.int()?);
            let (cache, cycle, ownership) = (row.int()?, row.flag(), row.maybe());
            let owner = row.maybe_int()?.zip(row.maybe_int()?);
            let (comment, unlogged) = (self.comments.take_of_relation(oid), row.flag());
            let limit = INTEGERS.iter().find(|(name, _)| *name == ty).map_or(i64::MAX, |(_, max)| *max);
            let (low, high) = if increment > 0 { (1, limit) } else { (-limit - 1, -1) };
            let mut sequence = Sequence {
                name,
                ty: Some(ty.as_str())
                    .filter(|ty| *ty != "bigint")
                    .and_then(|ty| self.dialect.parse_type(ty).ok()),
                start: Some(start).filter(|start| *start != if increment > 0 { min } else { max }),
                increment: Some(increment).filter(|increment| *increment != 1),
                min: Some(min).filter(|min| *min != low),
                max: Some(max).filter(|max| *max != high),
                cache: Some(cache).filter(|cache| *cache != 1),
                cycle,
                unlogged,
                comment,
                ..Sequence::default()
            };
            let column =
                owner.and_then(|at| self.attributes.get(&at)).map(|attribute| attribute.name.clone());
            let table = owner.and_then(|(table, _)| self.table(table));
            if let (Some(column), Some(table)) = (column, table) {
                if ownership.as_deref() == Some("i") {
                    if let Some(column) = table.column_mut(&column) {
                        identity(column, sequence);
                    }
                    continue;
                }
                sequence.owned_by = Some((table.name.clone(), column));
            }
            if let Some(&at) = self.homes.get(&schema) {
                self.realm.schemas[at].sequences.push(sequence);
            }
        }
        Ok(())
    }
}

/// Gives an identity column what its sequence has.
fn identity(column: &mut Column, sequence: Sequence) {
    let Some(identity) = column.identity.as_mut() else { return };
    // The copy that `LIKE` makes of a sequence does not take its type along.
    let ty = sequence.ty.unwrap_or_else(|| DataType::new("bigint"));
    *identity = Identity {
        kind: identity.kind,
        start: sequence.start,
        increment: sequence.increment,
        min: sequence.min,
        max: sequence.max,
        cache: sequence.cache,
        cycle: sequence.cycle,
        ty: Some(ty).filter(|ty| ty.name != column.ty.name),
        sequence: Some(sequence.name),
    };
}
