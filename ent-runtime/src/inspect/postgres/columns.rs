use ent_engine::model::{
    Collation, Column, ColumnSetting, ColumnSettings, DataType, Expr, Generated, Identity, IdentityKind,
};

use super::{Catalog, parameters};
use crate::Result;
use crate::connection::row::{Fields, Row};

/// A type that the system doesn't bring.
#[derive(Clone)]
pub(super) struct OwnType {
    /// Schema of the type, or of the element's type for an array.
    schema: String,
    /// Name of the type, or of the element's.
    name: String,
    is_array: bool,
    /// Made by a user and not by an extension.
    is_users: bool,
}

impl Catalog {
    pub(super) fn types(&mut self, rows: Vec<Row>) -> Result<()> {
        for row in rows {
            let mut row = row.fields("reading the types of columns");
            let (oid, schema, name) = (row.int()?, row.text()?, row.text()?);
            let ty = OwnType { schema, name, is_array: row.flag(), is_users: row.flag() };
            self.types.insert(oid, ty);
        }
        Ok(())
    }

    pub(super) fn columns(&mut self, rows: Vec<Row>) -> Result<()> {
        for row in rows {
            let mut row = row.fields("reading the columns");
            let (table, number, name) = (row.int()?, row.int()?, row.text()?);
            self.attributes.insert((table, number), name.clone());
            let (ty, text) = (row.int()?, row.text()?);
            let (not_null, expr) = (row.flag(), row.maybe().map(Expr::new));
            let (identity, generated, collation) = (row.maybe(), row.maybe(), self.collation(&mut row));
            let settings = settings(&mut row)?;
            let Some(&(at, _)) = self.tables.get(&table) else { continue };
            let mut column = Column {
                name,
                null: !not_null,
                identity: identity.as_deref().and_then(self::identity),
                collation,
                settings,
                comment: row.maybe(),
                ..Column::default()
            };
            match generated {
                None => column.default = expr,
                Some(kind) => column.generated = expr.map(|expr| Generated { expr, stored: kind == "s" }),
            }
            (column.ty, column.origin.spelling) = self.data_type(ty, text, at);
            let is_local = row.flag();
            if let Some(table) = self.table(table) {
                if is_local && !table.options.inherits.is_empty() {
                    column.settings.set(ColumnSetting::Local, "");
                }
                table.columns.push(column);
            }
        }
        Ok(())
    }

    /// A collation, by its schema and name.
    pub(super) fn collation(&self, row: &mut Fields<'_>) -> Option<Collation> {
        let (schema, name) = (row.maybe(), row.maybe()?);
        Some(Collation { schema: schema.map(|schema| self.names.in_realm(schema)), name })
    }

    /// The type of a column in the schema at `at`, and how it must be written where that is not its name. A type
    /// of the same schema goes without a schema where its name alone can't mean another; so does one that an extension
    /// brought, wherever it was put.
    fn data_type(&mut self, oid: i64, text: String, at: usize) -> (DataType, Option<String>) {
        let Some(own) = self.types.get(&oid) else {
            // There are few types, and many columns.
            if let Some(ty) = self.parsed_types.get(&text) {
                return (ty.clone(), None);
            }
            let ty = self.dialect.parse_type(&text).unwrap_or_else(|_| DataType::new(&text));
            self.parsed_types.insert(text, ty.clone());
            return (ty, None);
        };
        let dimensions = u8::from(own.is_array);
        if own.is_users {
            let mut ty = DataType { name: own.name.clone(), dimensions, ..DataType::default() };
            let home = self.realm.schemas.get(at).map_or("", |schema| &schema.name);
            self.dialect.place_type(&mut ty, &self.names.in_realm(own.schema.clone()), home);
            return (ty, None);
        }
        let bare = text.strip_prefix(&format!("{}.", own.schema)).unwrap_or(&text);
        let ty = self.dialect.parse_type(bare).unwrap_or_else(|_| DataType {
            name: own.name.clone(),
            dimensions,
            ..DataType::default()
        });
        let spelling = (bare != text).then(|| text.clone());
        (ty, spelling)
    }

    /// Names of columns of a table by their numbers.
    pub(super) fn column_names(&self, table: i64, numbers: &[i64]) -> Vec<String> {
        numbers.iter().filter_map(|number| self.attributes.get(&(table, *number)).cloned()).collect()
    }
}

fn identity(code: &str) -> Option<Identity> {
    let kind = match code {
        "a" => IdentityKind::Always,
        "d" => IdentityKind::ByDefault,
        _ => return None,
    };
    Some(Identity { kind, ..Identity::default() })
}

/// Settings of a column that differ from those of its type: storage, compression, statistics target, options.
fn settings(row: &mut Fields<'_>) -> Result<ColumnSettings> {
    let storage = row.maybe().map(|code| match code.as_str() {
        "p" => "plain",
        "e" => "external",
        "m" => "main",
        _ => "extended",
    });
    let compression = row.maybe().map(|code| if code == "l" { "lz4" } else { "pglz" });
    let statistics = row.maybe();
    let mut settings = ColumnSettings::default();
    for (setting, value) in [
        (ColumnSetting::Storage, storage),
        (ColumnSetting::Compression, compression),
        (ColumnSetting::Statistics, statistics.as_deref()),
    ] {
        if let Some(value) = value {
            settings.set(setting, value);
        }
    }
    for (name, value) in parameters(row)? {
        // What a foreign table's columns have of their wrapper is carried with the table.
        if let Some(setting) = ColumnSetting::from_parameter(&name) {
            settings.set(setting, value);
        }
    }
    Ok(settings)
}
