use super::{Layout, Rendering, text};
use crate::dir::{DirError, File, Migration, Script, changesets};

/// Liquibase formatted SQL: a changeset for each statement, with its rollback.
pub(super) struct Liquibase;

const HEADER: &str = "--liquibase formatted sql";

impl Layout for Liquibase {
    fn is_source(&self, path: &str) -> bool {
        text::is_top_level(path) && path.ends_with(".sql")
    }

    fn leading_lines(&self) -> usize {
        1
    }

    fn render(&self, rendering: &Rendering<'_>) -> Vec<File> {
        let mut content = format!("{HEADER}\n");
        for (i, statement) in rendering.plan.statements.iter().enumerate() {
            if i > 0 {
                content.push('\n');
            }
            let outside = if statement.outside_transaction { " runInTransaction:false" } else { "" };
            content.push_str(&format!("--changeset atlas:{}-{}{outside}\n", rendering.version, i + 1));
            if statement.comment.is_empty() {
                content.push('\n');
            } else {
                content.push_str(&format!("--comment: {}\n", statement.comment.replace('\n', " ")));
            }
            content.push_str(&text::terminated(&statement.sql));
            for reverse in statement.reverse.statements() {
                // A rollback must stand on one line.
                content.push_str(&format!("--rollback: {};\n", reverse.replace('\n', " ")));
            }
        }
        let stem = text::stem(&rendering.version.to_string(), "_", rendering.name);
        vec![File::new(format!("{stem}.sql"), content)]
    }

    fn read(&self, sources: &[&File], _: &[&File]) -> Result<Vec<Migration>, DirError> {
        let migration = |file: &&File| {
            let stem = file.name.strip_suffix(".sql").unwrap_or(&file.name);
            let (version, description) = text::split_stem(stem, "_");
            let content = text::text(file)?;
            let outside = changesets::has_one_outside_transactions(content);
            let script = |text: &str| Script::new(&file.name, text).outside_transaction(outside);
            Ok(Migration {
                version,
                description,
                up: script(content),
                down: changesets::rollbacks(content).map(|text| script(&text)),
            })
        };
        sources.iter().map(migration).collect()
    }
}
