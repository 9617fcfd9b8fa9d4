use std::collections::BTreeMap;

use ent_engine::model::Realm;
use ent_runtime_tests::Random;

use crate::scope::Scope;

/// How deep rules may call each other, so that a rule that calls itself comes to an end.
const DEPTH: usize = 24;

/// Rules by which statements are drawn.
///
/// A line `name: text` is one way to write `name`, a line `name 5: text` one that is drawn five times as often. In the
/// text, `<name>` is another rule, `<name*3>` one to three of them with commas between, `{a|b|}` one of several
/// texts, `{30?a}` a text that stands there thirty times of a hundred. `<?name>` is something that is there already
/// (`scope.rs`), `<+name>` a rule whose outcome `<own>` refers to later in the statement. A line that starts with
/// blanks goes on with the one before, after a line end. `\` before a sign takes its meaning.
#[derive(Debug)]
pub struct Grammar {
    rules: BTreeMap<String, Vec<Way>>,
}

#[derive(Debug)]
struct Way {
    weight: usize,
    parts: Vec<Part>,
}

#[derive(Debug)]
enum Part {
    Text(String),
    Rule { name: String, most: usize },
    Own(String),
    There(String),
    OneOf(Vec<Vec<Part>>),
    Maybe(usize, Vec<Part>),
}

/// Nothing is there that the statement could be about.
struct Nothing;

impl Grammar {
    /// The grammar of some texts.
    ///
    /// # Panics
    /// When a text is not well formed, or a rule is called that is not there.
    pub fn new(texts: &[&str]) -> Self {
        let mut lines: Vec<String> = Vec::new();
        for line in texts.iter().flat_map(|text| text.lines()) {
            match lines.last_mut() {
                _ if line.trim().is_empty() || line.starts_with('#') => {}
                Some(last) if line.starts_with(' ') => {
                    last.push('\n');
                    last.push_str(line.trim());
                }
                _ => lines.push(line.to_owned()),
            }
        }
        let mut rules: BTreeMap<String, Vec<Way>> = BTreeMap::new();
        for line in &lines {
            let (head, text) = line.split_once(':').unwrap_or_else(|| panic!("no colon in {line:?}"));
            let (name, weight) = head.split_once(' ').unwrap_or((head, "1"));
            let weight = weight.trim().parse().unwrap_or_else(|_| panic!("no weight in {line:?}"));
            let mut reader = Reader { rest: text.trim() };
            let parts = reader.parts(false);
            assert!(reader.rest.is_empty(), "too much in {line:?}");
            rules.entry(name.to_owned()).or_default().push(Way { weight, parts });
        }
        let grammar = Self { rules };
        for way in grammar.rules.values().flatten() {
            grammar.check(&way.parts);
        }
        grammar
    }

    fn check(&self, parts: &[Part]) {
        for part in parts {
            match part {
                Part::Rule { name, .. } | Part::Own(name) => {
                    assert!(name == "own" || self.rules.contains_key(name), "no rule {name:?}");
                }
                Part::OneOf(ways) => ways.iter().for_each(|parts| self.check(parts)),
                Part::Maybe(_, parts) => self.check(parts),
                Part::Text(_) | Part::There(_) => {}
            }
        }
    }

    /// Draws what a rule says, about what is there.
    ///
    /// # Panics
    /// When nothing that is drawn can be about what is there.
    pub fn draw(&self, rule: &str, random: &mut Random, realm: &Realm, quote: fn(&str) -> String) -> String {
        // Much is about what is not there yet.
        for _ in 0..500 {
            let mut scope = Scope::new(realm, quote);
            let mut out = String::new();
            if self.rule(rule, random, &mut scope, 0, &mut out).is_ok() {
                return out;
            }
        }
        panic!("nothing can be drawn for {rule:?}")
    }

    fn rule(
        &self,
        name: &str,
        random: &mut Random,
        scope: &mut Scope<'_>,
        depth: usize,
        out: &mut String,
    ) -> Result<(), Nothing> {
        if depth > DEPTH {
            return Err(Nothing);
        }
        let ways = &self.rules[name];
        let mut at = random.below(ways.iter().map(|way| way.weight).sum());
        for way in ways {
            if at < way.weight {
                return self.parts(&way.parts, random, scope, depth + 1, out);
            }
            at -= way.weight;
        }
        Err(Nothing)
    }

    fn parts(
        &self,
        parts: &[Part],
        random: &mut Random,
        scope: &mut Scope<'_>,
        depth: usize,
        out: &mut String,
    ) -> Result<(), Nothing> {
        for part in parts {
            match part {
                Part::Text(text) => out.push_str(text),
                Part::Rule { name, .. } if name == "own" => {
                    out.push_str(&scope.own(random).ok_or(Nothing)?);
                }
                Part::Rule { name, most } => {
                    for at in 0..=random.below(*most) {
                        if at > 0 {
                            out.push_str(", ");
                        }
                        self.rule(name, random, scope, depth, out)?;
                    }
                }
                Part::Own(name) => {
                    let start = out.len();
                    self.rule(name, random, scope, depth, out)?;
                    scope.add_own(&out[start..]);
                }
                Part::There(name) => out.push_str(&scope.pick(name, random).ok_or(Nothing)?),
                Part::OneOf(ways) => {
                    let way = random.pick(ways).ok_or(Nothing)?;
                    self.parts(way, random, scope, depth, out)?;
                }
                Part::Maybe(percent, parts) => {
                    if random.chance(*percent) {
                        self.parts(parts, random, scope, depth, out)?;
                    }
                }
            }
        }
        Ok(())
    }
}

/// Reads the text of a rule.
struct Reader<'a> {
    rest: &'a str,
}

impl Reader<'_> {
    /// Reads up to the end, or within braces up to a bar or the closing brace.
    fn parts(&mut self, in_braces: bool) -> Vec<Part> {
        let mut parts = Vec::new();
        let mut text = String::new();
        while let Some(sign) = self.rest.chars().next() {
            let after = &self.rest[sign.len_utf8()..];
            match sign {
                '\\' => {
                    let escaped = after.chars().next().unwrap_or_else(|| panic!("a text ends in `\\`"));
                    text.push(escaped);
                    self.rest = &after[escaped.len_utf8()..];
                    continue;
                }
                '<' if after.starts_with(|c: char| c.is_ascii_lowercase() || c == '?' || c == '+') => {
                    parts.push(Part::Text(std::mem::take(&mut text)));
                    let (inside, rest) =
                        after.split_once('>').unwrap_or_else(|| panic!("no `>` in {after:?}"));
                    parts.push(called(inside));
                    self.rest = rest;
                    continue;
                }
                '{' => {
                    parts.push(Part::Text(std::mem::take(&mut text)));
                    self.rest = after;
                    parts.push(self.group());
                    continue;
                }
                '|' | '}' if in_braces => break,
                _ => text.push(sign),
            }
            self.rest = after;
        }
        parts.push(Part::Text(text));
        parts
    }

    fn group(&mut self) -> Part {
        let digits = self.rest.len() - self.rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        if digits > 0 && self.rest[digits..].starts_with('?') {
            let percent = self.rest[..digits].parse().unwrap_or_else(|_| panic!("no number of a hundred"));
            self.rest = &self.rest[digits + 1..];
            let parts = self.parts(true);
            self.rest = self.rest.strip_prefix('}').unwrap_or_else(|| panic!("no `}}` in {:?}", self.rest));
            return Part::Maybe(percent, parts);
        }
        let mut ways = Vec::new();
        loop {
            ways.push(self.parts(true));
            if let Some(rest) = self.rest.strip_prefix('|') {
                self.rest = rest;
            } else {
                self.rest = self.rest.strip_prefix('}').unwrap_or_else(|| panic!("no `}}`"));
                return Part::OneOf(ways);
            }
        }
    }
}

fn called(inside: &str) -> Part {
    if let Some(name) = inside.strip_prefix('?') {
        return Part::There(name.to_owned());
    }
    if let Some(name) = inside.strip_prefix('+') {
        return Part::Own(name.to_owned());
    }
    let (name, most) = inside.split_once('*').unwrap_or((inside, "1"));
    Part::Rule {
        name: name.to_owned(),
        most: most.parse().unwrap_or_else(|_| panic!("no number in {inside:?}")),
    }
}
