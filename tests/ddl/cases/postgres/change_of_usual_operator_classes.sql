CREATE TABLE cars (name text[], data jsonb, words tsvector, number int, title text, at timestamptz);

-- and from here on to another state

CREATE INDEX i1 ON cars USING gin (name array_ops);

CREATE INDEX i2 ON cars USING gin (data jsonb_ops, words tsvector_ops);

CREATE INDEX i3 ON cars (name array_ops, number int4_ops, title text_ops, at timestamptz_ops, data jsonb_ops);
