SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
CREATE TABLE public.h (
    id uuid NOT NULL,
    v jsonb
)
PARTITION BY HASH (id);
CREATE TABLE public.h0 (
    id uuid NOT NULL,
    v jsonb
);
CREATE TABLE public.h1 (
    id uuid NOT NULL,
    v jsonb,
    CONSTRAINT h1_own CHECK ((v IS NOT NULL))
);
CREATE TABLE public.ident (
    id integer NOT NULL,
    at date NOT NULL
)
PARTITION BY RANGE (at);
CREATE TABLE public.ident_1 (
    id integer NOT NULL,
    at date NOT NULL
);
COMMENT ON TABLE public.ident_1 IS 'one';
CREATE TABLE public.l (
    id integer NOT NULL,
    region text DEFAULT 'eu'::text NOT NULL
)
PARTITION BY LIST (region);
CREATE TABLE public.l_eu (
    id integer NOT NULL,
    region text DEFAULT 'eu'::text NOT NULL
);
CREATE TABLE public.l_us (
    id integer NOT NULL,
    region text DEFAULT 'us'::text NOT NULL
)
WITH (fillfactor='70');
CREATE TABLE public.m (
    a integer,
    b integer,
    c text COLLATE pg_catalog."C"
)
PARTITION BY RANGE (a, ((b + 1)));
CREATE TABLE public.m1 (
    a integer,
    b integer,
    c text DEFAULT 'x'::text COLLATE pg_catalog."C",
    CONSTRAINT m1c CHECK ((b > 0))
);
CREATE TABLE public.m2 (
    a integer,
    b integer,
    c text COLLATE pg_catalog."C"
)
PARTITION BY LIST (c);
CREATE TABLE public.m2_n (
    a integer,
    b integer,
    c text COLLATE pg_catalog."C"
);
CREATE TABLE public.ref (
    id integer,
    region text
)
PARTITION BY LIST (region);
CREATE TABLE public.ref_eu (
    id integer,
    region text
);
CREATE TABLE public.ref_us (
    region text,
    id integer
);
ALTER TABLE ONLY public.h ATTACH PARTITION public.h0 FOR VALUES WITH (modulus 2, remainder 0);
ALTER TABLE ONLY public.h ATTACH PARTITION public.h1 FOR VALUES WITH (modulus 2, remainder 1);
ALTER TABLE ONLY public.ident ATTACH PARTITION public.ident_1 FOR VALUES FROM ('2020-01-01') TO ('2020-02-01');
ALTER TABLE ONLY public.l ATTACH PARTITION public.l_eu FOR VALUES IN ('eu');
ALTER TABLE ONLY public.m ATTACH PARTITION public.m1 FOR VALUES FROM (MINVALUE, MINVALUE) TO (10, 5);
ALTER TABLE ONLY public.m ATTACH PARTITION public.m2 FOR VALUES FROM (10, 5) TO (MAXVALUE, MAXVALUE);
ALTER TABLE ONLY public.m2 ATTACH PARTITION public.m2_n FOR VALUES IN (NULL, 'z');
ALTER TABLE ONLY public.ref ATTACH PARTITION public.ref_eu FOR VALUES IN ('eu');
ALTER TABLE ONLY public.ref ATTACH PARTITION public.ref_us FOR VALUES IN ('us');
ALTER TABLE ONLY public.h
    ADD CONSTRAINT h_pk PRIMARY KEY (id);
ALTER TABLE ONLY public.h0
    ADD CONSTRAINT h0_pk PRIMARY KEY (id);
ALTER TABLE ONLY public.ident_1
    ADD CONSTRAINT ident_1_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.l
    ADD CONSTRAINT l_pkey PRIMARY KEY (id, region);
ALTER TABLE ONLY public.l_eu
    ADD CONSTRAINT l_eu_pkey PRIMARY KEY (id, region);
ALTER TABLE ONLY public.l_us
    ADD CONSTRAINT l_us_pkey PRIMARY KEY (id, region);
CREATE INDEX h_id ON ONLY public.h USING btree (id);
CREATE INDEX h0_id ON public.h0 USING btree (id);
CREATE INDEX h_v ON ONLY public.h USING gin (v);
COMMENT ON INDEX public.h_v IS 'c';
CREATE INDEX h0_v ON public.h0 USING gin (v);
COMMENT ON INDEX public.h0_v IS 'c0';
CREATE INDEX h1_v ON public.h1 USING gin (v);
CREATE UNIQUE INDEX ident_1_own ON public.ident_1 USING btree (id);
ALTER TABLE public.ident_1 CLUSTER ON ident_1_own;
ALTER INDEX public.h_id ATTACH PARTITION public.h0_id;
ALTER INDEX public.h_pk ATTACH PARTITION public.h0_pk;
ALTER INDEX public.h_v ATTACH PARTITION public.h0_v;
ALTER INDEX public.h_v ATTACH PARTITION public.h1_v;
ALTER INDEX public.l_pkey ATTACH PARTITION public.l_eu_pkey;
ALTER TABLE public.ref
    ADD CONSTRAINT ref_id_region_fkey FOREIGN KEY (id, region) REFERENCES public.l(id, region);
ALTER TABLE public.ident_1 ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON public.ident_1 USING ((id > 0));
