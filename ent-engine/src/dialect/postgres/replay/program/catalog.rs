//! What the catalog says of the schema so far (`pg_catalog`, `information_schema`), as rows.
//!
//! Columns that no program asks for in practice are left out; a condition over one of them is unknown.

mod standard;

use std::borrow::Cow;

use super::super::not_null;
use super::query::Row;
use super::value::Value;
use crate::dialect::Version;
use crate::dialect::postgres::Postgres;
use crate::model::{ColumnSetting, Index, Object, ObjectKind, Schema, Table, TableRef};
use crate::replay::{Name, State, TEMPORARY};

/// The rows of a table of the catalog; `None` for any other table, whose rows are data.
pub(super) fn rows(state: &State, name: &Name) -> Option<Vec<Row>> {
    let catalog = Catalog { state };
    let own = match name.schema.as_deref() {
        None | Some("pg_catalog") => catalog.system(&name.name),
        Some("information_schema") => catalog.standard(&name.name),
        _ => None,
    };
    // The catalog comes before all schemas in the search path.
    own
}

/// Whether a row is one of `pg_settings` for other settings than this one.
pub(super) fn is_other_setting(row: &Row, setting: &str) -> bool {
    let column = |name: &str| row.iter().find(|(column, _)| column == name).map(|(_, value)| value);
    column("setting").is_some() && column("name").is_some_and(|name| *name != text(setting))
}

/// A schema by its name, as `regnamespace` and `pg_namespace.oid` have it.
pub(super) fn namespace(state: &State, name: &str) -> Value {
    let realm = state.schema_name(name);
    match state.realm.schema(&realm) {
        Some(_) => oid("namespace", name, ""),
        None => Value::Null,
    }
}

/// A type by its name, as `regtype` and `pg_type.oid` have it.
pub(super) fn type_of(state: &State, name: &str) -> Value {
    let mut reader =
        crate::replay::Reader::new(name, crate::sql::Syntax::postgres(), super::super::names::fold);
    let Ok(name) = reader.name() else { return Value::Unknown };
    let found = state.resolve(&name, |schema| schema.has_type(&name.name).then_some(()));
    match found {
        Some((schema, ())) => oid("type", &real_name(state, &schema), &name.name),
        None if name.schema.is_none() && is_builtin(&name.name) => oid("type", "pg_catalog", &name.name),
        None => Value::Null,
    }
}

fn is_builtin(name: &str) -> bool {
    crate::dialect::postgres::types::is_builtin(name)
}

/// The relation that a name means: a table, view, sequence or index.
pub(super) fn relation(state: &State, name: &Name) -> Option<Value> {
    let found = state.find_table(name).or_else(|| state.find_view(name)).or_else(|| {
        let has = |schema: &Schema| {
            (schema.sequences.iter().any(|sequence| sequence.name == name.name)
                || schema.tables.iter().any(|table| index_names(table).any(|index| index == name.name)))
            .then_some(())
        };
        state.resolve(name, has).map(|(schema, ())| TableRef::new(schema, name.name.clone()))
    });
    found.map(Value::Relation)
}

/// The server's own name of a schema.
fn real_name(state: &State, schema: &str) -> String {
    if schema == state.connection { state.connection_alias.clone() } else { schema.to_owned() }
}

/// Something that tells an object from others, as its number does on the server.
fn oid(kind: &str, schema: &str, name: &str) -> Value {
    Value::Text(format!("{kind}\0{schema}\0{name}"))
}

fn index_names(table: &Table) -> impl Iterator<Item = &str> {
    let key = table.primary_key.iter().filter_map(|key| key.name.as_deref());
    table.indexes.iter().map(|index| index.name.as_str()).chain(key)
}

struct Catalog<'s> {
    state: &'s State,
}

/// A constraint as several tables of the catalog tell of it.
struct Constraint<'s> {
    name: Cow<'s, str>,
    kind: &'static str,
    columns: Vec<&'s str>,
    validated: bool,
}

fn text(value: &str) -> Value {
    Value::text(value)
}

fn row(columns: &[(&str, Value)]) -> Row {
    columns.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect()
}

impl<'s> Catalog<'s> {
    fn schemas(&self) -> impl Iterator<Item = (&'s Schema, String)> + use<'s> {
        let state = self.state;
        let schemas = state.realm.schemas.iter();
        schemas.map(move |schema| match schema.name.as_str() {
            TEMPORARY => (schema, "pg_temp".to_owned()),
            name => (schema, real_name(state, name)),
        })
    }

    fn tables(&self) -> impl Iterator<Item = (&'s Schema, String, &'s Table)> + use<'s> {
        self.schemas()
            .flat_map(|(schema, name)| schema.tables.iter().map(move |table| (schema, name.clone(), table)))
    }

    fn objects(&self, kind: ObjectKind) -> impl Iterator<Item = (&'s Schema, String, &'s Object)> + use<'s> {
        self.schemas().flat_map(move |(schema, name)| {
            let objects = schema.objects.iter().filter(move |object| object.kind == kind);
            objects.map(move |object| (schema, name.clone(), object))
        })
    }

    /// NOT NULL of a table, on servers that count it among constraints.
    fn not_nulls(&self, table: &'s Table) -> impl Iterator<Item = Constraint<'s>> + use<'s> {
        let counts = self.state.version >= not_null::SINCE;
        let columns = table.columns.iter().filter(move |column| counts && !column.null);
        columns.map(|column| Constraint {
            name: not_null::name_of(&table.name, column).into(),
            kind: "NOT NULL",
            columns: vec![&column.name],
            validated: !column.settings.has(ColumnSetting::NotNullUnchecked),
        })
    }

    /// The checks of domains, which are on no table.
    fn domain_constraints(&self) -> impl Iterator<Item = Row> + use<'s> {
        let postgres = Postgres::new(Version::default());
        self.objects(ObjectKind::Domain).flat_map(move |(_, name, domain)| {
            let shape = postgres.shape(domain);
            let abouts = shape.iter().flat_map(|shape| shape.abouts());
            let checks = abouts.filter_map(|about| about.strip_prefix("check "));
            let rows = checks.map(|check| {
                row(&[
                    ("oid", oid("constraint", &name, &format!("{} {check}", domain.name))),
                    // The server gives a check a name where nobody has.
                    ("conname", if check.is_empty() { Value::Unknown } else { text(check) }),
                    ("conrelid", Value::Int(0)),
                    ("connamespace", oid("namespace", &name, "")),
                    ("contype", text("c")),
                    ("convalidated", Value::Unknown),
                ])
            });
            rows.collect::<Vec<_>>()
        })
    }

    fn system(&self, name: &str) -> Option<Vec<Row>> {
        Some(match name {
            // The version is what is known of the settings.
            "pg_settings" => {
                let others = row(&[("name", Value::Unknown), ("setting", Value::Unknown)]);
                let version = |name: &str| {
                    row(&[("name", text(name)), ("setting", super::functions::setting(self.state, name))])
                };
                vec![version("server_version_num"), version("server_version"), others]
            }
            "pg_namespace" => {
                let names = self.schemas().map(|(_, name)| name);
                let all = names.chain(["pg_catalog", "information_schema"].map(str::to_owned));
                all.map(|name| row(&[("oid", oid("namespace", &name, "")), ("nspname", text(&name))]))
                    .collect()
            }
            "pg_tables" => self
                .tables()
                .map(|(_, schema, table)| {
                    let security = Value::Bool(table.options.row_security);
                    row(&[
                        ("schemaname", text(&schema)),
                        ("tablename", text(&table.name)),
                        ("rowsecurity", security),
                    ])
                })
                .collect(),
            "pg_views" | "pg_matviews" => {
                let (materialized, column) =
                    if name == "pg_views" { (false, "viewname") } else { (true, "matviewname") };
                let views = self.schemas().flat_map(|(schema, name)| {
                    let views = schema.views.iter().filter(|view| view.materialized == materialized);
                    views.map(move |view| row(&[("schemaname", text(&name)), (column, text(&view.name))]))
                });
                views.collect()
            }
            "pg_sequences" => self
                .sequences()
                .map(|(schema, name)| row(&[("schemaname", text(&schema)), ("sequencename", text(name))]))
                .collect(),
            "pg_indexes" => self
                .tables()
                .flat_map(|(_, schema, table)| {
                    index_names(table).map(move |index| {
                        row(&[
                            ("schemaname", text(&schema)),
                            ("tablename", text(&table.name)),
                            ("indexname", text(index)),
                        ])
                    })
                })
                .collect(),
            "pg_index" => self
                .tables()
                .flat_map(|(schema, _, table)| {
                    let keys = table
                        .primary_key
                        .iter()
                        .filter_map(|key| key.name.as_deref())
                        .map(|name| (name, true, true));
                    let indexes =
                        table.indexes.iter().map(|index: &Index| (index.name.as_str(), index.unique, false));
                    keys.chain(indexes).map(move |(name, unique, primary)| {
                        row(&[
                            ("indexrelid", Value::Relation(TableRef::new(&schema.name, name))),
                            ("indrelid", Value::Relation(TableRef::new(&schema.name, &table.name))),
                            ("indisunique", Value::Bool(unique)),
                            ("indisprimary", Value::Bool(primary)),
                        ])
                    })
                })
                .collect(),
            "pg_class" => self.relations(),
            "pg_attribute" => self
                .tables()
                .flat_map(|(schema, _, table)| {
                    table.columns.iter().enumerate().map(move |(at, column)| {
                        row(&[
                            ("attrelid", Value::Relation(TableRef::new(&schema.name, &table.name))),
                            ("attname", text(&column.name)),
                            ("attnotnull", Value::Bool(!column.null)),
                            ("attisdropped", Value::Bool(false)),
                            ("attnum", i64::try_from(at + 1).map_or(Value::Unknown, Value::Int)),
                        ])
                    })
                })
                .collect(),
            "pg_type" => self.types(),
            "pg_enum" => self
                .schemas()
                .flat_map(|(schema, name)| {
                    schema.enums.iter().flat_map(move |ty| {
                        let id = oid("type", &name, &ty.name);
                        ty.values
                            .iter()
                            .map(move |value| row(&[("enumtypid", id.clone()), ("enumlabel", text(value))]))
                    })
                })
                .collect(),
            "pg_constraint" => self
                .tables()
                .flat_map(|(schema, name, table)| {
                    constraints(table).into_iter().chain(self.not_nulls(table)).map(move |constraint| {
                        let letter = match constraint.kind {
                            "PRIMARY KEY" => "p",
                            "UNIQUE" => "u",
                            "FOREIGN KEY" => "f",
                            "EXCLUDE" => "x",
                            "NOT NULL" => "n",
                            _ => "c",
                        };
                        row(&[
                            ("oid", oid("constraint", &name, &format!("{}.{}", table.name, constraint.name))),
                            ("conname", text(&constraint.name)),
                            ("conrelid", Value::Relation(TableRef::new(&schema.name, &table.name))),
                            ("connamespace", oid("namespace", &name, "")),
                            ("contype", text(letter)),
                            ("convalidated", Value::Bool(constraint.validated)),
                        ])
                    })
                })
                .chain(self.domain_constraints())
                .collect(),
            "pg_trigger" => self
                .objects(ObjectKind::Trigger)
                .map(|(schema, _, trigger)| {
                    let table = trigger.table.clone().unwrap_or_default();
                    row(&[
                        ("tgname", text(&trigger.name)),
                        ("tgrelid", Value::Relation(TableRef::new(&schema.name, table))),
                        ("tgisinternal", Value::Bool(false)),
                    ])
                })
                .collect(),
            "pg_policies" | "pg_policy" => self
                .objects(ObjectKind::Policy)
                .map(|(schema, name, policy)| {
                    let table = policy.table.clone().unwrap_or_default();
                    row(&[
                        ("schemaname", text(&name)),
                        ("tablename", text(&table)),
                        ("policyname", text(&policy.name)),
                        ("polname", text(&policy.name)),
                        ("polrelid", Value::Relation(TableRef::new(&schema.name, table))),
                    ])
                })
                .collect(),
            "pg_proc" => [ObjectKind::Function, ObjectKind::Procedure, ObjectKind::Aggregate]
                .into_iter()
                .flat_map(|kind| self.objects(kind))
                .map(|(_, schema, routine)| {
                    row(&[
                        ("oid", oid("function", &schema, &routine.name)),
                        ("proname", text(base(&routine.name))),
                        ("pronamespace", oid("namespace", &schema, "")),
                    ])
                })
                .collect(),
            "pg_extension" => {
                let all = self.state.realm.objects.iter();
                let extensions = all.filter(|object| object.kind == ObjectKind::Extension);
                let names = extensions.map(|object| object.name.as_str()).chain(["plpgsql"]);
                names.map(|name| row(&[("extname", text(name))])).collect()
            }
            "pg_event_trigger" => {
                let all = self.state.realm.objects.iter();
                let triggers = all.filter(|object| object.kind == ObjectKind::EventTrigger);
                triggers.map(|object| row(&[("evtname", text(&object.name))])).collect()
            }
            _ => return None,
        })
    }

    fn sequences(&self) -> impl Iterator<Item = (String, &'s str)> + use<'s> {
        self.schemas().flat_map(|(schema, name)| {
            schema.sequences.iter().map(move |sequence| (name.clone(), sequence.name.as_str()))
        })
    }

    fn relations(&self) -> Vec<Row> {
        let mut rows = Vec::new();
        for (schema, name) in self.schemas() {
            let mut add = |relation: &str, kind: &str| {
                rows.push(row(&[
                    ("oid", Value::Relation(TableRef::new(&schema.name, relation))),
                    ("relname", text(relation)),
                    ("relnamespace", oid("namespace", &name, "")),
                    ("relkind", text(kind)),
                ]));
            };
            for table in &schema.tables {
                add(&table.name, if table.options.partition_by.is_some() { "p" } else { "r" });
                index_names(table).for_each(|index| add(index, "i"));
            }
            for view in &schema.views {
                add(&view.name, if view.materialized { "m" } else { "v" });
                view.indexes.iter().for_each(|index| add(&index.name, "i"));
            }
            schema.sequences.iter().for_each(|sequence| add(&sequence.name, "S"));
            let composites = schema.objects.iter().filter(|object| object.kind == ObjectKind::Composite);
            composites.for_each(|object| add(&object.name, "c"));
        }
        rows
    }

    fn types(&self) -> Vec<Row> {
        let mut rows = Vec::new();
        for (schema, name) in self.schemas() {
            let mut add = |ty: &str, kind: &str| {
                rows.push(row(&[
                    ("oid", oid("type", &name, ty)),
                    ("typname", text(ty)),
                    ("typnamespace", oid("namespace", &name, "")),
                    ("typtype", text(kind)),
                ]));
            };
            schema.enums.iter().for_each(|ty| add(&ty.name, "e"));
            for object in schema.objects.iter().filter(|object| object.kind.is_type()) {
                let kind = match object.kind {
                    ObjectKind::Domain => "d",
                    ObjectKind::Range => "r",
                    ObjectKind::Base if object.is_shell() => "p",
                    ObjectKind::Base => "b",
                    _ => "c",
                };
                add(&object.name, kind);
            }
            schema.tables.iter().for_each(|table| add(&table.name, "c"));
            schema.views.iter().for_each(|view| add(&view.name, "c"));
        }
        let extensions =
            self.state.realm.objects.iter().filter(|object| object.kind == ObjectKind::Extension);
        for extension in extensions {
            for ty in crate::dialect::postgres::types::extension_types(&extension.name) {
                rows.push(row(&[("typname", text(ty)), ("typtype", text("b"))]));
            }
        }
        rows
    }
}

fn base(name: &str) -> &str {
    name.split('(').next().unwrap_or(name)
}

fn constraints(table: &Table) -> Vec<Constraint<'_>> {
    let mut found = Vec::new();
    if let Some(key) = &table.primary_key {
        let name = key.name.as_deref().unwrap_or_default();
        found.push(Constraint {
            name: name.into(),
            kind: "PRIMARY KEY",
            columns: key.columns().collect(),
            validated: true,
        });
    }
    for index in table.indexes.iter().filter(|index| index.constraint) {
        let kind = if index.unique { "UNIQUE" } else { "EXCLUDE" };
        let columns = index.parts.iter().filter_map(|part| part.column_name()).collect();
        found.push(Constraint { name: (&index.name).into(), kind, columns, validated: true });
    }
    for key in &table.foreign_keys {
        let columns = key.columns.iter().map(String::as_str).collect();
        let (name, validated) = ((&key.name).into(), !key.not_valid);
        found.push(Constraint { name, kind: "FOREIGN KEY", columns, validated });
    }
    for check in &table.checks {
        found.push(Constraint {
            name: (&check.name).into(),
            kind: "CHECK",
            columns: Vec::new(),
            validated: !check.not_valid,
        });
    }
    found
}
