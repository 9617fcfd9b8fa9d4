use super::Problem;

/// The most steps that the programs of one statement may take.
const STEPS: usize = 20_000;

/// The deepest that statements may run each other.
const DEPTH: usize = 24;

/// What the programs of one statement have used up: those that run each other without end are
/// refused, before the stack or somebody's patience ends.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Budget {
    steps: usize,
    depth: usize,
}

impl Budget {
    /// Counts a step.
    pub(super) fn step(&mut self) -> Result<(), Problem> {
        self.steps += 1;
        if self.steps > STEPS {
            return Err(Problem::Unknowable("its programs take too many steps to follow".to_owned()));
        }
        Ok(())
    }

    /// Counts a statement that runs inside another, until it [leaves](Self::leave).
    pub(super) fn enter(&mut self) -> Result<(), Problem> {
        self.step()?;
        if self.depth == DEPTH {
            return Err(Problem::Unknowable("its programs run each other without end".to_owned()));
        }
        self.depth += 1;
        Ok(())
    }

    pub(super) fn leave(&mut self) {
        self.depth -= 1;
    }
}
