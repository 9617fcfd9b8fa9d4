use ent_schema::{Action, FieldType, Literal};

use super::Mysql;
use crate::dialect::lower::{constant, is_number_above};
use crate::dialect::{Dialect, Feature, GivenOptions, LowerRules, ScalarField, Version};
use crate::model::{Column, DataType, Expr, Index, PartKey, ReferentialAction, Table, TableOptions};

mod options;

/// Character set and collation of Ent's tables.
const CHARSET: &str = "utf8mb4";
const COLLATION: &str = "utf8mb4_bin";
/// Bytes of the longest row, without what is kept elsewhere (manual: "Limits on Table Column Count
/// and Row Size").
const LONGEST_ROW: u64 = 65535;
/// Characters of the longest value of an enum.
const LONGEST_VALUE: usize = 255;
/// Bytes of the longest key of an InnoDB table (manual: "InnoDB Limits").
const LONGEST_KEY: u64 = 3072;

impl LowerRules for Mysql {
    fn has(&self, feature: Feature) -> bool {
        match feature {
            Feature::Comments
            | Feature::ColumnCharsets
            | Feature::IndexPrefixes
            | Feature::SchemaWideKeyNames
            | Feature::RelativeNames => true,
            Feature::Checks => self.since(Version(8, 0, 16), Version(10, 2, 1)),
            Feature::GeneratedColumns | Feature::VirtualColumns => {
                self.since(Version(5, 7, 6), Version(10, 2, 1))
            }
            Feature::DescendingIndexes => self.since(Version(8, 0, 1), Version(10, 8, 1)),
            Feature::ExpressionIndexes => !self.is_mariadb() && self.flavor.version >= Version(8, 0, 13),
            Feature::SchemaWideCheckNames => !self.is_mariadb(),
            _ => false,
        }
    }

    fn scalar_type(&self, field: &ScalarField) -> Option<String> {
        Some(
            match field.ty {
                FieldType::Bool => "bool",
                FieldType::Int8 => "tinyint",
                FieldType::Uint8 => "tinyint unsigned",
                FieldType::Int16 => "smallint",
                FieldType::Uint16 => "smallint unsigned",
                FieldType::Int32 => "int",
                FieldType::Uint32 => "int unsigned",
                FieldType::Int64 => "bigint",
                FieldType::Uint64 => "bigint unsigned",
                FieldType::Float32 | FieldType::Float64 => "double",
                FieldType::String => return Some(self.text_type(field)),
                FieldType::Bytes => match field.size.unwrap_or(65535) {
                    ..=255 => "tinyblob",
                    256..=65535 => "blob",
                    65536..16_777_216 => "mediumblob",
                    _ => "longblob",
                },
                FieldType::Timestamp => "timestamp",
                // Ent has no such fields. Microseconds are kept, as elsewhere.
                FieldType::DateTime => "datetime(6)",
                FieldType::Date => "date",
                FieldType::TimeOfDay => "time(6)",
                FieldType::Uuid if self.has_uuid() => "uuid",
                FieldType::Uuid => "char(36)",
                FieldType::Json if self.since(Version(5, 7, 8), Version(10, 2, 7)) => "json",
                FieldType::Json if self.is_mariadb() => "longtext",
                FieldType::Json => "longblob",
                // `decimal` alone keeps no digit after the point.
                _ => return None,
            }
            .to_owned(),
        )
    }

    fn scalar_collation(&self, ty: &FieldType) -> Option<(&'static str, &'static str)> {
        (*ty == FieldType::Uuid && !self.has_uuid()).then_some((CHARSET, COLLATION))
    }

    fn enum_type(&self, values: &[String]) -> String {
        let quoted: Vec<String> = values.iter().map(|value| quote(value).to_string()).collect();
        format!("enum({})", quoted.join(","))
    }

    /// Manual: "The ENUM Type".
    fn refuses_value<'a>(&self, values: &'a [String]) -> Option<(&'a str, &'static str)> {
        values.iter().find_map(|value| {
            let reason = match value {
                value if value.ends_with(' ') => "spaces at the end are cut off",
                value if value.chars().count() > LONGEST_VALUE => "it has more than 255 characters",
                _ => return None,
            };
            Some((value.as_str(), reason))
        })
    }

    fn key_type(&self, id: DataType, _: &TableOptions) -> DataType {
        match id.name.as_str() {
            "serial" => DataType::new("bigint").modifier("unsigned"),
            _ => id,
        }
    }

    fn count_up(
        &self,
        column: &mut Column,
        options: &mut TableOptions,
        start: Option<i64>,
    ) -> Result<(), &'static str> {
        column.auto_increment = true;
        options.auto_increment = start.filter(|start| *start > 1);
        Ok(())
    }

    /// Long texts, bytes and JSON take no constant: MySQL takes an expression from 8.0.13 on
    /// (manual: "Data Type Default Values"), MariaDB any from 10.2.1. Ent leaves these out.
    fn constant_default(&self, ty: &DataType, literal: &Literal) -> Option<Expr> {
        let expr = match literal {
            Literal::String(text) => quote(text),
            other => constant(other),
        };
        if !is_long(ty) || (self.is_mariadb() && self.flavor.version >= Version(10, 2, 1)) {
            Some(expr)
        } else {
            (!self.is_mariadb() && self.flavor.version >= Version(8, 0, 13))
                .then(|| Expr::new(format!("({expr})")))
        }
    }

    fn takes_default(&self, ty: &DataType, expr: &str) -> bool {
        let moment = matches!(ty.name.as_str(), "timestamp" | "datetime")
            && expr.trim().to_uppercase().starts_with("CURRENT_TIMESTAMP");
        moment || self.since(Version(8, 0, 13), Version(10, 2, 1))
    }

    /// Two things that servers do by themselves.
    ///
    /// Before MySQL 8.0.2 and MariaDB 10.10 `explicit_defaults_for_timestamp` is off: a TIMESTAMP
    /// that is NOT NULL and has no default would be set to the current time on every update, and a
    /// second one would get a default that strict mode refuses. A default of our own keeps both
    /// away. (Ent makes the column NULL instead, on MariaDB always.)
    ///
    /// MariaDB takes no NOT NULL on a generated column.
    fn finish_column(&self, column: &mut Column) {
        let implicit = !self.since(Version(8, 0, 2), Version(10, 10, 0));
        if implicit && column.ty.name == "timestamp" && !column.null && column.default.is_none() {
            let precision = column.ty.args.first().map_or(String::new(), |digits| format!("({digits})"));
            column.default = Some(Expr::new(format!("CURRENT_TIMESTAMP{precision}")));
        }
        if self.is_mariadb() && column.generated.is_some() {
            column.null = true;
        }
    }

    fn table_options(&self, given: &GivenOptions) -> Result<TableOptions, String> {
        Ok(options::table_options(given))
    }

    fn unique_name(&self, _: &str, column: &str) -> String {
        column.to_owned()
    }

    fn is_unique_name(&self, name: &str, _: &str, column: &str) -> bool {
        let rest = name.strip_prefix(column);
        rest.is_some_and(|rest| {
            rest.is_empty() || rest.strip_prefix('_').is_some_and(|rest| is_number_above(rest, 1))
        })
    }

    fn index_kind(&self, kind: &str, own: bool) -> Result<Option<String>, String> {
        match kind.to_lowercase().as_str() {
            "btree" => Ok(None),
            kind @ ("fulltext" | "spatial" | "hash") => Ok(Some(kind.to_owned())),
            _ if !own => Ok(None),
            kind => Err(format!(
                "{} has no {kind} indexes; it has fulltext, spatial, hash and btree",
                self.flavor
            )),
        }
    }

    /// A key over a long text needs a prefix, and a key has a greatest length.
    fn refuses_index(&self, table: &Table, index: &Index) -> Option<String> {
        if matches!(index.kind.as_deref(), Some("fulltext" | "spatial")) {
            return None;
        }
        let mut bytes = 0;
        for part in &index.parts {
            let PartKey::Column(name) = &part.key else { continue };
            let column = table.column(name)?;
            // MariaDB keeps a hash for such a unique index.
            let hashed = index.unique && self.is_mariadb() && self.flavor.version >= Version(10, 4, 3);
            if is_long(&column.ty) && part.prefix.is_none() && !hashed {
                return Some(format!(
                    "the column \"{name}\" is a {}, of which only a prefix can be indexed",
                    column.ty
                ));
            }
            let characters = part.prefix.map(u64::from).or_else(|| column.ty.args.first()?.parse().ok());
            if matches!(column.ty.name.as_str(), "varchar" | "char") || is_long(&column.ty) {
                let charset = column.charset.as_ref().or(table.options.charset.as_ref());
                bytes +=
                    characters.unwrap_or(0) * bytes_per_character(charset.map_or(CHARSET, String::as_str));
            }
        }
        (bytes > LONGEST_KEY)
            .then(|| format!("it would be {bytes} bytes long, and {LONGEST_KEY} is the most there is"))
    }

    /// Texts of a declared length count for their greatest length; what else is in the row is little.
    fn refuses_table(&self, table: &Table) -> Option<String> {
        let texts =
            table.columns.iter().filter(|column| matches!(column.ty.name.as_str(), "varchar" | "char"));
        let bytes: u64 = texts
            .map(|column| {
                let charset = column.charset.as_ref().or(table.options.charset.as_ref());
                let characters = column.ty.args.first().and_then(|arg| arg.parse::<u64>().ok()).unwrap_or(1);
                characters * bytes_per_character(charset.map_or(CHARSET, String::as_str)) + 2
            })
            .sum();
        (bytes > LONGEST_ROW)
            .then(|| format!("a row would be {bytes} bytes long, and {LONGEST_ROW} is the most there is"))
    }

    /// InnoDB refuses SET DEFAULT (manual: "FOREIGN KEY Constraints").
    fn action(&self, action: Action) -> Option<ReferentialAction> {
        Some(match action {
            Action::NoAction => ReferentialAction::NoAction,
            Action::Restrict => ReferentialAction::Restrict,
            Action::Cascade => ReferentialAction::Cascade,
            Action::SetNull => ReferentialAction::SetNull,
            Action::SetDefault => return None,
        })
    }

    fn is_too_long(&self, name: &str) -> bool {
        name.chars().count() > self.identifier_limit()
    }
}

impl Mysql {
    /// Whether the server is MySQL from the first version on, or MariaDB from the second.
    fn since(&self, mysql: Version, mariadb: Version) -> bool {
        self.flavor.version >= if self.is_mariadb() { mariadb } else { mysql }
    }

    fn has_uuid(&self) -> bool {
        self.is_mariadb() && self.flavor.version >= Version(10, 7, 0)
    }

    /// Ent's sizes, but for lengths that no row holds in the character set: there a type of which
    /// the row keeps only a pointer.
    fn text_type(&self, field: &ScalarField) -> String {
        let Some(size) = field.size else {
            // Keys ended at 767 bytes.
            let short = field.keyed && !self.since(Version(5, 7, 0), Version(10, 2, 2));
            return format!("varchar({})", if short { 191 } else { 255 });
        };
        let charset = field.charset.or(field.table.charset.as_deref()).unwrap_or(CHARSET);
        let longest = 65535 / i64::try_from(bytes_per_character(charset)).unwrap_or(4);
        match size {
            _ if size <= longest => format!("varchar({size})"),
            16_777_215 | ..=65535 => "mediumtext".into(),
            _ => "longtext".into(),
        }
    }
}

/// Most bytes of one character.
fn bytes_per_character(charset: &str) -> u64 {
    match charset {
        "utf8mb4" | "utf16" | "utf16le" | "utf32" | "gb18030" => 4,
        "utf8" | "utf8mb3" | "ujis" | "eucjpms" => 3,
        "ucs2" | "big5" | "gbk" | "gb2312" | "sjis" | "cp932" | "euckr" => 2,
        _ => 1,
    }
}

/// Whether a value is kept outside the row.
fn is_long(ty: &DataType) -> bool {
    matches!(
        ty.name.as_str(),
        "tinytext"
            | "text"
            | "mediumtext"
            | "longtext"
            | "tinyblob"
            | "blob"
            | "mediumblob"
            | "longblob"
            | "json"
    )
}

/// The text as a constant: a backslash escapes, so it is doubled.
fn quote(text: &str) -> Expr {
    Expr::string(&text.replace('\\', "\\\\"))
}
