/// Glob in the manner of Go's `filepath.Match`: `*`, `?`, `[a-z]`, `[^a-z]` and `\` before any.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Glob(Vec<Token>);

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Any,
    One,
    Char(char),
    Class { negated: bool, ranges: Vec<(char, char)> },
}

impl Glob {
    /// The glob that only `text` matches.
    pub(super) fn exact(text: &str) -> Self {
        Self(text.chars().map(Token::Char).collect())
    }

    /// Reads a glob; `None` when a class or an escape has no end.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut tokens = Vec::new();
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            tokens.push(match c {
                '*' => Token::Any,
                '?' => Token::One,
                '\\' => Token::Char(chars.next()?),
                '[' => {
                    let negated = chars.next_if_eq(&'^').is_some();
                    let mut ranges = Vec::new();
                    loop {
                        match chars.next()? {
                            ']' if !ranges.is_empty() => break,
                            ']' => return None,
                            low => {
                                let low = if low == '\\' { chars.next()? } else { low };
                                let high = match chars.next_if_eq(&'-') {
                                    Some(_) => match chars.next()? {
                                        '\\' => chars.next()?,
                                        ']' => return None,
                                        high => high,
                                    },
                                    None => low,
                                };
                                ranges.push((low, high));
                            }
                        }
                    }
                    Token::Class { negated, ranges }
                }
                c => Token::Char(c),
            });
        }
        Some(Self(tokens))
    }

    /// Whether the whole of `name` matches.
    pub(super) fn matches(&self, name: &str) -> bool {
        let name: Vec<char> = name.chars().collect();
        // `reached[i]`: the tokens so far match the first `i` characters.
        let mut reached = vec![false; name.len() + 1];
        reached[0] = true;
        for token in &self.0 {
            let mut next = vec![false; name.len() + 1];
            match token {
                Token::Any => {
                    let mut seen = false;
                    for (slot, before) in next.iter_mut().zip(&reached) {
                        seen |= before;
                        *slot = seen;
                    }
                }
                token => {
                    for ((slot, before), c) in next.iter_mut().skip(1).zip(&reached).zip(&name) {
                        *slot = *before && token.is(*c);
                    }
                }
            }
            reached = next;
        }
        reached.last() == Some(&true)
    }
}

impl Token {
    fn is(&self, c: char) -> bool {
        match self {
            Self::Any | Self::One => true,
            Self::Char(own) => *own == c,
            Self::Class { negated, ranges } => {
                ranges.iter().any(|(low, high)| (*low..=*high).contains(&c)) != *negated
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Glob;

    #[test]
    fn globs_match_as_go_does() {
        for (glob, name, expected) in [
            ("*", "", true),
            ("users", "users", true),
            ("users", "user", false),
            ("u*s", "users", true),
            ("u*r", "users", false),
            ("u??rs", "users", true),
            ("[a-u]sers", "users", true),
            ("[^a-t]sers", "users", true),
            ("[^a-u]sers", "users", false),
            ("a\\*b", "a*b", true),
            ("a\\*b", "aab", false),
            ("*_*_*", "a_b_c", true),
        ] {
            assert_eq!(Glob::parse(glob).map(|glob| glob.matches(name)), Some(expected), "{glob} {name}");
        }
        assert!(["[", "[]", "a\\", "[a-]"].iter().all(|glob| Glob::parse(glob).is_none()));
    }
}
