//! Changes of one column: the pieces of ALTER COLUMN, and the sequences of serial columns.

use super::super::Postgres;
use super::super::diff::Counting;
use super::super::replay::{object_name, serial_sequence};
use super::clauses::{identity_kind, integer_of, is_serial, text};
use super::not_null::is_told_apart;
use super::settings;
use crate::change::{ModifyTable, Pair, TableChange};
use crate::dialect::{Dialect, DiffRules, TypeChange, Types};
use crate::model::{Column, ColumnSetting, DataType, Identity};
use crate::plan::{PlanContext, Reverse, Statement, go_quote};

impl Postgres {
    /// The pieces, in the order type, NULL, default, identity, generation. The server carries them out
    /// in passes of its own: what drops comes first, then the type, then the rest.
    pub(super) fn alter_column(
        &self,
        context: &PlanContext<'_>,
        (schema, table): (&str, &str),
        pair: &Pair<Column>,
    ) -> Vec<String> {
        let Pair { previous, next } = pair;
        let mut pieces = Vec::new();
        let (was_serial, is_serial) = (is_serial(&previous.ty), is_serial(&next.ty));
        let types = Pair::new(integer_of(&previous.ty), integer_of(&next.ty));
        let retyped = self.changes_type(previous, next);
        // A serial column has the next value of its sequence for a default.
        let had_default = previous.default.is_some() || was_serial && !is_serial;
        let reset = retyped && had_default && !self.default_follows(&types);
        if previous.identity.is_some() && next.identity.is_none() {
            pieces.push("DROP IDENTITY".to_owned());
        }
        if reset {
            pieces.push("DROP DEFAULT".to_owned());
        }
        if retyped {
            pieces.push(self.type_piece(context, schema, &types, next));
        }
        if previous.null != next.null && (next.null || !is_told_apart(next)) {
            pieces.push(if next.null { "DROP NOT NULL" } else { "SET NOT NULL" }.to_owned());
        }
        match (&previous.default, &next.default) {
            _ if is_serial && !was_serial => pieces.push(format!(
                "SET DEFAULT nextval({})",
                text(&self.name(context, schema, &counter_name(table, next)))
            )),
            (_, Some(default))
                if reset || was_serial && !is_serial || !self.same_column_default(previous, next) =>
            {
                pieces.push(format!("SET DEFAULT {default}"));
            }
            (Some(_), None) if !reset => pieces.push("DROP DEFAULT".to_owned()),
            (None, None) if was_serial && !is_serial && !reset => pieces.push("DROP DEFAULT".to_owned()),
            _ => {}
        }
        match (&previous.identity, &next.identity) {
            (None, Some(identity)) => {
                pieces.push(format!("ADD {}", self.identity_sql(context, schema, identity)));
            }
            (Some(was), Some(is)) => pieces.extend(set_identity((was, &types.previous), (is, &types.next))),
            _ => {}
        }
        if previous.generated.is_some() && next.generated.is_none() {
            pieces.push("DROP EXPRESSION".to_owned());
        }
        pieces.extend(settings::altered(previous, next, retyped));
        pieces.into_iter().map(|piece| format!("ALTER COLUMN {} {piece}", self.quote(&next.name))).collect()
    }

    /// Whether the server takes the default over to the new type.
    fn default_follows(&self, types: &Pair<DataType>) -> bool {
        self.type_family(&types.previous) == self.type_family(&types.next)
            && !self.is_user_type(&types.previous)
            && !self.is_user_type(&types.next)
            && types.previous.dimensions == types.next.dimensions
    }

    fn type_piece(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        types: &Pair<DataType>,
        next: &Column,
    ) -> String {
        let ty = self.column_type(context, schema, &types.next);
        let mut piece = format!("TYPE {ty}");
        if let Some(collation) = &next.collation {
            piece += &format!(" COLLATE {}", self.collation(context, schema, collation));
        }
        if self.type_change(&types.previous, &types.next) == TypeChange::NeedsUsing {
            piece += &format!(" USING {}", self.cast(types, &self.quote(&next.name), &ty));
        }
        piece
    }

    /// Statements before the ALTER TABLE: sequences that columns come to take their values from.
    pub(super) fn sequences_first(
        &self,
        context: &PlanContext<'_>,
        modify: &ModifyTable,
        changes: &[TableChange],
    ) -> Vec<Statement> {
        let mut statements = self.recalled_counters(context, modify, changes);
        for pair in modified(changes) {
            if is_serial(&pair.next.ty) && !is_serial(&pair.previous.ty) {
                let (create, drop) = self.sequence_sql(context, modify, &pair.next);
                let comment = format!("create sequence for serial column {}", go_quote(&pair.next.name));
                statements.push(Statement::new(create, comment).undone_by(drop));
            }
        }
        statements
    }

    /// Statements after the ALTER TABLE: sequences that no column uses any more, and the start of
    /// those that must go on after the values that are there.
    pub(super) fn sequences_last(
        &self,
        context: &PlanContext<'_>,
        modify: &ModifyTable,
        changes: &[TableChange],
    ) -> Vec<Statement> {
        let mut statements: Vec<Statement> = self
            .renamed_sequences(context, modify, changes)
            .into_iter()
            .map(|sql| {
                let mut rename = Statement::new(sql, "rename the sequence of a serial column");
                rename.reverse = Reverse::Covered;
                rename
            })
            .collect();
        let typed = self.typed_sequences(context, modify, changes);
        statements.extend(typed.map(|typed| Statement { reverse: Reverse::Covered, ..typed }));
        for pair in modified(changes) {
            let (previous, next) = (&pair.previous, &pair.next);
            let (was_serial, is_serial) = (is_serial(&previous.ty), is_serial(&next.ty));
            if was_serial && !is_serial {
                let (create, drop) = self.sequence_sql(context, modify, previous);
                let comment = format!("drop sequence used by serial column {}", go_quote(&next.name));
                statements.push(Statement::new(drop, comment).undone_by(create));
            }
            let place = (modify.schema.as_str(), modify.table.next.name.as_str());
            statements.extend(self.identity_sequence(context, place, pair));
            if was_serial && is_serial && previous.ty != next.ty {
                statements.push(self.widen_sequence(context, modify, pair));
            }
            if counts_anew(pair) {
                statements.push(Statement::new(
                    self.continue_sequence(context, modify, next),
                    format!("continue the sequence of column {} after its values", go_quote(&next.name)),
                ));
            }
        }
        statements
    }

    /// For the way back: the sequences that come again go on after the values that are there.
    pub(super) fn continued(
        &self,
        context: &PlanContext<'_>,
        modify: &ModifyTable,
        changes: &[TableChange],
    ) -> Vec<String> {
        modified(changes)
            .filter(|pair| counts_anew(pair))
            .map(|pair| self.continue_sequence(context, modify, &pair.next))
            .chain(self.renamed_sequences(context, modify, changes))
            .chain(self.typed_sequences(context, modify, changes).map(|statement| statement.sql))
            .collect()
    }

    /// Gives the sequences of columns that come to be identity columns the types that they have apart from those.
    fn typed_sequences(
        &self,
        context: &PlanContext<'_>,
        modify: &ModifyTable,
        changes: &[TableChange],
    ) -> impl Iterator<Item = Statement> {
        let place = (modify.schema.as_str(), modify.table.next.name.as_str());
        let become_so = modified(changes).filter(|pair| pair.previous.identity.is_none());
        let columns = added(changes).chain(become_so.map(|pair| &pair.next));
        columns.filter_map(move |column| self.typed_sequence(context, place, column))
    }

    /// Gives the sequences of columns that go on counting the names that they come to have.
    fn recalled_counters(
        &self,
        context: &PlanContext<'_>,
        modify: &ModifyTable,
        changes: &[TableChange],
    ) -> Vec<Statement> {
        let mut waiting: Vec<Pair<String>> =
            modified(changes).filter_map(|pair| recalled(&modify.table.next.name, pair)).collect();
        // A name that another sequence of the table has is free when that has got its own.
        let mut counters = Vec::new();
        while !waiting.is_empty() {
            let is_taken = |name: &String| waiting.iter().any(|other| other.previous == *name);
            let free = waiting.iter().position(|names| !is_taken(&names.next));
            counters.push(waiting.remove(free.unwrap_or_default()));
        }
        let rename = |from: &str, to: &str| {
            let from = self.name(context, &modify.schema, from);
            format!("ALTER SEQUENCE {from} RENAME TO {}", self.quote(to))
        };
        let statement = |Pair { previous, next }: Pair<String>| {
            let comment = format!("rename a sequence from {} to {}", go_quote(&previous), go_quote(&next));
            Statement::new(rename(&previous, &next), comment).undone_by(rename(&next, &previous))
        };
        counters.into_iter().map(statement).collect()
    }

    /// Gives the sequences of new serial columns the names that they have otherwise than by the server.
    fn renamed_sequences(
        &self,
        context: &PlanContext<'_>,
        modify: &ModifyTable,
        changes: &[TableChange],
    ) -> Vec<String> {
        let serial = added(changes).filter(|column| is_serial(&column.ty));
        let renames = serial.filter_map(|column| {
            let own = column.settings.get(ColumnSetting::Sequence)?;
            let given = sequence_name(&modify.table.next.name, &column.name);
            let given = self.name(context, &modify.schema, &given);
            Some(format!("ALTER SEQUENCE {given} RENAME TO {}", self.quote(own)))
        });
        renames.collect()
    }

    /// The sequence of a serial column counts as far as the column does.
    fn widen_sequence(
        &self,
        context: &PlanContext<'_>,
        modify: &ModifyTable,
        pair: &Pair<Column>,
    ) -> Statement {
        let name = counter_name(&modify.table.next.name, &pair.next);
        let sequence = self.name(context, &modify.schema, &name);
        let alter = |ty: &DataType| format!("ALTER SEQUENCE IF EXISTS {sequence} AS {}", integer_of(ty));
        Statement::new(
            alter(&pair.next.ty),
            format!("change sequence used by serial column {}", go_quote(&pair.next.name)),
        )
        .undone_by(alter(&pair.previous.ty))
    }

    /// What makes the sequence of a serial column, and what drops it. Atlas leaves the type out; but a
    /// sequence of another type than its column's is none that `serial` makes.
    fn sequence_sql(
        &self,
        context: &PlanContext<'_>,
        modify: &ModifyTable,
        column: &Column,
    ) -> (String, String) {
        let table = &modify.table.next.name;
        let sequence = self.name(context, &modify.schema, &counter_name(table, column));
        let owner = format!("{}.{}", self.name(context, &modify.schema, table), self.quote(&column.name));
        // It is logged as its table is.
        let own = serial_sequence(self, &modify.table.next, (&column.name, &column.ty), String::new());
        let unlogged = if own.unlogged { "UNLOGGED " } else { "" };
        (
            format!(
                "CREATE {unlogged}SEQUENCE IF NOT EXISTS {sequence} AS {} OWNED BY {owner}",
                integer_of(&column.ty)
            ),
            format!("DROP SEQUENCE IF EXISTS {sequence}"),
        )
    }

    fn continue_sequence(&self, context: &PlanContext<'_>, modify: &ModifyTable, column: &Column) -> String {
        let table = self.name(context, &modify.schema, &modify.table.next.name);
        let counting = column.identity.as_ref().map(|identity| Counting::of(identity, &column.ty));
        let (start, step) = counting.map_or((1, 1), |counting| (counting.start, counting.increment));
        let name = self.quote(&column.name);
        let next = if step > 0 {
            format!("GREATEST(COALESCE(MAX({name}), 0) + 1, {start})")
        } else {
            format!("LEAST(COALESCE(MIN({name}), 0) - 1, {start})")
        };
        format!(
            "SELECT setval(pg_get_serial_sequence({}, {}), {next}, false) FROM {table}",
            text(&table),
            text(&column.name),
        )
    }
}

/// Whether a column begins to take its values from a sequence.
fn counts_anew(pair: &Pair<Column>) -> bool {
    let Pair { previous, next } = pair;
    is_serial(&next.ty) && !is_serial(&previous.ty) || next.identity.is_some() && previous.identity.is_none()
}

/// Columns that come.
fn added(changes: &[TableChange]) -> impl Iterator<Item = &Column> {
    changes.iter().filter_map(|change| match change {
        TableChange::AddColumn(column) => Some(column),
        _ => None,
    })
}

fn modified(changes: &[TableChange]) -> impl Iterator<Item = &Pair<Column>> {
    changes.iter().filter_map(|change| match change {
        TableChange::ModifyColumn(pair) => Some(pair),
        _ => None,
    })
}

/// The names of the sequence of a column that goes on counting, where it gets another one.
pub(in super::super) fn recalled(table: &str, pair: &Pair<Column>) -> Option<Pair<String>> {
    let goes_on = is_serial(&pair.previous.ty) == is_serial(&pair.next.ty);
    let names = pair.as_ref().map(|column| counter_of(table, column));
    let names = Pair::new(names.previous?, names.next?);
    (goes_on && names.previous != names.next).then_some(names)
}

/// The name of the sequence that counts for a column, if one does.
pub(in super::super) fn counter_of(table: &str, column: &Column) -> Option<String> {
    match &column.identity {
        Some(identity) => {
            Some(identity.sequence.clone().unwrap_or_else(|| sequence_name(table, &column.name)))
        }
        None => is_serial(&column.ty).then(|| counter_name(table, column)),
    }
}

/// Lets the sequence that counts for a column be called as for a column of another name, or of a table of another name.
pub(in super::super) fn keep_counter(table: &str, column: &mut Column, (former, previous): (&str, &str)) {
    let before = Column { name: previous.to_owned(), ..column.clone() };
    if let Some(name) = counter_of(former, &before) {
        call_counter(table, column, name);
    }
}

/// Gives the sequence that counts for a column a name.
pub(super) fn call_counter(table: &str, column: &mut Column, name: String) {
    let own = Some(name).filter(|name| *name != sequence_name(table, &column.name));
    match (&mut column.identity, own) {
        (Some(identity), own) => identity.sequence = own,
        (None, Some(own)) => column.settings.set(ColumnSetting::Sequence, own),
        (None, None) => column.settings.unset(ColumnSetting::Sequence),
    }
}

/// The name of the sequence behind a serial column.
pub(super) fn counter_name(table: &str, column: &Column) -> String {
    let own = column.settings.get(ColumnSetting::Sequence).map(str::to_owned);
    own.unwrap_or_else(|| sequence_name(table, &column.name))
}

/// Name that the server gives the sequence of a serial column.
pub(in super::super) fn sequence_name(table: &str, column: &str) -> String {
    object_name(table, Some(column), "seq")
}

/// What changes of an identity; the sequence takes the type of the column by itself.
fn set_identity(
    (previous, before): (&Identity, &DataType),
    (next, after): (&Identity, &DataType),
) -> Option<String> {
    let mut pieces = Vec::new();
    if previous.kind != next.kind {
        pieces.push(format!("SET GENERATED {}", identity_kind(next.kind)));
    }
    let is = Counting::of(next, after);
    // A limit that is the type's own follows it.
    let was = Counting::of(&Identity { ty: next.ty.clone(), ..previous.clone() }, after);
    let is_typed_apart = next.ty.is_some() && next.ty != previous.ty.clone().or_else(|| Some(before.clone()));
    let least = next.min;
    let numbers = [
        ("START WITH", was.start, is.start),
        ("INCREMENT BY", was.increment, is.increment),
        ("MINVALUE", was.min, is.min),
        ("MAXVALUE", was.max, is.max),
        ("CACHE", was.cache, is.cache),
    ];
    for (words, previous, next) in numbers {
        // What gives the sequence its type gives it the limits.
        let comes_with_type =
            is_typed_apart && (words == "MAXVALUE" || words == "MINVALUE" && least.is_some());
        if previous != next && !comes_with_type {
            pieces.push(format!("SET {words} {next}"));
        }
    }
    if was.cycle != is.cycle {
        pieces.push(if is.cycle { "SET CYCLE" } else { "SET NO CYCLE" }.to_owned());
    }
    (!pieces.is_empty()).then(|| pieces.join(" "))
}
