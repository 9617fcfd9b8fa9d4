//! Names of collations in texts.

use super::Texts;
use super::uses::{Spelling, TypeUses};
use crate::sql::Token;

impl Texts<'_> {
    /// How a text names a collation, by its schema and name.
    pub fn collation_uses(&self, text: &str, collation: (&str, &str)) -> TypeUses {
        let tokens = self.tokens(text);
        let mut uses = TypeUses::default();
        for at in 0..tokens.len() {
            let Some(start) = self.full_name_at(&tokens, at, collation) else { continue };
            if is_collation(&tokens, start) {
                uses.full |= start < at;
                uses.bare |= start == at;
            }
        }
        uses
    }

    /// The text with the name of a collation replaced, where it is spelled so.
    pub fn rename_collation(
        &self,
        text: &str,
        previous: (&str, &str),
        next: (&str, &str),
        spelling: Spelling,
    ) -> String {
        self.rename_full(text, previous, next, |tokens, start, at| {
            spelling.allows(start, at) && is_collation(tokens, start)
        })
    }
}

/// Whether the name that starts at a token is that of a collation: `COLLATE name`, `COLLATION = name`.
fn is_collation(tokens: &[Token<'_>], start: usize) -> bool {
    let before = |back: usize| start.checked_sub(back).and_then(|at| tokens.get(at));
    before(1).is_some_and(|token| token.is_word("COLLATE"))
        || before(1).is_some_and(|token| token.is_symbol("="))
            && before(2).is_some_and(|token| token.is_word("COLLATION"))
}
