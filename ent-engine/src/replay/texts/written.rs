use super::{RESERVED, Texts};
use crate::model::TableRef;

impl Texts<'_> {
    /// A name as a text writes it: bare where that means the same, else quoted.
    pub fn written(&self, name: &str) -> String {
        let mut chars = name.chars();
        let plain = chars.next().is_some_and(|c| c.is_ascii_lowercase() || c == '_')
            && chars.all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
            && !RESERVED.contains(&name);
        if plain { name.to_owned() } else { self.dialect.quote(name) }
    }

    /// A column of a table or a view as a text writes it, with the words `between` the two.
    pub fn written_column(&self, table: &TableRef, between: &str, column: &str) -> String {
        format!("{}{between}{}", self.written_table(table), self.written(column))
    }

    /// A table or a view as a text writes it.
    pub fn written_table(&self, table: &TableRef) -> String {
        match table.schema.as_str() {
            "" => self.written(&table.table),
            schema => format!("{}.{}", self.written(schema), self.written(&table.table)),
        }
    }
}
