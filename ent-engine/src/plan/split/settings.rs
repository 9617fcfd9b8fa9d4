//! What is set for statements that no longer follow the one that set it.

use std::collections::BTreeMap;

use super::super::{Setting, Statement};
use crate::change::Subject;

/// A statement with the settings that it is read with.
#[derive(Clone, Debug)]
pub(super) struct Wanted {
    statement: Statement,
    settings: BTreeMap<&'static str, Set>,
}

/// A setting and the statement that makes it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Set {
    setting: Setting,
    statement: Statement,
}

/// The settings at one point of a script.
#[derive(Default)]
pub(super) struct Settings {
    current: BTreeMap<&'static str, Set>,
}

impl Settings {
    pub(super) fn set(&mut self, setting: &Setting, statement: &Statement) {
        if setting.reset == Some(statement.sql.as_str()) {
            self.current.remove(setting.name);
        } else {
            let set = Set { setting: setting.clone(), statement: statement.clone() };
            self.current.insert(setting.name, set);
        }
    }

    /// `statement` with those that matter to what it makes.
    pub(super) fn wanted_by(&self, subject: &Subject, statement: &Statement) -> Wanted {
        let matters = |set: &Set| set.setting.kinds.is_empty() || set.setting.kinds.contains(&subject.kind);
        let settings = self.current.iter().filter(|(_, set)| matters(set));
        Wanted {
            statement: statement.clone(),
            settings: settings.map(|(name, set)| (*name, set.clone())).collect(),
        }
    }
}

/// The statements with those between them that set what each wants. At the end all is as it was at the beginning.
pub(super) fn between(wanted: &[Wanted]) -> Vec<Statement> {
    let mut statements = Vec::new();
    let mut current: BTreeMap<&'static str, Set> = BTreeMap::new();
    let nothing = BTreeMap::new();
    let steps = wanted.iter().map(|wanted| (&wanted.settings, Some(&wanted.statement)));
    for (settings, statement) in steps.chain([(&nothing, None)]) {
        // What goes back to something kept keeps it anew each time.
        for set in current.values().filter(|set| settings.get(set.setting.name) != Some(set)) {
            let reset = set.setting.reset.map(|sql| Statement::new(sql, "read what follows as before"));
            statements.extend(reset);
        }
        for (name, set) in settings {
            if current.get(name) != Some(set) {
                statements.push(set.statement.clone());
            }
        }
        current.clone_from(settings);
        statements.extend(statement.cloned());
    }
    statements
}
