//! A realm as the statements that make it on an empty server.
//!
//! What can't refer to anything but types, functions and relations comes first, each after what it names; then
//! what hangs on tables: indexes, partitions, foreign keys, triggers, comments. Bodies of functions are not
//! checked while they are made, as they may name what comes later.

mod comments;
mod defaults;
mod inherit;
mod late;
mod needs;
mod objects;
mod parts;
mod shells;
mod table;

use std::collections::BTreeSet;

use super::super::Postgres;
use super::path::{self, path_of};
use crate::change::{Pair, Subject};
use crate::model::{Realm, Schema, Table};
use crate::plan::{
    PlanContext, PlanError, PlanOptions, Printed, Reach, Reverse, Setting, Statement, depth_first,
};
use late::Late;
use needs::{Kind, Piece};

pub(super) use objects::passed_names;
pub(super) use table::is_said_twice;

impl Postgres {
    /// A table with all that belongs to it, as it is printed; all of it goes with the table.
    pub(super) fn print_table(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        table: &Table,
    ) -> Result<Vec<Statement>, PlanError> {
        let printer = Printer { postgres: self, context, late: Late::default(), known: None };
        let home = context.next.schema(schema).cloned().unwrap_or_else(|| Schema::new(schema));
        // Whose the others are is said where they come.
        let home = Schema { sequences: Vec::new(), ..home };
        let pieces = printer.serial_sequences(&home, table);
        let mut statements: Vec<Statement> = pieces.into_iter().flat_map(|piece| piece.statements).collect();
        let at = statements.len();
        statements.extend(printer.table_piece(&home, table)?.statements);
        statements
            .extend(printer.passing_checks(&home, table).into_iter().flat_map(|piece| piece.statements));
        statements.extend(printer.unlike_parents(&home, table));
        statements.extend(printer.rest_of_table(&home, table)?);
        statements.extend(printer.attach(&home, table));
        statements.extend(printer.late_keys(&home, table));
        statements.extend(printer.comments_of_table(&home, table));
        statements.extend(printer.foreign_keys(&home, table)?);
        for statement in &mut statements {
            statement.reverse = Reverse::Covered;
        }
        if let Some(create) = statements.get_mut(at) {
            let drop = format!("DROP TABLE {}", printer.name(schema, &table.name));
            create.reverse = Reverse::Statements(vec![drop]);
        }
        Ok(statements)
    }

    pub(super) fn print_realm(
        &self,
        realm: &Realm,
        options: &PlanOptions,
    ) -> Result<Vec<Printed>, PlanError> {
        let nothing = Realm::default();
        let context = PlanContext { previous: &nothing, next: realm, options };
        let known = Some(Known::of(realm));
        let mut printer = Printer { postgres: self, context: &context, late: Late::default(), known };
        printer.late = Late::of(realm, &|table| printer.can_inherit_at_once(table));
        let mut out = Out { postgres: self, printed: Vec::new(), path: None };
        if realm
            .schemas
            .iter()
            .any(|schema| schema.objects.iter().any(|object| objects::has_body(object.kind)))
        {
            out.let_bodies_name_what_comes();
        }
        for schema in &realm.schemas {
            let statements = if !matches!(schema.name.as_str(), "" | "public") {
                self.add_schema(schema)
            } else if schema.comment.is_some() {
                let name = if schema.name.is_empty() { "public" } else { &schema.name };
                vec![self.schema_comment(name, None, schema.comment.as_deref())]
            } else {
                continue;
            };
            out.extend(None, &Subject::new("schema", "", &schema.name), Reach::Named, statements);
        }
        let pieces = printer.pieces(realm)?;
        for at in depth_first(&needs::edges(&pieces)) {
            if let Some(piece) = pieces.get(at) {
                for statement in &piece.statements {
                    let printed = Printed::reaching(piece.reach, piece.subject.clone(), statement.clone());
                    out.push(piece.path.as_ref(), printed.bringing(piece.brought()));
                }
            }
        }
        printer.rest_of_tables(realm, &mut out)?;
        printer.late_objects(realm, &mut out)?;
        for schema in &realm.schemas {
            for (subject, statement) in printer.comments(schema) {
                out.extend(None, &subject, Reach::Named, vec![statement]);
            }
        }
        for (subject, statement) in printer.extension_comments(realm) {
            out.extend(None, &subject, Reach::Named, vec![statement]);
        }
        for object in realm.objects.iter().filter(|object| objects::is_late(object.kind, object)) {
            let subject = Subject::new(object.kind.selector(), "", &object.name);
            let path = object.origin.search_path.as_ref();
            let comment = printer.postgres.object_comment(printer.context, "", Pair::new(None, Some(object)));
            out.extend(path, &subject, Reach::Named, printer.object("", object)?);
            out.extend(None, &subject, Reach::Named, comment.into_iter().collect());
        }
        out.switch(None);
        Ok(out.printed)
    }
}

/// All tables with their schemas.
fn tables(realm: &Realm) -> impl Iterator<Item = (&Schema, &Table)> {
    realm.schemas.iter().flat_map(|schema| schema.tables.iter().map(move |table| (schema, table)))
}

/// What is printed so far, and the search path at its end.
struct Out<'a> {
    postgres: &'a Postgres,
    printed: Vec<Printed>,
    path: Option<Vec<String>>,
}

impl Out<'_> {
    /// Adds statements that make `subject` under a search path; `None` for the default one.
    fn extend(
        &mut self,
        path: Option<&Vec<String>>,
        subject: &Subject,
        reach: Reach,
        statements: Vec<Statement>,
    ) {
        for statement in statements {
            self.push(path, Printed::reaching(reach, subject.clone(), statement));
        }
    }

    fn push(&mut self, path: Option<&Vec<String>>, printed: Printed) {
        self.switch(path);
        self.printed.push(printed);
    }

    fn switch(&mut self, path: Option<&Vec<String>>) {
        if self.path.as_ref() == path {
            return;
        }
        let sql = self.postgres.set_path(path.map(Vec::as_slice));
        let setting = Setting { name: "search_path", reset: Some(path::RESET), kinds: &[] };
        let statement = Statement::new(sql, "look for names where the next statements do");
        self.printed.push(Printed::setting(setting, statement));
        self.path = path.cloned();
    }

    fn let_bodies_name_what_comes(&mut self) {
        let setting =
            Setting { name: "check_function_bodies", reset: None, kinds: &["function", "procedure"] };
        let statement =
            Statement::new("SET check_function_bodies = off", "let functions name what comes later");
        self.printed.push(Printed::setting(setting, statement));
    }
}

/// Makes statements out of objects of one realm.
struct Printer<'a> {
    postgres: &'a Postgres,
    context: &'a PlanContext<'a>,
    late: Late,
    /// None for a table alone, where looking is cheaper than remembering.
    known: Option<Known<'a>>,
}

/// What is known of a whole realm, so that not each table looks at all others.
struct Known<'a> {
    /// The names of tables that others inherit from.
    parents: BTreeSet<&'a str>,
    /// The names of checks and foreign keys.
    constraints: BTreeSet<&'a str>,
}

impl<'a> Known<'a> {
    fn of(realm: &'a Realm) -> Self {
        let tables = || tables(realm).map(|(_, table)| table);
        let parents = tables().flat_map(|table| &table.options.inherits);
        let checks = tables().flat_map(|table| &table.checks).map(|check| check.name.as_str());
        let keys = tables().flat_map(|table| &table.foreign_keys).map(|key| key.name.as_str());
        Self {
            parents: parents.map(|parent| parent.table.as_str()).collect(),
            constraints: checks.chain(keys).collect(),
        }
    }
}

impl Printer<'_> {
    /// What hangs on tables.
    ///
    /// A key that is made when all partitions are attached would be made on them too if it came before. What a
    /// partition gets with a foreign key depends on when it is attached.
    fn rest_of_tables(&self, realm: &Realm, out: &mut Out<'_>) -> Result<(), PlanError> {
        let subject = |schema: &Schema, table: &Table| Subject::new("table", &schema.name, &table.name);
        for (schema, table) in tables(realm) {
            let path = path_of(&schema.name, &table.origin);
            let statements = self.rest_of_table(schema, table)?;
            let reach = if self.passes_on(schema, table) { Reach::All } else { Reach::Named };
            out.extend(path.as_ref(), &subject(schema, table), reach, statements);
        }
        for (schema, table) in tables(realm) {
            out.extend(None, &subject(schema, table), Reach::Named, self.attach(schema, table));
        }
        for (schema, table) in tables(realm) {
            let path = path_of(&schema.name, &table.origin);
            let statements = self.late_keys(schema, table);
            out.extend(path.as_ref(), &subject(schema, table), Reach::All, statements);
        }
        for (schema, table) in tables(realm) {
            out.extend(None, &subject(schema, table), Reach::All, self.attach_indexes(schema, table));
        }
        for (schema, table) in tables(realm) {
            out.extend(None, &subject(schema, table), Reach::Named, self.comments_of_table(schema, table));
        }
        for (schema, table) in tables(realm) {
            let options = &table.options;
            let is_partitioned = options.partition_by.is_some() || options.partition_of.is_some();
            let reach = if is_partitioned { Reach::All } else { Reach::Named };
            out.extend(None, &subject(schema, table), reach, self.foreign_keys(schema, table)?);
        }
        Ok(())
    }

    /// What hangs on views, and objects that hang on tables and views.
    fn late_objects(&self, realm: &Realm, out: &mut Out<'_>) -> Result<(), PlanError> {
        for schema in &realm.schemas {
            for view in &schema.views {
                let path = path_of(&schema.name, &view.origin);
                let subject = Subject::new("view", &schema.name, &view.name);
                out.extend(path.as_ref(), &subject, Reach::Named, self.rest_of_view(schema, view));
            }
            let late = schema.objects.iter().filter(|object| objects::is_late(object.kind, object));
            for object in late.filter(|object| !objects::is_of_parent(object)) {
                let path = object.origin.search_path.as_ref();
                let subject = Subject::of_object(schema, object);
                out.extend(path, &subject, Reach::Named, self.object(&schema.name, object)?);
            }
        }
        for schema in &realm.schemas {
            for object in schema.objects.iter().filter(|object| objects::is_of_parent(object)) {
                let path = object.origin.search_path.as_ref();
                let subject = Subject::of_object(schema, object);
                out.extend(path, &subject, Reach::All, self.object(&schema.name, object)?);
            }
        }
        Ok(())
    }

    /// Everything that others may name, in the order in which it comes where nothing decides.
    fn pieces(&self, realm: &Realm) -> Result<Vec<Piece>, PlanError> {
        let mut pieces = Vec::new();
        for object in realm.objects.iter().filter(|object| !objects::is_late(object.kind, object)) {
            let statements = self.object("", object)?;
            let subject = Subject::new(object.kind.selector(), "", &object.name);
            pieces.push(self.object_piece(subject, object, statements));
        }
        for schema in &realm.schemas {
            for ty in &schema.enums {
                let statements = self.postgres.add_enum(self.context, &schema.name, ty);
                let subject = Subject::new("enum", &schema.name, &ty.name);
                pieces.push(Piece::new(Kind::Type, subject, None, statements));
            }
            for sequence in &schema.sequences {
                let bare = crate::model::Sequence { owned_by: None, ..sequence.clone() };
                let statement = self.postgres.add_sequence(self.context, &schema.name, &bare);
                let subject = Subject::new("sequence", &schema.name, &sequence.name);
                pieces.push(Piece::new(Kind::Sequence, subject, None, vec![statement]));
            }
            for table in &schema.tables {
                pieces.extend(self.serial_sequences(schema, table));
            }
        }
        let shells = self.shells(realm);
        for schema in &realm.schemas {
            for object in schema.objects.iter().filter(|object| !objects::is_late(object.kind, object)) {
                let statements = self.object(&schema.name, object)?;
                let subject = Subject::of_object(schema, object);
                pieces.push(shells.behind(
                    &schema.name,
                    object,
                    self.object_piece(subject, object, statements),
                ));
            }
        }
        pieces.extend(shells.into_pieces());
        for (schema, table) in tables(realm) {
            pieces.push(self.table_piece(schema, table)?);
            pieces.extend(self.passing_checks(schema, table));
        }
        pieces.extend(self.late_pieces(realm)?);
        for schema in &realm.schemas {
            for view in &schema.views {
                pieces.push(self.view_piece(schema, view));
            }
        }
        pieces.sort_by_key(Piece::rank);
        Ok(pieces)
    }
}
