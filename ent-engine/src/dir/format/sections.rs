use super::{Layout, Rendering, text};
use crate::dir::migration::blank;
use crate::dir::{DirError, File, Migration, Script};

/// One file with a section for each direction: goose and dbmate.
pub(super) struct Sections {
    /// Before a mark as it is written: `-- +goose `.
    prefix: &'static str,
    /// The same as it is read, after `--` and any blanks.
    word: &'static str,
    /// Begins the way up.
    up: &'static str,
    /// Begins the way down.
    down: &'static str,
    /// Says that the file must not run in a transaction: a mark of its own or words after `up`.
    outside_transaction: OutsideTransaction,
    /// Whether the tool takes versions for numbers.
    by_number: bool,
}

enum OutsideTransaction {
    /// A line above all sections.
    Line(&'static str),
    /// Words after the mark of a section.
    Suffix(&'static str),
}

/// goose, by its documentation of annotations.
pub(super) const GOOSE: Sections = Sections {
    prefix: "-- +goose ",
    word: "+goose",
    up: "Up",
    down: "Down",
    outside_transaction: OutsideTransaction::Line("-- +goose NO TRANSACTION\n"),
    by_number: true,
};

/// dbmate, by its documentation of migration files.
pub(super) const DBMATE: Sections = Sections {
    prefix: "-- migrate:",
    word: "migrate:",
    up: "up",
    down: "down",
    outside_transaction: OutsideTransaction::Suffix(" transaction:false"),
    by_number: false,
};

/// Which section a line belongs to.
#[derive(Clone, Copy, PartialEq)]
enum Section {
    None,
    Up,
    Down,
}

impl Layout for Sections {
    fn is_source(&self, path: &str) -> bool {
        text::is_top_level(path) && path.ends_with(".sql")
    }

    fn version_numbers(&self, version: &str) -> Vec<u128> {
        if self.by_number { text::number(version) } else { Vec::new() }
    }

    fn render(&self, rendering: &Rendering<'_>) -> Vec<File> {
        let Self { prefix, up, down, .. } = self;
        let (mut head, mut suffix) = ("", "");
        if text::leaves_transaction(rendering.plan) {
            match self.outside_transaction {
                OutsideTransaction::Line(line) => head = line,
                OutsideTransaction::Suffix(words) => suffix = words,
            }
        }
        let content = format!(
            "{head}{prefix}{up}{suffix}\n{}\n{prefix}{down}{suffix}\n{}",
            text::up(rendering.plan),
            text::down(rendering.plan)
        );
        let stem = text::stem(&rendering.version.to_string(), "_", rendering.name);
        vec![File::new(format!("{stem}.sql"), content)]
    }

    fn read(&self, sources: &[&File], _: &[&File]) -> Result<Vec<Migration>, DirError> {
        let migration = |file: &&File| {
            let stem = file.name.strip_suffix(".sql").unwrap_or(&file.name);
            let (version, description) = text::split_stem(stem, "_");
            let text = text::text(file)?;
            let (up, down) = self.split(&file.name, text)?;
            Ok(Migration {
                version,
                description,
                up: Script::new(&file.name, up).outside_transaction(self.is_outside(text, self.up)),
                down: down.map(|down| {
                    Script::new(&file.name, down).outside_transaction(self.is_outside(text, self.down))
                }),
            })
        };
        sources.iter().map(migration).collect()
    }
}

impl Sections {
    /// Whether the section that begins with `word` must not run in a transaction.
    fn is_outside(&self, text: &str, word: &str) -> bool {
        text.lines().filter_map(|line| self.mark(line)).any(|mark| match self.outside_transaction {
            OutsideTransaction::Line(_) => {
                let mut words = mark.split_whitespace();
                ["NO", "TRANSACTION"]
                    .iter()
                    .all(|wanted| words.next().is_some_and(|word| word.eq_ignore_ascii_case(wanted)))
            }
            OutsideTransaction::Suffix(suffix) => {
                mark.split_whitespace().next() == Some(word) && mark.contains(suffix.trim_start())
            }
        })
    }

    /// What a line says to the tool, if anything.
    fn mark<'t>(&self, line: &'t str) -> Option<&'t str> {
        let comment = line.trim().trim_start_matches('\u{feff}').strip_prefix("--").map(str::trim_start);
        comment?.strip_prefix(self.word).map(str::trim_start)
    }

    /// The two ways in `text`, each with all else blanked out.
    fn split(&self, file: &str, text: &str) -> Result<(String, Option<String>), DirError> {
        let (mut up, mut down) = (String::new(), String::new());
        let (mut section, mut has_down, mut substitutes) = (Section::None, false, false);
        for (i, line) in text.split_inclusive('\n').enumerate() {
            let error = |message: &str| DirError::Format {
                file: file.to_owned(),
                line: i + 1,
                message: message.to_owned(),
            };
            let mark = self.mark(line);
            let word = mark.and_then(|mark| mark.split_whitespace().next());
            // goose reads its words in any letter case.
            let is = |wanted: &str| word.is_some_and(|word| word.eq_ignore_ascii_case(wanted));
            // goose: variables of the environment stand for parts of statements.
            if is("ENVSUB") {
                substitutes = mark.is_some_and(|mark| mark.to_ascii_uppercase().trim_end().ends_with("ON"));
            } else if substitutes && line.contains("${") {
                return Err(error(
                    "what stands here is known only where the file is run (`+goose ENVSUB ON`)",
                ));
            }
            if is(self.up) {
                if section != Section::None {
                    return Err(error("a second section for the way up"));
                }
                section = Section::Up;
            } else if is(self.down) {
                if section == Section::None {
                    return Err(error("the way down stands before the way up"));
                }
                section = Section::Down;
                has_down = true;
            }
            let blanked = blank(line);
            let keep = mark.is_none();
            up.push_str(if keep && section == Section::Up { line } else { &blanked });
            down.push_str(if keep && section == Section::Down { line } else { &blanked });
        }
        if section == Section::None && !text.trim().is_empty() {
            // goose refuses such a file, dbmate too; nothing of it would be run.
            return Err(DirError::Format {
                file: file.to_owned(),
                line: 1,
                message: format!("no `{}{}` is in it", self.prefix, self.up),
            });
        }
        Ok((up, has_down.then_some(down)))
    }
}
