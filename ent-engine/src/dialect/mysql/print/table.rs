//! Tables.

use super::super::{Mysql, engine, merge};
use crate::dialect::Dialect;
use crate::model::{Index, IndexPart, PartKey, Table};
use crate::plan::{PlanContext, PlanError, list, wrap};

/// Options that `information_schema` names otherwise than the grammar; the rest is the same word.
const FLAGS: [&str; 1] = ["with system versioning"];

impl Mysql {
    pub(super) fn print_table(
        &self,
        context: &PlanContext<'_>,
        schema: &str,
        table: &Table,
    ) -> Result<String, PlanError> {
        let mut items = Vec::new();
        for column in &table.columns {
            let mut item = self.print_column(column)?;
            for check in table.checks.iter().filter(|check| self.is_inline(table, check)) {
                if check.column.as_ref() == Some(&column.name) {
                    item += &format!(" CHECK {}", wrap(check.expr.as_str()));
                }
            }
            items.push(item);
        }
        if let Some(key) = &table.primary_key {
            let using = if is_tree(key.origin.spelling.as_ref()) { "USING BTREE " } else { "" };
            let mut item = format!("PRIMARY KEY {using}({})", self.parts(&key.parts));
            if let Some(comment) = key.comment.as_deref().filter(|comment| !comment.is_empty()) {
                item += &format!(" COMMENT {}", quoted(comment));
            }
            items.push(item);
        }
        let written = table.indexes.len() - self.made_again(table);
        items.extend(table.indexes.iter().take(written).map(|index| self.print_index(index)));
        for key in &table.foreign_keys {
            items.push(self.foreign_key_sql(context, table, key)?);
        }
        for check in table.checks.iter().filter(|check| !self.is_inline(table, check)) {
            items.push(self.check_sql(table, check)?);
        }
        for (period, columns) in &table.options.parameters {
            if let Some(name) = period.strip_prefix("period for ") {
                items.push(format!("PERIOD FOR {name} {columns}"));
            }
        }
        let name = self.print_name(context, schema, &table.name);
        let mut words = vec![format!("CREATE TABLE {name} {}", list(&items, context.indent()))];
        words.extend(options(self, context, schema, table));
        Ok(words.join(" "))
    }

    /// How many of the last indexes the server makes for foreign keys under the very names that they have, in the
    /// order of the keys.
    fn made_again(&self, table: &Table) -> usize {
        let is_made = |index: &Index| self.comes_by_itself(table, index);
        let last: Vec<&str> = table.indexes.iter().map(|index| index.name.as_str()).collect();
        let made: Vec<&str> = table
            .foreign_keys
            .iter()
            .map(|key| key.name.as_str())
            .filter(|name| table.index(name).is_some_and(is_made))
            .collect();
        if last.ends_with(&made) { made.len() } else { 0 }
    }

    fn print_index(&self, index: &Index) -> String {
        let kind = index.kind.as_deref().unwrap_or_default();
        let head = match kind {
            "fulltext" => "FULLTEXT ",
            "spatial" => "SPATIAL ",
            _ if index.unique => "UNIQUE ",
            _ => "",
        };
        let mut sql = format!("{head}INDEX {} ", self.quote(&index.name));
        if matches!(kind, "hash" | "rtree" | "btree") {
            sql += &format!("USING {} ", kind.to_uppercase());
        } else if kind.is_empty() && is_tree(index.origin.spelling.as_ref()) {
            sql += "USING BTREE ";
        }
        let parts: Vec<_> = index.parts.iter().map(|part| self.print_part(part)).collect();
        sql += &format!("({})", parts.join(", "));
        for (name, value) in index.parameters.iter().filter(|(name, _)| name == "key_block_size") {
            sql += &format!(" {} {value}", name.to_uppercase());
        }
        if let Some(comment) = index.comment.as_deref().filter(|comment| !comment.is_empty()) {
            sql += &format!(" COMMENT {}", quoted(comment));
        }
        if let Some(parser) = &index.parser {
            sql += &format!(" WITH PARSER {}", self.quote(parser));
        }
        if index.invisible {
            // Where either server may read it, each gets its own word.
            sql += match (self.is_mariadb(), self.is_either()) {
                (true, _) => " IGNORED",
                (_, true) => " /*!80000 INVISIBLE */ /*M!100600 IGNORED */",
                _ => " INVISIBLE",
            };
        }
        sql
    }

    fn print_part(&self, part: &IndexPart) -> String {
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
    }
}

fn options(mysql: &Mysql, context: &PlanContext<'_>, schema: &str, table: &Table) -> Vec<String> {
    let options = &table.options;
    let mut words = Vec::new();
    if let Some(charset) = &options.charset {
        words.push(format!("CHARSET {charset}"));
    }
    if let Some(collation) = &options.collation {
        words.push(format!("COLLATE {collation}"));
    }
    if let Some(comment) = table.comment.as_deref().filter(|comment| !comment.is_empty()) {
        words.push(format!("COMMENT {}", quoted(comment)));
    }
    if let Some(engine) = options.engine.as_ref().filter(|engine| !engine.eq_ignore_ascii_case("innodb")) {
        words.push(format!("ENGINE {engine}"));
    }
    for (key, value) in options.raw_options() {
        let value = if key == merge::UNION { merge::printed(mysql, context, schema, &value) } else { value };
        words.push(format!("{}={value}", engine::spelled(&key)));
    }
    if let Some(next) = options.auto_increment.filter(|next| *next > 1) {
        words.push(format!("AUTO_INCREMENT {next}"));
    }
    for (flag, _) in options.parameters.iter().filter(|(name, _)| FLAGS.contains(&name.as_str())) {
        words.push(flag.to_uppercase());
    }
    if let Some(partition) = &options.partition_by {
        words.push(format!("PARTITION BY {partition}"));
    }
    words
}

/// Whether an index is told to be what it is anyway; the server shows it.
fn is_tree(spelling: Option<&String>) -> bool {
    spelling.is_some_and(|kind| kind == "btree")
}

/// A text as a constant.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('\'');
    for c in text.chars() {
        match c {
            '\'' => quoted.push_str("''"),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\0' => quoted.push_str("\\0"),
            c => quoted.push(c),
        }
    }
    quoted.push('\'');
    quoted
}
