CREATE TABLE k1 (a int check (a > 0), b int, check (b < 10), constraint nm check (a <> b), c int check (c in (1,2)));
ALTER TABLE k1 ADD CHECK (b > 1), ADD CONSTRAINT x9 CHECK (a between 1 and 5 and b is not null or not a = 3);
CREATE TABLE k2 (a varchar(10) check (a like 'x%' and length(a) > 2), j json, k json check (json_valid(k)), l longtext check (json_valid(`l`)));
ALTER TABLE k1 DROP CONSTRAINT nm;
ALTER TABLE k2 MODIFY a varchar(20);
ALTER TABLE k2 ADD d int CHECK (d > 3), CHANGE j jj json not null;
CREATE TABLE k3 (s varchar(10), t int, CHECK (s in ('a','b')), CHECK (t >= 0 AND t <= 100), CHECK (char_length(s) = 3 || t), CHECK (case when t = 1 then s is null else s = 'q' end));
