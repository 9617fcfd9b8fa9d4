//! Tables that inherit, and partitions: what is altered of a table above them reaches them by itself.

use std::collections::{BTreeMap, BTreeSet};

use super::super::Postgres;
use super::clauses::{integer_of, is_serial, text};
use super::column::counter_name;
use super::expand::index_is_about;
use super::heirs::Part;
use super::settings::ALTERED;
use crate::change::{AttributeChange, Change, ModifyTable, Pair, Stage, TableChange, TablePart};
use crate::dialect::DiffRules;
use crate::model::{
    Check, Column, ColumnSetting, Expr, ForeignKey, Origin, PrimaryKey, Table, TableOptions, TableRef,
};
use crate::plan::PlanContext;
use crate::words;

/// The tables that change, by their names.
type Altered = BTreeMap<TableRef, ModifyTable>;

/// What is altered of a column above, with the table where that begins.
struct Above<'a> {
    change: &'a TableChange,
    table: &'a ModifyTable,
}

impl Postgres {
    /// The changes without what comes to a table by itself when one above it is altered. What a table has otherwise than
    /// that one is set aside before and set again after it.
    pub(super) fn inherited_once(&self, context: &PlanContext<'_>, changes: Vec<Change>) -> Vec<Change> {
        let altered: Altered = changes
            .iter()
            .filter_map(|change| match change {
                Change::ModifyTable(modify) => {
                    Some((TableRef::new(&modify.schema, &modify.table.next.name), modify.clone()))
                }
                _ => None,
            })
            .collect();
        let mut out = Vec::new();
        for change in changes {
            match change {
                Change::ModifyTable(modify) if has_parents(&modify) => {
                    out.extend(self.below(context, &altered, modify))
                }
                change => out.push(change),
            }
        }
        out
    }

    fn below(&self, context: &PlanContext<'_>, altered: &Altered, modify: ModifyTable) -> Vec<Change> {
        let (mut early, mut own, mut late) = (Vec::new(), Vec::new(), Vec::new());
        for change in &modify.changes {
            match change {
                TableChange::Attribute(AttributeChange::Options(pair)) => {
                    let (leaves, other, joins) = part_options(pair);
                    early.extend(leaves);
                    own.extend(other);
                    late.extend(joins);
                }
                TableChange::AddColumn(column) => match self.above(altered, &modify, &column.name) {
                    Some(Above { change: TableChange::AddColumn(given), .. }) => {
                        let given = as_given(given, column);
                        own.extend(self.column_change(&given, column));
                    }
                    _ => own.push(change.clone()),
                },
                TableChange::DropColumn(column) => match self.above(altered, &modify, &column.name) {
                    Some(Above { change: TableChange::DropColumn(taken), table })
                        if column.origin.is_local != Some(true)
                            && goes_along(context, altered, &modify, (table, &column.name)) =>
                    {
                        early.extend(self.column_change(column, &as_given(taken, column)));
                    }
                    _ => own.push(change.clone()),
                },
                TableChange::ModifyColumn(pair) => match self.above(altered, &modify, &pair.next.name) {
                    Some(Above { change: TableChange::ModifyColumn(over), table }) => {
                        let ready = self.reached(table, over, &over.previous, &pair.previous);
                        let reached = self.reached(table, over, &over.next, &ready);
                        early.extend(self.column_change(&pair.previous, &ready));
                        own.extend(self.column_change(&reached, &pair.next));
                    }
                    // A column that comes above one of its own has to find it of its type.
                    Some(Above { change: TableChange::AddColumn(_), .. }) => early.push(change.clone()),
                    _ => own.push(change.clone()),
                },
                TableChange::AddCheck(check) if comes_along(context, altered, &modify, (change, check)) => {
                    own.extend(commented(check, Pair::new(&None, &check.comment)));
                }
                TableChange::DropCheck(check) if comes_along(context, altered, &modify, (change, check)) => {
                    early.extend(commented(check, Pair::new(&check.comment, &None)));
                }
                TableChange::ModifyCheck(pair) if comes_along(context, altered, &modify, (change, &pair.next)) => {
                    early.extend(commented(&pair.next, Pair::new(&pair.previous.comment, &None)));
                    own.extend(commented(&pair.next, Pair::new(&None, &pair.next.comment)));
                }
                // So does a check.
                TableChange::ModifyCheck(pair) if comes_above(altered, &modify, &pair.next) => early.push(change.clone()),
                change if is_part_of_key(altered, &modify, change) => {}
                TableChange::RenameColumn(pair)
                    if parents(&modify).filter_map(|parent| altered.get(parent)).any(|parent| {
                        parent.changes.iter().any(|other| {
                            matches!(other, TableChange::RenameColumn(over)
                                if over.previous.name == pair.previous.name && over.next.name == pair.next.name)
                        })
                    }) => {}
                change => own.push(change.clone()),
            }
        }
        self.part_with_columns(&modify, &mut early, &mut own);
        stages(modify, [early, own, late])
    }

    /// What is about a column that goes with that of the table above goes before it.
    fn part_with_columns(
        &self,
        modify: &ModifyTable,
        early: &mut Vec<TableChange>,
        own: &mut Vec<TableChange>,
    ) {
        let Pair { previous, next } = &modify.table;
        let dropped = |name: &str| {
            own.iter().any(|change| matches!(change, TableChange::DropColumn(column) if column.name == name))
        };
        let taken: BTreeSet<String> = previous
            .columns
            .iter()
            .filter(|column| next.column(&column.name).is_none() && !dropped(&column.name))
            .map(|column| column.name.clone())
            .collect();
        if taken.is_empty() {
            return;
        }
        let mentions = |check: &Check| taken.iter().any(|name| words::mentions(check.expr.as_str(), name));
        let in_key = |key: &PrimaryKey| {
            key.columns().any(|name| taken.contains(name))
                || key.include.iter().any(|name| taken.contains(name))
        };
        let refers = |key: &ForeignKey| key.columns.iter().any(|name| taken.contains(name));
        let mut goes = Vec::new();
        for change in std::mem::take(own) {
            match change {
                TableChange::DropIndex(index) if index_is_about(&index, &taken) => {
                    goes.push(TableChange::DropIndex(index))
                }
                TableChange::ModifyIndex(pair) if index_is_about(&pair.previous, &taken) => {
                    goes.push(TableChange::DropIndex(pair.previous));
                    own.push(TableChange::AddIndex(pair.next));
                }
                TableChange::DropCheck(check) if mentions(&check) => goes.push(TableChange::DropCheck(check)),
                TableChange::ModifyCheck(pair) if mentions(&pair.previous) => {
                    goes.push(TableChange::DropCheck(pair.previous));
                    own.push(TableChange::AddCheck(pair.next));
                }
                TableChange::DropPrimaryKey(key) if in_key(&key) => {
                    goes.push(TableChange::DropPrimaryKey(key))
                }
                TableChange::ModifyPrimaryKey(pair) if in_key(&pair.previous) => {
                    goes.push(TableChange::DropPrimaryKey(pair.previous));
                    own.push(TableChange::AddPrimaryKey(pair.next));
                }
                TableChange::DropForeignKey(key) if refers(&key) => {
                    goes.push(TableChange::DropForeignKey(key))
                }
                TableChange::ModifyForeignKey(pair) if refers(&pair.previous) => {
                    goes.push(TableChange::DropForeignKey(pair.previous));
                    own.push(TableChange::AddForeignKey(pair.next));
                }
                change => own.push(change),
            }
        }
        goes.append(early);
        *early = goes;
    }

    /// What is altered of a column in the tables above, where it begins.
    fn above<'a>(&self, altered: &'a Altered, modify: &ModifyTable, column: &str) -> Option<Above<'a>> {
        for parent in parents(modify).filter_map(|parent| altered.get(parent)) {
            let change = parent.changes.iter().find(|change| match change {
                TableChange::AddColumn(other) | TableChange::DropColumn(other) => other.name == column,
                TableChange::ModifyColumn(pair) => {
                    pair.next.name == column && self.reaches_down(parent, pair)
                }
                _ => false,
            });
            if let Some(change) = change {
                let further = self.above(altered, parent, column);
                let further = further.filter(|further| {
                    std::mem::discriminant(further.change) == std::mem::discriminant(change)
                });
                return Some(further.unwrap_or(Above { change, table: parent }));
            }
        }
        None
    }

    /// Whether the change of a column reaches the tables below whether they want it or not.
    pub(super) fn reaches_down(&self, table: &ModifyTable, pair: &Pair<Column>) -> bool {
        self.changes_type(&pair.previous, &pair.next)
            || table.table.next.options.partition_by.is_some() && pair.previous.null != pair.next.null
            || pair.previous.generated.is_some() && pair.next.generated.is_none()
    }

    /// A column as it is when the change above has reached it, or as it has to be for that.
    fn reached(&self, table: &ModifyTable, over: &Pair<Column>, above: &Column, own: &Column) -> Column {
        let mut column = own.clone();
        if self.changes_type(&over.previous, &over.next) {
            // The sequence stays that of the column above; what draws on it below says so in its default.
            let counts_too = is_serial(&above.ty) && is_serial(&own.ty);
            column.ty = if counts_too { above.ty.clone() } else { integer_of(&above.ty) };
            column.collation.clone_from(&above.collation);
            column.default = if counts_too { None } else { default_of(&table.table.next.name, above) };
        }
        if table.table.next.options.partition_by.is_some() && over.previous.null != over.next.null {
            column.null = above.null;
        }
        if over.previous.generated.is_some() != over.next.generated.is_some() {
            column.generated.clone_from(&above.generated);
        }
        column
    }

    /// Lets the columns that may be NULL, though those of a table that theirs comes below may not, have none meanwhile: the
    /// server takes in no table otherwise.
    pub(super) fn without_null(&self, context: &PlanContext<'_>, modify: &ModifyTable) -> Vec<TableChange> {
        let next = &modify.table.next;
        let joined = modify.changes.iter().filter_map(|change| match change {
            TableChange::Attribute(AttributeChange::Options(pair)) => Some(pair),
            _ => None,
        });
        let joined = joined.flat_map(|pair| {
            pair.next.inherits.iter().filter(|parent| !pair.previous.inherits.contains(parent))
        });
        let parents: Vec<&Table> =
            joined.filter_map(|parent| self.while_below(context, modify, parent)).collect();
        let is_loose = |column: &&Column| {
            let strict = |parent: &&Table| parent.column(&column.name).is_some_and(|above| !above.null);
            column.null && parents.iter().any(strict)
        };
        let strict = |column: &Column| Column { null: false, ..column.clone() };
        let loose = next.columns.iter().filter(is_loose);
        loose.map(|column| TableChange::ModifyColumn(Pair::new(column.clone(), strict(column)))).collect()
    }

    /// A table as it is while the one that a change is about is below it.
    fn while_below<'a>(
        &self,
        context: &PlanContext<'a>,
        modify: &ModifyTable,
        parent: &TableRef,
    ) -> Option<&'a Table> {
        let own = TableRef::new(&modify.schema, &modify.table.next.name);
        let is_below = |table: &Table| table.options.inherits.contains(parent);
        if context.next.table(&own).is_some_and(is_below) {
            return context.next.table(parent);
        }
        self.table_at(context, &parent.schema, &parent.table)
    }

    fn column_change(&self, previous: &Column, next: &Column) -> Option<TableChange> {
        let nowhere = (crate::model::Schema::new(""), Table::new(""));
        let place = crate::dialect::Place { schema: &nowhere.0, table: &nowhere.1 };
        let comment = |column: &Column| column.comment.clone().unwrap_or_default();
        let is_same =
            self.same_column((place, previous), (place, next)) && comment(previous) == comment(next);
        (!is_same).then(|| TableChange::ModifyColumn(Pair::new(previous.clone(), next.clone())))
    }
}

/// A column that a table gets from the one above. Identity and comment are not handed on, nor how many values are said to
/// differ.
fn as_given(given: &Column, own: &Column) -> Column {
    let mut settings = own.settings.clone();
    for setting in ALTERED {
        settings.unset(setting);
        let is_said = matches!(setting, ColumnSetting::Distinct | ColumnSetting::DistinctInherited);
        if let Some(value) = given.settings.get(setting).filter(|_| !is_said) {
            settings.set(setting, value);
        }
    }
    Column { identity: None, comment: None, origin: own.origin.clone(), settings, ..given.clone() }
}

/// The default of a column, which for a serial one is the next value of its sequence.
fn default_of(table: &str, column: &Column) -> Option<Expr> {
    let draws = || Expr::new(format!("nextval({})", text(&counter_name(table, column))));
    if is_serial(&column.ty) { Some(draws()) } else { column.default.clone() }
}

/// Whether a column goes with that of the table above where that begins: no other table above keeps it, and none above lets
/// go of its own alone.
fn goes_along(
    context: &PlanContext<'_>,
    altered: &Altered,
    modify: &ModifyTable,
    (from, column): (&ModifyTable, &str),
) -> bool {
    let above = || parents(modify).filter_map(|parent| Some((parent, altered.get(parent)?)));
    above().all(|(_, parent)| std::ptr::eq(parent, from) || parent.table.next.column(column).is_none())
        && !above().any(|(parent, _)| Part::Column(column).is_kept_below(context, parent))
}

fn has_parents(modify: &ModifyTable) -> bool {
    [&modify.table.previous, &modify.table.next].iter().any(|table| refs(&table.options).next().is_some())
}

fn refs(options: &TableOptions) -> impl Iterator<Item = &TableRef> {
    options.inherits.iter().chain(options.partition_of.iter().map(|partition| &partition.parent))
}

/// The tables that a table is below of all the time.
fn parents(modify: &ModifyTable) -> impl Iterator<Item = &TableRef> {
    let Pair { previous, next } = &modify.table;
    refs(&next.options).filter(|parent| refs(&previous.options).any(|other| other == *parent))
}

/// Whether a check comes, goes or changes with that of a table above.
fn comes_along(
    context: &PlanContext<'_>,
    altered: &Altered,
    modify: &ModifyTable,
    (change, check): (&TableChange, &Check),
) -> bool {
    let part = Part::Check(&check.name);
    !check.no_inherit
        && parents(modify).filter_map(|table| Some((table, altered.get(table)?))).any(|(table, parent)| {
            parent.changes.iter().any(|other| match (other, change) {
                (TableChange::AddCheck(over), TableChange::AddCheck(own)) => over.name == own.name,
                (TableChange::DropCheck(over), TableChange::DropCheck(own)) => {
                    over.name == own.name && !part.is_kept_below(context, table)
                }
                (TableChange::ModifyCheck(over), TableChange::ModifyCheck(own)) => {
                    over.next.name == own.next.name
                }
                _ => false,
            })
        })
}

/// Whether a check comes to a table above that a table has already.
fn comes_above(altered: &Altered, modify: &ModifyTable, check: &Check) -> bool {
    let parents = parents(modify).filter_map(|parent| altered.get(parent));
    let mut changes = parents.flat_map(|parent| &parent.changes);
    !check.no_inherit
        && changes.any(|change| matches!(change, TableChange::AddCheck(over) if over.name == check.name && !over.no_inherit))
}

/// What the comment of a check comes to be that comes or goes with that of a table above: no table hands its own on.
fn commented(check: &Check, comments: Pair<&Option<String>>) -> Option<TableChange> {
    let Pair { previous, next } = comments;
    (previous != next).then(|| {
        let comments = Pair::new(previous.clone(), next.clone());
        let part = TablePart::Constraint(check.name.clone());
        TableChange::Attribute(AttributeChange::PartComment(part, comments))
    })
}

/// Whether an index or a key of a partition comes, or goes, as part of that of the table above.
fn is_part_of_key(altered: &Altered, modify: &ModifyTable, change: &TableChange) -> bool {
    let Some((origin, comes)) = key_of(change).filter(|(origin, _)| origin.part_of.is_some()) else {
        return false;
    };
    parents(modify).filter_map(|parent| altered.get(parent)).any(|parent| {
        let mut whole = parent.changes.iter().filter_map(key_of);
        whole.any(|(whole, also)| whole.number == origin.part_of && also == comes)
    })
}

/// Where an index or a key comes from that comes (true) or goes (false).
fn key_of(change: &TableChange) -> Option<(&Origin, bool)> {
    match change {
        TableChange::AddIndex(index) => Some((&index.origin, true)),
        TableChange::DropIndex(index) => Some((&index.origin, false)),
        TableChange::AddPrimaryKey(key) => Some((&key.origin, true)),
        TableChange::DropPrimaryKey(key) => Some((&key.origin, false)),
        _ => None,
    }
}

/// Parts a change of options: leaving tables above, the rest, coming under others.
fn part_options(
    pair: &Pair<TableOptions>,
) -> (Option<TableChange>, Option<TableChange>, Option<TableChange>) {
    let Pair { previous, next } = pair;
    let kept = |options: &TableOptions| TableOptions {
        inherits: previous.inherits.iter().filter(|parent| next.inherits.contains(parent)).cloned().collect(),
        partition_of: previous.partition_of.clone().filter(|_| previous.partition_of == next.partition_of),
        ..options.clone()
    };
    let (left, joined) = (kept(previous), kept(next));
    let change = |previous: &TableOptions, next: &TableOptions| {
        (previous != next).then(|| {
            TableChange::Attribute(AttributeChange::Options(Pair::new(previous.clone(), next.clone())))
        })
    };
    (change(previous, &left), change(&left, &joined), change(&joined, next))
}

/// The change of a table in stages, each from where the one before has led.
fn stages(modify: ModifyTable, stages: [Vec<TableChange>; 3]) -> Vec<Change> {
    let ModifyTable { schema, table, .. } = modify;
    let [early, own, late] = stages;
    let mut begin = table.previous.clone();
    for change in &early {
        change.apply(&schema, &mut begin);
    }
    let mut end = table.next.clone();
    for change in late.iter().rev() {
        change.clone().inverse().apply(&schema, &mut end);
    }
    let states = [(&table.previous, &begin), (&begin, &end), (&end, &table.next)];
    let stages = states
        .into_iter()
        .zip([early, own, late])
        .enumerate()
        .filter(|(_, (_, changes))| !changes.is_empty());
    stages
        .map(|(at, ((previous, next), changes))| {
            let table = Pair::new(previous.clone(), next.clone());
            let stage = if at == 0 { Stage::Readies } else { Stage::Alters };
            Change::ModifyTable(ModifyTable { schema: schema.clone(), table, changes, stage })
        })
        .collect()
}
