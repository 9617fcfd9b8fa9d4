use super::Statement;

/// Something that a session is set to for some statements of a plan, and set back after them, on the way up and on the way
/// back.
pub(crate) struct SessionSetting<'s> {
    /// The statement that sets it, and what for.
    pub(crate) set: (String, &'s str),
    /// The statement that sets it back, and what for.
    pub(crate) reset: (&'s str, &'s str),
}

impl SessionSetting<'_> {
    /// The statements with this around them.
    pub(crate) fn around(self, statements: Vec<Statement>) -> Vec<Statement> {
        let ((set, about), (reset, about_reset)) = (self.set, self.reset);
        let mut all = vec![Statement::new(&*set, about).undone_by(reset)];
        all.extend(statements);
        all.push(Statement::new(reset, about_reset).undone_by(set));
        all
    }
}

/// Appends statements; where they begin with the setting that the others end with, which `reset` sets back, it stays set.
pub(crate) fn join_settings(statements: &mut Vec<Statement>, mut next: Vec<Statement>, reset: &str) {
    let ends = statements.last().filter(|last| last.sql == reset);
    let goes_on = ends.zip(next.first()).is_some_and(|(end, start)| {
        start.reverse.statements() == [reset] && end.reverse.statements() == [start.sql.as_str()]
    });
    if goes_on {
        statements.pop();
        next.remove(0);
    }
    statements.extend(next);
}
