//! `information_schema`, as far as the model knows it.

use crate::model::{ForeignKey, IndexPart, Object, ObjectKind, ReferentialAction, Schema, Table, View};
use crate::replay::{State, Value};

/// How `DATABASE()` names the schema of the connection, whose name nobody knows.
pub(super) const CONNECTION: &str = "ent0connection0schema";

/// A row of one of the tables.
#[derive(Clone, Copy)]
pub(super) enum Row<'a> {
    Schema(&'a Schema),
    Table(&'a Schema, &'a Table),
    View(&'a Schema, &'a View),
    Column(&'a Schema, &'a Table, usize),
    /// An index, by its name, whether it is unique, its kind, its parts, and the place of one of them.
    Part(&'a Schema, &'a Table, Key<'a>, usize),
    /// A constraint by its name and type.
    Constraint(&'a Schema, &'a Table, &'a str, &'static str),
    KeyColumn(&'a Schema, &'a Table, &'a str, &'a str, usize, Option<(&'a ForeignKey, usize)>),
    Reference(&'a Schema, &'a Table, &'a ForeignKey),
    Object(&'a Schema, &'a Object),
}

/// An index or a primary key.
#[derive(Clone, Copy)]
pub(super) struct Key<'a> {
    name: &'a str,
    unique: bool,
    kind: Option<&'a str>,
    parts: &'a [IndexPart],
}

fn keys(table: &Table) -> impl Iterator<Item = Key<'_>> {
    let primary = table.primary_key.iter().map(|key| Key {
        name: "PRIMARY",
        unique: true,
        kind: None,
        parts: &key.parts,
    });
    let others = table.indexes.iter().map(|index| Key {
        name: &index.name,
        unique: index.unique,
        kind: index.kind.as_deref(),
        parts: &index.parts,
    });
    primary.chain(others)
}

/// The rows of a table; `None` for one that isn't known.
pub(super) fn rows<'a>(state: &'a State, name: &str) -> Option<Vec<Row<'a>>> {
    if state.doubtful().next().is_some() {
        return None;
    }
    let schemas = || state.realm.schemas.iter().filter(|schema| !schema.name.starts_with('\0'));
    let tables = || schemas().flat_map(|schema| schema.tables.iter().map(move |table| (schema, table)));
    let objects = |kinds: &'static [ObjectKind]| {
        schemas()
            .flat_map(|schema| schema.objects.iter().map(move |object| (schema, object)))
            .filter(|(_, object)| kinds.contains(&object.kind))
            .map(|(schema, object)| Row::Object(schema, object))
            .collect()
    };
    let views = || schemas().flat_map(|schema| schema.views.iter().map(move |view| Row::View(schema, view)));
    Some(match name.to_ascii_lowercase().as_str() {
        "schemata" => schemas().map(Row::Schema).collect(),
        "tables" => tables().map(|(schema, table)| Row::Table(schema, table)).chain(views()).collect(),
        "views" => views().collect(),
        "columns" => tables()
            .flat_map(|(schema, table)| {
                (0..table.columns.len()).map(move |at| Row::Column(schema, table, at))
            })
            .collect(),
        "statistics" => tables()
            .flat_map(|(schema, table)| {
                keys(table).flat_map(move |key| {
                    (0..key.parts.len()).map(move |at| Row::Part(schema, table, key, at))
                })
            })
            .collect(),
        "table_constraints" => tables().flat_map(|(schema, table)| constraints(schema, table)).collect(),
        "key_column_usage" => tables().flat_map(|(schema, table)| key_columns(schema, table)).collect(),
        "referential_constraints" => tables()
            .flat_map(|(schema, table)| {
                table.foreign_keys.iter().map(move |key| Row::Reference(schema, table, key))
            })
            .collect(),
        "routines" => objects(&[ObjectKind::Function, ObjectKind::Procedure]),
        "triggers" => objects(&[ObjectKind::Trigger]),
        "events" => objects(&[ObjectKind::Event]),
        _ => return None,
    })
}

fn constraints<'a>(schema: &'a Schema, table: &'a Table) -> Vec<Row<'a>> {
    let keys = keys(table).filter(|key| key.unique).map(|key| {
        let kind = if key.name == "PRIMARY" { "PRIMARY KEY" } else { "UNIQUE" };
        Row::Constraint(schema, table, key.name, kind)
    });
    let foreign =
        table.foreign_keys.iter().map(|key| Row::Constraint(schema, table, &key.name, "FOREIGN KEY"));
    let checks = table.checks.iter().map(|check| Row::Constraint(schema, table, &check.name, "CHECK"));
    keys.chain(foreign).chain(checks).collect()
}

fn key_columns<'a>(schema: &'a Schema, table: &'a Table) -> Vec<Row<'a>> {
    let own = keys(table).filter(|key| key.unique).flat_map(|key| {
        key.parts.iter().enumerate().filter_map(move |(at, part)| {
            Some(Row::KeyColumn(schema, table, key.name, part.column_name()?, at, None))
        })
    });
    let foreign = table.foreign_keys.iter().flat_map(|key| {
        key.columns
            .iter()
            .enumerate()
            .map(move |(at, column)| Row::KeyColumn(schema, table, &key.name, column, at, Some((key, at))))
    });
    own.chain(foreign).collect()
}

fn text(text: impl Into<String>) -> Value {
    Value::Text(text.into())
}

fn number(number: usize) -> Value {
    i64::try_from(number).map_or(Value::Unknown, Value::Number)
}

fn flag(is: bool) -> Value {
    text(if is { "YES" } else { "NO" })
}

fn schema_name(name: &str) -> Value {
    text(if name.is_empty() { CONNECTION } else { name })
}

impl Row<'_> {
    /// The value of a column, by its name in lower case.
    pub(super) fn get(&self, column: &str) -> Value {
        match (*self, column) {
            (Self::Schema(schema), "schema_name") => schema_name(&schema.name),
            (Self::Schema(_), _) => Value::Unknown,
            (
                Self::Table(schema, _)
                | Self::View(schema, _)
                | Self::Column(schema, ..)
                | Self::Part(schema, ..)
                | Self::Constraint(schema, ..)
                | Self::KeyColumn(schema, ..)
                | Self::Reference(schema, ..)
                | Self::Object(schema, _),
                "table_schema"
                | "index_schema"
                | "constraint_schema"
                | "routine_schema"
                | "trigger_schema"
                | "event_schema"
                | "unique_constraint_schema"
                | "event_object_schema",
            ) => schema_name(&schema.name),
            (
                Self::Table(_, table)
                | Self::Column(_, table, _)
                | Self::Part(_, table, ..)
                | Self::Constraint(_, table, ..)
                | Self::KeyColumn(_, table, ..)
                | Self::Reference(_, table, _),
                "table_name",
            ) => text(&table.name),
            (Self::Table(_, table), "engine") => text(table.options.engine.as_deref().unwrap_or("InnoDB")),
            (Self::Table(_, table), "table_comment") => text(table.comment.as_deref().unwrap_or_default()),
            (Self::Table(..), "table_type") => text("BASE TABLE"),
            (Self::View(_, view), "table_name") => text(&view.name),
            (Self::View(..), "table_type") => text("VIEW"),
            (Self::Column(_, table, at), column) => Self::of_column(table, at, column),
            (Self::Part(_, _, key, at), column) => match column {
                "index_name" => text(key.name),
                "non_unique" => Value::Number(i64::from(!key.unique)),
                "seq_in_index" => number(at + 1),
                "index_type" => text(key.kind.unwrap_or("BTREE").to_uppercase()),
                "column_name" => key.parts.get(at).and_then(IndexPart::column_name).map_or(Value::Null, text),
                "sub_part" => match key.parts.get(at).and_then(|part| part.prefix) {
                    Some(length) => Value::Number(i64::from(length)),
                    None => Value::Null,
                },
                _ => Value::Unknown,
            },
            (Self::Constraint(_, _, name, _), "constraint_name") => {
                match name.is_empty() || name.starts_with('\0') {
                    true => Value::Unknown,
                    false => text(name),
                }
            }
            (Self::Constraint(_, _, _, kind), "constraint_type") => text(kind),
            (Self::KeyColumn(_, _, name, column, at, foreign), wanted) => match (wanted, foreign) {
                ("constraint_name", _) => text(name),
                ("column_name", _) => text(column),
                ("ordinal_position", _) => number(at + 1),
                ("referenced_table_schema", Some((key, _))) => schema_name(&key.references.schema),
                ("referenced_table_name", Some((key, _))) => text(&key.references.table),
                ("referenced_column_name", Some((key, at))) => {
                    key.ref_columns.get(at).map_or(Value::Unknown, text)
                }
                ("referenced_table_schema" | "referenced_table_name" | "referenced_column_name", None) => {
                    Value::Null
                }
                _ => Value::Unknown,
            },
            (Self::Reference(_, _, key), wanted) => match wanted {
                "constraint_name" => text(&key.name),
                "referenced_table_name" => text(&key.references.table),
                "delete_rule" => Self::rule(key.on_delete),
                "update_rule" => Self::rule(key.on_update),
                _ => Value::Unknown,
            },
            (Self::Object(_, object), "routine_name" | "trigger_name" | "event_name" | "specific_name") => {
                text(&object.name)
            }
            (Self::Object(_, object), "event_object_table") => {
                object.table.as_ref().map_or(Value::Null, text)
            }
            (Self::Object(_, object), "routine_type") => text(object.kind.selector().to_uppercase()),
            _ => Value::Unknown,
        }
    }

    fn rule(action: ReferentialAction) -> Value {
        text(action.as_sql())
    }

    fn of_column(table: &Table, at: usize, wanted: &str) -> Value {
        let Some(column) = table.columns.get(at) else { return Value::Unknown };
        let base = if column.ty.name == "bool" { "tinyint" } else { column.ty.name.as_str() };
        match wanted {
            "column_name" => text(&column.name),
            "ordinal_position" => number(at + 1),
            "is_nullable" => flag(column.null),
            "data_type" => text(base),
            "column_type" if column.ty.name == "bool" => text("tinyint(1)"),
            // Which integers show a width, the server's version tells.
            "column_type" if base.ends_with("int") && column.ty.args.is_empty() => Value::Unknown,
            "column_type" => text(column.ty.to_string()),
            "column_comment" => text(column.comment.as_deref().unwrap_or_default()),
            "character_maximum_length" if matches!(base, "char" | "varchar") => column
                .ty
                .args
                .first()
                .and_then(|length| length.parse().ok())
                .map_or(Value::Unknown, Value::Number),
            "extra" if column.auto_increment => text("auto_increment"),
            "extra" if column.on_update.is_none() && column.generated.is_none() && !column.invisible => {
                text("")
            }
            "column_default" if column.default.is_none() => Value::Null,
            "column_key" => {
                let primary = table.primary_key.as_ref();
                let first =
                    |key: &Key<'_>| key.parts.first().and_then(IndexPart::column_name) == Some(&column.name);
                if primary.is_some_and(|key| key.columns().any(|name| name == column.name)) {
                    text("PRI")
                } else if keys(table).any(|key| first(&key) && key.unique && key.parts.len() == 1) {
                    text("UNI")
                } else {
                    text(if keys(table).any(|key| first(&key)) { "MUL" } else { "" })
                }
            }
            _ => Value::Unknown,
        }
    }
}
