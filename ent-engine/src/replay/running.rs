use super::{Problem, Replay, Runner, State};
use crate::sql::{Splitter, Syntax};

/// The session of a replay, for programs that run in it.
pub(super) struct Running<'r, 'd> {
    pub(super) replay: &'r mut Replay<'d>,
    pub(super) syntax: Syntax,
}

impl Runner for Running<'_, '_> {
    fn state(&self) -> &State {
        &self.replay.state
    }

    fn state_mut(&mut self) -> &mut State {
        &mut self.replay.state
    }

    fn restore(&mut self, state: State) {
        self.replay.state = state;
    }

    fn step(&mut self) -> Result<(), Problem> {
        self.replay.budget.step()
    }

    fn run(&mut self, sql: &str) -> Result<(), Problem> {
        self.replay.budget.enter()?;
        // A program may run several statements in one text.
        let run = Splitter::new(sql, self.syntax).try_for_each(|statement| {
            let statement = statement.map_err(|error| Problem::Split(error.kind))?;
            self.replay.sql(statement.sql(), self.syntax)
        });
        self.replay.budget.leave();
        run
    }
}
