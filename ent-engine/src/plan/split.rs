mod file_names;
mod needs;
mod settings;

use std::collections::{BTreeMap, BTreeSet};

use super::{Printed, Reach, Role, Statement, script};
use crate::change::Subject;
use crate::dialect::Dialect;
use file_names::file_names;
use needs::Mentions;
use settings::{Settings, Wanted};

/// The file of a split realm that takes in all others.
pub const MAIN_FILE: &str = "main.sql";

/// A file of SQL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SqlFile {
    /// Where it is, in its folder: `tables/users.sql`.
    pub path: String,
    /// The statements, below the files that must run before them (`-- atlas:import`).
    pub text: String,
}

/// A printed realm with a file for each object, laid out as Atlas does: `tables/users.sql` where objects stand in the
/// schema of the connection, `schemas/app/tables/users.sql` where all have names, extensions apart from the schemas.
///
/// Each file takes in what it needs, and [`MAIN_FILE`] all files, in an order that the server accepts. What no order of
/// the files allows stands in that file, after all others: the second of two foreign keys between two tables.
pub fn split(dialect: &dyn Dialect, printed: &[Printed]) -> Vec<SqlFile> {
    let parts = Parts::of(dialect, printed);
    let order = parts.order();
    let names = file_names(order.iter().filter_map(|&at| parts.files.get(at)).map(|file| &file.subject));
    let name = |at: usize| {
        parts.files.get(at).and_then(|file| names.get(&file.subject)).map_or(MAIN_FILE, String::as_str)
    };
    let mut files = Vec::new();
    let mut main = String::new();
    for &at in &order {
        main.push_str(&import(MAIN_FILE, name(at)));
        if let Some(file) = parts.files.get(at) {
            let mut needs: Vec<&str> = file.needs.iter().map(|&need| name(need)).collect();
            needs.sort_unstable();
            let imports: String = needs.into_iter().map(|need| import(name(at), need)).collect();
            files
                .push(SqlFile { path: name(at).to_owned(), text: text(dialect, &imports, &file.statements) });
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files.push(SqlFile { path: MAIN_FILE.to_owned(), text: text(dialect, &main, &parts.last) });
    files
}

/// What is in one file.
struct Part {
    subject: Subject,
    statements: Vec<Wanted>,
    /// Files whose statements come first.
    needs: BTreeSet<usize>,
}

/// A realm in parts.
struct Parts {
    files: Vec<Part>,
    /// What comes after all files.
    last: Vec<Wanted>,
}

impl Parts {
    fn of(dialect: &dyn Dialect, printed: &[Printed]) -> Self {
        let mut parts = Self { files: Vec::new(), last: Vec::new() };
        let mut places: BTreeMap<&Subject, usize> = BTreeMap::new();
        let mut schemas: BTreeMap<&str, usize> = BTreeMap::new();
        // Those of which something comes after all files, so that the rest of it does too.
        let mut ended: BTreeSet<usize> = BTreeSet::new();
        let mut mentions = Mentions::new(dialect);
        let mut settings = Settings::default();
        for Printed { statement, role } in printed {
            let (subject, reach, brings) = match role {
                Role::Sets(setting) => {
                    settings.set(setting, statement);
                    continue;
                }
                Role::Makes { subject, reach, brings } => (subject, *reach, brings),
            };
            let at = *places.entry(subject).or_insert_with(|| {
                parts.files.push(Part {
                    subject: subject.clone(),
                    statements: Vec::new(),
                    needs: BTreeSet::new(),
                });
                mentions.add(&subject.name, parts.files.len() - 1);
                if subject.kind == "schema" {
                    schemas.insert(&subject.name, parts.files.len() - 1);
                }
                parts.files.len() - 1
            });
            brings.iter().for_each(|name| mentions.add(name, at));
            let needs: BTreeSet<usize> = match reach {
                Reach::Named => mentions.of(&statement.sql).filter(|need| *need != at).collect(),
                Reach::Own | Reach::All => BTreeSet::new(),
            };
            let wanted = settings.wanted_by(subject, statement);
            let is_free = reach != Reach::All
                && !ended.contains(&at)
                && needs.iter().all(|need| !ended.contains(need) && !parts.reaches(*need, at));
            match parts.files.get_mut(at).filter(|_| is_free) {
                Some(file) => {
                    file.needs.extend(needs);
                    file.statements.push(wanted);
                }
                None => {
                    ended.insert(at);
                    parts.last.push(wanted);
                }
            }
        }
        parts
    }

    /// Whether the file at `from` comes after the one at `to`, because of what it needs.
    fn reaches(&self, from: usize, to: usize) -> bool {
        let mut seen = BTreeSet::new();
        let mut todo = vec![from];
        while let Some(at) = todo.pop() {
            if at == to {
                return true;
            }
            if seen.insert(at) {
                todo.extend(self.files.get(at).into_iter().flat_map(|file| &file.needs));
            }
        }
        false
    }

    /// The files that hold something, each after those that it needs, otherwise as they were printed.
    fn order(&self) -> Vec<usize> {
        let mut missing: Vec<usize> = self.files.iter().map(|file| file.needs.len()).collect();
        let mut needed_by: Vec<Vec<usize>> = vec![Vec::new(); self.files.len()];
        for (at, file) in self.files.iter().enumerate() {
            for &need in &file.needs {
                needed_by[need].push(at);
            }
        }
        let mut ready: BTreeSet<usize> =
            missing.iter().enumerate().filter(|(_, missing)| **missing == 0).map(|(at, _)| at).collect();
        let mut order = Vec::new();
        while let Some(at) = ready.pop_first() {
            for &next in &needed_by[at] {
                missing[next] -= 1;
                if missing[next] == 0 {
                    ready.insert(next);
                }
            }
            if !self.files[at].statements.is_empty() {
                order.push(at);
            }
        }
        order
    }
}

/// The line by which the file `from` takes in another.
fn import(from: &str, to: &str) -> String {
    let (from, to): (Vec<&str>, Vec<&str>) = (from.split('/').collect(), to.split('/').collect());
    let shared = from.iter().zip(&to).take_while(|(from, to)| from == to).count();
    let up = "../".repeat(from.len().saturating_sub(shared + 1));
    format!("-- atlas:import {up}{}\n", to.get(shared..).unwrap_or_default().join("/"))
}

fn text(dialect: &dyn Dialect, imports: &str, wanted: &[Wanted]) -> String {
    let statements: Vec<Statement> = settings::between(wanted);
    let statements = script::text(dialect, &statements);
    match (imports, statements.as_str()) {
        ("", statements) => statements.to_owned(),
        (imports, "") => imports.to_owned(),
        (imports, statements) => format!("{imports}\n{statements}"),
    }
}
