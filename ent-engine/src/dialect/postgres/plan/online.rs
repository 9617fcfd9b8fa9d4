//! Changes of a table that is in use, in steps of which none keeps others out while rows are read (manual: "ALTER TABLE",
//! Notes). A step that reads rows runs outside a transaction: the lock of what comes before it would last as long.

use super::super::Postgres;
use crate::change::{ModifyTable, Pair, TableChange};
use crate::dialect::Dialect;
use crate::model::{Check, Column, Expr, Index, Table};
use crate::naming::shorten;
use crate::plan::{Hazard, HazardKind, Online, PlanContext, PlanError, Statement, go_quote, row_risks};

/// The changes of one ALTER TABLE, taken apart.
#[derive(Default)]
struct Steps {
    /// What takes a moment; constraints are there from now on, for rows that come.
    now: Vec<TableChange>,
    /// The look at the rows that are there.
    validated: Vec<TableChange>,
    /// Columns that a validated check knows to have no NULL.
    filled: Vec<TableChange>,
    /// The checks, which have done their duty.
    last: Vec<TableChange>,
    /// Unique constraints, whose indexes are built before.
    unique: Vec<Index>,
}

impl Postgres {
    /// Whether a table is changed in steps that let others go on.
    pub(super) fn works_online(&self, context: &PlanContext<'_>, modify: &ModifyTable) -> bool {
        let table = &modify.table;
        context.options.online == Online::Yes
            && context.existed(&modify.schema, &table.next.name)
            && table.previous.options.partition_by.is_none()
            && !super::heirs::has_heirs(context, &modify.schema, &table.next.name)
    }

    /// [`alter_table`](Self::alter_table) in such steps.
    pub(super) fn alter_online(
        &self,
        context: &PlanContext<'_>,
        modify: &ModifyTable,
        changes: Vec<TableChange>,
    ) -> Result<Vec<Statement>, PlanError> {
        let mut steps = Steps::default();
        for change in changes {
            steps.add(self, &modify.table, change);
        }
        let mut statements = self.alter_table(context, modify, steps.now)?;
        for index in &steps.unique {
            statements.extend(self.unique_online(context, modify, index));
        }
        for mut validation in self.alter_table(context, modify, steps.validated)? {
            validation.outside_transaction = true;
            statements.push(validation);
        }
        for mut filled in self.alter_table(context, modify, steps.filled)? {
            // The check has told, and the server goes by it.
            filled.hazards.clear();
            statements.push(filled);
        }
        statements.extend(self.alter_table(context, modify, steps.last)?);
        Ok(statements)
    }

    /// An index that is built while others write, and the constraint that takes it over.
    fn unique_online(
        &self,
        context: &PlanContext<'_>,
        modify: &ModifyTable,
        index: &Index,
    ) -> [Statement; 2] {
        let place = (modify.schema.as_str(), modify.table.next.name.as_str());
        let mut create = self.create_index(context, place, index, true);
        let change = TableChange::AddIndex(index.clone());
        create.hazards.extend(row_risks(self, place.1, &change));
        let (table, name) = (self.name(context, place.0, place.1), self.quote(&index.name));
        let mut sql = format!("ALTER TABLE {table} ADD CONSTRAINT {name} UNIQUE USING INDEX {name}");
        sql += super::clauses::timing(index.deferrable);
        // The index goes with the constraint, and what undoes its making would find nothing.
        let back = self.create_index_sql(context, place.0, place.1, index, false);
        let undo = vec![format!("ALTER TABLE {table} DROP CONSTRAINT {name}"), back];
        let take = Statement::new(sql, format!("modify {} table", go_quote(place.1))).undone_by_all(undo);
        [create, take]
    }

    /// `DROP INDEX` of a table that is in use.
    pub(super) fn drop_index_online(
        &self,
        context: &PlanContext<'_>,
        place: (&str, &str),
        index: &Index,
    ) -> Statement {
        let mut statement = self.drop_index(context, place, index);
        statement.sql = statement.sql.replacen("DROP INDEX ", "DROP INDEX CONCURRENTLY ", 1);
        statement.outside_transaction = true;
        statement.hazard(Hazard::new(
            HazardKind::NonTransactional,
            format!("index {} is dropped without blocking writers", go_quote(&index.name)),
        ))
    }
}

impl Steps {
    fn add(&mut self, dialect: &Postgres, table: &Pair<Table>, change: TableChange) {
        match change {
            TableChange::AddForeignKey(key)
                if !key.not_valid && !key.not_enforced && !key.name.is_empty() =>
            {
                let mut unchecked = key.clone();
                unchecked.not_valid = true;
                self.now.push(TableChange::AddForeignKey(unchecked.clone()));
                self.validated.push(TableChange::ModifyForeignKey(Pair::new(unchecked, key)));
            }
            TableChange::AddCheck(check) if !check.not_valid && check.enforced && !check.name.is_empty() => {
                self.check(check);
            }
            TableChange::ModifyColumn(pair) if pair.previous.null && !pair.next.null => {
                let nullable = Column { null: true, ..pair.next.clone() };
                if pair.previous != nullable {
                    self.now.push(TableChange::ModifyColumn(Pair::new(pair.previous, nullable.clone())));
                }
                let column = dialect.quote(&pair.next.name);
                let name = free_name(table, &format!("{}_{}_filled", table.next.name, pair.next.name));
                let check = Check::new(name, Expr::new(format!("{column} IS NOT NULL")));
                self.check(check.clone());
                self.filled.push(TableChange::ModifyColumn(Pair::new(nullable, pair.next)));
                self.last.push(TableChange::DropCheck(check));
            }
            TableChange::AddIndex(index) if index.constraint && index.unique && index.include.is_empty() => {
                self.unique.push(index);
            }
            change => self.now.push(change),
        }
    }

    /// A check that new rows keep at once, and of which the others are looked at later.
    fn check(&mut self, check: Check) {
        let unchecked = Check { not_valid: true, ..check.clone() };
        self.now.push(TableChange::AddCheck(unchecked.clone()));
        self.validated.push(TableChange::ModifyCheck(Pair::new(unchecked, check)));
    }
}

/// `wanted`, or a name like it, that no check of the table has.
fn free_name(table: &Pair<Table>, wanted: &str) -> String {
    const LIMIT: usize = 63;
    let taken = |name: &String| {
        let checks = table.previous.checks.iter().chain(&table.next.checks);
        checks.map(|check| &check.name).any(|other| other == name)
    };
    let mut name = shorten(wanted, LIMIT);
    let mut number = 1;
    while taken(&name) {
        number += 1;
        name = shorten(&format!("{wanted}{number}"), LIMIT);
    }
    name
}
