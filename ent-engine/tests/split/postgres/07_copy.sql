COPY public.t (a, "from") FROM stdin;
1	it's
2	(;
\.

-- After.
COPY t FROM stdin WITH (FORMAT csv); -- rows
a;b
\.
COPY t TO stdout;
COPY t FROM '/tmp/x';
SELECT 1;
