use super::super::Postgres;
use super::clauses::default_key_name;
use super::comment::has;
use crate::change::{AttributeChange, ModifyTable, Pair, Stage, TableChange};
use crate::dialect::{Dialect, DiffRules};
use crate::model::{Index, ObjectKind, Partition, PrimaryKey, Table};
use crate::plan::{
    Hazard, HazardKind, Online, PlanContext, PlanError, PlanOptions, Reverse, Statement, go_quote, row_risks,
};
use crate::words;

impl Postgres {
    /// Renames of columns, then the rest, which names columns as they are called after them: so does
    /// what undoes the rest, and runs while they are called so.
    pub(super) fn modify_table(
        &self,
        context: &PlanContext<'_>,
        modify: &ModifyTable,
    ) -> Result<Vec<Statement>, PlanError> {
        if matches!(modify.stage, Stage::KeysGo | Stage::KeysCome) {
            return Ok(self.partial_keys(context, modify));
        }
        let place = (modify.schema.as_str(), modify.table.next.name.as_str());
        let (renames, rest) = part_renames(modify);
        let mut statements: Vec<Statement> =
            renames.iter().filter_map(|change| self.rename(context, place, change)).collect();
        statements.extend(self.both_ways(context, &rest)?);
        Ok(statements)
    }

    /// The statements for changes that rename no column.
    fn both_ways(
        &self,
        context: &PlanContext<'_>,
        modify: &ModifyTable,
    ) -> Result<Vec<Statement>, PlanError> {
        if self.is_symmetric(context, modify) {
            return self.one_way(context, modify);
        }
        // What undoes it all is one text, and nothing can be told of the steps between.
        let options = PlanOptions { online: Online::No, ..context.options.clone() };
        let context = &PlanContext { options: &options, ..*context };
        let mut statements = self.one_way(context, modify)?;
        let back = self.one_way(context, &modify.clone().inverse())?;
        for statement in &mut statements {
            statement.reverse = Reverse::Covered;
        }
        if let Some(first) = statements.first_mut() {
            first.reverse = Reverse::Statements(back.into_iter().map(|statement| statement.sql).collect());
        }
        Ok(statements)
    }

    /// Drops of indexes, renames, one ALTER TABLE, new indexes, comments; in this order.
    fn one_way(&self, context: &PlanContext<'_>, modify: &ModifyTable) -> Result<Vec<Statement>, PlanError> {
        let place = (modify.schema.as_str(), modify.table.next.name.as_str());
        for change in &modify.changes {
            Self::refuse_partition_change(place.1, change)?;
        }
        let online = self.works_online(context, modify);
        let mut changes = self.expand(modify);
        self.name_keys(modify, &mut changes);
        let mut statements = Vec::new();
        for change in &changes {
            if let TableChange::DropIndex(index) | TableChange::ModifyIndex(Pair { previous: index, .. }) =
                change
                && !index.constraint
                && !only_comment(self, change)
            {
                statements.push(match online {
                    true => self.drop_index_online(context, place, index),
                    false => self.drop_index(context, place, index),
                });
            }
        }
        statements.extend(changes.iter().filter_map(|change| self.rename(context, place, change)));
        let hanging = self.hanging_objects(context, modify, &changes);
        for object in &hanging {
            statements.extend(self.drop_object(context, place.0, object)?);
        }
        let partition = |table: &Table| table.options.partition_of.clone();
        let partitions = Pair::new(partition(&modify.table.previous), partition(&modify.table.next));
        let moves = changes.iter().any(|change| {
            matches!(change, TableChange::Attribute(AttributeChange::Options(pair))
                if pair.previous.partition_of != pair.next.partition_of)
        });
        if moves {
            statements.extend(self.detach(context, place, partitions.previous.as_ref()));
        }
        let without_null = self.without_null(context, modify);
        statements.extend(self.alter(context, modify, &without_null)?);
        statements.extend(self.alter(context, modify, &changes)?);
        let with_null: Vec<TableChange> = without_null.into_iter().map(TableChange::inverse).collect();
        statements.extend(self.alter(context, modify, &with_null)?);
        if moves {
            statements.extend(self.attach(context, place, partitions.next.as_ref()));
        }
        for object in &hanging {
            statements.extend(self.add_object(context, place.0, object)?);
        }
        for change in &changes {
            if let TableChange::AddIndex(index) | TableChange::ModifyIndex(Pair { next: index, .. }) = change
                && !index.constraint
                && !only_comment(self, change)
            {
                let concurrently = online || index.origin.concurrently;
                statements.push(self.new_index(context, place, index, change, concurrently));
            }
        }
        statements.extend(self.comments(context, place, &modify.table.next, &changes));
        Ok(statements)
    }

    /// Takes a partition out of its table.
    fn detach(
        &self,
        context: &PlanContext<'_>,
        place: (&str, &str),
        partition: Option<&Partition>,
    ) -> Option<Statement> {
        self.attach(context, place, partition).map(|attach| {
            let detach = attach.reverse.statements().join("; ");
            Statement::new(detach, attach.comment).undone_by(attach.sql)
        })
    }

    /// Makes a table a partition of another.
    fn attach(
        &self,
        context: &PlanContext<'_>,
        (schema, table): (&str, &str),
        partition: Option<&Partition>,
    ) -> Option<Statement> {
        let Partition { parent, bound } = partition?;
        let name = self.name(context, schema, table);
        let alter = format!("ALTER TABLE {}", self.name(context, &parent.schema, &parent.table));
        let comment = format!("modify {} table", go_quote(table));
        let attach = Statement::new(format!("{alter} ATTACH PARTITION {name} {bound}"), comment);
        let hazard = format!("fails if a row of table {} is none of that partition's", go_quote(table));
        let attach = attach.undone_by(format!("{alter} DETACH PARTITION {name}"));
        Some(attach.hazard(Hazard::new(HazardKind::DataDependent, hazard)))
    }

    fn new_index(
        &self,
        context: &PlanContext<'_>,
        place: (&str, &str),
        index: &Index,
        change: &TableChange,
        concurrently: bool,
    ) -> Statement {
        let mut statement = self.create_index(context, place, index, concurrently);
        statement.hazards.extend(row_risks(self, place.1, change));
        if !concurrently {
            statement.hazards.push(Hazard::new(
                HazardKind::BlocksWrites,
                format!("writers of table {} wait until the index is built", go_quote(place.1)),
            ));
        }
        statement
    }

    /// The server's name for a key without one: it comes from the table's name at the time.
    fn name_keys(&self, modify: &ModifyTable, changes: &mut [TableChange]) {
        let name = |key: &mut PrimaryKey| {
            key.name.get_or_insert_with(|| default_key_name(&modify.table.previous.name));
        };
        for change in changes {
            match change {
                TableChange::DropPrimaryKey(key) => name(key),
                TableChange::ModifyPrimaryKey(pair) => name(&mut pair.previous),
                _ => {}
            }
        }
    }

    fn rename(
        &self,
        context: &PlanContext<'_>,
        (schema, table): (&str, &str),
        change: &TableChange,
    ) -> Option<Statement> {
        let given = || default_key_name(table);
        let keys;
        let (what, previous, next) = match change {
            TableChange::ModifyPrimaryKey(pair) if self.same_primary_key(&pair.previous, &pair.next) => {
                keys = pair.as_ref().map(|key| key.name.clone().unwrap_or_else(given));
                if keys.previous == keys.next {
                    return None;
                }
                ("a constraint", &keys.previous, &keys.next)
            }
            TableChange::RenameColumn(pair) => ("a column", &pair.previous.name, &pair.next.name),
            TableChange::RenameIndex(pair) => ("an index", &pair.previous.name, &pair.next.name),
            TableChange::RenameForeignKey(pair) => ("a constraint", &pair.previous.name, &pair.next.name),
            _ => return None,
        };
        let rename = |from: &str, to: &str| {
            let to = self.quote(to);
            let table = self.name(context, schema, table);
            match change {
                TableChange::RenameIndex(_) => {
                    format!("ALTER INDEX {} RENAME TO {to}", self.name(context, schema, from))
                }
                TableChange::RenameForeignKey(_) | TableChange::ModifyPrimaryKey(_) => {
                    format!("ALTER TABLE {table} RENAME CONSTRAINT {} TO {to}", self.quote(from))
                }
                _ => format!("ALTER TABLE {table} RENAME COLUMN {} TO {to}", self.quote(from)),
            }
        };
        let comment = format!("rename {what} from {} to {}", go_quote(previous), go_quote(next));
        Some(Statement::new(rename(previous, next), comment).undone_by(rename(next, previous)))
    }

    /// Triggers of the table that hold on to a column whose type changes.
    fn hanging_objects(
        &self,
        context: &PlanContext<'_>,
        modify: &ModifyTable,
        changes: &[TableChange],
    ) -> Vec<crate::model::Object> {
        let retyped: Vec<&str> = changes
            .iter()
            .filter_map(|change| match change {
                TableChange::ModifyColumn(pair) if self.changes_type(&pair.previous, &pair.next) => {
                    Some(pair.next.name.as_str())
                }
                _ => None,
            })
            .collect();
        let objects = context.previous.schema(&modify.schema).map(|schema| schema.objects.as_slice());
        objects
            .unwrap_or_default()
            .iter()
            .filter(|object| {
                object.kind == ObjectKind::Trigger
                    && object.table.as_deref() == Some(&modify.table.previous.name)
                    && retyped.iter().any(|column| words::mentions(&object.text, column))
            })
            .cloned()
            .collect()
    }

    /// The comments that the changes bring with them.
    fn comments(
        &self,
        context: &PlanContext<'_>,
        place: (&str, &str),
        table: &Table,
        changes: &[TableChange],
    ) -> Vec<Statement> {
        let mut statements: Vec<Statement> = Vec::new();
        for change in changes {
            match change {
                TableChange::Attribute(AttributeChange::Comment(pair)) => {
                    statements.push(self.table_comment(
                        context,
                        place.0,
                        place.1,
                        pair.previous.as_deref(),
                        pair.next.as_deref(),
                    ));
                }
                TableChange::AddColumn(column) if has(&column.comment).is_some() => {
                    statements.push(self.column_comment(context, place, column, None));
                }
                TableChange::ModifyColumn(pair) if has(&pair.previous.comment) != has(&pair.next.comment) => {
                    let previous = pair.previous.comment.as_deref();
                    statements.push(self.column_comment(context, place, &pair.next, previous));
                }
                TableChange::AddIndex(index) => {
                    statements.extend(self.around_index(context, place, index, None));
                }
                TableChange::ModifyIndex(pair) => {
                    let previous = only_comment(self, change).then_some(&pair.previous);
                    statements.extend(self.around_index(context, place, &pair.next, previous));
                }
                _ => {}
            }
            let parts = self.part_comments(context, place, table, change);
            // A constraint that comes back for the sake of another change brings its comment, too.
            let is_said = |sql: &str| statements.iter().any(|statement| statement.sql == sql);
            let parts: Vec<Statement> = parts.into_iter().filter(|part| !is_said(&part.sql)).collect();
            statements.extend(parts);
        }
        for index in table.indexes.iter().filter(|_| self.any_retyped(changes)) {
            let lost = self.index_statistics(context, place, index, None).into_iter();
            let is_said = |sql: &str| statements.iter().any(|statement| statement.sql == sql);
            let lost: Vec<Statement> = lost.filter(|one| !is_said(&one.sql)).collect();
            statements.extend(lost);
        }
        statements
    }

    /// Whether a column gets another type, for which the server makes indexes anew: without what was told of how much
    /// to collect of their expressions.
    pub(super) fn any_retyped(&self, changes: &[TableChange]) -> bool {
        changes.iter().any(|change| {
            matches!(change, TableChange::ModifyColumn(pair) if self.changes_type(&pair.previous, &pair.next))
        })
    }
}

/// The renames of columns, and the change that is left when they are done.
pub(super) fn part_renames(modify: &ModifyTable) -> (Vec<TableChange>, ModifyTable) {
    let mut rest = modify.clone();
    let (renames, others) =
        rest.changes.drain(..).partition(|change| matches!(change, TableChange::RenameColumn(_)));
    rest.changes = others;
    let renames: Vec<TableChange> = renames;
    for change in &renames {
        change.apply(&rest.schema, &mut rest.table.previous);
    }
    (renames, rest)
}

/// Whether nothing but the comment of an index changes, or how much is collected of its expressions.
pub(super) fn only_comment(dialect: &dyn Dialect, change: &TableChange) -> bool {
    matches!(change, TableChange::ModifyIndex(pair) if dialect.same_index(&pair.previous, &pair.next))
}
