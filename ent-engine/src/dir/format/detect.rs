use super::Format;
use crate::dir::File;
use crate::dir::changesets::directive;

impl Format {
    /// The format that `files` are in, by their names and by the marks in them; `None` where there
    /// is no migration file yet.
    ///
    /// Two files for a version are golang-migrate's, marks of goose, dbmate and Liquibase are theirs,
    /// names like `V1__a.sql` are Flyway's, folders with an `up.sql` are Diesel's. Single files
    /// without a mark are Atlas', beside pairs sqlx's.
    pub fn detect(files: &[File]) -> Option<Self> {
        let names = || files.iter().map(|file| file.name.as_str()).filter(|name| name.ends_with(".sql"));
        if names().any(|name| name.ends_with("/up.sql")) {
            return Some(Self::Diesel);
        }
        let is_pair = |name: &str| name.ends_with(".up.sql") || name.ends_with(".down.sql");
        let is_top = |name: &&str| !name.contains('/');
        let pairs = names().filter(is_top).filter(|name| is_pair(name)).count();
        let singles = names().filter(is_top).count() - pairs;
        match (pairs, singles) {
            (0, 0) => names().next().map(|_| Self::Flyway).filter(|_| names().all(is_flyway)),
            (_, 0) => Some(Self::GolangMigrate),
            (0, _) if names().all(|name| is_flyway(name) || is_callback(name)) && names().any(is_flyway) => {
                Some(Self::Flyway)
            }
            (0, _) => Some(files.iter().find_map(marked).unwrap_or(Self::Atlas)),
            (_, _) => Some(Self::Sqlx),
        }
    }
}

/// Whether a name is `V1__a.sql`, `U1__a.sql`, `B1__a.sql` or `R__a.sql`.
fn is_flyway(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.starts_with(['V', 'U', 'B', 'R']) && name.contains("__")
}

/// Whether a name is one of Flyway's callbacks: `afterMigrate.sql`, `beforeEachMigrate__grants.sql`.
fn is_callback(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let rest = name.strip_prefix("before").or_else(|| name.strip_prefix("after"));
    rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_uppercase()))
}

/// The tool whose mark the file carries at the start of a line.
fn marked(file: &File) -> Option<Format> {
    let text = std::str::from_utf8(&file.content).ok()?;
    text.lines().find_map(|line| {
        let words = line.trim_start_matches('\u{feff}').strip_prefix("--")?.trim_start();
        let is_up =
            |mark: &str| mark.trim_start().get(..2).is_some_and(|word| word.eq_ignore_ascii_case("up"));
        if words.strip_prefix("+goose").is_some_and(is_up) {
            Some(Format::Goose)
        } else if words.strip_prefix("migrate:").is_some_and(is_up) {
            Some(Format::Dbmate)
        } else if directive(line, "liquibase formatted sql").is_some() {
            Some(Format::Liquibase)
        } else {
            None
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_tell_their_format() {
        let detect = |files: &[(&str, &str)]| {
            let files: Vec<File> = files.iter().map(|(name, text)| File::new(*name, *text)).collect();
            Format::detect(&files)
        };
        type Files = &'static [(&'static str, &'static str)];
        let cases: [(Files, Option<Format>); 12] = [
            (&[], None),
            (&[("atlas.sum", "")], None),
            (&[("1_a.up.sql", ""), ("1_a.down.sql", "")], Some(Format::GolangMigrate)),
            (&[("1_a.sql", "SELECT 1;"), ("2.sql", "")], Some(Format::Atlas)),
            (&[("1_a.sql", ""), ("2_b.up.sql", ""), ("2_b.down.sql", "")], Some(Format::Sqlx)),
            (&[("1_a.sql", "-- a\n-- +goose Up\nSELECT 1;")], Some(Format::Goose)),
            (&[("1_a.sql", "--+goose up\nSELECT 1;")], Some(Format::Goose)),
            (&[("1_a.sql", "-- migrate:up\nSELECT 1;")], Some(Format::Dbmate)),
            (&[("1_a.sql", "--liquibase formatted sql\n")], Some(Format::Liquibase)),
            (&[("V1__a.sql", ""), ("R__v.sql", "")], Some(Format::Flyway)),
            (&[("db/V1__a.sql", ""), ("afterMigrate.sql", "")], Some(Format::Flyway)),
            (&[("2024_a/up.sql", ""), ("2024_a/down.sql", "")], Some(Format::Diesel)),
        ];
        for (files, expected) in cases {
            assert_eq!(detect(files), expected, "{files:?}");
        }
    }
}
