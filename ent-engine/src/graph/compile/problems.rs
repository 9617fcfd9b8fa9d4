use std::collections::BTreeSet;

use ent_schema::{Diagnostic, Position};

/// Errors found so far.
#[derive(Debug, Default)]
pub(crate) struct Problems {
    found: Vec<Diagnostic>,
}

impl Problems {
    /// Adds one.
    pub fn push(&mut self, problem: Diagnostic) {
        self.found.push(problem);
    }

    /// Adds one about `position`, with a help line.
    pub fn add(&mut self, position: &Position, message: impl Into<String>, help: impl Into<String>) {
        self.push(Diagnostic::new(position, message).help(help));
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.found.len()
    }

    /// `value` when nothing was found, else what was found in the order of places. What a mixin
    /// brings into several entities is told once.
    pub fn or<T>(self, value: T) -> Result<T, Vec<Diagnostic>> {
        if self.found.is_empty() {
            return Ok(value);
        }
        let mut told = BTreeSet::new();
        let mut found = self.found;
        found.retain(|problem| told.insert(problem.to_string()));
        found.sort_by(|a, b| place(&a.position).cmp(&place(&b.position)));
        Err(found)
    }
}

fn place(position: &Position) -> (&str, u32, u32) {
    (&position.file, position.line, position.column)
}
