//! Changes as the server can carry them out: what it does by itself is taken out, what it can't do at once is taken apart.

use super::super::Postgres;
use super::clauses::default_key_name;
use super::column::counter_of;
use crate::change::{Change, ModifyTable, Pair, Stage, TableChange};
use crate::dialect::DiffRules;
use crate::model::{Check, Object, ObjectKind, OtherKind, Schema, Sequence, Table, TableRef};
use crate::plan::PlanContext;
use crate::words;

impl Postgres {
    pub(super) fn prepared(&self, context: &PlanContext<'_>, changes: Vec<Change>) -> Vec<Change> {
        let changes = self.parted_anew(context, self.extensions_out(context, changes));
        let changes = self.objects_apart(self.base_types_apart(context, changes));
        let changes = self.used_composites_apart(context, changes);
        let changes = typed_apart(context, self.users_apart(context, changes));
        let changes = marks_apart(context, type_comments_apart(context, changes));
        let changes = owners_apart(self.sequences_kept(context, changes));
        let changes = self.columns_apart(context, doubts_apart(context, changes));
        let changes = self.inherited_once(context, self.swaps_apart(changes));
        self.partial_apart(context, Self::values_apart(changes))
    }

    /// Parts the change of an object into a drop and a new beginning, where it can't be made while it stands.
    fn objects_apart(&self, changes: Vec<Change>) -> Vec<Change> {
        let mut out = Vec::new();
        for change in changes {
            match change {
                Change::ModifyObject { schema, object: Pair { previous, next } }
                    if !matches!(next.kind, ObjectKind::Base | ObjectKind::Extension)
                        && !self.same_object(&previous, &next)
                        && !self.replaces(&previous, &next)
                        && !self.can_alter(&previous, &next) =>
                {
                    out.push(Change::DropObject { schema: schema.clone(), object: previous });
                    out.push(Change::AddObject { schema, object: next });
                }
                change => out.push(change),
            }
        }
        out
    }

    /// The names of the key and of the sequences that come with a table.
    pub(super) fn names_beside(table: &Table) -> Vec<String> {
        let key = table.primary_key.as_ref();
        let key = key.map(|key| key.name.clone().unwrap_or_else(|| default_key_name(&table.name)));
        let sequences = table.columns.iter().filter_map(|column| counter_of(&table.name, column));
        key.into_iter().chain(sequences).collect()
    }
}

/// Lets tables of a composite type be of none while it changes: it can't change under them, nor they with it.
fn typed_apart(context: &PlanContext<'_>, mut changes: Vec<Change>) -> Vec<Change> {
    let is_altered = |text: &str| {
        changes.iter().any(|change| {
            matches!(change, Change::ModifyObject { object: Pair { next: ty, .. }, .. } | Change::DropObject { object: ty, .. }
                if ty.kind == ObjectKind::Composite && words::mentions(text, &ty.name))
        })
    };
    let mut apart = Vec::new();
    for schema in &context.previous.schemas {
        // What another change takes away already goes but once.
        let goes = |object: &Object| {
            changes.iter().any(|change| {
                matches!(change, Change::DropObject { schema: home, object: gone }
                    if *home == schema.name && gone.name == object.name && gone.kind == object.kind && gone.table == object.table)
            })
        };
        let typed = schema.objects.iter();
        let typed = typed.filter(|object| object.other() == Some(OtherKind::OfType) && !goes(object));
        for previous in typed.filter(|object| is_altered(&object.text)) {
            let next = context.next.schema(&schema.name);
            let same = |object: &&Object| {
                object.kind == previous.kind && object.name == previous.name && object.table == previous.table
            };
            if let Some(next) = next.and_then(|schema| schema.objects.iter().find(same)) {
                apart.push((schema.name.clone(), previous.clone(), next.clone()));
            }
        }
    }
    for (schema, previous, next) in apart {
        changes.retain(|change| {
            !matches!(change, Change::ModifyObject { schema: home, object }
                if *home == schema && object.next.name == next.name && object.next.kind == next.kind
                    && object.next.table == next.table)
        });
        changes.push(Change::DropObject { schema: schema.clone(), object: previous });
        changes.push(Change::AddObject { schema, object: next });
    }
    changes
}

/// Lets what is said of the parts of a type, which goes with it, go and come back where the type is made anew.
fn type_comments_apart(context: &PlanContext<'_>, mut changes: Vec<Change>) -> Vec<Change> {
    let comes = |home: &str, name: &str| {
        changes.iter().any(|change| {
            matches!(change, Change::AddObject { schema, object }
                if schema == home && object.kind.is_type() && object.name == name)
        })
    };
    let anew: Vec<(String, String)> = changes
        .iter()
        .filter_map(|change| match change {
            Change::DropObject { schema, object } if object.kind.is_type() && comes(schema, &object.name) => {
                Some((schema.clone(), object.name.clone()))
            }
            _ => None,
        })
        .collect();
    for (home, ty) in anew {
        let is_said = |object: &Object| {
            matches!(object.other(), Some(OtherKind::ColumnComment | OtherKind::ConstraintComment))
                && object.table.as_ref() == Some(&ty)
        };
        changes.retain(|change| match change {
            Change::AddObject { schema, object }
            | Change::DropObject { schema, object }
            | Change::ModifyObject { schema, object: Pair { next: object, .. } } => {
                *schema != home || !is_said(object)
            }
            _ => true,
        });
        let said = |schema: Option<&Schema>| -> Vec<Object> {
            let objects = schema.into_iter().flat_map(|schema| &schema.objects);
            objects.filter(|object| is_said(object)).cloned().collect()
        };
        let (gone, back) = (said(context.previous.schema(&home)), said(context.next.schema(&home)));
        changes.extend(gone.into_iter().map(|object| Change::DropObject { schema: home.clone(), object }));
        changes.extend(back.into_iter().map(|object| Change::AddObject { schema: home.clone(), object }));
    }
    changes
}

/// Lets what a table says of one of its indexes, that it is clustered on it or told from it, go and come back where the
/// index is made anew.
fn marks_apart(context: &PlanContext<'_>, mut changes: Vec<Change>) -> Vec<Change> {
    let mut apart = Vec::new();
    for change in &changes {
        let Change::ModifyTable(modify) = change else { continue };
        let anew = indexes_anew(modify);
        let objects = |schema: Option<&'_ Schema>| -> Vec<Object> {
            let objects = schema.into_iter().flat_map(|schema| &schema.objects);
            let is_mark = |object: &&Object| {
                matches!(object.other(), Some(OtherKind::Cluster | OtherKind::ReplicaIdentity))
                    && object.table.as_ref() == Some(&modify.table.next.name)
                    && anew.iter().any(|index| words::mentions(&object.text, index))
            };
            objects.filter(is_mark).cloned().collect()
        };
        let next = objects(context.next.schema(&modify.schema));
        for object in objects(context.previous.schema(&modify.schema)) {
            if next.iter().any(|next| next.name == object.name && next.text == object.text) {
                apart.push((modify.schema.clone(), object));
            }
        }
    }
    for (schema, object) in apart {
        changes.push(Change::DropObject { schema: schema.clone(), object: object.clone() });
        changes.push(Change::AddObject { schema, object });
    }
    changes
}

/// The names of indexes that go and come back.
fn indexes_anew(modify: &ModifyTable) -> Vec<&str> {
    let comes = |name: &str| {
        modify
            .changes
            .iter()
            .any(|change| matches!(change, TableChange::AddIndex(index) if index.name == name))
    };
    let names = modify.changes.iter().filter_map(|change| match change {
        TableChange::ModifyIndex(pair) => Some(pair.next.name.as_str()),
        TableChange::DropIndex(index) if comes(&index.name) => Some(index.name.as_str()),
        TableChange::ModifyPrimaryKey(pair) => pair.next.name.as_deref(),
        _ => None,
    });
    names.collect()
}

/// Parts what a sequence is from whose it is where its owner comes or goes in the same plan: a sequence goes with its
/// owner, and a table may draw on the sequence that it comes to own.
fn owners_apart(changes: Vec<Change>) -> Vec<Change> {
    // What is altered of a table may draw on the sequence, or reach those that it owns.
    let comes = |schema: &str, sequence: &Sequence| {
        changes.iter().any(|change| match change {
            Change::AddTable { schema: home, table } => home == schema && owns(sequence, &table.name),
            Change::ModifyTable(modify) => modify.schema == schema && owns(sequence, &modify.table.next.name),
            _ => false,
        })
    };
    let goes = |schema: &str, sequence: &Sequence| {
        touched(&changes, schema, sequence, |change| match change {
            TableChange::DropColumn(column) => Some(&column.name),
            _ => None,
        }) || changes.iter().any(|change| {
            matches!(change, Change::DropTable { schema: home, table } if home == schema && owns(sequence, &table.name))
        })
    };
    let bare = |sequence: &Sequence| Sequence { owned_by: None, ..sequence.clone() };
    let modify = |schema: &str, previous: Sequence, next: Sequence| Change::ModifySequence {
        schema: schema.to_owned(),
        sequence: Pair::new(previous, next),
    };
    let mut out = Vec::new();
    for change in &changes {
        match change {
            Change::AddSequence { schema, sequence } if comes(schema, sequence) => {
                out.push(Change::AddSequence { schema: schema.clone(), sequence: bare(sequence) });
                out.push(modify(schema, bare(sequence), sequence.clone()));
            }
            Change::DropSequence { schema, sequence } if goes(schema, sequence) => {
                out.push(modify(schema, sequence.clone(), bare(sequence)));
                out.push(Change::DropSequence { schema: schema.clone(), sequence: bare(sequence) });
            }
            Change::ModifySequence { schema, sequence: Pair { previous, next } }
                if previous.owned_by != next.owned_by && (goes(schema, previous) || comes(schema, next)) =>
            {
                out.push(modify(schema, previous.clone(), bare(previous)));
                out.push(modify(schema, bare(previous), next.clone()));
            }
            change => out.push(change.clone()),
        }
    }
    out
}

/// Parts the checks that rows may break from tables that others come to inherit from: a table that is made below one has
/// no rows, so that its checks hold.
fn doubts_apart(context: &PlanContext<'_>, changes: Vec<Change>) -> Vec<Change> {
    let parents: Vec<TableRef> = changes
        .iter()
        .filter_map(|change| match change {
            Change::AddTable { table, .. } => Some(table.options.inherits.iter().cloned()),
            _ => None,
        })
        .flatten()
        .collect();
    let is_doubtful = |check: &Check| check.not_valid && !check.no_inherit;
    let mut later = Vec::new();
    let mut out: Vec<Change> = Vec::new();
    for change in changes {
        match change {
            Change::AddTable { schema, mut table } => {
                let whole = table.clone();
                let is_parent = parents.contains(&TableRef::new(&schema, &table.name));
                if is_parent || !table.options.inherits.is_empty() {
                    table.checks.retain(|check| !is_doubtful(check));
                }
                // What a table above has, comes from there.
                let is_inherited = |check: &Check| {
                    let above = whole.options.inherits.iter().filter_map(|parent| context.next.table(parent));
                    above.flat_map(|parent| &parent.checks).any(|other| other.name == check.name)
                };
                let checks = whole.checks.iter().filter(|check| {
                    is_doubtful(check) && !table.checks.contains(check) && !is_inherited(check)
                });
                let own: Vec<TableChange> = checks.cloned().map(TableChange::AddCheck).collect();
                if !own.is_empty() {
                    let table = Pair::new(table.clone(), whole);
                    later.push(Change::ModifyTable(ModifyTable {
                        schema: schema.clone(),
                        table,
                        changes: own,
                        stage: Stage::Alters,
                    }));
                }
                out.push(Change::AddTable { schema, table });
            }
            change => out.push(change),
        }
    }
    out.extend(later);
    out
}

fn owns(sequence: &Sequence, table: &str) -> bool {
    sequence.owned_by.as_ref().is_some_and(|(owner, _)| owner == table)
}

fn touched(
    changes: &[Change],
    schema: &str,
    sequence: &Sequence,
    column: impl Fn(&TableChange) -> Option<&String>,
) -> bool {
    let Some((owner, owned)) = &sequence.owned_by else { return false };
    changes.iter().any(|change| {
        matches!(change, Change::ModifyTable(modify) if modify.schema == schema
            && modify.table.next.name == *owner
            && modify.changes.iter().any(|change| column(change) == Some(owned)))
    })
}
