use crate::dir::{Dir, Edit, File, Migration, Rendering, Timestamp, stamp};
use crate::plan::Plan;

/// One version of a migration that was made.
#[derive(Clone, Debug)]
pub struct Version {
    /// The version.
    pub version: Timestamp,
    /// What it is called.
    pub name: String,
    /// Its statements.
    pub plan: Plan,
    /// Its files.
    pub files: Vec<File>,
}

/// How a plan is laid out in the files of a directory.
#[derive(Clone, Copy, Debug)]
pub struct Layout<'a> {
    /// What the migration is called.
    pub name: &'a str,
    /// The versions that it takes the place of.
    pub replaced: &'a [&'a Migration],
    /// Whether the files get the mark by which a draft is known.
    pub stamp: bool,
    /// The moment that versions are named by, unless the directory has a later one.
    pub now: Timestamp,
}

impl Layout<'_> {
    /// `plan` in versions of `dir`: statements that refuse to run in a transaction get one of their own.
    pub fn versions(&self, dir: &Dir, plan: Plan) -> Vec<Version> {
        let mut version = self.first_version(dir);
        let mut versions = Vec::new();
        for (i, plan) in parts(plan).into_iter().enumerate() {
            let name = if i == 0 { self.name.to_owned() } else { format!("{}_{}", self.name, i + 1) };
            let mut files = dir.format.render(&Rendering { version, name: &name, plan: &plan });
            if self.stamp {
                files = stamp(dir.format, files);
            }
            versions.push(Version { version, name, plan, files });
            version = version.next();
        }
        versions
    }

    /// What writing `versions` does to `dir`.
    pub fn edit(&self, dir: &Dir, versions: &[Version]) -> Edit {
        Edit {
            add: versions.iter().flat_map(|version| version.files.iter().cloned()).collect(),
            remove: self
                .replaced
                .iter()
                .flat_map(|m| dir.files_of(m))
                .map(|file| file.name.clone())
                .collect(),
        }
    }

    /// The version to begin with: that of the first one replaced, so that a draft keeps its own; else
    /// now, but after every version that is there.
    fn first_version(&self, dir: &Dir) -> Timestamp {
        if let Some(kept) = self.replaced.first().and_then(|migration| Timestamp::parse(&migration.version)) {
            return kept;
        }
        let migrations = dir.migrations().unwrap_or_default();
        let last = migrations.iter().filter_map(|migration| Timestamp::parse(&migration.version)).max();
        match last {
            Some(last) if last >= self.now => last.next(),
            _ => self.now,
        }
    }
}

/// The runs of statements that go together into a transaction, or into none.
fn parts(plan: Plan) -> Vec<Plan> {
    let mut parts: Vec<Plan> = Vec::new();
    for statement in plan.statements {
        let last = parts.last_mut().filter(|part| {
            part.statements
                .last()
                .is_some_and(|last| last.outside_transaction == statement.outside_transaction)
        });
        match last {
            Some(part) => part.statements.push(statement),
            None => parts.push(Plan { statements: vec![statement] }),
        }
    }
    parts
}
