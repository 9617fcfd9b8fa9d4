CREATE TABLE g (a int, b varchar(20), c int generated always as (a + 1) stored, d varchar(30) as (concat(b, '-', a)) virtual, e int as (a*2), f varchar(10) charset latin1 as (upper(b)) stored comment 'gen', j json, jx varchar(20) as (json_unquote(json_extract(j,'$.x'))), jy varchar(20) as (json_value(j,'$.y')) stored unique, key (e));
ALTER TABLE g ADD h int as (if(a > 1, 5, 0)) AFTER a, MODIFY e bigint as (a*3);
ALTER TABLE g CHANGE c cc int as (a+2) stored;
