//! Columns.

use super::super::Mysql;
use super::super::diff::is_text;
use super::super::plan::compressed;
use super::table::quoted;
use crate::dialect::{Dialect, Exprs, TypeFamily, Types};
use crate::model::{Column, ColumnSetting, Expr};
use crate::plan::{PlanError, go_quote, wrap};

impl Mysql {
    pub(super) fn print_column(&self, column: &Column) -> Result<String, PlanError> {
        let mut words = vec![self.quote(&column.name), self.type_sql(&column.ty)];
        let setting = |setting| column.settings.get(setting);
        words.extend(setting(ColumnSetting::Compressed).map(compressed));
        let encoding = (&column.charset, &column.collation);
        if encoding != (&None, &None) && !is_text(&column.ty) {
            return Err(PlanError::unsupported(
                format!("column {}", go_quote(&column.name)),
                format!("a column of type {} has no character set", column.ty),
            ));
        }
        words.extend(column.charset.as_ref().map(|charset| format!("CHARSET {charset}")));
        words.extend(column.collation.as_ref().map(|collation| format!("COLLATE {collation}")));
        words.extend(setting(ColumnSetting::Srid).map(|id| self.srid(id)));
        if let Some(row) = setting(ColumnSetting::RowTime) {
            words.push(format!("GENERATED ALWAYS AS ROW {row}"));
            words.extend(column.invisible.then(|| "INVISIBLE".to_owned()));
            return Ok(words.join(" "));
        }
        if let Some(generated) = &column.generated {
            let kind = if generated.stored { "STORED" } else { "VIRTUAL" };
            words.push(format!("AS {} {kind}", wrap(generated.expr.as_str())));
            if !column.null && !self.is_mariadb() {
                words.push("NOT NULL".to_owned());
            }
        } else {
            words.push(if column.null { "NULL" } else { "NOT NULL" }.to_owned());
        }
        if let Some(default) = &column.default {
            words.push(format!("DEFAULT {}", self.print_default(column, default)));
        }
        words.extend(column.on_update.as_ref().map(|expr| format!("ON UPDATE {expr}")));
        if column.auto_increment {
            words.push("AUTO_INCREMENT".to_owned());
        }
        if column.invisible {
            words.push("INVISIBLE".to_owned());
        }
        words.extend(setting(ColumnSetting::Unversioned).map(|_| "WITHOUT SYSTEM VERSIONING".to_owned()));
        if let Some(comment) = column.comment.as_deref().filter(|comment| !comment.is_empty()) {
            words.push(format!("COMMENT {}", quoted(comment)));
        }
        Ok(words.join(" "))
    }

    fn print_default(&self, column: &Column, default: &Expr) -> String {
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
}
