CREATE TABLE t (
  a numeric(5,2), b bigint, c real, d smallint, e double precision, f int,
  CHECK (a > 0), CHECK (a IN (1, 2)), CHECK (a BETWEEN 1 AND 10), CHECK (a % 2 = 0), CHECK (a > 1.5), CHECK (coalesce(a, 0) > 5), CHECK (a * 2 > -1),
  CHECK (b > 0), CHECK (b IN (1, 2)), CHECK (b BETWEEN 1 AND 10), CHECK (b % 2 = 0), CHECK (b > 1.5), CHECK (coalesce(b, 0) > 5), CHECK (b = ANY ('{1,2}')),
  CHECK (c > 0), CHECK (c NOT IN (1, 2)), CHECK (c BETWEEN 1 AND 10), CHECK (c > 1.5), CHECK (coalesce(c, 0) > 5), CHECK (c + 1 > 5),
  CHECK (d > 0), CHECK (d IN (1, 2)), CHECK (d BETWEEN 1 AND 10), CHECK (d % 2 = 0), CHECK (d = ANY ('{1,2}')),
  CHECK (e > 0), CHECK (e IN (1, 2)), CHECK (e BETWEEN 1 AND 10), CHECK (coalesce(e, 0) > 5), CHECK (e / 2 = 1),
  CHECK (f > 0), CHECK (f IN (1, 2)), CHECK (f NOT IN (-1)), CHECK (f % 2 = 0), CHECK (f = ANY ('{1,2}'))
);

CREATE TABLE t2 (LIKE t INCLUDING ALL);

ALTER TABLE t ALTER a TYPE int, ALTER b TYPE numeric, ALTER c TYPE int, ALTER d TYPE int, ALTER e TYPE numeric(8,1), ALTER f TYPE bigint;

ALTER TABLE t2 ALTER a TYPE bigint, ALTER b TYPE int, ALTER c TYPE numeric, ALTER d TYPE bigint, ALTER e TYPE real, ALTER f TYPE smallint;
