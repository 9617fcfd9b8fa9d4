\restrict abc
\set ON_ERROR_STOP on
SET search_path = '';
\connect "my db" \echo 'a\'b' \\ SELECT 1;
SELECT 'CREATE DATABASE x' WHERE true \gexec
SELECT 2\; SELECT 3;
\copy t from stdin
1;2
\.
SELECT 4 \g
\unrestrict abc
