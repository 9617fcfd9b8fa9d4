use std::fmt;

/// How many tests did what, over all the test programs of a run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    passed: u64,
    failed: u64,
    ignored: u64,
}

impl Tally {
    /// Adds what a line of a test program's output says, if it is a result such as
    /// `test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; ...`.
    pub(crate) fn add(&mut self, line: &str) {
        let result = line.strip_prefix("test result: ").and_then(|line| line.split_once(". "));
        let Some((_, counts)) = result else {
            return;
        };
        for count in counts.split(';') {
            if let Some((number, word)) = count.trim().split_once(' ')
                && let Ok(number) = number.parse::<u64>()
            {
                match word {
                    "passed" => self.passed += number,
                    "failed" => self.failed += number,
                    "ignored" => self.ignored += number,
                    _ => {}
                }
            }
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)?;
        match self.ignored {
            0 => Ok(()),
            ignored => write!(f, ", {ignored} skipped"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_add_up() {
        let mut tally = Tally::default();
        for line in [
            "running 3 tests",
            "test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 4 filtered out; finished in 0.00s",
            "test result: FAILED. 12 passed; 2 failed; 1 ignored; 0 measured; 0 filtered out; finished in 1s",
            "9 passed; 9 failed",
        ] {
            tally.add(line);
        }
        assert_eq!(tally.to_string(), "15 passed, 2 failed, 1 skipped");
        assert_eq!(Tally::default().to_string(), "0 passed, 0 failed");
    }
}
