//! How MySQL and MariaDB read and apply statements.

mod alter;
mod arrange;
mod beside;
pub(super) mod charset;
mod checks;
mod columns;
pub(super) mod constants;
mod drops;
mod expression;
mod keys;
mod long_names;
mod names;
mod partitions;
mod program;
mod programs;
mod query;
mod quotes;
mod read;
mod taken_over;

pub(super) use constants::is_bytes;
pub(super) use names::number_of;
pub(super) use partitions::Clause;
use std::borrow::Cow;

use super::{Mysql, engine, merge};
use crate::dialect::{ColumnConstraint, DialectName, Flavor, LetterCase, Naming, ReplayRules, Version};
use crate::model::{Column, Expr, Object, ObjectKind, Realm, Table, TableRef, View};
use crate::replay::{
    AlterTable, ColumnDef, ConstraintKind, CreateIndex, CreateTable, CreateView, Ddl, DropKind, Head, Like,
    Problem, QueryFacts, Reader, Runner, Session, State, TableAction, TableOption, Texts,
};
use crate::sql::{CommentReader, Syntax, expand_version_comments};

/// Whether expressions mean something else under these modes.
fn is_read_otherwise(modes: &str) -> bool {
    let words = ["PIPES_AS_CONCAT", "ANSI", "ORACLE", "NO_BACKSLASH_ESCAPES", "HIGH_NOT_PRECEDENCE"];
    modes.split(',').any(|mode| words.contains(&mode.trim()))
}

/// Whether what comes next is what EXISTS selects: the server puts a constant in the place of a star there.
fn opens_exists(before: &str) -> bool {
    let upper = before.get(before.len().saturating_sub(80)..).unwrap_or(before).to_ascii_uppercase();
    let before_select = upper.trim_end().strip_suffix("SELECT").map(str::trim_end);
    let before_query = before_select.and_then(|text| text.strip_suffix('(')).map(str::trim_end);
    before_query.is_some_and(|text| text.ends_with("EXISTS"))
}

impl ReplayRules for Mysql {
    fn syntax(&self) -> Syntax {
        if self.replays_mariadb() { Syntax::mariadb() } else { Syntax::mysql() }
    }

    fn naming(&self) -> Naming {
        Naming {
            own_schema: "",
            tables: LetterCase::Exact,
            columns: LetterCase::Ignored,
            strings_are_names: false,
            // DDL commits by itself.
            transactional: false,
            foreign_keys_at_start: true,
            tables_share_triggers: true,
            tracks_dependents: false,
        }
    }

    fn visible<'a>(&self, sql: &'a str, syntax: Syntax) -> Cow<'a, str> {
        let number = |version: Version| version.0 * 10_000 + version.1 * 100 + version.2;
        let own = number(self.flavor.version);
        let reader = if self.is_mariadb() {
            CommentReader::MariaDb(own)
        } else if self.is_either() {
            let mariadb = number(Flavor::new(DialectName::Mariadb).version);
            CommentReader::Either { mysql: own, mariadb }
        } else {
            CommentReader::MySql(own)
        };
        quotes::in_backticks(expand_version_comments(sql, syntax, reader), syntax)
    }

    fn fold(&self) -> fn(&str) -> String {
        str::to_owned
    }

    fn is_neutral(&self, head: &Head) -> bool {
        read::is_neutral(head)
    }

    fn run(&self, runner: &mut dyn Runner, reader: &mut Reader<'_>) -> Result<bool, Problem> {
        program::run(runner, reader)
    }

    fn client_command(&self, name: &str, args: &str) -> Result<Vec<Ddl>, Problem> {
        read::client_command(name, args)
    }

    fn read(&self, reader: &mut Reader<'_>, session: &Session) -> Result<Vec<Ddl>, Problem> {
        read::read(self, reader, session)
    }

    fn refuse_names(&self, state: &State, ddl: &Ddl) -> Result<(), Problem> {
        long_names::refuse(self, state, ddl)
    }

    fn add_column(
        &self,
        state: &mut State,
        place: &TableRef,
        table: &mut Table,
        def: ColumnDef,
    ) -> Result<Vec<ColumnConstraint>, Problem> {
        Ok(columns::add(self, state, place, table, def))
    }

    fn add_constraints(
        &self,
        state: &mut State,
        place: &TableRef,
        table: &mut Table,
        constraints: Vec<ColumnConstraint>,
    ) -> Result<(), Problem> {
        keys::add(self, state, place, table, constraints)
    }

    fn add_index(
        &self,
        state: &mut State,
        place: &TableRef,
        table: &mut Table,
        create: CreateIndex,
    ) -> Result<(), Problem> {
        keys::add_index(self, state, place, table, create)
    }

    fn start_table(
        &self,
        state: &mut State,
        place: &TableRef,
        table: &mut Table,
        _: &CreateTable,
    ) -> Result<Vec<ColumnConstraint>, Problem> {
        columns::start(self, state, place, table);
        if let Some(tables) = table.options.raw_option(merge::UNION) {
            table.options.set_raw(merge::UNION, &merge::place(self, state, place, &tables)?);
        }
        Ok(Vec::new())
    }

    fn finish_view(
        &self,
        state: &mut State,
        place: &TableRef,
        view: &mut View,
        create: &CreateView,
    ) -> Result<(), Problem> {
        let schema = state.realm.schema(&place.schema).filter(|_| create.keeps_options);
        for (key, value) in
            schema.and_then(|schema| schema.view(&place.table)).iter().flat_map(|v| &v.options)
        {
            if key != "check_option" && !view.options.iter().any(|(known, _)| known == key) {
                view.options.push((key.clone(), value.clone()));
            }
        }
        view.origin.sql_mode = state.session.sql_mode.clone().filter(|modes| is_read_otherwise(modes));
        // The server keeps the columns that stars stand for at this moment.
        if QueryFacts::leaves_out(view.definition.as_str()) {
            let facts = QueryFacts::of(self, state, view.definition.as_str());
            view.definition = Expr::new(facts.expanded_but(view.definition.as_str(), opens_exists));
        }
        Ok(())
    }

    /// A column without an alias is called as it is written.
    fn column_of_expression(&self, expr: &str) -> String {
        match expr.rsplit('.').next().map(|last| last.trim().trim_matches('`')) {
            Some(column) if column.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '$') => {
                column.to_owned()
            }
            _ => expr.to_owned(),
        }
    }

    fn queried_table(&self, state: &State, place: &TableRef, mut table: Table) -> Table {
        charset::tell_out(state, place, &mut table);
        query::cut_off(self, &mut table);
        table
    }

    /// The connection's own schema is as the server makes schemas: what it was turned into must be said.
    fn finish_object(&self, state: &State, schema: &str, object: &mut Object) {
        if schema == state.connection {
            let written = charset::of_schema(state, schema);
            if written != (None, None) {
                programs::tell_charset(self, object, &written);
            }
        }
    }

    fn altering_schema(&self, state: &mut State, schema: &str) {
        let written = match charset::of_schema(state, schema) {
            (None, None) => (Some(charset::USUAL.to_owned()), None),
            known => known,
        };
        if let Some(schema) = state.realm.schema_mut(schema) {
            schema.objects.iter_mut().for_each(|object| programs::tell_charset(self, object, &written));
        }
    }

    fn settle_queried(&self, state: &State, place: &TableRef, table: &Table, column: &mut Column) {
        charset::stay_usual(state, place, table, column);
    }

    fn renames_into_current(&self) -> bool {
        true
    }

    fn queried_column(&self, source: &Column) -> Column {
        query::column(self, source)
    }

    fn expression_column(&self, expr: &str, column: &dyn Fn(&str) -> Option<Column>) -> Option<Column> {
        expression::column(self, expr, column)
    }

    fn copy_like(
        &self,
        state: &mut State,
        place: &TableRef,
        table: &mut Table,
        source: &Table,
        like: &Like,
    ) -> Result<Vec<ColumnConstraint>, Problem> {
        columns::copy(self, table, source)?;
        if let Some(home) = state.find_table(&like.table) {
            charset::leave(state, &home.schema, &place.schema, table);
            if let Some(tables) = table.options.raw_option(merge::UNION) {
                let tables = merge::between(self, &tables, &home.schema, &place.schema, str::to_owned)?;
                table.options.set_raw(merge::UNION, &tables);
            }
        }
        Ok(Vec::new())
    }

    fn arrange(
        &self,
        state: &mut State,
        table: &TableRef,
        mut alter: AlterTable,
    ) -> Result<Vec<TableAction>, Problem> {
        // InnoDB makes the table anew; others have a way of their own (`ha_innobase::optimize`).
        let is_innodb = state.table(table).is_some_and(|table| table.options.engine.is_none());
        alter.actions.retain(|action| is_innodb || *action != TableAction::Optimize);
        if alter.if_exists && alter::is_lost(self, state, &alter.actions) {
            return Ok(Vec::new());
        }
        if let Some(edited) = state.table(table).filter(|_| self.is_mariadb()) {
            arrange::refuse_remains(state, table, edited, &alter.actions)?;
        }
        if let Some(edited) = state.table(table) {
            taken_over::refuse(edited, &alter.actions)?;
        }
        if !alter.actions.iter().all(|action| matches!(action, TableAction::RenameTable(_)))
            && let Ok(edited) = state.table_mut(table)
        {
            keys::remake(self, edited);
            arrange::drop_checks(self, edited, &alter.actions);
        }
        let mut actions = alter.actions;
        arrange::fit_texts(self, state, table, &mut actions);
        if self.replays_mariadb() && !state.session.foreign_keys {
            arrange::loosen(&mut actions);
        }
        Ok(arrange::arrange(state, table, actions))
    }

    fn round(&self, action: &TableAction) -> u8 {
        // What goes, goes first; then columns in order, then keys, then foreign keys (mysql_prepare_alter_table).
        match action {
            TableAction::DropConstraint {
                kind: DropKind::ForeignKey | DropKind::Constraint | DropKind::Check,
                ..
            } => 0,
            TableAction::DropConstraint { .. } => 1,
            TableAction::DropColumn { .. } => 2,
            // What is declared takes it from the table as it becomes.
            TableAction::Option(TableOption::Charset(_) | TableOption::Collation(_)) => 3,
            TableAction::AddColumn { .. } | TableAction::MoveColumn { .. } => 5,
            TableAction::AddConstraint { constraint, .. } => match constraint.kind {
                ConstraintKind::ForeignKey(_) => 8,
                _ => 7,
            },
            TableAction::ConvertCharset { .. } => 6,
            TableAction::RenameTable(_) => 9,
            _ => 4,
        }
    }

    fn alter(
        &self,
        state: &mut State,
        table: &TableRef,
        action: TableAction,
    ) -> Result<Option<TableAction>, Problem> {
        alter::alter(self, state, table, action)
    }

    fn altered(&self, state: &mut State, table: &TableRef) -> Result<(), Problem> {
        if state.table(table).is_some() {
            state.edit_table(table, |state, edited| {
                keys::drop_superseded(self, state, table, edited);
                keys::fit(self, state, table, edited);
                engine::settle(self, &mut edited.options);
                long_names::refuse_of(self, edited)
            })?;
        }
        drops::check_served(self, state, table)
    }

    fn alter_other(&self, state: &mut State, alter: &AlterTable) -> Option<Result<(), Problem>> {
        state.find_view(&alter.name)?;
        if alter.actions == [TableAction::Optimize] {
            return Some(Ok(()));
        }
        Some(crate::replay::alter_view(self, state, alter.clone()))
    }

    fn drop_constraint(
        &self,
        state: &mut State,
        table: &TableRef,
        kind: DropKind,
        name: &str,
        _: bool,
    ) -> Result<bool, Problem> {
        drops::constraint(state, table, kind, name)
    }

    fn drop_index(&self, state: &mut State, table: &TableRef, name: &str, _: bool) -> Result<(), Problem> {
        keys::remake(self, state.table_mut(table)?);
        drops::constraint(state, table, DropKind::Index, name)?;
        drops::check_served(self, state, table)
    }

    fn dropping_column(
        &self,
        state: &mut State,
        table: &TableRef,
        column: &str,
        returns: bool,
    ) -> Result<(), Problem> {
        drops::column(self, state, table, column, returns)
    }

    fn dropped_object(
        &self,
        state: &mut State,
        schema: Option<&str>,
        object: &Object,
        _: bool,
    ) -> Result<(), Problem> {
        let Some(schema) = schema else { return Ok(()) };
        let objects = state.schema_mut(schema)?.objects;
        beside::dropped(self, objects, object);
        if object.kind == ObjectKind::Package {
            objects.retain(|other| {
                other.kind != ObjectKind::PackageBody || !other.name.eq_ignore_ascii_case(&object.name)
            });
        }
        Ok(())
    }

    fn dropping_table(&self, state: &mut State, table: &TableRef, _: bool) -> Result<(), Problem> {
        drops::table(state, table)
    }

    /// InnoDB knows a partitioned table by its partitions: keys that refer to it go on saying its previous name.
    fn references_follow(&self, _: &Session, table: &Table) -> bool {
        !self.replays_mariadb() || table.options.partition_by.is_none()
    }

    fn renamed_table(&self, state: &mut State, previous: &TableRef, next: &TableRef) -> Result<(), Problem> {
        names::renamed_table(self, state, previous, next)
    }

    fn renamed_column(
        &self,
        state: &mut State,
        table: &TableRef,
        previous: &str,
        next: &str,
    ) -> Result<(), Problem> {
        let texts = Texts::new(self);
        if let Ok(edited) = state.table_mut(table) {
            let parameters = edited.options.parameters.iter_mut();
            for (_, columns) in parameters.filter(|(name, _)| name.starts_with("period for ")) {
                *columns = texts.rename_column(columns, &table.table, previous, next);
            }
        }
        // MariaDB goes on calling the check of a column by the name that the column had.
        let column = state.table_mut(table).ok().and_then(|table| table.column_mut(next));
        if let Some(column) = column.filter(|_| self.replays_mariadb()) {
            column.origin.spelling.get_or_insert_with(|| previous.to_owned());
        }
        Ok(())
    }

    fn altered_object(&self, object: &Object, alter: &str) -> Option<String> {
        programs::altered(self, object.kind, &object.text, alter)
    }

    fn taken(&self, state: &State, schema: &str, name: &str) -> Option<&'static str> {
        names::taken(state, schema, name)
    }

    fn tidy(&self, realm: &mut Realm) {
        columns::tidy(realm);
    }
}
