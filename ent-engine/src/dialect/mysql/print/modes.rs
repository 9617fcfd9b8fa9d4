//! The modes under which stored programs are read.

use crate::plan::{Printed, Setting, Statement};

/// Statements with `SET sql_mode` between them where they need another one.
#[derive(Default)]
pub(super) struct Modes {
    printed: Vec<Printed>,
    current: Option<String>,
}

impl Modes {
    /// Adds a statement that wants these modes; `None` for the server's own.
    pub(super) fn push(&mut self, modes: Option<&str>, printed: Printed) {
        self.switch(modes);
        self.printed.push(printed);
    }

    fn switch(&mut self, modes: Option<&str>) {
        if self.current.as_deref() == modes {
            return;
        }
        let about = if modes.is_some() { OTHER } else { USUAL };
        self.printed.push(set(modes, about));
        self.current = modes.map(str::to_owned);
    }

    /// All statements; the modes are the server's own after them.
    pub(super) fn finish(mut self) -> Vec<Printed> {
        self.switch(None);
        self.printed
    }
}

/// Sets the modes to the server's own.
pub(in crate::dialect::mysql) const RESET: &str = "SET sql_mode = DEFAULT";

/// What other modes are set for.
pub(in crate::dialect::mysql) const OTHER: &str = "read what follows as it was written";

/// What they are set back for.
pub(in crate::dialect::mysql) const USUAL: &str = "read what follows as usual";

/// The text that sets the modes; `None` for the server's own.
pub(in crate::dialect::mysql) fn text(modes: Option<&str>) -> String {
    modes.map_or(RESET.to_owned(), |modes| format!("SET sql_mode = '{modes}'"))
}

/// The statement that sets the modes; `None` for the server's own.
pub(super) fn set(modes: Option<&str>, about: &str) -> Printed {
    let sql = text(modes);
    let setting = Setting { name: "sql_mode", reset: Some(RESET), kinds: &[] };
    Printed::setting(setting, Statement::new(sql, about))
}
