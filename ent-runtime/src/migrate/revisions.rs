use std::time::Duration;

use ent_engine::dir::Format;

use super::{MigrateError, Revision, RevisionKind};
use crate::connection::Argument;
use crate::{Connection, Error, Result};

/// Name of the revisions table, and of the schema that holds it where the connection has none.
pub(crate) const REVISIONS_TABLE: &str = "atlas_schema_revisions";
/// A row that Atlas' service keeps there.
const CLOUD_IDENTIFIER: &str = ".atlas_cloud_identifier";

/// The revisions table of a database.
pub(crate) struct Revisions {
    /// Its name as statements write it.
    table: String,
    /// The schema that it is to be made in, where that may have to be made, too.
    schema: String,
    exists: bool,
    /// Layout of the directory, whose tool orders the versions.
    pub(crate) format: Format,
}

impl Revisions {
    /// The table where it is, or where it would be: Atlas looks for it in the schema of the
    /// connection, and in one of its own name when it works on a whole server. `format` is the directory's.
    ///
    /// # Errors
    /// When a schema is asked for and the database has none.
    pub(crate) async fn find(
        connection: &mut Connection,
        schema: Option<&str>,
        format: Format,
    ) -> Result<Self> {
        match schema {
            Some(schema) => Self::in_schema(connection, schema, format).await,
            None => Self::anywhere(connection, format).await,
        }
    }

    async fn in_schema(connection: &mut Connection, schema: &str, format: Format) -> Result<Self> {
        let dialect = connection.dialect();
        if !dialect.has_schemas() {
            if schema != dialect.naming().own_schema {
                return Err(MigrateError::NoSchemas(schema.to_owned()).into());
            }
            return Self::anywhere(connection, format).await;
        }
        let sql = connection.backend()?.find_table_query(schema, REVISIONS_TABLE);
        let doing = "looking for the revisions table";
        let mut exists = false;
        for row in connection.rows(doing, &sql).await? {
            exists |= row.fields(doing).text()? == schema;
        }
        Ok(Self {
            table: dialect.qualified(schema, REVISIONS_TABLE),
            schema: schema.to_owned(),
            exists,
            format,
        })
    }

    async fn anywhere(connection: &mut Connection, format: Format) -> Result<Self> {
        let failed = |source| Error::sql("looking for the revisions table", source);
        let backend = connection.backend()?;
        let current = connection.value(backend.current_schema_query()).await.map_err(failed)?;
        let sql = backend.find_table_query(REVISIONS_TABLE, REVISIONS_TABLE);
        let found = connection.value(&sql).await.map_err(failed)?;
        let dialect = connection.dialect();
        let schema = match (&current, &found) {
            (Some(current), Some(found)) if current == found => "",
            (Some(_), None) => "",
            _ => REVISIONS_TABLE,
        };
        let table = dialect.qualified(schema, REVISIONS_TABLE);
        Ok(Self { table, schema: schema.to_owned(), exists: found.is_some(), format })
    }

    /// Makes the table if it is not there.
    pub(crate) async fn ensure(&mut self, connection: &mut Connection) -> Result<()> {
        if self.exists {
            return Ok(());
        }
        let failed = |source| Error::sql("making the revisions table", source);
        let backend = connection.backend()?;
        let dialect = connection.dialect();
        if !self.schema.is_empty() {
            let sql = format!("CREATE SCHEMA IF NOT EXISTS {}", dialect.quote(&self.schema));
            connection.execute(&sql).await.map_err(failed)?;
        }
        connection.execute(&backend.revisions_ddl(&self.table)).await.map_err(failed)?;
        self.exists = true;
        Ok(())
    }

    /// All revisions, in the order of the directory's versions.
    pub(crate) async fn read(&self, connection: &mut Connection) -> Result<Vec<Revision>> {
        if !self.exists {
            return Ok(Vec::new());
        }
        let doing = "reading the revisions";
        let sql = format!(
            "SELECT version, description, type, applied, total, executed_at, execution_time, error, error_stmt, hash, \
             partial_hashes, operator_version FROM {}",
            self.table
        );
        let mut revisions = Vec::new();
        for row in connection.rows(doing, &sql).await? {
            let mut row = row.fields(doing);
            revisions.push(Revision {
                version: row.text()?,
                description: row.text()?,
                kind: RevisionKind(u8::try_from(row.int()?).unwrap_or_default()),
                applied: usize::try_from(row.int()?).unwrap_or_default(),
                total: usize::try_from(row.int()?).unwrap_or_default(),
                executed_at: row.text()?,
                execution_time: Duration::from_nanos(u64::try_from(row.int()?).unwrap_or_default()),
                error: row.maybe().filter(|text| !text.is_empty()),
                error_statement: row.maybe().filter(|text| !text.is_empty()),
                hash: row.text()?,
                partial_hashes: match row.maybe().filter(|text| text != "null") {
                    Some(text) => {
                        ent_schema::wire::from_text(&text).map_err(|_| row.wrong("a list of hashes"))?
                    }
                    None => Vec::new(),
                },
                operator: row.text()?,
            });
        }
        revisions.retain(|revision| revision.version != CLOUD_IDENTIFIER);
        // Whatever collation the server sorts by.
        revisions
            .sort_by(|a, b| self.format.version_key(&a.version).cmp(&self.format.version_key(&b.version)));
        Ok(revisions)
    }

    /// Takes the row of `version` out.
    pub(crate) async fn remove(&self, connection: &mut Connection, version: &str) -> Result<()> {
        let backend = connection.backend()?;
        let sql = format!("DELETE FROM {} WHERE version = {}", self.table, backend.placeholder(1));
        let removed = connection.execute_with(&sql, &[version.into()]).await;
        removed.map(|_| ()).map_err(|source| Error::sql("removing a revision", source))
    }

    /// Writes the revision of its version, whether there is one or not.
    pub(crate) async fn write(&self, connection: &mut Connection, revision: &Revision) -> Result<()> {
        let doing = "writing a revision";
        let failed = |source| Error::sql(doing, source);
        let backend = connection.backend()?;
        let hashes = (!revision.partial_hashes.is_empty())
            .then(|| ent_schema::wire::to_text(&revision.partial_hashes));
        let columns: [(&str, Argument); 10] = [
            ("description", revision.description.as_str().into()),
            ("type", i64::from(revision.kind.0).into()),
            ("applied", integer(revision.applied).into()),
            ("total", integer(revision.total).into()),
            ("execution_time", i64::try_from(revision.execution_time.as_nanos()).unwrap_or(i64::MAX).into()),
            ("error", Argument::Text(revision.error.clone())),
            ("error_stmt", Argument::Text(revision.error_statement.clone())),
            ("hash", revision.hash.as_str().into()),
            ("partial_hashes", Argument::Text(hashes)),
            ("operator_version", revision.operator.as_str().into()),
        ];
        let value = |i: usize, name: &str| match name {
            "partial_hashes" => backend.json(backend.placeholder(i + 1)),
            _ => backend.placeholder(i + 1),
        };
        let dialect = connection.dialect();
        let pairs: Vec<String> = columns
            .iter()
            .enumerate()
            .map(|(i, (name, _))| format!("{} = {}", dialect.quote(name), value(i, name)))
            .collect();
        let mut arguments: Vec<Argument> = columns.iter().map(|(_, argument)| argument.clone()).collect();
        arguments.push(revision.version.as_str().into());
        let version = backend.placeholder(arguments.len());
        let update = format!(
            "UPDATE {} SET {}, executed_at = CURRENT_TIMESTAMP WHERE version = {version}",
            self.table,
            pairs.join(", ")
        );
        if connection.execute_with(&update, &arguments).await.map_err(failed)? > 0 {
            return Ok(());
        }
        let names: Vec<String> = columns.iter().map(|(name, _)| dialect.quote(name)).collect();
        let values: Vec<String> = columns.iter().enumerate().map(|(i, (name, _))| value(i, name)).collect();
        let insert = format!(
            "INSERT INTO {} ({}, version, executed_at) VALUES ({}, {version}, CURRENT_TIMESTAMP)",
            self.table,
            names.join(", "),
            values.join(", ")
        );
        connection.execute_with(&insert, &arguments).await.map(|_| ()).map_err(failed)
    }
}

fn integer(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
