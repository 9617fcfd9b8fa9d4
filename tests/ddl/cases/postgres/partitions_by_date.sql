CREATE TABLE events (id bigint NOT NULL, at timestamptz NOT NULL) PARTITION BY RANGE (at);

CREATE TABLE days (id bigint NOT NULL, day date NOT NULL) PARTITION BY RANGE (day);

CREATE TABLE marks (id int NOT NULL) PARTITION BY HASH (id);

DO $$
DECLARE
  start date := '2024-01-01';
  stop date := '2024-07-01';
  next date;
  name text;
BEGIN
  WHILE start < stop LOOP
    next := start + interval '1 month';
    name := 'events_' || to_char(start, 'YYYY_MM');
    EXECUTE format('CREATE TABLE IF NOT EXISTS %I PARTITION OF events FOR VALUES FROM (%L) TO (%L)', name, start, next);
    start := next;
  END LOOP;
END $$;

DO $$ DECLARE d date; BEGIN FOR i IN 0..3 LOOP d := '2024-02-27'::date + i; EXECUTE format('CREATE TABLE days_%s PARTITION OF days FOR VALUES FROM (%L) TO (%L)', to_char(d, 'YYYYMMDD'), d, d + 1); END LOOP; END $$;

DO $$ DECLARE m record; BEGIN FOR m IN SELECT d::date AS lower, (d + interval '3 months')::date AS upper FROM generate_series('2025-01-01'::date, '2025-12-31'::date, '3 months') AS d LOOP EXECUTE 'CREATE TABLE days_' || extract(year FROM m.lower) || 'q' || extract(quarter FROM m.lower) || ' PARTITION OF days FOR VALUES FROM (' || quote_literal(m.lower) || ') TO (' || quote_literal(m.upper) || ')'; END LOOP; END $$;

DO $$ DECLARE at timestamp; BEGIN FOR at IN SELECT generate_series('2026-01-31'::timestamp, '2026-05-31', interval '1' month) LOOP EXECUTE format('ALTER TABLE events ADD COLUMN %I int', 'at_' || to_char(at, 'Mon_DD')); END LOOP; END $$;

DO $$ BEGIN FOR i IN 0..2 LOOP EXECUTE format('CREATE TABLE marks_%s PARTITION OF marks FOR VALUES WITH (MODULUS 3, REMAINDER %s)', to_char(i, 'FM00'), i); END LOOP; END $$;

CREATE FUNCTION add_month(of text, first date, months int DEFAULT 1) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)', of || '_' || to_char(first, 'YYYYMM'), of, date_trunc('month', first), date_trunc('month', first) + make_interval(months => months));
END $$;

SELECT add_month('events', '2024-08-17');

SELECT add_month('days', make_date(2026, 1 + 2 * 2, 1), 2);

DO $$ DECLARE n int := date '2024-03-01' - '2024-02-01'; b bool := date '2024-03-01' BETWEEN '2024-02-01' AND '2024-03-31'; i interval := interval '1 day' * 3 + '04:05:06'; BEGIN EXECUTE 'COMMENT ON TABLE marks IS ' || quote_literal(n || ' ' || b || ' ' || i || ' ' || (timestamp '2024-03-01 12:00' - interval '1 month 1 day') || ' ' || date_part('week', date '2024-12-30') || ' ' || extract(isodow FROM date '2024-12-29') || to_char(timestamp '2024-12-29 13:05:00', ' Day HH12:MI am')); END $$;
