(SELECT string_agg(m.text, ', ' ORDER BY m.is_function, m.number, m.text COLLATE "C") FROM (
    SELECT false, p.amopstrategy, format('OPERATOR %s %s', p.amopstrategy, p.amopopr::regoperator) || CASE WHEN p.amoppurpose = 'o'
      THEN (SELECT format(' FOR ORDER BY %I.%I', sn.nspname, sf.opfname) FROM pg_opfamily sf JOIN pg_namespace sn ON sn.oid = sf.opfnamespace
        WHERE sf.oid = p.amopsortfamily) ELSE '' END
    FROM pg_depend x JOIN pg_amop p ON p.oid = x.objid AND p.amopfamily = f.oid
    WHERE x.classid = 'pg_amop'::regclass AND x.refclassid = '{owner}'::regclass AND x.refobjid = {oid}
    UNION ALL
    SELECT true, p.amprocnum, format('FUNCTION %s (%s, %s) %s', p.amprocnum, format_type(p.amproclefttype, NULL),
      format_type(p.amprocrighttype, NULL), p.amproc::regprocedure)
    FROM pg_depend x JOIN pg_amproc p ON p.oid = x.objid AND p.amprocfamily = f.oid
    WHERE x.classid = 'pg_amproc'::regclass AND x.refclassid = '{owner}'::regclass AND x.refobjid = {oid}
  ) m (is_function, number, text))