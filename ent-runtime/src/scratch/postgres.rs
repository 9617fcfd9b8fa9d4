use super::{Lending, Lent, MARK};
use crate::backend::{run, value};
use crate::connection::BoxFuture;
use crate::inspect::postgres::literal;
use crate::{Connection, Result};

/// PostgreSQL.
pub(crate) struct Postgres;

impl Lending for Postgres {
    fn found<'a>(
        &'a self,
        connection: &'a mut Connection,
        lent: &'a Lent,
    ) -> BoxFuture<'a, Result<Option<String>>> {
        let place = match lent {
            Lent::Schema(_) => "in connected schema".to_owned(),
            Lent::Server => format!("in schema \"{PUBLIC}\""),
        };
        // What an extension brought may stay, and so may the extension.
        let mut sql = format!(
            "SELECT i.type || ' \"' || coalesce(i.name, i.identity) || '\" {place}' FROM ({}) o, \
             LATERAL pg_catalog.pg_identify_object(o.classid, o.objid, 0) i WHERE i.type <> 'extension' \
             ORDER BY i.type <> 'table', 1 LIMIT 1",
            contents(lent)
        );
        if *lent == Lent::Server {
            sql = format!(
                "SELECT coalesce(({sql}), (SELECT 'schema \"' || n.nspname || '\"' FROM pg_catalog.pg_namespace n \
                 WHERE {OWN_SCHEMAS} AND n.nspname <> '{PUBLIC}' AND EXISTS (SELECT FROM ({}) o \
                 WHERE o.classid <> 'pg_catalog.pg_extension'::pg_catalog.regclass) ORDER BY 1 LIMIT 1))",
                held_by("n.oid")
            );
        }
        Box::pin(async move { value(connection, "looking whether the database is empty", &sql).await })
    }

    /// Catalog and number of objects that no schema holds, and of extensions: `1247 16400,3079 16384`.
    fn kept<'a>(&'a self, connection: &'a mut Connection, lent: &'a Lent) -> BoxFuture<'a, Result<String>> {
        let sql = format!(
            "SELECT pg_catalog.string_agg(classid::pg_catalog.int8 || ' ' || objid::pg_catalog.int8, ',') FROM ({}) o",
            all(lent)
        );
        Box::pin(
            async move { Ok(value(connection, "reading what is there", &sql).await?.unwrap_or_default()) },
        )
    }

    fn marked<'a>(
        &'a self,
        connection: &'a mut Connection,
        lent: &'a Lent,
    ) -> BoxFuture<'a, Result<Option<String>>> {
        Box::pin(async move {
            let doing = "looking for an earlier loan";
            let sql = format!("SELECT pg_catalog.to_regclass({})::text", literal(&table(lent)));
            if value(connection, doing, &sql).await?.is_none() {
                return Ok(None);
            }
            value(connection, doing, &format!("SELECT coalesce((SELECT kept FROM {}), '')", table(lent)))
                .await
        })
    }

    /// One run, and so one transaction.
    fn mark(&self, lent: &Lent, kept: &str) -> String {
        let table = table(lent);
        format!("CREATE TABLE {table} (kept text); INSERT INTO {table} VALUES ({})", literal(kept))
    }

    /// One block, and so one transaction. Event triggers go first, or they would have their say. Tables go before
    /// extensions and schemas: the server may drop what reads the parameters of an operator class before the index that
    /// has them, and fail.
    fn clear<'a>(
        &'a self,
        connection: &'a mut Connection,
        lent: &'a Lent,
        kept: &'a str,
    ) -> BoxFuture<'a, Result<()>> {
        let pairs: Vec<String> = kept
            .split(',')
            .filter_map(|pair| pair.split_once(' '))
            .filter_map(|(class, object)| Some((class.parse::<u32>().ok()?, object.parse::<u32>().ok()?)))
            .map(|(class, object)| format!(", ({class}, {object})"))
            .collect();
        let schema = literal(&schema(lent));
        let block = format!(
            "DECLARE had record; BEGIN \
             FOR had IN SELECT i.type, i.identity FROM ({}) o, \
             LATERAL pg_catalog.pg_identify_object(o.classid, o.objid, 0) i \
             WHERE (o.classid::pg_catalog.int8, o.objid::pg_catalog.int8) NOT IN (VALUES (0, 0){}) \
             ORDER BY i.type <> 'event trigger', i.type NOT IN ('table', 'materialized view'), \
             i.type <> 'extension', o.objid LOOP \
             EXECUTE pg_catalog.format('DROP %s IF EXISTS %s CASCADE', CASE had.type {SPELLED} ELSE had.type END, had.identity); \
             END LOOP; \
             IF pg_catalog.to_regnamespace(pg_catalog.quote_ident({schema})) IS NULL THEN \
             EXECUTE pg_catalog.format('CREATE SCHEMA %I', {schema}); END IF; END",
            all(lent),
            pairs.concat()
        );
        let sql = format!("DO LANGUAGE plpgsql {}", literal(&block));
        Box::pin(async move { run(connection, "clearing the database", &sql).await })
    }
}

/// The schema that every database has.
const PUBLIC: &str = "public";

/// Schemas that neither the server nor an extension brought, of `pg_namespace n`.
const OWN_SCHEMAS: &str = "n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema' \
     AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e WHERE e.classid = 'pg_catalog.pg_namespace'::pg_catalog.regclass \
     AND e.objid = n.oid AND e.deptype = 'e')";

/// Kinds that are dropped by another word than that of `pg_identify_object`.
const SPELLED: &str = "WHEN 'function' THEN 'routine' WHEN 'procedure' THEN 'routine' WHEN 'aggregate' THEN 'routine' \
     WHEN 'composite type' THEN 'type' WHEN 'statistics object' THEN 'statistics' \
     WHEN 'foreign-data wrapper' THEN 'foreign data wrapper'";

/// Catalogs of objects that no schema holds, in the order of need.
const SCHEMALESS: [&str; 9] = [
    "pg_event_trigger",
    "pg_extension",
    "pg_publication",
    "pg_foreign_server",
    "pg_foreign_data_wrapper",
    "pg_cast",
    "pg_transform",
    "pg_am",
    "pg_language",
];

/// The first number of an object that did not come with the server (`FirstNormalObjectId`).
const FIRST_OWN: u32 = 16384;

/// What the schema that is lent holds itself.
fn contents(lent: &Lent) -> String {
    held_by(&format!("SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = {}", literal(&schema(lent))))
}

/// What schemas, given as a query for their oids, hold themselves. All in a schema depends on it; what an extension, or
/// another object, brought is left to that.
fn held_by(schemas: &str) -> String {
    format!(
        "SELECT d.classid, d.objid FROM pg_catalog.pg_depend d \
         WHERE d.refclassid = 'pg_catalog.pg_namespace'::pg_catalog.regclass AND d.deptype = 'n' \
         AND d.refobjid IN ({schemas}) \
         AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e \
         WHERE e.classid = d.classid AND e.objid = d.objid AND e.objsubid = 0 AND e.deptype IN ('e', 'i'))"
    )
}

/// All that may go: the contents, and where everything is lent, the other schemas and what no schema holds.
fn all(lent: &Lent) -> String {
    let mut sql = contents(lent);
    if *lent == Lent::Server {
        for catalog in SCHEMALESS {
            sql += &format!(
                " UNION SELECT 'pg_catalog.{catalog}'::pg_catalog.regclass, c.oid FROM pg_catalog.{catalog} c \
                 WHERE c.oid >= {FIRST_OWN} AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e \
                 WHERE e.classid = 'pg_catalog.{catalog}'::pg_catalog.regclass AND e.objid = c.oid AND e.deptype = 'e')"
            );
        }
        // Empty schemas may stay, and what comes into them may not.
        let schemas = format!(
            "SELECT n.oid FROM pg_catalog.pg_namespace n WHERE {OWN_SCHEMAS} AND n.nspname <> '{PUBLIC}'"
        );
        sql += &format!(" UNION {}", held_by(&schemas));
        sql += &format!(
            " UNION SELECT 'pg_catalog.pg_namespace'::pg_catalog.regclass, n.oid FROM pg_catalog.pg_namespace n \
             WHERE {OWN_SCHEMAS} AND n.nspname <> '{PUBLIC}'"
        );
    }
    sql
}

fn schema(lent: &Lent) -> String {
    match lent {
        Lent::Schema(name) => name.clone(),
        Lent::Server => PUBLIC.to_owned(),
    }
}

fn table(lent: &Lent) -> String {
    format!("\"{}\".{MARK}", schema(lent).replace('"', "\"\""))
}
