use std::time::Duration;

use ent_engine::dir::Format;

use super::{MigrateError, Revision, RevisionKind};
use crate::backend::Backend;
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
    /// The table where it is, or where it would be: Atlas looks for it in the schema that the
    /// connection is bound to, and in one of its own name when it works on a whole server. `format` is the directory's.
    ///
    /// # Errors
    /// When a schema is asked for and the database has none, and when the connection is bound to a schema that is not there.
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
        if let (None, Some(query)) = (&current, backend.missing_schema_query())
            && let Some(schema) = connection.value(query).await.map_err(failed)?
        {
            return Err(MigrateError::NoConnectedSchema(schema).into());
        }
        let sql = backend.home_query(REVISIONS_TABLE, REVISIONS_TABLE);
        let found = connection.value(&sql).await.map_err(failed)?;
        let dialect = connection.dialect();
        let is_in_current = found.is_none() || found == current;
        // Named with its schema: files may have the session look for names elsewhere.
        let (home, schema) = match &current {
            Some(current) if is_in_current => (current.as_str(), ""),
            _ => (REVISIONS_TABLE, REVISIONS_TABLE),
        };
        let table = dialect.qualified(home, REVISIONS_TABLE);
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
        let sql = format!("SELECT {} FROM {}", COLUMNS.join(", "), self.table);
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

    /// The statement that takes the row of `version` out.
    pub(crate) fn removing(&self, connection: &mut Connection, version: &str) -> Result<String> {
        let version = connection.backend()?.literal(version);
        Ok(format!("DELETE FROM {} WHERE version = {version}", self.table))
    }

    /// Runs a statement that this has made.
    pub(crate) async fn note(&self, connection: &mut Connection, sql: &str) -> Result<()> {
        connection.execute(sql).await.map_err(|source| Error::sql("writing a revision", source))
    }

    /// Takes the row of `version` out.
    pub(crate) async fn remove(&self, connection: &mut Connection, version: &str) -> Result<()> {
        let sql = self.removing(connection, version)?;
        self.note(connection, &sql).await
    }

    /// Writes the revision of its version, whether there is one or not.
    pub(crate) async fn write(&self, connection: &mut Connection, revision: &Revision) -> Result<()> {
        let sql = self.writing(connection, [revision])?;
        self.note(connection, &sql).await
    }

    /// The statement that writes the revisions of their versions, whether there are some or not.
    pub(crate) fn writing<'v>(
        &self,
        connection: &mut Connection,
        revisions: impl IntoIterator<Item = &'v Revision>,
    ) -> Result<String> {
        let (backend, dialect) = (connection.backend()?, connection.dialect());
        let rows =
            revisions.into_iter().map(|revision| format!("({})", values(backend, revision).join(", ")));
        let rows = rows.collect::<Vec<_>>().join(", ");
        let names = COLUMNS.map(|name| dialect.quote(name));
        let or_update = backend.or_update(&names[0], &names[1..]);
        Ok(format!("INSERT INTO {} ({}) VALUES {rows} {or_update}", self.table, names.join(", ")))
    }

    /// The statement that writes how far `revision` has come, whose row is there.
    pub(crate) fn advancing(&self, connection: &mut Connection, revision: &Revision) -> Result<String> {
        let (backend, dialect) = (connection.backend()?, connection.dialect());
        let assignments: Vec<String> = COLUMNS
            .iter()
            .zip(values(backend, revision))
            .filter(|(name, _)| PROGRESS.contains(name))
            .map(|(name, value)| format!("{} = {value}", dialect.quote(name)))
            .collect();
        let version = backend.literal(&revision.version);
        Ok(format!("UPDATE {} SET {} WHERE version = {version}", self.table, assignments.join(", ")))
    }
}

/// The columns that we write.
const COLUMNS: [&str; 12] = [
    "version",
    "description",
    "type",
    "applied",
    "total",
    "executed_at",
    "execution_time",
    "error",
    "error_stmt",
    "hash",
    "partial_hashes",
    "operator_version",
];

/// Those among them that change from statement to statement.
const PROGRESS: [&str; 6] =
    ["applied", "executed_at", "execution_time", "error", "error_stmt", "partial_hashes"];

/// The values of [`COLUMNS`], as literals.
fn values(backend: &dyn Backend, revision: &Revision) -> [String; COLUMNS.len()] {
    // No server takes this character in a text.
    let text = |text: &str| backend.literal(&text.replace('\0', ""));
    let maybe = |value: Option<&str>| value.map_or_else(|| "NULL".to_owned(), text);
    let hashes =
        (!revision.partial_hashes.is_empty()).then(|| ent_schema::wire::to_text(&revision.partial_hashes));
    [
        text(&revision.version),
        text(&revision.description),
        revision.kind.0.to_string(),
        revision.applied.to_string(),
        revision.total.to_string(),
        "CURRENT_TIMESTAMP".to_owned(),
        revision.execution_time.as_nanos().to_string(),
        maybe(revision.error.as_deref()),
        maybe(revision.error_statement.as_deref()),
        text(&revision.hash),
        maybe(hashes.as_deref()),
        text(&revision.operator),
    ]
}
