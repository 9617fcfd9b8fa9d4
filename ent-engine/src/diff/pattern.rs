use super::glob::Glob;
use crate::model::ObjectKind;

/// A pattern of objects in Atlas' grammar: `schema.table.child`, each part a glob, a part with a dot in double quotes, and
/// an optional selector of kinds: `*.*[type=view|enum]`.
pub(super) type Pattern = Vec<Part>;

/// One part of a pattern.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Part {
    glob: Glob,
    /// Kinds that the part applies to; empty for all.
    kinds: Vec<String>,
}

/// Error in a pattern.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PatternError {
    /// Nothing in it.
    #[error("empty pattern: \"{0}\"")]
    Empty(String),
    /// More than schema, table and child.
    #[error("too many parts in pattern: \"{0}\"")]
    TooManyParts(String),
    /// A kind that nothing is of.
    #[error("unknown type \"{kind}\" in pattern: \"{pattern}\". Expected one of {}", kinds().join(", "))]
    UnknownKind {
        /// The kind.
        kind: String,
        /// The pattern.
        pattern: String,
    },
    /// Not a glob.
    #[error("syntax error in pattern: \"{0}\"")]
    Syntax(String),
}

/// Reads patterns that begin with the schema.
pub(super) fn parse<S: AsRef<str>>(
    patterns: impl IntoIterator<Item = S>,
) -> Result<Vec<Pattern>, PatternError> {
    let mut parsed = Vec::new();
    for pattern in patterns {
        let pattern = pattern.as_ref();
        let parts = split(pattern)?;
        if parts.len() > 3 {
            return Err(PatternError::TooManyParts(pattern.to_owned()));
        }
        parsed.push(parts.iter().map(|part| Part::parse(part, pattern)).collect::<Result<_, _>>()?);
    }
    Ok(parsed)
}

/// Reads patterns that begin with the table, as they are written for a connection to one schema.
pub(super) fn parse_in_schema<S: AsRef<str>>(
    patterns: impl IntoIterator<Item = S>,
) -> Result<Vec<Pattern>, PatternError> {
    parse(patterns.into_iter().map(|pattern| match pattern.as_ref() {
        "" => String::new(),
        pattern => format!("*.{pattern}"),
    }))
}

impl Part {
    pub(super) fn exact(name: &str) -> Self {
        Self { glob: Glob::exact(name), kinds: Vec::new() }
    }

    fn parse(text: &str, pattern: &str) -> Result<Self, PatternError> {
        let syntax = || PatternError::Syntax(pattern.to_owned());
        let (glob, kinds) = match text.rfind("[type=") {
            Some(at) => {
                let inside = text[at..]
                    .strip_prefix("[type=")
                    .and_then(|rest| rest.strip_suffix(']'))
                    .ok_or_else(syntax)?;
                (&text[..at], inside.split('|').map(str::to_owned).collect())
            }
            None => (text, Vec::new()),
        };
        let kinds: Vec<String> = kinds;
        if let Some(kind) = kinds.iter().find(|kind| !is_kind(kind)) {
            return Err(PatternError::UnknownKind { kind: kind.clone(), pattern: pattern.to_owned() });
        }
        Ok(Self { glob: Glob::parse(glob).ok_or_else(syntax)?, kinds })
    }

    /// Whether this names the object `name` of a kind.
    pub(super) fn is(&self, kind: &str, name: &str) -> bool {
        (self.kinds.is_empty() || self.kinds.iter().any(|other| other == kind)) && self.glob.matches(name)
    }
}

/// Kinds of what is not carried as an object.
const MODELLED: [&str; 10] =
    ["schema", "table", "view", "materialized", "enum", "sequence", "column", "index", "fk", "check"];

/// Kinds that Atlas knows, of which nothing is ever looked at here: to leave them out is no mistake.
const ABSENT: [&str; 3] = ["role", "user", "permission"];

/// The kinds that a pattern may select.
fn kinds() -> Vec<&'static str> {
    MODELLED.into_iter().chain(ObjectKind::ALL.map(ObjectKind::selector)).collect()
}

fn is_kind(word: &str) -> bool {
    kinds().contains(&word) || ABSENT.contains(&word)
}

/// Splits at dots; a part in double quotes keeps its dots, and two quotes in it stand for one.
pub(super) fn split(pattern: &str) -> Result<Vec<String>, PatternError> {
    if pattern.is_empty() {
        return Err(PatternError::Empty(pattern.to_owned()));
    }
    let mut parts = vec![String::new()];
    let mut chars = pattern.chars().peekable();
    let mut quoted = false;
    while let Some(c) = chars.next() {
        let part = match parts.last_mut() {
            Some(part) => part,
            None => return Err(PatternError::Syntax(pattern.to_owned())),
        };
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                part.push('"');
            }
            '"' if quoted || part.is_empty() => quoted = !quoted,
            '.' if !quoted => parts.push(String::new()),
            c => part.push(c),
        }
    }
    if quoted {
        return Err(PatternError::Syntax(pattern.to_owned()));
    }
    Ok(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrong_patterns_are_named() {
        for (pattern, message) in [
            ("", "empty pattern: \"\""),
            ("a.b.c.d", "too many parts in pattern: \"a.b.c.d\""),
            ("a.[b", "syntax error in pattern: \"a.[b\""),
            (
                "a.*[type=view|tabel]",
                "unknown type \"tabel\" in pattern: \"a.*[type=view|tabel]\". Expected one of schema, table, view, \
                 materialized, enum, sequence, column, index, fk, check, extension, domain, composite, range, base_type, \
                 function, procedure, aggregate, package, package_body, trigger, event_trigger, event, rule, policy, object",
            ),
        ] {
            assert_eq!(parse([pattern]).expect_err(pattern).to_string(), message);
        }
    }
}
