//! What is set of a column beside its type: storage, compression, what ANALYZE is told, the sequence of an identity.

use super::super::Postgres;
use super::clauses::integer_of;
use super::column::counter_of;
use crate::change::Pair;
use crate::dialect::{Dialect, Types};
use crate::model::{Column, ColumnSetting, DataType, Identity};
use crate::plan::{PlanContext, Statement, go_quote};

/// The settings that ALTER COLUMN changes.
pub(super) const ALTERED: [ColumnSetting; 5] = [
    ColumnSetting::Storage,
    ColumnSetting::Compression,
    ColumnSetting::Statistics,
    ColumnSetting::Distinct,
    ColumnSetting::DistinctInherited,
];

/// What follows ALTER COLUMN to set or reset it; none where another statement sees to it.
pub(super) fn set_column(setting: ColumnSetting, value: Option<&str>) -> Option<String> {
    let parameter = |name: &str| match value {
        Some(value) => format!("SET ({name} = {value})"),
        None => format!("RESET ({name})"),
    };
    match setting {
        ColumnSetting::Storage => value.map(|value| format!("SET STORAGE {value}")),
        ColumnSetting::Compression => Some(format!("SET COMPRESSION {}", value.unwrap_or("default"))),
        ColumnSetting::Statistics => Some(format!("SET STATISTICS {}", value.unwrap_or("-1"))),
        ColumnSetting::Distinct => Some(parameter("n_distinct")),
        ColumnSetting::DistinctInherited => Some(parameter("n_distinct_inherited")),
        _ => None,
    }
}

/// The value that counts, the type's own where none is set.
fn value_of(column: &Column, setting: ColumnSetting) -> Option<&str> {
    let own = column.settings.get(setting);
    if setting == ColumnSetting::Storage { own.or_else(|| Some(usual_storage_of(&column.ty))) } else { own }
}

/// How long values of a type are stored (`typstorage` in the server's catalog of types).
pub(in super::super) fn usual_storage_of(ty: &DataType) -> &'static str {
    if ty.dimensions > 0 || ty.schema.is_some() {
        return "extended";
    }
    match integer_of(ty).name.as_str() {
        "smallint" | "integer" | "bigint" | "real" | "double precision" | "boolean" | "date" | "time"
        | "timetz" | "timestamp" | "timestamptz" | "interval" | "uuid" | "money" | "oid" | "name"
        | "point" | "lseg" | "box" | "line" | "circle" | "macaddr" | "macaddr8" | "pg_lsn" | "tsquery" => {
            "plain"
        }
        name if name.starts_with("time") => "plain",
        "numeric" | "inet" | "cidr" | "geometry" | "geography" => "main",
        _ => "extended",
    }
}

/// Whether two columns are set alike.
pub(in super::super) fn same_settings(previous: &Column, next: &Column) -> bool {
    if previous.settings.is_empty() && next.settings.is_empty() {
        return true;
    }
    changed(previous, next).next().is_none()
}

fn changed<'c>(
    previous: &'c Column,
    next: &'c Column,
) -> impl Iterator<Item = (ColumnSetting, Option<&'c str>)> {
    let pair = |setting| Pair::new(value_of(previous, setting), value_of(next, setting));
    let differs = move |setting: &ColumnSetting| match pair(*setting) {
        Pair { previous: Some(previous), next: Some(next) } => !previous.eq_ignore_ascii_case(next),
        Pair { previous, next } => previous != next,
    };
    ALTERED.into_iter().filter(differs).map(move |setting| (setting, value_of(next, setting)))
}

/// The pieces of ALTER COLUMN for what is set otherwise. With another type, storage and compression become the type's.
pub(super) fn altered(previous: &Column, next: &Column, is_retyped: bool) -> Vec<String> {
    let mut previous = previous.clone();
    if is_retyped {
        previous.ty.clone_from(&next.ty);
        previous.settings.unset(ColumnSetting::Storage);
        previous.settings.unset(ColumnSetting::Compression);
    }
    changed(&previous, next).filter_map(|(setting, value)| set_column(setting, value)).collect()
}

/// The pieces for a column that comes, without what it says itself.
pub(super) fn set_anew(column: &Column) -> Vec<String> {
    let mut bare = Column { ty: column.ty.clone(), ..Column::default() };
    if let Some(method) = column.settings.get(ColumnSetting::Compression) {
        bare.settings.set(ColumnSetting::Compression, method);
    }
    altered(&bare, column, false)
}

/// The type of an identity's sequence apart from that of the column. Without its limits, those would follow the type.
pub(super) fn typed_apart(identity: &Identity, ty: &DataType) -> String {
    let limits = [("MINVALUE", identity.min), ("MAXVALUE", identity.max)];
    let limits = limits.iter().filter_map(|(words, limit)| Some(format!(" {words} {}", (*limit)?)));
    format!("AS {ty}{}", limits.collect::<String>())
}

impl Postgres {
    /// What is set of the columns of a table that has just come.
    pub(super) fn new_settings(
        &self,
        context: &PlanContext<'_>,
        (schema, table): (&str, &str),
        columns: &[Column],
    ) -> Vec<Statement> {
        let pieces = columns.iter().flat_map(|column| {
            let name = self.quote(&column.name);
            set_anew(column).into_iter().map(move |piece| format!("ALTER COLUMN {name} {piece}"))
        });
        let pieces: Vec<String> = pieces.collect();
        let alter = (!pieces.is_empty()).then(|| {
            let sql = format!("ALTER TABLE {} {}", self.name(context, schema, table), pieces.join(", "));
            Statement::new(sql, format!("modify {} table", go_quote(table)))
        });
        let typed = columns.iter().filter_map(|column| self.typed_sequence(context, (schema, table), column));
        alter.into_iter().chain(typed).collect()
    }

    /// The sequence of an identity column that has just come, where its type is not the column's.
    pub(super) fn typed_sequence(
        &self,
        context: &PlanContext<'_>,
        place: (&str, &str),
        column: &Column,
    ) -> Option<Statement> {
        let identity = column.identity.as_ref()?;
        let bare = Identity { ty: None, ..identity.clone() };
        let states = Pair::new((&bare, &column.ty), (identity, &column.ty));
        self.retyped_sequence(context, place, column, states)
    }

    /// The sequence of an identity column, where its type changes apart from the column's.
    pub(super) fn identity_sequence(
        &self,
        context: &PlanContext<'_>,
        place: (&str, &str),
        pair: &Pair<Column>,
    ) -> Option<Statement> {
        let (previous, next) = (pair.previous.identity.as_ref()?, pair.next.identity.as_ref()?);
        let renamed = Identity { sequence: next.sequence.clone(), ..previous.clone() };
        let states = Pair::new((&renamed, &pair.previous.ty), (next, &pair.next.ty));
        self.retyped_sequence(context, place, &pair.next, states)
    }

    /// The statement that gives the sequence of an identity column a type that is not the column's, or that again.
    fn retyped_sequence(
        &self,
        context: &PlanContext<'_>,
        (schema, table): (&str, &str),
        column: &Column,
        states: Pair<(&Identity, &DataType)>,
    ) -> Option<Statement> {
        let ty = |(identity, ty): (&Identity, &DataType)| identity.ty.clone().unwrap_or_else(|| ty.clone());
        let types = states.map(ty);
        let (next, of) = states.next;
        // What a change of the column's type brings along is done.
        if self.same_type(&types.previous, &types.next) || next.ty.is_none() && of != states.previous.1 {
            return None;
        }
        let name = counter_of(table, column)?;
        let alter = |ty: &DataType, identity: &Identity| {
            let sequence = self.name(context, schema, &name);
            format!("ALTER SEQUENCE {sequence} {}", typed_apart(identity, ty))
        };
        let comment = format!("modify {} sequence", go_quote(&name));
        let statement = Statement::new(alter(&types.next, next), comment);
        Some(statement.undone_by(alter(&types.previous, states.previous.0)))
    }
}
