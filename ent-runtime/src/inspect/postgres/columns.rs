use ent_engine::model::{Column, DataType, Expr, Generated, Identity, IdentityKind};

use super::Catalog;
use crate::Result;
use crate::connection::Row;

/// Type of a column, as the catalog has it.
struct TypeText {
    /// What `format_type` prints.
    text: String,
    /// Schema of the type, or of the element's type for an array.
    schema: String,
    /// Name of the type, or of the element's.
    name: String,
    is_array: bool,
    /// Made by a user and not by an extension.
    is_users: bool,
}

impl Catalog {
    pub(super) fn columns(&mut self, rows: Vec<Row>) -> Result<()> {
        for row in rows {
            let mut row = row.fields("reading the columns");
            let (table, number, name) = (row.int()?, row.int()?, row.text()?);
            self.attributes.insert((table, number), name.clone());
            let text = row.text()?;
            let (not_null, expr) = (row.flag(), row.maybe().map(Expr::new));
            let (identity, generated) = (row.text()?, row.text()?);
            let (collation, comment) = (row.maybe(), row.maybe());
            let (schema, type_name) = (row.text()?, row.text()?);
            let ty = TypeText { text, schema, name: type_name, is_array: row.flag(), is_users: row.flag() };
            let mut column = Column {
                name,
                null: !not_null,
                identity: self::identity(&identity),
                collation,
                comment,
                ..Column::default()
            };
            match generated.as_str() {
                "" => column.default = expr,
                stored => column.generated = expr.map(|expr| Generated { expr, stored: stored == "s" }),
            }
            let Some(&(at, _)) = self.tables.get(&table) else { continue };
            column.ty = self.data_type(ty, at);
            if let Some(table) = self.table(table) {
                table.columns.push(column);
            }
        }
        Ok(())
    }

    /// The type of a column in the schema at `at`. A type of the same schema, or of the connected
    /// one, goes without a schema; so does one that an extension brought, wherever it was put.
    fn data_type(&self, ty: TypeText, at: usize) -> DataType {
        let dimensions = u8::from(ty.is_array);
        let is_near = self.names.is_unnamed(&ty.schema)
            || self.realm.schemas.get(at).is_some_and(|schema| schema.name == ty.schema);
        if ty.is_users {
            let schema = (!is_near).then_some(ty.schema);
            return DataType { schema, name: ty.name, dimensions, ..DataType::default() };
        }
        let qualifier = format!("{}.", ty.schema);
        let text = ty.text.strip_prefix(&qualifier).unwrap_or(&ty.text);
        self.dialect.parse_type(text).unwrap_or_else(|_| DataType {
            name: ty.name,
            dimensions,
            ..DataType::default()
        })
    }

    /// Columns of tables outside the wanted schemas that foreign keys refer to.
    pub(super) fn referenced_columns(&mut self, rows: Vec<Row>) -> Result<()> {
        for row in rows {
            let mut row = row.fields("reading the columns referred to");
            self.attributes.insert((row.int()?, row.int()?), row.text()?);
        }
        Ok(())
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
