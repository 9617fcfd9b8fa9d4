//! Replay of what nobody should write: never a panic, and work that grows with the text and no faster.

use ent_engine::dialect::{self, Flavor};
use ent_engine::replay::{Replay, ReplayOptions};
use proptest::prelude::*;

const FLAVORS: [&str; 4] = ["sqlite", "postgres", "mysql", "mariadb"];

/// Replays a text; what comes of it is no matter here.
fn run(flavor: &str, text: &str) {
    let flavor: Flavor = flavor.parse().unwrap();
    let dialect = dialect::of(flavor);
    let mut replay = Replay::new(dialect.as_ref(), &ReplayOptions::default());
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
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

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

/// A history of statements, twice and four times as long: the time grows with it and not with its square.
#[test]
fn time_grows_with_the_text() {
    let history = |count: usize| -> String {
        (0..count)
            .map(|n| {
                format!(
                    "CREATE TABLE t{n} (id int PRIMARY KEY, a text);\nINSERT INTO t{n} VALUES (1, 'x');\n"
                )
            })
            .collect()
    };
    // The best of a few runs: others may be at work on the machine.
    let time = |count: usize| {
        let text = history(count);
        let once = || {
            let start = std::time::Instant::now();
            run("postgres", &text);
            start.elapsed().as_secs_f64()
        };
        (0..3).map(|_| once()).fold(f64::INFINITY, f64::min)
    };
    time(100);
    let (short, long) = (time(300), time(1200));
    // Four times the text; a square would be sixteen. Room for a busy machine.
    assert!(long < short * 12.0 + 0.2, "300 tables took {short:.3} s, 1200 took {long:.3} s");
}
