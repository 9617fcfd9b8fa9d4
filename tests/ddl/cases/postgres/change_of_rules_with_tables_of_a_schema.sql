CREATE SCHEMA s1;

CREATE TABLE s1.items (meta bigint);

CREATE VIEW public.v1 AS SELECT x.* FROM s1.items x;

CREATE RULE r3 AS ON DELETE TO v1 DO INSTEAD DELETE FROM s1.items;

-- and from here on to another state

ALTER TABLE s1.items RENAME TO things;
