use super::{names, serial};
use crate::dialect::Postgres;
use crate::model::{Column, ColumnSetting, IndexPart, Realm, Table};

/// Brings a realm into the form in which states are compared: serial columns by their type, primary keys without the
/// names that the server gives, index parts without what is the default.
pub(super) fn tidy(postgres: &Postgres, realm: &mut Realm) {
    for schema in &mut realm.schemas {
        serial::fold_serials(postgres, schema);
        schema.tables.iter_mut().for_each(table);
    }
}

fn table(table: &mut Table) {
    if let Some(key) = &mut table.primary_key {
        let given = names::object_name(&table.name, None, "pkey");
        key.name = key.name.take().filter(|name| *name != given);
    }
    for column in &mut table.columns {
        let given = names::object_name(&table.name, Some(&column.name), "seq");
        // A sequence with a type of its own is changed by its name.
        if let Some(identity) = column.identity.as_mut().filter(|identity| identity.ty.is_none()) {
            identity.sequence.take_if(|name| *name == given);
        }
        let is_local = column.settings.has(ColumnSetting::Local);
        let is_local = Some(is_local).filter(|_| !table.options.inherits.is_empty());
        if column.origin.is_local != is_local {
            column.origin.is_local = is_local;
        }
        column.settings.unset(ColumnSetting::Local);
    }
    default_classes(table, |_| true);
}

/// Lets the parts of indexes that are sorted as a column itself say nothing of it, as the server writes them.
pub(super) fn own_collations(table: &mut Table, column: &str) {
    let Some(own) = table.columns.iter().find(|own| own.name == column) else { return };
    let own = own.collation.clone();
    let parts = table.indexes.iter_mut().flat_map(|index| &mut index.parts);
    for part in parts.filter(|part| part.column_name() == Some(column)) {
        part.collation.take_if(|collation| own.as_ref() == Some(collation));
    }
}

/// Drops operator classes that are the default of their column's type, of the columns that are meant.
pub(super) fn default_classes(table: &mut Table, is_meant: impl Fn(&str) -> bool) {
    let Table { columns, indexes, .. } = table;
    for index in indexes {
        let kind = index.kind.clone();
        for part in index.parts.iter_mut().filter(|part| part.column_name().is_none_or(&is_meant)) {
            let ty = part.column_name().and_then(|name| columns.iter().find(|column| column.name == name));
            let name = |column: &'_ Column| {
                if column.ty.dimensions == 0 { column.ty.name.clone() } else { ARRAY.to_owned() }
            };
            let ty = ty.map(name);
            default_class(part, kind.as_deref(), ty.as_deref());
        }
    }
}

/// Stands for the arrays of all types.
const ARRAY: &str = "[]";

/// Drops an operator class that is the default of the type.
fn default_class(part: &mut IndexPart, kind: Option<&str>, ty: Option<&str>) {
    let Some(class) = part.ops.as_deref() else { return };
    let default = match (kind, ty) {
        (None | Some("hash"), Some("text" | "character varying")) => "text_ops",
        (None | Some("hash"), Some("character")) => "bpchar_ops",
        (None | Some("hash" | "brin"), Some("integer")) => "int4_ops",
        (None | Some("hash" | "brin"), Some("bigint")) => "int8_ops",
        (None | Some("hash" | "brin"), Some("smallint")) => "int2_ops",
        (None | Some("hash"), Some("uuid")) => "uuid_ops",
        (None | Some("hash"), Some("boolean")) => "bool_ops",
        (None | Some("hash"), Some("timestamptz" | "timestamp with time zone")) => "timestamptz_ops",
        (None | Some("hash"), Some("timestamp" | "timestamp without time zone")) => "timestamp_ops",
        (None | Some("hash"), Some("date")) => "date_ops",
        (None | Some("hash"), Some("numeric")) => "numeric_ops",
        (None | Some("gin" | "hash"), Some("jsonb")) => "jsonb_ops",
        (None | Some("gin" | "gist"), Some("tsvector")) => "tsvector_ops",
        (None | Some("gin" | "hash"), Some(ARRAY)) => "array_ops",
        _ => return,
    };
    if class == default {
        part.ops = None;
    }
}
