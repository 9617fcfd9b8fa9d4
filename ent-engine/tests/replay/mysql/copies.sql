CREATE TABLE b (id int auto_increment primary key, a varchar(10) not null default 'q' comment 'c', p int, key (p), check (p > 0), constraint bf foreign key (p) references b(id), d timestamp default current_timestamp on update current_timestamp, j json, g int as (p+1)) engine=innodb charset=latin1 comment 'orig' auto_increment=50;
CREATE TABLE c LIKE b; CREATE TABLE IF NOT EXISTS d (LIKE b);
CREATE TABLE e AS SELECT * FROM b;
CREATE TABLE f AS SELECT id, a AS aa, p FROM b WHERE 1=0;
CREATE TABLE g (extra int) SELECT id, a FROM b;
CREATE TABLE h (id bigint, primary key(id)) AS SELECT id, a FROM b;
CREATE TEMPORARY TABLE tmp1 (a int); CREATE TEMPORARY TABLE b2 LIKE b; DROP TEMPORARY TABLE tmp1; DROP TABLE b2;
