//! What of a directory is for one database, where its files are for several.

use super::{Dir, File, Format, changesets};
use crate::dialect::{DialectName, Fit};

impl Dir {
    /// The directory as `database` reads it: without the files that are for other databases by their names
    /// (`1_users.mysql.up.sql`, `mysql/V1__users.sql`), and without the changesets of Liquibase that are for others.
    ///
    /// A file whose name tells no database gives way to one of the same version that tells this one, as for pop.
    /// Where no file is for this database, all stay.
    #[must_use]
    pub fn for_database(&self, database: DialectName) -> Self {
        let mut kept: Vec<(&File, Fit)> = Vec::new();
        for file in &self.files {
            let fit = fit(&file.name, database);
            let stem = stem(&file.name);
            let rivals = |other: &&File| self::stem(&other.name) == stem;
            let best = self.files.iter().filter(rivals).map(|other| self::fit(&other.name, database)).max();
            if fit > Fit::Other && Some(fit) == best {
                kept.push((file, fit));
            }
        }
        let sources = |files: &[File]| !self.format.sources(files).is_empty();
        let mut files: Vec<File> = kept.into_iter().map(|(file, _)| file.clone()).collect();
        if !sources(&files) {
            files.clone_from(&self.files);
        }
        if self.format == Format::Liquibase {
            for file in &mut files {
                if let Some(text) =
                    changesets::for_database(file, |names| names_database(names, database), database)
                {
                    file.content = text.into_bytes();
                }
            }
        }
        Self { format: self.format, files }
    }
}

/// The parts of a path that may name a database: its folders, and what stands last before the end of its name.
fn words(path: &str) -> impl Iterator<Item = &str> {
    let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
    let last = body(name).rsplit_once('.').map(|(_, word)| word);
    folders.split('/').chain(last)
}

/// A name without its end: `.up.sql`, `.down.sql`, `.sql`, and what pop writes before those.
fn body(name: &str) -> &str {
    let ends = [".up.sql", ".down.sql", ".sql"];
    let body = ends.iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name);
    body.strip_suffix(".autocommit").unwrap_or(body)
}

fn fit(path: &str, database: DialectName) -> Fit {
    words(path).filter_map(|word| Fit::of(word, database)).min().unwrap_or(Fit::Any)
}

/// The path without what names a database: files with the same one are each other's alternatives.
fn stem(path: &str) -> String {
    let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
    let body = body(name);
    let down = if name.ends_with(".down.sql") { ".down" } else { "" };
    let body = match body.rsplit_once('.') {
        Some((before, word)) if Fit::names_database(word) => before,
        _ => body,
    };
    let folders =
        folders.split('/').filter(|folder| !Fit::names_database(folder)).collect::<Vec<_>>().join("/");
    format!("{folders}/{}{down}", body.trim_end_matches('.'))
}

/// Whether a list like `mysql, mariadb` or `!h2` has the database in it.
fn names_database(list: &str, database: DialectName) -> bool {
    let names: Vec<&str> = list.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
    let is = |name: &str| match Fit::of(name, database) {
        Some(fit) => fit == Fit::Own,
        None => name.eq_ignore_ascii_case("all"),
    };
    let excluded = names.iter().filter_map(|name| name.strip_prefix('!')).any(is);
    let mut included = names.iter().filter(|name| !name.starts_with('!')).peekable();
    !excluded && (included.peek().is_none() || included.any(|name| is(name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(format: Format, files: &[&str], database: DialectName) -> Vec<String> {
        let files = files.iter().map(|name| File::new(*name, "SELECT 1;")).collect();
        Dir::new(format, files).for_database(database).files.into_iter().map(|file| file.name).collect()
    }

    #[test]
    fn files_for_other_databases_are_left_out() {
        let pop = [
            "1_users.up.sql",
            "1_users.mysql.up.sql",
            "1_users.mysql.down.sql",
            "1_users.sqlite3.up.sql",
            "2_pets.up.sql",
            "3_toys.cockroach.up.sql",
            "3_toys.postgres.autocommit.up.sql",
        ];
        let of = |database| names(Format::GolangMigrate, &pop, database);
        assert_eq!(
            of(DialectName::Mysql),
            ["1_users.mysql.down.sql", "1_users.mysql.up.sql", "2_pets.up.sql"]
        );
        assert_eq!(of(DialectName::Mariadb), of(DialectName::Mysql));
        assert_eq!(of(DialectName::Sqlite), ["1_users.sqlite3.up.sql", "2_pets.up.sql"]);
        assert_eq!(
            of(DialectName::Postgres),
            ["1_users.up.sql", "2_pets.up.sql", "3_toys.postgres.autocommit.up.sql"]
        );
        let flyway = ["common/V1__a.sql", "h2/V2__b.sql", "mysql/V2__b.sql"];
        assert_eq!(
            names(Format::Flyway, &flyway, DialectName::Mysql),
            ["common/V1__a.sql", "mysql/V2__b.sql"]
        );
        let none = ["1_a.mysql.up.sql"];
        assert_eq!(names(Format::GolangMigrate, &none, DialectName::Sqlite), none);
    }

    #[test]
    fn changesets_for_other_databases_are_blanked_out() {
        let text = "--liquibase formatted sql\n--changeset a:1 dbms:h2,oracle\nA;\n--changeset a:2 dbms:\"mysql, mariadb\"\nB;\n\
                    -- changeset a:3 dbms:!mysql\nC;\n--changeset a:4 endDelimiter:// splitStatements:true\nD//\n--changeset a:5\nE;\n--CHANGESET a:6 ignore:TRUE\nF;\n";
        let dir = Dir::new(Format::Liquibase, vec![File::new("1_a.sql", text)]);
        let of = |database| String::from_utf8(dir.for_database(database).files[0].content.clone()).unwrap();
        let lines = |database| {
            let text = of(database);
            let lines = text.lines().filter(|line| !line.starts_with("--") && !line.trim().is_empty());
            lines.map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(lines(DialectName::Mysql), ["B;", "D; ", "E;"]);
        assert_eq!(lines(DialectName::Postgres), ["C;", "D; ", "E;"]);
        assert_eq!(of(DialectName::Mysql).lines().count(), text.lines().count());
    }
}
