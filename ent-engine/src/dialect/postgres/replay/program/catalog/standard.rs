//! `information_schema`.

use super::{Catalog, base, constraints, is_builtin, row, text};
use crate::dialect::postgres::replay::program::query::Row;
use crate::dialect::postgres::replay::program::value::Value;
use crate::model::ObjectKind;

impl Catalog<'_> {
    pub(super) fn standard(&self, name: &str) -> Option<Vec<Row>> {
        Some(match name {
            "schemata" => self.schemas().map(|(_, name)| row(&[("schema_name", text(&name))])).collect(),
            "tables" | "views" => {
                let tables = self
                    .tables()
                    .filter(|_| name == "tables")
                    .map(|(_, schema, table)| (schema, table.name.as_str(), "BASE TABLE"));
                let views = self.schemas().flat_map(|(schema, name)| {
                    let views = schema.views.iter().filter(|view| !view.materialized);
                    views.map(move |view| (name.clone(), view.name.as_str(), "VIEW"))
                });
                tables
                    .chain(views)
                    .map(|(schema, table, kind)| {
                        row(&[
                            ("table_schema", text(&schema)),
                            ("table_name", text(table)),
                            ("table_type", text(kind)),
                        ])
                    })
                    .collect()
            }
            "columns" => self.columns(),
            "table_constraints" => self
                .tables()
                .flat_map(|(_, schema, table)| {
                    constraints(table).into_iter().chain(self.not_nulls(table)).map(move |constraint| {
                        let kind = if constraint.kind == "NOT NULL" { "CHECK" } else { constraint.kind };
                        row(&[
                            ("constraint_schema", text(&schema)),
                            ("constraint_name", text(&constraint.name)),
                            ("table_schema", text(&schema)),
                            ("table_name", text(&table.name)),
                            ("constraint_type", text(kind)),
                        ])
                    })
                })
                .collect(),
            "key_column_usage" => self
                .tables()
                .flat_map(|(_, schema, table)| {
                    let keys = constraints(table).into_iter().filter(|constraint| constraint.kind != "CHECK");
                    let schema = schema.clone();
                    keys.flat_map(move |constraint| {
                        let schema = schema.clone();
                        constraint.columns.into_iter().map(move |column| {
                            row(&[
                                ("constraint_schema", text(&schema)),
                                ("constraint_name", text(&constraint.name)),
                                ("table_schema", text(&schema)),
                                ("table_name", text(&table.name)),
                                ("column_name", text(column)),
                            ])
                        })
                    })
                })
                .collect(),
            "sequences" => self
                .sequences()
                .map(|(schema, name)| {
                    row(&[("sequence_schema", text(&schema)), ("sequence_name", text(name))])
                })
                .collect(),
            "triggers" => self
                .objects(ObjectKind::Trigger)
                .map(|(_, schema, trigger)| {
                    let table = trigger.table.as_deref().unwrap_or_default();
                    row(&[
                        ("trigger_schema", text(&schema)),
                        ("trigger_name", text(&trigger.name)),
                        ("event_object_schema", text(&schema)),
                        ("event_object_table", text(table)),
                    ])
                })
                .collect(),
            "routines" => [ObjectKind::Function, ObjectKind::Procedure]
                .into_iter()
                .flat_map(|kind| self.objects(kind))
                .map(|(_, schema, routine)| {
                    row(&[("routine_schema", text(&schema)), ("routine_name", text(base(&routine.name)))])
                })
                .collect(),
            "domains" => self
                .objects(ObjectKind::Domain)
                .map(|(_, schema, domain)| {
                    row(&[("domain_schema", text(&schema)), ("domain_name", text(&domain.name))])
                })
                .collect(),
            _ => return None,
        })
    }

    fn columns(&self) -> Vec<Row> {
        let columns = self.tables().flat_map(|(_, schema, table)| {
            table.columns.iter().enumerate().map(move |(at, column)| {
                let default = match &column.default {
                    // How the server prints it is another matter.
                    Some(_) => Value::Unknown,
                    None => Value::Null,
                };
                row(&[
                    ("table_schema", text(&schema)),
                    ("table_name", text(&table.name)),
                    ("column_name", text(&column.name)),
                    ("is_nullable", text(if column.null { "YES" } else { "NO" })),
                    ("data_type", data_type(&column.ty)),
                    ("udt_name", udt_name(&column.ty)),
                    ("column_default", default),
                    ("is_identity", text(if column.identity.is_some() { "YES" } else { "NO" })),
                    ("ordinal_position", i64::try_from(at + 1).map_or(Value::Unknown, Value::Int)),
                    ("character_maximum_length", length(&column.ty)),
                ])
            })
        });
        columns.collect()
    }
}

fn data_type(ty: &crate::model::DataType) -> Value {
    if ty.dimensions > 0 {
        return text("ARRAY");
    }
    if ty.schema.is_some() || !is_builtin(&ty.name) {
        return text("USER-DEFINED");
    }
    text(match ty.name.as_str() {
        "timestamptz" => "timestamp with time zone",
        "timestamp" => "timestamp without time zone",
        "timetz" => "time with time zone",
        "time" => "time without time zone",
        name => name,
    })
}

fn udt_name(ty: &crate::model::DataType) -> Value {
    if ty.dimensions > 0 {
        return Value::Unknown;
    }
    text(match ty.name.as_str() {
        "integer" => "int4",
        "bigint" => "int8",
        "smallint" => "int2",
        "boolean" => "bool",
        "real" => "float4",
        "double precision" => "float8",
        "character varying" => "varchar",
        "character" => "bpchar",
        name => name,
    })
}

fn length(ty: &crate::model::DataType) -> Value {
    match (ty.name.as_str(), ty.args.first()) {
        ("character varying" | "character", Some(length)) => {
            length.parse().map_or(Value::Unknown, Value::Int)
        }
        _ => Value::Null,
    }
}
