use std::collections::BTreeMap;
use std::fmt;

use crate::Case;

/// Which seeds to run: that of `ENT_GRAPH_SEED` alone, or those from one to another (`501-1000`), or
/// `ENT_GRAPH_PAIRS` of them, or so many.
pub fn seeds(pairs: u64) -> Vec<u64> {
    ent_runtime_tests::seeds("ENT_GRAPH_SEED", "ENT_GRAPH_PAIRS", pairs)
}

/// What came of many pairs.
#[derive(Default)]
pub struct Tally {
    pairs: usize,
    edits: usize,
    rows: usize,
    refused: BTreeMap<String, usize>,
    failures: Vec<Failure>,
}

struct Failure {
    seed: u64,
    reason: String,
    text: String,
}

impl Tally {
    /// Takes up what came of one pair: the number of rows that lived through it, or what is wrong.
    pub fn add(&mut self, case: &Case, outcome: Result<usize, String>) {
        self.pairs += 1;
        self.edits += case.edits;
        for reason in &case.refused {
            // Without the names, which differ each time.
            let kind: Vec<&str> =
                reason.split_whitespace().filter(|word| !word.contains(['`', '"', ':', '\''])).collect();
            *self.refused.entry(kind.join(" ")).or_default() += 1;
        }
        match outcome {
            Ok(rows) => self.rows += rows,
            Err(reason) => self.failures.push(Failure { seed: case.seed, reason, text: case.text() }),
        }
    }

    /// Ends the test.
    ///
    /// # Panics
    /// If a pair failed, or if so many edits were refused that little was tested. Shows the smallest pair
    /// that failed, and how to run it alone.
    pub fn finish(self) {
        let refused: usize = self.refused.values().sum();
        let smallest = self.failures.iter().min_by_key(|failure| failure.text.len());
        if let Some(failure) = smallest {
            panic!(
                "{self}\nthe smallest is of ENT_GRAPH_SEED={}\n{}\n{}",
                failure.seed, failure.text, failure.reason
            );
        }
        assert!(refused * 3 <= self.edits, "{self}");
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let refused: usize = self.refused.values().sum();
        writeln!(
            f,
            "{} pairs, {} edits ({refused} refused), {} rows, {} failures",
            self.pairs,
            self.edits,
            self.rows,
            self.failures.len()
        )?;
        for (reason, times) in &self.refused {
            writeln!(f, "  refused {times} times: {reason}")?;
        }
        for failure in &self.failures {
            let line = failure.reason.lines().take(2).collect::<Vec<_>>().join(" ");
            writeln!(f, "  seed {}: {}", failure.seed, line.chars().take(300).collect::<String>())?;
        }
        Ok(())
    }
}
