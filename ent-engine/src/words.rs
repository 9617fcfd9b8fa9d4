//! Words of SQL text: finding and replacing a name in an expression or a body, without parsing it.
//!
//! Text constants and comments are passed over; a quoted identifier counts as the name that it
//! quotes. This is for deciding whether something *may* use a name, and for following a rename.

/// One stretch of SQL text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Word<'a> {
    /// An identifier or key word, bare.
    Bare(&'a str),
    /// An identifier in quotes, with the quotes.
    Quoted(&'a str),
    /// Anything else.
    Other(&'a str),
}

/// Whether `name` occurs in `text` as a word, without regard to case.
pub(crate) fn mentions(text: &str, name: &str) -> bool {
    words(text).any(|word| is_name(word, name))
}

/// `text` with `previous` replaced by `next` (already quoted as needed) wherever it is a word.
pub(crate) fn rename(text: &str, previous: &str, next: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in words(text) {
        match word {
            word if is_name(word, previous) => out.push_str(&requote(word, next)),
            Word::Bare(text) | Word::Quoted(text) | Word::Other(text) => out.push_str(text),
        }
    }
    out
}

fn requote(word: Word<'_>, next: &str) -> String {
    let Word::Quoted(quoted) = word else { return next.to_owned() };
    match quoted.chars().next() {
        Some('[') => format!("[{next}]"),
        Some(quote) => {
            let mut doubled = String::with_capacity(next.len() + 2);
            doubled.push(quote);
            for c in next.chars() {
                if c == quote {
                    doubled.push(c);
                }
                doubled.push(c);
            }
            doubled.push(quote);
            doubled
        }
        None => next.to_owned(),
    }
}

fn is_name(word: Word<'_>, name: &str) -> bool {
    match word {
        Word::Bare(text) => text.eq_ignore_ascii_case(name),
        Word::Quoted(text) => {
            let mut inside = text.chars();
            let quote = inside.next();
            inside.next_back();
            let inside = inside.as_str();
            match quote {
                Some(quote @ ('"' | '`')) if inside.contains(quote) => {
                    let pair: String = [quote, quote].iter().collect();
                    inside.replace(&pair, &quote.to_string()).eq_ignore_ascii_case(name)
                }
                _ => inside.eq_ignore_ascii_case(name),
            }
        }
        Word::Other(_) => false,
    }
}

fn words<'a>(text: &'a str) -> impl Iterator<Item = Word<'a>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let (length, make): (usize, fn(&'a str) -> Word<'a>) = match first {
            '\'' => (quoted_length(rest, '\''), Word::Other),
            '"' => (quoted_length(rest, '"'), Word::Quoted),
            '`' => (quoted_length(rest, '`'), Word::Quoted),
            '[' if rest.chars().nth(1).is_some_and(is_word_start) => (until(rest, "]"), Word::Quoted),
            '-' if rest.starts_with("--") => (until(rest, "\n"), Word::Other),
            '/' if rest.starts_with("/*") => (until(rest, "*/"), Word::Other),
            c if is_word_start(c) => (rest.find(|c| !is_word(c)).unwrap_or(rest.len()), Word::Bare),
            c if c.is_ascii_digit() => (rest.find(|c| !is_word(c)).unwrap_or(rest.len()), Word::Other),
            c => (c.len_utf8(), Word::Other),
        };
        let (word, after) = rest.split_at(length);
        rest = after;
        Some(make(word))
    })
}

fn is_word_start(c: char) -> bool {
    c.is_alphabetic() || c == '_'
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '$'
}

/// Length of the quoted stretch at the start of `text`, in bytes; a doubled quote stands for one.
fn quoted_length(text: &str, quote: char) -> usize {
    let mut from = 1;
    while let Some(at) = text[from..].find(quote) {
        from += at + 1;
        if !text[from..].starts_with(quote) {
            return from;
        }
        from += 1;
    }
    text.len()
}

fn until(text: &str, end: &str) -> usize {
    text.find(end).map_or(text.len(), |at| at + end.len())
}

#[cfg(test)]
mod tests {
    use super::{mentions, rename};

    #[test]
    fn a_name_is_found_as_a_word_only() {
        for (text, found) in [
            ("age > 0", true),
            ("AGE > 0", true),
            ("\"age\" > 0", true),
            ("`age` > 0", true),
            ("[age] > 0", true),
            ("t.age > 0", true),
            ("page > 0", false),
            ("age2 > 0", false),
            ("x = 'age'", false),
            ("x = 'it''s age'", false),
            ("x /* age */", false),
            ("x -- age", false),
        ] {
            assert_eq!(mentions(text, "age"), found, "{text}");
        }
    }

    #[test]
    fn a_rename_keeps_the_quotes_and_the_constants() {
        assert_eq!(rename("`age` > 0 and age <> 'age'", "age", "years"), "`years` > 0 and years <> 'age'");
        assert_eq!(rename("(\"a\"\"b\" = 1)", "a\"b", "c\"d"), "(\"c\"\"d\" = 1)");
    }
}
