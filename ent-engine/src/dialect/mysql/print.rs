//! A realm as the statements that make it on an empty server.
//!
//! Unlike a plan this keeps all that the server shows of an object, so that what is made of the text is what was read:
//! tables after those they refer to, then functions and procedures, then views after what they read, then triggers and
//! events.

mod column;
mod modes;
mod object;
mod table;

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::diff::is_text;
use super::{Mysql, engine, sequences};
use crate::dialect::{Dialect, Types};
use crate::model::{
    Column, ForeignKey, IndexPart, Object, ObjectKind, Realm, Schema, Sequence, Table, TableRef,
};
use crate::plan::{PlanContext, PlanError, PlanOptions, Statement, depth_first, go_quote};
use modes::Modes;

impl Mysql {
    pub(super) fn print_realm(
        &self,
        realm: &Realm,
        options: &PlanOptions,
    ) -> Result<Vec<Statement>, PlanError> {
        let nothing = Realm::default();
        let context = PlanContext { previous: &nothing, next: realm, options };
        let mut statements = Vec::new();
        for schema in realm.schemas.iter().filter(|schema| !schema.name.is_empty()) {
            statements.push(self.add_schema(schema));
        }
        for schema in &realm.schemas {
            for sequence in &schema.sequences {
                statements.push(self.print_sequence(&context, &schema.name, sequence));
            }
        }
        let missing = self.missing_sequences(realm);
        let stand_in = |(schema, name): &(String, String)| {
            let sequence = Sequence { name: name.clone(), ..Sequence::default() };
            self.print_sequence(&context, schema, &sequence)
        };
        statements.extend(missing.iter().map(stand_in));
        statements.extend(self.print_tables(&context)?);
        // Texts name what they use without its schema, so that the one without a name comes first.
        let (unnamed, named): (Vec<_>, Vec<_>) =
            realm.schemas.iter().partition(|schema| schema.name.is_empty());
        for schema in unnamed.into_iter().chain(named) {
            statements.extend(self.print_programs(&context, schema));
        }
        for (schema, name) in &missing {
            let sql = format!("DROP SEQUENCE {}", self.print_name(&context, schema, name));
            statements.push(Statement::new(sql, format!("drop sequence {} again", go_quote(name))));
        }
        Ok(statements)
    }

    /// The sequences that are gone while defaults go on naming them: without one their table can't be made (MariaDB).
    fn missing_sequences(&self, realm: &Realm) -> BTreeSet<(String, String)> {
        let columns = realm.tables().flat_map(|(_, table)| &table.columns);
        let defaults = columns.filter_map(|column| column.default.as_ref());
        let named = defaults.flat_map(|default| sequences::named_in(self, default.as_str()));
        let places = named.map(|named| (named.name.schema.unwrap_or_default(), named.name.name));
        let is_gone = |(place, name): &(String, String)| match realm.schema(place) {
            Some(schema) => !schema.sequences.iter().any(|sequence| sequence.name == *name),
            // Of what another schema has nothing is known.
            None => place.is_empty(),
        };
        places.filter(is_gone).collect()
    }

    fn print_tables(&self, context: &PlanContext<'_>) -> Result<Vec<Statement>, PlanError> {
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
        let mut statements = Vec::new();
        for at in depth_first(&edges) {
            let Some((schema, table)) = tables.get(at) else { continue };
            made[at] = true;
            unchecked |= table.foreign_keys.iter().zip(needs(table)).any(|(key, target)| {
                let target = target.filter(|target| made.get(*target).copied().unwrap_or(false));
                let target = target.and_then(|target| tables.get(target));
                target.is_none_or(|(_, target)| !self.fits(table, key, target))
            });
            let (quoted, name) = (go_quote(&table.name), self.print_name(context, schema, &table.name));
            let renames = self.renames(table);
            let first = self.before(schema, table, &renames);
            let moving = self.moving(context, schema, &first);
            let (first_schema, first) = match &moving {
                Some(table) => ("", table),
                None => (*schema, first.as_ref()),
            };
            let create = Statement::new(
                self.print_table(context, first_schema, first)?,
                format!("create {quoted} table"),
            )
            .undone_by(format!("DROP TABLE {}", self.print_name(context, first_schema, &first.name)));
            if self.replays_mariadb() && engine::has_others(&table.options) {
                // A strict mode would win over this one.
                let lenient = "SET sql_mode = 'IGNORE_BAD_TABLE_OPTIONS'";
                statements.push(Statement::new(lenient, "let the table have what its engine does not know"));
                statements.push(create);
                statements.push(Statement::new("SET sql_mode = DEFAULT", "read what follows as usual"));
            } else {
                statements.push(create);
            }
            if moving.is_some() {
                statements.extend(self.print_long_keys(context, "", first)?);
                let rename = format!("RENAME TABLE {} TO {name}", self.print_name(context, "", &first.name));
                let back = format!("RENAME TABLE {name} TO {}", self.print_name(context, "", &first.name));
                statements.push(
                    Statement::new(rename, format!("move {quoted} table to its schema")).undone_by(back),
                );
            }
            if !renames.is_empty() {
                let rename = |(from, to): &(&str, &str)| {
                    format!("RENAME COLUMN {} TO {}", self.quote(from), self.quote(to))
                };
                let clauses: Vec<_> = renames.iter().map(rename).collect();
                statements.push(Statement::new(
                    format!("ALTER TABLE {name} {}", clauses.join(", ")),
                    format!("rename columns of {quoted} whose checks keep their names"),
                ));
            }
        }
        let is_zero = |table: &Table| {
            let defaults = table.columns.iter().filter_map(|column| column.default.as_ref());
            defaults
                .into_iter()
                .any(|default| default.as_str().trim_start_matches('\'').starts_with("0000-00-00"))
                || table.columns.iter().any(|column| {
                    let is_date = ["date", "datetime", "timestamp"].contains(&column.ty.name.as_str());
                    let default = column.default.as_ref().map(|default| default.as_str().trim_matches('\''));
                    is_date && default.is_some_and(|text| text.trim_matches('0').is_empty())
                })
        };
        if !self.is_mariadb() && tables.iter().any(|(_, table)| is_zero(table)) {
            // MySQL takes no zero for a date unless told to.
            let set = |value: &str, about: &str| Statement::new(format!("SET sql_mode = {value}"), about);
            statements.insert(0, set("'NO_ENGINE_SUBSTITUTION'", "let dates be zero"));
            statements.push(set("DEFAULT", "read what follows as usual"));
        }
        if unchecked {
            // Tables that refer in a circle, or to what isn't there.
            let set =
                |value: u8, about: &str| Statement::new(format!("SET FOREIGN_KEY_CHECKS = {value}"), about);
            statements.insert(0, set(0, "let foreign keys refer to what comes later"));
            statements.push(set(1, "check foreign keys again"));
        }
        for (schema, table) in &tables {
            if self.moving(context, schema, table).is_none() {
                statements.extend(self.print_long_keys(context, schema, table)?);
            }
        }
        Ok(statements)
    }

    /// The table as it is made in the schema of the connection, to be moved to its own: from there a foreign key could not
    /// say that it refers to a table of the connection's, whose name nobody knows.
    fn moving(&self, context: &PlanContext<'_>, schema: &str, table: &Table) -> Option<Table> {
        let leads_out = table.foreign_keys.iter().any(|key| key.references.schema.is_empty());
        if schema.is_empty() || !leads_out || context.options.qualifier.is_some() {
            return None;
        }
        let mut moving = table.clone();
        let home = context.next.schema(schema);
        if table.options.charset.is_none() && table.options.collation.is_none() {
            moving.options.charset = home.and_then(|home| home.charset.clone());
            moving.options.collation = home.and_then(|home| home.collation.clone());
        }
        let is_taken = |name: &str| {
            context.next.schema("").is_some_and(|home| {
                home.tables.iter().any(|table| table.name.eq_ignore_ascii_case(name))
                    || home.sequences.iter().any(|sequence| sequence.name.eq_ignore_ascii_case(name))
            })
        };
        if is_taken(&table.name) {
            let free = |name: &String| !is_taken(name);
            moving.name = (1u32..).map(|number| format!("ent_moving_{number}")).find(free)?;
        }
        for key in &mut moving.foreign_keys {
            if key.references.schema == schema && key.references.table == table.name {
                key.references = TableRef::new("", moving.name.clone());
            }
        }
        Some(moving)
    }

    /// Columns whose checks MariaDB calls by an earlier name, from and to.
    fn renames<'t>(&self, table: &'t Table) -> Vec<(&'t str, &'t str)> {
        let is_free = |name: &str| !table.columns.iter().any(|column| column.name.eq_ignore_ascii_case(name));
        let has_check = |column: &Column| {
            column.ty.name == "json"
                || table.checks.iter().any(|check| check.column.as_ref() == Some(&column.name))
        };
        let mut renames: Vec<(&str, &str)> = Vec::new();
        for column in table.columns.iter().filter(|column| has_check(column)) {
            let Some(from) = column.origin.spelling.as_deref() else { continue };
            if is_free(from) && !renames.iter().any(|(other, _)| other.eq_ignore_ascii_case(from)) {
                renames.push((from, &column.name));
            }
        }
        let can = self.replays_mariadb() && table.options.partition_by.is_none();
        if can { renames } else { Vec::new() }
    }

    /// The table as it was before its columns were renamed.
    fn before<'t>(&self, schema: &str, table: &'t Table, renames: &[(&str, &str)]) -> Cow<'t, Table> {
        if renames.is_empty() {
            return Cow::Borrowed(table);
        }
        let mut before = table.clone();
        for (from, to) in renames {
            before.rename_column(schema, to, from);
            for check in before.checks.iter_mut().filter(|check| check.column.as_deref() == Some(*to)) {
                if check.name == *to {
                    check.name = (*from).to_owned();
                }
                check.column = Some((*from).to_owned());
            }
        }
        Cow::Owned(before)
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
                    let of = |table: &Table, name: &str| {
                        table.column(name).map(|column| (column.charset.clone(), column.collation.clone()))
                    };
                    of(table, own) == of(target, other)
                });
        // InnoDB lets no key refer to a table in partitions.
        let is_whole = target.options.engine.is_none() && target.options.partition_by.is_none();
        is_whole && same_types && is_served && same_text
    }

    fn print_programs(&self, context: &PlanContext<'_>, schema: &Schema) -> Vec<Statement> {
        let mut modes = Modes::default();
        let use_schema = !schema.name.is_empty() && context.options.qualifier.is_none();
        let of = |test: fn(ObjectKind) -> bool| -> Vec<&Object> {
            schema.objects.iter().filter(|object| test(object.kind)).collect()
        };
        let early = |kind| !matches!(kind, ObjectKind::Trigger | ObjectKind::Event);
        for object in of(early) {
            modes.push(object.origin.sql_mode.as_deref(), self.add_object(context, &schema.name, object));
        }
        let place = |to: &TableRef| {
            schema.views.iter().position(|view| to.schema == schema.name && view.name == to.table)
        };
        let edges: Vec<Vec<usize>> =
            schema.views.iter().map(|view| view.depends_on.iter().filter_map(place).collect()).collect();
        for view in depth_first(&edges).into_iter().filter_map(|at| schema.views.get(at)) {
            modes.push(view.origin.sql_mode.as_deref(), self.print_view(context, &schema.name, view));
        }
        for object in
            of(|kind| kind == ObjectKind::Trigger).into_iter().chain(of(|kind| kind == ObjectKind::Event))
        {
            modes.push(object.origin.sql_mode.as_deref(), self.add_object(context, &schema.name, object));
        }
        let mut statements = modes.finish();
        if use_schema && !statements.is_empty() {
            let name = &schema.name;
            let text = format!("USE {}", self.quote(name));
            statements.insert(0, Statement::new(text, format!("use schema named {}", go_quote(name))));
        }
        statements
    }

    fn print_name(&self, context: &PlanContext<'_>, schema: &str, name: &str) -> String {
        self.qualified(context.qualifier(schema), name)
    }
}
