//! The sequences that defaults take their values from (MariaDB).

use super::Mysql;
use crate::dialect::ReplayRules;
use crate::replay::{Name, Reader};

/// A sequence that an expression names, and where in its text.
pub(super) struct Named {
    pub(super) name: Name,
    /// Where the name begins, with its schema.
    pub(super) at: usize,
    /// Where the last part of it begins.
    pub(super) own: usize,
}

/// The sequences that an expression names, in order.
pub(super) fn named_in(mysql: &Mysql, text: &str) -> Vec<Named> {
    let mut named = Vec::new();
    if !mysql.replays_mariadb() || !text.to_ascii_lowercase().contains("val") {
        return named;
    }
    let mut reader = Reader::new(text, mysql.syntax(), str::to_owned);
    while !reader.done() {
        let calls = reader.is_any(&["NEXTVAL", "LASTVAL", "SETVAL"])
            && reader.peek_at(1).is_some_and(|next| next.is_symbol("("));
        if calls {
            reader.bump();
            reader.bump();
        } else if reader.eat_any(&["NEXT VALUE FOR", "PREVIOUS VALUE FOR"]).is_none() {
            reader.bump();
            continue;
        }
        let Some(at) = reader.peek().map(|token| token.offset) else { break };
        if let Ok(name) = reader.name() {
            let own = reader.tokens()[..reader.at()].last().map_or(at, |token| token.offset);
            named.push(Named { name, at, own });
        }
    }
    named
}
