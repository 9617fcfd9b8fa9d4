use ent_engine::dialect::{DialectName, Flavor};
use ent_engine::model::Realm;

use super::session_lock::SessionLock;
use super::{Backend, Held};
use crate::connection::BoxFuture;
use crate::inspect::{self, Scope};
use crate::scratch::{self, Lending};
use crate::{Connection, Result};

/// PostgreSQL.
pub(crate) struct Postgres;

/// The query of a row where the session was told from outside in which schemas to look for names.
const BOUND: &str = "SELECT 1 FROM pg_catalog.pg_settings s WHERE s.name = 'search_path' AND s.source IN ('client', 'session')";

/// What it was told, where none of that is there.
const MISSING: &str = "SELECT s.setting FROM pg_catalog.pg_settings s WHERE s.name = 'search_path' \
     AND s.source IN ('client', 'session') AND current_schema() IS NULL";

impl Backend for Postgres {
    fn version_query(&self) -> &'static str {
        "SELECT current_setting('server_version'), pg_backend_pid()"
    }

    fn flavor(&self, version: &str) -> Result<Flavor> {
        Ok(Flavor::with_version(DialectName::Postgres, version.parse()?))
    }

    fn inspect<'a>(
        &'a self,
        connection: &'a mut Connection,
        scope: &'a Scope,
    ) -> BoxFuture<'a, Result<Realm>> {
        Box::pin(inspect::postgres::inspect(connection, scope))
    }

    /// Read alike whatever a file has set `standard_conforming_strings` to.
    fn literal(&self, text: &str) -> String {
        format!("E'{}'", text.replace('\\', "\\\\").replace('\'', "''"))
    }

    fn transaction_lock(&self, name: &str) -> Option<(&'static str, String)> {
        let begin = "BEGIN; SET LOCAL idle_in_transaction_session_timeout = 0";
        let key = key(name);
        Some((begin, format!("SELECT CASE WHEN pg_try_advisory_xact_lock({key}) THEN 1 ELSE 0 END")))
    }

    fn lending(&self) -> &'static dyn Lending {
        &scratch::Postgres
    }

    fn current_schema_query(&self) -> &'static str {
        "SELECT current_schema()"
    }

    fn find_table_query(&self, schema: &str, table: &str) -> String {
        format!(
            "SELECT schemaname FROM pg_catalog.pg_tables WHERE tablename = '{table}' \
             AND schemaname IN (current_schema(), '{schema}')"
        )
    }

    fn home_query(&self, schema: &str, table: &str) -> String {
        format!(
            "SELECT t.schemaname FROM pg_catalog.pg_tables t WHERE t.tablename = '{table}' \
             AND (t.schemaname = current_schema() OR t.schemaname = '{schema}' AND NOT EXISTS ({BOUND})) \
             ORDER BY t.schemaname = current_schema() LIMIT 1"
        )
    }

    fn missing_schema_query(&self) -> Option<&'static str> {
        Some(MISSING)
    }

    fn other_table_query(&self, except: &[&str]) -> String {
        let except = except.join("', '");
        format!(
            "SELECT c.relname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace \
             WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p') AND c.relname NOT IN ('{except}') AND {} \
             ORDER BY 1 LIMIT 1",
            inspect::postgres::not_of_extension("pg_class", "c.oid")
        )
    }

    fn unfinished_index_query(&self, name: &str, table: &str) -> Option<String> {
        Some(format!(
            "SELECT format('DROP INDEX CONCURRENTLY %I.%I', n.nspname, c.relname) FROM pg_catalog.pg_index i \
             JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid \
             JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace \
             WHERE NOT i.indisvalid AND c.relkind = 'i' AND c.relname = {} AND i.indrelid = to_regclass({}) \
             AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_stat_progress_create_index p WHERE p.index_relid = c.oid)",
            self.literal(name),
            self.literal(table)
        ))
    }

    fn revisions_ddl(&self, table: &str) -> String {
        format!(
            "CREATE TABLE IF NOT EXISTS {table} (\
             \"version\" character varying NOT NULL, \
             \"description\" character varying NOT NULL, \
             \"type\" bigint NOT NULL DEFAULT 2, \
             \"applied\" bigint NOT NULL DEFAULT 0, \
             \"total\" bigint NOT NULL DEFAULT 0, \
             \"executed_at\" timestamptz NOT NULL, \
             \"execution_time\" bigint NOT NULL, \
             \"error\" text NULL, \
             \"error_stmt\" text NULL, \
             \"hash\" character varying NOT NULL, \
             \"partial_hashes\" jsonb NULL, \
             \"operator_version\" character varying NOT NULL, \
             PRIMARY KEY (\"version\"))"
        )
    }

    fn try_lock<'a>(
        &'a self,
        connection: &'a mut Connection,
        name: &'a str,
    ) -> BoxFuture<'a, Result<Option<Held>>> {
        Box::pin(lock(name).try_take(connection))
    }

    fn unlock<'a>(
        &'a self,
        connection: &'a mut Connection,
        name: &'a str,
        _: Held,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(lock(name).give_back(connection))
    }

    /// A pooler may have given the process to somebody else meanwhile: it is at our statement, or it is left alone.
    fn interruption(&self, session: &str, sql: &str) -> Option<String> {
        let sql = self.literal(sql);
        Some(format!(
            "SELECT pg_catalog.pg_cancel_backend(pid) FROM pg_catalog.pg_stat_activity WHERE pid = {session} \
             AND state = 'active' AND strpos({sql}, left(query, length({sql}))) = 1"
        ))
    }

    fn lock_holder<'a>(
        &'a self,
        connection: &'a mut Connection,
        name: &'a str,
    ) -> BoxFuture<'a, Result<Option<String>>> {
        Box::pin(lock(name).holder(connection))
    }
}

fn lock(name: &str) -> SessionLock {
    let key = key(name);
    SessionLock {
        take: format!("SELECT CASE WHEN pg_try_advisory_lock({key}) THEN 1 ELSE 0 END"),
        give_back: format!("SELECT pg_advisory_unlock({key})"),
        holder: format!(
            "SELECT concat_ws(' ', 'process ' || a.pid, 'of ' || a.usename, nullif(a.application_name, '')) \
             FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid \
             WHERE l.locktype = 'advisory' AND l.granted AND l.classid = 0 AND l.objid = {key} \
             AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())"
        ),
    }
}

/// The number of a lock: the 32-bit FNV-1 hash of its name, as Atlas has it, so that the two tools
/// keep out of each other's way.
fn key(name: &str) -> u32 {
    name.bytes().fold(0x811c_9dc5, |hash: u32, byte| hash.wrapping_mul(0x0100_0193) ^ u32::from(byte))
}

#[cfg(test)]
mod tests {
    #[test]
    fn locks_are_numbered_by_fnv1() {
        // Test vectors of the FNV reference: "", "a", "foobar".
        assert_eq!(super::key(""), 0x811c_9dc5);
        assert_eq!(super::key("a"), 0x050c_5d7e);
        assert_eq!(super::key("foobar"), 0x31f0_b262);
    }
}
