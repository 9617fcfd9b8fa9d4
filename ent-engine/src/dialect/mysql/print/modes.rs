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
        let about = match modes {
            Some(_) => "read what follows as it was written",
            None => "read what follows as usual",
        };
        self.printed.push(set(modes, about));
        self.current = modes.map(str::to_owned);
    }

    /// All statements; the modes are the server's own after them.
    pub(super) fn finish(mut self) -> Vec<Printed> {
        self.switch(None);
        self.printed
    }
}

/// The statement that sets the modes; `None` for the server's own.
pub(super) fn set(modes: Option<&str>, about: &str) -> Printed {
    const RESET: &str = "SET sql_mode = DEFAULT";
    let sql = modes.map_or(RESET.to_owned(), |modes| format!("SET sql_mode = '{modes}'"));
    let setting = Setting { name: "sql_mode", reset: Some(RESET), kinds: &[] };
    Printed::setting(setting, Statement::new(sql, about))
}
