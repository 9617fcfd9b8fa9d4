//! Pieces of statements: columns, keys, indexes.

use super::super::Sqlite;
use crate::dialect::{Dialect, Exprs, Types};
use crate::model::{
    Check, Column, ColumnSetting, Deferrable, Expr, ForeignKey, Index, IndexPart, MatchKind, PartKey,
    ReferentialAction, Table,
};
use crate::plan::{PlanError, Statement, go_quote, list, wrap};
use crate::sql::{Syntax, TokenKind, Tokens};

/// The indexes that statements of their own make: those of constraints are part of the table.
pub(super) fn indexes(table: &Table) -> impl Iterator<Item = &Index> {
    table.indexes.iter().filter(|index| !index.constraint)
}

impl Sqlite {
    pub(super) fn create_table_sql(&self, table: &Table, indent: Option<&str>) -> Result<String, PlanError> {
        if table.columns.is_empty() {
            return Err(PlanError::NoColumns { table: table.name.clone(), drop: false });
        }
        let mut items = Vec::new();
        for column in &table.columns {
            items.push(self.column_sql(table, column)?);
        }
        if let Some(key) = &table.primary_key
            && !table.columns.iter().any(|column| is_inline_key(table, column))
        {
            let first = key.parts.first().and_then(IndexPart::column_name);
            let first = first.and_then(|name| table.column(name));
            let conflict = first.map(|column| on_conflict(column, ColumnSetting::KeyConflict));
            items.push(format!("PRIMARY KEY ({}){}", self.parts(&key.parts), conflict.unwrap_or_default()));
        }
        for index in table.indexes.iter().filter(|index| index.constraint) {
            items.push(self.unique_sql(index));
        }
        for key in &table.foreign_keys {
            items.push(self.foreign_key_sql(table, key)?);
        }
        items.extend(table.checks.iter().map(|check| self.check_sql(check)));
        let mut options = Vec::new();
        if table.options.without_rowid {
            options.push("WITHOUT ROWID");
        }
        if table.options.strict {
            options.push("STRICT");
        }
        let mut sql = format!("CREATE TABLE {} {}", self.quote(&table.name), list(&items, indent));
        if !options.is_empty() {
            sql.push(' ');
            sql.push_str(&options.join(", "));
        }
        Ok(sql)
    }

    pub(super) fn column_sql(&self, table: &Table, column: &Column) -> Result<String, PlanError> {
        let mut words = vec![self.quote(&column.name)];
        let ty = self.type_sql(&column.ty);
        if !ty.is_empty() {
            words.push(ty);
        }
        words.push(if column.null {
            "NULL".to_owned()
        } else {
            format!("NOT NULL{}", on_conflict(column, ColumnSetting::NullConflict))
        });
        if let Some(default) = &column.default {
            words.push(format!("DEFAULT {}", self.default_sql(default)));
        }
        if let Some(collation) = &column.collation {
            words.push(format!("COLLATE {collation}"));
        }
        if is_inline_key(table, column) {
            if column.generated.is_some() {
                return Err(PlanError::unsupported(
                    format!("create table {}", go_quote(&table.name)),
                    format!(
                        "both autoincrement and generation expression specified for column {}",
                        go_quote(&column.name)
                    ),
                ));
            }
            let conflict = on_conflict(column, ColumnSetting::KeyConflict);
            words.push(format!("PRIMARY KEY{conflict} AUTOINCREMENT"));
        }
        if let Some(generated) = &column.generated {
            let kind = if generated.stored { "STORED" } else { "VIRTUAL" };
            words.push(format!("AS {} {kind}", wrap(generated.expr.as_str())));
        }
        Ok(words.join(" "))
    }

    pub(super) fn default_sql(&self, default: &Expr) -> String {
        // `DEFAULT "x"` is taken for a text; in parentheses it would be a column.
        let is_quoted = || {
            matches!(Tokens::new(default.as_str(), Syntax::sqlite()).collect::<Vec<_>>().as_slice(),
                [token] if token.kind == TokenKind::QuotedIdentifier)
        };
        if self.is_literal(default) || is_quoted() { default.to_string() } else { wrap(default.as_str()) }
    }

    /// A unique constraint without its name.
    pub(super) fn unique_sql(&self, index: &Index) -> String {
        let mut parameters = index.parameters.iter();
        let conflict = parameters.find(|(key, _)| key == "on conflict");
        let conflict = conflict.map(|(_, action)| format!(" ON CONFLICT {}", action.to_uppercase()));
        format!("UNIQUE ({}){}", self.parts(&index.parts), conflict.unwrap_or_default())
    }

    pub(super) fn foreign_key_sql(&self, table: &Table, key: &ForeignKey) -> Result<String, PlanError> {
        let missing: Vec<String> =
            key.columns.iter().filter(|column| table.column(column).is_none()).cloned().collect();
        if !missing.is_empty() {
            return Err(PlanError::MissingKeyColumns { key: key.name.clone(), columns: missing });
        }
        let mut sql = String::new();
        if !key.name.is_empty() && !key.name.bytes().all(|byte| byte.is_ascii_digit()) {
            sql = format!("CONSTRAINT {} ", self.quote(&key.name));
        }
        sql += &format!(
            "FOREIGN KEY ({}) REFERENCES {}",
            self.names(&key.columns),
            self.quote(&key.references.table)
        );
        if !key.ref_columns.is_empty() {
            sql += &format!(" ({})", self.names(&key.ref_columns));
        }
        for (words, action) in [("ON UPDATE", key.on_update), ("ON DELETE", key.on_delete)] {
            if action != ReferentialAction::NoAction {
                sql += &format!(" {words} {}", action.as_sql());
            }
        }
        // Read and without effect (manual: "SQLite Foreign Key Support", 6).
        sql += match key.match_kind {
            MatchKind::Simple => "",
            MatchKind::Full => " MATCH FULL",
            MatchKind::Partial => " MATCH PARTIAL",
        };
        match key.deferrable {
            Some(Deferrable::InitiallyDeferred) => sql += " DEFERRABLE INITIALLY DEFERRED",
            Some(Deferrable::InitiallyImmediate) => sql += " DEFERRABLE INITIALLY IMMEDIATE",
            None => {}
        }
        Ok(sql)
    }

    pub(super) fn check_sql(&self, check: &Check) -> String {
        let expr = wrap(check.expr.as_str());
        if check.name.is_empty() {
            format!("CHECK {expr}")
        } else {
            format!("CONSTRAINT {} CHECK {expr}", self.quote(&check.name))
        }
    }

    pub(super) fn create_index_sql(&self, table: &str, index: &Index) -> String {
        let unique = if index.unique { "UNIQUE " } else { "" };
        let mut sql = format!(
            "CREATE {unique}INDEX {} ON {} ({})",
            self.quote(&index.name),
            self.quote(table),
            self.parts(&index.parts)
        );
        if let Some(predicate) = &index.predicate {
            sql += &format!(" WHERE {predicate}");
        }
        sql
    }

    pub(super) fn create_index(&self, table: &str, index: &Index) -> Statement {
        Statement::new(
            self.create_index_sql(table, index),
            format!("create index {} to table: {}", go_quote(&index.name), go_quote(table)),
        )
        .undone_by(format!("DROP INDEX {}", self.quote(&index.name)))
    }

    pub(super) fn drop_index(&self, table: &str, index: &Index) -> Statement {
        Statement::new(
            format!("DROP INDEX {}", self.quote(&index.name)),
            format!("drop index {} from table: {}", go_quote(&index.name), go_quote(table)),
        )
        .undone_by(self.create_index_sql(table, index))
    }

    pub(super) fn parts(&self, parts: &[IndexPart]) -> String {
        let parts: Vec<String> = parts
            .iter()
            .map(|part| {
                let mut sql = match &part.key {
                    PartKey::Column(name) => self.quote(name),
                    PartKey::Expr(expr) => wrap(expr.as_str()),
                };
                if let Some(collation) = &part.collation {
                    sql += &format!(" COLLATE {collation}");
                }
                if part.desc {
                    sql += " DESC";
                }
                sql
            })
            .collect();
        parts.join(", ")
    }

    pub(super) fn names(&self, names: &[String]) -> String {
        let names: Vec<String> = names.iter().map(|name| self.quote(name)).collect();
        names.join(", ")
    }

    /// Where the AUTOINCREMENT of a new table starts.
    pub(super) fn set_sequence(&self, table: &Table) -> Option<Statement> {
        let start = table.options.auto_increment.filter(|start| *start > 0)?;
        if !table.columns.iter().any(|column| is_inline_key(table, column)) {
            return None;
        }
        let name = sequence_name(&table.name);
        Some(
            Statement::new(
                format!("INSERT INTO sqlite_sequence (name, seq) VALUES ({name}, {start})"),
                format!("set sequence for {} table", go_quote(&table.name)),
            )
            .undone_by(format!("UPDATE sqlite_sequence SET seq = 0 WHERE name = {name}")),
        )
    }
}

/// The name of a table as a value; Atlas writes it in double quotes.
pub(super) fn sequence_name(table: &str) -> String {
    format!("\"{}\"", table.replace('"', "\"\""))
}

/// What happens to a row that breaks a rule of the column.
pub(super) fn on_conflict(column: &Column, setting: ColumnSetting) -> String {
    let action = column.settings.get(setting);
    action.map(|action| format!(" ON CONFLICT {}", action.to_uppercase())).unwrap_or_default()
}

/// Whether the column carries the primary key in its own definition.
pub(super) fn is_inline_key(table: &Table, column: &Column) -> bool {
    column.auto_increment && table.is_sole_key(&column.name)
}
