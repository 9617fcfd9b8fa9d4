//! The catalog queries (PostgreSQL manual, chapter "System Catalogs"). Their number is fixed; oids
//! and attribute numbers tie the answers together.

use ent_engine::dialect::Version;

/// Writes the queries for the wanted schemas and the version of the server.
pub(super) struct Queries {
    version: Version,
    /// Condition on `n.nspname`.
    schemas: String,
}

/// Objects that an extension brought are the extension's affair.
fn not_of_extension(class: &str, oid: &str) -> String {
    format!(
        "NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend x WHERE x.classid = 'pg_catalog.{class}'::regclass \
         AND x.objid = {oid} AND x.deptype = 'e')"
    )
}

impl Queries {
    pub(super) fn new(version: Version, wanted: Option<&[String]>) -> Self {
        let schemas = match wanted {
            Some([]) => "false".to_owned(),
            Some(names) => {
                let names: Vec<String> = names.iter().map(|name| literal(name)).collect();
                format!("n.nspname IN ({})", names.join(", "))
            }
            None => "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'".to_owned(),
        };
        Self { version, schemas }
    }

    /// `text` where the server is at least at `major`, else `otherwise`.
    fn since(&self, major: u32, text: &'static str, otherwise: &'static str) -> &'static str {
        if self.version.0 >= major { text } else { otherwise }
    }

    /// name, comment
    pub(super) fn schemas(&self) -> String {
        format!(
            "SELECT n.nspname, pg_catalog.obj_description(n.oid, 'pg_namespace') \
             FROM pg_catalog.pg_namespace n WHERE {} AND {} ORDER BY n.nspname",
            self.schemas,
            not_of_extension("pg_namespace", "n.oid")
        )
    }

    /// oid, schema, name, unlogged, options, comment, partition key, row security, forced row
    /// security, schema and name of the table it is a partition of, bound
    pub(super) fn tables(&self) -> String {
        format!(
            "SELECT c.oid, n.nspname, c.relname, c.relpersistence = 'u', pg_catalog.to_json(c.reloptions), \
             pg_catalog.obj_description(c.oid, 'pg_class'), \
             CASE WHEN c.relkind = 'p' THEN pg_catalog.pg_get_partkeydef(c.oid) END, \
             c.relrowsecurity, c.relforcerowsecurity, pn.nspname, p.relname, \
             pg_catalog.pg_get_expr(c.relpartbound, c.oid) \
             FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace \
             LEFT JOIN pg_catalog.pg_inherits h ON h.inhrelid = c.oid AND c.relispartition \
             LEFT JOIN pg_catalog.pg_class p ON p.oid = h.inhparent \
             LEFT JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace \
             WHERE c.relkind IN ('r', 'p') AND {} AND {} ORDER BY n.nspname, c.relname",
            self.schemas,
            not_of_extension("pg_class", "c.oid")
        )
    }

    /// What tables inherit from, partitions aside: table oid, schema, name
    pub(super) fn inheritance(&self) -> String {
        format!(
            "SELECT c.oid, pn.nspname, p.relname FROM pg_catalog.pg_inherits h \
             JOIN pg_catalog.pg_class c ON c.oid = h.inhrelid \
             JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace \
             JOIN pg_catalog.pg_class p ON p.oid = h.inhparent \
             JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace \
             WHERE NOT c.relispartition AND c.relkind = 'r' AND {} ORDER BY c.oid, h.inhseqno",
            self.schemas
        )
    }

    /// table oid, number, name, type as text, not null, default, identity, generated, collation,
    /// comment, schema of the type, name of the type, whether an array, whether made by a user
    pub(super) fn columns(&self) -> String {
        format!(
            "SELECT a.attrelid, a.attnum, a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod), \
             a.attnotnull, pg_catalog.pg_get_expr(d.adbin, d.adrelid), a.attidentity, {}, l.collname, \
             pg_catalog.col_description(a.attrelid, a.attnum), tn.nspname, coalesce(e.typname, t.typname), \
             e.oid IS NOT NULL, \
             tn.nspname <> 'pg_catalog' AND {} \
             FROM pg_catalog.pg_attribute a \
             JOIN pg_catalog.pg_class c ON c.oid = a.attrelid \
             JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace \
             JOIN pg_catalog.pg_type t ON t.oid = a.atttypid \
             LEFT JOIN pg_catalog.pg_type e ON e.oid = t.typelem AND t.typlen = -1 AND t.typcategory = 'A' \
             JOIN pg_catalog.pg_namespace tn ON tn.oid = coalesce(e.typnamespace, t.typnamespace) \
             LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum \
             LEFT JOIN pg_catalog.pg_collation l ON l.oid = a.attcollation AND a.attcollation <> t.typcollation \
             WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p') AND {} \
             ORDER BY a.attrelid, a.attnum",
            self.since(12, "a.attgenerated", "''"),
            not_of_extension("pg_type", "coalesce(e.oid, t.oid)"),
            self.schemas
        )
    }

    /// table oid, index oid, name, kind, columns, schema and oid of the table referred to, its
    /// name, columns referred to, actions, match, deferrable, deferred, validated, inherited only by
    /// none, enforced, condition, comment, operators of an exclusion constraint
    ///
    /// A partition has rows of its own for what it gets from its table. Left out are those that
    /// stand for the partitions of a table referred to: their parent is on the same table.
    pub(super) fn constraints(&self) -> String {
        format!(
            "SELECT k.conrelid, k.conindid, k.conname, k.contype, k.conkey, rn.nspname, r.oid, r.relname, k.confkey, \
             k.confupdtype, k.confdeltype, k.confmatchtype, k.condeferrable, k.condeferred, k.convalidated, \
             k.connoinherit, {}, pg_catalog.pg_get_expr(k.conbin, k.conrelid), \
             pg_catalog.obj_description(k.oid, 'pg_constraint'), \
             CASE WHEN k.contype = 'x' THEN pg_catalog.array_to_json(ARRAY(SELECT o.oprname \
             FROM pg_catalog.unnest(k.conexclop) WITH ORDINALITY u (oid, n) \
             JOIN pg_catalog.pg_operator o ON o.oid = u.oid ORDER BY u.n)) END \
             FROM pg_catalog.pg_constraint k \
             JOIN pg_catalog.pg_class c ON c.oid = k.conrelid \
             JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace \
             LEFT JOIN pg_catalog.pg_class r ON r.oid = k.confrelid \
             LEFT JOIN pg_catalog.pg_namespace rn ON rn.oid = r.relnamespace \
             WHERE k.contype IN ('p', 'u', 'f', 'c', 'x') AND {} AND c.relkind IN ('r', 'p') \
             AND {} ORDER BY k.conrelid, k.conname",
            self.since(18, "k.conenforced", "true"),
            self.since(
                11,
                "NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint kp \
                 WHERE kp.oid = k.conparentid AND kp.conrelid = k.conrelid)",
                "true"
            ),
            self.schemas
        )
    }

    /// Names of the columns that foreign keys refer to in schemas outside the wanted: table oid,
    /// number, name
    pub(super) fn referenced_columns(&self) -> String {
        format!(
            "SELECT a.attrelid, a.attnum, a.attname FROM pg_catalog.pg_attribute a WHERE a.attrelid IN \
             (SELECT k.confrelid FROM pg_catalog.pg_constraint k \
             JOIN pg_catalog.pg_class c ON c.oid = k.conrelid \
             JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE k.contype = 'f' AND {}) \
             AND a.attnum > 0 AND NOT a.attisdropped",
            self.schemas
        )
    }

    /// table oid, index oid, name, method, unique, columns, number of key columns, options,
    /// operator classes, parameters, expressions, predicate, nulls not distinct, comment
    pub(super) fn indexes(&self) -> String {
        format!(
            "SELECT i.indrelid, i.indexrelid, c.relname, am.amname, i.indisunique, i.indkey, {}, i.indoption, \
             i.indclass, pg_catalog.to_json(c.reloptions), CASE WHEN i.indexprs IS NOT NULL THEN \
             pg_catalog.array_to_json(ARRAY(SELECT pg_catalog.pg_get_indexdef(i.indexrelid, k, false) \
             FROM pg_catalog.generate_series(1, i.indnatts) k ORDER BY k)) END, \
             pg_catalog.pg_get_expr(i.indpred, i.indrelid), {}, \
             pg_catalog.obj_description(i.indexrelid, 'pg_class') \
             FROM pg_catalog.pg_index i \
             JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid \
             JOIN pg_catalog.pg_am am ON am.oid = c.relam \
             JOIN pg_catalog.pg_class t ON t.oid = i.indrelid \
             JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace \
             WHERE t.relkind IN ('r', 'p') AND {} ORDER BY i.indrelid, c.relname",
            self.since(11, "i.indnkeyatts", "i.indnatts"),
            self.since(15, "i.indnullsnotdistinct", "false"),
            self.schemas
        )
    }

    /// Operator classes that are not their type's default: oid, schema unless the system's, name
    pub(super) fn operator_classes(&self) -> String {
        "SELECT o.oid, nullif(n.nspname, 'pg_catalog'), o.opcname FROM pg_catalog.pg_opclass o \
         JOIN pg_catalog.pg_namespace n ON n.oid = o.opcnamespace WHERE NOT o.opcdefault"
            .to_owned()
    }

    /// Parts of indexes with a collation or parameters of their own: index oid, number, collation,
    /// parameters
    pub(super) fn index_parts(&self) -> String {
        format!(
            "SELECT a.attrelid, a.attnum, CASE WHEN a.attcollation <> t.attcollation THEN l.collname END, \
             pg_catalog.to_json({}) \
             FROM pg_catalog.pg_index i \
             JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid \
             JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace \
             JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indexrelid \
             LEFT JOIN pg_catalog.pg_attribute t ON t.attrelid = i.indrelid AND t.attnum = i.indkey[a.attnum - 1] \
             LEFT JOIN pg_catalog.pg_collation l ON l.oid = a.attcollation \
             WHERE (a.attcollation <> t.attcollation OR a.attoptions IS NOT NULL) AND {}",
            "a.attoptions", self.schemas
        )
    }

    /// schema, name, values, comment
    pub(super) fn enums(&self) -> String {
        format!(
            "SELECT n.nspname, t.typname, pg_catalog.json_agg(e.enumlabel ORDER BY e.enumsortorder), \
             pg_catalog.obj_description(t.oid, 'pg_type') \
             FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace \
             LEFT JOIN pg_catalog.pg_enum e ON e.enumtypid = t.oid \
             WHERE t.typtype = 'e' AND {} AND {} GROUP BY n.nspname, t.typname, t.oid ORDER BY n.nspname, t.typname",
            self.schemas,
            not_of_extension("pg_type", "t.oid")
        )
    }

    /// schema, name, type, start, increment, min, max, cache, cycle, kind of ownership, oid of the
    /// owner, number of the column, name of the table, name of the column, whether its default is
    /// the next value, comment
    pub(super) fn sequences(&self) -> String {
        format!(
            "SELECT n.nspname, c.relname, pg_catalog.format_type(s.seqtypid, NULL), s.seqstart, s.seqincrement, \
             s.seqmin, s.seqmax, s.seqcache, s.seqcycle, o.deptype, o.refobjid, o.refobjsubid, t.relname, a.attname, \
             EXISTS (SELECT 1 FROM pg_catalog.pg_depend u JOIN pg_catalog.pg_attrdef d ON d.oid = u.objid \
             WHERE u.classid = 'pg_catalog.pg_attrdef'::regclass AND u.refclassid = 'pg_catalog.pg_class'::regclass \
             AND u.refobjid = c.oid AND d.adrelid = o.refobjid AND d.adnum = o.refobjsubid), \
             pg_catalog.obj_description(c.oid, 'pg_class') \
             FROM pg_catalog.pg_sequence s JOIN pg_catalog.pg_class c ON c.oid = s.seqrelid \
             JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace \
             LEFT JOIN pg_catalog.pg_depend o ON o.classid = 'pg_catalog.pg_class'::regclass AND o.objid = c.oid \
             AND o.refclassid = 'pg_catalog.pg_class'::regclass AND o.refobjsubid > 0 AND o.deptype IN ('a', 'i') \
             LEFT JOIN pg_catalog.pg_class t ON t.oid = o.refobjid \
             LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = o.refobjid AND a.attnum = o.refobjsubid \
             WHERE {} AND {} ORDER BY n.nspname, c.relname",
            self.schemas,
            not_of_extension("pg_class", "c.oid")
        )
    }

    /// oid, schema, name, materialized, query, comment
    pub(super) fn views(&self) -> String {
        format!(
            "SELECT c.oid, n.nspname, c.relname, c.relkind = 'm', pg_catalog.pg_get_viewdef(c.oid), \
             pg_catalog.obj_description(c.oid, 'pg_class') \
             FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace \
             WHERE c.relkind IN ('v', 'm') AND {} AND {} ORDER BY n.nspname, c.relname",
            self.schemas,
            not_of_extension("pg_class", "c.oid")
        )
    }

    /// What views read: oid of the view, schema, name
    pub(super) fn view_dependencies(&self) -> String {
        format!(
            "SELECT DISTINCT w.ev_class, dn.nspname, dc.relname \
             FROM pg_catalog.pg_rewrite w JOIN pg_catalog.pg_class c ON c.oid = w.ev_class \
             JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace \
             JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_rewrite'::regclass AND d.objid = w.oid \
             AND d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjid <> c.oid \
             JOIN pg_catalog.pg_class dc ON dc.oid = d.refobjid \
             JOIN pg_catalog.pg_namespace dn ON dn.oid = dc.relnamespace \
             WHERE c.relkind IN ('v', 'm') AND {} ORDER BY 1, 2, 3",
            self.schemas
        )
    }

    /// Everything that is carried whole: schema or NULL, kind, name, table, text
    pub(super) fn objects(&self) -> String {
        super::carried::query(self.version, &self.schemas, &not_of_extension)
    }
}

/// `text` as a string literal.
pub(super) fn literal(text: &str) -> String {
    // Under standard_conforming_strings a backslash is a plain character; E'' would not need it.
    format!("'{}'", text.replace('\'', "''"))
}
