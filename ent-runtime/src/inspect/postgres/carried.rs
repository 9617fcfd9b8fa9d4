//! Objects that are carried whole: the server's own text for each kind that has one, else a
//! statement put together from the catalog.

use ent_engine::dialect::Version;
use ent_engine::model::ObjectKind;

/// The kind that a word of the query stands for.
pub(super) fn kind(word: &str) -> ObjectKind {
    match word {
        "extension" => ObjectKind::Extension,
        "domain" => ObjectKind::Domain,
        "composite" => ObjectKind::Composite,
        "range" => ObjectKind::Range,
        "function" => ObjectKind::Function,
        "procedure" => ObjectKind::Procedure,
        "aggregate" => ObjectKind::Aggregate,
        "trigger" => ObjectKind::Trigger,
        "event trigger" => ObjectKind::EventTrigger,
        "rule" => ObjectKind::Rule,
        "policy" => ObjectKind::Policy,
        _ => ObjectKind::Other,
    }
}

/// Parts of the query, each a SELECT of schema, kind, name, table, text. `{schemas}` is the
/// condition on `n.nspname`, `{free CLASS OID}` that no extension owns the object.
const PARTS: &[&str] = &[
    // Extensions and event triggers live in no schema.
    "SELECT NULL::name, 'extension', e.extname::text, NULL::name, \
     format('CREATE EXTENSION IF NOT EXISTS %I', e.extname) \
     FROM pg_catalog.pg_extension e WHERE e.extname <> 'plpgsql'",
    "SELECT NULL, 'event trigger', e.evtname::text, NULL, \
     format('CREATE EVENT TRIGGER %I ON %s%s EXECUTE FUNCTION %s()', e.evtname, e.evtevent, \
     coalesce(' WHEN TAG IN (' || (SELECT string_agg(quote_literal(t), ', ') FROM unnest(e.evttags) t) || ')', ''), \
     e.evtfoid::regproc) FROM pg_catalog.pg_event_trigger e WHERE {free pg_event_trigger e.oid}",
    "SELECT n.nspname, 'domain', t.typname::text, NULL, \
     format('CREATE DOMAIN %I.%I AS %s', n.nspname, t.typname, format_type(t.typbasetype, t.typtypmod)) \
     || coalesce(' DEFAULT ' || t.typdefault, '') || CASE WHEN t.typnotnull THEN ' NOT NULL' ELSE '' END \
     || coalesce((SELECT string_agg(format(' CONSTRAINT %I %s', k.conname, pg_get_constraintdef(k.oid)), '' \
     ORDER BY k.conname) FROM pg_catalog.pg_constraint k WHERE k.contypid = t.oid AND k.contype = 'c'), '') \
     FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace \
     WHERE t.typtype = 'd' AND {schemas} AND {free pg_type t.oid}",
    "SELECT n.nspname, 'composite', t.typname::text, NULL, \
     format('CREATE TYPE %I.%I AS (%s)', n.nspname, t.typname, (SELECT string_agg(format('%I %s', a.attname, \
     format_type(a.atttypid, a.atttypmod)), ', ' ORDER BY a.attnum) FROM pg_catalog.pg_attribute a \
     WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped)) \
     FROM pg_catalog.pg_type t JOIN pg_catalog.pg_class c ON c.oid = t.typrelid AND c.relkind = 'c' \
     JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace WHERE {schemas} AND {free pg_type t.oid}",
    "SELECT n.nspname, 'range', t.typname::text, NULL, \
     format('CREATE TYPE %I.%I AS RANGE (SUBTYPE = %s)', n.nspname, t.typname, format_type(r.rngsubtype, NULL)) \
     FROM pg_catalog.pg_range r JOIN pg_catalog.pg_type t ON t.oid = r.rngtypid \
     JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace WHERE {schemas} AND {free pg_type t.oid}",
    "SELECT n.nspname, CASE p.prokind WHEN 'p' THEN 'procedure' ELSE 'function' END, \
     p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')', NULL, pg_get_functiondef(p.oid) \
     FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace \
     WHERE p.prokind IN ('f', 'p', 'w') AND {schemas} AND {free pg_proc p.oid} \
     AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend i WHERE i.classid = 'pg_catalog.pg_proc'::regclass \
     AND i.objid = p.oid AND i.deptype = 'i')",
    "SELECT n.nspname, 'aggregate', p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')', NULL, \
     format('CREATE AGGREGATE %I.%I(%s) (SFUNC = %s, STYPE = %s%s%s)', n.nspname, p.proname, \
     pg_get_function_arguments(p.oid), g.aggtransfn::regproc, format_type(g.aggtranstype, NULL), \
     CASE WHEN g.aggfinalfn <> 0 THEN ', FINALFUNC = ' || g.aggfinalfn::regproc ELSE '' END, \
     coalesce(', INITCOND = ' || quote_literal(g.agginitval), '')) \
     FROM pg_catalog.pg_aggregate g JOIN pg_catalog.pg_proc p ON p.oid = g.aggfnoid \
     JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace WHERE {schemas} AND {free pg_proc p.oid}",
    "SELECT n.nspname, 'trigger', t.tgname::text, c.relname, pg_get_triggerdef(t.oid) \
     FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid \
     JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace \
     WHERE NOT t.tgisinternal AND {trigger} AND {schemas} AND {free pg_trigger t.oid}",
    "SELECT n.nspname, 'rule', w.rulename::text, c.relname, pg_get_ruledef(w.oid) \
     FROM pg_catalog.pg_rewrite w JOIN pg_catalog.pg_class c ON c.oid = w.ev_class \
     JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace \
     WHERE w.rulename <> '_RETURN' AND {schemas} AND {free pg_class c.oid}",
    "SELECT n.nspname, 'policy', p.polname::text, c.relname, \
     format('CREATE POLICY %I ON %I.%I AS %s FOR %s TO %s', p.polname, n.nspname, c.relname, \
     CASE WHEN p.polpermissive THEN 'PERMISSIVE' ELSE 'RESTRICTIVE' END, \
     CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE' \
     ELSE 'ALL' END, \
     coalesce((SELECT string_agg(quote_ident(r.rolname), ', ' ORDER BY r.rolname) FROM pg_catalog.pg_roles r \
     WHERE r.oid = ANY (p.polroles)), 'PUBLIC')) \
     || coalesce(' USING (' || pg_get_expr(p.polqual, p.polrelid) || ')', '') \
     || coalesce(' WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')', '') \
     FROM pg_catalog.pg_policy p JOIN pg_catalog.pg_class c ON c.oid = p.polrelid \
     JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE {schemas}",
    // Indexes of materialized views.
    "SELECT n.nspname, 'index', c.relname::text, t.relname, pg_get_indexdef(i.indexrelid) \
     FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid \
     JOIN pg_catalog.pg_class t ON t.oid = i.indrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace \
     WHERE t.relkind = 'm' AND {schemas} AND {free pg_class t.oid}",
    "SELECT n.nspname, 'foreign table', c.relname::text, NULL, \
     format('CREATE FOREIGN TABLE %I.%I (%s) SERVER %I', n.nspname, c.relname, (SELECT string_agg(format('%I %s', \
     a.attname, format_type(a.atttypid, a.atttypmod)), ', ' ORDER BY a.attnum) FROM pg_catalog.pg_attribute a \
     WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped), s.srvname) \
     FROM pg_catalog.pg_class c JOIN pg_catalog.pg_foreign_table f ON f.ftrelid = c.oid \
     JOIN pg_catalog.pg_foreign_server s ON s.oid = f.ftserver \
     JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE {schemas} AND {free pg_class c.oid}",
    "SELECT n.nspname, 'statistics', s.stxname::text, c.relname, pg_get_statisticsobjdef(s.oid) \
     FROM pg_catalog.pg_statistic_ext s JOIN pg_catalog.pg_class c ON c.oid = s.stxrelid \
     JOIN pg_catalog.pg_namespace n ON n.oid = s.stxnamespace WHERE {schemas} AND {free pg_statistic_ext s.oid}",
    // For these the server keeps no statement: the description has to do.
    "SELECT n.nspname, 'operator', o.oid::regoperator::text, NULL, \
     pg_describe_object('pg_catalog.pg_operator'::regclass, o.oid, 0) \
     FROM pg_catalog.pg_operator o JOIN pg_catalog.pg_namespace n ON n.oid = o.oprnamespace \
     WHERE {schemas} AND {free pg_operator o.oid}",
    "SELECT n.nspname, 'collation', o.collname::text, NULL, \
     format('CREATE COLLATION %I.%I (LC_COLLATE = %L, LC_CTYPE = %L)', n.nspname, o.collname, o.collcollate, \
     o.collctype) FROM pg_catalog.pg_collation o JOIN pg_catalog.pg_namespace n ON n.oid = o.collnamespace \
     WHERE {schemas} AND {free pg_collation o.oid}",
    "SELECT n.nspname, 'text search', o.cfgname::text, NULL, \
     pg_describe_object('pg_catalog.pg_ts_config'::regclass, o.oid, 0) \
     FROM pg_catalog.pg_ts_config o JOIN pg_catalog.pg_namespace n ON n.oid = o.cfgnamespace \
     WHERE {schemas} AND {free pg_ts_config o.oid}",
    "SELECT n.nspname, 'text search', o.dictname::text, NULL, \
     pg_describe_object('pg_catalog.pg_ts_dict'::regclass, o.oid, 0) \
     FROM pg_catalog.pg_ts_dict o JOIN pg_catalog.pg_namespace n ON n.oid = o.dictnamespace \
     WHERE {schemas} AND {free pg_ts_dict o.oid}",
];

/// The query for all kinds at once.
pub(super) fn query(version: Version, schemas: &str, free: &dyn Fn(&str, &str) -> String) -> String {
    // Since 13, a trigger of a partitioned table has a visible clone on each partition.
    let trigger = if version.0 >= 13 { "t.tgparentid = 0" } else { "true" };
    let parts: Vec<String> = PARTS
        .iter()
        .map(|part| {
            let mut sql = part.replace("{schemas}", schemas).replace("{trigger}", trigger);
            while let Some((before, rest)) = sql.split_once("{free ") {
                let Some((arguments, after)) = rest.split_once('}') else { break };
                let (class, oid) = arguments.split_once(' ').unwrap_or((arguments, ""));
                sql = format!("{before}{}{after}", free(class, oid));
            }
            sql
        })
        .collect();
    format!("SELECT * FROM ({}) o ORDER BY 1, 2, 3, 4", parts.join(" UNION ALL "))
}
