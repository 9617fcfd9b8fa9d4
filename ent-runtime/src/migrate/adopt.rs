mod tool;

use ent_engine::dir::Migration;

use self::tool::{History, TOOLS, Tool, comparable};
use super::MigrateError;
use crate::{Connection, Error, Result};

/// What was taken over from another tool.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Adopted {
    /// The tool.
    pub tool: String,
    /// Its table.
    pub table: String,
    /// Versions that count as applied now.
    pub versions: Vec<String>,
}

/// What another tool has applied to the connected database, in versions of the directory.
///
/// # Errors
/// When there is no table of a tool that we know, when the last run of that tool failed, and when it applied what the
/// directory doesn't have: then somebody must look.
pub(super) async fn adoptable(connection: &mut Connection, migrations: &[Migration]) -> Result<Adopted> {
    for tool in &TOOLS {
        if !is_there(connection, tool).await? {
            continue;
        }
        let history = read(connection, tool).await?;
        let (name, table) = (tool.name(&history), tool.table.to_owned());
        let versions = matched(name, &history, migrations)?;
        return Ok(Adopted { tool: name.to_owned(), table, versions });
    }
    let tables = TOOLS.iter().map(|tool| tool.table.to_owned()).collect();
    Err(MigrateError::NothingToAdopt { tables }.into())
}

/// The table of another tool in the connected database.
pub(super) struct ToolTable {
    /// Its name.
    pub(super) name: &'static str,
    /// Whether it says that nothing is applied.
    pub(super) is_empty: bool,
}

/// The table of another tool in the connected database, if there is one that we know.
pub(super) async fn tool_table(connection: &mut Connection) -> Result<Option<ToolTable>> {
    for tool in &TOOLS {
        if is_there(connection, tool).await? {
            // One that can't be read is left to whoever asks to take it over.
            let is_empty = read(connection, tool).await.is_ok_and(|history| history == History::default());
            return Ok(Some(ToolTable { name: tool.table, is_empty }));
        }
    }
    Ok(None)
}

async fn is_there(connection: &mut Connection, tool: &Tool) -> Result<bool> {
    let doing = "looking for another tool's table";
    let backend = connection.backend()?;
    let current = connection.value(backend.current_schema_query()).await;
    let current = current.map_err(|source| Error::sql(doing, source))?;
    let found = connection.rows(doing, &backend.find_table_query("", tool.table)).await?;
    for row in found {
        // SQLite calls its one schema by a name that no query gives.
        if current.is_none() || row.fields(doing).maybe() == current {
            return Ok(true);
        }
    }
    Ok(false)
}

async fn read(connection: &mut Connection, tool: &Tool) -> Result<History> {
    let Tool { columns, table, order, .. } = tool;
    let sql = format!("SELECT {columns} FROM {table} ORDER BY {order}");
    let rows = connection.rows(&format!("reading the table {table} of {}", tool.name), &sql).await?;
    let rows: Vec<_> = rows.into_iter().map(crate::connection::Row::values).collect();
    Ok(History::read(tool.kept, &rows))
}

fn matched(tool: &str, history: &History, migrations: &[Migration]) -> Result<Vec<String>> {
    if let Some(version) = &history.failed {
        let (tool, version) = (tool.to_owned(), version.clone());
        return Err(MigrateError::AdoptFailed { tool, version }.into());
    }
    let at = |version: &str| {
        let wanted = comparable(version);
        migrations.iter().position(|migration| comparable(&migration.version) == wanted)
    };
    let mut applied = vec![false; migrations.len()];
    let mut unknown = Vec::new();
    if let Some(version) = &history.up_to {
        match at(version) {
            Some(last) => applied.iter_mut().take(last + 1).for_each(|applied| *applied = true),
            None => unknown.push(version.clone()),
        }
    }
    for version in &history.versions {
        match at(version).and_then(|at| applied.get_mut(at)) {
            Some(applied) => *applied = true,
            None => unknown.push(version.clone()),
        }
    }
    if !unknown.is_empty() {
        return Err(MigrateError::AdoptUnknown { tool: tool.to_owned(), versions: unknown }.into());
    }
    let versions = migrations.iter().zip(applied).filter(|(_, applied)| *applied);
    Ok(versions.map(|(migration, _)| migration.version.clone()).collect())
}
