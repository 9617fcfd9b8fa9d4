//! The modes under which stored programs are read.

use crate::plan::{Printed, SessionSetting, Setting, Statement};

/// Statements with `SET sql_mode` between them where they need another one.
#[derive(Default)]
pub(super) struct Modes {
    printed: Vec<Printed>,
    current: Option<String>,
}

impl Modes {
    /// Adds a statement that wants these modes; `None` for those of the session.
    pub(super) fn push(&mut self, modes: Option<&str>, printed: Printed) {
        self.switch(modes);
        self.printed.push(printed);
    }

    fn switch(&mut self, modes: Option<&str>) {
        if self.current.as_deref() == modes {
            return;
        }
        // What the session has is kept from each switch to the next way back.
        if self.current.is_some() {
            self.printed.push(reset());
        }
        self.printed.extend(modes.map(|modes| set(modes, OTHER)));
        self.current = modes.map(str::to_owned);
    }

    /// All statements; the modes are those of the session after them.
    pub(super) fn finish(mut self) -> Vec<Printed> {
        self.switch(None);
        self.printed
    }
}

/// Sets the modes back to what the session had before [`text`]. That need not be what the server starts with: a
/// connection, a file or a driver may have set others, and what follows is to run as if nothing had been between.
pub(in crate::dialect::mysql) const RESET: &str = "SET sql_mode = @saved_sql_mode";

/// What other modes are set for.
pub(in crate::dialect::mysql) const OTHER: &str = "read what follows as it was written";

/// What they are set back for.
const USUAL: &str = "read what follows as before";

/// The text that keeps the modes of the session and sets others.
fn text(modes: &str) -> String {
    format!("SET @saved_sql_mode = @@sql_mode, sql_mode = '{modes}'")
}

/// The statements, run under other modes, there and back.
pub(in crate::dialect::mysql) fn around(
    modes: &str,
    about: &str,
    statements: Vec<Statement>,
) -> Vec<Statement> {
    SessionSetting { set: (text(modes), about), reset: (RESET, USUAL) }.around(statements)
}

/// The statement that keeps the modes of the session and sets others.
pub(super) fn set(modes: &str, about: &str) -> Printed {
    printed(Statement::new(text(modes), about))
}

/// The statement that sets the modes of the session again.
pub(super) fn reset() -> Printed {
    printed(Statement::new(RESET, USUAL))
}

fn printed(statement: Statement) -> Printed {
    Printed::setting(Setting { name: "sql_mode", reset: Some(RESET), kinds: &[] }, statement)
}
