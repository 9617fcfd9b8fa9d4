CREATE TABLE logs (id bigserial PRIMARY KEY, email boolean, note text COLLATE "C", more text);

CREATE INDEX i3 ON logs (id, note COLLATE "C", more COLLATE "C", lower(note)) INCLUDE (id);

ALTER TABLE logs ALTER note TYPE varchar;

ALTER TABLE logs ALTER more TYPE varchar;
