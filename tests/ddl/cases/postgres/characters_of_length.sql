CREATE TABLE t (
  a char(10) DEFAULT 'x', b varchar(10) DEFAULT 'x', c text DEFAULT 'x', d char(3)[] DEFAULT '{abc}', e bit(3) DEFAULT '101',
  CHECK (a = 'x'), CHECK (a IN ('a', 'b')), CHECK (a LIKE 'a%'), CHECK (a NOT ILIKE 'a%'), CHECK (a ~ 'a'), CHECK (a BETWEEN 'a' AND 'b'),
  CHECK (a IS DISTINCT FROM 'x'), CHECK (a = ANY (ARRAY['a', 'b'])), CHECK (a = ANY ('{a,b}')), CHECK (lower(a) = a), CHECK (length(a) > 2),
  CHECK (coalesce(a, '') <> 'x'), CHECK (a || 'x' <> 'y'),
  CHECK (b = 'x'), CHECK (b IN ('a', 'b')), CHECK (b LIKE 'a%'), CHECK (b NOT ILIKE 'a%'), CHECK (b ~ 'a'), CHECK (b NOT BETWEEN 'a' AND 'b'),
  CHECK (b IS NOT DISTINCT FROM 'x'), CHECK (b = ANY (ARRAY['a', 'b'])), CHECK (b = ANY ('{a,b}')), CHECK (lower(b) = b), CHECK (length(b) > 2),
  CHECK (coalesce(b, '') <> 'x'), CHECK (b || 'x' <> 'y'), CHECK (b NOT IN ('a')),
  CHECK (c = 'x'), CHECK (c IN ('a', 'b')), CHECK (c LIKE 'a%'), CHECK (c NOT ILIKE 'a%'), CHECK (c ~ 'a'), CHECK (c BETWEEN 'a' AND 'b'),
  CHECK (c IS DISTINCT FROM 'x'), CHECK (c = ANY (ARRAY['a', 'b'])), CHECK (c = ANY ('{a,b}')), CHECK (lower(c) = c), CHECK (length(c) > 2),
  CHECK (coalesce(c, '') <> 'x'), CHECK (c || 'x' <> 'y')
);

CREATE TABLE t2 (LIKE t INCLUDING ALL);

CREATE TABLE t3 (LIKE t INCLUDING ALL);

CREATE INDEX ON t (lower(a), coalesce(b, 'x')) WHERE c <> 'x';

ALTER TABLE t ALTER a TYPE text, ALTER b TYPE char(5), ALTER c TYPE varchar(7);

ALTER TABLE t ALTER d TYPE text[], ALTER e TYPE bit varying(5);

ALTER TABLE t2 ALTER a TYPE varchar, ALTER b TYPE text, ALTER c TYPE char;

ALTER TABLE t3 DROP CONSTRAINT t_a_check11, DROP CONSTRAINT t_b_check11, DROP CONSTRAINT t_c_check11, ALTER a TYPE varchar(20), ALTER b TYPE text, ALTER c TYPE char(2);

ALTER TABLE t3 ALTER a TYPE char(4), ALTER b TYPE char(4), ALTER c TYPE varchar;
