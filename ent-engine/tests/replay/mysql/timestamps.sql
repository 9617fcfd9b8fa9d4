SET explicit_defaults_for_timestamp=0, sql_mode='';
CREATE TABLE ts (a timestamp, b timestamp not null, c timestamp null, e timestamp default current_timestamp, f timestamp(6) not null);
CREATE TABLE ts2 (a timestamp not null default '2001-01-01 00:00:00', b timestamp);
ALTER TABLE ts2 ADD c timestamp, ADD d timestamp not null;
SET explicit_defaults_for_timestamp=1;
