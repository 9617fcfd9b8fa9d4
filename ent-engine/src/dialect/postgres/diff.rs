use super::Postgres;
use super::plan::{default_key_name, same_settings};
use crate::dialect::{DiffRules, Exprs, Place};
use crate::model::{Column, DataType, Identity, IndexPart, Object, PartKey, Realm, Table};

impl DiffRules for Postgres {
    fn is_standing_schema(&self, name: &str) -> bool {
        matches!(name, "" | "public")
    }

    fn keep_names(&self, table: &mut Table, previous: &str) {
        if let Some(key) = &mut table.primary_key {
            key.name.get_or_insert_with(|| default_key_name(previous));
        }
    }

    /// A column that takes its values from a sequence of its own is a serial one: the model has no
    /// sequence for it.
    fn complete(&self, realm: &mut Realm) {
        for schema in &mut realm.schemas {
            for object in &mut schema.objects {
                if let Some(name) = Self::bare_signature(&object.name) {
                    object.name = name;
                }
            }
            let sequences: Vec<String> =
                schema.sequences.iter().map(|sequence| sequence.name.clone()).collect();
            for column in schema.tables.iter_mut().flat_map(|table| &mut table.columns) {
                let own = column
                    .default
                    .as_ref()
                    .and_then(|default| sequence_of(default.as_str()))
                    .is_some_and(|name| !sequences.contains(&name));
                let serial = match column.ty.name.as_str() {
                    "smallint" => "smallserial",
                    "integer" => "serial",
                    "bigint" => "bigserial",
                    _ => continue,
                };
                if own && !column.null && column.ty.dimensions == 0 {
                    column.ty = DataType::new(serial);
                    column.default = None;
                }
            }
        }
    }

    fn same_object(&self, previous: &Object, next: &Object) -> bool {
        self.is_same_object(previous, next)
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
        same_identity(previous, next)
            && collation(previous) == collation(next)
            && same_settings(previous, next)
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

/// Whether two columns are identity columns of the same kind, or none. Where one of the states gives the sequence no
/// name, the server chose it: after tables that have other names by now.
fn same_identity(previous: &Column, next: &Column) -> bool {
    match (&previous.identity, &next.identity) {
        (None, None) => true,
        (Some(before), Some(after)) => {
            before.kind == after.kind
                && (before.sequence.is_none()
                    || after.sequence.is_none()
                    || before.sequence == after.sequence)
                && Counting::of(before, &previous.ty) == Counting::of(after, &next.ty)
        }
        _ => false,
    }
}

/// How a sequence counts, with everything that it leaves to the server (manual: "CREATE SEQUENCE").
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Counting {
    pub(super) ty: String,
    pub(super) start: i64,
    pub(super) increment: i64,
    pub(super) min: i64,
    pub(super) max: i64,
    pub(super) cache: i64,
    pub(super) cycle: bool,
}

impl Counting {
    /// What an identity of a column of type `ty` has.
    pub(super) fn of(identity: &Identity, ty: &DataType) -> Self {
        let ty = identity.ty.as_ref().unwrap_or(ty).name.clone();
        let (low, high) = match ty.as_str() {
            "smallint" => (i64::from(i16::MIN), i64::from(i16::MAX)),
            "integer" => (i64::from(i32::MIN), i64::from(i32::MAX)),
            _ => (i64::MIN, i64::MAX),
        };
        let increment = identity.increment.unwrap_or(1);
        let (least, greatest) = if increment > 0 { (1, high) } else { (low, -1) };
        let (min, max) = (identity.min.unwrap_or(least), identity.max.unwrap_or(greatest));
        Self {
            ty,
            start: identity.start.unwrap_or(if increment > 0 { min } else { max }),
            increment,
            min,
            max,
            cache: identity.cache.unwrap_or(1),
            cycle: identity.cycle,
        }
    }
}

/// The sequence of `nextval('schema.name'::regclass)`, without its schema.
fn sequence_of(default: &str) -> Option<String> {
    let inside = default.trim().strip_prefix("nextval('")?;
    let name = inside.split('\'').next()?;
    Some(name.rsplit('.').next().unwrap_or(name).trim_matches('"').to_owned())
}
