//! Splitting and replay of what nobody should write: never a panic, never without end, and the work grows as the text.
//!
//! `ENT_FUZZ=100000` asks for so many texts of each kind; without it a few are tried. How long good texts take is what
//! `cargo bench --bench replay` tells.

use std::time::{Duration, Instant};

use ent_engine::dialect::{self, Dialect, Flavor};
use ent_engine::replay::{Replay, ReplayOptions};
use ent_engine::sql::{Splitter, Syntax};
use proptest::prelude::*;

const FLAVORS: [&str; 4] = ["sqlite", "postgres", "mysql", "mariadb"];

/// How many texts of each kind are tried.
fn rounds() -> u32 {
    std::env::var("ENT_FUZZ").ok().and_then(|count| count.parse().ok()).unwrap_or(300)
}

/// How long a text of a few thousand bytes may take at most, many times over what any does, unoptimised on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

/// Splits and replays a text; what comes of it is no matter here.
fn run(flavor: &str, text: &str) {
    let flavor: Flavor = flavor.parse().unwrap();
    let dialect = dialect::of(flavor);
    split(text, dialect.syntax());
    let start = Instant::now();
    replay(dialect.as_ref(), text);
    assert!(start.elapsed() < PATIENCE, "{:?} for {text}", start.elapsed());
}

/// Splits a text; the bytes that are looked at are counted, whatever machine it is.
fn split(text: &str, syntax: Syntax) {
    let mut splitter = Splitter::new(text, syntax);
    for statement in splitter.by_ref() {
        let Ok(statement) = statement else { break };
        assert!(text.get(statement.span.clone()).is_some(), "{text}");
    }
    let most = 32 * u64::try_from(text.len()).unwrap() + 1000;
    assert!(splitter.work() <= most, "{} bytes looked at of {}: {text}", splitter.work(), text.len());
}

fn replay(dialect: &dyn Dialect, text: &str) {
    let mut replay = Replay::new(dialect, &ReplayOptions::default());
    if let Err(error) = replay.run("f.sql", text) {
        assert!(error.to_string().starts_with("f.sql:"), "{error}");
    }
    replay.into_realm();
}

/// The SQL of the cases, from which mutants are made.
fn corpus() -> Vec<String> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/replay");
    let mut paths: Vec<_> = FLAVORS
        .iter()
        .flat_map(|flavor| std::fs::read_dir(root.join(flavor)).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "sql"))
        .collect();
    paths.sort();
    paths.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect()
}

/// Words that statements are made of.
const WORDS: [&str; 52] = [
    "CREATE",
    "ALTER",
    "DROP",
    "TABLE",
    "INDEX",
    "VIEW",
    "TYPE",
    "SEQUENCE",
    "FUNCTION",
    "TRIGGER",
    "ON",
    "ADD",
    "COLUMN",
    "CONSTRAINT",
    "PRIMARY",
    "KEY",
    "FOREIGN",
    "REFERENCES",
    "UNIQUE",
    "CHECK",
    "DEFAULT",
    "NOT",
    "NULL",
    "RENAME",
    "TO",
    "SET",
    "AS",
    "SELECT",
    "FROM",
    "BEGIN",
    "END",
    "IF",
    "EXISTS",
    "CASCADE",
    "int",
    "text",
    "serial",
    "a",
    "b",
    "t",
    "\"Q\"",
    "`q`",
    "'s'",
    "1",
    "(",
    ")",
    ",",
    ";",
    ".",
    "=",
    "::",
    "$$",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: rounds(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text(text in ".{0,200}", flavor in 0..4usize) {
        run(FLAVORS[flavor], &text);
    }

    #[test]
    fn any_words(words in prop::collection::vec(prop::sample::select(&WORDS[..]), 0..40), flavor in 0..4usize) {
        run(FLAVORS[flavor], &words.join(" "));
    }

    #[test]
    fn mutants(case in 0..usize::MAX, cuts in prop::collection::vec((0.0..1.0f64, 0.0..1.0f64), 1..6), flavor in 0..4usize) {
        let corpus = corpus();
        let mut text = corpus[case % corpus.len()].clone();
        for (from, length) in cuts {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
            let at = |share: f64, of: usize| (share * of as f64) as usize;
            let from = (0..=at(from, text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
            let to = (from + at(length, 40)..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
            text.replace_range(from..to, "");
        }
        run(FLAVORS[flavor], &text);
    }
}

/// Texts that open so many levels of something. A reader that follows them down overflows its stack, which ends the
/// whole test run.
fn nested(depth: usize) -> Vec<String> {
    let wrapped = |open: &str, inner: &str, close: &str| {
        format!("{}{inner}{}", open.repeat(depth), close.repeat(depth))
    };
    let expressions = [
        wrapped("(", "1", ")"),
        wrapped("NOT ", "true", ""),
        wrapped("- ", "1", ""),
        wrapped("CASE WHEN true THEN ", "1", " END"),
        wrapped("abs(", "1", ")"),
        wrapped("CAST(", "1", " AS int)"),
        wrapped("ARRAY[", "1", "]"),
        wrapped("(SELECT ", "1", ")"),
        format!("1{}", " + 1".repeat(depth)),
        format!("1{}", "::int".repeat(depth)),
        format!("a{}", ".a".repeat(depth)),
        format!("a{}", "[1]".repeat(depth)),
        format!("true{}", " AND (true".repeat(depth)),
    ];
    let around = |expression: &String| {
        [
            format!("CREATE TABLE t (a int DEFAULT {expression}, CHECK ({expression}));"),
            format!("CREATE TABLE t (a int); CREATE INDEX i ON t (({expression}));"),
            format!("CREATE VIEW v AS SELECT {expression} AS x;"),
            format!("SELECT {expression};"),
            format!("CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT {expression} $$; SELECT f();"),
            format!("DO $$ BEGIN IF {expression} THEN CREATE TABLE t (a int); END IF; END $$;"),
            format!("CREATE PROCEDURE p() BEGIN SET @a = {expression}; END; CALL p();"),
        ]
    };
    let mut texts: Vec<String> = expressions.iter().flat_map(around).collect();
    let ifs = wrapped("IF true THEN ", "CREATE TABLE t (a int);", " END IF;");
    let blocks = wrapped("BEGIN ", "CREATE TABLE t (a int);", " END;");
    for body in [ifs, blocks] {
        texts.push(format!("DO $$ BEGIN {body} END $$;"));
        texts.push(format!("CREATE PROCEDURE p() BEGIN {body} END; CALL p();"));
        texts.push(format!("CREATE TRIGGER g AFTER INSERT ON t BEGIN {body} END;"));
    }
    texts.push(wrapped("/* ", "x", " */"));
    texts.push(wrapped("BEGIN; ", "", ""));
    texts.push(wrapped("SAVEPOINT a; ", "", ""));
    texts.push(format!("CREATE TABLE t (a int{});", "[]".repeat(depth)));
    texts.push(format!("CREATE VIEW v AS {};", wrapped("SELECT * FROM (", "SELECT 1 AS x", ") q")));
    texts.push(format!("CREATE VIEW v AS SELECT 1{};", " UNION SELECT 1".repeat(depth)));
    for kind in ["VIEW", "TABLE"] {
        let twice = (1..depth.min(300)).map(|n| format!(", a{n} AS (SELECT x + x * x AS x FROM a{})", n - 1));
        let twice: String = twice.collect();
        texts.push(format!(
            "CREATE {kind} v AS WITH a0 AS (SELECT 1 AS x){twice} SELECT x FROM a{};",
            depth.min(300) - 1
        ));
        texts.push(format!("CREATE {kind} v AS VALUES (1, 2){};", ", (1, 2)".repeat(depth)));
        texts.push(format!(
            "CREATE {kind} v AS {};",
            wrapped("SELECT x + x AS x FROM (", "SELECT 1 AS x", ") q")
        ));
        texts.push(format!("CREATE {kind} w AS SELECT 1 AS x{};", " UNION SELECT 2".repeat(depth)));
    }
    texts.push(format!("PREPARE p FROM '{}'; EXECUTE p;", "EXECUTE p;".repeat(depth)));
    texts.push("CREATE PROCEDURE p() BEGIN CALL p(); END; CALL p();".to_owned());
    texts.push(
        "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN f(); END $$; SELECT f();"
            .to_owned(),
    );
    texts
}

#[test]
fn nesting_ends_in_an_answer() {
    for depth in [30, 300, 3_000] {
        for text in nested(depth) {
            for flavor in FLAVORS {
                run(flavor, &text);
            }
        }
    }
}

/// Texts that grow with `size`: what is never closed, what is nested, delimiters that resemble each other, letters that
/// no editor writes.
fn hostile(size: usize) -> Vec<String> {
    let openings = ["'", "\"", "`", "[", "/*", "--", "$$", "$a$", "E'", "X'", "(", "/*!40101 "];
    let unclosed = openings.iter().flat_map(|open| {
        [format!("SELECT {open}{}", "x ; ".repeat(size)), format!("SELECT 1;{open}").repeat(size)]
    });
    let mut texts: Vec<String> = unclosed.collect();
    texts.push(format!("{}x{}", "/*".repeat(size), "*/".repeat(size)));
    let tags: String = (0..size / 8).map(|n| format!("$a{n}$ ")).collect();
    texts.push(format!("SELECT {tags};"));
    texts.push(format!("SELECT $a${}$a;", "$a $aa$ $A$ ".repeat(size)));
    texts.push("DELIMITER //\nSELECT 1//\nDELIMITER ;\n".repeat(size / 8));
    texts.push("DELIMITER\n; DELIMITER ;; SELECT 1;\n".repeat(size / 8));
    texts.push(";".repeat(size));
    texts.push("a;".repeat(size));
    texts.push(format!("SELECT '{}';", "x".repeat(size * 8)));
    for odd in ["\0", "\u{feff}", "\r\n", "\r", "\u{2028}", "\u{a0}", "\\"] {
        texts.push(format!("SELECT{odd}1;{odd}").repeat(size));
    }
    texts
}

#[test]
fn hostile_texts_are_split_in_linear_time() {
    for text in hostile(20_000) {
        for flavor in FLAVORS {
            let flavor: Flavor = flavor.parse().unwrap();
            let syntax = dialect::of(flavor).syntax();
            let mut splitter = Splitter::new(&text, syntax);
            let broken = splitter.by_ref().find_map(Result::err);
            let most = 32 * u64::try_from(text.len()).unwrap() + 1000;
            let start: String = text.chars().take(40).collect();
            assert!(splitter.work() <= most, "{} of {}: {start:?} {broken:?}", splitter.work(), text.len());
        }
    }
    for text in hostile(200) {
        FLAVORS.iter().for_each(|flavor| run(flavor, &text));
    }
}
