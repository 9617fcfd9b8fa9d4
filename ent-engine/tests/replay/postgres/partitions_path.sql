-- What pg_dump writes: no search path, keys of the parents last.
SELECT pg_catalog.set_config('search_path', '', false);
CREATE TABLE public.regions (id integer NOT NULL, code text NOT NULL);
CREATE TABLE public.orders (id integer NOT NULL, region integer, parent integer, at date) PARTITION BY RANGE (at);
CREATE TABLE public.orders_2020 (id integer NOT NULL, region integer, parent integer, at date) PARTITION BY RANGE (at);
CREATE TABLE public.orders_2020_1 (id integer NOT NULL, region integer, parent integer, at date);
ALTER TABLE ONLY public.orders ATTACH PARTITION public.orders_2020 FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
ALTER TABLE ONLY public.orders_2020 ATTACH PARTITION public.orders_2020_1 FOR VALUES FROM ('2020-01-01') TO ('2020-02-01');
ALTER TABLE ONLY public.regions ADD CONSTRAINT regions_pkey PRIMARY KEY (id);
ALTER TABLE public.orders ADD CONSTRAINT orders_region_fkey FOREIGN KEY (region) REFERENCES public.regions(id);
CREATE TABLE public.orders_2021 PARTITION OF public.orders FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');
