use ent_engine::dialect::{DialectName, Flavor};
use ent_engine::model::Realm;

use super::session_lock::SessionLock;
use super::{Backend, Held};
use crate::connection::BoxFuture;
use crate::inspect::{self, Scope};
use crate::scratch::{self, Lending};
use crate::{Connection, Result};

/// MySQL and MariaDB.
pub(crate) struct Mysql;

impl Backend for Mysql {
    fn version_query(&self) -> &'static str {
        "SELECT VERSION(), CONNECTION_ID()"
    }

    fn flavor(&self, version: &str) -> Result<Flavor> {
        let name = if version.contains("MariaDB") { DialectName::Mariadb } else { DialectName::Mysql };
        // Before 11, MariaDB announces itself as 5.5.5 for the sake of old replicas.
        Ok(Flavor::with_version(name, version.strip_prefix("5.5.5-").unwrap_or(version).parse()?))
    }

    fn inspect<'a>(
        &'a self,
        connection: &'a mut Connection,
        scope: &'a Scope,
    ) -> BoxFuture<'a, Result<Realm>> {
        Box::pin(inspect::mysql::inspect(connection, scope))
    }

    fn has_transactional_ddl(&self) -> bool {
        false
    }

    fn runs_one_by_one(&self) -> bool {
        true
    }

    /// What a backslash means depends on the SQL mode, what other letters mean on the character set of the session.
    fn literal(&self, text: &str) -> String {
        if text.is_ascii() && !text.contains('\\') {
            return format!("'{}'", text.replace('\'', "''"));
        }
        let hex: String = text.bytes().map(|byte| format!("{byte:02x}")).collect();
        format!("_utf8mb4 x'{hex}'")
    }

    fn or_update(&self, _: &str, columns: &[String]) -> String {
        let columns: Vec<String> = columns.iter().map(|name| format!("{name} = VALUES({name})")).collect();
        format!("ON DUPLICATE KEY UPDATE {}", columns.join(", "))
    }

    fn lending(&self) -> &'static dyn Lending {
        &scratch::Mysql
    }

    fn current_schema_query(&self) -> &'static str {
        "SELECT DATABASE()"
    }

    fn find_table_query(&self, schema: &str, table: &str) -> String {
        format!(
            "SELECT TABLE_SCHEMA FROM information_schema.TABLES WHERE TABLE_NAME = '{table}' \
             AND TABLE_SCHEMA IN (DATABASE(), '{schema}')"
        )
    }

    fn home_query(&self, schema: &str, table: &str) -> String {
        format!(
            "SELECT TABLE_SCHEMA FROM information_schema.TABLES WHERE TABLE_NAME = '{table}' \
             AND TABLE_SCHEMA = COALESCE(DATABASE(), '{schema}')"
        )
    }

    fn other_table_query(&self, except: &[&str]) -> String {
        let except = except.join("', '");
        format!(
            "SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() \
             AND TABLE_TYPE IN ('BASE TABLE', 'SYSTEM VERSIONED') AND TABLE_NAME NOT IN ('{except}') \
             ORDER BY 1 LIMIT 1"
        )
    }

    fn revisions_ddl(&self, table: &str) -> String {
        format!(
            "CREATE TABLE IF NOT EXISTS {table} (\
             `version` varchar(255) NOT NULL, \
             `description` varchar(255) NOT NULL, \
             `type` bigint unsigned NOT NULL DEFAULT 2, \
             `applied` bigint NOT NULL DEFAULT 0, \
             `total` bigint NOT NULL DEFAULT 0, \
             `executed_at` timestamp NOT NULL, \
             `execution_time` bigint NOT NULL, \
             `error` longtext NULL, \
             `error_stmt` longtext NULL, \
             `hash` varchar(255) NOT NULL, \
             `partial_hashes` json NULL, \
             `operator_version` varchar(255) NOT NULL, \
             PRIMARY KEY (`version`)) CHARSET utf8mb4 COLLATE utf8mb4_bin"
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

    /// Of a session that is at nothing it stops nothing.
    fn interruption(&self, session: &str, _: &str) -> Option<String> {
        Some(format!("KILL QUERY {session}"))
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
    SessionLock {
        take: format!("SELECT GET_LOCK('{name}', 0)"),
        give_back: format!("SELECT RELEASE_LOCK('{name}')"),
        holder: format!("SELECT concat('connection ', IS_USED_LOCK('{name}'))"),
    }
}
