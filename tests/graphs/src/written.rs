//! Written pairs: declarations before and after, and what leads up and down on each database.

use std::fs;
use std::path::{Path, PathBuf};

use ent_engine::diff::diff;
use ent_engine::plan::Reverse;
use ent_runtime::{DialectName, Flavor};

use crate::Case;
use crate::case::script;

/// A pair that a person wrote.
pub struct Written {
    /// The name of its file, without the ending.
    pub name: String,
    path: PathBuf,
    before: String,
    after: String,
    /// Titles like `mysql up` with what is expected, in the order of the file.
    expected: Vec<(String, String)>,
}

/// All written pairs, by name.
///
/// # Panics
/// If a file can't be read.
pub fn written() -> Vec<Written> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
    let mut paths: Vec<PathBuf> =
        fs::read_dir(&folder).expect("the folder").map(|entry| entry.expect("an entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "case"));
    paths.sort();
    paths.into_iter().map(Written::read).collect()
}

impl Written {
    fn read(path: PathBuf) -> Self {
        let text = fs::read_to_string(&path).expect("a readable case");
        let mut sections: Vec<(String, String)> = Vec::new();
        for line in text.lines() {
            match (line.strip_prefix("== "), sections.last_mut()) {
                (Some(title), _) => sections.push((title.to_owned(), String::new())),
                (None, Some((_, body))) => *body += &format!("{line}\n"),
                (None, None) => panic!("{}: text before the first section", path.display()),
            }
        }
        let mut take = |title: &str| match sections.iter().position(|(other, _)| other == title) {
            Some(at) => sections.remove(at).1,
            None => String::new(),
        };
        Self {
            name: path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
            before: take("before"),
            after: take("after"),
            path,
            expected: sections,
        }
    }

    /// The pair for one database.
    ///
    /// # Errors
    /// What is wrong with the declarations, or what the database has not.
    pub fn case(&self, flavor: Flavor, database: &str) -> Result<Case, String> {
        Case::written(&self.before, &self.after, flavor, database)
    }

    /// Holds what comes out against what the file says, and carries it out in memory; with
    /// `ENT_BLESS` set, what comes out is written into the file.
    ///
    /// # Errors
    /// What is wrong.
    ///
    /// # Panics
    /// If the file can't be written.
    pub fn check(&self) -> Result<(), String> {
        let mut found = Vec::new();
        for (word, name) in [
            ("sqlite", DialectName::Sqlite),
            ("postgres", DialectName::Postgres),
            ("mysql", DialectName::Mysql),
            ("mariadb", DialectName::Mariadb),
        ] {
            let case = self.case(Flavor::new(name), "shop");
            match case.and_then(|case| sections(&case).map(|sections| (case, sections))) {
                Ok((case, sections)) => {
                    case.check_in_memory().map_err(|error| format!("{} on {word}: {error}", self.name))?;
                    found.extend(sections.into_iter().map(|(title, body)| (format!("{word} {title}"), body)));
                }
                Err(error) => found.push((format!("{word} error"), format!("{error}\n"))),
            }
        }
        // What holds for MariaDB as for MySQL is said once.
        let title = |from: &str| from.replace("mysql", "mariadb");
        let twice = |(name, body): &(String, String)| {
            found.iter().any(|(other, text)| title(other) == *name && text == body && other != name)
        };
        let all_twice = found.iter().filter(|(name, _)| name.starts_with("mariadb")).all(twice);
        if all_twice {
            found.retain(|(name, _)| !name.starts_with("mariadb"));
        }
        if std::env::var_os("ENT_BLESS").is_some() {
            fs::write(&self.path, self.print(&found)).expect("a writable case");
        } else if found != self.expected {
            return Err(format!("{}\n{}", self.path.display(), self.print(&found)));
        }
        Ok(())
    }

    fn print(&self, sections: &[(String, String)]) -> String {
        let mut text = format!("== before\n{}== after\n{}", self.before, self.after);
        for (title, body) in sections {
            text += &format!("== {title}\n{body}");
        }
        text
    }
}

/// What comes of a pair: what looks like a rename, the way up, the way down.
fn sections(case: &Case) -> Result<Vec<(&'static str, String)>, String> {
    let (before, after) = (&case.before.realm, &case.after.realm);
    let questions = diff(case.dialect.as_ref(), before, after, &case.options).questions;
    let plan = case.plan(before, after).map_err(|error| error.to_string())?;
    let mut up = String::new();
    for statement in &plan.statements {
        for hazard in &statement.hazards {
            up += &format!("-- {:?}: {}\n", hazard.kind, hazard.message);
        }
        if let Reverse::Impossible(reason) = &statement.reverse {
            up += &format!("-- no way back: {reason}\n");
        }
        up += &format!("{};\n", statement.sql);
    }
    let mut sections = Vec::new();
    if !questions.is_empty() {
        sections.push(("questions", questions.iter().map(|question| format!("{question}\n")).collect()));
    }
    sections.push(("up", up));
    sections.push(("down", script(plan.reverse().map(|(sql, _)| sql))));
    Ok(sections)
}
