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
        let names = [&table.schema, &table.table].map(|name| self.written(name));
        let place = if table.schema.is_empty() { names[1].clone() } else { names.join(".") };
        format!("{place}{between}{}", self.written(column))
    }
}
