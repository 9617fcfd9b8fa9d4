use ent_engine::dir::{Dir, Migration, Sum};

use super::Revision;

/// How many files may have come late before we stop trying all ways that they may have.
const MOST: usize = 6;

/// The first applied file that is not what it was, if the last one does not fit the directory any more: it was edited, or
/// it is a draft that was written anew since then.
///
/// A hash in the sum runs on over all files before it, by the order of their names: so that of the last file tells of all.
pub(super) fn changed_since_applied(
    revisions: &[Revision],
    dir: &Dir,
    migrations: &[Migration],
) -> Option<String> {
    let history = History { revisions, dir, migrations };
    let last = history.changed_file(revisions.last()?)?;
    Some(revisions.iter().find_map(|revision| history.changed_file(revision)).unwrap_or(last).to_owned())
}

/// The sum of the directory without the files that are not applied, though they sort between those that are.
pub(super) fn sum_of_applied(revisions: &[Revision], dir: &Dir, migrations: &[Migration]) -> Sum {
    let absent = History { revisions, dir, migrations }.absent();
    Sum::of(dir.sources().into_iter().filter(|file| !absent.contains(&file.name.as_str())))
}

/// What was applied, and the directory as it is now.
struct History<'a> {
    revisions: &'a [Revision],
    dir: &'a Dir,
    migrations: &'a [Migration],
}

impl<'a> History<'a> {
    /// The file of a revision, if it or one before it is not what it was.
    ///
    /// A file that comes late moves the hashes of those after it. What was not there yet when the file ran is left out:
    /// files that are not applied, and as far as it takes, files that were applied at the same time or later. A file that is
    /// not applied may have been there all the same: it waited, or was gone back over since.
    fn changed_file(&self, revision: &Revision) -> Option<&'a str> {
        if revision.is_partial() || revision.hash.is_empty() {
            return None;
        }
        let of = |migration: &&Migration| migration.version == revision.version;
        let file = self.migrations.iter().find(of)?.up.file.as_str();
        let absent = self.absent();
        let is_late =
            |other: &Revision| other.version != revision.version && other.executed_at >= revision.executed_at;
        let late: Vec<&str> = self
            .migrations
            .iter()
            .filter(|migration| self.revision(migration).is_some_and(is_late))
            .map(|migration| migration.up.file.as_str())
            .take(MOST)
            .collect();
        let is_as_it_was = ways(absent.len(), late.len()).any(|(there, choice)| {
            let is_left_out = |name: &str| {
                absent[there..].contains(&name)
                    || late.iter().enumerate().any(|(i, file)| *file == name && choice & (1 << i) != 0)
            };
            let sum = Sum::of(self.dir.sources().into_iter().filter(|file| !is_left_out(&file.name)));
            sum.hash(file) == Some(revision.hash.as_str())
        });
        (!is_as_it_was).then_some(file)
    }

    /// Files after the first applied one that are not applied.
    fn absent(&self) -> Vec<&'a str> {
        let key = |version| self.dir.format.version_key(version);
        let Some(first) = self.revisions.first() else { return Vec::new() };
        let migrations = self.migrations.iter().filter(|migration| {
            key(&migration.version) > key(&first.version) && self.revision(migration).is_none()
        });
        migrations.map(|migration| migration.up.file.as_str()).collect()
    }

    fn revision(&self, migration: &Migration) -> Option<&Revision> {
        self.revisions.iter().find(|revision| revision.version == migration.version)
    }
}

/// How many files that are not applied are looked at one by one.
const WAITING: usize = 32;

/// The ways that a directory may have been: how many of the `absent` files were there already, of which the first came
/// first, and which of the `late` ones were not yet. Not all pairs are tried, as each costs a sum.
fn ways(absent: usize, late: usize) -> impl Iterator<Item = (usize, u32)> {
    let all_there = (absent > 0).then_some(absent);
    let choices = 1..1u32 << late;
    let with_none = choices.clone().map(|choice| (0, choice));
    let with_all =
        all_there.into_iter().flat_map(move |all| choices.clone().map(move |choice| (all, choice)));
    let some_there = (0..=absent.min(WAITING)).map(|there| (there, 0));
    some_there.chain(all_there.map(|all| (all, 0))).chain(with_none).chain(with_all)
}

#[cfg(test)]
mod tests {
    use ent_engine::dir::{File, Format};

    use super::*;

    fn dir(files: &[(&str, &str)]) -> Dir {
        Dir::new(Format::Atlas, files.iter().map(|(name, text)| File::new(*name, *text)).collect())
    }

    /// The revision of a file that ran at `time`, when the directory was `then`.
    fn revision(then: &Dir, file: &str, time: &str) -> Revision {
        Revision {
            version: file.trim_end_matches(".sql").to_owned(),
            executed_at: time.to_owned(),
            hash: then.sum().hash(file).unwrap_or_default().to_owned(),
            ..Revision::default()
        }
    }

    fn changed(now: &Dir, revisions: &[Revision]) -> Option<String> {
        changed_since_applied(revisions, now, &now.migrations().expect("migrations"))
    }

    #[test]
    fn only_the_file_itself_counts() {
        let then = dir(&[("1.sql", "A;"), ("3.sql", "C;")]);
        let applied = [revision(&then, "1.sql", "09:00"), revision(&then, "3.sql", "09:00")];
        assert_eq!(changed(&then, &applied), None);
        let late = dir(&[("1.sql", "A;"), ("2.sql", "B;"), ("3.sql", "C;")]);
        assert_eq!(changed(&late, &applied), None);
        let [one, three] = applied.clone();
        let all = [one, revision(&late, "2.sql", "09:30"), three];
        assert_eq!(changed(&late, &all), None);
        let other = dir(&[("1.sql", "A;"), ("3.sql", "other;")]);
        assert_eq!(changed(&other, &applied), Some("3.sql".to_owned()));
        let earlier = dir(&[("1.sql", "other;"), ("3.sql", "C;")]);
        assert_eq!(changed(&earlier, &applied), Some("1.sql".to_owned()));
    }

    #[test]
    fn files_that_wait_or_were_gone_back_over_may_have_been_there() {
        let numbered = |files: &[(&str, &str)]| {
            let file = |(name, text): &(&str, &str)| File::new(format!("{name}_x.up.sql"), *text);
            Dir::new(Format::GolangMigrate, files.iter().map(file).collect())
        };
        let (one, two, ten, eleven) = (("1", "A;"), ("2", "B;"), ("10", "C;"), ("11", "D;"));
        let then = numbered(&[one, two, ten]);
        // The name of the last version sorts before those of the others.
        let applied = ["1", "2"].map(|version| Revision {
            version: version.to_owned(),
            ..revision(&then, &format!("{version}_x.up.sql"), "09:00")
        });
        assert!(applied.iter().all(|revision| !revision.hash.is_empty()));
        assert_eq!(changed(&then, &applied), None);
        assert_eq!(changed(&numbered(&[one, two, ten, eleven]), &applied), None);
        let other = numbered(&[one, ("2", "other;"), ten]);
        assert_eq!(changed(&other, &applied), Some("2_x.up.sql".to_owned()));
    }

    #[test]
    fn nothing_is_known_of_what_has_no_hash_or_no_file() {
        let then = dir(&[("1.sql", "A;")]);
        let taken_over = Revision { hash: String::new(), ..revision(&then, "1.sql", "09:00") };
        assert_eq!(changed(&dir(&[("1.sql", "other;")]), &[taken_over]), None);
        assert_eq!(changed(&dir(&[]), &[revision(&then, "1.sql", "09:00")]), None);
        assert_eq!(changed(&then, &[]), None);
    }
}
