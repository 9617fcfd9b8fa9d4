-- Statistics stay on the table that the path found, when another of the name comes first.

CREATE SCHEMA s2;

CREATE TABLE tags (name text, age int);

SET search_path TO s2, public;

CREATE STATISTICS IF NOT EXISTS st1 (dependencies) ON name, age FROM tags;

CREATE TABLE tags (name int, age int);
