//! What a statement leaves behind that did not come to its end.

use ent_engine::sql::{Syntax, TokenKind, Tokens, identifier_value};

use super::Event;
use super::event::Listener;
use super::file::MigrationFile;
use crate::{Connection, Result, backend};

/// Takes away what the statement of `file` at `next`, which failed or was cut off in an earlier run, left behind.
///
/// PostgreSQL keeps an index whose concurrent build did not come to its end: no query uses it, every write pays for it, and
/// its name is taken (manual: "CREATE INDEX", "Building Indexes Concurrently"). One that somebody is building now stays.
pub(super) async fn clear(
    connection: &mut Connection,
    listener: &mut Listener<'_>,
    file: &MigrationFile,
    next: usize,
) -> Result<()> {
    let Some(statement) = file.statements.get(next) else { return Ok(()) };
    let Some(index) = ConcurrentIndex::read(&statement.sql, connection.dialect().syntax()) else {
        return Ok(());
    };
    let Some(query) = connection.backend()?.unfinished_index_query(&index.name, &index.table) else {
        return Ok(());
    };
    let doing = "looking for an index that was not finished";
    let drop = backend::value(connection, doing, &query).await?;
    if let Some(sql) = drop {
        listener(Event::Statement(&format!("{sql};")));
        backend::run(connection, &sql, &sql).await?;
    }
    Ok(())
}

/// An index that a statement builds without keeping writers out.
#[derive(Debug, PartialEq)]
struct ConcurrentIndex {
    name: String,
    /// As it is written.
    table: String,
}

impl ConcurrentIndex {
    fn read(sql: &str, syntax: Syntax) -> Option<Self> {
        let mut tokens = Tokens::new(sql, syntax).peekable();
        let mut eat = |words: &[&str]| -> Option<()> {
            for word in words {
                tokens.next_if(|token| token.text.eq_ignore_ascii_case(word))?;
            }
            Some(())
        };
        eat(&["CREATE"])?;
        let _ = eat(&["UNIQUE"]);
        eat(&["INDEX", "CONCURRENTLY"])?;
        let _ = eat(&["IF", "NOT", "EXISTS"]);
        let token = tokens.next()?;
        let name = match token.kind {
            TokenKind::QuotedIdentifier => identifier_value(token.text, syntax).into_owned(),
            TokenKind::Word if !token.text.eq_ignore_ascii_case("ON") => token.text.to_ascii_lowercase(),
            // The server gives it a name.
            _ => return None,
        };
        tokens.next_if(|token| token.text.eq_ignore_ascii_case("ON"))?;
        tokens.next_if(|token| token.text.eq_ignore_ascii_case("ONLY"));
        let ends = |text: &str| text == "(" || text.eq_ignore_ascii_case("USING");
        let table: String = tokens.map(|token| token.text).take_while(|text| !ends(text)).collect();
        Some(Self { name, table })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indexes_that_are_built_concurrently_are_known() {
        for (sql, expected) in [
            ("CREATE INDEX CONCURRENTLY T_a ON t (a)", Some(("t_a", "t"))),
            (
                "create unique index concurrently if not exists \"T a\" on only \"S\".t using gin (a)",
                Some(("T a", "\"S\".t")),
            ),
            ("CREATE INDEX CONCURRENTLY ON t (a)", None),
            ("CREATE INDEX t_a ON t (a)", None),
            ("DROP INDEX CONCURRENTLY t_a", None),
        ] {
            let expected = expected
                .map(|(name, table)| ConcurrentIndex { name: name.to_owned(), table: table.to_owned() });
            assert_eq!(ConcurrentIndex::read(sql, Syntax::postgres()), expected, "{sql}");
        }
    }
}
