use ent_engine::dir::{Dir, Migration, Sum};

use super::Revision;

/// How many files may have come late before we stop trying all ways that they may have.
const MOST: usize = 6;

/// The last applied file, if it is not what it was: a draft that was written anew since then is
/// another migration under the same version.
///
/// A hash in the sum runs on over all files before it, by the order of their names, so a file that
/// comes late moves the hashes of those after it. What was not there yet when the last file ran is left out: files that are
/// not applied, and as far as it takes, files that were applied at the same time or later.
pub(super) fn changed_since_applied(
    revisions: &[Revision],
    dir: &Dir,
    migrations: &[Migration],
) -> Option<String> {
    let (first, last) = (revisions.first()?, revisions.last()?);
    if last.is_partial() || last.hash.is_empty() {
        return None;
    }
    let file = &migrations.iter().find(|migration| migration.version == last.version)?.up.file;
    let key = |version| dir.format.version_key(version);
    let others = || migrations.iter().filter(|migration| migration.version != last.version);
    let revision_of = |migration: &Migration| revisions.iter().find(|r| r.version == migration.version);
    let absent: Vec<&str> = others()
        .filter(|migration| key(&migration.version) > key(&first.version) && revision_of(migration).is_none())
        .map(|migration| migration.up.file.as_str())
        .collect();
    let late: Vec<&str> = others()
        .filter(|migration| revision_of(migration).is_some_and(|r| r.executed_at >= last.executed_at))
        .map(|migration| migration.up.file.as_str())
        .take(MOST)
        .collect();
    let is_as_it_was = (0..1u32 << late.len()).any(|choice| {
        let is_left_out = |name: &str| {
            absent.contains(&name)
                || late.iter().enumerate().any(|(i, file)| *file == name && choice & (1 << i) != 0)
        };
        let sum = Sum::of(dir.sources().into_iter().filter(|file| !is_left_out(&file.name)));
        sum.hash(file) == Some(last.hash.as_str())
    });
    (!is_as_it_was).then(|| file.clone())
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
