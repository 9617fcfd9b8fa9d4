-- What PostgreSQL says of a database, one line for each thing, asked of the catalog alone.
WITH ns AS (
  SELECT oid, nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
), ext AS (
  SELECT classid, objid FROM pg_depend WHERE deptype = 'e'
), rel AS (
  SELECT c.*, n.nspname || '.' || c.relname AS full_name FROM pg_class c JOIN ns n ON n.oid = c.relnamespace
  WHERE ('pg_class'::regclass::oid, c.oid) NOT IN (SELECT classid, objid FROM ext)
), lines AS (
  SELECT 'schema ' || nspname || ' ' || coalesce(obj_description(oid, 'pg_namespace'), '') AS line FROM ns
  UNION ALL SELECT 'extension ' || extname FROM pg_extension
  UNION ALL SELECT concat_ws(' ', 'relation', full_name, relkind, relpersistence,
      -- What identifies rows by an index that is gone does it by nothing.
      CASE WHEN relreplident = 'i' AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = rel.oid AND i.indisreplident)
        THEN 'n' ELSE relreplident END, relrowsecurity,
      relforcerowsecurity, CASE WHEN reloftype <> 0 THEN reloftype::regtype END, reloptions::text, pg_get_partkeydef(oid), pg_get_expr(relpartbound, oid),
      (SELECT string_agg(inhparent::regclass::text, ',' ORDER BY inhseqno) FROM pg_inherits WHERE inhrelid = rel.oid),
      obj_description(oid, 'pg_class'))
    FROM rel WHERE relkind NOT IN ('i', 'I')
  UNION ALL SELECT concat_ws(' ', 'column', full_name, row_number() OVER (PARTITION BY attrelid ORDER BY attnum), attname,
      format_type(atttypid, atttypmod), attnotnull, attidentity, attgenerated, attstorage, attcompression,
      attstattarget, attoptions::text, pg_get_expr(d.adbin, d.adrelid),
      (SELECT concat_ws('.', nullif(nspname, 'pg_catalog'), collname) FROM pg_collation o JOIN pg_namespace s ON s.oid = collnamespace WHERE o.oid = attcollation), col_description(rel.oid, attnum))
    FROM rel JOIN pg_attribute a ON a.attrelid = rel.oid LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    WHERE attnum > 0 AND NOT attisdropped AND relkind NOT IN ('i', 'I', 'S')
  UNION ALL SELECT concat_ws(' ', 'inherited column', full_name, attname, attislocal, attinhcount)
    FROM rel JOIN pg_attribute a ON a.attrelid = rel.oid WHERE attinhcount > 0 AND attnum > 0 AND NOT attisdropped AND NOT relispartition
  UNION ALL SELECT concat_ws(' ', 'constraint', conrelid::regclass, contypid::regtype, conname, pg_get_constraintdef(c.oid), convalidated,
      conparentid <> 0 OR coninhcount > 0, obj_description(c.oid, 'pg_constraint'))
    FROM pg_constraint c JOIN ns ON ns.oid = connamespace
    -- What a foreign key is to each partition that it refers to has a name that nobody gave; what a trigger is as a
    -- constraint keeps the name that the trigger had first. That a column or domain is not null is told with it: the name that
    -- newer servers (17 for domains, 18 for columns) have for that is of no kept state.
    WHERE contype NOT IN ('t', 'n') AND NOT EXISTS (SELECT FROM pg_constraint p WHERE p.oid = c.conparentid AND p.conrelid = c.conrelid AND p.contype = 'f')
  UNION ALL SELECT concat_ws(' ', 'index', pg_get_indexdef(i.indexrelid), indisprimary, indisclustered, indisreplident,
      (SELECT inhparent::regclass FROM pg_inherits WHERE inhrelid = i.indexrelid),
      obj_description(rel.oid, 'pg_class'))
    FROM rel JOIN pg_index i ON i.indexrelid = rel.oid
  UNION ALL SELECT concat_ws(' ', 'trigger', pg_get_triggerdef(t.oid), tgenabled, obj_description(t.oid, 'pg_trigger'))
    FROM pg_trigger t WHERE NOT tgisinternal AND (tgparentid = 0 OR tgenabled <> (SELECT p.tgenabled FROM pg_trigger p WHERE p.oid = t.tgparentid))
  UNION ALL SELECT concat_ws(' ', 'view', full_name, pg_get_viewdef(oid)) FROM rel WHERE relkind IN ('v', 'm')
  UNION ALL SELECT concat_ws(' ', 'rule', pg_get_ruledef(r.oid), ev_enabled)
    FROM pg_rewrite r JOIN rel ON rel.oid = ev_class WHERE rulename <> '_RETURN'
  UNION ALL SELECT concat_ws(' ', 'sequence', full_name, seqtypid::regtype, seqstart, seqincrement, seqmin, seqmax, seqcache, seqcycle,
      (SELECT refobjid::regclass || '.' || refobjsubid || deptype::text FROM pg_depend
       WHERE classid = 'pg_class'::regclass AND objid = rel.oid AND refobjsubid > 0 AND deptype IN ('a', 'i') LIMIT 1) IS NOT NULL)
    FROM rel JOIN pg_sequence ON seqrelid = rel.oid
  UNION ALL SELECT concat_ws(' ', 'type', n.nspname, typname, typtype, typnotnull, typdefault, format_type(typbasetype, typtypmod),
      (SELECT string_agg(enumlabel, ',' ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid),
      CASE WHEN typtype IN ('b', 'p') THEN concat_ws(' ', typlen, typbyval, typcategory, typispreferred, typisdefined, typdelim, typsubscript,
        typelem::regtype, typinput, typoutput, typreceive, typsend, typmodin, typmodout, typanalyze, typalign, typstorage, typcollation) END,
      obj_description(t.oid, 'pg_type'))
    FROM pg_type t JOIN ns n ON n.oid = typnamespace LEFT JOIN pg_class c ON c.oid = typrelid
    WHERE (typtype IN ('d', 'r', 'e', 'p') OR typtype = 'b' AND NOT EXISTS (SELECT FROM pg_type e WHERE e.typarray = t.oid) OR typtype = 'c' AND c.relkind = 'c')
      AND ('pg_type'::regclass::oid, t.oid) NOT IN (SELECT classid, objid FROM ext)
  UNION ALL SELECT concat_ws(' ', 'function', p.oid::regprocedure, CASE WHEN prokind <> 'a' THEN pg_get_functiondef(p.oid) END,
      obj_description(p.oid, 'pg_proc'))
    FROM pg_proc p JOIN ns ON ns.oid = pronamespace WHERE ('pg_proc'::regclass::oid, p.oid) NOT IN (SELECT classid, objid FROM ext)
  UNION ALL SELECT concat_ws(' ', 'policy', polrelid::regclass, polname, polcmd, polpermissive, pg_get_expr(polqual, polrelid),
      pg_get_expr(polwithcheck, polrelid)) FROM pg_policy
  UNION ALL SELECT concat_ws(' ', 'event trigger', evtname, evtevent, evtfoid::regproc, evttags::text) FROM pg_event_trigger
  UNION ALL SELECT concat_ws(' ', 'text search', cfgname) FROM pg_ts_config JOIN ns ON ns.oid = cfgnamespace
  UNION ALL SELECT concat_ws(' ', 'operator', oprname, oprleft::regtype, oprright::regtype, oprcode)
    FROM pg_operator o JOIN ns ON ns.oid = oprnamespace WHERE oprcode <> 0 AND ('pg_operator'::regclass::oid, o.oid) NOT IN (SELECT classid, objid FROM ext)
  UNION ALL SELECT concat_ws(' ', 'operator class', opcname, amname, opcintype::regtype, opcdefault, opfname)
    FROM pg_opclass o JOIN ns ON ns.oid = opcnamespace JOIN pg_am m ON m.oid = opcmethod JOIN pg_opfamily f ON f.oid = opcfamily
    WHERE ('pg_opclass'::regclass::oid, o.oid) NOT IN (SELECT classid, objid FROM ext)
  UNION ALL SELECT concat_ws(' ', 'cast', castsource::regtype, casttarget::regtype) FROM pg_cast c
    WHERE c.oid >= 16384 AND ('pg_cast'::regclass::oid, c.oid) NOT IN (SELECT classid, objid FROM ext)
  UNION ALL SELECT concat_ws(' ', 'statistics', pg_get_statisticsobjdef(oid)) FROM pg_statistic_ext
)
SELECT string_agg(regexp_replace(line, '\s+', ' ', 'g'), E'\n' ORDER BY line COLLATE "C") FROM lines
