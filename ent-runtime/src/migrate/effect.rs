//! What statements do, by their words.

use ent_engine::sql::{Syntax, Tokens};

/// What a statement may do, by its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    /// It changes rows, and nothing else: a transaction can hold it on any server.
    Rows,
    /// It may do anything, of which the schema shows nothing.
    Anything,
    /// It changes the schema. A server whose transactions can't hold that ends them with it.
    Ddl,
    /// It sets something of the session, which goes with that, and does nothing else.
    Session,
    /// It does something else that is no DDL, in the session or to last.
    Other,
}

impl Effect {
    pub(super) fn of(sql: &str, syntax: Syntax) -> Self {
        if is_of_session(sql, syntax) {
            return Self::Session;
        }
        match &*verb(sql, syntax) {
            "INSERT" | "UPDATE" | "DELETE" | "REPLACE" | "MERGE" => Self::Rows,
            "CALL" | "SELECT" | "DO" | "EXECUTE" | "WITH" | "LOAD" => Self::Anything,
            // What changes places with its like can't be told from what has not.
            "RENAME" => Self::Anything,
            "ALTER" if has_word(sql, syntax, "EXCHANGE") => Self::Anything,
            // What only the session sees ends no transaction.
            "CREATE" | "ALTER" | "DROP" | "TRUNCATE" if !has_word(sql, syntax, "TEMPORARY") => Self::Ddl,
            _ => Self::Other,
        }
    }
}

/// Whether PostgreSQL runs a statement only outside of transactions, by its words. A file of such statements alone can
/// have none, whatever is asked for; others have no statement that begins so.
pub(super) fn refuses_transactions(sql: &str, syntax: Syntax) -> bool {
    let mut words = Tokens::new(sql, syntax).map(|token| token.text.to_ascii_uppercase());
    let (Some(first), second) = (words.next(), words.next().unwrap_or_default()) else { return false };
    match &*first {
        "CREATE" | "DROP" | "REINDEX" => {
            let second = if second == "UNIQUE" { words.next().unwrap_or_default() } else { second };
            let is_index = second == "INDEX" || first == "REINDEX";
            is_index && (second == "CONCURRENTLY" || words.next().is_some_and(|word| word == "CONCURRENTLY"))
        }
        "VACUUM" => true,
        "ALTER" => second == "SYSTEM",
        _ => false,
    }
}

/// First words of statements about transactions.
pub(super) const TRANSACTIONS: [&str; 8] =
    ["BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT", "SAVEPOINT", "LOCK"];

/// The first word of a statement, in upper case.
pub(super) fn verb(sql: &str, syntax: Syntax) -> String {
    Tokens::new(sql, syntax).next().map(|token| token.text.to_ascii_uppercase()).unwrap_or_default()
}

/// Words after `SET` that reach further than the session, or not as far.
const NOT_OF_SESSION: [&str; 9] = [
    "GLOBAL",
    "PERSIST",
    "PERSIST_ONLY",
    "PASSWORD",
    "DEFAULT",
    "TRANSACTION",
    "CONSTRAINTS",
    "LOCAL",
    "STATEMENT",
];

/// Whether all that a statement does is to set something of the session, which is gone with it.
fn is_of_session(sql: &str, syntax: Syntax) -> bool {
    let mut words = Tokens::new(sql, syntax).map(|token| token.text.to_ascii_uppercase());
    let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    match first.as_str() {
        "SET" => {
            let is_global = second.starts_with("@@GLOBAL") || second.starts_with("@@PERSIST");
            !is_global && !NOT_OF_SESSION.contains(&second.as_str())
        }
        "USE" | "RESET" | "PRAGMA" => true,
        // As pg_dump sets the search path.
        "SELECT" => {
            let mut rest =
                std::iter::once(second).chain(words).skip_while(|word| word == "PG_CATALOG" || word == ".");
            let calls = rest.next().as_deref() == Some("SET_CONFIG");
            let rest: Vec<String> = rest.collect();
            let is_all = rest.last().is_some_and(|word| word == ")");
            calls && is_all && rest.iter().filter(|word| *word == "(").count() == 1
        }
        _ => false,
    }
}

/// Whether `word` stands in a statement, outside of quotes.
fn has_word(sql: &str, syntax: Syntax, word: &str) -> bool {
    Tokens::new(sql, syntax).any(|token| token.text.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changes_places_can_not_be_told_from_the_schema() {
        let effect = |sql: &str| Effect::of(sql, Syntax::mysql());
        assert_eq!(effect("rename table a to b, c to a, b to c"), Effect::Anything);
        assert_eq!(effect("ALTER TABLE a EXCHANGE PARTITION p WITH TABLE b"), Effect::Anything);
        assert_eq!(effect("ALTER TABLE a ADD `exchange` int"), Effect::Ddl);
        assert_eq!(effect("CREATE TEMPORARY TABLE a (x int)"), Effect::Other);
        assert_eq!(effect("SET @x = 1"), Effect::Session);
        assert_eq!(effect("INSERT INTO a VALUES (1)"), Effect::Rows);
    }

    #[test]
    fn what_is_gone_with_the_session_is_known() {
        for (sql, expected) in [
            ("SET sql_mode = ORACLE", true),
            ("/*!40101 SET NAMES utf8mb4 */", true),
            ("USE other", true),
            ("RESET search_path", true),
            ("SELECT pg_catalog.set_config('search_path', '', false)", true),
            ("SELECT set_config('a.b', 'c', false), f()", false),
            ("SELECT set_config('a.b', f(), false)", false),
            ("SET GLOBAL sql_mode = ''", false),
            ("SET @@global.sql_mode = ''", false),
            ("SET PASSWORD = 'x'", false),
            ("SET TRANSACTION ISOLATION LEVEL SERIALIZABLE", false),
            ("SET LOCAL lock_timeout = '1s'", false),
        ] {
            assert_eq!(Effect::of(sql, Syntax::mysql()) == Effect::Session, expected, "{sql}");
        }
    }
}
