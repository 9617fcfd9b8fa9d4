//! Tables: what they are made of, and what follows when all of them are there.

use super::super::clauses::{
    default_key_name, generated_sql, identity_kind, identity_options, integer_of, is_serial, is_unchecked,
    parameters,
};
use super::super::column::sequence_name;
use super::super::settings::{set_column, typed_apart};
use super::needs::{Kind, Piece};
use super::{Printer, path_of};
use crate::change::Subject;
use crate::dialect::postgres::objects::has_constraint;
use crate::dialect::{Dialect, Types, Version};
use crate::model::{
    Check, Column, ColumnSetting, DataType, Identity, Index, Object, ObjectKind, PartKey, PrimaryKey, Schema,
    Sequence, Table, TableRef,
};
use crate::plan::{PlanError, Statement, go_quote, list};

impl Printer<'_> {
    /// A table with its columns, keys and checks.
    pub(super) fn table_piece(&self, schema: &Schema, table: &Table) -> Result<Piece, PlanError> {
        let path = path_of(&schema.name, &table.origin);
        let sql = self.create(schema, table)?;
        let statement = Statement::new(sql, format!("create {} table", go_quote(&table.name)));
        let mut statements = vec![statement];
        statements.extend(self.loosened(schema, table));
        statements.extend(self.inherited_otherwise(schema, table, false));
        let kind = self.bare_kind(schema, table);
        let mut piece = Piece::new(kind, Subject::new("table", &schema.name, &table.name), path, statements);
        for column in table.columns.iter().filter(|column| !self.is_late_column(schema, table, column)) {
            need_of_column(&mut piece, schema, table, column);
        }
        for check in &table.checks {
            piece.need_named(check.expr.as_str(), &NAMED);
        }
        for index in table.indexes.iter().filter(|index| index.constraint) {
            for part in &index.parts {
                if let Some(collation) = &part.collation {
                    piece.need_collation(collation);
                }
                if let PartKey::Expr(expr) = &part.key {
                    piece.need_named(expr.as_str(), &NAMED);
                }
            }
        }
        if let Some(clause) = &table.options.partition_by {
            piece.need_named(clause, &NAMED);
        }
        for parent in table.options.inherits.iter().filter(|_| self.inherits_at_once(table)) {
            let is_late = self.late.is_any(&parent.schema, &parent.table) && self.waits_for_columns(table);
            let kind = if is_late { Kind::BareTable } else { Kind::Table };
            piece.need_in(kind, &parent.schema, &parent.table);
            let above = self.context.next.table(parent);
            if above.is_some_and(|above| {
                !above.checks.iter().any(|check| table.checks.contains(check) && check.not_valid)
            }) {
                piece.need_in(Kind::PassingChecks, &parent.schema, &parent.table);
            }
        }
        Ok(piece)
    }

    fn create(&self, schema: &Schema, table: &Table) -> Result<String, PlanError> {
        let inherits = self.inherits_at_once(table);
        let mut items = Vec::new();
        for column in table.columns.iter().filter(|column| !self.is_late_column(schema, table, column)) {
            if !inherits || self.is_own(schema, table, column) {
                items.push(self.column(schema, table, column)?);
            }
        }
        if let Some(key) = table.primary_key.as_ref().filter(|key| {
            !self.is_late(schema, table, (*key).into())
                && !self.is_late_key(schema, table, &key.parts, &key.include)
        }) {
            items.push(self.primary_key(schema, table, key));
        }
        let constraints =
            table.indexes.iter().filter(|index| index.constraint && !is_said_twice(table, index));
        let constraints = constraints.filter(|index| {
            !self.is_late(schema, table, (*index).into())
                && !self.is_late_key(schema, table, &index.parts, &index.include)
        });
        items.extend(constraints.map(|index| self.postgres.unique_sql(self.context, &schema.name, index)));
        let checks = table.checks.iter().filter(|check| !check.not_valid);
        let checks = checks.filter(|check| !inherits || !self.inherits_check(table, check));
        let checks = checks.filter(|check| !self.is_late_check(schema, table, check));
        items.extend(checks.map(|check| self.postgres.check_sql(check)));
        let options = &table.options;
        let unlogged = if options.unlogged { "UNLOGGED " } else { "" };
        let name = self.name(&schema.name, &table.name);
        let mut sql = format!("CREATE {unlogged}TABLE {name} {}", list(&items, self.context.indent()));
        if inherits {
            let parents = options.inherits.iter().map(|parent| self.reference(parent)).collect::<Vec<_>>();
            sql += &format!(" INHERITS ({})", parents.join(", "));
        }
        if let Some(partition) = &options.partition_by {
            sql += &format!(" PARTITION BY {partition}");
        }
        if !options.parameters.is_empty() {
            sql += &format!(" WITH ({})", parameters(&options.parameters));
        }
        Ok(sql)
    }

    /// A primary key, under a name of its own where the one that the server would give is taken.
    pub(super) fn primary_key(&self, schema: &Schema, table: &Table, key: &PrimaryKey) -> String {
        let sql = self.postgres.primary_key_sql(&table.name, key);
        let given = default_key_name(&table.name);
        let is_taken =
            |object: &Object| object.kind == ObjectKind::Domain && has_constraint(&object.text, &given);
        let is_given = key.name.as_ref().is_none_or(|name| *name == given);
        let of_another = |other: &Table| {
            other.checks.iter().any(|check| check.name == given)
                || other.foreign_keys.iter().any(|key| key.name == given)
        };
        let may_be_of_another =
            self.known.as_ref().is_none_or(|known| known.constraints.contains(given.as_str()));
        let is_taken = || {
            schema.objects.iter().any(is_taken) || may_be_of_another && schema.tables.iter().any(of_another)
        };
        if is_given && is_taken() {
            return format!("CONSTRAINT {} {sql}", self.postgres.quote(&given));
        }
        sql
    }

    fn reference(&self, table: &TableRef) -> String {
        self.name(&table.schema, &table.table)
    }

    pub(super) fn column(
        &self,
        schema: &Schema,
        table: &Table,
        column: &Column,
    ) -> Result<String, PlanError> {
        let own_sequence = column.settings.get(ColumnSetting::Sequence);
        let ty = if own_sequence.is_some() { integer_of(&column.ty) } else { column.ty.clone() };
        let ty_sql = match &column.origin.spelling {
            Some(spelling) => spelling.clone(),
            None if self.is_loosened(column) => {
                self.postgres.type_sql(&DataType { args: vec!["1".to_owned()], ..ty.clone() })
            }
            None => self.postgres.column_type(self.context, &schema.name, &ty),
        };
        let mut words = vec![self.postgres.quote(&column.name), ty_sql];
        if !is_serial(&ty) {
            let may_be_null =
                (column.null || is_unchecked(column)) && !self.is_bound_to_parents(table, column);
            words.push(match may_be_null {
                true => "NULL".to_owned(),
                false => self.postgres.not_null_sql(&table.name, column),
            });
        }
        if let Some(collation) = &column.collation {
            words.push(format!("COLLATE {}", self.postgres.collation(self.context, &schema.name, collation)));
        }
        if let Some(identity) = &column.identity {
            words.push(identity_sql(self, schema, identity));
        } else if let Some(generated) = &column.generated {
            words.push(generated_sql(generated));
        } else if let Some(sequence) = own_sequence {
            let name = self.name(&schema.name, sequence);
            words.push(format!("DEFAULT nextval({}::regclass)", super::super::clauses::text(&name)));
        } else if let Some(default) = &column.default {
            words.push(format!("DEFAULT {}", self.default_sql(schema, table, default)));
        }
        Ok(words.join(" "))
    }

    /// The sequences behind serial columns that are not called as the server would call them.
    pub(super) fn serial_sequences(&self, schema: &Schema, table: &Table) -> Vec<Piece> {
        let columns = table
            .columns
            .iter()
            .filter_map(|column| Some((column, column.settings.get(ColumnSetting::Sequence)?)));
        columns
            .map(|(column, name)| {
                let ty = Some(integer_of(&column.ty)).filter(|ty| ty.name != "bigint");
                let unlogged = table.options.unlogged && self.postgres.version >= Version(15, 0, 0);
                let sequence = Sequence { name: name.to_owned(), ty, unlogged, ..Sequence::default() };
                let statement = self.postgres.add_sequence(self.context, &schema.name, &sequence);
                let subject = Subject::new("sequence", &schema.name, name);
                Piece::new(Kind::Sequence, subject, None, vec![statement])
            })
            .collect()
    }

    /// Whether tables inherit from the table.
    fn has_heirs(&self, schema: &Schema, table: &Table) -> bool {
        self.known.as_ref().is_none_or(|known| known.parents.contains(table.name.as_str()))
            && self.context.next.tables().any(|(_, other)| {
                let mut parents = other.options.inherits.iter();
                parents.any(|parent| parent.table == table.name && parent.schema == schema.name)
            })
    }

    /// Whether a table that came to inherit when this one has the rest of it would get something else than now: the
    /// storage of a column, a check that is valid.
    pub(super) fn passes_on(&self, schema: &Schema, table: &Table) -> bool {
        let has_settings = |column: &Column| !self.column_settings("", column).is_empty();
        (table.checks.iter().any(|check| check.not_valid) || table.columns.iter().any(has_settings))
            && self.has_heirs(schema, table)
    }

    /// What a table needs when all tables, views and functions are there.
    pub(super) fn rest_of_table(&self, schema: &Schema, table: &Table) -> Result<Vec<Statement>, PlanError> {
        let name = self.name(&schema.name, &table.name);
        let place = (schema.name.as_str(), table.name.as_str());
        let about = || format!("modify {} table", go_quote(&table.name));
        let mut statements = Vec::new();
        // What is set of a column goes on to the tables that inherit, and theirs is their own.
        let altered = if self.has_heirs(schema, table) { format!("ONLY {name}") } else { name.clone() };
        let own = |name: &str, column: &str| {
            let sequence = self.name(&schema.name, name);
            let table = self.name(&schema.name, &table.name);
            let sql = format!("ALTER SEQUENCE {sequence} OWNED BY {table}.{}", self.postgres.quote(column));
            Statement::new(sql, format!("modify {} sequence", go_quote(name)))
        };
        for column in &table.columns {
            let drawn = column.settings.get(ColumnSetting::Sequence);
            statements.extend(drawn.map(|sequence| own(sequence, &column.name)));
            if let Some(identity @ Identity { sequence: Some(name), ty: Some(ty), .. }) = &column.identity {
                let sequence = self.name(&schema.name, name);
                let sql = format!("ALTER SEQUENCE {sequence} {}", typed_apart(identity, ty));
                statements.push(Statement::new(sql, format!("modify {} sequence", go_quote(name))));
            }
            statements.extend(
                self.column_settings(&altered, column).into_iter().map(|sql| Statement::new(sql, about())),
            );
        }
        for sequence in &schema.sequences {
            if let Some((_, column)) = sequence.owned_by.as_ref().filter(|(owner, _)| *owner == table.name) {
                statements.push(own(&sequence.name, column));
            }
        }
        for column in table.columns.iter().filter(|column| is_unchecked(column)) {
            let not_null = self.postgres.not_null_constraint_sql(&table.name, column);
            statements.push(Statement::new(format!("ALTER TABLE {name} ADD {not_null}"), about()));
        }
        // What comes from a parent comes when that gets it.
        let comes_along = |check: &Check| self.inherits_at_once(table) && self.inherits_check(table, check);
        let checks = table.checks.iter().filter(|check| check.not_valid && !comes_along(check));
        for check in checks.filter(|check| !self.is_passing(schema, table, check)) {
            let sql = format!("ALTER TABLE {name} ADD {}", self.postgres.check_sql(check));
            statements.push(Statement::new(sql, about()));
        }
        let indexes = || table.indexes.iter().filter(|index| !self.is_late(schema, table, (*index).into()));
        for index in indexes().filter(|index| index.constraint && is_said_twice(table, index)) {
            let sql = format!(
                "ALTER TABLE {name} ADD {}",
                self.postgres.unique_sql(self.context, &schema.name, index)
            );
            statements.push(Statement::new(sql, about()));
        }
        for index in indexes().filter(|index| !index.constraint) {
            statements.push(self.postgres.create_index(self.context, place, index, false));
        }
        if table.options.row_security {
            statements.push(Statement::new(format!("ALTER TABLE {name} ENABLE ROW LEVEL SECURITY"), about()));
        }
        if table.options.force_row_security {
            statements.push(Statement::new(format!("ALTER TABLE {name} FORCE ROW LEVEL SECURITY"), about()));
        }
        Ok(statements)
    }

    /// The comments of a table and of what belongs to it, but for its foreign keys.
    pub(super) fn comments_of_table(&self, schema: &Schema, table: &Table) -> Vec<Statement> {
        let name = self.name(&schema.name, &table.name);
        let about = || format!("modify {} table", go_quote(&table.name));
        let mut statements = self.postgres.new_comments(self.context, &schema.name, table);
        let comment = |subject: String, text: &str| {
            let text = super::super::clauses::text(text);
            Statement::new(format!("COMMENT ON {subject} IS {text}"), about())
        };
        let on = |constraint: &str| format!("CONSTRAINT {} ON {name}", self.postgres.quote(constraint));
        for check in &table.checks {
            statements.extend(check.comment.as_deref().map(|text| comment(on(&check.name), text)));
        }
        for index in &table.indexes {
            statements.extend(index.constraint_comment.as_deref().map(|text| comment(on(&index.name), text)));
        }
        if let Some(key) = &table.primary_key {
            let called = key.name.clone().unwrap_or_else(|| default_key_name(&table.name));
            let own = key.comment.as_deref().filter(|text| !text.is_empty());
            let index = format!("INDEX {}", self.name(&schema.name, &called));
            statements.extend(own.map(|text| comment(index, text)));
            statements.extend(key.constraint_comment.as_deref().map(|text| comment(on(&called), text)));
        }
        statements
    }

    fn column_settings(&self, table: &str, column: &Column) -> Vec<String> {
        let alter = |what: String| {
            format!("ALTER TABLE {table} ALTER COLUMN {} {what}", self.postgres.quote(&column.name))
        };
        let settings = column.settings.iter().filter_map(|(setting, value)| set_column(setting, Some(value)));
        settings.map(alter).collect()
    }

    /// Makes a table a partition, or a child that got its parent when it had columns already.
    pub(super) fn attach(&self, schema: &Schema, table: &Table) -> Vec<Statement> {
        let name = self.name(&schema.name, &table.name);
        let about = || format!("modify {} table", go_quote(&table.name));
        let mut statements = Vec::new();
        if let Some(partition) = &table.options.partition_of {
            let parent = self.reference(&partition.parent);
            let sql = format!("ALTER TABLE {parent} ATTACH PARTITION {name} {}", partition.bound);
            statements.push(Statement::new(sql, about()));
        }
        let freed =
            table.columns.iter().filter(|column| column.null && self.is_bound_to_parents(table, column));
        let freed = freed.map(|column| {
            let column = self.postgres.quote(&column.name);
            Statement::new(format!("ALTER TABLE {name} ALTER COLUMN {column} DROP NOT NULL"), about())
        });
        let freed: Vec<_> = freed.collect();
        if !self.inherits_at_once(table) {
            for parent in &table.options.inherits {
                let sql = format!("ALTER TABLE {name} INHERIT {}", self.reference(parent));
                statements.push(Statement::new(sql, about()));
            }
        }
        statements.extend(freed);
        statements
    }

    /// The foreign keys of a table, but those that come with its parent.
    pub(super) fn foreign_keys(&self, schema: &Schema, table: &Table) -> Result<Vec<Statement>, PlanError> {
        let name = self.name(&schema.name, &table.name);
        let inherited = self.inherited_foreign_keys(table);
        let mut statements = Vec::new();
        for (at, key) in table.foreign_keys.iter().enumerate() {
            if let Some(given) = inherited.get(&at) {
                statements.extend(self.renamed_part(&name, table, given, &key.name));
                continue;
            }
            let about = format!("add foreign key {} to {} table", go_quote(&key.name), go_quote(&table.name));
            let sql = self.postgres.foreign_key_sql(self.context, table, key)?;
            statements.push(Statement::new(format!("ALTER TABLE {name} ADD {sql}"), about));
            if let Some(comment) = &key.comment {
                let (key_name, table_name) = (go_quote(&key.name), go_quote(&table.name));
                let about = format!("set comment to foreign key: {key_name} on table: {table_name}");
                let subject = format!("CONSTRAINT {} ON {name}", self.postgres.quote(&key.name));
                let text = super::super::clauses::text(comment);
                statements.push(Statement::new(format!("COMMENT ON {subject} IS {text}"), about));
            }
        }
        Ok(statements)
    }
}

/// What expressions of a table may name.
const NAMED: [Kind; 4] = [Kind::Type, Kind::Function, Kind::Aggregate, Kind::Sequence];

/// Says what a column of a table needs and brings with it.
pub(super) fn need_of_column(piece: &mut Piece, schema: &Schema, table: &Table, column: &Column) {
    for kind in [Kind::Type, Kind::Table, Kind::View] {
        piece.need_in(kind, column.ty.schema.as_deref().unwrap_or(&schema.name), &column.ty.name);
    }
    if let Some(collation) = &column.collation {
        piece.need_collation(collation);
    }
    let generated = column.generated.as_ref().map(|generated| &generated.expr);
    for expr in column.default.iter().chain(generated) {
        piece.need_named(expr.as_str(), &NAMED);
    }
    if is_serial(&column.ty) {
        piece.bring(Kind::Sequence, sequence_name(&table.name, &column.name));
    }
    if let Some(name) = column.settings.get(ColumnSetting::Sequence) {
        piece.need(Kind::Sequence, name);
    }
}

/// Whether a key says what another says already: in one CREATE TABLE the server takes both for one.
pub(in super::super) fn is_said_twice(table: &Table, index: &Index) -> bool {
    let primary = table.primary_key.as_ref().is_some_and(|key| {
        key.parts == index.parts && key.include == index.include && key.deferrable == index.deferrable
    });
    let same = |other: &Index| {
        other.constraint
            && other.unique == index.unique
            && other.kind == index.kind
            && other.predicate == index.predicate
            && other.parts == index.parts
            && other.include == index.include
            && other.nulls_not_distinct == index.nulls_not_distinct
            && other.deferrable == index.deferrable
    };
    let earlier = table.indexes.iter().take_while(|other| other.name != index.name);
    index.unique && primary || earlier.into_iter().any(same)
}

pub(super) fn identity_sql(printer: &Printer<'_>, schema: &Schema, identity: &Identity) -> String {
    let kind = identity_kind(identity.kind);
    let mut options = Vec::new();
    if let Some(name) = &identity.sequence {
        options.push(format!("SEQUENCE NAME {}", printer.name(&schema.name, name)));
    }
    options.extend(identity_options(identity));
    let options = if options.is_empty() { String::new() } else { format!(" ({})", options.join(" ")) };
    format!("GENERATED {kind} AS IDENTITY{options}")
}
