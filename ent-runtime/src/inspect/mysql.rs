//! MySQL and MariaDB: `information_schema`, read by a fixed number of queries; and one more for each
//! table with a full-text index, as nothing else tells the parser of one.

use std::collections::BTreeMap;

use ent_engine::dialect::{Dialect, DialectName, NamedQuery};
use ent_engine::model::{Expr, Realm, Schema, Sequence, Table, TableRef, View};

use super::Scope;
use super::scope::Names;
use crate::connection::Row;
use crate::{Connection, Error, Result};

mod constraints;
mod expressions;
mod parsers;
mod queries;
mod routines;
mod tables;

use expressions::literal;
use queries::Queries;

/// What is known while the answers come in.
struct Catalog {
    names: Names,
    dialect: Box<dyn Dialect>,
    is_mariadb: bool,
    realm: Realm,
    /// Where a table stands, by its schema, as the server calls it, and its name.
    tables: BTreeMap<String, BTreeMap<String, (usize, usize)>>,
    /// The columns of what is no table, by its schema, as the server calls it, and its name.
    view_columns: BTreeMap<(String, String), Vec<String>>,
}

pub(crate) async fn inspect(connection: &mut Connection, scope: &Scope) -> Result<Realm> {
    let connected = connection
        .value("SELECT DATABASE()")
        .await
        .map_err(|source| Error::sql("asking for the current database", source))?;
    let names = scope.names(connected.as_deref());
    let flavor = connection.flavor();
    let is_mariadb = flavor.name == DialectName::Mariadb;
    let queries = Queries::new(flavor, names.wanted.as_deref());
    let dialect = connection.dialect();
    let mut catalog = Catalog {
        names,
        dialect,
        is_mariadb,
        realm: Realm::default(),
        tables: BTreeMap::new(),
        view_columns: BTreeMap::new(),
    };
    if !is_mariadb {
        // Else the next auto-increment value may be a day old (MySQL manual, 28.3.38).
        fresh_statistics(connection, "0").await?;
    }
    let tables = connection.rows("reading the tables", &queries.tables()).await?;
    if !is_mariadb {
        fresh_statistics(connection, "DEFAULT").await?;
    }
    let mut ask = async |doing: &'static str, sql: String| connection.rows(doing, &sql).await;
    catalog.schemas(ask("reading the schemas", queries.schemas()).await?)?;
    let sequences = catalog.tables(tables)?;
    catalog.columns(ask("reading the columns", queries.columns()).await?)?;
    catalog.indexes(ask("reading the indexes", queries.indexes()).await?)?;
    for (path, sql) in catalog.parsers_queries() {
        catalog.parsers(&path, ask("reading the parsers of full-text indexes", sql).await?)?;
    }
    let columns = ask("reading the columns of foreign keys", queries.foreign_key_columns()).await?;
    let actions = ask("reading the foreign keys", queries.foreign_key_actions()).await?;
    catalog.foreign_keys(columns, actions)?;
    if let Some(sql) = queries.checks() {
        catalog.checks(ask("reading the checks", sql).await?)?;
    }
    catalog.partitions(ask("reading the partitions", queries.partitions()).await?)?;
    catalog.views(ask("reading the views", queries.views()).await?)?;
    catalog.objects(ask("reading the triggers and events", queries.triggers_and_events()).await?)?;
    let parameters = ask("reading the parameters", queries.parameters()).await?;
    catalog.routines(ask("reading the routines", queries.routines()).await?, parameters)?;
    if let Some(sql) = catalog.sequences_query(&sequences) {
        catalog.sequences(ask("reading the sequences", sql).await?)?;
    }
    let mut realm = catalog.realm;
    // By bytes: how a server sorts depends on its version and on the file system.
    for schema in &mut realm.schemas {
        schema.tables.sort_by(|a, b| a.name.cmp(&b.name));
        schema.views.sort_by(|a, b| a.name.cmp(&b.name));
    }
    Ok(realm)
}

/// Sets how old the statistics of `information_schema` may be. Older servers have no such variable
/// and no such cache.
async fn fresh_statistics(connection: &mut Connection, value: &str) -> Result<()> {
    if connection.flavor().version.0 < 8 {
        return Ok(());
    }
    let sql = format!("SET SESSION information_schema_stats_expiry = {value}");
    connection.execute(&sql).await.map_err(|source| Error::sql("asking for fresh statistics", source))
}

impl Catalog {
    fn schemas(&mut self, rows: Vec<Row>) -> Result<()> {
        for row in rows {
            let mut row = row.fields("reading the schemas");
            let mut schema = Schema::new(self.names.in_realm(row.text()?));
            schema.charset = row.maybe();
            schema.collation = row.maybe();
            self.realm.schemas.push(schema);
        }
        Ok(())
    }

    /// The schema that the server calls `name`.
    fn schema(&mut self, name: String) -> Option<&mut Schema> {
        let name = self.names.in_realm(name);
        self.realm.schema_mut(&name)
    }

    /// The table of that name in the schema that the server calls `schema`.
    fn table(&mut self, schema: &str, table: &str) -> Option<&mut Table> {
        let (schema, table) = *self.tables.get(schema)?.get(table)?;
        self.realm.schemas.get_mut(schema)?.tables.get_mut(table)
    }

    /// Views. The server keeps every name qualified: that of a schema which goes without a name is
    /// taken out, so that the text does not depend on it.
    fn views(&mut self, rows: Vec<Row>) -> Result<()> {
        let mut views = Vec::new();
        for row in rows {
            let mut row = row.fields("reading the views");
            views.push((row.text()?, row.text()?, row.maybe().unwrap_or_default()));
        }
        let tables =
            self.tables.iter().flat_map(|(schema, tables)| tables.keys().map(move |name| (schema, name)));
        let known: Vec<(String, String)> = tables
            .map(|(schema, name)| (schema.clone(), name.clone()))
            .chain(views.iter().map(|(schema, name, _)| (schema.clone(), name.clone())))
            .collect();
        for (schema, name, query) in views {
            let reads = |other: &(String, String)| {
                *other != (schema.clone(), name.clone())
                    && query.contains(&self.dialect.qualified(&other.0, &other.1))
            };
            let depends_on = known
                .iter()
                .filter(|other| reads(other))
                .map(|(schema, name)| TableRef::new(self.names.in_realm(schema.clone()), name))
                .collect();
            let query = match self.names.in_realm(schema.clone()).is_empty() {
                true => query.replace(&format!("{}.", self.dialect.quote(&schema)), ""),
                false => query,
            };
            let definition = Expr::new(query);
            // Those that the query does not give itself.
            let columns = self.view_columns.remove(&(schema.clone(), name.clone())).unwrap_or_default();
            let (own, given) = (
                NamedQuery { query: &definition, names: &[] },
                NamedQuery { query: &definition, names: &columns },
            );
            let columns = if self.dialect.same_query(own, given) { Vec::new() } else { columns };
            let view = View { name, columns, definition, depends_on, ..View::default() };
            if let Some(schema) = self.schema(schema) {
                schema.views.push(view);
            }
        }
        Ok(())
    }

    /// One query over all sequences (MariaDB): each is a table of one row.
    fn sequences_query(&self, sequences: &[(String, String)]) -> Option<String> {
        let parts: Vec<String> = sequences
            .iter()
            .map(|(schema, name)| {
                format!(
                    "SELECT {}, {}, start_value, increment, minimum_value, maximum_value, cache_size, cycle_option \
                     FROM {}",
                    literal(schema),
                    literal(name),
                    self.dialect.qualified(schema, name)
                )
            })
            .collect();
        (!parts.is_empty()).then(|| parts.join(" UNION ALL "))
    }

    fn sequences(&mut self, rows: Vec<Row>) -> Result<()> {
        for row in rows {
            let mut row = row.fields("reading the sequences");
            let (schema, name) = (row.text()?, row.text()?);
            let (start, increment, min, max) = (row.int()?, row.int()?, row.int()?, row.int()?);
            let (cache, cycle) = (row.int()?, row.flag());
            // The defaults of CREATE SEQUENCE in MariaDB.
            let (low, high) = if increment > 0 { (1, i64::MAX - 1) } else { (i64::MIN + 1, -1) };
            let sequence = Sequence {
                name,
                start: Some(start).filter(|start| *start != if increment > 0 { min } else { max }),
                increment: Some(increment).filter(|increment| *increment != 1),
                min: Some(min).filter(|min| *min != low),
                max: Some(max).filter(|max| *max != high),
                cache: Some(cache).filter(|cache| *cache != 1000),
                cycle,
                ..Sequence::default()
            };
            if let Some(schema) = self.schema(schema) {
                schema.sequences.push(sequence);
            }
        }
        Ok(())
    }
}
