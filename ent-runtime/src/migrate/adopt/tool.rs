//! The tables in which other tools keep what is applied.

/// A tool, and the table that it keeps.
pub(super) struct Tool {
    pub(super) name: &'static str,
    pub(super) table: &'static str,
    /// What to read of the table: a version, and what [`Kept`] says of it.
    pub(super) columns: &'static str,
    pub(super) order: &'static str,
    pub(super) kept: Kept,
}

/// How a tool keeps what is applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kept {
    /// A row for each version that is applied.
    Versions,
    /// A row for each version, and whether it went well.
    Successes,
    /// The last version alone, and whether it failed; a table without the second column has a row for each version.
    LastOrVersions,
    /// A log: versions that were applied, or taken back.
    Log,
    /// A log of Flyway's: the version, whether it went well, and what was done.
    Flyway,
}

/// The tools, in the order in which their tables are looked for.
pub(super) const TOOLS: [Tool; 6] = [
    Tool {
        name: "sqlx",
        table: "_sqlx_migrations",
        columns: "version, success",
        order: "version",
        kept: Kept::Successes,
    },
    Tool {
        name: "diesel",
        table: "__diesel_schema_migrations",
        columns: "version",
        order: "version",
        kept: Kept::Versions,
    },
    Tool {
        name: "refinery",
        table: "refinery_schema_history",
        columns: "version",
        order: "version",
        kept: Kept::Versions,
    },
    Tool {
        name: "goose",
        table: "goose_db_version",
        columns: "version_id, is_applied",
        order: "id",
        kept: Kept::Log,
    },
    Tool {
        name: "Flyway",
        table: "flyway_schema_history",
        columns: "version, success, type",
        order: "installed_rank",
        kept: Kept::Flyway,
    },
    // dbmate's table has the same name and one column.
    Tool {
        name: "golang-migrate",
        table: "schema_migrations",
        columns: "*",
        order: "version",
        kept: Kept::LastOrVersions,
    },
];

/// What a tool says is applied.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct History {
    /// This version and all before it.
    pub(super) up_to: Option<String>,
    /// These, each by itself.
    pub(super) versions: Vec<String>,
    /// A version that failed.
    pub(super) failed: Option<String>,
}

impl Tool {
    /// The name of the tool, told by what is in the table where two tools share its name.
    pub(super) fn name(&self, history: &History) -> &'static str {
        let is_list = self.kept == Kept::LastOrVersions && history.up_to.is_none();
        if is_list && !history.versions.is_empty() { "dbmate" } else { self.name }
    }
}

impl History {
    /// Reads the rows of a table, each a list of values.
    pub(super) fn read(kept: Kept, rows: &[Vec<Option<String>>]) -> Self {
        let mut history = Self::default();
        for row in rows {
            let text = |at: usize| row.get(at).and_then(Option::as_deref);
            let flag = |at: usize| text(at).is_some_and(is_true);
            let Some(version) = text(0).map(str::to_owned) else { continue };
            match kept {
                Kept::LastOrVersions if row.len() > 1 => {
                    history.failed = flag(1).then(|| version.clone());
                    history.up_to = Some(version);
                }
                Kept::Versions | Kept::LastOrVersions => history.versions.push(version),
                Kept::Successes if flag(1) => history.versions.push(version),
                Kept::Successes => history.failed = Some(version),
                // Goose begins its log with a row for the empty database.
                Kept::Log if version == "0" => {}
                Kept::Log => history.log(version, flag(1)),
                Kept::Flyway if !flag(1) => history.failed = Some(version),
                Kept::Flyway => match text(2).unwrap_or_default() {
                    "BASELINE" => history.up_to = Some(version),
                    kind => history.log(version, !kind.starts_with("UNDO") && kind != "DELETE"),
                },
            }
        }
        history
    }

    fn log(&mut self, version: String, applied: bool) {
        self.versions.retain(|known| *known != version);
        if applied {
            self.versions.push(version);
        }
    }
}

fn is_true(text: &str) -> bool {
    matches!(text, "1" | "t") || text.eq_ignore_ascii_case("true")
}

/// A version in the form in which those of files and of tables are compared: tools keep `000001` as 1, Diesel leaves
/// the dashes of a folder's name out, and Flyway writes 1_2 as 1.2.
pub(super) fn comparable(version: &str) -> String {
    let plain = version.replace('-', "").replace('_', ".");
    let digits = plain.trim_start_matches('0');
    if plain.bytes().all(|byte| byte.is_ascii_digit()) && !digits.is_empty() {
        digits.to_owned()
    } else {
        plain
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(kept: Kept, rows: &[&[&str]]) -> History {
        let rows: Vec<Vec<_>> =
            rows.iter().map(|row| row.iter().map(|text| Some((*text).to_owned())).collect()).collect();
        History::read(kept, &rows)
    }

    fn versions(history: &History) -> Vec<&str> {
        history.versions.iter().map(String::as_str).collect()
    }

    #[test]
    fn each_tool_s_rows_are_read_by_its_rules() {
        let last = read(Kept::LastOrVersions, &[&["7", "f"]]);
        assert_eq!((last.up_to.as_deref(), last.failed), (Some("7"), None));
        assert_eq!(read(Kept::LastOrVersions, &[&["7", "1"]]).failed.as_deref(), Some("7"));
        assert_eq!(versions(&read(Kept::LastOrVersions, &[&["7"], &["8"]])), ["7", "8"]);
        let mixed = read(Kept::Successes, &[&["1", "true"], &["2", "0"]]);
        assert_eq!((versions(&mixed), mixed.failed.as_deref()), (vec!["1"], Some("2")));
        let log: &[&[&str]] = &[&["0", "t"], &["1", "t"], &["2", "t"], &["2", "f"]];
        assert_eq!(versions(&read(Kept::Log, log)), ["1"]);
        let flyway: &[&[&str]] =
            &[&["1", "t", "BASELINE"], &["1.1", "t", "SQL"], &["2", "t", "SQL"], &["2", "t", "UNDO_SQL"]];
        let flyway = read(Kept::Flyway, flyway);
        assert_eq!((flyway.up_to.as_deref(), versions(&flyway)), (Some("1"), vec!["1.1"]));
        // A repeatable migration of Flyway's has no version.
        assert_eq!(History::read(Kept::Flyway, &[vec![None, Some("t".into())]]), History::default());
    }

    #[test]
    fn versions_compare_however_they_are_written() {
        for (file, table) in
            [("000001", "1"), ("2023-01-02-030405", "20230102030405"), ("1_2", "1.2"), ("0", "0")]
        {
            assert_eq!(comparable(file), comparable(table), "{file}");
        }
        assert_ne!(comparable("10"), comparable("1"));
    }
}
