CREATE TABLE items (id bigserial PRIMARY KEY, "Total" numeric(10,2), email character varying(10), note text, day timestamptz)

CREATE INDEX of_ids ON items (((id)::bigint), (id::int))

CREATE INDEX of_totals ON items (("Total"::numeric(10,2)), (CAST("Total" AS numeric(8,2))))

CREATE INDEX of_texts ON items ((email::varchar(10)), (email::text), (CAST(note AS text)))

CREATE INDEX of_days ON items (((day)::timestamp with time zone))

-- and from here on to another state

ALTER TABLE items ADD COLUMN more int
