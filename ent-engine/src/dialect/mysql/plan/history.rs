//! Tables that keep the history of their rows (MariaDB, "System-Versioned Tables").

use super::super::Mysql;
use super::super::table_options::{is_versioned, without_versions};
use crate::change::{AttributeChange, ModifyTable, Pair, TableChange};
use crate::plan::Statement;

/// Changes of a table by when its history ends and begins.
#[derive(Default)]
pub(super) struct Versions {
    /// The history ends.
    pub(super) first: Vec<TableChange>,
    /// What has nothing to do with it.
    pub(super) rest: Vec<TableChange>,
    /// The history begins.
    pub(super) last: Vec<TableChange>,
}

impl Mysql {
    /// Takes the history off while the table goes to an engine that keeps it otherwise, which no statement does with it
    /// (error 4120).
    pub(super) fn part_versions(&self, changes: Vec<TableChange>) -> Versions {
        let mut parted = Versions::default();
        for change in changes {
            match change {
                TableChange::Attribute(AttributeChange::Options(pair))
                    if self.ends_history(&pair.previous, &pair.next) =>
                {
                    let Pair { previous, next } = pair;
                    let options = |previous: &_, next: &_| {
                        let pair = Pair::new(Clone::clone(previous), Clone::clone(next));
                        TableChange::Attribute(AttributeChange::Options(pair))
                    };
                    let (bare, bare_next) = (without_versions(&previous), without_versions(&next));
                    parted.first.extend(is_versioned(&previous).then(|| options(&previous, &bare)));
                    parted.rest.push(options(&bare, &bare_next));
                    parted.last.extend(is_versioned(&next).then(|| options(&bare_next, &next)));
                }
                change => parted.rest.push(change),
            }
        }
        parted
    }

    /// What lets ALTER TABLE change a table that keeps the history of its rows: the history is changed along
    /// (MariaDB `system_versioning_alter_history`).
    pub(super) fn along_with_history(
        &self,
        modify: &ModifyTable,
        statements: Vec<Statement>,
    ) -> Vec<Statement> {
        let was = is_versioned(&modify.table.previous.options);
        // With versions that come, other changes find them there on the way back.
        let is = is_versioned(&modify.table.next.options) && modify.changes.len() > 1;
        if !(was || is) || statements.is_empty() {
            return statements;
        }
        let (keep, usual) =
            ("SET system_versioning_alter_history = KEEP", "SET system_versioning_alter_history = DEFAULT");
        let first = Statement::new(keep, "let the history of rows change along").undone_by(usual);
        let last = Statement::new(usual, "refuse to change the history of rows again").undone_by(keep);
        std::iter::once(first).chain(statements).chain(std::iter::once(last)).collect()
    }
}
