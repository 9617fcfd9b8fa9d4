//! Names of routines and types in texts.

use super::{Texts, is_reserved};
use crate::replay::Name;
use crate::sql::{Token, TokenKind};

/// Words that follow the type of an argument, a result or a cast: before any other word stands a name.
const AFTER_TYPE: [&str; 25] = [
    "DEFAULT",
    "AS",
    "LANGUAGE",
    "IMMUTABLE",
    "STABLE",
    "VOLATILE",
    "STRICT",
    "RETURNS",
    "PARALLEL",
    "COST",
    "ROWS",
    "SET",
    "SECURITY",
    "LEAKPROOF",
    "CALLED",
    "RETURN",
    "BEGIN",
    "WITHOUT",
    "WITH",
    "COLLATE",
    "NOT",
    "NULL",
    "CHECK",
    "CONSTRAINT",
    "USING",
];

impl Texts<'_> {
    /// Where the name at a token starts, its schema included, if it is that of `named`: a schema and a name.
    pub(super) fn full_name_at(&self, tokens: &[Token<'_>], at: usize, named: (&str, &str)) -> Option<usize> {
        let token = tokens.get(at)?;
        if self.name(token)? != named.1 || tokens.get(at + 1).is_some_and(|next| next.is_symbol(".")) {
            return None;
        }
        if at >= 2 && tokens[at - 1].is_symbol(".") {
            return self.is_schema(&tokens[at - 2], named.0).then_some(at - 2);
        }
        Some(at)
    }

    /// Whether a token names a schema; an empty name is that of the one that everything is in.
    fn is_schema(&self, token: &Token<'_>, schema: &str) -> bool {
        let own = self.dialect.naming().own_schema;
        self.name(token).is_some_and(|name| name == schema || schema.is_empty() && name == own)
    }

    /// The text with a relation, by its schema and name, under its next name: `bare` before a column, and where a table
    /// stands `full`, which none is where it stays in its schema. With another schema before it, the name is another's, and
    /// so it is alone where it is spelled otherwise.
    pub fn move_relation(
        &self,
        text: &str,
        (relation, spelling): ((&str, &str), Spelling),
        full: Option<&str>,
        bare: &str,
    ) -> String {
        let tokens = self.tokens(text);
        // Where the name alone is another's, a column is of that if it stands in the text.
        let qualifies_columns = spelling == Spelling::Any
            || !(0..tokens.len()).any(|at| {
                self.full_name_at(&tokens, at, relation) == Some(at) && self.stands_for_table(&tokens, at)
            });
        let mut out = String::with_capacity(text.len());
        let mut done = 0;
        for (at, token) in tokens.iter().enumerate() {
            let is_name = self.name(token).is_some_and(|name| name == relation.1);
            let qualifies = tokens.get(at + 1).is_some_and(|next| next.is_symbol("."));
            let schema = at >= 2 && tokens[at - 1].is_symbol(".");
            // In the same schema what stands before the name stays.
            let stays = full.is_none();
            let full = full.unwrap_or(bare);
            let (start, next) = match self.full_name_at(&tokens, at, relation) {
                Some(start) if start == at && spelling != Spelling::Any => continue,
                Some(start) if start < at || self.stands_for_table(&tokens, at) => (start, full),
                None if is_name && qualifies && !schema && qualifies_columns => (at, bare),
                None if is_name && qualifies && self.is_schema(&tokens[at - 2], relation.0) => (at - 2, full),
                _ => continue,
            };
            let start = if stays { at } else { start };
            out.push_str(text.get(done..tokens[start].offset).unwrap_or_default());
            out.push_str(next);
            done = token.end();
        }
        out.push_str(text.get(done..).unwrap_or_default());
        out
    }

    /// Whether a text names a relation where a table stands; `bare` is whether a name without a schema can mean it.
    pub fn names_relation(&self, text: &str, relation: (&str, &str), bare: bool) -> bool {
        let tokens = self.tokens(text);
        (0..tokens.len()).any(|at| match self.full_name_at(&tokens, at, relation) {
            Some(start) if start < at => self.stands_for_table(&tokens, start),
            Some(_) => bare && self.stands_for_table(&tokens, at),
            None => false,
        })
    }

    /// The names that a text has with a schema before them.
    pub fn named_in(&self, text: &str, schema: &str) -> Vec<String> {
        let case = self.dialect.naming().tables;
        let tokens = self.tokens(text);
        let is_schema = |token: &Token<'_>| self.name(token).is_some_and(|name| case.same(&name, schema));
        let after = tokens.windows(3).filter(|three| is_schema(&three[0]) && three[1].is_symbol("."));
        after.filter_map(|three| self.name(&three[2])).collect()
    }

    /// The statement that makes a routine or a type, with the names that `next` knows, where a type stands, replaced.
    pub(in crate::replay) fn replace_types(
        &self,
        text: &str,
        next: &dyn Fn(&Name) -> Option<String>,
    ) -> String {
        let tokens = self.tokens(text);
        let mut out = String::with_capacity(text.len());
        let mut done = 0;
        for (at, token) in tokens.iter().enumerate() {
            let Some(name) = self.name(token) else { continue };
            let full = at >= 2 && tokens[at - 1].is_symbol(".");
            let start = if full { at - 2 } else { at };
            if tokens.get(at + 1).is_some_and(|next| next.is_symbol(".")) || !is_type(&tokens, start, at) {
                continue;
            }
            let schema = if full { self.name(&tokens[start]) } else { None };
            let Some(next) = next(&Name { schema, name }) else { continue };
            out.push_str(text.get(done..tokens[start].offset).unwrap_or_default());
            out.push_str(&next);
            done = token.end();
        }
        out.push_str(text.get(done..).unwrap_or_default());
        out
    }

    /// How a text names a type at such places.
    pub fn type_uses(&self, text: &str, ty: (&str, &str), places: TypePlaces) -> TypeUses {
        let tokens = self.tokens(text);
        let mut uses = TypeUses::default();
        for at in 0..tokens.len() {
            let Some(start) = self.full_name_at(&tokens, at, ty) else { continue };
            if places.hold(&tokens, start, at) {
                uses.full |= start < at;
                uses.bare |= start == at;
            }
        }
        uses
    }

    /// How the statement that makes a routine names a type: for its arguments and results, or in a body that is part of
    /// the statement, where only casts name types.
    pub fn type_uses_of_routine(&self, text: &str, ty: (&str, &str)) -> TypeUses {
        let tokens = self.tokens(text);
        let is_body = |at: usize| {
            tokens[at].is_word("RETURN")
                || tokens[at].is_word("BEGIN")
                    && tokens.get(at + 1).is_some_and(|next| next.is_word("ATOMIC"))
        };
        let body = (0..tokens.len()).find(|at| is_body(*at)).map_or(text.len(), |at| tokens[at].offset);
        let (head, body) = (text.get(..body), text.get(body..));
        let head = self.type_uses(head.unwrap_or_default(), ty, TypePlaces::All);
        let body = self.type_uses(body.unwrap_or_default(), ty, TypePlaces::Casts);
        TypeUses { full: head.full || body.full, bare: head.bare || body.bare }
    }

    pub(super) fn rename_full(
        &self,
        text: &str,
        previous: (&str, &str),
        next: (&str, &str),
        is_use: impl Fn(&[Token<'_>], usize, usize) -> bool,
    ) -> String {
        let tokens = self.tokens(text);
        let mut out = String::with_capacity(text.len());
        let mut done = 0;
        for at in 0..tokens.len() {
            let Some(start) = self.full_name_at(&tokens, at, previous) else { continue };
            if !is_use(&tokens, start, at) {
                continue;
            }
            let moved = previous.0 != next.0;
            let from = if moved { start } else { at };
            out.push_str(text.get(done..tokens[from].offset).unwrap_or_default());
            if moved && !next.0.is_empty() {
                out.push_str(&format!("{}.", self.written(next.0)));
            }
            out.push_str(&self.written(next.1));
            done = tokens[at].end();
        }
        out.push_str(text.get(done..).unwrap_or_default());
        out
    }

    /// The text with a routine's name replaced where it is called, or named as a part (`sfunc = name`).
    pub fn rename_routine(&self, text: &str, previous: (&str, &str), next: (&str, &str)) -> String {
        self.rename_full(text, previous, next, is_call)
    }

    /// Whether a text calls a routine, or names it as a part.
    pub fn uses_routine(&self, text: &str, routine: (&str, &str)) -> bool {
        let tokens = self.tokens(text);
        (0..tokens.len()).any(|at| {
            self.full_name_at(&tokens, at, routine).is_some_and(|start| is_call(&tokens, start, at))
        })
    }

    /// The text with the name of a type replaced at such places, where it is spelled so.
    pub fn rename_type(
        &self,
        text: &str,
        previous: (&str, &str),
        next: (&str, &str),
        (places, spelling): (TypePlaces, Spelling),
    ) -> String {
        self.rename_full(text, previous, next, |tokens, start, at| {
            spelling.allows(start, at) && places.hold(tokens, start, at)
        })
    }
}

/// Where a text names types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypePlaces {
    /// In the casts of an expression or a query.
    Casts,
    /// Wherever a type stands in the statement that makes a routine or a type.
    All,
}

impl TypePlaces {
    fn hold(self, tokens: &[Token<'_>], start: usize, at: usize) -> bool {
        match self {
            Self::Casts => is_cast(tokens, start, at),
            Self::All => is_type(tokens, start, at),
        }
    }
}

/// Which spellings of a name mean it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spelling {
    /// With its schema and without.
    Any,
    /// Only with its schema: the name alone is another's.
    WithSchema,
}

impl Spelling {
    pub(super) fn allows(self, start: usize, at: usize) -> bool {
        self == Self::Any || start < at
    }
}

/// How a text names a type: with its schema, or without.
#[derive(Clone, Copy, Debug, Default)]
pub struct TypeUses {
    /// With it.
    pub full: bool,
    /// Without it.
    pub bare: bool,
}

/// Whether a name in the statement that makes a routine or a type stands where a type does.
fn is_type(tokens: &[Token<'_>], start: usize, at: usize) -> bool {
    let before = start.checked_sub(1).and_then(|at| tokens.get(at));
    // `FOR TYPE name USING ..`, of an operator class
    let is_about =
        start.checked_sub(2).and_then(|at| tokens.get(at)).is_some_and(|token| token.is_word("FOR"));
    let makes = !is_about
        && before.is_some_and(|token| {
            ["FUNCTION", "PROCEDURE", "AGGREGATE", "TYPE", "DOMAIN", "EXISTS"]
                .iter()
                .any(|w| token.is_word(w))
        });
    // `RENAME TO name`
    let is_given = before.is_some_and(|token| token.is_word("TO"));
    let after = tokens.get(at + 1);
    let is_name = after.is_some_and(|after| {
        matches!(after.kind, TokenKind::Word | TokenKind::QuotedIdentifier)
            && !AFTER_TYPE.iter().any(|word| after.is_word(word))
            && !is_reserved(&after.text.to_ascii_lowercase())
    });
    let calls = after.is_some_and(|after| after.is_symbol("("));
    // `ALTER ATTRIBUTE a TYPE t CASCADE`
    let attribute = start.checked_sub(3).and_then(|at| tokens.get(at));
    let alters = makes && attribute.is_some_and(|token| token.is_word("ATTRIBUTE"));
    !is_clause(tokens, start, at)
        && !is_given
        && (is_cast(tokens, start, at) || alters || !makes && !is_name && !calls)
}

/// Whether a word opens a clause of the statement, or is all that it says, though something may be called like it:
/// `LANGUAGE 'sql'`, `COST 10`, `SET search_path = app, public`.
fn is_clause(tokens: &[Token<'_>], start: usize, at: usize) -> bool {
    let word = &tokens[at];
    if is_setting(tokens, start) {
        return true;
    }
    if start < at || word.kind != TokenKind::Word || !AFTER_TYPE.iter().any(|clause| word.is_word(clause)) {
        return false;
    }
    let before = start.checked_sub(1).and_then(|at| tokens.get(at));
    let stands_for_type =
        before.is_some_and(|token| ["RETURNS", "SETOF", "AS", "TYPE"].iter().any(|word| token.is_word(word)));
    let opened = tokens[..at].iter().filter(|token| token.is_symbol("(")).count();
    let closed = tokens[..at].iter().filter(|token| token.is_symbol(")")).count();
    !stands_for_type && opened == closed
}

/// Whether a word is one of the values of a setting: `SET name = value, value`.
fn is_setting(tokens: &[Token<'_>], start: usize) -> bool {
    let mut first = start;
    while first >= 2 && tokens[first - 1].is_symbol(",") {
        first -= 2;
    }
    let assigns =
        first.checked_sub(1).is_some_and(|at| tokens[at].is_symbol("=") || tokens[at].is_word("TO"));
    assigns && first.checked_sub(3).is_some_and(|at| tokens[at].is_word("SET"))
}

fn is_call(tokens: &[Token<'_>], start: usize, at: usize) -> bool {
    tokens.get(at + 1).is_some_and(|next| next.is_symbol("("))
        || start.checked_sub(1).and_then(|at| tokens.get(at)).is_some_and(|before| before.is_symbol("="))
            && tokens.get(at + 1).is_none_or(|next| next.is_symbol(",") || next.is_symbol(")"))
            && start >= 2
            && PARTS.iter().any(|part| tokens[start - 2].is_word(part))
}

/// What names a function without calling it.
const PARTS: [&str; 20] = [
    "SFUNC",
    "FINALFUNC",
    "COMBINEFUNC",
    "SERIALFUNC",
    "DESERIALFUNC",
    "MSFUNC",
    "MINVFUNC",
    "MFINALFUNC",
    "FUNCTION",
    "PROCEDURE",
    "SUBTYPE_DIFF",
    "CANONICAL",
    "INPUT",
    "OUTPUT",
    "RECEIVE",
    "SEND",
    "TYPMOD_IN",
    "TYPMOD_OUT",
    "ANALYZE",
    "SUBSCRIPT",
];

fn is_cast(tokens: &[Token<'_>], start: usize, at: usize) -> bool {
    let before = start.checked_sub(1).and_then(|at| tokens.get(at));
    let casts = before.is_some_and(|token| token.is_symbol("::"))
        || before.is_some_and(|token| token.is_word("AS"))
            && tokens.get(at + 1).is_some_and(|next| next.is_symbol(")") || next.is_symbol("["));
    casts || tokens.get(at + 1).is_some_and(|next| next.kind == TokenKind::String)
}
