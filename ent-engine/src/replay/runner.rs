use super::{Problem, State};

/// The session as a program on the server sees it: a block or function that runs statements of its own.
pub trait Runner {
    /// What is there now.
    fn state(&self) -> &State;

    /// The state, to change it.
    fn state_mut(&mut self) -> &mut State;

    /// Goes back to an earlier state, as the end of a block does that failed.
    fn restore(&mut self, state: State);

    /// Counts one step of a program.
    ///
    /// # Errors
    /// When the programs of one statement have taken more steps than anybody follows.
    fn step(&mut self) -> Result<(), Problem>;

    /// Runs a statement.
    ///
    /// # Errors
    /// What the server would answer, or that the effect can't be known.
    fn run(&mut self, sql: &str) -> Result<(), Problem>;
}
