use ent_engine::model::Sequence;

use super::Catalog;
use crate::Result;
use crate::connection::Row;

/// Greatest value of an integer type, and the serial type over it.
const INTEGERS: &[(&str, i64, &str)] = &[
    ("smallint", i16::MAX as i64, "smallserial"),
    ("integer", i32::MAX as i64, "serial"),
    ("bigint", i64::MAX, "bigserial"),
];

impl Catalog {
    /// Sequences. One behind an identity column tells its start and step; one that a serial column
    /// made goes with the type; any other stands on its own.
    pub(super) fn sequences(&mut self, rows: Vec<Row>) -> Result<()> {
        for row in rows {
            let mut row = row.fields("reading the sequences");
            let (schema, name, ty) = (row.text()?, row.text()?, row.text()?);
            let (start, increment, min, max) = (row.int()?, row.int()?, row.int()?, row.int()?);
            let (cache, cycle, ownership) = (row.int()?, row.flag(), row.maybe());
            let owner = row.maybe_int()?.zip(row.maybe_int()?);
            let owned_by = row.maybe().zip(row.maybe());
            let (is_default, comment) = (row.flag(), row.maybe());
            let limit = INTEGERS.iter().find(|(name, ..)| *name == ty).map_or(i64::MAX, |(_, max, _)| *max);
            let (low, high) = if increment > 0 { (1, limit) } else { (-limit - 1, -1) };
            let sequence = Sequence {
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
                comment,
                owned_by: owned_by.filter(|_| ownership.as_deref() == Some("a")),
                ..Sequence::default()
            };
            let column = owner.and_then(|at| self.attributes.get(&at).cloned());
            let owner = owner.and_then(|(table, _)| self.table(table));
            let column = owner.zip(column).and_then(|(table, column)| table.column_mut(&column));
            match (ownership.as_deref(), column) {
                (Some("i"), column) => {
                    if let Some(identity) = column.and_then(|column| column.identity.as_mut()) {
                        identity.start = sequence.start;
                        identity.increment = sequence.increment;
                    }
                }
                (Some("a"), Some(column))
                    if is_default && is_plain(&sequence) && column.ty.to_string() == ty =>
                {
                    if let Some((_, _, serial)) = INTEGERS.iter().find(|(name, ..)| *name == ty) {
                        (*serial).clone_into(&mut column.ty.name);
                        column.default = None;
                    }
                }
                _ => {
                    if let Some(schema) = self.schema(schema) {
                        schema.sequences.push(sequence);
                    }
                }
            }
        }
        Ok(())
    }
}

/// Whether a sequence is as `serial` makes it.
fn is_plain(sequence: &Sequence) -> bool {
    let Sequence { start, increment, min, max, cache, cycle, .. } = sequence;
    [start, increment, min, max, cache].iter().all(|value| value.is_none()) && !cycle
}
