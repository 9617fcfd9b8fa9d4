use std::path::PathBuf;

use ent_engine::dialect::Dialect;
use ent_engine::model::Realm;
use ent_engine::plan::{self, Plan, PlanOptions, SqlFile};

use crate::error::CliError;
use crate::json;

/// How `--format` asks for output: `{{ sql . }}`, `{{ sql . "  " }}`, `{{ sql . | split | write "src" }}`,
/// `{{ json . }}`, `{{ json . "  " }}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Format {
    /// Statements.
    Sql {
        /// Indent of the lines of a CREATE TABLE; `None` for one line each.
        indent: Option<String>,
    },
    /// Statements in a file for each object.
    Files {
        /// As for [`Format::Sql`].
        indent: Option<String>,
        /// The folder to write them to; `None` to print them, each below a line with its path.
        folder: Option<PathBuf>,
    },
    /// The state as JSON.
    Json {
        /// What every line but the first begins with.
        prefix: String,
        /// Indent of each level; `None` for one line.
        indent: Option<String>,
    },
}

/// What a state is printed as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Printed {
    /// Text.
    Text(String),
    /// Files, to be written to a folder.
    Files(PathBuf, Vec<SqlFile>),
}

impl Default for Format {
    fn default() -> Self {
        Self::Sql { indent: None }
    }
}

impl Format {
    /// Reads a template of one pipeline.
    ///
    /// # Errors
    /// When it is anything else.
    pub fn parse(template: &str) -> Result<Self, CliError> {
        let wrong = || {
            CliError::Other(format!(
                "cannot read the format {template:?}; expected {{{{ sql . }}}}, {{{{ sql . \"  \" }}}}, \
                 {{{{ sql . | split | write \"src\" }}}}, {{{{ json . }}}} or {{{{ json . \"  \" }}}}"
            ))
        };
        let inner =
            template.trim().strip_prefix("{{").and_then(|rest| rest.strip_suffix("}}")).ok_or_else(wrong)?;
        let calls: Option<Vec<Call>> = pipeline(inner).into_iter().map(Call::parse).collect();
        let calls = calls.ok_or_else(wrong)?;
        let calls: Vec<(&str, Vec<&str>)> = calls
            .iter()
            .map(|call| (call.name.as_str(), call.arguments.iter().map(String::as_str).collect()))
            .collect();
        let indented = |indent: &str| Some(indent.to_owned()).filter(|text| !text.is_empty());
        let sql = |arguments: &[&str]| match arguments {
            ["."] => Ok(None),
            [".", indent] => Ok(indented(indent)),
            [".", more @ ..] => {
                Err(CliError::Other(format!("unexpected number of arguments: {}", more.len())))
            }
            _ => Err(wrong()),
        };
        match calls.as_slice() {
            [("sql", arguments)] => Ok(Self::Sql { indent: sql(arguments)? }),
            [("sql", arguments), ("split", how), rest @ ..] => {
                if !matches!(how.as_slice(), [] | ["object"]) {
                    return Err(CliError::Other(format!(
                        "cannot split by {}; expected \"object\"",
                        how.join(" ")
                    )));
                }
                let folder = match rest {
                    [] => None,
                    [("write", folder)] => match folder.as_slice() {
                        [] => Some(PathBuf::from(".")),
                        [folder] => Some(PathBuf::from(folder)),
                        _ => return Err(wrong()),
                    },
                    _ => return Err(wrong()),
                };
                Ok(Self::Files { indent: sql(arguments)?, folder })
            }
            [("json", arguments)] => match arguments.as_slice() {
                ["."] => Ok(Self::Json { prefix: String::new(), indent: None }),
                [".", indent] => Ok(Self::Json { prefix: String::new(), indent: Some((*indent).to_owned()) }),
                [".", prefix, indent] => {
                    Ok(Self::Json { prefix: (*prefix).to_owned(), indent: Some((*indent).to_owned()) })
                }
                _ => Err(wrong()),
            },
            _ => Err(wrong()),
        }
    }

    /// The options of a plan that is printed this way.
    pub fn plan_options(&self) -> PlanOptions {
        match self {
            Self::Sql { indent } | Self::Files { indent, .. } => {
                PlanOptions { indent: indent.clone(), ..PlanOptions::default() }
            }
            Self::Json { .. } => PlanOptions::default(),
        }
    }

    /// A state.
    ///
    /// # Errors
    /// When it can't be written as SQL.
    pub fn realm(&self, dialect: &dyn Dialect, realm: &Realm) -> Result<Printed, CliError> {
        match self {
            Self::Sql { .. } => {
                let plan = plan::print(dialect, realm, &self.plan_options())?;
                Ok(Printed::Text(plan::script(dialect, &plan)))
            }
            Self::Files { folder, .. } => {
                let files = plan::split(dialect, &dialect.print(realm, &self.plan_options())?);
                Ok(match folder {
                    Some(folder) => Printed::Files(folder.clone(), files),
                    None => Printed::Text(archive(&files)),
                })
            }
            Self::Json { prefix, indent } => {
                Ok(Printed::Text(json::realm(realm, prefix, indent.as_deref())?))
            }
        }
    }

    /// A plan.
    ///
    /// # Errors
    /// When it is asked for as JSON, or in files.
    pub fn plan(&self, dialect: &dyn Dialect, plan: &Plan) -> Result<String, CliError> {
        match self {
            Self::Sql { .. } => Ok(plan::script(dialect, plan)),
            Self::Files { .. } | Self::Json { .. } => {
                Err(CliError::Other("a difference is printed as SQL: --format '{{ sql . }}'".to_owned()))
            }
        }
    }
}

/// Files as one text, in the form that Go's `txtar` has.
fn archive(files: &[SqlFile]) -> String {
    files.iter().map(|file| format!("-- {} --\n{}", file.path, file.text)).collect()
}

/// The calls of a pipeline: what stands between its bars, but for those in texts.
fn pipeline(text: &str) -> Vec<&str> {
    let mut in_text = false;
    text.split(|letter: char| {
        in_text ^= letter == '"';
        letter == '|' && !in_text
    })
    .collect()
}

/// A call of a template: `sql . "  "`.
struct Call {
    name: String,
    /// `.` for the state, otherwise the values of texts.
    arguments: Vec<String>,
}

impl Call {
    fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (name, mut rest) = text.split_once(' ').unwrap_or((text, ""));
        let mut arguments = Vec::new();
        rest = rest.trim_start();
        while !rest.is_empty() {
            if let Some(after) = rest.strip_prefix(['.', '$']) {
                arguments.push(".".to_owned());
                rest = after.trim_start();
                continue;
            }
            let (text, after) = rest.strip_prefix('"')?.split_once('"')?;
            arguments.push(text.replace("\\t", "\t").replace("\\n", "\n"));
            rest = after.trim_start();
        }
        (!name.is_empty()).then(|| Self { name: name.to_owned(), arguments })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_of_one_call() {
        let sql = |indent: Option<&str>| Format::Sql { indent: indent.map(str::to_owned) };
        let json = |prefix: &str, indent: Option<&str>| Format::Json {
            prefix: prefix.to_owned(),
            indent: indent.map(str::to_owned),
        };
        let files = |indent: Option<&str>, folder: Option<&str>| Format::Files {
            indent: indent.map(str::to_owned),
            folder: folder.map(PathBuf::from),
        };
        for (template, expected) in [
            ("{{ sql . }}", sql(None)),
            ("{{sql $}}", sql(None)),
            ("{{ sql . \"  \" }}", sql(Some("  "))),
            ("{{ sql . \"\\t\" }}", sql(Some("\t"))),
            ("{{ sql . | split }}", files(None, None)),
            ("{{ sql . | split | write }}", files(None, Some("."))),
            ("{{ sql . \"\\t\" | split \"object\" | write \"a|b\" }}", files(Some("\t"), Some("a|b"))),
            ("{{ json . }}", json("", None)),
            ("{{ json . \"  \" }}", json("", Some("  "))),
            ("{{ json . \"> \" \" \" }}", json("> ", Some(" "))),
        ] {
            assert_eq!(Format::parse(template).unwrap(), expected, "{template}");
        }
        for wrong in [
            "",
            "{{ sql }}",
            "{{ sql x }}",
            "{{ xml . }}",
            "{{ sql . \" }}",
            "{{ sql . \"\" \"\" }}",
            "{{ sql . | write }}",
            "{{ sql . | split \"type\" }}",
            "{{ sql . | split | }}",
        ] {
            assert!(Format::parse(wrong).is_err(), "{wrong}");
        }
    }
}
