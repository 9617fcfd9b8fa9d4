use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::{Held, Outcome};

/// Failures of one kind of which the shortest is looked for.
const ENOUGH: usize = 3;

/// What came of many sequences.
#[derive(Default)]
pub struct Tally {
    sequences: usize,
    statements: usize,
    refused: usize,
    declined: usize,
    kinds: BTreeMap<String, usize>,
    failures: Vec<(String, Held)>,
}

impl Tally {
    /// Takes up what came of a sequence.
    pub fn add(&mut self, name: &str, held: Held) {
        self.sequences += 1;
        self.statements += held.statements.len();
        self.refused += held.refused;
        for sql in &held.statements {
            let head: Vec<&str> = sql.split_whitespace().take(2).collect();
            *self.kinds.entry(head.join(" ")).or_default() += 1;
        }
        match &held.outcome {
            Outcome::Same => {}
            Outcome::Refuses(reason) | Outcome::Unplanned(reason) if is_justified(reason) => {
                self.declined += 1
            }
            _ => self.failures.push((name.to_owned(), held)),
        }
    }

    /// Whether a sequence failed.
    pub fn is_failure(held: &Held) -> bool {
        match &held.outcome {
            Outcome::Same => false,
            Outcome::Refuses(reason) | Outcome::Unplanned(reason) => !is_justified(reason),
            _ => true,
        }
    }

    /// Whether a failure like this one has been seen often enough.
    pub fn is_known(&self, held: &Held) -> bool {
        let own = signature(held);
        self.failures.iter().filter(|(_, other)| signature(other) == own).count() >= ENOUGH
    }

    /// How many sequences there were, and how long they are.
    pub fn summary(&self) -> String {
        let Self { sequences, statements, refused, declined, .. } = self;
        let failures = self.failures.len();
        let mut out = format!(
            "{sequences} sequences, {statements} statements ({refused} more that the server refused), \
             {declined} sequences that are declined with a reason, {failures} failures\n"
        );
        if std::env::var_os("ENT_DDL_KINDS").is_some() {
            for (kind, count) in &self.kinds {
                let _ = writeln!(out, "  {count} {kind}");
            }
        }
        out
    }

    /// Ends the test.
    ///
    /// # Panics
    /// If a sequence failed. Shows for each way to fail the shortest sequence, and how to run it alone.
    pub fn finish(self, name: &str) {
        let mut groups: BTreeMap<String, Vec<&(String, Held)>> = BTreeMap::new();
        for failure in &self.failures {
            groups.entry(signature(&failure.1)).or_default().push(failure);
        }
        let mut sorted: Vec<_> = groups.into_iter().collect();
        sorted.sort_by_key(|(_, failures)| std::cmp::Reverse(failures.len()));
        let mut out = format!("{name}: {}", self.summary());
        for (signature, mut failures) in sorted {
            failures.sort_by_key(|(_, held)| held.statements.iter().map(String::len).sum::<usize>());
            let (seed, held) = failures[0];
            let reason = held.outcome.failure().map_or("", |(_, text)| text);
            let reason: String = reason.chars().take(4000).collect();
            let statements = held.statements.join(";\n");
            let _ = write!(
                out,
                "\n==== {} times: {signature}\n{seed}\n{statements};\n---- {reason}\n",
                failures.len()
            );
        }
        assert!(self.failures.is_empty(), "{out}");
    }
}

/// Whether replay says that it can't know, or a plan that it can't be made, and is right: their reasons are few.
fn is_justified(reason: &str) -> bool {
    // MariaDB loses something, and what it loses depends on how it goes about the statement.
    let server_loses = "a statement of its own should rename it";
    // The server gives the keys of one column to another, which nobody means.
    let keys_move = "a statement of its own should add it";
    // No statement alters it, and making it anew would take what is there: that is for a person to decide.
    let (anew, partitioned) =
        ("it can only be dropped, with all that is of it", "(drop and add is required)");
    let known = [
        "and no statement moves them",
        "and their types can't be told from it",
        "and no statement makes such",
        server_loses,
        keys_move,
        anew,
        partitioned,
    ];
    known.iter().any(|known| reason.contains(known))
}

/// What failures of one cause have in common.
fn signature(held: &Held) -> String {
    let (kind, text) = held.outcome.failure().unwrap_or_default();
    let line = match kind {
        "refuses" => text.lines().next().unwrap_or_default().rsplit("`: ").next().unwrap_or_default(),
        _ => text.lines().next().unwrap_or_default(),
    };
    let words: Vec<&str> = line
        .split_whitespace()
        .filter(|word| !word.contains(['.', '"', '`', '(', ':', '1', '2', '3', '4']))
        .take(8)
        .collect();
    format!("{kind}: {}", words.join(" "))
}
