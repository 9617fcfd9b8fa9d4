//! A state as JSON, in Atlas' shape: what is empty or false is left out.

use ent_engine::model::{Column, ForeignKey, Index, IndexPart, PartKey, Realm, Schema, Table, View};
use serde_json::{Map, Value, json};

use crate::error::CliError;

/// The realm; `indent` per level, and every line but the first begins with `prefix`.
pub fn realm(realm: &Realm, prefix: &str, indent: Option<&str>) -> Result<String, CliError> {
    let value = object([("schemas", list(&realm.schemas, schema))]);
    let Some(indent) = indent else { return Ok(value.to_string()) };
    let mut out = Vec::new();
    let formatter = serde_json::ser::PrettyFormatter::with_indent(indent.as_bytes());
    let mut serializer = serde_json::Serializer::with_formatter(&mut out, formatter);
    serde::Serialize::serialize(&value, &mut serializer)
        .map_err(|error| CliError::Other(format!("cannot write JSON: {error}")))?;
    Ok(String::from_utf8_lossy(&out).replace('\n', &format!("\n{prefix}")))
}

fn schema(schema: &Schema) -> Value {
    named(
        &schema.name,
        [
            ("tables", list(&schema.tables, table)),
            ("views", list(&schema.views, view)),
            ("comment", text(schema.comment.as_deref())),
            ("charset", text(schema.charset.as_deref())),
            ("collate", text(schema.collation.as_deref())),
        ],
    )
}

fn table(table: &Table) -> Value {
    named(
        &table.name,
        [
            ("columns", list(&table.columns, column)),
            ("indexes", list(&table.indexes, index)),
            (
                "primary_key",
                table
                    .primary_key
                    .as_ref()
                    .map_or(Value::Null, |key| object([("parts", list(&key.parts, part))])),
            ),
            ("foreign_keys", list(&table.foreign_keys, foreign_key)),
            ("comment", text(table.comment.as_deref())),
            ("charset", text(table.options.charset.as_deref())),
            ("collate", text(table.options.collation.as_deref())),
        ],
    )
}

fn view(view: &View) -> Value {
    named(&view.name, [("columns", list(&view.columns, |name| named(name, [])))])
}

fn column(column: &Column) -> Value {
    named(
        &column.name,
        [
            ("type", Value::String(column.ty.to_string())),
            ("null", flag(column.null)),
            ("comment", text(column.comment.as_deref())),
            ("charset", text(column.charset.as_deref())),
            ("collate", text(column.collation.as_ref().map(ToString::to_string).as_deref())),
        ],
    )
}

fn index(index: &Index) -> Value {
    let mut value = object([("unique", flag(index.unique)), ("parts", list(&index.parts, part))]);
    if let (Value::Object(map), false) = (&mut value, index.name.is_empty()) {
        let mut named = Map::new();
        named.insert("name".to_owned(), Value::String(index.name.clone()));
        named.append(map);
        return Value::Object(named);
    }
    value
}

fn part(part: &IndexPart) -> Value {
    let key = match &part.key {
        PartKey::Column(name) => ("column", Value::String(name.clone())),
        PartKey::Expr(expr) => ("expr", Value::String(expr.as_str().to_owned())),
    };
    object([("desc", flag(part.desc)), key])
}

fn foreign_key(key: &ForeignKey) -> Value {
    named(
        &key.name,
        [
            ("columns", json!(key.columns)),
            (
                "references",
                object([
                    ("table", Value::String(key.references.table.clone())),
                    ("columns", json!(key.ref_columns)),
                ]),
            ),
        ],
    )
}

/// An object with its name first, which is there even if it is empty.
fn named<const N: usize>(name: &str, members: [(&str, Value); N]) -> Value {
    let mut map = Map::new();
    map.insert("name".to_owned(), Value::String(name.to_owned()));
    fill(&mut map, members);
    Value::Object(map)
}

fn object<const N: usize>(members: [(&str, Value); N]) -> Value {
    let mut map = Map::new();
    fill(&mut map, members);
    Value::Object(map)
}

fn fill<const N: usize>(map: &mut Map<String, Value>, members: [(&str, Value); N]) {
    for (name, value) in members {
        let is_empty = match &value {
            Value::Null => true,
            Value::Bool(value) => !value,
            Value::Array(items) => items.is_empty(),
            Value::Object(members) => members.is_empty(),
            _ => false,
        };
        if !is_empty {
            map.insert(name.to_owned(), value);
        }
    }
}

fn list<T>(items: &[T], each: impl Fn(&T) -> Value) -> Value {
    Value::Array(items.iter().map(each).collect())
}

fn text(text: Option<&str>) -> Value {
    text.filter(|text| !text.is_empty()).map_or(Value::Null, |text| Value::String(text.to_owned()))
}

fn flag(flag: bool) -> Value {
    Value::Bool(flag)
}
