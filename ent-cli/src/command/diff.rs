use ent_build::{Config, Level, Message, Mode, Project};

use super::{Outcome, url};
use crate::args::Diff;
use crate::error::CliError;

/// What Atlas says when there is nothing to do.
const SYNCED: &str = "The migration directory is synced with the desired state, no changes to be made";

/// `ent migrate diff`: the work of the build script, by hand and under a name.
pub fn run(args: &Diff) -> Result<Outcome, CliError> {
    let project = Project::open(".", config(args)?).map_err(CliError::Other)?;
    let mode = if args.check { Mode::Check } else { Mode::Write };
    let messages = project.update(mode, args.name.as_deref()).map_err(CliError::Other)?;
    if messages.is_empty() {
        return Ok(Outcome::data(SYNCED));
    }
    let failed = messages.iter().any(|message| message.level == Level::Error);
    let notes = messages.iter().map(line).collect::<Vec<_>>().join("\n");
    Ok(Outcome { notes, failed, ..Outcome::default() })
}

fn line(message: &Message) -> String {
    match message.level {
        Level::Warning => message.text.clone(),
        Level::Error => format!("Error: {}", message.text),
    }
}

/// The options over those of `ent.toml`.
fn config(args: &Diff) -> Result<Config, CliError> {
    let mut config = ent_build::configure();
    if let Some(to) = &args.to {
        config = config.schema(url::path(to, "ent")?);
    }
    if let Some(dir) = &args.dir {
        config = config.dir(url::path(dir, "file")?);
    }
    if let Some(format) = url::format(args.dir.as_deref().unwrap_or_default(), args.dir_format.as_deref())? {
        config = config.format(format);
    }
    if let Some(dialect) = &args.dialect {
        match dialect.split_once([' ', ':', '/']) {
            Some((name, version)) => config = config.dialect(name).version(version),
            None => config = config.dialect(dialect),
        }
    }
    if let Some(template) = &args.format {
        config = config.indent(indent(template)?);
    }
    Ok(config)
}

/// The indent that a template asks for: `{{ sql . }}` and `{{ sql . "  " }}` are understood.
fn indent(template: &str) -> Result<String, CliError> {
    let inner = template.trim().strip_prefix("{{").and_then(|rest| rest.strip_suffix("}}"));
    let call = inner.and_then(|inner| inner.trim().strip_prefix("sql "));
    let argument = call.and_then(|call| {
        let call = call.trim_start();
        call.strip_prefix('.').or_else(|| call.strip_prefix('$'))
    });
    let argument = argument.map(str::trim);
    match argument {
        Some("") => Ok(String::new()),
        Some(text) if text.len() >= 2 && text.starts_with('"') && text.ends_with('"') => {
            Ok(text[1..text.len() - 1].replace("\\t", "\t"))
        }
        _ => Err(CliError::Other(format!("'sql' can only be used to indent statements. got: {template}"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indents() {
        assert_eq!(indent("{{ sql . }}").unwrap(), "");
        assert_eq!(indent("{{ sql . \"  \" }}").unwrap(), "  ");
        assert_eq!(indent("{{sql $ \"\\t\"}}").unwrap(), "\t");
        for wrong in ["", "{{ json . }}", "{{ sql . x }}", "{{ sql . \" }}"] {
            assert!(indent(wrong).is_err(), "{wrong}");
        }
    }
}
