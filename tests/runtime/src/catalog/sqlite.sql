-- What SQLite says of a database, one line for each thing. Texts come after a bar.
WITH tables AS (SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'),
lines(line) AS (
  SELECT 'object ' || type || ' ' || name || ' ' || tbl_name || ' |' || iif(type IN ('trigger', 'view'), sql, '')
    FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'
  UNION ALL SELECT printf('column %s %s %s %s %s default=%s pk=%s hidden=%s', t.name, c.cid, c.name,
      lower(replace(c.type, ' ', '')), c."notnull", quote(c.dflt_value), c.pk, c.hidden)
    FROM tables t JOIN pragma_table_xinfo(t.name) c
  UNION ALL SELECT printf('key %s %s %s.%s %s %s %s', t.name, f."from", f."table", f."to", f.on_update, f.on_delete, f.seq)
    FROM tables t JOIN pragma_foreign_key_list(t.name) f
  UNION ALL SELECT printf('index %s %s %s %s partial=%s: %s %s desc=%s %s', t.name, i.name, i."unique", i.origin, i.partial,
      x.seqno, x.name, x."desc", x.coll)
    FROM tables t JOIN pragma_index_list(t.name) i JOIN pragma_index_xinfo(i.name) x
)
SELECT group_concat(line, char(10)) FROM (SELECT line FROM lines ORDER BY line)
