//! What a piece of a realm names, and so needs before it.

use std::collections::{BTreeMap, BTreeSet};

use crate::change::Subject;
use crate::model::{Collation, OtherKind};
use crate::plan::{Reach, Statement};
use crate::sql::{Syntax, Token, TokenKind, Tokens, identifier_value, string_value};

/// What something is to those who name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Extension,
    /// The name of a type that is yet to be told what it is.
    Shell,
    Type,
    Sequence,
    Function,
    Aggregate,
    /// Operators, casts, text search objects: their names say little.
    Other,
    /// Checks of a table that only the children which come after them have as valid ones.
    PassingChecks,
    /// A table without the columns that come late.
    BareTable,
    /// Columns that come late.
    LateColumns,
    Table,
    View,
}

/// An object with the statements that make it.
pub(super) struct Piece {
    pub(super) kind: Kind,
    pub(super) subject: Subject,
    needs: BTreeSet<(Kind, String)>,
    /// What is needed of a schema that is known.
    needs_in: BTreeSet<(Kind, String, String)>,
    /// What else comes with it.
    brings: Vec<(Kind, String)>,
    /// What else comes with it into a schema that is known.
    brings_in: Vec<(Kind, String, String)>,
    /// Names that it has while it is made, and that others can have afterwards.
    passes: Vec<String>,
    pub(super) path: Option<Vec<String>>,
    /// What must be there before it runs.
    pub(super) reach: Reach,
    pub(super) statements: Vec<Statement>,
}

impl Piece {
    pub(super) fn new(
        kind: Kind,
        subject: Subject,
        path: Option<Vec<String>>,
        statements: Vec<Statement>,
    ) -> Self {
        let (needs, needs_in) = (BTreeSet::new(), BTreeSet::new());
        let (brings, brings_in, passes) = (Vec::new(), Vec::new(), Vec::new());
        let reach = Reach::Named;
        Self { kind, subject, needs, needs_in, brings, brings_in, passes, path, reach, statements }
    }

    /// The piece, which comes after all that is printed before it.
    pub(super) fn after_all(mut self) -> Self {
        self.reach = Reach::All;
        self
    }

    /// Whether it is a type to the server.
    fn is_type(&self) -> bool {
        matches!(self.kind, Kind::Type | Kind::BareTable | Kind::Table | Kind::View)
    }

    pub(super) fn rank(&self) -> Kind {
        self.kind
    }

    /// The piece needs this object, if there is one of the name.
    pub(super) fn need(&mut self, kind: Kind, name: &str) {
        self.needs.insert((kind, name.to_owned()));
    }

    /// The piece needs this object of this schema.
    pub(super) fn need_in(&mut self, kind: Kind, schema: &str, name: &str) {
        self.needs_in.insert((kind, schema.to_owned(), name.to_owned()));
    }

    /// The piece needs the collation, if it is not the server's own.
    pub(super) fn need_collation(&mut self, collation: &Collation) {
        let name = OtherKind::Collation.name(&collation.name);
        match &collation.schema {
            Some(schema) => self.need_in(Kind::Other, schema, &name),
            None => self.need(Kind::Other, &name),
        }
    }

    /// The piece does not need what has this name.
    pub(super) fn does_without(&mut self, kind: Kind, name: &str) {
        self.needs.remove(&(kind, name.to_owned()));
    }

    /// With the piece comes something of another name.
    pub(super) fn bring(&mut self, kind: Kind, name: String) {
        self.brings.push((kind, name));
    }

    /// With the piece comes something of another name into a schema.
    pub(super) fn bring_in(&mut self, kind: Kind, schema: String, name: String) {
        self.bring(kind, name.clone());
        self.brings_in.push((kind, schema, name));
    }

    /// The names of what comes with the piece.
    pub(super) fn brought(&self) -> impl Iterator<Item = String> {
        self.brings.iter().map(|(_, name)| name.clone())
    }

    /// The piece has another name first.
    pub(super) fn pass(&mut self, name: String) {
        self.passes.push(name);
    }

    /// The piece needs what a text names as one of these kinds.
    pub(super) fn need_named(&mut self, text: &str, kinds: &[Kind]) {
        for found in names(text) {
            // Nothing needs what it makes, though others may have the name too.
            if found.is_made {
                continue;
            }
            if found.sorts {
                self.need_collation(&Collation::new(&found.name));
                continue;
            }
            for kind in kinds {
                let fits = match kind {
                    // `nextval('name')`
                    _ if found.in_string => *kind == Kind::Sequence,
                    Kind::Function | Kind::Aggregate => found.is_call,
                    _ => true,
                };
                if fits {
                    self.need(*kind, &found.name);
                }
            }
        }
    }
}

struct Found {
    name: String,
    /// Whether it is the type or the routine that a statement makes or alters.
    is_made: bool,
    is_call: bool,
    in_string: bool,
    /// Whether it is a collation: `COLLATE name`.
    sorts: bool,
}

/// The names in a text, those in its strings included (`nextval('name')`), but not those in bodies in dollar quotes.
fn names(text: &str) -> Vec<Found> {
    let tokens: Vec<Token<'_>> = Tokens::new(text, Syntax::postgres()).collect();
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let is_call = tokens.get(at + 1).is_some_and(|next| next.is_symbol("("))
            || at > 0 && ["FUNCTION", "PROCEDURE"].iter().any(|word| tokens[at - 1].is_word(word));
        let start = if at >= 2 && tokens[at - 1].is_symbol(".") { at - 2 } else { at };
        let before = start.checked_sub(1).and_then(|at| tokens.get(at));
        let is_made = before.is_some_and(|token| token.is_word("TYPE") || token.is_word("DOMAIN"))
            || is_made_routine(&tokens, start);
        let sorts = before.is_some_and(|token| token.is_word("COLLATE"));
        match token.kind {
            TokenKind::Word => {
                found.push(Found {
                    name: token.text.to_lowercase(),
                    is_made,
                    is_call,
                    in_string: false,
                    sorts,
                });
            }
            TokenKind::QuotedIdentifier => {
                let name = identifier_value(token.text, Syntax::postgres()).into_owned();
                found.push(Found { name, is_made, is_call, in_string: false, sorts });
            }
            TokenKind::String if token.text.starts_with('\'') && token.text.len() < 200 => {
                let value = string_value(token.text, Syntax::postgres());
                if !value.contains('\'') {
                    found.extend(names(&value).into_iter().map(|found| Found { in_string: true, ..found }));
                }
            }
            _ => {}
        }
    }
    found
}

/// Whether the name that starts at a token is that of the routine which a statement makes or alters.
fn is_made_routine(tokens: &[Token<'_>], start: usize) -> bool {
    let is = |back: usize, words: &[&str]| {
        let token = start.checked_sub(back).and_then(|at| tokens.get(at));
        token.is_some_and(|token| words.iter().any(|word| token.is_word(word)))
    };
    is(1, &["FUNCTION", "PROCEDURE", "AGGREGATE"]) && is(2, &["CREATE", "REPLACE", "ALTER"])
}

/// For each piece those that it comes after.
pub(super) fn edges(pieces: &[Piece]) -> Vec<Vec<usize>> {
    let mut makers: BTreeMap<(Kind, &str), Vec<usize>> = BTreeMap::new();
    let mut passing: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut known: BTreeMap<(Kind, &str, &str), usize> = BTreeMap::new();
    for (at, piece) in pieces.iter().enumerate() {
        known.insert((piece.kind, &piece.subject.schema, &piece.subject.name), at);
        for (kind, schema, name) in &piece.brings_in {
            known.insert((*kind, schema, name), at);
        }
        for name in &piece.passes {
            passing.entry(name).or_default().push(at);
        }
        makers
            .entry((piece.kind, piece.subject.name.split('(').next().unwrap_or_default()))
            .or_default()
            .push(at);
        for (kind, name) in &piece.brings {
            makers.entry((*kind, name)).or_default().push(at);
        }
    }
    pieces
        .iter()
        .enumerate()
        .map(|(at, piece)| {
            let mut after: Vec<usize> = piece
                .needs
                .iter()
                .filter_map(|(kind, name)| makers.get(&(*kind, name.as_str())))
                .flatten()
                .copied()
                .chain(piece.needs_in.iter().filter_map(|(kind, schema, name)| {
                    known.get(&(*kind, schema.as_str(), name.as_str())).copied()
                }))
                .chain(
                    passing
                        .get(piece.subject.name.as_str())
                        .filter(|_| piece.is_type())
                        .into_iter()
                        .flatten()
                        .copied(),
                )
                .filter(|early| *early != at)
                .collect();
            after.sort_unstable();
            after.dedup();
            after
        })
        .collect()
}
