use super::Mysql;
use super::diff::{is_text, same_column_encoding};
use crate::change::{Change, ModifyTable};
use crate::dialect::{DiffRules, Planner, Types, ViewsInTheWay};
use crate::model::{Column, Realm, Table};
use crate::plan::{PlanContext, PlanError, PlanOptions, Printed, Statement, go_quote};

mod alter;
mod apart;
mod chance;
mod clauses;
mod history;
mod home;
mod inline_enum;
mod modes;
mod modify;
mod object;
mod online;
mod package;
mod partition;
mod rename;
mod table;
mod whole_keys;

pub(super) use clauses::compressed;

impl Planner for Mysql {
    fn statements(&self, context: &PlanContext<'_>, changes: &[Change]) -> Result<Vec<Statement>, PlanError> {
        let mut statements = Vec::new();
        for change in changes {
            modes::join(&mut statements, self.change(context, change)?);
        }
        Ok(self.let_keys_dangle(context, changes, statements))
    }

    fn prepare(&self, context: &PlanContext<'_>, changes: Vec<Change>) -> Vec<Change> {
        package::apart(context, changes)
    }

    fn print(&self, realm: &Realm, options: &PlanOptions) -> Result<Vec<Printed>, PlanError> {
        self.print_realm(realm, options)
    }

    /// InnoDB wants the same type, sign, character set and collation on both sides of a key. MySQL
    /// copies the table to make a column AUTO_INCREMENT, which it refuses while keys refer to it.
    fn detaches_keys(&self, previous: &Column, next: &Column) -> bool {
        !self.same_type(&previous.ty, &next.ty)
            || is_text(&next.ty) && !same_column_encoding(self, previous, next)
            || previous.auto_increment != next.auto_increment && !self.is_mariadb()
    }

    fn views_in_the_way(&self, _: &ModifyTable) -> ViewsInTheWay {
        ViewsInTheWay::None
    }

    /// A view is looked up when it is read.
    fn drops_views(&self) -> bool {
        false
    }
}

impl Mysql {
    fn change(&self, context: &PlanContext<'_>, change: &Change) -> Result<Vec<Statement>, PlanError> {
        Ok(match change {
            Change::AddSchema(schema) => vec![self.add_schema(schema)],
            Change::DropSchema(schema) => vec![self.drop_schema(schema)],
            Change::ModifySchema(pair) => vec![self.modify_schema(pair)],
            Change::AddTable { schema, table } => self.create_table(context, schema, table)?,
            Change::DropTable { schema, table } => vec![self.drop_table(context, schema, table)?],
            Change::RenameTable { schema, names } => vec![self.rename_table(context, schema, names)],
            Change::ModifyTable(modify) => self.modify_table(context, modify)?,
            Change::AddView { schema, view } => {
                modes::under(&view.origin, vec![self.add_view(context, schema, view)])
            }
            Change::DropView { schema, view } => {
                modes::under(&view.origin, vec![self.drop_view(context, schema, view)])
            }
            Change::ModifyView { schema, view } => self.modify_view_under(context, schema, view),
            Change::AddObject { schema, object } => {
                modes::under(&object.origin, vec![self.add_object(context, schema, object)])
            }
            Change::DropObject { schema, object } => {
                modes::under(&object.origin, vec![self.drop_object(context, schema, object)?])
            }
            Change::ModifyObject { schema, object } => self.modify_object(context, schema, object)?,
            Change::AddSequence { schema, sequence } if self.is_mariadb() => {
                vec![self.add_sequence(context, schema, sequence)]
            }
            Change::DropSequence { schema, sequence } if self.is_mariadb() => {
                vec![self.drop_sequence(context, schema, sequence)]
            }
            Change::ModifySequence { schema, sequence } if self.is_mariadb() => vec![
                self.drop_sequence(context, schema, &sequence.previous),
                self.add_sequence(context, schema, &sequence.next),
            ],
            Change::AddEnum { ty, .. } | Change::DropEnum { ty, .. } => {
                return Err(self.unknown("enum type", &ty.name));
            }
            Change::RenameEnum { names, .. } => return Err(self.unknown("enum type", &names.next)),
            Change::ModifyEnum { ty, .. } => return Err(self.unknown("enum type", &ty.next.name)),
            Change::AddSequence { sequence, .. } | Change::DropSequence { sequence, .. } => {
                return Err(self.unknown("sequence", &sequence.name));
            }
            Change::ModifySequence { sequence, .. } => {
                return Err(self.unknown("sequence", &sequence.next.name));
            }
        })
    }

    /// Has the server pass over foreign keys whose other table is not there, before or after the plan: it made them
    /// while it was told to.
    fn let_keys_dangle(
        &self,
        context: &PlanContext<'_>,
        changes: &[Change],
        mut statements: Vec<Statement>,
    ) -> Vec<Statement> {
        let touches = |schema: &str, name: &str| {
            changes.iter().any(|change| match change {
                Change::AddTable { schema: home, table } | Change::DropTable { schema: home, table } => {
                    home == schema && table.name == name
                }
                Change::ModifyTable(modify) => modify.schema == schema && modify.table.next.name == name,
                _ => false,
            })
        };
        let dangles = |realm: &Realm| {
            realm.tables().any(|(schema, table)| {
                table.foreign_keys.iter().any(|key| {
                    let other = &key.references;
                    let is_there = |table: &Table| {
                        self.same_name(&table.name, &other.table)
                            && table.options.engine.is_none()
                            && self.partitions(&table.options).is_none()
                            && key.ref_columns.iter().all(|name| table.column(name).is_some())
                    };
                    let mut tables =
                        realm.schema(&other.schema).into_iter().flat_map(|schema| &schema.tables);
                    !tables.any(is_there)
                        && (touches(schema, &table.name) || touches(&other.schema, &other.table))
                })
            })
        };
        if statements.is_empty() || !(dangles(context.previous) || dangles(context.next)) {
            return statements;
        }
        let (off, on) = ("SET FOREIGN_KEY_CHECKS = 0", "SET FOREIGN_KEY_CHECKS = 1");
        let first = Statement::new(off, "let foreign keys refer to what isn't there").undone_by(on);
        statements.insert(0, first);
        statements.push(Statement::new(on, "check foreign keys again").undone_by(off));
        statements
    }

    fn unknown(&self, kind: &str, name: &str) -> PlanError {
        PlanError::unsupported(
            format!("{kind} {}", go_quote(name)),
            format!("{} has no such object", self.flavor.name),
        )
    }
}
