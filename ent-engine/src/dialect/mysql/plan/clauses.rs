//! Pieces of statements: columns, keys, indexes, constraints, options.

use super::super::Mysql;
use super::super::diff::{Encoding, table_encoding};
use crate::dialect::{Dialect, DiffRules, Exprs, Place, TypeFamily, Types, Version};
use crate::model::{
    Check, Column, ColumnSetting, Expr, ForeignKey, Index, IndexPart, PartKey, Schema, Table,
};
use crate::plan::{PlanContext, PlanError, go_quote, wrap};

impl Mysql {
    /// The object's name, qualified as the plan asks for.
    pub(super) fn name(&self, context: &PlanContext<'_>, schema: &str, name: &str) -> String {
        self.qualified(context.qualifier(schema), name)
    }

    /// The character set and the collation of the table, its schema's where it has none.
    pub(super) fn encoding<'a>(schema: Option<&'a Schema>, table: &'a Table) -> Encoding<'a> {
        match schema {
            Some(schema) => table_encoding(Place { schema, table }),
            None => (table.options.charset.as_deref(), table.options.collation.as_deref()),
        }
    }

    pub(super) fn column_sql(&self, column: &Column, table: Encoding<'_>) -> Result<String, PlanError> {
        let (charset, collation) = table;
        let mut words = vec![self.quote(&column.name), self.type_sql(&column.ty)];
        let text = super::is_text(&column.ty);
        words.extend(column.settings.get(ColumnSetting::Compressed).map(compressed));
        let is_own = |own: &&str| {
            let is_usual = collation.is_none_or(|outer| self.may_be_usual(own, outer));
            charset != Some(own) || column.collation.is_none() && !is_usual
        };
        let own_charset = column.charset.as_deref().filter(is_own);
        if let Some(own) = own_charset {
            if !text {
                return Err(self.no_encoding(column, "CHARSET"));
            }
            words.push(format!("CHARSET {own}"));
        }
        // A character set that is written brings its own collation.
        let own = column.encoding().1.filter(|own| own_charset.is_some() || collation != Some(own));
        if own.is_some() && !text {
            return Err(self.no_encoding(column, "COLLATE"));
        }
        let collate = own.map(|own| format!("COLLATE {own}"));
        words.extend(column.settings.get(ColumnSetting::Srid).map(|id| self.srid(id)));
        if let Some(end) = column.settings.get(ColumnSetting::RowTime) {
            words.push(format!("GENERATED ALWAYS AS ROW {end}"));
            words.extend(column.invisible.then(|| "INVISIBLE".to_owned()));
            return Ok(words.join(" "));
        }
        if let Some(generated) = &column.generated {
            // Part of the type there (manuals: "CREATE TABLE and Generated Columns").
            words.extend(collate.clone());
            let kind = if generated.stored { "STORED" } else { "VIRTUAL" };
            words.push(format!("AS {} {kind}", wrap(generated.expr.as_str())));
        }
        if column.generated.is_none() || !self.is_mariadb() {
            words.push(if column.null { "NULL" } else { "NOT NULL" }.to_owned());
        }
        if let Some(default) = &column.default {
            words.push(format!("DEFAULT {}", self.default_sql(column, default)));
        }
        if column.generated.is_none() {
            words.extend(collate);
        }
        if let Some(expr) = &column.on_update {
            words.push(format!("ON UPDATE {expr}"));
        }
        if column.auto_increment {
            words.push("AUTO_INCREMENT".to_owned());
        }
        if column.invisible {
            words.push("INVISIBLE".to_owned());
        }
        if column.settings.has(ColumnSetting::Unversioned) {
            words.push("WITHOUT SYSTEM VERSIONING".to_owned());
        }
        if let Some(comment) = has(&column.comment) {
            words.push(format!("COMMENT {}", go_quote(comment)));
        }
        Ok(words.join(" "))
    }

    /// What binds the values of a spatial column to a reference system.
    pub(in crate::dialect::mysql) fn srid(&self, id: &str) -> String {
        if self.is_mariadb() { format!("REF_SYSTEM_ID={id}") } else { format!("SRID {id}") }
    }

    fn no_encoding(&self, column: &Column, attribute: &str) -> PlanError {
        PlanError::unsupported(
            format!("column {}", go_quote(&column.name)),
            format!(
                "column {} of type {} does not support the {attribute} attribute",
                go_quote(&column.name),
                column.ty
            ),
        )
    }

    fn default_sql(&self, column: &Column, default: &Expr) -> String {
        let text = default.as_str().trim();
        let lower = text.to_ascii_lowercase();
        let moment = ["current_timestamp", "now(", "localtime"].iter().any(|word| lower.starts_with(word));
        // MySQL takes no bare constant for these types (manual: "Data Type Default Values").
        let large = matches!(self.type_family(&column.ty), TypeFamily::Json | TypeFamily::Spatial)
            || column.ty.name.ends_with("text")
            || column.ty.name.ends_with("blob");
        let wraps = large && !self.is_mariadb() && lower != "null";
        if moment || (self.is_literal(default) && !wraps) { text.to_owned() } else { wrap(text) }
    }

    pub(super) fn index_sql(&self, table: &str, index: &Index) -> Result<String, PlanError> {
        let kind = index.kind.as_deref().map(str::to_ascii_lowercase);
        let mut sql = String::new();
        match kind.as_deref() {
            Some("fulltext") => sql += "FULLTEXT ",
            Some("spatial") => sql += "SPATIAL ",
            _ if index.unique => sql += "UNIQUE ",
            _ => {}
        }
        sql += &format!("INDEX {} ", self.quote(&index.name));
        if let Some(kind @ ("btree" | "hash" | "rtree")) = kind.as_deref() {
            sql += &format!("USING {} ", kind.to_uppercase());
        }
        let functional = index.parts.iter().any(|part| matches!(part.key, PartKey::Expr(_)));
        if functional && self.is_mariadb() {
            return Err(PlanError::unsupported(
                format!("table {}", go_quote(table)),
                format!("index {}: MariaDB has no indexes over expressions", go_quote(&index.name)),
            ));
        }
        sql += &format!("({})", self.parts(&index.parts));
        if let Some(comment) = has(&index.comment) {
            sql += &format!(" COMMENT {}", go_quote(comment));
        }
        if let Some(parser) = &index.parser {
            sql += &format!(" WITH PARSER {}", self.quote(parser));
        }
        if index.invisible {
            sql += if self.is_mariadb() { " IGNORED" } else { " INVISIBLE" };
        }
        Ok(sql)
    }

    pub(in crate::dialect::mysql) fn parts(&self, parts: &[IndexPart]) -> String {
        let parts: Vec<String> = parts
            .iter()
            .map(|part| {
                let mut sql = match &part.key {
                    PartKey::Column(name) => self.quote(name),
                    PartKey::Expr(expr) => wrap(expr.as_str()),
                };
                if let Some(prefix) = part.prefix {
                    sql += &format!(" ({prefix})");
                }
                if part.desc {
                    sql += " DESC";
                }
                if let Some(words) = &part.ops {
                    sql += &format!(" {words}");
                }
                sql
            })
            .collect();
        parts.join(", ")
    }

    pub(in crate::dialect::mysql) fn foreign_key_sql(
        &self,
        context: &PlanContext<'_>,
        table: &Table,
        key: &ForeignKey,
    ) -> Result<String, PlanError> {
        let missing: Vec<String> = key
            .columns
            .iter()
            .filter(|name| !table.columns.iter().any(|column| self.same_name(&column.name, name)))
            .cloned()
            .collect();
        if !missing.is_empty() {
            return Err(PlanError::MissingKeyColumns { key: key.name.clone(), columns: missing });
        }
        let sets_null = [key.on_update, key.on_delete].contains(&crate::model::ReferentialAction::SetNull);
        let strict = key.columns.iter().find(|name| table.column(name).is_some_and(|column| !column.null));
        if let (true, Some(column)) = (sets_null, strict) {
            return Err(PlanError::unsupported(
                format!("table {}", go_quote(&table.name)),
                format!(
                    "foreign key constraint was {} SET NULL, but column {} is NOT NULL",
                    go_quote(column),
                    go_quote(column)
                ),
            ));
        }
        // A name that the server itself gives may be longer than one that can be written.
        let name = if key.name.is_empty() || key.name.chars().count() > self.identifier_limit() {
            String::new()
        } else {
            format!("CONSTRAINT {} ", self.quote(&key.name))
        };
        Ok(format!(
            "{name}FOREIGN KEY ({}) REFERENCES {} ({}) ON UPDATE {} ON DELETE {}",
            self.names(&key.columns),
            self.name(context, &key.references.schema, &key.references.table),
            self.names(&key.ref_columns),
            key.on_update.as_sql(),
            key.on_delete.as_sql()
        ))
    }

    pub(in crate::dialect::mysql) fn check_sql(
        &self,
        table: &Table,
        check: &Check,
    ) -> Result<String, PlanError> {
        let subject = || format!("check {}", go_quote(&check.name));
        if !self.is_mariadb() && self.flavor.version < Version(8, 0, 16) {
            let version = self.flavor.version.to_string();
            return Err(PlanError::unsupported(
                subject(),
                format!("version {} does not support CHECK constraints", go_quote(&version)),
            ));
        }
        if !check.enforced && self.is_mariadb() {
            return Err(PlanError::unsupported(subject(), "MariaDB enforces every CHECK constraint"));
        }
        let name = if check.name.is_empty() || self.is_numbered_beside_key(table, check) {
            String::new()
        } else {
            format!("CONSTRAINT {} ", self.quote(&check.name))
        };
        let enforced = if check.enforced { "" } else { " NOT ENFORCED" };
        Ok(format!("{name}CHECK {}{enforced}", wrap(check.expr.as_str())))
    }

    /// Whether a unique key has the name of the check, which no statement can give it then: the server numbers its checks
    /// without looking at keys (MariaDB).
    fn is_numbered_beside_key(&self, table: &Table, check: &Check) -> bool {
        let is_number = |name: &str| name.to_ascii_uppercase().starts_with("CONSTRAINT_");
        self.is_mariadb()
            && is_number(&check.name)
            && table.indexes.iter().any(|index| index.unique && index.name.eq_ignore_ascii_case(&check.name))
    }

    pub(in crate::dialect::mysql) fn names(&self, names: &[String]) -> String {
        let names: Vec<String> = names.iter().map(|name| self.quote(name)).collect();
        names.join(", ")
    }
}

/// What has the values of a column compressed.
pub(in crate::dialect::mysql) fn compressed(method: &str) -> String {
    if method.is_empty() { "COMPRESSED".to_owned() } else { format!("COMPRESSED={method}") }
}

/// The comment, unless it is empty.
pub(super) fn has(comment: &Option<String>) -> Option<&str> {
    comment.as_deref().filter(|comment| !comment.is_empty())
}
