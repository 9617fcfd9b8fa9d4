use super::{Session, State, Transaction, apply};

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
        self.apply(state, &step);
        let opened = &mut state.session.opened_by;
        match step {
            Transaction::Begin => *opened = Some(String::new()),
            Transaction::Commit | Transaction::Rollback => *opened = None,
            Transaction::Savepoint(name) if opened.is_none() => *opened = Some(name),
            Transaction::Release(name) if opened.as_ref() == Some(&name) => *opened = None,
            _ => {}
        }
    }

    fn apply(&mut self, state: &mut State, step: &Transaction) {
        match step {
            Transaction::Begin => {
                // What goes with its transaction was in one of its own, if none is open.
                if state.session.opened_by.is_none() {
                    apply::end_of_transaction(state, |_| true);
                }
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
                    go_back(state, before);
                }
                end(state);
            }
            Transaction::Savepoint(name) => self.keep(Mark::Savepoint(name.clone()), state),
            Transaction::Release(name) => {
                if let Some(at) = self.find(name) {
                    self.open.truncate(at);
                }
            }
            Transaction::RollbackTo(name) => {
                if let Some(at) = self.find(name) {
                    self.open.truncate(at + 1);
                    if let Some((_, before)) = self.open.last() {
                        go_back(state, before.clone());
                    }
                }
            }
        }
    }

    /// What a file leaves open is taken as committed: the tools that run files commit them.
    pub(super) fn end_of_file(&mut self, state: &mut State) {
        self.open.clear();
        state.session.opened_by = None;
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

/// Takes back what happened since; of the session only where names are looked for is part of a transaction.
fn go_back(state: &mut State, before: State) {
    let now = std::mem::replace(state, before);
    let Session { path, path_after, .. } = std::mem::take(&mut state.session);
    state.session = Session { path, path_after, ..now.session };
}

/// Ends what lasts as long as a transaction.
fn end(state: &mut State) {
    if let Some(path) = state.session.path_after.take() {
        state.session.path = path;
    }
    apply::end_of_transaction(state, |_| true);
}
