//! Parsers of full-text indexes, which only the text of a table tells.

use super::Catalog;
use crate::Result;
use crate::connection::Row;

/// Schema and name of a table, as the server calls them.
type Path = (String, String);

impl Catalog {
    /// A query for each table that has a full-text index.
    pub(super) fn parsers_queries(&self) -> Vec<(Path, String)> {
        let mut queries = Vec::new();
        for (schema, tables) in &self.tables {
            for (name, (schema_at, table_at)) in tables {
                let table =
                    self.realm.schemas.get(*schema_at).and_then(|schema| schema.tables.get(*table_at));
                let is_fulltext = |kind: &Option<String>| kind.as_deref() == Some("fulltext");
                if table.is_some_and(|table| table.indexes.iter().any(|index| is_fulltext(&index.kind))) {
                    let sql = format!("SHOW CREATE TABLE {}", self.dialect.qualified(schema, name));
                    queries.push(((schema.clone(), name.clone()), sql));
                }
            }
        }
        queries
    }

    /// Takes the parsers from lines like ``FULLTEXT KEY `i` (`a`) /*!50100 WITH PARSER `ngram` */``.
    pub(super) fn parsers(&mut self, (schema, table): &Path, rows: Vec<Row>) -> Result<()> {
        for row in rows {
            let mut row = row.fields("reading the parsers of full-text indexes");
            let (_, text) = (row.text()?, row.text()?);
            let Some(table) = self.table(schema, table) else { continue };
            for (index, parser) in text.lines().filter_map(parser) {
                if let Some(index) = table.indexes.iter_mut().find(|other| other.name == index) {
                    index.parser = Some(parser);
                }
            }
        }
        Ok(())
    }
}

/// The name of the index that the line makes, and its parser.
fn parser(line: &str) -> Option<(String, String)> {
    let rest = line.trim_start().strip_prefix("FULLTEXT KEY ")?;
    let (index, rest) = quoted(rest)?;
    let (_, rest) = rest.rsplit_once("/*!50100 WITH PARSER ")?;
    let (parser, _) = quoted(rest)?;
    Some((index, parser))
}

/// The name in backticks that the text begins with, and what follows.
fn quoted(text: &str) -> Option<(String, &str)> {
    let inside = text.strip_prefix('`')?;
    let mut name = String::new();
    let mut rest = inside;
    loop {
        let (part, next) = rest.split_once('`')?;
        name.push_str(part);
        match next.strip_prefix('`') {
            Some(next) => {
                name.push('`');
                rest = next;
            }
            None => return Some((name, next)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::parser;

    #[test]
    fn a_line_tells_the_parser_of_its_index() {
        let found = |index: &str, parser: &str| Some((index.to_owned(), parser.to_owned()));
        for (line, expected) in [
            ("  FULLTEXT KEY `t_a` (`a`) /*!50100 WITH PARSER `ngram` */ ,", found("t_a", "ngram")),
            ("  FULLTEXT KEY `a``b` (`a`) COMMENT 'x' /*!50100 WITH PARSER `p` */ ", found("a`b", "p")),
            ("  FULLTEXT KEY `t_a` (`a`),", None),
            ("  KEY `t_a` (`a`),", None),
            ("  FULLTEXT KEY `cut", None),
        ] {
            assert_eq!(parser(line), expected, "{line}");
        }
    }
}
