//! The catalog queries (PostgreSQL manual, chapter "System Catalogs"). Their number is fixed; oids
//! and attribute numbers tie the answers together.

use ent_engine::dialect::Version;

use super::namespaces::Homes;
use crate::inspect::scope::Names;

/// Writes the queries for the wanted schemas and the version of the server.
pub(super) struct Queries {
    pub(super) version: Version,
    /// Condition on `n.nspname`.
    pub(super) schemas: String,
    homes: Homes,
    /// The name of `n` with a dot, as it stands before the name of an object in it.
    pub(super) qualifier: String,
    /// The schema of what stands in none but is carried in one; NULL where none is wanted.
    pub(super) home: String,
}

/// Objects that an extension brought are the extension's affair.
pub(crate) fn not_of_extension(class: &str, oid: &str) -> String {
    format!(
        "NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend x WHERE x.classid = 'pg_catalog.{class}'::regclass \
         AND x.objid = {oid} AND x.refclassid = 'pg_catalog.pg_extension'::regclass AND x.deptype = 'e')"
    )
}

impl Queries {
    pub(super) fn new(version: Version, names: &Names, homes: Homes) -> Self {
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
        Self { version, schemas, homes, qualifier, home }
    }

    /// `text` where the server is at least at `major`, else `otherwise`.
    fn since(&self, major: u32, text: &'static str, otherwise: &'static str) -> &'static str {
        if self.version.0 >= major { text } else { otherwise }
    }

    /// What relations have above them, partitions' tables and inheritance alike: oid, oid of what is above
    pub(super) fn parents(&self) -> String {
        format!(
            "SELECT h.inhrelid, h.inhparent FROM pg_inherits h JOIN pg_class c ON c.oid = h.inhrelid \
             WHERE {} ORDER BY h.inhrelid, h.inhseqno",
            self.homes.condition("c.relnamespace")
        )
    }

    /// Comments on relations, their columns and their constraints: whether on a constraint, oid, number of the column,
    /// comment
    pub(super) fn comments(&self) -> String {
        let on = |is_constraint, class, namespace| {
            format!(
                "SELECT {is_constraint}, d.objoid, d.objsubid, d.description \
                 FROM pg_description d JOIN {class} o ON o.oid = d.objoid \
                 WHERE d.classoid = '{class}'::regclass AND d.objoid >= 16384 AND {}",
                self.homes.condition(namespace)
            )
        };
        let (relations, constraints) =
            (on(false, "pg_class", "o.relnamespace"), on(true, "pg_constraint", "o.connamespace"));
        format!("{relations} UNION ALL {constraints}")
    }

    /// oid, oid of the schema, name, unlogged, options, partition key, row security, forced row security, bound of a
    /// partition
    pub(super) fn tables(&self) -> String {
        format!(
            "SELECT c.oid, c.relnamespace, c.relname, c.relpersistence = 'u', to_json(c.reloptions), \
             CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END, \
             c.relrowsecurity, c.relforcerowsecurity, \
             CASE WHEN c.relispartition THEN pg_get_expr(c.relpartbound, c.oid) END \
             FROM pg_class c WHERE c.relkind IN ('r', 'p') AND {} AND {} ORDER BY c.relname",
            self.homes.condition("c.relnamespace"),
            not_of_extension("pg_class", "c.oid")
        )
    }

    /// Options of TOAST tables: oid of the table, options
    pub(super) fn toast_options(&self) -> String {
        format!(
            "SELECT c.oid, to_json(o.reloptions) FROM pg_class c JOIN pg_class o ON o.oid = c.reltoastrelid \
             WHERE c.relkind IN ('r', 'p') AND o.reloptions IS NOT NULL AND {}",
            self.homes.condition("c.relnamespace")
        )
    }

    /// Expressions of columns, defaults and generated ones: table oid, number, expression
    pub(super) fn expressions(&self) -> String {
        format!(
            "SELECT d.adrelid, d.adnum, pg_get_expr(d.adbin, d.adrelid) \
             FROM pg_attrdef d JOIN pg_class c ON c.oid = d.adrelid WHERE c.relkind IN ('r', 'p') AND {}",
            self.homes.condition("c.relnamespace")
        )
    }

    /// table oid, number, name, oid of the type, type as text, not null, identity, generated, oid of the collation
    /// unless it is the database's, collation unless it is the type's, storage, compression, statistics target, options,
    /// whether declared by the table itself
    pub(super) fn columns(&self) -> String {
        format!(
            "SELECT a.attrelid, a.attnum, a.attname, a.atttypid, format_type(a.atttypid, a.atttypmod), \
             a.attnotnull, nullif(a.attidentity, ''), {}, \
             CASE WHEN a.attcollation NOT IN (0, {DATABASES_COLLATION}) THEN a.attcollation END, \
             CASE WHEN a.attcollation <> t.typcollation THEN {} END, \
             CASE WHEN a.attstorage <> t.typstorage THEN a.attstorage END, {}, \
             nullif(a.attstattarget, -1), to_json(a.attoptions), a.attislocal \
             FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_type t ON t.oid = a.atttypid \
             WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'm') AND {}",
            self.since(12, "nullif(a.attgenerated, '')", "NULL"),
            collation("a.attcollation"),
            self.since(14, "nullif(a.attcompression, '')", "NULL"),
            self.homes.condition("c.relnamespace")
        )
    }

    /// oid, oid of the constraint that it comes from, table oid, index oid, name, kind, columns, oid of the table referred
    /// to, columns referred to, actions, match, deferrable, deferred, validated, inherited only by none, enforced,
    /// condition, operators of an exclusion constraint, columns that a deletion sets
    ///
    /// A partition has rows of its own for what it gets from its table. A constraint is in the schema of its table.
    pub(super) fn constraints(&self) -> String {
        format!(
            "SELECT k.oid, {}, k.conrelid, k.conindid, k.conname, k.contype, k.conkey, k.confrelid, k.confkey, \
             k.confupdtype, k.confdeltype, k.confmatchtype, k.condeferrable, k.condeferred, k.convalidated, \
             k.connoinherit, {}, CASE WHEN k.contype = 'c' THEN pg_get_expr(k.conbin, k.conrelid) END, \
             CASE WHEN k.contype = 'x' THEN array_to_json(ARRAY(SELECT {} \
             FROM unnest(k.conexclop) WITH ORDINALITY u (oid, n) \
             JOIN pg_operator o ON o.oid = u.oid JOIN pg_namespace s ON s.oid = o.oprnamespace ORDER BY u.n)) END, {}, {} \
             FROM pg_constraint k \
             WHERE k.contype IN ('p', 'u', 'f', 'c', 'x') AND k.conrelid <> 0 AND {}",
            self.since(11, "nullif(k.conparentid, 0)", "NULL"),
            self.since(18, "k.conenforced", "true"),
            "CASE WHEN pg_operator_is_visible(o.oid) THEN o.oprname::text \
             ELSE format('OPERATOR(%I.%s)', s.nspname, o.oprname) END",
            self.since(15, "k.confdelsetcols", "NULL"),
            self.since(18, "k.conperiod", "false"),
            self.homes.condition("k.connamespace")
        )
    }

    /// NOT NULL that says more than that (PostgreSQL 18 and later): table oid, column, name where it is not the usual one,
    /// whether it is not handed on, whether rows were not checked
    pub(super) fn not_nulls(&self) -> Option<String> {
        let sql = format!(
            "SELECT k.conrelid, k.conkey[1], nullif(k.conname::text, c.relname || '_' || a.attname || '_not_null'), \
             k.connoinherit, NOT k.convalidated FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid \
             JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1] \
             WHERE k.contype = 'n' AND k.conislocal AND (k.connoinherit OR NOT k.convalidated \
             OR k.conname <> c.relname || '_' || a.attname || '_not_null') AND {}",
            self.homes.condition("k.connamespace")
        );
        (self.version.0 >= 18).then_some(sql)
    }

    /// table oid, index oid, name, method, unique, columns, number of key columns, options, operator classes, collations,
    /// parameters, expressions, predicate, nulls not distinct, whether of a partitioned table
    ///
    /// An index whose build did not come to its end is none, as it is for `pg_dump`.
    pub(super) fn indexes(&self) -> String {
        format!(
            "SELECT i.indrelid, i.indexrelid, c.relname, am.amname, i.indisunique, i.indkey, {}, i.indoption, \
             i.indclass, i.indcollation, to_json(c.reloptions), CASE WHEN i.indexprs IS NOT NULL THEN \
             array_to_json(ARRAY(SELECT pg_get_indexdef(i.indexrelid, k, false) \
             FROM generate_series(1, i.indnatts) k ORDER BY k)) END, \
             CASE WHEN i.indpred IS NOT NULL THEN pg_get_expr(i.indpred, i.indrelid) END, {}, c.relkind = 'I' \
             FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am am ON am.oid = c.relam \
             WHERE (i.indisvalid OR c.relkind = 'I') AND {}",
            self.since(11, "i.indnkeyatts", "i.indnatts"),
            self.since(15, "i.indnullsnotdistinct", "false"),
            self.homes.condition("c.relnamespace")
        )
    }

    /// Operator classes that are not their type's default: oid, name, qualified where need be
    pub(super) fn operator_classes(&self) -> String {
        format!(
            "SELECT o.oid, {CLASS_NAME} FROM pg_opclass o JOIN pg_namespace n ON n.oid = o.opcnamespace \
             WHERE NOT o.opcdefault"
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

    /// oid, oid of the schema, name, type, start, increment, min, max, cache, cycle, kind of ownership, oid of the
    /// owner, number of the column, unlogged
    pub(super) fn sequences(&self) -> String {
        format!(
            "SELECT c.oid, c.relnamespace, c.relname, format_type(s.seqtypid, NULL), s.seqstart, s.seqincrement, \
             s.seqmin, s.seqmax, s.seqcache, s.seqcycle, o.deptype, o.refobjid, o.refobjsubid, \
             c.relpersistence = 'u' \
             FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid \
             LEFT JOIN pg_depend o ON o.classid = 'pg_class'::regclass AND o.objid = c.oid \
             AND o.refclassid = 'pg_class'::regclass AND o.refobjsubid > 0 AND o.deptype IN ('a', 'i') \
             WHERE {} AND {} ORDER BY c.relname",
            self.homes.condition("c.relnamespace"),
            not_of_extension("pg_class", "c.oid")
        )
    }

    /// oid, schema, name, materialized, query, options
    pub(super) fn views(&self) -> String {
        format!(
            "SELECT c.oid, n.nspname, c.relname, c.relkind = 'm', pg_get_viewdef(c.oid), to_json(c.reloptions) \
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
pub(super) const CLASS_NAME: &str = "CASE WHEN pg_opclass_is_visible(o.oid) THEN quote_ident(o.opcname) \
     ELSE format('%I.%I', n.nspname, o.opcname) END";

/// Oid of the collation that stands for the database's (`DEFAULT_COLLATION_OID`).
pub(super) const DATABASES_COLLATION: i64 = 100;

/// The collation with this oid: a JSON array of its schema, empty where that is the server's, and its name.
///
/// Few columns have one of their own, so it is looked up for these only.
pub(super) fn collation(oid: &str) -> String {
    format!(
        "(SELECT json_build_array(CASE WHEN s.nspname = 'pg_catalog' THEN '' ELSE s.nspname END, l.collname) \
         FROM pg_collation l JOIN pg_namespace s ON s.oid = l.collnamespace WHERE l.oid = {oid})"
    )
}

/// `text` as a string literal.
pub(crate) fn literal(text: &str) -> String {
    // Under standard_conforming_strings a backslash is a plain character; E'' would not need it.
    format!("'{}'", text.replace('\'', "''"))
}
