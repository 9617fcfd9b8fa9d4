//! How PostgreSQL reads and applies statements.

mod base_types;
mod children;
mod collations;
mod column_type;
mod columns;
mod composite;
mod constraints;
mod domains;
mod drops;
mod extension_members;
mod extensions;
mod families;
mod figure;
mod follow;
mod marks;
mod names;
pub(super) mod not_null;
mod partitions;
mod parts;
mod passes;
mod program;
mod read;
mod renames;
mod results;
mod retype;
mod serial;
mod statistics;
mod table_functions;
mod tidy;
mod told_out;
mod type_references;
mod typed;
mod uses;

pub(super) use drops::is_bound;
pub(super) use names::object_name;
pub(super) use retype::without_casts_to;
pub(super) use serial::{default_from, drawn_from, serial_sequence};

use super::Postgres;
use crate::dialect::{ColumnConstraint, LetterCase, Naming, ReplayRules, TableColumns};
use crate::model::{Column, DataType, Expr, Object, ObjectKind, OtherKind, Realm, Table, TableRef, View};
use crate::replay::{
    AlterTable, ColumnDef, CreateIndex, CreateTable, CreateView, Ddl, DropKind, DropObject, Head, Like, Name,
    Problem, Reader, Runner, SequenceChange, Session, State, TableAction, Texts,
};
use crate::sql::Syntax;

impl ReplayRules for Postgres {
    fn syntax(&self) -> Syntax {
        Syntax::postgres()
    }

    fn naming(&self) -> Naming {
        Naming {
            own_schema: "public",
            tables: LetterCase::Exact,
            columns: LetterCase::Exact,
            strings_are_names: false,
            transactional: true,
            foreign_keys_at_start: true,
            tables_share_triggers: false,
            tracks_dependents: true,
        }
    }

    fn fold(&self) -> fn(&str) -> String {
        names::fold
    }

    fn is_neutral(&self, head: &Head) -> bool {
        read::is_neutral(head)
    }

    fn client_command(&self, name: &str, args: &str) -> Result<Vec<Ddl>, Problem> {
        read::client_command(name, args)
    }

    fn run(&self, runner: &mut dyn Runner, reader: &mut Reader<'_>) -> Result<bool, Problem> {
        let doubtful = runner.state().doubtful().next().is_some();
        let known = |runs: bool| match runs && doubtful {
            true => Err(Problem::Unknowable("a table was made whose columns can't be told".to_owned())),
            false => Ok(runs),
        };
        if reader.is("DO") {
            known(true)?;
            program::run_do(runner, reader)?;
            return Ok(true);
        }
        if reader.is_any(&["SELECT", "CALL", "WITH"]) {
            return program::run_calls(runner, reader.text()).and_then(known);
        }
        Ok(statistics::run_nameless(self, runner, reader)? || type_references::run(self, runner, reader)?)
    }

    fn read(&self, reader: &mut Reader<'_>, _session: &Session) -> Result<Vec<Ddl>, Problem> {
        read::read(self, reader)
    }

    fn start_table(
        &self,
        state: &mut State,
        place: &TableRef,
        table: &mut Table,
        create: &CreateTable,
    ) -> Result<Vec<ColumnConstraint>, Problem> {
        columns::inherit(self, state, place, table, create)
    }

    fn add_column(
        &self,
        state: &mut State,
        place: &TableRef,
        table: &mut Table,
        def: ColumnDef,
    ) -> Result<Vec<ColumnConstraint>, Problem> {
        columns::add(self, state, place, table, def)
    }

    fn add_constraints(
        &self,
        state: &mut State,
        place: &TableRef,
        table: &mut Table,
        constraints: Vec<ColumnConstraint>,
    ) -> Result<(), Problem> {
        constraints::add(self, state, place, table, constraints)
    }

    fn add_index(
        &self,
        state: &mut State,
        place: &TableRef,
        table: &mut Table,
        create: CreateIndex,
    ) -> Result<(), Problem> {
        constraints::add_index(state, place, table, create)
    }

    fn indexed(&self, state: &mut State, table: &TableRef, only: bool) -> Result<(), Problem> {
        let added = state.table(table).and_then(|table| table.indexes.last());
        match added.map(|index| index.name.clone()) {
            Some(name) if !only => {
                let before = parts::Held::of(state, table).without(&name);
                parts::spread(self, state, table, &before)
            }
            _ => parts::number_all(state, table),
        }
    }

    fn column_from(&self, state: &State, relation: &TableRef, mut column: Column) -> Column {
        // Told out in full; the table that is made of it may be anywhere.
        column_type::rehome(self, state, &mut column.ty, &relation.schema, "\0nowhere");
        column
    }

    fn queried_column(&self, source: &Column) -> Column {
        Column {
            name: source.name.clone(),
            ty: results::settled(source.ty.clone()),
            null: true,
            collation: source.collation.clone(),
            ..Column::default()
        }
    }

    fn copy_like(
        &self,
        state: &mut State,
        place: &TableRef,
        table: &mut Table,
        source: &Table,
        like: &Like,
    ) -> Result<Vec<ColumnConstraint>, Problem> {
        let constraints = columns::copy_like(self, state, place, table, source, like)?;
        if like.options.statistics {
            statistics::copy(Texts::new(self), state, place, like)?;
        }
        Ok(constraints)
    }

    fn arrange(
        &self,
        _state: &mut State,
        _table: &TableRef,
        alter: AlterTable,
    ) -> Result<Vec<TableAction>, Problem> {
        Ok(passes::after_keys(alter.actions))
    }

    fn round(&self, action: &TableAction) -> u8 {
        passes::of(action)
    }

    fn alter(
        &self,
        state: &mut State,
        table: &TableRef,
        action: TableAction,
    ) -> Result<Option<TableAction>, Problem> {
        match not_null::alter(state, table, action) {
            Some(action) => columns::alter(self, state, table, action),
            None => Ok(None),
        }
    }

    fn alter_only(
        &self,
        state: &mut State,
        table: &TableRef,
        action: TableAction,
    ) -> Result<Option<TableAction>, Problem> {
        partitions::alter_only(self, state, table, action)
    }

    fn alter_other(&self, state: &mut State, alter: &AlterTable) -> Option<Result<(), Problem>> {
        columns::alter_other(self, state, alter)
    }

    fn drop_constraint(
        &self,
        state: &mut State,
        table: &TableRef,
        _kind: DropKind,
        name: &str,
        cascade: bool,
    ) -> Result<bool, Problem> {
        drops::constraint(self, state, table, name, cascade)
    }

    fn drop_index(
        &self,
        state: &mut State,
        table: &TableRef,
        name: &str,
        cascade: bool,
    ) -> Result<(), Problem> {
        drops::index(self, state, table, name, cascade)
    }

    fn index_view(&self, state: &mut State, view: &TableRef, create: CreateIndex) -> Result<(), Problem> {
        constraints::index_view(state, view, create)
    }

    fn expression_type(&self, expr: &str, column: &dyn Fn(&str) -> Option<DataType>) -> Option<DataType> {
        results::type_of(self, expr, column)
    }

    fn derived_column(&self, column: Column) -> Option<Column> {
        Some(Column { ty: results::settled(column.ty), ..column })
    }

    fn united_column(&self, columns: &[Column]) -> Option<Column> {
        // Which of several collations it has is not told.
        let collated = columns.iter().any(|column| column.collation.is_some());
        let types: Vec<DataType> = columns.iter().map(|column| column.ty.clone()).collect();
        let ty = if collated { None } else { results::common(&types) };
        ty.map(|ty| Column { ty, null: true, ..Column::default() })
    }

    fn column_of_expression(&self, expr: &str) -> String {
        figure::result_name(expr)
    }

    fn finish_view(
        &self,
        state: &mut State,
        _place: &TableRef,
        view: &mut View,
        _create: &CreateView,
    ) -> Result<(), Problem> {
        told_out::view(self, state, view);
        Ok(())
    }

    fn drop_view_index(&self, state: &mut State, name: &Name) -> bool {
        names::drop_view_index(state, name)
    }

    fn rename_key_index(&self, state: &mut State, name: &Name, next: &str) -> Result<bool, Problem> {
        names::rename_key_index(Texts::new(self), state, name, next)
    }

    fn alter_inherited_object(
        &self,
        state: &mut State,
        object: &DropObject,
        text: &str,
    ) -> Result<bool, Problem> {
        Ok(families::alter_of_class(state, object, text)? || partitions::alter_trigger(state, object, text)?)
    }

    fn moved_extension(&self, state: &mut State, name: &str, next: &str) -> Result<(), Problem> {
        extensions::moved(Texts::new(self), state, name, next)
    }

    fn index_renamed(&self, state: &mut State, table: &TableRef, previous: &str, next: &str) {
        marks::index_renamed(Texts::new(self), state, table, previous, next);
    }

    fn comment_index(&self, state: &mut State, name: &Name, text: Option<String>) -> Result<(), Problem> {
        names::comment_index(state, name, text)
    }

    fn alter_carried_type(
        &self,
        state: &mut State,
        schema: &str,
        object: &mut Object,
        clause: &str,
    ) -> Result<(), Problem> {
        match object.kind {
            ObjectKind::Base => base_types::alter(self, state, schema, object, clause),
            ObjectKind::Composite => composite::alter(self, state, schema, object, clause),
            _ => {
                domains::alter(self, object, clause);
                Ok(())
            }
        }
    }

    fn finish_object(&self, state: &State, schema: &str, object: &mut Object) {
        told_out::tell_out(self, state, schema, object);
        match object.kind {
            ObjectKind::Base => base_types::finish(self, state, object),
            ObjectKind::Domain => domains::finish(self, state, object),
            ObjectKind::Trigger | ObjectKind::EventTrigger => {
                follow::bind_trigger(Texts::new(self), state, object)
            }
            _ if names::is_statistics(object) => statistics::bind(Texts::new(self), state, object),
            _ => {}
        }
    }

    fn without_default(&self, domain: &Object) -> Option<String> {
        domains::without_default(&domain.text)
    }

    fn altered_object(&self, object: &Object, alter: &str) -> Option<String> {
        (object.kind == ObjectKind::Policy)
            .then(|| super::objects::altered_policy(&object.text, alter))
            .flatten()
    }

    fn dropping_type(&self, state: &mut State, ty: (&str, &str)) -> Result<(), Problem> {
        uses::drop_of_type(self, state, ty)
    }

    fn settled_default(&self, state: &State, default: Expr) -> Expr {
        serial::bound_in_text(state, default)
    }

    fn attribute_actions(&self, clause: &str) -> Result<Vec<TableAction>, Problem> {
        composite::actions(self, clause)
    }

    fn attribute_names(&self, object: &Object) -> Result<Vec<String>, Problem> {
        if object.kind == ObjectKind::Composite {
            composite::attribute_names(object)
        } else {
            Ok(self.foreign_columns(object))
        }
    }

    fn drop_attributes(&self, object: &mut Object, is_gone: &dyn Fn(&str) -> bool) -> Result<(), Problem> {
        let mut composite = composite::Composite::read(&object.text)?;
        composite.attributes.retain(|attribute| !is_gone(&attribute.ty));
        object.text = composite.text();
        Ok(())
    }

    fn dropped_object(
        &self,
        state: &mut State,
        schema: Option<&str>,
        object: &Object,
        cascade: bool,
    ) -> Result<(), Problem> {
        drops::object(self, state, (schema.unwrap_or_default(), object), cascade)
    }

    fn renamed_routine(
        &self,
        state: &mut State,
        kind: ObjectKind,
        previous: (&str, &str),
        next: (&str, &str),
    ) -> Result<(), Problem> {
        follow::routine(self, state, kind, previous, next)
    }

    fn renamed_collation(&self, state: &mut State, previous: (&str, &str), next: (&str, &str)) {
        collations::renamed(self, state, previous, next);
    }

    fn renamed_type(&self, state: &mut State, previous: (&str, &str), next: (&str, &str)) {
        follow::ty(self, state, previous, next);
    }

    fn renamed_value(
        &self,
        state: &mut State,
        ty: (&str, &str),
        previous: &str,
        next: &str,
    ) -> Result<(), Problem> {
        follow::value(self, state, ty, previous, next);
        Ok(())
    }

    fn lives_in_no_schema(&self, kind: OtherKind) -> bool {
        read::lives_in_no_schema(kind)
    }

    fn type_taken(&self, state: &State, schema: &str, name: &str) -> Option<&'static str> {
        names::type_taken(state, schema, name)
    }

    fn is_identity_sequence(&self, state: &State, name: &Name) -> bool {
        serial::is_identity_sequence(state, name)
    }

    fn alter_identity_sequence(
        &self,
        state: &mut State,
        name: &Name,
        changes: &[SequenceChange],
    ) -> Result<bool, Problem> {
        serial::alter_identity_sequence(state, name, changes)
    }

    fn row_of_function(&self, state: &State, name: &Name) -> Option<TableRef> {
        table_functions::row(self, state, name)
    }

    fn row_of_type(&self, state: &State, schema: &str, ty: &DataType) -> Option<TableRef> {
        table_functions::row_of_type(self, state, schema, ty)
    }

    fn function_columns(&self, state: &State, name: &Name) -> Option<TableColumns> {
        table_functions::columns(self, state, name)
    }

    fn renamed_sequence(&self, state: &mut State, previous: (&str, &str), next: (&str, &str)) {
        serial::renamed_sequence(state, previous, next);
    }

    fn defaults_from(&self, state: &State, schema: &str, sequence: &str) -> Vec<(TableRef, String)> {
        serial::defaults_from(state, schema, sequence)
    }

    fn dropping_column(
        &self,
        state: &mut State,
        table: &TableRef,
        column: &str,
        cascade: bool,
    ) -> Result<(), Problem> {
        drops::column(self, state, table, column, cascade)
    }

    fn dropping_table(&self, state: &mut State, table: &TableRef, cascade: bool) -> Result<(), Problem> {
        drops::table(self, state, table, cascade)
    }

    fn renamed_table(&self, state: &mut State, previous: &TableRef, next: &TableRef) -> Result<(), Problem> {
        renames::renamed_table(self, state, previous, next);
        Ok(())
    }

    fn renamed_column(
        &self,
        state: &mut State,
        table: &TableRef,
        previous: &str,
        next: &str,
    ) -> Result<(), Problem> {
        renames::renamed_column(self, state, table, previous, next)
    }

    fn taken(&self, state: &State, schema: &str, name: &str) -> Option<&'static str> {
        names::taken(state, schema, name)
    }

    fn tidy(&self, realm: &mut Realm) {
        tidy::tidy(self, realm);
    }
}
