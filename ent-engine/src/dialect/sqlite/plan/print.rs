//! A realm as the statements that make it in an empty database.
//!
//! Unlike a plan this keeps what SQLite keeps and the model has in one form for all: the spelling of types, columns that
//! a foreign key leaves out, the order in which keys are numbered, what happens on a conflict.

use super::super::Sqlite;
use super::clauses::on_conflict;
use crate::change::Subject;
use crate::dialect::{Dialect, Types};
use crate::model::{Column, ColumnSetting, Index, Object, ObjectKind, PrimaryKey, Realm, Table};
use crate::plan::{PlanError, PlanOptions, Printed, Reach, Statement, go_quote, list, wrap};
use crate::sql::{Syntax, TokenKind, Tokens};

impl Sqlite {
    pub(super) fn print_realm(
        &self,
        realm: &Realm,
        options: &PlanOptions,
    ) -> Result<Vec<Printed>, PlanError> {
        let mut printed = Vec::new();
        for schema in &realm.schemas {
            for table in &schema.tables {
                let subject = Subject::new("table", &schema.name, &table.name);
                let sql = self.print_table(table, options.indent.as_deref())?;
                let about = format!("create {} table", go_quote(&table.name));
                let undo = format!("DROP TABLE {}", self.quote(&table.name));
                let create = Statement::new(sql, about).undone_by(undo);
                // A foreign key may refer to a table that comes later.
                printed.push(Printed::reaching(Reach::Own, subject.clone(), create));
                for index in super::clauses::indexes(table) {
                    let create = self.create_index(&table.name, index);
                    printed.push(Printed::reaching(Reach::Own, subject.clone(), create));
                }
            }
            let object = |reach, object: &Object| {
                Printed::reaching(reach, Subject::of_object(schema, object), self.add_object(object))
            };
            let (triggers, others): (Vec<_>, Vec<_>) =
                schema.objects.iter().partition(|object| object.kind == ObjectKind::Trigger);
            printed.extend(others.into_iter().map(|other| object(Reach::Named, other)));
            for view in &schema.views {
                let subject = Subject::new("view", &schema.name, &view.name);
                printed.push(Printed::new(subject, self.add_view(view)));
            }
            printed.extend(triggers.into_iter().map(|trigger| object(Reach::Own, trigger)));
        }
        Ok(printed)
    }

    fn print_table(&self, table: &Table, indent: Option<&str>) -> Result<String, PlanError> {
        let inline = table.primary_key.as_ref().and_then(|key| inline_key(table, key));
        let mut items = Vec::new();
        for column in &table.columns {
            items.push(self.print_column(table, column, inline == Some(column.name.as_str())));
        }
        items.extend(self.print_keys(table, inline.is_some()));
        for key in &table.foreign_keys {
            let mut key = key.clone();
            if key.origin.implied {
                key.ref_columns.clear();
            }
            items.push(self.foreign_key_sql(table, &key)?);
        }
        items.extend(table.checks.iter().map(|check| self.check_sql(check)));
        let mut sql = format!("CREATE TABLE {} {}", self.quote(&table.name), list(&items, indent));
        match (table.options.without_rowid, table.options.strict) {
            (true, true) => sql += " WITHOUT ROWID, STRICT",
            (true, false) => sql += " WITHOUT ROWID",
            (false, true) => sql += " STRICT",
            (false, false) => {}
        }
        Ok(sql)
    }

    fn print_column(&self, table: &Table, column: &Column, is_key: bool) -> String {
        let mut words = vec![self.quote(&column.name)];
        match &column.origin.spelling {
            Some(spelling) => words.push(spelling.clone()),
            None => words.extend(Some(self.type_sql(&column.ty)).filter(|ty| !ty.is_empty())),
        }
        if is_key {
            let desc = table.primary_key.as_ref().is_some_and(|key| key.parts.iter().any(|part| part.desc));
            words.push(format!(
                "PRIMARY KEY{}{}",
                if desc { " DESC" } else { "" },
                on_conflict(column, ColumnSetting::KeyConflict)
            ));
            if column.auto_increment {
                words.push("AUTOINCREMENT".to_owned());
            }
        }
        if !column.null && !column.origin.implied {
            words.push(format!("NOT NULL{}", on_conflict(column, ColumnSetting::NullConflict)));
        } else if column.null && !is_key {
            // As Atlas writes it.
            words.push("NULL".to_owned());
        }
        if let Some(default) = &column.default {
            words.push(format!("DEFAULT {}", plain_default(default.as_str())));
        }
        if let Some(collation) = &column.collation {
            words.push(format!("COLLATE {}", self.quote(&collation.name)));
        }
        if let Some(generated) = &column.generated {
            let kind = if generated.stored { "STORED" } else { "VIRTUAL" };
            words.push(format!("GENERATED ALWAYS AS {} {kind}", wrap(generated.expr.as_str())));
        }
        words.join(" ")
    }

    /// The primary key and the unique constraints, in the order in which SQLite has numbered them.
    fn print_keys(&self, table: &Table, is_inline: bool) -> Vec<String> {
        let uniques: Vec<&Index> = table.indexes.iter().filter(|index| index.constraint).collect();
        let mut items: Vec<String> = uniques
            .iter()
            .map(|index| {
                let name = match &index.origin.spelling {
                    Some(automatic) if *automatic != index.name => {
                        format!("CONSTRAINT {} ", self.quote(&index.name))
                    }
                    _ => String::new(),
                };
                format!("{name}{}", self.unique_sql(index))
            })
            .collect();
        if let Some(key) = table.primary_key.as_ref().filter(|_| !is_inline) {
            let first = key.columns().next().and_then(|name| table.column(name));
            let conflict =
                first.map(|column| on_conflict(column, ColumnSetting::KeyConflict)).unwrap_or_default();
            let name =
                key.name.as_ref().map(|name| format!("CONSTRAINT {} ", self.quote(name))).unwrap_or_default();
            let auto = if first.is_some_and(|column| column.auto_increment) { " AUTOINCREMENT" } else { "" };
            let sql = format!("{name}PRIMARY KEY ({}{auto}){conflict}", self.parts(&key.parts));
            // Where a number is left out, it is the primary key's.
            let at = uniques.iter().enumerate().position(|(at, index)| number(index) != Some(at + 1));
            items.insert(at.unwrap_or(items.len()), sql);
        }
        items
    }
}

/// The column that carries the primary key in its own definition, where that makes a difference: it counts up, or it is
/// an INTEGER in descending order, which is no rowid there.
fn inline_key<'t>(table: &'t Table, key: &PrimaryKey) -> Option<&'t str> {
    let [part] = key.parts.as_slice() else { return None };
    let column = table.column(part.column_name()?)?;
    let old_mistake = part.desc && column.ty.name == "integer" && column.null;
    (column.auto_increment || old_mistake).then_some(column.name.as_str())
}

fn number(index: &Index) -> Option<usize> {
    let name = index.origin.spelling.as_ref().unwrap_or(&index.name);
    name.rsplit('_').next()?.parse().ok()
}

/// A constant, a word or a signed number stands as it is; anything else is an expression, in parentheses.
fn plain_default(default: &str) -> String {
    let tokens: Vec<_> = Tokens::new(default, Syntax::sqlite()).collect();
    let plain = match tokens.as_slice() {
        [_] => true,
        [sign, value] => (sign.is_symbol("-") || sign.is_symbol("+")) && value.kind == TokenKind::Number,
        _ => false,
    };
    // A blob is a word and a string.
    let blob =
        default.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("x'")) && default.ends_with('\'');
    if plain || blob && !default[2..default.len() - 1].contains('\'') {
        default.to_owned()
    } else {
        wrap(default)
    }
}
