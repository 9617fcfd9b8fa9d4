//! Partitions that come, go, and are cut otherwise.

use super::super::Mysql;
use super::super::replay::Clause;
use crate::change::{AttributeChange, ModifyTable, TableChange};
use crate::model::TableOptions;
use crate::plan::{Hazard, HazardKind, PlanContext, Statement, go_quote};

/// Statements around the ALTER TABLE that changes the rest.
#[derive(Default)]
pub(super) struct Around {
    /// Those before it.
    pub(super) before: Vec<Statement>,
    /// Those after it.
    pub(super) after: Vec<Statement>,
}

impl Mysql {
    /// What changes the partitions of a table. Where other things change too, rows are put together before and spread
    /// after: the server takes no key or type that does not go with the partitions of the moment.
    pub(super) fn partition_steps(&self, context: &PlanContext<'_>, modify: &ModifyTable) -> Around {
        let mut around = Around::default();
        let pair = modify.changes.iter().find_map(|change| match change {
            TableChange::Attribute(AttributeChange::Options(pair)) => Some(pair),
            _ => None,
        });
        let Some(pair) = pair else { return around };
        let (previous, next) = (self.partitions(&pair.previous), self.partitions(&pair.next));
        if self.same_partitions(previous.as_deref(), next.as_deref()) {
            return around;
        }
        let table = self.name(context, &modify.schema, &modify.table.next.name);
        let name = go_quote(&modify.table.next.name);
        let spread = |clause: &str| format!("ALTER TABLE {table} PARTITION BY {clause}");
        let put_together = format!("ALTER TABLE {table} REMOVE PARTITIONING");
        let step = |sql: String, about: &str, back: &str| {
            Statement::new(sql, format!("{about} {name} table")).undone_by(back).hazard(Hazard::new(
                HazardKind::Rewrite,
                format!("table {name} is rewritten to spread its rows anew"),
            ))
        };
        // Where partitions are only counted, every row fits in one.
        let fitting = |statement: Statement, clause: &str| {
            let is_listed = Clause::read(self, clause).is_ok_and(|clause| !clause.partitions.is_empty());
            let message = format!("fails if a row of table {name} fits in none of the partitions");
            let misfit = Hazard::new(HazardKind::DataDependent, message);
            if is_listed { statement.hazard(misfit) } else { statement }
        };
        let is_alone =
            modify.changes.len() == 1 && self.changed_options(&pair.previous, &pair.next).clauses.is_empty();
        match (previous, next) {
            (Some(previous), Some(next)) if is_alone => {
                let undo = spread(&previous);
                around.after =
                    self.listed_steps(&table, &name, (&previous, &next), pair).unwrap_or_else(|| {
                        vec![fitting(step(spread(&next), "spread the rows anew of", &undo), &next)]
                    });
            }
            (previous, next) => {
                if let Some(previous) = previous {
                    let undo = spread(&previous);
                    around.before.push(step(put_together.clone(), "put together the partitions of", &undo));
                }
                if let Some(next) = next {
                    let statement = step(spread(&next), "spread over partitions the rows of", &put_together);
                    around.after.push(fitting(statement, &next));
                }
            }
        }
        around
    }

    /// The steps where listed partitions only go and come, if that is all.
    fn listed_steps(
        &self,
        table: &str,
        name: &str,
        (previous, next): (&str, &str),
        pair: &crate::change::Pair<TableOptions>,
    ) -> Option<Vec<Statement>> {
        let undo = format!("ALTER TABLE {table} PARTITION BY {previous}");
        let (before, after) = (Clause::read(self, previous).ok()?, Clause::read(self, next).ok()?);
        let plain = |clause: &Clause| -> Vec<String> {
            clause.partitions.iter().map(|(_, text)| self.plain_partitions(text)).collect()
        };
        let (old_texts, texts) = (plain(&before), plain(&after));
        let kept: Vec<&String> = old_texts.iter().filter(|text| texts.contains(text)).collect();
        let is_tail = !kept.is_empty() && texts.iter().take(kept.len()).eq(kept.iter().copied());
        if self.plain_partitions(&before.head) != self.plain_partitions(&after.head) || !is_tail {
            return None;
        }
        let lost = self.partitions_lost(&pair.previous, &pair.next);
        if lost.len() + kept.len() != old_texts.len() {
            return None;
        }
        let mut statements = Vec::new();
        if !lost.is_empty() {
            let names = lost.iter().map(|name| go_quote(name)).collect::<Vec<_>>().join(", ");
            let sql = format!("ALTER TABLE {table} DROP PARTITION {}", self.names(&lost));
            let statement =
                Statement::new(sql, format!("drop partitions of {name} table")).undone_by(undo.clone());
            statements.push(statement.hazard(Hazard::new(
                HazardKind::DataLoss,
                format!("drops partitions {names} of table {name} with their rows"),
            )));
        }
        let added: Vec<&str> =
            after.partitions.iter().skip(kept.len()).map(|(_, text)| text.as_str()).collect();
        if !added.is_empty() {
            let sql = format!("ALTER TABLE {table} ADD PARTITION ({})", added.join(", "));
            let mut statement = Statement::new(sql, format!("add partitions to {name} table"));
            // What undoes the drop makes these go, too.
            statement = if lost.is_empty() { statement.undone_by(undo) } else { statement };
            statements.push(statement);
        }
        Some(statements)
    }
}
