use std::path::Path;

use super::Config;
use crate::error::BuildError;

/// The options in the file `path`; none if it is not there.
///
/// # Errors
/// When the file can't be read, or holds an option that is unknown or of the wrong kind.
pub(crate) fn read_file(path: &Path) -> Result<Config, BuildError> {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Config::default()),
        Err(error) => return Err(BuildError::io("read", path, error)),
    };
    toml::from_str(&text).map_err(|error| match unknown(&text, &error.to_string()) {
        Some((line, message)) => {
            BuildError::Config { path: format!("{}:{line}", path.display()).into(), message }
        }
        None => BuildError::Config { path: path.to_path_buf(), message: error.to_string() },
    })
}

/// Every option, by its name in the file.
const OPTIONS: [&str; 18] = [
    "schema",
    "module",
    "mode",
    "migrate",
    "targets",
    "dialect",
    "version",
    "dir",
    "format",
    "indent",
    "destructive",
    "drops",
    "schemas",
    "default_schema",
    "comments",
    "ignore",
    "drafts",
    "online",
];

/// The line of an unknown option and what to say of it, where that is what `error` is about. (Of an
/// option in a table the reader only knows the line of the table.)
fn unknown(text: &str, error: &str) -> Option<(usize, String)> {
    let (_, rest) = error.split_once("unknown field `")?;
    let (word, _) = rest.split_once('`')?;
    let names = |line: &str| {
        let key = line.split('=').next().unwrap_or(line);
        key.split('.').any(|part| part.trim_matches([' ', '\t', '[', ']', '"']) == word)
    };
    let line = text.lines().position(names)? + 1;
    let help = match ent_schema::parse::nearest(word, OPTIONS) {
        Some(option) => format!("did you mean `{option}`?"),
        None => format!("the options are {}", OPTIONS.join(", ")),
    };
    Some((line, format!("unknown option `{word}`\nhelp: {help}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Destructive;
    use crate::config::Target;

    fn targets(text: &str, drivers: &[&str]) -> Result<Vec<Target>, String> {
        let config: Config = toml::from_str(text).map_err(|error| error.to_string())?;
        let drivers: Vec<String> = drivers.iter().map(|name| (*name).to_owned()).collect();
        config.targets(&drivers).map_err(|error| error.to_string())
    }

    #[test]
    fn everything_has_a_default() {
        let target = &targets("", &["sqlite"]).unwrap()[0];
        assert_eq!(target.flavor.to_string(), "SQLite 3.40");
        assert_eq!((target.dir.as_str(), target.indent.as_str()), ("migrations", "  "));
        assert_eq!(target.destructive, Destructive::Stop);
        assert!(target.drafts);
    }

    #[test]
    fn targets_take_what_they_leave_out_from_the_table_above() {
        let text = r#"
            schema = "src/db/schema"
            [migrate]
            destructive = "warn"
            dir = "migrations/sqlite"
            [[migrate.targets]]
            dialect = "sqlite"
            [[migrate.targets]]
            dialect = "mariadb"
            version = "10.6"
            dir = "migrations/maria"
            format = "goose"
        "#;
        let targets = targets(text, &[]).unwrap();
        assert_eq!(targets[0].dir, "migrations/sqlite");
        assert_eq!(targets[1].flavor.to_string(), "MariaDB 10.6");
        assert_eq!(targets[1].format.as_str(), "goose");
        assert_eq!(targets[1].destructive, Destructive::Warn);
    }

    #[test]
    fn an_unknown_option_is_told_with_its_line_and_what_was_meant() {
        let cases = [
            ("[migrate]\n\ndialct = \"sqlite\"", 3, "did you mean `dialect`?"),
            ("[migrate]\ndialect = \"sqlite\"\n[[migrate.targets]]\ndirr = \"x\"", 4, "did you mean `dir`?"),
            ("[migrat]\n", 1, "did you mean `migrate`?"),
            ("migrate.nothing-like-it = 1", 1, "the options are schema, "),
        ];
        for (text, line, help) in cases {
            let error = toml::from_str::<Config>(text).unwrap_err().to_string();
            let (found, message) = unknown(text, &error).unwrap_or_else(|| panic!("{text}: {error}"));
            assert!(found == line && message.contains(help), "{text}: {found}: {message}");
        }
    }

    #[test]
    fn the_documented_options_are_those_that_are_read() {
        let page = include_str!("../../../docs/build.md");
        let options: Vec<&str> = page
            .lines()
            .filter_map(|line| line.strip_prefix("| `")?.split_once("` |"))
            .map(|(option, _)| option.rsplit('.').next().unwrap_or(option))
            .collect();
        for option in OPTIONS.iter().filter(|option| !["migrate", "targets"].contains(option)) {
            assert!(options.contains(option), "docs/build.md does not tell of `{option}`");
        }
        let text = "schema = \"s\"\nmodule = \"m\"\nmode = \"check\"\n[migrate]\nversion = \"15\"\n\
                    indent = \"\"\ndrops = []\nschemas = {}\ndefault_schema = \"app\"\ncomments = true\n\
                    ignore = []\ndrafts = true\nonline = true\n[[migrate.targets]]\ndialect = \"mysql\"\nformat = \"sqlx\"\n\
                    dir = \"d\"\ndestructive = \"warn\"\n";
        for option in OPTIONS {
            assert!(text.contains(option), "`{option}` is not in the text");
        }
        let config: Config = toml::from_str(text).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(
            config.targets(&[]).map(|targets| targets[0].default_schema.clone()).ok(),
            Some("app".to_owned())
        );
    }

    #[test]
    fn wrong_options_are_named() {
        let cases = [
            ("[migrate]\ndialect = \"oracle\"", "`oracle` is not a database"),
            ("[migrate]\nformat = \"x\"\ndialect = \"sqlite\"", "unknown dir format \"x\""),
            ("[migrate]\ndestructive = \"maybe\"", "unknown variant `maybe`"),
            ("[migrat]\n", "unknown field `migrat`"),
            ("[migrate]\nversion = \"x\"\ndialect = \"sqlite\"", "`x` is not a version"),
            ("", "which database are the migrations for? (none is known"),
            ("[migrate]\ndialct = \"sqlite\"", "unknown field `dialct`"),
            ("[[migrate.targets]]\ndialct = \"sqlite\"", "unknown field `dialct`"),
            (
                "[[migrate.targets]]\ndialect = \"sqlite\"\n[[migrate.targets]]\ndialect = \"mysql\"",
                "two targets share the directory migrations",
            ),
        ];
        for (text, message) in cases {
            let error = targets(text, &[]).unwrap_err();
            assert!(error.contains(message), "{text}: {error}");
        }
        let error = targets("", &["postgres", "mysql"]).unwrap_err();
        assert!(error.contains("built for postgres and mysql"), "{error}");
    }
}
