use super::{State, Transaction};

/// Copies of the state to go back to.
#[derive(Clone, Debug, Default)]
pub(super) struct Transactions {
    watching: bool,
    open: Vec<(Mark, State)>,
}

/// What a copy was made for.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Mark {
    Begin,
    Savepoint(String),
}

impl Transactions {
    /// Whether copies are made from now on: they cost, and few files roll anything back.
    pub(super) fn watch(&mut self, watching: bool) {
        self.watching = watching;
        if !watching {
            self.open.clear();
        }
    }

    pub(super) fn step(&mut self, state: &mut State, step: Transaction) {
        match step {
            Transaction::Begin => {
                if self.open.is_empty() {
                    self.keep(Mark::Begin, state);
                }
            }
            Transaction::Commit => {
                self.open.clear();
                end(state);
            }
            Transaction::Rollback => {
                if let Some((_, before)) = std::mem::take(&mut self.open).into_iter().next() {
                    *state = before;
                }
                end(state);
            }
            Transaction::EndLocal => end(state),
            Transaction::Savepoint(name) => self.keep(Mark::Savepoint(name), state),
            Transaction::Release(name) => {
                if let Some(at) = self.find(&name) {
                    self.open.truncate(at);
                }
            }
            Transaction::RollbackTo(name) => {
                if let Some(at) = self.find(&name) {
                    self.open.truncate(at + 1);
                    if let Some((_, before)) = self.open.last() {
                        *state = before.clone();
                    }
                }
            }
        }
    }

    /// What a file leaves open is taken as committed: the tools that run files commit them.
    pub(super) fn end_of_file(&mut self, state: &mut State) {
        self.open.clear();
        end(state);
    }

    fn keep(&mut self, mark: Mark, state: &State) {
        if self.watching {
            self.open.push((mark, state.clone()));
        }
    }

    fn find(&self, name: &str) -> Option<usize> {
        self.open.iter().rposition(|(mark, _)| *mark == Mark::Savepoint(name.to_owned()))
    }
}

/// Ends what lasts as long as a transaction.
fn end(state: &mut State) {
    if let Some(path) = state.session.path_after.take() {
        state.session.path = path;
    }
}
