CREATE SCHEMA s1;

SET search_path TO s1, public;

CREATE OPERATOR @@@ (leftarg = text, rightarg = text, procedure = texteq, commutator = ===);

-- and from here on to another state

CREATE TYPE public.t1 AS ENUM ('sad', 'ok', 'happy');

SET search_path = public, s1;

CREATE CAST (t1 AS json) WITH INOUT AS ASSIGNMENT;

SET search_path = s1, public;

ALTER TYPE t1 RENAME TO t2;
