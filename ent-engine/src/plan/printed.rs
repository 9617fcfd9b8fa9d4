use super::Statement;
use crate::change::Subject;

/// A statement of a printed realm, with what it is for.
///
/// Printed statements run in their order. What else is known of them says in which other orders they may run, which
/// [`split`](super::split()) needs to put them into files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    /// The statement.
    pub statement: Statement,
    /// What it is for.
    pub role: Role,
}

/// What a printed statement is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// Makes an object, or what hangs on one.
    Makes {
        /// The object: a table for its indexes, triggers and comments.
        subject: Subject,
        /// What must be there.
        reach: Reach,
        /// Names of what comes with it: the sequence of a serial column.
        brings: Vec<String>,
    },
    /// Sets how the statements after it are read.
    Sets(Setting),
}

/// What must be there before a statement can run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Its own object: what else it names is looked for when it is used.
    Own,
    /// What it names of that which was printed before it.
    Named,
    /// All that was printed before it.
    All,
}

/// Something that a session sets for the statements after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// What is set; a setting of the same name takes its place.
    pub name: &'static str,
    /// The statement that sets it back, before it is set to something else, too; `None` where each statement that cares
    /// has a setting before it.
    pub reset: Option<&'static str>,
    /// Kinds of objects whose statements are read otherwise; empty for all.
    pub kinds: &'static [&'static str],
}

impl Printed {
    /// A statement that needs what it names.
    pub fn new(subject: Subject, statement: Statement) -> Self {
        Self::reaching(Reach::Named, subject, statement)
    }

    /// A statement with what it needs.
    pub fn reaching(reach: Reach, subject: Subject, statement: Statement) -> Self {
        Self { statement, role: Role::Makes { subject, reach, brings: Vec::new() } }
    }

    /// The statement with the names of what comes with it.
    #[must_use]
    pub fn bringing(mut self, names: impl IntoIterator<Item = String>) -> Self {
        if let Role::Makes { brings, .. } = &mut self.role {
            brings.extend(names);
        }
        self
    }

    /// A statement that sets something.
    pub fn setting(setting: Setting, statement: Statement) -> Self {
        Self { statement, role: Role::Sets(setting) }
    }
}
