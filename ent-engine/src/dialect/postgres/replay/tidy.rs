use super::super::objects::BaseType;
use super::super::plan::usual_storage_of;
use super::columns::{base_of_domain, index_reads};
use super::{families, names, serial};
use crate::dialect::{Postgres, Types};
use crate::model::{Column, ColumnSetting, DataType, IndexPart, ObjectKind, Realm, Table, TableRef};
use crate::replay::Texts;

/// Brings a realm into the form in which states are compared: serial columns by their type, primary keys without the
/// names that the server gives, index parts without what is the default.
pub(super) fn tidy(postgres: &Postgres, realm: &mut Realm) {
    usual_storage(postgres, realm);
    for schema in &mut realm.schemas {
        serial::fold_serials(postgres, schema);
        schema.tables.iter_mut().for_each(table);
        families::join(postgres, schema);
    }
}

/// Lets columns of types of the user's own say nothing of their storage where it is that of the type.
fn usual_storage(postgres: &Postgres, realm: &mut Realm) {
    let mut usual = Vec::new();
    for schema in &realm.schemas {
        for table in &schema.tables {
            let set = |column: &Column| column.settings.get(ColumnSetting::Storage).map(str::to_owned);
            let columns = table.columns.iter().filter(|column| {
                let own = set(column);
                own.is_some() && own == storage_of(postgres, realm, &schema.name, &column.ty, 16)
            });
            let place = TableRef::new(&schema.name, &table.name);
            usual.extend(columns.map(|column| (place.clone(), column.name.clone())));
        }
    }
    for (place, column) in usual {
        let table =
            realm.schema_or_new(&place.schema).tables.iter_mut().find(|table| table.name == place.table);
        let column = table.and_then(|table| table.column_mut(&column));
        column.into_iter().for_each(|column| column.settings.unset(ColumnSetting::Storage));
    }
}

/// How values of a type of the user's own are stored; none for one of the server's.
fn storage_of(postgres: &Postgres, realm: &Realm, home: &str, ty: &DataType, depth: u8) -> Option<String> {
    let home = postgres.home_of(ty, home).filter(|_| ty.dimensions == 0)?;
    let schema = realm.schema(home)?;
    if schema.enum_type(&ty.name).is_some() {
        return Some("plain".to_owned());
    }
    let object = schema.objects.iter().find(|object| object.kind.is_type() && object.name == ty.name)?;
    match object.kind {
        ObjectKind::Composite | ObjectKind::Range => Some("extended".to_owned()),
        ObjectKind::Base => Some(BaseType::read(postgres, &object.text).ok()??.storage().to_owned()),
        ObjectKind::Domain if depth > 0 => {
            let base = base_of_domain(postgres, &object.text)?;
            let own = storage_of(postgres, realm, home, &base, depth - 1);
            own.or_else(|| Some(usual_storage_of(&base).to_owned()))
        }
        _ => None,
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
        (
            None | Some("gist" | "spgist" | "hash"),
            Some("int4range" | "int8range" | "numrange" | "daterange" | "tsrange" | "tstzrange"),
        ) => "range_ops",
        _ => return,
    };
    if class == default {
        part.ops = None;
    }
}

/// The server makes the indexes that read a column anew when its type is changed, and knows nothing then of how much
/// was to be collected of their expressions.
pub(super) fn statistics(texts: Texts<'_>, table: &mut Table, column: &str) {
    let name = table.name.clone();
    let read = table.indexes.iter_mut().filter(|index| index_reads(texts, &name, index, column));
    read.flat_map(|index| &mut index.parts).for_each(|part| part.statistics = None);
}
