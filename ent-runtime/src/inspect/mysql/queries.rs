//! Queries over `information_schema` (MySQL manual, chapter 28; MariaDB's is a cousin). Their
//! number is fixed.

use ent_engine::dialect::{DialectName, Flavor};

/// Schemas of the server itself.
const SYSTEM: &str = "('information_schema', 'mysql', 'performance_schema', 'sys')";

/// Writes the queries for the wanted schemas and the flavour of the server.
pub(super) struct Queries {
    is_mariadb: bool,
    /// The list for `IN`, after a possible NOT.
    schemas: String,
    has_checks: bool,
    has_index_expressions: bool,
    has_ignored_indexes: bool,
}

impl Queries {
    pub(super) fn new(flavor: Flavor, wanted: Option<&[String]>) -> Self {
        let (version, is_mariadb) = (flavor.version, flavor.name == DialectName::Mariadb);
        let since = |mysql: (u32, u32, u32), mariadb: (u32, u32, u32)| {
            (version.0, version.1, version.2) >= if is_mariadb { mariadb } else { mysql }
        };
        const NEVER: (u32, u32, u32) = (u32::MAX, 0, 0);
        Self {
            is_mariadb,
            schemas: match wanted {
                Some([]) => "IN (NULL)".to_owned(),
                Some(names) => {
                    let names: Vec<String> = names.iter().map(|name| super::literal(name)).collect();
                    format!("IN ({})", names.join(", "))
                }
                None => format!("NOT IN {SYSTEM}"),
            },
            has_checks: since((8, 0, 16), (10, 2, 22)),
            has_index_expressions: since((8, 0, 13), NEVER),
            has_ignored_indexes: since(NEVER, (10, 6, 0)),
        }
    }

    /// name, charset, collation
    pub(super) fn schemas(&self) -> String {
        format!(
            "SELECT SCHEMA_NAME, DEFAULT_CHARACTER_SET_NAME, DEFAULT_COLLATION_NAME \
             FROM information_schema.SCHEMATA WHERE SCHEMA_NAME {} ORDER BY SCHEMA_NAME",
            self.schemas
        )
    }

    /// schema, name, type, engine, collation, auto-increment, options, comment
    pub(super) fn tables(&self) -> String {
        format!(
            "SELECT TABLE_SCHEMA, TABLE_NAME, TABLE_TYPE, ENGINE, TABLE_COLLATION, AUTO_INCREMENT, CREATE_OPTIONS, \
             TABLE_COMMENT FROM information_schema.TABLES WHERE TABLE_SCHEMA {} ORDER BY TABLE_SCHEMA, TABLE_NAME",
            self.schemas
        )
    }

    /// schema, table, name, type, null, default, extra, comment, charset, collation, expression
    pub(super) fn columns(&self) -> String {
        format!(
            "SELECT TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME, COLUMN_TYPE, IS_NULLABLE, COLUMN_DEFAULT, EXTRA, \
             COLUMN_COMMENT, CHARACTER_SET_NAME, COLLATION_NAME, GENERATION_EXPRESSION \
             FROM information_schema.COLUMNS WHERE TABLE_SCHEMA {} \
             ORDER BY TABLE_SCHEMA, TABLE_NAME, ORDINAL_POSITION",
            self.schemas
        )
    }

    /// schema, table, name, unique, kind, comment, visible, column, expression, direction, prefix
    pub(super) fn indexes(&self) -> String {
        format!(
            "SELECT TABLE_SCHEMA, TABLE_NAME, INDEX_NAME, NON_UNIQUE = 0, INDEX_TYPE, INDEX_COMMENT, {}, COLUMN_NAME, \
             {}, COLLATION, SUB_PART FROM information_schema.STATISTICS WHERE TABLE_SCHEMA {} \
             ORDER BY TABLE_SCHEMA, TABLE_NAME, INDEX_NAME, SEQ_IN_INDEX",
            match (self.has_index_expressions, self.has_ignored_indexes) {
                (true, _) => "IS_VISIBLE = 'YES'",
                (_, true) => "IGNORED = 'NO'",
                _ => "1",
            },
            if self.has_index_expressions { "EXPRESSION" } else { "NULL" },
            self.schemas
        )
    }

    /// schema, table, name, column, schema, table and column referred to
    pub(super) fn foreign_key_columns(&self) -> String {
        format!(
            "SELECT TABLE_SCHEMA, TABLE_NAME, CONSTRAINT_NAME, COLUMN_NAME, REFERENCED_TABLE_SCHEMA, \
             REFERENCED_TABLE_NAME, REFERENCED_COLUMN_NAME FROM information_schema.KEY_COLUMN_USAGE \
             WHERE TABLE_SCHEMA {} AND REFERENCED_TABLE_NAME IS NOT NULL \
             ORDER BY TABLE_SCHEMA, TABLE_NAME, CONSTRAINT_NAME, ORDINAL_POSITION",
            self.schemas
        )
    }

    /// schema, table, name, on update, on delete
    pub(super) fn foreign_key_actions(&self) -> String {
        format!(
            "SELECT CONSTRAINT_SCHEMA, TABLE_NAME, CONSTRAINT_NAME, UPDATE_RULE, DELETE_RULE \
             FROM information_schema.REFERENTIAL_CONSTRAINTS WHERE CONSTRAINT_SCHEMA {}",
            self.schemas
        )
    }

    /// schema, table, name, enforced, condition, whether of a column; nothing where the server knows no checks
    pub(super) fn checks(&self) -> Option<String> {
        if !self.has_checks {
            return None;
        }
        Some(if self.is_mariadb {
            format!(
                "SELECT CONSTRAINT_SCHEMA, TABLE_NAME, CONSTRAINT_NAME, 'YES', CHECK_CLAUSE, LEVEL = 'Column' \
                 FROM information_schema.CHECK_CONSTRAINTS WHERE CONSTRAINT_SCHEMA {} \
                 ORDER BY CONSTRAINT_SCHEMA, TABLE_NAME, CONSTRAINT_NAME",
                self.schemas
            )
        } else {
            format!(
                "SELECT t.TABLE_SCHEMA, t.TABLE_NAME, t.CONSTRAINT_NAME, t.ENFORCED, c.CHECK_CLAUSE, 0 \
                 FROM information_schema.TABLE_CONSTRAINTS t JOIN information_schema.CHECK_CONSTRAINTS c \
                 ON c.CONSTRAINT_SCHEMA = t.CONSTRAINT_SCHEMA AND c.CONSTRAINT_NAME = t.CONSTRAINT_NAME \
                 WHERE t.CONSTRAINT_TYPE = 'CHECK' AND t.TABLE_SCHEMA {} \
                 ORDER BY t.TABLE_SCHEMA, t.TABLE_NAME, t.CONSTRAINT_NAME",
                self.schemas
            )
        })
    }

    /// schema, name, query
    pub(super) fn views(&self) -> String {
        format!(
            "SELECT TABLE_SCHEMA, TABLE_NAME, VIEW_DEFINITION FROM information_schema.VIEWS \
             WHERE TABLE_SCHEMA {} ORDER BY TABLE_SCHEMA, TABLE_NAME",
            self.schemas
        )
    }

    /// schema, table, method, expression, method and expression of subpartitions, name, values
    pub(super) fn partitions(&self) -> String {
        format!(
            "SELECT TABLE_SCHEMA, TABLE_NAME, PARTITION_METHOD, PARTITION_EXPRESSION, SUBPARTITION_METHOD, \
             SUBPARTITION_EXPRESSION, PARTITION_NAME, PARTITION_DESCRIPTION FROM information_schema.PARTITIONS \
             WHERE TABLE_SCHEMA {} AND PARTITION_NAME IS NOT NULL AND coalesce(SUBPARTITION_ORDINAL_POSITION, 1) = 1 \
             ORDER BY TABLE_SCHEMA, TABLE_NAME, PARTITION_ORDINAL_POSITION",
            self.schemas
        )
    }

    /// schema, kind, name, table, text
    pub(super) fn triggers_and_events(&self) -> String {
        format!(
            "SELECT EVENT_OBJECT_SCHEMA, 'trigger', TRIGGER_NAME, EVENT_OBJECT_TABLE, concat('CREATE TRIGGER `', \
             replace(TRIGGER_NAME, '`', '``'), '` ', ACTION_TIMING, ' ', EVENT_MANIPULATION, ' ON `', \
             replace(EVENT_OBJECT_TABLE, '`', '``'), '` FOR EACH ROW ', ACTION_STATEMENT) \
             FROM information_schema.TRIGGERS WHERE EVENT_OBJECT_SCHEMA {0} UNION ALL \
             SELECT EVENT_SCHEMA, 'event', EVENT_NAME, NULL, concat('CREATE EVENT `', \
             replace(EVENT_NAME, '`', '``'), '` ON SCHEDULE ', \
             CASE EVENT_TYPE WHEN 'ONE TIME' THEN concat('AT ''', EXECUTE_AT, '''') \
             ELSE concat('EVERY ', INTERVAL_VALUE, ' ', INTERVAL_FIELD, \
             coalesce(concat(' ENDS ''', ENDS, ''''), '')) END, ' ON COMPLETION ', ON_COMPLETION, \
             CASE STATUS WHEN 'ENABLED' THEN '' ELSE ' DISABLE' END, ' DO ', EVENT_DEFINITION) \
             FROM information_schema.EVENTS WHERE EVENT_SCHEMA {0} ORDER BY 1, 2, 3",
            self.schemas
        )
    }

    /// schema, kind, name, return type, body, deterministic, data access, security
    pub(super) fn routines(&self) -> String {
        format!(
            "SELECT ROUTINE_SCHEMA, ROUTINE_TYPE, ROUTINE_NAME, DTD_IDENTIFIER, ROUTINE_DEFINITION, \
             IS_DETERMINISTIC, SQL_DATA_ACCESS, SECURITY_TYPE \
             FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA {} ORDER BY ROUTINE_SCHEMA, ROUTINE_NAME",
            self.schemas
        )
    }

    /// schema, kind, routine, mode, name, type
    pub(super) fn parameters(&self) -> String {
        format!(
            "SELECT SPECIFIC_SCHEMA, ROUTINE_TYPE, SPECIFIC_NAME, PARAMETER_MODE, PARAMETER_NAME, DTD_IDENTIFIER \
             FROM information_schema.PARAMETERS WHERE SPECIFIC_SCHEMA {} AND ORDINAL_POSITION > 0 \
             ORDER BY SPECIFIC_SCHEMA, SPECIFIC_NAME, ORDINAL_POSITION",
            self.schemas
        )
    }
}
