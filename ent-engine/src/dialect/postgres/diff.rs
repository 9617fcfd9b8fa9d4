use super::Postgres;
use crate::dialect::{DiffRules, Exprs, Place};
use crate::model::{Column, Identity, IndexPart, PartKey};

impl DiffRules for Postgres {
    fn is_standing_schema(&self, name: &str) -> bool {
        matches!(name, "" | "public")
    }

    fn same_options(&self, previous: Place<'_>, next: Place<'_>) -> bool {
        let (previous, next) = (&previous.table.options, &next.table.options);
        previous.unlogged == next.unlogged
            && previous.partition_by == next.partition_by
            && previous.parameters == next.parameters
    }

    fn same_column_attributes(
        &self,
        (_, previous): (Place<'_>, &Column),
        (_, next): (Place<'_>, &Column),
    ) -> bool {
        let collation = |column: &Column| column.collation.clone().filter(|name| name != "default");
        same_identity(previous.identity.as_ref(), next.identity.as_ref())
            && collation(previous) == collation(next)
    }

    fn same_part(&self, previous: &IndexPart, next: &IndexPart) -> bool {
        let key = match (&previous.key, &next.key) {
            (PartKey::Column(previous), PartKey::Column(next)) => previous == next,
            (PartKey::Expr(previous), PartKey::Expr(next)) => self.same_expr(previous, next),
            _ => false,
        };
        // NULLS FIRST is the default of DESC, NULLS LAST that of ASC.
        let nulls_first = |part: &IndexPart| part.nulls_first.unwrap_or(part.desc);
        key && previous.desc == next.desc
            && nulls_first(previous) == nulls_first(next)
            && previous.ops == next.ops
            && previous.collation == next.collation
    }
}

fn same_identity(previous: Option<&Identity>, next: Option<&Identity>) -> bool {
    match (previous, next) {
        (None, None) => true,
        (Some(previous), Some(next)) => {
            previous.kind == next.kind
                && previous.start.unwrap_or(1) == next.start.unwrap_or(1)
                && previous.increment.unwrap_or(1) == next.increment.unwrap_or(1)
        }
        _ => false,
    }
}
