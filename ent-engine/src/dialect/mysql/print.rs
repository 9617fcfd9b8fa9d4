//! A realm as the statements that make it on an empty server.
//!
//! Unlike a plan this keeps all that the server shows of an object, so that what is made of the text is what was read:
//! tables after those they refer to, then functions and procedures, then views after what they read, then triggers and
//! events.

mod column;
mod loose;
mod make;
pub(super) mod modes;
mod object;
mod table;

use std::collections::BTreeSet;

use super::diff::is_text;
use super::{Mysql, sequences};
use crate::change::Subject;
use crate::dialect::{Dialect, Types};
use crate::model::{
    Column, ForeignKey, IndexPart, Object, ObjectKind, Realm, Schema, Sequence, Table, TableRef,
};
use crate::plan::{
    PlanContext, PlanError, PlanOptions, Printed, Reach, Setting, Statement, depth_first, go_quote,
};
pub(super) use make::{Moving, leads_home};
use modes::Modes;

impl Mysql {
    pub(super) fn print_realm(
        &self,
        realm: &Realm,
        options: &PlanOptions,
    ) -> Result<Vec<Printed>, PlanError> {
        let nothing = Realm::default();
        let context = PlanContext { previous: &nothing, next: realm, options };
        let mut printed = Vec::new();
        for schema in realm.schemas.iter().filter(|schema| !schema.name.is_empty()) {
            printed.push(Printed::new(Subject::new("schema", "", &schema.name), self.add_schema(schema)));
        }
        for schema in &realm.schemas {
            for sequence in &schema.sequences {
                let subject = Subject::new("sequence", &schema.name, &sequence.name);
                printed.push(Printed::new(subject, self.print_sequence(&context, &schema.name, sequence)));
            }
        }
        printed.extend(self.print_tables(&context)?);
        // Texts name what they use without its schema, so that the one without a name comes first.
        let (unnamed, named): (Vec<_>, Vec<_>) =
            realm.schemas.iter().partition(|schema| schema.name.is_empty());
        for schema in unnamed.into_iter().chain(named) {
            printed.extend(self.print_programs(&context, schema));
        }
        Ok(printed)
    }

    /// The sequences that are gone while defaults of the table go on naming them: without one it can't be made
    /// (MariaDB).
    fn missing_sequences(&self, realm: &Realm, table: &Table) -> BTreeSet<(String, String)> {
        let defaults = table.columns.iter().filter_map(|column| column.default.as_ref());
        let named = defaults.flat_map(|default| sequences::named_in(self, default.as_str()));
        let places = named.map(|named| (named.name.schema.unwrap_or_default(), named.name.name));
        let is_gone = |(place, name): &(String, String)| match realm.schema(place) {
            Some(schema) => !schema.sequences.iter().any(|sequence| sequence.name == *name),
            // Of what another schema has nothing is known.
            None => place.is_empty(),
        };
        places.filter(is_gone).collect()
    }

    /// What makes a table, with the sequences that it names and that are gone.
    fn whole_table(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        table: &Table,
    ) -> Result<Vec<Statement>, PlanError> {
        let missing = self.missing_sequences(context.next, table);
        let stand_in = |(schema, name): &(String, String)| {
            let sequence = Sequence { name: name.clone(), ..Sequence::default() };
            self.print_sequence(context, schema, &sequence)
        };
        let mut statements: Vec<Statement> = missing.iter().map(stand_in).collect();
        statements.extend(self.make_table(context, schema, table)?);
        statements.extend(missing.iter().map(|(schema, name)| {
            let sql = format!("DROP SEQUENCE {}", self.print_name(context, schema, name));
            Statement::new(sql, format!("drop sequence {} again", go_quote(name)))
        }));
        Ok(statements)
    }

    fn print_tables(&self, context: &PlanContext<'_>) -> Result<Vec<Printed>, PlanError> {
        let tables: Vec<(&str, &Table)> = context.next.tables().collect();
        let place = |to: &TableRef| {
            tables.iter().position(|(schema, table)| *schema == to.schema && table.name == to.table)
        };
        let needs = |table: &Table| -> Vec<Option<usize>> {
            table.foreign_keys.iter().map(|key| place(&key.references)).collect()
        };
        let edges: Vec<Vec<usize>> =
            tables.iter().map(|(_, table)| needs(table).into_iter().flatten().collect()).collect();
        let mut made = vec![false; tables.len()];
        let mut unchecked = false;
        let mut printed = Vec::new();
        for at in depth_first(&edges) {
            let Some((schema, table)) = tables.get(at) else { continue };
            made[at] = true;
            unchecked |= table.foreign_keys.iter().zip(needs(table)).any(|(key, target)| {
                let target = target.filter(|target| made.get(*target).copied().unwrap_or(false));
                let target = target.and_then(|target| tables.get(target));
                target.is_none_or(|(_, target)| !self.fits(table, key, target))
            });
            let subject = Subject::new("table", schema, &table.name);
            let statements = self.whole_table(context, schema, table)?;
            printed.extend(statements.into_iter().map(|statement| Printed::new(subject.clone(), statement)));
        }
        let mut columns = tables.iter().flat_map(|(_, table)| &table.columns);
        if !self.is_mariadb() && columns.any(|column| self.is_loose(column)) {
            let about = "let dates be zero, and numbers begin a text";
            printed.insert(0, modes::set("NO_ENGINE_SUBSTITUTION", about));
            printed.push(modes::reset());
        }
        if unchecked {
            // Tables that refer in a circle, or to what isn't there.
            const RESET: &str = "SET FOREIGN_KEY_CHECKS = 1";
            let setting = Setting { name: "foreign_key_checks", reset: Some(RESET), kinds: &[] };
            let set = |sql: &str, about: &str| Printed::setting(setting.clone(), Statement::new(sql, about));
            let off = set("SET FOREIGN_KEY_CHECKS = 0", "let foreign keys refer to what comes later");
            printed.insert(0, off);
            printed.push(set(RESET, "check foreign keys again"));
        }
        Ok(printed)
    }

    /// Whether the server takes the key while it checks keys: columns of the same types, and an index over those that
    /// are referred to (manual: "FOREIGN KEY Constraints").
    fn fits(&self, table: &Table, key: &ForeignKey, target: &Table) -> bool {
        let same_types = key.columns.iter().zip(&key.ref_columns).all(|(own, other)| {
            match (table.column(own), target.column(other)) {
                (Some(own), Some(other)) => {
                    self.same_type(&own.ty, &other.ty)
                        || is_text(&own.ty) && own.ty.name == other.ty.name && own.ty.name != "enum"
                }
                _ => false,
            }
        });
        let serves = |parts: &[IndexPart]| {
            parts.len() >= key.ref_columns.len()
                && key.ref_columns.iter().zip(parts).all(|(column, part)| {
                    part.prefix.is_none()
                        && part.column_name().is_some_and(|name| name.eq_ignore_ascii_case(column))
                })
        };
        let is_served = target.primary_key.iter().any(|primary| serves(&primary.parts))
            || target.indexes.iter().any(|index| serves(&index.parts));
        let encoding = |table: &Table| (table.options.charset.clone(), table.options.collation.clone());
        let has_text =
            key.columns.iter().filter_map(|name| table.column(name)).any(|column| is_text(&column.ty));
        let same_text = !has_text
            || encoding(table) == encoding(target)
                && key.columns.iter().zip(&key.ref_columns).all(|(own, other)| {
                    let (own, other) = (table.column(own), target.column(other));
                    own.map(Column::encoding) == other.map(Column::encoding)
                });
        // InnoDB lets no key refer to a table in partitions.
        let is_whole = target.options.engine.is_none() && target.options.partition_by.is_none();
        is_whole && same_types && is_served && same_text
    }

    fn print_programs(&self, context: &PlanContext<'_>, schema: &Schema) -> Vec<Printed> {
        let mut modes = Modes::default();
        let use_schema = !schema.name.is_empty() && context.options.qualifier.is_none();
        // Nothing leads back to the schema of the connection.
        let in_order = context.next.schema("").filter(|_| use_schema).map(|_| Reach::All);
        // What a program names is looked for when it runs.
        let program = |object: &Object| {
            let statement = self.add_near(context, &schema.name, object);
            Printed::reaching(in_order.unwrap_or(Reach::Own), Subject::of_object(schema, object), statement)
        };
        let of = |test: fn(ObjectKind) -> bool| -> Vec<&Object> {
            schema.objects.iter().filter(|object| test(object.kind)).collect()
        };
        let early = |kind| !matches!(kind, ObjectKind::Trigger | ObjectKind::Event);
        for object in of(early) {
            modes.push(object.origin.sql_mode.as_deref(), program(object));
        }
        let place = |to: &TableRef| {
            schema.views.iter().position(|view| to.schema == schema.name && view.name == to.table)
        };
        let edges: Vec<Vec<usize>> =
            schema.views.iter().map(|view| view.depends_on.iter().filter_map(place).collect()).collect();
        for view in depth_first(&edges).into_iter().filter_map(|at| schema.views.get(at)) {
            let subject = Subject::new("view", &schema.name, &view.name);
            let create = self.print_view(context, &schema.name, view);
            let printed = Printed::reaching(in_order.unwrap_or(Reach::Named), subject, create);
            modes.push(view.origin.sql_mode.as_deref(), printed);
        }
        for object in
            of(|kind| kind == ObjectKind::Trigger).into_iter().chain(of(|kind| kind == ObjectKind::Event))
        {
            modes.push(object.origin.sql_mode.as_deref(), program(object));
        }
        let mut printed = modes.finish();
        if use_schema && !printed.is_empty() {
            let name = &schema.name;
            let text = format!("USE {}", self.quote(name));
            let statement = Statement::new(text, format!("use schema named {}", go_quote(name)));
            let setting = Setting { name: "use", reset: None, kinds: &[] };
            printed.insert(0, Printed::setting(setting, statement));
        }
        printed
    }

    fn print_name(&self, context: &PlanContext<'_>, schema: &str, name: &str) -> String {
        self.qualified(context.qualifier(schema), name)
    }
}
