use ent_schema::{FieldType, Literal};

use super::Sqlite;
use crate::dialect::lower::{is_beyond_bigint, is_number_above};
use crate::dialect::{Feature, GivenOptions, LowerRules, ScalarField, TypeFamily, Types, Version};
use crate::model::{Column, DataType, TableOptions};

impl LowerRules for Sqlite {
    fn has(&self, feature: Feature) -> bool {
        match feature {
            Feature::Checks
            | Feature::PartialIndexes
            | Feature::ExpressionIndexes
            | Feature::DescendingIndexes
            | Feature::PartCollations
            | Feature::SchemaWideIndexNames => true,
            // Release notes of 3.31.0.
            Feature::GeneratedColumns | Feature::VirtualColumns => self.version >= Version(3, 31, 0),
            _ => false,
        }
    }

    /// Ent's names, which are words for people: SQLite looks at the affinity only. A STRICT table
    /// knows but five names (manual: "STRICT Tables").
    fn scalar_type(&self, field: &ScalarField) -> Option<String> {
        let strict = field.table.strict;
        Some(
            match field.ty {
                FieldType::Bool if strict => "integer",
                FieldType::Bool => "bool",
                ty if ty.is_integer() => "integer",
                FieldType::Float32 | FieldType::Float64 => "real",
                FieldType::String => "text",
                FieldType::Bytes => "blob",
                FieldType::Timestamp
                | FieldType::DateTime
                | FieldType::Date
                | FieldType::TimeOfDay
                | FieldType::Json
                    if strict =>
                {
                    "text"
                }
                FieldType::Uuid if strict => "blob",
                FieldType::Timestamp | FieldType::DateTime => "datetime",
                FieldType::Date => "date",
                FieldType::TimeOfDay => "time",
                FieldType::Json => "json",
                FieldType::Uuid => "uuid",
                // A number with a point becomes a float here, so that digits get lost.
                _ => return None,
            }
            .to_owned(),
        )
    }

    fn enum_type(&self, _: &[String]) -> String {
        "text".into()
    }

    /// Manual: "Literal Values": an integer that is too large is read as a float, whose last digits
    /// are lost.
    fn refuses_constant(&self, ty: &DataType, literal: &Literal) -> Option<&'static str> {
        (self.type_family(ty) == TypeFamily::Integer && is_beyond_bigint(literal))
            .then_some("an integer ends at 9223372036854775807")
    }

    /// In a STRICT table the one of its types that takes what the id holds.
    fn key_type(&self, id: DataType, options: &TableOptions) -> DataType {
        if self.refuses_type(&id, options).is_none() {
            return id;
        }
        DataType::new(match self.type_family(&id) {
            TypeFamily::Boolean | TypeFamily::Integer => "integer",
            TypeFamily::Float => "real",
            TypeFamily::Text | TypeFamily::Time | TypeFamily::Json => "text",
            TypeFamily::Binary | TypeFamily::Uuid => "blob",
            _ => "any",
        })
    }

    /// Manual: "STRICT Tables".
    fn refuses_type(&self, ty: &DataType, options: &TableOptions) -> Option<(&'static str, &'static str)> {
        const STRICT: [&str; 6] = ["int", "integer", "real", "text", "blob", "any"];
        let fits = ty.args.is_empty() && STRICT.contains(&ty.name.as_str());
        (options.strict && !fits).then_some((
            "a STRICT table takes int, integer, real, text, blob and any only",
            "name one of these for SQLite (text keeps a decimal exactly)",
        ))
    }

    /// AUTOINCREMENT needs the type to be just `integer` (manual: "SQLite Autoincrement").
    fn count_up(
        &self,
        column: &mut Column,
        options: &mut TableOptions,
        start: Option<i64>,
    ) -> Result<(), &'static str> {
        if options.without_rowid {
            return Err("a table WITHOUT ROWID can't number its rows");
        }
        column.ty = DataType::new("integer");
        column.auto_increment = true;
        options.auto_increment = start.filter(|start| *start > 0);
        Ok(())
    }

    fn table_options(&self, given: &GivenOptions) -> Result<TableOptions, String> {
        let mut options = TableOptions::default();
        for word in given.text.unwrap_or_default().split(',').map(str::trim).filter(|word| !word.is_empty()) {
            let word = word.split_whitespace().collect::<Vec<_>>().join(" ").to_uppercase();
            match word.as_str() {
                "STRICT" => options.strict = true,
                "WITHOUT ROWID" => options.without_rowid = true,
                _ => return Err(format!("SQLite knows STRICT and WITHOUT ROWID, not {word}")),
            }
        }
        Ok(options)
    }

    fn unique_name(&self, table: &str, column: &str) -> String {
        format!("{table}_{column}_key")
    }

    fn is_unique_name(&self, name: &str, table: &str, column: &str) -> bool {
        let auto = name.strip_prefix("sqlite_autoindex_").and_then(|rest| rest.strip_prefix(table));
        name == column
            || name == self.unique_name(table, column)
            || auto.and_then(|rest| rest.strip_prefix('_')).is_some_and(|rest| is_number_above(rest, 0))
    }

    /// There is one kind only.
    fn index_kind(&self, _: &str, _: bool) -> Result<Option<String>, String> {
        Ok(None)
    }

    fn is_too_long(&self, _: &str) -> bool {
        false
    }
}
