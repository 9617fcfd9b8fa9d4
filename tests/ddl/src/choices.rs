//! What names in the grammar stand for.

use ent_engine::model::{Column, Table};

/// The tables that a name of the grammar means, if it means tables.
pub(crate) fn table_kind(name: &str) -> Option<fn(&Table) -> bool> {
    Some(match name {
        "table" | "other_table" => |_| true,
        "partitioned" => |table| table.options.partition_by.is_some(),
        "partition" => |table| table.options.partition_of.is_some(),
        "plain_table" => |table| table.options.partition_by.is_none() && table.options.partition_of.is_none(),
        "child" => |table| !table.options.inherits.is_empty(),
        "keyed_table" => |table| table.primary_key.is_some(),
        _ => return None,
    })
}

/// Whether a name of the grammar means objects of a kind.
pub(crate) fn is_object(name: &str) -> bool {
    [
        "extension",
        "domain",
        "composite",
        "range",
        "base_type",
        "function",
        "procedure",
        "aggregate",
        "trigger",
        "event_trigger",
        "event",
        "rule",
        "policy",
        "object",
    ]
    .contains(&name)
}

/// Whether a column is of a family: `int`, `text`, `date`, any where it is empty.
pub(crate) fn is_of(family: &str, column: &Column) -> bool {
    let name = column.ty.name.to_ascii_lowercase();
    let array = column.ty.dimensions > 0;
    match family {
        "int" => name.contains("int") && !array,
        "text" => !array && (name.contains("char") || name.contains("text") || name == "citext"),
        "date" => !array && (name.contains("date") || name.contains("time")),
        "bool" => name.contains("bool"),
        "json" => name.contains("json"),
        "computed" => column.generated.is_some(),
        "identity" => column.identity.is_some(),
        "default" => column.default.is_some(),
        // What an index can be over as it is.
        "short" => !["text", "blob", "point", "geometry", "polygon", "linestring"]
            .iter()
            .any(|long| name.contains(long)),
        "" | "other" => true,
        _ => unreachable!("no family {family:?}"),
    }
}

/// The names of a table's constraints, also of those that the database gives.
pub(crate) fn constraints(table: &Table) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    if let Some(key) = &table.primary_key {
        names.push(key.name.clone().unwrap_or_else(|| format!("{}_pkey", table.name)));
    }
    names.extend(table.indexes.iter().filter(|index| index.constraint).map(|index| index.name.clone()));
    names.extend(table.foreign_keys.iter().map(|key| key.name.clone()));
    names.extend(table.checks.iter().map(|check| check.name.clone()));
    names.retain(|name| !name.is_empty());
    names
}

/// The names of a table's partitions, where they are part of its own text.
pub(crate) fn partition_names(table: &Table) -> Vec<String> {
    let text = table.options.partition_by.as_deref().unwrap_or_default();
    let words: Vec<&str> = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').collect();
    let named = words.windows(2).filter(|pair| pair[0].eq_ignore_ascii_case("PARTITION"));
    named.map(|pair| pair[1].to_owned()).filter(|name| name.starts_with('p')).collect()
}
