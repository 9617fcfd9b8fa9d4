//! Types that are made anew while columns are of them: the columns are of text meanwhile, by which the values go over.

use std::collections::BTreeSet;

use super::super::Postgres;
use super::expand::index_is_about;
use super::heirs::has_heirs;
use crate::change::{Change, ModifyTable, Pair, Stage, TableChange};
use crate::dialect::Types;
use crate::model::{Check, Column, DataType, Index, Object, ObjectKind, PartKey, Table, TableRef};
use crate::plan::PlanContext;
use crate::words;

impl Postgres {
    /// Parts the change of a composite type into a drop and a new beginning, where attributes come to be of other types
    /// and columns are of the composite: the server alters none then.
    pub(super) fn used_composites_apart(
        &self,
        context: &PlanContext<'_>,
        changes: Vec<Change>,
    ) -> Vec<Change> {
        let mut out = Vec::new();
        for change in changes {
            match change {
                Change::ModifyObject { schema, object }
                    if self.is_stuck(context, &schema, &object)
                        && self.goes_over(context, &schema, &object.previous)
                        && self.types_of(context, (&schema, &object.previous.name)).next().is_none() =>
                {
                    out.push(Change::DropObject { schema: schema.clone(), object: object.previous });
                    out.push(Change::AddObject { schema, object: object.next });
                }
                change => out.push(change),
            }
        }
        out
    }

    /// Whether the server refuses to alter a composite type, because of columns.
    pub(super) fn is_stuck(&self, context: &PlanContext<'_>, schema: &str, object: &Pair<Object>) -> bool {
        let Pair { previous, next } = object;
        if (previous.kind, next.kind) != (ObjectKind::Composite, ObjectKind::Composite) {
            return false;
        }
        let Some((before, after)) = self.attributes(previous).zip(self.attributes(next)) else {
            return false;
        };
        let retypes = before.iter().any(|attribute| {
            after.iter().any(|other| {
                other.name == attribute.name
                    && (&other.ty, &other.collation) != (&attribute.ty, &attribute.collation)
            })
        });
        retypes && self.has_columns(context, (schema, &previous.name), &mut BTreeSet::new())
    }

    /// Whether the values of all columns that are of a type before and after go over by way of their texts, which tell
    /// attributes by their places.
    pub(super) fn goes_over(&self, context: &PlanContext<'_>, schema: &str, ty: &Object) -> bool {
        let next = context.next.schema(schema).into_iter().flat_map(|schema| &schema.objects);
        let next = next.into_iter().find(|other| other.kind.is_type() && other.name == ty.name);
        let stay = |home: &str, table: &Table| {
            let is_of = |column: &Column| self.is_of(&column.ty, home, (schema, &ty.name));
            let next = context.next.table(&TableRef::new(home, &table.name));
            let stays = |column: &Column| next.and_then(|next| next.column(&column.name)).is_some_and(is_of);
            table.columns.iter().any(|column| is_of(column) && stays(column))
        };
        let tables = context.previous.tables().filter(|(home, table)| stay(home, table));
        let tables: Vec<(&str, &Table)> = tables.collect();
        let fits = next.is_none_or(|next| self.has_places(ty, next));
        tables.is_empty() || fits && tables.iter().all(|(home, table)| stands_alone(context, home, table))
    }

    /// Whether what stands at a place in the text of a value of one type does in that of the other.
    fn has_places(&self, previous: &Object, next: &Object) -> bool {
        let names = |object: &Object| -> Option<Vec<String>> {
            Some(self.attributes(object)?.into_iter().map(|attribute| attribute.name).collect())
        };
        (previous.kind, next.kind) != (ObjectKind::Composite, ObjectKind::Composite)
            || names(previous).is_some() && names(previous) == names(next)
    }

    /// Whether columns are of a type, or of one that is made of it.
    pub(super) fn has_columns(
        &self,
        context: &PlanContext<'_>,
        ty: (&str, &str),
        seen: &mut BTreeSet<(String, String)>,
    ) -> bool {
        if !seen.insert((ty.0.to_owned(), ty.1.to_owned())) {
            return false;
        }
        let mut tables = context.previous.tables();
        tables.any(|(home, table)| table.columns.iter().any(|column| self.is_of(&column.ty, home, ty)))
            || self
                .types_of(context, ty)
                .collect::<Vec<_>>()
                .into_iter()
                .any(|(home, object)| self.has_columns(context, (home, &object.name), seen))
    }

    /// The types that are made of one.
    fn types_of<'a>(
        &'a self,
        context: &PlanContext<'a>,
        ty: (&'a str, &'a str),
    ) -> impl Iterator<Item = (&'a str, &'a Object)> {
        let homes = context.previous.schemas.iter();
        let objects = homes.flat_map(|home| home.objects.iter().map(|object| (home.name.as_str(), object)));
        objects.filter(move |(home, object)| {
            object.kind.is_type() && (*home, object.name.as_str()) != ty && self.names_type(object, ty)
        })
    }

    /// Lets columns be of text while their type goes and another one of its name comes.
    pub(super) fn columns_apart(&self, context: &PlanContext<'_>, mut changes: Vec<Change>) -> Vec<Change> {
        let types = self.types_anew(&changes);
        if types.is_empty() {
            return changes;
        }
        for schema in &context.next.schemas {
            for next in &schema.tables {
                let previous = next.origin.renamed_from.as_deref().unwrap_or(&next.name);
                let previous = [previous, &next.name]
                    .into_iter()
                    .find_map(|name| context.previous.table(&TableRef::new(&schema.name, name)));
                let Some(previous) = previous.filter(|table| {
                    stands_alone(context, &schema.name, table) && !goes(&changes, &schema.name, &next.name)
                }) else {
                    continue;
                };
                let previous = Table { name: next.name.clone(), ..previous.clone() };
                let at = changes.iter().position(|change| {
                    matches!(change, Change::ModifyTable(modify)
                        if modify.schema == schema.name && modify.table.next.name == next.name)
                });
                let own = at.and_then(|at| match &changes[at] {
                    Change::ModifyTable(modify) => Some(modify.clone()),
                    _ => None,
                });
                let is_of = |column: &Column| {
                    types.iter().any(|(home, name)| self.is_of(&column.ty, &schema.name, (home, name)))
                };
                let way = Way::of(&previous, next, own.as_ref(), is_of);
                if way.columns.is_empty() {
                    continue;
                }
                if let Some(at) = at {
                    changes.remove(at);
                }
                changes.extend(way.steps(&schema.name, own));
            }
        }
        changes
    }

    /// Types that go, and whose names others take.
    fn types_anew(&self, changes: &[Change]) -> Vec<(String, String)> {
        let comes = |schema: &str, name: &str, previous: Option<&Object>| {
            changes.iter().any(|change| match change {
                Change::AddEnum { schema: home, ty } => home == schema && ty.name == name,
                Change::AddObject { schema: home, object } => {
                    home == schema
                        && object.kind.is_type()
                        && object.name == name
                        && previous.is_none_or(|previous| self.has_places(previous, object))
                }
                _ => false,
            })
        };
        let goes = changes.iter().filter_map(|change| match change {
            Change::DropEnum { schema, ty } => Some((schema, &ty.name, None)),
            Change::DropObject { schema, object } if object.kind.is_type() => {
                Some((schema, &object.name, Some(object)))
            }
            _ => None,
        });
        let anew = goes.filter(|(schema, name, previous)| comes(schema, name, *previous));
        anew.map(|(schema, name, _)| (schema.clone(), name.clone())).collect()
    }
}

fn goes(changes: &[Change], schema: &str, name: &str) -> bool {
    changes.iter().any(|change| {
        matches!(change, Change::DropTable { schema: home, table } if home == schema && table.name == name)
    })
}

/// Whether no table is above one or below it, or divides its rows.
fn stands_alone(context: &PlanContext<'_>, schema: &str, table: &Table) -> bool {
    let options = &table.options;
    options.inherits.is_empty()
        && options.partition_of.is_none()
        && options.partition_by.is_none()
        && !has_heirs(context, schema, &table.name)
}

/// The way of a table over columns of text.
struct Way<'a> {
    tables: Pair<&'a Table>,
    /// The names of the columns.
    columns: Vec<Pair<String>>,
}

impl<'a> Way<'a> {
    fn of(
        previous: &'a Table,
        next: &'a Table,
        own: Option<&ModifyTable>,
        is_of: impl Fn(&Column) -> bool,
    ) -> Self {
        let renames = own.into_iter().flat_map(|own| &own.changes).filter_map(|change| match change {
            TableChange::RenameColumn(pair) => Some(pair),
            _ => None,
        });
        let renames: Vec<&Pair<Column>> = renames.collect();
        let next_name = |name: &str| {
            let rename = renames.iter().find(|pair| pair.previous.name == name);
            rename.map_or(name.to_owned(), |pair| pair.next.name.clone())
        };
        let columns = previous.columns.iter().filter(|column| is_of(column)).filter_map(|column| {
            let next_name = next_name(&column.name);
            let next = next.column(&next_name).filter(|column| is_of(column))?;
            Some(Pair::new(column.name.clone(), next.name.clone()))
        });
        Self { tables: Pair::new(previous, next), columns: columns.collect() }
    }

    /// The change of the table in three steps: the columns come to be of text, the rest, they are of the type again.
    fn steps(&self, schema: &str, own: Option<ModifyTable>) -> Vec<Change> {
        let names = |pick: fn(&Pair<String>) -> &String| self.columns.iter().map(pick).cloned().collect();
        let first = away(self.tables.previous, &names(|pair| &pair.previous));
        let last = away(self.tables.next, &names(|pair| &pair.next));
        let after = |table: &Table, changes: &[TableChange]| {
            let mut table = table.clone();
            changes.iter().for_each(|change| change.apply(schema, &mut table));
            table
        };
        let begin = after(self.tables.previous, &first);
        let end = after(self.tables.next, &last);
        let between = own.into_iter().flat_map(|own| own.changes);
        let between = between.flat_map(|change| self.between(change, (&begin, &end)).into_iter()).collect();
        let back = last.into_iter().rev().map(TableChange::inverse).collect();
        let steps =
            [(self.tables.previous, &begin, first), (&begin, &end, between), (&end, self.tables.next, back)];
        let steps = steps.into_iter().filter(|(_, _, changes): &(_, _, Vec<_>)| !changes.is_empty());
        let modify = |(previous, next, changes): (&Table, &Table, Vec<TableChange>)| {
            let table = Pair::new(previous.clone(), next.clone());
            Change::ModifyTable(ModifyTable {
                schema: schema.to_owned(),
                table,
                changes,
                stage: Stage::Alters,
            })
        };
        steps.map(modify).collect()
    }

    /// What is left of a change between the first step and the last.
    fn between(&self, change: TableChange, (begin, end): (&Table, &Table)) -> Option<TableChange> {
        let Pair { previous, next } = self.tables;
        // What the first step takes away is there no more; what the last brings isn't there yet.
        let gone_index =
            |index: &Index| previous.index(&index.name).is_some() && begin.index(&index.name).is_none();
        let late_index =
            |index: &Index| next.index(&index.name).is_some() && end.index(&index.name).is_none();
        let has = |table: &Table, check: &Check| table.checks.iter().any(|other| other.name == check.name);
        let gone_check = |check: &Check| has(previous, check) && !has(begin, check);
        let late_check = |check: &Check| has(next, check) && !has(end, check);
        Some(match change {
            TableChange::ModifyColumn(pair) if self.columns.iter().any(|own| own.next == pair.next.name) => {
                let next = end.column(&pair.next.name)?.clone();
                let previous = begin.column(self.before(&next.name))?.clone();
                let previous = Column { name: next.name.clone(), ..previous };
                if previous == next {
                    return None;
                }
                TableChange::ModifyColumn(Pair::new(previous, next))
            }
            TableChange::RenameColumn(pair) if self.columns.iter().any(|own| own.next == pair.next.name) => {
                let previous = begin.column(&pair.previous.name)?.clone();
                let next = Column { name: pair.next.name, ..previous.clone() };
                TableChange::RenameColumn(Pair::new(previous, next))
            }
            TableChange::DropIndex(index) if gone_index(&index) => return None,
            TableChange::AddIndex(index) if late_index(&index) => return None,
            TableChange::ModifyIndex(pair) | TableChange::RenameIndex(pair)
                if gone_index(&pair.previous) || late_index(&pair.next) =>
            {
                match (gone_index(&pair.previous), late_index(&pair.next)) {
                    (true, true) => return None,
                    (true, false) => TableChange::AddIndex(pair.next),
                    (false, _) => TableChange::DropIndex(pair.previous),
                }
            }
            TableChange::DropCheck(check) if gone_check(&check) => return None,
            TableChange::AddCheck(check) if late_check(&check) => return None,
            TableChange::ModifyCheck(pair) if gone_check(&pair.previous) || late_check(&pair.next) => {
                match (gone_check(&pair.previous), late_check(&pair.next)) {
                    (true, true) => return None,
                    (true, false) => TableChange::AddCheck(pair.next),
                    (false, _) => TableChange::DropCheck(pair.previous),
                }
            }
            change => change,
        })
    }

    /// What one of the columns was called.
    fn before<'n>(&'n self, name: &'n str) -> &'n str {
        self.columns.iter().find(|own| own.next == name).map_or(name, |own| &own.previous)
    }
}

/// What lets columns of a table be of text: what is told of their type goes before.
fn away(table: &Table, names: &BTreeSet<String>) -> Vec<TableChange> {
    let mut changes = Vec::new();
    let indexes = table.indexes.iter().filter(|index| index_is_about(index, names) && is_of_type(index));
    changes.extend(indexes.cloned().map(TableChange::DropIndex));
    let reads = |check: &&Check| names.iter().any(|name| words::mentions(check.expr.as_str(), name));
    changes.extend(table.checks.iter().filter(reads).cloned().map(TableChange::DropCheck));
    for column in table.columns.iter().filter(|column| names.contains(&column.name)) {
        changes.push(match column.generated {
            Some(_) => TableChange::DropColumn(column.clone()),
            None => TableChange::ModifyColumn(Pair::new(column.clone(), as_text(column))),
        });
    }
    changes
}

/// Whether an index says more of its columns than their names.
fn is_of_type(index: &Index) -> bool {
    index.kind.is_some()
        || index.predicate.is_some()
        || index.parts.iter().any(|part| matches!(part.key, PartKey::Expr(_)) || part.ops.is_some())
}

fn as_text(column: &Column) -> Column {
    let ty = DataType { dimensions: column.ty.dimensions, ..DataType::new("text") };
    Column { ty, default: None, collation: None, ..column.clone() }
}
