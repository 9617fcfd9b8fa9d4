//! Where texts that SQLite keeps name a table, and where a column.

use crate::dialect::LetterCase;
use crate::sql::{Syntax, Token, TokenKind, Tokens, identifier_value};

/// What is known inside of one pair of parentheses.
#[derive(Clone, Copy, Default)]
struct Level {
    /// Whether a list of tables is being read.
    from: bool,
    /// Whether the next name is that of a table.
    expects: bool,
}

/// Words that end a list of tables.
const ENDS: [&str; 12] = [
    "SELECT",
    "WHERE",
    "GROUP",
    "ORDER",
    "HAVING",
    "LIMIT",
    "UNION",
    "EXCEPT",
    "INTERSECT",
    "WINDOW",
    "SET",
    "RETURNING",
];

/// Whether each token of a view's query, or of the statement that makes a trigger, names a table.
pub(super) fn tables(tokens: &[Token<'_>]) -> Vec<bool> {
    let mut found = vec![false; tokens.len()];
    let mut levels = vec![Level::default()];
    // The table of a trigger follows the first ON; what other ONs introduce are conditions.
    let mut head = tokens.first().is_some_and(|token| token.is_word("CREATE"));
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let Some(level) = levels.last_mut() else { break };
        let is = |words: &[&str]| words.iter().any(|word| token.is_word(word));
        if token.is_symbol("(") {
            let listed = level.from && !at.checked_sub(1).is_some_and(|at| tokens[at].is_word("IN"));
            let opens = listed && level.expects;
            let inner = Level { expects: opens, from: opens };
            level.expects = false;
            levels.push(inner);
        } else if token.is_symbol(")") {
            if levels.len() > 1 {
                levels.pop();
            }
        } else if token.is_symbol(";") {
            levels = vec![Level::default()];
        } else if level.expects && is_name(token) && !is(&["OR", "OF", "ON", "SELECT", "VALUES"]) {
            let schema = tokens.get(at + 1).is_some_and(|next| next.is_symbol("."));
            at += if schema { 2 } else { 0 };
            if let Some(place) = found.get_mut(at) {
                *place = true;
            }
            level.expects = false;
        } else if is(&["FROM", "JOIN"]) {
            *level = Level { from: true, expects: true };
        } else if is(&["INTO", "UPDATE", "IN"]) || head && is(&["ON"]) {
            head &= !is(&["ON"]);
            level.expects = true;
        } else if token.is_word("OR") && level.expects {
            // UPDATE OR REPLACE
            at += 1;
        } else if token.is_word("OF") || is(&ENDS) {
            *level = Level::default();
        } else if token.is_symbol(",") && level.from {
            level.expects = true;
        } else if token.is_word("BEGIN") {
            head = false;
            *level = Level::default();
        } else if level.expects {
            level.expects = false;
        }
        at += 1;
    }
    found
}

fn is_name(token: &Token<'_>) -> bool {
    matches!(token.kind, TokenKind::Word | TokenKind::QuotedIdentifier)
}

/// The text with a table's name replaced where it stands for the table: on its own, or before a column.
pub(super) fn rename_table(text: &str, previous: &str, written: &str) -> String {
    let tokens: Vec<_> = Tokens::new(text, Syntax::sqlite()).collect();
    let tables = tables(&tokens);
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for (at, token) in tokens.iter().enumerate() {
        let same = is_name(token)
            && LetterCase::Ignored.same(&identifier_value(token.text, Syntax::sqlite()), previous);
        let symbol =
            |at: Option<usize>| at.and_then(|at| tokens.get(at)).is_some_and(|token| token.is_symbol("."));
        let qualifies = symbol(at.checked_add(1)) && !symbol(at.checked_sub(1));
        if same && (tables.get(at).copied().unwrap_or_default() || qualifies) {
            out.push_str(text.get(done..token.offset).unwrap_or_default());
            out.push_str(written);
            done = token.end();
        }
    }
    out.push_str(text.get(done..).unwrap_or_default());
    out
}

/// Whether what stands there is a column that an UPDATE or an INSERT writes to, and no expression.
pub(super) fn is_target(tokens: &[Token<'_>], tables: &[bool], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|at| tokens.get(at));
    let after = tokens.get(at + 1);
    let follows = |symbol: &str| before.is_some_and(|token| token.is_symbol(symbol));
    if (before.is_some_and(|token| token.is_word("SET")) || follows(","))
        && after.is_some_and(|token| token.is_symbol("="))
    {
        return true;
    }
    // The list of columns stands right after the table.
    let open = (0..at).rev().find(|at| !is_name(&tokens[*at]) && !tokens[*at].is_symbol(","));
    open.filter(|open| tokens[*open].is_symbol("("))
        .and_then(|open| open.checked_sub(1))
        .is_some_and(|at| tables.get(at).copied().unwrap_or_default())
}
