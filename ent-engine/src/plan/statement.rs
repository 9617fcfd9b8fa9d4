use super::Hazard;

/// One statement of a plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statement {
    /// The SQL, without a delimiter at its end.
    pub sql: String,
    /// What it does, in Atlas' words: `create "users" table`.
    pub comment: String,
    /// What undoes it.
    pub reverse: Reverse,
    /// What may go wrong, for a reader to decide on.
    pub hazards: Vec<Hazard>,
    /// Whether the statement refuses to run inside a transaction.
    pub outside_transaction: bool,
}

/// What undoes a statement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Reverse {
    /// These statements, in order.
    Statements(Vec<String>),
    /// What undoes another statement of the plan undoes this one too, or there is nothing to undo.
    #[default]
    Covered,
    /// Nothing does, for the reason given.
    Impossible(String),
}

impl Reverse {
    /// The statements that undo, in order; none when nothing does.
    pub fn statements(&self) -> &[String] {
        match self {
            Self::Statements(statements) => statements,
            Self::Covered | Self::Impossible(_) => &[],
        }
    }
}

impl Statement {
    /// The statement `sql`, which does what `comment` says.
    pub fn new(sql: impl Into<String>, comment: impl Into<String>) -> Self {
        Self { sql: sql.into(), comment: comment.into(), ..Self::default() }
    }

    /// The statement with one that undoes it.
    #[must_use]
    pub fn undone_by(mut self, sql: impl Into<String>) -> Self {
        self.reverse = Reverse::Statements(vec![sql.into()]);
        self
    }

    /// The statement with several that undo it, in order.
    #[must_use]
    pub fn undone_by_all(mut self, statements: Vec<String>) -> Self {
        self.reverse = Reverse::Statements(statements);
        self
    }

    /// The statement, which nothing undoes.
    #[must_use]
    pub fn irreversible(mut self, reason: impl Into<String>) -> Self {
        self.reverse = Reverse::Impossible(reason.into());
        self
    }

    /// The statement with one more hazard.
    #[must_use]
    pub fn hazard(mut self, hazard: Hazard) -> Self {
        self.hazards.push(hazard);
        self
    }
}
