use super::Postgres;
use super::replay::is_bound;
use crate::change::{AttributeChange, Change, ModifyTable, Pair, TableChange};
use crate::dialect::{ColumnSequences, DiffRules, Planner, Types, ViewsInTheWay};
use crate::model::{Column, EnumType, Generated, Object, ObjectKind, Realm, Table, View};
use crate::plan::{Hazard, HazardKind, PlanContext, PlanError, PlanOptions, Printed, Statement};
use crate::replay::Name;

mod alter;
mod base_type;
mod callers;
mod cast;
mod clauses;
mod column;
mod comment;
mod enum_tables;
mod enum_users;
mod enum_values;
mod enums;
mod expand;
mod extensions;
mod heirs;
mod inherit;
mod modify;
mod not_null;
mod object;
mod online;
mod own_type;
mod partial;
mod path;
mod prepare;
mod print;
mod reference;
mod sequences;
mod settings;
mod standing;
mod swaps;
mod table;
mod typed;
mod types_anew;
mod view;

pub(super) use clauses::{default_key_name, integer_of, is_serial};
pub(super) use column::{keep_counter, recalled, sequence_name};
pub(super) use not_null::same_not_null;
pub(super) use settings::{same_settings, usual_storage_of};

impl Planner for Postgres {
    fn statements(&self, context: &PlanContext<'_>, changes: &[Change]) -> Result<Vec<Statement>, PlanError> {
        let mut statements = Vec::new();
        let routines = base_type::Routines::of(self, changes);
        let standing = standing::of(context, changes);
        let meanwhile =
            standing.as_ref().map_or(*context, |standing| PlanContext { previous: standing, ..*context });
        for (at, change) in changes.iter().enumerate().filter(|(at, _)| !routines.is_part(*at)) {
            let made = match self.change_type(context, change, &routines.with(at, changes))? {
                Some(made) => made,
                None if standing::counts_for(change) => self.change(&meanwhile, change)?,
                None => self.change(context, change)?,
            };
            let next = self.under_path(change, made);
            path::join(&mut statements, next);
        }
        Ok(part_new_values(statements))
    }

    fn print(&self, realm: &Realm, options: &PlanOptions) -> Result<Vec<Printed>, PlanError> {
        self.print_realm(realm, options)
    }

    fn prepare(&self, context: &PlanContext<'_>, changes: Vec<Change>) -> Vec<Change> {
        self.prepared(context, changes)
    }

    fn release(&self, context: &PlanContext<'_>, changes: Vec<Change>) -> Vec<Change> {
        self.callers_apart(context, changes)
    }

    fn sequences_of_column(&self, table: &Table, column: &Column) -> ColumnSequences {
        self.column_sequences(table, column)
    }

    fn names_of_table(&self, table: &Table) -> Vec<String> {
        Self::names_beside(table)
    }

    fn brought_type(&self, object: &Object) -> Option<Name> {
        let is_range = object.kind == ObjectKind::Range;
        is_range.then(|| super::objects::multirange_of(&object.text)).flatten()
    }

    fn passing_names(&self, ty: &Object) -> Vec<Name> {
        let mut names = print::passed_names(&ty.text);
        // The type of several ranges stays what it was called first.
        let several = self.brought_type(ty);
        if names.len() > 1 {
            names.pop();
        }
        names.extend(several);
        names
    }

    /// Integers of different widths refer to each other; other types don't.
    fn detaches_keys(&self, previous: &Column, next: &Column) -> bool {
        !self.same_type(&previous.ty, &next.ty)
            && (self.type_family(&previous.ty) != self.type_family(&next.ty)
                || self.is_user_type(&previous.ty)
                || self.is_user_type(&next.ty))
    }

    /// A view holds on to the columns that it reads, and to their types.
    fn alters_view(&self, view: &Pair<View>) -> bool {
        self.differs_around_query(view)
    }

    fn follows_view(&self, object: &Object) -> bool {
        matches!(object.kind, ObjectKind::Trigger | ObjectKind::Rule)
    }

    fn binds(&self, object: &Object) -> bool {
        is_bound(object)
    }

    fn views_in_the_way(&self, modify: &ModifyTable) -> ViewsInTheWay {
        let (renames, rest) = modify::part_renames(modify);
        let mut held: Vec<String> = self
            .expand(&rest)
            .iter()
            .filter_map(|change| match change {
                TableChange::DropColumn(column) => Some(column.name.clone()),
                TableChange::ModifyColumn(pair) if self.changes_type(&pair.previous, &pair.next) => {
                    Some(pair.next.name.clone())
                }
                // What stops being computed is made anew on the way back.
                TableChange::ModifyColumn(pair)
                    if pair.previous.generated.is_some() && pair.next.generated.is_none() =>
                {
                    Some(pair.next.name.clone())
                }
                _ => None,
            })
            .collect();
        // Views know a column by the name that it had.
        for change in &renames {
            if let TableChange::RenameColumn(pair) = change
                && held.contains(&pair.next.name)
            {
                held.push(pair.previous.name.clone());
            }
        }
        if held.is_empty() { ViewsInTheWay::None } else { ViewsInTheWay::Reading(held) }
    }

    fn remakes_enum(&self, ty: &Pair<EnumType>) -> bool {
        enums::Steps::of(ty).remakes()
    }
}

impl Postgres {
    fn change(&self, context: &PlanContext<'_>, change: &Change) -> Result<Vec<Statement>, PlanError> {
        Ok(match change {
            Change::AddSchema(schema) => self.add_schema(schema),
            Change::DropSchema(schema) => vec![self.drop_schema(schema)],
            Change::ModifySchema(pair) => vec![self.schema_comment(
                &pair.next.name,
                pair.previous.comment.as_deref(),
                pair.next.comment.as_deref(),
            )],
            Change::AddEnum { schema, ty } => self.add_enum(context, schema, ty),
            Change::DropEnum { schema, ty } => vec![self.drop_enum(context, schema, ty)],
            Change::RenameEnum { schema, names } => vec![self.rename_enum(context, schema, names)],
            Change::ModifyEnum { schema, ty, uses } => self.modify_enum(context, schema, ty, uses)?,
            Change::AddSequence { schema, sequence } => {
                let mut statements = vec![self.add_sequence(context, schema, sequence)];
                statements.extend(self.sequence_comment(context, schema, None, sequence));
                statements
            }
            Change::DropSequence { schema, sequence } => vec![self.drop_sequence(context, schema, sequence)],
            Change::ModifySequence { schema, sequence } => {
                let comment =
                    self.sequence_comment(context, schema, Some(&sequence.previous), &sequence.next);
                self.modify_sequence(context, schema, sequence).into_iter().chain(comment).collect()
            }
            Change::AddTable { schema, table } => self.create_table(context, schema, table)?,
            Change::DropTable { schema, table } => vec![self.drop_table(context, schema, table)?],
            Change::RenameTable { schema, names } => vec![self.rename_table(context, schema, names)],
            Change::ModifyTable(modify) => self.modify_table(context, modify)?,
            Change::AddView { schema, view } => self.add_view(context, schema, view),
            Change::DropView { schema, view } => vec![self.drop_view(context, schema, view)],
            Change::ModifyView { schema, view } if self.differs_around_query(view) => {
                self.alter_view(context, schema, view)
            }
            Change::ModifyView { schema, view } => {
                let mut statements = vec![self.drop_view(context, schema, &view.previous)];
                statements.extend(self.add_view(context, schema, &view.next));
                statements
            }
            Change::AddObject { schema, object } => self.add_object(context, schema, object)?,
            Change::DropObject { schema, object } => self.drop_object(context, schema, object)?,
            Change::ModifyObject { schema, object } => self.modify_object(context, schema, object)?,
        })
    }

    /// Whether the column is stored as another type, collation included. A serial column is stored as an integer.
    fn changes_type(&self, previous: &Column, next: &Column) -> bool {
        !self.same_type(&clauses::integer_of(&previous.ty), &clauses::integer_of(&next.ty))
            || !super::collations::same(previous.collation.as_ref(), next.collation.as_ref())
    }

    fn refuse_partition_change(table: &str, change: &TableChange) -> Result<(), PlanError> {
        let TableChange::Attribute(AttributeChange::Options(pair)) = change else { return Ok(()) };
        let message = match (&pair.previous.partition_by, &pair.next.partition_by) {
            (Some(_), None) => {
                format!("partition key cannot be dropped from {table:?} (drop and add is required)")
            }
            (None, Some(_)) => {
                format!("partition key cannot be added to {table:?} (drop and add is required)")
            }
            (Some(previous), Some(next)) if previous != next => format!(
                "partition key of table {table:?} cannot be changed from PARTITION BY {previous} to PARTITION BY \
                 {next} (drop and add is required)"
            ),
            _ => return Ok(()),
        };
        Err(PlanError::unsupported(format!("table {table:?}"), message))
    }

    /// Whether two columns are generated in different ways, so that one of them must go.
    fn regenerates(&self, previous: &Column, next: &Column) -> bool {
        next.generated.is_some() && !self.same_generated(previous, next) || kept(previous, next).is_some()
    }
}

/// What a column that is computed when it is read has to be before it can be computed no longer: the server lets only those
/// go that have their values on disk (manual: "ALTER TABLE", `DROP EXPRESSION`).
fn kept(previous: &Column, next: &Column) -> Option<Column> {
    let generated =
        previous.generated.as_ref().filter(|generated| !generated.stored && next.generated.is_none())?;
    let generated = Some(Generated { stored: true, ..generated.clone() });
    Some(Column { generated, ..previous.clone() })
}

/// A value that a type got can't be used before the transaction that added it ends (manual: "ALTER
/// TYPE"): where a later statement needs it, it is added outside.
fn part_new_values(mut statements: Vec<Statement>) -> Vec<Statement> {
    for at in 0..statements.len() {
        let Some((_, value)) = statements[at].sql.split_once(" ADD VALUE ") else { continue };
        let value = value.split(" BEFORE '").next().unwrap_or(value);
        let value = value.split(" AFTER '").next().unwrap_or(value).to_owned();
        let used = statements
            .iter()
            .skip(at + 1)
            .any(|later| later.sql.contains(&value) && !later.sql.contains(" ADD VALUE "));
        if used {
            statements[at].outside_transaction = true;
            statements[at].hazards.push(Hazard::new(
                HazardKind::NonTransactional,
                format!(
                    "the value {value} is used by later statements, which only see it once it is committed"
                ),
            ));
        }
    }
    statements
}
