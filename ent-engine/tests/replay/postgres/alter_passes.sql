-- Within a pass the order written counts, so that the column is no longer computed when what it was
-- computed from goes; what goes comes before the rest wherever it stands.
CREATE TABLE t (id bigint NOT NULL, a int, b int GENERATED ALWAYS AS (a * 2) STORED, c int DEFAULT 1, d int NOT NULL);
ALTER TABLE t ALTER COLUMN b DROP EXPRESSION, DROP COLUMN a, ALTER COLUMN b SET DEFAULT 7;
ALTER TABLE t ALTER COLUMN c SET DEFAULT 5, ALTER COLUMN c DROP DEFAULT;
ALTER TABLE t ADD PRIMARY KEY (d), ALTER COLUMN d DROP NOT NULL, ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY;
