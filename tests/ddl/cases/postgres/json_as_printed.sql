-- JSON that the server prints in an order of its own.

CREATE TABLE t (a jsonb DEFAULT '{"mode":"full","limit":50,"include":false,"types":["chat", "result"]}'::jsonb, b jsonb NOT NULL DEFAULT '{"x":1e2, "x": 1.50, "\u00e9": null}', c json DEFAULT '{"b": 1, "a": 2}');

ALTER TABLE t ADD CHECK (a <> '{"bb": 1, "a": 2}'::jsonb);
