use super::Sqlite;
use crate::change::{Change, ModifyTable, TableChange};
use crate::dialect::{Dialect, Planner, ViewsInTheWay};
use crate::model::{Object, ObjectKind, Realm, Table, View};
use crate::plan::{
    Hazard, HazardKind, PlanContext, PlanError, PlanOptions, Printed, Reverse, Statement, go_quote,
};
use crate::words;
use alter::pragma;

mod alter;
mod clauses;
mod native;
mod print;
mod rebuild;

impl Planner for Sqlite {
    fn statements(&self, context: &PlanContext<'_>, changes: &[Change]) -> Result<Vec<Statement>, PlanError> {
        let mut statements = Vec::new();
        for change in changes {
            statements.extend(self.change(context, changes, change)?);
        }
        Ok(self.around(context, changes, statements))
    }

    fn print(&self, realm: &Realm, options: &PlanOptions) -> Result<Vec<Printed>, PlanError> {
        self.print_realm(realm, options)
    }

    /// A table may refer to one that isn't there yet.
    fn checks_references(&self) -> bool {
        false
    }

    fn views_in_the_way(&self, modify: &ModifyTable) -> ViewsInTheWay {
        if self.rebuilds(modify) {
            // Giving the new table the name fails while a view reads a table that isn't there.
            return ViewsInTheWay::All;
        }
        let dropped: Vec<String> = modify
            .changes
            .iter()
            .filter_map(|change| match change {
                TableChange::DropColumn(column) => Some(column.name.clone()),
                _ => None,
            })
            .collect();
        if dropped.is_empty() { ViewsInTheWay::None } else { ViewsInTheWay::Reading(dropped) }
    }
}

impl Sqlite {
    fn change(
        &self,
        context: &PlanContext<'_>,
        changes: &[Change],
        change: &Change,
    ) -> Result<Vec<Statement>, PlanError> {
        Ok(match change {
            Change::AddTable { table, .. } => self.create_table(context, table)?,
            Change::DropTable { schema, table } => vec![self.drop_table(context, changes, schema, table)?],
            Change::RenameTable { names, .. } => {
                let rename = |from: &str, to: &str| {
                    format!("ALTER TABLE {} RENAME TO {}", self.quote(from), self.quote(to))
                };
                vec![
                    Statement::new(
                        rename(&names.previous, &names.next),
                        format!(
                            "rename a table from {} to {}",
                            go_quote(&names.previous),
                            go_quote(&names.next)
                        ),
                    )
                    .undone_by(rename(&names.next, &names.previous)),
                ]
            }
            Change::ModifyTable(modify) => self.modify_table(context, modify)?,
            Change::AddView { view, .. } => vec![self.add_view(view)],
            Change::DropView { view, .. } => vec![self.drop_view(view)],
            Change::ModifyView { view, .. } => {
                vec![self.drop_view(&view.previous), self.add_view(&view.next)]
            }
            Change::AddObject { object, .. } => vec![self.add_object(object)],
            Change::DropObject { object, .. } => vec![self.drop_object(object)?],
            Change::ModifyObject { object, .. } => {
                vec![self.drop_object(&object.previous)?, self.add_object(&object.next)]
            }
            Change::AddSchema(schema) | Change::DropSchema(schema) => {
                return Err(unsupported("schema", &schema.name));
            }
            Change::ModifySchema(pair) => return Err(unsupported("schema", &pair.next.name)),
            Change::AddEnum { ty, .. } | Change::DropEnum { ty, .. } => {
                return Err(unsupported("enum type", &ty.name));
            }
            Change::RenameEnum { names, .. } => return Err(unsupported("enum type", &names.next)),
            Change::ModifyEnum { ty, .. } => return Err(unsupported("enum type", &ty.next.name)),
            Change::AddSequence { sequence, .. } | Change::DropSequence { sequence, .. } => {
                return Err(unsupported("sequence", &sequence.name));
            }
            Change::ModifySequence { sequence, .. } => {
                return Err(unsupported("sequence", &sequence.next.name));
            }
        })
    }

    fn create_table(&self, context: &PlanContext<'_>, table: &Table) -> Result<Vec<Statement>, PlanError> {
        let mut statements = vec![
            Statement::new(
                self.create_table_sql(table, context.indent())?,
                format!("create {} table", go_quote(&table.name)),
            )
            .undone_by(format!("DROP TABLE {}", self.quote(&table.name))),
        ];
        statements.extend(self.set_sequence(table));
        for index in clauses::indexes(table) {
            statements.push(self.create_index(&table.name, index));
        }
        Ok(statements)
    }

    fn drop_table(
        &self,
        context: &PlanContext<'_>,
        changes: &[Change],
        schema: &str,
        table: &Table,
    ) -> Result<Statement, PlanError> {
        let mut back: Vec<String> =
            self.create_table(context, table)?.into_iter().map(|statement| statement.sql).collect();
        back.extend(
            triggers(context, schema)
                .filter(|trigger| trigger.table.as_deref() == Some(&table.name))
                .filter(|trigger| !changes.iter().any(|change| is_about(change, trigger)))
                .map(|trigger| trigger.text.clone()),
        );
        let name = go_quote(&table.name);
        Ok(Statement::new(format!("DROP TABLE {}", self.quote(&table.name)), format!("drop {name} table"))
            .undone_by_all(back)
            .hazard(Hazard::new(HazardKind::DataLoss, format!("drops table {name} with its rows"))))
    }

    fn add_view(&self, view: &View) -> Statement {
        let columns =
            if view.columns.is_empty() { String::new() } else { format!(" ({})", self.names(&view.columns)) };
        Statement::new(
            format!("CREATE VIEW {}{columns} AS {}", self.quote(&view.name), view.definition),
            format!("create {} view", go_quote(&view.name)),
        )
        .undone_by(format!("DROP VIEW {}", self.quote(&view.name)))
    }

    fn drop_view(&self, view: &View) -> Statement {
        let create = self.add_view(view).sql;
        Statement::new(
            format!("DROP VIEW {}", self.quote(&view.name)),
            format!("drop {} view", go_quote(&view.name)),
        )
        .undone_by(create)
    }

    fn add_object(&self, object: &Object) -> Statement {
        let statement = Statement::new(
            &*object.text,
            format!("create {} {}", go_quote(&object.name), object.kind.selector()),
        );
        match object.kind {
            ObjectKind::Trigger => statement.undone_by(format!("DROP TRIGGER {}", self.quote(&object.name))),
            ObjectKind::Other => statement.undone_by(format!("DROP TABLE {}", self.quote(&object.name))),
            _ => statement.irreversible("what undoes it isn't known"),
        }
    }

    fn drop_object(&self, object: &Object) -> Result<Statement, PlanError> {
        let name = go_quote(&object.name);
        let drop = |what: &str| {
            let sql = format!("DROP {what} {}", self.quote(&object.name));
            Statement::new(sql, format!("drop {name} {}", what.to_lowercase())).undone_by(&*object.text)
        };
        match object.kind {
            ObjectKind::Trigger => Ok(drop("TRIGGER")),
            // A virtual table, which may hold rows.
            ObjectKind::Other => Ok(drop("TABLE").hazard(Hazard::new(
                HazardKind::DataLoss,
                format!("drops virtual table {name} with its rows"),
            ))),
            kind => Err(unsupported(kind.selector(), &object.name)),
        }
    }

    /// Puts what a rebuild needs around the statements: triggers go and come back, and foreign keys
    /// are not enforced meanwhile. (The pragma does nothing inside a transaction: who runs the
    /// statements in one must turn enforcement off before it begins.)
    fn around(
        &self,
        context: &PlanContext<'_>,
        changes: &[Change],
        statements: Vec<Statement>,
    ) -> Vec<Statement> {
        let rebuilt: Vec<&ModifyTable> = changes
            .iter()
            .filter_map(|change| match change {
                Change::ModifyTable(modify) if self.rebuilds(modify) => Some(modify),
                _ => None,
            })
            .collect();
        // Enforced between two statements of the way back, the drop of a table takes the rows along that
        // refer to it: it is turned off around all of them.
        let only_back = refers_ahead(changes)
            || changes.iter().any(|change| {
                matches!(change, Change::ModifyTable(modify)
                if self.rebuilds_back(modify))
            });
        let drops = changes.iter().any(|change| matches!(change, Change::DropTable { .. }));
        if rebuilt.is_empty() && !drops {
            let mut all = self.with_triggers(context, changes, &rebuilt, statements);
            if only_back {
                surround_reverse(&mut all, pragma("off"), pragma("on"));
            }
            return all;
        }
        let mut off = Statement::new(pragma("off"), "disable the enforcement of foreign-keys constraints");
        let mut on = Statement::new(pragma("on"), "enable back the enforcement of foreign-keys constraints");
        if !rebuilt.is_empty() || only_back {
            off = off.undone_by(pragma("on"));
            on = on.undone_by(pragma("off"));
        }
        let mut all = vec![off];
        all.extend(self.with_triggers(context, changes, &rebuilt, statements));
        all.push(on);
        all
    }

    /// Puts the drops of triggers that stand in the way before the statements, and their new beginnings after them; for
    /// a table that is only made anew on the way back, into that.
    fn with_triggers(
        &self,
        context: &PlanContext<'_>,
        changes: &[Change],
        rebuilt: &[&ModifyTable],
        mut statements: Vec<Statement>,
    ) -> Vec<Statement> {
        let (mut first, mut last) = (Vec::new(), Vec::new());
        for trigger in self.triggers_in_the_way(context, changes, rebuilt) {
            let Ok(drop) = self.drop_object(trigger.object) else { continue };
            first.push(drop);
            if !goes(changes, trigger.schema, trigger.object.table.as_deref().unwrap_or_default()) {
                last.push(self.add_object(&renamed(trigger.object, changes)));
            }
        }
        let rebuilt_back: Vec<&ModifyTable> = changes
            .iter()
            .filter_map(|change| match change {
                Change::ModifyTable(modify) if !self.rebuilds(modify) && self.rebuilds_back(modify) => {
                    Some(modify)
                }
                _ => None,
            })
            .collect();
        for trigger in self.triggers_in_the_way(context, changes, &rebuilt_back) {
            let Ok(drop) = self.drop_object(trigger.object) else { continue };
            if first.iter().all(|statement| statement.sql != drop.sql) {
                surround_reverse(&mut statements, drop.sql, trigger.object.text.clone());
            }
        }
        first.extend(statements);
        first.extend(last);
        first
    }

    /// The triggers of the previous state, but those that change themselves, that name a table which is made anew, that
    /// hang on a view which is, or that name a table which is dropped: SQLite alters no table while one does.
    fn triggers_in_the_way<'c>(
        &self,
        context: &PlanContext<'c>,
        changes: &'c [Change],
        rebuilt: &[&ModifyTable],
    ) -> Vec<PlacedTrigger<'c>> {
        let is_on_dropped_view = |schema: &str, name: &str| {
            changes.iter().any(|change| {
                matches!(change, Change::DropView { schema: home, view } if home == schema && view.name == name)
            })
        };
        let dropped = if alters(changes) { dropped_tables(changes) } else { Vec::new() };
        let mut found = Vec::new();
        for schema in &context.previous.schemas {
            for trigger in triggers(context, &schema.name) {
                let known = changes.iter().any(|change| is_about(change, trigger));
                let names_rebuilt = rebuilt.iter().any(|modify| {
                    modify.schema == schema.name
                        && previous_names(changes, modify).any(|name| words::mentions(&trigger.text, name))
                });
                let names_dropped = dropped.iter().any(|name| words::mentions(&trigger.text, name));
                let touched = names_rebuilt
                    || names_dropped
                    || trigger.table.as_deref().is_some_and(|table| is_on_dropped_view(&schema.name, table));
                if touched && !known {
                    found.push(PlacedTrigger { schema: &schema.name, object: trigger });
                }
            }
        }
        found
    }
}

/// Whether a statement of the plan has SQLite look through all triggers and views.
fn alters(changes: &[Change]) -> bool {
    changes.iter().any(|change| matches!(change, Change::ModifyTable(_) | Change::RenameTable { .. }))
}

fn dropped_tables(changes: &[Change]) -> Vec<&str> {
    let dropped = changes.iter().filter_map(|change| match change {
        Change::DropTable { table, .. } => Some(table.name.as_str()),
        _ => None,
    });
    dropped.collect()
}

/// A trigger in its schema.
struct PlacedTrigger<'c> {
    schema: &'c str,
    object: &'c Object,
}

/// Whether a table comes to refer to one that comes after it, so that on the way back the other goes while
/// it still does.
fn refers_ahead(changes: &[Change]) -> bool {
    let comes = |name: &str| {
        changes.iter().any(|change| matches!(change, Change::AddTable { table, .. } if table.name == name))
    };
    // One that is dropped is back by then.
    let is_back = |change: &Change| {
        matches!(change, Change::DropTable { table, .. }
            if table.foreign_keys.iter().any(|key| comes(&key.references.table)))
    };
    if changes.iter().any(is_back) {
        return true;
    }
    changes.iter().enumerate().any(|(at, change)| {
        let table = match change {
            Change::AddTable { table, .. } => table,
            Change::ModifyTable(modify) => &modify.table.next,
            _ => return false,
        };
        changes.iter().skip(at + 1).any(|later| {
            matches!(later, Change::AddTable { table: other, .. }
                if table.foreign_keys.iter().any(|key| key.references.table == other.name))
        })
    })
}

/// Puts a statement before all of the way back, and one after it.
fn surround_reverse(statements: &mut [Statement], before: String, after: String) {
    let sql = |statement: &Statement| statement.reverse.statements().to_vec();
    if let Some(first) = statements.first_mut() {
        let mut back = sql(first);
        back.push(after);
        first.reverse = Reverse::Statements(back);
    }
    if let Some(last) = statements.last_mut() {
        let mut back = sql(last);
        back.insert(0, before);
        last.reverse = Reverse::Statements(back);
    }
}

fn unsupported(kind: &str, name: &str) -> PlanError {
    PlanError::unsupported(format!("{kind} {}", go_quote(name)), "SQLite has no such change")
}

fn triggers<'a>(context: &PlanContext<'a>, schema: &str) -> impl Iterator<Item = &'a Object> + use<'a> {
    let objects = context.previous.schema(schema).map(|schema| schema.objects.as_slice()).unwrap_or_default();
    objects.iter().filter(|object| object.kind == ObjectKind::Trigger)
}

fn is_about(change: &Change, trigger: &Object) -> bool {
    match change {
        Change::DropObject { object, .. } => object == trigger,
        Change::ModifyObject { object, .. } => object.previous == *trigger,
        _ => false,
    }
}

fn goes(changes: &[Change], schema: &str, name: &str) -> bool {
    let dropped = changes.iter().any(|change| match change {
        Change::DropTable { schema: home, table } => home == schema && table.name == name,
        Change::DropView { schema: home, view } => home == schema && view.name == name,
        _ => false,
    });
    let comes = changes.iter().any(|change| match change {
        Change::AddView { schema: home, view } => home == schema && view.name == name,
        Change::AddTable { schema: home, table } => home == schema && table.name == name,
        _ => false,
    });
    dropped && !comes
}

/// The names that a rebuilt table goes by in the texts of the previous state.
fn previous_names<'a>(changes: &'a [Change], modify: &'a ModifyTable) -> impl Iterator<Item = &'a str> {
    let own = modify.table.previous.name.as_str();
    let renamed = changes.iter().filter_map(move |change| match change {
        Change::RenameTable { schema, names } if *schema == modify.schema && names.next == own => {
            Some(names.previous.as_str())
        }
        _ => None,
    });
    std::iter::once(own).chain(renamed)
}

/// The trigger after the renames of this plan, which SQLite follows only in triggers that are there.
fn renamed(trigger: &Object, changes: &[Change]) -> Object {
    let mut trigger = trigger.clone();
    for change in changes {
        match change {
            Change::RenameTable { names, .. } => {
                trigger.text = words::rename(&trigger.text, &names.previous, &names.next);
            }
            Change::ModifyTable(modify) if words::mentions(&trigger.text, &modify.table.next.name) => {
                for change in &modify.changes {
                    if let TableChange::RenameColumn(pair) = change {
                        trigger.text = words::rename(&trigger.text, &pair.previous.name, &pair.next.name);
                    }
                }
            }
            _ => {}
        }
    }
    trigger
}
