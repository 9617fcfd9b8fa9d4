CREATE MATERIALIZED VIEW m1 (a, b) AS VALUES (1, 'a'), (2, 'b');

CREATE UNIQUE INDEX "Index One" ON m1 (b);

ALTER INDEX "Index One" SET (fillfactor = 60);

CREATE TABLE t (id int PRIMARY KEY, n int UNIQUE);

ALTER INDEX t_pkey SET (fillfactor = 60);

ALTER INDEX t_n_key SET (fillfactor = 70);

ALTER INDEX t_n_key RESET (fillfactor);
