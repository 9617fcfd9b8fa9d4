CREATE SCHEMA app;

CREATE TYPE app.span AS RANGE (SUBTYPE = float8, MULTIRANGE_TYPE_NAME = app.spans);

CREATE TABLE app.t (a app.span);
