//! Whatever tokens come, the reader answers with declarations or with errors at places in the file;
//! it never panics. The inputs are good sources with tokens taken out, doubled, swapped or replaced,
//! from a fixed seed.

use ent_schema::parse::parse_file;

const SOURCES: [&str; 2] = [include_str!("declarations/face.rs"), include_str!("declarations/surface.rs")];

/// Tokens that are likely to be somewhere they should not.
const TOKENS: [&str; 36] = [
    "(",
    ")",
    "{",
    "}",
    "[",
    "]",
    "<",
    ">",
    ",",
    ",,",
    "=",
    "==",
    ":",
    "::",
    "#",
    "-",
    "'a",
    "\"\"",
    "\"x\"",
    "0",
    "-1",
    "99999999999999999999999999999999999999999",
    "1.5",
    "true",
    "unique",
    "index",
    "mixin",
    "type",
    "r#type",
    "where",
    "self",
    "Self",
    "One",
    "Option",
    "|x| x",
    "É",
];

/// A xorshift generator: the same numbers on every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % (limit.max(1) as u64)).unwrap_or_default()
    }
}

/// Words, numbers and strings as one piece each, every other character on its own.
fn pieces(source: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut quoted = false;
    for c in source
        .lines()
        .filter(|line| !line.trim_start().starts_with("//!"))
        .flat_map(|line| line.chars().chain(['\n']))
    {
        let glued = quoted || c.is_alphanumeric() || c == '_';
        match pieces.last_mut() {
            Some(last) if glued && (quoted || last.ends_with(|c: char| c.is_alphanumeric() || c == '_')) => {
                last.push(c)
            }
            _ => pieces.push(c.to_string()),
        }
        if c == '"' {
            quoted = !quoted;
        }
    }
    pieces
}

/// The pieces of each item of a source: small inputs, so that many can be tried.
fn items() -> Vec<Vec<String>> {
    let texts = SOURCES.iter().flat_map(|source| source.split("\n\n"));
    texts.filter(|text| text.contains("derive(")).map(pieces).collect()
}

#[test]
fn no_tokens_make_the_reader_panic() {
    let items = items();
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let (mut good, mut bad) = (0, 0);
    for _ in 0..6000 {
        let mut pieces = items[random.below(items.len())].clone();
        for _ in 0..=random.below(3) {
            let (at, other) = (random.below(pieces.len()), random.below(pieces.len()));
            let token = TOKENS[random.below(TOKENS.len())];
            match random.below(5) {
                0 => drop(pieces.remove(at)),
                1 => pieces.insert(at, pieces[other].clone()),
                2 => pieces.swap(at, other),
                3 => pieces[at] = token.to_owned(),
                _ => pieces.insert(at, token.to_owned()),
            }
            if pieces.is_empty() {
                break;
            }
        }
        let source = pieces.concat();
        match parse_file(&source, "schema.rs") {
            Ok(_) => good += 1,
            Err(diagnostics) => {
                bad += 1;
                assert!(!diagnostics.is_empty(), "no reason is given for\n{source}");
                for diagnostic in diagnostics {
                    assert!(diagnostic.position.is_known(), "{diagnostic} has no place in\n{source}");
                    assert!(diagnostic.help.is_some(), "{diagnostic} has no help");
                }
            }
        }
    }
    assert!(good > 200 && bad > 200, "{good} good and {bad} bad inputs");
}

/// Attributes of nothing but noise, at each position.
#[test]
fn no_attribute_makes_the_reader_panic() {
    let mut random = Random(0x2545_f491_4f6c_dd1d);
    let words = [
        "unique", "index", "check", "default", "type", "storage", "mixin", "id", "values", "expr", "include",
        "where", "sqlite", "postgres", "=", "=", "(", ")", "(", ")", ",", ",", ",", "\"x\"", "\"\"", "1",
        "a", "A::B", "-",
    ];
    for _ in 0..6000 {
        let mut noise = String::new();
        let mut open = 0;
        for _ in 0..random.below(12) {
            let word = words[random.below(words.len())];
            match word {
                "(" => open += 1,
                ")" if open == 0 => continue,
                ")" => open -= 1,
                _ => {}
            }
            noise.push_str(word);
            noise.push(' ');
        }
        noise.push_str(&")".repeat(open));
        for source in [
            format!("#[derive(EntSchema)] #[ent({noise})] struct A {{ a: i32, b: One<A> }}"),
            format!("#[derive(EntSchema)] struct A {{ #[ent({noise})] a: i32, #[ent({noise})] b: Many<A> }}"),
            format!("#[derive(EntSchema)] #[ent(index({noise}))] struct A {{ #[ent({noise})] a: String }}"),
            format!("#[derive(EntEnum)] #[ent({noise})] enum A {{ #[ent({noise})] B }}"),
            format!(
                "#[derive(EntView)] #[schema({noise})] #[ent({noise})] struct A {{ #[ent({noise})] a: bool }}"
            ),
        ] {
            if let Err(diagnostics) = parse_file(&source, "schema.rs") {
                assert!(
                    diagnostics.iter().all(|diagnostic| diagnostic.position.is_known()),
                    "{diagnostics:?}\n{source}"
                );
            }
        }
    }
}

#[test]
fn errors_tell_line_and_column() {
    let source = "#[derive(EntSchema)]\nstruct User {\n    #[ent(unique, sise = 3)]\n    name: String,\n}\n";
    let diagnostics = parse_file(source, "src/schema/user.rs").expect_err("an error");
    let shown: Vec<String> = diagnostics.iter().map(ToString::to_string).collect();
    let expected = "src/schema/user.rs:3:19: unknown option `sise` of a field\n  help: did you mean `size`?";
    assert_eq!(shown, [expected]);
}
