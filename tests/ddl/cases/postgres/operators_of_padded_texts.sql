-- Operators and classes over character, and the words of PostgreSQL before 8.3

CREATE FUNCTION f_eq(bpchar, bpchar) RETURNS bool LANGUAGE internal IMMUTABLE STRICT AS 'bpchareq';

CREATE OPERATOR === (LEFTARG = bpchar, RIGHTARG = bpchar, PROCEDURE = f_eq, COMMUTATOR = '===', RESTRICT = eqsel, JOIN = eqjoinsel, SORT1 = '<', SORT2 = '<');

CREATE OPERATOR CLASS bp_ops FOR TYPE bpchar USING btree AS OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 bpcharcmp(bpchar, bpchar), STORAGE bpchar;

CREATE OPERATOR CLASS only_stored FOR TYPE int4 USING btree AS STORAGE int4;
