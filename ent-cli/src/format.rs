use ent_engine::dialect::Dialect;
use ent_engine::model::Realm;
use ent_engine::plan::{self, Plan, PlanOptions};

use crate::error::CliError;
use crate::json;

/// How `--format` asks for output: `{{ sql . }}`, `{{ sql . "  " }}`, `{{ json . }}`, `{{ json . "  " }}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Format {
    /// Statements.
    Sql {
        /// Indent of the lines of a CREATE TABLE; `None` for one line each.
        indent: Option<String>,
    },
    /// The state as JSON.
    Json {
        /// What every line but the first begins with.
        prefix: String,
        /// Indent of each level; `None` for one line.
        indent: Option<String>,
    },
}

impl Default for Format {
    fn default() -> Self {
        Self::Sql { indent: None }
    }
}

impl Format {
    /// Reads a template of one call.
    ///
    /// # Errors
    /// When it is anything else.
    pub fn parse(template: &str) -> Result<Self, CliError> {
        let wrong = || {
            CliError::Other(format!(
                "cannot read the format {template:?}; expected {{{{ sql . }}}}, {{{{ sql . \"  \" }}}}, {{{{ json . }}}} or \
                 {{{{ json . \"  \" }}}}"
            ))
        };
        let inner =
            template.trim().strip_prefix("{{").and_then(|rest| rest.strip_suffix("}}")).ok_or_else(wrong)?;
        let (name, rest) = inner.trim().split_once(' ').ok_or_else(wrong)?;
        let arguments = arguments(rest).ok_or_else(wrong)?;
        match (name, arguments.as_slice()) {
            ("sql", []) => Ok(Self::Sql { indent: None }),
            ("sql", [indent]) => {
                Ok(Self::Sql { indent: Some(indent.clone()).filter(|text| !text.is_empty()) })
            }
            ("sql", more) => Err(CliError::Other(format!("unexpected number of arguments: {}", more.len()))),
            ("json", []) => Ok(Self::Json { prefix: String::new(), indent: None }),
            ("json", [indent]) => Ok(Self::Json { prefix: String::new(), indent: Some(indent.clone()) }),
            ("json", [prefix, indent]) => {
                Ok(Self::Json { prefix: prefix.clone(), indent: Some(indent.clone()) })
            }
            _ => Err(wrong()),
        }
    }

    /// The options of a plan that is printed this way.
    pub fn plan_options(&self) -> PlanOptions {
        match self {
            Self::Sql { indent } => PlanOptions { indent: indent.clone(), ..PlanOptions::default() },
            Self::Json { .. } => PlanOptions::default(),
        }
    }

    /// A state.
    ///
    /// # Errors
    /// When it can't be written as SQL.
    pub fn realm(&self, dialect: &dyn Dialect, realm: &Realm) -> Result<String, CliError> {
        match self {
            Self::Sql { .. } => {
                let plan = plan::print(dialect, realm, &self.plan_options())?;
                Ok(plan::script(dialect, &plan))
            }
            Self::Json { prefix, indent } => json::realm(realm, prefix, indent.as_deref()),
        }
    }

    /// A plan.
    ///
    /// # Errors
    /// When it is asked for as JSON.
    pub fn plan(&self, dialect: &dyn Dialect, plan: &Plan) -> Result<String, CliError> {
        match self {
            Self::Sql { .. } => Ok(plan::script(dialect, plan)),
            Self::Json { .. } => {
                Err(CliError::Other("a difference is printed as SQL: --format '{{ sql . }}'".to_owned()))
            }
        }
    }
}

/// The texts after `.` or `$`.
fn arguments(text: &str) -> Option<Vec<String>> {
    let mut rest = text.trim();
    rest = rest.strip_prefix('.').or_else(|| rest.strip_prefix('$'))?.trim_start();
    let mut found = Vec::new();
    while !rest.is_empty() {
        let (text, after) = rest.strip_prefix('"')?.split_once('"')?;
        found.push(text.replace("\\t", "\t").replace("\\n", "\n"));
        rest = after.trim_start();
    }
    Some(found)
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
        for (template, expected) in [
            ("{{ sql . }}", sql(None)),
            ("{{sql $}}", sql(None)),
            ("{{ sql . \"  \" }}", sql(Some("  "))),
            ("{{ sql . \"\\t\" }}", sql(Some("\t"))),
            ("{{ json . }}", json("", None)),
            ("{{ json . \"  \" }}", json("", Some("  "))),
            ("{{ json . \"> \" \" \" }}", json("> ", Some(" "))),
        ] {
            assert_eq!(Format::parse(template).unwrap(), expected, "{template}");
        }
        for wrong in
            ["", "{{ sql }}", "{{ sql x }}", "{{ xml . }}", "{{ sql . \" }}", "{{ sql . \"\" \"\" }}"]
        {
            assert!(Format::parse(wrong).is_err(), "{wrong}");
        }
    }
}
