//! The modes under which stored programs are read.

use crate::plan::Statement;

/// Statements with `SET sql_mode` between them where they need another one.
#[derive(Default)]
pub(super) struct Modes {
    statements: Vec<Statement>,
    current: Option<String>,
}

impl Modes {
    /// Adds a statement that wants these modes; `None` for the server's own.
    pub(super) fn push(&mut self, modes: Option<&str>, statement: Statement) {
        self.switch(modes);
        self.statements.push(statement);
    }

    fn switch(&mut self, modes: Option<&str>) {
        if self.current.as_deref() == modes {
            return;
        }
        let (value, about) = match modes {
            Some(modes) => (format!("'{modes}'"), "read what follows as it was written"),
            None => ("DEFAULT".to_owned(), "read what follows as usual"),
        };
        self.statements.push(Statement::new(format!("SET sql_mode = {value}"), about));
        self.current = modes.map(str::to_owned);
    }

    /// All statements; the modes are the server's own after them.
    pub(super) fn finish(mut self) -> Vec<Statement> {
        self.switch(None);
        self.statements
    }
}
