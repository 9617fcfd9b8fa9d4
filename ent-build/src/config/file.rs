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
    toml::from_str(&text)
        .map_err(|error| BuildError::Config { path: path.to_path_buf(), message: error.to_string() })
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
    fn wrong_options_are_named() {
        let cases = [
            ("[migrate]\ndialect = \"oracle\"", "`oracle` is not a database"),
            ("[migrate]\nformat = \"x\"\ndialect = \"sqlite\"", "unknown dir format \"x\""),
            ("[migrate]\ndestructive = \"maybe\"", "unknown variant `maybe`"),
            ("[migrat]\n", "unknown field `migrat`"),
            ("[migrate]\nversion = \"x\"\ndialect = \"sqlite\"", "`x` is not a version"),
            ("", "which database are the migrations for? (none is known"),
            ("[migrate]\ndialct = \"sqlite\"", "unknown field `dialct`"),
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
