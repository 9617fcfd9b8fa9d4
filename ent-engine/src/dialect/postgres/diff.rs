use std::collections::BTreeSet;

use super::plan::{
    default_key_name, integer_of, is_serial, keep_counter, recalled, same_not_null, same_settings,
    sequence_name,
};
use super::replay::drawn_from;
use super::{Postgres, collations, exprs};
use crate::change::Pair;
use crate::dialect::{Dialect, DiffRules, Exprs, Place, ReplayRules, Types};
use crate::model::{
    Collation, Column, ColumnSetting, DataType, Expr, Identity, IndexPart, Object, ObjectKind, OtherKind,
    PartKey, Partition, Realm, Sequence, Table, TableOptions,
};
use crate::replay::Reader;
use crate::sql::Syntax;
use crate::words;

impl DiffRules for Postgres {
    fn is_standing_schema(&self, name: &str) -> bool {
        matches!(name, "" | "public")
    }

    fn tells_constraints(&self) -> bool {
        true
    }

    fn comments_constraints(&self) -> bool {
        true
    }

    fn keep_names(&self, table: &mut Table, previous: &str) {
        if let Some(key) = &mut table.primary_key {
            key.name.get_or_insert_with(|| default_key_name(previous));
        }
        for column in &mut table.columns {
            let name = column.name.clone();
            keep_counter(&table.name, column, (previous, &name));
        }
    }

    fn keep_names_of_column(&self, table: &str, column: &mut Column, previous: &str) {
        keep_counter(table, column, (table, previous));
    }

    /// Who says no name of a sequence means the one that the server gives.
    fn says_more(
        &self,
        (place, previous): (Place<'_>, Option<&Column>),
        (_, next): (Place<'_>, Option<&Column>),
    ) -> bool {
        let columns = previous.zip(next);
        columns.is_some_and(|(previous, next)| {
            recalled(&place.table.name, &Pair::new(previous.clone(), next.clone())).is_some()
        })
    }

    /// A column that takes its values from a sequence of its own is a serial one: the model has no
    /// sequence for it.
    fn complete(&self, realm: &mut Realm) {
        // Those of serial columns, each with its column.
        let counters: Vec<(String, String, String, String)> = realm
            .tables()
            .flat_map(|(home, table)| {
                let serial = table.columns.iter().filter(|column| is_serial(&column.ty));
                serial.map(move |column| {
                    let name = column.settings.get(ColumnSetting::Sequence).map(str::to_owned);
                    let name = name.unwrap_or_else(|| sequence_name(&table.name, &column.name));
                    (home.to_owned(), name, table.name.clone(), column.name.clone())
                })
            })
            .collect();
        self.settle_domains(realm);
        for table in realm.schemas.iter_mut().flat_map(|schema| &mut schema.tables) {
            settle_collations(table);
            self.settle_casts(table);
        }
        for schema in &mut realm.schemas {
            settle_triggers(&mut schema.objects);
            // It says what holds anyway.
            let says_nothing = |object: &Object| {
                object.other() == Some(OtherKind::ColumnDefault)
                    && object.text.trim_end().ends_with(" SET DEFAULT NULL")
            };
            schema.objects.retain(|object| !says_nothing(object));
            for object in &mut schema.objects {
                if let Some(name) = Self::bare_name(object) {
                    object.name = name;
                }
            }
            let sequences: Vec<String> =
                schema.sequences.iter().map(|sequence| sequence.name.clone()).collect();
            let home = schema.name.clone();
            let of_another = |name: &str, table: &str, column: &str| {
                counters.iter().any(|(schema, counter, owner, counted)| {
                    (*schema == home || schema.is_empty())
                        && counter == name
                        && (owner, counted) != (&table.to_owned(), &column.to_owned())
                })
            };
            for table in &mut schema.tables {
                let table_name = table.name.clone();
                for column in &mut table.columns {
                    let own = column.default.as_ref().and_then(drawn_from).is_some_and(|drawn| {
                        // A name alone is one of the connection's schema.
                        let is_here = match drawn.schema.as_deref() {
                            None => self.is_standing_schema(&home),
                            Some(schema) => {
                                schema == home || home.is_empty() && self.is_standing_schema(schema)
                            }
                        };
                        is_here
                            && !sequences.contains(&drawn.name)
                            && !of_another(&drawn.name, &table_name, &column.name)
                    });
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
    }

    fn home(&self, object: &Object) -> Option<String> {
        super::objects::home(object)
    }

    fn same_object(&self, previous: &Object, next: &Object) -> bool {
        self.is_same_object(previous, next)
    }

    fn same_sequence(&self, previous: &Sequence, next: &Sequence) -> bool {
        Counting::of_sequence(previous) == Counting::of_sequence(next)
            && previous.unlogged == next.unlogged
            && previous.owned_by == next.owned_by
            && previous.comment.as_deref().unwrap_or_default() == next.comment.as_deref().unwrap_or_default()
    }

    fn same_options(&self, previous: Place<'_>, next: Place<'_>) -> bool {
        let pads = next.table.columns.iter().any(|column| column.ty.name == "character");
        let (previous, next) = (&previous.table.options, &next.table.options);
        previous.unlogged == next.unlogged
            && previous.partition_by == next.partition_by
            && previous.parameters == next.parameters
            && previous.inherits.len() == next.inherits.len()
            && previous.inherits.iter().all(|parent| next.inherits.contains(parent))
            && same_partition(previous.partition_of.as_ref(), next.partition_of.as_ref(), pads)
            && previous.row_security == next.row_security
            && previous.force_row_security == next.force_row_security
    }

    fn keep_undeclared(&self, previous: &TableOptions, next: &mut TableOptions) {
        if next.inherits.is_empty() {
            next.inherits.clone_from(&previous.inherits);
        }
        if next.partition_of.is_none() {
            next.partition_of.clone_from(&previous.partition_of);
        }
        next.row_security |= previous.row_security;
        next.force_row_security |= previous.force_row_security;
    }

    fn same_column_attributes(
        &self,
        (_, previous): (Place<'_>, &Column),
        (_, next): (Place<'_>, &Column),
    ) -> bool {
        // A name is sorted so unless another collation is said.
        let is_usual = |column: &Column, Collation { name, schema }: &Collation| {
            schema.is_none() && (name == "default" || column.ty.name == "name" && name == "C")
        };
        let collation = |column: &Column| column.collation.clone().filter(|own| !is_usual(column, own));
        same_identity(previous, next)
            && collations::same(collation(previous).as_ref(), collation(next).as_ref())
            && same_settings(previous, next)
            && same_not_null(previous, next)
    }

    /// Who says no name means any.
    fn renames_primary_key(&self, previous: &Table, next: &Table) -> bool {
        let name = |table: &Table| table.primary_key.as_ref().and_then(|key| key.name.clone());
        name(previous).zip(name(next)).is_some_and(|(previous, next)| previous != next)
    }

    fn same_part(&self, previous: &IndexPart, next: &IndexPart) -> bool {
        let key = match (&previous.key, &next.key) {
            (PartKey::Column(previous), PartKey::Column(next)) => previous == next,
            // The server takes a column in parentheses for the column.
            (PartKey::Column(column), PartKey::Expr(expr))
            | (PartKey::Expr(expr), PartKey::Column(column)) => {
                let collation = previous.collation.as_ref().or(next.collation.as_ref());
                let sorted = collation.map(|Collation { schema, name }| {
                    format!(" COLLATE {}", self.qualified(schema.as_deref().unwrap_or_default(), name))
                });
                // `((name COLLATE "C"))` is no expression to the server either.
                let column = self.quote(column);
                return self.same_expr(&Expr::new(column.clone()), expr) && sorts_same(previous, next)
                    || sorted.is_some_and(|sorted| {
                        let bare = |part: &IndexPart| IndexPart { collation: None, ..part.clone() };
                        self.same_expr(&Expr::new(format!("{column}{sorted}")), expr)
                            && sorts_same(&bare(previous), &bare(next))
                    });
            }
            (PartKey::Expr(previous), PartKey::Expr(next)) => self.same_expr(previous, next),
        };
        key && sorts_same(previous, next) && previous.without_overlaps == next.without_overlaps
    }
}

/// Whether two parts of indexes sort in the same way, whatever it is that they sort.
fn sorts_same(previous: &IndexPart, next: &IndexPart) -> bool {
    // NULLS FIRST is the default of DESC, NULLS LAST that of ASC.
    let nulls_first = |part: &IndexPart| part.nulls_first.unwrap_or(part.desc);
    previous.desc == next.desc
        && nulls_first(previous) == nulls_first(next)
        && operator_class(previous) == operator_class(next)
        && collations::sorts_same(previous, next)
}

/// The operator class of a part, without a schema that is looked in anyway.
fn operator_class(part: &IndexPart) -> Option<&str> {
    let ops = part.ops.as_deref()?;
    Some(ops.strip_prefix("public.").unwrap_or(ops))
}

impl Postgres {
    /// A column that an index casts to the type that it has is the column to the server.
    fn settle_casts(&self, table: &mut Table) {
        let columns = &table.columns;
        for part in table.indexes.iter_mut().flat_map(|index| &mut index.parts) {
            let PartKey::Expr(expr) = &part.key else { continue };
            let Some((name, ty)) = self.cast_column(expr.as_str()) else { continue };
            if columns.iter().any(|column| column.name == name && integer_of(&column.ty) == ty) {
                part.key = PartKey::Column(name);
            }
        }
    }

    /// The column and the type, where an expression is a column that is cast.
    fn cast_column(&self, text: &str) -> Option<(String, DataType)> {
        let mut reader = Reader::new(text, Syntax::postgres(), self.fold());
        if reader.is_symbol("(")
            && let Ok(inside) = reader.parens()
        {
            if reader.done() {
                return self.cast_column(inside);
            }
            let mut column = reader.sub(inside);
            let name = column.ident().ok()?;
            column.expect_done().ok()?;
            return Some((name, self.cast_to(&mut reader)?));
        }
        if reader.eat("CAST") {
            let inside = reader.parens().ok()?;
            let mut cast = reader.sub(inside);
            reader.expect_done().ok()?;
            let name = cast.ident().ok()?;
            cast.expect("AS").ok()?;
            return Some((name, self.parse_type(cast.rest()).ok()?));
        }
        let name = reader.ident().ok()?;
        Some((name, self.cast_to(&mut reader)?))
    }

    /// The type that is left of a cast after its value.
    fn cast_to(&self, reader: &mut Reader<'_>) -> Option<DataType> {
        reader.eat_symbol("::").then(|| self.parse_type(reader.rest()).ok()).flatten()
    }
}

/// A column that an index sorts as the column itself is sorted needs no word for it.
fn settle_collations(table: &mut Table) {
    let collations: Vec<(String, Option<Collation>)> =
        table.columns.iter().map(|column| (column.name.clone(), column.collation.clone())).collect();
    for part in table.indexes.iter_mut().flat_map(|index| &mut index.parts) {
        let is_read = |column: &str| match &part.key {
            PartKey::Column(name) => name == column,
            PartKey::Expr(expr) => words::mentions(expr.as_str(), column),
        };
        // An expression sorts as the columns do that it reads, where they agree.
        let own = collations.iter().filter(|(column, own)| own.is_some() && is_read(column));
        let own: BTreeSet<&Collation> = own.filter_map(|(_, own)| own.as_ref()).collect();
        if part.collation.as_ref().is_some_and(|collation| own.iter().eq([&collation])) {
            part.collation = None;
        }
    }
}

/// Whether two tables are the same partition: numbers of a bound may be in quotes, its words in any case, and a day
/// may have its first hour. Where the server `pads` values of a column, the blanks at the end of one say nothing.
fn same_partition(previous: Option<&Partition>, next: Option<&Partition>, pads: bool) -> bool {
    match (previous, next) {
        (Some(previous), Some(next)) => {
            let bare = |partition: &Partition| {
                let parts = partition.bound.split('\'').enumerate();
                let part = |(at, text): (usize, &str)| match at % 2 == 0 {
                    true => text.to_lowercase(),
                    false => exprs::likeness(if pads { text.trim_end_matches(' ') } else { text }),
                };
                parts.map(part).collect::<String>()
            };
            previous.parent == next.parent && bare(previous) == bare(next)
        }
        (previous, next) => previous.is_none() && next.is_none(),
    }
}

/// What is said of all triggers of a table is said of each that is there then.
fn settle_triggers(objects: &mut Vec<Object>) {
    let is_all = |object: &Object| object.kind == ObjectKind::Other && object.name == "triggers";
    while let Some(at) = objects.iter().position(is_all) {
        let all = objects.remove(at);
        let Some((head, _)) = all.text.rsplit_once(" TRIGGER ") else { continue };
        let earlier = objects.iter_mut().take(at).filter(|object| {
            object.kind == ObjectKind::Trigger
                && object.table == all.table
                && !object.text.contains(";\nALTER TABLE")
        });
        for trigger in earlier {
            let name = trigger.name.replace('"', "\"\"");
            trigger.text = format!("{};\n{head} TRIGGER \"{name}\"", trigger.text);
        }
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
        let bare = Self::bare(ty, identity.increment);
        bare.with((identity.min, identity.max), identity.start, identity.cache, identity.cycle)
    }

    /// What a sequence has.
    pub(super) fn of_sequence(sequence: &Sequence) -> Self {
        let ty = sequence.ty.as_ref().map_or("bigint", |ty| ty.name.as_str()).to_owned();
        let bare = Self::bare(ty, sequence.increment);
        bare.with((sequence.min, sequence.max), sequence.start, sequence.cache, sequence.cycle)
    }

    fn bare(ty: String, increment: Option<i64>) -> Self {
        Self { ty, start: 0, increment: increment.unwrap_or(1), min: 0, max: 0, cache: 1, cycle: false }
    }

    fn with(
        mut self,
        (min, max): (Option<i64>, Option<i64>),
        start: Option<i64>,
        cache: Option<i64>,
        cycle: bool,
    ) -> Self {
        self.min = min.unwrap_or(self.least());
        self.max = max.unwrap_or(self.greatest());
        self.start = start.unwrap_or(if self.increment > 0 { self.min } else { self.max });
        self.cache = cache.unwrap_or(1);
        self.cycle = cycle;
        self
    }

    /// The ends of the type.
    fn limits(&self) -> (i64, i64) {
        match self.ty.as_str() {
            "smallint" => (i64::from(i16::MIN), i64::from(i16::MAX)),
            "integer" => (i64::from(i32::MIN), i64::from(i32::MAX)),
            _ => (i64::MIN, i64::MAX),
        }
    }

    /// The lower end where nobody says one.
    pub(super) fn least(&self) -> i64 {
        if self.increment > 0 { 1 } else { self.limits().0 }
    }

    /// The upper end where nobody says one.
    pub(super) fn greatest(&self) -> i64 {
        if self.increment > 0 { self.limits().1 } else { -1 }
    }
}
