use super::super::diff::is_text;
use super::super::{Mysql, merge};
use super::clauses::has;
use crate::change::{AttributeChange, Pair, TableChange};
use crate::dialect::{Dialect, DiffRules, TypeChange, Types, Version};
use crate::model::{Column, Generated, Index, Schema, Table, TableOptions};
use crate::plan::{Filled, Hazard, HazardKind, PlanContext, PlanError, Statement, go_quote, row_risks};
use crate::words;

impl Mysql {
    /// One ALTER TABLE that carries out the changes, from one state of the table to the next; and what
    /// gives columns a default that can't come with them.
    pub(super) fn alter(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        states: Pair<&Table>,
        changes: &[TableChange],
    ) -> Result<Vec<Statement>, PlanError> {
        let (first, chance) = self.part_chance(changes);
        let mut up = self.all_clauses(context, schema, states.next, &first)?;
        if up.is_empty() {
            return Ok(Vec::new());
        }
        up.extend(counter_clause(states.next, &first));
        let online = self.online_clauses(context, schema, &states, &first);
        up.extend(online.iter().map(|clause| (*clause).to_owned()));
        let name = &states.next.name;
        let table = self.name(context, schema, name);
        let alter = format!("ALTER TABLE {table} ");
        let schemas = context.schemas(schema);
        let encodings = Pair::new(
            Self::encoding(schemas.previous, states.previous),
            Self::encoding(schemas.next, states.next),
        );
        let filled = |state| Filled { written: &table, name, state };
        let mut last = self.give_chance(&filled(states.next), &chance, encodings.next)?;
        let bare = self.drop_defaults(&table, written(&first));
        last.extend(bare.map(|sql| Statement::new(sql, format!("modify {} table", go_quote(name)))));
        let mut statement =
            Statement::new(format!("{alter}{}", up.join(", ")), format!("modify {} table", go_quote(name)));
        if context.existed(schema, name) {
            let own = changes.iter().flat_map(|change| self.hazards(name, change));
            for hazard in own.chain(self.misfits(&states, changes)) {
                if !statement.hazards.contains(&hazard) {
                    statement.hazards.push(hazard);
                }
            }
        }
        let nameless = changes.iter().any(|change| match change {
            TableChange::AddCheck(check) => check.name.is_empty() && self.inline_column(check).is_none(),
            TableChange::AddForeignKey(key) => key.name.is_empty(),
            _ => false,
        });
        if nameless {
            let statement = statement.irreversible("a constraint that it adds has no name to drop it by");
            return Ok(std::iter::once(statement).chain(last).collect());
        }
        let unknown = (None, None);
        if encodings.previous == unknown && encodings.next != unknown {
            let reason = "the table had the character set of its schema, which isn't told";
            return Ok(std::iter::once(statement.irreversible(reason)).chain(last).collect());
        }
        let mut back: Vec<TableChange> = changes.iter().rev().cloned().map(TableChange::inverse).collect();
        // A column without a collation of its own takes the one that the table gets.
        back.sort_by_key(|change| !matches!(change, TableChange::Attribute(AttributeChange::Options(_))));
        let (back, chance) = self.part_chance(&back);
        let mut down = self.all_clauses(&context.swapped(), schema, states.previous, &back)?;
        down.extend(counter_clause(states.previous, &back));
        let mut undo = vec![format!("{alter}{}", down.join(", "))];
        let back_last = self.give_chance(&filled(states.previous), &chance, encodings.previous)?;
        undo.extend(back_last.into_iter().map(|statement| statement.sql));
        undo.extend(self.drop_defaults(&table, written(&back)));
        Ok(std::iter::once(statement.undone_by_all(undo)).chain(last).collect())
    }

    fn all_clauses(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        table: &Table,
        changes: &[TableChange],
    ) -> Result<Vec<String>, PlanError> {
        let changes = &self.with_whole_keys(context, schema, table, changes);
        let mut ranked: Vec<&TableChange> = changes.iter().collect();
        if !changes.iter().all(TableChange::is_of_check) {
            ranked.sort_by_key(|change| rank(change));
        }
        put_computed_in_order(table, &mut ranked);
        let mut clauses = Vec::new();
        for change in ranked {
            if self.comes_with_key(table, changes, change) || self.comes_with_column(changes, change) {
                continue;
            }
            for clause in self.clauses(context, schema, (table, changes), change)? {
                if !clauses.contains(&clause) {
                    clauses.push(clause);
                }
            }
        }
        Ok(clauses)
    }

    /// Whether the change is a check of a column that is written anew in the same statement.
    fn comes_with_column(&self, changes: &[TableChange], change: &TableChange) -> bool {
        let (TableChange::AddCheck(check) | TableChange::DropCheck(check)) = change else { return false };
        let Some(column) = self.inline_column(check) else { return false };
        changes.iter().any(|other| match other {
            TableChange::AddColumn(other) => other.name == column,
            TableChange::ModifyColumn(pair) => pair.next.name == column,
            _ => false,
        })
    }

    /// Whether the change is an index that the server makes for a foreign key of the same statement.
    fn comes_with_key(&self, table: &Table, changes: &[TableChange], change: &TableChange) -> bool {
        let TableChange::AddIndex(index) = change else { return false };
        self.comes_by_itself(table, index)
            && changes
                .iter()
                .any(|other| matches!(other, TableChange::AddForeignKey(key) if key.name == index.name))
    }

    fn clauses(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        (table, changes): (&Table, &[TableChange]),
        change: &TableChange,
    ) -> Result<Vec<String>, PlanError> {
        let encoding = Self::encoding(context.schema(schema), table);
        let drop_index = |name: &str| format!("DROP INDEX {}", self.quote(name));
        Ok(match change {
            TableChange::Attribute(AttributeChange::Comment(pair)) => {
                vec![format!("COMMENT {}", go_quote(has(&pair.next).unwrap_or_default()))]
            }
            TableChange::Attribute(AttributeChange::Options(pair)) => {
                self.option_clauses(pair, context, schema, table)
            }
            // Constraints have no comments here.
            TableChange::Attribute(AttributeChange::PartComment(..)) => Vec::new(),
            TableChange::RenameColumn(pair) => {
                let since = if self.is_mariadb() { Version(10, 5, 2) } else { Version(8, 0, 0) };
                let (previous, next) = (self.quote(&pair.previous.name), self.quote(&pair.next.name));
                vec![if self.flavor.version >= since {
                    format!("RENAME COLUMN {previous} TO {next}")
                } else {
                    format!("CHANGE COLUMN {previous} {}", self.column_sql(&pair.next, encoding)?)
                }]
            }
            TableChange::AddColumn(column) => {
                let checks = self.inline_checks(table, &column.name);
                vec![format!("ADD COLUMN {}{checks}", self.column_sql(column, encoding)?)]
            }
            TableChange::DropColumn(column) => vec![format!("DROP COLUMN {}", self.quote(&column.name))],
            TableChange::ModifyColumn(pair) => {
                // The server forgets a check of the column that isn't said again.
                let checks = self.inline_checks(table, &pair.next.name);
                vec![format!("MODIFY COLUMN {}{checks}", self.column_sql(&pair.next, encoding)?)]
            }
            // An UPDATE of its own.
            TableChange::RenameValue { .. } => Vec::new(),
            TableChange::AddPrimaryKey(key) => {
                vec![format!("ADD PRIMARY KEY ({})", self.parts(&key.parts))]
            }
            TableChange::DropPrimaryKey(_) => vec!["DROP PRIMARY KEY".to_owned()],
            TableChange::ModifyPrimaryKey(pair) => vec![
                "DROP PRIMARY KEY".to_owned(),
                format!("ADD PRIMARY KEY ({})", self.parts(&pair.next.parts)),
            ],
            TableChange::RenameIndex(pair)
                if self.is_mariadb() && self.flavor.version < Version(10, 5, 2) =>
            {
                vec![
                    drop_index(&pair.previous.name),
                    format!("ADD {}", self.index_sql(&table.name, &pair.next)?),
                ]
            }
            TableChange::RenameIndex(pair) => {
                let (previous, next) = (self.quote(&pair.previous.name), self.quote(&pair.next.name));
                vec![format!("RENAME INDEX {previous} TO {next}")]
            }
            TableChange::AddIndex(index) => vec![format!("ADD {}", self.index_sql(&table.name, index)?)],
            TableChange::DropIndex(index) => vec![drop_index(&index.name)],
            TableChange::ModifyIndex(pair) if self.differs_in_sight(pair) => {
                let visible = match (self.is_mariadb(), pair.next.invisible) {
                    (true, true) => "IGNORED",
                    (true, false) => "NOT IGNORED",
                    (false, true) => "INVISIBLE",
                    (false, false) => "VISIBLE",
                };
                vec![format!("ALTER INDEX {} {visible}", self.quote(&pair.next.name))]
            }
            TableChange::ModifyIndex(pair) => vec![
                drop_index(&pair.previous.name),
                format!("ADD {}", self.index_sql(&table.name, &pair.next)?),
            ],
            TableChange::AddForeignKey(key) => {
                vec![format!("ADD {}", self.foreign_key_sql(context, table, key)?)]
            }
            TableChange::DropForeignKey(key) => vec![format!("DROP FOREIGN KEY {}", self.quote(&key.name))],
            // It is part of the column, and says so there.
            TableChange::AddCheck(check) | TableChange::DropCheck(check)
                if self.inline_column(check).is_some() =>
            {
                let column = self.inline_column(check).and_then(|name| table.column(name));
                let column = column.map(|column| {
                    let checks = self.inline_checks(table, &column.name);
                    Ok(format!("MODIFY COLUMN {}{checks}", self.column_sql(column, encoding)?))
                });
                column.into_iter().collect::<Result<_, PlanError>>()?
            }
            TableChange::AddCheck(check) => vec![format!("ADD {}", self.check_sql(table, check)?)],
            TableChange::DropCheck(check) if check.name.is_empty() => {
                return Err(PlanError::unsupported(
                    format!("table {}", go_quote(&table.name)),
                    "cannot modify unnamed check constraint",
                ));
            }
            TableChange::DropCheck(check) => vec![self.drop_check(&check.name, changes)],
            TableChange::ModifyCheck(pair) => {
                let enforced = if pair.next.enforced { "ENFORCED" } else { "NOT ENFORCED" };
                vec![format!("ALTER CHECK {} {enforced}", self.quote(&pair.next.name))]
            }
            TableChange::RenameForeignKey(_) | TableChange::ModifyForeignKey(_) => Vec::new(),
        })
    }

    /// Whether nothing changes of an index but whether the optimizer sees it: the server takes one that goes and comes
    /// for the same, and leaves that as it is.
    fn differs_in_sight(&self, pair: &Pair<Index>) -> bool {
        let seen = Index { invisible: pair.previous.invisible, ..pair.next.clone() };
        has(&seen.comment) == has(&pair.previous.comment) && self.same_index(&pair.previous, &seen)
    }

    /// In Atlas' words a check that comes again in the same statement is another one than one that goes for good. MariaDB
    /// and the first versions of MySQL with checks know one word only.
    fn drop_check(&self, name: &str, changes: &[TableChange]) -> String {
        let comes_again =
            |change: &TableChange| matches!(change, TableChange::AddCheck(check) if check.name == name);
        let is_check = self.flavor.version < Version(8, 0, 19) || changes.iter().any(comes_again);
        format!(
            "DROP {} {}",
            if is_check && !self.is_mariadb() { "CHECK" } else { "CONSTRAINT" },
            self.quote(name)
        )
    }

    /// Values of virtual columns, which nobody has looked at until the rows are copied.
    fn misfits(&self, states: &Pair<&Table>, changes: &[TableChange]) -> Vec<Hazard> {
        let copies = |change: &TableChange| match change {
            TableChange::Attribute(AttributeChange::Options(Pair { previous, next })) => {
                (&previous.charset, &previous.collation) != (&next.charset, &next.collation)
                    || self.rewrites(previous, next)
            }
            TableChange::ModifyColumn(pair) => {
                self.type_change(&pair.previous.ty, &pair.next.ty) >= TypeChange::Rewrite
            }
            _ => false,
        };
        if !changes.iter().any(copies) {
            return Vec::new();
        }
        let is_narrow = |column: &&Column| {
            let is_virtual = column.generated.as_ref().is_some_and(|generated| !generated.stored);
            is_virtual && !is_text(&column.ty) && states.previous.column(&column.name).is_some()
        };
        let message = |column: &Column| {
            format!("fails if what column {} computes does not fit its type", go_quote(&column.name))
        };
        let columns = states.next.columns.iter().filter(is_narrow);
        columns.map(|column| Hazard::new(HazardKind::DataDependent, message(column))).collect()
    }

    /// Whether the rows are written anew where the options change.
    fn rewrites(&self, previous: &TableOptions, next: &TableOptions) -> bool {
        let engine = |options: &TableOptions| options.engine.clone().unwrap_or_default().to_lowercase();
        self.changed_options(previous, next).rewrites || engine(previous) != engine(next)
    }

    fn hazards(&self, table: &str, change: &TableChange) -> Vec<Hazard> {
        let mut hazards = row_risks(self, table, change);
        let table = go_quote(table);
        let writes = |what: String| Hazard::new(HazardKind::BlocksWrites, what);
        match change {
            TableChange::ModifyColumn(pair)
                if self.type_change(&pair.previous.ty, &pair.next.ty) >= TypeChange::Rewrite =>
            {
                hazards.push(writes(format!("writers of table {table} wait while it is rewritten")));
            }
            TableChange::Attribute(AttributeChange::Options(pair)) => {
                if self.rewrites(&pair.previous, &pair.next) {
                    hazards.push(writes(format!("writers of table {table} wait while it is rewritten")));
                }
                if self
                    .lost_with_options(&pair.previous, &pair.next)
                    .iter()
                    .any(|(what, _)| *what == "history")
                {
                    hazards.push(Hazard::new(
                        HazardKind::DataLoss,
                        format!("drops the history of the rows of table {table}"),
                    ));
                }
            }
            TableChange::AddForeignKey(_) | TableChange::AddCheck(_) => {
                hazards.push(writes(format!("writers of table {table} wait while its rows are checked")));
            }
            TableChange::AddPrimaryKey(_) | TableChange::ModifyPrimaryKey(_) => {
                hazards.push(Hazard::new(
                    HazardKind::Rewrite,
                    format!("table {table} is rewritten in the order of its key"),
                ));
            }
            _ => {}
        }
        hazards
    }
}

/// The columns that the changes write down.
fn written(changes: &[TableChange]) -> impl Iterator<Item = &Column> {
    changes.iter().filter_map(|change| match change {
        TableChange::AddColumn(column) => Some(column),
        TableChange::ModifyColumn(pair) => Some(&pair.next),
        _ => None,
    })
}

/// A column that counts and comes anew, or begins to count, begins at one, unless told otherwise.
fn counter_clause(table: &Table, changes: &[TableChange]) -> Option<String> {
    let counts = |change: &TableChange| match change {
        TableChange::AddColumn(column) => column.auto_increment,
        TableChange::ModifyColumn(pair) => pair.next.auto_increment && !pair.previous.auto_increment,
        _ => false,
    };
    let is_told = |change: &TableChange| {
        matches!(change, TableChange::Attribute(AttributeChange::Options(pair))
            if pair.previous.auto_increment != pair.next.auto_increment)
    };
    let start = table.options.auto_increment.filter(|start| *start > 1)?;
    let asked = changes.iter().any(counts) && !changes.iter().any(is_told);
    asked.then(|| format!("AUTO_INCREMENT {start}"))
}

/// The clauses keep the order of the changes, but that checks go before the columns that they speak of
/// and come after them.
fn rank(change: &TableChange) -> u8 {
    match change {
        TableChange::DropCheck(_) => 0,
        TableChange::AddCheck(_) => 2,
        _ => 1,
    }
}

/// Has computed columns come in the order of the table, but after those that they are computed from (MariaDB, error 4029).
fn put_computed_in_order(table: &Table, changes: &mut [&TableChange]) {
    let place = |change: &TableChange| match change {
        TableChange::AddColumn(column) if column.generated.is_some() => {
            table.columns.iter().position(|other| other.name == column.name)
        }
        _ => None,
    };
    let places: Vec<usize> =
        changes.iter().enumerate().filter(|(_, change)| place(change).is_some()).map(|(at, _)| at).collect();
    let mut computed: Vec<&TableChange> = places.iter().filter_map(|at| changes.get(*at).copied()).collect();
    computed.sort_by_key(|change| place(change));
    for at in places {
        let waits = |change: &TableChange| computed.iter().any(|other| is_computed_from(change, other));
        let next = computed.iter().position(|change| !waits(change)).unwrap_or_default();
        changes[at] = computed.remove(next);
    }
}

/// Whether one of two columns that come is computed from the other.
fn is_computed_from(change: &TableChange, other: &TableChange) -> bool {
    let (TableChange::AddColumn(column), TableChange::AddColumn(other)) = (change, other) else {
        return false;
    };
    let reads = |generated: &Generated| words::mentions(generated.expr.as_str(), &other.name);
    column.name != other.name && column.generated.as_ref().is_some_and(reads)
}

impl Mysql {
    fn option_clauses(
        &self,
        pair: &Pair<TableOptions>,
        context: &PlanContext<'_>,
        schema_name: &str,
        table: &Table,
    ) -> Vec<String> {
        let Pair { previous, next } = pair;
        let mut clauses = Vec::new();
        // What the options leave open is the schema's, which may be another one by now.
        let schemas = context.schemas(schema_name);
        let resolved = |options: &TableOptions, schema: Option<&Schema>| {
            let table = Table { options: options.clone(), ..Table::new(&table.name) };
            let (charset, collation) = Self::encoding(schema, &table);
            (charset.map(str::to_owned), collation.map(str::to_owned))
        };
        let ((previous_charset, previous_collation), (charset, collation)) =
            (resolved(previous, schemas.previous), resolved(next, schemas.next));
        // A character set alone brings its own collation.
        let is_usual = match (&previous_collation, &charset, &collation) {
            (Some(previous), Some(charset), None) => self.may_be_usual(charset, previous),
            _ => true,
        };
        let recoded = previous_charset != charset || !is_usual;
        if let (true, Some(charset)) = (recoded, &charset) {
            clauses.push(format!("CHARSET {charset}"));
        }
        if let (true, Some(collation)) = (recoded || previous_collation != collation, &collation) {
            clauses.push(format!("COLLATE {collation}"));
        }
        let engine = |options: &TableOptions| options.engine.clone().unwrap_or_else(|| "InnoDB".to_owned());
        if !engine(previous).eq_ignore_ascii_case(&engine(next)) {
            clauses.push(format!("ENGINE {}", engine(next)));
        }
        clauses.extend(self.changed_options(previous, next).clauses.into_iter().map(|clause| {
            match clause.strip_prefix("UNION=") {
                Some(tables) => format!("UNION={}", merge::printed(self, context, schema_name, tables)),
                None => clause,
            }
        }));
        let counter = |options: &TableOptions| options.auto_increment.unwrap_or(1);
        if counter(previous) != counter(next) && table.columns.iter().any(|column| column.auto_increment) {
            clauses.push(format!("AUTO_INCREMENT {}", counter(next)));
        }
        clauses
    }
}
