//! A realm as the statements that make it on an empty server.
//!
//! What can't refer to anything but types, functions and relations comes first, each after what it names; then
//! what hangs on tables: indexes, partitions, foreign keys, triggers, comments. Bodies of functions are not
//! checked while they are made, as they may name what comes later.

mod comments;
mod defaults;
mod needs;
mod objects;
mod parts;
mod table;

use super::super::Postgres;
use crate::dialect::Dialect;
use crate::model::{Origin, Realm, Schema};
use crate::plan::{PlanContext, PlanError, PlanOptions, Statement, depth_first};
use needs::{Kind, Piece};

impl Postgres {
    pub(super) fn print_realm(
        &self,
        realm: &Realm,
        options: &PlanOptions,
    ) -> Result<Vec<Statement>, PlanError> {
        let nothing = Realm::default();
        let context = PlanContext { previous: &nothing, next: realm, options };
        let printer = Printer { postgres: self, context: &context };
        let mut out = Out { postgres: self, statements: Vec::new(), path: None };
        if realm
            .schemas
            .iter()
            .any(|schema| schema.objects.iter().any(|object| objects::has_body(object.kind)))
        {
            let text = "SET check_function_bodies = off";
            out.statements.push(Statement::new(text, "let functions name what comes later"));
        }
        for schema in &realm.schemas {
            if !matches!(schema.name.as_str(), "" | "public") {
                out.extend(None, self.add_schema(schema));
            } else if schema.comment.is_some() {
                let name = if schema.name.is_empty() { "public" } else { &schema.name };
                out.extend(None, vec![self.schema_comment(name, None, schema.comment.as_deref())]);
            }
        }
        let pieces = printer.pieces(realm)?;
        for at in depth_first(&needs::edges(&pieces)) {
            if let Some(piece) = pieces.get(at) {
                out.extend(piece.path.as_ref(), piece.statements.clone());
            }
        }
        for (schema, table) in tables(realm) {
            let path = path_of(&schema.name, &table.origin);
            out.extend(path.as_ref(), printer.rest_of_table(schema, table)?);
        }
        for (schema, table) in tables(realm) {
            out.extend(None, printer.attach(schema, table));
        }
        for (schema, table) in tables(realm) {
            let path = path_of(&schema.name, &table.origin);
            out.extend(path.as_ref(), printer.late_keys(schema, table));
        }
        for (schema, table) in tables(realm) {
            out.extend(None, printer.attach_indexes(schema, table));
        }
        for (schema, table) in tables(realm) {
            out.extend(None, printer.comments_of_table(schema, table));
        }
        for (schema, table) in tables(realm) {
            out.extend(None, printer.foreign_keys(schema, table)?);
        }
        for schema in &realm.schemas {
            for view in &schema.views {
                let path = path_of(&schema.name, &view.origin);
                out.extend(path.as_ref(), printer.rest_of_view(schema, view));
            }
            for object in schema.objects.iter().filter(|object| objects::is_late(object.kind, object)) {
                if !objects::is_of_parent(object) {
                    out.extend(object.origin.search_path.as_ref(), printer.object(&schema.name, object)?);
                }
            }
        }
        for schema in &realm.schemas {
            for object in schema.objects.iter().filter(|object| objects::is_of_parent(object)) {
                out.extend(object.origin.search_path.as_ref(), printer.object(&schema.name, object)?);
            }
        }
        for schema in &realm.schemas {
            out.extend(None, printer.comments(schema));
        }
        out.extend(None, printer.extension_comments(realm));
        for object in realm.objects.iter().filter(|object| objects::is_late(object.kind, object)) {
            out.extend(object.origin.search_path.as_ref(), printer.object("", object)?);
        }
        out.extend(None, Vec::new());
        Ok(out.statements)
    }
}

/// All tables with their schemas.
fn tables(realm: &Realm) -> impl Iterator<Item = (&Schema, &crate::model::Table)> {
    realm.schemas.iter().flat_map(|schema| schema.tables.iter().map(move |table| (schema, table)))
}

/// What is printed so far, and the search path at its end.
struct Out<'a> {
    postgres: &'a Postgres,
    statements: Vec<Statement>,
    path: Option<Vec<String>>,
}

impl Out<'_> {
    /// Adds statements that run under a search path; `None` for the default one.
    fn extend(&mut self, path: Option<&Vec<String>>, statements: Vec<Statement>) {
        if statements.is_empty() && path.is_none() && self.path.is_none() {
            return;
        }
        if self.path.as_ref() != path {
            let sql = match path {
                None => "SET search_path TO DEFAULT".to_owned(),
                Some(path) if path.is_empty() => "SET search_path TO ''".to_owned(),
                Some(path) => {
                    let names: Vec<String> = path
                        .iter()
                        .map(|schema| if schema.is_empty() { "public" } else { schema })
                        .map(|schema| self.postgres.quote(schema))
                        .collect();
                    format!("SET search_path TO {}", names.join(", "))
                }
            };
            self.statements.push(Statement::new(sql, "look for names where the next statements do"));
            self.path = path.cloned();
        }
        self.statements.extend(statements);
    }
}

/// Makes statements out of objects of one realm.
struct Printer<'a> {
    postgres: &'a Postgres,
    context: &'a PlanContext<'a>,
}

impl Printer<'_> {
    /// Everything that others may name, in the order in which it comes where nothing decides.
    fn pieces(&self, realm: &Realm) -> Result<Vec<Piece>, PlanError> {
        let mut pieces = Vec::new();
        for object in realm.objects.iter().filter(|object| !objects::is_late(object.kind, object)) {
            let statements = self.object("", object)?;
            pieces.push(self.object_piece("", object, statements));
        }
        for schema in &realm.schemas {
            for ty in &schema.enums {
                let statements = self.postgres.add_enum(self.context, &schema.name, ty);
                pieces.push(Piece::new(Kind::Type, &schema.name, &ty.name, None, statements));
            }
            for sequence in &schema.sequences {
                let bare = crate::model::Sequence { owned_by: None, ..sequence.clone() };
                let statement = self.postgres.add_sequence(self.context, &schema.name, &bare);
                let kind = Kind::Sequence;
                pieces.push(Piece::new(kind, &schema.name, &sequence.name, None, vec![statement]));
            }
            for table in &schema.tables {
                pieces.extend(self.serial_sequences(schema, table));
            }
        }
        for schema in &realm.schemas {
            for object in schema.objects.iter().filter(|object| !objects::is_late(object.kind, object)) {
                let statements = self.object(&schema.name, object)?;
                pieces.push(self.object_piece(&schema.name, object, statements));
            }
        }
        for (schema, table) in tables(realm) {
            pieces.push(self.table_piece(schema, table)?);
        }
        for schema in &realm.schemas {
            for view in &schema.views {
                pieces.push(self.view_piece(schema, view));
            }
        }
        pieces.sort_by_key(Piece::rank);
        Ok(pieces)
    }
}

/// The search path under which an object's own texts are read: its schema first, where it stands in none by name.
fn path_of(schema: &str, origin: &Origin) -> Option<Vec<String>> {
    let mut path = origin.search_path.clone()?;
    if schema.is_empty() && path.first().is_none_or(|first| !first.is_empty()) {
        path.insert(0, String::new());
    } else if !path.is_empty() && !path.iter().any(String::is_empty) {
        // What stands in the schema of the connection is named without one.
        path.push(String::new());
    }
    Some(path)
}
