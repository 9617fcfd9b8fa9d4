use super::super::Postgres;
use super::super::diff::Counting;
use super::clauses::{default_key_name, integer_of, is_serial, parameters};
use super::heirs::{Step, has_heirs, part_identities};
use super::not_null::is_servers;
use super::settings::set_anew;
use crate::change::{AttributeChange, ModifyTable, Pair, TableChange};
use crate::dialect::{Dialect, DiffRules, Exprs, TypeChange, Types};
use crate::model::{Check, Column, Expr, ForeignKey, Table, TableOptions, TableRef};
use crate::plan::{
    Filled, Halves, Hazard, HazardKind, PlanContext, PlanError, Statement, go_quote, row_risks,
};

impl Postgres {
    /// The ALTER TABLE, with what comes before and after it for serial columns and filled ones.
    pub(super) fn alter(
        &self,
        context: &PlanContext<'_>,
        modify: &ModifyTable,
        changes: &[TableChange],
    ) -> Result<Vec<Statement>, PlanError> {
        let parts = part_counters(changes).or_else(|| part_log(changes));
        let parts = parts.or_else(|| self.part_computed(changes));
        let heirs = || has_heirs(context, &modify.schema, &modify.table.next.name);
        if let Some((first, second)) = parts.or_else(|| part_identities(changes).filter(|_| heirs())) {
            let mut statements = self.alter(context, modify, &first)?;
            statements.extend(self.alter(context, modify, &second)?);
            return Ok(statements);
        }
        let halves = Halves::of(changes);
        let mut statements = self.sequences_first(context, modify, changes);
        statements.extend(self.steps(context, modify, halves.first)?);
        let table = self.name(context, &modify.schema, &modify.table.next.name);
        let state = &modify.table.next;
        let filled = Filled { written: &table, name: &state.name, state };
        statements.extend(halves.fills.iter().map(|fill| fill.statement(self, &filled)));
        statements.extend(self.steps(context, modify, halves.second)?);
        statements.extend(self.sequences_last(context, modify, changes));
        Ok(statements)
    }

    /// The changes in one ALTER TABLE, or in several that let others go on.
    fn steps(
        &self,
        context: &PlanContext<'_>,
        modify: &ModifyTable,
        changes: Vec<TableChange>,
    ) -> Result<Vec<Statement>, PlanError> {
        if self.works_online(context, modify) {
            self.alter_online(context, modify, changes)
        } else {
            self.alter_table(context, modify, changes)
        }
    }

    /// What reaches the tables below comes first, then what is done to this one only.
    pub(super) fn alter_table(
        &self,
        context: &PlanContext<'_>,
        modify: &ModifyTable,
        changes: Vec<TableChange>,
    ) -> Result<Vec<Statement>, PlanError> {
        let up = self.all_clauses(context, &modify.schema, &modify.table.next, &changes)?;
        if up.is_empty() {
            return Ok(Vec::new());
        }
        let name = &modify.table.next.name;
        let own = self.own_clauses(context, modify, &changes)?;
        let mut hazards = Vec::new();
        if context.existed(&modify.schema, name) || modify.table.next.origin.renamed_from.is_some() {
            for hazard in changes.iter().flat_map(|change| self.hazards(name, change)) {
                if !hazards.contains(&hazard) {
                    hazards.push(hazard);
                }
            }
        }
        let nameless = changes.iter().any(|change| match change {
            TableChange::AddCheck(check) => check.name.is_empty(),
            TableChange::AddForeignKey(key) => key.name.is_empty(),
            _ => false,
        });
        let down = if nameless {
            None
        } else {
            let mut back: Vec<TableChange> = changes.into_iter().rev().map(TableChange::inverse).collect();
            add_in_order(&mut back, &modify.table.previous);
            let down = self.all_clauses(context, &modify.schema, &modify.table.previous, &back)?;
            let mut rest = self.continued(context, modify, &back);
            rest.extend(self.new_comments_of(context, modify, &back));
            Some((down, rest))
        };
        let mut statements = Vec::new();
        for step in Step::ALL {
            let of_part = |clauses: &[String], back: bool| -> Option<String> {
                let clauses = clauses.iter().filter(|clause| own.step(clause, back) == step);
                let clauses: Vec<&str> = clauses.map(String::as_str).collect();
                let name = self.name(context, &modify.schema, name);
                (!clauses.is_empty()).then(|| format!("{} {name} {}", step.words(back), clauses.join(", ")))
            };
            let Some(sql) = of_part(&up, false) else { continue };
            let mut statement = Statement::new(sql, format!("modify {} table", go_quote(name)));
            statement.hazards = std::mem::take(&mut hazards);
            statements.push(match &down {
                None => statement.irreversible("a constraint that it adds has no name to drop it by"),
                Some((down, rest)) => {
                    let mut undo: Vec<String> = of_part(down, true).into_iter().collect();
                    if statements.is_empty() {
                        undo.extend(rest.iter().cloned());
                    }
                    statement.undone_by_all(undo)
                }
            });
        }
        Ok(statements)
    }

    /// Drops of constraints come first, and a generated column goes before the columns that it is made
    /// of and comes after them; else the clauses keep the order of the changes.
    fn all_clauses(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        table: &Table,
        changes: &[TableChange],
    ) -> Result<Vec<String>, PlanError> {
        let mut changes: Vec<&TableChange> = changes.iter().collect();
        changes.sort_by_key(|change| rank(change));
        let mut clauses = Vec::new();
        for change in &changes {
            clauses.extend(self.clauses(context, schema, table, change)?);
        }
        // A key to the table itself goes before what it refers to.
        let keys: Vec<String> = changes
            .iter()
            .filter_map(|change| match change {
                TableChange::DropForeignKey(key)
                | TableChange::ModifyForeignKey(Pair { previous: key, .. }) => {
                    Some(format!("DROP CONSTRAINT {}", self.quote(&key.name)))
                }
                _ => None,
            })
            .collect();
        // One that comes again does so at once where nothing else changes.
        if !changes.iter().all(|change| change.is_of_check()) {
            clauses.sort_by_key(|clause| (!clause.starts_with("DROP CONSTRAINT"), !keys.contains(clause)));
        }
        Ok(clauses)
    }

    pub(super) fn clauses(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        table: &Table,
        change: &TableChange,
    ) -> Result<Vec<String>, PlanError> {
        let drop = |name: &str| format!("DROP CONSTRAINT {}", self.quote(name));
        let drop_key =
            |name: &Option<String>| drop(name.as_deref().unwrap_or(&default_key_name(&table.name)));
        Ok(match change {
            TableChange::Attribute(AttributeChange::Options(pair)) => {
                let mut clauses = option_clauses(pair);
                for (words, from, other) in [
                    ("NO INHERIT", &pair.previous.inherits, &pair.next.inherits),
                    ("INHERIT", &pair.next.inherits, &pair.previous.inherits),
                ] {
                    let parents = from.iter().filter(|parent| !other.contains(parent));
                    clauses.extend(parents.map(|parent| {
                        let TableRef { schema, table: name } = parent;
                        format!("{words} {}", self.full_name(context, schema, &table.origin, name))
                    }));
                }
                clauses
            }
            TableChange::AddColumn(column) => {
                let name = self.quote(&column.name);
                let set = set_anew(column).into_iter().map(|piece| format!("ALTER COLUMN {name} {piece}"));
                let mut settled = self.column_under_path(schema, &table.origin, column);
                if settled.origin.not_null.as_deref().is_some_and(is_servers) {
                    // It may be that of a column which has got another name.
                    settled.to_mut().origin.not_null = None;
                }
                let add = format!("ADD COLUMN {}", self.column_sql(context, schema, &settled)?);
                std::iter::once(add).chain(set).collect()
            }
            TableChange::DropColumn(column) => vec![format!("DROP COLUMN {}", self.quote(&column.name))],
            TableChange::ModifyColumn(pair) => {
                let under = |column| self.column_under_path(schema, &table.origin, column).into_owned();
                let mut clauses =
                    self.alter_column(context, (schema, &table.name), &pair.as_ref().map(under));
                clauses.extend(self.alter_not_null(&table.name, pair));
                clauses
            }
            TableChange::AddPrimaryKey(key) => {
                vec![format!("ADD {}", self.primary_key_sql(&table.name, key))]
            }
            TableChange::DropPrimaryKey(key) => vec![drop_key(&key.name)],
            TableChange::ModifyPrimaryKey(pair) if self.same_primary_key(&pair.previous, &pair.next) => {
                Vec::new()
            }
            TableChange::ModifyPrimaryKey(pair) => vec![
                drop_key(&pair.previous.name),
                format!("ADD {}", self.primary_key_sql(&table.name, &pair.next)),
            ],
            TableChange::AddIndex(index) if index.constraint => {
                vec![format!("ADD {}", self.unique_sql(context, schema, index))]
            }
            TableChange::DropIndex(index) if index.constraint => vec![drop(&index.name)],
            TableChange::ModifyIndex(pair) if !super::modify::only_comment(self, change) => {
                let mut clauses = Vec::new();
                if pair.previous.constraint {
                    clauses.push(drop(&pair.previous.name));
                }
                if pair.next.constraint {
                    clauses.push(format!("ADD {}", self.unique_sql(context, schema, &pair.next)));
                }
                clauses
            }
            TableChange::AddForeignKey(key) => {
                vec![format!("ADD {}", self.foreign_key_sql(context, table, key)?)]
            }
            TableChange::DropForeignKey(key) => vec![drop(&key.name)],
            TableChange::ModifyForeignKey(_) | TableChange::ModifyCheck(_)
                if let Some(name) = validated(change) =>
            {
                vec![format!("VALIDATE CONSTRAINT {}", self.quote(name))]
            }
            TableChange::ModifyForeignKey(pair) => vec![
                drop(&pair.previous.name),
                format!("ADD {}", self.foreign_key_sql(context, table, &pair.next)?),
            ],
            TableChange::AddCheck(check) => vec![format!("ADD {}", self.check_sql(check))],
            TableChange::DropCheck(check) if check.name.is_empty() => {
                return Err(PlanError::unsupported(
                    format!("table {}", go_quote(&table.name)),
                    format!("the check {} has no name to drop it by", check.expr),
                ));
            }
            TableChange::DropCheck(check) => vec![drop(&check.name)],
            TableChange::ModifyCheck(pair) if pair.previous.name.is_empty() => {
                return Err(PlanError::unsupported(
                    format!("table {}", go_quote(&table.name)),
                    "cannot modify unnamed check constraint",
                ));
            }
            TableChange::ModifyCheck(pair) => {
                vec![drop(&pair.previous.name), format!("ADD {}", self.check_sql(&pair.next))]
            }
            _ => Vec::new(),
        })
    }

    /// Whether a default differs from row to row, so that adding it rewrites the table. A constant
    /// doesn't, nor does the time of the transaction.
    fn is_volatile(&self, default: &Expr) -> bool {
        const STABLE: [&str; 6] =
            ["current_timestamp", "current_date", "current_time", "localtime", "now()", "localtimestamp"];
        let plain = Expr::new(default.as_str().split("::").next().unwrap_or_default());
        let lower = default.as_str().trim().to_ascii_lowercase();
        !self.is_literal(&plain) && !STABLE.iter().any(|word| lower.starts_with(word))
    }

    fn hazards(&self, table: &str, change: &TableChange) -> Vec<Hazard> {
        if matches!(change, TableChange::AddIndex(index) | TableChange::ModifyIndex(Pair { next: index, .. })
            if !index.constraint)
        {
            // A statement of its own builds it.
            return Vec::new();
        }
        let mut hazards = row_risks(self, table, change);
        let table = go_quote(table);
        let reads = |what: String| Hazard::new(HazardKind::BlocksReads, what);
        match change {
            TableChange::ModifyColumn(pair) => {
                if self.type_change(&pair.previous.ty, &pair.next.ty) >= TypeChange::Rewrite {
                    hazards.push(reads(format!("table {table} is locked while it is rewritten")));
                } else if pair.previous.null && !pair.next.null {
                    hazards.push(reads(format!("table {table} is locked while its rows are checked")));
                }
                if narrows_counter(pair) {
                    hazards.push(Hazard::new(
                        HazardKind::DataDependent,
                        format!(
                            "fails if the sequence of column {} has gone beyond its ends already",
                            go_quote(&pair.next.name)
                        ),
                    ));
                }
            }
            TableChange::AddColumn(column) => {
                let computed = column.generated.is_some()
                    || is_serial(&column.ty)
                    || column.identity.is_some()
                    || column.default.as_ref().is_some_and(|default| self.is_volatile(default));
                if computed {
                    hazards.push(Hazard::new(
                        HazardKind::Rewrite,
                        format!("table {table} is rewritten to compute column {}", go_quote(&column.name)),
                    ));
                }
            }
            TableChange::Attribute(AttributeChange::Options(pair))
                if pair.previous.unlogged != pair.next.unlogged =>
            {
                let into = if pair.next.unlogged { "out of" } else { "into" };
                hazards.push(Hazard::new(
                    HazardKind::Rewrite,
                    format!("table {table} is rewritten to take it {into} the log"),
                ));
                hazards.push(reads(format!("table {table} is locked while it is rewritten")));
            }
            TableChange::ModifyPrimaryKey(pair) if self.same_primary_key(&pair.previous, &pair.next) => {}
            TableChange::AddPrimaryKey(_) | TableChange::ModifyPrimaryKey(_) => {
                hazards.push(reads(format!("table {table} is locked while the index of its key is built")));
            }
            TableChange::AddIndex(index) if index.constraint => {
                hazards.push(reads(format!(
                    "table {table} is locked while index {} is built",
                    go_quote(&index.name)
                )));
            }
            TableChange::AddForeignKey(key) | TableChange::ModifyForeignKey(Pair { next: key, .. })
                if !key.not_valid && !key.not_enforced && validated(change).is_none() =>
            {
                hazards.push(Hazard::new(
                    HazardKind::BlocksWrites,
                    format!(
                        "writers of tables {table} and {} wait while rows are checked",
                        go_quote(&key.references.table)
                    ),
                ))
            }
            TableChange::AddCheck(check) if !check.not_valid && check.enforced => {
                hazards.push(reads(format!("table {table} is locked while its rows are checked")));
            }
            _ => {}
        }
        hazards
    }
}

/// The constraint that is to hold for the rows that are there, too, if that is all that changes.
pub(super) fn validated(change: &TableChange) -> Option<&str> {
    match change {
        TableChange::ModifyForeignKey(Pair { previous, next }) => {
            let comment = next.comment.clone();
            let checked = ForeignKey { not_valid: false, comment, ..previous.clone() };
            (previous.not_valid && checked == *next).then_some(&next.name)
        }
        TableChange::ModifyCheck(Pair { previous, next }) => {
            let comment = next.comment.clone();
            let checked = Check { not_valid: false, comment, ..previous.clone() };
            (previous.not_valid && checked == *next).then_some(&next.name)
        }
        _ => None,
    }
}

/// Splits a column whose counter comes or goes with more: a serial one that comes to be an identity
/// one, or the other way round (the first counter goes before the next one takes its name), and an
/// identity one whose type changes, too.
fn part_counters(changes: &[TableChange]) -> Option<(Vec<TableChange>, Vec<TableChange>)> {
    let crosses = |pair: &Pair<Column>| {
        is_serial(&pair.previous.ty) && pair.next.identity.is_some()
            || pair.previous.identity.is_some() && is_serial(&pair.next.ty)
            // The server gives an identity column no other type, not even one that loses it meanwhile.
            || pair.previous.identity.is_some() != pair.next.identity.is_some()
                && integer_of(&pair.previous.ty) != integer_of(&pair.next.ty)
    };
    let crossing = |change: &TableChange| matches!(change, TableChange::ModifyColumn(pair) if crosses(pair));
    if !changes.iter().any(crossing) {
        return None;
    }
    let (mut first, mut second) = (Vec::new(), Vec::new());
    for change in changes {
        match change {
            TableChange::ModifyColumn(pair) if crosses(pair) => {
                let counted = pair.next.identity.is_some() || is_serial(&pair.next.ty);
                let kept = if counted { &pair.next } else { &pair.previous };
                let plain = Column { ty: integer_of(&kept.ty), identity: None, ..kept.clone() };
                first.push(TableChange::ModifyColumn(Pair::new(pair.previous.clone(), plain.clone())));
                second.push(TableChange::ModifyColumn(Pair::new(plain, pair.next.clone())));
            }
            change => first.push(change.clone()),
        }
    }
    Some((first, second))
}

/// Splits off that a table comes to be logged, or no longer, where columns with sequences come or go as well: those that
/// come in the same statement would still be as the table was.
fn part_log(changes: &[TableChange]) -> Option<(Vec<TableChange>, Vec<TableChange>)> {
    let counts = |column: &Column| is_serial(&column.ty) || column.identity.is_some();
    let is_counter = |change: &TableChange| match change {
        TableChange::AddColumn(column) | TableChange::DropColumn(column) => counts(column),
        TableChange::ModifyColumn(pair) => counts(&pair.previous) != counts(&pair.next),
        _ => false,
    };
    if !changes.iter().any(is_counter) {
        return None;
    }
    let options = |pair: Pair<TableOptions>| TableChange::Attribute(AttributeChange::Options(pair));
    let (mut first, mut second) = (Vec::new(), Vec::new());
    for change in changes {
        match change {
            TableChange::Attribute(AttributeChange::Options(Pair { previous, next }))
                if previous.unlogged != next.unlogged =>
            {
                let between = TableOptions { unlogged: next.unlogged, ..previous.clone() };
                first.push(options(Pair::new(previous.clone(), between.clone())));
                second.push(options(Pair::new(between, next.clone())));
            }
            change => second.push(change.clone()),
        }
    }
    (!first.is_empty()).then_some((first, second))
}

/// Whether the sequence of an identity column gets an end that it may have passed.
fn narrows_counter(pair: &Pair<Column>) -> bool {
    let counting =
        |column: &Column| column.identity.as_ref().map(|identity| Counting::of(identity, &column.ty));
    let states = pair.as_ref().map(counting);
    matches!((states.previous, states.next), (Some(previous), Some(next))
        if next.min > previous.min || next.max < previous.max)
}

fn rank(change: &TableChange) -> u8 {
    match change {
        TableChange::DropColumn(column) if column.generated.is_some() => 0,
        TableChange::ModifyColumn(pair) if pair.previous.generated.is_some() => 0,
        TableChange::AddColumn(column) if column.generated.is_some() => 2,
        _ => 1,
    }
}

fn option_clauses(pair: &Pair<TableOptions>) -> Vec<String> {
    let Pair { previous, next } = pair;
    let mut clauses = Vec::new();
    if previous.unlogged != next.unlogged {
        clauses.push(if next.unlogged { "SET UNLOGGED" } else { "SET LOGGED" }.to_owned());
    }
    let set: Vec<(String, String)> = next
        .parameters
        .iter()
        .filter(|parameter| !previous.parameters.contains(parameter))
        .cloned()
        .collect();
    if !set.is_empty() {
        clauses.push(format!("SET ({})", parameters(&set)));
    }
    let reset: Vec<&str> = previous
        .parameters
        .iter()
        .filter(|(name, _)| next.parameters.iter().all(|(other, _)| other != name))
        .map(|(name, _)| name.as_str())
        .collect();
    if !reset.is_empty() {
        clauses.push(format!("RESET ({})", reset.join(", ")));
    }
    for (was, is, words) in [
        (previous.row_security, next.row_security, ["DISABLE", "ENABLE"]),
        (previous.force_row_security, next.force_row_security, ["NO FORCE", "FORCE"]),
    ] {
        if was != is {
            clauses.push(format!("{} ROW LEVEL SECURITY", words[usize::from(is)]));
        }
    }
    clauses
}

/// Lets columns that come back do so in the order in which they stood.
fn add_in_order(changes: &mut [TableChange], table: &Table) {
    let added = |change: &TableChange| match change {
        TableChange::AddColumn(column) => table.columns.iter().position(|other| other.name == column.name),
        _ => None,
    };
    let slots: Vec<usize> = (0..changes.len()).filter(|at| added(&changes[*at]).is_some()).collect();
    let mut columns: Vec<TableChange> = slots.iter().map(|at| changes[*at].clone()).collect();
    columns.sort_by_key(added);
    for (slot, column) in slots.into_iter().zip(columns) {
        changes[slot] = column;
    }
}
