CREATE TABLE pets (id INTEGER PRIMARY KEY);

-- and from here on to another state

CREATE TABLE users (total NOT NULL ON CONFLICT IGNORE UNIQUE, note json, meta double precision UNIQUE ON CONFLICT REPLACE, CONSTRAINT pk PRIMARY KEY (note));
