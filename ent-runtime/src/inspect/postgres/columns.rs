use ent_engine::model::{
    Collation, Column, ColumnSetting, ColumnSettings, DataType, Expr, Generated, Identity, IdentityKind,
};

use super::{Catalog, parameters, strings};
use crate::Result;
use crate::connection::row::{Fields, Row};

/// The first oid that is not the system's (`FirstNormalObjectId`).
pub(super) const FIRST_OWN: i64 = 16384;

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

/// A column as what refers to it by its number wants to know it.
#[derive(Default)]
pub(super) struct Attribute {
    pub(super) name: String,
    /// Whether its type is one that the system doesn't bring.
    pub(super) is_own: bool,
    /// Oid of its collation, unless it has none or the database's.
    pub(super) collation: Option<i64>,
}

/// A column of a type that the system doesn't bring, until that is known.
pub(super) struct OwnColumn {
    /// Oid of the table.
    table: i64,
    /// Where the column stands in it.
    at: usize,
    /// Oid of the type.
    pub(super) ty: i64,
    text: String,
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

    pub(super) fn expressions(&mut self, rows: Vec<Row>) -> Result<()> {
        for row in rows {
            let mut row = row.fields("reading the expressions of columns");
            let at = (row.int()?, row.int()?);
            self.expressions.insert(at, row.text()?);
        }
        Ok(())
    }

    pub(super) fn columns(&mut self, rows: Vec<Row>) -> Result<()> {
        let mut columns = Vec::with_capacity(rows.len());
        for row in rows {
            let mut row = row.fields("reading the columns");
            columns.push((row.int()?, row.int()?, row));
        }
        // They come in the order in which they were made, almost: sorting them here costs next to nothing.
        columns.sort_by_key(|&(table, number, _)| (table, number));
        for (table, number, row) in columns {
            self.column(table, number, row)?;
        }
        Ok(())
    }

    fn column(&mut self, table: i64, number: i64, mut row: Fields<'_>) -> Result<()> {
        let (name, ty, text) = (row.text()?, row.int()?, row.text()?);
        let not_null = row.flag();
        let (identity, generated, unusual) = (row.maybe(), row.maybe(), row.maybe_int()?);
        let is_own = ty >= FIRST_OWN;
        let attribute = Attribute { name: name.clone(), is_own, collation: unusual };
        self.attributes.insert((table, number), attribute);
        let collation = self.collation(&mut row)?;
        let settings = settings(&mut row)?;
        let is_local = row.flag();
        let is_heir = self.is_heir(table);
        let Some(&(schema, at)) = self.tables.get(&table) else { return Ok(()) };
        let expr = self.expressions.remove(&(table, number)).map(Expr::new);
        let mut column = Column {
            name,
            null: !not_null,
            identity: identity.as_deref().and_then(self::identity),
            collation,
            settings,
            comment: self.comments.take_of_column(table, number),
            ..Column::default()
        };
        match generated {
            None => column.default = expr,
            Some(kind) => column.generated = expr.map(|expr| Generated { expr, stored: kind == "s" }),
        }
        if is_heir && is_local {
            column.settings.set(ColumnSetting::Local, "");
        }
        match is_own {
            true => {
                let at = self.realm.schemas[schema].tables[at].columns.len();
                self.own_columns.push(OwnColumn { table, at, ty, text });
            }
            false => column.ty = self.systems_type(text),
        }
        self.realm.schemas[schema].tables[at].columns.push(column);
        Ok(())
    }

    /// What NOT NULL says beside that, for the columns of tables.
    pub(super) fn not_nulls(&mut self, rows: Vec<Row>) -> Result<()> {
        for row in rows {
            let mut row = row.fields("reading what may not be NULL");
            let (table, number, name) = (row.int()?, row.int()?, row.maybe());
            let (no_inherit, not_valid) = (row.flag(), row.flag());
            let Some(attribute) = self.attributes.get(&(table, number)) else { continue };
            let column = attribute.name.clone();
            let Some(column) = self.table(table).and_then(|table| table.column_mut(&column)) else {
                continue;
            };
            column.origin.not_null = name;
            if no_inherit {
                column.settings.set(ColumnSetting::NotNullAlone, "");
            }
            if not_valid {
                column.settings.set(ColumnSetting::NotNullUnchecked, "");
            }
        }
        Ok(())
    }

    /// The next value, a collation as the queries tell it.
    pub(super) fn collation(&self, row: &mut Fields<'_>) -> Result<Option<Collation>> {
        let mut words = strings(row)?.into_iter();
        let Some((schema, name)) = words.next().zip(words.next()) else { return Ok(None) };
        let schema = (!schema.is_empty()).then(|| self.names.in_realm(schema));
        Ok(Some(Collation { schema, name }))
    }

    /// Tells columns of types that the system doesn't bring what these are.
    pub(super) fn place_types(&mut self) {
        for own in std::mem::take(&mut self.own_columns) {
            let Some(&(schema, _)) = self.tables.get(&own.table) else { continue };
            let (ty, spelling) = self.own_type(own.ty, own.text, schema);
            let column = self.table(own.table).and_then(|table| table.columns.get_mut(own.at));
            if let Some(column) = column {
                column.ty = ty;
                column.origin.spelling = spelling;
            }
        }
    }

    /// A type that the system brings. There are few of them, and many columns.
    fn systems_type(&mut self, text: String) -> DataType {
        if let Some(ty) = self.parsed_types.get(&text) {
            return ty.clone();
        }
        let ty = self.dialect.parse_type(&text).unwrap_or_else(|_| DataType::new(&text));
        self.parsed_types.insert(text, ty.clone());
        ty
    }

    /// The type of a column in the schema at `at`, and how it must be written where that is not its name. A type
    /// of the same schema goes without a schema where its name alone can't mean another; so does one that an extension
    /// brought, wherever it was put.
    fn own_type(&mut self, oid: i64, text: String, at: usize) -> (DataType, Option<String>) {
        let Some(own) = self.types.get(&oid) else { return (self.systems_type(text), None) };
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
        numbers
            .iter()
            .filter_map(|number| self.attributes.get(&(table, *number)))
            .map(|attribute| attribute.name.clone())
            .collect()
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
