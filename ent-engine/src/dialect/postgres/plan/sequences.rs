//! Sequences that outlive the columns whose they are: what comes of a serial column in one state is a sequence of its
//! own, or another column's, in the next.

use std::collections::{BTreeMap, BTreeSet};

use super::super::Postgres;
use super::super::replay::{default_from, drawn_from, serial_sequence};
use super::clauses::{integer_of, is_serial};
use super::column::counter_name;
use crate::change::{Change, Pair, TableChange};
use crate::dialect::{ColumnSequences, ReplayRules};
use crate::model::{Column, ColumnSetting, Realm, Sequence, Table};
use crate::plan::PlanContext;

/// A sequence by its schema and name.
type SequenceName = (String, String);

/// The sequences that come and go in a plan, each as it is with its owner.
#[derive(Default)]
struct Turnover {
    /// Those that would go with the serial columns whose they are.
    lost: BTreeMap<SequenceName, Sequence>,
    /// Those that would come with serial columns.
    gained: BTreeMap<SequenceName, Sequence>,
    added: BTreeSet<SequenceName>,
    dropped: BTreeSet<SequenceName>,
    /// Those whose column stays, and is serial no longer.
    outlived: BTreeSet<SequenceName>,
    /// Those whose column was there already, and comes to be serial.
    awaited: BTreeSet<SequenceName>,
}

impl Turnover {
    /// What a sequence is before it is added as one of its own: it goes on to be its column's only where that stays.
    fn before(&self, name: &SequenceName) -> Option<Sequence> {
        let lost = self.lost.get(name)?;
        Some(if self.leaves(name) { bare(lost) } else { lost.clone() })
    }

    /// What a sequence that was one of its own is when it comes to be a serial column's.
    fn after(&self, name: &SequenceName) -> Option<Sequence> {
        let gained = self.gained.get(name)?;
        Some(if self.joins(name) { bare(gained) } else { gained.clone() })
    }

    /// Whether a sequence is of its column no longer before the tables change: that goes, or another comes to have it.
    fn leaves(&self, name: &SequenceName) -> bool {
        !self.outlived.contains(name) || self.gained.contains_key(name)
    }

    /// Whether a sequence comes to be its column's when the tables have changed.
    fn joins(&self, name: &SequenceName) -> bool {
        !self.awaited.contains(name) || self.lost.contains_key(name)
    }

    /// Whether a sequence passes from a column to another one, and one of them stays.
    fn passes(&self, name: &SequenceName) -> bool {
        self.lost.contains_key(name)
            && self.gained.contains_key(name)
            && (self.outlived.contains(name) || self.awaited.contains(name))
    }
}

impl Postgres {
    /// Lets a sequence stay, and only be owned otherwise, that would be dropped and made anew: it would forget where it was,
    /// and could not go while other columns draw on it.
    pub(super) fn sequences_kept(&self, context: &PlanContext<'_>, changes: Vec<Change>) -> Vec<Change> {
        let turnover = self.turnover(&changes);
        let is_kept = |name: &SequenceName| {
            let (lost, gained) = (turnover.lost.get(name), turnover.gained.contains_key(name));
            lost.is_some() && turnover.added.contains(name)
                || gained && turnover.dropped.contains(name)
                || turnover.passes(name)
                || gained && lost.is_some_and(|lost| self.others_draw(context.previous, name, lost))
        };
        let names = turnover.lost.keys().chain(turnover.gained.keys());
        let kept: BTreeSet<&SequenceName> = names.filter(|name| is_kept(name)).collect();
        if kept.is_empty() {
            return changes;
        }
        let modify = |schema: &str, sequence| Change::ModifySequence { schema: schema.to_owned(), sequence };
        let lost = turnover.lost.iter().filter(|(name, _)| kept.contains(name) && turnover.leaves(name));
        let mut out: Vec<Change> =
            lost.map(|((schema, _), own)| modify(schema, Pair::new(own.clone(), bare(own)))).collect();
        for change in changes {
            out.push(match change {
                Change::AddSequence { schema, sequence } if kept.contains(&name_of(&schema, &sequence)) => {
                    match turnover.before(&name_of(&schema, &sequence)) {
                        Some(previous) => modify(&schema, Pair::new(previous, sequence)),
                        None => Change::AddSequence { schema, sequence },
                    }
                }
                Change::DropSequence { schema, sequence } if kept.contains(&name_of(&schema, &sequence)) => {
                    match turnover.after(&name_of(&schema, &sequence)) {
                        Some(next) => modify(&schema, Pair::new(sequence, next)),
                        None => Change::DropSequence { schema, sequence },
                    }
                }
                Change::AddTable { schema, mut table } => {
                    self.plainly_counted(&kept, &schema, &mut table);
                    Change::AddTable { schema, table }
                }
                Change::DropTable { schema, mut table } => {
                    self.plainly_counted(&kept, &schema, &mut table);
                    Change::DropTable { schema, table }
                }
                Change::ModifyTable(mut modify) => {
                    let Pair { previous, next } = &mut modify.table;
                    for change in &mut modify.changes {
                        match change {
                            TableChange::AddColumn(column) => {
                                self.counted_plainly(&kept, &modify.schema, &next.name, column);
                            }
                            TableChange::DropColumn(column) => {
                                self.counted_plainly(&kept, &modify.schema, &previous.name, column);
                            }
                            TableChange::ModifyColumn(pair) => {
                                self.counted_plainly(
                                    &kept,
                                    &modify.schema,
                                    &previous.name,
                                    &mut pair.previous,
                                );
                                self.counted_plainly(&kept, &modify.schema, &next.name, &mut pair.next);
                            }
                            _ => {}
                        }
                    }
                    Change::ModifyTable(modify)
                }
                change => change,
            });
        }
        let gained = turnover.gained.iter().filter(|(name, _)| kept.contains(name) && turnover.joins(name));
        out.extend(gained.map(|(name, own)| {
            // It was without an owner while its column's table came to be logged, or no longer.
            let before = turnover.before(name).unwrap_or_else(|| bare(own));
            modify(&name.0, Pair::new(before, own.clone()))
        }));
        out.retain(|change| {
            !matches!(change, Change::ModifySequence { sequence, .. } if sequence.previous == sequence.next)
        });
        out
    }

    /// The sequence whose owner a column is, and the one that its default draws on.
    pub(super) fn column_sequences(&self, table: &Table, column: &Column) -> ColumnSequences {
        let owned = is_serial(&column.ty).then(|| counter_name(&table.name, column));
        ColumnSequences { owned, drawn: column.default.as_ref().and_then(drawn_from) }
    }

    fn turnover(&self, changes: &[Change]) -> Turnover {
        let mut turnover = Turnover::default();
        for change in changes {
            match change {
                Change::AddSequence { schema, sequence } => {
                    turnover.added.insert(name_of(schema, sequence));
                }
                Change::DropSequence { schema, sequence } => {
                    turnover.dropped.insert(name_of(schema, sequence));
                }
                Change::AddTable { schema, table } => {
                    turnover.gained.extend(self.counters(schema, table, &table.columns));
                }
                Change::DropTable { schema, table } => {
                    turnover.lost.extend(self.counters(schema, table, &table.columns));
                }
                Change::ModifyTable(modify) => {
                    let Pair { previous, next } = &modify.table;
                    for change in &modify.changes {
                        match change {
                            TableChange::AddColumn(column) => {
                                turnover.gained.extend(self.counters(&modify.schema, next, [column]));
                            }
                            TableChange::DropColumn(column) => {
                                turnover.lost.extend(self.counters(&modify.schema, previous, [column]));
                            }
                            TableChange::ModifyColumn(pair) => {
                                let lost = self.counters(&modify.schema, previous, [&pair.previous]);
                                let gained = self.counters(&modify.schema, next, [&pair.next]);
                                if lost.is_empty() != gained.is_empty() {
                                    turnover.outlived.extend(lost.iter().map(|(name, _)| name.clone()));
                                    turnover.awaited.extend(gained.iter().map(|(name, _)| name.clone()));
                                    turnover.lost.extend(lost);
                                    turnover.gained.extend(gained);
                                }
                            }
                            _ => {}
                        }
                    }
                }
                _ => {}
            }
        }
        turnover
    }

    /// The sequences of serial columns of a table.
    fn counters<'a>(
        &self,
        schema: &str,
        table: &Table,
        columns: impl IntoIterator<Item = &'a Column>,
    ) -> Vec<(SequenceName, Sequence)> {
        let serials = columns.into_iter().filter(|column| is_serial(&column.ty));
        let sequences = serials.map(|column| {
            let name = counter_name(&table.name, column);
            serial_sequence(self, table, (&column.name, &integer_of(&column.ty)), name)
        });
        sequences.map(|sequence| (name_of(schema, &sequence), sequence)).collect()
    }

    /// Whether another column than the owner draws on a sequence.
    fn others_draw(&self, realm: &Realm, (schema, name): &SequenceName, sequence: &Sequence) -> bool {
        let own = self.naming().own_schema;
        let is_schema = |named: Option<&str>| {
            named == Some(schema)
                || schema.is_empty() && named.is_none_or(|named| named == own)
                || schema == own && named.is_none()
        };
        let draws = |column: &Column| {
            let drawn = column.default.as_ref().and_then(drawn_from);
            drawn.is_some_and(|drawn| drawn.name == *name && is_schema(drawn.schema.as_deref()))
        };
        let owner = sequence.owned_by.as_ref();
        realm.schemas.iter().any(|home| {
            home.tables.iter().any(|table| {
                let is_owner = |column: &Column| {
                    home.name == *schema
                        && owner.is_some_and(|(table_name, owned)| {
                            table.name == *table_name && column.name == *owned
                        })
                };
                table.columns.iter().any(|column| draws(column) && !is_owner(column))
            })
        })
    }

    fn plainly_counted(&self, kept: &BTreeSet<&SequenceName>, schema: &str, table: &mut Table) {
        let name = table.name.clone();
        for column in &mut table.columns {
            self.counted_plainly(kept, schema, &name, column);
        }
    }

    /// A serial column whose sequence stays is an integer that draws on it.
    fn counted_plainly(
        &self,
        kept: &BTreeSet<&SequenceName>,
        schema: &str,
        table: &str,
        column: &mut Column,
    ) {
        if !is_serial(&column.ty) {
            return;
        }
        let name = (schema.to_owned(), counter_name(table, column));
        if kept.contains(&name) {
            column.ty = integer_of(&column.ty);
            column.default = Some(default_from(&name.0, &name.1));
            column.settings.unset(ColumnSetting::Sequence);
        }
    }
}

fn name_of(schema: &str, sequence: &Sequence) -> SequenceName {
    (schema.to_owned(), sequence.name.clone())
}

fn bare(sequence: &Sequence) -> Sequence {
    Sequence { owned_by: None, ..sequence.clone() }
}
