use ent_schema::{FieldType, Literal};

use super::Postgres;
use crate::dialect::lower::{identity, is_beyond_bigint, is_number_above};
use crate::dialect::{Dialect, Feature, GivenOptions, LowerRules, ScalarField, Version};
use crate::model::{Column, DataType, TableOptions};

/// Greatest length of `character varying` (manual, 8.3).
const LONGEST_VARCHAR: i64 = 10_485_760;

impl LowerRules for Postgres {
    fn has(&self, feature: Feature) -> bool {
        match feature {
            Feature::Comments
            | Feature::ViewComments
            | Feature::EnumTypes
            | Feature::Checks
            | Feature::FreeIdentity
            | Feature::PartialIndexes
            | Feature::ExpressionIndexes
            | Feature::DescendingIndexes
            | Feature::PartCollations
            | Feature::OperatorClasses
            | Feature::NullsOrder
            | Feature::MaterializedViews
            | Feature::SchemaWideIndexNames => true,
            // Release notes of 11, 12, 15 and 18.
            Feature::IncludedColumns => self.version >= Version(11, 0, 0),
            Feature::GeneratedColumns => self.version >= Version(12, 0, 0),
            Feature::NullsNotDistinct => self.version >= Version(15, 0, 0),
            Feature::VirtualColumns => self.version >= Version(18, 0, 0),
            _ => false,
        }
    }

    /// Ent's types. Unsigned numbers take the next wider type; `u64` has none and takes `bigint`,
    /// which ends at half its range. A size is the client's to check, but for one that no
    /// `character varying` reaches.
    fn scalar_type(&self, field: &ScalarField) -> Option<String> {
        Some(
            match field.ty {
                FieldType::Bool => "boolean",
                FieldType::Int8 | FieldType::Uint8 | FieldType::Int16 => "smallint",
                FieldType::Uint16 | FieldType::Int32 => "integer",
                FieldType::Uint32 | FieldType::Int64 | FieldType::Uint64 => "bigint",
                FieldType::Float32 => "real",
                FieldType::Float64 => "double precision",
                FieldType::Decimal => "numeric",
                FieldType::String if field.size.is_some_and(|size| size > LONGEST_VARCHAR) => "text",
                FieldType::String => "character varying",
                FieldType::Bytes => "bytea",
                FieldType::Timestamp => "timestamptz",
                FieldType::DateTime => "timestamp",
                FieldType::Date => "date",
                FieldType::TimeOfDay => "time",
                FieldType::Uuid => "uuid",
                FieldType::Json => "jsonb",
                _ => return None,
            }
            .to_owned(),
        )
    }

    fn enum_type(&self, _: &[String]) -> String {
        "character varying".into()
    }

    fn refuses_constant(&self, ty: &DataType, literal: &Literal) -> Option<&'static str> {
        (ty.name == "bigint" && is_beyond_bigint(literal))
            .then_some("a bigint ends at 9223372036854775807, and PostgreSQL has no unsigned one")
    }

    fn key_type(&self, mut id: DataType, _: &TableOptions) -> DataType {
        if id.schema.is_none() {
            id.name = match id.name.as_str() {
                "smallserial" => "smallint".into(),
                "serial" => "integer".into(),
                "bigserial" => "bigint".into(),
                _ => id.name,
            };
        }
        id
    }

    /// A serial type counts by itself.
    fn count_up(
        &self,
        column: &mut Column,
        _: &mut TableOptions,
        start: Option<i64>,
    ) -> Result<(), &'static str> {
        let serial = self.key_type(column.ty.clone(), &TableOptions::default()) != column.ty;
        match (serial, start) {
            (true, Some(start)) if start > 1 => Err("a serial type begins at 1, not where `start` says"),
            (true, _) => Ok(()),
            (false, start) => {
                column.identity = Some(identity(start));
                Ok(())
            }
        }
    }

    /// Manual: "CREATE TABLE", UNLOGGED; the server: "constraints on permanent tables may reference only
    /// permanent tables".
    fn refuses_key(
        &self,
        options: &TableOptions,
        target: &TableOptions,
    ) -> Option<(&'static str, &'static str)> {
        (target.unlogged && !options.unlogged).then_some((
            "a table that survives a crash can't refer to an UNLOGGED one, which is emptied by it",
            "make both UNLOGGED, or neither",
        ))
    }

    fn follow_side(&self, options: &mut TableOptions, side: &TableOptions) {
        options.unlogged |= side.unlogged;
    }

    fn table_options(&self, given: &GivenOptions) -> Result<TableOptions, String> {
        let mut options = TableOptions::default();
        let Some(text) = given.text.map(str::trim).filter(|text| !text.is_empty()) else {
            return Ok(options);
        };
        let upper = text.to_uppercase();
        let inside = |text: &str| -> Option<String> {
            Some(text.trim().strip_prefix('(')?.strip_suffix(')')?.trim().to_owned())
        };
        if upper == "UNLOGGED" {
            options.unlogged = true;
        } else if upper.starts_with("PARTITION BY ") {
            options.partition_by = text.get("PARTITION BY ".len()..).map(|rest| rest.trim().to_owned());
        } else if let Some(list) = text
            .get(4..)
            .filter(|_| upper.starts_with("WITH"))
            .and_then(inside)
            .filter(|list| !list.contains('('))
        {
            for parameter in list.split(',') {
                let (name, value) = parameter.split_once('=').unwrap_or((parameter, "true"));
                options.parameters.push((name.trim().to_lowercase(), value.trim().to_owned()));
            }
        } else {
            return Err(format!(
                "PostgreSQL knows UNLOGGED, PARTITION BY .. and WITH (name = value, ..), not {text}"
            ));
        }
        Ok(options)
    }

    fn unique_name(&self, table: &str, column: &str) -> String {
        format!("{table}_{column}_key")
    }

    fn is_unique_name(&self, name: &str, table: &str, column: &str) -> bool {
        let rest = name.strip_prefix(&self.unique_name(table, column));
        rest.is_some_and(|rest| rest.is_empty() || is_number_above(rest, 0))
    }

    /// Any other may come with an extension.
    fn index_kind(&self, kind: &str, own: bool) -> Result<Option<String>, String> {
        match kind.to_lowercase().as_str() {
            "btree" => Ok(None),
            "fulltext" | "spatial" if !own => Ok(None),
            kind @ ("fulltext" | "spatial") => {
                Err(format!("PostgreSQL has no {kind} indexes; it has gin and gist"))
            }
            kind => Ok(Some(kind.to_owned())),
        }
    }

    fn is_too_long(&self, name: &str) -> bool {
        name.len() > self.identifier_limit()
    }
}
