use ent_runtime::SetVersion;

use super::Outcome;
use super::migrator::{Purpose, Target, explain};
use crate::args::MigrateSet;
use crate::error::CliError;

/// `ent migrate set`: the revisions that say that a database is at a version, in Atlas' words.
pub async fn run(args: &MigrateSet) -> Result<Outcome, CliError> {
    let target = match Target::open(&args.target, Purpose::Change).await {
        Ok(target) => target,
        Err(error) => return explain(error),
    };
    let outcome = set(&target, &args.version).await;
    target.close(&outcome).await;
    Ok(Outcome::data(tell(&outcome?)))
}

async fn set(target: &Target, versions: &[String]) -> Result<SetVersion, CliError> {
    let count = |received: usize| CliError::Other(format!("accepts 1 arg(s), received {received}"));
    let migrator = target.migrator();
    match versions {
        [version] => Ok(migrator.set(Some(version)).await?),
        // Only where the database says something already: else everything would count as applied
        // for want of an argument.
        [] if migrator.status().await?.applied.is_empty() => Err(count(0)),
        [] => Ok(migrator.set(None).await?),
        more => Err(count(more.len())),
    }
}

fn tell(set: &SetVersion) -> String {
    if set.set.is_empty() && set.removed.is_empty() {
        return String::new();
    }
    let counts: Vec<String> = [(set.set.len(), "set"), (set.removed.len(), "removed")]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    let mut out = match &set.version {
        Some(version) => format!("Current version is {version} ({}):\n\n", counts.join(", ")),
        None => format!("All revisions deleted ({} in total):\n\n", set.removed.len()),
    };
    let mut lines: Vec<(&String, &String, char)> = Vec::new();
    lines.extend(set.set.iter().map(|(version, description)| (version, description, '+')));
    lines.extend(set.removed.iter().map(|(version, description)| (version, description, '-')));
    lines.sort();
    for (version, description, sign) in lines {
        let described = if description.is_empty() { String::new() } else { format!(" ({description})") };
        out.push_str(&format!("  {sign} {version}{described}\n"));
    }
    out.push('\n');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changed_is_listed_by_version() {
        let pair = |version: &str, description: &str| (version.to_owned(), description.to_owned());
        let set = SetVersion {
            set: vec![pair("2", "desc")],
            removed: vec![pair("3", "")],
            version: Some("2".to_owned()),
        };
        assert_eq!(tell(&set), "Current version is 2 (1 set, 1 removed):\n\n  + 2 (desc)\n  - 3\n\n");
        let removed = SetVersion { removed: vec![pair("1", "")], ..SetVersion::default() };
        assert_eq!(tell(&removed), "All revisions deleted (1 in total):\n\n  - 1\n\n");
        assert_eq!(tell(&SetVersion::default()), "");
    }
}
