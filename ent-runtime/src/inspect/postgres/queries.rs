//! The catalog queries (PostgreSQL manual, chapter "System Catalogs"). Their number is fixed; oids
//! and attribute numbers tie the answers together.

use ent_engine::dialect::Version;

use crate::inspect::scope::Names;

/// Writes the queries for the wanted schemas and the version of the server.
pub(super) struct Queries {
    pub(super) version: Version,
    /// Condition on `n.nspname`.
    pub(super) schemas: String,
    /// The name of `n` with a dot, as it stands before the name of an object in it.
    pub(super) qualifier: String,
    /// The schema of what stands in none but is carried in one; NULL where none is wanted.
    pub(super) home: String,
}

/// Objects that an extension brought are the extension's affair.
pub(crate) fn not_of_extension(class: &str, oid: &str) -> String {
    format!(
        "NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend x WHERE x.classid = 'pg_catalog.{class}'::regclass \
         AND x.objid = {oid} AND x.deptype = 'e')"
    )
}

impl Queries {
    pub(super) fn new(version: Version, names: &Names) -> Self {
        let wanted = names.wanted.as_deref();
        let schemas = match wanted {
            Some([]) => "false".to_owned(),
            Some(names) => {
                let names: Vec<String> = names.iter().map(|name| literal(name)).collect();
                format!("n.nspname IN ({})", names.join(", "))
            }
            None => "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'".to_owned(),
        };
        let qualifier = match names.unnamed() {
            Some(unnamed) => {
                format!(
                    "CASE n.nspname WHEN {} THEN '' ELSE quote_ident(n.nspname) || '.' END",
                    literal(unnamed)
                )
            }
            None => "(quote_ident(n.nspname) || '.')".to_owned(),
        };
        let home = match (names.unnamed(), wanted) {
            (Some(unnamed), _) => format!("{}::name", literal(unnamed)),
            (None, Some(names)) if !names.iter().any(|name| name == "public") => "NULL::name".to_owned(),
            (None, _) => "'public'::name".to_owned(),
        };
        Self { version, schemas, qualifier, home }
    }

    /// `text` where the server is at least at `major`, else `otherwise`.
    fn since(&self, major: u32, text: &'static str, otherwise: &'static str) -> &'static str {
        if self.version.0 >= major { text } else { otherwise }
    }

    /// name, comment
    pub(super) fn schemas(&self) -> String {
        format!(
            "SELECT n.nspname, {} FROM pg_namespace n {} WHERE {} AND {} ORDER BY n.nspname",
            DESCRIPTION,
            described("n.oid", "pg_namespace", "0"),
            self.schemas,
            not_of_extension("pg_namespace", "n.oid")
        )
    }

    /// oid, schema, name, unlogged, options, options of its TOAST table, comment, partition key, row security,
    /// forced row security, schema and name of the table it is a partition of, bound
    pub(super) fn tables(&self) -> String {
        format!(
            "SELECT c.oid, n.nspname, c.relname, c.relpersistence = 'u', to_json(c.reloptions), \
             to_json(o.reloptions), {}, \
             CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END, \
             c.relrowsecurity, c.relforcerowsecurity, pn.nspname, p.relname, \
             CASE WHEN c.relispartition THEN pg_get_expr(c.relpartbound, c.oid) END \
             FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace {} \
             LEFT JOIN pg_class o ON o.oid = c.reltoastrelid AND o.reloptions IS NOT NULL \
             LEFT JOIN pg_inherits h ON h.inhrelid = c.oid AND c.relispartition \
             LEFT JOIN pg_class p ON p.oid = h.inhparent \
             LEFT JOIN pg_namespace pn ON pn.oid = p.relnamespace \
             WHERE c.relkind IN ('r', 'p') AND {} AND {} ORDER BY n.nspname, c.relname",
            DESCRIPTION,
            described("c.oid", "pg_class", "0"),
            self.schemas,
            not_of_extension("pg_class", "c.oid")
        )
    }

    /// What tables inherit from, partitions aside: table oid, schema, name
    pub(super) fn inheritance(&self) -> String {
        format!(
            "SELECT c.oid, pn.nspname, p.relname FROM pg_inherits h \
             JOIN pg_class c ON c.oid = h.inhrelid \
             JOIN pg_namespace n ON n.oid = c.relnamespace \
             JOIN pg_class p ON p.oid = h.inhparent \
             JOIN pg_namespace pn ON pn.oid = p.relnamespace \
             WHERE NOT c.relispartition AND c.relkind = 'r' AND {} ORDER BY c.oid, h.inhseqno",
            self.schemas
        )
    }

    /// Types of columns that the system doesn't bring: oid, schema, name, whether an array of it, whether made by
    /// a user and not by an extension
    pub(super) fn types(&self) -> String {
        format!(
            "SELECT t.oid, n.nspname, coalesce(e.typname, t.typname), e.oid IS NOT NULL, {} \
             FROM pg_type t LEFT JOIN pg_type e ON e.oid = t.typelem AND t.typlen = -1 AND t.typcategory = 'A' \
             JOIN pg_namespace n ON n.oid = coalesce(e.typnamespace, t.typnamespace) \
             WHERE n.nspname <> 'pg_catalog' AND n.nspname <> 'information_schema' AND t.typtype <> 'p' \
             AND t.oid IN (SELECT a.atttypid FROM pg_attribute a WHERE a.attnum > 0 AND a.atttypid >= 16384)",
            not_of_extension("pg_type", "coalesce(e.oid, t.oid)")
        )
    }

    /// table oid, number, name, oid of the type, type as text, not null, default, identity, generated,
    /// schema of the collation unless it is the server's, collation, storage, compression, statistics target, options, comment, whether declared by the table itself
    pub(super) fn columns(&self) -> String {
        format!(
            "SELECT a.attrelid, a.attnum, a.attname, a.atttypid, format_type(a.atttypid, a.atttypmod), \
             a.attnotnull, CASE WHEN a.atthasdef THEN pg_get_expr(d.adbin, d.adrelid) END, nullif(a.attidentity, ''), \
             {}, l.nspname, l.collname, \
             CASE WHEN a.attstorage <> t.typstorage THEN a.attstorage END, {}, \
             nullif(a.attstattarget, -1), to_json(a.attoptions), {}, a.attislocal \
             FROM pg_attribute a \
             JOIN pg_class c ON c.oid = a.attrelid \
             JOIN pg_namespace n ON n.oid = c.relnamespace \
             JOIN pg_type t ON t.oid = a.atttypid \
             LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum AND a.atthasdef \
             LEFT JOIN {COLLATIONS} ON l.oid = a.attcollation AND a.attcollation <> t.typcollation {} \
             WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'm') AND {} \
             ORDER BY a.attrelid, a.attnum",
            self.since(12, "nullif(a.attgenerated, '')", "NULL"),
            self.since(14, "nullif(a.attcompression, '')", "NULL"),
            DESCRIPTION,
            described("a.attrelid", "pg_class", "a.attnum"),
            self.schemas
        )
    }

    /// oid, oid of the constraint that it comes from, table oid, index oid, name, kind, columns, schema and oid of the
    /// table referred to, its name, columns referred to, their names if that is in another schema, actions, match,
    /// deferrable, deferred, validated, inherited only by none, enforced, condition, comment, operators of an exclusion
    /// constraint, columns that a deletion sets
    ///
    /// A partition has rows of its own for what it gets from its table.
    pub(super) fn constraints(&self) -> String {
        format!(
            "SELECT k.oid, {}, k.conrelid, k.conindid, k.conname, k.contype, k.conkey, rn.nspname, k.confrelid, \
             r.relname, k.confkey, CASE WHEN r.relnamespace <> c.relnamespace THEN array_to_json(ARRAY(SELECT a.attname \
             FROM unnest(k.confkey) WITH ORDINALITY u (number, n) JOIN pg_attribute a ON a.attrelid = k.confrelid \
             AND a.attnum = u.number ORDER BY u.n)) END, k.confupdtype, k.confdeltype, k.confmatchtype, k.condeferrable, k.condeferred, \
             k.convalidated, k.connoinherit, {}, \
             CASE WHEN k.contype = 'c' THEN pg_get_expr(k.conbin, k.conrelid) END, {}, \
             CASE WHEN k.contype = 'x' THEN array_to_json(ARRAY(SELECT {} \
             FROM unnest(k.conexclop) WITH ORDINALITY u (oid, n) \
             JOIN pg_operator o ON o.oid = u.oid JOIN pg_namespace s ON s.oid = o.oprnamespace ORDER BY u.n)) END, {} \
             FROM pg_constraint k \
             JOIN pg_class c ON c.oid = k.conrelid \
             JOIN pg_namespace n ON n.oid = c.relnamespace \
             LEFT JOIN pg_class r ON r.oid = k.confrelid \
             LEFT JOIN pg_namespace rn ON rn.oid = r.relnamespace {} \
             WHERE k.contype IN ('p', 'u', 'f', 'c', 'x') AND {} AND c.relkind IN ('r', 'p') \
             ORDER BY k.conrelid, k.conname",
            self.since(11, "nullif(k.conparentid, 0)", "NULL"),
            self.since(18, "k.conenforced", "true"),
            DESCRIPTION,
            "CASE WHEN pg_operator_is_visible(o.oid) THEN o.oprname::text \
             ELSE format('OPERATOR(%I.%s)', s.nspname, o.oprname) END",
            self.since(15, "k.confdelsetcols", "NULL"),
            described("k.oid", "pg_constraint", "0"),
            self.schemas
        )
    }

    /// table oid, index oid, name, method, unique, columns, number of key columns, options,
    /// operator classes, parameters, expressions, predicate, nulls not distinct, comment, schema and name of a
    /// materialized view, whether of a partitioned table, oid of the parent's index that it is part of
    ///
    /// An index whose build did not come to its end is none, as it is for `pg_dump`.
    pub(super) fn indexes(&self) -> String {
        format!(
            "SELECT i.indrelid, i.indexrelid, c.relname, am.amname, i.indisunique, i.indkey, {}, i.indoption, \
             i.indclass, to_json(c.reloptions), CASE WHEN i.indexprs IS NOT NULL THEN \
             array_to_json(ARRAY(SELECT pg_get_indexdef(i.indexrelid, k, false) \
             FROM generate_series(1, i.indnatts) k ORDER BY k)) END, \
             CASE WHEN i.indpred IS NOT NULL THEN pg_get_expr(i.indpred, i.indrelid) END, {}, {}, \
             CASE WHEN t.relkind = 'm' THEN n.nspname END, CASE WHEN t.relkind = 'm' THEN t.relname END, \
             t.relkind = 'p', CASE WHEN t.relispartition THEN \
             (SELECT h.inhparent FROM pg_inherits h WHERE h.inhrelid = i.indexrelid) END \
             FROM pg_index i \
             JOIN pg_class c ON c.oid = i.indexrelid \
             JOIN pg_am am ON am.oid = c.relam \
             JOIN pg_class t ON t.oid = i.indrelid \
             JOIN pg_namespace n ON n.oid = c.relnamespace {} \
             WHERE t.relkind IN ('r', 'p', 'm') AND (i.indisvalid OR t.relkind = 'p') AND {} \
             ORDER BY i.indrelid, c.relname",
            self.since(11, "i.indnkeyatts", "i.indnatts"),
            self.since(15, "i.indnullsnotdistinct", "false"),
            DESCRIPTION,
            described("i.indexrelid", "pg_class", "0"),
            self.schemas
        )
    }

    /// Operator classes that are not their type's default: oid, name, qualified where need be
    pub(super) fn operator_classes(&self) -> String {
        format!(
            "SELECT o.oid, {CLASS_NAME} FROM pg_opclass o JOIN pg_namespace n ON n.oid = o.opcnamespace \
             WHERE NOT o.opcdefault"
        )
    }

    /// Operator classes that are the default of another type than that of what is sorted by them, which has a default of
    /// its own: index oid, number of the part, name, qualified where need be
    ///
    /// Among the types that every database has there are none such.
    pub(super) fn classes_of_others(&self) -> String {
        // A part may be stored as another type than that of its column (`hash`, `gin`).
        let materialized = self.since(12, "MATERIALIZED", "");
        format!(
            "WITH own AS {materialized} (SELECT attrelid FROM pg_attribute WHERE atttypid >= 16384) \
             SELECT i.indexrelid, a.attnum, {CLASS_NAME} FROM pg_index i \
             JOIN pg_attribute a ON a.attrelid = i.indexrelid \
             JOIN pg_opclass o ON o.oid = i.indclass[a.attnum - 1] \
             JOIN pg_namespace n ON n.oid = o.opcnamespace \
             LEFT JOIN pg_attribute c ON c.attrelid = i.indrelid AND c.attnum > 0 \
             AND c.attnum = i.indkey[a.attnum - 1] \
             JOIN pg_type t ON t.oid = coalesce(c.atttypid, a.atttypid) \
             WHERE (i.indrelid IN (SELECT attrelid FROM own) OR i.indexrelid IN (SELECT attrelid FROM own)) \
             AND t.oid >= 16384 AND o.opcdefault AND o.opcintype <> t.oid AND EXISTS \
             (SELECT 1 FROM pg_opclass d WHERE d.opcmethod = o.opcmethod AND d.opcdefault AND d.oid <> o.oid \
             AND d.opcintype IN (t.oid, t.typbasetype))"
        )
    }

    /// Parts of indexes with a collation, parameters or a statistics target of their own: index oid, number, schema of
    /// the collation unless it is the server's, collation, parameters, statistics target
    ///
    /// What collation an expression has by itself is in no catalog: it is one of the part's own where the server
    /// writes it behind the expression.
    pub(super) fn index_parts(&self) -> String {
        let own = "CASE WHEN t.attnum IS NOT NULL THEN a.attcollation <> t.attcollation \
             ELSE a.attcollation <> 0 AND strpos(pg_get_indexdef(i.indexrelid), \
             pg_get_indexdef(i.indexrelid, a.attnum, false) || ' COLLATE ') > 0 END";
        // Most have the database's collation (DEFAULT_COLLATION_OID), as their columns, and no parameters: they are
        // passed over by relation.
        let odd = "SELECT o.attrelid FROM pg_attribute o WHERE o.attnum > 0 \
             AND (o.attcollation NOT IN (0, 100) OR o.attoptions IS NOT NULL)";
        let materialized = self.since(12, "MATERIALIZED", "");
        format!(
            "WITH odd AS {materialized} ({odd}) SELECT a.attrelid, a.attnum, l.nspname, l.collname, \
             to_json(a.attoptions), nullif(a.attstattarget, -1) FROM pg_index i \
             JOIN pg_class c ON c.oid = i.indexrelid \
             JOIN pg_namespace n ON n.oid = c.relnamespace \
             JOIN pg_attribute a ON a.attrelid = i.indexrelid \
             LEFT JOIN LATERAL (SELECT t.attnum, t.attcollation FROM pg_attribute t WHERE t.attrelid = i.indrelid \
             AND t.attnum = i.indkey[a.attnum - 1] AND t.attnum > 0 OFFSET 0) t ON true \
             LEFT JOIN {COLLATIONS} ON l.oid = a.attcollation AND {own} \
             WHERE (i.indexprs IS NOT NULL OR i.indexrelid IN (SELECT attrelid FROM odd) \
             OR i.indrelid IN (SELECT attrelid FROM odd)) AND ({own} OR a.attoptions IS NOT NULL \
             OR i.indexprs IS NOT NULL AND nullif(a.attstattarget, -1) IS NOT NULL) AND {}",
            self.schemas
        )
    }

    /// schema, name, values, comment
    pub(super) fn enums(&self) -> String {
        format!(
            "SELECT n.nspname, t.typname, json_agg(e.enumlabel ORDER BY e.enumsortorder) \
             FILTER (WHERE e.enumlabel IS NOT NULL), obj_description(t.oid, 'pg_type') \
             FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace \
             LEFT JOIN pg_enum e ON e.enumtypid = t.oid \
             WHERE t.typtype = 'e' AND {} AND {} GROUP BY n.nspname, t.typname, t.oid ORDER BY n.nspname, t.typname",
            self.schemas,
            not_of_extension("pg_type", "t.oid")
        )
    }

    /// schema, name, type, start, increment, min, max, cache, cycle, kind of ownership, oid of the
    /// owner, number of the column, name of the table, comment
    pub(super) fn sequences(&self) -> String {
        format!(
            "SELECT n.nspname, c.relname, format_type(s.seqtypid, NULL), s.seqstart, s.seqincrement, \
             s.seqmin, s.seqmax, s.seqcache, s.seqcycle, o.deptype, o.refobjid, o.refobjsubid, {}, \
             c.relpersistence = 'u' \
             FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid \
             JOIN pg_namespace n ON n.oid = c.relnamespace \
             LEFT JOIN pg_depend o ON o.classid = 'pg_class'::regclass AND o.objid = c.oid \
             AND o.refclassid = 'pg_class'::regclass AND o.refobjsubid > 0 AND o.deptype IN ('a', 'i') {} \
             WHERE {} AND {} ORDER BY n.nspname, c.relname",
            DESCRIPTION,
            described("c.oid", "pg_class", "0"),
            self.schemas,
            not_of_extension("pg_class", "c.oid")
        )
    }

    /// oid, schema, name, materialized, query, options, comment
    pub(super) fn views(&self) -> String {
        format!(
            "SELECT c.oid, n.nspname, c.relname, c.relkind = 'm', pg_get_viewdef(c.oid), to_json(c.reloptions), \
             obj_description(c.oid, 'pg_class') \
             FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace \
             WHERE c.relkind IN ('v', 'm') AND {} AND {} ORDER BY n.nspname, c.relname",
            self.schemas,
            not_of_extension("pg_class", "c.oid")
        )
    }

    /// What views read: oid of the view, schema, name
    pub(super) fn view_dependencies(&self) -> String {
        format!(
            "SELECT DISTINCT w.ev_class, dn.nspname, dc.relname \
             FROM pg_rewrite w JOIN pg_class c ON c.oid = w.ev_class \
             JOIN pg_namespace n ON n.oid = c.relnamespace \
             JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = w.oid \
             AND d.refclassid = 'pg_class'::regclass AND d.refobjid <> c.oid \
             JOIN pg_class dc ON dc.oid = d.refobjid AND dc.relkind <> 'S' \
             JOIN pg_namespace dn ON dn.oid = dc.relnamespace \
             WHERE c.relkind IN ('v', 'm') AND w.rulename = '_RETURN' AND {} ORDER BY 1, 2, 3",
            self.schemas
        )
    }
}

/// Name of an operator class, qualified where need be.
const CLASS_NAME: &str = "CASE WHEN pg_opclass_is_visible(o.oid) THEN quote_ident(o.opcname) \
     ELSE format('%I.%I', n.nspname, o.opcname) END";

/// Collations, each with its schema; those that the server brings are in none.
const COLLATIONS: &str = "(SELECT o.oid, CASE WHEN s.nspname <> 'pg_catalog' THEN s.nspname END AS nspname, o.collname \
     FROM pg_collation o JOIN pg_namespace s ON s.oid = o.collnamespace) l";

/// The comment that [`described`] joins. `obj_description` runs a query for each row.
const DESCRIPTION: &str = "ds.description";

/// Joins the comment on an object.
fn described(oid: &str, class: &str, number: &str) -> String {
    format!(
        "LEFT JOIN pg_description ds ON ds.objoid = {oid} AND ds.classoid = '{class}'::regclass \
         AND ds.objsubid = {number}"
    )
}

/// `text` as a string literal.
pub(crate) fn literal(text: &str) -> String {
    // Under standard_conforming_strings a backslash is a plain character; E'' would not need it.
    format!("'{}'", text.replace('\'', "''"))
}
