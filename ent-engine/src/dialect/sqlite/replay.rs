//! How SQLite reads and applies statements.

mod apply;
mod names;
mod places;
mod read;

use super::Sqlite;
use crate::dialect::{ColumnConstraint, LetterCase, Naming, ReplayRules};
use crate::model::{Column, DataType, Origin, OriginParts, Realm, Table, TableRef};
use crate::replay::{
    AlterTable, ColumnDef, CreateIndex, Ddl, DropKind, Head, Like, Problem, Reader, Session, State, Texts,
};
use crate::sql::Syntax;

impl ReplayRules for Sqlite {
    fn syntax(&self) -> Syntax {
        Syntax::sqlite()
    }

    fn naming(&self) -> Naming {
        Naming {
            own_schema: "main",
            tables: LetterCase::Ignored,
            columns: LetterCase::Ignored,
            strings_are_names: true,
            transactional: true,
            foreign_keys_at_start: false,
            tables_share_triggers: true,
            tracks_dependents: false,
        }
    }

    fn fold(&self) -> fn(&str) -> String {
        str::to_owned
    }

    fn is_neutral(&self, head: &Head) -> bool {
        read::is_neutral(head)
    }

    fn client_command(&self, name: &str, _: &str) -> Result<Vec<Ddl>, Problem> {
        read::client_command(name)
    }

    fn read(&self, reader: &mut Reader<'_>, session: &Session) -> Result<Vec<Ddl>, Problem> {
        read::read(self, reader, session)
    }

    fn add_column(
        &self,
        _: &mut State,
        _: &TableRef,
        table: &mut Table,
        def: ColumnDef,
    ) -> Result<Vec<ColumnConstraint>, Problem> {
        apply::check_strict(table, &def.column)?;
        let own = Some(def.column.name.clone());
        table.columns.push(def.column);
        Ok(def
            .constraints
            .into_iter()
            .map(|constraint| ColumnConstraint { column: own.clone(), constraint })
            .collect())
    }

    fn add_constraints(
        &self,
        state: &mut State,
        place: &TableRef,
        table: &mut Table,
        constraints: Vec<ColumnConstraint>,
    ) -> Result<(), Problem> {
        apply::add_constraints(state, place, table, constraints)
    }

    fn add_index(
        &self,
        state: &mut State,
        place: &TableRef,
        table: &mut Table,
        create: CreateIndex,
    ) -> Result<(), Problem> {
        apply::add_index(state, place, table, create)
    }

    fn queried_table(&self, _: &State, _: &TableRef, mut table: Table) -> Table {
        // In a STRICT table ANY has no affinity, elsewhere it is a name like any other.
        if table.options.strict {
            for column in table.columns.iter_mut().filter(|column| column.ty.name.eq_ignore_ascii_case("any"))
            {
                column.ty = DataType::new("");
            }
        }
        table
    }

    fn queried_column(&self, source: &Column) -> Column {
        // Only the affinity is kept, by the name that SQLite has for it (createTableStmt in build.c).
        let name = source.ty.name.to_ascii_uppercase();
        let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
        let affinity = if has(&["INT"]) {
            "INT"
        } else if has(&["CHAR", "CLOB", "TEXT"]) {
            "TEXT"
        } else if name.is_empty() || has(&["BLOB"]) {
            ""
        } else if has(&["REAL", "FLOA", "DOUB"]) {
            "REAL"
        } else {
            "NUM"
        };
        let origin = Origin::from(OriginParts {
            spelling: Some(affinity.to_owned()).filter(|name| !name.is_empty()),
            ..OriginParts::default()
        });
        let ty = DataType::new(affinity.to_ascii_lowercase());
        Column { name: source.name.clone(), ty, null: true, origin, ..Column::default() }
    }

    /// The affinity of a column in parentheses or with a collation is that of the column, of a cast that of its type;
    /// other expressions have none (sqlite3ExprAffinity in expr.c). What a query in parentheses gives is not told.
    fn expression_type(&self, expr: &str, column: &dyn Fn(&str) -> Option<DataType>) -> Option<DataType> {
        let mut reader = Reader::new(expr, Syntax::sqlite(), str::to_owned);
        let in_parens = |reader: &mut Reader<'_>| reader.parens().ok().map(str::to_owned);
        if reader.is_symbol("(") {
            let inside = in_parens(&mut reader)?;
            let is_query = ["SELECT", "WITH", "VALUES"].iter().any(|word| reader.sub(&inside).is(word));
            if reader.eat("COLLATE") {
                reader.ident().ok()?;
            }
            return match reader.done() {
                true if is_query => None,
                true => self.expression_type(&inside, column),
                false => Some(DataType::new("")),
            };
        }
        if reader.eat("CAST") {
            let inside = in_parens(&mut reader)?;
            let at = inside.to_ascii_lowercase().rfind(" as ").filter(|_| reader.done());
            let name = at.and_then(|at| inside.get(at + 4..)).unwrap_or_default();
            return Some(DataType::new(name.trim()));
        }
        let name = reader.name().ok();
        if reader.eat("COLLATE") {
            reader.ident().ok()?;
        }
        match name.filter(|_| reader.done()) {
            Some(name) => column(&name.name),
            None => Some(DataType::new("")),
        }
    }

    fn derived_column(&self, column: Column) -> Option<Column> {
        Some(self.queried_column(&column))
    }

    /// The affinity is that of all queries; where they differ, releases differ, too.
    fn united_column(&self, columns: &[Column]) -> Option<Column> {
        let columns: Vec<Column> = columns.iter().map(|column| self.queried_column(column)).collect();
        let (first, others) = columns.split_first()?;
        others.iter().all(|other| other.ty == first.ty).then(|| first.clone())
    }

    fn copy_like(
        &self,
        _: &mut State,
        _: &TableRef,
        _: &mut Table,
        _: &Table,
        _: &Like,
    ) -> Result<Vec<ColumnConstraint>, Problem> {
        Err(Problem::Refused("SQLite has no LIKE in CREATE TABLE".to_owned()))
    }

    fn alter_other(&self, state: &mut State, alter: &AlterTable) -> Option<Result<(), Problem>> {
        apply::rename_virtual(self, state, alter)
    }

    fn drop_constraint(
        &self,
        _: &mut State,
        table: &TableRef,
        _: DropKind,
        _: &str,
        _: bool,
    ) -> Result<bool, Problem> {
        Err(Problem::Refused(format!("SQLite can't drop a constraint of `{table}` by itself")))
    }

    fn drop_index(&self, state: &mut State, table: &TableRef, name: &str, _: bool) -> Result<(), Problem> {
        let edited = state.table_mut(table)?;
        if edited.indexes.iter().any(|index| index.constraint && index.name == name) {
            return Err(Problem::Refused(format!("index `{name}` serves a constraint of `{table}`")));
        }
        edited.indexes.retain(|index| index.name != name);
        Ok(())
    }

    fn dropping_column(
        &self,
        state: &mut State,
        table: &TableRef,
        column: &str,
        _: bool,
    ) -> Result<(), Problem> {
        names::fix_quotes(state);
        apply::dropping_column(Texts::new(self), state, table, column)
    }

    fn dropping_table(&self, _: &mut State, _: &TableRef, _: bool) -> Result<(), Problem> {
        Ok(())
    }

    fn drop_other_table(&self, state: &mut State, name: &crate::replay::Name) -> bool {
        apply::drop_virtual(state, name)
    }

    fn references_follow(&self, session: &Session, _: &Table) -> bool {
        // SQLite manual, ALTER TABLE RENAME, "Compatibility note".
        !session.legacy_alter || session.foreign_keys
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
        names::renamed_column(self, state, table, previous, next);
        Ok(())
    }

    fn taken(&self, state: &State, schema: &str, name: &str) -> Option<&'static str> {
        names::taken(state, schema, name)
    }

    fn tidy(&self, realm: &mut Realm) {
        apply::tidy(realm);
    }
}
