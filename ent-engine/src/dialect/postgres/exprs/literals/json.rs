//! JSON as `jsonb` keeps it (manual: "JSON Types").

use std::collections::BTreeMap;

use crate::expr;

/// Greatest depth that is read.
const DEPTH: usize = 64;

/// The one form of a `jsonb` constant: members by their keys, the last one of several with the same key, numbers without
/// exponents. None where the text is no JSON.
///
/// No library for it: it would have to keep all digits of a number, and would be in every build script.
pub(super) fn canonical(text: &str) -> Option<String> {
    let mut json = Json { rest: text };
    let value = json.value(0)?;
    json.rest.trim_start().is_empty().then_some(value)
}

struct Json<'a> {
    rest: &'a str,
}

impl Json<'_> {
    fn eat(&mut self, token: &str) -> Option<()> {
        self.rest = self.rest.trim_start();
        self.rest = self.rest.strip_prefix(token)?;
        Some(())
    }

    fn value(&mut self, depth: usize) -> Option<String> {
        if depth > DEPTH {
            return None;
        }
        self.rest = self.rest.trim_start();
        match self.rest.chars().next()? {
            '{' => self.object(depth),
            '[' => self.list(depth),
            '"' => self.string().map(|text| format!("{text:?}")),
            '-' | '0'..='9' => {
                let is_of_number = |c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.' | 'e' | 'E');
                let end = self.rest.find(|c| !is_of_number(c)).unwrap_or(self.rest.len());
                let (digits, rest) = self.rest.split_at(end);
                self.rest = rest;
                expr::plain_number(digits)
            }
            _ => {
                ["true", "false", "null"].into_iter().find(|word| self.eat(word).is_some()).map(str::to_owned)
            }
        }
    }

    fn object(&mut self, depth: usize) -> Option<String> {
        self.eat("{")?;
        let mut members = BTreeMap::new();
        while self.eat("}").is_none() {
            if !members.is_empty() {
                self.eat(",")?;
            }
            self.rest = self.rest.trim_start();
            let key = self.string()?;
            self.eat(":")?;
            members.insert(key, self.value(depth + 1)?);
        }
        let members = members.iter().map(|(key, value)| format!("{key:?}:{value}"));
        Some(format!("{{{}}}", members.collect::<Vec<_>>().join(",")))
    }

    fn list(&mut self, depth: usize) -> Option<String> {
        self.eat("[")?;
        let mut items = Vec::new();
        while self.eat("]").is_none() {
            if !items.is_empty() {
                self.eat(",")?;
            }
            items.push(self.value(depth + 1)?);
        }
        Some(format!("[{}]", items.join(",")))
    }

    /// The value of a string.
    fn string(&mut self) -> Option<String> {
        let mut chars = self.rest.strip_prefix('"')?.chars();
        let mut text = String::new();
        loop {
            match chars.next()? {
                '"' => break,
                '\\' => match chars.next()? {
                    'n' => text.push('\n'),
                    't' => text.push('\t'),
                    'r' => text.push('\r'),
                    'b' => text.push('\u{8}'),
                    'f' => text.push('\u{c}'),
                    'u' => {
                        let digits = chars.as_str().get(..4)?;
                        // Halves of a pair stay as they are written.
                        match u32::from_str_radix(digits, 16).ok().and_then(char::from_u32) {
                            Some(c) => text.push(c),
                            None => text.push_str(&format!("\\u{}", digits.to_lowercase())),
                        }
                        chars = chars.as_str().get(4..)?.chars();
                    }
                    other => text.push(other),
                },
                other => text.push(other),
            }
        }
        self.rest = chars.as_str();
        Some(text)
    }
}

#[cfg(test)]
mod tests {
    use super::canonical;

    #[test]
    fn what_jsonb_keeps_is_one_text() {
        for (one, other) in [
            (r#"{"mode":"full","a":[1,2]}"#, r#" { "a" : [1, 2], "mode": "full" } "#),
            (r#"{"a":1,"a":2}"#, r#"{"a":2}"#),
            (r#"{"a":1e2}"#, r#"{"a":100}"#),
            (r#"["\u00e9\/"]"#, r#"["é/"]"#),
            ("null", " null "),
        ] {
            assert!(canonical(one).is_some(), "{one}");
            assert_eq!(canonical(one), canonical(other), "{one}");
        }
        for (one, other) in [
            ("[1.50]", "[1.5]"),
            ("[12345678901234567890.1]", "[12345678901234567890.2]"),
            (r#"{"a":1,"a":2}"#, r#"{"a":1}"#),
            (r#"["1"]"#, "[1]"),
            (r#"{"a":null}"#, "{}"),
        ] {
            assert_ne!(canonical(one), canonical(other), "{one}");
        }
        for text in ["", "{", "{\"a\"}", "[1 2]", "[,1]", "nul", "\"\\u12\"", "\"\\ud800", "1 2"] {
            assert_eq!(canonical(text), None, "{text}");
        }
    }
}
