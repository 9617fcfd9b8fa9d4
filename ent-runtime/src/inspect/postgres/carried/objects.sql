-- One query for each kind of carried object, an empty line between. Columns: schema (NULL for none), kind, name,
-- types of the arguments (JSON; of an extension, the comment that it brought and still has), table, text, comment.
-- {schemas} is the condition on n.nspname, {path} the schema of what lives in none but is carried in one, {q} the name
-- of n and a dot, {free CLASS OID} that no extension owns the object, {about CLASS OID} its comment, {collation OID} a
-- collation's full name, {N+ text | text} what is asked from version N on and before.
-- A part that begins with {with CLASS} is left out where that catalog holds nothing but the system's own, one with
-- {with CLASS CONDITION} where it holds nothing of the sort: planning all of them takes longer than most databases need
-- to answer.

{with pg_extension extname <> 'plpgsql'}
SELECT NULL::name, 'extension', e.extname::text,
  array_to_json(CASE WHEN obj_description(e.oid, 'pg_extension') = a.comment THEN a.comment ELSE '' END
    || ARRAY(SELECT r.extname::text FROM pg_depend d JOIN pg_extension r ON r.oid = d.refobjid
      WHERE d.classid = 'pg_extension'::regclass AND d.objid = e.oid AND d.refclassid = 'pg_extension'::regclass ORDER BY 1)),
  NULL::name,
  format('CREATE EXTENSION IF NOT EXISTS %I', e.extname)
  || CASE WHEN n.nspname IN ('public', 'pg_catalog', e.extname) THEN '' ELSE format(' WITH SCHEMA %I', n.nspname) END,
  nullif(obj_description(e.oid, 'pg_extension'), a.comment)
FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace LEFT JOIN pg_available_extensions() a ON a.name = e.extname
WHERE e.extname <> 'plpgsql'

{with pg_event_trigger}
SELECT NULL, 'event trigger', e.evtname::text, NULL, NULL,
  format('CREATE EVENT TRIGGER %I ON %s%s EXECUTE FUNCTION %s()', e.evtname, e.evtevent,
    (SELECT ' WHEN TAG IN (' || string_agg(quote_literal(t), ', ') || ')' FROM unnest(e.evttags) t), e.evtfoid::regproc)
  || CASE e.evtenabled WHEN 'O' THEN '' ELSE format(E';\nALTER EVENT TRIGGER %I %s', e.evtname,
    CASE e.evtenabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA' ELSE 'ENABLE ALWAYS' END) END,
  {about pg_event_trigger e.oid}
FROM pg_event_trigger e WHERE {free pg_event_trigger e.oid}

{with pg_type typtype = 'd'}
SELECT n.nspname, 'domain', t.typname::text, NULL, NULL,
  format('CREATE DOMAIN %s%I AS %s', {q}, t.typname, format_type(t.typbasetype, t.typtypmod))
  || CASE WHEN t.typcollation <> b.typcollation THEN ' COLLATE ' || {collation t.typcollation} ELSE '' END
  || coalesce(' DEFAULT ' || pg_get_expr(t.typdefaultbin, 0), '') || CASE WHEN t.typnotnull THEN ' NOT NULL' ELSE '' END
  || coalesce((SELECT string_agg(format(' CONSTRAINT %I %s', k.conname, pg_get_constraintdef(k.oid)), '' ORDER BY k.conname)
    FROM pg_constraint k WHERE k.contypid = t.oid AND k.contype = 'c' AND k.convalidated), '')
  || coalesce((SELECT string_agg(format(E';\nALTER DOMAIN %s%I ADD CONSTRAINT %I %s', {q}, t.typname, k.conname,
      pg_get_constraintdef(k.oid)), '' ORDER BY k.conname)
    FROM pg_constraint k WHERE k.contypid = t.oid AND k.contype = 'c' AND NOT k.convalidated), ''),
  {about pg_type t.oid}
FROM pg_type t JOIN pg_type b ON b.oid = t.typbasetype JOIN pg_namespace n ON n.oid = t.typnamespace
WHERE t.typtype = 'd' AND {schemas} AND {free pg_type t.oid}

{with pg_type typtype = 'd'}
SELECT n.nspname, 'other', 'comment on constraint ' || k.conname, NULL, t.typname,
  format('COMMENT ON CONSTRAINT %I ON DOMAIN %s%I IS %L', k.conname, {q}, t.typname, d.description), NULL
FROM pg_constraint k JOIN pg_type t ON t.oid = k.contypid JOIN pg_namespace n ON n.oid = t.typnamespace
JOIN pg_description d ON d.objoid = k.oid AND d.classoid = 'pg_constraint'::regclass AND d.objsubid = 0
WHERE {schemas} AND {free pg_type t.oid}

{with pg_class relkind = 'c'}
SELECT n.nspname, 'composite', t.typname::text, NULL, NULL,
  format('CREATE TYPE %s%I AS (%s)', {q}, t.typname, (SELECT string_agg(format('%I %s', a.attname,
      format_type(a.atttypid, a.atttypmod)) || CASE WHEN a.attcollation <> b.typcollation
      THEN ' COLLATE ' || {collation a.attcollation} ELSE '' END, ', ' ORDER BY a.attnum)
    FROM pg_attribute a JOIN pg_type b ON b.oid = a.atttypid
    WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped)),
  {about pg_type t.oid}
FROM pg_type t JOIN pg_class c ON c.oid = t.typrelid AND c.relkind = 'c' JOIN pg_namespace n ON n.oid = t.typnamespace
WHERE {schemas} AND {free pg_type t.oid}

{with pg_type typtype = 'r'}
SELECT n.nspname, 'range', t.typname::text, NULL, NULL,
  format('CREATE TYPE %s%I AS RANGE (SUBTYPE = %s', {q}, t.typname, format_type(r.rngsubtype, NULL))
  || CASE WHEN o.opcdefault THEN '' ELSE format(', SUBTYPE_OPCLASS = %I.%I', p.nspname, o.opcname) END
  || CASE WHEN r.rngcollation <> b.typcollation THEN ', COLLATION = ' || {collation r.rngcollation} ELSE '' END
  || CASE WHEN r.rngcanonical <> 0 THEN ', CANONICAL = ' || r.rngcanonical ELSE '' END
  || CASE WHEN r.rngsubdiff <> 0 THEN ', SUBTYPE_DIFF = ' || r.rngsubdiff ELSE '' END
  || {14+ (SELECT format(', MULTIRANGE_TYPE_NAME = %s%I', {q}, m.typname) FROM pg_type m
    JOIN pg_namespace n ON n.oid = m.typnamespace WHERE m.oid = r.rngmultitypid) | ''} || ')',
  {about pg_type t.oid}
FROM pg_range r JOIN pg_type t ON t.oid = r.rngtypid JOIN pg_type b ON b.oid = r.rngsubtype
JOIN pg_opclass o ON o.oid = r.rngsubopc JOIN pg_namespace p ON p.oid = o.opcnamespace
JOIN pg_namespace n ON n.oid = t.typnamespace WHERE {schemas} AND {free pg_type t.oid}

{with pg_type (typtype = 'b' AND typcategory <> 'A' OR typtype = 'p')}
SELECT n.nspname, 'base type', t.typname::text, NULL, NULL, format('CREATE TYPE %s%I', {q}, t.typname)
  || CASE WHEN NOT t.typisdefined THEN '' ELSE format(' (INTERNALLENGTH = %s, INPUT = %s, OUTPUT = %s',
      CASE t.typlen WHEN -1 THEN 'variable' ELSE t.typlen::text END, t.typinput, t.typoutput)
    || CASE WHEN t.typreceive <> 0 THEN ', RECEIVE = ' || t.typreceive ELSE '' END
    || CASE WHEN t.typsend <> 0 THEN ', SEND = ' || t.typsend ELSE '' END
    || CASE WHEN t.typmodin <> 0 THEN ', TYPMOD_IN = ' || t.typmodin ELSE '' END
    || CASE WHEN t.typmodout <> 0 THEN ', TYPMOD_OUT = ' || t.typmodout ELSE '' END
    || CASE WHEN t.typanalyze <> 0 THEN ', ANALYZE = ' || t.typanalyze ELSE '' END
    || {14+ CASE WHEN t.typsubscript <> 0 THEN ', SUBSCRIPT = ' || t.typsubscript ELSE '' END | ''}
    || CASE WHEN t.typcollation <> 0 THEN ', COLLATABLE = true' ELSE '' END
    || coalesce(', DEFAULT = ' || quote_literal(t.typdefault), '')
    || CASE WHEN t.typelem <> 0 THEN ', ELEMENT = ' || format_type(t.typelem, NULL) ELSE '' END
    || format(', CATEGORY = %L', t.typcategory) || CASE WHEN t.typispreferred THEN ', PREFERRED = true' ELSE '' END
    || format(', DELIMITER = %L, ALIGNMENT = %s, STORAGE = %s', t.typdelim,
      CASE t.typalign WHEN 'c' THEN 'char' WHEN 's' THEN 'int2' WHEN 'i' THEN 'int4' ELSE 'double' END,
      CASE t.typstorage WHEN 'p' THEN 'plain' WHEN 'e' THEN 'external' WHEN 'm' THEN 'main' ELSE 'extended' END)
    || CASE WHEN t.typbyval THEN ', PASSEDBYVALUE' ELSE '' END || ')' END,
  {about pg_type t.oid}
FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
WHERE t.typtype IN ('b', 'p') AND NOT EXISTS (SELECT 1 FROM pg_type e WHERE e.typarray = t.oid) AND {schemas} AND {free pg_type t.oid}

{with pg_proc}
SELECT n.nspname, CASE p.prokind WHEN 'p' THEN 'procedure' ELSE 'function' END, p.proname::text,
  array_to_json(ARRAY(SELECT format_type(u.t, NULL) FROM unnest(p.proargtypes) WITH ORDINALITY u (t, o) ORDER BY u.o)),
  NULL, pg_get_functiondef(p.oid), {about pg_proc p.oid}
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE p.prokind IN ('f', 'p', 'w') AND {schemas} AND {free pg_proc p.oid}
AND NOT EXISTS (SELECT 1 FROM pg_depend i WHERE i.classid = 'pg_proc'::regclass AND i.objid = p.oid AND i.deptype = 'i')

{with pg_proc}
SELECT n.nspname, 'aggregate', p.proname::text,
  array_to_json(ARRAY(SELECT format_type(u.t, NULL) FROM unnest(p.proargtypes) WITH ORDINALITY u (t, o) ORDER BY u.o)), NULL,
  format('CREATE AGGREGATE %s%I(%s) (SFUNC = %s, STYPE = %s', {q}, p.proname,
    CASE p.pronargs WHEN 0 THEN '*' ELSE pg_get_function_arguments(p.oid) END, g.aggtransfn, format_type(g.aggtranstype, NULL))
  || CASE WHEN g.aggtransspace <> 0 THEN ', SSPACE = ' || g.aggtransspace ELSE '' END
  || CASE WHEN g.aggfinalfn <> 0 THEN ', FINALFUNC = ' || g.aggfinalfn ELSE '' END
  || CASE WHEN g.aggfinalextra THEN ', FINALFUNC_EXTRA' ELSE '' END
  || CASE WHEN g.aggfinalfn = 0 OR g.aggfinalmodify = CASE g.aggkind WHEN 'n' THEN 'r' ELSE 'w' END THEN ''
    ELSE ', FINALFUNC_MODIFY = ' || CASE g.aggfinalmodify WHEN 'r' THEN 'READ_ONLY' WHEN 's' THEN 'SHAREABLE' ELSE 'READ_WRITE' END END
  || CASE WHEN g.aggcombinefn <> 0 THEN ', COMBINEFUNC = ' || g.aggcombinefn ELSE '' END
  || CASE WHEN g.aggserialfn <> 0 THEN ', SERIALFUNC = ' || g.aggserialfn ELSE '' END
  || CASE WHEN g.aggdeserialfn <> 0 THEN ', DESERIALFUNC = ' || g.aggdeserialfn ELSE '' END
  || coalesce(', INITCOND = ' || quote_literal(g.agginitval), '')
  || CASE WHEN g.aggmtransfn <> 0 THEN ', MSFUNC = ' || g.aggmtransfn ELSE '' END
  || CASE WHEN g.aggminvtransfn <> 0 THEN ', MINVFUNC = ' || g.aggminvtransfn ELSE '' END
  || CASE WHEN g.aggmtranstype <> 0 THEN ', MSTYPE = ' || format_type(g.aggmtranstype, NULL) ELSE '' END
  || CASE WHEN g.aggmtransspace <> 0 THEN ', MSSPACE = ' || g.aggmtransspace ELSE '' END
  || CASE WHEN g.aggmfinalfn <> 0 THEN ', MFINALFUNC = ' || g.aggmfinalfn ELSE '' END
  || CASE WHEN g.aggmfinalextra THEN ', MFINALFUNC_EXTRA' ELSE '' END
  || CASE WHEN g.aggmfinalfn = 0 OR g.aggmfinalmodify = CASE g.aggkind WHEN 'n' THEN 'r' ELSE 'w' END THEN ''
    ELSE ', MFINALFUNC_MODIFY = ' || CASE g.aggmfinalmodify WHEN 'r' THEN 'READ_ONLY' WHEN 's' THEN 'SHAREABLE' ELSE 'READ_WRITE' END END
  || coalesce(', MINITCOND = ' || quote_literal(g.aggminitval), '')
  || CASE WHEN g.aggsortop <> 0 THEN (SELECT format(', SORTOP = OPERATOR(%I.%s)', s.nspname, o.oprname)
    FROM pg_operator o JOIN pg_namespace s ON s.oid = o.oprnamespace WHERE o.oid = g.aggsortop) ELSE '' END
  || CASE g.aggkind WHEN 'h' THEN ', HYPOTHETICAL' ELSE '' END
  || CASE p.proparallel WHEN 's' THEN ', PARALLEL = SAFE' WHEN 'r' THEN ', PARALLEL = RESTRICTED' ELSE '' END || ')',
  {about pg_proc p.oid}
FROM pg_aggregate g JOIN pg_proc p ON p.oid = g.aggfnoid JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE {schemas} AND {free pg_proc p.oid}

{with pg_trigger NOT tgisinternal}
SELECT n.nspname, 'trigger', t.tgname::text, NULL, c.relname, pg_get_triggerdef(t.oid)
  || CASE t.tgenabled WHEN 'O' THEN '' ELSE format(E';\nALTER TABLE %s%I %s TRIGGER %I', {q}, c.relname,
    CASE t.tgenabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA' ELSE 'ENABLE ALWAYS' END, t.tgname) END,
  {about pg_trigger t.oid}
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE NOT t.tgisinternal AND {13+ t.tgparentid = 0 | true} AND {schemas} AND {free pg_trigger t.oid} AND {free pg_class c.oid}

{with pg_trigger NOT tgisinternal}
SELECT n.nspname, 'other', 'trigger ' || t.tgname, NULL, c.relname, format('ALTER TABLE %s%I %s TRIGGER %I', {q}, c.relname,
    CASE t.tgenabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA' WHEN 'A' THEN 'ENABLE ALWAYS' ELSE 'ENABLE' END,
    t.tgname), NULL
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE {13+ t.tgenabled <> (SELECT p.tgenabled FROM pg_trigger p WHERE p.oid = t.tgparentid) | false}
AND NOT t.tgisinternal AND {schemas} AND {free pg_trigger t.oid} AND {free pg_class c.oid}

{with pg_rewrite rulename <> '_RETURN'}
SELECT n.nspname, 'rule', w.rulename::text, NULL, c.relname, pg_get_ruledef(w.oid)
  || CASE w.ev_enabled WHEN 'O' THEN '' ELSE format(E'\nALTER TABLE %s%I %s RULE %I', {q}, c.relname,
    CASE w.ev_enabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA' ELSE 'ENABLE ALWAYS' END, w.rulename) END,
  {about pg_rewrite w.oid}
FROM pg_rewrite w JOIN pg_class c ON c.oid = w.ev_class JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE w.rulename <> '_RETURN' AND {schemas} AND {free pg_class c.oid}

{with pg_policy}
SELECT n.nspname, 'policy', p.polname::text, NULL, c.relname,
  format('CREATE POLICY %I ON %s%I%s FOR %s TO %s', p.polname, {q}, c.relname,
    CASE WHEN p.polpermissive THEN '' ELSE ' AS RESTRICTIVE' END,
    CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE' ELSE 'ALL' END,
    coalesce((SELECT string_agg(quote_ident(r.rolname), ', ' ORDER BY r.rolname) FROM pg_roles r WHERE r.oid = ANY (p.polroles)), 'PUBLIC'))
  || coalesce(' USING (' || pg_get_expr(p.polqual, p.polrelid) || ')', '')
  || coalesce(' WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')', ''),
  {about pg_policy p.oid}
FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE {schemas} AND {free pg_class c.oid}

{with pg_class relkind IN ('r', 'p', 'm') AND relreplident <> 'd'}
SELECT n.nspname, 'other', 'replica identity', NULL, c.relname,
  format('ALTER TABLE %s%I REPLICA IDENTITY %s', {q}, c.relname, CASE WHEN c.relreplident = 'f' THEN 'FULL'
    WHEN x.oid IS NULL THEN 'NOTHING' ELSE format('USING INDEX %I', x.relname) END), NULL
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisreplident
LEFT JOIN pg_class x ON x.oid = i.indexrelid
WHERE c.relkind IN ('r', 'p', 'm') AND c.relreplident IN ('n', 'f', 'i') AND {schemas} AND {free pg_class c.oid}

{with pg_class reloftype <> 0}
SELECT n.nspname, 'other', 'of type', NULL, c.relname, format('ALTER TABLE %s%I OF %s', {q}, c.relname, c.reloftype::regtype), NULL
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.reloftype <> 0 AND {schemas} AND {free pg_class c.oid}

{with pg_index indisclustered}
SELECT n.nspname, 'other', 'cluster', NULL, c.relname, format('ALTER %s %s%I CLUSTER ON %I',
    CASE c.relkind WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'TABLE' END, {q}, c.relname, x.relname), NULL
FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_class c ON c.oid = i.indrelid
JOIN pg_namespace n ON n.oid = c.relnamespace WHERE i.indisclustered AND {schemas} AND {free pg_class c.oid}

{with pg_class relkind IN ('v', 'm', 'c', 'f')}
SELECT n.nspname, 'other', 'comment on column ' || a.attname, NULL, c.relname,
  format('COMMENT ON COLUMN %s%I.%I IS %L', {q}, c.relname, a.attname, d.description), NULL
FROM pg_description d JOIN pg_class c ON c.oid = d.objoid JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.objsubid
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE d.classoid = 'pg_class'::regclass AND d.objsubid > 0 AND c.relkind IN ('v', 'm', 'c', 'f') AND {schemas} AND {free pg_class c.oid}

{with pg_class relkind IN ('v', 'm')}
SELECT n.nspname, 'other', 'default of column ' || a.attname, NULL, c.relname,
  format('ALTER VIEW %s%I ALTER COLUMN %I SET DEFAULT %s', {q}, c.relname, a.attname, pg_get_expr(d.adbin, d.adrelid)), NULL
FROM pg_attrdef d JOIN pg_class c ON c.oid = d.adrelid JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.adnum
JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'v' AND {schemas} AND {free pg_class c.oid}

{with pg_statistic_ext}
SELECT n.nspname, 'other', 'statistics ' || s.stxname, NULL, NULL, pg_get_statisticsobjdef(s.oid)
  || {13+ CASE WHEN coalesce(s.stxstattarget, -1) >= 0 THEN format(E';\nALTER STATISTICS %s%I SET STATISTICS %s', {q}, s.stxname, s.stxstattarget) ELSE '' END | ''},
  {about pg_statistic_ext s.oid}
FROM pg_statistic_ext s JOIN pg_namespace n ON n.oid = s.stxnamespace WHERE {schemas} AND {free pg_statistic_ext s.oid}

{with pg_foreign_data_wrapper}
SELECT {path}, 'other', 'foreign data wrapper ' || w.fdwname, NULL, NULL,
  format('CREATE FOREIGN DATA WRAPPER %I', w.fdwname) || CASE WHEN w.fdwhandler <> 0 THEN ' HANDLER ' || w.fdwhandler::regproc ELSE '' END
  || CASE WHEN w.fdwvalidator <> 0 THEN ' VALIDATOR ' || w.fdwvalidator::regproc ELSE '' END
  || coalesce((SELECT ' OPTIONS (' || string_agg(format('%I %L', o.option_name, o.option_value), ', ') || ')' FROM pg_options_to_table(w.fdwoptions) o), ''),
  {about pg_foreign_data_wrapper w.oid}
FROM pg_foreign_data_wrapper w WHERE {path} IS NOT NULL AND {free pg_foreign_data_wrapper w.oid}

{with pg_foreign_server}
SELECT {path}, 'other', 'server ' || s.srvname, NULL, NULL,
  format('CREATE SERVER %I', s.srvname) || coalesce(' TYPE ' || quote_literal(s.srvtype), '') || coalesce(' VERSION ' || quote_literal(s.srvversion), '')
  || format(' FOREIGN DATA WRAPPER %I', w.fdwname)
  || coalesce((SELECT ' OPTIONS (' || string_agg(format('%I %L', o.option_name, o.option_value), ', ') || ')' FROM pg_options_to_table(s.srvoptions) o), ''),
  {about pg_foreign_server s.oid}
FROM pg_foreign_server s JOIN pg_foreign_data_wrapper w ON w.oid = s.srvfdw WHERE {path} IS NOT NULL AND {free pg_foreign_server s.oid}

{with pg_foreign_server}
SELECT n.nspname, 'other', 'foreign table ' || c.relname, NULL, NULL,
  format('CREATE FOREIGN TABLE %s%I (%s)', {q}, c.relname, (SELECT string_agg(format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod))
      || coalesce((SELECT ' OPTIONS (' || string_agg(format('%I %L', o.option_name, o.option_value), ', ') || ')' FROM pg_options_to_table(a.attfdwoptions) o), '')
      || CASE WHEN a.attcollation <> b.typcollation THEN ' COLLATE ' || {collation a.attcollation} ELSE '' END
      || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END
      || coalesce((SELECT CASE a.attgenerated WHEN '' THEN ' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid)
          ELSE format(' GENERATED ALWAYS AS (%s) STORED', pg_get_expr(d.adbin, d.adrelid)) END
        FROM pg_attrdef d WHERE d.adrelid = a.attrelid AND d.adnum = a.attnum), ''), ', ' ORDER BY a.attnum)
    FROM pg_attribute a JOIN pg_type b ON b.oid = a.atttypid WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped)
    || coalesce((SELECT string_agg(format(', CONSTRAINT %I %s', k.conname, pg_get_constraintdef(k.oid)), '' ORDER BY k.conname)
      FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'c'), ''))
  || format(' SERVER %I', s.srvname)
  || coalesce((SELECT ' OPTIONS (' || string_agg(format('%I %L', o.option_name, o.option_value), ', ') || ')' FROM pg_options_to_table(f.ftoptions) o), ''),
  {about pg_class c.oid}
FROM pg_class c JOIN pg_foreign_table f ON f.ftrelid = c.oid JOIN pg_foreign_server s ON s.oid = f.ftserver
JOIN pg_namespace n ON n.oid = c.relnamespace WHERE {schemas} AND {free pg_class c.oid}

{with pg_operator}
SELECT n.nspname, 'other', 'operator ' || o.oprname,
  array_to_json(ARRAY[CASE o.oprleft WHEN 0 THEN 'none' ELSE format_type(o.oprleft, NULL) END,
    CASE o.oprright WHEN 0 THEN 'none' ELSE format_type(o.oprright, NULL) END]), NULL,
  format('CREATE OPERATOR %s%s (FUNCTION = %s', {q}, o.oprname, o.oprcode)
  || CASE WHEN o.oprleft <> 0 THEN ', LEFTARG = ' || format_type(o.oprleft, NULL) ELSE '' END
  || CASE WHEN o.oprright <> 0 THEN ', RIGHTARG = ' || format_type(o.oprright, NULL) ELSE '' END
  || coalesce((SELECT format(', COMMUTATOR = OPERATOR(%I.%s)', s.nspname, m.oprname) FROM pg_operator m
    JOIN pg_namespace s ON s.oid = m.oprnamespace WHERE m.oid = o.oprcom), '')
  || coalesce((SELECT format(', NEGATOR = OPERATOR(%I.%s)', s.nspname, m.oprname) FROM pg_operator m
    JOIN pg_namespace s ON s.oid = m.oprnamespace WHERE m.oid = o.oprnegate), '')
  || CASE WHEN o.oprrest <> 0 THEN ', RESTRICT = ' || o.oprrest ELSE '' END
  || CASE WHEN o.oprjoin <> 0 THEN ', JOIN = ' || o.oprjoin ELSE '' END
  || CASE WHEN o.oprcanhash THEN ', HASHES' ELSE '' END || CASE WHEN o.oprcanmerge THEN ', MERGES' ELSE '' END || ')',
  {about pg_operator o.oid}
FROM pg_operator o JOIN pg_namespace n ON n.oid = o.oprnamespace WHERE o.oprcode <> 0 AND {schemas} AND {free pg_operator o.oid}

{with pg_opclass}
SELECT n.nspname, 'other', 'operator class ' || o.opcname, array_to_json(ARRAY[am.amname]), NULL,
  format('CREATE OPERATOR CLASS %s%I%s FOR TYPE %s USING %I', {q}, o.opcname, CASE WHEN o.opcdefault THEN ' DEFAULT' ELSE '' END,
    format_type(o.opcintype, NULL), am.amname)
  || CASE WHEN f.opfname = o.opcname AND f.opfnamespace = o.opcnamespace THEN '' ELSE format(' FAMILY %I.%I', fn.nspname, f.opfname) END || ' AS '
  || coalesce(nullif(concat_ws(', ', CASE WHEN o.opckeytype <> 0 THEN 'STORAGE ' || format_type(o.opckeytype, NULL) END,
    {members pg_opclass o.oid}), ''), 'STORAGE ' || format_type(o.opcintype, NULL))
  || CASE WHEN f.opfname = o.opcname AND f.opfnamespace = o.opcnamespace THEN coalesce(format(E';\nALTER OPERATOR FAMILY %s%I USING %I ADD ', {q}, f.opfname, am.amname) || {members pg_opfamily f.oid}, '') ELSE '' END,
  {about pg_opclass o.oid}
FROM pg_opclass o JOIN pg_am am ON am.oid = o.opcmethod JOIN pg_opfamily f ON f.oid = o.opcfamily
JOIN pg_namespace fn ON fn.oid = f.opfnamespace JOIN pg_namespace n ON n.oid = o.opcnamespace
WHERE {schemas} AND {free pg_opclass o.oid}

{with pg_opfamily}
SELECT n.nspname, 'other', 'operator family ' || f.opfname, array_to_json(ARRAY[am.amname]), NULL, format('CREATE OPERATOR FAMILY %s%I USING %I', {q}, f.opfname, am.amname)
  || coalesce(format(E';\nALTER OPERATOR FAMILY %s%I USING %I ADD ', {q}, f.opfname, am.amname) || {members pg_opfamily f.oid}, ''),
  {about pg_opfamily f.oid}
FROM pg_opfamily f JOIN pg_am am ON am.oid = f.opfmethod JOIN pg_namespace n ON n.oid = f.opfnamespace
WHERE {schemas} AND {free pg_opfamily f.oid}
AND NOT EXISTS (SELECT 1 FROM pg_opclass o WHERE o.opcfamily = f.oid AND o.opcname = f.opfname AND o.opcnamespace = f.opfnamespace)

{with pg_cast}
SELECT {path}, 'other', format('cast %s as %s', format_type(k.castsource, NULL), format_type(k.casttarget, NULL)), NULL, NULL,
  format('CREATE CAST (%s AS %s) %s', format_type(k.castsource, NULL), format_type(k.casttarget, NULL), CASE k.castmethod
    WHEN 'i' THEN 'WITH INOUT' WHEN 'b' THEN 'WITHOUT FUNCTION' ELSE 'WITH FUNCTION ' || k.castfunc::regprocedure END)
  || CASE k.castcontext WHEN 'a' THEN ' AS ASSIGNMENT' WHEN 'i' THEN ' AS IMPLICIT' ELSE '' END,
  {about pg_cast k.oid}
FROM pg_cast k WHERE k.oid >= 16384 AND {path} IS NOT NULL AND {free pg_cast k.oid}
AND NOT EXISTS (SELECT 1 FROM pg_depend i WHERE i.classid = 'pg_cast'::regclass AND i.objid = k.oid AND i.deptype = 'i')

{with pg_collation}
SELECT n.nspname, 'other', 'collation ' || o.collname, NULL, NULL,
  format('CREATE COLLATION %s%I (PROVIDER = %s', {q}, o.collname, CASE o.collprovider WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' ELSE 'libc' END)
  || CASE WHEN o.collprovider IN ('i', 'b') THEN format(', LOCALE = %L', {17+ o.colllocale | {15+ o.colliculocale | o.collcollate}})
    WHEN o.collcollate = o.collctype THEN format(', LOCALE = %L', o.collcollate)
    ELSE format(', LC_COLLATE = %L, LC_CTYPE = %L', o.collcollate, o.collctype) END
  || CASE WHEN {12+ o.collisdeterministic | true} THEN '' ELSE ', DETERMINISTIC = false' END
  || coalesce({16+ ', RULES = ' || quote_literal(o.collicurules) | ''}, '') || ')',
  {about pg_collation o.oid}
FROM pg_collation o JOIN pg_namespace n ON n.oid = o.collnamespace WHERE {schemas} AND {free pg_collation o.oid}

{with pg_conversion}
SELECT n.nspname, 'other', 'conversion ' || o.conname, NULL, NULL,
  format('CREATE %sCONVERSION %s%I FOR %L TO %L FROM %s', CASE WHEN o.condefault THEN 'DEFAULT ' ELSE '' END, {q}, o.conname,
    pg_encoding_to_char(o.conforencoding), pg_encoding_to_char(o.contoencoding), o.conproc), {about pg_conversion o.oid}
FROM pg_conversion o JOIN pg_namespace n ON n.oid = o.connamespace WHERE {schemas} AND {free pg_conversion o.oid}

{with pg_ts_dict}
SELECT n.nspname, 'other', 'text search dictionary ' || o.dictname, NULL, NULL,
  format('CREATE TEXT SEARCH DICTIONARY %s%I (TEMPLATE = %I.%I%s)', {q}, o.dictname, tn.nspname, t.tmplname, coalesce(', ' || o.dictinitoption, '')),
  {about pg_ts_dict o.oid}
FROM pg_ts_dict o JOIN pg_ts_template t ON t.oid = o.dicttemplate JOIN pg_namespace tn ON tn.oid = t.tmplnamespace
JOIN pg_namespace n ON n.oid = o.dictnamespace WHERE {schemas} AND {free pg_ts_dict o.oid}

{with pg_ts_config}
SELECT n.nspname, 'other', 'text search configuration ' || o.cfgname, NULL, NULL,
  format('CREATE TEXT SEARCH CONFIGURATION %s%I (PARSER = %I.%I)', {q}, o.cfgname, pn.nspname, p.prsname)
  || coalesce((SELECT string_agg(format(E';\nALTER TEXT SEARCH CONFIGURATION %s%I ADD MAPPING FOR %s WITH %s', {q}, o.cfgname, m.token, m.list), ''
      ORDER BY m.number)
    FROM (SELECT k.maptokentype AS number, (SELECT t.alias FROM ts_token_type(o.cfgparser) t WHERE t.tokid = k.maptokentype) AS token,
        string_agg(k.mapdict::regdictionary::text, ', ' ORDER BY k.mapseqno) AS list
      FROM pg_ts_config_map k WHERE k.mapcfg = o.oid GROUP BY k.maptokentype) m), ''),
  {about pg_ts_config o.oid}
FROM pg_ts_config o JOIN pg_ts_parser p ON p.oid = o.cfgparser JOIN pg_namespace pn ON pn.oid = p.prsnamespace
JOIN pg_namespace n ON n.oid = o.cfgnamespace WHERE {schemas} AND {free pg_ts_config o.oid}

{with pg_ts_template}
SELECT n.nspname, 'other', 'text search template ' || o.tmplname, NULL, NULL,
  format('CREATE TEXT SEARCH TEMPLATE %s%I (%sLEXIZE = %s)', {q}, o.tmplname,
    CASE WHEN o.tmplinit <> 0 THEN format('INIT = %s, ', o.tmplinit) ELSE '' END, o.tmpllexize), {about pg_ts_template o.oid}
FROM pg_ts_template o JOIN pg_namespace n ON n.oid = o.tmplnamespace WHERE {schemas} AND {free pg_ts_template o.oid}

{with pg_am}
SELECT {path}, 'other', 'access method ' || o.amname, NULL, NULL,
  format('CREATE ACCESS METHOD %I TYPE %s HANDLER %s', o.amname, CASE o.amtype WHEN 't' THEN 'TABLE' ELSE 'INDEX' END, o.amhandler),
  {about pg_am o.oid}
FROM pg_am o WHERE o.oid >= 16384 AND {path} IS NOT NULL AND {free pg_am o.oid}
